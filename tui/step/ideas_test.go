package step

import (
	"fmt"
	"strings"
	"testing"

	"kring/model"
	"kring/tui/kit"
)

// ideasStage opens the ideas with the letters in the line.
func ideasStage(t *testing.T, lang, method string, before ...model.Change) *stage {
	t.Helper()
	s := newStage(t, lang, method, model.StepActions, before...)
	s.perform(s.screen.Update(kit.Start{View: viewIdeas}), s.screen)
	return s
}

// told is an idea in one line: text, kind, cluster, objective, pillar, who.
func (s *stage) toldIdeas() []string {
	var out []string
	for _, i := range s.session().Ideas.Live() {
		out = append(out, strings.TrimRight(fmt.Sprintf("%s|%s|%s|%s|%d|%s", i.Text, i.Kind, i.Cluster, i.Objective, i.Pillar, i.Participant), "|"))
	}
	return out
}

// sawNot fails when the step shows the text at 61 by 20.
func (s *stage) sawNot(texts ...string) {
	s.t.Helper()
	view := plainText(s.view(61, 20))
	for _, text := range texts {
		if strings.Contains(view, text) {
			s.t.Fatalf("%q is on the screen:\n%s", text, view)
		}
	}
}

// A brainstorm is typed while the group talks: the line keeps the focus, tags
// say what an idea belongs to, and the count shows where nothing is yet.
func TestABrainstorm(t *testing.T) {
	for lang, word := range map[string]struct{ empty, entry, count, per, like, bad string }{
		"nl": {"Nog geen ideeën", "idee ▸", "5 ideeën", "ideeën per doel", "lijkt op: Een babbelbank op het plein (", "zeven"},
		"en": {"No ideas yet", "idea ▸", "5 ideas", "ideas per objective", "like: Een babbelbank op het plein (", "zeven"},
	} {
		s := ideasStage(t, lang, "warme-steden", append(twoObjectives(), people("Chiro", "Bib")...)...)
		s.sees(word.empty, word.entry, word.per, "A ! 0", "B ! 0")
		s.enter("Een babbelbank op het plein")
		s.enter("+ Luisterkamer #B")
		s.enter("++ Meer punten #p3 @2")
		s.press("tab")
		s.sees("A: Elke jongere", strings.Replace(word.entry, " ▸", " A ▸", 1))
		s.enter("Fietsen @chiro")
		s.enter("Muziek #b")
		s.sees(word.count, "A 1", "B 2", "▸  □ Muziek")
		want := "Een babbelbank op het plein|new|||0,Luisterkamer|existing||o2|0,Meer punten|extension|||3|p2,Fietsen|new||o1|0|p1,Muziek|new||o2|0"
		if got := strings.Join(s.toldIdeas(), ","); got != want {
			t.Errorf("the ideas are\n%s, want\n%s", got, want)
		}
		s.write("Nog een babbelbank op plein Noord")
		s.sees(word.like)
		s.press("ctrl+u")
		s.write("Iets @" + word.bad)
		s.press("enter")
		s.sees("! ", "▸ Iets @zeven") // refused, and it stays
		s.press("tab", "tab")
		s.press("ctrl+u")
		entryLast(t, s, strings.TrimSuffix(word.entry, "▸"))
		s.sweep()
	}
}

func TestIdeasArePasted(t *testing.T) {
	s := ideasStage(t, "nl", "warme-steden", twoObjectives()...)
	before := len(s.env.Book.Lines())
	s.write("half")
	s.paste("- Bank #A\r\n- + Kamer\r\n\r\n1. Dag van de veerkracht\r\n")
	if n := len(s.env.Book.Lines()) - before; n != 1 {
		t.Errorf("%d changes", n)
	}
	s.sees("3 ideeën", "□ Dag van de veerkracht", "■ Kamer", "A 1", "idee ▸ half")
}

// Hidden until the end: they are counted, not drawn, and what is typed is not
// steered by them.
func TestIdeasAreHidden(t *testing.T) {
	s := ideasStage(t, "nl", "warme-steden", twoObjectives()...)
	s.enter("Een babbelbank op het plein")
	s.press("esc", "h", "n")
	s.enter("Muziekavond #A")
	s.sawNot("Muziek", "plein")
	s.sees("2 ideeën genoteerd", "A 1")
	s.write("babbelbank bij pleinen")
	s.sees("lijkt op een idee dat er al is (babbelbank")
	s.sawNot("Een babbelbank")
	s.press("esc", "x")
	if s.notice != s.env.T("ideas.showfirst") || len(s.session().Ideas.Live()) != 2 {
		t.Errorf("an idea that nobody sees was removed: %q", s.notice)
	}
	s.sweep()
	s.press("h")
	s.sees("Een babbelbank op het plein", "Muziekavond", "▸ babbelbank bij pleinen")
}

