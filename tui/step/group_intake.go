package step

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/tui/kit"
)

// intakeCard shows a list line by line: before it is added, or what was not
// added of it.
type intakeCard struct {
	g    *group
	in   *intake
	left bool // what was not added
	list kit.List
}

// Title stands in the border.
func (c *intakeCard) Title() string {
	if c.left {
		return c.g.env.T("group.lefttitle")
	}
	return c.g.env.T("group.listtitle", "Name", c.in.name(c.g.env))
}

// Sizes of the card.
const (
	intakeWidth  = 110
	intakeDetail = 4 // lines about the line under the cursor, below a blank
)

// Size asks for a line for each line of the list.
func (c *intakeCard) Size(width, height int) (int, int) {
	width = min(width, intakeWidth)
	return width, min(height, len(c.top(width, height))+c.length()+1+intakeDetail)
}

// Editing says that no text is typed.
func (c *intakeCard) Editing() bool { return false }

// length is how many lines of the list are shown.
func (c *intakeCard) length() int {
	if c.left {
		return c.in.refused
	}
	return len(c.in.lines)
}

// Keys are adding the list and leaving it.
func (c *intakeCard) Keys() []kit.Key {
	e := c.g.env
	shut := func() kit.Action { return kit.Close{} }
	if c.left {
		return []kit.Key{kit.MoveKeys(e), {On: []string{"esc", "enter", "q", "L"}, Label: e.T("key.close"), Do: shut}}
	}
	none, once := "", ""
	if c.in.added() == 0 {
		none = e.T("group.nonetotake")
	}
	if c.in.counts.twice == 0 {
		once = e.T("group.notwice")
	}
	return []kit.Key{
		{On: []string{"enter"}, Label: e.T("group.take"), Why: none, Do: func() kit.Action { return kit.Do{Change: c.in.change(e.S())} }},
		{On: []string{"d"}, Label: e.T("group.twice"), Help: e.T("group.twicehelp"), Why: once, Do: func() kit.Action {
			c.in = newIntake(e.S(), c.in.read, !c.in.doubles)
			c.list.Clamp(c.length())
			return nil
		}},
		kit.MoveKeys(e),
		{On: []string{"esc"}, Label: e.T("key.cancel"), Do: shut},
	}
}

// Update takes in a key, or how the adding went.
func (c *intakeCard) Update(msg tea.Msg) kit.Action {
	switch msg := msg.(type) {
	case kit.Done:
		if msg.Err != nil {
			return kit.Notify{Text: c.g.env.Explain(msg.Err), Bad: true}
		}
		c.g.took(c.in)
		c.g.done(msg)
		return kit.All{kit.Close{}, kit.Notify{Text: c.in.outcome(c.g.env)}}
	case kit.Click:
		top := len(c.top(msg.Width, msg.Height))
		c.list.Click(msg, top, c.room(top, msg.Height), c.length())
		return nil
	}
	if a, ok := kit.Press(c.Keys(), msg); ok {
		return a
	}
	c.list.Move(msg, c.length(), false)
	return nil
}

func (c *intakeCard) room(top, height int) int { return max(height-top-1-intakeDetail, 1) }

// View draws what it comes down to, the lines, and the one under the cursor in
// full.
func (c *intakeCard) View(width, height int) (string, *tea.Cursor) {
	top := c.top(width, height)
	from, to := kit.Window(c.list.At, c.length(), c.room(len(top), height))
	var body []string
	for i := from; i < to; i++ {
		body = append(body, c.row(&c.in.lines[i], width, i == c.list.At))
	}
	return kit.Page(width, height, top, body, append([]string{""}, c.detail(width)...)), nil
}

// top says what adding the list comes down to, in no more than a third of the
// height.
func (c *intakeCard) top(width, height int) []string {
	e, t := c.g.env, c.g.env.Theme
	if c.left {
		return append(kit.WrapMost(e.N("group.leftintro", c.in.refused, "Name", c.in.name(e)), width, 3), "")
	}
	first := e.N("group.willadd", c.in.added())
	if c.in.refused > 0 {
		first += ", " + e.N("group.willrefuse", c.in.refused)
	}
	lines := []string{t.Bold.Render(kit.Cut(first+".", width))}
	if notes := c.in.notes(e); len(notes) > 0 {
		lines = append(lines, kit.WrapMost(strings.Join(notes, " "), width, max(height/3-1, 2))...)
	}
	return append(lines, "")
}

// lineColumn is the width of the numbers of lines.
const lineColumn = 6

// row draws one line of the list.
func (c *intakeCard) row(one *intakeLine, width int, here bool) string {
	e := c.g.env
	mark, what, about := kit.MarkDone, "", ""
	if one.err != nil {
		mark, what, about = kit.MarkWarning, one.text, e.Explain(one.err)
	} else {
		what, about = called(&one.p), strings.Join(append(one.remarks(e), one.facts(e)...), ", ")
	}
	room := max(width-lineColumn-7, 2)
	line := " " + kit.FitRight(strconv.Itoa(one.line), lineColumn) + " " + mark + " " + kit.Fit(what, room/2) + "  "
	switch about = kit.Cut(about, room-room/2); {
	case here:
		return e.Theme.Row.Render(kit.MarkHere + line[1:] + about)
	case one.err != nil:
		return line + e.Theme.Warn.Render(about)
	}
	return line + e.Theme.Dim.Render(about)
}

// detail says all of the line under the cursor, in as many lines as are kept
// for it.
func (c *intakeCard) detail(width int) []string {
	lines := make([]string, intakeDetail)
	if c.list.At >= c.length() {
		return lines
	}
	e, one := c.g.env, &c.in.lines[c.list.At]
	head := e.T("group.line", "N", one.line) + ": "
	if one.err != nil {
		n := copy(lines, kit.Styled(e.Theme.Warn, kit.WrapMost(head+e.Explain(one.err), width, 2)))
		copy(lines[n:], kit.WrapMost(one.text, width, intakeDetail-n))
		return lines
	}
	n := copy(lines, kit.WrapMost(head+strings.Join(append([]string{called(&one.p)}, one.facts(e)...), "; "), width, 2))
	copy(lines[n:], kit.Styled(e.Theme.Warn, kit.WrapMost(strings.Join(one.remarks(e), "; "), width, intakeDetail-n)))
	return lines
}
