package figure

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// Ages is a strip of ages, with how much there is for each.
type Ages struct {
	Counts []int  // by age, from 0
	Gap    string // what is written where nothing is, or in the legend
	Offers string // what the height of the strip stands for
	Years  string // what the figures below it are, such as "age"; may be empty
}

const (
	agesHeight = 64 // of the highest step
	agesMost   = 1_000_000
)

// gap is how ages look for which there is nothing.
var gap = pattern{Warm, rising, 6, 1}

// stretch is a row of ages with the same count.
type stretch struct {
	from, to int // to is the first age after it
	count    int
}

// stretches puts ages together that have the same count.
func (f Ages) stretches() []stretch {
	var all []stretch
	for age, count := range f.Counts {
		count = min(max(count, 0), agesMost)
		if n := len(all); n > 0 && all[n-1].count == count {
			all[n-1].to = age + 1
			continue
		}
		all = append(all, stretch{age, age + 1, count})
	}
	return all
}

func (f Ages) highest() int {
	highest := 0
	for _, s := range f.stretches() {
		highest = max(highest, s.count)
	}
	return highest
}

// Draw draws the strip: a step for each stretch of ages, as high as there is
// much, and hatched where there is nothing.
func (f Ages) Draw(width float64) Drawing {
	d := Drawing{Width: width}
	if len(f.Counts) == 0 || !(width > 0) {
		return d
	}
	p := agesPlan{Ages: f, most: f.highest(), all: f.stretches()}
	last := Width(strconv.Itoa(len(f.Counts)-1), smallSize, false)
	p.left = max(last, Width(strconv.Itoa(p.most), textSize, true)) / 2 // as what stands at an end is written round it
	p.each = (width - 2*p.left) / float64(len(f.Counts))
	title := newLabel(f.Offers, textSize, false, width)
	d.write(title, 0, 0, Left, Dim)
	p.base = title.height() + 16 + agesHeight
	named := p.gaps(&d)
	p.steps(&d)
	p.numbers(&d)
	d.add(Polygon{Points: []Point{{p.left, p.base}, {width - p.left, p.base}}, Open: true, Stroke: Dim, Width: 1})
	d.Height = p.axis(&d)
	if !named {
		d.Height = d.legend(d.Height+4, key{f.Gap, func(x, y float64) { d.area(gap, x, y, sampleWidth, sampleHeight) }})
	}
	return d
}

// agesPlan says where the ages stand.
type agesPlan struct {
	Ages
	all  []stretch
	most int
	left float64 // where age 0 begins
	each float64 // width of an age
	base float64 // where the steps stand on
}

func (p agesPlan) x(age int) float64 { return p.left + float64(age)*p.each }

// gaps hatches the ages for which there is nothing, with the word in it where
// that fits, and says whether it did everywhere.
func (p agesPlan) gaps(d *Drawing) bool {
	named := true
	for _, s := range p.all {
		if s.count > 0 {
			continue
		}
		x, wide := p.x(s.from), p.x(s.to)-p.x(s.from)
		d.area(gap, x, p.base-agesHeight, wide, agesHeight)
		word := newLabel(p.Gap, textSize, true, max(wide-10, 1))
		whole := len(word.lines) > 0 && word.height() < agesHeight-8
		for _, w := range words(p.Gap) {
			whole = whole && Width(w, textSize, true) <= wide-10
		}
		if !whole {
			named = false
			continue
		}
		d.tag(word, Point{x + wide/2, p.base - agesHeight/2}, 3, Words)
	}
	return named
}

// steps draws how much there is. Steps beside each other are one area.
func (p agesPlan) steps(d *Drawing) {
	var area []Point
	flush := func() {
		if n := len(area); n > 0 {
			d.add(Polygon{Points: append(area, Point{area[n-1].X, p.base}, Point{area[0].X, p.base}), Fill: Accent})
		}
		area = nil
	}
	for _, s := range p.all {
		if s.count == 0 {
			flush()
			continue
		}
		area = append(area, Point{p.x(s.from), p.top(s)}, Point{p.x(s.to), p.top(s)})
	}
	flush()
}

// top is how high a step is.
func (p agesPlan) top(s stretch) float64 {
	return p.base - agesHeight*float64(s.count)/float64(max(p.most, 1))
}

// numbers writes how much there is above the steps where that fits. The highest
// always has its number: the widest, where several are as high.
func (p agesPlan) numbers(d *Drawing) {
	if p.most == 0 {
		return
	}
	highest := slices.MaxFunc(p.all, func(a, b stretch) int {
		return cmp.Or(cmp.Compare(a.count, b.count), cmp.Compare(a.to-a.from, b.to-b.from))
	})
	first := p.number(highest)
	for _, s := range p.all {
		number := p.number(s)
		wide := Width(number.Text, number.Size, true)
		apart := math.Abs(number.At.X-first.At.X) > (wide+Width(first.Text, first.Size, true))/2+1 || number.At.Y-first.At.Y > textSize
		if s == highest || s.count > 0 && apart && wide+1 <= p.x(s.to)-p.x(s.from) {
			d.add(number)
		}
	}
}

func (p agesPlan) number(s stretch) Text {
	at := Point{(p.x(s.from) + p.x(s.to)) / 2, p.top(s) - 2.5}
	return Text{At: at, Text: strconv.Itoa(s.count), Size: textSize, Bold: true, Align: Middle, Ink: Words}
}

// axis writes the ages below the strip, as many as there is room for, and gives
// where it ends.
func (p agesPlan) axis(d *Drawing) float64 {
	last := len(p.Counts) - 1
	wide := Width(strconv.Itoa(last), smallSize, false) + 4
	step := 1
	for _, step = range []int{1, 2, 5, 10, 20, 50, 100} {
		if float64(step)*p.each >= wide {
			break
		}
	}
	write := func(age int) {
		x := p.x(age) + p.each/2
		d.add(Polygon{Points: []Point{{x, p.base}, {x, p.base + 3}}, Open: true, Stroke: Dim, Width: 0.6})
		d.write(label{[]string{strconv.Itoa(age)}, smallSize, false}, x, p.base+4, Middle, Dim)
	}
	for age := 0; age <= last; age += step {
		if age != last && float64(last-age)*p.each < wide {
			continue // the last one stands there
		}
		write(age)
	}
	if last%step != 0 {
		write(last)
	}
	bottom := p.base + 4 + 1.2*smallSize
	if years := newLabel(p.Years, smallSize, false, d.Width); len(years.lines) > 0 {
		d.write(years, d.Width/2, bottom, Middle, Dim)
		bottom += years.height()
	}
	return bottom
}
