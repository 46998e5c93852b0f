package figure

import (
	"math"
	"slices"
)

// Radar sets values on axes round a centre.
type Radar struct {
	Min, Max float64
	Axes     []string // their names, from the top clockwise
	Series   []Series // at most two
}

// Series is a value for each axis, NaN where there is none.
type Series struct {
	Name   string
	Values []float64
}

const (
	radarSeries = 2   // more lines cannot be told apart
	radarHub    = 0.2 // where the lowest value stands: near the centre, not in it, so that the axes stay apart
	radarWidest = 125 // points, the longest axis
)

// Draw draws the radar: rings for the whole values, the names of the axes round
// it, and a line for each series. Fewer than three axes make no figure.
func (f Radar) Draw(width float64) Drawing {
	d := Drawing{Width: width}
	if len(f.Axes) < 3 || !(f.Max > f.Min) || math.IsInf(f.Max-f.Min, 0) || !(width > 0) {
		return d
	}
	f.Series = f.Series[:min(len(f.Series), radarSeries)]
	w := f.web(width)
	bottom := w.names(&d)
	rings := f.rings(w.radius)
	f.grid(&d, w, rings)
	for i := range f.Series {
		f.line(&d, w, i)
	}
	for i := range f.Series {
		for axis := range f.Axes {
			if v := f.value(i, axis); !math.IsNaN(v) {
				radarMark(&d, i, w.at(axis, f.share(v)))
			}
		}
	}
	f.figures(&d, w, rings)
	d.Height = bottom
	if keys := f.keys(&d); len(keys) > 0 {
		d.Height = d.legend(bottom+rowGap, keys...)
	}
	return d
}

// value gives the value of a series on an axis, NaN where there is none.
func (f Radar) value(series, axis int) float64 {
	if axis >= len(f.Series[series].Values) || math.IsInf(f.Series[series].Values[axis], 0) {
		return math.NaN()
	}
	return f.Series[series].Values[axis]
}

// share is how far from the centre a value stands, up to 1.
func (f Radar) share(v float64) float64 {
	v = min(max(v, f.Min), f.Max)
	return radarHub + (1-radarHub)*(v-f.Min)/(f.Max-f.Min)
}

// rings gives the values that have a ring: the whole ones, or some of them where
// they would lie too close.
func (f Radar) rings(radius float64) []float64 {
	const apart = 9 // points
	step := 1.0
	for i := 0; f.share(f.Min+step)-radarHub < apart/radius && step < f.Max-f.Min; i++ {
		step *= [...]float64{2, 2.5, 2}[i%3] // 1, 2, 5, 10 and so on
	}
	rings := []float64{f.Min}
	for v := f.Min + step; v < f.Max-step/2; v += step {
		rings = append(rings, v)
	}
	return append(rings, f.Max)
}

// grid draws the rings and the axes.
func (f Radar) grid(d *Drawing, w web, rings []float64) {
	for _, v := range rings {
		ring := make([]Point, len(f.Axes))
		for axis := range ring {
			ring[axis] = w.at(axis, f.share(v))
		}
		d.add(Polygon{Points: ring, Stroke: Grid, Width: 0.6})
	}
	for axis := range f.Axes {
		d.add(Polygon{Points: []Point{w.centre, w.at(axis, 1)}, Open: true, Stroke: Grid, Width: 0.6})
	}
}

// line joins the values of a series. Beside a missing one it breaks.
func (f Radar) line(d *Drawing, w web, series int) {
	n := len(f.Axes)
	var run []Point
	first := 0 // after a missing value, so that no run begins in the middle of one
	for axis := range n {
		if math.IsNaN(f.value(series, axis)) {
			first = axis + 1
		}
	}
	flush := func() {
		if len(run) > 1 {
			d.add(radarStroke(series, run, true))
		}
		run = nil
	}
	for i := range n {
		axis := (first + i) % n
		if v := f.value(series, axis); math.IsNaN(v) {
			flush()
		} else {
			run = append(run, w.at(axis, f.share(v)))
		}
	}
	if len(run) == n {
		d.add(radarStroke(series, run, false))
		return
	}
	flush()
}

func radarStroke(series int, points []Point, open bool) Polygon {
	p := Polygon{Points: points, Open: open, Stroke: Accent, Width: 2}
	if series > 0 {
		p.Stroke, p.Dash = Warm, true
	}
	return p
}

// radarMark draws the point of a series: a disc or a triangle.
func radarMark(d *Drawing, series int, at Point) {
	if series == 0 {
		d.add(Polygon{Points: circle(at, 3.2), Fill: Accent})
		return
	}
	d.add(Polygon{Points: []Point{{at.X, at.Y - 4.6}, {at.X + 4.2, at.Y + 3}, {at.X - 4.2, at.Y + 3}}, Fill: Paper, Stroke: Warm, Width: 1.6})
}

// figures writes what the rings stand for, between the last axis and the first:
// on the axes themselves the points of the series stand.
func (f Radar) figures(d *Drawing, w web, rings []float64) {
	const size, tall, apart = 6.5, 6.9, 2
	n := len(f.Axes)
	last := Point{math.Inf(1), 0}
	for _, v := range slices.Backward(rings) {
		a, b := w.at(n-1, f.share(v)), w.at(0, f.share(v))
		at := Point{(a.X + b.X) / 2, (a.Y + b.Y) / 2}
		text := num(v)
		wide := Width(text, size, false) + apart
		close := math.Abs(at.Y-last.Y) < tall && math.Abs(at.X-last.X) < wide+apart
		if math.Hypot(a.X-b.X, a.Y-b.Y) < wide+3*apart || close {
			continue // the points on the axes, or the figure before, need the room
		}
		d.add(Polygon{Points: rect(at.X-wide/2, at.Y-tall/2+0.5, wide, tall), Fill: Paper},
			Text{At: Point{at.X, at.Y + 2.35}, Text: text, Size: size, Align: Middle, Ink: Dim})
		last = at
	}
}

func (f Radar) keys(d *Drawing) []key {
	var keys []key
	for i, s := range f.Series {
		keys = append(keys, key{s.Name, func(x, y float64) {
			y += sampleHeight / 2
			d.add(radarStroke(i, []Point{{x, y}, {x + sampleWidth, y}}, true))
			radarMark(d, i, Point{x + sampleWidth/2, y})
		}})
	}
	return keys
}

// Lines gives nothing: in characters, bars say the same.
func (f Radar) Lines(int) []string { return nil }
