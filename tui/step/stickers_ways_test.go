package step

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kring/model"
	"kring/tui/kit"
)

// question is what the topmost overlay says.
func (s *stage) question() string {
	s.t.Helper()
	if len(s.over) == 0 {
		s.t.Fatal("nothing is open above the step")
	}
	text, _ := s.over[len(s.over)-1].View(60, 10)
	return s.over[len(s.over)-1].Title() + "\n" + strings.Join(strings.Fields(plainText(text)), " ")
}

func (s *stage) ballotOf(participant string, head int) map[string]int {
	s.t.Helper()
	b := s.vote().Ballots.Standing(participant, head)
	if b == nil {
		s.t.Fatalf("no ballot of %s", participant)
	}
	return b.Stickers
}

func (s *stage) lent() bool { return s.screen.(kit.Lender).Lent() }

// Alone with the laptop: who, letters, Enter, Enter. What others chose is on no
// screen, and only Esc and its confirmation lead out.
func TestThePassedLaptop(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{Limit: 2, Split: model.SplitYoung})...)
	s.enter("1 bba")
	s.press("esc", "L")
	s.sees("Wie heeft de laptop?", "Typ je nummer")
	s.hides("Jeugdhuis", "B B A", "geplakt", "1 van 6", "nog:", "Dank je")
	s.sweep()
	if !s.lent() || !s.screen.Editing() {
		t.Fatal("the laptop is not lent")
	}
	s.enter("leer")
	s.sees("5 Leerlingenraad", "3 per partner, max 2", "Nog 3 van 3 te plakken  ▲ ▲ ▲", "A-E of spatie plakt")
	s.hides("Jeugdhuis", "B B A", "eerder", "van 6")
	s.sweep()
	s.write("cC") // caps lock does no harm
	s.sees("Nog 1 van 3 te plakken  ▲", "▸C  Ouders van tieners vinden steun                       ▲ ▲")
	s.write("c")
	s.is("notice", s.notice, "Hoogstens 2 op één keuze.")
	s.press("down", "space", "down", "space")
	s.is("notice", s.notice, "Al je stickers zijn geplakt. Haal er eerst één weg met ⌫.")
	s.press("up", "backspace", "backspace", "left")
	s.sees("Nog 1 van 3")
	s.write("x7") // no options
	s.press("enter")
	for _, want := range []string{"5 Leerlingenraad: klopt dit?", "Je plakt C C -.", "Eén sticker houd je over."} {
		if !strings.Contains(s.question(), want) {
			t.Errorf("it does not ask %q:\n%s", want, s.question())
		}
	}
	if strings.Contains(s.question(), "Vervangt") {
		t.Error("a first ballot replaces nothing")
	}
	s.press("esc")
	s.write("a")
	s.press("enter", "enter")
	if got := s.ballotOf("p5", 0); fmt.Sprint(got) != "map[o1:1 o3:2]" {
		t.Errorf("the ballot is %v", got)
	}
	s.sees("Dank je. Geef de laptop door.", "Wie heeft de laptop?", "ik ben ▸")
	s.hides("Leerlingenraad", "C C", "van 6")

	s.enter("99")
	s.sees("! ", "ik ben ▸ 99") // refused, and kept
	s.press("ctrl+u")
	s.enter("1") // voted by paper
	s.sees("1 Jeugdhuis De Kring", "Vervangt een eerder stembriefje", "Nog 3 van 3 te plakken  ● ● ●")
	s.hides("B B A", "● ● ● ●")
	s.sweep()
	s.press("esc") // nothing was placed: somebody else has it
	s.sees("Wie heeft de laptop?")
	s.enter("1")
	s.write("e")
	s.press("esc")
	s.is("title", s.over[0].Title(), "iemand anders")
	s.press("esc", "enter")
	if !strings.Contains(s.question(), "Je plakt E - -. 2 stickers houd je over. Vervangt een eerder stembriefje") {
		t.Errorf("it asks\n%s", s.question())
	}
	s.press("enter")
	if got := s.ballotOf("p1", 0); fmt.Sprint(got) != "map[o5:1]" {
		t.Errorf("the ballot is %v", got)
	}
	s.enter("2")
	s.press("enter")
	if !strings.Contains(s.question(), "blanco") {
		t.Errorf("it asks\n%s", s.question())
	}
	s.press("enter", "esc")
	s.is("title", s.over[0].Title(), "Stoppen met doorgeven?")
	s.press("esc")
	if !s.lent() {
		t.Fatal("it stopped without being confirmed")
	}
	s.press("esc", "enter")
	if s.lent() {
		t.Fatal("it does not stop")
	}
	s.sees("3 van 6 stemden", "4 geplakt · 5 gehouden", "1 Jeugdhuis De Kring", "E - -  ✓ vervangen")
}

