package step

import (
	"fmt"
	"strings"
	"testing"

	"kring/model"
	"kring/tui/kit"
)

func twoObjectives() []model.Change {
	return []model.Change{
		model.Added[model.Objective]{Item: model.Objective{ID: "o1", Pillar: 7, What: "Elke jongere kent een plek om te praten"}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o2", Pillar: 2, What: "Ouders vinden steun"}},
	}
}

// A brainstorm is typed while the group talks; then the group chooses.
func TestABrainstormAndAChoice(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepActions, twoObjectives()...)
	s.sees("Nog geen acties", "actie ▸", "nieuw · + bestaand · ++ uitbreiding", "A ! 0", "B ! 0")
	s.enter("Los idee")
	s.press("tab")
	s.sees("actie A ▸", "A: Elke jongere")
	s.enter("Babbelbank op het plein")
	s.enter("+ Luisterkamer")
	s.press("tab")
	s.enter("++ Meer opvoedingspunten")
	s.press("tab")
	s.sees("actie ▸", "4 acties, 0 gekozen", "A 0/2", "B 0/1", "▸ · □ Meer opvoedingspunten", "uitbreiding", "· ■ Luisterkamer")
	live := s.session().Actions.Live()
	for i, want := range []string{"new ", "new o1", "existing o1", "extension o2"} {
		if got := live[i].Kind + " " + strings.Join(live[i].Objectives, " "); got != want || live[i].Chosen {
			t.Errorf("action %d is %q, want %q", i, got, want)
		}
	}

	// Choosing: both those chosen and those not stay.
	s.press("esc", "space", "up", "space", "up", "space", "space")
	s.sees("4 acties, 2 gekozen", "✓ ■ Luisterkamer", "· □ Babbelbank", "A 1/2", "B 1/1")
	s.press("+", "o", "down", "enter")
	if a := s.session().Actions.Live()[1]; a.Kind != "existing" || strings.Join(a.Objectives, " ") != "o1 o2" {
		t.Errorf("the action became %s for %v", a.Kind, a.Objectives)
	}
	s.sees("A B", "B 1/2")

	s.press("x")
	s.sees("3 acties")
	s.press("r", "enter")
	s.sees("4 acties, 2 gekozen")
	s.press("n")
	s.sweep()
	entryLast(t, s, "actie ▸")
}

func TestTheCardOfAnAction(t *testing.T) {
	s := newStage(t, "en", "warme-steden", model.StepActions, twoObjectives()...)
	s.enter("Bench")
	s.press("enter", "tab") // title, description
	s.write("A place to sit")
	s.press("tab", "right", "tab")
	s.write("b, a")
	s.press("tab", "right", "space", "tab")
	s.write("public space")
	s.press("tab")
	s.write("12-18")
	s.press("tab", "right", "enter")
	a := *s.session().Actions.Live()[0]
	if a.Description != "A place to sit" || a.Kind != "existing" || strings.Join(a.Objectives, " ") != "o2 o1" ||
		strings.Join(a.Criteria, " ") != "quickwin" || a.Setting != "public space" || a.AgeFrom != 12 || a.AgeTo != 18 || !a.Chosen {
		t.Errorf("the card made %+v", a)
	}
	s.sees("1 action, 1 chosen", "A place to sit", "✓ Quick result that keeps paying off", "public space · ages 12-18")
	s.press("enter", "tab", "tab", "tab")
	s.write(" Q")
	s.press("enter")
	if view := plainText(overlayView(s)); !strings.Contains(view, "There is no objective “Q”") {
		t.Errorf("a wrong letter was taken:\n%s", view)
	}
}

func TestAPastedListIsOneChange(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepActions, twoObjectives()...)
	before := len(s.env.Book.Lines())
	s.press("tab")
	s.paste("- Babbelbank\r\n- + Luisterkamer\r\n\r\n1. Dag van de veerkracht\r\n")
	if n := len(s.env.Book.Lines()) - before; n != 1 {
		t.Errorf("%d changes", n)
	}
	s.sees("3 acties", "▸ · □ Dag van de veerkracht", "■ Luisterkamer", "A 0/3")
	if _, err := s.env.Book.Undo(); err != nil {
		t.Fatal(err)
	}
	s.screen.Update(kit.Changed{})
	s.sees("0 acties")
	s.paste("Goed\n" + strings.Repeat("lang ", 60))
	if s.session().Actions.Len() != 0 {
		t.Error("a part of a bad list was added")
	}
	s.sees("! Regel 2 van de lijst: de titel is te lang")
}

