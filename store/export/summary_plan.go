package export

import (
	"slices"
	"strconv"
	"strings"

	"kring/model"
)

// actions writes what was thought of: what was chosen in full, the rest by name.
func (b *builder) actions() {
	all, chosen := b.s.Actions.Live(), b.s.Chosen()
	if len(all) == 0 {
		return
	}
	var rest []string
	for _, a := range all {
		if !a.Chosen {
			rest = append(rest, b.kind(a.Title, a.Kind))
		}
	}
	if len(chosen) == 0 {
		b.say(b.count("action.nochoice", len(all)))
		b.list(rest...)
		return
	}
	if len(rest) == 0 {
		b.say(b.count("action.allchosen", len(chosen)))
	} else {
		b.say(b.count("action.chosen", len(chosen), "All", len(all)))
	}
	b.cards(3, len(chosen), func(i int) string {
		return b.tr("action.title", "N", i+1, "Title", b.kind(chosen[i].Title, chosen[i].Kind))
	}, func(i int) { b.card(chosen[i]) })
	b.part(3, b.tr("action.notchosen"), func() { b.list(rest...) })
}

// card writes what one chosen action is and how it is worked out.
func (b *builder) card(a *model.Action) {
	b.say(a.Description)
	var items []string
	for _, id := range a.Objectives {
		if o := b.objective(id); o != nil {
			items = append(items, b.label("action.objective", b.goalOf(o)))
		}
	}
	items = append(items,
		b.label("col.ages", b.agesOnly(a.AgeFrom, a.AgeTo)),
		b.label("col.setting", b.setting(a.Setting)),
		b.label("action.cell", b.cellsOf(a)),
		b.label("action.criteria", b.names(b.m.Criteria, a.Criteria)),
		b.measured(a),
		b.label("action.library", b.example(a)),
		b.label("action.firststeps", a.FirstSteps),
	)
	for _, p := range a.Partners {
		if who := b.participant(p.Participant); who != nil && p.Commitment != "" {
			items = append(items, b.tr("action.commitment", "Who", who.Name(), "Text", p.Commitment))
		}
	}
	items = append(items,
		b.label("action.means", a.Means),
		b.label("action.funding", a.Funding),
		b.label("action.anchoring", a.Anchoring),
	)
	b.list(items...)
}

