package step

import (
	"math"
	"strconv"

	"kring/model"
	"kring/tui/kit"
)

// bars draws the means as bars, a pillar after another, with what stands beside
// them under each.
func (q *quickscan) bars(width, height int) []string {
	e, t := q.env, q.env.Theme
	first, second, two := q.drawn()
	name := min(max(width/3, 14), 32)
	room := max(width-name-5-7, 4)
	bar := func(label string, f figure, number int, style kit.Style, mark rune) string {
		value := f.value(number)
		drawn := kit.BarOf(mark, f.share(value), room)
		return label + " " + style.Render(kit.Fit(drawn, room)) + " " + kit.FitRight(q.decimal(value), 5)
	}
	var lines []string
	for _, number := range q.numbers() {
		label := " " + kit.FitRight(strconv.Itoa(number), 2) + " " + kit.Fit(e.In(e.M().Pillar(number).Short), name)
		if number == q.pillar {
			label = t.Row.Render(kit.MarkHere + label[1:])
		}
		switch {
		case q.hidden(number):
			r, _ := q.resultOf(number)
			lines = append(lines, label+" "+e.T("quickscan.hidden", "N", r.N+r.DontKnow))
		case two:
			below := "    " + kit.FitRight(second.mark, name)
			lines = append(lines, bar(label, first, number, t.Accent, '█'), bar(below, second, number, t.Warm, '▒'))
		default:
			lines = append(lines, bar(label, first, number, t.Accent, '█'))
		}
	}
	if two {
		lines = append(lines, "", t.Accent.Render("█ "+first.name)+"   "+t.Warm.Render("▒ "+second.name))
	}
	lines = append(lines, "")
	lines = append(lines, q.anchors(width)...)
	return lines[:min(len(lines), max(height, 0))]
}

// radar draws the means round a centre, with what stands beside them. It gives
// nil where there is no room, or nothing to draw.
func (q *quickscan) radar(width, height int) []string {
	e := q.env
	if _, begun := q.scan(); !begun || q.mode == alone || q.person() != nil {
		return nil
	}
	scale := q.scale()
	chart := kit.RadarChart{Min: float64(scale.Min), Max: float64(scale.Max), ASCII: q.ascii}
	for _, p := range e.M().Pillars {
		chart.Axes = append(chart.Axes, strconv.Itoa(p.Number)+" "+e.In(p.Short))
	}
	first, second, two := q.drawn()
	chart.Series = append(chart.Series, q.series(first, scale))
	if two {
		chart.Series = append(chart.Series, q.series(second, scale))
	}
	return chart.Draw(e.Theme, width, height)
}

// series gives the values of a figure on a scale, none for what is hidden.
func (q *quickscan) series(f figure, scale model.Scale) kit.RadarSeries {
	s := kit.RadarSeries{Name: f.name}
	for _, p := range q.env.M().Pillars {
		value := math.NaN()
		if v := f.value(p.Number); v != nil && !q.hidden(p.Number) {
			share := (*v - float64(f.scale.Min)) / float64(f.scale.Max-f.scale.Min)
			value = float64(scale.Min) + share*float64(scale.Max-scale.Min)
		}
		s.Values = append(s.Values, value)
	}
	return s
}
