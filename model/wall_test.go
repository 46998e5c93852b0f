package model

import (
	"fmt"
	"testing"
)

func TestWallBesideBallots(t *testing.T) {
	h, r := ballotRoom(t, 4, Round{Stickers: 3, Together: TogetherAdd})
	s := h.Session()
	set := func(option, group string, n int) {
		t.Helper()
		do(t, h, WallSet{Round: "r1", Wall: Wall{option, group, n}})
	}
	is := func(want string) {
		t.Helper()
		if got := fmt.Sprint(s.WallCheck("r1")); got != want {
			t.Errorf("the wall is %s, want %s", got, want)
		}
	}
	is("{0 0 [] false}")
	set("o1", "young", 3)
	set("o1", "professional", 16)
	is("{19 1 [] false}") // there are no ballots to be of the same people
	enter(t, h, r, "7 aab", "12 abc")
	is("{19 1 [] true}") // 25 stickers, and six people have 18
	set("o1", "professional", 9)
	is("{12 1 [] false}")

	next := *r
	next.Together, next.Ballots, next.Wall = TogetherCheck, Ballots{}, List[Wall]{}
	do(t, h, Edited[Round]{next})
	if r.Together != TogetherCheck || r.Secret || r.Ballots.Len() != 2 || r.Wall.Len() != 2 {
		t.Fatalf("the round is %+v", r)
	}
	is("{12 1 [{o1 12 3}] false}")
	set("o1", "young", 0)
	set("o1", "professional", 3)
	set("o3", "", 0)
	is("{3 2 [{o3 0 1}] false}")
	do(t, h, Removed[Participant]{"p2"}) // and with it its ballot
	is("{3 2 [{o1 3 2}] false}")
	do(t, h, RoundClosed{"r1", testTime})
	is("{3 2 [{o1 3 2}] false}")
	next.Together = TogetherAdd
	if err := h.Session().Check(Edited[Round]{next}); !has(err, RoundDone) {
		t.Errorf("a closed round would count otherwise: %v", err)
	}
	if c := s.WallCheck("r9"); c.Counted != 0 {
		t.Errorf("a wall of no round: %+v", c)
	}
}

func TestTheWallOfAHiddenRoundSaysNothing(t *testing.T) {
	h, r := ballotRoom(t, 2, Round{Stickers: 3, Secret: true, Together: TogetherCheck})
	enter(t, h, r, "7 aab")
	do(t, h, WallSet{Round: "r1", Wall: Wall{"o1", "", 3}})
	if got := fmt.Sprint(h.Session().WallCheck("r1")); got != "{0 0 [] false}" {
		t.Errorf("the wall is %s", got)
	}
	do(t, h, RoundClosed{"r1", testTime})
	if got := fmt.Sprint(h.Session().WallCheck("r1")); got != "{3 1 [{o1 3 2}] false}" {
		t.Errorf("the wall is %s", got)
	}
}

func TestSlots(t *testing.T) {
	h, r := ballotRoom(t, 3, Round{Stickers: 3, Per: PerHead}) // p1 has one head, p2 two, and so on; p5 has number 4
	s := h.Session()
	list := ""
	for _, at := range s.Slots(r)[:9] {
		list += fmt.Sprintf(" %d/%d", at.Participant.Number, at.Head+1)
	}
	if list != " 4/1 4/2 4/3 4/4 4/5 7/1 12/1 12/2 15/1" {
		t.Errorf("the ballots are%s", list)
	}
	enter(t, h, r, "12 a", "7 a")
	for _, c := range []struct {
		word, want string
		code       Code
	}{
		{"12", "p2#1", ""}, {"12/1", "p2#0", ""}, {"jeugdr", "p2#1", ""}, {"12/3", "", BallotWhich}, {"7", "", BallotFull}, {"7/1", "p1#0", ""},
		{"15", "p3#0", ""}, {"15/2", "", BallotWhich}, {"99", "", ParticipantNone}, {"", "", ParticipantNone}, {"chiro", "", ParticipantSeveral},
	} {
		at, err := s.FindSlot(r, c.word)
		switch {
		case c.code != "" && !has(err, c.code):
			t.Errorf("%q gives %v, want %s", c.word, err, c.code)
		case c.code == "" && (err != nil || fmt.Sprintf("%s#%d", at.Participant.ID, at.Head) != c.want):
			t.Errorf("%q is %+v, %v", c.word, at, err)
		}
	}
	at := Slot{s.Participants.Get("p2"), 0}
	for text, want := range map[string]string{"aac": "p2#0 o1:2 o3:1", " A2 c ": "p2#0 o1:2 o3:1", "-": "p2#0", "x": "p2#0 taken"} {
		if c, err := ParseLetters(s, r, at, text); err != nil || told(c) != want {
			t.Errorf("%q is %v, %v", text, c, err)
		}
	}
	for text, code := range map[string]Code{"": BallotEmpty, "7 aac": BallotLetter, "aaaa": BallotBudget, "d": BallotLetter} {
		if _, err := ParseLetters(s, r, at, text); !has(err, code) {
			t.Errorf("%q gives %v", text, err)
		}
	}
}
