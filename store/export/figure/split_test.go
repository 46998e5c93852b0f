package figure

import (
	"slices"
	"testing"
)

// A high drawing is cut into pages with everything on them, once and whole.
func TestSplit(t *testing.T) {
	bars, times, matrix := exampleCompared(), exampleTimeline(), exampleMatrix()
	for range 4 {
		bars.Rows, times.Rows = append(bars.Rows, bars.Rows...), append(times.Rows, times.Rows...)
		matrix.Rows, matrix.Cells = append(matrix.Rows, matrix.Rows...), append(matrix.Cells, matrix.Cells...)
	}
	for _, f := range []Figure{bars, times, matrix, exampleStacked()} {
		for _, width := range []float64{300, 480} {
			d := f.Draw(width)
			const high = 150
			var texts []string
			pages := d.Split(high)
			total := 0.0
			for _, page := range pages {
				if page.Height > high {
					t.Errorf("%T at %v: a page of %v", f, width, page.Height)
				}
				if err := checkLayout(page); err != nil {
					t.Errorf("%T at %v: %v", f, width, err)
				}
				texts = append(texts, written(page)...)
				total += page.Height
			}
			all := written(d)
			slices.Sort(all)
			slices.Sort(texts)
			if !slices.Equal(all, texts) || total < d.Height-0.01 || total > d.Height+0.01 {
				t.Errorf("%T at %v: %d texts of %d, %v high of %v", f, width, len(texts), len(all), total, d.Height)
			}
			if whole := d.Split(d.Height); len(whole) != 1 || len(pages) < 2 && d.Height > high {
				t.Errorf("%T at %v: %d pages", f, width, len(pages))
			}
		}
	}
}
