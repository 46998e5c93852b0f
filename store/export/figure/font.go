package figure

import (
	"math"
	"sync"
	"unicode"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

const (
	measured = 1000   // units an em in which widths are taken
	common   = 0x2e00 // the characters below it are measured once
	lacking  = 0xe000 // those from common up to it are not in the font, and neither are those past 0xffff
)

// typeface is a font with the widths of its common characters.
type typeface struct {
	font   *sfnt.Font
	widths [common]float64
}

// The font of every drawing is Liberation Sans, as wide as Arial and Helvetica:
// where a reader has only those, everything still fits.
var typefaces = sync.OnceValue(func() [2]*typeface {
	var all [2]*typeface
	for i, data := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		f, err := opentype.Parse(data)
		if err != nil {
			panic(err) // embedded
		}
		all[i] = &typeface{font: f}
		var buf sfnt.Buffer
		for r := range rune(common) {
			all[i].widths[r] = all[i].measure(&buf, r)
		}
	}
	return all
})

func typefaceOf(bold bool) *typeface {
	if bold {
		return typefaces()[1]
	}
	return typefaces()[0]
}

// Width gives the width of a line of text, in points.
func Width(text string, size float64, bold bool) float64 {
	return widthTo(text, size, bold, math.Inf(1))
}

// widthTo stops where a text is wider than that: no more of it matters.
func widthTo(text string, size float64, bold bool, most float64) float64 {
	face := typefaceOf(bold)
	total := 0.0
	for _, r := range text {
		if total += face.width(r) * size / measured; total > most {
			break
		}
	}
	return total
}

// width gives the width of a character, in thousandths of an em.
func (t *typeface) width(r rune) float64 {
	switch {
	case 0 <= r && r < common:
		return t.widths[r]
	case joins(r):
		return 0
	case r < lacking || r > 0xffff:
		return boxed(r)
	}
	var buf sfnt.Buffer
	return t.measure(&buf, r)
}

// measure takes the width of a character. One that the font lacks is as wide as
// the box that stands for it; what changes the character before has no width.
func (t *typeface) measure(buf *sfnt.Buffer, r rune) float64 {
	if joins(r) {
		return 0
	}
	i, err := t.font.GlyphIndex(buf, r)
	if err != nil || i == 0 {
		return boxed(r)
	}
	w, err := t.font.GlyphAdvance(buf, i, fixed.I(measured), font.HintingNone)
	if err != nil {
		return boxed(r)
	}
	return float64(w) / 64
}

// boxed is the width of a character that the font lacks: about what it is in
// fonts that have it, as a page may find one.
func boxed(r rune) float64 {
	const square = 0x1100 // from there on most are
	if r < square {
		return 0.6 * measured
	}
	return measured
}

// joins says whether a character stands in the place of the one before.
func joins(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) }
