package model

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

// crowded is a session of a few participants who scored, voted, own, help and
// rate so much that any two of them have a lot in common.
func crowded(t testing.TB, r *rand.Rand) *History {
	t.Helper()
	h := newTestHistory()
	n := func(most int) int { return r.IntN(most) }
	var people []string
	add := func(c Change) { _ = h.Replay(Record{Seq: h.Seq() + 1, Time: testTime, Change: c}) }
	for i := range 6 {
		id := fmt.Sprint("p", i+1)
		people = append(people, id)
		p := Participant{ID: id, Number: i + 1, Organisation: []string{"Chiro", "Chiro Sint-Jan", "CLB", ""}[n(4)], Person: []string{"An", "Bo", "An Maes", "Dirk"}[n(4)],
			Contact: []string{"", "an@x.be", "016"}[n(3)], Sector: []string{"", "jeugd", "sport"}[n(3)], Young: n(2) == 0, Heads: 1 + n(3)}
		do(t, h, Added[Participant]{p})
	}
	who := func() string { return people[n(len(people))] }
	for i := range 3 {
		do(t, h, Added[Objective]{Objective{ID: fmt.Sprint("o", i+1), What: "doel"}}, Added[Scan]{Scan{ID: fmt.Sprint("s", i+1)}})
		do(t, h, Added[Meeting]{Meeting{ID: fmt.Sprint("m", i), Present: slices.Compact(slices.Sorted(slices.Values([]string{who(), who(), who()})))}})
	}
	for i, per := range []string{PerParticipant, PerHead, PerParticipant, PerHead, PerParticipant, PerHead} {
		id := fmt.Sprint("r", i+1)
		do(t, h, Added[Round]{Round{ID: id, About: AboutObjectives, Options: []string{"o1", "o2", "o3"}, Stickers: 3, Per: per, Secret: n(3) == 0, Split: []string{"", SplitYoung, SplitSector}[n(3)], Places: 1, State: Draft}}, RoundOpened{id, testTime})
	}
	for range 150 {
		round := fmt.Sprint("r", 1+n(6))
		switch n(8) {
		case 0, 1:
			given := score(1 + n(5))
			if n(5) == 0 {
				given = nil
			}
			add(PutInScan[Score]{fmt.Sprint("s", 1+n(3)), Score{who(), 1 + n(3), given}})
		case 2, 3, 4:
			b := Ballot{Participant: who(), Stickers: map[string]int{}}
			for range n(4) {
				b.Stickers[fmt.Sprint("o", 1+n(3))]++
			}
			add(BallotCast{round, n(3), b})
		case 5:
			add(BallotTaken{round, n(2), who()})
		case 6:
			add(Added[Idea]{Idea{ID: NextID(&h.Session().Ideas, "i"), Text: "idee", Participant: who()}})
		case 7:
			a := Action{ID: NextID(&h.Session().Actions, "a"), Title: "actie", Owner: who()}
			for _, id := range people {
				if n(2) == 0 {
					a.Partners = append(a.Partners, Partner{id, []string{"", "zaal", "geld"}[n(3)]})
				}
				if n(2) == 0 {
					a.Evaluation.Ratings = append(a.Evaluation.Ratings, Rating{id, 1 + n(5)})
				}
			}
			add(Added[Action]{a})
		}
	}
	do(t, h, RoundClosed{"r1", testTime}, RoundClosed{"r2", testTime})
	return h
}

// standing is what counts in a session, put down by somebody who knows nothing of
// merging: what each participant said of each pillar, and the ballots of each.
type standing struct {
	scores  map[string]string   // by scan, participant and pillar
	ballots map[string][]string // by round and participant, as text
}

func (w standing) equal(o standing) bool {
	return maps.Equal(w.scores, o.scores) && maps.EqualFunc(w.ballots, o.ballots, slices.Equal)
}

func asText(v any) string {
	data, _ := json.Marshal(v, json.Deterministic(true))
	return string(data)
}

func whatCounts(s *Session) standing {
	w := standing{map[string]string{}, map[string][]string{}}
	counts := func(id string) bool { p := s.Participants.Get(id); return p != nil && !p.Removed }
	for _, scan := range s.Scans.All() {
		for _, sc := range scan.Scores.All() {
			if counts(sc.Participant) {
				w.scores[fmt.Sprint(scan.ID, " ", sc.Participant, " ", sc.Pillar)] = asText(sc.Score)
			}
		}
	}
	for _, r := range s.Rounds.All() {
		for _, b := range r.Ballots.All() {
			if !b.Removed && (r.State == Closed || counts(b.Participant)) {
				key := r.ID + " " + b.Participant
				w.ballots[key] = append(w.ballots[key], asText(b.Stickers))
			}
		}
	}
	for key := range w.ballots {
		slices.Sort(w.ballots[key])
	}
	return w
}

