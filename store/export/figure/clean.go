package figure

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean makes one line of a text: blanks, ends of lines and tabs are one blank,
// and what acts on the text around it or is no character is left out. A blank at
// which no line may end stays. Of the marks on one letter some are kept, as a
// pile of them would reach into other lines, and of those on none none.
func clean(text string) string {
	var b strings.Builder
	const marksMost = 4 // no language has more
	blank, marks := false, 0
	for _, r := range text {
		switch {
		case breaks(r):
			blank = b.Len() > 0
			continue
		case acts(r):
			continue
		}
		if !unicode.In(r, unicode.Mn, unicode.Me) {
			marks = 0
		} else if marks++; marks > marksMost || b.Len() == 0 || blank {
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r) // bytes that are no text read as U+FFFD
	}
	return norm.NFC.String(b.String())
}

// breaks says whether a line may end at a character, which is then not written.
func breaks(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' && r != '\u2007'
}

// acts says whether a character is a command rather than a character: a control
// character, a direction, or one that XML or Unicode forbids. Joiners stay, as
// emoji and some scripts are written with them.
func acts(r rune) bool {
	const joiner, nonJoiner = '\u200d', '\u200c'
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != joiner && r != nonJoiner || r&0xfffe == 0xfffe || 0xfdd0 <= r && r <= 0xfdef
}
