package step

import (
	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// written is the overlay that says where a document stands now, and opens it.
type written struct {
	env    *kit.Env
	path   string
	behind string // what of the session is not in it; "" for nothing
}

// Title stands in the border.
func (w *written) Title() string { return w.env.T("summary.written") }

// writtenWidth is how wide the text is set.
const writtenWidth = 72

// Size asks for the lines of the path and of what was left out.
func (w *written) Size(width, height int) (int, int) {
	width = min(width, writtenWidth)
	return width, min(height, len(w.lines(width)))
}

// Editing says that no text is typed.
func (w *written) Editing() bool { return false }

// Keys are opening the document and closing the overlay.
func (w *written) Keys() []kit.Key {
	e := w.env
	return []kit.Key{
		{On: []string{"o"}, Label: e.T("summary.open"), Do: func() kit.Action { return kit.OpenFile{Path: w.path} }},
		{On: []string{"enter", "esc"}, Label: e.T("key.close"), Do: func() kit.Action { return kit.Close{} }},
	}
}

// Update takes in a key.
func (w *written) Update(msg tea.Msg) kit.Action {
	a, _ := kit.Press(w.Keys(), msg)
	return a
}

func (w *written) lines(width int) []string {
	e := w.env
	lines := kit.Styled(e.Theme.Bold, kit.Wrap(model.Clean(w.path), width))
	if w.behind != "" {
		lines = append(append(lines, ""), kit.Styled(e.Theme.Warn, kit.Wrap(w.behind, width))...)
	}
	return append(append(lines, ""), kit.Styled(e.Theme.Dim, kit.Wrap(e.T("summary.openhint"), width))...)
}

// View draws the text.
func (w *written) View(width, height int) (string, *tea.Cursor) {
	return kit.Page(width, height, nil, w.lines(width), nil), nil
}
