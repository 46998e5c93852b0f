package step

import (
	tea "charm.land/bubbletea/v2"

	"kring/store/export"
	"kring/tui/kit"
)

// summary is the document to take along: its preview, and writing it out.
type summary struct {
	env   *kit.Env
	list  kit.List // the line that is on top
	pages *kit.Memo[page, []string]
}

// page is what the lines of the preview depend on.
type page struct {
	revision uint64
	width    int
	lang     string
	dark     bool
}

func newSummary(env *kit.Env) kit.Screen {
	return &summary{env: env, pages: new(kit.Memo[page, []string])}
}

// Editing says that no text is typed.
func (s *summary) Editing() bool { return false }

// Keys are the keys of the step.
func (s *summary) Keys() []kit.Key {
	e := s.env
	keys := []kit.Key{
		{On: []string{"enter", "w"}, Label: e.T("summary.write"), Help: e.T("summary.writehelp"), Do: func() kit.Action { return askExport(e, export.Request{Format: "md"}) }},
		{On: []string{"d"}, Label: e.T("summary.data"), Help: e.T("summary.datahelp"), Do: func() kit.Action { return askExport(e, export.Request{Format: "json"}) }},
	}
	return append(keys, kit.Key{On: []string{"up", "down"}, Show: "↑↓", Label: e.T("summary.scroll"), Help: e.T("key.movehelp")})
}

// Update takes in a message.
func (s *summary) Update(msg tea.Msg) kit.Action {
	if a, ok := kit.Press(s.Keys(), msg); ok {
		return a
	}
	s.list.Move(msg, s.length(), false)
	return nil
}

// length is how many lines there were when the preview was drawn last.
func (s *summary) length() int { return len(s.pages.Last()) }

// View draws the part of the document that is scrolled to.
func (s *summary) View(width, height int) (string, *tea.Cursor) {
	e := s.env
	key := page{e.S().Revision(), width, e.Texts.Lang, e.Theme.Dark}
	lines := s.pages.Get(key, func() []string { return kit.Blocks(e, export.Summary(e.S(), e.Texts), width) })
	from := min(s.list.At, max(len(lines)-height, 0))
	return kit.Page(width, height, nil, lines[from:min(from+height, len(lines))], nil), nil
}
