package step

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

const (
	pillarsTop    = 3 // lines above the list
	pillarsBottom = 4 // lines below it: a blank, how it stands, the hint, the line
)

// room is how many rows of the list there is room for.
func (p *pillars) room(height int) int { return max(height-pillarsTop-pillarsBottom, 1) }

// half is how wide the left part of two is, of a body that has room for both.
func half(width int) int { return min(width/2, 76) }

// View draws the step.
func (p *pillars) View(width, height int) (string, *tea.Cursor) {
	all, here := p.order()
	if len(all) == 0 {
		return kit.Page(width, height, nil, nil, nil), nil
	}
	bottom, cursor := p.foot(width)
	room := max(height-len(bottom)-2, 0) // below the head and a blank
	var body []string
	if width < sideFrom {
		body = append(p.table(all, here, newPillarColumns(p.env, width, true), p.room(height)), "")
		details := p.details(width, room-len(body)+1)
		if len(details) > room-len(body) {
			bottom, room = bottom[1:], room+1 // they need the blank line
		}
		body = append(body, cutLines(p.env, details, room-len(body), "pillars.more")...)
	} else {
		left := half(width)
		list := append(p.table(all, here, newPillarColumns(p.env, left, false), p.room(height)), "")
		list = append(list, cutLines(p.env, p.reasons(left), room-len(list), "pillars.more")...)
		side := cutLines(p.env, p.about(min(width-left-4, 84)), room, "pillars.more")
		body = kit.Beside(list, left, 4, side)
	}
	return kit.Page(width, height, p.top(width), body, bottom), at(cursor, height)
}

// cutLines is as many of the lines as there is room for; where some are left
// out, the last one says where they can be read.
func cutLines(e *kit.Env, lines []string, room int, more string) []string {
	switch {
	case room < 1:
		return nil
	case len(lines) <= room:
		return lines
	}
	return append(lines[:room-1:room-1], e.Theme.Dim.Render(e.T(more)))
}

// top is the head: of which scan the scores are, and how many are chosen.
func (p *pillars) top(width int) []string {
	e := p.env
	title := e.T("step.pillars")
	switch scan := e.S().Scan(); {
	case scan == nil:
	case !scan.Revealed:
		title += " · " + e.T("pillars.hidden")
	case scan.Title != "":
		title += " · " + e.T("pillars.scan", "Title", scan.Title)
	}
	return []string{head(e, title, e.T("pillars.count", "N", len(e.S().ChosenPillars()), "Of", len(e.M().Pillars)), width), ""}
}

// foot says how the choice stands, and draws the entry line.
func (p *pillars) foot(width int) ([]string, *tea.Cursor) {
	e := p.env
	hint := "pillars.hint"
	switch c := p.choice(); {
	case c.Removed:
		hint = "pillars.hintchoose"
	case c.Reason != "":
		hint = "pillars.hintagain"
	}
	return foot(&p.rows, p.standing(width), e.T("pillars.entry", "N", p.number), e.T(hint, "N", p.number), width)
}

// foot draws the last lines of a step: a blank, a line on how it stands, the
// hint, and the entry line. A refusal that needs two lines takes the place of
// the line on how it stands, so that nothing above it moves.
func foot(r *rows, standing, label, hint string, width int) ([]string, *tea.Cursor) {
	lines, cursor := r.bottom(label, hint, width)
	if len(lines) < 3 {
		lines = append([]string{standing}, lines...)
	}
	return append([]string{""}, lines...), cursor
}

// standing says whether enough pillars are chosen, and which have no reason
// yet. It warns; nothing depends on it.
func (p *pillars) standing(width int) string {
	e, t := p.env, p.env.Theme
	n, most := len(e.S().ChosenPillars()), e.M().ChooseMin
	if n < most {
		id := "pillars.toofew"
		if n == 0 {
			id = "pillars.noneyet"
		}
		return t.Warn.Render(kit.Cut(kit.MarkWarning+" "+e.N(id, n, "Min", most), width))
	}
	if missing := p.unreasoned(); len(missing) > 0 {
		return t.Dim.Render(kit.Cut(e.T("pillars.unreasoned", "List", e.Texts.List(missing)), width))
	}
	return t.Good.Render(kit.Cut(kit.MarkDone+" "+e.N("pillars.enough", n), width))
}

