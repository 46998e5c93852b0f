package model

import (
	"cmp"
	"maps"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Ballot is how one voter placed the stickers. Fewer stickers than the ballot
// has are kept back; none at all is a blank ballot, which counts as cast.
type Ballot struct {
	Participant string         `json:"participant"` // empty in a closed secret round
	Stickers    map[string]int `json:"stickers"`    // by option
	Group       string         `json:"group,omitzero"`
	Removed     bool           `json:"removed,omitzero"` // taken back; counts nowhere
}

// Placed is how many stickers stand on the ballot.
func (b *Ballot) Placed() int {
	n := 0
	for _, stickers := range b.Stickers {
		n += stickers
	}
	return n
}

// fits holds a ballot against the rules of its round. One that was taken back
// may be of rules that were others then. Codes: BallotOption, BallotCount,
// BallotLimit, BallotBudget, RefUnknown.
func (b *Ballot) fits(s *Session, r *Round, place map[string]int) error {
	if err := known("participant", &s.Participants, b.Participant); err != nil {
		return err
	}
	placed := 0
	for _, option := range slices.Sorted(maps.Keys(b.Stickers)) {
		n := b.Stickers[option]
		at, ok := place[option]
		switch {
		case !ok:
			return refuse(BallotOption, "Value", option)
		case n < 1 || n > StickersMax:
			return refuse(BallotCount, "Value", n)
		case r.Limit > 0 && n > r.Limit && !b.Removed:
			return refuse(BallotLimit, "Given", n, "Max", r.Limit, "Option", OptionLetter(at))
		}
		placed += n
	}
	if placed > r.Stickers && !b.Removed {
		return refuse(BallotBudget, "Given", placed, "Max", r.Stickers)
	}
	return nil
}

// Ballots are the ballots of a round in the order in which they came. Where
// voting is per head, a participant has several.
type Ballots struct {
	items []*Ballot
	by    map[string][]*Ballot
}

// BallotsOf makes the ballots for a session that is being put together.
func BallotsOf(items []Ballot) Ballots {
	var l Ballots
	for i := range items {
		l.add(&items[i])
	}
	return l
}

// Len is the number of ballots, those taken back included.
func (l *Ballots) Len() int { return len(l.items) }

// All gives the ballots, those taken back included. Read only.
func (l *Ballots) All() []*Ballot { return l.items }

// Of gives a participant's ballots, those taken back included. Read only.
func (l *Ballots) Of(participant string) []*Ballot { return l.by[participant] }

// Cast counts the participant's ballots that were not taken back.
func (l *Ballots) Cast(participant string) int {
	n := 0
	for _, b := range l.by[participant] {
		if !b.Removed {
			n++
		}
	}
	return n
}

// Standing gives the participant's ballot at a place, from 0, or nil when
// there is none or it was taken back. Read only.
func (l *Ballots) Standing(participant string, head int) *Ballot {
	if mine := l.by[participant]; head >= 0 && head < len(mine) && !mine[head].Removed {
		return mine[head]
	}
	return nil
}

func (l *Ballots) detached() Ballots {
	var c Ballots
	for _, b := range l.items {
		v := *b
		c.add(&v)
	}
	return c
}

func (l *Ballots) add(b *Ballot) {
	if l.by == nil {
		l.by = make(map[string][]*Ballot)
	}
	l.items = append(l.items, b)
	if b.Participant != "" {
		l.by[b.Participant] = append(l.by[b.Participant], b)
	}
}

// put casts a ballot at one of the participant's places, from 0, or adds it.
func (l *Ballots) put(e *edit, at int, b Ballot) {
	if mine := l.by[b.Participant]; at < len(mine) {
		assign(e, mine[at], b)
		return
	}
	l.add(&b)
	e.later(func() {
		l.items = l.items[:len(l.items)-1]
		mine := l.by[b.Participant]
		l.by[b.Participant] = mine[:len(mine)-1]
	})
}

// nameless gives the ballots that count without their names, in the order in which
// they came: see mix.
func (l *Ballots) nameless(s *Session, r *Round) Ballots {
	var out Ballots
	for _, b := range l.items {
		if s.counts(r, b) {
			group := b.Group // of one that has lost its name already
			if p := s.Participants.Get(b.Participant); p != nil {
				group = r.GroupOf(p)
			}
			out.add(&Ballot{Stickers: b.Stickers, Group: group})
		}
	}
	return out
}

// mix puts ballots without names in an order that says nothing about who cast
// them: that of what stands on them.
func (l *Ballots) mix(r *Round) {
	slices.SortStableFunc(l.items, func(a, b *Ballot) int {
		if c := cmp.Compare(a.Group, b.Group); c != 0 {
			return c
		}
		for _, option := range r.Options {
			if c := cmp.Compare(b.Stickers[option], a.Stickers[option]); c != 0 {
				return c
			}
		}
		return 0
	})
}

// blur takes the group off the ballots of groups that may not be shown apart: a
// group of one is as good as a name.
func (l *Ballots) blur() {
	ballots := make(map[string]int)
	for _, b := range l.items {
		ballots[b.Group]++
	}
	shown := apart(ballots)
	for _, b := range l.items {
		if !slices.Contains(shown, b.Group) {
			b.Group = ""
		}
	}
}

// settle takes back the ballots that do not count at the moment: those of
// participants who were removed.
func (l *Ballots) settle(e *edit, s *Session, r *Round) {
	for _, b := range l.items {
		if !b.Removed && !s.counts(r, b) {
			assign(e, &b.Removed, true)
		}
	}
}

// MarshalJSONTo writes the ballots as an array.
func (l Ballots) MarshalJSONTo(enc *jsontext.Encoder) error {
	if l.items == nil {
		return json.MarshalEncode(enc, []*Ballot{})
	}
	return json.MarshalEncode(enc, l.items)
}

// UnmarshalJSONFrom reads an array of ballots.
func (l *Ballots) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	var items []*Ballot
	if err := json.UnmarshalDecode(dec, &items); err != nil {
		return err
	}
	*l = Ballots{}
	for _, b := range items {
		if b == nil {
			b = new(Ballot)
		}
		l.add(b)
	}
	return nil
}

