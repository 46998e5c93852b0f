package export

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"kring/assets"
	"kring/model"
)

// sheetRows is how many rows a sheet of Excel has, the header among them.
const sheetRows = 1 << 20

// workbook is an Excel file in the making.
type workbook struct {
	*excelize.File
	x     *tables
	style styles
	most  int                      // rows of a table on one sheet
	names map[string]string        // of the first sheet of each table, by its key
	shown map[string][]sheetColumn // the columns on it
}

// XLSX writes every table that has content as a sheet of its own, with charts of
// the results that Excel draws from the cells. Rows are streamed, so that a large
// session takes no more memory than a small one needs many times over. Nil lines
// leave the log out.
func XLSX(w io.Writer, s *model.Session, lines []model.Line, t *assets.Texts) error {
	b := newWorkbook(newTables(s, lines, t))
	defer b.Close() // takes the rows of long sheets off the disk
	if err := b.build(); err != nil {
		return err
	}
	data, err := b.WriteToBuffer()
	if err != nil {
		return err
	}
	return sorted(w, data.Bytes())
}

func newWorkbook(x *tables) *workbook {
	return &workbook{File: excelize.NewFile(), x: x, most: sheetRows - 1, names: make(map[string]string), shown: make(map[string][]sheetColumn)}
}

func (b *workbook) build() error {
	if err := b.makeStyles(); err != nil {
		return err
	}
	if err := b.properties(); err != nil {
		return err
	}
	sheets := b.x.all()
	// A new file has a sheet, which becomes the first.
	if err := b.SetSheetName("Sheet1", b.x.name(sheets[0].key)); err != nil {
		return err
	}
	charts := slices.ContainsFunc(sheets, func(s sheet) bool { return len(s.charts) > 0 })
	for i, s := range sheets {
		if err := b.table(s); err != nil {
			return err
		}
		if i == 0 && charts {
			// Behind the first sheet; drawn when the cells have their places.
			if _, err := b.NewSheet(b.x.name("charts")); err != nil {
				return err
			}
		}
	}
	if !charts {
		return nil
	}
	return b.draw(sheets)
}

// name gives the name of a table.
func (x *tables) name(key string) string { return x.t.T("tables.name." + key) }

// language is that of the texts, as Office names it.
func (b *workbook) language() string {
	if b.x.t.Lang == "nl" {
		return "nl-BE"
	}
	return "en-GB"
}

// properties fills in what the file says about itself: nothing of a person.
func (b *workbook) properties() error {
	s := b.x.s
	if err := b.SetAppProps(&excelize.AppProperties{Application: "kring"}); err != nil {
		return err
	}
	return b.SetDocProps(&excelize.DocProperties{
		Title: s.Title, Creator: "kring", LastModifiedBy: "kring", Language: b.language(),
		Created: string(s.Changed), Modified: string(s.Changed),
	})
}

// table writes a table on a sheet, and on more of them when it is too long.
func (b *workbook) table(s sheet) error {
	columns := s.filled()
	b.names[s.key], b.shown[s.key] = b.x.name(s.key), columns
	for part, first := 0, 0; first < s.rows; part, first = part+1, first+b.most {
		name := b.x.name(s.key)
		if part > 0 {
			name = fmt.Sprintf("%s (%d)", name, part+1)
		}
		if err := b.sheet(name, columns, first, min(first+b.most, s.rows)); err != nil {
			return err
		}
	}
	return nil
}

// sheet writes rows of a table, from first up to end.
func (b *workbook) sheet(name string, columns []sheetColumn, first, end int) error {
	widths := b.widths(columns, first, end)
	if err := b.page(name, len(columns), end-first+1, widths); err != nil {
		return err
	}
	out, err := b.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: "A2", ActiveCell: "A2", Pane: "bottomLeft"}}}); err != nil {
		return err
	}
	for i, width := range widths {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	cells := make([]any, len(columns))
	for i, c := range columns {
		style := b.style.head
		if c.kind == cellWhole || c.kind == cellDecimal {
			style = b.style.headRight
		}
		cells[i] = excelize.Cell{StyleID: style, Value: c.head}
	}
	if err := out.SetRow("A1", cells, rowHeight(headLines(columns, widths))...); err != nil {
		return err
	}
	for row := first; row < end; row++ {
		lines := 1
		for i, c := range columns {
			v := c.cell(row)
			cells[i], lines = b.cell(v), max(lines, linesIn(v, widths[i]))
		}
		if err := out.SetRow(fmt.Sprintf("A%d", row-first+2), cells, rowHeight(lines)...); err != nil {
			return err
		}
	}
	return out.Flush()
}

