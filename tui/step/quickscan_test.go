package step

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"kring/model"
	"kring/tui/kit"
)

// file is everything in a session, to compare.
func file(t *testing.T, s *model.Session) string {
	t.Helper()
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// scores gives what a participant scored in the scan the session is at: "_" for
// nothing, "?" for "don't know".
func (s *stage) scores(participant string) string {
	var out strings.Builder
	for _, p := range s.env.M().Pillars {
		switch sc := s.session().Scan().ScoreOf(participant, p.Number); {
		case sc == nil:
			out.WriteByte('_')
		case sc.Score == nil:
			out.WriteByte('?')
		default:
			fmt.Fprint(&out, *sc.Score)
		}
	}
	return out.String()
}

func (s *stage) result(pillar int) model.PillarResult {
	return s.session().ScanResult(s.session().Scan().ID).Pillars[pillar-1]
}

// The three ways on one screen, one after another, nobody counted twice.
func TestQuickscanThreeWays(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepQuickscan, people("CLB", "Chiro", "School", "OCMW")...)
	s.press(strings.Split("32415203", "")...)
	s.is("agreed", fmt.Sprint(*s.session().Scan().AgreedOn(8).Score), "3")
	if a := s.session().Scan().AgreedOn(7); a.Score != nil {
		t.Errorf("0 is %d", *a.Score)
	}

	// Eight digits each, and the next one is there.
	s.press("d")
	s.press(strings.Split("11111111"+"22w22022", "")...)
	s.is("first", s.scores("p1"), "11111111")
	s.is("second", s.scores("p2"), "22?22?22")
	s.sees("3 School")
	s.press("right", "5", "left", "left", "3")
	s.is("fourth", s.scores("p4"), "5_______")
	s.is("mended", s.scores("p2"), "32?22?22")
	s.press("d")

	// A paper, and one that is not right.
	s.press("P")
	s.enter("3 4444444")
	s.sees("Dat zijn geen 8 cijfers", "▸ 3 4444444")
	s.enter("4")
	s.is("third", s.scores("p3"), "44444444")
	s.is("said", s.notice, "3 School: 8 scores ingevoerd")
	s.enter("3 4-44444x")
	s.sees("Score 10 ligt buiten de schaal")
	s.press("ctrl+u")
	s.enter("scho 55------")
	s.is("third again", s.scores("p3"), "55444444")
	if !strings.Contains(s.notice, "had al scores") {
		t.Error(s.notice)
	}
	s.press("esc", "d")

	// Hands of those who have no number.
	for range 8 {
		s.press("up")
	}
	s.press("c")
	s.write("0 0 1")
	s.press("enter")
	r := s.result(1)
	if r.N != 5 || r.Counts["3"] != 2 || *r.Agreed != 3 {
		t.Errorf("%+v", r)
	}
	s.press("up")
	s.sees("5 scores", "meer dan er mensen zijn")
	s.press("c", "ctrl+u", "enter")
	if r := s.result(1); r.N != 4 || r.Counts["3"] != 1 {
		t.Errorf("%+v", r)
	}
	s.sweep()
}

// Alone with the laptop nobody sees what somebody else gave, not even under the
// other's name, and only the facilitator's key leads out.
func TestQuickscanAlone(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepQuickscan, people("CLB", "Chiro")...)
	s.press("L", "enter")
	s.press(strings.Split("1234", "")...)
	s.is("editing", fmt.Sprint(s.screen.(*quickscan).Editing()), "true")
	s.press("h", "d", "r", "N")
	s.press(strings.Split("5432", "")...)
	s.is("first", s.scores("p1"), "12345432")
	s.sees("Dank je. Geef de laptop door.")
	s.press("enter", "enter") // the same name, taken by the next one
	view := plainText(s.view(61, 20))
	for _, line := range strings.Split(view, "\n")[3:11] {
		if strings.ContainsAny(line[30:], "12345") {
			t.Fatalf("a score of somebody else shows:\n%s", view)
		}
	}
	s.press("3")
	s.is("own again", s.scores("p1"), "32345432")
	s.press("esc", "esc")
	s.is("still alone", fmt.Sprint(s.screen.(*quickscan).Editing()), "true")
	s.press("esc", "enter")
	s.is("back", fmt.Sprint(s.screen.(*quickscan).Editing()), "false")
	s.sweep()
}

