package export

import (
	"html"
	"strings"
	"unicode/utf8"
)

// htmlText writes a text for between tags or between the quotes of an attribute:
// it is shown as it is, and nothing in it acts.
func htmlText(text string) string { return html.EscapeString(cleanText(text)) }

// cleanText makes one line of a text, with a sign in place of what no page may
// hold.
func cleanText(text string) string {
	if plainLine(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if nonCharacter(r) {
			return utf8.RuneError
		}
		return r
	}, oneLine(text))
}

// nonCharacter says that Unicode will never give r a meaning.
func nonCharacter(r rune) bool {
	return r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}
