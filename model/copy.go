package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
)

// Clone gives a copy that shares nothing with the session.
func (s *Session) Clone() *Session {
	data, err := json.Marshal(s)
	c := new(Session)
	if err == nil {
		err = json.Unmarshal(data, c)
	}
	if err != nil {
		// Both directions are made of types of this package only.
		panic(fmt.Sprintf("model: clone: %v", err))
	}
	c.method = s.method
	return c
}

// FollowUp gives a new session for the same group's next time: it takes along
// the participants, the last scan to compare with, the chosen pillars, the
// offer, the objectives, the actions and the anchoring checks. Ideas, votes
// and meetings stay with the session they belong to.
func (s *Session) FollowUp(id string, head Head, created Time) *Session {
	c := s.Clone()
	next := New(id, head, s.method, created)
	next.Participants, next.Pillars, next.Offer, next.Objectives = c.Participants, c.Pillars, c.Offer, c.Objectives
	next.Actions, next.Anchoring, next.Evaluation = c.Actions, c.Anchoring, c.Evaluation
	if last := c.Scan(); last != nil {
		next.Scans.add(last)
	}
	return next
}

// Renamed gives the session under another id.
func (s *Session) Renamed(id string) *Session {
	c := s.Clone()
	c.ID = id
	return c
}

// Anonymous gives a copy in which no participant can be recognised: each is
// called by a word and its number, contacts and persons are left out, so is the
// facilitator, and where a text names one of them the name is replaced.
func (s *Session) Anonymous(word string) *Session {
	c := s.Clone()
	names := make(map[string]string)
	for _, p := range c.Participants.All() {
		called := fmt.Sprintf("%s %d", word, p.Number)
		for _, name := range []string{p.Organisation, p.Person, p.Contact} {
			if name != "" {
				names[folded(name)] = called
			}
		}
		p.Organisation, p.Person, p.Contact = called, "", ""
	}
	if c.Facilitator != "" {
		names[folded(c.Facilitator)] = ""
		c.Facilitator = ""
	}
	hide := newHider(names)
	for _, part := range c.written() {
		_ = eachText(part, func(field, text string) (string, error) {
			if identifies[field] {
				return text, nil
			}
			return hide.in(text), nil
		})
	}
	return c
}

// written gives what of the session holds what people wrote, its participants
// and the rest of its head left out.
func (s *Session) written() []any {
	return []any{&s.Title, &s.Meetings, &s.Scans, &s.Pillars, &s.Offer, &s.Ideas, &s.Clusters,
		&s.Objectives, &s.Rounds, &s.Actions, &s.Anchoring, &s.Evaluation, &s.Notes}
}

// identifies names the fields that hold ids and keys, not words of people.
var identifies = map[string]bool{
	"ID": true, "Participant": true, "Present": true, "Owner": true, "Objectives": true, "Objective": true,
	"Cluster": true, "Options": true, "Option": true, "Chosen": true, "Of": true, "MergedInto": true,
	"Strategies": true, "Levels": true, "Criteria": true, "Considerations": true, "Kind": true, "Status": true,
	"State": true, "About": true, "Per": true, "Split": true, "Together": true, "By": true, "Group": true,
	"FromLibrary": true, "Check": true, "Step": true, "Date": true, "Start": true, "End": true, "Time": true,
	"Opened": true, "Closed": true,
}

// hider replaces names wherever they stand as whole words, whatever the capitals
// and accents, the longest first.
type hider struct {
	names   map[string][]string // folded, by their first word
	with    map[string]string   // by the folded name
	spelled map[string]string   // by the folded name, how it has to be written
}

func newHider(with map[string]string) hider {
	h := hider{names: make(map[string][]string), with: with}
	for name := range with {
		h.names[firstWord(name)] = append(h.names[firstWord(name)], name)
	}
	for _, names := range h.names {
		slices.SortFunc(names, func(a, b string) int {
			return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b))
		})
	}
	return h
}

func (h hider) in(text string) string {
	low, from := foldedFrom(text)
	var b strings.Builder
	for at := 0; at < len(low); {
		word := firstWord(low[at:])
		name := h.at(text, low, from, at, word)
		if name == "" {
			b.WriteString(text[from(at):from(at+len(word))])
			at += len(word)
			continue
		}
		b.WriteString(h.with[name])
		at += len(name)
	}
	return b.String()
}

// at gives the name that stands at a place as whole words, or "".
func (h hider) at(text, low string, from func(int) int, at int, word string) string {
	for _, name := range h.names[word] {
		rest, is := strings.CutPrefix(low[at:], name)
		if after, _ := utf8.DecodeRuneInString(rest); !is || rest != "" && wordRune(after) {
			continue
		}
		if as := h.spelled[name]; as == "" || as == text[from(at):from(at+len(name))] {
			return name
		}
	}
	return ""
}

// foldedFrom gives a folded text, and where in the text each byte of it comes
// from.
func foldedFrom(text string) (string, func(int) int) {
	if plain(text) {
		return strings.ToLower(text), func(at int) int { return at }
	}
	var b strings.Builder
	var from []int
	for i, r := range text {
		b.WriteString(folded(string(r)))
		for len(from) < b.Len() {
			from = append(from, i)
		}
	}
	return b.String(), func(at int) int {
		if at < len(from) {
			return from[at]
		}
		return len(text)
	}
}

// firstWord is the run of letters and digits that s starts with, or else its
// first character.
func firstWord(s string) string {
	for i, r := range s {
		if !wordRune(r) {
			if i == 0 {
				return s[:utf8.RuneLen(r)]
			}
			return s[:i]
		}
	}
	return s
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
