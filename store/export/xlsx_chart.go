package export

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheetChart is a chart of rows of a table. Excel draws it from the cells.
type sheetChart struct {
	title   string
	radar   bool
	stacked bool
	most    float64 // of the axis; 0 leaves it to Excel
	labels  string  // key of the column
	series  []sheetSeries
}

// sheetSeries is what one colour shows: rows of a column, from first up to end.
type sheetSeries struct {
	column     string // its key
	first, end int
	name       string // key of the column of which the first row names the series; "" for the header of its own
}

// Bounds of the charts of one file.
const (
	scansDrawn  = 3 // beside one another
	roundsDrawn = 20
	labelMax    = 60
)

// scanCharts draws each scan as bars; the last one as a radar as well, with
// earlier ones of the same scale, and with its groups side by side.
func (x *tables) scanCharts(rows []scanRow) []sheetChart {
	type span struct{ first, end int }
	var spans []span
	for i, r := range rows {
		switch {
		case r.res == nil:
		case len(spans) > 0 && rows[spans[len(spans)-1].first].scan == r.scan:
			spans[len(spans)-1].end = i + 1
		default:
			spans = append(spans, span{i, i + 1})
		}
	}
	has := func(s span, get func(scanRow) bool) bool { return slices.ContainsFunc(rows[s.first:s.end], get) }
	mean := func(r scanRow) bool { return r.res.Mean != nil }
	agreed := func(r scanRow) bool { return r.res.Agreed != nil }
	var charts []sheetChart
	var compared []sheetSeries
	for _, s := range slices.Backward(spans) {
		scan := rows[s.first].scan
		scale := x.s.ScaleOf(scan)
		chart := sheetChart{title: x.t.T("tables.chart.scan", "Scan", rows[s.first].title), most: float64(scale.Max), labels: "short"}
		if has(s, mean) {
			chart.series = append(chart.series, sheetSeries{column: "mean", first: s.first, end: s.end})
		}
		if has(s, agreed) {
			chart.series = append(chart.series, sheetSeries{column: "agreed", first: s.first, end: s.end})
		}
		if len(chart.series) == 0 {
			continue
		}
		last := len(charts) == 0
		if charts = append(charts, chart); len(charts) > roundsDrawn {
			break
		}
		if has(s, mean) && len(compared) < scansDrawn && scale == x.s.ScaleOf(rows[spans[len(spans)-1].first].scan) {
			compared = append(compared, sheetSeries{column: "mean", first: s.first, end: s.end, name: "scan"})
		}
		if last && has(s, func(r scanRow) bool { return r.first != nil }) {
			charts = append(charts, sheetChart{
				title: x.t.T("tables.chart.groups", "Scan", rows[s.first].title), radar: true, most: chart.most, labels: "short",
				series: []sheetSeries{{column: "meanprofessionals", first: s.first, end: s.end}, {column: "meanyoung", first: s.first, end: s.end}},
			})
		}
	}
	if len(compared) > 0 {
		most := charts[0].most
		charts = append([]sheetChart{{title: x.t.T("tables.chart.radar"), radar: true, most: most, labels: "short", series: compared}}, charts...)
	}
	return charts
}

// voteCharts draws each round as bars, stacked by the groups that may stand
// apart. A round with very many options is a table only.
func (x *tables) voteCharts(rows []voteRow) []sheetChart {
	var charts []sheetChart
	for i := 0; i < len(rows) && len(charts) < roundsDrawn; {
		end := i
		for end < len(rows) && rows[end].round == rows[i].round {
			end++
		}
		if worthDrawing(rows[i:end]) {
			chart := sheetChart{title: x.t.T("tables.chart.round", "Round", rows[i].title), labels: "label"}
			r := rows[i].round
			for _, key := range rows[i].res.Apart() {
				chart.stacked = true
				chart.series = append(chart.series, sheetSeries{column: groupKey(r.Split, key), first: i, end: end})
			}
			switch {
			case !chart.stacked:
				chart.series = []sheetSeries{{column: "stickers", first: i, end: end}}
			case slices.ContainsFunc(rows[i:end], func(r voteRow) bool { return r.rest() > 0 }):
				chart.series = append(chart.series, sheetSeries{column: "others", first: i, end: end})
			}
			charts = append(charts, chart)
		}
		i = end
	}
	return charts
}