// The options may stand in another order for everybody; their letters stay.
func TestTheLaptopMixesTheOrder(t *testing.T) {
	s := voteStage(t, "en", openRound(model.Round{})...)
	s.press("esc", "s")
	s.is("notice", s.notice, "On the laptop the options stand in another order for everybody now. The letters stay.")
	s.press("L")
	x := s.screen.(*stickers)
	orders := map[string]bool{}
	for range 40 {
		s.enter("1")
		orders[fmt.Sprint(x.laptop.order)] = true
		if sorted := slices.Sorted(slices.Values(x.laptop.order)); !slices.Equal(sorted, []int{0, 1, 2, 3, 4}) {
			t.Fatalf("the order is %v", x.laptop.order)
		}
		s.write("d")
		if x.laptop.placed["o4"] != 1 {
			t.Fatalf("D is %v", x.laptop.placed)
		}
		s.sees("▸D  Jongeren beslissen")
		s.press("backspace", "esc")
	}
	if len(orders) < 10 {
		t.Errorf("only %d orders", len(orders))
	}
	s.press("esc", "enter", "s", "L")
	s.enter("1")
	if !slices.Equal(x.laptop.order, []int{0, 1, 2, 3, 4}) {
		t.Errorf("the order is %v", x.laptop.order)
	}
}

// Per head the laptop takes the next ballot that is free; "/2" replaces one.
func TestTheLaptopPerHead(t *testing.T) {
	s := voteStage(t, "nl", model.Edited[model.Participant]{Item: model.Participant{ID: "p2", Number: 2, Organisation: "CLB Noord", Heads: 2}})
	s.does(openRound(model.Round{Per: model.PerHead})...)
	s.enter("2 a")
	s.press("esc", "L")
	s.enter("2")
	s.sees("2/2 CLB Noord")
	s.write("b")
	s.press("enter", "enter")
	s.enter("2")
	s.sees("! Alle stembriefjes van CLB Noord zijn binnen (2).", "ik ben ▸ 2")
	s.enter("/1")
	s.sees("2/1 CLB Noord", "Vervangt een eerder")
	s.write("cc")
	s.press("enter", "enter")
	if a, b := fmt.Sprint(s.ballotOf("p2", 0)), fmt.Sprint(s.ballotOf("p2", 1)); a != "map[o3:2]" || b != "map[o2:1]" {
		t.Errorf("the ballots are %s and %s", a, b)
	}
}

// does makes changes as somebody else would.
func (s *stage) does(changes ...model.Change) {
	s.t.Helper()
	for _, c := range changes {
		if err := s.env.Book.Do(c); err != nil {
			s.t.Fatal(err)
		}
		s.screen.Update(changed)
	}
}

// manyOptions is an open round on that many objectives.
func manyOptions(n int, rules model.Round) []model.Change {
	var changes []model.Change
	for i := range n {
		id := fmt.Sprintf("m%d", i)
		changes = append(changes, model.Added[model.Objective]{Item: model.Objective{ID: id, What: "Doel " + id}})
		rules.Options = append(rules.Options, id)
	}
	return append(changes, openRound(rules)...)
}

// With more options than letters, letters find and the space bar sticks; with a
// thousand it stays quick.
func TestWaysWithManyOptions(t *testing.T) {
	for _, n := range []int{30, 1000} {
		s := voteStage(t, "nl", manyOptions(n, model.Round{Stickers: 10})...)
		s.press("esc", "L")
		s.enter("1")
		s.write("ac")
		s.sees("▸AC ", "Letters zoeken, spatie plakt, ⌫ haalt eraf, ⏎ klaar.")
		s.press("space", "up", "space")
		s.write("b")
		s.press("space")
		if got := fmt.Sprint(s.screen.(*stickers).laptop.placed); got != "map[m1:1 m26:1 m27:1]" {
			t.Errorf("placed is %s", got)
		}
		start := time.Now()
		for range 100 {
			s.press("down")
			s.view(61, 20)
		}
		t.Logf("%d options: %v for a key and a frame", n, time.Since(start)/100)
		s.sweep()
		s.press("enter", "enter", "esc", "enter", "d")
		s.enter("ab ac3")
		s.press("pgdown", "pgdown", "pgdown")
		s.sees(" AE ")
		s.sweep()
		s.press("esc", "W")
		for range 30 {
			s.enter("3")
		}
		s.sweep()
		if c := s.session().WallCheck("r1"); c.Stickers != 90 || c.Counted != 30 {
			t.Errorf("the wall is %+v", c)
		}
	}
}

