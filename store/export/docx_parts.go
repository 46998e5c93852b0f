package export

import (
	"math"
	"strconv"
	"strings"
	"time"

	"kring/assets"
	"kring/store/export/figure"
)

// The names of what the files of the package are made of.
const (
	docxMain      = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	docxRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	docxDrawing   = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	docxArt       = "http://schemas.openxmlformats.org/drawingml/2006/main"
	docxPictures  = "http://schemas.openxmlformats.org/drawingml/2006/picture"
	docxRelation  = "http://schemas.openxmlformats.org/package/2006/relationships"
	docxTypes     = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	docxCoreType  = "application/vnd.openxmlformats-package.core-properties+xml"
)

// A4, in twentieths of a point, and the width that the margins leave.
const (
	docxPageWidth  = 11906
	docxPageHeight = 16838
	docxTextWidth  = docxPageWidth - 2*pageMargin*20
)

// docxTwips gives points in twentieths, in which Word measures.
func docxTwips(points float64) int { return int(math.Round(points * 20)) }

func docxContentTypes(x docxXML) {
	x.raw(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
		`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>`,
		`<Override PartName="/word/document.xml" ContentType="`, docxTypes, `document.main+xml"/>`)
	for _, part := range []string{"styles", "numbering", "settings", "header", "footer"} {
		x.raw(`<Override PartName="/word/`, part, `.xml" ContentType="`, docxTypes, part, `+xml"/>`)
	}
	x.raw(`<Override PartName="/docProps/core.xml" ContentType="`, docxCoreType, `"/></Types>`)
}

func docxPackage(x docxXML) {
	x.raw(`<Relationships xmlns="`, docxRelation, `">`,
		`<Relationship Id="document" Type="`, docxRelations, `/officeDocument" Target="word/document.xml"/>`,
		`<Relationship Id="core" Type="`, docxRelation, `/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`)
}

// relations says where the document finds its other files.
func (b *docxBody) relations(x docxXML) {
	x.raw(`<Relationships xmlns="`, docxRelation, `">`)
	for _, part := range []string{"styles", "numbering", "settings", "header", "footer"} {
		x.raw(`<Relationship Id="`, part, `" Type="`, docxRelations, `/`, part, `" Target="`, part, `.xml"/>`)
	}
	for i := range b.pictures {
		x.raw(`<Relationship Id="picture`, strconv.Itoa(i+1), `" Type="`, docxRelations, `/image" Target="`, docxPictureName(i), `"/>`)
	}
	x.raw(`</Relationships>`)
}

// docxLanguage gives the language in which Word checks the spelling.
func docxLanguage(t *assets.Texts) string {
	if t.Lang == "en" {
		return "en-GB"
	}
	return "nl-BE"
}

func docxCore(x docxXML, d Document, t *assets.Texts) {
	x.raw(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>`)
	x.escaped(oneLine(d.Title))
	x.raw(`</dc:title><dc:creator>kring</dc:creator><cp:lastModifiedBy>kring</cp:lastModifiedBy>`)
	if !d.Made.IsZero() {
		made := d.Made.UTC().Format(time.RFC3339)
		for _, name := range []string{"created", "modified"} {
			x.raw(`<dcterms:`, name, ` xsi:type="dcterms:W3CDTF">`, made, `</dcterms:`, name, `>`)
		}
	}
	x.raw(`<dc:language>`, docxLanguage(t), `</dc:language></cp:coreProperties>`)
}

// docxSettings asks for the layout of Word 2013 and later: without that Word
// opens a document in compatibility mode.
func docxSettings(x docxXML, t *assets.Texts) {
	decimal, list := ",", ";"
	if t.Lang == "en" {
		decimal, list = ".", ","
	}
	x.raw(`<w:settings xmlns:w="`, docxMain, `"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>`)
	for _, setting := range [][2]string{{"compatibilityMode", "15"}, {"overrideTableStyleFontSizeAndJustification", "1"},
		{"enableOpenTypeFeatures", "1"}, {"doNotFlipMirrorIndents", "1"}, {"differentiateMultirowTableHeaders", "1"}} {
		x.raw(`<w:compatSetting w:name="`, setting[0], `" w:uri="http://schemas.microsoft.com/office/word" w:val="`, setting[1], `"/>`)
	}
	x.raw(`</w:compat><w:themeFontLang w:val="`, docxLanguage(t), `"/><w:decimalSymbol w:val="`, decimal, `"/><w:listSeparator w:val="`, list, `"/></w:settings>`)
}

// docxNumbering defines the bullets of lists, on levels enough to edit with.
func docxNumbering(x docxXML) {
	x.raw(`<w:numbering xmlns:w="`, docxMain, `"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>`)
	for level := range 3 {
		x.rawf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="bullet"/>`, level)
		if level == 0 {
			x.raw(`<w:pStyle w:val="ListBullet"/>`)
		}
		x.rawf(`<w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%d" w:hanging="284"/></w:pPr></w:lvl>`,
			[...]string{"•", "–", "•"}[level], 284*(level+1))
	}
	x.raw(`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`)
}

const docxRunningLines = 2 // so many lines above a page; more would push the text off it

func docxHeader(x docxXML, running string) {
	running = oneLine(running)
	lines := figure.Wrap(running, smallSize, false, docxTextWidth/20.)
	if len(lines) > docxRunningLines {
		running = strings.Join(lines[:docxRunningLines], " ") + "…"
	}
	x.raw(`<w:hdr xmlns:w="`, docxMain, `"><w:p><w:pPr><w:pStyle w:val="Header"/>`)
	if docxRightToLeft(running) {
		x.raw(`<w:bidi/>`)
	}
	x.raw(`</w:pPr>`)
	x.runs(running)
	x.raw(`</w:p></w:hdr>`)
}

// docxFooter writes the number of the page, of so many, as fields that every
// program fills in by itself.
func docxFooter(x docxXML, t *assets.Texts) {
	const page, pages = "\ue000", "\ue001" // stand in for the numbers
	text := t.T("page.number", "N", page, "All", pages)
	x.raw(`<w:ftr xmlns:w="`, docxMain, `"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>`)
	for text != "" {
		i := strings.IndexAny(text, page+pages)
		if i < 0 {
			i = len(text)
		}
		if i > 0 {
			x.runs(text[:i])
		}
		if text = text[i:]; text == "" {
			break
		}
		name := " PAGE "
		if strings.HasPrefix(text, pages) {
			name = " NUMPAGES "
		}
		x.field(name)
		x.runs("1")
		x.fieldEnd()
		text = text[len(page):]
	}
	x.raw(`</w:p></w:ftr>`)
}