// Another scale says what becomes of the scores, and undo gives them back.
func TestQuickscanScale(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepQuickscan, people("CLB", "Chiro", "School")...)
	s.press("d")
	s.press(strings.Split("12345555", "")...)
	before := file(t, s.session())
	s.press("d", "S", "shift+tab")
	for s.over[0].(*kit.Form).Values()[3] != "0-10" {
		s.press("right")
	}
	s.press("enter")
	asked, _ := s.top().View(60, 12)
	for _, text := range []string{"op 1-5", "Op 0-10", "1 → 0", "2 → 3", "5 → 10"} {
		if !strings.Contains(strings.Join(strings.Fields(plainText(asked)), " "), text) {
			t.Errorf("%q is not in what is asked:\n%s", text, asked)
		}
	}
	s.press("esc")
	s.is("not yet", file(t, s.session()), before)
	s.press("enter", "enter")
	s.is("converted", s.scores("p1"), "035810101010")
	if _, err := s.env.Book.Undo(); err != nil {
		t.Fatal(err)
	}
	s.is("undone", file(t, s.session()), before)
	if _, err := s.env.Book.Redo(); err != nil {
		t.Fatal(err)
	}

	s.press("d", "x", "0", "w")
	s.is("ten, nought and not known", s.scores("p2"), "100?_____")
	s.press("d")
	s.sees("0 ", "10 ")
	s.sweep()
}

// A second scan stands beside the first, in the table and in the bars.
func TestQuickscanAgain(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepQuickscan, scanned(true)...)
	s.press("b")
	s.is("no comparison", s.notice, "Er is geen eerdere scan.")
	s.press("N")
	s.enter("Na een jaar")
	s.sees("Quickscan · Na een jaar (2/2)")
	s.press("1", "d")
	s.press(strings.Split("5555555544444444", "")...)
	s.press("d", "b")
	s.sees("Na een jaar naast Start", "nu eerder")
	for pillar, row := range map[int]string{1: "4,5    4,5    4,5", 8: "4,5    4,5    1,0"} {
		if lines := strings.Split(plainText(s.view(61, 20)), "\n"); !strings.Contains(lines[quickscanTop+pillar-1], row) {
			t.Errorf("pillar %d: %q", pillar, lines[quickscanTop+pillar-1])
		}
	}
	s.sweep()
	s.press("r")
	s.sees("█ Na een jaar   ▒ Start")
	s.sweep()
	s.press("r")
	s.sweep()
	s.press("r", ",")
	s.sees("Quickscan · Start (1/2)")
	s.press("2")
	if a := s.session().Scans.Get("s1").AgreedOn(8); a == nil || *a.Score != 2 {
		t.Errorf("the first scan: %v", a)
	}
	s.press(".")
	s.sees("Na een jaar")
}

// What the group agrees on is drawn: alone, beside the means once somebody scores,
// and against the scan before.
func TestQuickscanAgreedIsDrawn(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepQuickscan, scanned(true)...)
	s.press("N")
	s.enter("Nadien")
	s.press(strings.Split("22222222", "")...)
	s.press("b")
	s.sees("Nadien (akkoord) naast Start", "4,5", "2,0")
	s.press("b", "r")
	s.sees("2,0")
	bars := plainText(s.view(61, 20))
	if strings.Contains(bars, "▒") || strings.Count(bars, "2,0") != 8 {
		t.Errorf("agreed alone:\n%s", bars)
	}
	s.press("d", "5", "d", "r")
	s.sees("█ gemiddelden   ▒ akkoord", "5,0", "2,0")
	s.sweep()
	s.press("r")
	s.sweep()
}

// Where opinions differ most stands first when asked, with the reason.
func TestQuickscanTalk(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepQuickscan, people("CLB", "Chiro", "School", "OCMW")...)
	s.press("d")
	s.press(strings.Split("33133333"+"33433333"+"33533333"+"44233333", "")...)
	s.press("d", "o", "o", "home")
	s.sees("praat hier eerst over", "▸ 3")
	s.sees("Praat hier eerst over: 2 laag, 0 in het midden, 2 hoog.")
}
