package step

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

const actionsTop = 3 // lines above the list

// listSize is how wide the list is drawn, and how many rows it has room for.
func (a *actions) listSize(width, height int) (int, int) {
	left, right := sides(width)
	below := 1 + detailRows(height) + 2 // a blank, the detail, hint and entry line
	if right == 0 && len(a.env.S().Objectives.Live()) > 0 {
		below++ // the counts per objective
	}
	return left, max(height-actionsTop-below, 1)
}

// hit puts the cursor on the row that was clicked.
func (a *actions) hit(c kit.Click) {
	left, room := a.listSize(c.Width, c.Height)
	if c.X < left {
		a.list.Click(c, actionsTop, room, len(a.live()))
	}
}

// View draws the step.
func (a *actions) View(width, height int) (string, *tea.Cursor) {
	e := a.env
	left, room := a.listSize(width, height)
	_, right := sides(width)
	lines := append([]string{head(e, e.T("step.actions"), a.counted(), width), ""}, a.table(left, room)...)
	label, hint := e.T("actions.entry"), ""
	if o := a.tie(); o != nil {
		letter := e.S().ObjectiveLetter(o.ID)
		label += " " + letter
		hint = e.T("actions.for", "Letter", letter, "What", o.What)
	}
	if like := a.likeTyped(); like != "" {
		hint = like
	} else {
		hint = kit.Apart(hint, e.T("actions.hint"), min(width, textMost))
	}
	entry, cursor := a.bottom(label, hint, width)
	detail := append([]string{""}, padded(a.detail(left), detailRows(height))...)
	if right > 0 {
		lines = append(padded(lines, actionsTop+room), detail...)
		lines = kit.Beside(lines, left, 4, clipped(append([]string{"", ""}, a.side(right, height-len(entry)-2)...), height-len(entry)))
		return kit.Page(width, height, nil, lines, entry), at(cursor, height)
	}
	if strip := a.strip(width); strip != "" {
		detail = append(detail, strip)
	}
	return kit.Page(width, height, nil, lines, append(detail, entry...)), at(cursor, height)
}

// counted says how many actions there are, how many are chosen, and how many
// ideas there are in the other view.
func (a *actions) counted() string {
	e := a.env
	text := e.N("actions.count", len(a.live())) + ", " + e.N("actions.chosen", len(e.S().Chosen()))
	if n := len(e.S().Ideas.Live()); n > 0 {
		text += ", " + e.N("actions.ideas", n)
	}
	return text
}

// table draws the header and the lines there is room for.
func (a *actions) table(width, room int) []string {
	e, t := a.env, a.env.Theme
	n := len(a.live())
	if n == 0 {
		return append([]string{""}, kit.Styled(t.Dim, kit.Wrap(e.T("actions.empty"), min(width, textMost)))...)
	}
	cols := newActionColumns(width)
	lines := []string{t.Dim.Render(cols.row("", e.T("actions.action"), e.T("actions.column"), e.T("actions.kind")))}
	from, to := kit.Window(a.list.At, n, room)
	for i := from; i < to; i++ {
		lines = append(lines, a.row(cols, i))
	}
	return lines
}

func (a *actions) row(cols actionColumns, i int) string {
	e, t := a.env, a.env.Theme
	p := a.live()[i]
	kind := ""
	if k := actionKind(p); k != model.KindNew {
		kind = e.T("kindof." + k)
	}
	line := cols.row(actionMarks(p), p.Title, a.letters(p), kind)
	if i == a.list.At {
		return t.Row.Render(kit.MarkHere + line[1:])
	}
	if p.Chosen {
		return "  " + t.Good.Render(kit.MarkDone) + line[2+len(kit.MarkDone):]
	}
	return line
}

// actionMarks says whether an action is chosen, and whether it exists.
func actionMarks(p *model.Action) string {
	chosen, kind := kit.MarkEmpty, kit.MarkNew
	if p.Chosen {
		chosen = kit.MarkDone
	}
	if p.Exists() {
		kind = kit.MarkExisting
	}
	return chosen + " " + kind
}

// letters are the objectives that an action is for.
func (a *actions) letters(p *model.Action) string {
	s := a.env.S()
	switch len(p.Objectives) {
	case 0:
		return ""
	case 1:
		return s.ObjectiveLetter(p.Objectives[0])
	}
	places := make([]int, 0, len(p.Objectives))
	for _, id := range p.Objectives {
		if at := s.ObjectivePlace(id); at >= 0 {
			places = append(places, at)
		}
	}
	slices.Sort(places)
	letters := make([]string, len(places))
	for i, at := range places {
		letters[i] = model.OptionLetter(at)
	}
	return strings.Join(letters, " ")
}

// actionColumns are the widths of the list.
type actionColumns struct{ title, letters, kind int }

func newActionColumns(width int) actionColumns {
	c := actionColumns{letters: 5}
	if width >= 56 {
		c.kind = 11
	}
	if width >= 80 {
		c.letters = 10
	}
	c.title = width - 2 - 3 - 1 - 2 - c.letters
	if c.kind > 0 {
		c.title -= 2 + c.kind
	}
	c.title = max(c.title, 0)
	return c
}

