package step

import (
	"fmt"
	"strings"
	"testing"

	"kring/model"
	"kring/tui/kit"
)

// chosenActions are changes that add actions a1, a2 and so on, all chosen.
func chosenActions(titles ...string) []model.Change {
	changes := make([]model.Change, len(titles))
	for i, title := range titles {
		changes[i] = model.Added[model.Action]{Item: model.Action{ID: fmt.Sprintf("a%d", i+1), Title: title, Kind: model.KindNew, Status: model.Planned, Chosen: true}}
	}
	return changes
}

func planStage(t *testing.T, lang string) *stage {
	t.Helper()
	before := append(people("Jeugdhuis De Kring", "CLB Noord", "Chiro Sint-Jan", "Chirojeugd"), chosenActions("Buurtfeest", "Warme school", "Praatpunt")...)
	return newStage(t, lang, "warme-steden", model.StepPlan, before...)
}

func (s *stage) action(id string) *model.Action { return s.session().Actions.Get(id) }

func (s *stage) undo() {
	s.t.Helper()
	if _, err := s.env.Book.Undo(); err != nil {
		s.t.Fatal(err)
	}
	s.screen.Update(kit.Changed{})
}

// ends fails unless the entry line with the cursor is the last row at any size.
func (s *stage) ends() {
	s.t.Helper()
	for width := 41; width <= 200; width += 9 {
		for height := 16; height <= 60; height += 4 {
			text, cursor := s.screen.View(width, height)
			lines := strings.Split(text, "\n")
			if len(lines) != height || !strings.Contains(lines[height-1], kit.MarkHere) {
				s.t.Fatalf("the entry line is not the last of %d×%d:\n%s", width, height, plainText(text))
			}
			if s.screen.Editing() && (cursor == nil || cursor.Y != height-1 || cursor.X >= width) {
				s.t.Fatalf("the cursor is at %v of %d×%d", cursor, width, height)
			}
		}
	}
}

func TestPlanGivesOwnersInARow(t *testing.T) {
	s := planStage(t, "nl")
	s.sees("3 acties", "! niemand", "Buurtfeest", "wie doet 1")
	s.enter("2")
	s.enter("jeugdh 2027-12")
	if a := s.action("a2"); s.action("a1").Owner != "p2" || a.Owner != "p1" || a.End != "2027-12" {
		t.Fatalf("owners are %q and %q until %q", s.action("a1").Owner, a.Owner, a.End)
	}
	s.sees("wie doet 3", "CLB Noord")
	s.enter("chiro 2027") // two of them
	s.sees("chiro 2027", "3 Chiro Sint-Jan, 4", "Typ het nummer")
	if s.action("a3").Owner != "" {
		t.Fatal("a refused line left an owner behind")
	}
	s.press("ctrl+u")
	s.enter("3 2027-06 2027-01")
	s.sees("valt voor het begin")
	s.press("ctrl+u")
	s.enter("3 2027-01 2027-06")
	s.sees("wie doet 3") // the last one: the cursor stays
	if a := s.action("a3"); a.Owner != "p3" || a.Start != "2027-01" || a.End != "2027-06" {
		t.Fatalf("%+v", a)
	}
	s.press("up", "up")
	s.enter("-")
	if s.action("a1").Owner != "" {
		t.Fatal("a dash did not take the owner away")
	}
	s.undo()
	if s.action("a1").Owner != "p2" {
		t.Fatal("undo did not bring the owner back")
	}
}

func TestPlanWithoutActionsShowsTheWay(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		s := newStage(t, lang, "warme-steden", model.StepPlan)
		s.sweep()
		s.ends()
		s.enter("7")
		if got := s.screen.(*plan).Draft(); got != "7" {
			t.Fatalf("the line holds %q", got)
		}
		s.press("ctrl+u", "enter")
		if len(s.went) != 1 || s.went[0] != model.StepActions {
			t.Fatalf("went to %v", s.went)
		}
		s.press("esc", "m", "l", "tab", "x")
		if len(s.over) > 0 {
			t.Fatal("something opened on nothing")
		}
	}
}

func TestPlanCardIsFilledIn(t *testing.T) {
	s := planStage(t, "nl")
	s.press("enter")
	s.write("clb")
	s.press("tab")
	s.write("1: zaal; chiro: tenten")
	s.press("enter")
	over, _ := s.top().View(74, 18)
	if len(s.over) != 1 || !strings.Contains(over, "Typ het nummer") {
		t.Fatalf("the form took a partner who may be two:\n%s", over)
	}
	for range len("chiro: tenten") {
		s.press("backspace")
	}
	s.write("3: tenten")
	s.press("tab")
	s.write("zaal vragen")
	s.press("tab")
	s.write("2027-01")
	s.press("tab")
	s.write("2027")
	s.press("tab", "tab", "tab", "space") // strategies
	s.press("right", "space", "tab", "space", "tab")
	s.write("jongeren; 200 | scholen; 4")
	s.press("enter")
	a := s.action("a1")
	if len(s.over) > 0 || a.Owner != "p2" || s.session().PartnersText(a.Partners) != "1: zaal; 3: tenten" || a.FirstSteps != "zaal vragen" || a.Start != "2027-01" || a.End != "2027" {
		t.Fatalf("%+v", a)
	}
	if strings.Join(a.Strategies, " ") != "educatie omgeving" || strings.Join(a.Levels, " ") != "individu" || len(a.Indicators) != 2 || a.Indicators[1].Kind != "bereik" {
		t.Fatalf("%+v", a)
	}
	if n := len(s.session().GapsOf("a1")); n > 0 {
		t.Fatalf("%d gaps are left", n)
	}
	s.sees("✓ Wie, wanneer")
}

