package kit

import (
	"math"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
)

const (
	labelLines = 3 // the most lines a name is broken into
	labelFrom  = 6 // the smallest radius with names around it, in rows

	// What is to be left of a word, in columns: all of it, or so much of a word
	// in a name, or of one that stands for the name.
	wordWhole, wordCut, wordAlone = math.MaxInt, 12, 6
)

// spot is a place on the chart, in rows to the right of and below the centre.
// A column is half a row.
type spot struct{ x, y float64 }

// column and row are the cell of a spot, counted from that of the centre. What
// lies between two cells goes outwards, on both sides alike.
func (s spot) column() int { return outward(2 * s.x) }
func (s spot) row() int    { return outward(s.y) }

func outward(v float64) int { return int(math.Round(v + math.Copysign(1e-9, v))) }

// radarLabel is one line of a name, in the cells of the chart.
type radarLabel struct {
	column, row, width int
	text               string
}

// radarPlan is where everything stands.
type radarPlan struct {
	radius                  int    // in rows
	ways                    []spot // where each axis goes, one row far
	width, height           int
	centreColumn, centreRow int
	labels                  []radarLabel // none over another, none over the chart
}

// at is a place on an axis, that share of the radius from the centre.
func (p radarPlan) at(axis int, share float64) spot {
	r := share * float64(p.radius)
	return spot{p.ways[axis].x * r, p.ways[axis].y * r}
}

// layout finds the largest radius at which the names of the axes fit, or else
// their first words.
func (c RadarChart) layout(width, height int) (radarPlan, bool) {
	ways := make([]spot, len(c.Axes))
	for i := range ways {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(ways)))
		ways[i] = spot{tidy(sin), tidy(-cos)}
	}
	names := make([]radarName, len(c.Axes))
	firsts := make([]radarName, len(c.Axes))
	for i, axis := range c.Axes {
		names[i] = newRadarName(axis)
		firsts[i] = names[i][:min(len(names[i]), 1)]
	}
	largest := min((height-1)/2, (width-1)/4)
	plan := func(names []radarName, smallest, least int) (radarPlan, bool) {
		for radius := largest; radius >= smallest; radius-- {
			p := radarPlan{radius: radius, ways: ways, width: width, height: height, centreColumn: (width - 1) / 2}
			if c.place(&p, names, least) {
				return p, true
			}
		}
		return radarPlan{}, false
	}
	small, ok := plan(firsts, radarLeast, wordAlone)
	if !ok {
		return small, false
	}
	for _, least := range []int{wordWhole, wordCut} {
		if p, ok := plan(names, max(labelFrom, small.radius/2), least); ok {
			return p, true
		}
	}
	return small, true
}

// tidy takes away what a sine is off, so that both sides are drawn alike.
func tidy(v float64) float64 { return math.Round(v*1e9) / 1e9 }

// place puts the names around the chart: that at the top above it, that at the
// bottom below it, the others beside it, growing away from its middle.
func (c RadarChart) place(p *radarPlan, names []radarName, least int) bool {
	left, right := p.centreColumn, p.width-1-p.centreColumn
	top, bottom := p.radius, 0
	p.labels = p.labels[:0]
	for i, name := range names {
		end := p.at(i, 1)
		row := end.row()
		// The ring may reach into the next column.
		column := int(math.Copysign(math.Ceil(math.Abs(2*end.x)-1e-6), end.x))
		bottom = max(bottom, row)
		room := right - column - 1
		switch {
		case column < 0:
			room = left + column - 1
		case column == 0:
			room = 2*min(left, right) + 1
		}
		lines, ok := name.wrap(room, least, c.ASCII)
		if !ok {
			return false
		}
		n := len(lines)
		first := row - n/2
		switch {
		case column == 0 && row < 0:
			first = row - n
		case column == 0:
			first = row + 1
		case p.ways[i].y < -0.1:
			first = row - n + 1
		case p.ways[i].y > 0.1:
			first = row
		}
		for k, line := range lines {
			if column <= 0 {
				line = strings.TrimLeft(line, " ") // only a left edge is lined up
			}
			l := radarLabel{row: first + k, width: Width(line), text: line, column: column + 2}
			switch {
			case column < 0:
				l.column = column - 1 - l.width
			case column == 0:
				l.column = -(l.width / 2)
			}
			for _, other := range p.labels {
				if l.row == other.row && l.column <= other.column+other.width && other.column <= l.column+l.width {
					return false
				}
			}
			p.labels = append(p.labels, l)
			top, bottom = max(top, -l.row), max(bottom, l.row)
		}
	}
	if top+bottom+1 > p.height {
		return false
	}
	p.height, p.centreRow = top+bottom+1, top
	for i := range p.labels {
		p.labels[i].column += p.centreColumn
		p.labels[i].row += p.centreRow
	}
	return true
}

// radarName is the words of a name with their widths.
type radarName []radarWord

type radarWord struct {
	text  string
	width int
}

func newRadarName(name string) radarName {
	var words radarName
	for word := range strings.FieldsSeq(name) {
		words = append(words, radarWord{word, Width(word)})
	}
	return words
}

// wrap breaks a name into lines of at most that many columns. The number before
// it stands out to the left. It refuses where less than the least would be left
// of a word.
func (n radarName) wrap(room, least int, ascii bool) ([]string, bool) {
	if len(n) == 0 {
		return nil, true
	}
	if len(n) > 1 && n[0].width <= 2 && n[0].text[0] >= '0' && n[0].text[0] <= '9' {
		lines, ok := n[1:].wrap(room-n[0].width-1, least, ascii)
		for i := range lines {
			lead := n[0].text
			if i > 0 {
				lead = blanks(n[0].width)
			}
			lines[i] = lead + " " + lines[i]
		}
		return lines, ok
	}
	var lines []string
	used := 0
	for i, word := range n {
		if i > 0 && used+1+word.width <= room {
			lines[len(lines)-1] += " " + word.text
			used += 1 + word.width
			continue
		}
		switch {
		case room < min(word.width, least), least == wordWhole && len(lines) == labelLines:
			return nil, false
		case len(lines) == labelLines:
			last := lines[labelLines-1] + " " + word.text
			lines[labelLines-1] = radarCut(last, room, ascii)
			return lines, true
		}
		lines = append(lines, radarCut(word.text, room, ascii))
		used = min(word.width, room)
	}
	return lines, true
}

// radarCut is Cut, in ASCII where the chart is.
func radarCut(s string, width int, ascii bool) string {
	if !ascii {
		return Cut(s, width)
	}
	return ansi.Truncate(s, max(width, 0), ".")
}

// inASCII gives the chart with its texts in ASCII: letters without their
// accents, and a question mark for what has no such letter.
func (c RadarChart) inASCII() RadarChart {
	axes := make([]string, len(c.Axes))
	for i, axis := range c.Axes {
		axes[i] = asciiOf(axis)
	}
	series := make([]RadarSeries, len(c.Series))
	for i, s := range c.Series {
		series[i] = RadarSeries{Values: s.Values, Name: asciiOf(s.Name)}
	}
	c.Axes, c.Series = axes, series
	return c
}

func asciiOf(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x80:
			return r
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == '–' || r == '—' || r == '·':
			return '-'
		case r == '‘' || r == '’':
			return '\''
		case r == '“' || r == '”':
			return '"'
		}
		return '?'
	}, norm.NFKD.String(s))
}
