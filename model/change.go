package model

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Change is one way in which a session can change: a value that says what is
// to be different. Only the types of this package are changes.
type Change interface {
	// Kind names the change in the log, such as "participant.added".
	Kind() string
	// apply checks the change against the session and writes it, noting in
	// the edit how to take it back. When it refuses it may have written in
	// part; try takes that back.
	apply(s *Session, e *edit) error
	// subject says in the words of the group what the change is about. It is
	// asked once the change has been applied.
	subject(s *Session) string
}

// try applies the change, or refuses it and leaves the session as it was.
func (s *Session) try(c Change, e *edit) error {
	if err := checkTexts(addressable(c)); err != nil {
		return err
	}
	return s.tryChecked(c, e)
}

// tryChecked is try for a change whose texts are known to be safe.
func (s *Session) tryChecked(c Change, e *edit) error {
	from := len(e.back)
	err := c.apply(s, e)
	s.altered(c)
	if err != nil {
		part := edit{back: e.back[from:]}
		part.rollback()
		e.back = e.back[:from]
	}
	return err
}

// Check says whether the session would take the change, and why not.
func (s *Session) Check(c Change) error {
	var e edit
	err := s.try(bare(c), &e)
	e.rollback()
	return err
}

func addressable(c Change) any {
	p := reflect.New(reflect.TypeOf(c))
	p.Elem().Set(reflect.ValueOf(c))
	return p.Interface()
}

// listed is an entry with an id that people add, edit, remove and bring back.
type listed[T entry] interface {
	checked
	list(s *Session) *List[T]
	word() string // of the kind of change: "participant"
	most() int    // how many a session may have
	subject() string
}

// holder is an entry that holds lists of its own, which other changes fill.
type holder[T any] interface {
	// detached gives the entry with lists that it shares with nobody.
	detached() T
	// inherit gives the entry with the lists of the one it replaces.
	inherit(old T) T
	// bare gives the entry without its lists.
	bare() T
}

// guarded is an entry that may not become just anything once it is there.
type guarded[T any] interface {
	// replaces is check for taking the place of the one it was.
	replaces(s *Session, old T) error
}

var _ guarded[Round] = Round{}

var (
	_ holder[Scan]  = Scan{}
	_ holder[Round] = Round{}
)

// spoken is an entry that nobody may enter without its words. One that comes
// in with a file may lack them, as empty and absent mean the same there.
type spoken interface {
	words() (field, text string)
}

var (
	_ spoken = Participant{}
	_ spoken = Offer{}
	_ spoken = Objective{}
	_ spoken = Idea{}
	_ spoken = Cluster{}
	_ spoken = Action{}
)

func checkWords(item any) error {
	if s, ok := item.(spoken); ok {
		if field, text := s.words(); strings.TrimSpace(text) == "" {
			return refuse(TextEmpty, "Field", field)
		}
	}
	return nil
}

// Added adds an entry at the end of its list: "participant.added" and so on.
// Codes: IDTaken, ListFull, and those of the entry's own rules.
type Added[T listed[T]] struct {
	Item T `json:"item"`
}

// Edited puts an entry in the place of the one with its id. Codes: RefUnknown,
// and those of the entry's own rules; for a round, see Round.
type Edited[T listed[T]] struct {
	Item T `json:"item"`
}

// Removed marks an entry as removed; it stays in its list and can be brought
// back. Code: RefUnknown.
type Removed[T listed[T]] struct {
	ID string `json:"id"`
}

// Restored brings a removed entry back. Code: RefUnknown, and those of the
// entry's own rules.
type Restored[T listed[T]] struct {
	ID string `json:"id"`
}

// Kind names the change in the log.
func (c Added[T]) Kind() string { return c.Item.word() + ".added" }

// Kind names the change in the log.
func (c Edited[T]) Kind() string { return c.Item.word() + ".edited" }

// Kind names the change in the log.
func (c Removed[T]) Kind() string { var t T; return t.word() + ".removed" }

// Kind names the change in the log.
func (c Restored[T]) Kind() string { var t T; return t.word() + ".restored" }

func (c Added[T]) apply(s *Session, e *edit) error {
	l := c.Item.list(s)
	if l.Get(c.Item.key()) != nil {
		return refuse(IDTaken, "ID", c.Item.key())
	}
	if l.Len() >= c.Item.most() {
		return refuse(ListFull, "Max", c.Item.most())
	}
	if err := checkWords(c.Item); err != nil {
		return err
	}
	item := c.Item
	if holder, ok := any(item).(holder[T]); ok {
		item = holder.detached()
	}
	return put(s, e, item)
}

func (c Edited[T]) apply(s *Session, e *edit) error {
	old := c.Item.list(s).Get(c.Item.key())
	if old == nil {
		return refuse(RefUnknown, "Kind", c.Item.word(), "ID", c.Item.key())
	}
	if err := checkWords(c.Item); err != nil {
		return err
	}
	item := c.Item
	if holder, ok := any(item).(holder[T]); ok {
		item = holder.inherit(*old)
	}
	if one, ok := any(item).(guarded[T]); ok {
		if err := one.replaces(s, *old); err != nil {
			return err
		}
		item.list(s).put(e, item)
		return nil
	}
	return put(s, e, item)
}

// bare gives the change without the lists of its entry, which it leaves as they
// are: they do not belong in the log, and what is in a secret round least of all.
func (c Edited[T]) bare() Change {
	if h, ok := any(c.Item).(holder[T]); ok {
		c.Item = h.bare()
	}
	return c
}

