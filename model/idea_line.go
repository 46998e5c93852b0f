package model

import (
	"strconv"
	"strings"
)

// ParseIdea reads an idea from one line of a brainstorm. A plus before it says
// that it exists already, two that it extends what exists; without, it is new.
// A word of it may say what it belongs to: "@7" or "@chiro" who brought it,
// "#B" its objective and "#p3" its pillar. Two words that say the same kind of
// thing leave the second one in the text, as does a # that names nothing, so that
// nothing typed is lost. Id and cluster are left to the caller.
// Codes: TextEmpty, ParticipantNone, ParticipantSeveral.
func (s *Session) ParseIdea(line string) (Idea, error) {
	line = Clean(line)
	i := Idea{Kind: KindNew}
	text := strings.TrimLeft(line, "+")
	switch plus := len(line) - len(text); {
	case plus == 1:
		i.Kind = KindExisting
	case plus > 1:
		i.Kind = KindExtension
	}
	var words []string
	for word := range strings.FieldsSeq(text) {
		said, err := s.tag(&i, word)
		if err != nil {
			return i, err
		}
		if !said {
			words = append(words, word)
		}
	}
	if i.Text = strings.Join(words, " "); i.Text == "" {
		return i, refuse(TextEmpty, "Field", "Text")
	}
	return i, nil
}

// tag takes in a word that says what the idea belongs to; said is false for one
// that is part of its text.
func (s *Session) tag(i *Idea, word string) (said bool, err error) {
	switch {
	case len(word) < 2:
	case word[0] == '@' && i.Participant == "":
		p, err := s.FindParticipant(word[1:])
		if err != nil {
			return false, err
		}
		i.Participant = p.ID
		return true, nil
	case word[0] == '#':
		name := word[1:]
		if n, err := strconv.Atoi(name[1:]); err == nil && strings.EqualFold(name[:1], "p") && s.method.Pillar(n) != nil && i.Pillar == 0 {
			i.Pillar = n
			return true, nil
		}
		if o := s.ObjectiveByLetter(name); o != nil && i.Objective == "" {
			i.Objective = o.ID
			return true, nil
		}
	}
	return false, nil
}