// measured gives the effect and the effort that the group guessed. Nothing
// follows from them, and no method asks for them.
func (b *builder) measured(a *model.Action) string {
	var parts []string
	for _, m := range []struct {
		n  int
		id string
	}{{a.Effect, "action.effect"}, {a.Effort, "action.effort"}} {
		if m.n > 0 {
			parts = append(parts, b.tr(m.id, "N", m.n, "Max", model.MeasureMax))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return b.tr("label", "Label", b.mark(b.tr("action.measured"), true), "Text", b.t.List(parts))
}

// goalOf gives an objective with the pillar it stands under.
func (b *builder) goalOf(o *model.Objective) string {
	if o.Pillar == 0 {
		return o.What
	}
	return b.tr("action.underpillar", "What", o.What, "Pillar", b.t.T("common.pillar", "N", o.Pillar))
}

// example names the action of the library that one was taken from.
func (b *builder) example(a *model.Action) string {
	i := slices.IndexFunc(b.m.Library, func(l model.LibraryAction) bool { return l.ID == a.FromLibrary })
	if i < 0 {
		return a.FromCard()
	}
	from := b.m.Library[i]
	if name := from.Name.In(b.t.Lang); name != a.Title {
		return b.tr("action.example", "Name", name, "Source", from.Source)
	}
	return from.Source
}

// plan writes who does what and when, and what is missing.
func (b *builder) plan() {
	chosen := b.s.Chosen()
	if len(chosen) == 0 {
		return
	}
	b.who(chosen)
	b.timeline()
	b.part(3, b.tr("matrix.title"), func() { b.matrix(chosen) })
	b.indicators(chosen)
	b.part(3, b.tr("gaps"), func() { b.gaps(len(chosen)) })
}

func (b *builder) who(chosen []*model.Action) {
	b.table(len(chosen),
		column{head: b.tr("col.number"), right: true, cell: func(i int) string { return strconv.Itoa(i + 1) }},
		column{head: b.tr("col.action"), cell: func(i int) string { return chosen[i].Title }},
		column{head: b.tr("col.owner"), cell: func(i int) string { return b.owner(chosen[i]) }},
		column{head: b.tr("col.partners"), cell: func(i int) string { return b.partners(chosen[i]) }},
		column{head: b.tr("col.start"), cell: func(i int) string { return b.date(chosen[i].Start) }},
		column{head: b.tr("col.end"), cell: func(i int) string { return b.date(chosen[i].End) }},
	)
}

func (b *builder) owner(a *model.Action) string {
	if p := b.s.Owner(a); p != nil {
		return p.Name()
	}
	return ""
}

func (b *builder) partners(a *model.Action) string {
	var names []string
	for _, p := range a.Partners {
		if who := b.participant(p.Participant); who != nil {
			names = append(names, who.Name())
		}
	}
	return strings.Join(names, ", ")
}

// indicators writes what will show that actions succeed.
func (b *builder) indicators(chosen []*model.Action) {
	rows := indicatorsOf(chosen)
	b.part(3, b.tr("indicators"), func() { b.table(len(rows), b.indicatorColumns(rows)...) })
}

// indicatorRow is an indicator with the action it is of.
type indicatorRow struct {
	action *model.Action
	model.Indicator
}

func indicatorsOf(actions []*model.Action) []indicatorRow {
	var rows []indicatorRow
	for _, a := range actions {
		for _, ind := range a.Indicators {
			rows = append(rows, indicatorRow{a, ind})
		}
	}
	return rows
}

func (b *builder) indicatorColumns(rows []indicatorRow) []column {
	return []column{
		{head: b.tr("col.action"), cell: func(i int) string { return rows[i].action.Title }},
		{head: b.tr("col.kind"), cell: func(i int) string {
			if t := model.Find(b.m.Indicators, rows[i].Kind); t != nil {
				return b.name(t)
			}
			return ""
		}},
		{head: b.tr("col.indicator"), cell: func(i int) string { return rows[i].Text }},
		{head: b.tr("col.target"), cell: func(i int) string { return rows[i].Target }},
	}
}

// gaps says what the plan lacks, a point for each kind of gap.
func (b *builder) gaps(chosen int) {
	titles := make(map[model.GapKind][]string)
	var whole []string
	for _, gap := range b.s.Gaps() {
		switch {
		case gap.Action != "":
			titles[gap.Kind] = append(titles[gap.Kind], b.s.Actions.Get(gap.Action).Title)
		case gap.Kind == model.GapOneOwner:
			if p := b.participant(gap.ID); p != nil {
				whole = append(whole, b.tr("gap.oneowner", "Owner", p.Name()))
			}
		case gap.Kind == model.GapOneStrategy:
			if t := model.Find(b.m.Strategies, gap.ID); t != nil {
				whole = append(whole, b.tr("gap.onestrategy", "Strategy", b.quoted(b.name(t))))
			}
		}
	}
	var items []string
	for _, kind := range []model.GapKind{model.GapOwner, model.GapIndicator, model.GapDates, model.GapCell} {
		switch n := len(titles[kind]); {
		case n == 0:
		case n == chosen:
			items = append(items, b.tr("gap.all."+string(kind)))
		default:
			items = append(items, b.tr("gap.some."+string(kind), "N", n, "All", chosen, "List", b.allQuoted(titles[kind], namedMax)))
		}
	}
	if items = append(items, whole...); len(items) == 0 {
		b.say(b.tr("gap.none"))
	}
	b.list(items...)
}
