package export

import (
	"slices"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/bidi"
)

// pdfPiece is a stretch of a line that is drawn in one go.
type pdfPiece struct {
	text, drawn string
	units       int
	missing     bool // something in it is not shown
}

// pdfRun is a stretch of a line that is written in one direction.
type pdfRun struct {
	text string
	left bool // from right to left
}

// pieces gives a line from left to right, cut where what is drawn begins or ends
// to be what is written. Readers of PDF expect the characters of every language
// in that order, and put them back into theirs.
func (f *pdfFont) pieces(line string) []pdfPiece {
	var all []pdfPiece
	for _, run := range pdfDirections(line) {
		var clusters []string
		for each := graphemes.FromString(run.text); each.Next(); {
			clusters = append(clusters, each.Value())
		}
		if run.left {
			slices.Reverse(clusters)
		}
		for _, text := range clusters {
			drawn, units, missing := f.cluster(text)
			if run.left && utf8.RuneCountInString(drawn) == 1 {
				drawn = bidi.ReverseString(drawn) // a bracket is turned round
			}
			all = pdfJoined(all, pdfPiece{text, drawn, units, missing})
		}
	}
	return all
}

// pdfJoined adds a piece, to the last one where it is drawn in the same way.
func pdfJoined(all []pdfPiece, p pdfPiece) []pdfPiece {
	if n := len(all); n > 0 && (all[n-1].text == all[n-1].drawn) == (p.text == p.drawn) {
		last := &all[n-1]
		last.text += p.text
		last.drawn += p.drawn
		last.units += p.units
		last.missing = last.missing || p.missing
		return all
	}
	return append(all, p)
}

// pdfDirections gives the runs of a line from left to right.
func pdfDirections(line string) []pdfRun {
	whole := []pdfRun{{text: line}}
	known, turned, any := false, false, false
	for _, r := range line {
		c, _ := bidi.LookupRune(r)
		left := c.Class() == bidi.R || c.Class() == bidi.AL
		if !known && (left || c.Class() == bidi.L) {
			known, turned = true, left // the line as a whole goes as its first letter
		}
		any = any || left
	}
	if !any {
		return whole
	}
	var p bidi.Paragraph
	if _, err := p.SetString(line); err != nil {
		return whole
	}
	order, err := p.Order()
	if err != nil {
		return whole
	}
	runs := make([]pdfRun, order.NumRuns())
	for i := range runs {
		run := order.Run(i)
		runs[i] = pdfRun{run.String(), run.Direction() == bidi.RightToLeft}
	}
	if turned {
		slices.Reverse(runs)
	}
	return runs
}
