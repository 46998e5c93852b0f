package export

import (
	"bufio"
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// docxXML writes the XML of one file. An error stays with it until it is
// flushed.
type docxXML struct{ *bufio.Writer }

// raw writes markup, in which no text of people has a place.
func (x docxXML) raw(markup ...string) {
	for _, s := range markup {
		_, _ = x.WriteString(s) // see docxXML
	}
}

// rawf writes markup with numbers and names in it.
func (x docxXML) rawf(format string, args ...any) { fmt.Fprintf(x, format, args...) }

// escaped writes a text so that it stays text, in an element as in an
// attribute. What XML cannot hold is left out.
func (x docxXML) escaped(text string) {
	from := 0
	for i, r := range text {
		instead := ""
		switch {
		case r == '&':
			instead = "&amp;"
		case r == '<':
			instead = "&lt;"
		case r == '>':
			instead = "&gt;"
		case r == '"':
			instead = "&quot;"
		case !unicode.IsControl(r) && r != '\ufffe' && r != '\uffff' && r != utf8.RuneError:
			continue
		}
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(text[i:])
			if size > 1 {
				continue // somebody wrote that very character
			}
		}
		x.raw(text[from:i], instead)
		from = i + size
	}
	x.raw(text[from:])
}

// runs writes a text in runs of one direction each.
func (x docxXML) runs(text string) {
	for _, piece := range docxDirections(text) {
		x.raw(`<w:r>`)
		if piece.right {
			x.raw(`<w:rPr><w:rtl/></w:rPr>`)
		}
		x.raw(`<w:t xml:space="preserve">`)
		x.escaped(piece.text)
		x.raw(`</w:t></w:r>`)
	}
}

// docxDirected is a piece of text that runs in one direction.
type docxDirected struct {
	text  string
	right bool // from right to left
}

// docxFirstTurning is the first character of the first script that runs from
// right to left: Hebrew.
const docxFirstTurning = 0x590

// docxDirections cuts a text where its direction turns. What has no direction of
// its own, such as a blank, goes with what stands on both sides of it, else with
// the paragraph.
func docxDirections(text string) []docxDirected {
	if !docxMayTurn(text) {
		return []docxDirected{{text: text}}
	}
	var all []docxDirected
	base := docxRightToLeft(text)
	add := func(piece string, right bool) {
		if last := len(all) - 1; last >= 0 && all[last].right == right {
			all[last].text += piece
		} else if piece != "" {
			all = append(all, docxDirected{piece, right})
		}
	}
	last, from, neutral := base, 0, 0 // text[from:neutral] runs as last, then nothing decides
	for i := 0; i < len(text); {
		p, size := bidi.LookupString(text[i:])
		size = max(size, 1)
		if right, strong := docxStrong(p); strong {
			if right != last {
				add(text[from:neutral], last)
				add(text[neutral:i], base)
				from, last = i, right
			}
			neutral = i + size
		}
		i += size
	}
	add(text[from:neutral], last)
	add(text[neutral:], base)
	return all
}

// docxRightToLeft says whether the first letter that has a direction runs from
// right to left.
func docxRightToLeft(text string) bool {
	if !docxMayTurn(text) {
		return false
	}
	for i := 0; i < len(text); {
		p, size := bidi.LookupString(text[i:])
		if right, strong := docxStrong(p); strong {
			return right
		}
		i += max(size, 1)
	}
	return false
}

// docxMayTurn spares most texts the tables of Unicode.
func docxMayTurn(text string) bool {
	for _, r := range text {
		if r >= docxFirstTurning {
			return true
		}
	}
	return false
}

func docxStrong(p bidi.Properties) (right, strong bool) {
	switch p.Class() {
	case bidi.R, bidi.AL:
		return true, true
	case bidi.L:
		return false, true
	}
	return false, false
}
