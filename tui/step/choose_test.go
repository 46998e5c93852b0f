package step

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kring/model"
	"kring/store"
	"kring/tui/kit"
)

// overlaySweep draws the topmost overlay at many sizes.
func overlaySweep(t *testing.T, s *stage) {
	t.Helper()
	for width := 30; width <= 160; width += 7 {
		for height := 8; height <= 50; height += 3 {
			text, _ := s.top().View(width, height)
			lines := strings.Split(text, "\n")
			if len(lines) > height {
				t.Fatalf("%d lines at %d×%d", len(lines), width, height)
			}
			for _, line := range lines {
				if kit.Width(line) > width {
					t.Fatalf("too wide at %d×%d: %q", width, height, plainText(line))
				}
			}
		}
	}
}

// shows fails unless the topmost overlay shows every text at 74 by 18.
func (s *stage) shows(texts ...string) {
	s.t.Helper()
	text, _ := s.top().View(74, 18)
	view := plainText(text)
	for _, text := range texts {
		if !strings.Contains(view, text) {
			s.t.Fatalf("%q is not on the overlay:\n%s", text, view)
		}
	}
}

// The group weighs its actions in one table, with a key a mark and a digit a
// measure; what is not chosen stays.
func TestWeighingActions(t *testing.T) {
	for lang, words := range map[string][]string{
		"nl": {"3 acties, 1 gekozen", "effect moeite", "1  Een partner engageert zich concreet", "nog zonder effect of moeite: C", "effect 4 · moeite 2", "weinig ← moeite → veel"},
		"en": {"3 actions, 1 chosen", "effect effort", "1  A partner makes a real commitment", "still without effect or effort: C", "effect 4 · effort 2", "little ← effort → a lot"},
	} {
		t.Run(lang, func(t *testing.T) {
			s := newStage(t, lang, "warme-steden", model.StepActions)
			for _, title := range []string{"Bank", "App", "Huis"} {
				s.enter(title)
			}
			s.press("esc", "home", "C", "space", "right")
			s.shows("▸ A  ✓  Bank", words[0], words[1], words[2], "[·]")
			s.press("space", "right", "right", "right", "space", "down", "up")
			s.press("4", "2") // effect and effort of the first, then the second
			s.shows("  A  ✓  Bank", "▸ B  ·  App")
			s.press("5", "1", "up")
			live := s.session().Actions.Live()
			for i, want := range []string{"[engagement duurzaam] 4 2 true", "[] 5 1 false", "[] 0 0 false"} {
				if got := fmt.Sprint(live[i].Criteria, live[i].Effect, live[i].Effort, live[i].Chosen); got != want {
					t.Errorf("action %d is %s, want %s", i, got, want)
				}
			}
			s.press("up", "tab")
			s.shows(words[3], words[4], words[5], "✓ A  Bank", "· B  App")
			// B stands above A and to the left of it.
			view := plainText(overlayView(s))
			var b, a int
			for i, line := range strings.Split(view, "\n") {
				if rest, ok := strings.CutPrefix(line, " 5 │"); ok && strings.TrimRight(strings.ReplaceAll(rest, "│", ""), " ") == "     B" {
					b = i
				}
				if strings.HasPrefix(line, " 4 │") && strings.Contains(line, "A") {
					a = i
				}
			}
			if b == 0 || a <= b {
				t.Errorf("B stands on line %d, A on %d:\n%s", b, a, view)
			}
			overlaySweep(t, s)
			s.press("tab", "left", "left", "0") // back in the criteria: a digit is the effect
			if a := s.session().Actions.Live()[0]; a.Effect != 0 || a.Effort != 2 {
				t.Errorf("0 made %d %d", a.Effect, a.Effort)
			}
			overlaySweep(t, s)
			s.press("s")
			if len(s.over) != 0 || len(s.went) != 1 || s.went[0] != model.StepStickers {
				t.Errorf("s went to %v", s.went)
			}
			if s.session().Actions.Len() != 3 {
				t.Error("an action is gone")
			}
		})
	}
}

