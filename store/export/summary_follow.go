package export

import (
	"slices"
	"strconv"
	"strings"

	"kring/model"
)

// followup writes how it went since: status, reports, results, evaluation and
// what makes the work last.
func (b *builder) followup() {
	b.statuses()
	told := 0
	for _, a := range b.s.Actions.Live() {
		if len(b.toldOf(a)) == 0 {
			continue
		}
		if told++; told <= listedMax {
			b.part(3, a.Title, func() { b.list(b.toldOf(a)...) })
		}
	}
	b.unlisted(told)
	b.results()
	b.part(3, b.tr("evaluation.plan"), b.evaluations)
	b.part(3, b.tr("anchoring"), b.anchoring)
}

// statuses writes where the chosen actions stand, once one has begun.
func (b *builder) statuses() {
	chosen, in := b.s.Chosen(), b.s.Standing(b.s.Date)
	if in.Planned == len(chosen) {
		return
	}
	var counts []string
	for _, c := range []struct {
		n      int
		status string
	}{{in.Finished, model.Finished}, {in.Running, model.Running}, {in.Planned, model.Planned}, {in.Stopped, model.Stopped}} {
		if c.n > 0 {
			counts = append(counts, b.tr("statuscount", "N", c.n, "Status", b.t.T("status."+c.status)))
		}
	}
	b.say(b.count("statuses", len(chosen), "List", strings.Join(counts, ", ")))
	b.table(len(chosen),
		column{head: b.tr("col.number"), right: true, cell: func(i int) string { return strconv.Itoa(i + 1) }},
		column{head: b.tr("col.action"), cell: func(i int) string { return chosen[i].Title }},
		column{head: b.tr("col.owner"), cell: func(i int) string { return b.owner(chosen[i]) }},
		column{head: b.tr("col.status"), cell: func(i int) string { return b.t.T("status." + chosen[i].State()) }},
	)
}

// toldOf gives what was reported of an action and how those who took part look
// back on it.
func (b *builder) toldOf(a *model.Action) []string {
	var items []string
	for _, r := range a.Reports {
		switch day := b.day(r.Time); {
		case r.Text == "":
		case day == "":
			items = append(items, r.Text)
		default:
			items = append(items, b.tr("label", "Label", day, "Text", r.Text))
		}
	}
	e := b.s.EvaluationOf(a)
	items = append(items, b.label("evaluation.well", e.Well), b.label("evaluation.challenges", e.Challenges), b.ratings(e.Ratings))
	return filled(items)
}

// ratings says how often each score was given, with or without a name.
func (b *builder) ratings(ratings []model.Rating) string {
	if len(ratings) == 0 {
		return ""
	}
	times := make(map[int]int)
	for _, r := range ratings {
		times[r.Score]++
	}
	scale := b.m.Scale
	var counts []string
	for score := scale.Max; score >= scale.Min; score-- {
		if n := times[score]; n > 0 {
			counts = append(counts, b.count("evaluation.times", n, "Score", score))
		}
	}
	label := b.count("evaluation.ratings", len(ratings), "Min", scale.Min, "Max", scale.Max)
	return b.tr("label", "Label", b.mark(label, scale.Ours), "Text", strings.Join(counts, ", "))
}

// results sets what came of the indicators beside their targets, once
// something did.
func (b *builder) results() {
	rows := indicatorsOf(b.s.Actions.Live())
	if !slices.ContainsFunc(rows, func(r indicatorRow) bool { return r.Result != "" }) {
		return
	}
	result := column{head: b.tr("col.result"), cell: func(i int) string {
		if rows[i].Result == "" {
			return b.tr("noresult")
		}
		return rows[i].Result
	}}
	b.part(3, b.tr("results"), func() { b.table(len(rows), append(b.indicatorColumns(rows), result)...) })
}

// evaluations writes what the plan did for each objective, pillar by pillar.
func (b *builder) evaluations() {
	in := make(map[int][]string)
	for _, e := range b.s.Evaluation.Live() {
		if o := b.objective(e.Objective); o != nil && e.Text != "" {
			in[o.Pillar] = append(in[o.Pillar], b.tr("label", "Label", o.What, "Text", e.Text))
		}
	}
	for i := range b.m.Pillars {
		if p := &b.m.Pillars[i]; len(in[p.Number]) > 0 {
			b.part(4, b.pillar(p), func() { b.list(in[p.Number]...) })
		}
	}
	if len(in) == 1 {
		b.list(in[0]...)
		return
	}
	b.part(4, b.tr("nopillar"), func() { b.list(in[0]...) })
}

func (b *builder) anchoring() {
	checks := b.s.Anchoring.Live()
	b.table(len(checks),
		column{head: b.tr("col.check"), cell: func(i int) string {
			if t := model.Find(b.m.Checks, checks[i].Check); t != nil {
				return b.name(t)
			}
			return checks[i].Check
		}},
		column{head: b.tr("col.done"), cell: func(i int) string {
			if checks[i].Done {
				return b.t.T("common.yes")
			}
			return b.tr("notyet")
		}},
		column{head: b.tr("col.explanation"), cell: func(i int) string { return checks[i].Note }},
	)
}
