package step

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kring/model"
	"kring/tui/kit"
)

var changed = kit.Changed{}

// aims are changes that add objectives o1, o2 and so on.
func aims(texts ...string) []model.Change {
	var all []model.Change
	for i, text := range texts {
		all = append(all, model.Added[model.Objective]{Item: model.Objective{
			ID: fmt.Sprintf("o%d", i+1), What: text, Pillar: 1 + i%8, AgeFrom: 12, AgeTo: 18,
		}})
	}
	return all
}

// five objectives and partners 1 to 6, of which 4, 5 and 6 are young people.
func voteStage(t *testing.T, lang string, more ...model.Change) *stage {
	t.Helper()
	changes := aims("Elke jongere kent een plek om te praten", "Ontmoetingsplek in elke wijk", "Ouders van tieners vinden steun", "Jongeren beslissen mee over hun buurt", "Hulp zonder wachtlijst")
	for i, name := range []string{"Jeugdhuis De Kring", "CLB Noord", "Chiro Sint-Jan", "Jeugdraad", "Leerlingenraad", "Studenten"} {
		changes = append(changes, model.Added[model.Participant]{Item: model.Participant{ID: fmt.Sprintf("p%d", i+1), Number: i + 1, Organisation: name, Heads: 1, Young: i > 2}})
	}
	return newStage(t, lang, "warme-steden", model.StepStickers, append(changes, more...)...)
}

// openRound is a round on the objectives that was opened.
func openRound(rules model.Round) []model.Change {
	rules.ID, rules.About, rules.State = "r1", model.AboutObjectives, model.Draft
	if rules.Stickers == 0 {
		rules.Stickers = 3
	}
	if rules.Options == nil {
		rules.Options = []string{"o1", "o2", "o3", "o4", "o5"}
	}
	if rules.Per == "" {
		rules.Per = model.PerParticipant
	}
	return []model.Change{model.Added[model.Round]{Item: rules}, model.RoundOpened{Round: "r1", At: model.TimeOf(testNow)}}
}

func (s *stage) hides(texts ...string) {
	s.t.Helper()
	for _, size := range [][2]int{{61, 20}, {135, 46}} {
		view := plainText(s.view(size[0], size[1]))
		for _, text := range texts {
			if strings.Contains(view, text) {
				s.t.Fatalf("%q is on the screen:\n%s", text, view)
			}
		}
	}
}

func (s *stage) vote() *model.Round { return s.session().Rounds.Get("r1") }

// A round from nothing to priorities, as a facilitator does it.
func TestARoundOfStickers(t *testing.T) {
	s := voteStage(t, "nl")
	s.sees("In een ronde", "Druk n om een ronde te maken")
	s.sweep()

	s.press("n")
	s.write("Speerpunten")
	s.press("enter")
	if r := s.vote(); r == nil || r.Stickers != 3 || r.Split != model.SplitYoung || r.Places != 3 || len(r.Options) != 5 {
		t.Fatalf("the round is %+v", r)
	}
	s.sees("Speerpunten · ontwerp", "Elke partner krijgt 3 stickers", "Een kwart", "A  Elke jongere", "E  Hulp zonder", "pijler 1 12-18")
	s.sweep()

	s.press("down", "space") // B is left out
	if got := s.vote().Options; !slices.Equal(got, []string{"o1", "o3", "o4", "o5"}) {
		t.Fatalf("options %v", got)
	}
	s.sees("4 van 5 doelen", "B  Ouders van tieners", "·  Ontmoetingsplek")
	s.press("space", "o")
	if s.vote().State != model.Open {
		t.Fatal("the round is not open")
	}
	s.sees("open", "3 per partner", "0 van 6 stemden", "nog: 1, 2, 3, 4, 5, 6", "ballot ▸")
	s.sweep()

	for _, line := range []string{"1 bba", "2 dd", "3 baa", "4 eed", "5 eab"} {
		s.enter(line)
	}
	s.sees("5 van 6 stemden", "14 geplakt · 1 gehouden", "nog: 6", "5 Leerlingenraad", "A B E  ✓")
	s.enter("2 de")
	s.sees("2 CLB Noord", "D E -  ✓ vervangen")
	s.enter("6 x")
	s.sees("! Er is geen stembriefje om terug te nemen.", "ballot ▸ 6 x")
	s.press("backspace")
	s.enter("-")
	s.sees("iedereen stemde", "- - -  ✓")
	s.sweep()

	s.press("esc", "c")
	s.press("enter")
	if s.vote().State != model.Closed {
		t.Fatal("the round is not closed")
	}
	s.hides("Ontmoetingsplek", "gelijk", "Elke jongere")
	s.sees("6 briefjes · 14 stickers")
	s.press("enter") // not before all is revealed
	if s.vote().Outcome.By != "" {
		t.Fatal("the outcome was recorded before the reveal")
	}
	s.press("space")
	s.sees("C  Ouders")
	s.hides("Hulp zonder", "Ontmoetingsplek")
	s.sweep()
	s.press("space") // D alone
	s.sees("4   ", "D  Jongeren beslissen")
	s.hides("Hulp zonder")
	s.press("right")
	s.sees("1 =", "A  Elke jongere", "● ● ● ▲", "● professionals", "Plaats 1, gedeeld door 3", "▀▀█") // big, before the words
	s.hides("Eén stembriefje kan")
	s.sweep()
	s.press("right")
	s.sees("1 =", "A  Elke jongere", "● ● ● ▲", "● professionals", "Eén stembriefje kan")
	s.sweep()

	s.press("enter")
	if o := s.vote().Outcome; o.By != model.ByVotes || !slices.Equal(o.Chosen, []string{"o1", "o2", "o5"}) {
		t.Fatalf("outcome %+v", o)
	}
	if !strings.Contains(s.notice, "A, B en E") {
		t.Fatalf("the notice says %q", s.notice)
	}
	for id, want := range map[string]bool{"o1": true, "o2": true, "o3": false, "o4": false, "o5": true} {
		if got := s.session().Objectives.Get(id).Priority; got != want {
			t.Errorf("%s is a priority: %v", id, got)
		}
	}
	s.sees("De groep kiest A, B en E (door de stemming)", "✓A", "✓E")

	s.press("N", "enter") // a second round; the first stays
	s.sees("ronde 2 (2/2) · ontwerp")
	s.press(",")
	s.sees("Speerpunten (1/2) · gesloten", "✓A")
	s.press(".", "x")
	s.sees("Speerpunten · gesloten")
	s.press("r", "enter")
	s.sees("ronde 2 (2/2) · ontwerp")
}