func TestWeighingManyActions(t *testing.T) {
	s := newStage(t, "nl", "open", model.StepActions)
	s.press("esc", "C")
	if len(s.over) != 0 || s.notice != "Er zijn nog geen acties." {
		t.Errorf("without actions C said %q", s.notice)
	}
	s.press("n")
	fill(s, 300, "Actie %d")
	var all model.Batch
	for _, a := range s.session().Actions.Live() {
		next := *a
		next.Effect, next.Effort = 3, 3
		all.Changes = append(all.Changes, model.Edited[model.Action]{Item: next})
	}
	all.Name = "actions.pasted"
	if err := s.env.Book.Do(all); err != nil {
		t.Fatal(err)
	}
	s.press("esc", "C", "end")
	overlaySweep(t, s)
	s.press("tab")
	s.shows("A B +298")
	overlaySweep(t, s)
}

// The library is looked through by pillar, setting and age.
func TestLibraryFilters(t *testing.T) {
	for lang, words := range map[string][3]string{
		"nl": {"[pijler 1 ", "leeftijd 18-24", "hoger onderwijs"}, "en": {"[pillar 1 ", "ages 18-24", "higher education"},
	} {
		t.Run(lang, func(t *testing.T) {
			s := newStage(t, lang, "warme-steden", model.StepActions)
			s.press("esc", "l", "tab")
			if s.top().(*library).part != 1 {
				t.Fatal("Tab did not go to the filters")
			}
			s.press("right")
			s.shows(words[0])
			s.press("right", "right", "right") // pillar 4
			s.press("tab", "tab", "left")      // the oldest
			s.shows("["+words[1]+"]", "Mindmates")
			l := s.top().(*library)
			sure := true
			for _, it := range l.shown() {
				m := s.env.M()
				if it.fit != m.Match(l.filter, it.LibraryAction) || it.fit == model.FitsNot || it.fit == model.Fits && !sure {
					t.Errorf("%s fits %d", it.ID, it.fit)
				}
				sure = sure && it.fit == model.Fits
			}
			if l.filter.Pillar != 4 || l.filter.Ages.From != 18 {
				t.Errorf("the filter is %+v", l.filter)
			}
			overlaySweep(t, s)
			// Typing looks among what the filters leave, and backspace on a filter takes it off.
			s.write("mindm")
			if l.part != 0 || len(l.shown()) != 1 {
				t.Errorf("%d found, part %d", len(l.shown()), l.part)
			}
			s.press("shift+tab", "backspace")
			if l.filter.Ages.To != 0 || l.entry.Value() != "mindm" {
				t.Errorf("the filter is %+v, the text %q", l.filter, l.entry.Value())
			}
			// Taken over, it opens to be adapted with the same key.
			s.press("enter", "enter")
			s.shows("Mindmates")
			if _, ok := s.top().(*kit.Form); !ok {
				t.Fatalf("%T is open", s.top())
			}
			s.write(" hier")
			s.press("enter")
			if a := s.session().Actions.Live()[0]; a.Title != "Mindmates hier" || a.FromLibrary != "mindmates" {
				t.Errorf("adapted to %+v", *a)
			}
			if s.top() != kit.Screen(l) {
				t.Error("the library is not open any more")
			}
		})
	}
}

