package step

import (
	tea "charm.land/bubbletea/v2"

	"kring/tui/kit"
)

// rows is what the steps have in common in which rows are typed: a list with a
// cursor and a line below it that has the focus when the step opens and keeps
// it. While it has the focus letters are text and the arrows still move the
// list; Esc gives the letters back to the commands.
type rows struct {
	env   *kit.Env
	list  kit.List
	entry kit.Entry
	sent  bool // something was sent off and its fate is awaited
	paste bool // it was a pasted list: the line stays as it was
}

func newRows(env *kit.Env) rows { return rows{env: env, entry: kit.NewEntry()} }

// Editing says that the letters are text.
func (r *rows) Editing() bool { return r.entry.Typing() }

// Draft is the text in the line.
func (r *rows) Draft() string { return r.entry.Value() }

// SetDraft offers a text that was left.
func (r *rows) SetDraft(text string) { r.entry.Set(text) }

// entered is what a step does with what was typed.
type entered struct {
	line  func(text string) kit.Action    // Enter with a text in the line
	lines func(lines []string) kit.Action // a paste of several lines; nil: they are one
}

// update takes in a message for a list of n rows with these keys.
func (r *rows) update(msg tea.Msg, n int, keys []kit.Key, in entered) kit.Action {
	switch msg := msg.(type) {
	case kit.Done:
		return r.done(msg)
	case kit.Changed:
		r.list.Clamp(n)
		return nil
	}
	if r.entry.Typing() {
		if lines := kit.Lines(msg); lines != nil && in.lines != nil {
			return r.send(in.lines(lines), true)
		}
		if press, ok := msg.(tea.KeyPressMsg); ok && press.String() == "enter" && r.entry.Value() != "" {
			return r.send(in.line(r.entry.Value()), false)
		}
		if r.entry.Update(msg) {
			return nil
		}
	}
	if a, ok := kit.Press(keys, msg); ok {
		return a
	}
	r.list.Move(msg, n, r.entry.Typing())
	return nil
}

// send notes that something is on its way, if it is. What is wrong with it by
// itself is shown at the line.
func (r *rows) send(a kit.Action, paste bool) kit.Action {
	switch a := a.(type) {
	case kit.Notify:
		if a.Bad {
			r.entry.Refuse(a.Text)
			return nil
		}
	case kit.Do, kit.All:
		r.sent, r.paste = true, paste
	}
	return a
}

// done empties the line once its text stands, or shows why it does not. The
// reason for refusing what was not typed is a message.
func (r *rows) done(d kit.Done) kit.Action {
	sent := r.sent
	r.sent = false
	switch {
	case !sent && d.Err != nil:
		return kit.Notify{Text: r.env.Explain(d.Err), Bad: true}
	case !sent:
	case d.Err != nil:
		r.entry.Refuse(r.env.Explain(d.Err))
	case r.paste:
		r.entry.Refuse("") // a reason from before
	default:
		r.entry.Clear()
	}
	return nil
}

// keys are the keys of the line itself: Enter when there is a text in it, Esc,
// and the key that gives it the focus back.
func (r *rows) keys(add string) []kit.Key {
	e := r.env
	if r.entry.Typing() {
		return []kit.Key{
			{On: []string{"enter"}, Label: add},
			{On: []string{"esc"}, Label: e.T("key.commands"), Help: e.T("key.commandshelp"), Do: func() kit.Action {
				r.entry.Focus(false)
				return nil
			}},
		}
	}
	return []kit.Key{{On: []string{"n", "insert"}, Label: add, Help: e.T("key.entryhelp"), Do: func() kit.Action {
		r.entry.Focus(true)
		return nil
	}}}
}

// bottom draws the hint or the reason, and the entry line below it.
func (r *rows) bottom(label, hint string, width int) ([]string, *tea.Cursor) {
	t := r.env.Theme
	above := []string{t.Dim.Render(kit.Cut(hint, width))}
	if reason := r.entry.Reason(); reason != "" {
		above = kit.Styled(t.Warn, kit.WrapMost(kit.MarkWarning+" "+reason, width, 2))
	}
	line, column := r.entry.View(r.env, label, width)
	if !r.entry.Typing() {
		return append(above, line), nil
	}
	return append(above, line), tea.NewCursor(column, 0)
}

// at puts the cursor of the entry line on the last row of a screen.
func at(cursor *tea.Cursor, height int) *tea.Cursor {
	if cursor != nil {
		cursor.Y = height - 1
	}
	return cursor
}

// head draws the first line of a step: its name and what it is about left, the
// figures that matter right.
func head(e *kit.Env, title, right string, width int) string {
	return e.Theme.Title.Render(kit.Apart(title, right, width))
}
