package kit

import "strings"

// eighths fill a cell from the left, in steps of an eighth.
var eighths = []rune(" ▏▎▍▌▋▊▉█")

// steps fill a cell from below, in steps of an eighth.
var steps = []rune(" ▁▂▃▄▅▆▇█")

// Bar draws a share, from 0 to 1, of that many columns.
func Bar(share float64, width int) string {
	if width <= 0 {
		return ""
	}
	n := int(min(max(share, 0), 1)*float64(width*8) + 0.5)
	s := strings.Repeat("█", n/8)
	if n%8 > 0 {
		s += string(eighths[n%8])
	}
	return s
}

// BarOf draws a share as whole cells of one mark, for a bar that has to be told
// from another one without colour.
func BarOf(mark rune, share float64, width int) string {
	if mark == '█' {
		return Bar(share, width)
	}
	return strings.Repeat(string(mark), int(min(max(share, 0), 1)*float64(max(width, 0))+0.5))
}

// Spark draws counts as columns of one row, the highest full. What is none is
// a dot, so that it is seen to be none; what is some is at least the lowest
// step.
func Spark(counts []int) string {
	most := 1
	for _, n := range counts {
		most = max(most, n)
	}
	var b strings.Builder
	for _, n := range counts {
		if n == 0 {
			b.WriteString(MarkEmpty)
			continue
		}
		b.WriteRune(steps[max((n*8+most/2)/most, 1)])
	}
	return b.String()
}
