package model

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// PresentText writes who was at a meeting in one line, by number: "1-4, 7".
// Those who were removed from the group are not in it.
func (s *Session) PresentText(present []string) string {
	var numbers []int
	for _, id := range present {
		if p := s.Participants.Get(id); p != nil && !p.gone() {
			numbers = append(numbers, p.Number)
		}
	}
	slices.Sort(numbers)
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		text := strconv.Itoa(numbers[i])
		if j > i {
			text += "-" + strconv.Itoa(numbers[j])
		}
		parts, i = append(parts, text), j+1
	}
	return strings.Join(parts, ", ")
}

// ParsePresent reads what PresentText writes; a participant may also be given
// by the start of the name. was is the list before: it comes back as it is when
// the text is that of it, and those who were removed stay.
// Codes: ParticipantNone, ParticipantSeveral.
func (s *Session) ParsePresent(text string, was []string) ([]string, error) {
	if Clean(text) == s.PresentText(was) {
		return was, nil
	}
	var present []string
	add := func(p *Participant) {
		if !slices.Contains(present, p.ID) {
			present = append(present, p.ID)
		}
	}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' }) {
		if part = Clean(part); part == "" {
			continue
		}
		if from, to, ok := numberRange(part); ok {
			for _, p := range s.between(from, to) {
				add(p)
			}
			continue
		}
		p, err := s.FindParticipant(part)
		if err != nil {
			return nil, err
		}
		add(p)
	}
	for _, id := range was {
		if p := s.Participants.Get(id); p != nil && p.gone() {
			present = append(present, id)
		}
	}
	return present, nil
}

// numberRange reads "3-7".
func numberRange(text string) (from, to int, ok bool) {
	a, b, cut := strings.Cut(text, "-")
	from, err := strconv.Atoi(strings.TrimSpace(a))
	to, wrong := strconv.Atoi(strings.TrimSpace(b))
	return from, to, cut && err == nil && wrong == nil
}

// between gives the participants with numbers from and up to to, in that order.
func (s *Session) between(from, to int) []*Participant {
	var found []*Participant
	for _, p := range s.Participants.Live() {
		if p.Number >= from && p.Number <= to {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(p, q *Participant) int { return cmp.Compare(p.Number, q.Number) })
	return found
}
