package step

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/store/export"
	"kring/tui/kit"
)

// The fields of the form that asks what to write and where, in their order.
const (
	askKind = iota
	askFormat
	askNames
	askPath
)

// withoutNames makes the session without names, once, when it is asked for: of a
// large one that takes a while.
func withoutNames(e *kit.Env) func() *model.Session {
	return sync.OnceValue(func() *model.Session { return e.S().Anonymous(e.T("common.participant")) })
}

// askExport asks in which form and where to write what is asked for.
func askExport(e *kit.Env, r export.Request, nobody func() *model.Session) kit.Action {
	x := &exporter{env: e, asked: kit.Export{Request: r}, kinds: make(map[string]string), nobody: nobody}
	formats := make([]kit.Option, len(export.Formats))
	for i, f := range export.Formats {
		formats[i] = kit.Option{Key: f, Label: e.T("summary.format." + f), About: e.T("summary.formatabout." + f)}
	}
	names := []kit.Option{
		{Key: "yes", Label: e.T("summary.names"), About: e.T("summary.namesabout")},
		{Key: "no", Label: e.T("summary.nonames"), About: e.T("summary.nonamesabout")},
	}
	fields := []kit.Field{
		askKind:   {Label: e.T("summary.kindlabel"), Value: r.Kind},
		askFormat: {Label: e.T("summary.formatlabel"), Value: r.Format, Options: formats},
		askNames:  {Label: e.T("summary.nameslabel"), Value: "yes", Options: names},
		askPath:   {Label: e.T("summary.path"), Hint: e.T("summary.pathhint"), Path: true},
	}
	if r.Anonymous {
		fields[askNames].Value = "no"
	}
	x.Form = kit.NewForm(e, e.T("summary.write"), fields, x.save).Adapt(x.adapt).At(askPath)
	return kit.Open{Overlay: x}
}

// paperKey writes the blank ballots of a round.
func (x *stickers) paperKey(r *model.Round, why string) kit.Key {
	e := x.env
	return kit.Key{On: []string{"E"}, Label: e.T("summary.paper.label"), Help: e.T("summary.paper.help"), Why: why, Do: func() kit.Action {
		return askExport(e, export.Request{Format: "pdf", Kind: export.KindBallots, Round: r.ID}, withoutNames(e))
	}, Quiet: true}
}

// exporter is the form that asks where to write; it stays until the document
// is there.
type exporter struct {
	*kit.Form
	env      *kit.Env
	asked    kit.Export
	proposed string                // the path that stands there as long as nobody typed one
	kinds    map[string]string     // what was chosen, by the first of what there was to choose from
	nobody   func() *model.Session // the session without names
}

// adapt lets the kind follow the format, and the path both. Who types the end of
// another format means that format.
func (x *exporter) adapt(f []kit.Field) {
	e, format := x.env, f[askFormat].Value
	if end := formatOf(f[askPath].Value); end != "" && format == x.asked.Format && f[askPath].Value != model.Clean(x.proposed) {
		f[askFormat].Value, format = end, end
	}
	kind := &f[askKind]
	kind.Why = ""
	if kinds := export.Kinds(format); len(kinds) == 0 {
		kind.Value, kind.Why = "", e.T("summary.whole."+format)
	} else {
		if !slices.Contains(kinds, kind.Value) {
			kind.Value = kinds[0]
			if was, ok := x.kinds[kinds[0]]; ok {
				kind.Value = was
			}
		}
		x.kinds[kinds[0]] = kind.Value
		kind.Options = nil
		for _, k := range kinds {
			kind.Options = append(kind.Options, kit.Option{Key: k, Label: e.T("summary.kind." + k), About: e.T("summary.kindabout." + k)})
		}
	}
	was, wasFormat := x.proposed, x.asked.Format
	x.asked.Format, x.asked.Kind, x.asked.Anonymous = format, kind.Value, f[askNames].Value == "no"
	x.proposed = filepath.Join(e.Folder, x.name())
	switch path := &f[askPath]; {
	case path.Value == model.Clean(was):
		path.Value = x.proposed
	case format != wasFormat:
		path.Value = otherEnd(path.Value, format)
	}
}

// name proposes a name for the file. Without names, no name is in it either.
func (x *exporter) name() string {
	s := x.env.S()
	if x.asked.Anonymous {
		s = x.nobody()
	}
	return export.FileName(s, x.asked.Request, x.env.Texts)
}

// save asks to write what the form says.
func (x *exporter) save(v []string) kit.Action {
	switch v[askPath] {
	case "":
		return kit.Notify{Text: x.env.T("summary.nopath"), Bad: true}
	case model.Clean(x.proposed):
		x.asked.Path = x.proposed
	default:
		x.asked.Path = withEnd(kit.Path(v[askPath], x.env.Folder), x.asked.Format)
	}
	x.asked.Replace = false
	return x.asked
}

// formatOf gives the format that a path ends in, or "".
func formatOf(path string) string {
	end := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	if slices.Contains(export.Formats, end) {
		return end
	}
	return ""
}

// otherEnd gives a path the end of a format in the place of that of another one
// of ours.
func otherEnd(path, format string) string {
	if end := formatOf(path); end != "" {
		return path[:len(path)-len(end)] + format
	}
	return path
}

// withEnd gives a path the end of its format, whatever else stands there: by
// its end a system knows which program opens a file.
func withEnd(path, format string) string {
	if path = otherEnd(path, format); !strings.HasSuffix(path, "."+format) {
		path += "." + format
	}
	return path
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
		return kit.Open{Overlay: kit.NewConfirm(e, e.T("summary.exists"), e.T("summary.existstext", "Path", model.Clean(done.Path)), e.T("summary.replace"), func() kit.Action {
			return again
		})}
	case done.Err != nil:
		return x.Form.Update(kit.Notify{Text: e.ExplainShown(done.Err), Bad: true})
	}
	told := &written{env: e, path: done.Path}
	if done.Behind > 0 {
		told.behind = capital(x.asked.Behind(e.Texts, done.Behind))
	}
	return kit.All{kit.Close{}, kit.Open{Overlay: told}}
}
