package tui

import (
	"kring/store"
	"kring/tui/kit"
)

// keys are the program's own: they work in every screen, but those that are
// letters only while no text is being typed.
func (a *App) keys() []kit.Key {
	e := a.env
	help := kit.Key{On: []string{"?", "f1"}, Label: e.T("key.help"), Do: func() kit.Action { return kit.Open{Overlay: newHelp(a)} }}
	if a.lent() {
		return []kit.Key{help}
	}
	keys := []kit.Key{
		help,
		{On: []string{":", "ctrl+k"}, Label: e.T("key.palette"), Do: func() kit.Action { return kit.Open{Overlay: newPalette(a)} }},
	}
	if e.Book != nil {
		keys = append(keys, a.sessionKeys()...)
	}
	return append(keys,
		kit.Key{On: []string{"t"}, Label: e.T("key.timer"), Help: e.T("key.timerhelp"), Do: a.openTimer},
		kit.Key{On: []string{"f2"}, Label: e.T("key.language"), Help: e.T("key.languagehelp"), Do: a.otherLanguage},
		kit.Key{On: []string{"f3"}, Label: e.T("key.theme"), Help: e.T("key.themehelp"), Do: a.otherTheme},
		kit.Key{On: []string{"ctrl+c"}, Label: e.T("key.quit"), Help: e.T("key.quithelp"), Do: func() kit.Action { return kit.Run{Cmd: a.quit()} }},
	)
}

// sessionKeys are those that need an open session.
func (a *App) sessionKeys() []kit.Key {
	e := a.env
	undo := kit.Key{On: []string{"u", "ctrl+z"}, Label: e.T("key.undo"), Do: a.undo}
	if line, ok := e.Book.NextUndo(); ok {
		undo.Help = e.T("key.undohelp", "What", store.Describe(e.Texts, line))
	} else {
		undo.Why = e.T("error.undo.nothing")
	}
	redo := kit.Key{On: []string{"U", "ctrl+y"}, Label: e.T("key.redo"), Do: a.redo}
	if line, ok := e.Book.NextRedo(); ok {
		redo.Help = e.T("key.redohelp", "What", store.Describe(e.Texts, line))
	} else {
		redo.Why = e.T("error.redo.nothing")
	}
	return []kit.Key{
		undo, redo,
		{On: []string{"[", "ctrl+pgup"}, Label: e.T("key.before"), Do: func() kit.Action { return a.beside(-1) }},
		{On: []string{"]", "ctrl+pgdown"}, Label: e.T("key.after"), Do: func() kit.Action { return a.beside(1) }},
		{On: []string{"g"}, Show: "g 1", Label: e.T("key.goto"), Help: e.T("key.gotohelp"), Do: func() kit.Action {
			a.going = true
			return kit.Notify{Text: e.T("app.going")}
		}},
		{On: []string{"e"}, Label: e.T("key.summary"), Do: func() kit.Action { return kit.Go{Step: "summary"} }},
		{On: []string{"i"}, Label: e.T("key.session"), Help: e.T("key.sessionhelp"), Do: a.editSession},
		{On: []string{"q"}, Label: e.T("key.home"), Do: func() kit.Action { return kit.Go{} }},
	}
}
