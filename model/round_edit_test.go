package model

import (
	"errors"
	"slices"
	"testing"
)

// While a round is open its rules can change as far as the ballots allow; what
// is voted on and whether that is secret stand.
func TestRulesOfAnOpenRound(t *testing.T) {
	h, r := ballotRoom(t, 4, Round{Stickers: 3, Per: PerHead, Places: 1})
	enter(t, h, r, "7 aac", "12 b", "15 a", "15 b")
	edited := func(edit func(*Round)) Edited[Round] {
		next := *r
		edit(&next)
		return Edited[Round]{next}
	}
	before := state(t, h.Session())
	for name, c := range map[string]struct {
		edit func(*Round)
		code Code
		n    int
		list string
	}{
		"fewer stickers":    {func(r *Round) { r.Stickers = 2 }, RoundBreaks, 1, "7 Jeugdhuis De Kring"},
		"one sticker":       {func(r *Round) { r.Stickers = 1 }, RoundBreaks, 1, "7 Jeugdhuis De Kring"},
		"a limit":           {func(r *Round) { r.Limit = 1 }, RoundBreaks, 1, "7 Jeugdhuis De Kring"},
		"one ballot each":   {func(r *Round) { r.Per = PerParticipant }, RoundBreaks, 1, "15 Chiro Sint-Jan"},
		"all together":      {func(r *Round) { r.Per, r.Limit = PerParticipant, 1 }, RoundBreaks, 2, "7 Jeugdhuis De Kring, 15 Chiro Sint-Jan"},
		"no stickers":       {func(r *Round) { r.Stickers = 0 }, RoundStickers, 0, ""},
		"fewer options":     {func(r *Round) { r.Options = r.Options[:3] }, RoundFrozen, 0, ""},
		"another order":     {func(r *Round) { r.Options = []string{"o2", "o1", "o3", "o4"} }, RoundFrozen, 0, ""},
		"secret or not":     {func(r *Round) { r.Secret = !r.Secret }, RoundFrozen, 0, ""},
		"about another":     {func(r *Round) { r.About, r.Options = AboutPillars, []string{"1"} }, RoundFrozen, 0, ""},
		"a run-off of some": {func(r *Round) { r.Of = "r1" }, RoundFrozen, 0, ""},
	} {
		var refusal *Error
		err := h.Session().Check(edited(c.edit))
		if !errors.As(err, &refusal) || refusal.Code != c.code {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if c.code == RoundBreaks && (refusal.Args["N"] != c.n || refusal.Args["List"] != c.list || len(refusal.Args) != 2) {
			t.Errorf("%s says %v", name, err)
		}
	}
	if state(t, h.Session()) != before {
		t.Fatal("a refused rule altered the session")
	}
	do(t, h, edited(func(r *Round) {
		r.Title, r.Stickers, r.Limit, r.Split, r.Places, r.Together = "Beter", 4, 2, SplitYoung, 2, TogetherCheck
	}))
	if r.Title != "Beter" || r.Stickers != 4 || r.Limit != 2 || r.Places != 2 || r.State != Open || r.Ballots.Len() != 4 {
		t.Errorf("the round is %+v", r)
	}
	// Once looked at, the rule holds: one is taken back, one replaced.
	enter(t, h, r, "15/1 x", "7/1 ac")
	do(t, h, edited(func(r *Round) { r.Per, r.Limit, r.Stickers = PerParticipant, 1, 2 }))
	if err := h.Session().Clone().check(); err != nil {
		t.Errorf("the session breaks its rules: %v", err)
	}
	enter(t, h, r, "15 ad") // in the place of the one that stands, which is the second
	if got := h.Session().RoundResult("r1"); got.Ballots != 3 || got.Outstanding != 3 {
		t.Errorf("%d ballots, %d to come", got.Ballots, got.Outstanding)
	}
	if b := r.Ballots.Standing("p3", 1); b == nil || b.Stickers["o4"] != 1 || r.Ballots.Cast("p3") != 1 {
		t.Errorf("the ballot that stood was not replaced: %+v", b)
	}
	// What was taken back breaks nothing, however it was filled in.
	enter(t, h, r, "22 bc", "22 x")
	do(t, h, edited(func(r *Round) { r.Per = PerHead }))
	if err := h.Session().Check(edited(func(r *Round) { r.Stickers = 1 })); err == nil || err.(*Error).Args["N"] != 2 {
		t.Errorf("what was taken back: %v", err)
	}
	// Of one who left, too: they may come back.
	do(t, h, Removed[Participant]{"p1"})
	var refusal *Error
	if err := h.Session().Check(edited(func(r *Round) { r.Stickers = 1 })); !errors.As(err, &refusal) || refusal.Args["N"] != 2 {
		t.Errorf("a ballot that may come back: %v", err)
	}
	do(t, h, RoundClosed{"r1", testTime})
	do(t, h, edited(func(r *Round) { r.Title = "Gesloten" }))
	if err := h.Session().Check(edited(func(r *Round) { r.Places = 3 })); !has(err, RoundDone) {
		t.Errorf("the places of a closed round: %v", err)
	}
	if err := h.Session().Check(edited(func(r *Round) { r.Options = nil })); !has(err, RoundFrozen) {
		t.Errorf("the options of a closed round: %v", err)
	}
}

// Of a secret round nobody learns from its rules who placed how many: they are
// not made stricter, whatever stands on the ballots.
func TestRulesOfASecretRound(t *testing.T) {
	for _, ballot := range []string{"7 aaa", "7 abc", "7 -"} {
		h, r := ballotRoom(t, 4, Round{Stickers: 3, Per: PerHead, Secret: true, Places: 1})
		check := func(edit func(*Round)) error {
			next := *r
			edit(&next)
			return h.Session().Check(Edited[Round]{next})
		}
		if err := check(func(r *Round) { r.Stickers, r.Limit = 2, 1 }); err != nil {
			t.Errorf("without a ballot: %v", err)
		}
		enter(t, h, r, ballot, "15 a", "15 b")
		for name, edit := range map[string]func(*Round){
			"fewer stickers": func(r *Round) { r.Stickers = 2 },
			"a limit":        func(r *Round) { r.Limit = 2 },
		} {
			if err := check(edit); !has(err, RoundTightened) {
				t.Errorf("%s, %s: %v", ballot, name, err)
			}
		}
		for name, edit := range map[string]func(*Round){
			"more stickers":      func(r *Round) { r.Stickers = 5 },
			"a limit that is no": func(r *Round) { r.Limit = 3 },
			"places":             func(r *Round) { r.Places = 2 },
		} {
			if err := check(edit); err != nil {
				t.Errorf("%s, %s: %v", ballot, name, err)
			}
		}
		if err := check(func(r *Round) { r.Per = PerParticipant }); !has(err, RoundBreaks) {
			t.Errorf("how many ballots somebody has is no secret: %v", err)
		}
	}
}

// A run-off decides the round it was held for as long as that one is closed and
// what was voted on again is tied there.
func TestWhatARunOffDecides(t *testing.T) {
	h, r := ballotRoom(t, 4, Round{Stickers: 3, Per: PerParticipant, Places: 2})
	enter(t, h, r, "7 aab", "12 bc", "15 c") // A, B and C two each
	s := h.Session()
	if _, ok := s.RunOff(r); !ok {
		t.Fatal("no run-off")
	}
	do(t, h, RoundClosed{"r1", testTime})
	run, _ := s.RunOff(r)
	do(t, h, Added[Round]{run}, RoundOpened{run.ID, testTime}, RoundClosed{run.ID, testTime})
	settles := func() int { return len(s.Settles(s.Rounds.Get(run.ID), []string{"o2", "o3"})) }
	state, _ := s.stickersState()
	if settles() != 2 || s.RunOffOf(r) == nil || state != Warning { // nobody voted in the run-off
		t.Fatal("the run-off decides nothing")
	}
	do(t, h, s.Decide(s.Rounds.Get(run.ID), Outcome{Chosen: []string{"o2", "o3"}, By: ByTalk}))
	if state, _ := s.stickersState(); state != Done || !slices.Equal(r.Outcome.Chosen, []string{"o2", "o3"}) || r.Outcome.By != ByRunOff {
		t.Errorf("%+v, %v", r.Outcome, state)
	}
	do(t, h, RoundReopened{"r1"})
	if settles() != 1 || s.RunOffOf(r) != nil {
		t.Error("it decides a round that is open")
	}
	enter(t, h, r, "22 abb") // B is in, A is in: no tie
	do(t, h, RoundClosed{"r1", testTime})
	if settles() != 1 || len(s.RoundResult("r1").Ties) != 0 {
		t.Error("it decides a round without a tie")
	}
	do(t, h, RoundReopened{"r1"})
	enter(t, h, r, "22 dd", "15 -") // A, B and D
	do(t, h, RoundClosed{"r1", testTime})
	if settles() != 1 || len(s.RoundResult("r1").Ties) != 1 {
		t.Error("it decides a tie among others")
	}
}

// Nobody has more ballots that stand than votes, by a change or by a file.
func TestOneBallotAVote(t *testing.T) {
	h, r := ballotRoom(t, 3, Round{Stickers: 3, Per: PerHead})
	enter(t, h, r, "12 a", "12 b", "12/1 x") // p2 has two heads
	p := *h.Session().Participants.Get("p2")
	p.Heads = 1
	do(t, h, Edited[Participant]{p})
	cast := func(head int) error {
		return h.Session().Check(BallotCast{"r1", head, Ballot{Participant: "p2", Stickers: map[string]int{"o3": 1}}})
	}
	if err := cast(0); !has(err, BallotHeads) {
		t.Errorf("a second ballot that stands: %v", err)
	}
	if err := cast(1); err != nil {
		t.Errorf("the ballot that stands cannot be replaced: %v", err)
	}
	enter(t, h, r, "12/2 c")
	for _, per := range []string{PerParticipant, PerHead} {
		file := h.Session().Clone()
		file.Rounds.Get("r1").Per = per
		if err := file.check(); err != nil {
			t.Errorf("one that stands beside one that was taken back, per %s: %v", per, err)
		}
		file.Rounds.Get("r1").Ballots.Of("p2")[0].Removed = false
		if err := file.check(); !has(err, BallotTwice) {
			t.Errorf("two that stand, per %s: %v", per, err)
		}
	}
}

// Rounds that are each other's run-off, as a file may have them.
func TestACircleOfRunOffs(t *testing.T) {
	h, r := ballotRoom(t, 2, Round{Stickers: 1, Per: PerParticipant, Places: 1})
	do(t, h, RoundClosed{"r1", testTime})
	run, _ := h.Session().RunOff(r)
	do(t, h, Added[Round]{run}, RoundOpened{run.ID, testTime}, RoundClosed{run.ID, testTime})
	s := h.Session().Clone()
	s.Rounds.Get("r1").Of = run.ID
	if n := len(s.Settles(s.Rounds.Get("r1"), []string{"o1"})); n != 2 {
		t.Errorf("%d are decided", n)
	}
}

// A copy has the options that are still there, and none of the votes.
func TestCopyingARound(t *testing.T) {
	h, r := ballotRoom(t, 4, Round{Title: "Eerst", Stickers: 3, Limit: 2, Per: PerHead, Secret: true, Split: SplitYoung, Places: 2})
	enter(t, h, r, "7 aac")
	do(t, h, Removed[Objective]{"o2"})
	c := h.Session().CopyOf(r)
	do(t, h, Added[Round]{c})
	got := h.Session().Rounds.Get(c.ID)
	if got.State != Draft || got.Ballots.Len() != 0 || got.Opened != "" || len(got.Options) != 3 || got.ID == r.ID || !got.sameRules(r) || !got.Secret {
		t.Errorf("the copy is %+v", got)
	}
}
