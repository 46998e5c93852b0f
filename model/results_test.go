package model

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"strconv"
	"testing"
)

// The figures of random scans against a calculation made another way: every
// score as a number in a list.
func TestScanResultsEqualAnIndependentCalculation(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		h := newTestHistory()
		scale := []*Scale{nil, {0, 10}, {1, 7}}[r.IntN(3)]
		do(t, h, Added[Scan]{Scan{ID: "s1", Revealed: true, Scale: scale}})
		from, to := 1, 5
		if scale != nil {
			from, to = scale.Min, scale.Max
		}
		given := map[int][]int{}
		dontKnow := map[int]int{}
		agreed := map[int]int{}
		answer := func() *int {
			if r.IntN(5) == 0 {
				return nil
			}
			return score(from + r.IntN(to-from+1))
		}
		count := func(pillar int, s *int, times int) {
			for range times {
				if s == nil {
					dontKnow[pillar]++
				} else {
					given[pillar] = append(given[pillar], *s)
				}
			}
		}
		for n := range r.IntN(12) {
			id := fmt.Sprintf("p%d", n)
			do(t, h, Added[Participant]{Participant{ID: id, Number: n + 1, Organisation: id}})
			leaves := r.IntN(5) == 0
			for pillar := 1; pillar <= 2; pillar++ { // pillar 3 stays empty
				if r.IntN(4) == 0 {
					continue
				}
				do(t, h, PutInScan[Score]{"s1", Score{id, pillar, answer()}})
				last := answer() // given again, the last one counts
				do(t, h, PutInScan[Score]{"s1", Score{id, pillar, last}})
				if !leaves {
					count(pillar, last, 1)
				}
			}
			if leaves {
				do(t, h, Removed[Participant]{id})
			}
		}
		for s := from; s <= to; s++ {
			n := r.IntN(4)
			do(t, h, PutInScan[Hands]{"s1", Hands{1, score(s), n, GroupYoung}})
			count(1, score(s), n)
		}
		do(t, h, PutInScan[Hands]{"s1", Hands{1, nil, 2, ""}})
		count(1, nil, 2)
		agreed[2] = from
		do(t, h, PutInScan[Agreed]{"s1", Agreed{2, score(from), ""}})

		for _, got := range h.Session().ScanResult("s1").Pillars {
			want := given[got.Pillar]
			sort.Ints(want)
			if got.N != len(want) || got.DontKnow != dontKnow[got.Pillar] {
				t.Fatalf("seed %d, pillar %d: n %d, want %d; don't know %d, want %d", seed, got.Pillar, got.N, len(want), got.DontKnow, dontKnow[got.Pillar])
			}
			if a, ok := agreed[got.Pillar]; ok != (got.Agreed != nil) || ok && *got.Agreed != a {
				t.Fatalf("seed %d, pillar %d: agreed %v, want %v", seed, got.Pillar, got.Agreed, a)
			}
			tallies := map[int]int{}
			for _, v := range want {
				tallies[v]++
			}
			for s := from; s <= to; s++ {
				if got.Counts[strconv.Itoa(s)] != tallies[s] {
					t.Fatalf("seed %d, pillar %d: %d times %d, want %d", seed, got.Pillar, got.Counts[strconv.Itoa(s)], s, tallies[s])
				}
			}
			if len(want) == 0 {
				if got.Mean != nil || got.Median != nil || got.Spread != 0 {
					t.Fatalf("seed %d, pillar %d: figures without scores: %+v", seed, got.Pillar, got)
				}
				continue
			}
			mean, median, spread := figures(want)
			if !near(*got.Mean, mean) || !near(*got.Median, median) || !near(got.Spread, spread) {
				t.Fatalf("seed %d, pillar %d: %v %v %v, want %v %v %v", seed, got.Pillar, *got.Mean, *got.Median, got.Spread, mean, median, spread)
			}
		}
	}
}

func figures(sorted []int) (mean, median, spread float64) {
	n := float64(len(sorted))
	for _, v := range sorted {
		mean += float64(v) / n
	}
	for _, v := range sorted {
		spread += math.Pow(float64(v)-mean, 2) / n
	}
	median = float64(sorted[len(sorted)/2])
	if len(sorted)%2 == 0 {
		median = (median + float64(sorted[len(sorted)/2-1])) / 2
	}
	return mean, median, math.Sqrt(spread)
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestResultsFollowTheSession(t *testing.T) {
	h := newTestHistory()
	do(t, h, Added[Participant]{Participant{ID: "p1", Number: 1, Organisation: "A"}}, Added[Scan]{Scan{ID: "s1"}})
	if r := h.Session().ScanResult("s1"); r.Pillars[0].N != 0 {
		t.Fatalf("%+v", r)
	}
	do(t, h, PutInScan[Score]{"s1", Score{"p1", 1, score(4)}})
	if r := h.Session().ScanResult("s1"); *r.Pillars[0].Mean != 4 {
		t.Fatalf("after a score: %+v", r)
	}
	do(t, h, Undo{h.Seq()})
	if r := h.Session().ScanResult("s1"); r.Pillars[0].N != 0 {
		t.Fatalf("after undo: %+v", r)
	}
}

func TestOptionLetters(t *testing.T) {
	for i, want := range map[int]string{0: "A", 1: "B", 22: "W", 23: "Y", 24: "Z", 25: "AA", 49: "AZ", 50: "BA"} {
		if got := OptionLetter(i); got != want {
			t.Errorf("option %d is %s, want %s", i, got, want)
		}
	}
	seen := map[string]bool{}
	for i := range OptionsMax {
		l := OptionLetter(i)
		if seen[l] {
			t.Fatalf("%s stands for two options", l)
		}
		seen[l] = true
	}
}

func TestSuggestedStickers(t *testing.T) {
	for options, want := range map[int]int{0: 3, 1: 3, 12: 3, 13: 4, 20: 5, 40: 10, 400: 10} {
		if got := SuggestStickers(options); got != want {
			t.Errorf("%d options: %d stickers, want %d", options, got, want)
		}
	}
}
