package model

import (
	"fmt"
	"strings"
	"testing"
)

// ballotRoom is a session with an open round of that many objectives o1, o2 …
// and a few participants.
func ballotRoom(t testing.TB, options int, rules Round) (*History, *Round) {
	t.Helper()
	h := newTestHistory()
	for i, name := range []string{"Jeugdhuis De Kring", "Jeugdraad", "Chiro Sint-Jan", "Privé-initiatief", "360 Graden", "Chiro Alfa"} {
		do(t, h, Added[Participant]{Participant{ID: fmt.Sprintf("p%d", i+1), Number: []int{7, 12, 15, 22, 4, 123}[i], Organisation: name, Heads: i + 1}})
	}
	rules.ID, rules.About, rules.State = "r1", AboutObjectives, Draft
	for i := range options {
		id := fmt.Sprintf("o%d", i+1)
		do(t, h, Added[Objective]{Objective{ID: id, What: "doel " + id}})
		rules.Options = append(rules.Options, id)
	}
	do(t, h, Added[Round]{rules}, RoundOpened{"r1", testTime})
	return h, h.Session().Rounds.Get("r1")
}

// told is a change as the tests write it: "p1#0 o1:2 o3:1", "p1#0 taken".
func told(c Change) string {
	switch c := c.(type) {
	case BallotCast:
		text := fmt.Sprintf("%s#%d", c.Ballot.Participant, c.Head)
		for i := 1; i <= OptionsMax; i++ {
			if n := c.Ballot.Stickers[fmt.Sprintf("o%d", i)]; n > 0 {
				text += fmt.Sprintf(" o%d:%d", i, n)
			}
		}
		return text
	case BallotTaken:
		return fmt.Sprintf("%s#%d taken", c.Participant, c.Head)
	}
	return fmt.Sprint(c)
}

func TestParseBallot(t *testing.T) {
	h, r := ballotRoom(t, 5, Round{Stickers: 3, Limit: 2, Per: PerParticipant})
	s := h.Session()
	for line, want := range map[string]string{
		"7 aac":                "p1#0 o1:2 o3:1",
		"7aac":                 "p1#0 o1:2 o3:1",
		"7 AaC":                "p1#0 o1:2 o3:1",
		"  7   a a c ":         "p1#0 o1:2 o3:1",
		"7 a2 c":               "p1#0 o1:2 o3:1",
		"7 a2c":                "p1#0 o1:2 o3:1",
		"12 b2 d":              "p2#0 o2:2 o4:1",
		"7 ca":                 "p1#0 o1:1 o3:1",
		"7 -":                  "p1#0",
		"7-":                   "p1#0",
		"7/1 e":                "p1#0 o5:1",
		"123abc":               "p6#0 o1:1 o2:1 o3:1",
		"jeugdh aac":           "p1#0 o1:2 o3:1",
		"JEUGDHUIS DE KRING a": "p1#0 o1:1",
		"jeugdr b":             "p2#0 o2:1",
		"jeugdraad -":          "p2#0",
		"chiro s aa":           "p3#0 o1:2",
		"prive a":              "p4#0 o1:1", // accents need not be typed
		"360 graden e":         "p5#0 o5:1",
		"360 e":                "p5#0 o5:1", // no number 360, but a name
		"7 jeugd b":            "p1#0 o2:1",
	} {
		c, err := ParseBallot(s, r, line)
		if err != nil || told(c) != want {
			t.Errorf("%q gives %v, %v; want %s", line, told(c), err, want)
		} else if err := s.Check(c); err != nil {
			t.Errorf("%q is read but not taken: %v", line, err)
		}
	}
}

func TestParseBallotRefuses(t *testing.T) {
	h, r := ballotRoom(t, 5, Round{Stickers: 3, Limit: 2, Per: PerParticipant})
	s := h.Session()
	before := state(t, s)
	for line, code := range map[string]Code{
		"":              BallotWho,
		"7":             BallotEmpty,
		"7 ":            BallotEmpty,
		"7/1":           BallotEmpty,
		"jeugdhuis":     BallotEmpty,
		"99 aac":        BallotNumber,
		"99999999999 a": BallotNumber,
		"0 a":           BallotNumber,
		"jeugd aac":     ParticipantSeveral,
		"chiro b":       ParticipantSeveral,
		"scouts aac":    ParticipantNone,
		"aac":           BallotWho,
		"7 f":           BallotLetter,
		"7 aax":         BallotLetter, // X takes back and is no option
		"7 2":           BallotLetter,
		"7 a 2":         BallotLetter,
		"7 a-b":         BallotLetter,
		"7 é":           BallotLetter,
		"7 aac 8 b":     BallotLetter,
		"7 a0":          BallotCount,
		"7 a9999999999": BallotCount,
		"7 aab b":       BallotBudget,
		"7 abcd":        BallotBudget,
		"7 aaa":         BallotLimit,
		"7 a3":          BallotLimit,
		"7 jeugd abcd":  BallotBudget,
		"7 x":           BallotNone,
		"7/2 a":         BallotWhich,
		"7/0 a":         BallotWhich,
		"7/2 x":         BallotNone,
		"jeugdhuis d a": BallotReading, // "d a", or "a" of Jeugdhuis D…
	} {
		if c, err := ParseBallot(s, r, line); !has(err, code) {
			t.Errorf("%q gives %v, %v; want %s", line, c, err, code)
		}
	}
	if state(t, s) != before {
		t.Error("reading altered the session")
	}
}