func TestPlanGapLeadsToItsField(t *testing.T) {
	s := planStage(t, "en")
	s.press("esc", "l")
	s.write("praatpunt indicator")
	s.press("enter")
	s.write("conversations; 40")
	s.press("enter")
	if a := s.action("a3"); len(a.Indicators) != 1 || a.Indicators[0].Target != "40" {
		t.Fatalf("%+v", a)
	}
	s.press("l")
	s.write("buurtfeest place")
	s.press("enter", "space", "enter")
	if a := s.action("a1"); len(a.Strategies) != 1 || s.session().GapCount(model.GapCell) != 3 {
		t.Fatalf("%+v, %d", a, s.session().GapCount(model.GapCell))
	}
	s.press("l")
	s.write("buurtfeest place") // with a strategy, the level is asked for
	s.press("enter", "space", "enter")
	if a := s.action("a1"); len(a.Levels) != 1 {
		t.Fatalf("%+v", a)
	}
	for range 3 {
		s.press("n")
		s.enter("1")
		s.press("esc")
	}
	s.press("l", "enter") // one owner of all stands first
	if s.screen.(*plan).list.At != 0 || len(s.over) != 1 {
		t.Fatal("the gap of the whole did not lead to an action")
	}
}

func TestPlanPlacesActionsInTheMatrix(t *testing.T) {
	s := planStage(t, "nl")
	s.press("tab")
	s.sees("Nog geen enkele actie heeft een plaats", "Nog zonder plaats: 1 Buurtfeest", "Educatie × Individu")
	s.press("right", "down")
	s.enter("2")
	if a := s.action("a2"); len(a.Strategies) != 1 || a.Strategies[0] != "omgeving" || a.Levels[0] != "groep" {
		t.Fatalf("%+v", a)
	}
	s.sees("15 van 16", "□ 2 Warme school", "Nog zonder plaats: 1 Buurtfeest, 3 Praatpunt")
	s.press("right")
	s.enter("warme")
	if !strings.Contains(s.notice, "nog 1 vak") {
		t.Fatalf("that it stands elsewhere too is not said: %q", s.notice)
	}
	s.enter("9")
	s.sees("Geen gekozen actie heet “9”")
	s.press("ctrl+u", "enter", "enter") // from the list: the first one
	if a := s.action("a1"); len(a.Cells()) != 1 || a.Levels[0] != "gemeente" {
		t.Fatalf("%+v", a)
	}
	s.enter("1")
	if len(s.action("a1").Cells()) != 0 {
		t.Fatal("placed twice did not take it out")
	}
	s.sweep()
	s.ends()
	s.press("tab")
	s.sees("wie doet 1")
	s.screen.Update(kit.Click{X: 30, Y: planTop + 2, Width: 61, Height: 20})
	s.sees("wie doet 3")
	s.screen.Update(kit.Click{X: 67 + planGap + 20, Y: planMatrixTop + 3, Width: 135, Height: 46})
	if p := s.screen.(*plan); !p.matrix || p.row != 1 || p.col != 0 {
		t.Fatalf("the click put the cursor on %v, %d, %d", p.matrix, p.row, p.col)
	}
}

func TestPlanOffersInACellAreNoActions(t *testing.T) {
	s := planStage(t, "nl")
	if err := s.env.Book.Do(model.Added[model.Offer]{Item: model.Offer{ID: "f1", Pillar: 1, Name: "Speelpleinwerking", Strategies: []string{"educatie"}, Levels: []string{"individu"}}}); err != nil {
		t.Fatal(err)
	}
	s.press("tab")
	s.sees("Bestaand aanbod hier: Speelpleinwerking", "Nog geen enkele actie heeft een plaats")
}

func TestPlanOfAMethodWithoutMatrix(t *testing.T) {
	s := newStage(t, "nl", "open", model.StepPlan, append(people("An", "Bo"), chosenActions("Feest")...)...)
	s.press("tab")
	if !strings.Contains(s.notice, "geen matrix") || s.screen.(*plan).matrix {
		t.Fatalf("told %q", s.notice)
	}
	s.sweep()
	s.ends()
	s.press("enter")
	s.press("up", "up") // the indicator stands before the anchoring
	s.write("iedereen kwam; 50")
	s.press("enter")
	if a := s.action("a1"); len(a.Indicators) != 1 || a.Indicators[0].Kind != "resultaat" {
		t.Fatalf("%+v", a)
	}
}

func TestPlanFits(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		s := planStage(t, lang)
		s.enter("1 2027-01-01 2027-12-31")
		s.sweep()
		s.ends()
		s.enter("chiro")
		s.sweep()
		s.ends()
		s.press("esc")
		s.sweep()
	}
}
