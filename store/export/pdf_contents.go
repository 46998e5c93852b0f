package export

import (
	"strconv"

	"kring/store/export/figure"
)

const (
	pdfFewListed    = 3   // entries; so few need no table
	pdfListedMost   = 400 // entries; a table of contents of more helps nobody
	pdfListedLines  = 2   // of one entry
	pdfNumberWidth  = 40  // of the page numbers, and what is free before them
	pdfFurnitureGap = 24  // between the text and what runs above and below it
)

// pdfEntry is an entry of the table of contents: where its last line stands, and
// where it leads to.
type pdfEntry struct {
	block  int
	style  pdfStyle
	right  float64 // where its last line ends
	page   int
	y      float64
	height float64 // of all its lines
	to     int
	toY    float64
}

// listed gives the headings of a table of contents: those of two levels where
// these fit on the page under the title, or else of the first.
func (w *pdfWriter) listed() []int {
	for deepest := contentsDepth(w.doc.Blocks); deepest >= 2; deepest-- {
		var all []int
		height := pdfHeadingBelow + pdfHeadingStyle(2).leading()
		for i, block := range w.doc.Blocks {
			if h, ok := block.(Heading); ok && h.Level <= deepest && pdfText(h.Text) != "" {
				all = append(all, i)
				height += w.entryHeight(h)
			}
		}
		if w.y+height <= pdfPageBottom || deepest == 2 && len(all) <= pdfListedMost {
			return all
		}
	}
	return nil
}

// entryHeight is how much of the page a heading takes in the table of contents.
func (w *pdfWriter) entryHeight(h Heading) float64 {
	lines, st, _ := w.listedLines(h)
	return float64(len(lines))*st.leading() + pdfListedGap(st)
}

// listedLines gives what a heading is in the table of contents.
func (w *pdfWriter) listedLines(h Heading) (lines []string, st pdfStyle, x float64) {
	st, x = pdfListedStyle(h.Level)
	return w.font(st).cut(pdfText(h.Text), st.room(pageMargin+pdfTextWidth-pdfNumberWidth-x), pdfListedLines), st, x
}

func pdfListedStyle(level int) (st pdfStyle, x float64) {
	if level <= 2 {
		return pdfStyle{pdfBold, bodySize, figure.Words}, pageMargin
	}
	return pdfBody, pageMargin + pdfIndent
}

// pdfListedGap is what stands free above an entry.
func pdfListedGap(st pdfStyle) float64 {
	if st.face == pdfBold {
		return 3
	}
	return 0
}

// contents writes the table of contents. The numbers follow when they are known.
func (w *pdfWriter) contents() {
	all := w.listed()
	if len(all) <= pdfFewListed {
		return
	}
	head := pdfHeadingStyle(2)
	w.put(w.lines(w.t.T("page.contents"), head, pdfTextWidth), pageMargin, head)
	w.gap(pdfHeadingBelow)
	for _, i := range all {
		lines, st, x := w.listedLines(w.doc.Blocks[i].(Heading))
		height := float64(len(lines)) * st.leading()
		w.gap(pdfListedGap(st))
		w.keep(height)
		w.put(lines, x, st)
		w.entries = append(w.entries, pdfEntry{block: i, style: st, page: w.page, y: w.y, height: height,
			right: x + w.wide(lines[len(lines)-1], st)})
	}
	if w.y > (pdfPageTop+pdfPageBottom)/2 {
		w.turn()
		return
	}
	w.gap(12)
}

// number completes the table of contents with page numbers, and links.
func (w *pdfWriter) number() {
	for _, e := range w.entries {
		if w.page != e.page {
			w.turnTo(e.page)
		}
		number := strconv.Itoa(e.to)
		y := e.y - e.style.leading() + pdfBaseline(e.style)
		left := pageMargin + pdfTextWidth - w.wide(number, e.style)
		w.apart(func() {
			w.rule(e.right+5, y-1, left-e.right-10, pdfPen{ink: figure.Grid, width: 0.7, dash: 0.4})
		})
		w.text(left, y, number, e.style)
		link := w.pdf.AddLink()
		w.pdf.SetLink(link, e.toY, e.to)
		w.pdf.Link(pageMargin, e.y-e.height, pdfTextWidth, e.height, link)
	}
}

// furnish puts on every page what runs above and below the text.
func (w *pdfWriter) furnish() {
	running := w.font(pdfSmall).cut(pdfText(w.doc.Running), pdfSmall.room(pdfTextWidth), 1)
	pages := w.pdf.PageCount()
	for page := 1; page <= pages; page++ {
		w.turnTo(page)
		w.apart(func() {
			for _, line := range running {
				w.text(pageMargin, pdfPageTop-pdfFurnitureGap, line, pdfSmall)
				w.rule(pageMargin, pdfPageTop-pdfFurnitureGap+4, pdfTextWidth, pdfPen{ink: figure.Grid, width: 0.5})
			}
			number := w.t.T("page.number", "N", page, "All", pages)
			w.text(pageMargin+pdfTextWidth-w.wide(number, pdfSmall), pdfPageBottom+pdfFurnitureGap+pdfSmall.size, number, pdfSmall)
		})
	}
}

// wide gives the width of a line.
func (w *pdfWriter) wide(line string, st pdfStyle) float64 {
	return float64(w.font(st).units(line)) * st.size / pdfEm
}
