package figure

import (
	"fmt"
	"math"
	"math/rand"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// nasty are parts of labels that people may write, or worse.
var nasty = []string{"Buurt", "een", "Kwetsbaarheid bespreekbaar", strings.Repeat("w", 300), "👩‍👩‍👧‍👦", "שלום עולם", "مرحبا", "日本語のラベル", "\x1b[31m", "\u202e",
	"a\u0301\u0302", strings.Repeat("\u0301", 40), "\x00\n\t", "<b>&\"'", "\xff\xfe", "𝕏", "-/-/-", "\u00a0°", "\ufffe", strings.Repeat("👍\u200d", 90), ""}

func someLabel(r *rand.Rand) string {
	var parts []string
	for range r.Intn(6) {
		parts = append(parts, nasty[r.Intn(len(nasty))])
	}
	return strings.Join(parts, [...]string{" ", "", "-"}[r.Intn(3)])
}

func someLabels(r *rand.Rand, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = someLabel(r)
	}
	return all
}

func someAmount(r *rand.Rand) float64 {
	return [...]float64{r.Float64() * 5, float64(r.Intn(40)), 0, -3, math.NaN(), math.Inf(1), math.Inf(-1), 1e-9, math.MaxFloat64}[min(r.Intn(20), 8)]
}

// someDay is now and then not known.
func someDay(r *rand.Rand) time.Time {
	if r.Intn(4) == 0 {
		return time.Time{}
	}
	year := 2027
	if r.Intn(5) == 0 {
		year = 1 + r.Intn(9999)
	}
	return time.Date(year, time.Month(1+r.Intn(12)), 1+r.Intn(28), 0, 0, 0, 0, time.UTC)
}

func someBars(r *rand.Rand) Bars {
	n := 1 + r.Intn(16)
	f := Bars{Max: someAmount(r), Stacked: r.Intn(2) == 0, Series: someLabels(r, r.Intn(n+1))}
	for range r.Intn(8) {
		row := Row{Label: someLabel(r), Total: someLabel(r)}
		for range n {
			row.Values = append(row.Values, Value{Amount: someAmount(r), Text: []string{"3,4", someLabel(r)}[r.Intn(2)], None: r.Intn(5) == 0})
		}
		f.Rows = append(f.Rows, row)
	}
	return f
}

func someFigures(r *rand.Rand) []Figure {
	radar := Radar{Min: 1, Max: [...]float64{5, 10, 1.5, 100, someAmount(r)}[r.Intn(5)], Axes: someLabels(r, r.Intn(16))}
	for range r.Intn(4) {
		s := Series{Name: someLabel(r)}
		for range r.Intn(18) {
			s.Values = append(s.Values, someAmount(r))
		}
		radar.Series = append(radar.Series, s)
	}
	matrix := Matrix{Rows: someLabels(r, r.Intn(6)), Columns: someLabels(r, r.Intn(7)), Existing: someLabel(r), New: someLabel(r), Empty: someLabel(r)}
	for range r.Intn(6) {
		row := make([][]Mark, r.Intn(7))
		for i := range row {
			for range r.Intn(20) {
				row[i] = append(row[i], Mark{r.Intn(1200), r.Intn(2) == 0})
			}
		}
		matrix.Cells = append(matrix.Cells, row)
	}
	ages := Ages{Gap: someLabel(r), Offers: someLabel(r), Years: someLabel(r)}
	count := 0
	for range r.Intn(125) {
		if r.Intn(4) == 0 {
			count = r.Intn(5)*r.Intn(30) - 1
		}
		ages.Counts = append(ages.Counts, count)
	}
	times := Timeline{Quarter: "K", Undated: someLabel(r), Open: someLabel(r), Ended: someLabel(r)}
	for i := range times.Months {
		times.Months[i] = []string{"jan", someLabel(r)}[r.Intn(8)/7]
	}
	for range r.Intn(10) {
		times.Rows = append(times.Rows, Run{someLabel(r), someDay(r), someDay(r), r.Intn(2) == 0})
	}
	return []Figure{someBars(r), radar, matrix, ages, times}
}

// box is where something stands.
type box struct{ left, top, right, bottom float64 }

func (b box) meets(c box) bool {
	const touch = 0.1
	return b.left+touch < c.right && c.left+touch < b.right && b.top+touch < c.bottom && c.top+touch < b.bottom
}

func (b box) holds(c box) bool {
	const touch = 0.1
	return b.left-touch <= c.left && c.right <= b.right+touch && b.top-touch <= c.top && c.bottom <= b.bottom+touch
}

func around(points []Point) box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range points {
		b = box{min(b.left, p.X), min(b.top, p.Y), max(b.right, p.X), max(b.bottom, p.Y)}
	}
	return b
}

// reach is where a text stands: as high as capitals, as low as tails.
func (t Text) reach() box {
	w := Width(t.Text, t.Size, t.Bold)
	x := t.At.X - w*[...]float64{Left: 0, Middle: 0.5, Right: 1}[t.Align]
	return box{x, t.At.Y - 0.73*t.Size, x + w, t.At.Y + 0.21*t.Size}
}

// crosses says whether a line meets a box.
func crosses(a, b Point, box box) bool {
	from, to := 0.0, 1.0
	for _, side := range [][2]float64{{a.X - b.X, a.X - box.left}, {b.X - a.X, box.right - a.X}, {a.Y - b.Y, a.Y - box.top}, {b.Y - a.Y, box.bottom - a.Y}} {
		switch share := side[1] / side[0]; {
		case side[0] == 0 && side[1] < 0:
			return false
		case side[0] < 0:
			from = max(from, share)
		case side[0] > 0:
			to = min(to, share)
		}
	}
	return from < to
}

