package export

import "kring/store/export/figure"

const (
	pdfBookmarkMax  = 200 // characters; viewers show far fewer
	pdfHeadingBelow = 4   // free below a heading
)

// pdfHeadingStyle is the look of a heading.
func pdfHeadingStyle(level int) pdfStyle {
	st := pdfStyle{pdfBold, headingSize(level), figure.Accent}
	if level > 3 {
		st.ink = figure.Words
	}
	return st
}

// pdfHeadingGap is what stands free above a heading.
func pdfHeadingGap(level int) float64 { return headingSize(level) * 0.9 }

// heading writes a heading where the beginning of what follows fits too.
func (w *pdfWriter) heading(i int, h Heading) {
	st := pdfHeadingStyle(h.Level)
	lines := w.lines(h.Text, st, pdfTextWidth)
	if len(lines) == 0 {
		return
	}
	w.keep(w.start(i, pdfChain))
	w.gap(pdfHeadingGap(h.Level))
	if w.fitting(len(lines), st) == 0 {
		w.turn()
	}
	w.reached(i, h)
	w.flow(lines, pageMargin, st)
	w.gap(pdfHeadingBelow)
}

// start is how high a block's beginning is, that must not stand alone.
func (w *pdfWriter) start(i, chain int) float64 {
	if i >= len(w.doc.Blocks) || chain == 0 {
		return 0
	}
	switch block := w.doc.Blocks[i].(type) {
	case Heading:
		st := pdfHeadingStyle(block.Level)
		own := pdfHeadingGap(block.Level) + pdfHeadingBelow + float64(len(w.lines(block.Text, st, pdfTextWidth)))*st.leading()
		return min(own+w.start(i+1, chain-1), pdfPageBottom-pdfPageTop)
	case Table:
		return w.measured(i, block).start()
	case Chart:
		return w.chartHeight(block, w.drawing(i, block))
	case List:
		return w.listHeight(block)
	case Paragraph, Quote:
		return pdfFewLines * pdfBody.leading()
	case Slip:
		return pdfPageBottom // on its own page
	}
	return 0
}

// reached sets what leads to a heading: its bookmark, and its entry.
func (w *pdfWriter) reached(i int, h Heading) {
	if w.trying {
		return
	}
	w.bookmark(pdfText(h.Text), h.Level)
	if w.found < len(w.entries) && w.entries[w.found].block == i {
		e := &w.entries[w.found]
		e.to, e.toY = w.page, w.y
		w.found++
	}
}

// bookmark nests under the one before it, as levels that were left out cannot
// be in between.
func (w *pdfWriter) bookmark(title string, level int) {
	if r := []rune(title); len(r) > pdfBookmarkMax {
		title = string(r[:pdfBookmarkMax]) + "…"
	}
	depth := 0
	for len(w.open) > 0 && w.open[len(w.open)-1] >= level {
		w.open = w.open[:len(w.open)-1]
	}
	depth = len(w.open)
	w.open = append(w.open, level)
	w.set(pdfHeadingStyle(level)) // the library writes titles as UTF-16 while a font of ours is set
	w.pdf.Bookmark(pdfUTF8(title), depth, w.y)
}
