package model

import (
	"slices"
	"strconv"
)

// Decide is the change that records the outcome of a round, and of those that
// it is a run-off for, and makes the chosen ones what the group goes on with:
// objectives that won are priorities and the others of the round are not;
// actions and pillars that won are chosen, and what else was chosen stays.
// Clusters only have an outcome.
func (s *Session) Decide(r *Round, o Outcome) Change {
	var changes []Change
	settled := s.Settles(r, o.Chosen)
	for _, one := range settled {
		of := o
		if one.Round != r {
			of = Outcome{Chosen: one.Chosen, By: ByRunOff, Note: one.Round.Outcome.Note}
		}
		changes = append(changes, OutcomeSet{Round: one.Round.ID, Outcome: of})
	}
	first := settled[len(settled)-1]
	for _, id := range first.Round.Options {
		if c := s.follow(r.About, id, slices.Contains(first.Chosen, id)); c != nil {
			changes = append(changes, c)
		}
	}
	if o.By == ByLot {
		return Batch{Name: "lot.drawn", Changes: changes}
	}
	return Batch{Name: "priorities.set", Changes: changes}
}

// Settled is a round with what is chosen in it.
type Settled struct {
	Round  *Round
	Chosen []string
}

// Settles gives what choosing these options in a round decides: the round
// itself, and where it is a run-off, the round it was held for, in which those
// who were clearly in stay so; and on to the first.
func (s *Session) Settles(r *Round, chosen []string) []Settled {
	out := []Settled{{r, chosen}}
	for of := s.runOffFor(r); of != nil; of = s.runOffFor(of) {
		if slices.ContainsFunc(out, func(one Settled) bool { return one.Round == of }) {
			break // a file may hold a circle
		}
		res := s.RoundResult(of.ID)
		in := res.Winners(of.Places)
		var both []string
		for _, o := range res.Options {
			if slices.Contains(in, o.Option) || slices.Contains(chosen, o.Option) {
				both = append(both, o.Option)
			}
		}
		out, chosen = append(out, Settled{of, both}), both
	}
	return out
}

// runOffFor gives the round that a run-off decides, or nil: that one is closed,
// and what was voted on again is tied across its last place.
func (s *Session) runOffFor(r *Round) *Round {
	of := s.Rounds.Get(r.Of)
	if of == nil || of.gone() || of.State != Closed || of.About != r.About {
		return nil
	}
	ties := s.RoundResult(of.ID).Ties
	if len(ties) == 0 || slices.ContainsFunc(r.Options, func(id string) bool { return !slices.Contains(ties[0], id) }) {
		return nil
	}
	return of
}

// RunOff is the draft of a run-off among the options of a closed round that are
// tied across its last place, for the places that are left. Its title is for
// the caller to give. ok is false where less than two of them are still there.
func (s *Session) RunOff(r *Round) (run Round, ok bool) {
	res := s.RoundResult(r.ID)
	if len(res.Ties) == 0 {
		return run, false
	}
	tied := s.still(r.About, res.Ties[0])
	return Round{
		ID: NextID(&s.Rounds, "r"), About: r.About, Options: tied, Stickers: SuggestStickers(len(tied)),
		Per: r.Per, Secret: r.Secret, Split: r.Split, Places: r.Places - len(res.Winners(r.Places)),
		State: Draft, Of: r.ID, Together: r.Together,
	}, len(tied) > 1
}

// RunOffOf gives the last run-off that was made for a closed round and would
// decide it, or nil.
func (s *Session) RunOffOf(r *Round) *Round {
	for _, o := range slices.Backward(s.Rounds.Live()) {
		if o.Of == r.ID && s.runOffFor(o) == r {
			return o
		}
	}
	return nil
}

// follow gives the change that an option's winning or not brings about, or nil.
func (s *Session) follow(about, id string, won bool) Change {
	switch about {
	case AboutObjectives:
		if o := s.Objectives.Get(id); o != nil && !o.gone() && o.Priority != won {
			next := *o
			next.Priority = won
			return Edited[Objective]{Item: next}
		}
	case AboutActions:
		if a := s.Actions.Get(id); a != nil && !a.gone() && won && !a.Chosen {
			next := *a
			next.Chosen = true
			return Edited[Action]{Item: next}
		}
	case AboutPillars:
		n, _ := strconv.Atoi(id)
		if won && !s.IsChosen(n) {
			next := ChosenPillar{Pillar: n}
			if was := s.Pillars.Get(next.key()); was != nil {
				next.Reason = was.Reason
			}
			return Set[ChosenPillar]{Item: next}
		}
	}
	return nil
}