// merged is what is to count once from goes up in into, by the words of the rule.
func (w standing) merged(s *Session, into, from string) standing {
	out := standing{maps.Clone(w.scores), maps.Clone(w.ballots)}
	for key, given := range w.scores {
		part := strings.Fields(key)
		if part[1] != from {
			continue
		}
		delete(out.scores, key)
		if to := part[0] + " " + into + " " + part[2]; out.scores[to] == "" {
			out.scores[to] = given
		}
	}
	for _, r := range s.Rounds.All() {
		mine, theirs := w.ballots[r.ID+" "+from], w.ballots[r.ID+" "+into]
		if r.State == Closed || len(mine) == 0 {
			continue
		}
		delete(out.ballots, r.ID+" "+from)
		if r.Per == PerHead || len(theirs) == 0 {
			out.ballots[r.ID+" "+into] = slices.Sorted(slices.Values(slices.Concat(mine, theirs)))
		}
	}
	return out
}

// heap is every score, ballot, rating and promise there is, whoever gave it.
func heap(s *Session) []string {
	var all []string
	for _, scan := range s.Scans.All() {
		for _, sc := range scan.Scores.All() {
			all = append(all, fmt.Sprint(scan.ID, sc.Pillar, asText(sc.Score)))
		}
	}
	for _, r := range s.Rounds.All() {
		for _, b := range r.Ballots.All() {
			all = append(all, fmt.Sprint(r.ID, asText(b.Stickers), b.Removed))
		}
	}
	for _, a := range s.Actions.All() {
		for _, r := range a.Evaluation.Ratings {
			all = append(all, fmt.Sprint(a.ID, r.Score))
		}
	}
	slices.Sort(all)
	return all
}

// promises are the commitments to each action, without who made them.
func promises(s *Session) string {
	words := map[string]bool{}
	for _, a := range s.Actions.All() {
		for _, p := range a.Partners {
			for word := range strings.SplitSeq(p.Commitment, ", ") {
				words[a.ID+word] = word != ""
			}
		}
	}
	maps.DeleteFunc(words, func(_ string, said bool) bool { return !said })
	return strings.Join(slices.Sorted(maps.Keys(words)), " ")
}

// Whatever two entries are merged: what counts is what the rule says, nothing
// is lost, no count rises, closed rounds stay as they are, and undo gives
// exactly the session before.
func TestMergingLosesNothing(t *testing.T) {
	aside, rooms := 0, 0
	for seed := range campaign(t, 100, 5000) {
		r := rand.New(rand.NewPCG(seed, 11))
		h := crowded(t, r)
		s := h.Session()
		for range 4 {
			live := s.Participants.Live()
			into, from := live[r.IntN(len(live))].ID, live[r.IntN(len(live))].ID
			c := ParticipantsMerged{into, from}
			if into == from {
				if err := s.Check(c); !has(err, MergeSelf) {
					t.Fatalf("merging with itself gives %v", err)
				}
				continue
			}
			foretold, err := s.Merging(into, from)
			if err != nil {
				t.Fatal(err)
			}
			before, was, all, said := state(t, s), whatCounts(s), heap(s), promises(s)
			results := s.Clone().Results()
			do(t, h, c)
			if got, want := whatCounts(s), was.merged(s, into, from); !got.equal(want) {
				t.Fatalf("seed %d, %s into %s: what counts is\n%v\nnot\n%v", seed, from, into, got, want)
			}
			if !slices.Equal(heap(s), all) || promises(s) != said {
				t.Fatalf("seed %d: something was lost:\n%v\n%v", seed, all, heap(s))
			}
			aside += foretold.ScoresAside + len(foretold.BallotsAside) + foretold.RatingsAside
			if got := len(was.scores) - len(whatCounts(s).scores); got != foretold.ScoresAside {
				t.Fatalf("%d scores were laid aside, %d foretold", got, foretold.ScoresAside)
			}
			noMore(t, s, results, s.Clone().Results())
			nobodyNames(t, s, from)
			if got := *s.Participants.Get(into); got != foretold.Becomes {
				t.Fatalf("it became %+v, not %+v", got, foretold.Becomes)
			}
			if err := s.Clone().check(); err != nil {
				t.Fatalf("seed %d: the session breaks a rule: %v", seed, err)
			}
			after := state(t, s)
			do(t, h, Undo{h.Seq()})
			if state(t, s) != before {
				t.Fatalf("seed %d: undone it is another session", seed)
			}
			do(t, h, Redo{h.Seq() - 1})
			if state(t, s) != after {
				t.Fatalf("seed %d: redone it is another session", seed)
			}
			rooms += reopened(t, h)
		}
	}
	if !testing.Short() && (aside < 100 || rooms < 50) {
		t.Fatalf("%d laid aside, %d rounds reopened: not a test", aside, rooms)
	}
}

