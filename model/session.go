package model

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of the session file, beside those that stand with their type.
const (
	ParticipantsMax = 50_000
	OptionsMax      = 1_000
	BallotsMax      = 200_000
	IdeasMax        = 20_000
	ListMax         = 20_000 // any other list
	TitleMax        = 200    // characters of a title or a name
	IDMax           = 64     // characters of an id
)

// Session is one workshop, or a series of them with the same group. It is
// written to by changes only.
type Session struct {
	ID           string `json:"id"`
	Title        string `json:"title"`
	Municipality string `json:"municipality"`
	Facilitator  string `json:"facilitator"`
	Date         Date   `json:"date"`
	MethodKey    string `json:"method"`
	Language     string `json:"language"` // of the group: "nl" or "en"
	Created      Time   `json:"created"`
	Changed      Time   `json:"changed"` // when the last record was made

	Participants List[Participant]    `json:"participants"`
	Meetings     List[Meeting]        `json:"meetings"`
	Scans        List[Scan]           `json:"scans"`
	Pillars      List[ChosenPillar]   `json:"pillars"`
	Offer        List[Offer]          `json:"offer"`
	Ideas        List[Idea]           `json:"ideas"`
	Clusters     List[Cluster]        `json:"clusters"`
	Objectives   List[Objective]      `json:"objectives"`
	Rounds       List[Round]          `json:"rounds"`
	Actions      List[Action]         `json:"actions"`
	Anchoring    List[AnchoringCheck] `json:"anchoring"`
	Evaluation   List[PlanEvaluation] `json:"plan_evaluation"`
	Notes        List[Note]           `json:"notes"`

	method *Method
	rev    uint64 // of the content; grows with every change taken in or back
	votes  uint64 // the same, of what the results of rounds come from
	memo   memo
}

// Method is the method that the session follows.
func (s *Session) Method() *Method { return s.method }

// Revision grows with every change, taken in or taken back. What is derived
// from a session stays right as long as it stands still.
func (s *Session) Revision() uint64 { return s.rev }

// Head is the part of a session that stands on its first page.
type Head struct {
	Title        string `json:"title"`
	Municipality string `json:"municipality"`
	Facilitator  string `json:"facilitator"`
	Date         Date   `json:"date"`
	Language     string `json:"language"`
}

// Head gives the session's head, to be changed and given back with SessionEdited.
func (s *Session) Head() Head {
	return Head{s.Title, s.Municipality, s.Facilitator, s.Date, s.Language}
}

// Check gives what is wrong with a head that a person wrote; a session file may
// leave more out. Codes: TextEmpty, TextLong, ValueBad, DateBad.
func (h Head) Check() error {
	return first(
		checkTitle(h.Title),
		checkName("Municipality", h.Municipality),
		checkName("Facilitator", h.Facilitator),
		oneOf("Language", h.Language, "nl", "en"),
		h.Date.check(),
	)
}

// SessionEdited changes the head of the session.
type SessionEdited struct{ Head }

func (c SessionEdited) apply(s *Session, e *edit) error {
	if err := c.Head.Check(); err != nil {
		return err
	}
	assign(e, &s.Title, c.Title)
	assign(e, &s.Municipality, c.Municipality)
	assign(e, &s.Facilitator, c.Facilitator)
	assign(e, &s.Date, c.Date)
	assign(e, &s.Language, c.Language)
	return nil
}

// Kind names the change in the log.
func (c SessionEdited) Kind() string { return "session.edited" }

func (c SessionEdited) subject(*Session) string { return c.Title }

// New gives an empty session that follows a method.
func New(id string, head Head, method *Method, created Time) *Session {
	s := &Session{
		ID: id, Title: head.Title, Municipality: head.Municipality, Facilitator: head.Facilitator,
		Date: head.Date, Language: head.Language, MethodKey: method.Key, Created: created, Changed: created,
	}
	s.method = method
	return s
}

// Attach ties a session that was read from somewhere to its method, makes its
// texts safe, fills in what may be left out, and checks every rule in it.
// Codes: those of every change.
func (s *Session) Attach(methods Methods) error {
	if err := eachText(s, func(_, text string) (string, error) { return Clean(text), nil }); err != nil {
		return err
	}
	m, err := methods.Get(s.MethodKey)
	if err != nil {
		return err
	}
	s.method = m
	s.complete()
	return s.check()
}

