package export

import (
	"math"

	"kring/store/export/figure"
)

const (
	pdfCellPadding  = 4.0  // left and right of a cell's text
	pdfRowPadding   = 2.5  // above and below it
	pdfTableGap     = 11   // below a table
	pdfColumnsMost  = 20   // of one table; what has more goes on below, with its first column
	pdfTogetherMost = 0.3  // of a page; a table that is higher may be parted
	pdfHeaderMost   = 0.4  // of a page; a header that is higher is not repeated
	pdfSettled      = 90   // points; a column that is narrower is not broken while there is room
	pdfSettledMost  = 0.95 // of the width, for what columns must have
	pdfFiguresMost  = 0.3  // of the width; a column of figures that is wider may be broken
)

// pdfTableSizes are the sizes of the text of a table: the first in which no word
// is broken, or the last.
var pdfTableSizes = [...]float64{smallSize, 8, 7, 6}

// pdfTable is a table with the widths of its columns.
type pdfTable struct {
	Table
	widths   []float64
	size     float64
	header   [][]string // lines, by column
	height   float64    // of the header
	together float64    // what of it is not parted where a page is high enough
	more     *pdfTable  // the columns that have no place in this one
}

func (t *pdfTable) cell() pdfStyle { return pdfStyle{pdfRegular, t.size, figure.Words} }
func (t *pdfTable) head() pdfStyle { return pdfStyle{pdfBold, t.size, figure.Words} }

// measured gives the layout of a table, made once.
func (w *pdfWriter) measured(i int, t Table) *pdfTable {
	if _, done := w.tables[i]; !done {
		w.tables[i] = newPDFTable(t, 0, &w.fonts)
	}
	return w.tables[i]
}

// newPDFTable lays out a table of the first column and of those from a place on.
func newPDFTable(t Table, from int, fonts *pdfFonts) *pdfTable {
	if len(t.Header) == 0 {
		return nil
	}
	columns := make([]int, 0, pdfColumnsMost)
	for i := range t.Header {
		if i == 0 || i >= from && len(columns) < pdfColumnsMost {
			columns = append(columns, i)
		}
	}
	p := &pdfTable{Table: pdfPick(t, columns)}
	p.lay(fonts)
	if next := columns[len(columns)-1] + 1; next < len(t.Header) {
		p.more = newPDFTable(t, next, fonts)
	}
	return p
}

// pdfPick gives some columns of a table.
func pdfPick(t Table, columns []int) Table {
	if len(columns) == len(t.Header) {
		return t
	}
	some := Table{Header: pdfChoose(t.Header, columns), Rows: make([][]string, len(t.Rows)), Right: pdfChoose(t.Right, columns)}
	for i, row := range t.Rows {
		some.Rows[i] = pdfChoose(row, columns)
	}
	return some
}

// pdfChoose gives some of a row, which may be shorter than the table is wide.
func pdfChoose[T any](row []T, columns []int) []T {
	some := make([]T, len(columns))
	for to, from := range columns {
		if from < len(row) {
			some[to] = row[from]
		}
	}
	return some
}