// Actions go to another town as cards, and stand there in the library with the
// method's own.
func TestCardsFromElsewhere(t *testing.T) {
	for lang, words := range map[string][]string{
		"nl": {"1 kaart kan binnen, ! 1 geweigerd", "Kaart 2 kan niet binnen: ", "Onbekende pijlers vallen weg: 77.", "1 kaart binnengehaald, 1 geweigerd", "beoordeeld met 4,5 op 5, door 2 deelnemers", "liep goed: veel volk", "Genk, ", "Staat er al", "Dit is geen bestand met kaarten"},
		"en": {"1 card can come in, ! 1 refused", "Card 2 cannot come in: ", "Unknown pillars are left out: 77.", "1 card taken in, 1 refused", "rated 4.5 out of 5, by 2 participants", "went well: veel volk", "Genk, ", "It is here already", "This is no file with cards"},
	} {
		t.Run(lang, func(t *testing.T) {
			s := newStage(t, lang, "warme-steden", model.StepActions)
			file := filepath.Join(t.TempDir(), "kaarten.json")
			text := `{"format":"kring.cards","version":1,"cards":[{"title":"Babbelbank","method":"warme-steden","language":"nl","pillars":[6,77],"age_from":12,"age_to":18,
				"evaluation":{"well":"veel volk","mean":4.5,"n":2,"min":1,"max":5},"source":{"municipality":"Genk","session":"Kick-off"}},{"title":""}]}`
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			s.press("esc", "K", "down", "enter")
			s.press("enter") // no file named: the form stays
			if _, ok := s.top().(*cardsForm); !ok {
				t.Fatalf("%T is open", s.top())
			}
			s.paste(file)
			s.press("enter")
			s.shows(words[0], words[1])
			overlaySweep(t, s)
			s.press("down")
			s.shows("Babbelbank", words[2])
			s.press("enter")
			if s.notice != words[3] || len(s.over) != 0 {
				t.Fatalf("it said %q", s.notice)
			}
			s.press("l")
			s.write("babbel")
			s.shows("Babbelbank", "Genk 6", words[4], words[5], words[6])
			overlaySweep(t, s)
			s.press("enter")
			if a := s.session().Actions.Live()[0]; a.Title != "Babbelbank" || a.AgeTo != 18 || a.FromCard() != "Genk, Kick-off: Babbelbank" {
				t.Errorf("taken over as %+v", *a)
			}
			// It can go and come back.
			s.press("ctrl+delete")
			if len(s.env.Own.Cards) != 0 || len(s.top().(*library).shown()) != 0 {
				t.Error("it is still there")
			}
			s.press("ctrl+o", "down", "down", "enter", "enter")
			if len(s.env.Own.Cards) != 1 || len(s.top().(*library).shown()) != 1 {
				t.Error("it did not come back")
			}
			s.press("esc", "K", "down", "enter")
			s.paste(file)
			s.press("enter", "down")
			s.shows(words[7])
			s.press("esc")

			if err := os.WriteFile(file, []byte(`{"format":"kring.session"}`), 0o600); err != nil {
				t.Fatal(err)
			}
			s.press("K", "down", "enter")
			s.paste(file)
			s.press("enter")
			s.shows(words[8])
			s.press("esc", "esc")

			// And out: the session's actions.
			s.press("K", "enter", "enter")
			if len(s.exports) != 1 || s.exports[0].Format != "cards" || filepath.Ext(s.exports[0].Path) != ".json" {
				t.Fatalf("asked to write %+v", s.exports)
			}
		})
	}
}

// A method without a library shows what came from elsewhere.
func TestCardsInAnotherMethod(t *testing.T) {
	s := newStage(t, "nl", "open", model.StepActions)
	card := model.ActionCard{Title: "Bank", Method: "warme-steden", Pillars: []int{3}, Strategies: []string{"educatie"}}
	in := &cardsIntake{env: s.env, in: &store.CardList{Cards: []store.CardIn{{N: 1, Card: card}}}}
	s.over = append(s.over, in)
	s.shows("Van een andere methode")
	s.press("enter", "esc", "K")
	s.shows("Bank", "1 van 1")
	overlaySweep(t, s)
	s.press("enter")
	if a := s.session().Actions.Live()[0]; a.Title != "Bank" || a.Strategies != nil {
		t.Errorf("taken over as %+v", *a)
	}
}
