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
				names[strings.ToLower(name)] = called
			}
		}
		p.Organisation, p.Person, p.Contact = called, "", ""
	}
	if c.Facilitator != "" {
		names[strings.ToLower(c.Facilitator)] = ""
		c.Facilitator = ""
	}
	hide := newHider(names)
	for _, part := range []any{&c.Title, &c.Meetings, &c.Scans, &c.Pillars, &c.Offer, &c.Ideas, &c.Clusters,
		&c.Objectives, &c.Rounds, &c.Actions, &c.Anchoring, &c.Evaluation, &c.Notes} {
		_ = eachText(part, func(field, text string) (string, error) {
			if identifies[field] {
				return text, nil
			}
			return hide.in(text), nil
		})
	}
	return c
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

// hider replaces names wherever they stand as whole words, the longest first.
type hider struct {
	names map[string][]string // in lower case, by their first word
	with  map[string]string
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
	low := strings.ToLower(text)
	if len(low) != len(text) {
		// A letter whose lower case has another length: places would not match.
		text = low
	}
	var b strings.Builder
	for at := 0; at < len(text); {
		word := firstWord(low[at:])
		name := h.at(low[at:], word)
		if name == "" {
			b.WriteString(text[at : at+len(word)])
			at += len(word)
			continue
		}
		b.WriteString(h.with[name])
		at += len(name)
	}
	return b.String()
}

// at gives the name that low starts with as whole words, or "".
func (h hider) at(low, word string) string {
	for _, name := range h.names[word] {
		if strings.HasPrefix(low, name) {
			after, _ := utf8.DecodeRuneInString(low[len(name):])
			if len(name) == len(low) || !wordRune(after) {
				return name
			}
		}
	}
	return ""
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