// lay measures the columns.
func (t *pdfTable) lay(fonts *pdfFonts) {
	n := len(t.Header)
	// Units of the widest text, of that below the header, and of the widest word.
	whole, cell, word := make([]int, n), make([]int, n), make([]int, n)
	for i, text := range t.Header {
		text = pdfText(text)
		whole[i], word[i] = fonts[pdfBold].units(text), fonts[pdfBold].word(text)
	}
	for _, row := range t.Rows {
		for i, text := range row[:min(n, len(row))] {
			text = pdfText(text)
			units := fonts[pdfRegular].units(text)
			cell[i], whole[i] = max(cell[i], units), max(whole[i], units)
			if units > word[i] {
				word[i] = max(word[i], fonts[pdfRegular].word(text))
			}
		}
	}
	natural, least := make([]float64, n), make([]float64, n)
	for _, t.size = range pdfTableSizes {
		for i := range n {
			natural[i] = pdfPoints(whole[i], t.size) + 2*pdfCellPadding
			least[i] = pdfPoints(word[i], t.size) + 2*pdfCellPadding
			if t.right(i) {
				least[i] = max(least[i], min(pdfPoints(cell[i], t.size)+2*pdfCellPadding, pdfTextWidth*pdfFiguresMost))
			}
		}
		if pdfTotal(least) <= pdfTextWidth {
			break
		}
	}
	if pdfTotal(natural) > pdfTextWidth {
		for i := range n {
			if t.right(i) {
				natural[i] = least[i] // a header gives way before words do
			}
		}
	}
	pdfSettle(natural, least)
	t.widths = pdfColumnWidths(natural, least, func(i int) bool { return !t.right(i) })
	t.header = t.broken(nil, t.Header, t.head(), fonts)
	t.height = pdfRowHeight(t.header, t.head())
	t.together = t.height
	var lines [][]string
	for i, row := range t.Rows {
		lines = t.broken(lines, row, t.cell(), fonts)
		height := pdfRowHeight(lines, t.cell())
		if i > 0 && t.together+height > pdfTogetherMost*(pdfPageBottom-pdfPageTop) {
			t.together = t.height + 3*t.cell().leading() + 2*pdfRowPadding
			break
		}
		t.together += height
	}
}

// pdfSettle keeps short texts, such as dates, on one line where there is room.
func pdfSettle(natural, least []float64) {
	over := pdfTextWidth*pdfSettledMost - pdfTotal(least)
	for i := range natural {
		if more := natural[i] - least[i]; natural[i] <= pdfSettled && more <= over {
			least[i] = natural[i]
			over -= more
		}
	}
}

// pdfPoints gives a width that what is measured in units fits into.
func pdfPoints(units int, size float64) float64 { return float64(units+1) * size / pdfEm }

func (t *pdfTable) right(i int) bool { return i < len(t.Right) && t.Right[i] }

// pdfColumnWidths shares the width of the text among columns. Where there is enough,
// the columns of words get what is left over. Else every column gets at least
// the widest of its words and the widest texts give way. Where even the words
// have no room, the columns that have the widest ones give way.
func pdfColumnWidths(natural, least []float64, words func(int) bool) []float64 {
	switch {
	case pdfTotal(natural) <= pdfTextWidth:
		return pdfStretched(natural, pdfTextWidth-pdfTotal(natural), words)
	case pdfTotal(least) <= pdfTextWidth:
		return pdfLevel(natural, func(i int, l float64) float64 {
			return min(max(l*math.Sqrt(natural[i]), least[i]), natural[i])
		})
	}
	return pdfLevel(least, func(i int, l float64) float64 { return min(l*pdfTextWidth, least[i]) })
}

// pdfLevel gives the widths at the level at which they fill the width of the text.
func pdfLevel(all []float64, width func(i int, l float64) float64) []float64 {
	widths := make([]float64, len(all))
	low, high := 0.0, pdfTextWidth
	for range 60 {
		middle := (low + high) / 2
		sum := 0.0
		for i := range all {
			sum += width(i, middle)
		}
		if sum > pdfTextWidth {
			high = middle
		} else {
			low = middle
		}
	}
	for i := range all {
		widths[i] = width(i, low)
	}
	return widths
}

// pdfStretched shares what is left over among the columns of words, the wide ones
// getting more; among all, where there are only figures.
func pdfStretched(natural []float64, over float64, words func(int) bool) []float64 {
	shared := 0.0
	for i, v := range natural {
		if words(i) {
			shared += v
		}
	}
	widths := make([]float64, len(natural))
	for i, v := range natural {
		switch {
		case shared == 0:
			v += over / float64(len(natural))
		case words(i):
			v += over * v / shared
		}
		widths[i] = v
	}
	return widths
}

