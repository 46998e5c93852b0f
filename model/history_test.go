package model

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
)

// Random changes, many of them refused: a refused one alters nothing, and
// undo to the beginning and redo to the end pass through the same sessions,
// also when the log is read back.
func TestUndoAndRedoAreExact(t *testing.T) {
	for seed := range campaign(t, 10, 500) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 7))
			h := newTestHistory()
			log := []Record{}
			before := state(t, h.Session())
			states := []string{before} // by number of changes that can be undone
			refused, taken := 0, 0
			for range 400 {
				c := randomChange(r, h.Session())
				wouldTake := h.Session().Check(c)
				if state(t, h.Session()) != before {
					t.Fatalf("checking %s altered the session", c.Kind())
				}
				rec := roundTrip(t, Record{Seq: h.Seq() + 1, Time: testTime, Change: c})
				err := h.Replay(rec)
				if (err == nil) != (wouldTake == nil) {
					t.Fatalf("%s: Check says %v, Replay %v", c.Kind(), wouldTake, err)
				}
				if err != nil {
					refused++
					var refusal *Error
					if !errors.As(err, &refusal) {
						t.Fatalf("%s was refused with %v", c.Kind(), err)
					}
					if state(t, h.Session()) != before {
						t.Fatalf("%s was refused and altered the session: %v", c.Kind(), err)
					}
					continue
				}
				taken++
				log = append(log, rec)
				if _, ok := h.NextUndo(); !ok { // a secret round was closed
					states = nil
				}
				before = state(t, h.Session())
				states = append(states, before)
			}
			if taken < 100 || refused < 10 {
				t.Fatalf("%d changes taken, %d refused: not a test", taken, refused)
			}
			backAndForth(t, h, &log, states)

			again := newTestHistory()
			for _, rec := range log {
				if err := again.Replay(rec); err != nil {
					t.Fatalf("record %d: %v", rec.Seq, err)
				}
			}
			if a, b := state(t, again.Session()), state(t, h.Session()); a != b {
				t.Fatalf("the log read back gives another session:\n%s\n%s", a, b)
			}
			if err := again.Session().Clone().check(); err != nil {
				t.Fatalf("the session breaks its own rules: %v", err)
			}
			beginsAnew(t, h.Session())
		})
	}
}

