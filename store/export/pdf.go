package export

import (
	"io"

	"kring/assets"
	"kring/store/export/figure"
)

// The styles of a page.
var (
	pdfTitle      = pdfStyle{pdfBold, titleSize, figure.Accent}
	pdfSubtitle   = pdfStyle{pdfRegular, 12, figure.Dim}
	pdfBody       = pdfStyle{pdfRegular, bodySize, figure.Words}
	pdfQuote      = pdfStyle{pdfItalic, bodySize, figure.Words}
	pdfSmall      = pdfStyle{pdfRegular, smallSize, figure.Dim}
	pdfChartTitle = pdfStyle{pdfBold, smallSize, figure.Words}
)

const (
	pdfBlockGap  = 7 // below a block
	pdfItemGap   = 2.5
	pdfIndent    = 15 // of lists and quotes
	pdfBarWidth  = 2.5
	pdfFewLines  = 2 // that stand together at the foot and at the head of a page
	pdfChain     = 5 // headings that are kept with what follows the last of them
	pdfShortDocs = 3 // pages; what is longer has a table of contents
	pdfShortList = 8 // lines
)

// pdfLanguages are the languages of documents as a PDF names them.
var pdfLanguages = map[string]string{"nl": "nl-BE", "en": "en-GB"}

// PDF writes a document as pages of A4, with bookmarks for its headings. All text
// is in the file, also where the font cannot show it.
func PDF(out io.Writer, d Document, t *assets.Texts) error {
	w, err := composePDF(d, t)
	if err != nil {
		return err
	}
	return w.pdf.Output(out)
}

// composePDF draws all pages of a document.
func composePDF(d Document, t *assets.Texts) (*pdfWriter, error) {
	sheet, err := newPDFSheet(d, pdfLanguages[t.Lang])
	if err != nil {
		return nil, err
	}
	w := &pdfWriter{pdfSheet: sheet, t: t, doc: d, tables: make(map[int]*pdfTable), drawings: make(map[int]figure.Drawing)}
	long := w.long()
	w.title()
	if long {
		w.contents()
	}
	w.blocks()
	if w.missing {
		w.gap(pdfBlockGap)
		w.flow(w.lines(t.T("pdf.missing", "Mark", string(pdfStandIn)), pdfSmall, pdfTextWidth), pageMargin, pdfSmall)
	}
	w.number()
	w.furnish()
	return w, nil
}

// pdfWriter lays the blocks of a document on pages.
type pdfWriter struct {
	*pdfSheet
	t   *assets.Texts
	doc Document

	y     float64 // where the next line begins
	fresh bool    // nothing stands on this page yet
	due   bool    // the next block begins a page
	cut   bool    // there is a ballot in the document

	tables   map[int]*pdfTable // by block: what was measured once
	drawings map[int]figure.Drawing
	entries  []pdfEntry // of the table of contents
	found    int        // how many of them were met
	open     []int      // levels of the bookmarks that the next one can stand under
}

// long says whether a document has more pages than one turns without help. It
// sets them without drawing, and only as many as it needs to know.
func (w *pdfWriter) long() bool {
	w.trying = true
	w.title()
	w.blocks()
	long := w.page > pdfShortDocs
	w.trying, w.page, w.due, w.cut = false, 0, false, false
	return long
}

// enough says that it is known how long the document is.
func (w *pdfWriter) enough() bool { return w.trying && w.page > pdfShortDocs }

func (w *pdfWriter) title() {
	w.turn()
	w.flow(w.lines(w.doc.Title, pdfTitle, pdfTextWidth), pageMargin, pdfTitle)
	w.y += 2
	w.flow(w.lines(w.doc.Subtitle, pdfSubtitle, pdfTextWidth), pageMargin, pdfSubtitle)
	w.gap(12)
}

func (w *pdfWriter) blocks() {
	for i, block := range w.doc.Blocks {
		if w.enough() {
			return
		}
		if _, is := block.(Break); is {
			w.due = true
			continue
		}
		if w.due && !w.fresh {
			w.turn()
		}
		w.due = false
		switch block := block.(type) {
		case Heading:
			w.heading(i, block)
		case Paragraph:
			w.flow(w.lines(block.Text, pdfBody, pdfTextWidth), pageMargin, pdfBody)
			w.gap(pdfBlockGap)
		case List:
			w.list(block)
		case Table:
			w.table(w.measured(i, block))
		case Chart:
			w.chart(block, w.drawing(i, block))
		case Quote:
			w.quote(block)
		case Slip:
			w.slip(block)
		}
	}
}

