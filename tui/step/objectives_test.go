package step

import (
	"fmt"
	"strings"
	"testing"

	"kring/model"
	"kring/tui/kit"
)

func chosenPillars(numbers ...int) []model.Change {
	var all []model.Change
	for _, n := range numbers {
		all = append(all, model.Set[model.ChosenPillar]{Item: model.ChosenPillar{Pillar: n}})
	}
	return all
}

// A facilitator types what the group says, one line after the other, and the
// group sees what an objective still lacks.
func TestObjectivesAreTypedLineByLine(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepObjectives, chosenPillars(7, 2)...)
	s.sees("Nog geen doelen", "pijler 2 ▸", "Warme opvoeding")
	s.press("tab")
	s.sees("pijler 7 ▸")
	s.enter("Elke jongere kent een plek om te praten; 12-18; 2027-06")
	s.press("tab")
	s.enter("Steun; ouders van tieners; tegen eind 2027")
	s.enter("Hulp zonder wachtlijst")
	live := s.session().Objectives.Live()
	if len(live) != 3 {
		t.Fatalf("%d objectives", len(live))
	}
	o := live[0]
	if o.Pillar != 7 || o.AgeFrom != 12 || o.AgeTo != 18 || o.By != "2027-06" || o.Whom != "" {
		t.Errorf("the first became %+v", *o)
	}
	if o = live[1]; o.Pillar != 2 || o.Whom != "ouders van tieners" || o.By != "2027" {
		t.Errorf("the second became %+v", *o)
	}
	// The cursor is on the one that was typed last.
	s.sees("3 doelen", "! 1 nog aan te vullen", "▸ C  !", "nog: voor wie en tegen wanneer", "12-18", "2027-06")

	// Enter on the empty line opens its card, which fills in what is missing.
	s.press("enter", "tab", "tab")
	s.write("6+")
	s.press("tab", "tab")
	s.write("juni 2028")
	s.press("tab", "right", "space", "right", "right", "space")
	if view := plainText(overlayView(s)); !strings.Contains(view, "✓ Haalbaar: er is draagvlak") || !strings.Contains(view, "Is er draagvlak voor deze doelstelling?") {
		t.Errorf("the card does not show what a consideration asks:\n%s", view)
	}
	s.press("enter")
	o = s.session().Objectives.Live()[2]
	if o.AgeFrom != 6 || o.AgeTo != 24 || o.By != "2028-06" || strings.Join(o.Considerations, " ") != "leeftijd draagvlak" {
		t.Errorf("the card made %+v", *o)
	}
	s.sees("3 doelen", "tegen juni 2028", "2 van 7 overwegingen", "✓ Leeftijd met de hoogste nood")

	s.press("esc", "*")
	if !s.session().Objectives.Live()[2].Priority {
		t.Error("it is no priority")
	}
	s.sees("1 speerpunt", "C *")
}

// What is refused stays in the line with the reason, and can be mended there.
func TestAnObjectiveIsRefusedWithTheTextKept(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepObjectives)
	s.enter("Steun; 12-99; 2027")
	if s.session().Objectives.Len() != 0 {
		t.Fatal("ages to 99 were taken")
	}
	s.sees("! Leeftijd 12-99 kan niet", "▸ Steun; 12-99; 2027")
	s.press("backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
	s.enter("18; 2027-13")
	s.sees("! “2027-13” is geen datum", "▸ Steun; 12-18; 2027-13")
	s.press("backspace")
	s.enter("2")
	if got := s.session().Objectives.Live()[0]; got.By != "2027-12" || got.AgeTo != 18 || got.Pillar != 1 {
		t.Errorf("got %+v", *got)
	}

	// On the card too.
	s.press("enter", "tab", "tab", "backspace")
	s.write("x")
	s.press("enter")
	if view := plainText(overlayView(s)); !strings.Contains(view, "“12-1x” is geen leeftijd") {
		t.Errorf("the card takes any age:\n%s", view)
	}
}

func TestObjectivesArePastedRemovedAndFound(t *testing.T) {
	s := newStage(t, "en", "open", model.StepObjectives)
	s.press("tab") // no pillars: says so
	if s.notice != "This method has no pillars." {
		t.Errorf("Tab said %q", s.notice)
	}
	s.paste("• A shelter; 65+; 2027\n2. A garden; neighbours\n\nA fair; 12-10")
	if s.session().Objectives.Len() != 0 {
		t.Fatal("a part of a bad list was added")
	}
	s.sees("! Line 3 of the list")
	s.paste("• A shelter; 65+; 2027\n2. A garden; neighbours\n\nA fair; 2028-09-01")
	live := s.session().Objectives.Live()
	if len(live) != 3 || live[0].What != "A shelter" || live[0].AgeTo != 120 || live[1].What != "A garden" {
		t.Fatalf("the list became %d objectives", len(live))
	}
	if s.session().Revision(); len(s.env.Book.Lines()) != 1 {
		t.Errorf("the list is %d lines in the log", len(s.env.Book.Lines()))
	}
	s.sees("3 objectives", "▸ C", "2028-09")
	s.press("esc", "/")
	s.write("gard")
	s.press("enter", "x")
	if live = s.session().Objectives.Live(); len(live) != 2 || live[1].What != "A fair" {
		t.Fatalf("removed the wrong one: %d left", len(live))
	}
	s.press("r", "enter")
	if len(s.session().Objectives.Live()) != 3 {
		t.Error("it did not come back")
	}
	s.screen.Update(kit.Click{X: 5, Y: objectivesTop, Width: 61, Height: 20})
	s.sees("▸ A")
}

