package step

import (
	"slices"
	"strings"
	"testing"

	"kring/model"
	"kring/tui/kit"
)

// chainStage is a session in which everything has a place in the chain.
func chainStage(t *testing.T, lang string, at model.Step) *stage {
	t.Helper()
	three := 3
	before := append(people("Jeugdhuis De Kring", "CLB Noord"),
		model.Added[model.Scan]{Item: model.Scan{ID: "s1", Title: "Start", Revealed: true}},
		model.PutInScan[model.Agreed]{Scan: "s1", Part: model.Agreed{Pillar: 2, Score: &three}},
		model.Set[model.ChosenPillar]{Item: model.ChosenPillar{Pillar: 2}},
		model.Added[model.Offer]{Item: model.Offer{ID: "f1", Pillar: 2, Name: "Speelplein"}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o0", What: "Iets anders"}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o1", Pillar: 2, What: "Een plek in elke wijk"}},
		model.Added[model.Cluster]{Item: model.Cluster{ID: "c1", Title: "Plekken", Objective: "o1"}},
		model.Added[model.Idea]{Item: model.Idea{ID: "i1", Text: "Een bank", Kind: model.KindNew, Cluster: "c1", Participant: "p2"}},
		model.Added[model.Round]{Item: model.Round{ID: "r1", Title: "Eerste", About: model.AboutObjectives, Options: []string{"o0", "o1"}, Stickers: 1, Per: model.PerParticipant, Places: 1, State: model.Draft, Together: model.TogetherAdd}},
		model.RoundOpened{Round: "r1"}, model.BallotCast{Round: "r1", Ballot: model.Ballot{Participant: "p1", Stickers: map[string]int{"o1": 1}}}, model.RoundClosed{Round: "r1"},
		model.OutcomeSet{Round: "r1", Outcome: model.Outcome{Chosen: []string{"o1"}, By: model.ByVotes}},
	)
	before = append(before, chosenActions("Buurtfeest")...)
	before = append(before, model.Added[model.Action]{Item: model.Action{
		ID: "a9", Title: "Bank", Kind: model.KindNew, Status: model.Planned, Chosen: true, Objectives: []string{"o1"}, FromLibrary: methodsOf(t)["warme-steden"].Library[0].ID,
		Strategies: []string{"zorg"}, Levels: []string{"groep"}, Owner: "p2", Indicators: []model.Indicator{{Kind: "adoptie", Text: "scholen", Target: "4"}},
		Reports: []model.Report{{Time: "2026-11-01T10:00:00Z", Text: "het hout is er"}},
	}})
	return newStage(t, lang, "warme-steden", at, before...)
}

// follow goes to the step that was asked for, and gives it what it begins with.
func (s *stage) follow() {
	s.t.Helper()
	if len(s.went) == 0 || s.start == nil || len(s.over) > 0 {
		s.t.Fatalf("it led nowhere: %v, %d overlays, %q", s.went, len(s.over), s.notice)
	}
	to := *s.start
	s.screen, s.start = New(s.env)[s.went[len(s.went)-1]], nil
	s.perform(s.screen.Update(to), s.screen)
}

// along goes along the chain: a key, and a part of where to.
func (s *stage) along(key, to string) {
	s.t.Helper()
	s.press(key)
	if len(s.over) == 0 {
		s.t.Fatalf("%s opened nothing: %q", key, s.notice)
	}
	s.write(to)
	s.press("enter")
	s.follow()
}

