package step

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

func (g *group) noneToForget() string {
	if g.env.S().Participants.Len() == 0 {
		return g.env.T("group.nobody")
	}
	return ""
}

// pickForgotten asks who is to be deleted for good, the one under the cursor
// first; those who were removed can be too.
func (g *group) pickForgotten(here *model.Participant) kit.Action {
	var items []kit.Item
	for _, p := range g.env.S().Participants.All() {
		if p.MergedInto == "" {
			items = append(items, g.item(p))
		}
	}
	at := ""
	if here != nil {
		at = here.ID
	}
	return kit.Open{Overlay: kit.NewPicker(g.env, g.env.T("group.forgetpick"), items, g.askNames).On(at)}
}

// askNames asks which names are to go from the texts. kring proposes them; a name
// that is an ordinary word too can be taken out, another one put in.
func (g *group) askNames(id string) kit.Action {
	e := g.env
	p := e.S().Participants.Get(id)
	names, _ := e.S().NamesOf(id)
	for i, name := range names {
		names[i] = strings.ReplaceAll(name, ";", ",")
	}
	fields := []kit.Field{{Label: e.T("group.forgetnames"), Hint: e.T("group.forgetnameshint"), Value: strings.Join(names, "; "), Path: true}}
	return kit.Open{Overlay: kit.NewForm(e, e.T("group.forgettitle", "Name", called(p)), fields, func(v []string) kit.Action {
		return kit.All{kit.Close{}, kit.Open{Overlay: &forgetCard{g: g, id: id, names: split(v[0]), entry: kit.NewEntry()}}}
	})}
}

// forgetCard tells what deleting a participant for good comes down to, and asks
// for its number: nobody does it by mistake.
type forgetCard struct {
	g     *group
	id    string
	names []string
	entry kit.Entry
	top   int // the first line that is shown
}

func (c *forgetCard) participant() *model.Participant { return c.g.env.S().Participants.Get(c.id) }

// Title stands in the border.
func (c *forgetCard) Title() string {
	return c.g.env.T("group.forgettitle", "Name", called(c.participant()))
}

// forgetBelow is how many lines stand under the text: a blank, the entry line and
// the reason.
const forgetBelow = 3

// Size asks for the lines of the text and what stands below.
func (c *forgetCard) Size(width, height int) (int, int) {
	width = min(width, mergeWidth)
	return width, min(height, len(c.lines(width))+forgetBelow)
}

// Editing says that what is typed is text.
func (c *forgetCard) Editing() bool { return true }

// Keys are going on and leaving it.
func (c *forgetCard) Keys() []kit.Key {
	e := c.g.env
	return []kit.Key{
		{On: []string{"enter"}, Label: e.T("group.forget"), Do: c.goOn},
		{On: []string{"down"}, Show: "↑↓", Label: e.T("key.move"), Do: func() kit.Action { c.top = min(c.top+1, len(c.lines(mergeWidth))); return nil }, Quiet: true},
		{On: []string{"up"}, Label: e.T("key.move"), Do: func() kit.Action { c.top = max(c.top-1, 0); return nil }, Quiet: true},
		{On: []string{"esc"}, Label: e.T("key.cancel"), Do: func() kit.Action { return kit.Close{} }},
	}
}

func (c *forgetCard) goOn() kit.Action {
	e, p := c.g.env, c.participant()
	if c.entry.Value() != strconv.Itoa(p.Number) {
		c.entry.Refuse(e.T("group.forgettype", "Number", p.Number))
		return nil
	}
	return kit.Do{Change: model.ParticipantForgotten{Participant: c.id, Word: e.T("common.participant"), Names: c.names}}
}

// Update takes in a key, or how it went.
func (c *forgetCard) Update(msg tea.Msg) kit.Action {
	if done, ok := msg.(kit.Done); ok {
		if done.Err != nil {
			c.entry.Refuse(c.g.env.Explain(done.Err))
			return nil
		}
		return kit.All{kit.Close{}, c.told()}
	}
	if a, ok := kit.Press(c.Keys(), msg); ok {
		return a
	}
	c.entry.Update(msg)
	return nil
}

// told says what was done, and where the name may still be.
func (c *forgetCard) told() kit.Action {
	e := c.g.env
	parts := []string{e.T("group.forgotten")}
	done := e.Book.Forgotten()
	if done.Removed > 0 {
		parts = append(parts, e.N("group.forgottenfiles", done.Removed))
	}
	if len(done.Left) > 0 {
		parts = append(parts, e.T("group.forgottenleft", "List", e.Texts.List(done.Left)))
	}
	parts = append(parts, e.T("group.forgetelsewhere"))
	return kit.Open{Overlay: kit.NewConfirm(e, e.T("group.forgottentitle"), strings.Join(parts, " "), e.T("key.close"), func() kit.Action { return nil })}
}

// View draws the text and the line for the number.
func (c *forgetCard) View(width, height int) (string, *tea.Cursor) {
	e := c.g.env
	lines := c.lines(width)
	top := min(c.top, max(len(lines)-(height-forgetBelow), 0))
	line, column := c.entry.View(e, e.T("group.number"), width)
	reason := e.Theme.Warn.Render(kit.Cut(c.entry.Reason(), width))
	return kit.Page(width, height, nil, lines[top:], []string{"", line, reason}), tea.NewCursor(column, max(height-2, 0))
}

// lines are what deleting for good comes down to.
func (c *forgetCard) lines(width int) []string {
	e, s, p := c.g.env, c.g.env.S(), c.participant()
	becomes := fmt.Sprint(e.T("common.participant"), " ", p.Number)
	_, shared := s.NamesOf(c.id)
	parts := []string{e.T("group.forgetwhat", "Name", p.Name(), "Called", becomes)}
	if len(c.names) > 0 {
		parts = append(parts, e.N("group.forgettexts", s.Mentions(c.id, c.names), "List", strings.Join(c.names, "; "), "Called", becomes))
	}
	if len(shared) > 0 {
		parts = append(parts, e.T("group.forgetshared", "List", strings.Join(shared, "; ")))
	}
	parts = append(parts, e.T("group.forgetfiles"), e.T("group.forgetelsewhere"))
	var lines []string
	for _, part := range parts {
		lines = append(lines, kit.Wrap(part, width)...)
	}
	lines = append(lines, kit.Styled(e.Theme.Bold, kit.Wrap(e.T("group.forgetundo"), width))...)
	return append(lines, kit.Wrap(e.T("group.forgettype", "Number", p.Number), width)...)
}