func (l *Ballots) eachText(f func(field, text string) (string, error)) error {
	items, moved := l.items, false
	for _, b := range items {
		who := b.Participant
		if err := eachText(b, f); err != nil {
			return err
		}
		moved = moved || b.Participant != who
	}
	if moved { // they are found by who cast them
		*l = Ballots{}
		for _, b := range items {
			l.add(b)
		}
	}
	return nil
}

// BallotCast puts in a participant's ballot, in the place of the one it
// replaces. Codes: RefUnknown, RoundNotOpen, BallotHeads, and those of a ballot.
type BallotCast struct {
	Round  string `json:"round"`
	Head   int    `json:"head"` // which of the participant's ballots, from 0
	Ballot Ballot `json:"ballot"`
}

// BallotTaken takes a participant's ballot back; cast again, it counts again.
// Codes: RefUnknown, RoundNotOpen, BallotNone.
type BallotTaken struct {
	Round       string `json:"round"`
	Head        int    `json:"head"`
	Participant string `json:"participant"`
}

// WallSet records how many stickers of a group stand on an option on the wall.
// Codes: RefUnknown, RoundNotOpen, BallotOption, BallotCount.
type WallSet struct {
	Round string `json:"round"`
	Wall  Wall   `json:"wall"`
}

// Kind names the change in the log.
func (c BallotCast) Kind() string { return "ballot.cast" }

// Kind names the change in the log.
func (c BallotTaken) Kind() string { return "ballot.taken" }

// Kind names the change in the log.
func (c WallSet) Kind() string { return "wall.set" }

// The log tells that somebody voted, never what.
func (c BallotCast) subject(s *Session) string {
	return subjectOf[Participant](s, c.Ballot.Participant)
}
func (c BallotTaken) subject(s *Session) string { return subjectOf[Participant](s, c.Participant) }
func (c WallSet) subject(s *Session) string     { return subjectOf[Round](s, c.Round) }

func (c BallotCast) apply(s *Session, e *edit) error {
	r, err := s.round(c.Round, Open, RoundNotOpen)
	if err != nil {
		return err
	}
	p := s.Participants.Get(c.Ballot.Participant)
	if p == nil || p.gone() {
		return refuse(RefUnknown, "Kind", "participant", "ID", c.Ballot.Participant)
	}
	votes := 1
	if r.Per == PerHead {
		votes = p.Votes()
	}
	// A ballot that stands can be replaced wherever it stands; another one needs
	// a place, and heads may have been taken off since.
	if r.Ballots.Standing(p.ID, c.Head) == nil &&
		(c.Head < 0 || c.Head >= votes || c.Head > len(r.Ballots.Of(p.ID)) || r.Ballots.Cast(p.ID) >= votes) {
		return refuse(BallotHeads, "Max", votes)
	}
	if r.Ballots.Len() >= BallotsMax && c.Head == len(r.Ballots.Of(p.ID)) {
		return refuse(ListFull, "Max", BallotsMax)
	}
	b := Ballot{Participant: p.ID, Stickers: c.Ballot.Stickers}
	if err := b.fits(s, r, r.places()); err != nil {
		return err
	}
	r.Ballots.put(e, c.Head, b)
	return nil
}

func (c BallotTaken) apply(s *Session, e *edit) error {
	r, err := s.round(c.Round, Open, RoundNotOpen)
	if err != nil {
		return err
	}
	mine := r.Ballots.Of(c.Participant)
	if c.Head < 0 || c.Head >= len(mine) || mine[c.Head].Removed {
		return refuse(BallotNone)
	}
	b := *mine[c.Head]
	b.Removed = true
	assign(e, mine[c.Head], b)
	return nil
}

func (c WallSet) apply(s *Session, e *edit) error {
	r, err := s.round(c.Round, Open, RoundNotOpen)
	if err != nil {
		return err
	}
	if err := c.Wall.fits(r); err != nil {
		return err
	}
	r.Wall.put(e, c.Wall)
	return nil
}

// checkBallots refuses two ballots of one participant where it has one; those
// that were taken back stay, as it may have had more. Where voting is per head, those that stand are held against the heads while the
// round is open; once it is closed the group may be another.
func (r *Round) checkBallots(s *Session) error {
	for id := range r.Ballots.by {
		switch {
		case r.Per != PerHead && r.Ballots.Cast(id) > 1,
			r.Per == PerHead && r.State != Closed && r.Ballots.Cast(id) > s.Participants.Get(id).Votes():
			return refuse(BallotTwice, "ID", id)
		}
	}
	return nil
}

// checkHeads refuses fewer heads than a participant has ballots in a round
// that is open per head: one has to be taken back first.
func (p Participant) checkHeads(s *Session) error {
	for _, r := range s.Rounds.All() {
		if n := r.Ballots.Cast(p.ID); r.Per == PerHead && r.State == Open && n > p.Votes() {
			return refuse(HeadsVoted, "N", n)
		}
	}
	return nil
}
