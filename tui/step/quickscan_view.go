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

// columns is how wide the part with the pillars is.
func (q *quickscan) columns(width int) int {
	if width < sideFrom {
		return width
	}
	return min(width/2, 76)
}

// View draws the step.
func (q *quickscan) View(width, height int) (string, *tea.Cursor) {
	if q.mode == alone {
		return kit.Page(width, height, q.drawAlone(width), nil, nil), nil
	}
	left := q.columns(width)
	room := height
	var bottom []string
	var cursor *tea.Cursor
	if q.mode == papers {
		scale := q.scale()
		bottom, cursor = q.bottom(q.env.T("quickscan.paper"), q.env.T("quickscan.paperhint", "N", len(q.env.M().Pillars), "Min", scale.Min, "Max", scale.Max), width)
		room -= len(bottom)
	}
	lines := q.drawPicture(left, room)
	if left < width {
		lines = kit.Beside(lines, left, 4, q.side(min(width-left-4, 84), room))
	}
	return kit.Page(width, height, lines, nil, bottom), at(cursor, height)
}

// drawPicture draws the pillars as they are to be looked at, with what there
// is to say about the one under the cursor below.
func (q *quickscan) drawPicture(width, height int) []string {
	head := q.heading(width)
	switch q.picture {
	case asBars:
		return append(head, q.bars(width, height-len(head))...)
	case asRadar:
		if lines := q.radar(width, height-len(head)); lines != nil {
			return append(head, lines...)
		}
		return append(head, q.bars(width, height-len(head))...)
	}
	lines := append(head, q.table(width)...)
	lines = append(lines, "")
	return append(lines, q.below(width, height-len(lines))...)
}

// side is what stands beside the pillars where there is room: the radar, and
// what there is to read about the pillar. A radar in the main part leaves the
// reading alone.
func (q *quickscan) side(width, height int) []string {
	lines := []string{"", ""}
	if q.picture != asRadar {
		if radar := q.radar(min(width, 70), min(height/2, 24)); radar != nil {
			lines = append(append(lines, radar...), "")
		}
	}
	return append(lines, q.about(width)...)
}

// heading is the name of the scan and how far it is.
func (q *quickscan) heading(width int) []string {
	e := q.env
	scan, begun := q.scan()
	title := e.T("step.quickscan")
	if begun && scan.Title != "" {
		title += " · " + scan.Title
	}
	if n := len(e.S().Scans.Live()); n > 1 {
		title += " (" + strconv.Itoa(e.S().Scans.Position(scan.ID)+1) + "/" + strconv.Itoa(n) + ")"
	}
	return []string{head(e, title, q.counted(scan, begun), width), e.Theme.Dim.Render(kit.Cut(q.ordered(), width))}
}

