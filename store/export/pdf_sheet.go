package export

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"

	"kring/store/export/figure"
)

// The size of A4, in points.
const (
	pdfPageWidth  = 595.28
	pdfPageHeight = 841.89
	pdfTextWidth  = pdfPageWidth - 2*pageMargin
	pdfPageTop    = pageMargin
	pdfPageBottom = pdfPageHeight - pageMargin
)

// pdfStyle is what a text looks like.
type pdfStyle struct {
	face pdfFace
	size float64
	ink  figure.Ink
}

// leading is from one base line to the next.
func (s pdfStyle) leading() float64 { return s.size * lineSpacing }

// room gives how many units of this size fit in a width.
func (s pdfStyle) room(width float64) int { return int(width * pdfEm / s.size) }

// pdfSheet draws on pages. While trying, it only counts them.
type pdfSheet struct {
	pdf     *fpdf.Fpdf
	fonts   pdfFonts
	trying  bool
	page    int  // the number of the page that is drawn on, from 1
	missing bool // a character stands for another, which the font does not have

	now pdfStyle // what the page is set to
	pen pdfPen
}

// newPDFSheet gives a sheet without pages.
func newPDFSheet(d Document, lang string) (*pdfSheet, error) {
	s := &pdfSheet{pdf: fpdf.New("P", "pt", "A4", "")}
	var err error
	if s.fonts, err = newPDFFonts(); err != nil {
		return nil, err
	}
	s.pdf.SetAutoPageBreak(false, 0)
	s.pdf.SetMargins(0, 0, 0)
	s.pdf.SetCatalogSort(true)
	made := d.Made
	if made.IsZero() {
		made = time.Unix(0, 0).UTC() // the library would ask the clock
	}
	s.pdf.SetCreationDate(made)
	s.pdf.SetModificationDate(made)
	s.pdf.SetCreator("kring", true)
	s.pdf.SetTitle(pdfUTF8(pdfText(d.Title)), true)
	// The library has no word for a window that shows the title and not the name
	// of the file, and writes the language into the catalog as it is given.
	s.pdf.SetLang(lang + ") /ViewerPreferences <</DisplayDocTitle true>> %")
	s.pdf.SetLineJoinStyle("round")
	return s, nil
}

// pdfUTF8 writes characters outside the first plane as their two surrogates,
// which is what the library turns into good UTF-16.
func pdfUTF8(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r > math.MaxUint16 }) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if r <= math.MaxUint16 {
			b.WriteRune(r)
			continue
		}
		high, low := utf16.EncodeRune(r)
		for _, half := range []rune{high, low} {
			b.Write([]byte{0xe0 | byte(half>>12), 0x80 | byte(half>>6&0x3f), 0x80 | byte(half&0x3f)})
		}
	}
	return b.String()
}

// newPage begins a page behind the last one.
func (s *pdfSheet) newPage() {
	s.page++
	if !s.trying {
		s.pdf.AddPage()
	}
}

// turnTo goes back to a page, to draw more on it.
func (s *pdfSheet) turnTo(page int) {
	s.page = page
	s.pdf.SetPage(page)
	s.forget()
}

// forget says that the page may be set to something else than was asked for.
func (s *pdfSheet) forget() { s.now, s.pen = pdfStyle{}, pdfPen{} }

// font gives what measures a style.
func (s *pdfSheet) font(st pdfStyle) *pdfFont { return s.fonts[st.face] }

// set makes a style the one of the page.
func (s *pdfSheet) set(st pdfStyle) {
	if st.face != s.now.face || st.size != s.now.size {
		face := pdfFaces[st.face]
		// A copy, as the library writes into the data where it makes a subset.
		if s.pdf.GetFontDesc("sans", face.style) == (fpdf.FontDescType{}) {
			s.pdf.AddUTF8FontFromBytes("sans", face.style, slices.Clone(face.data))
		}
		s.pdf.SetFont("sans", face.style, st.size)
	}
	s.fill(st.ink)
	s.now = st
}

// fill sets the colour of areas and of text. Where these differ, the library
// writes one of them again with each text.
func (s *pdfSheet) fill(ink figure.Ink) {
	if ink == s.now.ink {
		return
	}
	r, g, b := ink.RGB()
	s.pdf.SetTextColor(int(r), int(g), int(b))
	s.pdf.SetFillColor(int(r), int(g), int(b))
	s.now.ink = ink
}

// text writes a line of clean text from a place on its base line. What the font
// cannot show stays in the file, for who copies, searches or listens.
func (s *pdfSheet) text(x, y float64, line string, st pdfStyle) {
	if s.trying || line == "" {
		return
	}
	s.set(st)
	f := s.font(st)
	if f.plain(line) {
		s.pdf.Text(x, y, line)
		return
	}
	for _, p := range f.pieces(line) {
		switch {
		case p.drawn == "":
		case p.text != p.drawn:
			s.marked("ActualText", p.text, func() { s.pdf.Text(x, y, p.drawn) })
		default:
			s.pdf.Text(x, y, p.drawn)
		}
		x += float64(p.units) * st.size / pdfEm
		s.missing = s.missing || p.missing
	}
}

// marked draws something that a property in the file says in words.
func (s *pdfSheet) marked(property, text string, draw func()) {
	if s.trying {
		return
	}
	var b strings.Builder
	b.WriteString("/Span <</" + property + " <FEFF")
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	b.WriteString(">>> BDC")
	s.pdf.RawWriteStr(b.String())
	draw()
	s.pdf.RawWriteStr("EMC")
}

// apart draws what belongs to the page and not to what the document says.
func (s *pdfSheet) apart(draw func()) {
	if s.trying {
		return
	}
	s.pdf.RawWriteStr("/Artifact BMC")
	draw()
	s.pdf.RawWriteStr("EMC")
}
