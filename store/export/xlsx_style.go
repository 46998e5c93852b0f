package export

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// styles are the looks of cells.
type styles struct{ head, headRight, text, whole, decimal, day, moment int }

// Formats of numbers, as Excel numbers them.
const (
	formatWhole   = 1  // 0
	formatDecimal = 2  // 0.00
	formatText    = 49 // @: what is typed over it stays a text too
)

func (b *workbook) makeStyles() error {
	day, moment := "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
	rule := []excelize.Border{{Type: "bottom", Color: "D9D9D9", Style: 1}}
	top := func(wrap bool, side string) *excelize.Alignment {
		a := &excelize.Alignment{Vertical: "top", WrapText: wrap, Horizontal: side}
		if side == "right" {
			a.Indent = 1 // off the text in the next column
		}
		return a
	}
	head := func(side string) excelize.Style {
		return excelize.Style{
			Font:      &excelize.Font{Family: "Calibri", Size: 11, Bold: true},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}},
			Alignment: top(true, side),
			Border:    []excelize.Border{{Type: "bottom", Color: "000000", Style: 1}},
		}
	}
	for _, made := range []struct {
		id    *int
		style excelize.Style
	}{
		{&b.style.head, head("left")},
		{&b.style.headRight, head("right")},
		{&b.style.text, excelize.Style{NumFmt: formatText, Alignment: top(true, "left"), Border: rule}},
		{&b.style.whole, excelize.Style{NumFmt: formatWhole, Alignment: top(false, "right"), Border: rule}},
		{&b.style.decimal, excelize.Style{NumFmt: formatDecimal, Alignment: top(false, "right"), Border: rule}},
		{&b.style.day, excelize.Style{CustomNumFmt: &day, Alignment: top(false, "left"), Border: rule}},
		{&b.style.moment, excelize.Style{CustomNumFmt: &moment, Alignment: top(false, "left"), Border: rule}},
	} {
		id, err := b.NewStyle(&made.style)
		if err != nil {
			return err
		}
		*made.id = id
	}
	return nil
}

// Widths of columns, in characters.
const (
	narrowest   = 6
	widest      = 48
	filterWidth = 4   // the button of the filter, in the header
	fewColumns  = 4   // leave room for wider ones
	sampleRows  = 200 // that are looked at
)

// widths gives each column the width of what stands in its first rows; longer
// texts wrap.
func (b *workbook) widths(columns []sheetColumn, first, end int) []float64 {
	widest := widest
	if len(columns) < fewColumns {
		widest *= 2
	}
	widths := make([]float64, len(columns))
	for i, c := range columns {
		width := narrowest
		for _, word := range strings.Fields(c.head) {
			width = max(width, utf8.RuneCountInString(word)+filterWidth)
		}
		for row := first; row < min(first+sampleRows, end); row++ {
			width = max(width, min(b.length(c.cell(row))+2, widest))
		}
		widths[i] = float64(min(width, widest))
	}
	return widths
}

// length is how many characters a cell shows.
func (b *workbook) length(v cellValue) int {
	switch v.kind {
	case cellEmpty:
		return 0
	case cellDecimal:
		return len("0.00")
	case cellMoment:
		return len("2006-01-02 15:04")
	case cellWhole, cellYes:
		return len(b.x.csvCell(v))
	}
	return utf8.RuneCountInString(v.text)
}

// Heights of rows, in points. Excel fits a row to its content only when
// somebody changes it.
const (
	lineHeight = 15
	highest    = 405
	wrapped    = 3 // characters that the end of a line leaves free
)

// linesIn is how many lines a cell takes.
func linesIn(v cellValue, width float64) int {
	if v.kind != cellText {
		return 1
	}
	n := float64(utf8.RuneCountInString(v.text))
	if n <= width {
		return 1
	}
	return int(math.Ceil(n / (width*1.1 - wrapped)))
}

// headLines is how many lines the header takes, beside the button of the filter.
func headLines(columns []sheetColumn, widths []float64) int {
	lines := 1
	for i, c := range columns {
		lines = max(lines, linesIn(textValue(c.head), widths[i]-filterWidth/2))
	}
	return lines
}

func rowHeight(lines int) []excelize.RowOpts {
	if lines < 2 {
		return nil
	}
	return []excelize.RowOpts{{Height: min(float64(lines*lineHeight), highest)}}
}
