package model

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// ParticipantsMerged takes two entries of one participant together. From goes
// up in Into: it keeps its number and its words, counts nowhere any more, and
// can be brought back. What stands under From goes to Into: its scores, its
// ballots in rounds that are not closed, its presence, and the actions and
// ideas that name it. Where only one can count, a score of one pillar, a ballot
// of a round with one for each participant, a rating of an action, that of
// Into does; that of From is laid aside: it stays under From. Closed rounds
// stay as they are.
// Codes: RefUnknown, MergeSelf, and those of a participant.
type ParticipantsMerged struct {
	Into string `json:"into"`
	From string `json:"from"`
}

// Kind names the change in the log.
func (c ParticipantsMerged) Kind() string { return "participants.merged" }

func (c ParticipantsMerged) subject(s *Session) string {
	return subjectOf[Participant](s, c.From) + " → " + subjectOf[Participant](s, c.Into)
}

func (c ParticipantsMerged) apply(s *Session, e *edit) error {
	m, err := s.Merging(c.Into, c.From)
	if err != nil {
		return err
	}
	into, from := m.Becomes, *m.From
	if err := into.check(s); err != nil {
		return err
	}
	from.Tomb = Tomb{Removed: true, MergedInto: into.ID}
	s.Participants.put(e, into)
	s.Participants.put(e, from)
	for _, scan := range s.Scans.All() {
		s.passScores(e, scan, from.ID, into.ID)
	}
	for _, r := range s.Rounds.All() {
		if r.State != Closed {
			r.Ballots.pass(e, r.passing(&into, from.ID))
		}
	}
	s.passPresence(e, from.ID, into.ID)
	s.passActions(e, from.ID, into.ID)
	for _, i := range s.Ideas.All() {
		if i.Participant == from.ID {
			next := *i
			next.Participant = into.ID
			s.Ideas.put(e, next)
		}
	}
	return nil
}

// Merging is what it comes down to when two entries are merged, to be read
// before it is done. Removed scans, rounds and actions are left out.
type Merging struct {
	Into, From *Participant
	Becomes    Participant // Into afterwards

	Scores, ScoresAside   int      // of From: that count for Into from then on, and that no longer count
	Ballots, BallotsAside []*Round // not closed: in which From's go to Into, and in which both voted and Into's count
	Kept                  []*Round // closed rounds in which From voted
	RatingsAside          int      // of From, of actions that Into rated too
}

// Merging tells what ParticipantsMerged would do. Codes: RefUnknown, MergeSelf.
func (s *Session) Merging(into, from string) (Merging, error) {
	var m Merging
	a, b, err := toMerge(s, &s.Participants, into, from)
	if err != nil {
		return m, err
	}
	m.Into, m.From = s.Participants.Get(into), s.Participants.Get(from)
	m.Becomes = s.joined(a, b)
	for _, scan := range s.Scans.Live() {
		for _, p := range s.method.Pillars {
			switch {
			case scan.ScoreOf(from, p.Number) == nil:
			case scan.ScoreOf(into, p.Number) == nil:
				m.Scores++
			default:
				m.ScoresAside++
			}
		}
	}
	for _, r := range s.Rounds.Live() {
		switch cast := r.Ballots.Cast(from); {
		case cast == 0:
		case r.State == Closed:
			m.Kept = append(m.Kept, r)
		case r.Per != PerHead && r.Ballots.Cast(into) > 0:
			m.BallotsAside = append(m.BallotsAside, r)
		default:
			m.Ballots = append(m.Ballots, r)
		}
	}
	for _, a := range s.Actions.Live() {
		if rated(a.Evaluation.Ratings, from) && rated(a.Evaluation.Ratings, into) {
			m.RatingsAside++
		}
	}
	return m, nil
}

// joined is what an entry becomes when another goes up in it. Its own words
// stand; what it lacks comes from the other, and so does another person who
// comes and another way to reach them. Sector and young people stay as they
// are: closed rounds are split by them.
func (s *Session) joined(into, from Participant) Participant {
	others := into.Person != "" && from.Person != "" && into.Organisation+from.Organisation != "" && !sameWords(into.Person, from.Person)
	if into.Organisation == "" {
		into.Organisation = from.Organisation
	}
	if into.Person == "" || others {
		into.Person = bothTexts(into.Person, from.Person)
	}
	into.Contact = bothTexts(into.Contact, from.Contact)
	// Other people come from either: they add up. Otherwise they are the same
	// people, entered twice; but as many as there are ballots voted.
	heads := max(into.Votes(), from.Votes())
	if others {
		heads = min(into.Votes()+from.Votes(), HeadsMax)
	}
	for _, r := range s.Rounds.All() {
		if r.Per == PerHead && r.State != Closed {
			heads = max(heads, r.Ballots.Cast(into.ID)+r.Ballots.Cast(from.ID))
		}
	}
	into.Heads = heads
	return into
}

