package kit

import (
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of columns of a text. Nearly all that is drawn is plain:
// characters of one column that never join with each other, and the codes of
// styles. Only from the first that is not are characters put together as the
// library does, which takes ten times as long.
func Width(s string) int {
	columns, last := 0, 0 // before the last character, and where that is
	for i, n := 0, 0; ; {
		if i == len(s) {
			return columns + n
		}
		if size := code(s[i:]); size > 0 {
			i += size
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !plain(r) {
			return columns + ansi.StringWidth(s[last:])
		}
		columns, last = columns+n, i
		i, n = i+size, 1
	}
}

// plain says that a character is one column wide and joins with no other plain one.
func plain(r rune) bool {
	switch {
	case r < 0x7f:
		return r >= ' '
	case r < 0x2010: // Latin, without the soft hyphen
		return r >= 0xa0 && r < 0x300 && r != 0xad
	case r < 0x2800: // dashes and quotes; lines, blocks and shapes; the tick
		return r < 0x2028 || r >= 0x2500 && r < 0x25fd || r == 0x2713
	}
	return r < 0x2900 // braille
}

// code is the length of the code that a text begins with, such as that of a
// style; 0 where it begins with none, or one of another kind.
func code(s string) int {
	if len(s) < 3 || s[0] != '\x1b' || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 0x40 && c < 0x7f:
			return i + 1
		case c < 0x30 || c > 0x3f:
			return 0
		}
	}
	return 0
}