// At the table: letters and Enter, one participant after another.
func TestAtTheTable(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{})...)
	s.enter("2 dde")
	s.press("esc", "d")
	s.sees("1 Jeugdhuis De Kring ▸", "letters ⏎", "2 CLB Noord", "D D E", "A  Elke jongere")
	s.sweep()
	keys := 0
	for _, letters := range []string{"aac", "bbc"} {
		s.enter(letters)
		keys = len(letters) + 1
	}
	if keys != 4 {
		t.Errorf("a ballot of three stickers takes %d keys", keys)
	}
	// 2 has voted, so the second was of 3.
	if got := fmt.Sprint(s.ballotOf("p1", 0), s.ballotOf("p2", 0), s.ballotOf("p3", 0)); got != "map[o1:2 o3:1] map[o4:2 o5:1] map[o2:2 o3:1]" {
		t.Errorf("the ballots are %s", got)
	}
	s.sees("4 Jeugdraad ▸")
	s.enter("aaaa")
	s.sees("! 4 stickers is te veel", "4 Jeugdraad ▸ aaaa")
	s.press("down")
	s.sees("! Hier staan nog letters", "4 Jeugdraad ▸ aaaa")
	s.press("ctrl+u", "down") // skipped
	s.sees("5 Leerlingenraad ▸")
	s.write("a3")
	s.sees("5 Leerlingenraad · A A A")
	s.press("ctrl+u")
	s.enter("4 aac") // a number in front is no letter
	s.sees("! “", "5 Leerlingenraad ▸ 4 aac")
	s.press("ctrl+u")
	s.enter("-")
	s.sees("6 Studenten ▸")
	s.enter("ab")
	s.sees("4 Jeugdraad ▸") // the one who was skipped
	s.press("up", "up")
	s.sees("2 CLB Noord ▸")
	s.write("a")
	s.sees("2 CLB Noord · A - - · in plaats van D D E")
	s.press("enter")
	s.sees("4 Jeugdraad ▸")
	s.press("enter")
	s.sees("! 4 Jeugdraad: typ de letters")
	s.enter("x")
	s.sees("! Er is geen stembriefje")
	s.press("ctrl+u")

	// What was typed goes along to the line.
	s.write("bc")
	s.is("draft", s.screen.(kit.Drafter).Draft(), "4 bc")
	s.press("esc")
	s.sees("5 van 6 stemden", "ballot ▸ 4 bc")
	s.press("d")
	s.write("e")
	s.press("esc") // the line is taken
	s.sees("! Hier staan nog letters")
	s.press("enter")
	s.is("notice", s.notice, "iedereen stemde")
	s.press("esc")
	s.sees("ballot ▸ 4 bc", "iedereen stemde")
}

// When the opening of the round is undone there is nothing to enter any more.
func TestWaysEndWithTheRound(t *testing.T) {
	for _, way := range []string{"d", "W"} {
		s := voteStage(t, "nl", openRound(model.Round{})...)
		s.press("esc", way)
		if _, err := s.env.Book.Undo(); err != nil {
			t.Fatal(err)
		}
		s.screen.Update(changed)
		s.sees("ronde 1 · ontwerp")
		s.press("o") // the keys are those of a draft
		s.sees("ronde 1 · open", "ballot ▸")
		s.press("esc", way)
		for range 2 { // the opening, and the round itself
			if _, err := s.env.Book.Undo(); err != nil {
				t.Fatal(err)
			}
			s.screen.Update(changed)
		}
		s.sees("In een ronde")
		s.press("n")
		if len(s.over) != 1 {
			t.Fatal("the keys are not those of a step without a round")
		}
	}
}

// Of a secret round the table shows who voted and not what, nor what is typed.
func TestTheTableOfASecretRound(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{Secret: true})...)
	s.enter("2 dde")
	s.press("esc", "d")
	s.write("aac")
	s.sees("1 Jeugdhuis De Kring ▸ ***", "klopt, ⏎ voert in", "2 CLB Noord"+strings.Repeat(" ", 43)+"✓")
	s.hides("aac", "A A C", "D D E")
	s.press("tab")
	s.sees("1 Jeugdhuis De Kring ▸ aac", "A A C")
	s.press("tab", "enter", "up", "up")
	s.write("b")
	s.sees("1 Jeugdhuis De Kring ▸ *", "⏎ vervangt een eerder briefje")
	s.press("tab")
	s.sees("B - - · vervangt een eerder")
	s.hides("A A C", "D D E")
	s.press("enter")
	s.is("notice", s.notice, "1 Jeugdhuis De Kring: vervangen")
	s.press("esc")
	s.hides("B - -", "A A C")
	s.notice = ""
	s.press("L")
	s.enter("1")
	s.press("enter", "enter")
	s.is("notice for the next one", s.notice, "")
	s.press("esc", "enter", "W")
	s.is("notice", s.notice, "Een geheime ronde heeft geen muur: wie daar plakt, toont wat hij kiest.")
}

