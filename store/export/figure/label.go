package figure

import "unicode/utf8"

// The sizes of what is written in figures, in points.
const (
	textSize  = 9
	smallSize = 7.5
)

// labelLines are the most lines of one label: a figure stays a figure whatever
// was written, and the text stands in full beside it.
const labelLines = 12

// label is a text broken into lines.
type label struct {
	lines []string
	size  float64
	bold  bool
}

// newLabel breaks a text into lines of that room.
func newLabel(text string, size float64, bold bool, room float64) label {
	lines := wrap(text, size, bold, room, labelLines+1)
	if len(lines) > labelLines {
		lines = lines[:labelLines:labelLines]
		lines[labelLines-1] = ellipsis(lines[labelLines-1], size, bold, room)
	}
	return label{lines, size, bold}
}

// ellipsis ends a line with the mark that something is left out.
func ellipsis(line string, size float64, bold bool, room float64) string {
	for line != "" && Width(line+"…", size, bold) > room {
		_, n := utf8.DecodeLastRuneInString(line)
		line = line[:len(line)-n]
	}
	return line + "…"
}

// leading is the height of a line: no letter reaches into the next.
func (l label) leading() float64 { return 1.2 * l.size }

func (l label) height() float64 { return float64(len(l.lines)) * l.leading() }

func (l label) width() float64 {
	widest := 0.0
	for _, line := range l.lines {
		widest = max(widest, Width(line, l.size, l.bold))
	}
	return widest
}

// write puts a label down, its lines from a top downwards.
func (d *Drawing) write(l label, x, top float64, align Align, ink Ink) {
	for i, line := range l.lines {
		base := top + float64(i)*l.leading() + 0.95*l.size
		d.add(Text{At: Point{x, base}, Text: line, Size: l.size, Bold: l.bold, Align: align, Ink: ink})
	}
}

// tag writes a label round a middle on a piece of paper, so that it reads over
// whatever lies there.
func (d *Drawing) tag(l label, middle Point, pad float64, ink Ink) {
	w, h := l.width()+2*pad, l.height()
	d.add(Polygon{Points: rect(middle.X-w/2, middle.Y-h/2, w, h), Fill: Paper})
	d.write(l, middle.X, middle.Y-h/2, Middle, ink)
}

// column gives how wide the labels at the left of rows are when they are as wide
// as they need to be, or 0 where they rather stand above their rows.
func column(labels []string, width float64) float64 {
	const narrow, share = 360, 0.4
	widest := 0.0
	for _, text := range labels {
		widest = max(widest, widthTo(clean(text), textSize, false, width))
	}
	if widest <= share*width {
		return widest
	}
	if width < narrow {
		return 0
	}
	widest = 0
	for _, text := range labels {
		widest = max(widest, newLabel(text, textSize, false, share*width).width())
	}
	return widest
}
