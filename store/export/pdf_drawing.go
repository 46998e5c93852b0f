package export

import (
	"cmp"
	"math"
	"slices"

	"kring/store/export/figure"
)

const (
	pdfDashOn  = 4 // points of a broken line that are drawn
	pdfDashOff = 3
)

// pdfPen is what lines are drawn with.
type pdfPen struct {
	ink   figure.Ink
	width float64
	dash  float64 // the scale of a broken line, 0 for a whole one
}

// stroke sets what lines are drawn with.
func (s *pdfSheet) stroke(pen pdfPen) {
	if pen.ink != s.pen.ink {
		r, g, b := pen.ink.RGB()
		s.pdf.SetDrawColor(int(r), int(g), int(b))
	}
	if pen.width != s.pen.width {
		s.pdf.SetLineWidth(pen.width)
	}
	if pen.dash != s.pen.dash {
		var pattern []float64
		if pen.dash > 0 {
			pattern = []float64{pdfDashOn * pen.dash, pdfDashOff * pen.dash}
		}
		s.pdf.SetDashPattern(pattern, 0)
	}
	s.pen = pen
}

// area fills a rectangle.
func (s *pdfSheet) area(x, y, width, height float64, ink figure.Ink) {
	if s.trying {
		return
	}
	s.fill(ink)
	s.pdf.Rect(x, y, width, height, "F")
}

// rule draws a line from left to right.
func (s *pdfSheet) rule(x, y, width float64, pen pdfPen) {
	if s.trying {
		return
	}
	s.stroke(pen)
	s.pdf.Line(x, y, x+width, y)
}

// circle draws an open circle round a place.
func (s *pdfSheet) circle(x, y, radius float64, pen pdfPen) {
	if s.trying {
		return
	}
	s.stroke(pen)
	s.pdf.Circle(x, y, radius, "D")
}

// pdfPlaced is where a drawing stands on the page, and how large.
type pdfPlaced struct{ x, y, scale float64 }

func (p pdfPlaced) at(q figure.Point) (x, y float64) { return p.x + q.X*p.scale, p.y + q.Y*p.scale }

// polygon draws an area or a line.
func (s *pdfSheet) polygon(p figure.Polygon, to pdfPlaced) {
	if s.trying || len(p.Points) < 2 || p.Fill == figure.None && p.Stroke == figure.None {
		return
	}
	how := ""
	if p.Fill != figure.None {
		s.fill(p.Fill)
		how = "F"
	}
	if p.Stroke != figure.None {
		pen := pdfPen{ink: p.Stroke, width: p.Width * to.scale}
		if p.Dash {
			pen.dash = to.scale
		}
		s.stroke(pen)
		how += "D"
	}
	s.pdf.MoveTo(to.at(p.Points[0]))
	for _, q := range p.Points[1:] {
		s.pdf.LineTo(to.at(q))
	}
	if !p.Open {
		s.pdf.ClosePath()
	}
	s.pdf.DrawPath(how)
}

// label writes a text of a drawing.
func (s *pdfSheet) label(t figure.Text, to pdfPlaced) {
	st := pdfStyle{pdfRegular, t.Size * to.scale, t.Ink}
	if t.Bold {
		st.face = pdfBold
	}
	line := pdfText(t.Text)
	x, y := to.at(t.At)
	wide := float64(s.font(st).units(line)) * st.size / pdfEm
	switch t.Align {
	case figure.Middle:
		x -= wide / 2
	case figure.Right:
		x -= wide
	}
	s.text(x, y, line, st)
}

// shapes draws what of a drawing lies between two heights.
func (s *pdfSheet) shapes(d figure.Drawing, from, to float64, at pdfPlaced) {
	for _, shape := range d.Shapes {
		top, bottom := pdfExtent(shape)
		if !(bottom > from && top < to) { // nor what has no place at all
			continue
		}
		switch shape := shape.(type) {
		case figure.Polygon:
			s.polygon(shape, at)
		case figure.Text:
			s.label(shape, at)
		}
	}
}

// pdfExtent gives the height of the top and the bottom of a shape, neither of them
// a number where any of its places is none.
func pdfExtent(shape figure.Shape) (top, bottom float64) {
	switch shape := shape.(type) {
	case figure.Text:
		return shape.At.Y - 0.8*shape.Size + 0*shape.At.X, shape.At.Y + 0.22*shape.Size + 0*shape.At.X
	case figure.Polygon:
		top, bottom = math.Inf(1), math.Inf(-1)
		for _, p := range shape.Points {
			top, bottom = min(top, p.Y-shape.Width/2+0*p.X), max(bottom, p.Y+shape.Width/2+0*p.X)
		}
	}
	return top, bottom
}

// pdfCuts divides a drawing into parts that are no higher than that, the first one
// and the others, at heights where no text stands. It gives where the parts
// begin, and the end.
func pdfCuts(d figure.Drawing, most, others float64) []float64 {
	type band struct{ top, bottom float64 }
	var texts []band
	for _, shape := range d.Shapes {
		if t, ok := shape.(figure.Text); ok {
			top, bottom := pdfExtent(t)
			texts = append(texts, band{top, bottom})
		}
	}
	slices.SortFunc(texts, func(a, b band) int { return cmp.Compare(a.top, b.top) })
	all := []float64{0}
	for from := 0.0; d.Height-from > most; {
		cut := from + most
		for _, t := range slices.Backward(texts) {
			if t.top < cut && t.bottom > cut && t.top > from+most/2 {
				cut = t.top
			}
		}
		all = append(all, cut)
		from, most = cut, others
	}
	return append(all, d.Height)
}
