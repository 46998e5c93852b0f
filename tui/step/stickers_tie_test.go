package step

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"kring/model"
)

func (s *stage) round(id string) *model.Round { return s.session().Rounds.Get(id) }

// overlaySees fails unless the topmost overlay shows every text, at the size
// it has in a window of 80 by 24.
func (s *stage) overlaySees(texts ...string) {
	s.t.Helper()
	if len(s.over) == 0 {
		s.t.Fatal("there is no overlay")
	}
	top := s.over[len(s.over)-1]
	width, height := top.Size(74, 18)
	view, _ := top.View(width, height)
	view = top.Title() + "\n" + plainText(view)
	if n := strings.Count(view, "\n"); n > height {
		s.t.Fatalf("%d lines in %d:\n%s", n, height, view)
	}
	for _, text := range texts {
		if !strings.Contains(view, text) {
			s.t.Fatalf("%q is not in the overlay:\n%s", text, view)
		}
	}
}

// Rules of an open round are edited in the form; where ballots would break it
// says whose, and the form stays. Of a secret one nobody may learn that.
func TestRulesWhileOpen(t *testing.T) {
	for _, secret := range []bool{false, true} {
		s := voteStage(t, "nl", openRound(model.Round{Secret: secret, Places: 2})...)
		for _, line := range []string{"1 aab", "2 c", "5 dde"} {
			s.enter(line)
		}
		s.write("3 a") // stays, whatever happens to the rules
		s.press("esc", "R")
		s.overlaySees("Regels van de ronde", "5 doelen · ligt vast", map[bool]string{true: "geheim", false: "open"}[secret]+" · ligt vast")
		s.press("down", "right", "right", "down", "backspace", "2", "enter")
		whose, limit := []string{"Stembriefjes die dan niet meer kloppen (2): 1 Jeugdhuis De Kring, 5", "Leerlingenraad. Kijk die eerst na.", "stickers         2"}, "2"
		if secret {
			whose, limit = []string{"Er zijn al stembriefjes en de ronde is geheim", "stickers         2"}, "3"
		}
		s.overlaySees(whose...)
		if r := s.vote(); r.Stickers != 3 || r.About != model.AboutObjectives {
			t.Fatalf("the rules are %+v", r)
		}
		s.press("backspace", "4", "down", "1", "enter")
		s.overlaySees(whose[0][:22])
		s.press("backspace", limit, "down", "down", "right", "enter")
		if r := s.vote(); len(s.over) > 0 || r.Stickers != 4 || strconv.Itoa(r.Limit) != limit || r.Secret != secret || r.Ballots.Len() != 3 || r.State != model.Open {
			t.Fatalf("the rules are %+v", r)
		}
		s.sees(map[bool]string{true: "3 *", false: "3 a"}[secret], "4 per partner, max "+limit)
		s.press("n", "backspace", "backspace", "backspace", "esc", "c", "enter", "a", "R")
		s.overlaySees("Titel van de ronde")
		s.write("Eindelijk")
		s.press("enter")
		if r := s.vote(); r.Title != "Eindelijk" || r.State != model.Closed {
			t.Fatalf("the round is %+v", r)
		}
	}
}

// tied is a closed round in which A is in and B, C and D are tied for the two
// places left.
func tied(t *testing.T, lang string, rules model.Round) *stage {
	t.Helper()
	rules.Title, rules.Places = "Eerste", 3
	s := voteStage(t, lang, openRound(rules)...)
	for _, line := range []string{"1 aab", "2 bc", "3 cd", "4 ad"} {
		s.enter(line)
	}
	s.press("esc", "c", "enter", "a")
	return s
}