// turn begins a page.
func (w *pdfWriter) turn() {
	w.newPage()
	w.y, w.fresh = pdfPageTop, true
}

// keep turns the page where what stands together does not fit on it.
func (w *pdfWriter) keep(height float64) {
	if !w.fresh && w.y+height > pdfPageBottom {
		w.turn()
	}
}

// gap leaves room, but not at the head of a page.
func (w *pdfWriter) gap(height float64) {
	if !w.fresh {
		w.y += height
	}
}

// lines breaks a text into lines of a width.
func (w *pdfWriter) lines(text string, st pdfStyle, width float64) []string {
	return w.font(st).wrap(nil, pdfText(text), st.room(width))
}

// put writes lines under each other where they are known to fit.
func (w *pdfWriter) put(lines []string, x float64, st pdfStyle) {
	for _, line := range lines {
		w.text(x, w.y+pdfBaseline(st), line, st)
		w.y += st.leading()
		w.fresh = false
	}
}

// pdfBaseline is how far below the top of a line its letters stand.
func pdfBaseline(st pdfStyle) float64 { return (st.leading()-st.size)/2 + st.size*0.86 }

// flow writes lines under each other, and on to the next page. No line stands
// alone there.
func (w *pdfWriter) flow(lines []string, x float64, st pdfStyle) {
	for len(lines) > 0 && !w.enough() {
		n := w.fitting(len(lines), st)
		w.put(lines[:n], x, st)
		if lines = lines[n:]; len(lines) > 0 {
			w.turn()
		}
	}
}

// fitting gives how many of so many lines go on this page; at its head, at least
// one.
func (w *pdfWriter) fitting(lines int, st pdfStyle) int {
	n := min(lines, max(int((pdfPageBottom-w.y)/st.leading()+1e-6), 0))
	if n < lines {
		if lines-n < pdfFewLines {
			n = lines - pdfFewLines
		}
		if n < pdfFewLines {
			n = 0
		}
	}
	if w.fresh {
		n = max(n, 1)
	}
	return max(n, 0)
}

// list writes points. One that is short stands on one page.
func (w *pdfWriter) list(l List) {
	w.keep(w.listHeight(l))
	for _, item := range l.Items {
		lines := w.lines(item, pdfBody, pdfTextWidth-pdfIndent)
		if len(lines) == 0 || w.enough() {
			continue
		}
		if w.fitting(len(lines), pdfBody) == 0 {
			w.turn()
		}
		w.text(pageMargin+4, w.y+pdfBaseline(pdfBody), "•", pdfBody)
		w.flow(lines, pageMargin+pdfIndent, pdfBody)
		w.gap(pdfItemGap)
	}
	w.gap(pdfBlockGap - pdfItemGap)
}

// listHeight is how much of a list stands together: all of a short one.
func (w *pdfWriter) listHeight(l List) float64 {
	height, lines := 0.0, 0
	for _, item := range l.Items {
		n := len(w.lines(item, pdfBody, pdfTextWidth-pdfIndent))
		if lines += n; lines > pdfShortList {
			return pdfFewLines * pdfBody.leading()
		}
		height += float64(n)*pdfBody.leading() + pdfItemGap
	}
	return height
}

// quote puts a bar at the left, on each page that it reaches.
func (w *pdfWriter) quote(q Quote) {
	lines := w.lines(q.Text, pdfQuote, pdfTextWidth-pdfIndent)
	for len(lines) > 0 && !w.enough() {
		n := w.fitting(len(lines), pdfQuote)
		if n > 0 {
			w.apart(func() {
				w.area(pageMargin+2, w.y, pdfBarWidth, float64(n)*pdfQuote.leading(), figure.Accent)
			})
		}
		w.put(lines[:n], pageMargin+pdfIndent, pdfQuote)
		if lines = lines[n:]; len(lines) > 0 {
			w.turn()
		}
	}
	w.gap(pdfBlockGap)
}
