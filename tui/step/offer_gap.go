package step

import (
	"strconv"

	"kring/model"
	"kring/tui/kit"
)

// gapless is the text that says why a pillar has no gap; "" when it has one.
func (o *offer) gapless(pillar int) string {
	s := o.env.S()
	switch n := len(s.Offers(pillar)); {
	case n == 0:
		return "offer.none"
	case n == s.Ageless(pillar):
		return "offer.noages"
	case len(s.AgeGaps(pillar)) == 0:
		return "offer.nogap"
	}
	return ""
}

// gapWords says in words which ages nothing reaches.
func (o *offer) gapWords(pillar int) string {
	e, t := o.env, o.env.Theme
	ageless := ""
	if n := e.S().Ageless(pillar); n > 0 {
		ageless = " " + t.Dim.Render(e.N("offer.ageless", n))
	}
	switch id := o.gapless(pillar); id {
	case "":
		return t.Warn.Render(kit.MarkWarning+" "+nothingFor(e, e.S().AgeGaps(pillar))) + ageless
	case "offer.nogap":
		return t.Good.Render(kit.MarkDone+" "+e.T(id)) + ageless
	default:
		return t.Dim.Render(e.T(id))
	}
}

// nothingFor says that nothing reaches these ages.
func nothingFor(e *kit.Env, gaps []model.AgeRange) string {
	return e.T("offer.gap", "List", gapList(e, gaps))
}

// gapList names runs of ages.
func gapList(e *kit.Env, gaps []model.AgeRange) string {
	parts := make([]string, len(gaps))
	for i, gap := range gaps {
		parts[i] = strconv.Itoa(gap.From)
		if gap.To > gap.From {
			parts[i] = model.WriteAges(gap.From, gap.To)
		}
	}
	return e.Texts.List(parts)
}

// gapKey starts an objective from a gap in a pillar.
func (o *offer) gapKey(pillar int) kit.Key {
	e := o.env
	why := o.closed()
	if id := o.gapless(pillar); id != "" {
		why = e.T(id)
	}
	return kit.Key{On: []string{"d"}, Label: e.T("offer.goal"), Help: e.T("offer.goalhelp"), Why: why, Do: func() kit.Action { return o.fromGap(pillar) }}
}

// fromGap goes and writes an objective for a gap; of several, somebody chooses.
func (o *offer) fromGap(pillar int) kit.Action {
	e := o.env
	gaps := e.S().AgeGaps(pillar)
	if len(gaps) == 1 {
		return o.begin(pillar, gaps[0])
	}
	items := make([]kit.Item, len(gaps))
	for i, gap := range gaps {
		items[i] = kit.Item{Key: strconv.Itoa(i), Label: nothingFor(e, []model.AgeRange{gap})}
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T("offer.goal"), items, func(key string) kit.Action {
		i, _ := strconv.Atoi(key)
		return o.begin(pillar, gaps[i])
	})}
}

// begin has the step of the objectives start one for these ages.
func (o *offer) begin(pillar int, gap model.AgeRange) kit.Action {
	return kit.Go{Step: model.StepObjectives, Start: gapStart(o.env, pillar, gap)}
}

// gapStart is what an objective for a gap begins with.
func gapStart(e *kit.Env, pillar int, gap model.AgeRange) *kit.Start {
	ages := model.WriteAges(gap.From, gap.To)
	if ages == "" {
		ages = e.T("offer.youngest") // an objective cannot have 0 as its only age
	}
	return &kit.Start{Pillar: pillar, Text: "; " + ages}
}
