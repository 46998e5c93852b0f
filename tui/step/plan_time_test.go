package step

import (
	"strings"
	"testing"

	"kring/model"
	"kring/tui/kit"
)

// timeStage is a plan with dates of every sort; it is 22 November 2026.
func timeStage(t *testing.T, lang string) *stage {
	t.Helper()
	s := planStage(t, lang)
	for _, line := range []string{"1 2026-12 2027-01", "2027-03-31", "-"} {
		s.enter(line)
	}
	s.press("esc")
	return s
}

func (s *stage) overlay(width, height int) string {
	s.t.Helper()
	if len(s.over) == 0 {
		s.t.Fatalf("there is no overlay: %q", s.notice)
	}
	view, _ := s.top().View(width, height)
	return plainText(view)
}

func TestPlanTimeline(t *testing.T) {
	s := timeStage(t, "nl")
	s.press("T")
	want := []string{
		"                 2026    2027",
		"                 nov dec jan feb mrt",
		"  1 ○ Buurtfeest   │ □□□□□□□□",
		"  2 ○ Warme sch…   │             ···□",
		"▸ 3 ○ Praatpunt   nog geen begin of e…",
	}
	got := strings.Split(s.overlay(38, 12), "\n")
	for i, line := range want {
		if strings.TrimRight(got[i], " ") != line {
			t.Errorf("line %d is %q, not %q", i, got[i], line)
		}
	}
	s.press("home", "z") // quarters: a column a month
	if got := s.overlay(38, 12); !strings.Contains(got, "K1 K2") || !strings.Contains(got, "│□□") || strings.Contains(got, "│□□□") {
		t.Errorf("in quarters:\n%s", got)
	}
	s.press("z", "right", "right", "right")
	if got := s.overlay(38, 12); !strings.Contains(got, "Buurtfeest <  ") {
		t.Errorf("what lies before is not marked:\n%s", got)
	}
	for range 5 {
		s.press("left")
	}
	if got := s.overlay(38, 12); !strings.Contains(got, " >\n") {
		t.Errorf("what lies behind is not marked:\n%s", got)
	}
	s.press("down", "space")
	if got := s.overlay(38, 12); !strings.Contains(got, "mrt apr") {
		t.Errorf("the row is not brought into view:\n%s", got)
	}
	s.press("t", "enter")
	s.overlaySees("▸ einde")
	s.press("ctrl+u")
	s.write("2027-02")
	s.press("enter")
	if got := s.action("a2").End; got != "2027-02" || len(s.over) != 1 {
		t.Fatalf("the end is %q", got)
	}
	s.press("esc")
	if s.screen.(*plan).list.At != 1 {
		t.Fatal("the list is not on the action of the row")
	}
	s.undo()
	if got := s.action("a2").End; got != "2027-03-31" {
		t.Fatalf("after undo the end is %q", got)
	}
}

// TestPlanTimelineFits at every size, wherever it is scrolled to; today stands
// in one column, and no bar is drawn where an action does not run.
func TestPlanTimelineFits(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		s := timeStage(t, lang)
		s.press("T")
		for _, key := range []string{"", "down", "z", "left", "right", "right", "z", "end", "left", "left"} {
			if key != "" {
				s.press(key)
			}
			x := s.top().(*timeline)
			for width := 10; width <= 200; width += 7 {
				for height := 1; height <= 40; height += 3 {
					lines := strings.Split(s.overlay(width, height), "\n")
					if len(lines) > height {
						t.Fatalf("%d lines at %d×%d", len(lines), width, height)
					}
					for _, line := range lines {
						if kit.Width(line) > width {
							t.Fatalf("a line too wide at %d×%d: %q", width, height, line)
						}
					}
				}
			}
			const columns = 60
			for _, span := range x.spans() {
				bar := []rune(x.bar(span, columns))
				if len(bar) != columns {
					t.Fatalf("%d columns", len(bar))
				}
				for at, r := range bar {
					month := x.from + at/x.per
					runs := span.Dated() && month >= model.Month(span.Begins()) && (span.End.IsZero() || month <= model.Month(span.End))
					if strings.ContainsRune(kit.MarkNew+kit.MarkExisting, r) && !runs {
						t.Fatalf("%s is drawn in month %d", span.Action.Title, month)
					}
				}
			}
		}
	}
}

// From an empty cell one key begins an action in it, another shows what could
// stand there.
func TestPlanBeginsAnActionInACell(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		s := planStage(t, lang)
		if err := s.env.Book.Do(model.Added[model.Action]{Item: model.Action{ID: "a7", Title: "Zangkoor", Kind: model.KindNew, Status: model.Planned}}); err != nil {
			t.Fatal(err)
		}
		s.press("tab", "right", "+")
		s.press("enter")
		s.overlaySees(s.env.T("error.text.empty", "Field", s.env.T("field.Title")))
		s.write("Voorleesuur")
		s.press("enter")
		cell := s.session().Cell("educatie", "groep")
		if len(s.over) > 0 || len(cell) != 1 || cell[0].Title != "Voorleesuur" || !cell[0].Chosen {
			t.Fatalf("in the cell stand %v", cell)
		}
		s.press("esc", "v") // the next empty one
		if p := s.screen.(*plan); p.cell() != (model.Cell{Strategy: "educatie", Level: "gemeente"}) {
			t.Fatalf("the cursor is on %v", p.cell())
		}
		s.press("enter")
		s.write("zangkoor")
		s.press("enter")
		if a := s.action("a7"); !a.Chosen || a.Levels[0] != "gemeente" {
			t.Fatalf("%+v", a)
		}
		s.undo()
		if s.action("a7").Chosen {
			t.Fatal("undo left it chosen")
		}
		s.press("right", "down", "enter")
		s.write(s.env.T("plan.newhere"))
		s.press("enter")
		s.write("Nog iets")
		s.press("enter")
		if all := s.session().Cell("omgeving", "buiten"); len(all) != 1 || all[0].Title != "Nog iets" {
			t.Fatalf("in the cell stand %v", all)
		}
		s.sweep()
		s.ends()
	}
}

// What the library has for a cell can be taken over into it.
func TestPlanTakesFromTheLibraryIntoACell(t *testing.T) {
	s := planStage(t, "nl")
	for _, it := range s.env.M().Library {
		if len(it.Strategies) != 1 || len(it.Levels) != 1 {
			continue
		}
		s.perform(s.screen.Update(kit.Start{Kind: model.LinkCell, ID: model.Cell{Strategy: it.Strategies[0], Level: it.Levels[0]}.LinkID()}), s.screen)
		s.press("enter")
		s.write(s.env.In(it.Name))
		s.press("enter")
		a := s.session().TakenOver(it.ID)
		if a == nil || !a.Chosen || len(s.session().Cell(it.Strategies[0], it.Levels[0])) != 1 {
			t.Fatalf("%+v", a)
		}
		return
	}
	t.Fatal("the library has nothing for one cell: not a test")
}

// That all actions are of one strategy is mended where the strategies stand.
func TestPlanOneStrategyLeadsToTheStrategies(t *testing.T) {
	s := planStage(t, "nl")
	s.press("tab")
	for _, number := range []string{"1", "2", "3"} {
		s.enter(number)
	}
	s.press("tab", "esc", "l", "enter")
	s.overlaySees("▸ strategie")
}