func TestParseBallotReplacesAndTakesBack(t *testing.T) {
	h, r := ballotRoom(t, 5, Round{Stickers: 3, Per: PerParticipant})
	enter(t, h, r, "7 aac", "7 b", "12 c")
	if n := r.Ballots.Cast("p1"); n != 1 || r.Ballots.Standing("p1", 0).Stickers["o2"] != 1 {
		t.Errorf("%d ballots, %v", n, r.Ballots.Standing("p1", 0))
	}
	enter(t, h, r, "7 x")
	if r.Ballots.Standing("p1", 0) != nil || h.Session().RoundResult("r1").Ballots != 1 {
		t.Error("the ballot taken back counts")
	}
	enter(t, h, r, "7 d")
	if h.Session().RoundResult("r1").Ballots != 2 {
		t.Error("cast again it does not count")
	}
}

func TestParseBallotPerHead(t *testing.T) {
	h, r := ballotRoom(t, 5, Round{Stickers: 3, Per: PerHead})
	s := h.Session()
	is := func(line, want string) {
		t.Helper()
		if c, err := ParseBallot(s, r, line); err != nil || told(c) != want {
			t.Errorf("%q gives %v, %v; want %s", line, c, err, want)
		}
	}
	isNot := func(line string, code Code) {
		t.Helper()
		if c, err := ParseBallot(s, r, line); !has(err, code) {
			t.Errorf("%q gives %v, %v; want %s", line, c, err, code)
		}
	}
	isNot("15/2 a", BallotWhich) // the first comes first
	enter(t, h, r, "15 a", "15 b", "chiro s c")
	isNot("15 d", BallotFull) // it has three
	isNot("15/4 d", BallotWhich)
	is("15/2 d", "p3#1 o4:1")
	is("chiro s/2 d", "p3#1 o4:1")
	is("15 x", "p3#2 taken")
	is("15/1 x", "p3#0 taken")
	enter(t, h, r, "15/2 x")
	is("15 e", "p3#1 o5:1") // into the gap
	isNot("15/2 x", BallotNone)
	enter(t, h, r, "15 e")
	isNot("15 a", BallotFull)

	// Heads cannot go below the ballots there are, and follow when one is taken back.
	p := *s.Participants.Get("p3")
	p.Heads = 2
	if err := s.Check(Edited[Participant]{p}); !has(err, HeadsVoted) {
		t.Errorf("heads below ballots: %v", err)
	}
	enter(t, h, r, "15/1 x")
	do(t, h, Edited[Participant]{p})
	isNot("15 a", BallotFull)
	if err := s.Clone().check(); err != nil {
		t.Errorf("the session breaks its own rules: %v", err)
	}
}

func TestParseBallotWithWords(t *testing.T) {
	h, r := ballotRoom(t, 60, Round{Stickers: 4, Per: PerParticipant})
	for line, want := range map[string]string{
		"7 AA AB2": "p1#0 o26:1 o27:2",
		"7 a b":    "p1#0 o1:1 o2:1",
		"7 z aa2":  "p1#0 o25:1 o26:2",
		"7aa":      "p1#0 o26:1",
		"7 ab2ac":  "p1#0 o27:2 o28:1",
		"7 -":      "p1#0",
	} {
		c, err := ParseBallot(h.Session(), r, line)
		if err != nil || told(c) != want {
			t.Errorf("%q gives %v, %v; want %s", line, c, err, want)
		}
	}
	for line, code := range map[string]Code{"7 AAB": BallotLetter, "7 XA": BallotLetter, "7 zz": BallotLetter, "7 a 2": BallotLetter, "7 a5": BallotBudget} {
		if c, err := ParseBallot(h.Session(), r, line); !has(err, code) {
			t.Errorf("%q gives %v, %v; want %s", line, c, err, code)
		}
	}
	for i := range OptionsMax {
		if at := optionPlace(OptionLetter(i)); at != i {
			t.Fatalf("%s stands at %d, not %d", OptionLetter(i), at, i)
		}
	}
}

// Whatever is typed, what is read is what the round takes.
func FuzzParseBallot(f *testing.F) {
	for _, line := range []string{"7 aac", "7/2 a2 c", "jeugdh -", "chiro s/1 x", "7 a99999999999999999999", "7/-1 a", "/ a", "7//2 a", "\u0130 a", "7 ﬁ"} {
		f.Add(line)
	}
	one, r1 := ballotRoom(f, 5, Round{Stickers: 3, Limit: 2, Per: PerHead})
	many, r2 := ballotRoom(f, 40, Round{Stickers: 3, Per: PerParticipant})
	f.Fuzz(func(t *testing.T, line string) {
		for s, r := range map[*Session]*Round{one.Session(): r1, many.Session(): r2} {
			c, err := ParseBallot(s, r, line)
			if err != nil {
				if _, ok := err.(*Error); !ok {
					t.Fatalf("%q gives %v", line, err)
				}
				continue
			}
			if err := s.Check(c); err != nil {
				t.Fatalf("%q is read as %s and not taken: %v", line, told(c), err)
			}
		}
	})
}

// enter makes the ballots of the lines.
func enter(t testing.TB, h *History, r *Round, lines ...string) {
	t.Helper()
	for _, line := range lines {
		c, err := ParseBallot(h.Session(), r, line)
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		do(t, h, c)
	}
}

func TestParseBallotRefusesALongLine(t *testing.T) {
	h, r := ballotRoom(t, 200, Round{Stickers: 3, Per: PerParticipant})
	if _, err := ParseBallot(h.Session(), r, strings.Repeat("a ", 4000)); err == nil {
		t.Error("a line of 4,000 letters was taken")
	}
}
