package kit

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

var update = flag.Bool("update", false, "write the golden files anew")

var radarNames = []string{
	"1 Basisbehoeften & rechten", "2 Warme opvoeding", "3 Persoonlijke ontwikkeling", "4 Verbondenheid",
	"5 Fysieke gezondheid", "6 Kwetsbaarheid bespreekbaar", "7 Weg naar hulp", "8 Betrokken bij beleid",
}

var (
	radarStart = RadarSeries{Values: []float64{3.2, 2.4, 3.9, 3, 3.6, 2.1, 2.8, 1.9}, Name: "start"}
	radarLater = RadarSeries{Values: []float64{4, 3.1, 3.9, 4.2, 3.5, math.NaN(), 3.6, 2.6}, Name: "na een jaar"}
)

func radarOf(ascii bool, series ...RadarSeries) RadarChart {
	return RadarChart{Min: 1, Max: 5, Axes: radarNames, Series: series, ASCII: ascii}
}

func even(value float64, n int) RadarSeries {
	return RadarSeries{Values: slices.Repeat([]float64{value}, n)}
}

// plainRadar draws a chart and takes the colours away.
func plainRadar(t *testing.T, c RadarChart, width, height int) []string {
	t.Helper()
	lines := c.Draw(NewTheme(true), width, height)
	if lines == nil {
		t.Fatalf("nothing at %d×%d", width, height)
	}
	for i, l := range lines {
		lines[i] = ansi.Strip(l)
	}
	return lines
}

func TestRadarGolden(t *testing.T) {
	for _, size := range [][2]int{{40, 16}, {60, 22}, {100, 34}} {
		for form, ascii := range map[string]bool{"unicode": false, "ascii": true} {
			for n := 1; n <= 2; n++ {
				name := fmt.Sprintf("%dx%d-%s-%d", size[0], size[1], form, n)
				c := radarOf(ascii, []RadarSeries{radarStart, radarLater}[:n]...)
				got := strings.Join(plainRadar(t, c, size[0], size[1]), "\n") + "\n"
				file := filepath.Join("testdata", "radar", name+".golden")
				if *update {
					if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("%s is drawn as\n%snot as\n%s", name, got, want)
				}
			}
		}
	}
}

// picture is a chart without names, as the runes of its cells.
func picture(t *testing.T, c RadarChart, width, height int) [][]rune {
	t.Helper()
	c.Axes = make([]string, len(c.Axes))
	var cells [][]rune
	for _, l := range plainRadar(t, c, width, height) {
		cells = append(cells, []rune(l))
	}
	for i := range cells {
		for len(cells[i]) < width {
			cells[i] = append(cells[i], ' ')
		}
	}
	return cells
}

// mirrored is what a cell looks like in a mirror that stands beside it, or in
// water below it.
func mirrored(r rune, below bool) rune {
	if r < 0x2800 || r > 0x28ff {
		return r
	}
	out := rune(0x2800)
	for y := range brailleDots {
		for x := range brailleDots[y] {
			if r&rune(brailleDots[y][x]) == 0 {
				continue
			}
			if below {
				out |= rune(brailleDots[3-y][x])
			} else {
				out |= rune(brailleDots[y][1-x])
			}
		}
	}
	return out
}

// With all values alike a chart is a regular figure: the same in a mirror,
// and every mark as far from the centre, a row counting for two columns.
func TestRadarIsRegular(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		for _, size := range [][2]int{{41, 14}, {61, 23}, {101, 35}, {161, 50}} {
			for _, value := range []float64{1, 1.7, 3, 4.4, 5} {
				for series := range 2 {
					c := radarOf(ascii, even(math.NaN(), 8), even(math.NaN(), 8))
					c.Series[series] = even(value, 8)
					cells := picture(t, c, size[0], size[1])
					cells = cells[:len(cells)-1] // the names of the series
					for strings.TrimSpace(string(cells[len(cells)-1])) == "" {
						cells = cells[:len(cells)-1]
					}
					isRegular(t, fmt.Sprintf("%v %.1f at %v, series %d", ascii, value, size, series), cells, c, series)
				}
			}
		}
	}
}

