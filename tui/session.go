package tui

import (
	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
	"kring/tui/step"
)

// open opens a session at the step where it was left.
func (a *App) open(id string) error {
	book, err := a.db.Open(id)
	if err != nil {
		return err
	}
	a.env.Book, a.lines = book, len(book.Lines())
	a.overlays, a.trouble = nil, ""
	a.openSteps()
	at := model.Step(a.db.Setting(settingStep + id))
	if !a.env.M().Has(at) {
		at = a.env.M().Steps[0]
	}
	a.at = at
	if n := book.Locked(); n > 0 {
		a.notice = kit.Notify{Text: a.env.N("app.locked", n), Bad: true}
	}
	return nil
}

// openSteps makes the screens of the steps, with what was half typed.
func (a *App) openSteps() {
	a.steps = step.New(a.env)
	for s, screen := range a.steps {
		if d, ok := screen.(kit.Drafter); ok {
			d.SetDraft(a.db.Draft(a.env.S().ID, string(s)))
		}
	}
}

// goTo leaves the step for another one, or for home.
func (a *App) goTo(to model.Step) {
	if a.env.Book == nil || to == a.at {
		return
	}
	if to != "" {
		if a.env.M().Has(to) {
			a.keepDraft()
			a.at = to
			a.keep(a.db.SetSetting(settingStep+a.env.S().ID, string(to)))
			a.changed()
		}
		return
	}
	changed := len(a.env.Book.Lines()) != a.lines
	a.Leave()
	if err := a.home.reload(); err != nil {
		a.fail(err)
	}
	if changed && !a.offered && a.notice.Text == "" {
		a.offered = true
		a.notice = kit.Notify{Text: a.env.T("safekeep.offer")}
	}
}

// Leave closes the open session: what is half typed is kept as a draft, and
// the card is counted. It is called on every way out.
func (a *App) Leave() {
	a.keepTyped()
	if a.env.Book == nil {
		return
	}
	a.keep(a.env.Book.Close())
	a.env.Book, a.steps, a.overlays, a.at, a.trouble = nil, nil, nil, "", ""
}

// keepTyped keeps all that is half typed.
func (a *App) keepTyped() {
	a.keepForms()
	if a.env.Book != nil {
		a.keepDraft()
	}
}

func (a *App) keepDraft() {
	if d, ok := a.steps[a.at].(kit.Drafter); ok {
		a.keep(a.db.SetDraft(a.env.S().ID, string(a.at), d.Draft()))
	}
}

// keep notes an error in writing something that nobody is waiting for.
func (a *App) keep(err error) {
	if err != nil {
		a.fail(err)
	}
}

func (a *App) quit() tea.Cmd {
	a.Leave()
	return tea.Quit
}