// ordered says in which order the pillars stand and what is held against what,
// where that is not plain.
func (q *quickscan) ordered() string {
	e := q.env
	scan, _ := q.scan()
	var parts []string
	if scan.Revealed && q.mode == together && q.order != byNumber {
		parts = append(parts, e.T("quickscan.order."+[]string{"number", "score", "spread"}[q.order]))
	}
	if !scan.Revealed {
		parts = append(parts, e.T("quickscan.ishidden"))
	}
	if first, second, ok := q.compared(); ok {
		parts = append(parts, e.T("quickscan.against", "First", first.name, "Second", second.name))
	}
	return strings.Join(parts, " · ")
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

// about is what there is to read about the pillar under the cursor.
func (q *quickscan) about(width int) []string {
	e, t := q.env, q.env.Theme
	p := q.here()
	lines := kit.Styled(t.Bold, kit.Wrap(e.In(p.Title), width))
	lines = append(lines, "")
	lines = append(lines, kit.Wrap(e.In(p.About)+ours(slices.Contains(p.Ours, "about")), width)...)
	if note := e.In(p.Note); note != "" {
		lines = append(lines, "")
		lines = append(lines, kit.Styled(t.Warm, kit.Wrap(note, width))...)
	}
	lines = append(lines, "")
	for _, question := range e.M().Questions {
		lines = append(lines, kit.Wrap("– "+e.In(question.About)+ours(question.Ours), width)...)
	}
	for _, question := range p.Questions {
		lines = append(lines, kit.Wrap("– "+e.In(question)+ours(slices.Contains(p.Ours, "questions")), width)...)
	}
	lines = append(lines, "")
	return append(lines, kit.Styled(t.Dim, kit.Wrap(e.T("common.ours"), width))...)
}

// ours marks what is our proposal and not the method's.
func ours(is bool) string {
	if is {
		return "\u00a0" + kit.MarkOurs // stays with the last word
	}
	return ""
}

// anchor is what a score stands for, where the method says so: for its own
// scale only.
func (q *quickscan) anchor(score int) string {
	if q.scale() != q.methodScale() {
		return ""
	}
	for _, a := range q.env.M().Scale.Anchors {
		if a.Score == score {
			return q.env.In(a.Text)
		}
	}
	return ""
}

// anchors is the scale with what its scores stand for: of a scale that is not
// the method's, its ends only.
func (q *quickscan) anchors(width int) []string {
	e := q.env
	scale, own := q.scale(), q.env.M().Scale
	var parts []string
	for score := scale.Min; score <= scale.Max; score++ {
		if text := q.anchor(score); text != "" {
			parts = append(parts, strconv.Itoa(score)+" "+text)
		}
	}
	if n := len(own.Anchors); len(parts) == 0 && n > 0 {
		parts = []string{strconv.Itoa(scale.Min) + " " + e.In(own.Anchors[0].Text), strconv.Itoa(scale.Max) + " " + e.In(own.Anchors[n-1].Text)}
	}
	if len(parts) == 0 {
		return nil
	}
	return kit.Styled(e.Theme.Dim, kit.Wrap(strings.Join(parts, " · ")+ours(own.Ours), width))
}

// below is what stands under the table: the pillar's title, what the scores
// stand for, its figures in full, what to talk about, what was remarked. Where
// there is no room for all the title goes: the row names the pillar.
func (q *quickscan) below(width, height int) []string {
	e := q.env
	scan, _ := q.scan()
	p := q.here()
	title := kit.Styled(e.Theme.Bold, kit.WrapMost(strconv.Itoa(p.Number)+" "+e.In(p.Title), width, 2))
	lines := q.anchors(width)
	if q.person() == nil && !q.hidden(p.Number) {
		lines = append(lines, q.figures(width)...)
	}
	if r := scan.RemarkOn(p.Number); r != nil {
		for _, one := range []struct{ label, text string }{{"quickscan.well", r.Well}, {"quickscan.better", r.Better}, {"quickscan.source", r.Source}} {
			if one.text != "" {
				lines = append(lines, kit.WrapMost(e.T(one.label)+": "+one.text, width, 2)...)
			}
		}
	}
	if a := scan.AgreedOn(p.Number); a != nil && a.Note != "" && !q.hidden(p.Number) {
		lines = append(lines, kit.WrapMost(e.T("quickscan.agreednote")+": "+a.Note, width, 2)...)
	}
	if len(title)+len(lines) > height {
		return lines
	}
	return append(title, lines...)
}

// figures are those of the pillar under the cursor, in words.
func (q *quickscan) figures(width int) []string {
	e, t := q.env, q.env.Theme
	scan, _ := q.scan()
	r, ok := q.resultOf(q.pillar)
	if !ok || r.N+r.DontKnow == 0 {
		return nil
	}
	var lines []string
	if r.Mean != nil {
		text := e.T("quickscan.figures", "Mean", e.Texts.Decimal(*r.Mean, 1), "Median", e.Texts.Decimal(*r.Median, median(*r.Median)), "N", r.N, "Spread", e.Texts.Decimal(r.Spread, 1))
		if r.DontKnow > 0 {
			text += " · " + e.N("quickscan.unknown", r.DontKnow)
		}
		lines = append(lines, kit.Wrap(text, width)...)
	}
	if scores, hands := e.S().Overlap(scan, q.pillar); scores > 0 {
		lines = append(lines, kit.Styled(t.Warn, kit.Wrap(kit.MarkWarning+" "+e.T("quickscan.overlap", "Scores", scores, "Hands", hands), width))...)
	}
	if r.Divided(q.scale()) {
		low, middle, high := r.Sides(q.scale())
		lines = append(lines, kit.Styled(t.Warm, kit.Wrap(e.T("quickscan.talk", "Low", low, "Middle", middle, "High", high), width))...)
	}
	return lines
}

// median is how many decimals a median needs.
func median(m float64) int {
	if m == float64(int(m)) {
		return 0
	}
	return 1
}

// resultOf gives the figures of a pillar in the scan that is shown.
func (q *quickscan) resultOf(pillar int) (model.PillarResult, bool) {
	scan, _ := q.scan()
	return pillarOf(q.env.S().ScanResult(scan.ID), pillar)
}

func pillarOf(r *model.ScanResult, pillar int) (model.PillarResult, bool) {
	if r == nil {
		return model.PillarResult{}, false
	}
	i := slices.IndexFunc(r.Pillars, func(p model.PillarResult) bool { return p.Pillar == pillar })
	if i < 0 {
		return model.PillarResult{}, false
	}
	return r.Pillars[i], true
}

// drawAlone is what a participant sees who is alone with the laptop: the own
// scores and nobody else's.
func (q *quickscan) drawAlone(width int) []string {
	e, t := q.env, q.env.Theme
	if q.stage == thanked {
		lines := []string{"", t.Title.Render(kit.Cut(e.T("quickscan.passon"), width)), ""}
		return append(lines, kit.Wrap(e.T("quickscan.passonhelp"), min(width, 72))...)
	}
	lines := append(q.heading(width), q.table(width)...)
	lines = append(lines, "")
	lines = append(lines, kit.Styled(t.Bold, kit.WrapMost(strconv.Itoa(q.pillar)+" "+e.In(q.here().Title), width, 2))...)
	lines = append(lines, q.anchors(width)...)
	lines = append(lines, "")
	scale := q.scale()
	hint := e.T("quickscan.alonehint", "Min", scale.Min, "Max", scale.Max)
	if p := q.person(); p != nil && q.given(p) == len(e.M().Pillars) {
		hint = e.T("quickscan.alonedone")
	}
	return append(lines, kit.Styled(t.Warm, kit.Wrap(hint, width))...)
}
