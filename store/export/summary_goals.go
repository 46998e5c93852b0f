package export

import (
	"slices"
	"strconv"

	"kring/model"
)

// offer writes what exists already, pillar by pillar, and the ages that it
// leaves out.
func (b *builder) offer() {
	if len(b.s.Offer.Live()) == 0 {
		return
	}
	for i := range b.m.Pillars {
		p := &b.m.Pillars[i]
		in := b.s.Offers(p.Number)
		switch {
		case len(in) > 0:
			b.part(3, b.pillar(p), func() { b.offers(p.Number, in) })
		case b.s.IsChosen(p.Number):
			b.part(3, b.pillar(p), func() { b.say(b.tr("offer.missing")) })
		}
	}
}

func (b *builder) offers(pillar int, in []*model.Offer) {
	b.table(len(in),
		column{head: b.tr("col.offer"), cell: func(i int) string { return in[i].Name }},
		column{head: b.tr("col.organisation"), cell: func(i int) string { return in[i].Organisation }},
		column{head: b.tr("col.ages"), cell: func(i int) string { return b.agesOnly(in[i].AgeFrom, in[i].AgeTo) }},
		column{head: b.tr("col.setting"), cell: func(i int) string { return b.setting(in[i].Setting) }},
		column{head: b.tr("col.strategy"), cell: func(i int) string { return b.names(b.m.Strategies, in[i].Strategies) }},
		column{head: b.tr("col.level"), cell: func(i int) string { return b.names(b.m.Levels, in[i].Levels) }},
	)
	var notes []string
	for _, o := range in {
		if o.Note != "" {
			notes = append(notes, b.tr("label", "Label", o.Name, "Text", o.Note))
		}
	}
	b.list(notes...)
	b.ageStrip(pillar)
	b.say(b.unreached(pillar), b.ageless(pillar))
}

// unreached says for which ages the offer in a pillar has nothing.
func (b *builder) unreached(pillar int) string {
	gaps := b.s.AgeGaps(pillar)
	if len(gaps) == 0 {
		return ""
	}
	return b.tr("offer.gaps", "List", b.spans(gaps))
}

func (b *builder) spans(ages []model.AgeRange) string {
	texts := make([]string, len(ages))
	for i, r := range ages {
		texts[i] = b.span(r)
	}
	return b.t.List(texts)
}

// ageless says how many initiatives have no ages, where others do.
func (b *builder) ageless(pillar int) string {
	n := b.s.Ageless(pillar)
	if n == 0 || n == len(b.s.Offers(pillar)) {
		return ""
	}
	return b.count("offer.ageless", n)
}

// objectives writes what is to be reached, pillar by pillar, and the ideas
// that it came from.
func (b *builder) objectives() {
	live := b.s.Objectives.Live()
	if len(live) > 0 {
		b.say(b.objectivesCount(live))
	}
	for i := range b.m.Pillars {
		p := &b.m.Pillars[i]
		in := objectivesUnder(live, p.Number)
		if len(in) > 0 {
			b.part(3, b.pillar(p), func() { b.goals(4, in) })
		}
	}
	if rest := objectivesUnder(live, 0); len(rest) == len(live) {
		b.goals(3, rest)
	} else {
		b.part(3, b.tr("nopillar"), func() { b.goals(4, rest) })
	}
	if len(live) > 0 {
		b.part(3, b.shorts("unaimed"), func() { b.list(b.unaimed()...) })
	}
	b.clusters()
}

// unaimed says for which ages in a chosen pillar there is neither an offer nor
// an objective.
func (b *builder) unaimed() []string {
	var items []string
	for _, gap := range b.s.ObjectiveGaps() {
		items = append(items, b.tr("label", "Label", b.short(b.m.Pillar(gap.Pillar)), "Text", b.spans(gap.Ages)))
	}
	return items
}

func objectivesUnder(all []*model.Objective, pillar int) []*model.Objective {
	return slices.DeleteFunc(slices.Clone(all), func(o *model.Objective) bool { return o.Pillar != pillar })
}

func (b *builder) objectivesCount(live []*model.Objective) string {
	text := b.count("objectives", len(live))
	if n := b.s.Priorities(); n > 0 {
		return b.count("ofwhichpriorities", n, "Objectives", text)
	}
	return b.tr("sentence", "Text", text)
}

// goals writes objectives, each with what links it to the rest of the chain.
func (b *builder) goals(level int, in []*model.Objective) {
	if len(b.s.Objectives.Live()) > cardsMax {
		b.goalTable(in)
		return
	}
	b.cards(level, len(in), func(i int) string {
		return b.goalTitle(in[i])
	}, func(i int) {
		o := in[i]
		items := filled([]string{b.whom(o), b.by(o), b.label("considerations", b.names(b.m.Considerations, o.Considerations)), b.actionsFor(o)})
		if len(items) > 0 {
			items = append(items, b.votesFor(o))
		}
		b.list(items...)
		b.quote(o.Note)
	})
}

