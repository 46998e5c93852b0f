package export

import (
	"cmp"
	"math"

	"kring/store/export/figure"
)

const (
	pdfSmallest  = 0.7                              // the least that a drawing is scaled to before it is split
	pdfChartGap  = 5                                // above a chart's title and below it
	pdfChartTail = 12                               // below a drawing
	pdfChartMost = pdfPageBottom - pdfPageTop - 110 // what stands above a drawing stays with it
)

// drawing draws a figure once.
func (w *pdfWriter) drawing(i int, c Chart) figure.Drawing {
	if c.Figure == nil {
		return figure.Drawing{}
	}
	if _, done := w.drawings[i]; !done {
		w.drawings[i] = c.Figure.Draw(pdfTextWidth)
	}
	return w.drawings[i]
}

// chart draws a figure under its title, on one page where it can be. It gives
// what is drawn in words to who does not see it.
func (w *pdfWriter) chart(c Chart, d figure.Drawing) {
	if !pdfDrawable(d) {
		return
	}
	w.keep(w.chartHeight(c, d))
	w.gap(pdfChartGap)
	title := w.lines(c.Title, pdfChartTitle, pdfTextWidth)
	w.flow(title, pageMargin, pdfChartTitle)
	if len(title) > 0 {
		w.y += pdfChartGap
	}
	words := pdfText(cmp.Or(c.Alt, c.Title))
	scale := pdfFitted(d)
	if scale >= pdfSmallest {
		w.keep(d.Height * scale)
		w.part(d, 0, d.Height, scale, words)
		return
	}
	parts := pdfCuts(d, pdfPageBottom-w.y, pdfPageBottom-pdfPageTop)
	for i, from := range parts[:len(parts)-1] {
		w.keep(parts[i+1] - from)
		w.part(d, from, parts[i+1], 1, words)
		words = "" // said once
	}
}

// part draws what of a drawing lies between two heights.
func (w *pdfWriter) part(d figure.Drawing, from, to, scale float64, words string) {
	height, width := (to-from)*scale, d.Width*scale
	x := pageMargin + (pdfTextWidth-width)/2
	draw := func() {
		w.pdf.ClipRect(x-1, w.y-1, width+2, height+2, false)
		w.shapes(d, from, to, pdfPlaced{x, w.y - from*scale, scale})
		w.pdf.ClipEnd()
		w.forget()
	}
	switch {
	case w.trying:
	case words == "":
		draw()
	default:
		w.marked("Alt", words, draw)
	}
	w.y += height
	w.fresh = false
	w.gap(pdfChartTail)
}

// pdfDrawable says that a drawing has a size.
func pdfDrawable(d figure.Drawing) bool {
	return d.Width > 0 && d.Height > 0 && !math.IsInf(d.Width, 0) && !math.IsInf(d.Height, 0)
}

// pdfFitted gives the scale at which a drawing fits on a page, with room for what
// must stand above it.
func pdfFitted(d figure.Drawing) float64 {
	return min(1, pdfTextWidth/d.Width, pdfChartMost/d.Height)
}

// chartHeight is what has to stand together of a chart.
func (w *pdfWriter) chartHeight(c Chart, d figure.Drawing) float64 {
	if !pdfDrawable(d) {
		return 0
	}
	title := float64(len(w.lines(c.Title, pdfChartTitle, pdfTextWidth))) * pdfChartTitle.leading()
	scale := pdfFitted(d)
	if scale < pdfSmallest {
		return title + 2*pdfChartGap + pdfChartMost/2
	}
	return title + 2*pdfChartGap + d.Height*scale
}
