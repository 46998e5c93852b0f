package step

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

const ideasTop = 2 // lines above the list

// likeMost is how many ideas that resemble one are named.
const likeMost = 3

// listSize is how wide the list is drawn, and how many rows it has room for.
func (x *ideas) listSize(width, height int) (int, int) {
	left, right := sides(width)
	below := 1 + ideaRows(height) + 2 // a blank, the detail, hint and entry line
	if right == 0 && len(x.env.S().Objectives.Live()) > 0 {
		below++ // the counts per objective
	}
	return left, max(height-ideasTop-below, 1)
}

// ideaRows is how many lines tell more of the idea under the cursor. The list
// matters more while ideas are typed.
func ideaRows(height int) int { return min(max(height/5, 3), 6) }

// hit puts the cursor on the row that was clicked.
func (x *ideas) hit(c kit.Click) {
	if x.board {
		x.hitBoard(c)
		return
	}
	if left, room := x.listSize(c.Width, c.Height); c.X < left && !x.hidden {
		x.list.Click(c, ideasTop, room, len(x.live()))
	}
}

// View draws the view.
func (x *ideas) View(width, height int) (string, *tea.Cursor) {
	if x.board {
		return x.viewBoard(width, height), nil
	}
	e := x.env
	left, room := x.listSize(width, height)
	_, right := sides(width)
	lines := append([]string{head(e, e.T("ideas.title"), x.counted(width), width), ""}, x.table(left, room)...)
	label := e.T("ideas.entry")
	if o := x.tie(); o != nil {
		label += " " + e.S().ObjectiveLetter(o.ID)
	}
	entry, cursor := x.bottom(label, x.hint(width), width)
	detail := append([]string{""}, padded(x.detail(left, ideaRows(height)), ideaRows(height))...)
	if right > 0 {
		lines = append(padded(lines, ideasTop+room), detail...)
		lines = kit.Beside(lines, left, 4, clipped(append([]string{"", ""}, x.side(right, height-len(entry)-2)...), height-len(entry)))
		return kit.Page(width, height, nil, lines, entry), at(cursor, height)
	}
	if strip := x.strip(width); strip != "" {
		detail = append(detail, strip)
	}
	return kit.Page(width, height, nil, lines, append(detail, entry...)), at(cursor, height)
}

// countedFrom is the width from which there is room for all counts.
const countedFrom = 56

// counted says how many ideas there are, how many are in no cluster once there
// are clusters, and how many are marked; in a narrow window the last of these.
func (x *ideas) counted(width int) string {
	e, s := x.env, x.env.S()
	counts := []string{e.N("ideas.count", len(x.live()))}
	if len(s.Clusters.Live()) > 0 {
		counts = append(counts, e.N("ideas.loose", len(s.IdeasIn(""))))
	}
	if len(x.marks) > 0 {
		counts = append(counts, e.N("ideas.marked", len(x.marks)))
	}
	if width < countedFrom {
		counts = counts[len(counts)-1:]
	}
	text := strings.Join(counts, ", ")
	if x.stop {
		text += " · " + e.T("ideas.untilzero")
	}
	return text
}

// hint says above the line what the idea being typed resembles, or how to type
// one.
func (x *ideas) hint(width int) string {
	e := x.env
	if x.stop && e.Over() {
		return kit.MarkWarning + " " + e.T("ideas.over")
	}
	if like := x.likeTyped(); like != "" {
		return like
	}
	o := x.tie()
	if o == nil {
		return e.T("ideas.hint")
	}
	text := e.T("actions.for", "Letter", e.S().ObjectiveLetter(o.ID), "What", o.What)
	if width < textMost {
		return text
	}
	return kit.Apart(text, e.T("ideas.hint"), textMost)
}

// likeTyped names the idea that the one being typed resembles most. Of a hidden
// one it gives only the words that were just typed in some form.
func (x *ideas) likeTyped() string {
	text := x.Draft()
	if !x.entry.Typing() || len(text) < 3 {
		return ""
	}
	like := x.likes(text, "")
	switch {
	case len(like) == 0:
		return ""
	case x.hidden:
		return x.env.T("ideas.likehidden") + " " + quoted(x.env, like[0].Words)
	}
	return x.env.T("ideas.like", "Text", kit.Cut(like[0].Item.Text, 50)) + " " + quoted(x.env, like[0].Words)
}

// likes gives the ideas that resemble a text.
func (x *ideas) likes(text, except string) []model.Alike[model.Idea] {
	s := x.env.S()
	return x.alike.Get(alikeTo{text, except, s.Revision()}, func() []model.Alike[model.Idea] { return s.IdeasLike(text, except, likeMost) })
}

// table draws the rows there is room for.
func (x *ideas) table(width, room int) []string {
	e, t := x.env, x.env.Theme
	live := x.live()
	switch {
	case len(live) == 0:
		return kit.Styled(t.Dim, kit.Wrap(e.T("ideas.empty"), min(width, textMost)))
	case x.hidden:
		return kit.Styled(t.Dim, kit.Wrap(e.N("ideas.hiddennow", len(live)), min(width, textMost)))
	}
	var lines []string
	from, to := kit.Window(x.list.At, len(live), room)
	for i := from; i < to; i++ {
		lines = append(lines, x.row(live[i], i == x.list.At, width))
	}
	return lines
}

