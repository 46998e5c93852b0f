package figure

import "math"

// web is where the axes of a radar lie.
type web struct {
	centre Point
	radius float64
	axes   []string
	width  float64 // of the sheet
}

const (
	webGap  = 8 // between an axis and its name
	nameGap = 4 // between two names
)

// web makes the axes as long as their names leave room for.
func (f Radar) web(width float64) web {
	widest := 0.0
	for _, name := range f.Axes {
		widest = max(widest, Width(clean(name), textSize, false))
	}
	side := min(widest, width*0.26)
	radius := min(max(width/2-side-webGap, width/8), radarWidest)
	w := web{radius: radius, axes: f.Axes, width: width}
	w.centre = Point{width / 2, w.top().height() + webGap + radius}
	return w
}

// direction is where an axis points, the first upwards.
func (w web) direction(axis int) Point {
	sin, cos := math.Sincos(2 * math.Pi * float64(axis) / float64(len(w.axes)))
	return Point{sin, -cos}
}

// at is the point on an axis at a share of its length.
func (w web) at(axis int, share float64) Point {
	d := w.direction(axis)
	return Point{w.centre.X + d.X*w.radius*share, w.centre.Y + d.Y*w.radius*share}
}

// top is the name of the axis that points up.
func (w web) top() label { return newLabel(w.axes[0], textSize, false, w.width*0.5) }

// names writes the names round the axes, and gives where the lowest ends.
func (w web) names(d *Drawing) float64 {
	top := w.top()
	d.write(top, w.centre.X, 0, Middle, Words)
	n := len(w.axes)
	var right, left []int // from the top down
	for axis := 1; 2*axis < n; axis++ {
		right, left = append(right, axis), append(left, n-axis)
	}
	bottom := max(w.side(d, right, 1, top.height()), w.side(d, left, -1, top.height()))
	if n%2 == 0 {
		low := newLabel(w.axes[n/2], textSize, false, w.width*0.5)
		at := max(w.centre.Y+w.radius+webGap-2, bottom+nameGap)
		d.write(low, w.centre.X, at, Middle, Words)
		bottom = at + low.height()
	}
	return max(bottom, w.at(n/2, 1).Y+webGap)
}

// side writes the names at one side under each other, each as near to its axis
// as the ones above it and the figure leave room for.
func (w web) side(d *Drawing, axes []int, sign, free float64) float64 {
	for _, axis := range axes {
		name, from, top := w.place(axis, free)
		align := Left
		if sign < 0 {
			align = Right
		}
		d.write(name, w.centre.X+sign*from, top, align, Words)
		free = top + name.height() + nameGap
	}
	return free - nameGap
}

// place finds where a name stands: how far beside the centre, and its top.
func (w web) place(axis int, free float64) (name label, from, top float64) {
	dir := w.direction(axis)
	tip := w.at(axis, 1)
	from = math.Abs(dir.X) * (w.radius + webGap)
	for range 6 {
		name = newLabel(w.axes[axis], textSize, false, w.width/2-from)
		top = max(tip.Y+webGap*dir.Y-name.height()*(1-dir.Y)/2, free)
		need := w.beside(top, top+name.height())
		if need <= from+0.01 {
			return name, from, top
		}
		from = need
	}
	from = w.radius + webGap // beside everything
	name = newLabel(w.axes[axis], textSize, false, w.width/2-from)
	return name, from, max(tip.Y-name.height()*(1-dir.Y)/2, free)
}

// beside gives how far from the centre the figure reaches between two heights.
func (w web) beside(top, bottom float64) float64 {
	off := 0.0
	switch {
	case top > w.centre.Y:
		off = top - w.centre.Y
	case bottom < w.centre.Y:
		off = w.centre.Y - bottom
	}
	r := w.radius + webGap
	if off >= r {
		return nameGap
	}
	return math.Sqrt(r*r - off*off)
}