// One participant by line, by laptop and at the table has one ballot.
func TestWaysDoNotCountTwice(t *testing.T) {
	s := voteStage(t, "en", openRound(model.Round{})...)
	s.enter("1 aab")
	s.press("esc", "L")
	s.enter("1")
	s.write("cc")
	s.press("enter", "enter", "esc", "enter", "d", "up", "up")
	s.sees("1 Jeugdhuis De Kring ▸")
	s.enter("e")
	s.press("esc")
	s.sees("1 of 6 voted", "1 placed · 2 kept back", "E - -  ✓ replaced")
	if n := s.vote().Ballots.Len(); n != 1 {
		t.Errorf("%d ballots", n)
	}
	res := s.session().RoundResult("r1")
	if res.Ballots != 1 || res.Stickers != 1 || res.Outstanding != 5 {
		t.Errorf("the result is %+v", res)
	}
}

// The wall: a number for each option and group, each one change.
func TestTheWall(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{Split: model.SplitYoung, Places: 2})...)
	s.press("esc", "W")
	s.sees("muur: 0 stickers", "● prof.", "▲ jong", "samen", "Andere mensen: muur en briefjes samen.", "A · professionals: typ het aantal", "[·]")
	s.sweep()
	before := len(s.env.Book.Lines())
	s.enter("13")
	s.write("4")
	if n := len(s.env.Book.Lines()) - before; n != 1 {
		t.Fatalf("%d changes for a number", n)
	}
	s.sees("[4_]", "muur: 13 stickers")
	s.press("right") // saved by moving away
	s.write("7")
	s.press("up")
	if n := len(s.env.Book.Lines()) - before; n != 3 {
		t.Fatalf("%d changes for three numbers", n)
	}
	s.press("left")
	s.write("13")
	s.press("right")      // the same again is no change
	s.press("down", "up") // nothing was typed, nothing is saved
	if n := len(s.env.Book.Lines()) - before; n != 3 {
		t.Fatalf("%d changes for three numbers", n)
	}
	r := s.vote()
	for _, want := range []struct {
		option, group string
		n             int
	}{{"o1", model.GroupProfessional, 13}, {"o2", model.GroupProfessional, 4}, {"o2", model.GroupYoung, 7}} {
		if n, counted := r.OnWall(want.option, want.group); !counted || n != want.n {
			t.Errorf("%s of %s: %d", want.option, want.group, n)
		}
	}
	s.sees("muur: 24 stickers", "11")
	if _, err := s.env.Book.Undo(); err != nil {
		t.Fatal(err)
	}
	s.screen.Update(changed)
	s.sees("muur: 17 stickers")
	s.press("left", "backspace") // 13 is 1 now
	s.sees("[1_]")
	s.write("999999")
	s.is("notice", s.notice, "Hoogstens 100000 stickers.")
	s.press("backspace", "backspace", "backspace", "backspace", "backspace")
	s.press("down", "down", "backspace") // nothing to wipe
	s.write("0")
	s.press("esc")
	s.sees("waarvan 4 op de muur", "4 geplakt")
	if n, _ := s.vote().OnWall("o1", model.GroupProfessional); n != 0 {
		t.Errorf("A is %d", n)
	}
	if _, counted := s.vote().OnWall("o3", model.GroupProfessional); !counted {
		t.Error("a count of none is a count")
	}
	if _, counted := s.vote().OnWall("o4", model.GroupProfessional); counted {
		t.Error("what was not typed was counted")
	}
	s.press("W")
	s.sees("[·]", "D · professionals") // at the first one without a number
}

