package model

import (
	"cmp"
	"slices"
	"time"
)

// Span is when a chosen action runs, as far as the group said.
type Span struct {
	Action     *Action
	Start, End time.Time // the first and the last day; zero where it is not known
}

// Dated says that its start or its end is known.
func (p Span) Dated() bool { return !p.Start.IsZero() || !p.End.IsZero() }

// Begins is the first day that is known of it.
func (p Span) Begins() time.Time {
	if p.Start.IsZero() {
		return p.End
	}
	return p.Start
}

// Timeline gives the chosen actions in the order in which they begin, then those
// without any date.
func (s *Session) Timeline() []Span {
	spans := make([]Span, len(s.Chosen()))
	for i, a := range s.Chosen() {
		spans[i].Action = a
		spans[i].Start, _ = a.Start.First()
		spans[i].End, _ = a.End.Last()
	}
	slices.SortStableFunc(spans, func(p, q Span) int {
		if p.Dated() != q.Dated() {
			if p.Dated() {
				return -1
			}
			return 1
		}
		return cmp.Or(p.Begins().Compare(q.Begins()), p.End.Compare(q.End))
	})
	return spans
}

// Month numbers the months: that of a day, counted from the year 0.
func Month(day time.Time) int { return day.Year()*12 + int(day.Month()) - 1 }