// TestChainWalksFromScoreToReport and back, with a key and Enter each time.
func TestChainWalksFromScoreToReport(t *testing.T) {
	s := chainStage(t, "nl", model.StepQuickscan)
	s.press("down", "<")
	s.overlaySees("Waar komt dit vandaan: 2 Warme opvoeding", "scan", "Start", "score 3")
	s.press("esc", ">")
	s.overlaySees("aanbod", "Speelplein", "doel", "B Een plek in elke wijk")
	s.write("speelplein")
	s.press("enter")
	s.follow()
	if it := s.screen.(*offer).here(); it == nil || it.ID != "f1" {
		t.Fatalf("the cursor is on %v", it)
	}
	s.along("<", "warme")
	if got := s.screen.(*pillars).number; got != 2 {
		t.Fatalf("the cursor is on pillar %d", got)
	}
	s.along(">", "plek")
	if o := s.screen.(*objectives); o.here().ID != "o1" || o.Editing() {
		t.Fatalf("the cursor is on %s", o.here().ID)
	}
	s.along(">", "eerste")
	x := s.screen.(*stickers)
	if x.round().ID != "r1" {
		t.Fatalf("shows %s", x.round().ID)
	}
	s.press("home", ">") // the winner
	s.overlaySees("ronde", "Eerste", "1 sticker, plaats 1", "✓", "actie", "Bank")
	s.press("esc")
	s.along(">", "bank")
	if a := s.screen.(*plan).here(); a.ID != "a9" {
		t.Fatalf("the cursor is on %s", a.ID)
	}
	s.press("<")
	s.overlaySees("inspiratie", "doel", "B Een plek")
	s.write("inspiratie")
	s.press("enter")
	if len(s.over) != 1 {
		t.Fatal("the library's action is not shown")
	}
	s.press("esc")
	s.along(">", "vak")
	if p := s.screen.(*plan); !p.matrix || p.cell() != (model.Cell{Strategy: "zorg", Level: "groep"}) {
		t.Fatal("the cursor is not on the cell")
	}
	s.along("<", "bank")
	s.along(">", "CLB")
	if p := s.screen.(*group).here(); p.ID != "p2" {
		t.Fatalf("the cursor is on %s", p.ID)
	}
	s.press("<")
	s.overlaySees("Bank", "verantwoordelijke")
	s.press("esc")
	s.along(">", "een bank")
	if i := s.screen.(*bench).ideas.here(); i == nil || i.ID != "i1" {
		t.Fatalf("the cursor is on %v", i)
	}
	s.press(">", "enter")
	s.follow()
	if c := s.screen.(*bench).ideas.cluster(); c == nil || c.Title != "Plekken" {
		t.Fatalf("the board is on %v", c)
	}
	s.press(">")
	s.overlaySees("Wat kwam ervan: Plekken", "B Een plek")
	s.press("enter")
	s.follow()
	s.along(">", "actie")
	s.press(">")
	s.write("indicator")
	s.press("enter")
	s.follow()
	if len(s.over) != 1 {
		t.Fatal("the card is not open")
	}
	s.overlaySees("▸ Adoptie door partners", "scholen; 4")
	s.press("esc")
	s.press(">")
	s.write("hout")
	s.press("enter")
	s.follow()
	s.overlaySees("het hout is er")
	if a := s.screen.(*followup).here(); a.ID != "a9" {
		t.Fatalf("the cursor is on %s", a.ID)
	}
}

// TestChainKeysStandInEveryStep: in every step with rows, and with a reason
// where there is nothing.
func TestChainKeysStandInEveryStep(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		for _, step := range []model.Step{model.StepGroup, model.StepQuickscan, model.StepPillars, model.StepOffer, model.StepObjectives, model.StepStickers, model.StepActions, model.StepPlan, model.StepFollowup} {
			s := chainStage(t, lang, step)
			s.press("esc")
			for _, key := range []string{"<", ">"} {
				n := 0
				for _, k := range s.screen.Keys() {
					if slices.Contains(k.On, key) {
						n++
					}
				}
				if n != 1 {
					t.Errorf("%s: %s stands %d times", step, key, n)
				}
				s.notice = ""
				s.press(key)
				switch {
				case len(s.over) == 1:
					for _, size := range [][2]int{{40, 6}, {74, 18}, {120, 40}} {
						if view, _ := s.top().View(size[0], size[1]); strings.Count(view, "\n") >= size[1] {
							t.Errorf("%s: %s is drawn too tall at %v", step, key, size)
						}
					}
					s.press("esc")
				case s.notice == "":
					t.Errorf("%s: %s says nothing", step, key)
				}
			}
		}
		for _, step := range []model.Step{model.StepGroup, model.StepObjectives, model.StepActions} {
			s := newStage(t, lang, "warme-steden", step)
			s.press("esc", ">")
			if want := s.env.T("chain.nothing"); s.notice != want || len(s.over) > 0 {
				t.Errorf("%s: told %q", step, s.notice)
			}
		}
	}
}

// A place that is still covered says nothing of the chain either.
func TestChainKeepsACoveredPlace(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{})...)
	s.enter("1 a")
	s.press("esc", "c", "enter", ">")
	if len(s.over) > 0 || s.notice != s.env.T("chain.nothing") {
		t.Fatalf("told %q with %d overlays", s.notice, len(s.over))
	}
	s.press("a", ">")
	if len(s.over) != 1 {
		t.Fatalf("told %q", s.notice)
	}
	s.overlaySees("gesloten") // what it got stands there once the group recorded it
	s.press("esc")
	s.screen.Update(kit.Changed{})
}
