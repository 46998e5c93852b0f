package figure

import "math"

// Drawing is a picture: shapes on a sheet, the first below the later ones. The
// origin is at the top left, a unit is a point (1/72 inch).
type Drawing struct {
	Width, Height float64
	Shapes        []Shape
}

// Shape is a Polygon or a Text.
type Shape interface{ shape() }

// Point is a place on the sheet.
type Point struct{ X, Y float64 }

// Polygon is an area or, when Open, a line through its points.
type Polygon struct {
	Points []Point
	Open   bool
	Fill   Ink
	Stroke Ink
	Width  float64 // of the stroke
	Dash   bool    // a broken stroke
}

// Text is one line of words.
type Text struct {
	At    Point // on the base line: its left end, middle or right end
	Text  string
	Size  float64
	Bold  bool
	Align Align
	Ink   Ink
}

// Align says which part of a text stands at its place.
type Align int

// The ways to align a text.
const (
	Left Align = iota
	Middle
	Right
)

// Ink is a colour by what it is for, so that a page can be light or dark.
type Ink int

// The inks. None draws nothing.
const (
	None   Ink = iota
	Words      // text
	Dim        // text beside it
	Grid       // thin lines
	Accent     // the first series, and what exists; Paper is read on it
	Second     // lighter than Accent, for one of several
	Warm       // the second series, young people, what is new
	Pale       // a wide area behind something; Words and Dim are read on it
	Paper      // the page itself
)

// RGB gives an ink as it is on white paper. Words and Dim are read on Paper and
// Pale; Accent, Second and Warm are seen on Paper. Colour alone never says
// anything: a form or a hatch does too.
func (i Ink) RGB() (r, g, b uint8) {
	c := inks[i]
	return uint8(c >> 16), uint8(c >> 8), uint8(c)
}

var inks = [...]uint32{
	None: 0xffffff, Words: 0x1a1a1a, Dim: 0x595959, Grid: 0xb3b3b3, Accent: 0x1f5673,
	Second: 0x5891ae, Warm: 0xbf7410, Pale: 0xe8eef1, Paper: 0xffffff,
}

func (Polygon) shape() {}
func (Text) shape()    {}

func (d *Drawing) add(s ...Shape) { d.Shapes = append(d.Shapes, s...) }

// move moves everything in a drawing.
func (d *Drawing) move(dx, dy float64) {
	for i, s := range d.Shapes {
		switch s := s.(type) {
		case Polygon:
			for j, p := range s.Points {
				s.Points[j] = Point{p.X + dx, p.Y + dy}
			}
		case Text:
			s.At = Point{s.At.X + dx, s.At.Y + dy}
			d.Shapes[i] = s
		}
	}
}

// rect is a rectangle.
func rect(x, y, width, height float64) []Point {
	return []Point{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}
}

// circle is a polygon that reads as a circle.
func circle(at Point, radius float64) []Point {
	const corners = 24
	points := make([]Point, corners)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		points[i] = Point{at.X + radius*cos, at.Y + radius*sin}
	}
	return points
}
