package export

import (
	"html"
	"strings"

	"kring/store/export/figure"
)

// Widths in a table on a screen, in pixels, by its style sheet.
const (
	tableSize  = 14.4  // of its letters
	phoneRoom  = 330.0 // on a phone, beside the margins
	paperRoom  = 730.0 // on paper, where letters are smaller
	cellRoom   = 15.0  // beside the text of a cell
	breaksFrom = 190.0 // a wider word may break
	textFrom   = 128.0 // a longer text has at least this, where there is room
)

// table writes a table. One that may be wider than a phone scrolls in a place of
// its own, which the keyboard can reach and which has a name.
func (p *htmlPage) table(t Table) {
	if len(t.Header) == 0 {
		return
	}
	words, texts := columnWidths(t)
	total := 0.0
	for _, width := range words {
		total += min(width, breaksFrom) + cellRoom
	}
	scrolls := total > phoneRoom
	if scrolls {
		p.put(`<div class="table" role="group" tabindex="0" aria-label="`, htmlText(p.t.T("html.table", "Title", p.title)), "\">\n")
	}
	if total > paperRoom {
		p.put(`<table class="tight">`, "\n<thead>\n")
	} else {
		p.put("<table>\n<thead>\n")
	}
	p.row(t, t.Header, "col", func(i int) bool { return texts[i] > textFrom })
	p.put("</thead>\n<tbody>\n")
	for _, row := range t.Rows {
		p.row(t, row, "row", nil)
	}
	p.put("</tbody>\n</table>\n")
	if scrolls {
		p.put("</div>\n")
	}
}

// row writes a row as wide as the header. What heads a column or a row is a
// header, where it says something.
func (p *htmlPage) row(t Table, row []string, scope string, wide func(int) bool) {
	p.put("<tr>")
	for i := range t.Header {
		text := ""
		if i < len(row) {
			text = cleanText(row[i])
		}
		tag := "td"
		if text != "" && (scope == "col" || i == 0) {
			tag = "th"
		}
		p.put("<", tag)
		if tag == "th" {
			p.put(` scope="`, scope, `"`)
		}
		var classes []string
		if i < len(t.Right) && t.Right[i] {
			classes = append(classes, "right")
		}
		if wide != nil && wide(i) {
			classes = append(classes, "text")
		}
		if longestWord(text) > breaksFrom {
			classes = append(classes, "long")
		}
		if len(classes) > 0 {
			p.put(` class="`, strings.Join(classes, " "), `"`)
		}
		if text != "" {
			p.put(` dir="auto"`)
		}
		p.put(">", html.EscapeString(text), "</", tag, ">")
	}
	p.put("</tr>\n")
}

// columnWidths gives the widest word and the longest text of each column.
func columnWidths(t Table) (words, texts []float64) {
	words, texts = make([]float64, len(t.Header)), make([]float64, len(t.Header))
	measure := func(row []string) {
		for i := range min(len(row), len(words)) {
			words[i] = max(words[i], longestWord(row[i]))
			texts[i] = max(texts[i], figure.Width(row[i], tableSize, false))
		}
	}
	measure(t.Header)
	for _, row := range t.Rows {
		measure(row)
	}
	return words, texts
}

// longestWord gives the width of the widest word. A blank that does not break
// ends none.
func longestWord(text string) float64 {
	widest := 0.0
	for word := range strings.SplitSeq(text, " ") {
		widest = max(widest, figure.Width(word, tableSize, true))
	}
	return widest
}