// Two actions that say the same become one; while typing, what is there already
// is named.
func TestActionsAreMerged(t *testing.T) {
	for lang, want := range map[string]string{"nl": "lijkt op: Babbelbank op het plein (", "en": "like: Babbelbank op het plein ("} {
		s := newStage(t, lang, "warme-steden", model.StepActions, twoObjectives()...)
		s.press("tab")
		s.enter("Babbelbank op het plein")
		s.press("tab")
		s.write("Een babbelbank op plein Noord")
		s.sees(want)
		s.press("enter")
		s.enter("Iets heel anders")
		s.press("esc", "home", "D")
		s.tells("▸ Een babbelbank op plein Noord")
		s.press("enter", "enter")
		live := s.session().Actions.Live()
		if len(live) != 2 || strings.Join(live[0].Objectives, " ") != "o1 o2" || !strings.Contains(live[0].Title, "Noord") {
			t.Fatalf("%d actions, the first one %q for %v", len(live), live[0].Title, live[0].Objectives)
		}
		s.press("r", "enter")
		s.is("actions", fmt.Sprint(len(s.session().Actions.Live())), "3")
	}
}

// The library is looked through by words, with what fits the pillar first.
func TestTakingFromTheLibrary(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepActions, twoObjectives()...)
	s.press("tab", "esc", "l")
	l := s.top().(*library)
	if l.fitting == 0 || len(l.all) != len(s.env.M().Library) {
		t.Fatalf("%d of %d fit", l.fitting, len(l.all))
	}
	for i, it := range l.all {
		if fits := strings.Contains(fmt.Sprint(it.Pillars), "7"); fits != (i < l.fitting) {
			t.Errorf("%s stands at %d", it.ID, i)
		}
	}
	s.write("parelproject")
	view := plainText(overlayView(s))
	for _, text := range []string{"▸   Parelproject", "! Alleen de naam is bekend.", "° voorstel van kring"} {
		if !strings.Contains(view, text) {
			t.Errorf("the library lacks %q:\n%s", text, view)
		}
	}
	for range "parelproject" {
		s.press("backspace")
	}
	s.write("mindmates")
	s.press("enter")
	a := s.session().Actions.Live()[0]
	if a.Title != "Mindmates" || a.FromLibrary != "mindmates" || a.Kind != model.KindNew || a.Chosen || a.Setting != "" || a.AgeTo != 0 ||
		strings.Join(a.Objectives, " ") != "o1" || strings.Join(a.Strategies, " ") != "omgeving" || a.Description == "" {
		t.Errorf("taken over as %+v", *a)
	}
	// A second time it is not taken twice.
	s.press("enter")
	if _, form := s.top().(*kit.Form); s.session().Actions.Len() != 1 || !form {
		t.Error("it was taken twice, or not opened to be adapted")
	}
	s.press("esc")
	s.press("esc", "tab", "l")
	s.write("mindmates")
	s.press("enter", "esc")
	if a = s.session().Actions.Live()[0]; s.session().Actions.Len() != 1 || strings.Join(a.Objectives, " ") != "o1 o2" {
		t.Errorf("it is for %v", a.Objectives)
	}
	s.sees("▸ · □ Mindmates", "A B")

	// On a wide screen what fits stands beside the list, with what is taken marked.
	view = plainText(s.view(135, 46))
	for _, text := range []string{"Inspiratie · pijler 2", "Triple P", "gekozen/alle", "° voorstel van kring"} {
		if !strings.Contains(view, text) {
			t.Errorf("beside the list lacks %q:\n%s", text, view)
		}
	}
	s.press("l")
	for width := 40; width <= 130; width += 5 {
		for height := 12; height <= 40; height += 4 {
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

func TestAMethodWithoutALibrary(t *testing.T) {
	s := newStage(t, "nl", "open", model.StepActions)
	s.enter("Iets")
	s.press("esc", "l")
	if s.notice != "Deze methode heeft geen voorbeelden van acties." {
		t.Errorf("l said %q", s.notice)
	}
	s.sweep()
}

func TestManyActions(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepActions, twoObjectives()...)
	s.press("tab")
	fill(s, 10_000, "Actie %d")
	s.sees("10000 acties", "Actie 9999")
	s.sweep()
	entryLast(t, s, "actie A ▸")
}
