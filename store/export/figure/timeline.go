package figure

import "time"

// Timeline shows when things run.
type Timeline struct {
	Rows    []Run
	Months  [12]string // their short names
	Quarter string     // the letter before the number of a quarter
	Undated string     // what is written where neither day is known
	Open    string     // what an arrow at an end stands for, for the legend
	Ended   string     // what has ended is called, for the legend
}

// Run is one thing that runs from a day to another; a zero day is not known.
type Run struct {
	Label      string
	Start, End time.Time
	Ended      bool // done or stopped
}

// dated says whether anything is known of when a thing runs.
func (r Run) dated() bool { return !r.Start.IsZero() || !r.End.IsZero() }

// open says whether one end is not known.
func (r Run) open() bool { return r.dated() && (r.Start.IsZero() || r.End.IsZero()) }

// bounds gives when a thing runs, in months; where a day is not known, the
// other. A last day is part of it.
func (r Run) bounds() (from, to float64) {
	switch {
	case r.Start.IsZero():
		to = months(r.End.AddDate(0, 0, 1))
		return to, to
	case r.End.IsZero():
		from = months(r.Start)
		return from, from
	}
	from, to = months(r.Start), months(r.End.AddDate(0, 0, 1))
	if to < from {
		from, to = months(r.End), months(r.Start.AddDate(0, 0, 1))
	}
	return from, to
}

// months gives a day as months since the year 0.
func months(t time.Time) float64 {
	year, month, day := t.UTC().Date()
	long := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return float64(12*year+int(month)-1) + float64(day-1)/float64(long)
}

// span is the months that a timeline shows.
type span struct{ from, to int }

// span gives the months from the first day to the last, with room beside them
// where an end is open. Without any day there is nothing to show.
func (f Timeline) span() (s span, ok bool) {
	before, after := false, false
	for _, r := range f.Rows {
		if !r.dated() {
			continue
		}
		a, b := r.bounds()
		from, to := int(a), int(b)
		if float64(to) < b || to == from {
			to++
		}
		if !ok {
			s, ok = span{from, to}, true
		}
		s = span{min(s.from, from), max(s.to, to)}
		before, after = before || r.Start.IsZero(), after || r.End.IsZero()
	}
	const shortest = 3
	s.to = max(s.to, s.from+shortest)
	more := max((s.to-s.from)/10, 1)
	if before {
		s.from -= more
	}
	if after {
		s.to += more
	}
	return s, ok
}
