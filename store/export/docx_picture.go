package export

import (
	"math"
	"strconv"

	"kring/store/export/figure"
)

const (
	docxPixels     = 2.5   // pixels a point: sharp on paper
	docxUnits      = 12700 // of Office's drawings in a point
	docxCaption    = 50    // points that a caption and a heading take above a picture
	docxTextHeight = docxPageHeight/20. - 2*pageMargin
)

// docxPicture is a drawing that has its place in the text and is yet to be
// written.
type docxPicture struct {
	drawing figure.Drawing
	scale   float64
}

func docxPictureName(i int) string { return "media/picture" + strconv.Itoa(i+1) + ".png" }

// chart writes a figure as a picture under its title. One that is too tall is
// made smaller; one that could not be read then is told in words.
func (b *docxBody) chart(c Chart) {
	if c.Figure == nil {
		return
	}
	d := c.Figure.Draw(docxTextWidth / 20.)
	if d.Height <= 0 || d.Width <= 0 {
		return
	}
	smaller := min(1, (docxTextHeight-docxCaption)/d.Height)
	if smaller < 0.5 {
		b.say("Caption", c.Title)
		b.say("Normal", c.Alt)
		return
	}
	b.say("Caption", c.Title)
	n := strconv.Itoa(len(b.pictures) + 1)
	b.pictures = append(b.pictures, docxPicture{d, docxPixels * smaller})
	unit := func(v float64) string { return strconv.Itoa(int(math.Round(v * smaller * docxUnits))) }
	width, height := unit(d.Width), unit(d.Height)
	b.begin(docxParagraph{style: "Picture"})
	b.raw(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="`, width, `" cy="`, height, `"/>`)
	b.raw(`<wp:docPr id="`, n, `" name="`)
	b.escaped(oneLine(c.Title))
	b.raw(`" descr="`)
	b.escaped(oneLine(c.Alt))
	b.raw(`"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>`)
	b.raw(`<a:graphic><a:graphicData uri="`, docxPictures, `"><pic:pic><pic:nvPicPr><pic:cNvPr id="`, n, `" name="`, n, `"/><pic:cNvPicPr/></pic:nvPicPr>`)
	b.raw(`<pic:blipFill><a:blip r:embed="picture`, n, `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`)
	b.raw(`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="`, width, `" cy="`, height, `"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`)
	b.raw(`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`)
	b.end()
}
