package figure

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// Lines draws a row for each thing: when it runs between the first day and the
// last, and in words behind it.
func (f Timeline) Lines(width int) []string {
	s, ok := f.span()
	if !ok || width < 1 {
		return nil
	}
	label, words := 0, 0
	for _, r := range f.Rows {
		label = max(label, ansi.StringWidth(cut(clean(r.Label), labelMax)))
		if r.dated() {
			words = max(words, ansi.StringWidth(f.when(r)))
		}
	}
	label = min(label, max(width/2, 1))
	room := min(max(width-label-words-4, 1), barMax)
	lines := []string{line(strings.Repeat(" ", label+2)+s.textAxis(room), width)}
	for _, r := range f.Rows {
		text := pad(cut(clean(r.Label), label), label, false) + "  "
		if r.dated() {
			text += s.textBar(r, room) + "  " + f.when(r)
		} else {
			text += clean(f.Undated)
		}
		lines = append(lines, line(text, width))
	}
	return lines
}

// textBar draws when a thing runs, with an arrow towards an end that is not
// known.
func (s span) textBar(r Run, room int) string {
	a, b := r.bounds()
	at := func(month float64) int {
		return min(max(int((month-float64(s.from))/float64(s.to-s.from)*float64(room)), 0), room-1)
	}
	from, to := at(a), max(at(b-0.01), at(a))
	bar := strings.Repeat("·", from) + strings.Repeat("█", to-from+1) + strings.Repeat("·", room-to-1)
	switch {
	case r.End.IsZero():
		bar = strings.Repeat("·", from) + "█" + strings.Repeat("░", room-from-1)
		if room-from > 1 {
			bar = strings.TrimSuffix(bar, "░") + "►"
		}
	case r.Start.IsZero():
		bar = strings.Repeat("░", to) + "█" + strings.Repeat("·", room-to-1)
		if to > 0 {
			bar = "◄" + strings.TrimPrefix(bar, "░")
		}
	}
	return bar
}

// textAxis writes the years where they begin, apart from each other. The first
// stands at the start, unless the next would have no room then.
func (s span) textAxis(room int) string {
	at := func(year int) int { return max(year*12-s.from, 0) * room / (s.to - s.from) }
	first := s.from / 12
	if next := at(first + 1); next <= 4 && next+4 <= room {
		first++
	}
	axis := ""
	for year := first; year*12 < s.to; year++ {
		text := strconv.Itoa(year)
		if blank := at(year) - len(axis); (blank > 0 || axis == "") && at(year)+len(text) <= room {
			axis += strings.Repeat(" ", blank) + text
		}
	}
	return axis
}

// when says in words when a thing runs, to the month.
func (f Timeline) when(r Run) string {
	switch from, to := f.month(r.Start), f.month(r.End); {
	case r.Start.IsZero():
		return "… – " + to
	case r.End.IsZero():
		return from + " – …"
	case from == to:
		return from
	default:
		return from + " – " + to
	}
}

func (f Timeline) month(t time.Time) string {
	year, month, _ := t.UTC().Date()
	if name := clean(f.Months[month-1]); name != "" {
		return name + " " + strconv.Itoa(year)
	}
	return fmt.Sprintf("%d-%02d", year, month)
}
