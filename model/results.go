package model

import (
	"math"
	"slices"
	"strconv"
)

// Results are the figures derived from a session. The screens show them and
// the exports write them, so that nobody sees two answers.
type Results struct {
	Scans  []*ScanResult  `json:"scans"`
	Rounds []*RoundResult `json:"rounds"`
}

// ScanResult is what one scan says of each pillar of the method.
type ScanResult struct {
	Scan    string         `json:"scan"`
	Pillars []PillarResult `json:"pillars"`
	Scorers int            `json:"-"` // participants who gave at least one score
}

// PillarResult is what a group says of one pillar: the scores of participants
// who count and the hands, together.
type PillarResult struct {
	Pillar   int            `json:"pillar"`
	Mean     *float64       `json:"mean"`   // nil without scores
	Median   *float64       `json:"median"` // nil without scores
	N        int            `json:"n"`      // scores; those who do not know left out
	DontKnow int            `json:"dont_know"`
	Spread   float64        `json:"spread"` // standard deviation of the population
	Agreed   *int           `json:"agreed"`
	Counts   map[string]int `json:"counts"` // how many gave each score of the scale
}

// memo keeps derived figures for as long as the session stands still.
type memo struct {
	rev    uint64
	scans  map[string]*ScanResult
	apart  map[string]ScanCompared // of scans; nil until asked for
	votes  uint64                  // the revision of rounds
	rounds map[string]*RoundResult // kept for as long as the votes stand still
	steps  map[Step]stepState
	plan   planMemo
	group  *groupFacts // nil until asked for

	offers     map[int]*pillarOffers // by pillar; nil until asked for
	objectives *objectiveFacts       // nil until asked for
	actions    *actionFacts          // nil until asked for
	campaigns  map[int][]string      // by pillar; nil until asked for
	ideas      *ideaFacts            // nil until asked for

	alike *alike // stays; nil until asked for
}

type stepState struct {
	state State
	count int
}

// renew forgets what was derived from an earlier state of the session.
func (s *Session) renew() {
	if s.memo.rev == s.rev && s.memo.scans != nil {
		return
	}
	rounds := s.memo.rounds
	if s.memo.votes != s.votes || rounds == nil {
		rounds = make(map[string]*RoundResult)
	}
	s.memo = memo{rev: s.rev, scans: map[string]*ScanResult{}, votes: s.votes, rounds: rounds, steps: map[Step]stepState{}, alike: s.memo.alike}
}

// altered takes note that the change was made, or taken back.
func (s *Session) altered(c Change) {
	s.rev++
	if movesVotes(c) {
		s.votes++
	}
}

// movesVotes says whether a change can move the result of a round. Ballots, rounds and
// the participants who vote can; what is voted on has its place in the round.
func movesVotes(c Change) bool {
	switch c := c.(type) {
	case Batch:
		return slices.ContainsFunc(c.Changes, movesVotes)
	case SessionEdited, OutcomeSet, Rescaled, Set[ChosenPillar], Set[AnchoringCheck], Set[PlanEvaluation], Set[Note],
		Added[Objective], Edited[Objective], Removed[Objective], Restored[Objective],
		Added[Offer], Edited[Offer], Removed[Offer], Restored[Offer],
		Added[Idea], Edited[Idea], Removed[Idea], Restored[Idea],
		Added[Cluster], Edited[Cluster], Removed[Cluster], Restored[Cluster],
		Added[Action], Edited[Action], Removed[Action], Restored[Action],
		Added[Meeting], Edited[Meeting], Removed[Meeting], Restored[Meeting],
		Added[Scan], Edited[Scan], Removed[Scan], Restored[Scan],
		PutInScan[Score], PutInScan[Hands], PutInScan[Agreed], PutInScan[Remark],
		TakeFromScan[Score], TakeFromScan[Hands], TakeFromScan[Agreed], TakeFromScan[Remark]:
		return false
	}
	return true
}

// Results gives all figures. Of a secret round that is still open it gives
// those that the room may see: see RoundResult.
func (s *Session) Results() Results {
	r := Results{Scans: []*ScanResult{}, Rounds: []*RoundResult{}}
	for _, scan := range s.Scans.Live() {
		r.Scans = append(r.Scans, s.ScanResult(scan.ID))
	}
	for _, round := range s.Rounds.Live() {
		r.Rounds = append(r.Rounds, s.RoundResult(round.ID))
	}
	return r
}

// ScanResult gives the figures of one scan, or nil if there is none with that
// id. Read only; it stays as it is until the session changes.
func (s *Session) ScanResult(id string) *ScanResult {
	scan := s.Scans.Get(id)
	if scan == nil {
		return nil
	}
	s.renew()
	if r := s.memo.scans[id]; r != nil {
		return r
	}
	r := s.countScan(scan, "")
	s.memo.scans[id] = r
	return r
}

// countScan counts a scan, or of it one group only: what stands under a
// participant counts in the participant's group, hands in the one they were
// counted for.
func (s *Session) countScan(scan *Scan, group string) *ScanResult {
	scale := s.ScaleOf(scan)
	tallies := make(map[int]*tally, len(s.method.Pillars))
	for _, p := range s.method.Pillars {
		tallies[p.Number] = &tally{counts: make([]int, scale.Max-scale.Min+1), min: scale.Min}
	}
	scorers := make(map[string]bool)
	for _, sc := range scan.Scores.Live() {
		if p := s.Participants.Get(sc.Participant); p != nil && !p.gone() && (group == "" || p.Group() == group) {
			tallies[sc.Pillar].add(sc.Score, 1)
			scorers[p.ID] = true
		}
	}
	for _, h := range scan.Hands.Live() {
		if group == "" || h.Group == group {
			tallies[h.Pillar].add(h.Score, h.Count)
		}
	}
	r := &ScanResult{Scan: scan.ID, Scorers: len(scorers), Pillars: make([]PillarResult, 0, len(s.method.Pillars))}
	for _, p := range s.method.Pillars {
		pr := tallies[p.Number].result()
		pr.Pillar = p.Number
		if a := scan.AgreedOn(p.Number); a != nil {
			pr.Agreed = a.Score
		}
		r.Pillars = append(r.Pillars, pr)
	}
	return r
}

// tally counts the scores of one pillar.
type tally struct {
	min      int
	counts   []int
	dontKnow int
}

func (t *tally) add(score *int, times int) {
	if score == nil {
		t.dontKnow += times
		return
	}
	t.counts[*score-t.min] += times
}

func (t *tally) result() PillarResult {
	r := PillarResult{DontKnow: t.dontKnow, Counts: make(map[string]int, len(t.counts))}
	sum := 0
	for i, n := range t.counts {
		r.Counts[strconv.Itoa(t.min+i)] = n
		r.N += n
		sum += n * (t.min + i)
	}
	if r.N == 0 {
		return r
	}
	mean := float64(sum) / float64(r.N)
	squares := 0.0
	for i, n := range t.counts {
		d := float64(t.min+i) - mean
		squares += float64(n) * d * d
	}
	r.Mean, r.Spread = &mean, math.Sqrt(squares/float64(r.N))
	median := float64(t.nth((r.N-1)/2)+t.nth(r.N/2)) / 2
	r.Median = &median
	return r
}

// nth gives the score at place i, from 0, among all scores in order.
func (t *tally) nth(i int) int {
	at := slices.IndexFunc(t.counts, func(n int) bool { i -= n; return i < 0 })
	return t.min + at
}
