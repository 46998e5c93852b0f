package figure

import "strconv"

// Matrix shows which actions stand where two ways of sorting them cross.
type Matrix struct {
	Rows, Columns        []string
	Cells                [][][]Mark // by row and column
	Existing, New, Empty string     // what the marks are called, for the legend
}

// Mark is an action in a cell, by its number.
type Mark struct {
	Number   int
	Existing bool
}

const (
	markHeight = 14
	markGap    = 4
	cellPad    = 6
	rule       = 0.6 // the thickness of its lines
)

// Draw draws the matrix: in each cell the actions as numbers in squares, filled
// for what exists and open for what is new.
func (f Matrix) Draw(width float64) Drawing {
	d := Drawing{Width: width}
	if len(f.Rows) == 0 || len(f.Columns) == 0 || !(width > 0) {
		return d
	}
	g := f.gridOf(width)
	y := g.heads(&d)
	top := y
	edges := []float64{rule / 2}
	for row := range f.Rows {
		y = g.row(&d, row, y)
		edges = append(edges, y)
	}
	for _, edge := range edges {
		d.add(Polygon{Points: []Point{{0, edge}, {width, edge}}, Open: true, Stroke: Grid, Width: rule})
	}
	for column := range len(f.Columns) + 1 {
		x := min(g.left(column), width-rule/2)
		d.add(Polygon{Points: []Point{{x, 0}, {x, y}}, Open: true, Stroke: Grid, Width: rule})
	}
	d.add(Polygon{Points: []Point{{rule / 2, 0}, {rule / 2, y}}, Open: true, Stroke: Grid, Width: rule})
	d.add(Polygon{Points: []Point{{0, top}, {width, top}}, Open: true, Stroke: Dim, Width: 1})
	d.Height = d.legend(y+rowGap, f.keys(&d)...)
	return d
}

// Lines gives nothing: in characters, the table says the same.
func (f Matrix) Lines(int) []string { return nil }

// cell gives the marks of a cell.
func (f Matrix) cell(row, column int) []Mark {
	if row >= len(f.Cells) || column >= len(f.Cells[row]) {
		return nil
	}
	return f.Cells[row][column]
}

// keys explains the marks that the matrix has.
func (f Matrix) keys(d *Drawing) []key {
	existing, isNew, empty := false, false, false
	for row := range f.Rows {
		for column := range f.Columns {
			marks := f.cell(row, column)
			empty = empty || len(marks) == 0
			for _, m := range marks {
				existing, isNew = existing || m.Existing, isNew || !m.Existing
			}
		}
	}
	var keys []key
	sample := func(m Mark) func(x, y float64) {
		return func(x, y float64) { square(d, m, x+(sampleWidth-sampleHeight)/2, y, sampleHeight, sampleHeight) }
	}
	if existing {
		keys = append(keys, key{f.Existing, sample(Mark{Existing: true})})
	}
	if isNew {
		keys = append(keys, key{f.New, sample(Mark{})})
	}
	if empty {
		keys = append(keys, key{f.Empty, func(x, y float64) { dot(d, Point{x + sampleWidth/2, y + sampleHeight/2}) }})
	}
	return keys
}

// matrixGrid says how wide the columns are.
type matrixGrid struct {
	Matrix
	names float64 // the heads of the rows
	cells float64 // each column
}

func (f Matrix) gridOf(width float64) matrixGrid {
	const share = 0.32
	names := 0.0
	for _, name := range f.Rows {
		names = max(names, Width(clean(name), textSize, true)+2*cellPad)
	}
	names = min(names, width*share)
	return matrixGrid{f, names, (width - names) / float64(len(f.Columns))}
}

// left is where a column of cells begins.
func (g matrixGrid) left(column int) float64 { return g.names + float64(column)*g.cells }