func isRegular(t *testing.T, what string, cells [][]rune, c RadarChart, series int) {
	t.Helper()
	mark := brailleMarks[series]
	if c.ASCII {
		mark = asciiMarks[series]
	}
	rows, columns := len(cells), len(cells[0])
	picture := ""
	for _, row := range cells {
		picture += string(row) + "\n"
	}
	if rows%2 == 0 {
		t.Fatalf("%s has no middle row:\n%s", what, picture)
	}
	radius := float64(rows-1) / 2
	marks := 0
	for y, row := range cells {
		for x, r := range row {
			if got := row[columns-1-x]; got != mirrored(r, false) {
				t.Fatalf("%s: left is not right at %d,%d:\n%s", what, x, y, picture)
			}
			if got := cells[rows-1-y][x]; got != mirrored(r, true) {
				t.Fatalf("%s: above is not below at %d,%d:\n%s", what, x, y, picture)
			}
			if r != mark {
				continue
			}
			marks++
			far := math.Hypot(float64(x-(columns-1)/2)/2, float64(y)-radius)
			if want := radius * c.share(c.Series[series].Values[0]); math.Abs(far-want) > 0.6 {
				t.Fatalf("%s: a mark %.2f rows from the centre, not %.2f:\n%s", what, far, want, picture)
			}
		}
	}
	if marks != 8 {
		t.Fatalf("%s has %d marks:\n%s", what, marks, picture)
	}
}

// The dots of a line lie on it: between the corners and the middles of the
// sides of the figure.
func TestRadarLinesAreStraight(t *testing.T) {
	for _, n := range []int{3, 5, 8, 12} {
		plan, ok := RadarChart{Axes: make([]string, n)}.layout(81, 41)
		if !ok {
			t.Fatal("no room")
		}
		for layer := radarFirst; layer <= radarGrid; layer++ {
			canvas := newRadarCanvas(plan, false)
			for axis := range n {
				canvas.line(plan.at(axis, 1), plan.at((axis+1)%n, 1), layer)
			}
			least, most, dots := math.Inf(1), 0.0, 0
			for i, cell := range canvas.cells {
				for y := range brailleDots {
					for x := range brailleDots[y] {
						if cell.dots[layer]&brailleDots[y][x] == 0 {
							continue
						}
						far := math.Hypot(float64(2*(i%plan.width-plan.centreColumn)+x)-0.5, float64(4*(i/plan.width-plan.centreRow)+y)-1.5)
						least, most, dots = min(least, far), max(most, far), dots+1
					}
				}
			}
			corner := 4 * float64(plan.radius)
			side := corner * math.Cos(math.Pi/float64(n))
			if least < side-2 || most > corner+2 {
				t.Errorf("%d axes, layer %d: dots from %.1f to %.1f, not from %.1f to %.1f", n, layer, least, most, side, corner)
			}
			if length := 2 * corner * math.Sin(math.Pi/float64(n)) * float64(n); float64(dots) < length/4 {
				t.Errorf("%d axes, layer %d: %d dots on a line of %.0f", n, layer, dots, length)
			}
		}
	}
}

