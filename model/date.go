package model

import "time"

// Date is a day, a month or a year: "2027-03-01", "2027-03" or "2027".
// Empty is no date.
type Date string

var dateForms = []string{"2006-01-02", "2006-01", "2006"}

// DateOf is the day of t, in t's own zone.
func DateOf(t time.Time) Date { return Date(t.Format(dateForms[0])) }

// Last gives the last day that the date covers, and false for no date or a bad
// one. It is what a deadline is compared with.
func (d Date) Last() (time.Time, bool) {
	for i, form := range dateForms {
		if len(d) != len(form) {
			continue
		}
		t, err := time.Parse(form, string(d))
		if err != nil {
			return time.Time{}, false
		}
		switch i {
		case 1:
			t = t.AddDate(0, 1, -1)
		case 2:
			t = t.AddDate(1, 0, -1)
		}
		return t, true
	}
	return time.Time{}, false
}

// First gives the first day that the date covers, and false for no date or a
// bad one.
func (d Date) First() (time.Time, bool) {
	for _, form := range dateForms {
		if t, err := time.Parse(form, string(d)); err == nil && len(d) == len(form) {
			return t, true
		}
	}
	return time.Time{}, false
}

func (d Date) check() error {
	if d == "" {
		return nil
	}
	if _, ok := d.Last(); !ok {
		return refuse(DateBad, "Value", string(d))
	}
	return nil
}

// Time is a moment in UTC to the second, as RFC 3339. Empty is no time.
// Two times compare as their strings do.
type Time string

// TimeOf rounds t down to the second.
func TimeOf(t time.Time) Time { return Time(t.UTC().Format(time.RFC3339)) }

// When gives the moment, and false for no time or a bad one.
func (t Time) When() (time.Time, bool) {
	at, err := time.Parse(time.RFC3339, string(t))
	return at, err == nil
}

func (t Time) check() error {
	if t == "" {
		return nil
	}
	if _, ok := t.When(); !ok {
		return refuse(TimeBad, "Value", string(t))
	}
	return nil
}
