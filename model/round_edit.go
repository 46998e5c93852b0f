package model

import (
	"cmp"
	"slices"
	"strconv"
)

// inherit keeps what a round's state, votes and times are when its rules are edited.
func (r Round) inherit(old Round) Round {
	r.State, r.Ballots, r.Wall, r.Opened, r.Closed, r.Outcome = old.State, old.Ballots, old.Wall, old.Opened, old.Closed, old.Outcome
	return r
}

func (r Round) bare() Round {
	r.Ballots, r.Wall = Ballots{}, List[Wall]{}
	return r
}

// replaces refuses an edit that the round's state does not allow. While it is
// open, what is voted on and whether that is secret stand, and every ballot
// that is in has to keep to the new rules. Of a secret round nobody may learn
// from that who placed how many: with a ballot in it, its rules are not made
// stricter. Once it is closed only the title can be mended. Codes: RoundFrozen,
// RoundBreaks, RoundTightened, RoundDone, and those of a round.
func (r Round) replaces(s *Session, old Round) error {
	if old.State == Draft {
		return r.check(s)
	}
	if err := checkName("Title", r.Title); err != nil {
		return err
	}
	if r.About != old.About || !slices.Equal(r.Options, old.Options) || r.Secret != old.Secret || r.Of != old.Of {
		return refuse(RoundFrozen)
	}
	if old.State == Closed {
		if !r.sameRules(&old) {
			return refuse(RoundDone)
		}
		return nil
	}
	if err := r.checkRules(s); err != nil || r.sameRules(&old) {
		return err // every ballot keeps to them already
	}
	if old.Secret && old.Ballots.Len() > 0 && (r.Stickers < old.Stickers || r.Budget() < old.Budget()) {
		return refuse(RoundTightened)
	}
	return r.breaks(s)
}

func (r *Round) sameRules(o *Round) bool {
	return r.Stickers == o.Stickers && r.Limit == o.Limit && r.Split == o.Split && r.Places == o.Places &&
		cmp.Or(r.Per, PerParticipant) == cmp.Or(o.Per, PerParticipant) &&
		cmp.Or(r.Together, TogetherAdd) == cmp.Or(o.Together, TogetherAdd)
}

// breaks names whose ballots do not keep to the rules, and nothing of what
// stands on them. Those of participants who were removed are among them: they
// may come back.
func (r *Round) breaks(s *Session) error {
	place := r.places()
	seen := make(map[string]bool)
	var who []*Participant
	n := 0
	for _, b := range r.Ballots.All() {
		if seen[b.Participant] {
			continue
		}
		several := r.Per != PerHead && b.Participant != "" && r.Ballots.Cast(b.Participant) > 1
		if !several && b.fits(s, r, place) == nil {
			continue
		}
		n++
		if p := s.Participants.Get(b.Participant); p != nil {
			seen[p.ID] = true
			who = append(who, p)
		}
	}
	if n == 0 {
		return nil
	}
	slices.SortStableFunc(who, func(a, b *Participant) int { return cmp.Compare(a.Number, b.Number) })
	return refuse(RoundBreaks, "N", n, "List", numbered(who, func(p *Participant) string {
		return strconv.Itoa(p.Number) + " " + p.Name()
	}))
}

// CopyOf is the draft of a round with the rules and the options of another, as
// far as those are still there. Its title is for the caller to give.
func (s *Session) CopyOf(r *Round) Round {
	return Round{
		ID: NextID(&s.Rounds, "r"), Title: r.Title, About: r.About, Options: s.still(r.About, r.Options),
		Stickers: r.Stickers, Limit: r.Limit, Per: r.Per, Secret: r.Secret, Split: r.Split, Places: r.Places,
		State: Draft, Of: r.Of, Together: r.Together,
	}
}

// still gives those of some options that count, in the same order.
func (s *Session) still(about string, ids []string) []string {
	here := make(map[string]bool)
	for _, id := range s.Candidates(about) {
		here[id] = true
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !here[id] })
}
