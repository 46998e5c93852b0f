package kit

import (
	"strings"

	"kring/store/export"
)

const (
	tableGap = 2
	wordMost = 20 // columns that a column gives one word; a longer one is broken
)

// Table draws a table, its cells wrapped so that it fits the width. Where no
// word would be whole any more, it draws its rows one below the other.
func Table(e *Env, t export.Table, width int) []string {
	widths, ok := columnWidths(t, width)
	if !ok {
		return stacked(e, t, width)
	}
	lines := Styled(e.Theme.Dim, tableRow(t, t.Header, widths))
	for _, cells := range t.Rows {
		lines = append(lines, tableRow(t, cells, widths)...)
	}
	return lines
}

func tableRow(t export.Table, cells []string, widths []int) []string {
	wrapped := make([][]string, len(widths))
	height := 1
	for i := range widths {
		if i < len(cells) {
			wrapped[i] = Wrap(cells[i], widths[i])
		}
		height = max(height, len(wrapped[i]))
	}
	lines := make([]string, height)
	for y := range lines {
		var b strings.Builder
		for i, w := range widths {
			cell := ""
			if y < len(wrapped[i]) {
				cell = wrapped[i][y]
			}
			if i < len(t.Right) && t.Right[i] {
				b.WriteString(FitRight(cell, w))
			} else {
				b.WriteString(Fit(cell, w))
			}
			b.WriteString(blanks(tableGap))
		}
		lines[y] = strings.TrimRight(b.String(), " ")
	}
	return lines
}

// stacked draws each row as its first cell, and below it the others with what
// they are.
func stacked(e *Env, t export.Table, width int) []string {
	var lines []string
	for _, cells := range t.Rows {
		var parts []string
		for i := 1; i < min(len(cells), len(t.Header)); i++ {
			if cells[i] != "" {
				parts = append(parts, t.Header[i]+": "+cells[i])
			}
		}
		if len(cells) > 0 {
			lines = append(lines, hanging("", cells[0], width)...)
		}
		lines = append(lines, Styled(e.Theme.Dim, packed(parts, width))...)
	}
	return lines
}

// packed puts as many parts on each line as there is room for. Only one that is
// longer than a line is broken.
func packed(parts []string, width int) []string {
	const margin, between = "  ", " · "
	var lines []string
	line := ""
	for _, part := range parts {
		switch {
		case line == "":
			line = part
		case Width(margin+line+between+part) <= width:
			line += between + part
		default:
			lines = append(lines, hanging(margin, line, width)...)
			line = part
		}
	}
	if line != "" {
		lines = append(lines, hanging(margin, line, width)...)
	}
	return lines
}

// columnWidths gives each column what its cells need, and takes from the widest
// ones when that is more than there is. ok is false when that would break words.
func columnWidths(t export.Table, width int) (widths []int, ok bool) {
	widths = make([]int, len(t.Header))
	least := make([]int, len(t.Header))
	for _, cells := range append([][]string{t.Header}, t.Rows...) {
		for i := range min(len(cells), len(widths)) {
			widths[i] = max(widths[i], min(Width(cells[i]), readingWidth), 1)
			for word := range strings.FieldsSeq(cells[i]) {
				least[i] = max(least[i], min(Width(word), wordMost))
			}
		}
	}
	total := tableGap * max(len(widths)-1, 0)
	for _, w := range widths {
		total += w
	}
	for ; total > width; total-- {
		widest := -1
		for i, w := range widths {
			if w > least[i] && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return nil, false
		}
		widths[widest]--
	}
	return widths, true
}
