package tui

import (
	"kring/model"
	"kring/tui/kit"
)

// What is filled in in a form, or on a sheet, when the program ends is kept as a
// draft, and offered when the same form is opened again. Who leaves a form with
// Esc is asked, and means it: then nothing is kept, and the same goes for what was
// saved.

// draftsOfForms is where they stand among the drafts of the session, or among
// those that are of none.
const draftsOfForms = "forms"

// place is the session that is open, "" for home.
func (a *App) place() string {
	if a.env.Book == nil {
		return ""
	}
	return a.env.S().ID
}

func (a *App) formDrafts() kit.Drafts { return kit.ReadDrafts(a.db.Draft(a.place(), draftsOfForms)) }

// titled names a form: by the step that it is of, and its title.
func (a *App) titled(o kit.Overlay) string { return model.Clean(string(a.at) + " " + o.Title()) }

// keepForms keeps what is in the forms that are open.
func (a *App) keepForms() {
	drafts, any := kit.Drafts(nil), false
	for _, o := range a.overlays {
		d, ok := o.(kit.Drafter)
		if !ok || d.Draft() == "" {
			continue
		}
		if !any {
			drafts, any = a.formDrafts(), true
		}
		drafts = drafts.With(a.titled(o), d.Draft())
	}
	if any {
		a.keep(a.db.SetDraft(a.place(), draftsOfForms, drafts.Text()))
	}
}

// offerForm fills in what was left in a form.
func (a *App) offerForm(o kit.Overlay) {
	if d, ok := o.(kit.Drafter); ok {
		if text := a.formDrafts().Of(a.titled(o)); text != "" {
			d.SetDraft(text)
		}
	}
}

// forgetForm forgets what was left in a form that is closed.
func (a *App) forgetForm(o kit.Overlay) {
	if _, ok := o.(kit.Drafter); ok {
		if drafts := a.formDrafts(); drafts.Of(a.titled(o)) != "" {
			a.keep(a.db.SetDraft(a.place(), draftsOfForms, drafts.With(a.titled(o), "").Text()))
		}
	}
}
