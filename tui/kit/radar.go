package kit

import (
	"math"
	"strings"
)

const (
	radarLeast = 4   // the smallest radius that can be read, in rows
	radarHub   = 0.2 // where the lowest value stands: near the centre, not in it, so that the axes stay apart
)

// RadarChart draws values on axes round a centre: a line for each of at most
// two series. It is drawn in braille dots, or in ASCII alone.
type RadarChart struct {
	Min, Max float64
	Axes     []string // their names, from the top clockwise; a first word that is a number can stand for the name
	Series   []RadarSeries
	ASCII    bool
}

// RadarSeries is a value for each axis, NaN where there is none, and what the
// series is called.
type RadarSeries struct {
	Values []float64
	Name   string
}

// Draw gives the lines of the chart, with the names of the series below. It
// gives nil where there is no room to read it. The names of the axes stand
// around it; where they do not fit, their first words do.
func (c RadarChart) Draw(theme *Theme, width, height int) []string {
	if len(c.Axes) < 3 || !(c.Max > c.Min) || width <= 0 {
		return nil
	}
	c.Series = c.Series[:min(len(c.Series), 2)]
	if c.ASCII {
		c = c.inASCII()
	}
	legend := c.legend(theme, width)
	plan, ok := c.layout(width, height-len(legend))
	if !ok {
		return nil
	}
	canvas := newRadarCanvas(plan, c.ASCII)
	c.drawGrid(canvas, plan)
	for i := range c.Series {
		c.drawLine(canvas, plan, i)
	}
	for i := range c.Series {
		for axis, v := range c.Series[i].Values[:min(len(c.Series[i].Values), len(c.Axes))] {
			if !math.IsNaN(v) {
				canvas.mark(plan.at(axis, c.share(v)), i)
			}
		}
	}
	lines := canvas.render(theme, plan)
	if len(legend) > 0 && len(lines)+len(legend) < height {
		lines = append(lines, "")
	}
	return append(lines, legend...)
}

// share is how far from the centre a value stands, up to 1.
func (c RadarChart) share(v float64) float64 {
	v = min(max(v, c.Min), c.Max)
	return radarHub + (1-radarHub)*(v-c.Min)/(c.Max-c.Min)
}

// drawGrid draws the spokes and the outer ring, so thin that the lines of the
// series stand out.
func (c RadarChart) drawGrid(canvas *radarCanvas, plan radarPlan) {
	for axis := range c.Axes {
		canvas.spoke(axis)
		canvas.line(plan.at(axis, 1), plan.at((axis+1)%len(c.Axes), 1), radarGrid)
	}
}

// drawLine joins the values of a series. Beside a missing one the line breaks.
func (c RadarChart) drawLine(canvas *radarCanvas, plan radarPlan, series int) {
	values := c.Series[series].Values
	n := len(c.Axes)
	for axis := range n {
		next := (axis + 1) % n
		if max(axis, next) >= len(values) || math.IsNaN(values[axis]) || math.IsNaN(values[next]) {
			continue
		}
		canvas.line(plan.at(axis, c.share(values[axis])), plan.at(next, c.share(values[next])), radarLayer(series))
	}
}

// legend names the series with their marks, beside each other where there is
// room.
func (c RadarChart) legend(theme *Theme, width int) []string {
	var names []string
	total := 0
	for i, s := range c.Series {
		if len(c.Series) < 2 && s.Name == "" {
			return nil
		}
		name := radarCut(radarSample(i, c.ASCII)+" "+s.Name, width, c.ASCII)
		total += Width(name) + 3*i
		names = append(names, radarStyle(theme, radarLayer(i)).Render(name))
	}
	switch {
	case len(names) == 0:
		return nil
	case total <= width:
		return []string{blanks((width-total)/2) + strings.Join(names, "   ")}
	}
	return names
}