// page makes a sheet that filters, and that prints its header on every page.
func (b *workbook) page(name string, columns, rows int, widths []float64) error {
	if _, err := b.NewSheet(name); err != nil {
		return err
	}
	last, err := excelize.ColumnNumberToName(columns)
	if err != nil {
		return err
	}
	if err := b.AutoFilter(name, fmt.Sprintf("A1:%s%d", last, rows), nil); err != nil {
		return err
	}
	if err := b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$1", name), Scope: name}); err != nil {
		return err
	}
	total := 0.0
	for _, w := range widths {
		total += w
	}
	return b.printed(name, total > widePage)
}

// The papers, as Excel counts them, and from how many characters on a sheet
// needs the larger one.
const (
	paperA4  = 9
	paperA3  = 8
	widePage = 200
)

// printed sets a sheet up for the printer: landscape, as wide as the page.
func (b *workbook) printed(name string, wide bool) error {
	paper, across, down := paperA4, 1, 0
	if wide {
		paper = paperA3
	}
	landscape := "landscape"
	fit := true
	if err := b.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	margin, edge := 0.5, 0.3
	if err := b.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &margin, Header: &edge, Footer: &edge}); err != nil {
		return err
	}
	if err := b.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape, FitToWidth: &across, FitToHeight: &down}); err != nil {
		return err
	}
	return b.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"})
}

// cell gives a cell as Excel has it. A text is a text, whatever it begins with.
func (b *workbook) cell(v cellValue) excelize.Cell {
	switch v.kind {
	case cellWhole:
		return excelize.Cell{StyleID: b.style.whole, Value: int(v.amount)}
	case cellDecimal:
		return excelize.Cell{StyleID: b.style.decimal, Value: v.amount}
	case cellYes:
		return excelize.Cell{StyleID: b.style.text, Value: b.x.yes(v)}
	case cellDay:
		// Excel counts days from 1900 on; a month or a year is no day.
		if day, ok := model.Date(v.text).Last(); ok && len(v.text) == len("2006-01-02") && day.Year() > 1900 {
			return excelize.Cell{StyleID: b.style.day, Value: day}
		}
	case cellMoment:
		if at, ok := model.Time(v.text).When(); ok && at.UTC().Year() > 1900 {
			return excelize.Cell{StyleID: b.style.moment, Value: at.UTC()}
		}
	case cellEmpty:
		return excelize.Cell{StyleID: b.style.text}
	}
	return excelize.Cell{StyleID: b.style.text, Value: fitting(v.text)}
}

// fitting cuts a text to what a cell of Excel can hold. Only lists that were
// joined can be longer, and what is in them has rows of its own elsewhere.
func fitting(text string) string {
	if len(text) <= excelize.TotalCellChars {
		return text
	}
	units := 0
	for at, r := range text {
		if units += 1; r > 0xffff {
			units++
		}
		if units > excelize.TotalCellChars-1 {
			return text[:at] + "…"
		}
	}
	return text
}

// sorted writes a package again so that the same session gives the same bytes.
// The library that made it takes the parts of sheets as they come, and lists the
// kinds of images, of which there are none, in any order.
func sorted(w io.Writer, data []byte) error {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	parts := slices.SortedFunc(slices.Values(in.File), func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, part := range parts {
		if part.Name == "[Content_Types].xml" {
			err = withoutImages(out, part)
		} else {
			err = out.Copy(part)
		}
		if err != nil {
			return err
		}
	}
	return out.Close()
}

// imageType is a kind of image in the list of what is in a package.
const imageType = `<Default Extension="[a-z]+" ContentType="image/[^"]*"></Default>`

func withoutImages(out *zip.Writer, part *zip.File) error {
	from, err := part.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	types, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	to, err := out.Create(part.Name)
	if err != nil {
		return err
	}
	_, err = to.Write(regexp.MustCompile(imageType).ReplaceAll(types, nil))
	return err
}

// reference gives that of a cell or a range on a sheet.
func reference(sheet, cells string) string {
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" + cells
}
