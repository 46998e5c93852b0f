package export

import (
	"math"
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// pdfFace is one of the fonts of a page.
type pdfFace int

const (
	pdfRegular pdfFace = iota
	pdfBold
	pdfItalic
)

// pdfFaces are the styles and the data of the fonts.
var pdfFaces = [...]struct {
	style string
	data  []byte
}{
	pdfRegular: {"", liberationsansregular.TTF},
	pdfBold:    {"B", liberationsansbold.TTF},
	pdfItalic:  {"I", liberationsansitalic.TTF},
}

const (
	pdfEm      = 1000 // units an em in which widths are taken, as in a PDF
	pdfStandIn = '◊'  // stands for what the font cannot show
	pdfWider   = 1200 // units; a cluster of characters that is wider is not drawn
)

// pdfFont measures text and says which characters it can show. It remembers the
// width of each, as a document asks for the same few a million times.
type pdfFont struct {
	font   *sfnt.Font
	buf    sfnt.Buffer
	perEm  float64
	widths []int16 // by character: 0 not known yet, -1 no such glyph, else units + 1
}

// pdfFonts are the fonts by their face.
type pdfFonts [len(pdfFaces)]*pdfFont

func newPDFFonts() (fonts pdfFonts, err error) {
	for i, face := range pdfFaces {
		if fonts[i], err = newPDFFont(face.data); err != nil {
			return fonts, err
		}
	}
	return fonts, nil
}

func newPDFFont(data []byte) (*pdfFont, error) {
	f, err := sfnt.Parse(data)
	if err != nil {
		return nil, err
	}
	return &pdfFont{font: f, perEm: float64(f.UnitsPerEm()), widths: make([]int16, math.MaxUint16+1)}, nil
}

// width gives the units of a character, and whether there is a glyph for it.
func (f *pdfFont) width(r rune) (int, bool) {
	if r < 0 || r > math.MaxUint16 {
		return 0, false
	}
	if f.widths[r] == 0 {
		f.widths[r] = f.lookUp(r)
	}
	if f.widths[r] < 0 {
		return 0, false
	}
	return int(f.widths[r]) - 1, true
}

// lookUp rounds as the PDF does, so that what is measured is what is drawn.
func (f *pdfFont) lookUp(r rune) int16 {
	i, err := f.font.GlyphIndex(&f.buf, r)
	if err != nil || i == 0 {
		return -1
	}
	a, err := f.font.GlyphAdvance(&f.buf, i, fixed.Int26_6(f.perEm*64), font.HintingNone)
	if err != nil {
		return -1
	}
	return int16(math.Round(float64(a)/64*pdfEm/f.perEm)) + 1
}

// simple gives the units of a character that stands by itself: no neighbour
// changes what it looks like, and it is written from left to right.
func (f *pdfFont) simple(r rune) (int, bool) {
	if r < 0x300 || r >= 0x2010 && r < 0x2028 || r >= 0x20a0 && r < 0x2200 {
		return f.width(r)
	}
	return 0, false
}

// plain says that a text can be drawn as it is.
func (f *pdfFont) plain(text string) bool {
	for _, r := range text {
		if _, ok := f.simple(r); !ok {
			return false
		}
	}
	return true
}

// units gives how wide a text is.
func (f *pdfFont) units(text string) int {
	total := 0
	for _, r := range text {
		w, ok := f.simple(r)
		if !ok {
			return f.unitsOfClusters(text)
		}
		total += w
	}
	return total
}

func (f *pdfFont) unitsOfClusters(text string) int {
	total := 0
	for all := graphemes.FromString(text); all.Next(); {
		_, w, _ := f.cluster(all.Value())
		total += w
	}
	return total
}

// cluster gives what is drawn for what a reader takes as one character: itself,
// or a box where the font cannot show all of it.
func (f *pdfFont) cluster(text string) (drawn string, units int, missing bool) {
	var b strings.Builder
	for _, r := range text {
		if r == '\u2011' {
			r = '-' // the font has no hyphen that does not break
		}
		if pdfUnseen(r) {
			continue
		}
		w, ok := f.width(r)
		if !ok || units+w > pdfWider {
			w, _ = f.width(pdfStandIn)
			return string(pdfStandIn), w, true
		}
		b.WriteRune(r)
		units += w
	}
	return b.String(), units, false
}

// pdfUnseen says that a character only tells how to draw its neighbours.
func pdfUnseen(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}