func (c actionColumns) row(marks, title, letters, kind string) string {
	line := "  " + kit.Fit(marks, 3) + " " + kit.Fit(title, c.title) + "  " + kit.Fit(letters, c.letters)
	if c.kind > 0 {
		line += "  " + kit.Fit(kind, c.kind)
	}
	return line
}

// detail tells more of the row under the cursor, below the list.
func (a *actions) detail(width int) []string {
	e, t := a.env, a.env.Theme
	width = min(width, textMost)
	p := a.here()
	if p == nil {
		return nil
	}
	lines := kit.Styled(t.Bold, kit.WrapMost(p.Title, width, 2))
	if p.Description != "" {
		lines = append(lines, kit.WrapMost(p.Description, width, 2)...)
	}
	for _, id := range p.Objectives {
		if at := e.S().ObjectivePlace(id); at >= 0 {
			lines = append(lines, kit.Cut(e.T("actions.for", "Letter", model.OptionLetter(at), "What", e.S().Objectives.Live()[at].What), width))
		}
	}
	if len(p.Criteria) > 0 {
		names := make([]string, len(p.Criteria))
		for i, key := range p.Criteria {
			names[i] = kit.MarkDone + " " + termName(e, e.M().Criteria, key)
		}
		lines = append(lines, kit.WrapMost(strings.Join(names, "  "), width, 2)...)
	}
	return append(lines, t.Dim.Render(kit.Cut(a.facts(p), width)))
}

// facts are the smaller parts of an action in words.
func (a *actions) facts(p *model.Action) string {
	e := a.env
	facts := []string{e.T("kindof." + actionKind(p))}
	if p.Setting != "" {
		facts = append(facts, p.Setting)
	}
	if p.AgeTo > 0 {
		facts = append(facts, e.T("common.ages", "From", p.AgeFrom, "To", p.AgeTo))
	}
	if p.FromLibrary != "" {
		facts = append(facts, e.T("actions.fromlibrary"))
	}
	return strings.Join(facts, " · ")
}

// strip counts the actions per objective on one line, from a little before the
// objective that is being worked on.
func (a *actions) strip(width int) string {
	e, t, s := a.env, a.env.Theme, a.env.S()
	live := s.Objectives.Live()
	if len(live) == 0 {
		return ""
	}
	label := e.T("actions.perobjective")
	line, room := t.Dim.Render(label), width-kit.Width(label)
	for i := max(s.ObjectivePlace(a.objective)-2, 0); i < len(live); i++ {
		text, style := a.tally(live[i].ID), t.Text
		part := " " + model.OptionLetter(i) + " " + text
		if live[i].ID == a.objective {
			part = kit.MarkHere + part[1:]
			style = t.Row
		} else if all, _ := s.ActionsFor(live[i].ID); len(all) == 0 {
			style = t.Warn
		}
		if room -= 1 + kit.Width(part); room < 0 {
			break
		}
		line += " " + style.Render(part)
	}
	return line
}

// tally is how many actions of an objective are chosen, and how many there
// are; a mark where there is none.
func (a *actions) tally(objective string) string {
	all, chosen := a.env.S().ActionsFor(objective)
	if len(all) == 0 {
		return kit.MarkWarning + " 0"
	}
	return strconv.Itoa(chosen) + "/" + strconv.Itoa(len(all))
}

// sideObjectives is how many objectives stand beside the list at most.
const sideObjectives = 10

// side is what stands beside the list: the counts per objective, and what the
// library has for the one that is being worked on.
func (a *actions) side(width, height int) []string {
	e, t, s := a.env, a.env.Theme, a.env.S()
	var lines []string
	if live := s.Objectives.Live(); len(live) > 0 {
		lines = append(lines, t.Title.Render(kit.Apart(e.T("actions.objectives"), e.T("actions.chosenofall"), width)))
		from, to := kit.Window(max(s.ObjectivePlace(a.objective), 0), len(live), sideObjectives)
		for i := from; i < to; i++ {
			all, _ := s.ActionsFor(live[i].ID)
			line := kit.Apart("  "+kit.FitRight(model.OptionLetter(i), len(model.OptionLetter(to-1)))+"  "+live[i].What, a.tally(live[i].ID), width)
			switch {
			case live[i].ID == a.objective:
				line = t.Row.Render(kit.MarkHere + line[1:])
			case len(all) == 0:
				line = t.Warn.Render(line)
			}
			lines = append(lines, line)
		}
		lines = append(lines, "")
	}
	if len(e.M().Library) == 0 {
		return lines
	}
	return append(lines, libraryBeside(e, a.pillar(), width, height-len(lines))...)
}

// pillar is that of the objective that is being worked on, 0 for none.
func (a *actions) pillar() int {
	if o := a.tie(); o != nil {
		return o.Pillar
	}
	return 0
}
