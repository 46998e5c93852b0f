package figure

// Draw draws a bar for each thing under the months or the years, its label at
// the left, or above it where the drawing is narrow.
func (f Timeline) Draw(width float64) Drawing {
	d := Drawing{Width: width}
	s, ok := f.span()
	if !ok || !(width > 0) {
		return d
	}
	p := f.plan(s, width)
	ticks := p.ticks()
	y := p.axis(&d, ticks) + 4
	if p.labels > 0 {
		rows := Drawing{Width: width}
		bottom := p.rows(&rows, ticks, y)
		p.guides(&d, ticks, y-4, bottom)
		d.add(rows.Shapes...)
		y = bottom
	} else {
		y = p.rows(&d, ticks, y)
	}
	d.Height = y
	if keys := f.keys(&d); len(keys) > 0 {
		d.Height = d.legend(y+rowGap, keys...)
	}
	return d
}

// timePlan says what stands where from left to right.
type timePlan struct {
	Timeline
	span
	labels      float64 // width of the labels; 0 where they stand above
	left, right float64 // where the months begin and end
}

func (f Timeline) plan(s span, width float64) timePlan {
	names := make([]string, len(f.Rows))
	for i, r := range f.Rows {
		names[i] = r.Label
	}
	p := timePlan{Timeline: f, span: s, labels: column(names, width), right: width}
	if p.labels > 0 {
		p.left = p.labels + 8
	}
	return p
}

// x is where a moment stands.
func (p timePlan) x(month float64) float64 {
	return p.left + (month-float64(p.from))/float64(p.to-p.from)*(p.right-p.left)
}

// rows draws the things under each other, and gives where they end.
func (p timePlan) rows(d *Drawing, ticks []tick, top float64) float64 {
	for i, r := range p.Rows {
		if i > 0 && p.labels == 0 {
			top += rowGap * 1.4
		} else if i > 0 {
			top += rowGap
		}
		top = p.row(d, r, ticks, top)
	}
	return top
}

func (p timePlan) row(d *Drawing, r Run, ticks []tick, top float64) float64 {
	words := newLabel(p.Undated, textSize, false, p.right-p.left-6)
	tall := float64(barHeight)
	if !r.dated() {
		tall = max(tall, words.height())
	}
	height := tall
	if p.labels == 0 {
		name := newLabel(r.Label, textSize, false, d.Width)
		d.write(name, 0, top, Left, Words)
		top += name.height() + under
		p.guides(d, ticks, top, top+tall)
	} else {
		name := newLabel(r.Label, textSize, false, p.labels)
		height = max(tall, name.height())
		d.write(name, 0, top+(height-name.height())/2, Left, Words)
	}
	if r.dated() {
		p.bar(d, r, top+(height-barHeight)/2)
	} else if len(words.lines) > 0 {
		d.tag(words, Point{p.left + 4 + words.width()/2, top + height/2}, 2, Dim)
	}
	return top + height
}

// How bars look: what runs, what has ended, and what has an end that is not
// known.
var (
	running   = pattern{Accent, solid, 0, 0}
	ended     = pattern{Accent, blank, 0, 0}
	unlimited = pattern{Accent, rising, 4, 0.9}
)

// bar draws when a thing runs. From the end that is known it goes on hatched, to
// an arrow at the edge.
func (p timePlan) bar(d *Drawing, r Run, y float64) {
	const shortest = 3
	a, b := r.bounds()
	from, to := p.x(a), p.x(b)
	switch {
	case r.End.IsZero():
		p.arrow(d, from, p.right, y)
	case r.Start.IsZero():
		p.arrow(d, to, p.left, y)
	default:
		look := running
		if r.Ended {
			look = ended
		}
		if to-from < shortest {
			from = max(min(from, p.right-shortest), p.left)
			to = from + shortest
		}
		d.area(look, from, y, to-from, barHeight)
	}
}

// arrow draws a bar from the end that is known towards the one that is not.
func (p timePlan) arrow(d *Drawing, known, open, y float64) {
	const edge = 2.5
	tip, sign := barHeight/2.0, 1.0
	if open < known {
		sign = -1
	}
	neck := open - sign*tip
	d.area(unlimited, min(known, neck), y, max(sign*(neck-known), 0), barHeight)
	d.add(Polygon{Points: []Point{{neck, y - 1.5}, {open, y + barHeight/2}, {neck, y + barHeight + 1.5}}, Fill: Accent})
	d.add(Polygon{Points: rect(min(known, known+sign*edge), y, edge, barHeight), Fill: Accent})
}

// keys explains what the bars of this timeline need explained.
func (f Timeline) keys(d *Drawing) []key {
	open, over := false, false
	for _, r := range f.Rows {
		open = open || r.open()
		over = over || r.Ended && r.dated() && !r.open()
	}
	var keys []key
	if over {
		keys = append(keys, key{f.Ended, func(x, y float64) { d.area(ended, x, y, sampleWidth, sampleHeight) }})
	}
	if open {
		keys = append(keys, key{f.Open, func(x, y float64) {
			const tip = 5
			d.area(unlimited, x, y, sampleWidth-tip, sampleHeight)
			d.add(Polygon{Points: []Point{{x + sampleWidth - tip, y}, {x + sampleWidth, y + sampleHeight/2}, {x + sampleWidth - tip, y + sampleHeight}}, Fill: Accent})
		}})
	}
	return keys
}