// At zero entry stops where that is wanted, and what was typed stays.
func TestEntryStopsAtZero(t *testing.T) {
	s := ideasStage(t, "nl", "warme-steden")
	over := false
	s.env.TimeUp = func() bool { return over }
	s.press("esc", "T", "n")
	s.enter("Op tijd")
	over = true
	s.enter("Te laat")
	s.paste("een\ntwee")
	s.sees("1 idee", "stopt op nul", "De tijd is om", "▸ Te laat")
	s.press("esc", "T", "n", "enter")
	s.sees("2 ideeën", "□ Te laat")
	if n := s.session().Ideas.Len(); n != 2 {
		t.Errorf("%d ideas", n)
	}
}

// The ideas of a session become actions, one after the other.
func TestIdeasBecomeActions(t *testing.T) {
	s := ideasStage(t, "nl", "warme-steden", append(twoObjectives(),
		model.Added[model.Idea]{Item: model.Idea{ID: "i1", Text: "Zitbank", Objective: "o2", Kind: "existing"}},
		model.Added[model.Idea]{Item: model.Idea{ID: "i2", Text: "Wandeling"}})...)
	s.press("tab", "esc", "home", "a", "a", "a")
	s.noticed("al een actie")
	live := s.session().Actions.Live()
	if len(live) != 2 || live[0].Title != "Zitbank" || live[0].Kind != "existing" || live[0].Objectives[0] != "o2" || live[1].Objectives[0] != "o1" {
		t.Fatalf("%d actions", len(live))
	}
	s.sees("✓ ■ Zitbank", "✓ □ Wandeling")
	s.press("i")
	s.sees("2 acties, 0 gekozen, 2 ideeën", "□ Wandeling")
	s.press("esc", "i")
	s.sees("Acties · ideeën")
}

// The way from the objectives to the ideas, and back.
func TestIdeasFromTheObjectives(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepObjectives)
	s.press("esc", "i")
	if len(s.went) != 1 || s.went[0] != model.StepActions || s.start == nil || s.start.View != viewIdeas {
		t.Errorf("it went to %v with %v", s.went, s.start)
	}
	s = ideasStage(t, "nl", "warme-steden")
	s.press("esc", "b")
	if len(s.went) != 1 || s.went[0] != model.StepObjectives {
		t.Errorf("it went to %v", s.went)
	}
}

// Both lines keep what was typed, also when the session is left.
func TestBothLinesAreKept(t *testing.T) {
	s := ideasStage(t, "nl", "warme-steden")
	s.write("half idee")
	s.press("esc", "i")
	s.write("halve actie")
	draft := model.Clean(s.screen.(kit.Drafter).Draft())
	again := newStage(t, "nl", "warme-steden", model.StepActions)
	again.screen.(kit.Drafter).SetDraft(draft)
	again.sees("▸ halve actie")
	again.press("esc", "i")
	again.sees("▸ half idee")
	again.screen.(kit.Drafter).SetDraft("alleen een actie")
	again.press("esc", "i")
	again.sees("▸ alleen een actie")
}

func manyIdeas(n int) []model.Change {
	var all []model.Change
	for i := 1; i <= n; i++ {
		all = append(all, model.Added[model.Idea]{Item: model.Idea{ID: fmt.Sprint("i", i), Text: fmt.Sprintf("Idee %02d", i), Kind: "new"}})
	}
	return all
}

// clustered is the cluster of each idea, by title.
func (s *stage) clustered() string {
	var out []string
	for _, c := range s.session().Clusters.Live() {
		var of []string
		for _, i := range s.session().IdeasIn(c.ID) {
			of = append(of, strings.TrimPrefix(i.ID, "i"))
		}
		out = append(out, c.Title+": "+strings.Join(of, " "))
	}
	return strings.Join(out, "; ")
}

