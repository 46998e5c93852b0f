package figure

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

const nothing = "·" // an age for which there is nothing

// Lines draws the strip as a row of steps over its ages. Where there is no room
// for all ages, a step is the least of several: no gap is hidden.
func (f Ages) Lines(width int) []string {
	n := len(f.Counts)
	if n == 0 || width < 1 {
		return nil
	}
	const widest = 3
	each := min(max(width/n, 1), widest) // columns an age
	ages := 1                            // ages a step
	for (n+ages-1)/ages*each > width {
		ages++
	}
	most := f.highest()
	var steps strings.Builder
	gaps := false
	for from := 0; from < n; from += ages {
		least := agesMost
		for _, count := range f.Counts[from:min(from+ages, n)] {
			least = min(least, max(count, 0))
		}
		gaps = gaps || least == 0
		steps.WriteString(strings.Repeat(step(least, most), each))
	}
	lines := []string{line(steps.String(), width), line(f.textAxis(width, each, ages), width)}
	var legend []string
	if most > 0 && f.Offers != "" {
		legend = append(legend, "█ "+strconv.Itoa(most)+" "+clean(f.Offers))
	}
	if gaps && f.Gap != "" {
		legend = append(legend, nothing+" "+clean(f.Gap))
	}
	if len(legend) > 0 {
		lines = append(lines, line(strings.Join(legend, "   "), width))
	}
	return lines
}

// step is how high a count stands, in eighths of a line.
func step(count, most int) string {
	if count <= 0 || most <= 0 {
		return nothing
	}
	return string([]rune("▁▂▃▄▅▆▇█")[max(min(count, most)*8/most, 1)-1])
}

// textAxis writes ages under their steps, apart from each other.
func (f Ages) textAxis(width, each, ages int) string {
	axis := ""
	last := len(f.Counts) - 1
	for age := 0; age <= last; age++ {
		at := age / ages * each
		blank := at - ansi.StringWidth(axis)
		text := strconv.Itoa(age)
		if age%5 != 0 || blank < min(age, 2) || at+len(text) > width {
			continue
		}
		axis += strings.Repeat(" ", blank) + text
	}
	return axis
}