// complete fills in what a session file may leave out.
func (s *Session) complete() {
	def := func(p *string, value string) {
		if *p == "" {
			*p = value
		}
	}
	def(&s.Language, "nl")
	def(&s.Title, cmp.Or(s.Municipality, s.ID))
	next := s.NextNumber()
	for _, p := range s.Participants.All() {
		p.Heads = max(p.Heads, 1)
		if p.Number == 0 {
			p.Number = next
			next++
		}
	}
	for _, i := range s.Ideas.All() {
		def(&i.Kind, KindNew)
	}
	for _, a := range s.Actions.All() {
		def(&a.Kind, KindNew)
		def(&a.Status, Planned)
	}
	for _, r := range s.Rounds.All() {
		def(&r.State, Draft)
		def(&r.Per, PerParticipant)
		def(&r.Together, TogetherAdd)
		if r.Secret && r.State == Closed {
			r.Ballots = r.Ballots.nameless(s, r)
			r.Ballots.mix(r)
		}
	}
}

// check holds the whole session against its rules.
func (s *Session) check() error {
	// Texts, method and numbers come first: what follows relies on them.
	if err := first(
		checkTexts(s),
		checkID(s.ID),
		s.Head().Check(),
		s.Created.check(),
		s.Changed.check(),
		checkList(s, &s.Participants, ParticipantsMax),
	); err != nil {
		return err
	}
	return first(
		s.checkNumbers(),
		checkList(s, &s.Meetings, ListMax),
		checkList(s, &s.Scans, ListMax),
		checkList(s, &s.Pillars, ListMax),
		checkList(s, &s.Offer, ListMax),
		checkList(s, &s.Objectives, ListMax),
		checkList(s, &s.Clusters, ListMax),
		checkList(s, &s.Ideas, IdeasMax),
		checkList(s, &s.Actions, ListMax),
		checkList(s, &s.Rounds, ListMax),
		checkList(s, &s.Anchoring, ListMax),
		checkList(s, &s.Evaluation, ListMax),
		checkList(s, &s.Notes, ListMax),
	)
}

// checked is an entry that can say whether it keeps the rules of its session.
type checked interface {
	entry
	check(s *Session) error
}

func checkList[T checked](s *Session, l *List[T], most int) error {
	if l.Len() > most {
		return refuse(ListFull, "Max", most)
	}
	for _, it := range l.All() {
		if err := (*it).check(s); err != nil {
			return err
		}
	}
	return nil
}

// Tomb marks an entry that was removed, or merged into another. It embeds in
// every type that can be.
type Tomb struct {
	Removed    bool   `json:"removed,omitzero"`
	MergedInto string `json:"merged_into,omitzero"`
}

func (t Tomb) gone() bool { return t.Removed || t.MergedInto != "" }

// mark removes or brings back. What was merged stays merged as long as it is
// not brought back.
func (t *Tomb) mark(removed bool) {
	t.Removed = removed
	if !removed {
		t.MergedInto = ""
	}
}

func checkID(id string) error {
	if id == "" || len(id) > IDMax || strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r == utf8.RuneError }) {
		return refuse(IDBad, "ID", id)
	}
	return nil
}

func checkTitle(title string) error {
	if strings.TrimSpace(title) == "" {
		return refuse(TextEmpty, "Field", "Title")
	}
	return checkName("Title", title)
}

func checkName(field, name string) error {
	if utf8.RuneCountInString(name) > TitleMax {
		return refuse(TextLong, "Field", field, "Max", TitleMax)
	}
	return nil
}

// oneOf refuses a value that is none of those allowed.
func oneOf(field, value string, allowed ...string) error {
	if !slices.Contains(allowed, value) {
		return refuse(ValueBad, "Field", field, "Value", value)
	}
	return nil
}

// known refuses an id that is not in the list; the empty id is none.
func known[T entry](kind string, l *List[T], id string) error {
	if id != "" && l.Get(id) == nil {
		return refuse(RefUnknown, "Kind", kind, "ID", id)
	}
	return nil
}

// required refuses no id, and one that is not in the list.
func required[T entry](kind string, l *List[T], id string) error {
	if id == "" {
		return refuse(RefUnknown, "Kind", kind, "ID", id)
	}
	return known(kind, l, id)
}

// allKnown refuses ids that are not in the list or stand twice.
func allKnown[T entry](kind string, l *List[T], ids []string) error {
	for _, id := range ids {
		if err := required(kind, l, id); err != nil {
			return err
		}
	}
	return distinct(ids)
}

// distinct refuses an id that stands twice.
func distinct(ids []string) error {
	seen := make(map[string]bool, len(ids))
	for _, id := range ids {
		if seen[id] {
			return refuse(IDTaken, "ID", id)
		}
		seen[id] = true
	}
	return nil
}

// NextID gives an id that no entry of the list has: the prefix and the first
// free number from the list's length on.
func NextID[T entry](l *List[T], prefix string) string {
	for n := l.Len() + 1; ; n++ {
		if id := prefix + strconv.Itoa(n); l.Get(id) == nil {
			return id
		}
	}
}
