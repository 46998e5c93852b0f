package tui

import (
	"strings"
	"testing"

	"kring/model"
)

// again ends the program as every way out does, and opens it anew.
func (r *room) again(lang, session string) {
	r.t.Helper()
	r.app.Leave()
	r.start(lang, session)
}

// What was filled in in a form when the program ended is there when the form is
// opened again, and only there; saved or thrown away, it is forgotten.
func TestFormsKeepWhatWasFilledIn(t *testing.T) {
	for lang, note := range map[string]string{"nl": "Dit stond hier nog", "en": "This was still here"} {
		r := newRoom(t, lang)
		r.example(lang)
		id := r.app.env.S().ID
		first := *r.app.env.S().Participants.All()[0]
		open := func() {
			r.t.Helper()
			r.app.goTo(model.StepGroup)
			r.press("esc", "home", "enter")
			r.sees(first.Name())
		}
		open()
		r.press("end", " in het park", "tab", "right") // the name, and another sector
		sector := r.values()[2]
		r.again(lang, id)
		r.misses("in het park")
		r.press("esc", "home", "down", "enter") // another card
		r.misses("in het park")
		r.press("esc")
		open()
		r.sees("in het park", note)
		if r.values()[2] != sector {
			t.Errorf("the sector is %q, want %q", r.values()[2], sector)
		}
		r.press("f1") // with something on top
		r.again(lang, id)
		open()
		r.press("enter")
		if p := r.app.env.S().Participants.Get(first.ID); !strings.HasSuffix(p.Organisation, " in het park") || p.Sector != sector {
			t.Fatalf("saved is %q, %q", p.Organisation, p.Sector)
		}
		if text := r.db.Draft(id, draftsOfForms); text != "" {
			t.Errorf("saved, the draft is %q", text)
		}

		open()
		r.press("end", " weg ermee", "esc")
		r.sees("Esc")
		r.press("esc")
		r.again(lang, id)
		open()
		r.misses("weg ermee")
		r.misses(note)

		r.press("end", " later", "tab", "tab", "x")
		r.again(lang, id)
		next := *r.app.env.S().Participants.Get(first.ID)
		next.Person = "Iemand Anders"
		if err := r.app.env.Book.Do(model.Edited[model.Participant]{Item: next}); err != nil {
			t.Fatal(err)
		}
		open()
		r.sees(" later", "Iemand Anders", note)
	}
}

// values are those of the form on top.
func (r *room) values() []string {
	r.t.Helper()
	f, ok := r.app.top().(interface{ Values() []string })
	if !ok {
		r.t.Fatalf("%T is no form", r.app.top())
	}
	return f.Values()
}

// On the home screen there is no session to keep it with.
func TestHomeFormsKeepWhatWasFilledIn(t *testing.T) {
	r := newRoom(t, "nl")
	r.press("n", "Kick-off in Veurne")
	r.app.Update(minuteMsg{}) // not every end leaves time
	r.start("nl", "")
	r.press("n")
	r.sees("Kick-off in Veurne", "Dit stond hier nog")
	r.press("enter")
	r.app.goTo("")
	r.press("n")
	r.misses("Dit stond hier nog")
}

// A sheet has a line for each question: what was typed comes back at its own.
func TestSheetsKeepWhatWasTyped(t *testing.T) {
	r := newRoom(t, "nl")
	r.example("nl")
	id := r.app.env.S().ID
	open := func() {
		r.app.goTo(model.StepFollowup)
		r.press("esc", "a")
	}
	open()
	r.press("down", "nog te bekijken")
	at := r.screen()
	r.again("nl", id)
	open()
	r.sees("nog te bekijken", "Dit stond hier nog")
	mark := func(screen string) string {
		for line := range strings.SplitSeq(screen, "\n") {
			if strings.Contains(line, "▸") && !strings.Contains(line, "nog te") {
				return line
			}
		}
		return ""
	}
	if mark(at) == "" || mark(at) != mark(r.screen()) {
		t.Errorf("it was at %q, and is at %q", mark(at), mark(r.screen()))
	}
}

// A form can be open when the program ends that asks how somebody is to be
// forgotten, and others with the name. Nothing of it outlives the forgetting.
func TestForgettingClearsForms(t *testing.T) {
	r := newRoom(t, "nl")
	r.example("nl")
	id := r.app.env.S().ID
	who := *r.app.env.S().Participants.All()[0]
	who.Person = "Querida Zwarthuis"
	if err := r.app.env.Book.Do(model.Edited[model.Participant]{Item: who}); err != nil {
		t.Fatal(err)
	}
	r.app.goTo(model.StepGroup)
	r.press("esc", "home", "enter", "tab", "tab", "end", " en Querida")
	r.again("nl", id)
	if text := r.db.Draft(id, draftsOfForms); !strings.Contains(text, "Querida") {
		t.Fatalf("the draft is %q: not a test", text)
	}
	names, _ := r.app.env.S().NamesOf(who.ID)
	if err := r.app.env.Book.Do(model.ParticipantForgotten{Participant: who.ID, Names: names, Word: "Deelnemer"}); err != nil {
		t.Fatal(err)
	}
	if text := r.db.Draft(id, draftsOfForms); strings.Contains(text, "Querida") || strings.Contains(text, "Zwarthuis") {
		t.Errorf("the draft is %q", text)
	}
}
