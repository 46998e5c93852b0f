package export

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// where says what acts at the place of a text.
type where int

const (
	atStart   where = iota // of a line or list item: it could begin a block
	inHeading              // behind the hashes
	inCell                 // between the bars of a table
)

var (
	// A text that begins so would begin a heading, a quote, a list, a rule (for
	// which two dashes do behind that of a list) or a definition.
	beginsBlock = regexp.MustCompile(`^(?:[#>]|[-+*:~](?:\s|$)|(?:-\s*){2,}$|(?:_\s*){3,}$)`)
	beginsCount = regexp.MustCompile(`^\d{1,9}[.)](?:\s|$)`)
	endsHeading = regexp.MustCompile(`(?:^|\s)(#+)$`)
	entity      = regexp.MustCompile(`^&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);`)
)

// edge stands for the character before the first and after the last.
const edge = rune(-1)

// mdText writes a text so that it is shown as it is, with as few escapes as
// that takes.
func mdText(text string, at where) string {
	text = oneLine(text)
	escape := blockAt(text, at)
	pairs := paired(text)
	rs := []rune(text)
	var b strings.Builder
	for i, r := range rs {
		prev, next := edge, edge
		if i > 0 {
			prev = rs[i-1]
		}
		if i+1 < len(rs) {
			next = rs[i+1]
		}
		switch {
		case r == '<' && tagStart(next):
			b.WriteString("&lt;")
			continue
		case r == '&' && entity.MatchString(string(rs[i:min(len(rs), i+entityMax)])):
			b.WriteString("&amp;")
			continue
		case i == escape,
			r == '[',
			r == '|' && at == inCell,
			r == '\\' && (next == edge || punctuation(next)),
			pairs[r] && flanks(r, prev, next),
			r == ':' && next == '/' && i+2 < len(rs) && rs[i+2] == '/',
			r == '.' && www(rs[:i]),
			r == '@' && !blank(prev) && !blank(next):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// entityMax is longer than any entity that HTML knows.
const entityMax = 40

// blockAt gives the place, in characters, of the one that would make something
// else of the whole line, or -1.
func blockAt(text string, at where) int {
	switch at {
	case atStart:
		if beginsBlock.MatchString(text) {
			return 0
		}
		if beginsCount.MatchString(text) {
			return strings.IndexAny(text, ".)")
		}
	case inHeading:
		if m := endsHeading.FindStringSubmatchIndex(text); m != nil {
			return utf8.RuneCountInString(text[:m[2]])
		}
	}
	return -1
}

// tagStart says that < before r may begin HTML or a link.
func tagStart(r rune) bool {
	return r > 0 && r < utf8.RuneSelf && (unicode.IsLetter(r) || strings.ContainsRune("/!?", r))
}

// paired gives the characters that act in pairs only and are there twice.
func paired(text string) map[rune]bool {
	pairs := make(map[rune]bool)
	for _, r := range "*_~`$" {
		if strings.Count(text, string(r)) > 1 {
			pairs[r] = true
		}
	}
	return pairs
}

// flanks says that a character between these two can open or close something.
// Between blanks none can, and inside a word an underscore cannot.
func flanks(r, prev, next rune) bool {
	switch r {
	case '`', '$':
		return true
	case '_':
		if inWord(prev) && inWord(next) {
			return false
		}
	}
	return !blank(prev) || !blank(next)
}

// www says that the text ends in the www of an address, to which a dot would
// add the link.
func www(before []rune) bool {
	n := len(before) - 3
	return n >= 0 && strings.EqualFold(string(before[n:]), "www") && (n == 0 || !inWord(before[n-1]))
}

// blank says that r is a blank or the edge of the text. What other white there
// is, not every reader of Markdown takes for white.
func blank(r rune) bool { return r == edge || r == ' ' }

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// punctuation says that a backslash before r is an escape.
func punctuation(r rune) bool {
	return r > ' ' && r < 0x7f && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
