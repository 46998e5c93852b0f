package hostile

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// flags are the flags of regions: a black flag, the tags of a code, an end.
var flags = regexp.MustCompile(`^\x{1f3f4}[\x{e0030}-\x{e007a}]{2,7}\x{e007f}`)

// Found says what in a text does something else than being read, "" when nothing
// does. Characters of also may stand there: the line ends of a file, for one.
func Found(text, also string) string {
	marks, flag := 0, 0
	var before rune
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return at(text, i, "a byte that is no UTF-8")
		case strings.ContainsRune(also, r):
		case unicode.IsControl(r):
			return at(text, i, "a control character")
		case r == '\u200d' || r == '\u200c':
			if i == 0 || before < 0x300 {
				return at(text, i, "a joiner with nothing to join")
			}
		case r == '\ufe0f':
			if unicode.IsLetter(before) || before == r {
				return at(text, i, "the look of an emoji that is none")
			}
		case i < flag: // a tag of one
		case r == '\U0001f3f4':
			flag, marks = i+len(flags.FindString(text[i:])), 0
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r), unicode.Is(unicode.Variation_Selector, r),
			unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
			return at(text, i, "an invisible character")
		case unicode.Is(unicode.M, r):
			if marks++; marks > 4 {
				return at(text, i, "a stack of marks")
			}
		default:
			marks = 0
		}
		before = r
	}
	return ""
}

func at(text string, i int, what string) string {
	return fmt.Sprintf("%s in %+q", what, text[max(i-20, 0):min(i+20, len(text))])
}

// Split takes what was written to a terminal apart: sequences that command it,
// and text. A sequence that does not end goes on to the end.
func Split(raw string) (sequences []string, text string) {
	var b strings.Builder
	for raw != "" {
		i := strings.IndexByte(raw, '\x1b')
		if i < 0 {
			i = len(raw)
		}
		b.WriteString(raw[:i])
		if raw = raw[i:]; raw != "" {
			n := length(raw)
			sequences = append(sequences, raw[:n])
			raw = raw[n:]
		}
	}
	return sequences, b.String()
}

// length is how long the sequence is that begins a text (ECMA-48).
func length(raw string) int {
	kind := byte(0)
	if len(raw) > 1 {
		kind = raw[1]
	}
	switch kind {
	case '[':
		return ends(raw, 2, '0', '?')
	case ']', 'P', '_', '^', 'X':
		n := len(raw)
		if i := strings.Index(raw, "\x1b\\"); i >= 0 {
			n = i + 2
		}
		if i := strings.IndexByte(raw[:n], '\a'); i >= 0 && kind == ']' {
			n = i + 1
		}
		return n
	}
	return ends(raw, 1, 1, 0)
}

// ends is where a sequence ends whose parameters are between two signs: behind
// them and what stands between, with one sign.
func ends(raw string, i int, from, to byte) int {
	for i < len(raw) && raw[i] >= from && raw[i] <= to {
		i++
	}
	for i < len(raw) && raw[i] >= ' ' && raw[i] <= '/' {
		i++
	}
	return min(i+1, len(raw))
}

// style is a sequence that sets colours and weight, as kring draws; it never
// blinks or conceals.
var style = regexp.MustCompile(`^\x1b\[(` + one + `(;` + one + `)*)?m$`)

const one = `(0?|[123479]|2[2-4679]|3[0-79]|4[0-79]|9[0-7]|10[0-7]|[34]8[;:](5[;:]\d+|2[;:]\d+[;:]\d+[;:]\d+))`

// Drawn says what in a frame is neither text nor a style.
func Drawn(frame string) string {
	sequences, text := Split(frame)
	for _, s := range sequences {
		if !style.MatchString(s) {
			return fmt.Sprintf("the sequence %q", s)
		}
	}
	return Found(text, "\n")
}
