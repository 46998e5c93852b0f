package step

import (
	"strings"
	"testing"

	"kring/model"
	"kring/tui/kit"
)

// followStage is a plan under way: a3 is late, a1 ended.
func followStage(t *testing.T, lang string) *stage {
	t.Helper()
	before := append(people("Jeugdhuis De Kring", "CLB Noord", "Chiro Sint-Jan"),
		model.Added[model.Objective]{Item: model.Objective{ID: "o1", What: "Een plek in elke wijk", Priority: true}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o2", What: "Ouders vinden steun"}})
	for _, a := range []model.Action{
		{ID: "a1", Title: "Buurtfeest", Status: model.Finished, End: "2026-06"},
		{ID: "a2", Title: "Warme school", Status: model.Running, End: "2027-06", Owner: "p1",
			Indicators: []model.Indicator{{Kind: "bereik", Text: "leerlingen", Target: "200"}}},
		{ID: "a3", Title: "Praatpunt", Status: model.Planned, End: "2026-10"},
		{ID: "a4", Title: "Ouderavond", Status: model.Planned},
	} {
		a.Chosen, a.Kind = true, model.KindNew
		before = append(before, model.Added[model.Action]{Item: a})
	}
	return newStage(t, lang, "warme-steden", model.StepFollowup, before...)
}

// order gives the titles of the rows from above.
func (s *stage) order() string {
	var titles []string
	for _, id := range s.screen.(*followup).order {
		titles = append(titles, s.action(id).Title)
	}
	return strings.Join(titles, ", ")
}

func TestFollowupOpensOnWhatIsLate(t *testing.T) {
	s := followStage(t, "nl")
	if got := s.order(); got != "Praatpunt, Warme school, Ouderavond, Buurtfeest" {
		t.Fatalf("opened on %s", got)
	}
	s.sees("! 1 te laat", "! 2026-10", "te laat sinds oktober 2026", "hoe gaat 3", "Nog niets gemeld")
	s.enter("de zaal is gevonden")
	s.enter("en geboekt")
	if a := s.action("a3"); len(a.Reports) != 2 || a.Reports[0] != (model.Report{Time: "2026-11-22T14:00:00Z", Text: "de zaal is gevonden"}) {
		t.Fatalf("%+v", a.Reports)
	}
	view := plainText(s.view(61, 20))
	if newest, older := strings.Index(view, "en geboekt"), strings.Index(view, "de zaal is"); newest < 0 || older < newest || !strings.Contains(view, "hoe gaat 3") {
		t.Fatalf("the newest report does not stand first:\n%s", view)
	}
	s.press("space") // on an empty line
	s.press("space")
	if got := s.action("a3").Status; got != model.Finished {
		t.Fatalf("the state is %q", got)
	}
	if got := s.order(); !strings.HasPrefix(got, "Praatpunt") {
		t.Fatalf("the row jumped: %s", got)
	}
	s.undo()
	if got := s.action("a3").Status; got != model.Running || !strings.HasPrefix(s.order(), "Praatpunt") {
		t.Fatalf("after undo: %q, %s", got, s.order())
	}
	s.press("esc", "4", "down", "s")
	if s.action("a3").Status != model.Stopped || s.action("a2").Status != model.Finished {
		t.Fatalf("%q and %q", s.action("a3").Status, s.action("a2").Status)
	}
	s.screen.Update(kit.Changed{}) // the step is opened again
	if got := s.order(); got != "Ouderavond, Buurtfeest, Warme school, Praatpunt" {
		t.Fatalf("opened again on %s", got)
	}
}

func TestFollowupTakesInWhatIsChosenElsewhere(t *testing.T) {
	s := followStage(t, "nl")
	s.press("end", "esc", "end")
	next := *s.action("a4")
	next.Chosen = false
	if err := s.env.Book.Do(model.Edited[model.Action]{Item: next}); err != nil {
		t.Fatal(err)
	}
	s.screen.Update(kit.Changed{})
	if got := s.order(); got != "Praatpunt, Warme school, Buurtfeest" || s.screen.(*followup).here() == nil {
		t.Fatalf("shows %s", got)
	}
}

func TestFollowupEvaluatesAnAction(t *testing.T) {
	s := followStage(t, "nl")
	s.press("down", "enter")
	s.write("veel volk")
	s.press("tab")
	s.write("te weinig begeleiders")
	s.press("tab")
	s.write("1:4 2:9")
	s.press("enter")
	over, _ := s.top().View(74, 18)
	if len(s.over) != 1 || !strings.Contains(over, "buiten de schaal") {
		t.Fatalf("a score off the scale was taken:\n%s", over)
	}
	s.press("backspace")
	s.write("5")
	s.press("tab")
	s.write("180")
	s.press("enter")
	a := s.action("a2")
	if len(s.over) > 0 || a.Evaluation.Well != "veel volk" || a.Evaluation.Challenges != "te weinig begeleiders" || len(a.Evaluation.Ratings) != 2 || a.Indicators[0].Result != "180" {
		t.Fatalf("%+v %+v", a.Evaluation, a.Indicators)
	}
	s.press("esc", "v")
	if over, _ := s.top().View(72, 40); !strings.Contains(plainText(over), "leerlingen: 180 (streefcijfer 200)") || !strings.Contains(over, "4,5 gemiddeld") {
		t.Fatalf("the card says:\n%s", over)
	}
}

func TestFollowupMendsAReport(t *testing.T) {
	s := followStage(t, "en")
	s.enter(strings.Repeat("word ", 100) + "end")
	s.press("esc", "v")
	if over, _ := s.top().View(72, 60); !strings.Contains(over, "end") {
		t.Fatalf("a long report is cut where it is to be read:\n%s", over)
	}
	s.press("esc")
	s.undo()
	s.press("n")
	s.enter("a hall")
	s.enter("oops")
	s.press("esc", "b", "enter")
	for range 4 {
		s.press("backspace")
	}
	s.press("enter")
	if a := s.action("a3"); len(s.over) > 0 || len(a.Reports) != 1 || a.Reports[0].Text != "a hall" {
		t.Fatalf("%+v", a.Reports)
	}
	s.press("b", "enter", "end")
	s.write(" in town")
	s.press("enter")
	if got := s.action("a3").Reports[0].Text; got != "a hall in town" {
		t.Fatalf("mended into %q", got)
	}
}

func TestFollowupChecksAnchoring(t *testing.T) {
	s := followStage(t, "nl")
	s.press("esc", "a", "down", "space")
	s.enter("gevraagd aan de schepen")
	s.enter("toegezegd")
	c := s.session().Anchoring.Get("meerjarenplan")
	if c == nil || !c.Done || c.Note != "gevraagd aan de schepen; toegezegd" {
		t.Fatalf("%+v", c)
	}
	s.press("enter", "backspace", "backspace")
	s.write("GD")
	s.press("enter")
	if c := s.session().Anchoring.Get("meerjarenplan"); len(s.over) != 1 || !strings.HasSuffix(c.Note, "toegezeGD") {
		t.Fatalf("%+v", c)
	}
	for width := 30; width <= 90; width += 6 {
		for height := 6; height <= 30; height += 4 {
			view, _ := s.top().View(width, height)
			if lines := strings.Split(view, "\n"); len(lines) > height {
				t.Fatalf("%d lines at %d×%d", len(lines), width, height)
			}
		}
	}
	s.write("half")
	s.press("esc")
	if len(s.over) != 1 {
		t.Fatal("what was typed went with the first Esc")
	}
	s.press("esc")
	if len(s.over) != 0 {
		t.Fatal("the second Esc did not close")
	}
}

func TestFollowupEvaluatesThePlanByObjective(t *testing.T) {
	s := followStage(t, "en")
	s.press("esc", "o", "down")
	s.enter("parents found each other")
	if said := s.session().Evaluation.Get("o2"); said == nil || said.Text != "parents found each other" {
		t.Fatalf("%+v", said)
	}
	s.press("esc")
	if view := plainText(s.view(135, 46)); !strings.Contains(view, "Plan evaluated: 1 of 2 objectives") {
		t.Fatalf("not counted:\n%s", view)
	}
}

func TestFollowupShowsWhatTheMeetingAgreed(t *testing.T) {
	s := followStage(t, "nl")
	if err := s.env.Book.Do(model.Added[model.Meeting]{Item: model.Meeting{ID: "m1", Date: "2026-09-01", Agreements: []string{"An belt de school"}}}); err != nil {
		t.Fatal(err)
	}
	s.sees("Afgesproken op 1 september 2026: An belt de school")
}

func TestFollowupOfNothing(t *testing.T) {
	s := newStage(t, "nl", "open", model.StepFollowup)
	s.sweep()
	s.ends()
	s.enter("iets")
	if got := s.screen.(*followup).Draft(); got != "iets" {
		t.Fatalf("the line holds %q", got)
	}
	s.press("ctrl+u", "space", "enter", "esc", "s", "o", "v", "b", "1")
	if len(s.went) != 1 || len(s.over) != 0 {
		t.Fatalf("went to %v", s.went)
	}
}

func TestFollowupFits(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		s := followStage(t, lang)
		s.enter(strings.Repeat("een heel lang verslag ", 30))
		s.sweep()
		s.ends()
		s.press("end", "down", "down", "down")
		s.sweep()
		s.ends()
	}
}

// A new meeting has its date and who was there, and opens on what is late.
func TestFollowupBeginsAMeeting(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		s := followStage(t, lang)
		s.press("esc", "1", "4", "down", "down", "M") // the late one was stopped
		s.write("Tweede")
		s.press("tab", "tab", "tab")
		s.write("1-2, 9")
		s.press("enter")
		if len(s.over) != 1 {
			t.Fatal("somebody who is not there was noted as present")
		}
		for range 3 {
			s.press("backspace")
		}
		s.press("enter")
		m := s.session().Meeting()
		if len(s.over) > 0 || m == nil || m.Title != "Tweede" || m.Date != "2026-11-22" || strings.Join(m.Present, " ") != "p1 p2" {
			t.Fatalf("%+v", m)
		}
		if got := s.order(); got != "Warme school, Ouderavond, Buurtfeest, Praatpunt" || s.screen.(*followup).list.At != 0 {
			t.Fatalf("opened on %s", got)
		}
		s.press("m")
		s.overlaySees("Tweede", s.env.N("followup.presentcount", 2))
		s.press("enter", "tab", "tab", "tab")
		s.write(", 3")
		s.press("tab")
		s.write("An belt; Bo schrijft")
		s.press("enter")
		if m := s.session().Meeting(); len(m.Present) != 3 || len(m.Agreements) != 2 || len(s.session().Meetings.Live()) != 1 {
			t.Fatalf("%+v", m)
		}
		s.undo()
		if m := s.session().Meeting(); len(m.Present) != 2 {
			t.Fatalf("after undo %+v", m)
		}
	}
}