// A run-off among the tied, and one among those who are tied again, decide the
// first round.
func TestATieIsSettledByRunOffs(t *testing.T) {
	s := tied(t, "nl", model.Round{Per: model.PerHead, Split: model.SplitYoung})
	s.press("enter")
	s.overlaySees("samen praten en kiezen", "herstemmen", "B, C en D", "loten")
	s.press("down", "enter")
	run := s.round("r2")
	if run == nil || run.Of != "r1" || !slices.Equal(run.Options, []string{"o2", "o3", "o4"}) || run.Places != 2 || run.Stickers != 3 || run.Per != model.PerHead || run.Split != model.SplitYoung {
		t.Fatalf("the run-off is %+v", run)
	}
	s.sees("Herstemming Eerste", "Elke persoon krijgt 3 stickers", "Voorstel bij 3 keuzes: 3 stickers", "A  Ontmoetingsplek")
	s.hides("Hulp zonder wachtlijst", "Elke jongere kent")
	s.press("enter", "down")
	s.overlaySees("3 doelen")
	s.press("right") // what it is about stands
	s.overlaySees("✓ 3 doelen · ligt vast")
	s.press("esc", ",")
	s.sees("Er staat een herstemming klaar: Herstemming Eerste.")
	s.press("enter", "down", "enter") // the same one
	if s.session().Rounds.Len() != 2 {
		t.Fatal("a second run-off")
	}
	s.press("o")
	for _, line := range []string{"1 aaa", "2 bc"} {
		s.enter(line)
	}
	s.press("esc", "c", "enter", "a")
	s.sees("B en C staan gelijk")
	s.press("enter", "down", "enter", "o")
	if run := s.round("r3"); run.Of != "r2" || run.Places != 1 {
		t.Fatalf("the second run-off is %+v", run)
	}
	s.enter("1 b")
	s.press("esc", "c", "enter", "a")
	s.sees("Vastleggen (⏎) beslist ook Eerste: daar worden het A, B en D.")
	s.sweep()
	s.press("enter")
	for id, want := range map[string]model.Outcome{
		"r1": {Chosen: []string{"o1", "o2", "o4"}, By: model.ByRunOff},
		"r2": {Chosen: []string{"o2", "o4"}, By: model.ByRunOff},
		"r3": {Chosen: []string{"o4"}, By: model.ByVotes},
	} {
		if got := s.round(id).Outcome; got.By != want.By || !slices.Equal(got.Chosen, want.Chosen) {
			t.Errorf("%s was decided as %+v", id, got)
		}
	}
	if !strings.Contains(s.notice, "Eerste: A, B en D") {
		t.Errorf("the notice says %q", s.notice)
	}
	for id, want := range map[string]bool{"o1": true, "o2": true, "o3": false, "o4": true, "o5": false} {
		if s.session().Objectives.Get(id).Priority != want {
			t.Errorf("%s is a priority: %v", id, !want)
		}
	}
	if _, err := s.env.Book.Undo(); err != nil || s.round("r1").Outcome.By != "" || s.round("r3").Outcome.By != "" {
		t.Error("the decision does not go back as a whole")
	}
}

// A lot shows its seed before its order, and a seed that was shown is not
// forgotten.
func TestATieIsSettledByLot(t *testing.T) {
	s := tied(t, "nl", model.Round{})
	s.press("enter", "down", "down", "enter")
	s.overlaySees("B, C en D staan gelijk; er zijn nog twee plaatsen.", "zaad:id berekend", "leeg: ⏎ stelt voor")
	s.press("enter") // a proposal
	s.press("enter")
	s.overlaySees("✓ 1", "✓ 2", "  3", "o2", "o3", "o4")
	first := s.session().Rounds.Get("r1")
	if first.Outcome.By != "" {
		t.Fatal("it was recorded before it was shown")
	}
	s.press("esc")
	s.overlaySees("! Eerder geloot met ")
	for range 6 {
		s.press("backspace")
	}
	s.write("4 2 6")
	s.press("enter")
	order := model.Lot("4 2 6", []string{"o2", "o3", "o4"})
	s.overlaySees("Zaad: 4 2 6", model.LotDigest("4 2 6", order[0])[:12], "! Eerder geloot met ")
	s.press("enter")
	o := s.vote().Outcome
	want := []string{"o1"}
	for _, id := range []string{"o2", "o3", "o4"} {
		if slices.Contains(order[:2], id) {
			want = append(want, id)
		}
	}
	got := slices.Clone(o.Chosen)
	slices.Sort(got)
	if o.By != model.ByLot || o.Seed != "4 2 6" || !slices.Equal(got, want) || !strings.Contains(o.Note, "Eerder geloot met ") {
		t.Fatalf("outcome %+v, want %v", o, want)
	}
	s.sees("(door loting, zaad 4 2 6)")
	s.press("enter", "down", "down", "enter", "enter") // the same order again
	s.overlaySees("Zaad: 4 2 6", "o2")
	s.press("esc", "backspace", "7", "enter", "enter")
	if o := s.vote().Outcome; o.Seed != "4 2 7" || !strings.Contains(o.Note, "4 2 6") {
		t.Fatalf("outcome %+v", o)
	}
	var told []string
	for _, line := range s.env.Book.Lines() {
		if line.Kind == "lot.drawn" {
			told = append(told, line.Subject)
		}
	}
	if !slices.Equal(told, []string{"Eerste · 4 2 6", "Eerste · 4 2 7"}) {
		t.Errorf("the log tells %q", told)
	}
}

