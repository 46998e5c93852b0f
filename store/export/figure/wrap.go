package figure

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks a text into lines no wider than that: at blanks, and inside a word
// that is wider by itself.
func Wrap(text string, size float64, bold bool, room float64) []string {
	return wrap(text, size, bold, room, math.MaxInt)
}

// wrap stops after so many lines.
func wrap(text string, size float64, bold bool, room float64, most int) []string {
	room += 0.01 // a text fits in its own width, however that was added up
	var lines []string
	line, used := "", 0.0
	blank := Width(" ", size, bold)
	for _, word := range words(text) {
		long := widthTo(word, size, bold, room)
		if line != "" && used+blank+long <= room {
			line, used = line+" "+word, used+blank+long
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for long > room && len(lines) < most {
			head, rest := split(word, size, bold, room)
			if rest == "" {
				break
			}
			lines = append(lines, head)
			word, long = rest, widthTo(rest, size, bold, room)
		}
		if line, used = word, long; len(lines) >= most {
			return lines
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// words gives the parts of a text between which a line may end.
func words(text string) []string { return strings.Split(clean(text), " ") }

// split breaks a word that is too wide: after a stroke or a hyphen in it, or
// else anywhere between two characters, with a hyphen between letters. Its head
// is never empty.
func split(word string, size float64, bold bool, room float64) (head, rest string) {
	ends, whole := fitting(word, size, bold, room)
	if whole {
		return word, ""
	}
	at := ends[len(ends)-1]
	if i := strings.LastIndexAny(word[:at], "-/"); i >= at/3 && i > 0 {
		return word[:i+1], word[i+1:]
	}
	const tail = 3 // fewer letters alone on a line read badly
	if n := len(ends); utf8.RuneCountInString(word[at:]) < tail && n > 2*tail {
		at = ends[n-tail]
	}
	if !letters(word[:at], word[at:]) {
		return word[:at], word[at:]
	}
	hyphen := Width("-", size, bold)
	for n := len(ends) - 1; n > 0 && (ends[n] > at || Width(word[:at], size, bold)+hyphen > room); n-- {
		at = min(at, ends[n-1])
	}
	if Width(word[:at], size, bold)+hyphen > room {
		return word[:at], word[at:]
	}
	return word[:at] + "-", word[at:]
}

// fitting gives where a word can be broken so that what stands before it fits:
// at least one place, between two characters as readers see them.
func fitting(word string, size float64, bold bool, room float64) (ends []int, whole bool) {
	total := 0.0
	for at := 0; at < len(word); {
		char, _ := ansi.FirstGraphemeCluster(word[at:], ansi.GraphemeWidth)
		wide := Width(char, size, bold)
		if wide > room { // what is joined without end
			_, n := utf8.DecodeRuneInString(char)
			char = char[:n]
			wide = Width(char, size, bold)
		}
		if total += wide; total > room && at > 0 {
			return ends, false
		}
		at += len(char)
		ends = append(ends, at)
	}
	return ends, true
}

// letters says whether a word is broken between two letters.
func letters(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	return unicode.IsLetter(a) && unicode.IsLetter(b)
}
