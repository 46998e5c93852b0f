package kit

import (
	"strings"

	"kring/store/export"
)

// readingWidth is the widest that text is set to be read.
const readingWidth = 90

// Blocks draws a document as lines of at most that many columns: what a
// preview shows.
func Blocks(e *Env, d export.Document, width int) []string {
	text := min(width, readingWidth)
	lines := Styled(e.Theme.Title, Wrap(d.Title, text))
	if d.Subtitle != "" {
		lines = append(lines, Styled(e.Theme.Dim, Wrap(d.Subtitle, text))...)
	}
	for _, b := range d.Blocks {
		lines = append(lines, "")
		switch b := b.(type) {
		case export.Heading:
			style := e.Theme.Bold
			if b.Level == 2 {
				style = e.Theme.Title
				lines = append(lines, "")
			}
			lines = append(lines, Styled(style, Wrap(b.Text, text))...)
		case export.Paragraph:
			lines = append(lines, Wrap(b.Text, text)...)
		case export.List:
			for _, item := range b.Items {
				lines = append(lines, hanging("– ", item, text)...)
			}
		case export.Quote:
			for _, l := range Wrap(b.Text, text-2) {
				lines = append(lines, e.Theme.Dim.Render("│ ")+l)
			}
		case export.Table:
			lines = append(lines, Table(e, b, width)...)
		case export.Chart:
			lines = append(lines, chart(e, b, text)...)
		case export.Break:
			lines = append(lines, e.Theme.Rule.Render(strings.Repeat("─", text)))
		}
	}
	return lines
}

// hanging wraps a text behind a mark, its further lines under the first.
func hanging(mark, text string, width int) []string {
	lines := Wrap(text, width-Width(mark))
	for i, l := range lines {
		if i > 0 {
			mark = blanks(Width(mark))
		}
		lines[i] = mark + l
	}
	return lines
}

const tableGap = 2

// Table draws a table, its cells wrapped so that it fits the width.
func Table(e *Env, t export.Table, width int) []string {
	widths := columnWidths(t, width)
	right := func(i int) bool { return i < len(t.Right) && t.Right[i] }
	row := func(cells []string) []string {
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
				if right(i) {
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
	lines := Styled(e.Theme.Dim, row(t.Header))
	for _, cells := range t.Rows {
		lines = append(lines, row(cells)...)
	}
	return lines
}

// columnWidths gives each column what its cells need, and takes from the
// widest ones when that is more than there is.
func columnWidths(t export.Table, width int) []int {
	widths := make([]int, len(t.Header))
	for i, h := range t.Header {
		widths[i] = max(Width(h), 1)
	}
	for _, cells := range t.Rows {
		for i := range min(len(cells), len(widths)) {
			widths[i] = max(widths[i], min(Width(cells[i]), readingWidth))
		}
	}
	total := tableGap * max(len(widths)-1, 0)
	for _, w := range widths {
		total += w
	}
	for ; total > width; total-- {
		widest := 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		if len(widths) == 0 || widths[widest] <= 1 {
			break
		}
		widths[widest]--
	}
	return widths
}

func chart(e *Env, c export.Chart, width int) []string {
	var lines []string
	if c.Title != "" {
		lines = Styled(e.Theme.Bold, Wrap(c.Title, width))
	}
	label, value := 0, 0
	for _, b := range c.Bars {
		label, value = max(label, Width(b.Label)), max(value, Width(b.Text))
	}
	label = min(label, width/2)
	room := max(width-label-value-4, 4)
	for _, b := range c.Bars {
		bar := ""
		if !b.None {
			bar = Bar(b.Value/c.Max, room)
		}
		lines = append(lines, Fit(b.Label, label)+"  "+e.Theme.Accent.Render(Fit(bar, room))+"  "+FitRight(b.Text, value))
	}
	return lines
}