// bare gives a change with nothing in it that it does not alter.
func bare(c Change) Change {
	switch c := c.(type) {
	case Batch:
		parts := make([]Change, len(c.Changes))
		for i, one := range c.Changes {
			parts[i] = bare(one)
		}
		c.Changes = parts
		return c
	case interface{ bare() Change }:
		return c.bare()
	}
	return c
}

func put[T listed[T]](s *Session, e *edit, item T) error {
	if err := item.check(s); err != nil {
		return err
	}
	if one, ok := any(item).(interface{ unique(*Session) error }); ok {
		if err := one.unique(s); err != nil {
			return err
		}
	}
	item.list(s).put(e, item)
	return nil
}

func (c Removed[T]) apply(s *Session, e *edit) error { return bury[T](s, e, c.ID, true) }

func (c Restored[T]) apply(s *Session, e *edit) error { return bury[T](s, e, c.ID, false) }

// bury sets or clears the mark of removal of the entry with that id.
func bury[T listed[T]](s *Session, e *edit, id string, removed bool) error {
	var t T
	p := t.list(s).Get(id)
	if p == nil {
		return refuse(RefUnknown, "Kind", t.word(), "ID", id)
	}
	item := *p
	any(&item).(interface{ mark(bool) }).mark(removed)
	return put(s, e, item)
}

func (c Added[T]) subject(*Session) string      { return c.Item.subject() }
func (c Edited[T]) subject(*Session) string     { return c.Item.subject() }
func (c Removed[T]) subject(s *Session) string  { return subjectOf[T](s, c.ID) }
func (c Restored[T]) subject(s *Session) string { return subjectOf[T](s, c.ID) }

func subjectOf[T listed[T]](s *Session, id string) string {
	var t T
	if p := t.list(s).Get(id); p != nil {
		return (*p).subject()
	}
	return id
}

// single is an entry of which there is one for each key, put in or replaced.
type single[T entry] interface {
	checked
	list(s *Session) *List[T]
	word() string // the whole kind of change: "note.set"
	about(s *Session) string
}

// Set puts an entry in, in the place of the one with its key: "pillar.chosen",
// "anchoring.set", "evaluation.set", "note.set".
type Set[T single[T]] struct {
	Item T `json:"item"`
}

// Kind names the change in the log.
func (c Set[T]) Kind() string { return c.Item.word() }

func (c Set[T]) apply(s *Session, e *edit) error {
	if err := c.Item.check(s); err != nil {
		return err
	}
	c.Item.list(s).put(e, c.Item)
	return nil
}

func (c Set[T]) subject(s *Session) string { return c.Item.about(s) }

// Batch is several changes as one: one record, one undo. Each is checked
// against what those before it made, and if one is refused none is made.
type Batch struct {
	Name    string // of the whole, in the log: "priorities.set"
	Changes []Change
}

// Kind names the change in the log.
func (c Batch) Kind() string { return c.Name }

func (c Batch) apply(s *Session, e *edit) error {
	for _, one := range c.Changes {
		if err := s.try(one, e); err != nil {
			return err
		}
	}
	return nil
}

func (c Batch) subject(s *Session) string {
	if len(c.Changes) == 0 {
		return ""
	}
	return c.Changes[0].subject(s)
}

// kinds reads a change of each kind from the data of its record. A batch has
// a kind of its own in the file, as its name is free.
var kinds = map[string]func(jsontext.Value) (Change, error){}

func kind[C Change](names ...string) {
	var c C
	if len(names) == 0 {
		names = []string{c.Kind()}
	}
	for _, name := range names {
		kinds[name] = func(data jsontext.Value) (Change, error) {
			var c C
			err := json.Unmarshal(data, &c, json.RejectUnknownMembers(true))
			return c, err
		}
	}
}

func kindsOf[T listed[T]]() {
	kind[Added[T]]()
	kind[Edited[T]]()
	kind[Removed[T]]()
	kind[Restored[T]]()
}

func kindsInScan[T scanPart[T]]() {
	kind[PutInScan[T]]()
	kind[TakeFromScan[T]]()
}

func init() {
	kind[SessionEdited]()
	kind[Rescaled]()
	kindsOf[Participant]()
	kind[ParticipantsMerged]()
	kindsOf[Meeting]()
	kindsOf[Scan]()
	kindsOf[Offer]()
	kindsOf[Objective]()
	kindsOf[Idea]()
	kindsOf[Cluster]()
	kindsOf[Action]()
	kind[IdeasMerged]()
	kind[ClustersMerged]()
	kind[ClusterDissolved]()
	kind[ActionsMerged]()
	kindsOf[Round]()
	kindsInScan[Score]()
	kindsInScan[Hands]()
	kindsInScan[Agreed]()
	kindsInScan[Remark]()
	kind[Set[ChosenPillar]]("pillar.chosen", "pillar.unchosen")
	kind[Set[AnchoringCheck]]()
	kind[Set[PlanEvaluation]]()
	kind[Set[Note]]()
	kind[RoundOpened]()
	kind[RoundClosed]()
	kind[RoundReopened]()
	kind[BallotCast]()
	kind[BallotTaken]()
	kind[WallSet]()
	kind[OutcomeSet]()
	kind[Undo]()
	kind[Redo]()
}

// Kinds gives the name of every kind of change that the log can hold, in
// order, batches left out.
func Kinds() []string { return slices.Sorted(maps.Keys(kinds)) }
