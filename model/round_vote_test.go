package model

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// newRules edits a round; while it is open or closed not always in a way that
// is allowed.
func (v voting) newRules(round *Round) Change {
	next := *round
	switch v.r.IntN(8) {
	case 0, 1:
		next.Stickers = 1 + v.r.IntN(6)
	case 2, 3:
		next.Limit = v.r.IntN(4)
	case 4:
		next.Per = []string{PerParticipant, PerHead}[v.r.IntN(2)]
	case 5:
		next.Split, next.Together = []string{"", SplitYoung, SplitSector}[v.r.IntN(3)], []string{TogetherAdd, TogetherCheck}[v.r.IntN(2)]
	case 6:
		next.Places = v.r.IntN(len(round.Options) + 2)
	default:
		next.Title = fmt.Sprint("titel ", v.r.IntN(100))
		if v.r.IntN(3) == 0 {
			next.Secret = !next.Secret
		}
	}
	return Edited[Round]{next}
}

// rulesAsAllowed holds that rules were taken exactly when every ballot that
// was not taken back keeps to them.
func (v voting) rulesAsAllowed(was counted, to Round, err error) {
	v.t.Helper()
	i := slices.IndexFunc(was.Rounds, func(r countedRound) bool { return r.ID == to.ID })
	before := was.Rounds[i]
	if before.State != "open" || before.Secret != to.Secret {
		return
	}
	most := func(stickers, limit int) int {
		if limit > 0 && limit < stickers {
			return limit
		}
		return stickers
	}
	if before.Secret && len(before.Ballots) > 0 && (to.Stickers < before.Stickers || most(to.Stickers, to.Limit) < most(before.Stickers, before.Limit)) {
		v.seen["tightened"]++
		if !has(err, RoundTightened) {
			v.t.Fatalf("%+v is stricter than %+v, and it says %v", to, before, err)
		}
		return
	}
	breaks := map[string]bool{}
	ballots := map[string]int{}
	for _, b := range before.Ballots {
		if b.Removed {
			continue
		}
		placed := 0
		for _, n := range b.Stickers {
			placed += n
			if to.Limit > 0 && n > to.Limit {
				breaks[b.Participant] = true
			}
		}
		ballots[b.Participant]++
		if placed > to.Stickers || to.Per != "head" && ballots[b.Participant] > 1 {
			breaks[b.Participant] = true
		}
	}
	if (err == nil) != (len(breaks) == 0) {
		v.t.Fatalf("%v break %+v, and it says %v", breaks, to, err)
	}
	if err == nil {
		v.seen["rules"]++
		return
	}
	v.seen["breaks"]++
	if refusal, is := err.(*Error); !is || refusal.Code != RoundBreaks || refusal.Args["N"] != len(breaks) {
		v.t.Fatalf("%v break %+v, and it says %v", breaks, to, err)
	}
}

// another makes a run-off or a copy of a round, and opens it.
func (v voting) another(round *Round) Change {
	s := v.session()
	if s.Rounds.Len() > 6 {
		return nil
	}
	if closed := slices.DeleteFunc(slices.Clone(s.Rounds.All()), func(r *Round) bool { return r.State != Closed }); len(closed) > 0 {
		round = closed[v.r.IntN(len(closed))]
		if v.r.IntN(2) == 0 {
			round = closed[len(closed)-1] // so that there are run-offs of run-offs
		}
	}
	next, what := s.CopyOf(round), "copy"
	if v.r.IntN(6) > 0 {
		run, ok := s.RunOff(round)
		file := read(v.t, s)
		i := slices.IndexFunc(file.Rounds, func(r countedRound) bool { return r.ID == round.ID })
		if want := file.count(file.Rounds[i], false); ok != (len(want.Ties) > 0 && len(want.Ties[0]) > 1) {
			v.t.Fatalf("a run-off of %s: %v", told1(&want), ok)
		} else if ok {
			left := round.Places
			for _, o := range want.Options {
				if o.Stickers > want.Options[round.Places-1].Stickers {
					left--
				}
			}
			if !slices.Equal(run.Options, want.Ties[0]) || run.Places != left || left < 1 || left >= len(run.Options) || run.Of != round.ID {
				v.t.Fatalf("of %s a run-off %+v", told1(&want), run)
			}
		}
		if !ok || round.State != Closed {
			return nil
		}
		next, what = run, "run-off"
	}
	v.seen[what]++
	return Batch{"round", []Change{Added[Round]{next}, RoundOpened{next.ID, testTime}}}
}