func TestRadarFitsEverywhere(t *testing.T) {
	nan := math.NaN()
	wild := [][]RadarSeries{
		{radarStart, radarLater},
		{{Values: []float64{5, 5, 5, 5, 5, 5, 5, 5}, Name: strings.Repeat("lange naam ", 12)}, {Values: []float64{1, 1, 1, 1, 1, 1, 1, 1}}},
		{{Values: []float64{-9, 99, math.Inf(1), math.Inf(-1), nan, 1e300, 0, 6}}, {Values: []float64{nan, nan, nan}}},
		{even(nan, 8)},
		nil,
	}
	axes := [][]string{
		radarNames,
		{"1 温かい養育", "2 Één", "3 👩‍👩‍👧 gezin", "4", "", "6 Onderwijsachterstandsbeleid", "7 a b c d e f g h i j k l m n o p", "8 –"},
		{"Basisbehoeften", "Warme opvoeding", "Persoonlijke ontwikkeling", "Verbondenheid", "Gezondheid"},
		{"1 drie", "2 assen", "3 maar"},
	}
	theme := NewTheme(true)
	for width := 40; width <= 200; width++ {
		for height := 10; height <= 60; height++ {
			c := RadarChart{Min: 1, Max: 5, ASCII: (width+height)%2 == 0, Series: wild[(width*7+height*3)%len(wild)], Axes: axes[(width/2+height/2)%len(axes)]}
			lines := c.Draw(theme, width, height)
			if lines == nil && height >= 14 {
				t.Fatalf("nothing at %d×%d", width, height)
			}
			fits(t, c, lines, width, height)
		}
	}
	for width := -1; width < 40; width++ {
		for height := -1; height < 20; height++ {
			c := radarOf(width%2 == 0, wild[0]...)
			fits(t, c, c.Draw(theme, width, height), width, height)
		}
	}
}

func fits(t *testing.T, c RadarChart, lines []string, width, height int) {
	t.Helper()
	if len(lines) > max(height, 0) {
		t.Fatalf("%d lines at %d×%d", len(lines), width, height)
	}
	for _, line := range lines {
		plain := ansi.Strip(line)
		if w := Width(line); w > width || w != Width(plain) {
			t.Fatalf("a line of %d columns at %d×%d: %q", w, width, height, plain)
		}
		if i := strings.IndexFunc(plain, func(r rune) bool { return c.ASCII && r >= 0x80 || r < ' ' }); i >= 0 {
			t.Fatalf("%q at %d×%d: %q", plain[i:], width, height, plain)
		}
	}
}

// Every axis keeps its name or its number, whole where the name is short.
func TestRadarNamesAreWhole(t *testing.T) {
	for width := 40; width <= 200; width += 3 {
		for height := 14; height <= 60; height += 5 {
			text := strings.Join(plainRadar(t, radarOf(true, radarStart), width, height), "\n")
			words, all := 0, 0
			for i, name := range radarNames {
				if !strings.Contains(text, fmt.Sprint(i+1)) {
					t.Fatalf("no %d at %d×%d:\n%s", i+1, width, height, text)
				}
				for word := range strings.FieldsSeq(name) {
					if len(word) == 1 {
						continue
					}
					all++
					if strings.Contains(text, word) {
						words++
					}
				}
			}
			if words != 0 && words != all || width >= 60 && height >= 20 && words == 0 && height < width/2 {
				t.Fatalf("%d words of the names at %d×%d:\n%s", words, width, height, text)
			}
		}
	}
}

func TestRadarHasRoomOrNot(t *testing.T) {
	theme := NewTheme(false)
	for _, c := range []RadarChart{
		{Min: 1, Max: 5, Axes: radarNames[:2]},
		{Min: 5, Max: 5, Axes: radarNames},
		{Min: math.NaN(), Max: 5, Axes: radarNames},
	} {
		if c.Draw(theme, 80, 24) != nil {
			t.Errorf("%v was drawn", c)
		}
	}
	if radarOf(false, radarStart).Draw(theme, 80, 9) != nil || radarOf(false, radarStart).Draw(theme, 15, 24) != nil {
		t.Error("a chart that is too small to read was drawn")
	}
}

// marksIn counts the marks on lines.
func marksIn(lines []string, marks string) (n int) {
	for _, r := range strings.Join(lines, "") {
		if strings.ContainsRune(marks, r) {
			n++
		}
	}
	return n
}

