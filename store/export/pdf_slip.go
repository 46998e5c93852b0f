package export

import (
	"math"

	"kring/store/export/figure"
)

// The look of a ballot. Lines are thick enough for a printer without colour.
var (
	pdfSlipNumber = pdfStyle{pdfBold, 28, figure.Words}
	pdfSlipName   = pdfStyle{pdfBold, 12, figure.Words}
	pdfSlipRules  = pdfStyle{pdfRegular, bodySize, figure.Words}
	pdfSlipLetter = pdfStyle{pdfBold, 13, figure.Words}
	pdfSlipText   = pdfStyle{pdfRegular, 11, figure.Words}
	pdfSlipLine   = pdfPen{ink: figure.Grid, width: 0.6}
	pdfSlipCircle = pdfPen{ink: figure.Words, width: 1.1}
	pdfSlipCut    = pdfPen{ink: figure.Dim, width: 0.9, dash: 1}
)

const (
	pdfCircleGap    = 5
	pdfCircleLeast  = 6   // points across; smaller ones cannot be coloured
	pdfCirclesShare = 0.5 // of the width, at most
	pdfLetterWidth  = 30  // of the column of letters, at least
	pdfLetterShare  = 0.3 // of the width, at most
	pdfOptionGap    = 4   // above and below an option
	pdfSlipGap      = 16  // above and below the line to cut along
	pdfSlipHeadGap  = 8
)

// pdfSlip is a ballot, measured.
type pdfSlip struct {
	Slip
	title, name, rules []string
	beside             float64 // where the name begins, beside the number; 0 where it stands below
	letters            float64 // width of the letters
	options            [][]string
	circle             float64 // points across, without its gap
	perLine            int     // circles
	lines              int     // of circles
}

// fold measures a ballot.
func (w *pdfWriter) fold(s Slip) *pdfSlip {
	p := &pdfSlip{Slip: s, circle: circleSize, letters: pdfLetterWidth}
	p.title = w.lines(s.Title, pdfSlipNumber, pdfTextWidth)
	if len(p.title) == 1 {
		if left := w.wide(p.title[0], pdfSlipNumber) + 18; left < pdfTextWidth*0.4 {
			p.beside = left
		}
	}
	p.name = w.lines(s.Name, pdfSlipName, pdfTextWidth-p.beside)
	p.rules = w.lines(s.Rules, pdfSlipRules, pdfTextWidth-p.beside)
	for p.arrange(); float64(p.lines)*(p.circle+pdfCircleGap) > (pdfPageBottom-pdfPageTop)/2 && p.circle > pdfCircleLeast; p.arrange() {
		p.circle--
	}
	for _, o := range s.Options {
		p.letters = max(p.letters, min(w.wide(pdfText(o.Letter), pdfSlipLetter)+10, pdfTextWidth*pdfLetterShare))
	}
	for _, o := range s.Options {
		p.options = append(p.options, w.lines(o.Text, pdfSlipText, pdfTextWidth-p.letters-p.circlesWidth()))
	}
	return p
}

// arrange puts circles of this size in lines.
func (p *pdfSlip) arrange() {
	p.perLine = min(p.Circles, int(pdfTextWidth*pdfCirclesShare/(p.circle+pdfCircleGap)))
	p.lines = 0
	if p.perLine > 0 {
		p.lines = (p.Circles + p.perLine - 1) / p.perLine
	}
}

func (p *pdfSlip) circlesWidth() float64 {
	if p.perLine == 0 {
		return 0
	}
	return float64(p.perLine)*(p.circle+pdfCircleGap) + pdfCircleGap
}

// headHeight is how high the number, the name and the rules are.
func (p *pdfSlip) headHeight() float64 {
	number := float64(len(p.title)) * pdfSlipNumber.leading()
	rest := float64(len(p.name))*pdfSlipName.leading() + float64(len(p.rules))*pdfSlipRules.leading()
	if p.beside > 0 {
		return max(number, rest) + pdfSlipHeadGap
	}
	return number + rest + pdfSlipHeadGap
}

// optionHeight is how high an option is.
func (p *pdfSlip) optionHeight(i int) float64 {
	text := float64(max(len(p.options[i]), 1)) * pdfSlipText.leading()
	return max(text, pdfSlipLetter.leading(), float64(p.lines)*(p.circle+pdfCircleGap)) + 2*pdfOptionGap
}

func (p *pdfSlip) height() float64 {
	height := p.headHeight()
	for i := range p.options {
		height += p.optionHeight(i)
	}
	return height
}

// slip draws a ballot, whole where a page is high enough, and the line to cut
// along below it. Where it goes on to a next page, its number stands there too.
func (w *pdfWriter) slip(s Slip) {
	p := w.fold(s)
	if height := p.height(); height <= pdfPageBottom-pdfPageTop || w.cut {
		w.keep(height)
	} else {
		w.keep((pdfPageBottom - pdfPageTop) / 2) // the title may stand above a long one
	}
	w.slipHead(p)
	for i := range p.options {
		if w.y+p.optionHeight(i) > pdfPageBottom && !w.fresh {
			w.turn()
			w.slipHead(p)
		}
		w.option(p, i)
	}
	w.cutLine()
	w.cut = true
}

