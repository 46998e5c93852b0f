package tui

import (
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// notOpenedMsg says that no program opened a file.
type notOpenedMsg struct{ err error }

// openedFor is how long a program runs that did open a file: what it ends with
// later on is its own business.
const openedFor = 20 * time.Second

// openWith opens a file with the program that the system has for it. The screen
// goes on meanwhile; only a failure is told.
func (a *App) openWith(path string) tea.Cmd {
	a.notice = kit.Notify{Text: a.env.T("app.opening", "Name", model.Clean(filepath.Base(path)))}
	now, start := a.env.Now, a.env.Now()
	return func() tea.Msg {
		path, err := filepath.Abs(path) // so that it is never taken for an option or an address
		if err == nil {
			err = a.opener(path)
		}
		if err == nil || now().Sub(start) > openedFor {
			return nil
		}
		return notOpenedMsg{err}
	}
}