// What is secret is drawn nowhere while the round is open, and gone after.
func TestASecretRoundShowsNothing(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{Title: "Geheim", Secret: true, Limit: 2, Places: 3, Split: model.SplitYoung})...)
	s.write("1 bba")
	s.hides("1 bba", "bba", "B B A")
	s.sees("1 ***", "1 Jeugdhuis De Kring · klopt")
	s.press("enter")
	s.sees("1 Jeugdhuis De Kring", "✓", "1 van 6 stemden")
	s.hides("B B A")
	s.write("jeugdr eee")
	s.press("enter")
	s.sees("jeugdr ***", "Te veel stickers op één keuze: hoogstens 2.")
	s.hides("eee", "op E")
	s.press("tab")
	s.sees("jeugdr eee")
	s.press("tab", "backspace")
	s.enter("d")
	s.enter("2 aab")
	s.enter("2 zz")
	s.hides("zz", "Z")
	s.press("esc", "c")
	if len(s.over) > 0 {
		t.Fatal("the round may be closed over a line that was not entered")
	}
	s.press("n", "backspace", "backspace", "backspace", "backspace", "esc", "c")
	if len(s.over) != 1 {
		t.Fatal("no question before closing")
	}
	text, _ := s.over[0].View(60, 10)
	for _, want := range []string{"Nog 3 partners", "niets kan ze weer samenbrengen", "ongedaan gemaakt"} {
		if !strings.Contains(plainText(text), want) {
			t.Errorf("the question does not say %q:\n%s", want, text)
		}
	}
	s.press("enter")
	for _, b := range s.vote().Ballots.All() {
		if b.Participant != "" {
			t.Errorf("%s stands on a ballot", b.Participant)
		}
	}
	s.press("a")
	s.hides("Jeugdhuis", "Jeugdraad", "▲") // one young voter is not shown apart
	s.sees("Groepen kleiner dan 3")
	s.press("O")
	if s.vote().State != model.Closed || !strings.Contains(s.notice, "geheime ronde") {
		t.Errorf("reopening a secret round: %q", s.notice)
	}
	if _, err := s.env.Book.Undo(); err == nil {
		t.Error("closing was undone")
	}
}

