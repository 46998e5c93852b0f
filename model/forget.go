package model

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ParticipantForgotten deletes for good who a participant was. It and what went
// up in it are called by a word and their numbers from then on; persons and
// contacts go. Numbers, scores, votes and presence stay, so that every result
// stands. The names that are given are replaced in every text of the session; in
// the log so are organisation, person and contact.
//
// It never stands in a log, as it says the names: the log begins anew with the
// session as it then is, and there is nothing to go back to. An id that holds a
// name becomes another one. Codes: RefUnknown, those of a title for Word, and
// those of the texts in which a name was replaced.
type ParticipantForgotten struct {
	Participant string
	Word        string   // "Participant"; the number comes behind it
	Names       []string // what texts call the participant; see NamesOf
}

// Kind names the change in the log.
func (c ParticipantForgotten) Kind() string { return "participant.forgotten" }

// MarshalJSON refuses: the names are to be nowhere.
func (c ParticipantForgotten) MarshalJSON() ([]byte, error) {
	return nil, errors.New("who is forgotten is not written down")
}

func (c ParticipantForgotten) subject(s *Session) string {
	if p := s.Participants.Get(c.Participant); p != nil {
		return p.Name()
	}
	return c.Word // its id held a name, and is another one now
}

// called is what a participant is called from then on.
func (c ParticipantForgotten) called(p *Participant) string {
	return fmt.Sprintf("%s %d", c.Word, p.Number)
}

func (c ParticipantForgotten) apply(s *Session, e *edit) error {
	if err := first(required("participant", &s.Participants, c.Participant), checkTitle(c.Word)); err != nil {
		return err
	}
	next := s.Clone()
	names := c.hider(s, c.Names)
	mine := next.withMerged(c.Participant)
	shown := make(map[string]bool) // what they are called now is no name
	renamed := make(map[string]string)
	for _, p := range mine {
		p.Organisation, p.Person, p.Contact = c.called(p), "", ""
		shown[p.Organisation] = true
		if was := p.ID; names.isIn(was) {
			p.ID = next.freeParticipant()
			renamed[was] = p.ID
		}
	}
	for _, p := range next.Participants.All() {
		p.MergedInto = cmp.Or(renamed[p.MergedInto], p.MergedInto)
	}
	_ = eachText(next, func(field, text string) (string, error) {
		switch to, is := renamed[text]; {
		case is && namesParticipant[field]:
			return to, nil
		case identifies[field] || shown[text]:
			return text, nil
		}
		return names.in(text), nil
	})
	if len(renamed) > 0 {
		next = next.Clone() // what is found by its id is found by the new one
	}
	if err := next.check(); err != nil {
		return err
	}
	was := *s
	s.become(next)
	e.later(func() { s.become(&was) })
	return nil
}

// namesParticipant names the fields that hold the id of a participant.
var namesParticipant = map[string]bool{"Participant": true, "Present": true, "Owner": true}

// freeParticipant gives an id that no participant has.
func (s *Session) freeParticipant() string {
	for n := s.Participants.Len() + 1; ; n++ {
		id := "p" + strconv.Itoa(n)
		if !slices.ContainsFunc(s.Participants.All(), func(p *Participant) bool { return p.ID == id }) {
			return id
		}
	}
}

// become takes over what another session holds.
func (s *Session) become(other *Session) {
	rev, votes, memo := s.rev, s.votes, s.memo
	*s = *other
	s.rev, s.votes, s.memo = rev, votes, memo
	s.memo.alike = nil // that is kept as long as the entries are the same
}

// withMerged gives a participant and all that went up in it.
func (s *Session) withMerged(id string) []*Participant {
	var all []*Participant
	for _, p := range s.Participants.All() {
		at := p
		for range s.Participants.Len() { // a file may hold a circle
			if at == nil || at.ID == id || at.MergedInto == "" {
				break
			}
			at = s.Participants.Get(at.MergedInto)
		}
		if at != nil && at.ID == id {
			all = append(all, p)
		}
	}
	return all
}

// hiding gives what takes the names of the participant out of a line of the log
// or a draft. It is asked before the change is made.
func (c ParticipantForgotten) hiding(s *Session) func(string) string {
	names := slices.Clone(c.Names)
	for _, p := range s.withMerged(c.Participant) {
		names = append(names, p.Person, p.Contact)
		if p.Organisation != c.called(p) {
			names = append(names, p.Organisation)
		}
	}
	return c.hider(s, names).in
}

// forgetter replaces the names of one participant.
type forgetter struct{ called, short hider }

