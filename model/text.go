package model

import (
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
)

// TextMax is the most characters that one text may have.
const TextMax = 10_000

// marksMax is how many combining marks may stand on one base. Vietnamese and
// Hebrew need up to three; more is noise that covers the lines around it.
const marksMax = 4

// Clean makes text from outside safe to draw, store and export, and is called
// at every door: keyboard, paste, files, arguments, and what is read back from
// the disk. What comes out is valid UTF-8 in NFC
// on one line, without control characters, escape sequences, bidirectional
// overrides, invisible characters that no script or emoji needs, or stacks of
// combining marks, and without blanks at its ends. Cleaning twice is cleaning
// once. It does not shorten: what is longer than TextMax is refused later, so
// that nothing is cut in silence.
func Clean(s string) string { return strings.TrimSpace(Safe(s)) }

// Safe is Clean for a text that is still being typed: blanks at its ends stay.
func Safe(s string) string {
	if plain(s) {
		return s
	}
	s = ansi.Strip(strings.ToValidUTF8(s, "\uFFFD"))
	// Taking something away can bring together what then composes, so until
	// nothing changes; each turn only shortens or composes.
	for {
		next := norm.NFC.String(sieve(norm.NFC.String(s)))
		if next == s {
			return s
		}
		s = next
	}
}

// plain says that a string is printable ASCII, which needs no cleaning.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

const (
	zwnj      = '\u200c'
	zwj       = '\u200d'
	emojiLook = '\ufe0f'
	blackFlag = '\U0001f3f4'
	tagEnd    = '\U000e007f'
)

// sieve lets through the characters that may stand in a text.
func sieve(s string) string {
	rs := []rune(s)
	var b strings.Builder
	b.Grow(len(s))
	var prev rune // the last one let through
	marks := 0
	for i := 0; i < len(rs); i++ {
		r := rs[i]
		var next rune
		if i+1 < len(rs) {
			next = rs[i+1]
		}
		switch {
		case r == '\r' && next == '\n':
			continue
		case r == '\n', r == '\t', r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
			r = ' '
		case r == zwj || r == zwnj:
			// Joins the parts of an emoji, or shapes letters of Indic and Arabic scripts.
			if !joins(prev) || !joins(next) {
				continue
			}
		case r == emojiLook:
			if !unicode.Is(unicode.So, prev) && !unicode.Is(unicode.Sm, prev) && !strings.ContainsRune("0123456789#*‼⁉", prev) || prev == 0 {
				continue
			}
		case r == blackFlag:
			if n := flag(rs[i:]); n > 0 {
				b.WriteString(string(rs[i : i+n]))
				i += n - 1
				prev, marks = tagEnd, 0
				continue
			}
		case unicode.Is(unicode.Cc, r), ignorable(r), nonCharacter(r):
			continue
		}
		switch {
		case r == zwj || r == zwnj: // no base: what follows stands on the one before
		case unicode.Is(unicode.M, r) && r != emojiLook:
			if marks++; marks > marksMax {
				continue
			}
		default:
			marks = 0
		}
		b.WriteRune(r)
		prev = r
	}
	return b.String()
}

// joins says that a joiner beside r has something to do.
func joins(r rune) bool {
	if r < 0x300 {
		return false
	}
	return unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) || unicode.IsLetter(r) || unicode.Is(unicode.M, r)
}

// flag is the length of a well-formed flag of a region at the start of rs:
// a black flag, tags that spell its code, an end tag; 0 when there is none.
func flag(rs []rune) int {
	for i := 1; i < len(rs) && i < 9; i++ {
		if rs[i] == tagEnd && i > 2 {
			return i + 1
		}
		if rs[i] < '\U000e0030' || rs[i] > '\U000e007a' {
			return 0
		}
	}
	return 0
}

// ignorable says that r draws nothing by itself: formats, bidirectional
// controls, tags, fillers, variation selectors.
func ignorable(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) ||
		unicode.Is(unicode.Variation_Selector, r)
}

func nonCharacter(r rune) bool { return r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef }

// eachText gives every string inside v to f, with the name of its field, and
// writes back what f returns. Maps keep their keys. v is a pointer.
func eachText(v any, f func(field, text string) (string, error)) error {
	return walk(reflect.ValueOf(v).Elem(), "", f)
}

func walk(v reflect.Value, field string, f func(string, string) (string, error)) error {
	switch v.Kind() {
	case reflect.String:
		old := v.String()
		text, err := f(field, old)
		if err == nil && text != old {
			v.SetString(text)
		}
		return err
	case reflect.Struct:
		if each, ok := v.Addr().Interface().(texts); ok {
			return each.eachText(f)
		}
		for i := range v.NumField() {
			if t := v.Type().Field(i); t.IsExported() {
				name := field
				if !t.Anonymous {
					name = t.Name
				}
				if err := walk(v.Field(i), name, f); err != nil {
					return err
				}
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := walk(v.Index(i), field, f); err != nil {
				return err
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return walk(v.Elem(), field, f)
		}
	case reflect.Interface: // what it holds cannot be written in its place
		if !v.IsNil() {
			held := reflect.New(v.Elem().Type()).Elem()
			held.Set(v.Elem())
			if err := walk(held, field, f); err != nil {
				return err
			}
			v.Set(held)
		}
	}
	return nil
}

// texts is what holds strings behind fields that reflection cannot reach.
type texts interface {
	eachText(f func(field, text string) (string, error)) error
}

func (l *List[T]) eachText(f func(field, text string) (string, error)) error {
	for _, it := range l.items {
		key := (*it).key()
		if err := eachText(it, f); err != nil {
			return err
		}
		if now := (*it).key(); now != key {
			if l.index[now] != nil {
				return refuse(IDTaken, "ID", now)
			}
			delete(l.index, key)
			l.index[now] = it
		}
	}
	return nil
}

// CleanTexts makes every string inside v safe, as Clean does, and is called on
// what was read from a disk. v is a pointer.
func CleanTexts(v any) {
	_ = eachText(v, func(_, text string) (string, error) { return Clean(text), nil }) // only a list with ids can refuse
}

// checkTexts refuses a text that is too long or has not been made safe. It is
// the last door: whatever way a text took, an unsafe one does not get in.
func checkTexts(v any) error {
	return eachText(v, func(field, s string) (string, error) {
		if len(s) > TextMax && utf8.RuneCountInString(s) > TextMax {
			return s, refuse(TextLong, "Field", field, "Max", TextMax)
		}
		if Safe(s) != s {
			return s, refuse(TextUnclean, "Field", field)
		}
		return s, nil
	})
}
