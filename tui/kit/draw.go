package kit

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Marks that every terminal draws one column wide.
const (
	MarkDone      = "✓"
	MarkUnderWay  = "◐"
	MarkUntouched = "○"
	MarkWarning   = "!"
	MarkHere      = "▸"
	MarkAdult     = "●"
	MarkYoung     = "▲"
	MarkExisting  = "■"
	MarkNew       = "□"
	MarkEmpty     = "·"
	MarkOurs      = "°" // proposed by kring, not part of the published method
)

// Cut shortens a text to that many columns, with an ellipsis where something
// was left out.
func Cut(s string, width int) string {
	if width <= 0 {
		return ""
	}
	if len(s) <= width || Width(s) <= width { // no text has more columns than bytes
		return s
	}
	return ansi.Truncate(s, width, "…")
}

// CutLeft shortens a text to that many columns by its beginning.
func CutLeft(s string, width int) string {
	if width <= 0 {
		return ""
	}
	if over := Width(s) - width; over > 0 {
		return ansi.TruncateLeft(s, over+1, "…")
	}
	return s
}

// Fit makes a text exactly that many columns wide.
func Fit(s string, width int) string {
	s = Cut(s, width)
	return s + blanks(width-Width(s))
}

// FitRight makes a text that many columns wide, standing right.
func FitRight(s string, width int) string {
	s = Cut(s, width)
	return blanks(width-Width(s)) + s
}

func blanks(n int) string {
	if n <= 0 {
		return ""
	}
	return strings.Repeat(" ", n)
}

// Apart puts one text left and one right on a line of that width. The right
// one stands as long as there is room for it; the left one gives way.
func Apart(left, right string, width int) string {
	if right == "" {
		return Fit(left, width)
	}
	right = Cut(right, width)
	room := width - Width(right) - 1
	if room <= 0 {
		return FitRight(right, width)
	}
	return Fit(left, room) + " " + right
}

// Wrap breaks a text into lines of at most that many columns, between words
// where it can.
func Wrap(s string, width int) []string {
	if width <= 0 {
		return nil
	}
	if len(s) <= width {
		return []string{s}
	}
	var lines []string
	for line := range strings.SplitSeq(ansi.Wrap(s, width, "-/"), "\n") {
		if Width(line) <= width {
			lines = append(lines, line)
			continue
		}
		// The library lets a breakpoint at the very end stick out.
		lines = append(lines, strings.Split(ansi.Hardwrap(line, width, true), "\n")...)
	}
	return lines
}

// WrapMost is Wrap with at most that many lines; the last one is cut when there
// is more.
func WrapMost(s string, width, most int) []string {
	lines := Wrap(s, width)
	if len(lines) <= most || most < 1 {
		return lines[:min(len(lines), max(most, 0))]
	}
	rest := strings.Join(lines[most-1:], " ")
	return append(lines[:most-1:most-1], Cut(rest, width))
}

// Styled puts every line into a style.
func Styled(style Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = style.Render(l)
	}
	return out
}

// Page lays out a screen: the top lines, as much of the body as there is room
// for, and the bottom lines at the bottom. When there is not even room for top
// and bottom, the bottom stays: it is where people type.
func Page(width, height int, top, body, bottom []string) string {
	if len(bottom) > height {
		bottom = bottom[len(bottom)-max(height, 0):]
	}
	room := height - len(bottom)
	lines := append(append([]string{}, top...), body...)
	if len(lines) > room {
		lines = lines[:room]
	}
	for len(lines) < room {
		lines = append(lines, "")
	}
	lines = append(lines, bottom...)
	for i, l := range lines {
		lines[i] = Cut(l, width)
	}
	return strings.Join(lines, "\n")
}

// Beside puts two blocks of lines next to each other, the left one that many
// columns wide, with a gap between.
func Beside(left []string, width, gap int, right []string) []string {
	n := max(len(left), len(right))
	out := make([]string, n)
	for i := range out {
		var l, r string
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		if r == "" {
			out[i] = l
			continue
		}
		out[i] = Fit(l, width) + blanks(gap) + r
	}
	return out
}

// Window gives the rows from and up to, but not with, to that are drawn of n
// rows when there is room for that many and the cursor has to be among them.
// The cursor moves through the window and the list moves under it near its
// ends, the same for the same cursor, whichever way it came.
func Window(cursor, n, room int) (from, to int) {
	if room <= 0 {
		return 0, 0
	}
	if n <= room {
		return 0, n
	}
	from = min(max(cursor-room/2, 0), n-room)
	return from, from + room
}
