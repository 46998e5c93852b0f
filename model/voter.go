package model

import (
	"cmp"
	"slices"
)

// Slot is the place of one ballot in a round: whose it is, and where voting is
// per head which of that participant's, from 0.
type Slot struct {
	Participant *Participant
	Head        int
}

// Slots gives the place of every ballot that the round may have, in the order
// of the participants' numbers.
func (s *Session) Slots(r *Round) []Slot {
	people := slices.SortedFunc(slices.Values(s.Participants.Live()), func(a, b *Participant) int {
		return cmp.Compare(a.Number, b.Number)
	})
	slots := make([]Slot, 0, len(people))
	for _, p := range people {
		votes := 1
		if r.Per == PerHead {
			votes = p.Votes()
		}
		for head := range votes {
			slots = append(slots, Slot{p, head})
		}
	}
	return slots
}

// FindSlot gives whose ballot somebody means by a word, as FindParticipant
// understands it: where voting is per head the next one that is free, and with
// "/2" behind the word the second. Codes: those of FindParticipant, BallotFull,
// BallotWhich.
func (s *Session) FindSlot(r *Round, word string) (Slot, error) {
	name, asked := cutHead(Clean(word))
	p, err := s.FindParticipant(name)
	if err != nil {
		return Slot{}, err
	}
	head, err := r.next(p, asked)
	return Slot{p, head}, err
}

// ParseLetters reads a ballot of which it is known whose it is: what stands
// behind the name in ParseBallot. Codes: those of ParseBallot behind the name.
func ParseLetters(s *Session, r *Round, at Slot, text string) (Change, error) {
	return s.ballot(r, at.Participant, at.Head+1, Clean(text))
}
