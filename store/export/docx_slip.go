package export

import (
	"fmt"
	"strings"

	"kring/store/export/figure"
)

const (
	docxCircle     = "\u25cb"
	docxCircleFont = circleSize / 0.52 // points of the font: what it draws is so much smaller
	docxCircleLine = circleSize * 1.6  // points of a line of circles
	docxLetterRoom = 28                // points of the column of letters
	docxSlipNumber = 28                // points of the letters
	docxSlipText   = 12
	docxSlipLetter = 14
	docxSlipMax    = docxTextHeight * 0.8 // points of a ballot that surely fits on a page
)

// slip writes a blank ballot: a box that stays on one page where it fits there,
// and below it the line along which it is cut out.
func (b *docxBody) slip(s Slip) {
	if b.table {
		b.raw(`<w:p/>`)
	}
	// Circles that take more than half the width go on below.
	half := float64(docxTextWidth / 20. / 2)
	circles := min(float64(s.Circles)*figure.Width(docxCircle, docxCircleFont, false)+2*docxCellSide+docxSpare, half)
	widths := []float64{docxLetterRoom, docxTextWidth/20. - docxLetterRoom - circles, circles}
	if s.Circles <= 0 {
		widths = []float64{docxLetterRoom, docxTextWidth/20. - docxLetterRoom}
	}
	whole := docxSlipHeight(s, widths) <= docxSlipMax
	b.raw(`<w:tbl><w:tblPr>`)
	b.rawf(`<w:tblW w:w="%d" w:type="dxa"/><w:tblBorders>`, docxTextWidth)
	for _, side := range []string{"top", "left", "bottom", "right"} {
		b.raw(`<w:`, side, ` w:val="single" w:sz="8" w:space="0" w:color="auto"/>`)
	}
	b.raw(`</w:tblBorders><w:tblLayout w:type="fixed"/>`, docxMargins, `</w:tblPr>`)
	cells := b.grid(widths, `<w:vAlign w:val="center"/>`)
	b.row(whole)
	b.raw(docxCell(docxTextWidth/20., len(widths), ""))
	b.slipHead("BallotNumber", s.Title, whole)
	for _, text := range []string{s.Name, s.Rules} {
		if oneLine(text) != "" {
			b.slipHead("BallotText", text, whole)
		}
	}
	b.raw(`</w:tc></w:tr>`)
	circle := strings.Repeat(docxCircle, max(s.Circles, 0))
	for _, o := range s.Options {
		b.row(whole)
		b.cell(cells[0], docxParagraph{style: "BallotLetter", text: oneLine(o.Letter), next: whole})
		b.cell(cells[1], docxParagraph{style: "BallotText", text: oneLine(o.Text), next: whole})
		if s.Circles > 0 {
			b.cell(cells[2], docxParagraph{style: "BallotCircles", text: circle, next: whole})
		}
		b.raw(`</w:tr>`)
	}
	b.raw(`</w:tbl>`)
	b.say("CutLine", b.texts.T("page.cut"))
}

// slipHead writes a line at the top of a ballot, even without a text: a cell has
// to hold a paragraph.
func (b *docxBody) slipHead(style, text string, whole bool) {
	text = oneLine(text)
	b.begin(docxParagraph{style: style, text: text, next: whole})
	b.runs(text)
	b.end()
}

// docxSlipHeight estimates how tall a ballot is, in points.
func docxSlipHeight(s Slip, widths []float64) float64 {
	lines := func(text string, size, width float64) float64 {
		return float64(len(figure.Wrap(text, size, true, max(width-2*docxCellSide, 1)))) * size * lineSpacing
	}
	height := lines(s.Title, docxSlipNumber, docxTextWidth/20.) + lines(s.Name, docxSlipText, docxTextWidth/20.) + lines(s.Rules, docxSlipText, docxTextWidth/20.)
	for _, o := range s.Options {
		row := max(lines(o.Text, docxSlipText, widths[1]), lines(o.Letter, docxSlipLetter, widths[0]))
		if len(widths) > 2 {
			row = max(row, lines(strings.Repeat(docxCircle, s.Circles), docxCircleFont, widths[2])/docxCircleFont/lineSpacing*docxCircleLine)
		}
		height += row + 2*docxCellSide
	}
	return height
}

// docxCell is how a cell over so many columns begins, with its properties.
func docxCell(width float64, columns int, properties string) string {
	span := ""
	if columns > 1 {
		span = fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, columns)
	}
	return fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s%s</w:tcPr>`, docxTwips(width), span, properties)
}