func TestFollowupSaysWhatIsLateAndOpen(t *testing.T) {
	s := followStage(t, "nl")
	s.sees("! 1 te laat · 3 open · 1 loopt · 1 klaar")
	s = followStage(t, "en")
	s.sees("! 1 late · 3 open · 1 running · 1 done")
}

func TestFollowupSetsResultsBesideTargets(t *testing.T) {
	s := followStage(t, "nl")
	s.press("esc", "r")
	s.overlaySees("2 Warme school", "leerlingen → 200", "streefcijfer: 200")
	s.enter("180")
	if got := s.action("a2").Indicators[0]; got.Result != "180" || got.Target != "200" {
		t.Fatalf("%+v", got)
	}
	s.press("enter", "ctrl+u")
	s.write("190")
	s.press("enter")
	if got := s.action("a2").Indicators[0].Result; got != "190" {
		t.Fatalf("the result is %q", got)
	}
	s.press("esc")
	s.undo()
	if got := s.action("a2").Indicators[0].Result; got != "180" {
		t.Fatalf("after undo %q", got)
	}
	empty := newStage(t, "nl", "warme-steden", model.StepFollowup, chosenActions("Feest")...)
	empty.press("esc", "r")
	if len(empty.over) > 0 || empty.notice != empty.env.T("followup.noindicators") {
		t.Fatalf("told %q", empty.notice)
	}
}

