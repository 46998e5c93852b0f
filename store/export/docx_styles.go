package export

import (
	"fmt"
	"math"
	"strconv"

	"kring/assets"
	"kring/store/export/figure"
)

// docxStyle is a style of paragraphs. Names of Word's own are known by, and
// shown in the language of whoever opens the document.
type docxStyle struct {
	id, name  string
	based     string // on which style; "" for Normal
	next      string // the style of what is typed after it; "" for itself
	paragraph string // what it says of the paragraph
	run       string // what it says of the letters
	ours      bool   // it is none of Word's own
}

// docxFont is as wide as Liberation Sans, in which figures are drawn, and every
// Word has it.
const docxFont = "Arial"

// docxNatural is the height of a line of that font, in ems. Word counts the
// docxSpacing of lines in it.
const docxNatural = 1.15

// docxMargins are the sides of cells.
var docxMargins = fmt.Sprintf(`<w:tblCellMar><w:left w:w="%[1]d" w:type="dxa"/><w:right w:w="%[1]d" w:type="dxa"/></w:tblCellMar>`, docxTwips(docxCellSide))

func docxStyles(x docxXML, t *assets.Texts) {
	x.raw(`<w:styles xmlns:w="`, docxMain, `"><w:docDefaults><w:rPrDefault><w:rPr>`)
	x.rawf(`<w:rFonts w:ascii="%[1]s" w:eastAsia="%[1]s" w:hAnsi="%[1]s" w:cs="%[1]s"/>`, docxFont)
	x.raw(docxLetters(bodySize, false, figure.None), `<w:lang w:val="`, docxLanguage(t), `" w:eastAsia="ja-JP" w:bidi="ar-SA"/>`)
	x.rawf(`</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="120" w:line="%d" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`,
		int(math.Round(240*lineSpacing/docxNatural)))
	x.raw(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>`,
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>`,
		`<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>`)
	for _, s := range docxBuiltIn() {
		s.write(x)
	}
	for _, s := range docxOwn(t) {
		s.ours = true
		s.write(x)
	}
	docxTableStyles(x)
	x.raw(`</w:styles>`)
}

func (s docxStyle) write(x docxXML) {
	based := s.based
	if based == "" {
		based = "Normal"
	}
	x.raw(`<w:style w:type="paragraph"`)
	if s.ours {
		x.raw(` w:customStyle="1"`)
	}
	x.raw(` w:styleId="`, s.id, `"><w:name w:val="`)
	x.escaped(s.name)
	x.raw(`"/><w:basedOn w:val="`, based, `"/>`)
	if s.next != "" {
		x.raw(`<w:next w:val="`, s.next, `"/>`)
	}
	x.raw(`<w:qFormat/><w:pPr>`, s.paragraph, `</w:pPr><w:rPr>`, s.run, `</w:rPr></w:style>`)
}

const (
	docxKeep  = `<w:keepNext/>`  // on the page of what follows
	docxWhole = `<w:keepLines/>` // on one page
)

// docxBuiltIn gives the styles that Word knows by name, so that its contents and
// its navigation work with them.
func docxBuiltIn() []docxStyle {
	const own = docxKeep + docxWhole
	all := []docxStyle{
		{id: "Title", name: "Title", next: "Subtitle", paragraph: own + docxSpacing(0, 4, 1.2), run: docxLetters(titleSize, true, figure.Accent)},
		{id: "Subtitle", name: "Subtitle", next: "Normal", paragraph: docxSpacing(0, 18, lineSpacing), run: docxLetters(12, false, figure.Dim)},
		{id: "ListBullet", name: "List Bullet", paragraph: `<w:numPr><w:numId w:val="1"/></w:numPr>` + docxSpacing(0, 6, lineSpacing) + `<w:contextualSpacing/>`},
		{id: "Quote", name: "Quote", next: "Normal", run: `<w:i/><w:iCs/>`,
			paragraph: docxEdge("left", "single", 18, 8, figure.Accent) + docxSpacing(4, 8, lineSpacing) + `<w:ind w:left="284" w:right="284"/>`},
		{id: "Caption", name: "caption", next: "Picture", paragraph: own + docxSpacing(8, 4, lineSpacing), run: docxLetters(smallSize, true, figure.Words)},
		{id: "Header", name: "header", paragraph: docxEdge("bottom", "single", 4, 3, figure.Grid) + docxSpacing(0, 0, docxNatural), run: docxLetters(smallSize, false, figure.Dim)},
		{id: "Footer", name: "footer", paragraph: docxSpacing(0, 0, docxNatural) + `<w:jc w:val="right"/>`, run: docxLetters(smallSize, false, figure.Dim)},
		{id: "TOCHeading", name: "TOC Heading", next: "Normal", paragraph: docxKeep + docxSpacing(6, 4, lineSpacing), run: docxLetters(headingSize(3), true, figure.Accent)},
	}
	for i := range docxLevels {
		n, ink, size := strconv.Itoa(i+1), figure.Accent, headingSize(i+2)
		if i >= 2 {
			ink = figure.Words
		}
		all = append(all, docxStyle{id: "Heading" + n, name: "heading " + n, next: "Normal", run: docxLetters(size, true, ink),
			paragraph: own + docxSpacing(size*1.2, 4, 1.2) + fmt.Sprintf(`<w:outlineLvl w:val="%d"/>`, i)})
	}
	for i := range docxListedLevel {
		n := strconv.Itoa(i + 1)
		all = append(all, docxStyle{id: "TOC" + n, name: "toc " + n, next: "Normal",
			paragraph: fmt.Sprintf(`<w:tabs><w:tab w:val="right" w:pos="%d"/></w:tabs>%s<w:ind w:left="%d" w:right="567"/>`, docxTextWidth, docxSpacing(0, 2, 1.2), i*284)})
	}
	return all
}