// row draws an idea: marked or not, its kind, its text, who brought it where
// there is room, and what it is tied to.
func (x *ideas) row(p *model.Idea, here bool, width int) string {
	t, s := x.env.Theme, x.env.S()
	right := x.tags(p)
	if who := s.Participants.Get(p.Participant); who != nil && width >= 70 {
		right = kit.Cut(who.Name(), 16) + "  " + kit.FitRight(right, 3)
	}
	mark := " "
	switch {
	case x.marks[p.ID]:
		mark = "*"
	case s.Became(p):
		mark = kit.MarkDone
	}
	line := kit.Apart(" "+mark+" "+kindMark(p)+" "+p.Text, right, width)
	switch {
	case here:
		return t.Row.Render(kit.MarkHere + line[1:])
	case x.marks[p.ID]:
		return t.Warm.Render(line)
	}
	return line
}

// kindMark shows the kind of an idea.
func kindMark(p *model.Idea) string {
	switch p.Kind {
	case model.KindExisting:
		return kit.MarkExisting
	case model.KindExtension:
		return "+"
	}
	return kit.MarkNew
}

// detail tells more of the idea under the cursor.
func (x *ideas) detail(width, rows int) []string {
	idea := x.here()
	if idea == nil {
		return nil
	}
	width = min(width, textMost)
	text := kit.WrapMost(idea.Text, width, max(rows-2, 1))
	return append(kit.Styled(x.env.Theme.Bold, text), x.facts(idea, width)...)
}

// facts are what an idea is tied to in words, and what it resembles.
func (x *ideas) facts(idea *model.Idea, width int) []string {
	e, s, t := x.env, x.env.S(), x.env.Theme
	facts := []string{e.T("kindof." + ideaKind(idea))}
	if who := s.Participants.Get(idea.Participant); who != nil {
		facts = append(facts, who.Name())
	}
	if letter := s.ObjectiveLetter(idea.Objective); letter != "" {
		facts = append(facts, e.T("ideas.objective")+" "+letter)
	}
	if idea.Pillar > 0 {
		facts = append(facts, e.T("common.pillar", "N", idea.Pillar))
	}
	if c := s.ClusterOf(idea); c != nil && !x.board {
		facts = append(facts, c.Title)
	}
	if s.Became(idea) {
		facts = append(facts, kit.MarkDone+" "+e.T("ideas.used"))
	}
	lines := []string{t.Dim.Render(kit.Cut(strings.Join(facts, " · "), width))}
	if like := x.likes(idea.Text, idea.ID); len(like) > 0 {
		text := e.T("ideas.like", "Text", kit.Cut(like[0].Item.Text, max(width-30, 20))) + " " + quoted(x.env, like[0].Words)
		lines = append(lines, t.Warm.Render(kit.Cut(text, width)))
	}
	return lines
}

// strip counts the ideas per objective on one line, those without marked, from
// a little before the objective that is being worked on.
func (x *ideas) strip(width int) string {
	e, t, s := x.env, x.env.Theme, x.env.S()
	live := s.Objectives.Live()
	if len(live) == 0 {
		return ""
	}
	counts := s.IdeaCounts()
	label := e.T("ideas.perobjective")
	line, room := t.Dim.Render(label), width-kit.Width(label)
	for i := max(s.ObjectivePlace(x.objective)-2, 0); i < len(live); i++ {
		n, style := counts[live[i].ID], t.Text
		part := " " + model.OptionLetter(i) + " " + tallied(n)
		if live[i].ID == x.objective {
			part, style = kit.MarkHere+part[1:], t.Row
		} else if n == 0 {
			style = t.Warn
		}
		if room -= 1 + kit.Width(part); room < 0 {
			break
		}
		line += " " + style.Render(part)
	}
	return line
}

// tallied is a count, with a mark where there is nothing.
func tallied(n int) string {
	if n == 0 {
		return kit.MarkWarning + " 0"
	}
	return strconv.Itoa(n)
}

// side is what stands beside the list: the counts per objective, and the
// clusters with theirs.
func (x *ideas) side(width, height int) []string {
	e, t, s := x.env, x.env.Theme, x.env.S()
	var lines []string
	counts := s.IdeaCounts()
	if live := s.Objectives.Live(); len(live) > 0 {
		lines = append(lines, t.Title.Render(kit.Apart(e.T("ideas.perobjective"), "", width)))
		from, to := kit.Window(max(s.ObjectivePlace(x.objective), 0), len(live), sideObjectives)
		for i := from; i < to; i++ {
			n := counts[live[i].ID]
			line := kit.Apart("  "+kit.FitRight(model.OptionLetter(i), len(model.OptionLetter(to-1)))+"  "+live[i].What, tallied(n), width)
			switch {
			case live[i].ID == x.objective:
				line = t.Row.Render(kit.MarkHere + line[1:])
			case n == 0:
				line = t.Warn.Render(line)
			}
			lines = append(lines, line)
		}
		lines = append(lines, t.Dim.Render(kit.Apart("     "+e.T("ideas.nowhere"), strconv.Itoa(counts[""]), width)), "")
	}
	clusters := s.Clusters.Live()
	if len(clusters) == 0 {
		return lines
	}
	lines = append(lines, t.Title.Render(kit.Cut(e.T("ideas.clusters"), width)))
	for i := range clusters[:min(len(clusters), max(height-len(lines)-1, 0))] {
		lines = append(lines, x.heapRow(i+1, width))
	}
	return append(lines, t.Dim.Render(x.heapRow(0, width)))
}