// table draws the pillars, under the names of the columns.
func (p *pillars) table(all []*model.Pillar, here int, cols pillarColumns, room int) []string {
	e, t := p.env, p.env.Theme
	result := p.scores()
	ourShort := slices.ContainsFunc(all, func(one *model.Pillar) bool { return slices.Contains(one.Ours, "short") })
	label := e.T("pillars.pillar") + ours(ourShort)
	if p.byScore && result != nil {
		label += e.T("pillars.lowest")
	}
	lines := []string{t.Dim.Render(cols.header(label))}
	from, to := kit.Window(here, len(all), room)
	for i := from; i < to; i++ {
		line := cols.row(e, all[i], figures(result, all[i].Number), e.S().Choice(all[i].Number))
		switch {
		case i == here:
			line = t.Row.Render(kit.MarkHere + line[1:])
		case e.S().IsChosen(all[i].Number):
			line = t.Bold.Render(line)
		}
		lines = append(lines, line)
	}
	return lines
}

// figures are those of one pillar, empty where nothing was scored or seen.
func figures(r *model.ScanResult, number int) model.PillarResult {
	if r != nil {
		for _, one := range r.Pillars {
			if one.Pillar == number {
				return one
			}
		}
	}
	return model.PillarResult{}
}

// details is what stands under the list of a narrow window: why the pillar
// under the cursor, a rule of the method about it, what was remarked. The
// reason and the work that counts take two lines where there is room for them.
func (p *pillars) details(width, room int) []string {
	var lines []string
	for most := 2; most > 0 && (lines == nil || len(lines) > room); most-- {
		lines = p.reason(p.env.M().Pillar(p.number), width, most)
		lines = append(lines, p.work(width, most)...)
		lines = append(lines, p.note(width)...)
		if remarks := p.remarks(); len(remarks) > 0 {
			lines = append(lines, kit.WrapMost(strings.Join(remarks, " · "), width, 2)...)
		}
	}
	return lines
}

// reason is why a pillar is chosen, or once was, in at most so many lines.
func (p *pillars) reason(pillar *model.Pillar, width, most int) []string {
	e := p.env
	c := e.S().Choice(pillar.Number)
	switch {
	case c == nil || c.Reason == "":
		return nil
	case c.Removed:
		return kit.Styled(e.Theme.Dim, kit.WrapMost(e.T("pillars.once", "Reason", c.Reason), width, most))
	}
	return kit.WrapMost(e.T("pillars.because", "Reason", c.Reason), width, most)
}

// note is a rule of the method about the pillar under the cursor.
func (p *pillars) note(width int) []string {
	e := p.env
	pillar := e.M().Pillar(p.number)
	note := e.In(pillar.Note)
	if note == "" {
		return nil
	}
	return kit.Styled(e.Theme.Warm, kit.Wrap(note+ours(slices.Contains(pillar.Ours, "note")), width))
}

// work is what counts as work on a pillar because it is of its campaign, in at
// most so many lines each. It stands there whatever the cursor is on: nobody would look for it.
func (p *pillars) work(width, most int) []string {
	e, t := p.env, p.env.Theme
	var lines []string
	for i := range e.M().Pillars {
		pillar := &e.M().Pillars[i]
		if names := e.S().CampaignWork(pillar.Number); len(names) > 0 {
			text := kit.MarkDone + " " + e.T("pillars.work", "Name", pillarName(e, pillar), "List", e.Texts.List(names))
			lines = append(lines, kit.Styled(t.Good, kit.WrapMost(text, width, most))...)
		}
	}
	return lines
}

// remarks are what the group said of the pillar at the last scan.
func (p *pillars) remarks() []string {
	e := p.env
	scan := e.S().Scan()
	if scan == nil {
		return nil
	}
	r := scan.RemarkOn(p.number)
	if r == nil {
		return nil
	}
	var texts []string
	for _, one := range []struct{ label, text string }{{"pillars.well", r.Well}, {"pillars.better", r.Better}, {"pillars.source", r.Source}} {
		if one.text != "" {
			texts = append(texts, e.T(one.label)+": "+one.text)
		}
	}
	return texts
}

// remarkMost is how many lines one remark may take where there is room.
const remarkMost = 12

