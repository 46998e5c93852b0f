package kit

import tea "charm.land/bubbletea/v2"

// List is a cursor in a list of rows that somebody else keeps.
type List struct{ At int }

// pageStep is how far PgUp and PgDn go. The list does not know how tall it is
// drawn, and should not jump further than can be seen at the smallest size.
const pageStep = 10

// Clamp keeps the cursor inside a list of n rows.
func (l *List) Clamp(n int) { l.At = min(max(l.At, 0), max(n-1, 0)) }

// Move moves the cursor in a list of n rows by a key or the wheel. The letters
// j and k move it too, unless text is being typed. It says whether the message
// was one that moves.
func (l *List) Move(msg tea.Msg, n int, typing bool) bool {
	to, ok := l.target(msg, n, typing)
	if ok {
		l.At = to
	}
	l.Clamp(n)
	return ok
}

// Row gives the row that was hit of n rows, drawn in a window of room rows below
// top; ok is false beside them.
func (l *List) Row(c Click, top, room, n int) (row int, ok bool) {
	from, to := Window(l.At, n, room)
	row = from + c.Y - top
	return row, c.Y >= top && row < to
}

// Click moves the cursor to the row that was hit, and says whether there was one.
func (l *List) Click(c Click, top, room, n int) bool {
	row, ok := l.Row(c, top, room, n)
	if ok {
		l.At = row
	}
	return ok
}

func (l *List) target(msg tea.Msg, n int, typing bool) (int, bool) {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			return l.At - 3, true
		case tea.MouseWheelDown:
			return l.At + 3, true
		}
	case tea.KeyPressMsg:
		switch key := msg.String(); {
		case key == "up", key == "k" && !typing:
			return l.At - 1, true
		case key == "down", key == "j" && !typing:
			return l.At + 1, true
		case key == "pgup":
			return l.At - pageStep, true
		case key == "pgdown":
			return l.At + pageStep, true
		case key == "home" && !typing, key == "ctrl+home":
			return 0, true
		case key == "end" && !typing, key == "ctrl+end":
			return n - 1, true
		}
	}
	return 0, false
}

// MoveKeys describes the keys that Move understands.
func MoveKeys(e *Env) Key {
	return Key{On: []string{"up", "down"}, Show: "↑↓", Label: e.T("key.move"), Help: e.T("key.movehelp"), Quiet: true}
}
