package model

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// scanRoom is a scan with people in it: p1 to pn, every third one young.
func scanRoom(t testing.TB, n int, scale *Scale) *History {
	t.Helper()
	h := newTestHistory()
	for i := 1; i <= n; i++ {
		do(t, h, Added[Participant]{Participant{ID: fmt.Sprintf("p%d", i), Number: i, Organisation: fmt.Sprintf("Organisatie %c", 'A'+i-1), Young: i%3 == 0, Heads: 1}})
	}
	do(t, h, Added[Scan]{Scan{ID: "s1", Revealed: true, Scale: scale}})
	return h
}

func TestParseScores(t *testing.T) {
	show := func(l ScoreLine) string {
		var b strings.Builder
		fmt.Fprintf(&b, "%s", l.Participant.ID)
		for _, sc := range l.Scores {
			if sc.Score == nil {
				fmt.Fprintf(&b, " %d?", sc.Pillar)
			} else {
				fmt.Fprintf(&b, " %d=%d", sc.Pillar, *sc.Score)
			}
		}
		if l.Complete {
			b.WriteString(" all")
		}
		return b.String()
	}
	for _, c := range []struct {
		scale      *Scale
		line, want string
	}{
		{nil, "2 324", "p2 1=3 2=2 3=4 all"},
		{nil, "  2   W0-  ", "p2 1? 2? all"},
		{nil, "2 32", "p2 1=3 2=2"},
		{nil, "organisatie c 111", "p3 1=1 2=1 3=1 all"},
		{&Scale{1, 10}, "1 x09", "p1 1=10 2? 3=9 all"},
		{&Scale{0, 10}, "1 x0w", "p1 1=10 2=0 3? all"},
	} {
		s := scanRoom(t, 3, c.scale).Session()
		got, err := s.ParseScores(s.Scan(), c.line)
		if err != nil || show(got) != c.want {
			t.Errorf("%q gives %q, %v; want %q", c.line, show(got), err, c.want)
		}
	}
	s := scanRoom(t, 3, nil).Session()
	for line, code := range map[string]Code{
		"": ScoresWho, "324": ScoresWho, "9 324": ParticipantNone, "organisatie 324": ParticipantSeveral,
		"1 3241": ScoresMany, "1 32a": ScoresSign, "1 326": ScoreRange, "1 32x": ScoreRange,
	} {
		if _, err := s.ParseScores(s.Scan(), line); !has(err, code) {
			t.Errorf("%q gives %v, want %s", line, err, code)
		}
	}
}

// What is written can be read, and counts as it stands.
func TestHandsAreReadAsWritten(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 200 {
		h := scanRoom(t, 2, []*Scale{nil, {0, 10}, {1, 7}}[r.IntN(3)])
		s := h.Session()
		scan := s.Scan()
		scale := s.ScaleOf(scan)
		words := make([]string, r.IntN(scale.Max-scale.Min+3))
		sum := 0
		for i := range words {
			n := r.IntN(4)
			words[i] = fmt.Sprint(n)
			sum += n
		}
		line := strings.Join(words, []string{" ", ", ", "; "}[r.IntN(3)])
		all, err := s.ParseHands(scan, 2, GroupYoung, line)
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if b := scan.HandsCounted(all); len(b.Changes) > 0 {
			do(t, h, b)
		}
		again, err := s.ParseHands(scan, 2, GroupYoung, s.WriteHands(scan, 2, GroupYoung))
		if err != nil || fmt.Sprint(counts(again)) != fmt.Sprint(counts(all)) {
			t.Fatalf("%q is written as %q", line, s.WriteHands(scan, 2, GroupYoung))
		}
		res := s.ScanResult("s1").Pillars[1]
		if res.N+res.DontKnow != sum {
			t.Fatalf("%q counts as %d", line, res.N+res.DontKnow)
		}
		// Counted again with none, nothing is left of it.
		if none, _ := s.ParseHands(scan, 2, GroupYoung, ""); sum > 0 {
			do(t, h, scan.HandsCounted(none))
		}
		if scan.Hands.Len() != 0 {
			t.Fatalf("%d counts are left", scan.Hands.Len())
		}
	}
	s := scanRoom(t, 1, nil).Session()
	for line, code := range map[string]Code{"1 2 3 4 5 6 7": HandsMany, "1 x": HandsSign, "-1": HandsSign, "99999999": HandsSign} {
		if _, err := s.ParseHands(s.Scan(), 1, "", line); !has(err, code) {
			t.Errorf("%q gives %v, want %s", line, err, code)
		}
	}
}

func counts(all []Hands) []int {
	var out []int
	for _, h := range all {
		out = append(out, h.Count)
	}
	return out
}

