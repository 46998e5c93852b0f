package model

import (
	"cmp"
	"slices"
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

// NameKey is the same for two names that are the same but for capitals,
// accents and blanks.
func NameKey(name string) string { return strings.Join(strings.Fields(folded(Clean(name))), " ") }

// Organisation gives the participant whom an organisation as it is being typed
// points at: the one that is called so, or the only one whose name, or a word in
// it, starts so. whole says that it is called so. nil when there is none, or
// more than one.
func (s *Session) Organisation(text string) (p *Participant, whole bool) {
	if found := s.named(NameKey(text)); len(found) == 1 {
		return found[0], NameKey(found[0].Name()) == NameKey(text)
	}
	return nil, false
}

// Called gives the participants who count that are called so, whatever the
// capitals, accents and blanks.
func (s *Session) Called(name string) []*Participant {
	var found []*Participant
	key := NameKey(name)
	for _, p := range s.Participants.Live() {
		if NameKey(p.Name()) == key {
			found = append(found, p)
		}
	}
	return found
}

// Alike gives the other participants who count, those first whose names share
// most words with the participant's: it may have been entered twice.
func (s *Session) Alike(p *Participant) []*Participant {
	words := strings.FieldsFunc(NameKey(p.Name()), func(r rune) bool { return !wordRune(r) })
	type other struct {
		p      *Participant
		shared int
	}
	var others []other
	for _, q := range s.Participants.Live() {
		if q == p {
			continue
		}
		o := other{p: q}
		for _, word := range strings.FieldsFunc(NameKey(q.Name()), func(r rune) bool { return !wordRune(r) }) {
			if slices.Contains(words, word) {
				o.shared++
			}
		}
		others = append(others, o)
	}
	slices.SortStableFunc(others, func(a, b other) int { return cmp.Compare(b.shared, a.shared) })
	out := make([]*Participant, len(others))
	for i := range others {
		out[i] = others[i].p
	}
	return out
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
