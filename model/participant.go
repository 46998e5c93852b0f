package model

import "strings"

// NumberMax is the highest number a participant may have, HeadsMax the most
// people that one may vote for.
const (
	NumberMax = 999_999
	HeadsMax  = 10_000
)

// Participant is an organisation in the group, or a person who came alone.
// Ballots use its number.
type Participant struct {
	ID           string `json:"id"`
	Number       int    `json:"number"` // from 1, of one participant at a time
	Organisation string `json:"organisation"`
	Person       string `json:"person"`
	Contact      string `json:"contact"`
	Sector       string `json:"sector"` // one of the method's; empty is not known
	Young        bool   `json:"young"`  // young people themselves
	Heads        int    `json:"heads"`  // people who may vote where voting is per head, at least 1
	Tomb
}

func (p Participant) key() string { return p.ID }

// Name is what to call the participant: the organisation, else the person.
func (p Participant) Name() string {
	if p.Organisation != "" {
		return p.Organisation
	}
	return p.Person
}

// Group is the group that the participant is counted in.
func (p Participant) Group() string {
	if p.Young {
		return GroupYoung
	}
	return GroupProfessional
}

// Votes is how many people of the participant may vote, at least one.
func (p Participant) Votes() int { return max(p.Heads, 1) }

func (p Participant) check(s *Session) error {
	err := first(
		checkID(p.ID),
		checkName("Organisation", p.Organisation),
		checkName("Person", p.Person),
		checkName("Contact", p.Contact),
		known("participant", &s.Participants, p.MergedInto),
	)
	switch {
	case err != nil:
		return err
	case p.Number < 1 || p.Number > NumberMax:
		return refuse(NumberBad, "Value", p.Number, "Max", NumberMax)
	case p.Heads < 0 || p.Heads > HeadsMax:
		return refuse(HeadsBad, "Value", p.Heads, "Max", HeadsMax)
	case p.Sector != "" && s.method.Sector(p.Sector) == nil:
		return refuse(RefUnknown, "Kind", "sector", "ID", p.Sector)
	}
	return nil
}

// unique refuses the number of another participant who counts, and fewer heads
// than there are ballots of.
func (p Participant) unique(s *Session) error {
	if q := s.ByNumber(p.Number); q != nil && q.ID != p.ID && !p.gone() {
		return refuse(NumberTaken, "Value", p.Number)
	}
	return p.checkHeads(s)
}

func (p Participant) list(s *Session) *List[Participant] { return &s.Participants }
func (p Participant) word() string                       { return "participant" }
func (p Participant) most() int                          { return ParticipantsMax }
func (p Participant) subject() string                    { return p.Name() }
func (p Participant) words() (field, text string)        { return "Organisation", p.Name() }

func (s *Session) checkNumbers() error {
	seen := make(map[int]bool, s.Participants.Len())
	for _, p := range s.Participants.Live() {
		if seen[p.Number] {
			return refuse(NumberTaken, "Value", p.Number)
		}
		seen[p.Number] = true
	}
	return nil
}

// ByNumber gives the participant with that number who counts, or nil.
func (s *Session) ByNumber(number int) *Participant {
	for _, p := range s.Participants.Live() {
		if p.Number == number {
			return p
		}
	}
	return nil
}

// NextNumber is one more than the highest number ever given, so that a number
// on a paper ballot never comes to mean somebody else.
func (s *Session) NextNumber() int {
	n := 0
	for _, p := range s.Participants.All() {
		n = max(n, p.Number)
	}
	return n + 1
}

// GuessSector gives the sector of which a word stands first in a name, or "".
// It is a guess: the screen shows it to be confirmed.
func (m *Method) GuessSector(name string) string {
	name = " " + strings.ToLower(name) + " "
	guess, first := "", len(name)
	for _, sector := range m.Sectors {
		for _, word := range sector.Words {
			if at := strings.Index(name, word); at >= 0 && at < first {
				guess, first = sector.Key, at
			}
		}
	}
	return guess
}

// groupFacts are what is counted of the group as a whole.
type groupFacts struct {
	missing   []*Sector
	young     int
	absent    map[string]bool // who were not at the meeting, where it says who were
	youngHere int
}

func (s *Session) groupFacts() *groupFacts {
	s.renew()
	if s.memo.group == nil {
		f := &groupFacts{absent: make(map[string]bool)}
		came := s.Meeting().attended()
		sectors := make(map[string]bool)
		for _, p := range s.Participants.Live() {
			sectors[p.Sector] = true
			if !came(p.ID) {
				f.absent[p.ID] = true
			}
			if p.Young {
				f.young++
			}
			if p.Young && !f.absent[p.ID] {
				f.youngHere++
			}
		}
		for key := range sectors {
			if sector := s.method.Sector(key); sector != nil {
				sectors[sector.Of] = true
			}
		}
		for i := range s.method.Sectors {
			if sector := &s.method.Sectors[i]; sector.Core && !sectors[sector.Key] {
				f.missing = append(f.missing, sector)
			}
		}
		s.memo.group = f
	}
	return s.memo.group
}

// MissingSectors gives the sectors that the method names and that nobody in
// the group comes from. Read only.
func (s *Session) MissingSectors() []*Sector { return s.groupFacts().missing }

// Young counts the participants who are young people themselves.
func (s *Session) Young() int { return s.groupFacts().young }

// Absent says that the meeting that the session is in says who was there, and
// that this participant was not.
func (s *Session) Absent(participant string) bool { return s.groupFacts().absent[participant] }

// Present counts the participants who are not absent, and those of them who
// are young people themselves.
func (s *Session) Present() (all, young int) {
	f := s.groupFacts()
	return len(s.Participants.Live()) - len(f.absent), f.youngHere
}
