package step

import (
	"slices"
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// planField is a field of the form with what it writes into an action.
type planField struct {
	mends model.GapKind // the gap that filling it in mends
	kit.Field
	write func(a *model.Action, value string) error
}

// edit opens the card of an action, on the field that mends a gap if there is
// one.
func (p *plan) edit(a *model.Action, gap model.GapKind) kit.Action {
	e := p.env
	was := *a
	list := p.fields(was)
	fields := make([]kit.Field, len(list))
	for i, one := range list {
		fields[i] = one.Field
	}
	var form *kit.Form
	form = kit.NewForm(e, strconv.Itoa(e.S().ChosenNumber(a.ID))+" "+was.Title, fields, func(values []string) kit.Action {
		next := was
		for i, one := range list {
			if err := one.write(&next, values[i]); err != nil {
				form.At(i)
				return kit.Notify{Text: e.Explain(err), Bad: true}
			}
		}
		return p.change("action.planned", next)
	})
	return kit.Open{Overlay: form.At(max(slices.IndexFunc(list, func(f planField) bool { return f.fits(gap) }), 0))}
}

// fields are those of the form for an action.
func (p *plan) fields(was model.Action) []planField {
	e, s := p.env, p.env.S()
	list := []planField{
		{model.GapOwner, kit.Field{Label: e.T("plan.owner"), Hint: e.T("plan.ownerhint"), Value: s.OwnerText(&was)}, func(a *model.Action, v string) error {
			if v == s.OwnerText(&was) {
				return nil
			}
			if a.Owner = ""; v == "" || v == "-" {
				return nil
			}
			owner, err := s.FindParticipant(v)
			if err == nil {
				a.Owner = owner.ID
			}
			return err
		}},
		{"", kit.Field{Label: e.T("plan.partners"), Hint: e.T("plan.partnershint"), Value: s.PartnersText(was.Partners)}, func(a *model.Action, v string) (err error) {
			a.Partners, err = s.ParsePartners(v, was.Partners)
			return err
		}},
		planText("", e.T("plan.firststeps"), e.T("plan.firststepshint"), was.FirstSteps, func(a *model.Action) *string { return &a.FirstSteps }),
		{"", kit.Field{Label: e.T("plan.start"), Hint: e.T("session.datehint"), Value: string(was.Start)}, func(a *model.Action, v string) error {
			a.Start = model.Date(v)
			return nil
		}},
		{model.GapDates, kit.Field{Label: e.T("plan.end"), Hint: e.T("session.datehint"), Value: string(was.End)}, func(a *model.Action, v string) error {
			a.End = model.Date(v)
			if a.Start == was.Start && a.End == was.End {
				return nil // as it came in, it is no business of somebody who mends another field
			}
			return model.CheckPeriod(a.Start, a.End)
		}},
		planText("", e.T("plan.means"), e.T("plan.meanshint"), was.Means, func(a *model.Action) *string { return &a.Means }),
		planText("", e.T("plan.funding"), e.T("plan.fundinghint"), was.Funding, func(a *model.Action) *string { return &a.Funding }),
	}
	if p.hasMatrix() {
		cell := [2]model.GapKind{model.GapCell, ""}
		if len(was.Strategies) > 0 {
			cell = [2]model.GapKind{model.GapOneStrategy, model.GapCell}
		}
		list = append(list,
			p.terms(cell[0], e.T("plan.strategies"), e.M().Strategies, was.Strategies, func(a *model.Action) *[]string { return &a.Strategies }),
			p.terms(cell[1], e.T("plan.levels"), e.M().Levels, was.Levels, func(a *model.Action) *[]string { return &a.Levels }))
	}
	list = append(list, p.indicators(was)...)
	return append(list, planText("", e.T("plan.anchoring"), e.T("plan.anchoringhint"), was.Anchoring, func(a *model.Action) *string { return &a.Anchoring }))
}

func planText(mends model.GapKind, label, hint, value string, at func(*model.Action) *string) planField {
	return planField{mends, kit.Field{Label: label, Hint: hint, Value: value}, func(a *model.Action, v string) error {
		*at(a) = v
		return nil
	}}
}

// terms is a field to mark several terms of the method in.
func (p *plan) terms(mends model.GapKind, label string, terms []model.Term, value []string, at func(*model.Action) *[]string) planField {
	options := make([]kit.Option, len(terms))
	for i, t := range terms {
		options[i] = kit.Option{Key: t.Key, Label: p.env.In(t.Name) + ours(t.Ours)}
	}
	return planField{mends, kit.Field{Label: label, Options: options, Several: true, Value: strings.Join(value, " ")}, func(a *model.Action, v string) error {
		*at(a) = strings.Fields(v)
		return nil
	}}
}

// indicatorGap is what the field for a kind of indicator mends: the want of that
// kind. The first such field mends the want of any.
func indicatorGap(kind string) model.GapKind { return model.GapIndicator + model.GapKind(" "+kind) }

// fits says that filling in the field mends the gap.
func (f planField) fits(gap model.GapKind) bool {
	return gap != "" && (f.mends == gap || strings.HasPrefix(string(f.mends), string(gap)+" "))
}

// indicators is a field for each kind of indicator.
func (p *plan) indicators(was model.Action) []planField {
	e := p.env
	var list []planField
	for _, kind := range indicatorKinds(e, &was) {
		hint := e.T("plan.indicatorhint")
		if kind.about != "" {
			hint += " · " + kind.about
		}
		list = append(list, planField{indicatorGap(kind.key), kit.Field{Label: kind.label, Hint: hint, Value: model.IndicatorText(was.Indicators, kind.key)}, func(a *model.Action, v string) error {
			a.Indicators = model.ParseIndicators(v, kind.key, a.Indicators)
			return nil
		}})
	}
	return list
}

// gaps lists what the plan lacks, the plan as a whole first; Enter goes to where
// it is mended.
func (p *plan) gaps() kit.Action {
	e, s := p.env, p.env.S()
	whole := wholeGaps(s)
	all := s.Gaps()
	gaps := slices.Concat(whole, all[:len(all)-len(whole)])
	items := make([]kit.Item, len(gaps))
	for i, gap := range gaps {
		items[i] = kit.Item{Key: strconv.Itoa(i), Label: gapText(e, gap)}
		if a := s.Actions.Get(gap.Action); a != nil {
			items[i].Label = strconv.Itoa(s.ChosenNumber(a.ID)) + " " + a.Title
			items[i].Note = gapText(e, gap)
		}
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T("plan.gapstitle"), items, func(key string) kit.Action {
		i, _ := strconv.Atoi(key)
		return p.mend(gaps[i])
	})}
}

// mend goes to the action of a gap and opens its form there; for a gap of the
// whole, to the first action that has a part in it.
func (p *plan) mend(gap model.Gap) kit.Action {
	at := slices.IndexFunc(p.chosen(), func(a *model.Action) bool {
		switch gap.Kind {
		case model.GapOneOwner:
			return a.Owner == gap.ID
		case model.GapOneStrategy:
			return slices.Contains(a.Strategies, gap.ID)
		}
		return a.ID == gap.Action
	})
	if at < 0 {
		return nil
	}
	p.matrix, p.list.At = false, at
	if gap.Kind == model.GapOneOwner {
		gap.Kind = model.GapOwner
	}
	return p.edit(p.here(), gap.Kind)
}
