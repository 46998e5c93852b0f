package export

import (
	"kring/store/export/figure"
)

const (
	docxCellSide   = 4.5 // points between the text of a cell and its sides
	docxAfterTable = 8   // points before what follows a table
	docxRowLines   = 40  // a row of more lines may break over pages: it might not fit on one
)

// tableOf writes a table. Its columns have fixed widths, so that no word pushes
// it off the page.
func (b *docxBody) tableOf(t Table) {
	if len(t.Header) == 0 {
		return
	}
	if b.table {
		b.raw(`<w:p/>`) // two tables with nothing between them become one
	}
	widths := docxColumns(t, docxTextWidth/20., smallSize, 2*docxCellSide)
	b.raw(`<w:tbl><w:tblPr><w:tblStyle w:val="Kring"/>`)
	b.rawf(`<w:tblW w:w="%d" w:type="dxa"/>`, docxTextWidth)
	b.raw(`<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620"/></w:tblPr>`)
	cells := b.grid(widths, "")
	right := func(i int) bool { return i < len(t.Right) && t.Right[i] }
	if docxFitsPage(t.Header, widths) {
		b.raw(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	} else {
		b.row(false)
	}
	for i, text := range t.Header {
		b.cell(cells[i], docxParagraph{style: "TableHeading", text: oneLine(text), right: right(i)})
	}
	b.raw(`</w:tr>`)
	for _, row := range t.Rows {
		b.row(docxFitsPage(row, widths))
		for i := range t.Header {
			text := ""
			if i < len(row) {
				text = oneLine(row[i])
			}
			b.cell(cells[i], docxParagraph{style: "TableText", text: text, right: right(i)})
		}
		b.raw(`</w:tr>`)
	}
	b.raw(`</w:tbl>`)
	b.table = true
}

// grid writes the columns of a table, and gives how a cell in each begins, with
// these properties.
func (b *docxBody) grid(widths []float64, properties string) []string {
	cells := make([]string, len(widths))
	b.raw(`<w:tblGrid>`)
	for i, width := range widths {
		b.rawf(`<w:gridCol w:w="%d"/>`, docxTwips(width))
		cells[i] = docxCell(width, 1, properties)
	}
	b.raw(`</w:tblGrid>`)
	return cells
}

// row begins a row, which does not break over pages where it is whole.
func (b *docxBody) row(whole bool) {
	b.raw(`<w:tr>`)
	if whole {
		b.raw(`<w:trPr><w:cantSplit/></w:trPr>`)
	}
}

func (b *docxBody) cell(begin string, p docxParagraph) {
	b.raw(begin)
	b.begin(p)
	if p.text != "" {
		b.runs(p.text)
	}
	b.end()
	b.raw(`</w:tc>`)
}

// docxFitsPage says that a row surely fits on a page.
func docxFitsPage(row []string, widths []float64) bool {
	for i, text := range row {
		if i < len(widths) && len(text) > docxRowLines {
			room := widths[i] - 2*docxCellSide
			// Words leave a part of each line empty.
			if figure.Width(text, smallSize, false) > docxRowLines*room*2/3 {
				return false
			}
		}
	}
	return true
}
