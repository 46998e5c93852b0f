package export

import (
	"math"
	"strconv"

	"kring/model"
	"kring/store/export/figure"
)

// axesLeast is the fewest pillars with a score that a radar is drawn for.
const axesLeast = 3

// scored is a series of scores: one for each pillar, in the method's order.
type scored struct {
	name   string
	values []figure.Value
}

// known counts the pillars that have a value.
func (s scored) known() int {
	n := 0
	for _, v := range s.values {
		if !v.None {
			n++
		}
	}
	return n
}

// scanCharts draws a scan: the means, or the agreed scores where nobody scored
// alone, with the scan before beside them, as bars and as a radar; then young
// people beside professionals.
func (b *builder) scanCharts(scan *model.Scan) {
	scale, title, main := b.s.ScaleOf(scan), b.shorts("scan.meanchart"), b.meansOf(scan)
	if !b.means(scan) {
		title, main = b.shorts("scan.agreedchart"), b.agreedOf(scan)
	}
	young, professionals, apart := b.scanGroups(scan)
	switch before := b.before(scan); {
	case before != nil:
		title, then := b.shorts("scan.earlierchart"), b.meansOf(before)
		main.name, then.name = b.scanTitle(scan, b.place(scan)), b.scanTitle(before, b.place(before))
		b.scanBars(title, scale, main, then)
		b.radar(title, scale, main, then)
	case apart:
		b.scanBars(title, scale, main) // the groups make the radar
	default:
		b.scanBars(title, scale, main)
		if agreed := b.agreedOf(scan); b.means(scan) && agreed.known() >= axesLeast {
			main.name, agreed.name = b.tr("col.mean"), b.tr("col.agreed")
			b.radar(b.shorts("scan.agreedbeside"), scale, main, agreed)
		} else {
			b.radar(title, scale, main)
		}
	}
	if apart {
		title := b.shorts("scan.groupchart")
		b.scanBars(title, scale, professionals, young)
		b.radar(title, scale, professionals, young)
	}
}

// place is the place of a scan among those that something came of.
func (b *builder) place(scan *model.Scan) int {
	for i, held := range b.held() {
		if held == scan {
			return i
		}
	}
	return 0
}

func (b *builder) meansOf(scan *model.Scan) scored {
	return b.series(b.s.ScanResult(scan.ID), func(p model.PillarResult) (float64, string, bool) {
		if p.Mean == nil {
			return 0, b.tr("scan.noscore"), false
		}
		return *p.Mean, b.t.Decimal(*p.Mean, 1), true
	})
}

func (b *builder) agreedOf(scan *model.Scan) scored {
	return b.series(b.s.ScanResult(scan.ID), func(p model.PillarResult) (float64, string, bool) {
		if p.Agreed == nil {
			return 0, b.tr("scan.noscore"), false
		}
		return float64(*p.Agreed), strconv.Itoa(*p.Agreed), true
	})
}

func (b *builder) series(res *model.ScanResult, of func(model.PillarResult) (float64, string, bool)) scored {
	var s scored
	for _, p := range res.Pillars {
		amount, text, ok := of(p)
		s.values = append(s.values, figure.Value{Amount: amount, Text: text, None: !ok})
	}
	return s
}

// scanGroups gives the means of young people and of professionals where they
// may stand apart. A pillar that too few of either scored stays out: somebody's
// score could be read from the difference.
func (b *builder) scanGroups(scan *model.Scan) (young, professionals scored, ok bool) {
	apart, ok := b.s.ScanApart(scan.ID)
	if !ok {
		return young, professionals, false
	}
	few := func(p model.PillarResult) bool { return p.N > 0 && p.N < model.GroupMin }
	hidden := make(map[int]bool)
	for i, p := range apart.First.Pillars {
		hidden[p.Pillar] = few(p) || few(apart.Second.Pillars[i])
	}
	mean := func(p model.PillarResult) (float64, string, bool) {
		switch {
		case hidden[p.Pillar]:
			return 0, b.tr("scan.toofew"), false
		case p.Mean == nil:
			return 0, b.tr("scan.noscore"), false
		}
		ok = true
		return *p.Mean, b.t.Decimal(*p.Mean, 1), true
	}
	ok = false // until a pillar has something to show
	professionals, young = b.series(apart.First, mean), b.series(apart.Second, mean)
	professionals.name, young.name = b.tr("professionals"), b.tr("youngpeople")
	return young, professionals, ok
}

// before gives the scan before that one where the two can be compared: seen by
// the group, with means, and on the same scale.
func (b *builder) before(scan *model.Scan) *model.Scan {
	then := b.s.Earlier(scan.ID)
	if then == nil || !then.Revealed || !b.means(then) || !b.means(scan) || b.s.ScaleOf(then) != b.s.ScaleOf(scan) {
		return nil
	}
	return then
}

func (b *builder) scanBars(title string, scale model.Scale, series ...scored) {
	f := figure.Bars{Max: float64(scale.Max)}
	for _, s := range series {
		f.Series = append(f.Series, s.name)
	}
	for i := range b.m.Pillars {
		row := figure.Row{Label: b.short(&b.m.Pillars[i])}
		for _, s := range series {
			row.Values = append(row.Values, s.values[i])
		}
		f.Rows = append(f.Rows, row)
	}
	b.bars(title, f)
}

// radar adds a radar of at most two series, once there are enough scores to
// make a shape.
func (b *builder) radar(title string, scale model.Scale, series ...scored) {
	f := figure.Radar{Min: float64(scale.Min), Max: float64(scale.Max)}
	rows := make([]string, len(b.m.Pillars))
	for i := range b.m.Pillars {
		f.Axes = append(f.Axes, b.short(&b.m.Pillars[i]))
	}
	for _, s := range series {
		if s.known() < axesLeast {
			return
		}
		line := figure.Series{Name: s.name}
		for i, v := range s.values {
			text := v.Text
			if s.name != "" {
				text = b.tr("alt.value", "Series", s.name, "Value", text)
			}
			rows[i] = commas(rows[i], text)
			if v.None {
				line.Values = append(line.Values, math.NaN())
				continue
			}
			line.Values = append(line.Values, v.Amount)
		}
		f.Series = append(f.Series, line)
	}
	for i := range rows {
		rows[i] = b.tr("label", "Label", f.Axes[i], "Text", rows[i])
	}
	b.chart(title, b.tr("alt.radar", "Title", title, "Min", scale.Min, "Max", scale.Max, "List", semicolons(rows...)), f)
}
