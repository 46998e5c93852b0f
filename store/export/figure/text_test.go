package figure

import (
	"slices"
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	for _, c := range [][2]string{
		{"  een\ttwee\r\n drie\u2028vier ", "een twee drie vier"},
		{"a\x00b\x1b[31mc\x7f\u0085d", "ab[31mc d"},
		{"\u202eabc\u2066d\u200b\u00ad\ufeff", "abcd"},
		{"vast\u00a0°", "vast\u00a0°"},
		{"e\u0301\uffff\ufdd0\U0001fffe", "é"},
		{"👩\u200d👧", "👩\u200d👧"},
		{"\xff", "\ufffd"},
		{"x" + strings.Repeat("\u0335", 99), "x\u0335\u0335\u0335\u0335"},
	} {
		if got := clean(c[0]); got != c[1] {
			t.Errorf("%q: %q, not %q", c[0], got, c[1])
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		room float64
		want []string
	}{
		{"", 50, nil},
		{"een twee drie", 60, []string{"een twee drie"}},
		{"een twee drie", 40, []string{"een twee", "drie"}},
		{"een twee\u00a0° drie", 38, []string{"een", "twee\u00a0°", "drie"}},
		{"zorg/welzijn/onderwijs", 60, []string{"zorg/welzijn/", "onderwijs"}},
		{"Omgevingsinterventies", 60, []string{"Omgevingsint-", "erventies"}},
		{"Verbondenheid", 56, []string{"Verbonden-", "heid"}},
		{"👩\u200d👧👩\u200d👧👩\u200d👧", 20, []string{"👩\u200d👧", "👩\u200d👧", "👩\u200d👧"}},
		{"abc", 0, []string{"a", "b", "c"}},
	} {
		if got := Wrap(c.text, textSize, false, c.room); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, not %q", c.text, got, c.want)
		}
	}
}

// A label keeps within its room and its lines, and says what was left out.
func TestLabelsAreBounded(t *testing.T) {
	for _, text := range []string{strings.Repeat("w", 10_000), strings.Repeat("woord ", 2_000), strings.Repeat("👍\u200d", 10_000)} {
		l := newLabel(text, textSize, false, 100)
		if len(l.lines) != labelLines || l.width() > 100.1 || !strings.HasSuffix(l.lines[labelLines-1], "…") {
			t.Errorf("%d lines, %v wide, the last %q", len(l.lines), l.width(), l.lines[len(l.lines)-1])
		}
	}
}

func TestVisualOrder(t *testing.T) {
	for _, c := range [][2]string{
		{"gewoon 12", "gewoon 12"},
		{"שלום", "םולש"},
		{"een שלום twee", "een םולש twee"},
	} {
		if got := visual(c[0]); got != c[1] {
			t.Errorf("%q: %q, not %q", c[0], got, c[1])
		}
	}
}
