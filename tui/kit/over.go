package kit

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Over lays the lines of a box over a window, its corner at that column and row:
// only the rows that it covers are drawn anew.
func Over(window string, box []string, x, y int) string {
	lines := strings.Split(window, "\n")
	for i, part := range box {
		if y+i >= 0 && y+i < len(lines) {
			lines[y+i] = overLine(lines[y+i], part, x)
		}
	}
	return strings.Join(lines, "\n")
}

// overLine lays a part over a line. A wide character that is covered by half is
// gone.
func overLine(line, part string, x int) string {
	left := ansi.Truncate(line, x, "")
	to := x + Width(part)
	after := Width(line) - to
	if after <= 0 {
		return left + blanks(x-Width(left)) + part
	}
	right := ansi.TruncateLeft(line, to, "")
	if Width(right) > after {
		right = ansi.TruncateLeft(line, to+1, "")
	}
	return left + blanks(x-Width(left)) + part + blanks(after-Width(right)) + right
}