// A tie across the line is said, and settled by talking.
func TestATieIsSettledByTalk(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{Places: 2})...)
	for _, line := range []string{"1 aab", "2 bd", "3 dab"} { // A 3, B 3, D 2: no tie; then one
		s.enter(line)
	}
	s.enter("4 dc")
	s.press("esc", "c", "enter", "a")
	s.sees("Twee plaatsen: A, B en D staan gelijk op de eerste.", "nog twee plaatsen voor.", "1 =")
	s.press("enter", "enter")
	s.press("space", "right", "right", "space", "tab")
	s.enter("D past bij het jeugdplan")
	o := s.vote().Outcome
	if o.By != model.ByTalk || !slices.Equal(o.Chosen, []string{"o1", "o4"}) || o.Note != "D past bij het jeugdplan" {
		t.Fatalf("outcome %+v", o)
	}
	s.sees("De groep kiest A en D (na gesprek).", "D past bij het jeugdplan")
	s.sweep()

	s.press("O", "enter") // it asks, as the outcome lapses
	if s.vote().State != model.Open || s.vote().Outcome.By != "" {
		t.Fatal("the round is not open again")
	}
	s.press("n")
	s.enter("5 a")
	s.press("esc", "c", "enter", "a")
	s.sees("A ")
	s.press("enter", "esc")
	if len(s.over) != 0 {
		t.Fatal("the form does not close")
	}
}

// Where voting is per head, each line is the next ballot.
func TestBallotsPerHead(t *testing.T) {
	s := voteStage(t, "en", model.Edited[model.Participant]{Item: model.Participant{ID: "p2", Number: 2, Organisation: "CLB Noord", Heads: 3}})
	for _, c := range openRound(model.Round{Per: model.PerHead}) {
		if err := s.env.Book.Do(c); err != nil {
			t.Fatal(err)
		}
		s.screen.Update(changed)
	}
	s.sees("0 of 8 ballots", "3 per person")
	for _, line := range []string{"2 a", "2 b", "2 c", "1 d"} {
		s.enter(line)
	}
	s.sees("2/3 CLB Noord", "4 of 8 ballots", "to come: 3, 4, 5, 6")
	s.enter("2 e")
	s.sees("! All ballots of CLB Noord are in (3).", "ballot ▸ 2 e")
	s.press("backspace", "backspace")
	s.enter("/2 e")
	s.sees("2/2 CLB Noord", "E - -  ✓ replaced", "4 of 8 ballots")
	s.press("esc", "w")
	text, _ := s.over[0].View(60, 10)
	if !strings.Contains(text, "Chiro Sint-Jan") || strings.Contains(text, "CLB") {
		t.Errorf("still to come:\n%s", text)
	}
}

// While a line is typed it says what it is read as.
func TestALineSaysWhatItIsReadAs(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{})...)
	s.write("jeugd")
	s.sees("Typ het nummer")
	s.write("h")
	s.sees("1 Jeugdhuis De Kring: typ de letters")
	s.write(" aa")
	s.sees("1 Jeugdhuis De Kring · A A -")
	s.press("enter")
	s.write("1 b")
	s.sees("1 Jeugdhuis De Kring · B - - · in plaats van A A -")
	s.write("bbb")
	s.sees("4 stickers is te veel")
	s.press("enter")
	s.sees("! 4 stickers is te veel", "ballot ▸ 1 bbbb")
	if s.vote().Ballots.Standing("p1", 0).Stickers["o2"] != 0 {
		t.Error("a part of a refused ballot was kept")
	}
	s.press("backspace", "enter")
	if s.vote().Ballots.Standing("p1", 0).Stickers["o2"] != 3 {
		t.Error("the mended line was not taken")
	}
	if _, err := s.env.Book.Undo(); err != nil {
		t.Fatal(err)
	}
	s.screen.Update(changed)
	s.sees("A A -  ✓")
	s.hides("vervangen")
}

// A paper ballot of three stickers takes at most seven keys, Enter included.
func TestABallotTakesSevenKeys(t *testing.T) {
	s := voteStage(t, "nl", append(openRound(model.Round{}), model.Added[model.Participant]{Item: model.Participant{ID: "p9", Number: 123, Organisation: "X", Heads: 1}})...)
	for _, line := range []string{"1 aac", "123aac"} {
		if len(line)+1 > 7 {
			t.Errorf("%q takes %d keys", line, len(line)+1)
		}
		s.enter(line)
	}
	if n := s.session().RoundResult("r1").Ballots; n != 2 {
		t.Errorf("%d ballots", n)
	}
}

// The form proposes anew when it is about something else.
func TestTheFormFollowsWhatItIsAbout(t *testing.T) {
	var many []model.Change
	for i := range 30 {
		many = append(many, model.Added[model.Action]{Item: model.Action{ID: fmt.Sprintf("a%d", i), Title: fmt.Sprintf("actie %d", i)}})
	}
	s := voteStage(t, "nl", many...)
	s.press("n")
	text, _ := s.over[0].View(80, 12)
	if !strings.Contains(plainText(text), "Voorstel bij 5 keuzes: 3 stickers") {
		t.Errorf("the form says\n%s", plainText(text))
	}
	s.press("down", "right", "enter")
	r := s.vote()
	if r.About != model.AboutActions || len(r.Options) != 30 || r.Stickers != 8 {
		t.Fatalf("about %s, %d options, %d stickers", r.About, len(r.Options), r.Stickers)
	}
	s.press("o")
	s.enter("1 aa b2")
	if b := s.vote().Ballots.Standing("p1", 0); b == nil || b.Stickers["a25"] != 1 || b.Stickers["a1"] != 2 {
		t.Errorf("the ballot is %+v", b)
	}
	s.sweep()
}

