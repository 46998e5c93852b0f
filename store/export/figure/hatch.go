package figure

// hatch is a way to fill an area that reads without colour.
type hatch int

const (
	solid   hatch = iota
	blank         // the outline only
	rising        // ///
	falling       // \\\
	crossed
	level
	upright
	squared
	dashed
	zigzag
)

// pattern is how the areas of one part look.
type pattern struct {
	ink   Ink // of outline and lines
	hatch hatch
	step  float64 // between the lines
	width float64 // of the lines
}

// patterns tell parts apart, also on paper without colour: those that follow
// each other differ most.
var patterns = [...]pattern{
	{Accent, solid, 0, 0},
	{Warm, rising, 5, 1.6},
	{Second, solid, 0, 0},
	{Accent, blank, 0, 0},
	{Accent, crossed, 5, 0.7},
	{Warm, level, 4, 1.8},
	{Accent, upright, 3, 0.8},
	{Second, falling, 5, 2},
	{Words, dashed, 4, 1.2},
	{Warm, zigzag, 5, 1.2},
	{Accent, squared, 4, 0.7},
	{Second, upright, 4.5, 2},
	{Accent, level, 2.4, 0.7},
	{Words, falling, 5, 0.7},
}

// patternOf gives the pattern of a part by its place.
func patternOf(i int) pattern { return patterns[i%len(patterns)] }

// area draws a rectangle in a pattern.
func (d *Drawing) area(p pattern, x, y, w, h float64) {
	if p.hatch == solid {
		d.add(Polygon{Points: rect(x, y, w, h), Fill: p.ink})
		return
	}
	const line = 0.8
	d.add(Polygon{Points: rect(x, y, w, h), Fill: Paper})
	in := min(line/2, w/2)
	x, y, w, h = x+in, y+line/2, w-2*in, h-line
	over := max(p.width-line, 0) / 2 // thick lines stay inside the outline too
	for _, points := range p.lines(w-2*over, h-2*over) {
		for i := range points {
			points[i] = Point{x + over + points[i].X, y + over + points[i].Y}
		}
		d.add(Polygon{Points: points, Open: true, Stroke: p.ink, Width: p.width, Dash: p.hatch == dashed})
	}
	d.add(Polygon{Points: rect(x, y, w, h), Stroke: p.ink, Width: line})
}

// lines gives the lines inside an area of a size: each one line that goes on
// along the outline, so that a wide area is not a thousand shapes.
func (p pattern) lines(w, h float64) [][]Point {
	switch p.hatch {
	case rising:
		return keep(slanted(w, h, p.step, false))
	case falling:
		return keep(slanted(w, h, p.step, true))
	case crossed:
		return keep(slanted(w, h, p.step, false), slanted(w, h, p.step, true))
	case level:
		return keep(turned(straight(h, w, p.step)))
	case upright:
		return keep(straight(w, h, p.step))
	case squared:
		return keep(straight(w, h, p.step), turned(straight(h, w, p.step)))
	case zigzag:
		return keep(teeth(w, h, p.step))
	case dashed:
		var all [][]Point
		for y := p.step / 2; y < h; y += p.step {
			all = append(all, []Point{{0, y}, {w, y}})
		}
		return all
	}
	return nil
}

// keep leaves out what is no line.
func keep(lines ...[]Point) [][]Point {
	var all [][]Point
	for _, l := range lines {
		if len(l) > 1 {
			all = append(all, l)
		}
	}
	return all
}

// slanted is a line up and down at 45 degrees, along the edge in between.
func slanted(w, h, step float64, mirrored bool) []Point {
	var points []Point
	was := 0.0
	for i, c := 0, step; c < w+h; i, c = i+1, c+step {
		low, high := Point{0, c}, Point{c, 0}
		if c > h {
			low = Point{c - h, h}
		}
		if c > w {
			high = Point{w, c - w}
		}
		first, second := low, high
		corner, reach := Point{0, h}, h // passed on the way to first
		if i%2 == 1 {
			first, second = high, low
			corner, reach = Point{w, 0}, w
		}
		if was > 0 && was < reach && c > reach {
			points = append(points, corner)
		}
		points = append(points, first, second)
		was = c
	}
	if mirrored {
		for i := range points {
			points[i].X = w - points[i].X
		}
	}
	return points
}

// straight is a line up and down, along the edge in between.
func straight(w, h, step float64) []Point {
	var points []Point
	for i, x := 0, step; x < w; i, x = i+1, x+step {
		from, to := 0.0, h
		if i%2 == 1 {
			from, to = h, 0
		}
		points = append(points, Point{x, from}, Point{x, to})
	}
	return points
}

// turned swaps across and down.
func turned(points []Point) []Point {
	for i, p := range points {
		points[i] = Point{p.Y, p.X}
	}
	return points
}

// teeth is a line up and down like a saw.
func teeth(w, h, step float64) []Point {
	var points []Point
	for i, x := 0, 0.0; x <= w; i, x = i+1, x+step {
		y := h * 0.2
		if i%2 == 1 {
			y = h * 0.8
		}
		points = append(points, Point{x, y})
	}
	return points
}
