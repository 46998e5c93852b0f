package figure

const (
	barHeight   = 12
	stackHeight = 15 // room for hatches
	barGap      = 2  // between the bars of a row
	rowGap      = 8
	under       = 2   // between a label and the bar below it
	thinnest    = 1.5 // something is never drawn as nothing
)

// Draw draws the bars under each other, their labels at the left, or above them
// where the drawing is narrow.
func (f Bars) Draw(width float64) Drawing {
	d := Drawing{Width: width}
	if len(f.Rows) == 0 || !(width > 0) {
		return d
	}
	p := f.plan(width)
	y := 0.0
	if keys := f.keys(&d); len(keys) > 1 {
		y = d.legend(0, keys...) + rowGap
	}
	top := y
	for i, r := range f.Rows {
		if i > 0 {
			y += p.apart()
		}
		y = p.row(&d, r, y)
	}
	if p.left > 0 {
		d.add(Polygon{Points: []Point{{p.left, top}, {p.left, y}}, Open: true, Stroke: Dim, Width: 0.75})
	}
	d.Height = y
	return d
}

func (f Bars) keys(d *Drawing) []key {
	var keys []key
	for i, name := range f.Series {
		keys = append(keys, key{name, func(x, y float64) { d.area(patternOf(i), x, y, sampleWidth, sampleHeight) }})
	}
	return keys
}

// barPlan says what stands where from left to right.
type barPlan struct {
	Bars
	most   float64 // the value of a full bar
	labels float64 // width of the labels; 0 where they stand above
	left   float64 // where bars begin
	room   float64 // for the longest bar
	texts  float64 // for what is written behind it
}

func (f Bars) plan(width float64) barPlan {
	const gap, behind = 8, 5
	names := make([]string, len(f.Rows))
	p := barPlan{Bars: f, most: f.full()}
	for i, r := range f.Rows {
		names[i] = r.Label
		if f.Stacked {
			p.texts = max(p.texts, Width(clean(r.Total), textSize, false))
			continue
		}
		for _, v := range r.Values {
			if !v.None {
				p.texts = max(p.texts, Width(clean(v.Text), textSize, false))
			}
		}
	}
	if p.labels = column(names, width); p.labels > 0 {
		p.left = p.labels + gap
	}
	p.texts = min(p.texts, (width-p.left)*0.45)
	p.room = max(width-p.left-p.texts-behind, thinnest)
	return p
}

// apart is the room between two rows, so much that a label clearly belongs to
// what is below it.
func (p barPlan) apart() float64 {
	if p.labels == 0 {
		return rowGap * 1.4
	}
	return rowGap
}

// behind is where what is written behind a bar begins.
func behind(end float64) float64 { return end + 5 }

// row draws a row from a top down, and gives where it ends.
func (p barPlan) row(d *Drawing, r Row, top float64) float64 {
	if p.labels == 0 {
		name := newLabel(r.Label, textSize, false, d.Width)
		d.write(name, 0, top, Left, Words)
		return p.bars(d, r, top+name.height()+under)
	}
	name := newLabel(r.Label, textSize, false, p.labels)
	var bars Drawing // how high they are is known when they are drawn
	bars.Width = d.Width
	tall := p.bars(&bars, r, 0)
	height := max(tall, name.height())
	d.write(name, 0, top+(height-name.height())/2, Left, Words)
	bars.move(0, top+(height-tall)/2)
	d.add(bars.Shapes...)
	return top + height
}

// bars draws the bars of a row, and gives where they end.
func (p barPlan) bars(d *Drawing, r Row, top float64) float64 {
	if p.Stacked {
		return p.stack(d, r, top)
	}
	y := top
	for i, v := range r.Values {
		if i > 0 {
			y += barGap
		}
		room := p.texts
		if v.None {
			room = d.Width - behind(p.left)
		}
		text := newLabel(v.Text, textSize, false, room)
		tall := max(barHeight, text.height())
		end, ink := p.left, Dim
		if !v.None {
			ink = Words
			if s := share(v.amount(), p.most); s > 0 {
				wide := max(s*p.room, thinnest)
				d.area(patternOf(i), p.left, y+(tall-barHeight)/2, wide, barHeight)
				end += wide
			}
		}
		d.write(text, behind(end), y+(tall-text.height())/2, Left, ink)
		y += tall
	}
	return max(y, top+barHeight)
}

// stack draws the values of a row end to end, with their words in them where
// those fit, and the total behind.
func (p barPlan) stack(d *Drawing, r Row, top float64) float64 {
	text := newLabel(r.Total, textSize, false, p.texts)
	tall := max(stackHeight, text.height())
	y := top + (tall-stackHeight)/2
	before := 0.0
	for i, v := range r.Values {
		from := p.left + share(before, p.most)*p.room
		before += v.amount()
		to := p.left + share(before, p.most)*p.room
		if to <= from {
			continue
		}
		const apart = 0.8 // paper between two parts
		wide := max(to-from-apart, apart)
		d.area(patternOf(i), from, y, wide, stackHeight)
		p.inside(d, v, patternOf(i), Point{from + wide/2, y + stackHeight/2}, wide)
	}
	d.write(text, behind(p.left+share(before, p.most)*p.room), top+(tall-text.height())/2, Left, Words)
	return top + tall
}

// inside writes what a part is in it, where that fits.
func (p barPlan) inside(d *Drawing, v Value, look pattern, middle Point, wide float64) {
	const pad = 1.5
	text := label{[]string{clean(v.Text)}, smallSize, false}
	if text.lines[0] == "" || text.width()+2*pad+2 > wide {
		return
	}
	if look.ink == Accent && look.hatch == solid {
		d.write(text, middle.X, middle.Y-text.height()/2, Middle, Paper)
		return
	}
	d.tag(text, middle, pad, Words)
}