// noMore fails when a count rose, or a closed round is not what it was. How
// many are still to come hangs on the group of the day, closed or not.
func noMore(t *testing.T, s *Session, was, is Results) {
	t.Helper()
	for i, scan := range is.Scans {
		old := was.Scans[i]
		for j, p := range scan.Pillars {
			if o := old.Pillars[j]; p.N > o.N || p.DontKnow > o.DontKnow || scan.Scorers > old.Scorers {
				t.Fatalf("counts of scan %s rose", scan.Scan)
			}
		}
	}
	for i, r := range is.Rounds {
		old := was.Rounds[i]
		if r.Ballots > old.Ballots || r.Stickers > old.Stickers || r.Outstanding > old.Outstanding {
			t.Fatalf("counts of round %s rose", r.Round)
		}
		if s.Rounds.Get(r.Round).State == Closed {
			r.Outstanding = old.Outstanding
			if asText(r) != asText(old) {
				t.Fatalf("closed round %s is\n%s\nand was\n%s", r.Round, asText(r), asText(old))
			}
		}
	}
}

// nobodyNames fails when anything but what was laid aside names the entry.
func nobodyNames(t *testing.T, s *Session, from string) {
	t.Helper()
	p := s.Participants.Get(from)
	if !p.Removed || p.MergedInto == "" {
		t.Fatalf("%+v", p)
	}
	for _, m := range s.Meetings.All() {
		if slices.Contains(m.Present, from) || len(m.Present) == 0 {
			t.Fatalf("present: %v", m.Present)
		}
	}
	for _, a := range s.Actions.All() {
		if a.Owner == from || slices.ContainsFunc(a.Partners, func(p Partner) bool { return p.Participant == from }) {
			t.Fatalf("action %+v", a)
		}
		if rated(a.Evaluation.Ratings, from) && !rated(a.Evaluation.Ratings, p.MergedInto) {
			t.Fatalf("ratings %+v", a.Evaluation.Ratings)
		}
		for _, r := range s.EvaluationOf(a).Ratings {
			if s.Participants.Get(r.Participant).gone() {
				t.Fatalf("a rating of somebody who is gone counts: %+v", r)
			}
		}
	}
	for _, i := range s.Ideas.All() {
		if i.Participant == from {
			t.Fatalf("idea %+v", i)
		}
	}
}

// reopened opens the closed rounds again and takes that back: nobody has more
// ballots than may be, and the round is as if it had never been closed.
func reopened(t *testing.T, h *History) int {
	t.Helper()
	s, n := h.Session(), 0
	for _, id := range []string{"r1", "r2"} {
		before, cast := state(t, s), s.RoundResult(id).Ballots
		c := RoundReopened{id}
		if err := s.Check(c); err != nil {
			if r := s.Rounds.Get(id); !r.Secret && !has(err, RoundHeads) {
				t.Fatalf("reopening: %v", err)
			}
			continue
		}
		do(t, h, c)
		r, lost := s.Rounds.Get(id), cast
		for _, p := range s.Participants.Live() {
			lost -= r.Ballots.Cast(p.ID)
		}
		if err := s.Clone().check(); err != nil {
			t.Fatal(err)
		}
		if lost != 0 && r.Per == PerHead {
			t.Fatalf("%d ballots of heads were lost in reopening", lost)
		}
		for _, b := range r.Ballots.All() {
			if into := s.Stands(b.Participant); !b.Removed && into != nil && into.ID != b.Participant && r.Ballots.Cast(into.ID) == 0 {
				t.Fatalf("the ballot of %s stayed behind", b.Participant)
			}
		}
		do(t, h, Undo{h.Seq()})
		if state(t, s) != before {
			t.Fatal("reopening undone gives another session")
		}
		n++
	}
	return n
}