func worthDrawing(rows []voteRow) bool {
	return len(rows) > 1 && len(rows) <= rowsMost && rows[0].got.Stickers > 0
}

// Places and sizes of charts, in pixels and cells.
const (
	chartPixels = 640
	rowPixels   = 18 // as the library counts them
	cellPixels  = 64
	pageRows    = 46 // of a page as wide as two charts
)

// draw puts the charts of all tables on their sheet, two beside one another.
func (b *workbook) draw(sheets []sheet) error {
	name := b.x.name("charts")
	if err := b.printed(name, false); err != nil {
		return err
	}
	type keyed struct {
		key string
		sheetChart
	}
	var charts []keyed
	for _, s := range sheets {
		for _, c := range s.charts {
			if c.series[len(c.series)-1].end <= b.most { // else its rows are on another sheet
				charts = append(charts, keyed{s.key, c})
			}
		}
	}
	row, used, n := 1, 0, 0
	for pair := range slices.Chunk(charts, 2) {
		height := 0
		for _, c := range pair {
			height = max(height, chartHeight(c.sheetChart))
		}
		rows := (height + rowPixels - 1) / rowPixels
		if used > 0 && used+rows > pageRows {
			used = 0
			if err := b.InsertPageBreak(name, fmt.Sprintf("A%d", row)); err != nil {
				return err
			}
		}
		end := row + rows + 2
		for at := row; at < end; at++ { // the library and LibreOffice take others for empty rows
			if err := b.SetRowHeight(name, at, lineHeight); err != nil {
				return err
			}
		}
		for i, c := range pair {
			column, err := excelize.ColumnNumberToName(1 + i*(chartPixels/cellPixels+1))
			if err != nil {
				return err
			}
			if err := b.chart(name, fmt.Sprintf("%s%d", column, row), c.key, c.sheetChart, height); err != nil {
				return err
			}
			n++
			if err := b.ink(n, c.radar); err != nil {
				return err
			}
		}
		row, used = end, used+rows+2
	}
	return nil
}

func chartHeight(c sheetChart) int {
	bars := c.series[0].end - c.series[0].first
	if !c.stacked {
		bars *= len(c.series)
	}
	return max(360, 140+15*bars)
}

// chart makes one chart.
func (b *workbook) chart(on, cell, key string, c sheetChart, height int) error {
	font := func(size float64, bold bool) *excelize.Font {
		return &excelize.Font{Family: "Calibri", Size: size, Bold: bold, Color: "000000"}
	}
	plain, zero := false, 0.0
	overlap, gap := 0, uint(60)
	chart := &excelize.Chart{
		Type: excelize.Bar, VaryColors: &plain, GapWidth: &gap, Overlap: &overlap,
		Dimension: excelize.ChartDimension{Width: chartPixels, Height: uint(height)},
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.title, Font: font(14, true)}}},
		Legend:    excelize.ChartLegend{Position: "bottom", Font: font(10, false)},
		XAxis:     excelize.ChartAxis{Font: *font(10, false), ReverseOrder: !c.radar},
		YAxis:     excelize.ChartAxis{Font: *font(10, false), Minimum: &zero, MajorGridLines: true},
		Format:    excelize.GraphicOptions{AltText: c.title},
		PlotArea:  excelize.ChartPlotArea{ShowVal: !c.radar},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFFFF"}},
	}
	if c.most > 0 {
		chart.YAxis.Maximum, chart.YAxis.MajorUnit = &c.most, 1
		chart.YAxis.NumFmt = excelize.ChartNumFmt{CustomNumFmt: "0"}
	}
	switch {
	case c.radar:
		chart.Type = excelize.Radar
	case c.stacked:
		chart.Type = excelize.BarStacked
		chart.PlotArea.NumFmt.CustomNumFmt = "0;;" // nothing for nothing
		overlap = 100
	}
	if len(c.series) == 1 && c.series[0].name == "" {
		chart.Legend.Position = "none" // the title says it
	}
	for i, s := range c.series {
		name, err := b.place(key, s.column, 0, 0)
		if s.name != "" {
			name, err = b.place(key, s.name, s.first+1, s.first+1)
		}
		if err != nil {
			return err
		}
		labels, err := b.place(key, c.labels, s.first+1, s.end)
		if err != nil {
			return err
		}
		values, err := b.place(key, s.column, s.first+1, s.end)
		if err != nil {
			return err
		}
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name: name, Categories: labels, Values: values,
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{inks[i%len(inks)].colour}},
			// On white, as the bars have patterns.
			DataLabel: excelize.ChartDataLabel{Font: *font(9, false), Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFFFF"}}},
		})
	}
	return b.AddChart(on, cell, chart)
}

