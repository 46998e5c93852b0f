package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// oneLine makes of a text one line without blanks at its ends. Texts come in
// that way; a renderer does not rely on it.
func oneLine(text string) string {
	text = strings.ToValidUTF8(text, string(utf8.RuneError))
	return strings.TrimSpace(strings.Join(strings.FieldsFunc(text, isBreak), " "))
}

// plainLine says that a text is printable ASCII without blanks to take out, as
// most are.
func plainLine(text string) bool {
	blank := true // so that none stands first
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c > '~' || c == ' ' && blank {
			return false
		}
		blank = c == ' '
	}
	return !blank || text == ""
}

// isBreak says that r would end a line, or is no character to write at all.
func isBreak(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == ' ' }
