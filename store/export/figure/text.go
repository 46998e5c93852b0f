package figure

import (
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

const (
	labelMax = 44 // columns; a longer label is cut in characters
	barMax   = 30 // columns of a full bar
)

// cut makes a text fit in so many columns.
func cut(text string, columns int) string { return ansi.Truncate(text, max(columns, 0), "…") }

// line ends a line: no blanks at its end, and not wider than asked.
func line(text string, width int) string {
	return cut(strings.TrimRight(text, " "), width)
}

// pad fills a text with blanks to so many columns.
func pad(text string, width int, right bool) string {
	blanks := strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
	if right {
		return blanks + text
	}
	return text + blanks
}

// block draws a share as blocks, to an eighth of a cell.
func block(share float64, room int) string {
	if math.IsNaN(share) || share < 0 {
		share = 0
	}
	eighths := int(math.Round(min(share, 1) * float64(room) * 8))
	if eighths == 0 && share > 0 {
		eighths = 1 // something is never drawn as nothing
	}
	bar := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		bar += string([]rune("▏▎▍▌▋▊▉")[rest-1])
	}
	return bar
}

// cells draws a share as a row of the same character.
func cells(share float64, room int, char string) string {
	n := int(math.Round(share * float64(room)))
	if n == 0 && share > 0 {
		n = 1
	}
	return strings.Repeat(char, n)
}