func (c ParticipantForgotten) hider(s *Session, names []string) forgetter {
	with, mark := make(map[string]string), make(map[string]string)
	f := forgetter{}
	p := s.Participants.Get(c.Participant)
	if p == nil {
		return f
	}
	spelled := make(map[string]string)
	for _, name := range names {
		key := folded(name)
		if key == "" {
			continue
		}
		with[key], mark[key] = c.called(p), "…"
		if utf8.RuneCountInString(name) < wordLeast {
			spelled[key] = name
		}
	}
	f.called, f.short = newHider(with), newHider(mark)
	f.called.spelled, f.short.spelled = spelled, spelled
	return f
}

// in gives a text without the names. Where what replaces them would make it too
// long, a mark does that is no longer than they are.
func (f forgetter) in(text string) string {
	out := f.called.in(text)
	if n := utf8.RuneCountInString(out); n > TitleMax && n > utf8.RuneCountInString(text) {
		return f.short.in(text)
	}
	return out
}

// isIn says that a name stands in an id, where blanks may be missing or other
// signs stand for them.
func (f forgetter) isIn(id string) bool {
	for name := range f.called.with {
		if squeezed(name) != "" && utf8.RuneCountInString(name) >= wordLeast && strings.Contains(squeezed(folded(id)), squeezed(name)) {
			return true
		}
	}
	return false
}

// squeezed is a text with nothing but its letters and digits.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if wordRune(r) {
			return r
		}
		return -1
	}, s)
}

// wordLeast is how many letters a part of a name has at least to stand for the
// person by itself. A whole name that is shorter is looked for as it is written
// only: in small letters it is too often another word.
const wordLeast = 3

// particles stand in family names and say nothing by themselves.
var particles = map[string]bool{
	"van": true, "vande": true, "vanden": true, "vander": true, "der": true, "den": true, "des": true, "ter": true, "ten": true,
	"von": true, "ben": true, "bin": true, "abu": true, "the": true, "het": true, "and": true,
}

// NamesOf gives what texts may call a participant, and what went up in it: the
// organisation, each person, the words of a person's name, each contact. Shared
// are those that another participant is called too.
func (s *Session) NamesOf(id string) (names, shared []string) {
	mine := s.withMerged(id)
	others := make(map[string]bool)
	for _, q := range s.Participants.All() {
		if !slices.Contains(mine, q) {
			for _, name := range q.names() {
				others[NameKey(name)] = true
			}
		}
	}
	seen := make(map[string]bool)
	for _, p := range mine {
		for _, name := range p.names() {
			switch key := NameKey(name); {
			case key == "" || seen[key]:
			case others[key]:
				seen[key] = true
				shared = append(shared, name)
			default:
				seen[key] = true
				names = append(names, name)
			}
		}
	}
	return names, shared
}

func (p Participant) names() []string {
	names := []string{p.Organisation, p.Person}
	for _, one := range parts(p.Person, ",;/&+") {
		names = append(names, one)
		names = append(names, words(one)...)
	}
	names = append(names, p.Contact)
	for _, one := range parts(p.Contact, ",;") {
		names = append(names, one)
		for _, word := range strings.Fields(one) {
			if strings.Contains(word, "@") {
				names = append(names, word)
			}
		}
	}
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	return names
}

// parts gives what stands between separators.
func parts(text, separators string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) })
}

// words gives the words of a person's name that stand for the person: those
// with a capital, where there are any.
func words(name string) []string {
	var capital, all []string
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !wordRune(r) && r != '-' && r != '\'' && r != '’' }) {
		if utf8.RuneCountInString(word) < wordLeast || particles[strings.ToLower(word)] {
			continue
		}
		all = append(all, word)
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) {
			capital = append(capital, word)
		}
	}
	if len(capital) > 0 {
		return capital
	}
	return all
}

// Mentions counts the texts of the session, the participants' own left out, in
// which one of the names stands.
func (s *Session) Mentions(id string, names []string) int {
	hide := ParticipantForgotten{Participant: id, Word: "-", Names: names}.hider(s, names)
	n := 0
	count := func(field, text string) (string, error) {
		if text != "" && !identifies[field] && hide.in(text) != text {
			n++
		}
		return text, nil
	}
	own := s.withMerged(id)
	for _, p := range s.Participants.All() {
		if !slices.Contains(own, p) {
			_ = eachText(p, count)
		}
	}
	for _, part := range s.written() {
		_ = eachText(part, count)
	}
	return n
}

// Forgotten tells what became of the files that still held the name of somebody
// who was forgotten.
type Forgotten struct {
	Removed int      // files that were set aside, and are no more
	Left    []string // files that could not be made to forget yet
}
