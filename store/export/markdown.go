package export

import (
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"kring/assets"
)

const (
	padMax = 60 // cells; a longer text does not widen its column for the others
	dashes = 3  // the fewest that make the rule under a table's header
)

// Markdown writes a document as Markdown that also reads well as plain text.
// Whatever people wrote stays text: nothing in it becomes a heading, a link,
// HTML or the edge of a table. The one thing that no escape prevents is that
// GitHub links what looks like a mail address.
func Markdown(w io.Writer, d Document, t *assets.Texts) error {
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	add(mdHeading(1, d.Title))
	add(mdText(d.Subtitle, atStart))
	bullet := "-"
	for _, block := range d.Blocks {
		list, isList := block.(List)
		part := mdBlock(block, t)
		if isList {
			part = mdList(list, bullet+" ")
		}
		switch {
		case part == "":
			continue
		case isList && bullet == "-":
			bullet = "*" // of a list that follows, which would be more of this one
		default:
			bullet = "-"
		}
		add(part)
	}
	_, err := io.WriteString(w, strings.Join(parts, "\n\n")+"\n")
	return err
}

func mdBlock(block Block, t *assets.Texts) string {
	switch block := block.(type) {
	case Heading:
		return mdHeading(block.Level, block.Text)
	case Paragraph:
		return mdText(block.Text, atStart)
	case List:
		return mdList(block, "- ")
	case Table:
		return mdTable(block)
	case Chart:
		return mdChart(block, t)
	case Quote:
		return prefixed("> ", mdText(block.Text, atStart))
	case Slip:
		return mdSlip(block, t)
	}
	return "" // a page does not end
}

func mdHeading(level int, text string) string {
	return prefixed(strings.Repeat("#", min(max(level, 1), 6))+" ", mdText(text, inHeading))
}

func mdList(l List, mark string) string {
	var lines []string
	for _, item := range l.Items {
		if line := prefixed(mark, mdText(item, atStart)); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

func mdTable(t Table) string {
	if len(t.Header) == 0 {
		return ""
	}
	widths := make([]int, len(t.Header))
	rows := make([][]string, 0, len(t.Rows)+1)
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		cells := make([]string, len(t.Header))
		for i := range cells {
			if i < len(row) {
				cells[i] = mdText(row[i], inCell)
			}
			widths[i] = min(max(widths[i], ansi.StringWidth(cells[i]), dashes), padMax)
		}
		rows = append(rows, cells)
	}
	right := func(i int) bool { return i < len(t.Right) && t.Right[i] }
	rule := make([]string, len(widths))
	for i, width := range widths {
		rule[i] = strings.Repeat("-", width)
		if right(i) {
			rule[i] = rule[i][1:] + ":"
		}
	}
	lines := make([]string, 0, len(rows)+1)
	for i, row := range rows {
		for c, cell := range row {
			row[c] = pad(cell, widths[c], right(c))
		}
		lines = append(lines, mdRow(row))
		if i == 0 {
			lines = append(lines, mdRow(rule))
		}
	}
	return strings.Join(lines, "\n")
}

func mdRow(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }

// pad fills a text with blanks to so many cells.
func pad(text string, width int, right bool) string {
	blanks := strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
	if right {
		return blanks + text
	}
	return text + blanks
}

// chartWidth is how many columns a chart in characters may have.
const chartWidth = 80

// mdChart draws a figure as a block of code, in which nothing acts but its
// fence. What has no form in characters is told by another part.
func mdChart(c Chart, t *assets.Texts) string {
	if len(c.Instead) > 0 {
		parts := []string{mdText(c.Title, atStart)}
		for _, block := range c.Instead {
			parts = append(parts, mdBlock(block, t))
		}
		return strings.Join(filled(parts), "\n\n")
	}
	if c.Figure == nil {
		return ""
	}
	lines := c.Figure.Lines(chartWidth)
	if len(lines) == 0 {
		return ""
	}
	drawn := strings.Join(lines, "\n")
	mark := fence(drawn)
	drawn = mark + "text\n" + drawn + "\n" + mark
	if title := mdText(c.Title, atStart); title != "" {
		return title + "\n\n" + drawn
	}
	return drawn
}

// fence gives a row of backticks longer than any in the text.
func fence(text string) string {
	longest, run := 2, 0
	for _, r := range text {
		if r != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return strings.Repeat("`", longest+1)
}