// beginsAnew holds a session against what a log that begins with it gives.
func beginsAnew(t *testing.T, s *Session) {
	t.Helper()
	var held [][]byte // what was sealed
	data, err := EncodeOrigin(s, nil, func(_ string, content []byte) ([]byte, error) {
		held = append(held, content)
		return []byte{byte(len(held) - 1)}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	back, err := DecodeOrigin(data, func(_ string, sealed []byte) ([]byte, error) { return held[sealed[0]], nil })
	if err == nil {
		err = back.Session.Attach(Methods{s.MethodKey: s.method})
	}
	if err != nil {
		t.Fatalf("the session cannot be read back: %v", err)
	}
	if a, b := state(t, back.Session), state(t, s); a != b {
		t.Fatalf("a log that begins anew gives another session:\n%s\n%s", a, b)
	}
	if back, err = DecodeOrigin(data, func(string, []byte) ([]byte, error) { return nil, nil }); err != nil || back.Locked != len(held) {
		t.Fatalf("without keys: %d of %d locked, %v", back.Locked, len(held), err)
	}
	if err := back.Session.Attach(Methods{s.MethodKey: s.method}); err != nil {
		t.Fatal(err)
	}
	without, _ := s.WithoutSecrets()
	if a, b := state(t, back.Session), state(t, without); a != b {
		t.Fatalf("without keys a log that begins anew gives\n%s\nand should give\n%s", a, b)
	}
}

// backAndForth undoes to the beginning and redoes to the end, holding every session
// against the one it should be.
func backAndForth(t *testing.T, h *History, log *[]Record, states []string) {
	t.Helper()
	move := func(c Change) {
		t.Helper()
		rec := roundTrip(t, Record{Seq: h.Seq() + 1, Time: testTime, Change: c})
		if err := h.Replay(rec); err != nil {
			t.Fatalf("%s: %v", c.Kind(), err)
		}
		*log = append(*log, rec)
	}
	at := len(states) - 1
	for {
		line, ok := h.NextUndo()
		if !ok {
			break
		}
		move(Undo{line.Seq})
		if at--; at >= 0 && state(t, h.Session()) != states[at] {
			t.Fatalf("after %d undone the session is another", len(states)-1-at)
		}
	}
	for {
		line, ok := h.NextRedo()
		if !ok {
			break
		}
		move(Redo{line.Seq})
		if at++; at >= 0 && state(t, h.Session()) != states[at] {
			t.Fatalf("redone up to %d the session is another", at)
		}
	}
	if at != len(states)-1 {
		t.Fatalf("redo ended at %d of %d", at, len(states)-1)
	}
}

func roundTrip(t *testing.T, r Record) Record {
	t.Helper()
	data, err := r.Encode()
	if err != nil {
		t.Fatal(err)
	}
	back, err := DecodeRecord(r.Seq, data, nil)
	if err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	return back
}

func TestUndoInTheWrongOrder(t *testing.T) {
	h := newTestHistory()
	do(t, h, Set[Note]{Note{StepGroup, "een"}}, Set[Note]{Note{StepGroup, "twee"}})
	for _, c := range []Change{Undo{2}, Undo{9}, Redo{2}, Redo{3}} {
		if err := h.Replay(Record{Seq: 9, Time: testTime, Change: c}); err == nil {
			t.Errorf("%s %v was taken", c.Kind(), c)
		}
	}
	do(t, h, Undo{3}, Set[Note]{Note{StepGroup, "drie"}})
	if _, ok := h.NextRedo(); ok {
		t.Error("after a new change there is something to redo")
	}
	if got := h.Lines()[2]; got.Kind != "undo" || got.Of != "note.set" {
		t.Errorf("the log says %+v", got)
	}
}

func TestSecretClosingIsFinal(t *testing.T) {
	h := newTestHistory()
	do(t, h,
		Added[Participant]{Participant{ID: "p1", Number: 1, Organisation: "A", Young: true}},
		Added[Objective]{Objective{ID: "o1", What: "doel"}},
		Added[Round]{Round{ID: "r1", About: AboutObjectives, Options: []string{"o1"}, Stickers: 3, Secret: true, Split: SplitYoung, State: Draft}},
		RoundOpened{"r1", testTime},
		BallotCast{"r1", 0, Ballot{Participant: "p1", Stickers: map[string]int{"o1": 2}}},
		RoundClosed{"r1", testTime},
	)
	if _, ok := h.NextUndo(); ok {
		t.Error("a secret closing can be undone")
	}
	b := h.Session().Rounds.Get("r1").Ballots.All()[0]
	if b.Participant != "" || b.Group != "" { // the only young one

		t.Errorf("the ballot still says %+v", b)
	}
	if err := h.Session().Check(RoundReopened{"r1"}); err == nil {
		t.Error("a secret round can be reopened")
	}
}

func TestEveryKindOfChangeIsTried(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	s := workshop(t)
	seen := map[string]bool{"undo": true, "redo": true}
	var note func(Change)
	note = func(c Change) {
		seen[c.Kind()] = true
		if b, ok := c.(Batch); ok {
			for _, one := range b.Changes {
				note(one)
			}
		}
	}
	for range 20_000 {
		note(randomChange(r, s))
	}
	// The others differ from those only in the type of their entry.
	same := map[string]bool{}
	for _, word := range []string{"meeting", "scan", "offer", "objective", "idea", "cluster", "action", "round"} {
		for _, verb := range []string{".edited", ".removed", ".restored"} {
			same[word+verb] = true
		}
	}
	for _, part := range []string{"hands", "agreed", "remark"} {
		same[part+".cleared"] = true
	}
	for _, kind := range Kinds() {
		if !seen[kind] && !same[kind] {
			t.Errorf("no random change is a %s", kind)
		}
	}
}

// What was written twice goes back to what stood there first.
func TestTakenBackLastFirst(t *testing.T) {
	var e edit
	text := "eerst"
	assign(&e, &text, "dan")
	assign(&e, &text, "daarna")
	e.rollback()
	if text != "eerst" {
		t.Errorf("%q stands there", text)
	}
}