// Without colour it is seen which series is which, and where they meet.
func TestRadarSeriesAreToldApart(t *testing.T) {
	a, b := radarStart, radarLater
	a.Name, b.Name = "een", "een" // the same words, so that only the drawing differs
	for _, ascii := range []bool{false, true} {
		marks := brailleMarks
		if ascii {
			marks = asciiMarks
		}
		for _, size := range [][2]int{{40, 14}, {60, 22}, {160, 50}} {
			one, other := radarOf(ascii, a, b), radarOf(ascii, b, a)
			one.Axes, other.Axes = make([]string, 8), make([]string, 8)
			drawn, turned := plainRadar(t, one, size[0], size[1]), plainRadar(t, other, size[0], size[1])
			if slices.Equal(drawn, turned) {
				t.Errorf("%v: the one over the other is the other over the one:\n%s", size, strings.Join(drawn, "\n"))
			}
			chart := drawn[:len(drawn)-1]
			first, second, both := marksIn(chart, string(marks[0])), marksIn(chart, string(marks[1])), marksIn(chart, string(marks[2]))
			if both == 0 || first+both != 8 || second+both != 7 {
				t.Errorf("%v: %d marks of one, %d of the other, %d of both:\n%s", size, first, second, both, strings.Join(drawn, "\n"))
			}
			// The line itself differs too, where there are no marks.
			bare := func(c RadarChart) string {
				return strings.Map(func(r rune) rune {
					if slices.Contains(marks[:], r) {
						return ' '
					}
					return r
				}, strings.Join(plainRadar(t, c, size[0], size[1]), "\n"))
			}
			one.Series, other.Series = []RadarSeries{a, even(math.NaN(), 8)}, []RadarSeries{even(math.NaN(), 8), a}
			if bare(one) == bare(other) {
				t.Errorf("%v: both lines are drawn alike", size)
			}
		}
	}
}

// A value that is missing has no mark, and no line goes to it.
func TestRadarBreaksAtAMissingValue(t *testing.T) {
	whole, broken := even(5, 8), even(5, 8)
	broken.Values[2] = math.NaN()
	for _, ascii := range []bool{false, true} {
		full, gap := picture(t, radarOf(ascii, whole), 61, 23), picture(t, radarOf(ascii, broken), 61, 23)
		grid := picture(t, radarOf(ascii, even(math.NaN(), 8)), 61, 23)
		middle := len(full) / 2
		for y := range full {
			for x := range full[y] {
				// The right-hand corner is the third axis; its neighbours stand
				// seven tenths of the radius off.
				beside := x > 30+15 && math.Abs(float64(y-middle)) < 6
				if beside && gap[y][x] != grid[y][x] {
					t.Fatalf("something is drawn at %d,%d", x, y)
				}
				if x < 30 && gap[y][x] != full[y][x] {
					t.Fatalf("the other side differs at %d,%d", x, y)
				}
			}
		}
		if short := radarOf(ascii, RadarSeries{Values: []float64{5, 5}}); marksIn(plainRadar(t, short, 61, 23), "●#") != 2 {
			t.Error("values that are left out are not taken for missing")
		}
	}
}

func TestRadarClamps(t *testing.T) {
	outside := RadarSeries{Values: []float64{9, -9, math.Inf(1), math.Inf(-1), 5, 1, 5, 1}}
	inside := RadarSeries{Values: []float64{5, 1, 5, 1, 5, 1, 5, 1}}
	for _, ascii := range []bool{false, true} {
		if got, want := plainRadar(t, radarOf(ascii, outside), 80, 24), plainRadar(t, radarOf(ascii, inside), 80, 24); !slices.Equal(got, want) {
			t.Errorf("drawn outside:\n%s\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func BenchmarkRadar(b *testing.B) {
	theme := NewTheme(true)
	for _, ascii := range []bool{false, true} {
		b.Run(fmt.Sprintf("ascii=%v", ascii), func(b *testing.B) {
			for b.Loop() {
				radarOf(ascii, radarStart, radarLater).Draw(theme, 120, 40)
			}
		})
	}
}