// broken breaks the cells of a row into lines, in the room of lines that are no
// longer needed.
func (t *pdfTable) broken(lines [][]string, row []string, st pdfStyle, fonts *pdfFonts) [][]string {
	if lines == nil {
		lines = make([][]string, len(t.Header))
	}
	for i := range lines {
		lines[i] = lines[i][:0]
		if i < len(row) {
			lines[i] = fonts[st.face].wrap(lines[i], pdfText(row[i]), st.room(t.widths[i]-2*pdfCellPadding))
		}
	}
	return lines
}

// pdfRowHeight is how high the row of these cells is.
func pdfRowHeight(lines [][]string, st pdfStyle) float64 {
	return float64(pdfLongest(lines))*st.leading() + 2*pdfRowPadding
}

func pdfLongest(lines [][]string) int {
	most := 1
	for _, cell := range lines {
		most = max(most, len(cell))
	}
	return most
}

// repeats says that the header is low enough to stand on every page.
func (t *pdfTable) repeats() bool { return t.height <= pdfHeaderMost*(pdfPageBottom-pdfPageTop) }

// start is how high the part of a table is that does not stand alone: all of a
// small one.
func (t *pdfTable) start() float64 {
	if t == nil {
		return 0
	}
	return t.together
}

// table draws a table. Its header stands on every page; a row goes to the next
// page whole, unless it is higher than one.
func (w *pdfWriter) table(t *pdfTable) {
	for ; t != nil; t = t.more {
		w.keep(t.start())
		w.gap(2)
		w.head(t)
		var lines [][]string
		for _, row := range t.Rows {
			if w.enough() {
				return
			}
			lines = t.broken(lines, row, t.cell(), &w.fonts)
			w.row(t, lines, t.cell(), true)
		}
		w.gap(pdfTableGap)
	}
}

// head draws the header of a table.
func (w *pdfWriter) head(t *pdfTable) {
	if t.repeats() && !w.trying {
		w.area(pageMargin, w.y, pdfTotal(t.widths), t.height, figure.Pale)
	}
	w.row(t, t.header, t.head(), false)
}

// row draws a row, on several pages where it has to.
func (w *pdfWriter) row(t *pdfTable, lines [][]string, st pdfStyle, body bool) {
	turn := func() {
		w.turn()
		if body && t.repeats() {
			w.head(t)
		}
	}
	page := pdfPageBottom - pdfPageTop
	if body && t.repeats() {
		page -= t.height
	}
	height := pdfRowHeight(lines, st)
	if height <= page && w.y+height > pdfPageBottom {
		turn()
	}
	for from, all := 0, pdfLongest(lines); from < all; {
		n := min(all-from, int((pdfPageBottom-w.y-2*pdfRowPadding)/st.leading()+1e-6))
		if n <= 0 {
			turn()
			continue
		}
		w.cells(t, lines, from, n, st)
		from += n
		if from < all {
			turn()
		}
	}
}

// cells draws some lines of a row and the rule below them.
func (w *pdfWriter) cells(t *pdfTable, lines [][]string, from, n int, st pdfStyle) {
	x := float64(pageMargin)
	for i, cell := range lines {
		y := w.y + pdfRowPadding + pdfBaseline(st)
		for _, line := range cell[min(from, len(cell)):min(from+n, len(cell))] {
			left := x + pdfCellPadding
			if t.right(i) {
				left = x + t.widths[i] - pdfCellPadding - w.wide(line, st)
			}
			w.text(left, y, line, st)
			y += st.leading()
		}
		x += t.widths[i]
	}
	w.y += float64(n)*st.leading() + 2*pdfRowPadding
	w.fresh = false
	w.rule(pageMargin, w.y, x-pageMargin, pdfPen{ink: figure.Grid, width: 0.5})
}

func pdfTotal(widths []float64) (sum float64) {
	for _, v := range widths {
		sum += v
	}
	return sum
}