// The evaluation of a pillar is that of its objectives together.
func TestFollowupEvaluatesByPillar(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		s := followStage(t, lang)
		for _, o := range []model.Objective{{ID: "o3", What: "Drie", Pillar: 4}, {ID: "o4", What: "Vier", Pillar: 2}, {ID: "o5", What: "Vijf", Pillar: 4}} {
			if err := s.env.Book.Do(model.Added[model.Objective]{Item: o}); err != nil {
				t.Fatal(err)
			}
		}
		s.press("esc", "o", "down", "down")
		s.enter("het lukt")
		if said := s.session().Evaluation.Get("o5"); said == nil || said.Text != "het lukt" {
			t.Fatalf("%+v", said)
		}
		pillar := func(number, n, all int) string {
			return s.env.T("followup.pillarsaid", "Name", pillarName(s.env, s.env.M().Pillar(number)), "N", n, "All", all)
		}
		view := s.overlay(74, 24)
		at := -1
		for _, text := range []string{pillar(2, 0, 1), "Vier", pillar(4, 1, 2), "Drie", "Vijf", s.env.T("followup.nopillar"), "Een plek"} {
			next := strings.Index(view, text)
			if next <= at {
				t.Fatalf("%q does not stand in its place:\n%s", text, view)
			}
			at = next
		}
		s.screen.Update(kit.Changed{})
		s.top().Update(kit.Click{X: 5, Y: 1, Width: 74, Height: 24})
		s.press("enter")
		s.overlaySees("Vier")
		for width := 20; width <= 100; width += 8 {
			for height := 3; height <= 30; height += 3 {
				if lines := strings.Split(s.overlay(width, height), "\n"); len(lines) > height {
					t.Fatalf("%d lines at %d×%d", len(lines), width, height)
				}
			}
		}
	}
}

func TestFollowupLeadsToANewRound(t *testing.T) {
	s := chainStage(t, "nl", model.StepFollowup)
	s.press("esc", "I")
	s.follow()
	if a, ok := s.screen.(*bench); !ok || !a.Editing() {
		t.Fatal("the line for ideas is not ready")
	}
	s = chainStage(t, "nl", model.StepFollowup)
	s.press("esc", "S")
	s.follow()
	s.write("Een jaar later")
	s.press("enter")
	if scans := s.session().Scans.Live(); len(scans) != 2 || scans[1].Title != "Een jaar later" {
		t.Fatalf("%d scans", len(scans))
	}
}