// heads writes the heads of the columns, and gives where they end.
func (g matrixGrid) heads(d *Drawing) float64 {
	const pad = 3
	size := whole(g.Columns, g.cells-2*pad)
	heads := make([]label, len(g.Columns))
	tall := 0.0
	for i, name := range g.Columns {
		heads[i] = newLabel(name, size, true, g.cells-2*pad)
		tall = max(tall, heads[i].height())
	}
	tall += 2 * cellPad
	d.add(Polygon{Points: rect(0, 0, d.Width, tall), Fill: Pale})
	for i, head := range heads {
		d.write(head, g.left(i)+g.cells/2, tall-cellPad-head.height(), Middle, Words)
	}
	return tall
}

// whole gives the size of heads in which none of their words has to be broken,
// or the smallest.
func whole(heads []string, room float64) float64 {
	widest := 0.0
	for _, head := range heads {
		for _, word := range words(head) {
			widest = max(widest, Width(word, textSize, true))
		}
	}
	return max(textSize*min(room/max(widest, 1), 1), smallSize)
}

// row draws a row of cells, as high as the fullest needs, and gives where it
// ends.
func (g matrixGrid) row(d *Drawing, row int, top float64) float64 {
	name := newLabel(g.Rows[row], whole(g.Rows, g.names-2*cellPad), true, g.names-2*cellPad)
	tall := max(name.height(), markHeight)
	lines := make([][][]Mark, len(g.Columns))
	for column := range g.Columns {
		lines[column] = g.lines(g.cell(row, column))
		tall = max(tall, float64(len(lines[column]))*(markHeight+markGap)-markGap)
	}
	d.add(Polygon{Points: rect(0, top, g.names, tall+2*cellPad), Fill: Pale})
	middle := top + cellPad + tall/2
	d.write(name, cellPad, middle-name.height()/2, Left, Words)
	for column := range g.Columns {
		centre := Point{g.left(column) + g.cells/2, middle}
		if len(lines[column]) == 0 {
			dot(d, centre)
			continue
		}
		g.marks(d, lines[column], centre)
	}
	return top + tall + 2*cellPad
}

// lines breaks the marks of a cell into lines that fit it.
func (g matrixGrid) lines(marks []Mark) [][]Mark {
	var lines [][]Mark
	used := 0.0
	for _, m := range marks {
		w := markWidth(m)
		if len(lines) == 0 || used+markGap+w > g.cells-markGap {
			lines, used = append(lines, nil), -markGap
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], m)
		used += markGap + w
	}
	return lines
}

// marks draws lines of marks round the middle of a cell.
func (g matrixGrid) marks(d *Drawing, lines [][]Mark, centre Point) {
	y := centre.Y - (float64(len(lines))*(markHeight+markGap)-markGap)/2
	for _, line := range lines {
		wide := -float64(markGap)
		for _, m := range line {
			wide += markGap + markWidth(m)
		}
		x := centre.X - wide/2
		for _, m := range line {
			square(d, m, x, y, markWidth(m), markHeight)
			number, ink := m.text(), Words
			if m.Existing {
				ink = Paper
			}
			d.write(number, x+markWidth(m)/2, y+(markHeight-number.height())/2, Middle, ink)
			x += markWidth(m) + markGap
		}
		y += markHeight + markGap
	}
}

func (m Mark) text() label { return label{[]string{strconv.Itoa(m.Number)}, 8, true} }

// markWidth makes a mark a square, or wider for a long number.
func markWidth(m Mark) float64 { return max(m.text().width()+5, markHeight) }

// square draws a mark without its number.
func square(d *Drawing, m Mark, x, y, w, h float64) {
	const line = 1.4
	if m.Existing {
		d.add(Polygon{Points: rect(x, y, w, h), Fill: Accent})
		return
	}
	d.add(Polygon{Points: rect(x+line/2, y+line/2, w-line, h-line), Fill: Paper, Stroke: Warm, Width: line})
}

// dot draws that a cell holds nothing.
func dot(d *Drawing, at Point) { d.add(Polygon{Points: circle(at, 1.5), Fill: Dim}) }
