package export

import "strings"

// slip writes a ballot of paper. Its circles and its line are drawn by borders,
// which every printer prints; who hears the page has the rules in words.
func (p *htmlPage) slip(s Slip) {
	p.put(`<div class="slip">`, "\n", `<div class="who">`, "\n")
	p.classed("p", "number", s.Title)
	p.put("<div>\n")
	p.classed("p", "name", s.Name)
	p.classed("p", "rules", s.Rules)
	p.put("</div>\n</div>\n")
	if len(s.Options) > 0 {
		circles := strings.Repeat("<i></i>", max(s.Circles, 0))
		p.put(`<ul class="options">`, "\n")
		for _, o := range s.Options {
			p.put("<li>")
			p.classed("b", "letter", o.Letter)
			p.classed("span", "option", o.Text)
			p.put(`<span class="circles" aria-hidden="true">`, circles, "</span></li>\n")
		}
		p.put("</ul>\n")
	}
	p.put(`<p class="cut" aria-hidden="true">✂ `, htmlText(p.t.T("page.cut")), "</p>\n</div>\n")
}

// classed writes a text in an element with a class.
func (p *htmlPage) classed(tag, class, text string) {
	if text = htmlText(text); text != "" {
		p.put("<", tag, ` class="`, class, `" dir="auto">`, text, "</", tag, ">\n")
	}
}