// about is all there is to read about the pillar under the cursor.
func (p *pillars) about(width int) []string {
	e, t := p.env, p.env.Theme
	pillar := e.M().Pillar(p.number)
	title := strconv.Itoa(pillar.Number) + " " + e.In(pillar.Title) + ours(slices.Contains(pillar.Ours, "title."+e.Texts.Lang))
	lines := append(kit.Styled(t.Bold, kit.Wrap(title, width)), "")
	var remarks []string
	for _, text := range p.remarks() {
		remarks = append(remarks, kit.WrapMost(text, width, remarkMost)...)
	}
	about := kit.Wrap(e.In(pillar.About)+ours(slices.Contains(pillar.Ours, "about")), width)
	for _, part := range [][]string{about, p.note(width), p.work(width, remarkMost), p.reason(pillar, width, remarkMost), remarks} {
		if len(part) > 0 {
			lines = append(append(lines, part...), "")
		}
	}
	return append(lines, kit.Styled(t.Dim, kit.Wrap(e.T("common.ours"), width))...)
}

// reasons are the chosen pillars with their reasons in full.
func (p *pillars) reasons(width int) []string {
	e, t := p.env, p.env.Theme
	width = min(width, 90)
	var lines []string
	for _, pillar := range e.S().ChosenPillars() {
		lines = append(lines, t.Good.Render(kit.MarkDone)+" "+t.Bold.Render(kit.Cut(pillarName(e, pillar), width-2)))
		reason := e.S().Choice(pillar.Number).Reason
		if reason == "" {
			lines = append(lines, "    "+t.Dim.Render(kit.Cut(e.T("pillars.noreason"), width-4)))
			continue
		}
		for _, line := range kit.WrapMost(reason, width-4, remarkMost) {
			lines = append(lines, "    "+line)
		}
	}
	return lines
}

// pillarColumns are the widths of the table and the names of its columns.
type pillarColumns struct {
	name, agreed, mean, spread, reason int // 0: left out
	scale                              model.Scale
	labels                             [4]string // agreed, mean, spread, reason
}

// reasonFrom is the narrowest that a column of reasons is of use.
const reasonFrom = 16

func newPillarColumns(e *kit.Env, width int, reasons bool) pillarColumns {
	c := pillarColumns{scale: e.S().ScaleOf(e.S().Scan())}
	for i, id := range []string{"pillars.agreed", "pillars.mean", "pillars.spread", "pillars.reason"} {
		c.labels[i] = e.T(id)
	}
	c.agreed, c.mean = kit.Width(c.labels[0]), max(kit.Width(c.labels[1]), 4)
	c.spread = max(c.scale.Max-c.scale.Min+1, kit.Width(c.labels[2]))
	for i := range e.M().Pillars {
		c.name = max(c.name, kit.Width(e.In(e.M().Pillars[i].Short)))
	}
	rest := width - pillarHead - c.agreed - c.mean - c.spread - 3*2
	if rest < c.name { // names go before the spread and a long label
		c.labels[0] = e.T("pillars.agreedshort")
		rest += c.agreed - kit.Width(c.labels[0]) + c.spread + 2
		c.agreed, c.spread = kit.Width(c.labels[0]), 0
	}
	c.name = max(min(c.name, rest), 1)
	if rest -= c.name + 2; reasons && rest >= reasonFrom {
		c.reason = min(rest, 60)
	}
	return c
}

// pillarHead is the room for cursor, number and mark before the name.
const pillarHead = 6

func (c pillarColumns) header(name string) string {
	return kit.Fit("", pillarHead) + kit.Fit(name, c.name) + c.cells(c.labels)
}

// cells are the columns behind the name; figures stand right.
func (c pillarColumns) cells(texts [4]string) string {
	line := "  " + kit.FitRight(texts[0], c.agreed) + "  " + kit.FitRight(texts[1], c.mean)
	if c.spread > 0 {
		line += "  " + kit.Fit(texts[2], c.spread)
	}
	if c.reason > 0 {
		line += "  " + kit.Fit(texts[3], c.reason)
	}
	return line
}

func (c pillarColumns) row(e *kit.Env, p *model.Pillar, r model.PillarResult, choice *model.ChosenPillar) string {
	mark, reason := " ", ""
	if choice != nil && !choice.Removed {
		mark, reason = kit.MarkDone, choice.Reason
	}
	var texts [4]string
	if r.Agreed != nil {
		texts[0] = strconv.Itoa(*r.Agreed)
	}
	if r.Mean != nil {
		texts[1] = e.Texts.Decimal(*r.Mean, 1)
		counts := make([]int, 0, model.Widest)
		for score := c.scale.Min; score <= c.scale.Max; score++ {
			counts = append(counts, r.Counts[strconv.Itoa(score)])
		}
		texts[2] = kit.Spark(counts)
	}
	texts[3] = reason
	return " " + kit.FitRight(strconv.Itoa(p.Number), 2) + " " + mark + " " + kit.Fit(e.In(p.Short), c.name) + c.cells(texts)
}