// Brought back, an entry stands by itself again, with what was laid aside.
func TestAMergedEntryComesBack(t *testing.T) {
	for seed := range campaign(t, 60, 3000) {
		r := rand.New(rand.NewPCG(seed, 12))
		h := crowded(t, r)
		s := h.Session()
		do(t, h, ParticipantsMerged{"p1", "p2"}, ParticipantsMerged{"p3", "p1"})
		if p := s.Stands("p2"); p == nil || p.ID != "p3" {
			t.Fatalf("p2 stands for %+v", p)
		}
		heapBefore := heap(s)
		do(t, h, Removed[Participant]{"p2"})
		if s.Stands("p2").ID != "p3" {
			t.Fatal("removed once more, it is no longer merged")
		}
		do(t, h, Restored[Participant]{"p2"})
		if p := s.Participants.Get("p2"); p.gone() || !slices.Equal(heap(s), heapBefore) {
			t.Fatalf("brought back: %+v", p)
		}
		if err := s.Clone().check(); err != nil {
			t.Fatal(err)
		}
		do(t, h, Edited[Participant]{Participant{ID: "p4", Number: 1, Organisation: "Nieuw", Heads: 5}})
		if err := s.Check(Restored[Participant]{"p1"}); !has(err, NumberTaken) {
			t.Fatalf("its number was given away: %v", err)
		}
	}
}

func TestWhatAnEntryBecomes(t *testing.T) {
	p := func(organisation, person, contact string, heads int) Participant {
		return Participant{Organisation: organisation, Person: person, Contact: contact, Heads: heads}
	}
	long := strings.Repeat("x", TitleMax-2)
	for _, c := range []struct{ into, from, want Participant }{
		{p("Chiro", "", "", 1), p("chiro", "", "", 1), p("Chiro", "", "", 1)},
		{p("Chiro", "", "", 1), p("Chiro Sint-Jan", "An", "an@x.be", 3), p("Chiro", "An", "an@x.be", 3)},
		{p("Chiro", "An", "an@x.be", 2), p("Chiro", "Bo", "016", 2), p("Chiro", "An, Bo", "an@x.be, 016", 4)},
		{p("Chiro", "An, Bo", "016", 2), p("Chiro", "bo", "016", 1), p("Chiro", "An, Bo", "016", 2)},
		{p("", "An", "", 1), p("Chiro", "", "", 1), p("Chiro", "An", "", 1)},
		{p("", "An", "", 1), p("", "Bo", "", 1), p("", "An", "", 1)},
		{p("Chiro", long, "", 1), p("Chiro", "Bo", "", 1), p("Chiro", long, "", 2)},
		{p("Chiro", "An", "", HeadsMax), p("Chiro", "Bo", "", 1), p("Chiro", "An, Bo", "", HeadsMax)},
		{p("Chiro", "", "", 0), p("CLB", "", "", 0), p("Chiro", "", "", 1)},
	} {
		s := newTestHistory().Session()
		if got := s.joined(c.into, c.from); got != c.want {
			t.Errorf("%+v with %+v becomes %+v", c.into, c.from, got)
		}
	}
}

// Two who each voted per head keep both ballots, and as many heads.
func TestMergingKeepsBallotsOfHeads(t *testing.T) {
	h := newTestHistory()
	s := h.Session()
	ballot := func(who, option string, n int) Ballot {
		return Ballot{Participant: who, Stickers: map[string]int{option: n}}
	}
	do(t, h,
		Added[Objective]{Objective{ID: "o1", What: "doel"}},
		Added[Participant]{Participant{ID: "p1", Number: 1, Organisation: "Chiro", Heads: 1}},
		Added[Participant]{Participant{ID: "p2", Number: 2, Organisation: "Chiro Sint-Jan", Heads: 1}},
		Added[Round]{Round{ID: "r1", About: AboutObjectives, Options: []string{"o1"}, Stickers: 3, Per: PerHead, State: Draft}},
		RoundOpened{"r1", testTime},
		BallotCast{"r1", 0, ballot("p1", "o1", 3)},
		BallotTaken{"r1", 0, "p1"},
		BallotCast{"r1", 0, ballot("p2", "o1", 2)},
		ParticipantsMerged{"p1", "p2"},
	)
	r := s.Rounds.Get("r1")
	if p := s.Participants.Get("p1"); p.Heads != 1 || r.Ballots.Standing("p1", 0).Placed() != 2 || len(r.Ballots.Of("p1")) != 1 {
		t.Fatalf("%+v with %d ballots", p, len(r.Ballots.Of("p1")))
	}
	do(t, h, Undo{h.Seq()}, BallotCast{"r1", 0, ballot("p1", "o1", 1)}, ParticipantsMerged{"p1", "p2"})
	if p := s.Participants.Get("p1"); p.Heads != 2 || r.Ballots.Cast("p1") != 2 || s.RoundResult("r1").Outstanding != 0 {
		t.Fatalf("%+v with %d ballots", p, r.Ballots.Cast("p1"))
	}
	// Either can still be replaced.
	do(t, h, BallotCast{"r1", 1, ballot("p1", "o1", 1)}, RoundClosed{"r1", testTime})
	if n := s.RoundResult("r1").Stickers; n != 2 {
		t.Fatalf("%d stickers", n)
	}
}
