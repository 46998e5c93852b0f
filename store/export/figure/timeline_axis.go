package figure

import "strconv"

// tick is a place on the axis of a timeline.
type tick struct {
	month int    // since the year 0
	year  bool   // a year begins
	name  string // of the month or quarter, may be empty
}

// ticks gives the months, the quarters or the years, by the room there is.
func (p timePlan) ticks() []tick {
	each := (p.right - p.left) / float64(p.to-p.from)
	widest := Width("0000", textSize, true)
	month := 0.0
	for _, name := range p.Months {
		month = max(month, Width(clean(name), smallSize, false))
	}
	quarter := Width(clean(p.Quarter)+"0", smallSize, false)
	step := 12
	switch {
	case month > 0 && month+4 <= each:
		step = 1
	case quarter+4 <= 3*each:
		step = 3
	default:
		for i := 0; float64(step)*each < widest+6; i++ {
			step = step / 12 * [...]int{24, 30, 24}[i%3] // 1, 2, 5, 10 years and so on
		}
	}
	var all []tick
	for m := p.from; m <= p.to; m++ {
		if m%step != 0 {
			continue
		}
		t := tick{month: m, year: m%12 == 0}
		switch step {
		case 1:
			t.name = p.Months[m%12]
		case 3:
			t.name = p.Quarter + strconv.Itoa(m%12/3+1)
		}
		all = append(all, t)
	}
	return all
}

// axis writes the years and, where there is room, their months or quarters, and
// gives where it ends.
func (p timePlan) axis(d *Drawing, ticks []tick) float64 {
	years := p.years(d, ticks)
	bottom := years
	for i, t := range ticks {
		if t.name == "" || t.month >= p.to {
			continue
		}
		next := float64(p.to)
		if i+1 < len(ticks) {
			next = float64(ticks[i+1].month)
		}
		name := label{[]string{clean(t.name)}, smallSize, false}
		room := p.x(next) - p.x(float64(t.month))
		bottom = years + name.height()
		if name.width()+2 <= room {
			d.write(name, p.x(float64(t.month))+room/2, years, Middle, Dim)
		}
	}
	d.add(Polygon{Points: []Point{{p.left, bottom + 1}, {p.right, bottom + 1}}, Open: true, Stroke: Dim, Width: 0.75})
	return bottom + 1
}

// years writes the years above what they hold: the first also where it began
// before the timeline does.
func (p timePlan) years(d *Drawing, ticks []tick) float64 {
	var starts []int
	for _, t := range ticks {
		if t.year && t.month < p.to {
			starts = append(starts, t.month)
		}
	}
	if len(starts) == 0 || starts[0] > p.from && starts[0]%12 == 0 && len(ticks) > 0 && ticks[0].name != "" {
		starts = append([]int{p.from}, starts...)
	}
	for i, start := range starts {
		next := p.to
		if i+1 < len(starts) {
			next = starts[i+1]
		}
		name := label{[]string{strconv.Itoa(start / 12)}, textSize, true}
		if x := p.x(float64(start)); x+name.width()+4 <= p.x(float64(next)) {
			d.write(name, x+2, 0, Left, Words)
		}
	}
	return 1.2 * textSize
}

// guides draws thin lines down from the ticks.
func (p timePlan) guides(d *Drawing, ticks []tick, top, bottom float64) {
	for _, t := range ticks {
		line := Polygon{Points: []Point{{p.x(float64(t.month)), top}, {p.x(float64(t.month)), bottom}}, Open: true, Stroke: Grid, Width: 0.4}
		if t.year {
			line.Width = 0.9
		}
		d.add(line)
	}
}