// Clusters are made with few keys: a digit moves one, marks move many.
func TestTheBoard(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		s := ideasStage(t, lang, "warme-steden", manyIdeas(8)...)
		s.press("esc", "c")
		s.sees("0 "+s.env.T("ideas.incluster0"), "▸  □ Idee 01")
		s.press("space", "down", "space", "N")
		s.write("Groen")
		s.press("enter")
		s.press("N")
		s.enter("Rust")
		s.is("after N", s.clustered(), "Groen: 1 3; Rust: 4")
		s.sees("1 Groen", "2 Rust", "▸  □ Idee 05", s.env.N("ideas.loose", 5))
		s.press("2", "1", "1", "down", "1")
		s.is("after digits", s.clustered(), "Groen: 1 3 6 7 8; Rust: 4 5")
		s.press("9")
		s.noticed("9")
		s.press("m")
		s.write("rust")
		s.press("enter")
		s.is("after m", s.clustered(), "Groen: 1 3 6 7 8; Rust: 2 4 5")
		s.sees(s.env.T("ideas.allplaced"))
		s.sweep()

		// Among the clusters a digit goes there.
		s.press("tab", "1", "enter", "space", "space", "S")
		s.enter("Water")
		s.is("after S", s.clustered(), "Groen: 6 7 8; Rust: 2 4 5; Water: 1 3")
		s.press("R", "ctrl+u")
		s.enter("Bomen")
		s.press("0") // out of its cluster
		s.is("after R and 0", s.clustered(), "Bomen: 7 8; Rust: 2 4 5; Water: 1 3")
		s.press("tab", "3", "M", "enter") // the first of the others goes up in it
		s.is("after M", s.clustered(), "Rust: 2 4 5; Water / Bomen: 1 3 7 8")
		s.sees("▸ 2 Water / Bomen")
		s.press("X")
		s.is("after X", s.clustered(), "Rust: 2 4 5")
		s.press("r", "down", "enter") // the ideas are in it again
		s.is("after r", s.clustered(), "Rust: 2 4 5; Water / Bomen: 1 3 7 8")
		s.undo()
		s.sweep()
		s.screen.Update(kit.Click{X: 3, Y: ideasTop + 1, Width: 61, Height: 20})
		s.screen.Update(kit.Click{X: 40, Y: ideasTop + 1, Width: 61, Height: 20})
		s.sees("▸  □ Idee 04")
		s.press("x")
		s.is("after x", s.clustered(), "Rust: 2 5")
		s.press("r")
		s.write("idee 04")
		s.press("enter", "*", "0")
		s.is("after all", s.clustered(), "Rust: ")
		s.press("esc", "n")
		s.enter("Nog een")
		s.sees("□ Nog een")
	}
}

func TestClustersAreSuggested(t *testing.T) {
	s := ideasStage(t, "nl", "warme-steden")
	for _, text := range []string{"Bomen planten op het plein", "Muziekles na school", "Meer bomen in de straat", "Samen koken"} {
		s.enter(text)
	}
	s.press("esc", "c", "N")
	s.enter("Groen")
	s.press("N")
	s.enter("Muziek")
	s.sees("s → 1 Groen", "▸  □ Meer bomen")
	s.press("m")
	s.tells("▸ 1 Groen")
	s.press("esc", "s")
	s.is("after s", s.clustered(), "Groen: 1 3; Muziek: 2")
	s.press("s")
	s.noticed("geen voorstel")
}

// Two ideas that say the same are one, with both texts; undo makes them two.
func TestIdeasAreMerged(t *testing.T) {
	for lang, word := range map[string]struct {
		ask, words, like, both string
		ideas                  []string
	}{
		"nl": {"gaat op in", "Gedeelde woorden", "lijkt op: Een babbelbank op het plein (", "Een babbelbank op het plein / Babbelbank aan de pleinen",
			[]string{"Samen koken", "Een babbelbank op het plein @1", "Muziekles", "Babbelbank aan de pleinen @2"}},
		"en": {"goes up in", "Shared words", "like: A bench on the square (", "A bench on the square / Benches near the squares",
			[]string{"Cook together", "A bench on the square @1", "Music", "Benches near the squares @2"}},
	} {
		s := ideasStage(t, lang, "warme-steden", people("Chiro", "Bib")...)
		for _, text := range word.ideas {
			s.enter(text)
		}
		s.press("esc")
		s.sees(word.like)
		s.press("D")
		s.tells("▸ " + strings.Split(word.both, " / ")[0])
		s.press("enter")
		s.tells(word.ask, word.words)
		s.press("enter")
		live := s.session().Ideas.Live()
		if len(live) != 3 || live[1].Text != word.both || live[1].Participant != "p1" {
			t.Fatalf("merged: %q", s.toldIdeas())
		}
		s.undo()
		s.is("after undo", fmt.Sprint(len(s.session().Ideas.Live())), "4")
		s.press("L")
		s.tells("≈ " + strings.Fields(strings.Split(word.both, " / ")[1])[0])
		s.press("enter", "enter")
		s.is("after the pair", fmt.Sprint(len(s.session().Ideas.Live())), "3")
		s.press("r")
		s.tells(strings.Split(word.both, " / ")[1])
		s.press("enter")
		s.is("after r", fmt.Sprint(len(s.session().Ideas.Live())), "4")
	}
}

