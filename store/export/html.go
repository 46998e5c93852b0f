package export

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"kring/assets"
	"kring/store/export/figure"
)

// contentsMin is from how many parts a page begins with a table of contents.
const contentsMin = 4

// HTML writes a document as one page that needs nothing but itself: no script,
// no font, nothing from elsewhere, which its content security policy also
// forbids. It is for screens from a phone to a wide one, dark or light, for
// screen readers and for paper.
func HTML(w io.Writer, d Document, t *assets.Texts) error {
	p := &htmlPage{w: bufio.NewWriter(w), t: t, title: d.Title, level: 1}
	parts := htmlParts(d)
	p.head(d)
	p.put(`<body`)
	if len(parts) >= contentsMin {
		p.put(` class="contents"`)
	}
	p.put(">\n<header>\n")
	p.element("h1", d.Title)
	p.element("p", d.Subtitle)
	p.put("</header>\n")
	if len(parts) >= contentsMin {
		p.contents(parts)
	}
	p.put("<main>\n")
	for _, block := range d.Blocks {
		p.block(block)
	}
	p.put("</main>\n</body>\n</html>\n")
	return p.w.Flush()
}

// htmlPage is a page being written. What went wrong, its writer remembers.
type htmlPage struct {
	w        *bufio.Writer
	t        *assets.Texts
	title    string // of the part being written
	level    int    // of the last heading
	headings int    // so far
	begun    bool   // something stands on this page of paper
	ends     bool   // the page of paper ends before what comes next
}

// put writes markup; of the texts of people, only what htmlText made of them.
func (p *htmlPage) put(markup ...string) {
	for _, s := range markup {
		_, _ = p.w.WriteString(s) // Flush tells
	}
}

// element writes a text in an element of its own. Each takes its direction from
// its text.
func (p *htmlPage) element(tag, text string) {
	if text = htmlText(text); text != "" {
		p.put("<", tag, ` dir="auto">`, text, "</", tag, ">\n")
	}
}

// head writes what comes before the page. Only the style sheet that has the
// number of the policy counts, and no style elsewhere. A hash would do the same,
// but the Nu checker, which pages have to pass, works none out; the number is
// made of the style sheet, so that the same document gives the same bytes.
func (p *htmlPage) head(d Document) {
	style := inkVariables() + assets.StyleSheet()
	sum := sha256.Sum256([]byte(style))
	nonce := hex.EncodeToString(sum[:16])
	p.put("<!DOCTYPE html>\n", `<html lang="`, p.t.Lang, "\">\n<head>\n", `<meta charset="utf-8">`, "\n",
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-`, nonce,
		`'; base-uri 'none'; form-action 'none'">`, "\n",
		`<meta name="viewport" content="width=device-width, initial-scale=1">`, "\n",
		`<meta name="color-scheme" content="light dark">`, "\n",
		`<meta name="referrer" content="no-referrer">`, "\n",
		`<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">`, "\n",
		`<meta name="generator" content="kring">`, "\n",
		"<title>", htmlText(cmp.Or(d.Running, d.Title)), "</title>\n",
		`<style nonce="`, nonce, "\">\n", style, "</style>\n</head>\n")
}

// inkVariables gives the colours of paper, by the names that figures use.
func inkVariables() string {
	var b strings.Builder
	b.WriteString(":root {")
	for _, v := range []struct {
		name string
		ink  figure.Ink
	}{
		{"words", figure.Words}, {"dim", figure.Dim}, {"grid", figure.Grid}, {"accent", figure.Accent},
		{"second", figure.Second}, {"warm", figure.Warm}, {"pale", figure.Pale}, {"paper", figure.Paper},
	} {
		red, green, blue := v.ink.RGB()
		fmt.Fprintf(&b, " --%s: #%02x%02x%02x;", v.name, red, green, blue)
	}
	b.WriteString(" }\n")
	return b.String()
}

// htmlPart is a heading that the contents name.
type htmlPart struct{ id, title string }

// htmlParts gives the headings of the highest level there is below the title.
func htmlParts(d Document) []htmlPart {
	var parts []htmlPart
	n := 0
	for _, block := range d.Blocks {
		h, ok := block.(Heading)
		if !ok || htmlText(h.Text) == "" {
			continue
		}
		n++
		if h.Level <= 2 {
			parts = append(parts, htmlPart{headingID(n), h.Text})
		}
	}
	return parts
}

func headingID(n int) string { return "part" + strconv.Itoa(n) }

func (p *htmlPage) contents(parts []htmlPart) {
	p.put(`<nav aria-labelledby="contents">`, "\n", `<h2 id="contents">`, htmlText(p.t.T("page.contents")), "</h2>\n<ul>\n")
	for _, part := range parts {
		p.put(`<li><a dir="auto" href="#`, part.id, `">`, htmlText(part.title), "</a></li>\n")
	}
	p.put("</ul>\n</nav>\n")
}
