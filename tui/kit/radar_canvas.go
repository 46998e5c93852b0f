package kit

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// radarLayer is what a cell of the chart belongs to: a series, or the grid
// behind them.
type radarLayer int

const (
	radarFirst radarLayer = iota
	radarSecond
	radarGrid
)

func radarStyle(theme *Theme, layer radarLayer) Style {
	return [...]Style{theme.Accent, theme.Warm, theme.Rule}[layer]
}

// radarPen is how a line is drawn: in dashes that long, or in single dots where
// that is 0, and how far these lie from one to the next. Lengths are in braille
// dots, of which a row has four.
type radarPen struct{ thick, dash, period float64 }

var (
	braillePens = [...]radarPen{radarFirst: {2, 1, 1}, radarSecond: {1.6, 3, 6}, radarGrid: {period: 3}}
	asciiPens   = [...]radarPen{radarFirst: {1, 1, 1}, radarSecond: {period: 5.5}, radarGrid: {period: 6}}
	asciiInk    = [...]rune{radarFirst: '*', radarSecond: 'o', radarGrid: '.'}
)

// The marks of a value: of the first series, of the second, of both.
var (
	brailleMarks = [...]rune{'●', '○', '◉'}
	asciiMarks   = [...]rune{'#', 'O', '@'}
)

// radarSample is a piece of the line of a series, with its mark.
func radarSample(series int, ascii bool) string {
	switch {
	case ascii && series == 0:
		return "**#**"
	case ascii:
		return "o O o"
	case series == 0:
		return "⠶⠶●⠶⠶"
	}
	return "⠒ ○ ⠒"
}

// radarCell is one cell: its dots in front of the grid, or a mark.
type radarCell struct {
	dots  [3]uint8 // of each layer; in ASCII not 0 where there is something
	marks uint8    // of each series a bit
}

type radarCanvas struct {
	plan  radarPlan
	ascii bool
	cells []radarCell
	pens  [3]radarPen
	// How many dots there are to a row of height, across and down, and where in
	// the grid of dots the first one after the centre is.
	across, down, offset float64
}

func newRadarCanvas(plan radarPlan, ascii bool) *radarCanvas {
	c := &radarCanvas{plan: plan, ascii: ascii, cells: make([]radarCell, plan.width*plan.height)}
	c.pens, c.across, c.down, c.offset = braillePens, 4, 4, 0.5
	if ascii {
		c.pens, c.across, c.down, c.offset = asciiPens, 2, 1, 0
	}
	return c
}

// mark puts the mark of a series on a spot.
func (c *radarCanvas) mark(s spot, series int) {
	column, row := c.plan.centreColumn+s.column(), c.plan.centreRow+s.row()
	c.cells[row*c.plan.width+column].marks |= 1 << series
}

// brailleDots are the bits of the dots of a cell, row by row.
var brailleDots = [4][2]uint8{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}

// line draws a line in the pen of a layer. Dashes and dots are laid out from its
// middle, so that a line and its mirror image are drawn alike.
func (c *radarCanvas) line(from, to spot, layer radarLayer) {
	pen := c.pens[layer]
	x0, y0, x1, y1 := from.x*c.across, from.y*c.down, to.x*c.across, to.y*c.down
	length := 4 * math.Hypot(to.x-from.x, to.y-from.y)
	if length < 1e-9 {
		return
	}
	if pen.dash == 0 {
		n := max(math.Round(length/pen.period), 1)
		for k := range int(n) {
			share := (float64(k) + 0.5) / n
			c.around(x0+share*(x1-x0), y0+share*(y1-y0), layer)
		}
		return
	}
	// Along the steeper way in the grid of dots there is a dot in every step.
	turned := math.Abs(y1-y0) > math.Abs(x1-x0)
	if turned {
		x0, y0, x1, y1 = y0, x0, y1, x1
	}
	if x1 < x0 {
		x0, y0, x1, y1 = x1, y1, x0, y0
	}
	slope := (y1 - y0) / (x1 - x0)
	step := length / (x1 - x0)
	half := pen.thick / 2 * math.Sqrt(1+slope*slope)
	middle := (x0 + x1) / 2
	for i := inward(x0 - c.offset); i+c.offset <= x1+1e-9; i++ {
		x := i + c.offset
		if math.Mod(tidy(math.Abs(x-middle)*step)+pen.dash/2, pen.period) > pen.dash {
			continue
		}
		y := y0 + slope*(x-x0)
		if c.ascii {
			half = 0
			y = float64(outward(y))
		}
		for j := inward(y - half - c.offset); j+c.offset <= y+half+1e-9; j++ {
			if turned {
				c.dot(int(j), int(i), layer)
			} else {
				c.dot(int(i), int(j), layer)
			}
		}
	}
}

