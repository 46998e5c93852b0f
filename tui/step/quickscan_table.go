package step

import (
	"strconv"

	"kring/model"
	"kring/tui/kit"
)

// table draws the pillars with their figures, a row each under a header.
func (q *quickscan) table(width int) []string {
	e, t := q.env, q.env.Theme
	cols := q.newColumns(width)
	lines := []string{t.Dim.Render(cols.header(e))}
	for _, number := range q.numbers() {
		line := cols.row(q, e.M().Pillar(number))
		if number == q.pillar {
			line = t.Row.Render(kit.MarkHere + line[1:])
		}
		lines = append(lines, line)
	}
	return lines
}

// scanColumns are the columns of the table. While one participant scores, the
// figures of the others are out of sight.
type scanColumns struct {
	name, own, spread, bar int
	ownLabel               string
	single                 bool
	first, second          *figure // what is held against what; nil for nothing
}

func (q *quickscan) newColumns(width int) scanColumns {
	e := q.env
	c := scanColumns{single: q.person() != nil, ownLabel: e.T("quickscan.agreed")}
	if c.single {
		c.ownLabel = e.T("quickscan.own")
	}
	c.own = max(kit.Width(c.ownLabel), 4)
	rest := width - 4 - c.own - 2
	if c.single {
		c.name = min(rest, 40)
		return c
	}
	if first, second, ok := q.compared(); ok {
		c.first, c.second = &first, &second
		c.name = min(max(rest-6-2*7-4, 12), 30)
		return c
	}
	scale := q.scale()
	c.spread = max(kit.Width(e.T("quickscan.spread")), scale.Max-scale.Min+1)
	rest -= 6 + 2 + c.spread + 2 + 5
	c.name = min(max(rest, 12), 30)
	if spare := rest - c.name; spare > 12 {
		c.bar = min(spare-2, 20)
	}
	return c
}

func (c scanColumns) header(e *kit.Env) string {
	line := "    " + kit.Fit(e.T("quickscan.pillar"), c.name) + "  " + kit.FitRight(c.ownLabel, c.own)
	switch {
	case c.single:
		return line
	case c.first != nil:
		return line + kit.FitRight(e.T("quickscan.mean"), 6) + kit.FitRight(c.first.mark, 7) + kit.FitRight(c.second.mark, 7)
	}
	line += kit.FitRight(e.T("quickscan.mean"), 6) + "  " + kit.Fit(e.T("quickscan.spread"), c.spread) + "  "
	if c.bar > 0 {
		line += kit.Fit("", c.bar) + "  "
	}
	return line + kit.FitRight(e.T("quickscan.dk"), 3)
}

func (c scanColumns) row(q *quickscan, p *model.Pillar) string {
	e := q.env
	line := " " + kit.FitRight(strconv.Itoa(p.Number), 2) + " " + kit.Fit(e.In(p.Short), c.name) + "  " + kit.FitRight(q.ownText(p.Number), c.own)
	if c.single {
		return line
	}
	r, ok := q.resultOf(p.Number)
	switch {
	case q.hidden(p.Number):
		return line + "  " + e.T("quickscan.hidden", "N", r.N+r.DontKnow)
	case c.first == nil && (!ok || r.N+r.DontKnow == 0):
		return line
	}
	line += kit.FitRight(q.decimal(r.Mean), 6)
	if c.first != nil {
		return line + kit.FitRight(q.decimal(c.first.value(p.Number)), 7) + kit.FitRight(q.decimal(c.second.value(p.Number)), 7)
	}
	scale := q.scale()
	counts := make([]int, 0, model.Widest)
	for score := scale.Min; score <= scale.Max; score++ {
		counts = append(counts, r.Counts[strconv.Itoa(score)])
	}
	line += "  " + kit.Fit(kit.Spark(counts), c.spread) + "  "
	if c.bar > 0 {
		line += kit.Fit(kit.Bar(figure{scale: scale}.share(r.Mean), c.bar), c.bar) + "  "
	}
	line += kit.FitRight(strconv.Itoa(r.DontKnow), 3)
	if r.Divided(scale) {
		line += " " + kit.MarkWarning
	}
	return line
}

// ownText is the agreed score of a pillar, or that of the participant. Only a
// mark says that there is one where the pillar is hidden, and where it was given
// before the laptop came to the one who has it now: a name is easily taken.
func (q *quickscan) ownText(pillar int) string {
	score, given := q.own(pillar)
	covered := q.hidden(pillar)
	if q.mode == alone {
		covered = !q.fresh[pillar]
	}
	switch {
	case !given:
		return "_"
	case covered:
		return kit.MarkAdult
	case score == nil:
		return "?"
	}
	return strconv.Itoa(*score)
}

func (q *quickscan) decimal(value *float64) string {
	if value == nil {
		return ""
	}
	return q.env.Texts.Decimal(*value, 1)
}
