package figure

import (
	"bytes"
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	was, now := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range max(len(was), len(now)) {
		if i >= len(was) || i >= len(now) || was[i] != now[i] {
			t.Fatalf("%s line %d is not what it was. If that is meant, run the test with -update.", file, i+1)
		}
	}
}

func TestDrawings(t *testing.T) {
	for _, c := range examples() {
		var b bytes.Buffer
		d := c.figure.Draw(420)
		if err := checkLayout(d); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if err := SVG(&b, d, c.name); err != nil {
			t.Fatal(err)
		}
		golden(t, c.name+".svg", b.Bytes())
	}
}

func TestCharacters(t *testing.T) {
	var b strings.Builder
	for _, c := range examples() {
		for _, width := range []int{80, 40} {
			for _, line := range c.figure.Lines(width) {
				b.WriteString(line + "\n")
			}
			b.WriteString("\n")
		}
	}
	golden(t, "lines.txt", []byte(b.String()))
}

// fills gives the boxes of the areas of an ink.
func fills(d Drawing, ink Ink) []box {
	var all []box
	for _, s := range d.Shapes {
		if p, ok := s.(Polygon); ok && p.Fill == ink {
			all = append(all, around(p.Points))
		}
	}
	return all
}

// written gives the texts of a drawing.
func written(d Drawing) []string {
	var all []string
	for _, s := range d.Shapes {
		if text, ok := s.(Text); ok {
			all = append(all, text.Text)
		}
	}
	return all
}

func TestBarsAreAsLongAsTheirValues(t *testing.T) {
	rows := func(amounts ...float64) (all []Row) {
		for _, a := range amounts {
			all = append(all, Row{Label: "a", Values: []Value{{Amount: a, Text: "x"}}})
		}
		return all
	}
	long := func(f Bars) (all []float64) {
		for _, b := range fills(f.Draw(400), Accent) {
			all = append(all, b.right-b.left)
		}
		return all
	}
	whole := long(Bars{Max: 4, Rows: rows(4)})[0]
	for _, c := range []struct {
		f    Bars
		want []float64 // shares of a full bar
	}{
		{Bars{Max: 4, Rows: rows(4, 1, 2, 8)}, []float64{1, 0.25, 0.5, 1}},
		{Bars{Max: 4, Rows: rows(-1, 0, math.NaN(), math.Inf(1), 2)}, []float64{0.5}},
		{Bars{Max: 0, Rows: rows(5, 10)}, []float64{0.5, 1}},
		{Bars{Max: math.NaN(), Rows: rows(0)}, nil},
		{Bars{Max: 100, Rows: rows(1e-9)}, []float64{thinnest / whole}},
		{Bars{Max: 4, Rows: []Row{{Label: "a", Values: []Value{{Amount: 4, None: true, Text: "x"}}}, rows(4)[0]}}, []float64{1}},
	} {
		got := long(c.f)
		if len(got) != len(c.want) {
			t.Errorf("%v: bars of %v, not %v", c.f, got, c.want)
			continue
		}
		for i := range got {
			if math.Abs(got[i]/whole-c.want[i]) > 0.001 {
				t.Errorf("%v: a bar of %v, not %v", c.f, got[i]/whole, c.want[i])
			}
		}
	}
}

// The parts of a row follow each other without a gap that could be a part, and
// together are as long as one bar of their sum.
func TestPartsLieEndToEnd(t *testing.T) {
	d := Bars{Max: 10, Stacked: true, Rows: []Row{{Label: "a", Total: "10", Values: []Value{{Amount: 4, Text: "4"}, {Amount: -2}, {Amount: 6, Text: "6"}}}}}.Draw(400)
	first, second := fills(d, Accent)[0], fills(d, Second)[0]
	if gap := second.left - first.right; gap < 0 || gap > 1 || math.Abs((second.right-second.left)/(first.right-first.left)-1.5) > 0.02 {
		t.Errorf("%v and %v", first, second)
	}
	if got := written(d); !slices.Equal(got, []string{"4", "6", "10", "a"}) && !slices.Equal(got, []string{"a", "4", "6", "10"}) {
		t.Error(got)
	}
}

func TestPatternsDiffer(t *testing.T) {
	for i, p := range patterns {
		for j, q := range patterns[:i] {
			if p.hatch == q.hatch && p.ink != Second && q.ink != Second && p.width > q.width*0.7 && p.width < q.width*1.4 {
				t.Errorf("without colour, the parts %d and %d look alike", j, i)
			}
		}
	}
}

