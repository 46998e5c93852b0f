package export

import (
	"archive/zip"
	"bufio"
	"io"
	"time"

	"kring/assets"
	"kring/store/export/figure"
)

// Docx writes a document for Word, ready to be edited: everything in it has a
// style, and nothing is fixed by hand that a style can say. What people wrote
// goes in as text only.
func Docx(w io.Writer, d Document, t *assets.Texts) error {
	z := zip.NewWriter(w)
	body := &docxBody{doc: d, texts: t}
	for _, part := range []struct {
		name  string
		write func(docxXML)
	}{
		{"[Content_Types].xml", docxContentTypes},
		{"_rels/.rels", docxPackage},
		{"word/document.xml", body.write},
		{"word/_rels/document.xml.rels", body.relations},
		{"word/styles.xml", func(x docxXML) { docxStyles(x, t) }},
		{"word/numbering.xml", docxNumbering},
		{"word/settings.xml", func(x docxXML) { docxSettings(x, t) }},
		{"word/header.xml", func(x docxXML) { docxHeader(x, d.Running) }},
		{"word/footer.xml", func(x docxXML) { docxFooter(x, t) }},
		{"docProps/core.xml", func(x docxXML) { docxCore(x, d, t) }},
	} {
		entry, err := docxEntry(z, part.name)
		if err != nil {
			return err
		}
		x := docxXML{bufio.NewWriterSize(entry, 1<<16)}
		x.raw(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`, "\n")
		part.write(x)
		if err := x.Flush(); err != nil { // it keeps the first error
			return err
		}
	}
	for i, p := range body.pictures {
		entry, err := docxEntry(z, "word/"+docxPictureName(i))
		if err != nil {
			return err
		}
		if err := figure.PNG(entry, p.drawing, p.scale); err != nil {
			return err
		}
	}
	return z.Close()
}

// docxEntry begins a file of the package. Its time is the oldest that a zip can
// tell: when it was made stands in the properties.
func docxEntry(z *zip.Writer, name string) (io.Writer, error) {
	return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate,
		Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
}

// docxBody walks over the blocks. It writes as it goes, so a document may be
// large; pictures are remembered and follow as files of their own.
type docxBody struct {
	docxXML
	doc      Document
	texts    *assets.Texts
	depth    int // the deepest level of heading in the table of contents; 0 without one
	headings int // so many have been written that are in it
	pictures []docxPicture
	ended    bool // the next block begins a page
	table    bool // the last thing written is a table
	leads    bool // a paragraph now leads to what follows it
}

func (b *docxBody) write(x docxXML) {
	b.docxXML = x
	b.raw(`<w:document xmlns:w="`, docxMain, `" xmlns:r="`, docxRelations, `" xmlns:wp="`, docxDrawing, `" xmlns:a="`, docxArt, `" xmlns:pic="`, docxPictures, `"><w:body>`)
	b.say("Title", b.doc.Title)
	b.say("Subtitle", b.doc.Subtitle)
	b.contents()
	for i, block := range b.doc.Blocks {
		if i+1 < len(b.doc.Blocks) {
			b.leads = docxLeadsTo(b.doc.Blocks[i+1])
		}
		b.block(block)
	}
	if b.table {
		b.raw(`<w:p/>`) // a document may not end in a table
	}
	b.rawf(`<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>`+
		`<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%[3]d" w:right="%[3]d" w:bottom="%[3]d" w:left="%[3]d" w:header="%[4]d" w:footer="%[4]d" w:gutter="0"/></w:sectPr>`,
		docxPageWidth, docxPageHeight, docxTwips(pageMargin), docxTwips(pageMargin/2))
	b.raw(`</w:body></w:document>`)
}

func (b *docxBody) block(block Block) {
	switch block := block.(type) {
	case Heading:
		b.heading(block)
	case Paragraph:
		b.paragraph(docxParagraph{style: "Normal", text: block.Text, next: b.leads})
	case List:
		for _, item := range block.Items {
			b.say("ListBullet", item)
		}
	case Table:
		b.tableOf(block)
	case Chart:
		b.chart(block)
	case Quote:
		b.say("Quote", block.Text)
	case Slip:
		b.slip(block)
	case Break:
		b.ended = true
	}
}

// docxLeadsTo says whether a paragraph before a block belongs to it, so that they
// stay on one page.
func docxLeadsTo(block Block) bool {
	switch block.(type) {
	case List, Table, Chart, Quote:
		return true
	}
	return false
}

// say writes a paragraph in a style.
func (b *docxBody) say(style, text string) {
	b.paragraph(docxParagraph{style: style, text: text})
}

// paragraph writes a paragraph, or nothing without a text.
func (b *docxBody) paragraph(p docxParagraph) {
	if p.text = oneLine(p.text); p.text == "" {
		return
	}
	p.after = b.table
	b.begin(p)
	b.runs(p.text)
	b.end()
}

// heading writes a heading, with a bookmark where the contents lead to it. The
// title of the document is no heading in Word, so level 2 is its first.
func (b *docxBody) heading(h Heading) {
	text := oneLine(h.Text)
	if text == "" {
		return
	}
	level := min(max(h.Level-1, 1), docxLevels)
	b.begin(docxParagraph{style: "Heading" + string(rune('0'+level)), text: text})
	listed := level <= b.depth
	if listed {
		b.headings++
		b.rawf(`<w:bookmarkStart w:id="%d" w:name="%s"/>`, b.headings, docxBookmark(b.headings))
	}
	b.runs(text)
	if listed {
		b.rawf(`<w:bookmarkEnd w:id="%d"/>`, b.headings)
	}
	b.end()
}

// docxParagraph is how a paragraph is begun.
type docxParagraph struct {
	style string
	text  string // what it will say, which decides its direction
	right bool   // it stands right
	next  bool   // it stays on the page of the next, whatever its style
	after bool   // it follows a table, which has no room of its own below it
}

// begin opens a paragraph. The first behind a Break begins a page, in a table
// too, which so goes to that page as a whole.
func (b *docxBody) begin(p docxParagraph) {
	b.raw(`<w:p><w:pPr><w:pStyle w:val="`, p.style, `"/>`)
	if p.next {
		b.raw(`<w:keepNext/>`)
	}
	if b.ended {
		b.raw(`<w:pageBreakBefore/>`)
	}
	if docxRightToLeft(p.text) {
		b.raw(`<w:bidi/>`)
	}
	if p.after {
		b.rawf(`<w:spacing w:before="%d"/>`, docxTwips(docxAfterTable))
	}
	if p.right {
		b.raw(`<w:jc w:val="right"/>`)
	}
	b.raw(`</w:pPr>`)
	b.ended, b.table = false, false
}

func (b *docxBody) end() { b.raw(`</w:p>`) }
