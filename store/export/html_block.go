package export

import (
	"cmp"
	"strconv"

	"kring/store/export/figure"
)

func (p *htmlPage) block(block Block) {
	if _, ok := block.(Break); ok {
		p.ends = p.begun
		return
	}
	if p.ends {
		p.put(`<div class="break"></div>`, "\n")
	}
	p.begun, p.ends = true, false
	switch block := block.(type) {
	case Heading:
		p.heading(block)
	case Paragraph:
		p.element("p", block.Text)
	case List:
		p.list(block)
	case Table:
		p.table(block)
	case Chart:
		p.chart(block)
	case Quote:
		if htmlText(block.Text) != "" {
			p.put("<blockquote>\n")
			p.element("p", block.Text)
			p.put("</blockquote>\n")
		}
	case Slip:
		p.slip(block)
	}
}

// heading writes a heading, at most one level below the one before it.
func (p *htmlPage) heading(h Heading) {
	text := htmlText(h.Text)
	if text == "" {
		return
	}
	p.title = h.Text
	p.level = min(max(h.Level, 2), p.level+1, 6)
	p.headings++
	tag := "h" + strconv.Itoa(p.level)
	p.put("<", tag, ` id="`, headingID(p.headings), `" dir="auto">`, text, "</", tag, ">\n")
}

func (p *htmlPage) list(l List) {
	items := filled(l.Items)
	if len(items) == 0 {
		return
	}
	p.put("<ul>\n")
	for _, item := range items {
		p.element("li", item)
	}
	p.put("</ul>\n")
}

// Widths at which charts are drawn, in points: for paper and wide screens, and
// for phones, on which the other would be too small to read.
const (
	wideChart   = 480
	narrowChart = 300
)

// chart writes a figure twice, one of which is shown: a reader of the screen
// hears the caption, and then what the picture shows.
func (p *htmlPage) chart(c Chart) {
	if c.Figure == nil {
		return
	}
	wide, narrow := c.Figure.Draw(wideChart), c.Figure.Draw(narrowChart)
	if wide.Height <= 0 || narrow.Height <= 0 {
		return
	}
	title, alt := cleanText(c.Title), cleanText(c.Alt)
	p.put("<figure>\n")
	if title != "" && (alt == "" || alt == title) {
		p.put(`<figcaption dir="auto" aria-hidden="true">`, htmlText(title), "</figcaption>\n") // said by the picture
	} else {
		p.element("figcaption", title)
	}
	p.drawing("wide", wide, cmp.Or(alt, title))
	p.drawing("narrow", narrow, cmp.Or(alt, title))
	p.put("</figure>\n")
}

func (p *htmlPage) drawing(class string, d figure.Drawing, alt string) {
	shapes := make([]figure.Shape, len(d.Shapes))
	for i, shape := range d.Shapes {
		if text, ok := shape.(figure.Text); ok {
			text.Text = cleanText(text.Text)
			shape = text
		}
		shapes[i] = shape
	}
	d.Shapes = shapes
	p.put(`<div class="`, class, "\">\n")
	_ = figure.SVG(p.w, d, alt) // Flush tells
	p.put("</div>\n")
}
