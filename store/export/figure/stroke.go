package figure

import "math"

// strokes gives the areas that a stroke covers: one for each piece of line.
func strokes(p Polygon) [][]Point {
	points := p.Points
	if !p.Open && len(points) > 0 {
		points = append(points[:len(points):len(points)], points[0])
	}
	var all [][]Point
	for i := 1; i < len(points); i++ {
		for _, piece := range pieces(points[i-1], points[i], p.Dash) {
			all = append(all, thick(piece[0], piece[1], p.Width))
		}
	}
	return all
}

// pieces gives what is drawn of a line between two points.
func pieces(a, b Point, dash bool) [][2]Point {
	long := math.Hypot(b.X-a.X, b.Y-a.Y)
	if !dash || long == 0 {
		return [][2]Point{{a, b}}
	}
	at := func(d float64) Point {
		share := min(d/long, 1)
		return Point{a.X + (b.X-a.X)*share, a.Y + (b.Y-a.Y)*share}
	}
	var all [][2]Point
	for d := 0.0; d < long; d += dashOn + dashOff {
		all = append(all, [2]Point{at(d), at(d + dashOn)})
	}
	return all
}

// thick gives the area of a line of some width, which reaches a little past its
// ends where it is thick, so that corners close.
func thick(a, b Point, width float64) []Point {
	long := math.Hypot(b.X-a.X, b.Y-a.Y)
	dx, dy := width/2, 0.0
	if long > 0 {
		dx, dy = (b.X-a.X)/long*width/2, (b.Y-a.Y)/long*width/2
	}
	const past = 0.5
	a, b = Point{a.X - past*dx, a.Y - past*dy}, Point{b.X + past*dx, b.Y + past*dy}
	return []Point{{a.X - dy, a.Y + dx}, {b.X - dy, b.Y + dx}, {b.X + dy, b.Y - dx}, {a.X + dy, a.Y - dx}}
}