// A cluster becomes an objective, its ideas behind it.
func TestAClusterBecomesAnObjective(t *testing.T) {
	s := ideasStage(t, "nl", "warme-steden")
	for _, text := range []string{"Bomen #p4", "Rust", "Koken #p2", "Water #p4"} {
		s.enter(text)
	}
	s.press("esc", "c", "home", "N")
	s.enter("Groen")
	s.press("N")
	s.enter("Stilte")
	s.press("tab", "1", "o") // all its ideas are under pillar 4
	o := s.session().Objectives.Live()[0]
	if o.What != "Groen" || o.Pillar != 4 || s.session().Clusters.Live()[0].Objective != o.ID {
		t.Errorf("it became %+v", *o)
	}
	s.noticed("doel A")
	s.sees("1 Groen → A")
	s.press("o")
	s.noticed("doel A")
	s.press("2", "o")
	s.tells("1 ")
	s.write("8")
	s.press("enter")
	if o = s.session().Objectives.Live()[1]; o.What != "Stilte" || o.Pillar != 8 {
		t.Errorf("it became %+v", *o)
	}
	s.is("behind A", fmt.Sprint(s.session().IdeaCounts()["o1"]), "1")
	s.press("V")
	if len(s.went) != 1 || s.went[0] != model.StepStickers {
		t.Errorf("V went to %v", s.went)
	}

	open := ideasStage(t, "en", "open", manyIdeas(1)...)
	open.press("esc", "c", "N")
	open.enter("All")
	open.press("tab", "1", "o")
	open.is("objectives", fmt.Sprint(open.session().Objectives.Len()), "1")
}

func TestTheCardOfAnIdea(t *testing.T) {
	s := ideasStage(t, "nl", "warme-steden", append(twoObjectives(), people("Chiro")...)...)
	s.enter("Bank")
	s.press("enter")
	s.write(" op het plein")
	s.press("tab", "right", "tab")
	s.write("b")
	s.press("tab", "right", "right", "tab")
	s.write("chi")
	s.press("enter")
	s.is("the idea", s.toldIdeas()[0], "Bank op het plein|existing||o2|2|p1")
	s.press("enter", "tab", "tab", "ctrl+u", "tab", "tab", "ctrl+u", "enter")
	s.is("the idea", s.toldIdeas()[0], "Bank op het plein|existing|||2")
	s.press("esc", "x", "r", "enter")
	s.is("brought back", fmt.Sprint(len(s.session().Ideas.Live())), "1")
}

func TestManyIdeas(t *testing.T) {
	s := ideasStage(t, "nl", "warme-steden", twoObjectives()...)
	fill(s, 10_000, "Idee %d over iets")
	s.sees("10000 ideeën", "Idee 9999 over iets")
	s.sweep()
	entryLast(t, s, "idee ▸")
	s.press("esc", "c")
	s.sweep()
}

// A vote on the clusters begins with the clusters; one that is there already is
// gone back to.
func TestTheVoteIsAboutClusters(t *testing.T) {
	s := ideasStage(t, "nl", "warme-steden", model.Added[model.Objective]{Item: model.Objective{ID: "o1", What: "Een plek"}},
		model.Added[model.Cluster]{Item: model.Cluster{ID: "c1", Title: "Pleinen"}}, model.Added[model.Cluster]{Item: model.Cluster{ID: "c2", Title: "Ouders"}})
	s.enter("Bank op het plein")
	s.press("esc", "c", "V")
	s.follow()
	s.overlaySees("Nieuwe ronde", "✓ 2 clusters")
	s.press("enter")
	if r := s.session().Rounds.Live(); len(r) != 1 || r[0].About != model.AboutClusters || len(r[0].Options) != 2 {
		t.Fatalf("%+v", r)
	}
	s.perform(voteOn(model.AboutClusters), s.screen)
	s.follow()
	if len(s.over) > 0 || s.screen.(*stickers).round().ID != "r1" {
		t.Error("a second round is begun")
	}
}
