package step

import (
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// hints say on one quiet line what could still become an objective: ages that
// nothing reaches in a chosen pillar, and ideas that are tied to none.
func (o *objectives) hints(width int) string {
	e, t := o.env, o.env.Theme
	var parts []string
	if n := e.S().IdeasTied(""); n > 0 {
		parts = append(parts, e.N("objectives.loose", n))
	}
	for _, gap := range e.S().ObjectiveGaps() {
		parts = append(parts, o.gapText(gap))
	}
	return t.Dim.Render(kit.Cut(strings.Join(parts, " · "), width))
}

// gapText says which ages nothing reaches in a pillar.
func (o *objectives) gapText(gap model.PillarGap) string {
	return o.env.T("objectives.nothing", "List", gapList(o.env, gap.Ages), "N", gap.Pillar)
}

// gapKey starts an objective from a gap in the offer.
func (o *objectives) gapKey() kit.Key {
	e := o.env
	type start struct {
		pillar int
		ages   model.AgeRange
	}
	var gaps []start
	var items []kit.Item
	for _, gap := range e.S().ObjectiveGaps() {
		for _, ages := range gap.Ages {
			items = append(items, kit.Item{Key: strconv.Itoa(len(gaps)), Label: o.gapText(model.PillarGap{Pillar: gap.Pillar, Ages: []model.AgeRange{ages}})})
			gaps = append(gaps, start{gap.Pillar, ages})
		}
	}
	why := ""
	if len(gaps) == 0 {
		why = e.T("objectives.nogap")
	}
	return kit.Key{On: []string{"d"}, Label: e.T("objectives.gap"), Help: e.T("objectives.gaphelp"), Why: why, Quiet: true, Do: func() kit.Action {
		begin := func(i int) { o.start(*gapStart(e, gaps[i].pillar, gaps[i].ages)) }
		if len(gaps) == 1 {
			begin(0)
			return nil
		}
		return kit.Open{Overlay: kit.NewPicker(e, e.T("objectives.gap"), items, func(key string) kit.Action {
			i, _ := strconv.Atoi(key) // the keys are numbers
			begin(i)
			return nil
		})}
	}}
}

// cardGaps lists the gaps beside the list.
func (o *objectives) cardGaps(width int) []string {
	e, t := o.env, o.env.Theme
	gaps := e.S().ObjectiveGaps()
	if len(gaps) == 0 {
		return nil
	}
	lines := []string{"", t.Title.Render(kit.Apart(e.T("objectives.gaps"), "d", width))}
	for _, gap := range gaps {
		lines = append(lines, kit.Cut(o.gapText(gap), width))
	}
	return lines
}