func TestALineBreaksWhereAValueIsMissing(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		values []float64
		lines  []int // points of each
		marks  int
	}{
		{[]float64{1, 2, 3, 4, 5}, []int{5}, 5},
		{[]float64{1, nan, 3, 4, 5}, []int{4}, 4},
		{[]float64{1, nan, 3, nan, 5}, []int{2}, 3},
		{[]float64{nan, 2, nan, 4}, nil, 2},
		{[]float64{nan, 2, 3, nan, math.Inf(1)}, []int{2}, 2},
		{nil, nil, 0},
	} {
		d := Radar{Min: 1, Max: 5, Axes: pillars[:5], Series: []Series{{Values: c.values}}}.Draw(400)
		var lines []int
		for _, s := range d.Shapes {
			if p, ok := s.(Polygon); ok && p.Stroke == Accent {
				lines = append(lines, len(p.Points))
			}
		}
		if marks := len(fills(d, Accent)); !slices.Equal(lines, c.lines) || marks != c.marks {
			t.Errorf("%v: lines %v and %d points", c.values, lines, marks)
		}
	}
}

func TestNoFigureWithoutContent(t *testing.T) {
	for _, f := range []Figure{Bars{}, Radar{Min: 1, Max: 5, Axes: pillars[:2]}, Radar{Min: 5, Max: 5, Axes: pillars}, Matrix{Rows: pillars}, Matrix{Columns: pillars},
		Ages{Gap: "x"}, Timeline{}, Timeline{Rows: []Run{{Label: "a"}}, Undated: "x"}} {
		if d := f.Draw(400); d.Height != 0 || len(d.Shapes) > 0 {
			t.Errorf("%#v has a drawing", f)
		}
		if lines := f.Lines(40); len(lines) > 0 {
			t.Errorf("%#v has lines", f)
		}
	}
}

func TestMatrixHasEveryMark(t *testing.T) {
	f := exampleMatrix()
	for _, width := range []float64{200, 480} {
		got := written(f.Draw(width))
		for _, number := range []string{"1", "2", "4", "5", "6", "7", "8", "19", "120", "bestaat al", "nieuw", "nog niets"} {
			if !slices.Contains(got, number) {
				t.Errorf("at %v there is no %s", width, number)
			}
		}
		empty := 0
		for _, dot := range fills(f.Draw(width), Dim) {
			if dot.right-dot.left < 4 {
				empty++
			}
		}
		if empty != 4+1 { // and one in the legend
			t.Errorf("%d empty cells", empty)
		}
	}
}

func TestAgesWithoutOfferAreNamed(t *testing.T) {
	for _, c := range []struct {
		counts []int
		named  int // how often the word stands there
	}{
		{[]int{1, 2, 3}, 0},
		{[]int{0, 0, 0, 0, 0, 0}, 1},
		{[]int{1, 0, 0, 0, 0, 1, 0, 0, 0, 0}, 2},
		{append(make([]int, 60), 1, 0), 2}, // in the long one, and in the legend for the short one
	} {
		got := 0
		for _, text := range written(Ages{Counts: c.counts, Gap: "leeg"}.Draw(400)) {
			if text == "leeg" {
				got++
			}
		}
		if got != c.named {
			t.Errorf("%v: named %d times, not %d", c.counts, got, c.named)
		}
	}
}

func TestTimelineDrawsEveryRow(t *testing.T) {
	f := exampleTimeline()
	for i := range 60 {
		f.Rows = append(f.Rows, Run{Label: "Actie" + strings.Repeat("x", i%3), Start: day(2027, 1+i%12, 1), End: day(2027+i%3, 12, 31)})
	}
	for _, width := range []float64{250, 480} {
		d := f.Draw(width)
		n := 0
		for _, text := range written(d) {
			if strings.HasPrefix(text, "Actie") {
				n++
			}
		}
		if bars := len(fills(d, Accent)); n != 60 || bars < 61 || !slices.Contains(written(d), f.Undated) {
			t.Errorf("%d labels and %d areas", n, bars)
		}
	}
	if lines := f.Lines(80); len(lines) != 1+len(f.Rows) {
		t.Errorf("%d lines", len(lines))
	}
}

func TestMonths(t *testing.T) {
	for _, c := range []struct {
		day  time.Time
		want float64
	}{{day(2027, 1, 1), 2027 * 12}, {day(2027, 2, 15), 2027*12 + 1.5}, {day(2027, 12, 31), 2027*12 + 11 + 30.0/31}} {
		if got := months(c.day); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v: %v, not %v", c.day, got, c.want)
		}
	}
	back := Run{Start: day(2027, 5, 1), End: day(2027, 2, 28)}
	if from, to := back.bounds(); from != 2027*12+1+27.0/28 || to != 2027*12+4+1.0/31 {
		t.Errorf("an end before the start: %v to %v", from, to)
	}
}
