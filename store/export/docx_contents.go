package export

import "strconv"

const (
	docxLevels      = 4  // of headings
	docxListedLevel = 2  // the deepest in the table of contents
	docxListedMin   = 10 // headings; with fewer the pages speak for themselves
	docxListedMax   = 45 // headings; what does not fit on a page is no overview
)

// contents writes a table of contents with every heading already in it. Nothing
// asks to update it on opening. The numbers of pages only the program that lays
// them out can know: they come when it prints or when the field is updated.
func (b *docxBody) contents() {
	var entries []Heading
	if b.depth, entries = docxListed(b.doc.Blocks); b.depth == 0 {
		return
	}
	b.raw(`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>`)
	b.say("TOCHeading", b.texts.T("page.contents"))
	for i, h := range entries {
		text := oneLine(h.Text)
		b.begin(docxParagraph{style: "TOC" + strconv.Itoa(h.Level-1), text: text})
		if i == 0 {
			b.field(` TOC \o "1-` + strconv.Itoa(b.depth) + `" \h \z \u `)
		}
		b.raw(`<w:hyperlink w:anchor="`, docxBookmark(i+1), `" w:history="1">`)
		b.runs(text)
		b.raw(`<w:r><w:tab/></w:r>`)
		b.field(` PAGEREF ` + docxBookmark(i+1) + ` \h `)
		b.fieldEnd()
		b.raw(`</w:hyperlink>`)
		b.end()
	}
	b.raw(`<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>`)
	b.fieldEnd()
	b.raw(`</w:p></w:sdtContent></w:sdt>`)
}

// docxListed gives the headings of a table of contents, and how deep it goes: less
// deep where there would be too many. It is 0 where none is needed.
func docxListed(blocks []Block) (depth int, entries []Heading) {
	for depth = contentsDepth(blocks) - 1; depth > 0; depth-- {
		entries = nil
		for _, block := range blocks {
			if h, ok := block.(Heading); ok && h.Level <= depth+1 && oneLine(h.Text) != "" {
				h.Level = max(h.Level, 2)
				entries = append(entries, h)
			}
		}
		if len(entries) <= docxListedMax || depth == 1 {
			break
		}
	}
	if len(entries) < docxListedMin {
		return 0, nil
	}
	return depth, entries
}

func docxBookmark(n int) string { return "_Toc" + strconv.Itoa(n) }

// field begins a field; what follows until fieldEnd is what it shows.
func (x docxXML) field(instruction string) {
	x.raw(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">`)
	x.escaped(instruction)
	x.raw(`</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
}

func (x docxXML) fieldEnd() { x.raw(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`) }