// docxOwn gives the styles that are ours, which have names in the language of
// the document.
func docxOwn(t *assets.Texts) []docxStyle {
	return []docxStyle{
		{id: "Picture", name: t.T("docx.picture"), next: "Normal", paragraph: docxSpacing(0, 10, docxNatural)},
		{id: "TableText", name: t.T("docx.cell"), paragraph: docxSpacing(2, 2, 1.2), run: docxLetters(smallSize, false, figure.None)},
		{id: "TableHeading", name: t.T("docx.head"), based: "TableText", next: "TableText", paragraph: docxKeep, run: `<w:b/><w:bCs/>`},
		{id: "BallotNumber", name: t.T("docx.number"), next: "BallotText", paragraph: docxSpacing(4, 2, 1.2), run: docxLetters(docxSlipNumber, true, figure.Words)},
		{id: "BallotText", name: t.T("docx.ballot"), paragraph: docxSpacing(3, 3, 1.2), run: docxLetters(docxSlipText, false, figure.Words)},
		{id: "BallotLetter", name: t.T("docx.letter"), based: "BallotText", run: docxLetters(docxSlipLetter, true, figure.Words)},
		{id: "BallotCircles", name: t.T("docx.circles"), based: "BallotText", run: docxLetters(docxCircleFont, false, figure.Words),
			paragraph: fmt.Sprintf(`<w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/><w:jc w:val="right"/>`, docxTwips(docxCircleLine))},
		{id: "CutLine", name: t.T("docx.cutline"), next: "Normal", run: docxLetters(smallSize, false, figure.Dim),
			paragraph: docxEdge("top", "dashed", 8, 2, figure.Words) + docxSpacing(14, 14, docxNatural) + `<w:jc w:val="center"/>`},
	}
}

// docxTableStyles writes the plain table that all are based on, and ours.
func docxTableStyles(x docxXML) {
	x.raw(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>`, docxMargins, `</w:tblPr></w:style>`)
	line := func(name string, eighths int) string {
		return fmt.Sprintf(`<w:%s w:val="single" w:sz="%d" w:space="0" w:color="%s"/>`, name, eighths, docxHex(figure.Grid))
	}
	x.raw(`<w:style w:type="table" w:customStyle="1" w:styleId="Kring"><w:name w:val="kring"/><w:basedOn w:val="TableNormal"/><w:qFormat/>`,
		`<w:tblPr><w:tblBorders>`, line("top", 4), line("bottom", 4), line("insideH", 4), `</w:tblBorders></w:tblPr>`,
		`<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="`, docxHex(figure.Pale), `"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>`)
}

// docxSpacing gives the points before and after a paragraph, and the height of its
// lines in ems.
func docxSpacing(before, after, line float64) string {
	return fmt.Sprintf(`<w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="auto"/>`,
		docxTwips(before), docxTwips(after), int(math.Round(240*line/docxNatural)))
}

// docxEdge gives a line along a side of a paragraph, in eighths of a point.
func docxEdge(side, kind string, eighths, away int, ink figure.Ink) string {
	return fmt.Sprintf(`<w:pBdr><w:%s w:val="%s" w:sz="%d" w:space="%d" w:color="%s"/></w:pBdr>`, side, kind, eighths, away, docxHex(ink))
}

// docxLetters gives the size and the looks of letters, for every script.
func docxLetters(size float64, bold bool, ink figure.Ink) string {
	s := ""
	if bold {
		s = `<w:b/><w:bCs/>`
	}
	if ink != figure.None {
		s += `<w:color w:val="` + docxHex(ink) + `"/>`
	}
	return s + fmt.Sprintf(`<w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/>`, int(math.Round(size*2)))
}

func docxHex(ink figure.Ink) string {
	r, g, b := ink.RGB()
	return fmt.Sprintf("%02X%02X%02X", r, g, b)
}