// place gives the reference of rows of a column, the header being row 0.
func (b *workbook) place(key, column string, from, to int) (string, error) {
	at := slices.IndexFunc(b.shown[key], func(c sheetColumn) bool { return c.key == column })
	letter, err := excelize.ColumnNumberToName(at + 1)
	if err != nil {
		return "", fmt.Errorf("column %s of %s: %w", column, key, err)
	}
	cells := fmt.Sprintf("$%s$%d", letter, from+1)
	if to > from {
		cells += fmt.Sprintf(":$%s$%d", letter, to+1)
	}
	return reference(b.names[key], cells), nil
}

// inks tell series apart, in black and white too: bars by their pattern, lines
// by their dashes and marks.
var inks = []struct{ colour, pattern, dash, mark string }{
	{"1F4E79", "", "solid", "circle"},
	{"9DC3E6", "wdUpDiag", "sysDash", "diamond"},
	{"F4B183", "pct20", "sysDot", "square"},
	{"A9D18E", "dkHorz", "lgDash", "triangle"},
	{"FFD966", "smGrid", "lgDashDot", "x"},
	{"BFBFBF", "", "dash", "star"},
}

// ink gives the series of a chart patterns, dashes and marks, which the library
// cannot.
func (b *workbook) ink(number int, radar bool) error {
	path := fmt.Sprintf("xl/charts/chart%d.xml", number)
	stored, _ := b.Pkg.Load(path)
	data, ok := stored.([]byte)
	if !ok {
		return fmt.Errorf("no part %s", path)
	}
	data = bytes.Replace(data, []byte(`<lang val="en-US">`), []byte(`<lang val="`+b.language()+`">`), 1)
	for _, ink := range inks {
		fill := `<a:solidFill><a:srgbClr val="` + ink.colour + `"></a:srgbClr></a:solidFill>`
		black := `<a:solidFill><a:srgbClr val="1F2937"/></a:solidFill>`
		look := fill + `<a:ln w="9525">` + black + `</a:ln>`
		if ink.pattern != "" {
			look = strings.NewReplacer("PATTERN", ink.pattern, "COLOUR", ink.colour).Replace(
				`<a:pattFill prst="PATTERN"><a:fgClr><a:srgbClr val="1F2937"/></a:fgClr><a:bgClr><a:srgbClr val="COLOUR"/></a:bgClr></a:pattFill><a:ln w="9525">`) + black + `</a:ln>`
		}
		after := ""
		if radar {
			look = `<a:ln w="28575" cap="rnd">` + black + `<a:prstDash val="` + ink.dash + `"/></a:ln>`
			after = `<marker><symbol val="` + ink.mark + `"/><size val="8"/><spPr>` + fill + `<a:ln w="9525">` + black + `</a:ln></spPr></marker>`
		}
		data = bytes.ReplaceAll(data, []byte(`<spPr>`+fill+`</spPr>`), []byte(`<spPr>`+look+`</spPr>`+after))
	}
	b.Pkg.Store(path, data)
	return nil
}

// chartLabel is what an option is called beside its bar.
func chartLabel(o option) string {
	text := []rune(o.String())
	if len(text) > labelMax {
		return string(text[:labelMax-1]) + "…"
	}
	return string(text)
}
