package step

import (
	"errors"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"kring/store/export"
	"kring/tui/kit"
)

// askExport asks in which format and where to write what is asked for.
func askExport(e *kit.Env, r export.Request) kit.Action {
	formats := make([]kit.Option, len(export.Formats))
	for i, f := range export.Formats {
		formats[i] = kit.Option{Key: f, Label: e.T("summary.format." + f)}
	}
	yes := []kit.Option{{Key: "no", Label: e.T("summary.names")}, {Key: "yes", Label: e.T("summary.nonames")}}
	name := export.FileName(e.S(), r)
	fields := []kit.Field{
		{Label: e.T("summary.format.label"), Value: r.Format, Options: formats},
		{Label: e.T("summary.path"), Value: filepath.Join(e.Folder, name)},
		{Label: e.T("summary.anonymous"), Value: "no", Options: yes},
	}
	x := &exporter{}
	x.Form = kit.NewForm(e, e.T("summary.write"), fields, func(v []string) kit.Action {
		r.Format, r.Anonymous = v[0], v[2] == "yes"
		x.asked = kit.Export{Request: r, Path: withEnd(kit.Path(v[1], e.Folder), v[0])}
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
		text += " " + capital(x.asked.Behind(e.Texts, done.Behind))
	}
	return kit.All{kit.Close{}, kit.Notify{Text: text}}
}
