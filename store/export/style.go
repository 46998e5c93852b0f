package export

// What a document looks like in every format that has a look, in points (1/72
// inch). The colours are the inks of figures.
const (
	pageMargin  = 57 // A4, 20 mm all round
	titleSize   = 22
	bodySize    = 10.5
	smallSize   = 9 // tables, and what runs above and below every page
	circleSize  = 18
	lineSpacing = 1.3
)

// headingSizes are those of the levels 2, 3 and 4.
var headingSizes = [...]float64{16, 12.5, 11}

// headingSize gives the size of a heading by its level.
func headingSize(level int) float64 {
	return headingSizes[min(max(level-2, 0), len(headingSizes)-1)]
}
