package model

import (
	"slices"
	"strconv"
)

// Decide is the change that records the outcome of a round and makes the
// chosen ones what the group goes on with: objectives that won are priorities
// and the others of the round are not; actions and pillars that won are chosen,
// and what else was chosen stays. Clusters only have an outcome.
func (s *Session) Decide(r *Round, o Outcome) Change {
	changes := []Change{OutcomeSet{Round: r.ID, Outcome: o}}
	for _, id := range r.Options {
		if c := s.follow(r.About, id, slices.Contains(o.Chosen, id)); c != nil {
			changes = append(changes, c)
		}
	}
	return Batch{Name: "priorities.set", Changes: changes}
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