// slipHead writes whose ballot it is, and how to vote.
func (w *pdfWriter) slipHead(p *pdfSlip) {
	top := w.y
	w.flow(p.title, pageMargin, pdfSlipNumber)
	if p.beside > 0 {
		below := w.y
		w.y = top
		if len(p.name)+len(p.rules) == 1 {
			w.y += (below - top - pdfSlipName.leading()) / 2
		}
		w.flow(p.name, pageMargin+p.beside, pdfSlipName)
		w.flow(p.rules, pageMargin+p.beside, pdfSlipRules)
		w.y = max(w.y, below)
	} else {
		w.flow(p.name, pageMargin, pdfSlipName)
		w.flow(p.rules, pageMargin, pdfSlipRules)
	}
	w.gap(pdfSlipHeadGap)
	w.rule(pageMargin, w.y, pdfTextWidth, pdfSlipLine)
}

// option draws an option: its letter, its text and the circles to colour.
func (w *pdfWriter) option(p *pdfSlip, i int) {
	top := w.y
	w.y += pdfOptionGap
	if p.lines > 0 {
		w.circles(p)
	}
	inner := p.optionHeight(i) - 2*pdfOptionGap
	lines := p.options[i]
	// A single line of text stands beside the middle of the circles.
	y := w.y
	if free := inner - float64(len(lines))*pdfSlipText.leading(); len(lines) == 1 && p.lines <= 1 && free > 0 {
		y += free / 2
	}
	base := y + pdfBaseline(pdfSlipText)
	for _, letter := range w.font(pdfSlipLetter).cut(pdfText(p.Options[i].Letter), pdfSlipLetter.room(p.letters-6), 1) {
		w.text(pageMargin, base, letter, pdfSlipLetter)
	}
	if y+float64(len(lines))*pdfSlipText.leading() <= pdfPageBottom {
		for _, line := range lines {
			w.text(pageMargin+p.letters, base, line, pdfSlipText)
			base += pdfSlipText.leading()
		}
		w.y, w.fresh = top+p.optionHeight(i), false
	} else { // a text that is higher than a page
		w.fresh = false
		w.flow(lines, pageMargin+p.letters, pdfSlipText)
		w.y += pdfOptionGap
	}
	w.rule(pageMargin, w.y, pdfTextWidth, pdfSlipLine)
}

// circles draws the open circles of an option at the right of the page.
func (w *pdfWriter) circles(p *pdfSlip) {
	step := p.circle + pdfCircleGap
	for i := range p.Circles {
		x := pageMargin + pdfTextWidth - float64(p.perLine-i%p.perLine)*step + pdfCircleGap + p.circle/2
		y := w.y + float64(i/p.perLine)*step + step/2
		w.circle(x, y, p.circle/2, pdfSlipCircle)
	}
}

// cutLine draws the line to cut along, where there is paper below it.
func (w *pdfWriter) cutLine() {
	if w.y+pdfSlipGap > pdfPageBottom {
		w.y = pdfPageBottom
		return
	}
	w.y += pdfSlipGap
	if !w.trying {
		w.marked("Alt", pdfText(w.t.T("page.cut")), func() {
			w.rule(pageMargin+20, w.y, pdfTextWidth-20, pdfSlipCut)
			for _, shape := range pdfScissors {
				w.polygon(shape, pdfPlaced{pageMargin, w.y, 1})
			}
		})
	}
	w.y += pdfSlipGap
}

// pdfScissors are a pair of scissors that cuts to the right: two blades across each
// other, each with the ring of its handle.
var pdfScissors = []figure.Polygon{
	{Points: []figure.Point{{X: 5, Y: -2.6}, {X: 17, Y: 3.2}, {X: 14.2, Y: 3.6}, {X: 4.4, Y: -1.4}}, Fill: figure.Dim},
	{Points: []figure.Point{{X: 5, Y: 2.6}, {X: 17, Y: -3.2}, {X: 14.2, Y: -3.6}, {X: 4.4, Y: 1.4}}, Fill: figure.Dim},
	{Points: pdfRing(2.8, -3), Stroke: figure.Dim, Width: 1.1},
	{Points: pdfRing(2.8, 3), Stroke: figure.Dim, Width: 1.1},
}

// pdfRing is a circle round a place, with so many corners that it reads as one.
func pdfRing(x, y float64) []figure.Point {
	points := make([]figure.Point, 12)
	for i := range points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(points)))
		points[i] = figure.Point{X: x + 2.2*cos, Y: y + 2.2*sin}
	}
	return points
}