// What was removed after a draft was made is not voted on.
func TestADraftLeavesOutWhatHasGone(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{})[0], model.Removed[model.Objective]{ID: "o2"})
	s.sees("4 doelen")
	s.press("o")
	if got := s.vote().Options; s.vote().State != model.Open || !slices.Equal(got, []string{"o1", "o3", "o4", "o5"}) {
		t.Fatalf("%s with %v", s.vote().State, got)
	}
}

func TestStickersInAnOpenMethod(t *testing.T) {
	s := newStage(t, "nl", "open", model.StepStickers)
	s.sees("Er is nog niets om over te stemmen")
	s.press("n")
	if len(s.over) > 0 {
		t.Fatal("a round about nothing")
	}
	s.sweep()
}

// Undone and done again, a closing is revealed anew; a session that opens with
// a closed round shows its result.
func TestTheRevealBelongsToTheClosing(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{Places: 1})...)
	s.enter("1 aab")
	s.press("esc", "c", "enter")
	s.hides("Elke jongere")
	s.press("space", "space", "space", "space")
	s.sees("A  Elke jongere", "2 stickers van 1")
	for _, move := range []func() (model.Line, error){s.env.Book.Undo, s.env.Book.Redo} {
		if _, err := move(); err != nil {
			t.Fatal(err)
		}
		s.screen.Update(changed)
	}
	s.hides("Elke jongere")
	s.press("a")
	s.sees("A  Elke jongere")
	s.press("v")
	s.hides("Elke jongere")
	s.screen = New(s.env)[model.StepStickers]
	s.sees("A  Elke jongere")
}

// A click puts the cursor on the row that is drawn there.
func TestClicksOnStickers(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{Places: 2})...)
	find := func(text string) {
		t.Helper()
		for y, line := range strings.Split(plainText(s.view(61, 20)), "\n") {
			if strings.Contains(line, text) {
				s.screen.Update(kit.Click{X: 5, Y: y, Width: 61, Height: 20})
				s.sees("▸")
				for _, line := range strings.Split(plainText(s.view(61, 20)), "\n") {
					if strings.HasPrefix(line, "▸") && !strings.Contains(line, text) {
						t.Fatalf("the cursor is on %q, not on %q", line, text)
					}
				}
				return
			}
		}
		t.Fatalf("%q is not there", text)
	}
	find("D  Jongeren")
	s.enter("1 eed")
	s.press("esc", "c", "enter", "a")
	find("D  Jongeren")
	find("C  Ouders")
	s.press("N", "enter")
	find("B  Ontmoet")
}

func TestALargeVote(t *testing.T) {
	var changes []model.Change
	var options []string
	for i := range 200 {
		id := fmt.Sprintf("o%d", i)
		changes = append(changes, model.Added[model.Objective]{Item: model.Objective{ID: id, What: "Doel " + id}})
		options = append(options, id)
	}
	for i := range 1000 {
		changes = append(changes, model.Added[model.Participant]{Item: model.Participant{ID: fmt.Sprintf("p%d", i), Number: i + 1, Organisation: fmt.Sprintf("Organisatie %d", i), Heads: 1}})
	}
	changes = append(changes, openRound(model.Round{Options: options, Places: 3})...)
	for i := range 900 {
		stickers := map[string]int{options[i%200]: 1, options[i*i%199]: 1}
		changes = append(changes, model.BallotCast{Round: "r1", Ballot: model.Ballot{Participant: fmt.Sprintf("p%d", i), Stickers: stickers}})
	}
	s := newStage(t, "nl", "warme-steden", model.StepStickers, model.Batch{Name: "x", Changes: changes})
	for i := 900; i < 910; i++ {
		s.enter(fmt.Sprintf("%d a b c", i+1))
	}
	s.sees("910 van 1000")
	s.sweep()
	s.press("esc", "c", "enter", "a")
	s.sweep()
}

// The ballots of the round that is shown go out as votes.
func TestVotesAreWritten(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{})...)
	s.enter("1 aab")
	s.press("esc", "c", "enter", "E")
	s.is("before the reveal", fmt.Sprint(len(s.over)), "0")
	s.press("a", "E", "enter")
	if len(s.exports) != 1 || s.exports[0].Format != "pb" || s.exports[0].Round != "r1" || !strings.HasSuffix(s.exports[0].Path, ".pb") {
		t.Errorf("%+v", s.exports)
	}
}