// On a wide screen the card beside the list shows the chain.
func TestTheCardOfAnObjective(t *testing.T) {
	before := append(people("Een", "Twee", "Drie"),
		model.Added[model.Objective]{Item: model.Objective{ID: "o1", Pillar: 7, What: "Een plek om te praten", By: "2027", Considerations: []string{"kader"}}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o2", What: "Iets anders"}},
		model.Added[model.Action]{Item: model.Action{ID: "a1", Title: "Babbelbank", Objectives: []string{"o1"}, Chosen: true}},
		model.Added[model.Action]{Item: model.Action{ID: "a2", Title: "Luisterkamer", Kind: "existing", Objectives: []string{"o1"}}},
		model.Added[model.Round]{Item: model.Round{ID: "r1", Title: "Ronde 1", About: model.AboutObjectives, Options: []string{"o1", "o2"}, Stickers: 3, State: model.Draft, Places: 1}},
		model.RoundOpened{Round: "r1"},
		model.BallotCast{Round: "r1", Ballot: model.Ballot{Participant: "p1", Stickers: map[string]int{"o1": 1, "o2": 2}}},
	)
	s := newStage(t, "nl", "warme-steden", model.StepObjectives, before...)
	if view := plainText(s.view(135, 46)); strings.Contains(view, "sticker") {
		t.Error("an open round shows its counts")
	}
	if err := s.env.Book.Do(model.RoundClosed{Round: "r1"}); err != nil {
		t.Fatal(err)
	}
	view := plainText(s.view(135, 46))
	for _, text := range []string{
		"pijler 7 Weg naar hulp", "! nog: voor wie", "Ronde 1: 1 sticker, plaats 2", "2 acties", "1 gekozen",
		"✓ □ Babbelbank", "· ■ Luisterkamer", "✓ Past in het bredere beleidsplan", "○ Volgt uit de gegevens", "Is er draagvlak voor deze doelstelling?", "1/7",
	} {
		if !strings.Contains(view, text) {
			t.Errorf("the card lacks %q:\n%s", text, view)
		}
	}
	s.sweep()
}

func TestManyObjectives(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepObjectives)
	fill(s, 10_000, "Doel %d; 12-18; 2027")
	s.sees("10000 doelen", "Doel 9999")
	s.sweep()
	entryLast(t, s, "pijler 1 ▸")
}

// entryLast fails unless the entry line is the last row at every size.
func entryLast(t *testing.T, s *stage, label string) {
	t.Helper()
	for width := 41; width <= 200; width += 3 {
		for height := 16; height <= 60; height++ {
			text, cursor := s.screen.View(width, height)
			lines := strings.Split(plainText(text), "\n")
			if len(lines) != height || !strings.HasPrefix(lines[height-1], label) || cursor == nil || cursor.Y != height-1 {
				t.Fatalf("at %d×%d the entry line is not the last row:\n%s", width, height, plainText(text))
			}
		}
	}
}

// fill pastes that many lines into the step.
func fill(s *stage, n int, form string) {
	s.t.Helper()
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf(form, i)
	}
	s.paste(strings.Join(lines, "\n"))
}

// overlayView draws the topmost overlay.
func overlayView(s *stage) string {
	o := s.over[len(s.over)-1]
	width, height := o.Size(74, 18)
	text, _ := o.View(width, height)
	return text
}

// Another step begins an objective: only what is to be reached is still to be
// typed. What somebody typed before is not thrown away.
func TestObjectivesAreBegunElsewhere(t *testing.T) {
	for lang, words := range map[string]struct{ hint, drafted string }{
		"nl": {"typ vooraan wat je wil bereiken", "! Hier stond nog iets"},
		"en": {"type in front what is to be reached", "! Something stood here already"},
	} {
		s := newStage(t, lang, "warme-steden", model.StepObjectives, chosenPillars(2, 4, 7)...)
		s.press("esc")
		s.screen.Update(kit.Start{Pillar: 4, Text: "; 15-17"})
		s.sees(" 4 ▸ ; 15-17", words.hint)
		s.press("enter")
		s.sees(" 4 ▸ ; 15-17")
		// Nothing was typed yet: another one takes its place.
		s.screen.Update(kit.Start{Pillar: 7, Text: "; 0-5"})
		s.sees(" 7 ▸ ; 0-5")
		s.enter("Een plek")
		o := s.session().Objectives.Live()[0]
		s.is("objective", fmt.Sprint(o.What, o.Pillar, o.AgeFrom, o.AgeTo), "Een plek7 0 5")

		s.write("half")
		s.screen.Update(kit.Start{Pillar: 4, Text: "; 15-17"})
		s.sees(" 7 ▸ half", words.drafted)
		s.enter("; 6-12")
		s.screen.Update(kit.Start{Text: "; 15-17"})
		s.sees(" 7 ▸ ; 15-17")
	}
}
