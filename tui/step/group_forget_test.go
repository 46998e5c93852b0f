package step

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kring/model"
)

// Somebody asks to be forgotten: the screen says what that comes down to, asks
// for the number, and says afterwards what it could not reach.
func TestForgettingAParticipant(t *testing.T) {
	for lang, word := range map[string]struct{ called, before, stays, names, undo, ask, done, elsewhere string }{
		"nl": {"Deelnemer 1", "heet voortaan “Deelnemer 1”", "Zo heet ook iemand anders, dus dat blijft staan: Maes.", "nu in 2 teksten", "Dit kan niet ongedaan gemaakt worden", "Typ 1 en druk op Enter om door te gaan.", "De naam is weg uit deze sessie.", "kopieën op sticks"},
		"en": {"Participant 1", "will be called “Participant 1”", "Somebody else is called so too, so this stays: Maes.", "now in 2 texts", "This cannot be undone", "Type 1 and press Enter to go on.", "The name is gone from this session.", "copies on sticks"},
	} {
		s := newStage(t, lang, "warme-steden", model.StepGroup,
			model.Added[model.Participant]{Item: model.Participant{ID: "p1", Number: 1, Organisation: "Bibliotheek", Person: "Querida Maes", Contact: "querida@x.be", Heads: 1}},
			model.Added[model.Participant]{Item: model.Participant{ID: "p2", Number: 2, Organisation: "Chiro", Person: "An Maes", Heads: 1}},
			model.Added[model.Idea]{Item: model.Idea{ID: "i1", Kind: model.KindNew, Text: "lezen in de bibliotheek, met Querida en Kwee"}},
			model.Added[model.Idea]{Item: model.Idea{ID: "i2", Kind: model.KindNew, Text: "KWEE komt ook"}},
		)
		if view := s.view(200, 40); !strings.Contains(view, "Querida Maes") {
			t.Fatal("not a test")
		}
		s.press("esc", "X")
		s.tells("1 Bibliotheek", "2 Chiro")
		s.press("enter")
		s.tells("1 Bibliotheek", "Bibliotheek; Querida Maes; Querida; querida@x.be")
		// The library stays a word in the texts; a name that is called by goes too.
		for range len("Bibliotheek; Querida Maes; Querida; querida@x.be") {
			s.press("backspace")
		}
		s.enter("Querida; Kwee")
		s.tells(word.before, word.stays, "Querida; Kwee", word.names)
		over := s.over[len(s.over)-1]
		for range 10 {
			s.press("down")
		}
		if width, height := over.Size(74, 18); height > 18 || width > 74 {
			t.Errorf("%d by %d", width, height)
		}
		s.tells(word.undo, word.ask)
		s.enter("2")
		s.tells(word.ask)
		if s.session().Participants.Get("p1").Person != "Querida Maes" {
			t.Fatal("another number, and it was done")
		}
		s.press("backspace")
		s.enter("1")
		s.tells(word.done, word.elsewhere)
		s.press("enter")
		s.silent()

		s.is("group", s.group(), "1 "+word.called+", 2 Chiro")
		s.is("idea", s.session().Ideas.Get("i1").Text, "lezen in de bibliotheek, met "+word.called+" en "+word.called)
		s.is("idea", s.session().Ideas.Get("i2").Text, word.called+" komt ook")
		s.is("other", s.session().Participants.Get("p2").Person, "An Maes")
		if line, ok := s.env.Book.NextUndo(); ok {
			t.Errorf("%s can be undone", line.Kind)
		}
		err := filepath.WalkDir(filepath.Dir(s.db.Path()), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			for _, name := range []string{"querida", "kwee"} {
				if bytes.Contains(bytes.ToLower(data), []byte(name)) {
					t.Errorf("%q is in %s", name, path)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		s.sweep()
	}
}
