package tui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/store"
	"kring/tui/kit"
)

// found is the overlay that says what opening the database found, what was done
// about it, and what to do now.
type found struct {
	*kit.Reader
	env     *kit.Env
	restore func() kit.Action // nil where there is no copy to restore from
}

// tellFound shows what opening found: over the screen, or in a line where
// nothing was wrong with what was kept.
func (a *App) tellFound() {
	e := a.env
	var loud []store.Finding
	for _, f := range a.db.Found() {
		switch {
		case !f.Quiet():
			loud = append(loud, f)
		case a.notice.Text == "":
			a.notice = kit.Notify{Text: store.Tell(e.Texts, f)}
		}
	}
	if len(loud) == 0 {
		return
	}
	o := &found{env: e}
	for _, f := range loud {
		if c := f.Copy; c != nil && f.Lacks() {
			o.restore = func() kit.Action { return kit.All{kit.Close{}, a.restoreFrom(c)} }
		}
	}
	o.Reader = kit.NewReader(e, e.T("found.title"), func(width int) []string { return foundLines(e, loud, width) })
	a.overlays = append(a.overlays, o)
}

// foundLines are what the overlay says. A path has lines of its own, to be
// copied from.
func foundLines(e *kit.Env, all []store.Finding, width int) []string {
	var lines []string
	say := func(text string) { lines = append(lines, kit.Wrap(text, width)...) }
	path := func(text string) {
		lines = append(lines, kit.Styled(e.Theme.Title, kit.Wrap(model.Clean(text), width))...)
	}
	lacks, sound := false, true
	var copied *store.Safekept
	for _, f := range all {
		say(store.Tell(e.Texts, store.Finding{Found: f.Found, N: f.N}))
		if f.Path != "" {
			say(e.T("found.keptas"))
			path(f.Path)
		}
		lines = append(lines, "")
		sound = sound && f.Sound()
		if f.Lacks() {
			lacks, copied = true, f.Copy
		}
	}
	lines = append(lines, e.Theme.Title.Render(e.T("found.next")))
	switch {
	case sound:
		say(e.T("found.nextsound"))
	case !lacks:
		say(e.T("found.nextfine"))
	case copied == nil:
		say(e.T("found.nocopy"))
	default:
		say(e.T("found.copy", "Date", store.CopyDate(e.Texts, copied)) + " " + e.T("found.nextcopy"))
		path(copied.Path)
	}
	return lines
}

// Keys are restoring, where there is a copy, and those of reading.
func (f *found) Keys() []kit.Key {
	e := f.env
	keys := []kit.Key{
		{On: []string{"enter", "esc", "q"}, Label: e.T("found.on"), Do: func() kit.Action { return kit.Close{} }},
		kit.MoveKeys(e),
	}
	if f.restore != nil {
		keys = append([]kit.Key{{On: []string{"r"}, Label: e.T("found.restore"), Help: e.T("found.restorehelp"), Do: f.restore}}, keys...)
	}
	return keys
}

// Update takes in a key.
func (f *found) Update(msg tea.Msg) kit.Action {
	if a, ok := kit.Press(f.Keys(), msg); ok {
		return a
	}
	return f.Reader.Scroll(msg)
}

// restoreFrom brings in from a copy what is not here, and says how many sessions
// that were.
func (a *App) restoreFrom(c *store.Safekept) kit.Action {
	e := a.env
	all, err := a.db.Restore(c.Path)
	n := 0
	for _, r := range all {
		if r.Fate == store.CameIn || r.Fate == store.Beside {
			n++
		}
	}
	text := e.T("safekeep.nothing")
	if n > 0 {
		text = e.N("safekeep.restored", n)
	}
	if e := a.home.reload(); err == nil {
		err = e
	}
	a.loadOwn()
	var fault *store.Fault
	switch {
	case err == nil:
		return kit.Notify{Text: text}
	case errors.As(err, &fault) && fault.Trouble == store.PartRead:
		return kit.Notify{Text: text + " " + e.ExplainShown(err), Bad: true}
	}
	a.report(err)
	return kit.Notify{Text: e.Explain(err), Bad: true}
}

// watchCopies says once, when there is nothing else to say, that a copy could not
// be put away.
func (a *App) watchCopies() {
	if a.copyTold || a.notice.Text != "" {
		return
	}
	if err := a.db.SafekeepError(); err != nil {
		a.copyTold = true
		a.notice = kit.Notify{Text: a.env.T("safekeep.failed", "Reason", a.env.ExplainShown(err)), Bad: true}
		a.log(err)
	}
}