// covers says whether all corners of a box lie in a polygon.
func covers(points []Point, b box) bool {
	const in = 0.15
	for _, c := range []Point{{b.left + in, b.top + in}, {b.right - in, b.top + in}, {b.left + in, b.bottom - in}, {b.right - in, b.bottom - in}} {
		inside := false
		for i, p := range points {
			q := points[(i+len(points)-1)%len(points)]
			if (p.Y > c.Y) != (q.Y > c.Y) && c.X < (q.X-p.X)*(c.Y-p.Y)/(q.Y-p.Y)+p.X {
				inside = !inside
			}
		}
		if !inside {
			return false
		}
	}
	return true
}

// checkLayout says what is wrong with a drawing: everything is on the sheet, no
// text meets another, and each stands whole on one ink that it can be read on.
func checkLayout(d Drawing) error {
	sheet := box{0, 0, d.Width, d.Height}
	if d.Height == 0 && len(d.Shapes) > 0 {
		return fmt.Errorf("shapes without height")
	}
	var texts []Text
	for i, s := range d.Shapes {
		switch s := s.(type) {
		case Polygon:
			b := around(s.Points)
			if s.Stroke != None {
				b = box{b.left + s.Width/2, b.top + s.Width/2, b.right - s.Width/2, b.bottom - s.Width/2}
			}
			if !sheet.holds(b) || len(s.Points) < 2 {
				return fmt.Errorf("shape %d is off the sheet: %v", i, s)
			}
		case Text:
			if !sheet.holds(s.reach()) {
				return fmt.Errorf("off the sheet: %v", s)
			}
			for _, other := range texts {
				if s.reach().meets(other.reach()) {
					return fmt.Errorf("%v over %v", s, other)
				}
			}
			texts = append(texts, s)
			if err := checkGround(d, i); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkGround says what is wrong with what a text stands on.
func checkGround(d Drawing, at int) error {
	text := d.Shapes[at].(Text)
	reach := text.reach()
	reach = box{reach.left + 0.2, reach.top + 0.2, reach.right - 0.2, reach.bottom - 0.2}
	ground, clear := Paper, true
	for i, s := range d.Shapes {
		p, ok := s.(Polygon)
		if !ok {
			continue
		}
		outline := p.Points
		if !p.Open && len(outline) > 0 {
			outline = append(outline[:len(outline):len(outline)], outline[0])
		}
		edge := false
		for j := 1; j < len(outline); j++ {
			edge = edge || crosses(outline[j-1], outline[j], reach)
		}
		switch {
		case p.Fill != None && covers(p.Points, reach) && !edge:
			if i > at {
				return fmt.Errorf("%v is painted over", text)
			}
			ground, clear = p.Fill, true
		case edge && (p.Fill != None || p.Stroke != None):
			clear = false
		}
	}
	if !clear {
		return fmt.Errorf("%v stands across something", text)
	}
	if c := contrast(text.Ink, ground); c < 4.5 {
		return fmt.Errorf("%v has a contrast of %.1f with its ground", text, c)
	}
	return nil
}

// contrast of two inks, as WCAG measures it.
func contrast(a, b Ink) float64 {
	light := func(i Ink) float64 {
		r, g, b := i.RGB()
		sum := 0.0
		for j, v := range []uint8{r, g, b} {
			c := float64(v) / 255
			if c <= 0.04045 {
				c /= 12.92
			} else {
				c = math.Pow((c+0.055)/1.055, 2.4)
			}
			sum += c * []float64{0.2126, 0.7152, 0.0722}[j]
		}
		return sum
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestEverythingHasItsPlace(t *testing.T) {
	r := rand.New(rand.NewSource(6))
	for range 100 {
		for _, f := range someFigures(r) {
			width := 200 + 500*r.Float64()
			if err := checkLayout(f.Draw(width)); err != nil {
				t.Fatalf("%T at %.1f: %v", f, width, err)
			}
		}
	}
}

// At any width nothing breaks off, and lines in characters keep to theirs.
func TestAnyWidth(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	for _, width := range []float64{math.NaN(), math.Inf(-1), -5, 0, 1e-9, 1, 3, 20, 60, 150, 5000} {
		for _, f := range someFigures(r) {
			for _, s := range f.Draw(width).Shapes {
				if p, ok := s.(Polygon); ok {
					for _, at := range p.Points {
						if math.IsNaN(at.X+at.Y) || math.IsInf(at.X+at.Y, 0) {
							t.Fatalf("%T at %v: %v", f, width, p)
						}
					}
				}
			}
		}
	}
	for range 100 {
		for _, f := range someFigures(r) {
			width := 1 + r.Intn(100)
			for _, line := range f.Lines(width) {
				if ansi.StringWidth(line) > width || strings.TrimRight(line, " ") != line || clean(line) != strings.TrimLeft(line, " ") && strings.ContainsAny(line, "\x00\x1b\n\t\u202e") {
					t.Fatalf("%T at %d: %q", f, width, line)
				}
			}
		}
	}
}

func TestInksCanBeSeen(t *testing.T) {
	for _, c := range []struct {
		ink, ground Ink
		least       float64
	}{{Words, Paper, 4.5}, {Words, Pale, 4.5}, {Dim, Paper, 4.5}, {Dim, Pale, 4.5}, {Paper, Accent, 4.5},
		{Accent, Paper, 3}, {Second, Paper, 3}, {Warm, Paper, 3}} {
		if got := contrast(c.ink, c.ground); got < c.least {
			t.Errorf("%s on %s: %.2f, less than %v", inkClasses[c.ink], inkClasses[c.ground], got, c.least)
		}
	}
	for _, p := range patterns {
		if p.ink != Words && contrast(p.ink, Paper) < 3 {
			t.Errorf("a part in %s cannot be seen", inkClasses[p.ink])
		}
	}
}