// spoke draws the grid along an axis, in dots that lie equally far from the
// centre on all.
func (c *radarCanvas) spoke(axis int) {
	way, step := c.plan.ways[axis], 1.0
	if c.ascii {
		step = 2
	}
	for r := step; r < float64(c.plan.radius); r += step {
		// A place between two dots draws both: one such place is enough.
		far := r + c.offset/4
		c.around(way.x*far*c.across, way.y*far*c.down, radarGrid)
	}
}

// inward is the first dot that is not before a place.
func inward(v float64) float64 { return math.Ceil(v - 1e-9) }

// around sets the dot nearest to a place; of a place between dots, all.
func (c *radarCanvas) around(x, y float64, layer radarLayer) {
	if c.ascii {
		c.dot(outward(x), outward(y), layer)
		return
	}
	for i := inward(x - 1); i <= x+1e-9; i++ {
		for j := inward(y - 1); j <= y+1e-9; j++ {
			c.dot(int(i), int(j), layer)
		}
	}
}

// dot sets one dot, counted from the centre: in braille from the dots right of
// and below it, as it lies between dots.
func (c *radarCanvas) dot(x, y int, layer radarLayer) {
	column, row, bits := c.plan.centreColumn+x, c.plan.centreRow+y, uint8(1)
	if !c.ascii {
		x, y = 2*c.plan.centreColumn+1+x, 4*c.plan.centreRow+2+y
		column, row, bits = x>>1, y>>2, brailleDots[y&3][x&1]
	}
	if column >= 0 && column < c.plan.width && row >= 0 && row < c.plan.height {
		c.cells[row*c.plan.width+column].dots[layer] |= bits
	}
}

// look is what a cell shows, 0 for nothing, and as part of what.
func (c *radarCanvas) look(cell radarCell) (rune, radarLayer) {
	layer := radarGrid
	switch {
	case cell.marks&1 != 0 || cell.marks == 0 && cell.dots[radarFirst] != 0:
		layer = radarFirst
	case cell.marks != 0 || cell.dots[radarSecond] != 0:
		layer = radarSecond
	case cell.dots[radarGrid] == 0:
		return 0, layer
	}
	switch {
	case cell.marks != 0 && c.ascii:
		return asciiMarks[cell.marks-1], layer
	case cell.marks != 0:
		return brailleMarks[cell.marks-1], layer
	case c.ascii:
		return asciiInk[layer], layer
	case layer == radarGrid:
		return 0x2800 | rune(cell.dots[radarGrid]), layer
	}
	return 0x2800 | rune(cell.dots[radarFirst]|cell.dots[radarSecond]), layer
}

// render gives the lines of the chart. A style is opened once for cells that
// follow each other.
func (c *radarCanvas) render(theme *Theme, plan radarPlan) []string {
	var open, shut [3]string
	for layer := range open {
		open[layer], shut[layer], _ = strings.Cut(radarStyle(theme, radarLayer(layer)).Render("x"), "x")
	}
	slices.SortFunc(plan.labels, func(a, b radarLabel) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.column, b.column))
	})
	labels := plan.labels
	lines := make([]string, plan.height)
	var b strings.Builder
	for row := range lines {
		b.Reset()
		pending := 0 // blanks, written when something follows
		styled := -1
		end := func() {
			if styled >= 0 {
				b.WriteString(shut[styled])
			}
			styled = -1
		}
		for column := 0; column < plan.width; column++ {
			if len(labels) > 0 && labels[0].row == row && labels[0].column == column {
				end()
				b.WriteString(blanks(pending))
				pending = 0
				b.WriteString(labels[0].text)
				column += labels[0].width - 1
				labels = labels[1:]
				continue
			}
			shown, layer := c.look(c.cells[row*plan.width+column])
			if shown == 0 {
				pending++
				continue
			}
			if int(layer) != styled || pending > 0 {
				end()
				b.WriteString(blanks(pending))
				pending = 0
				b.WriteString(open[layer])
				styled = int(layer)
			}
			b.WriteRune(shown)
		}
		end()
		lines[row] = b.String()
	}
	return lines
}
