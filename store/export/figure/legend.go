package figure

// key is a line of a legend: a sample and what it stands for.
type key struct {
	name   string
	sample func(x, y float64) // draws it in a box of sampleWidth by sampleHeight
}

const (
	sampleWidth  = 18
	sampleHeight = 9
)

// legend writes what the marks of a drawing stand for, beside each other where
// there is room, and gives where it ends. Names that say nothing have no line.
func (d *Drawing) legend(top float64, keys ...key) float64 {
	const gap, apart = 5, 16
	x, y, tall := 0.0, top, 0.0
	for _, k := range keys {
		l := newLabel(k.name, textSize, false, d.Width-sampleWidth-gap)
		if len(l.lines) == 0 {
			continue
		}
		wide := sampleWidth + gap + l.width()
		if x > 0 && x+wide > d.Width {
			x, y, tall = 0, y+tall+2, 0
		}
		k.sample(x, y+(l.leading()-sampleHeight)/2)
		d.write(l, x+sampleWidth+gap, y, Left, Words)
		x, tall = x+wide+apart, max(tall, l.height())
	}
	return y + tall
}