// goalTable writes objectives as rows: so many, with a heading each, nobody reads.
func (b *builder) goalTable(in []*model.Objective) {
	b.table(len(in),
		column{head: b.tr("action.objective"), cell: func(i int) string { return b.goalTitle(in[i]) }},
		column{head: b.tr("whom.label"), cell: func(i int) string {
			return commas(b.agesOnly(in[i].AgeFrom, in[i].AgeTo), in[i].Whom)
		}},
		column{head: b.tr("deadline.label"), cell: func(i int) string { return b.date(in[i].By) }},
		column{head: b.tr("col.stickers"), right: true, cell: func(i int) string {
			if v, ok := b.vote(in[i]); ok {
				return strconv.Itoa(v.Result.Stickers)
			}
			return ""
		}},
	)
}

func (b *builder) goalTitle(o *model.Objective) string {
	if o.Priority {
		return b.tr("prioritised", "What", o.What)
	}
	return o.What
}

// asksAll says that the method wants every objective to say for whom and by
// when. What is missing is then said; elsewhere it would only be noise.
func (b *builder) asksAll() bool { return len(b.m.Pillars) > 0 }

func (b *builder) whom(o *model.Objective) string {
	ages := b.ages(o.AgeFrom, o.AgeTo)
	switch {
	case !b.asksAll() || ages != "":
		return b.label("whom.label", commas(ages, o.Whom))
	case o.Whom == "":
		return b.label("whom.label", b.tr("whom.missing"))
	}
	return b.label("whom.label", b.tr("whom.noages", "Whom", o.Whom))
}

func (b *builder) by(o *model.Objective) string {
	if o.By == "" && b.asksAll() {
		return b.label("deadline.label", b.tr("deadline.missing"))
	}
	return b.label("deadline.label", b.date(o.By))
}

// actionsFor names the chosen actions that serve an objective.
func (b *builder) actionsFor(o *model.Objective) string {
	var titles []string
	all, _ := b.s.ActionsFor(o.ID)
	for _, a := range all {
		if a.Chosen {
			titles = append(titles, a.Title)
		}
	}
	return b.label("actions", b.allQuoted(titles, namedMax))
}

// votesFor gives what an objective got in the vote that decided on it.
func (b *builder) votesFor(o *model.Objective) string {
	v, ok := b.vote(o)
	if !ok {
		return ""
	}
	return b.label("votes", b.tr("place", "Stickers", b.count("stickers", v.Result.Stickers), "Rank", v.Result.Rank, "Round", b.roundTitle(v.Round)))
}

// vote gives the last closed round in which an objective was chosen, or else
// the last one that had it on its ballots.
func (b *builder) vote(o *model.Objective) (last model.Vote, ok bool) {
	chosen := false
	for _, v := range b.s.Votes(model.AboutObjectives, o.ID) {
		in := slices.Contains(v.Round.Outcome.Chosen, o.ID)
		if in || !chosen {
			last, ok, chosen = v, true, in
		}
	}
	return last, ok
}

// clusters writes the heaps that ideas were brought together in, and what
// became of them.
func (b *builder) clusters() {
	live := b.s.Clusters.Live()
	if len(live) == 0 {
		return
	}
	in := make(map[*model.Cluster]int)
	for _, idea := range b.s.Ideas.Live() {
		in[b.cluster(idea.Cluster)]++
	}
	b.part(3, b.tr("clusters"), func() {
		var items []string
		for _, c := range live {
			text := c.Title
			if n := in[c]; n > 0 {
				text = b.tr("label", "Label", text, "Text", b.count("ideas", n))
			}
			if o := b.objective(c.Objective); o != nil && o.What != c.Title {
				text = b.tr("cluster.became", "Cluster", text, "Objective", b.quoted(o.What))
			} else if o != nil {
				text = b.tr("cluster.same", "Cluster", text)
			}
			items = append(items, text)
		}
		b.list(items...)
	})
}

// allIdeas lists every idea at the end of the document, without who brought it.
func (b *builder) allIdeas() {
	live := b.s.Ideas.Live()
	if len(live) == 0 {
		return
	}
	if len(live) > ideasMax {
		b.part(2, b.tr("allideas"), func() { b.say(b.count("manyideas", len(live))) })
		return
	}
	in := make(map[*model.Cluster][]string)
	for _, idea := range live {
		c := b.cluster(idea.Cluster)
		in[c] = append(in[c], b.idea(idea))
	}
	b.blocks = append(b.blocks, Break{})
	b.part(2, b.tr("allideas"), func() {
		for _, c := range b.s.Clusters.Live() {
			b.part(3, c.Title, func() { b.list(in[c]...) })
		}
		if len(in) == 1 {
			b.list(in[nil]...)
			return
		}
		b.part(3, b.tr("nocluster"), func() { b.list(in[nil]...) })
	})
}

func (b *builder) idea(i *model.Idea) string {
	if i.Kind == "" || i.Kind == model.KindNew {
		return i.Text
	}
	return b.kind(i.Text, i.Kind)
}

// kind gives a text with the kind of thing it is.
func (b *builder) kind(text, kind string) string {
	if kind == "" {
		kind = model.KindNew
	}
	return b.tr("ofkind", "Text", text, "Kind", b.t.T("kindof."+kind))
}