// Wall and ballots of the same people are held side by side; of other people
// they are added. One key says which.
func TestWallAndBallotsAreReconciled(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{Places: 2})...)
	for _, line := range []string{"1 aab", "2 abc", "3 ddd"} {
		s.enter(line)
	}
	s.press("esc", "W")
	for _, n := range []string{"3", "2", "2"} {
		s.enter(n)
	}
	s.press("esc")
	s.sees("16 geplakt", "waarvan 7 op de muur")
	s.press("W", "space")
	s.sees("Dezelfde mensen: de briefjes tellen, de muur is controle.", "! Muur en briefjes verschillen. C: muur 2, briefjes 1.", "briefjes", "! 1")
	s.sweep()
	if r := s.vote(); r.Together != model.TogetherCheck || r.Ballots.Len() != 3 || r.Wall.Len() != 3 || r.State != model.Open {
		t.Fatalf("the round is %+v", r)
	}
	s.press("up", "up", "up")
	s.write("1")
	s.press("space", "space") // a number that is being typed is saved first
	s.press("esc")
	s.sees("9 geplakt", "! muur ≠ briefjes: A en C")
	s.press("W", "home", "down", "down")
	s.write("1")
	s.press("home")
	s.write("3")
	s.press("esc")
	s.sees("muur: nog 2 keuzes te tellen")
	s.press("W")
	s.enter("3")
	s.sees("muur: nog 1 keuze te tellen")
	s.enter("0")
	s.sees("✓ De muur klopt met de stembriefjes.")
	s.press("esc")
	s.sees("✓ muur klopt met briefjes")
	s.press("n")
	s.enter("4 aaa")
	s.sees("! muur ≠ briefjes: A")
	s.press("esc", "c", "enter")
	s.hides("briefjes 6", "muur 3") // not before the reveal
	s.press("a")
	s.sees("12 stickers", "! Muur en briefjes verschillen. A: muur 3, briefjes 6.")
	if o := s.session().RoundResult("r1").Options[0]; o.Option != "o1" || o.Stickers != 6 {
		t.Errorf("the first is %+v", o)
	}
	next := *s.vote()
	next.Together = model.TogetherAdd
	if err := s.session().Check(model.Edited[model.Round]{Item: next}); err == nil {
		t.Error("a closed round can be changed")
	}
}

// Added up, wall and ballots may be more than the group has.
func TestTooManyStickersAreAsked(t *testing.T) {
	s := voteStage(t, "en", openRound(model.Round{})...)
	s.enter("1 aab")
	s.press("esc", "W")
	s.write("15")
	s.press("up")
	s.hides("same people?")
	s.write("16")
	s.press("up")
	s.sees("! Together that is more stickers than the group has. Are they")
	s.press("esc")
	s.sees("! too many: same people? W")
	s.press("c", "enter", "a")
	s.sees("Of which 16 stickers on the wall, by other people.")
}

// How long a round has been open stands beside its figures.
func TestHowLongARoundIsOpen(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{})...)
	for _, c := range []struct {
		after time.Duration
		want  string
	}{{0, "open sinds 14:00 · 0 min"}, {6*time.Minute + 50*time.Second, "open sinds 14:00 · 6 min"}, {125 * time.Minute, "open sinds 14:00 · 2 u 05"}, {30 * time.Hour, "open sinds 22/11/2026"}} {
		s.env.Now = func() time.Time { return testNow.Add(c.after) }
		s.sees(c.want)
		s.sweep()
	}
}

// By sector there are more columns than fit: the cursor takes them along.
func TestTheWallBySector(t *testing.T) {
	s := voteStage(t, "en", openRound(model.Round{Split: model.SplitSector})...)
	s.press("esc", "W")
	s.sweep()
	groups := s.session().WallGroups(s.vote())
	for range groups {
		s.write("2")
		s.press("tab")
	}
	s.sees("…", "A · without: type")
	s.sweep()
	if c := s.session().WallCheck("r1"); c.Stickers != 2*len(groups) || c.Counted != 1 {
		t.Errorf("the wall is %+v", c)
	}
}

// A click goes to the row that is drawn there, and saves what is typed first.
func TestClicksOnTheWays(t *testing.T) {
	s := voteStage(t, "nl", openRound(model.Round{Split: model.SplitYoung})...)
	click := func(text string, x int) {
		t.Helper()
		for y, line := range strings.Split(plainText(s.view(61, 20)), "\n") {
			if strings.Contains(line, text) {
				s.perform(s.screen.Update(kit.Click{X: x, Y: y, Width: 61, Height: 20}), s.screen)
				return
			}
		}
		t.Fatalf("%q is not there", text)
	}
	s.press("esc", "W")
	s.write("5")
	click("D  Jongeren", 45)
	s.sees("D · jongeren")
	if n, _ := s.vote().OnWall("o1", model.GroupProfessional); n != 5 {
		t.Errorf("A is %d", n)
	}
	s.press("esc", "L")
	s.enter("1")
	click("C  Ouders", 4)
	s.press("space")
	s.sees("▸C  Ouders van tieners vinden steun                     ●")
}
