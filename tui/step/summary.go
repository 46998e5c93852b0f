package step

import (
	"errors"
	"path/filepath"

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
		{On: []string{"enter", "w"}, Label: e.T("summary.write"), Help: e.T("summary.writehelp"), Do: func() kit.Action { return s.ask("md") }},
		{On: []string{"d"}, Label: e.T("summary.data"), Help: e.T("summary.datahelp"), Do: func() kit.Action { return s.ask("json") }},
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

// ask asks where to write the document.
func (s *summary) ask(format string) kit.Action {
	e := s.env
	formats := make([]kit.Option, len(export.Formats))
	for i, f := range export.Formats {
		formats[i] = kit.Option{Key: f, Label: e.T("summary.format." + f)}
	}
	yes := []kit.Option{{Key: "no", Label: e.T("summary.names")}, {Key: "yes", Label: e.T("summary.nonames")}}
	name := export.FileName(e.S(), export.Request{Format: format})
	fields := []kit.Field{
		{Label: e.T("summary.format.label"), Value: format, Options: formats},
		{Label: e.T("summary.path"), Value: filepath.Join(e.Folder, name)},
		{Label: e.T("summary.anonymous"), Value: "no", Options: yes},
	}
	x := &exporter{}
	x.Form = kit.NewForm(e, e.T("summary.write"), fields, func(v []string) kit.Action {
		x.asked = kit.Export{Request: export.Request{Format: v[0], Anonymous: v[2] == "yes"}, Path: withEnd(kit.Path(v[1], e.Folder), v[0])}
		return x.asked
	}).At(1)
	x.env = e
	return kit.Open{Overlay: x}
}

// withEnd gives a path the end of its format, when it has that of another one
// of ours or none.
func withEnd(path, format string) string {
	end := filepath.Ext(path)
	for _, f := range export.Formats {
		if end == "."+f {
			return path[:len(path)-len(end)] + "." + format
		}
	}
	if end == "" {
		return path + "." + format
	}
	return path
}

// exporter is the form that asks where to write; it stays until the document
// is there.
type exporter struct {
	*kit.Form
	env   *kit.Env
	asked kit.Export
}

// Update takes in a key, or how the writing went.
func (x *exporter) Update(msg tea.Msg) kit.Action {
	done, ok := msg.(kit.Exported)
	if !ok {
		return x.Form.Update(msg)
	}
	e := x.env
	switch {
	case errors.Is(done.Err, kit.ErrExists):
		again := x.asked
		again.Replace = true
		return kit.Open{Overlay: kit.NewConfirm(e, e.T("summary.exists"), e.T("summary.existstext", "Path", done.Path), e.T("summary.replace"), func() kit.Action {
			return again
		})}
	case done.Err != nil:
		return x.Form.Update(kit.Notify{Text: e.Explain(done.Err), Bad: true})
	}
	text := e.T("summary.written", "Path", done.Path)
	if done.Behind > 0 {
		text += " " + e.N("summary.behind", done.Behind)
	}
	return kit.All{kit.Close{}, kit.Notify{Text: text}}
}

// View draws the part of the document that is scrolled to.
func (s *summary) View(width, height int) (string, *tea.Cursor) {
	e := s.env
	key := page{e.S().Revision(), width, e.Texts.Lang, e.Theme.Dark}
	lines := s.pages.Get(key, func() []string { return kit.Blocks(e, export.Summary(e.S(), e.Texts), width) })
	from := min(s.list.At, max(len(lines)-height, 0))
	return kit.Page(width, height, nil, lines[from:min(from+height, len(lines))], nil), nil
}
