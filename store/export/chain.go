package export

import "kring/model"

// priorities gives the objectives that are a priority.
func (b *builder) priorities() []*model.Objective {
	var all []*model.Objective
	for _, o := range b.s.Objectives.Live() {
		if o.Priority {
			all = append(all, o)
		}
	}
	return all
}

// chain sets out for each priority what it came from and what came of it: from
// the score of its pillar to what makes its actions last.
func (b *builder) chain() {
	priorities := b.priorities()
	b.part(2, b.tr("chain.title"), func() {
		for _, o := range priorities[:min(len(priorities), namedMax)] {
			b.part(3, o.What, func() { b.links(o) })
		}
		if rest := len(priorities) - namedMax; rest > 0 {
			b.say(b.count("morepriorities", rest))
		}
	})
}

func (b *builder) links(o *model.Objective) {
	var items []string
	if p := b.m.Pillar(o.Pillar); p != nil {
		items = append(items,
			b.pillar(p),
			sentences(b.lastStandings(p.Number)...),
			b.label("chain.offer", b.offerIn(p.Number)))
	}
	b.list(append(items, b.votesFor(o))...)
	var chosen []*model.Action
	all, _ := b.s.ActionsFor(o.ID)
	for _, a := range all {
		if a.Chosen {
			chosen = append(chosen, a)
		}
	}
	b.table(len(chosen),
		column{head: b.tr("col.action"), cell: func(i int) string {
			return b.tr("action.title", "N", b.s.ChosenNumber(chosen[i].ID), "Title", chosen[i].Title)
		}},
		column{head: b.tr("action.cell"), cell: func(i int) string { return b.cellsOf(chosen[i]) }},
		column{head: b.tr("col.owner"), cell: func(i int) string { return b.owner(chosen[i]) }},
		column{head: b.tr("col.indicator"), cell: func(i int) string { return semicolons(b.aims(chosen[i])...) }},
		column{head: b.tr("action.anchoring"), cell: func(i int) string { return chosen[i].Anchoring }},
	)
}

// lastStandings says how a pillar stood in the last scans that the group has
// seen: this time and the one before, or one group and the other.
func (b *builder) lastStandings(pillar int) []string {
	all := b.standings(pillar)
	return all[max(len(all)-2, 0):]
}

// offerIn says how much there is in a pillar, and for whom there is nothing.
func (b *builder) offerIn(pillar int) string {
	n := len(b.s.Offers(pillar))
	gaps := b.s.AgeGaps(pillar)
	switch {
	case n == 0:
		return ""
	case len(gaps) == 0:
		return b.count("offer.initiatives", n)
	}
	return b.tr("chain.gaps", "Offers", b.count("offer.initiatives", n), "List", b.spans(gaps))
}

func (b *builder) cellsOf(a *model.Action) string {
	return semicolons(b.names(b.m.Strategies, a.Strategies), b.names(b.m.Levels, a.Levels))
}

// aims gives the indicators of an action with their targets.
func (b *builder) aims(a *model.Action) []string {
	var texts []string
	for _, ind := range a.Indicators {
		switch {
		case ind.Text == "":
			texts = append(texts, ind.Target)
		case ind.Target == "":
			texts = append(texts, ind.Text)
		default:
			texts = append(texts, b.tr("label", "Label", ind.Text, "Text", ind.Target))
		}
	}
	return filled(texts)
}