// sameWords says that one of two texts holds the other.
func sameWords(a, b string) bool {
	a, b = folded(a), folded(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// bothTexts puts two short texts together. Where that is too long the first
// stands: the other one stays with the entry that it came from.
func bothTexts(a, b string) string {
	switch both := a + ", " + b; {
	case a == "":
		return b
	case b == "", sameWords(a, b), utf8.RuneCountInString(both) > TitleMax:
		return a
	default:
		return both
	}
}

// passScores gives one participant's scores in a scan to another, where that
// one has none.
func (s *Session) passScores(e *edit, scan *Scan, from, into string) {
	for _, p := range s.method.Pillars {
		if score := scan.ScoreOf(from, p.Number); score != nil && scan.ScoreOf(into, p.Number) == nil {
			next := *score
			next.Participant = into
			scan.Scores.drop(e, score.key())
			scan.Scores.put(e, next)
		}
	}
}

// passing says whose ballots are to be whose when those of one participant go
// to another, as far as that one may have so many. Those that the other took
// back go the other way, so that no place lies beyond its heads.
func (r *Round) passing(into *Participant, from string) map[*Ballot]string {
	most := 1
	if r.Per == PerHead {
		most = into.Votes()
	}
	room := most - r.Ballots.Cast(into.ID)
	var free []*Ballot
	for _, b := range r.Ballots.Of(into.ID) {
		if b.Removed {
			free = append(free, b)
		}
	}
	owner := make(map[*Ballot]string)
	for _, b := range r.Ballots.Of(from) {
		if b.Removed || room < 1 {
			continue
		}
		room--
		owner[b] = into.ID
		if len(free) > 0 {
			owner[free[0]], free = from, free[1:]
		}
	}
	return owner
}

// pass makes ballots those of other participants. Each one's stand in the order
// in which all came.
func (l *Ballots) pass(e *edit, owner map[*Ballot]string) {
	if len(owner) == 0 {
		return
	}
	was, now := make(map[string][]*Ballot), make(map[string][]*Ballot)
	for b, id := range owner {
		was[b.Participant], was[id] = l.by[b.Participant], l.by[id]
		assign(e, &b.Participant, id)
	}
	for _, b := range l.items {
		if _, is := was[b.Participant]; is {
			now[b.Participant] = append(now[b.Participant], b)
		}
	}
	for id := range was {
		l.by[id] = now[id]
	}
	e.later(func() {
		for id, ballots := range was {
			l.by[id] = ballots
		}
	})
}

func (s *Session) passPresence(e *edit, from, into string) {
	for _, m := range s.Meetings.All() {
		at := slices.Index(m.Present, from)
		if at < 0 {
			continue
		}
		next := *m
		next.Present = slices.Clone(m.Present)
		if slices.Contains(next.Present, into) {
			next.Present = slices.Delete(next.Present, at, at+1)
		} else {
			next.Present[at] = into
		}
		s.Meetings.put(e, next)
	}
}

func (s *Session) passActions(e *edit, from, into string) {
	for _, a := range s.Actions.All() {
		next := *a
		touched := next.Owner == from
		if touched {
			next.Owner = into
		}
		if slices.ContainsFunc(next.Partners, func(p Partner) bool { return p.Participant == from }) {
			next.Partners, touched = passPartners(next.Partners, from, into), true
		}
		if rated(next.Evaluation.Ratings, from) && !rated(next.Evaluation.Ratings, into) {
			next.Evaluation.Ratings, touched = passRatings(next.Evaluation.Ratings, from, into), true
		}
		if touched {
			s.Actions.put(e, next)
		}
	}
}

// passPartners makes one partner another. Where both are partners, the one that
// stays commits to what both did.
func passPartners(was []Partner, from, into string) []Partner {
	var list []Partner
	at := -1
	for _, p := range was {
		if p.Participant == from {
			p.Participant = into
		}
		switch {
		case p.Participant == into && at < 0:
			at = len(list)
		case p.Participant == into:
			// A text that is too long is refused at the door, so what comes of two
			// that are not may not be: then the second stays with the entry it was of.
			both := list[at].Commitment + ", " + p.Commitment
			switch {
			case p.Commitment == "" || p.Commitment == list[at].Commitment:
				continue
			case list[at].Commitment == "":
				list[at].Commitment = p.Commitment
				continue
			case utf8.RuneCountInString(both) <= TextMax:
				list[at].Commitment = both
				continue
			}
			p.Participant = from
		}
		list = append(list, p)
	}
	return list
}

func rated(ratings []Rating, participant string) bool {
	return slices.ContainsFunc(ratings, func(r Rating) bool { return r.Participant == participant })
}

func passRatings(was []Rating, from, into string) []Rating {
	list := slices.Clone(was)
	for i := range list {
		if list[i].Participant == from {
			list[i].Participant = into
		}
	}
	return list
}

// follow gives the ballots of those who were merged while the round was closed
// to the ones they were merged into.
func (r *Round) follow(s *Session, e *edit) {
	done := make(map[string]bool)
	for _, b := range r.Ballots.All() {
		p := s.Participants.Get(b.Participant)
		if p == nil || p.MergedInto == "" || done[p.ID] {
			continue
		}
		done[p.ID] = true
		if into := s.Stands(p.ID); into != nil {
			r.Ballots.pass(e, r.passing(into, p.ID))
		}
	}
}

// Stands gives the participant that an id stands for and that counts: its own,
// or the one that it was merged into; nil for one that was removed.
func (s *Session) Stands(id string) *Participant {
	for range s.Participants.Len() { // a file may hold a circle
		p := s.Participants.Get(id)
		if p == nil || !p.gone() {
			return p
		}
		id = p.MergedInto
	}
	return nil
}
