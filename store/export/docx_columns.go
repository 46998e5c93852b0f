package export

import (
	"math"
	"strings"

	"kring/store/export/figure"
)

// docxSpare is the room, in points, that a column has beyond what was measured:
// programs round the widths of letters in their own ways.
const docxSpare = 1.5

// docxColumns shares out a width among the columns of a table: first what the
// longest word of each takes, so that no word is cut, then what the longest text
// takes, then what the header takes on one line. What is left makes the columns
// of text wider.
func docxColumns(t Table, total, size, sides float64) []float64 {
	widths, left := make([]float64, len(t.Header)), total
	for _, wants := range docxMeasured(t, total, size, sides+docxSpare) {
		for i := range wants {
			wants[i] = max(wants[i]-widths[i], 0)
		}
		for i, width := range docxShared(left, wants) {
			widths[i] += width
			left -= width
		}
	}
	return docxStretched(widths, t.Right, left)
}

// docxShared gives each what it wants as long as that is no more than a fair
// share, and the others a fair share of the rest. Who wants more has a larger
// share, but not in proportion, as it could take everything.
func docxShared(total float64, wants []float64) []float64 {
	got := make([]float64, len(wants))
	open := make([]bool, len(wants))
	weight := 0.0
	for i, want := range wants {
		open[i] = want > 0
		weight += math.Sqrt(want)
	}
	for again := true; again; {
		again = false
		for i, want := range wants {
			if share := math.Sqrt(want); open[i] && want <= total*share/weight {
				got[i], open[i], again = want, false, true
				total, weight = total-want, weight-share
			}
		}
	}
	for i, want := range wants {
		if open[i] {
			got[i] = total * math.Sqrt(want) / weight
		}
	}
	return got
}

// docxMeasured gives how wide each column has to be for its longest word, for
// its longest text and for its header. A very long text counts as one of three
// full lines.
func docxMeasured(t Table, total, size, sides float64) [3][]float64 {
	var words, texts, heads []float64
	for _, text := range t.Header {
		words = append(words, min(docxLongest(text, size, true)+sides, total))
		heads = append(heads, min(figure.Width(text, size, true)+sides, 3*total))
	}
	texts = make([]float64, len(words))
	for _, row := range t.Rows {
		for i, text := range row[:min(len(row), len(words))] {
			// No letter is wider than two ems, so most texts need no measuring.
			if 2*size*float64(len(text))+sides <= min(words[i], texts[i]) {
				continue
			}
			width := figure.Width(text, size, false) + sides
			if width > words[i] {
				words[i] = max(words[i], min(docxLongest(text, size, false)+sides, total))
			}
			texts[i] = max(texts[i], min(width, 3*total))
		}
	}
	return [3][]float64{words, texts, heads}
}

// docxLongest gives the width of the longest word of a text.
func docxLongest(text string, size float64, bold bool) float64 {
	longest := 0.0
	for word := range strings.FieldsSeq(text) {
		longest = max(longest, figure.Width(word, size, bold))
	}
	return longest
}

// docxStretched gives what is left to the columns of text, or to all where there
// are none, so that the table is as wide as the page.
func docxStretched(widths []float64, right []bool, left float64) []float64 {
	takes := func(i int) bool { return i >= len(right) || !right[i] }
	sum := docxSum(widths, takes)
	if sum == 0 {
		takes = func(int) bool { return true }
		sum = docxSum(widths, takes)
	}
	for i, width := range widths {
		if takes(i) {
			widths[i] += max(left, 0) * width / sum
		}
	}
	return widths
}

func docxSum(widths []float64, counts func(int) bool) float64 {
	sum := 0.0
	for i, width := range widths {
		if counts(i) {
			sum += width
		}
	}
	return sum
}
