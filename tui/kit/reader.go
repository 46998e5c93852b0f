package kit

import tea "charm.land/bubbletea/v2"

// readerWidth is how wide text is set to be read.
const readerWidth = 72

// Reader is an overlay with something to read, which scrolls.
type Reader struct {
	env   *Env
	title string
	text  func(width int) []string
	list  List
}

// NewReader makes a reader of the lines that text gives for a width.
func NewReader(env *Env, title string, text func(width int) []string) *Reader {
	return &Reader{env: env, title: title, text: text}
}

// Title stands in the border.
func (r *Reader) Title() string { return r.title }

// Size asks for all lines.
func (r *Reader) Size(width, height int) (int, int) {
	width = min(width, readerWidth)
	return width, min(height, len(r.text(width)))
}

// Editing says that no text is typed.
func (r *Reader) Editing() bool { return false }

// Keys are scrolling and closing.
func (r *Reader) Keys() []Key {
	shut := func() Action { return Close{} }
	return []Key{MoveKeys(r.env), {On: []string{"esc", "?", "f1", "q", "v", "enter"}, Label: r.env.T("key.close"), Do: shut}}
}

// Update takes in a key.
func (r *Reader) Update(msg tea.Msg) Action {
	if a, ok := Press(r.Keys(), msg); ok {
		return a
	}
	return r.Scroll(msg)
}

// Scroll takes in a key that moves the text.
func (r *Reader) Scroll(msg tea.Msg) Action {
	r.list.Move(msg, len(r.text(readerWidth)), false)
	return nil
}

// View draws the part that is scrolled to.
func (r *Reader) View(width, height int) (string, *tea.Cursor) {
	lines := r.text(width)
	from := min(r.list.At, max(len(lines)-height, 0))
	return Page(width, height, nil, lines[from:], nil), nil
}
