package step

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

const quickscanTop = 3 // lines above the pillars

// sideFrom is the width of a body from which there is room for two parts.
const sideFrom = 100

// View draws the step.
func (q *quickscan) View(width, height int) (string, *tea.Cursor) {
	if width < sideFrom {
		lines := q.table(width)
		return kit.Page(width, height, append(lines, ""), q.below(width), nil), nil
	}
	left := min(width/2, 76)
	lines := append(q.table(left), "")
	lines = append(lines, q.below(left)...)
	right := q.about(min(width-left-4, 84))
	return kit.Page(width, height, kit.Beside(lines, left, 4, append([]string{"", ""}, right...)), nil, nil), nil
}

// table draws the pillars with their figures.
func (q *quickscan) table(width int) []string {
	e, t := q.env, q.env.Theme
	scan, begun := q.scan()
	title := e.T("step.quickscan")
	if begun && scan.Title != "" {
		title += " · " + scan.Title
	}
	cols := newScanColumns(e, q, width)
	lines := []string{head(e, title, q.counted(scan, begun), width), "", t.Dim.Render(cols.header(e))}
	result := e.S().ScanResult(scan.ID)
	talk := q.talkAbout(result)
	for i, p := range e.M().Pillars {
		var r model.PillarResult
		if result != nil {
			r = result.Pillars[i]
		}
		line := cols.row(q, p, r, scan.Revealed, p.Number == talk)
		if i == q.list.At {
			line = t.Row.Render(kit.MarkHere + line[1:])
		}
		lines = append(lines, line)
	}
	return lines
}

// counted says how many have scored.
func (q *quickscan) counted(scan *model.Scan, begun bool) string {
	e := q.env
	if p := q.person(); p != nil {
		return e.T("quickscan.whois", "N", p.Number, "Name", kit.Cut(p.Name(), 28))
	}
	if !begun {
		return e.N("group.count", len(q.people()))
	}
	return e.T("quickscan.scored", "N", e.S().ScanResult(scan.ID).Scorers, "Of", len(q.people()))
}

// talkAbout is the pillar on which opinions differ most, 0 when they hardly do:
// under three scores, or a spread of less than a quarter of the scale.
func (q *quickscan) talkAbout(r *model.ScanResult) int {
	scan, _ := q.scan()
	if r == nil || !scan.Revealed {
		return 0
	}
	scale := q.env.S().ScaleOf(scan)
	widest := r.Pillars[slices.IndexFunc(r.Pillars, func(p model.PillarResult) bool { return p.Pillar == r.BySpread()[0] })]
	if widest.N < 3 || widest.Spread*4 < float64(scale.Max-scale.Min) {
		return 0
	}
	return widest.Pillar
}

// below is what stands under the table: the pillar's title, what the scores
// stand for, what was remarked, and a word on the spread.
func (q *quickscan) below(width int) []string {
	e, t := q.env, q.env.Theme
	scan, _ := q.scan()
	p := q.pillar()
	lines := kit.Styled(t.Bold, kit.WrapMost(strconv.Itoa(p.Number)+" "+e.In(p.Title), width, 2))
	var anchors []string
	scale := e.S().ScaleOf(scan)
	for score := scale.Min; score <= scale.Max; score++ {
		if text := q.anchor(score); text != "" {
			anchors = append(anchors, strconv.Itoa(score)+" "+text)
		}
	}
	if len(anchors) > 0 {
		lines = append(lines, kit.Styled(t.Dim, kit.Wrap(strings.Join(anchors, " · ")+ours(e.M().Scale.Ours), width))...)
	}
	if r := e.S().ScanResult(scan.ID); q.talkAbout(r) == p.Number {
		lines = append(lines, "")
		lines = append(lines, kit.Styled(t.Warm, kit.Wrap(e.T("quickscan.talk"), width))...)
	}
	if r := scan.RemarkOn(p.Number); r != nil {
		lines = append(lines, "")
		for _, one := range []struct{ label, text string }{{"quickscan.well", r.Well}, {"quickscan.better", r.Better}, {"quickscan.source", r.Source}} {
			if one.text != "" {
				lines = append(lines, kit.WrapMost(e.T(one.label)+": "+one.text, width, 3)...)
			}
		}
	}
	return lines
}

// scanColumns are the widths of the table.
type scanColumns struct {
	name, own, spread, bar int
	ownLabel               string
	single                 bool
}

func newScanColumns(e *kit.Env, q *quickscan, width int) scanColumns {
	c := scanColumns{single: q.person() != nil, ownLabel: e.T("quickscan.agreed")}
	scan, _ := q.scan()
	scale := e.S().ScaleOf(scan)
	c.spread = max(kit.Width(e.T("quickscan.spread")), scale.Max-scale.Min+1)
	if c.single {
		c.ownLabel = e.T("quickscan.own")
	}
	c.own = max(kit.Width(c.ownLabel), 4)
	rest := width - 4 - c.own - 2
	if c.single {
		c.name = min(rest, 40)
		return c
	}
	rest -= 6 + 2 + c.spread + 2 + 5
	c.name = min(max(rest, 12), 30)
	if spare := rest - c.name; spare > 12 {
		c.bar = min(spare-2, 20)
	}
	return c
}

func (c scanColumns) header(e *kit.Env) string {
	line := "    " + kit.Fit(e.T("quickscan.pillar"), c.name) + "  " + kit.FitRight(c.ownLabel, c.own)
	if c.single {
		return line
	}
	line += kit.FitRight(e.T("quickscan.mean"), 6) + "  " + kit.Fit(e.T("quickscan.spread"), c.spread) + "  "
	if c.bar > 0 {
		line += kit.Fit("", c.bar) + "  "
	}
	return line + kit.FitRight(e.T("quickscan.dk"), 3)
}

func (c scanColumns) row(q *quickscan, p model.Pillar, r model.PillarResult, revealed, talk bool) string {
	e := q.env
	own := "_"
	if score, given := q.own(p.Number); given && score == nil {
		own = "?"
	} else if given {
		own = strconv.Itoa(*score)
	}
	line := " " + kit.FitRight(strconv.Itoa(p.Number), 2) + " " + kit.Fit(e.In(p.Short), c.name) + "  " + kit.FitRight(own, c.own)
	switch {
	case c.single:
		return line
	case !revealed:
		return line + "  " + e.T("quickscan.hidden", "N", r.N+r.DontKnow)
	case r.N+r.DontKnow == 0:
		return line
	}
	mean, bar := "", ""
	scan, _ := q.scan()
	scale := e.S().ScaleOf(scan)
	if r.Mean != nil {
		mean = e.Texts.Decimal(*r.Mean, 1)
		bar = kit.Bar((*r.Mean-float64(scale.Min))/float64(scale.Max-scale.Min), c.bar)
	}
	counts := make([]int, 0, model.Widest)
	for score := scale.Min; score <= scale.Max; score++ {
		counts = append(counts, r.Counts[strconv.Itoa(score)])
	}
	line += kit.FitRight(mean, 6) + "  " + kit.Fit(kit.Spark(counts), c.spread) + "  "
	if c.bar > 0 {
		line += kit.Fit(bar, c.bar) + "  "
	}
	line += kit.FitRight(strconv.Itoa(r.DontKnow), 3)
	if talk {
		line += " " + kit.MarkWarning
	}
	return line
}