// Many that are tied fit in a small window, those drawn first.
func TestALotAmongMany(t *testing.T) {
	var more []model.Change
	var options []string
	for _, c := range aims(slices.Repeat([]string{"nog een doel"}, 60)...) {
		o := c.(model.Added[model.Objective])
		if o.Item.ID > "o5" || len(o.Item.ID) > 2 {
			more = append(more, c)
		}
		options = append(options, o.Item.ID)
	}
	s := voteStage(t, "en", append(more, openRound(model.Round{Places: 2, Options: options})...)...)
	s.press("esc", "c", "enter", "a", "enter", "down", "down", "enter", "1", "enter")
	order := model.Lot("1", options)
	s.overlaySees(model.LotDigest("1", order[0])[:12], model.LotDigest("1", order[1])[:12], "SHA-256 of seed:id")
	s.press("enter")
	if got := s.vote().Outcome.Chosen; len(got) != 2 || !slices.Contains(got, order[0]) || !slices.Contains(got, order[1]) {
		t.Errorf("chosen %v, drawn %v", got, order[:2])
	}
}

// A round can be copied, open or closed, and its options lead to the chain.
func TestCopyAndChain(t *testing.T) {
	s := tied(t, "nl", model.Round{Limit: 2, Secret: true})
	s.press("<")
	s.overlaySees("Elke jongere kent", "pijler", "1 Basisbehoeften")
	s.press("esc", "C")
	r := s.round("r2")
	if r == nil || r.State != model.Draft || !r.Secret || r.Limit != 2 || len(r.Options) != 5 || r.Title != "Eerste (opnieuw)" || r.Ballots.Len() != 0 {
		t.Fatalf("the copy is %+v", r)
	}
	s.press("o", "esc", "C")
	if r := s.round("r3"); r == nil || r.State != model.Draft || s.round("r2").State != model.Open {
		t.Fatalf("the copy of an open round is %+v", r)
	}
}

// How firm a result is, in words, whatever the places and the tie.
func TestFirmnessInWords(t *testing.T) {
	for _, c := range []struct {
		rules   model.Round
		ballots []string
		says    []string
		not     []string
	}{
		{model.Round{Places: 1}, []string{"1 aaa", "2 aaa", "3 b"}, []string{"A is er nog bij, 5 stickers voor op B. Eén stembriefje kan", "dat niet keren."}, []string{"kan het keren"}},
		{model.Round{Places: 1}, []string{"1 aaa", "2 ab", "3 b"}, []string{"2 stickers voor op B. Eén stembriefje kan", "het keren."}, nil},
		{model.Round{Places: 1, Limit: 1}, []string{"1 a", "2 a", "3 a", "4 b"}, []string{"2 stickers voor op B. Eén stembriefje kan", "niet keren"}, nil},
		{model.Round{Places: 2}, []string{"1 aab", "2 ab"}, []string{"B is er nog bij, 2 stickers voor op C."}, []string{"gelijk"}},        // A and B differ, C, D and E are tied outside
		{model.Round{Places: 2}, []string{"1 ab", "2 ab", "3 c"}, []string{"B is er net bij: één sticker voor op C."}, []string{"gelijk"}}, // the tie is inside
		{model.Round{Places: 3}, []string{"1 abc", "2 abd"}, []string{"Drie plaatsen: C en D staan gelijk op de derde. Daar is nog", "één plaats voor."}, nil},
		{model.Round{Places: 4}, nil, []string{"Vier plaatsen: A, B, C, D en E staan gelijk op de eerste."}, nil},
		{model.Round{Places: 0}, []string{"1 a"}, nil, []string{"keren", "gelijk", "plaatsen genoeg", "net bij"}},
		{model.Round{Places: 5}, []string{"1 a"}, []string{"Er zijn plaatsen genoeg voor alles."}, []string{"keren", "gelijk"}},
	} {
		s := voteStage(t, "nl", openRound(c.rules)...)
		for _, line := range c.ballots {
			s.enter(line)
		}
		s.press("esc", "c", "enter", "a")
		s.sees(c.says...)
		s.hides(c.not...)
	}
}