// decision settles a closed round by its votes, or what is tied by talking or by lot.
func (v voting) decision(round *Round) Change {
	for _, r := range slices.Backward(v.session().Rounds.All()) {
		if r.Of != "" && r.State == Closed && v.r.IntN(2) == 0 {
			round = r // or a run-off would seldom decide anything
			break
		}
	}
	if round.State != Closed || round.Places == 0 {
		return nil
	}
	s := v.session()
	res := s.RoundResult(round.ID)
	o := Outcome{Chosen: slices.Clone(res.Winners(round.Places)), By: ByVotes}
	left := round.Places - len(o.Chosen)
	switch {
	case len(res.Ties) == 0:
	case v.r.IntN(2) == 0:
		o.By, o.Chosen = ByTalk, append(o.Chosen, res.Ties[0][:left]...)
	default:
		o.By, o.Seed = ByLot, fmt.Sprint("worp ", v.r.IntN(1000))
		o.Chosen = append(o.Chosen, Lot(o.Seed, res.Ties[0])[:left]...)
	}
	return s.Decide(round, o)
}

// decidedAsItShould holds what was decided against what follows from the
// figures: of the round itself, of those that it is a run-off for, and of what
// the group goes on with.
func (v voting) decidedAsItShould(was counted, c Batch) {
	v.t.Helper()
	of := c.Changes[0].(OutcomeSet)
	get := func(file counted, id string) countedRound {
		return file.Rounds[slices.IndexFunc(file.Rounds, func(r countedRound) bool { return r.ID == id })]
	}
	now := read(v.t, v.session())
	at := get(was, of.Round)
	chosen := of.Outcome.Chosen
	res := was.count(at, false)
	if of.Outcome.By == "lot" {
		tied := slices.Clone(res.Ties[0])
		hash := func(id string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(of.Outcome.Seed+":"+id))) }
		slices.SortFunc(tied, func(a, b string) int { return strings.Compare(hash(a), hash(b)) })
		for i, id := range tied {
			if slices.Contains(chosen, id) != (i < at.Places-in(res, at.Places)) {
				v.t.Fatalf("a lot with %s of %v chose %v", of.Outcome.Seed, tied, chosen)
			}
		}
	}
	if len(chosen) != min(at.Places, len(at.Options)) {
		v.t.Fatalf("%d places and %v", at.Places, chosen)
	}
	decided := map[string]bool{at.ID: true}
	for at.Of != "" {
		up := get(was, at.Of)
		res := was.count(up, false)
		if up.State != "closed" || up.Removed || len(res.Ties) == 0 || slices.ContainsFunc(at.Options, func(id string) bool { return !slices.Contains(res.Ties[0], id) }) {
			break
		}
		var both []string
		for _, o := range res.Options {
			if o.Stickers > res.Options[up.Places-1].Stickers || slices.Contains(chosen, o.Option) {
				both = append(both, o.Option)
			}
		}
		if got := get(now, up.ID).Outcome; got.By != "run-off" || !slices.Equal(got.Chosen, both) {
			v.t.Fatalf("a run-off chose %v and its round %+v, want %v", chosen, got, both)
		}
		v.seen["run-off decided"]++
		if at.ID != of.Round {
			v.seen["chain"]++
		}
		decided[up.ID] = true
		at, chosen = up, both
	}
	for _, r := range was.Rounds {
		if !decided[r.ID] && fmt.Sprint(get(now, r.ID).Outcome) != fmt.Sprint(r.Outcome) {
			v.t.Fatalf("%s was decided with %s", r.ID, of.Round)
		}
	}
	for _, id := range at.Options {
		if v.session().Objectives.Get(id).Priority != slices.Contains(chosen, id) {
			v.t.Fatalf("%s is a priority or not, and chosen are %v", id, chosen)
		}
	}
}

// in is how many options are inside the places and not tied across the line.
func in(res RoundResult, places int) int {
	n := 0
	for _, o := range res.Options {
		if len(res.Ties) > 0 && o.Stickers > res.Options[places-1].Stickers {
			n++
		}
	}
	return n
}