// Another scale: nobody's answer is lost, the ends stay ends, the order stays,
// and undo brings back the very scores.
func TestRescaling(t *testing.T) {
	for _, from := range []Scale{{1, 5}, {1, 7}, {1, 10}, {0, 10}} {
		for _, to := range []Scale{{1, 5}, {1, 7}, {1, 10}, {0, 10}} {
			if to.Convert(from.Min, from) != to.Min || to.Convert(from.Max, from) != to.Max {
				t.Errorf("%v to %v: the ends move", from, to)
			}
			h := scanRoom(t, 11, &from)
			for i := 1; i <= 11; i++ {
				v := min(from.Min+i-1, from.Max)
				do(t, h, PutInScan[Score]{"s1", Score{fmt.Sprintf("p%d", i), 1, &v}}, PutInScan[Hands]{"s1", Hands{2, &v, i, ""}})
			}
			do(t, h, PutInScan[Score]{"s1", Score{"p1", 3, nil}}, PutInScan[Agreed]{"s1", Agreed{1, score(from.Max), "zo"}})
			before := state(t, h.Session())
			hands := 0
			for _, one := range h.Session().Scan().Hands.All() {
				hands += one.Count
			}
			do(t, h, Rescaled{"s1", &to})
			s := h.Session()
			if err := s.Clone().check(); err != nil {
				t.Fatalf("%v to %v: %v", from, to, err)
			}
			res := s.ScanResult("s1")
			if res.Pillars[0].N != 11 || res.Pillars[2].DontKnow != 1 || *res.Pillars[0].Agreed != to.Max {
				t.Errorf("%v to %v: %+v", from, to, res.Pillars)
			}
			if res.Pillars[1].N != hands {
				t.Errorf("%v to %v: %d hands of %d", from, to, res.Pillars[1].N, hands)
			}
			last := to.Min
			for i := 1; i <= 11; i++ {
				now := *s.Scan().ScoreOf(fmt.Sprintf("p%d", i), 1).Score
				if now < last {
					t.Errorf("%v to %v: the order is lost", from, to)
				}
				last = now
			}
			do(t, h, Undo{h.Seq()})
			if state(t, h.Session()) != before {
				t.Errorf("%v to %v: undo does not bring back the scores", from, to)
			}
		}
	}
	h := scanRoom(t, 1, nil)
	for _, bad := range []Scale{{1, 1}, {-1, 5}, {0, 20}, {5, 1}} {
		if err := h.Session().Check(Rescaled{"s1", &bad}); !has(err, ScaleBad) {
			t.Errorf("%v gives %v", bad, err)
		}
	}
}

// Young people and professionals apart, each as an independent count has them,
// and not at all when somebody could be recognised.
func TestScanApart(t *testing.T) {
	h := scanRoom(t, 9, nil) // p3, p6 and p9 are young
	s := h.Session()
	give := func(id string, v int) { do(t, h, PutInScan[Score]{"s1", Score{id, 1, &v}}) }
	for i, v := range []int{1, 2, 5, 2, 1, 4} {
		give(fmt.Sprintf("p%d", i+1), v)
	}
	if _, ok := s.ScanApart("s1"); ok {
		t.Error("two young people are shown apart")
	}
	give("p9", 3)
	c, ok := s.ScanApart("s1")
	if !ok || *c.First.Pillars[0].Mean != 1.5 || *c.Second.Pillars[0].Mean != 4 {
		t.Errorf("%v: professionals %+v, young %+v", ok, c.First.Pillars[0], c.Second.Pillars[0])
	}
	do(t, h, PutInScan[Hands]{"s1", Hands{1, score(5), 2, GroupProfessional}}, PutInScan[Hands]{"s1", Hands{1, score(5), 7, ""}})
	c, _ = s.ScanApart("s1")
	if c.First.Pillars[0].N != 6 || c.Second.Pillars[0].N != 3 || s.ScanResult("s1").Pillars[0].N != 16 {
		t.Errorf("with hands: %d professionals, %d young, %d in all", c.First.Pillars[0].N, c.Second.Pillars[0].N, s.ScanResult("s1").Pillars[0].N)
	}
	do(t, h, Removed[Participant]{"p9"})
	if _, ok := s.ScanApart("s1"); ok {
		t.Error("after one left, two young people are shown apart")
	}
}

func TestOverlap(t *testing.T) {
	h := scanRoom(t, 6, nil)
	s := h.Session()
	over := func() [2]int { a, b := s.Overlap(s.Scan(), 1); return [2]int{a, b} }
	do(t, h, PutInScan[Hands]{"s1", Hands{1, score(2), 60, ""}})
	if over() != [2]int{} {
		t.Error("hands alone overlap with nothing")
	}
	do(t, h, PutInScan[Hands]{"s1", Hands{1, score(3), 1, GroupYoung}})
	if over() != [2]int{0, 61} {
		t.Error("a hand counted by group may be one of all sixty")
	}
	do(t, h, TakeFromScan[Hands]{"s1", Hands{1, score(3), 1, GroupYoung}})
	do(t, h, PutInScan[Hands]{"s1", Hands{1, score(2), 5, ""}}, PutInScan[Score]{"s1", Score{"p1", 1, nil}})
	if over() != [2]int{} {
		t.Error("one who scored and five hands are six people")
	}
	do(t, h, PutInScan[Score]{"s1", Score{"p2", 1, score(1)}})
	if over() != [2]int{2, 5} {
		t.Errorf("seven answers of six people: %v", over())
	}
}

func TestSidesAndDivided(t *testing.T) {
	scale := Scale{1, 5}
	r := PillarResult{N: 6, Spread: 1, Counts: map[string]int{"1": 2, "2": 1, "3": 1, "4": 1, "5": 1}}
	if low, middle, high := r.Sides(scale); low != 3 || middle != 1 || high != 2 {
		t.Errorf("%d low, %d in the middle, %d high", low, middle, high)
	}
	for _, c := range []struct {
		n      int
		spread float64
		want   bool
	}{{6, 1, true}, {2, 2, false}, {6, 0.9, false}} {
		if got := (PillarResult{N: c.n, Spread: c.spread}).Divided(scale); got != c.want {
			t.Errorf("%d scores with spread %v: %v", c.n, c.spread, got)
		}
	}
	if low, middle, high := (PillarResult{Counts: map[string]int{"5": 1, "4": 2, "6": 3}}).Sides(Scale{0, 10}); low != 2 || middle != 1 || high != 3 {
		t.Errorf("on 0 to 10: %d, %d, %d", low, middle, high)
	}
}
