package model

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The codes of a word that does not point at one participant.
const (
	ParticipantNone    Code = "participant.none"    // Value
	ParticipantSeveral Code = "participant.several" // Value, List: those it may be, with their numbers
)

// severalMost is how many of those that a word may mean are named.
const severalMost = 3

// FindParticipant gives the participant who counts that somebody means by a
// word: a number; a number and the start of the name that goes with it; or the
// start of the name, or of a word in it, whatever the capitals and accents. A
// whole name goes before the start of one, the start of a name before that of
// a word inside. Codes: ParticipantNone, ParticipantSeveral.
func (s *Session) FindParticipant(word string) (*Participant, error) {
	word = Clean(word)
	number, name, _ := strings.Cut(word, " ")
	if n, err := strconv.Atoi(number); err == nil {
		p := s.ByNumber(n)
		if p != nil && strings.HasPrefix(folded(p.Name()), folded(name)) {
			return p, nil
		}
	}
	found := s.named(folded(word))
	switch len(found) {
	case 0:
		return nil, refuse(ParticipantNone, "Value", word)
	case 1:
		return found[0], nil
	}
	return nil, refuse(ParticipantSeveral, "Value", word, "List", numbered(found, func(p *Participant) string {
		return strconv.Itoa(p.Number) + " " + p.Name()
	}))
}

// named gives the participants that match best.
func (s *Session) named(word string) []*Participant {
	return nearest(s.Participants.Live(), func(p *Participant) string { return p.Name() }, word)
}

// nearest gives those whose name is a folded word, else those whose name starts
// with it, else those in whose name a word does.
func nearest[T any](all []*T, name func(*T) string, word string) []*T {
	if word == "" {
		return nil
	}
	var whole, start, inside []*T
	for _, one := range all {
		switch called := folded(name(one)); {
		case called == word:
			whole = append(whole, one)
		case strings.HasPrefix(called, word):
			start = append(start, one)
		case startsWord(called, word):
			inside = append(inside, one)
		}
	}
	for _, found := range [][]*T{whole, start} {
		if len(found) > 0 {
			return found
		}
	}
	return inside
}

// startsWord says that a word somewhere in the name starts so.
func startsWord(name, word string) bool {
	for at := 0; ; {
		i := strings.Index(name[at:], word)
		if i < 0 {
			return false
		}
		at += i
		before := []rune(name[:at])
		if len(before) == 0 || !wordRune(before[len(before)-1]) {
			return true
		}
		at += len(word)
	}
}

// numbered names those that a word may mean: "3 Chiro, 7 Chirojeugd …".
func numbered[T any](found []*T, name func(*T) string) string {
	var parts []string
	for i, one := range found {
		if i == severalMost {
			return strings.Join(parts, ", ") + " …"
		}
		parts = append(parts, name(one))
	}
	return strings.Join(parts, ", ")
}

// folded is a text as it compares where capitals and accents do not count.
func folded(s string) string {
	if plain(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
