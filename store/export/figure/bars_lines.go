package figure

import (
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Lines draws the bars as blocks, as long as their values.
func (f Bars) Lines(width int) []string {
	full, label, value := f.full(), 0, 0
	var rows []textRow
	for _, r := range f.Rows {
		for _, row := range f.textRows(r) {
			rows = append(rows, row)
			label = max(label, ansi.StringWidth(row.label))
			value = max(value, ansi.StringWidth(row.text))
		}
	}
	label = min(label, max(width/2, 1))
	room := min(max(width-label-value-4, 1), barMax)
	lines := f.textLegend(width)
	for _, row := range rows {
		text := row.text
		if !row.none {
			text = pad(text, value, true)
		}
		text = pad(cut(row.label, label), label, false) + "  " + pad(row.bar(full, room), room, false) + "  " + text
		lines = append(lines, line(text, width))
	}
	return lines
}

// textRow is one bar in characters.
type textRow struct {
	label, text string
	none        bool
	bar         func(full float64, room int) string
}

// textRows gives the bars of a row: one for each series, or one of all parts.
func (f Bars) textRows(r Row) []textRow {
	label := cut(clean(r.Label), labelMax)
	if f.Stacked {
		return []textRow{{label: label, text: clean(r.Total), bar: func(full float64, room int) string { return f.parts(r, full, room) }}}
	}
	rows := make([]textRow, len(r.Values))
	for i, v := range r.Values {
		rows[i] = textRow{text: clean(v.Text), none: v.None, bar: func(full float64, room int) string {
			if i == 0 {
				return block(share(v.amount(), full), room)
			}
			return cells(share(v.amount(), full), room, f.char(i))
		}}
		if i == 0 {
			rows[i].label = label
		}
	}
	return rows
}

// parts draws the parts of a row end to end, each in its own character.
func (f Bars) parts(r Row, full float64, room int) string {
	var b strings.Builder
	before, drawn := 0.0, 0
	for i, v := range r.Values {
		before += v.amount()
		end := int(math.Round(share(before, full) * float64(room)))
		if v.amount() > 0 && end == drawn && drawn < room {
			end++ // something is never drawn as nothing
		}
		b.WriteString(strings.Repeat(f.char(i), max(end-drawn, 0)))
		drawn = max(drawn, end)
	}
	return b.String()
}

// char is what a part is drawn with: shades for a few, letters for many.
func (f Bars) char(i int) string {
	const shades, letters = "█░▓▒", "abcdefghijklmnopqrstuvwxyz"
	if all := []rune(shades); len(f.Series) <= len(all) {
		return string(all[i%len(all)])
	}
	return letters[i%len(letters) : i%len(letters)+1]
}

// textLegend says what the characters of bars stand for, in as many lines as
// that takes.
func (f Bars) textLegend(width int) []string {
	if len(f.Series) < 2 {
		return nil
	}
	var lines []string
	now := ""
	for i, name := range f.Series {
		part := f.char(i) + " " + clean(name)
		if now != "" && ansi.StringWidth(now)+3+ansi.StringWidth(part) > width {
			lines = append(lines, line(now, width))
			now = ""
		}
		if now != "" {
			now += "   "
		}
		now += part
	}
	return append(lines, line(now, width))
}
