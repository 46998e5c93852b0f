package export

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// pdfText makes one line of a text, without what acts and cannot be seen.
func pdfText(text string) string {
	if plainLine(text) {
		return text
	}
	text = strings.ToValidUTF8(text, string(unicode.ReplacementChar))
	return oneLine(strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0':
			return r // keeps a mark with its word
		case unicode.IsSpace(r):
			return ' '
		case r == '\u200c' || r == '\u200d', r >= 0xe0020 && r < 0xe0080:
			return r // scripts and joined emoji need them
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
			return -1
		}
		return r
	}, text))
}

// pdfBreakAfter are the characters inside a long word that a line may end with.
const pdfBreakAfter = "-/@._,;:"

// wrap adds to lines those of a text, none wider than so many units. A text is
// broken at blanks, and inside a word that is wider by itself.
func (f *pdfFont) wrap(lines []string, text string, room int) []string {
	blank, _ := f.width(' ')
	start, end, used := 0, 0, 0 // the line so far
	for at := 0; at < len(text); {
		next := at + strings.IndexByte(text[at:], ' ')
		if next < at {
			next = len(text)
		}
		width := f.units(text[at:next])
		switch {
		case end > start && used+blank+width <= room:
			end, used = next, used+blank+width
		default:
			if end > start {
				lines = append(lines, text[start:end])
			}
			for width > room {
				n, taken := f.fitting(text[at:next], room)
				if n >= next-at {
					break
				}
				lines = append(lines, text[at:at+n])
				at += n
				width -= taken
			}
			start, end, used = at, next, width
		}
		at = next + 1
	}
	if end > start {
		lines = append(lines, text[start:end])
	}
	return lines
}

// fitting gives how many bytes of a word fit, and their units: at least one
// cluster. It ends behind a mark of punctuation that leaves half a line or less.
func (f *pdfFont) fitting(word string, room int) (n, units int) {
	good, goodUnits := 0, 0
	for all := graphemes.FromString(word); all.Next(); {
		_, w, _ := f.cluster(all.Value())
		if units+w > room && n > 0 {
			break
		}
		n, units = all.End(), units+w
		if units > room/2 && strings.Contains(pdfBreakAfter, all.Value()) {
			good, goodUnits = n, units
		}
	}
	if n < len(word) && good > 0 {
		return good, goodUnits
	}
	return n, units
}

// word gives the units of the widest word of a text.
func (f *pdfFont) word(text string) int {
	widest := 0
	for word := range strings.SplitSeq(text, " ") {
		widest = max(widest, f.units(word))
	}
	return widest
}

// cut gives so many lines of a text at most, with an ellipsis where it goes on.
func (f *pdfFont) cut(text string, room, most int) []string {
	lines := f.wrap(nil, text, room)
	if len(lines) <= most {
		return lines
	}
	lines = lines[:most]
	last := lines[most-1]
	if dots := f.units("…"); f.units(last)+dots > room {
		n, _ := f.fitting(last, room-dots)
		last = last[:n]
	}
	lines[most-1] = strings.TrimRight(last, " ") + "…"
	return lines
}
