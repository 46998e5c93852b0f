package model

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kring/model/hostile"
)

func TestCleanKeepsWhatPeopleWrite(t *testing.T) {
	for _, s := range []string{
		"", "Jeugdhuis De Kring", "Café ’t Ploegske", "crèche Ölçü", "Tiếng Việt", "日本語", "שלום", "مرحبا",
		"👩\u200d👩\u200d👧", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "❤️", "1️⃣", "क्\u200dष", "می\u200cخواهم", "👍🏽", "🇧🇪",
	} {
		if got := Clean(s); got != norm.NFC.String(s) {
			t.Errorf("Clean(%q) = %q", s, got)
		}
	}
}

func TestCleanTakesAwayWhatHarms(t *testing.T) {
	for in, want := range map[string]string{
		"a\x1b[31mrood\x1b[0mb":                       "aroodb",
		"\x1b]8;;https://x\x1b\\klik\x1b]8;;\a":       "klik",
		"a\x00b\x07c\x7fd":                            "abcd",
		"regel\nnog een\r\nen\teen":                   "regel nog een en een",
		"omge\u202ekeerd\u2066x\u2069":                "omgekeerdx",
		"on\u200bzicht\ufeffbaar\u00ad":               "onzichtbaar",
		"tag\U000e0041\U000e0042":                     "tag",
		"los\u200d joiner":                            "los joiner",
		"z\u0301\u0301\u0301\u0301\u0301\u0301\u0301": "\u017a\u0301\u0301\u0301\u0301",
		"lat\xefn1":                                   "lat\uFFFDn1",
		"  spaties  ":                                 "spaties",
		"e\u0301":                                     "é",
		"\u009b31mC1":                                 "31mC1",
		"hangul\u3164\u115fvul":                       "hangulvul",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"a\x1b[0m", "e\u0301\u0301", "\u200d\u200d", "🏴\U000e0067\U000e007f", "\xff\xfe", "\x1b]0;a", "ﬃ\u0323\u0307"} {
		f.Add(s)
	}
	for _, v := range hostile.All() {
		f.Add(v.Text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean := Clean(s)
		if !utf8.ValidString(clean) || !norm.NFC.IsNormalString(clean) {
			t.Fatalf("Clean(%q) = %q is not valid NFC", s, clean)
		}
		if again := Clean(clean); again != clean {
			t.Fatalf("Clean(%q) = %q, and cleaned again %q", s, clean, again)
		}
		if found := hostile.Found(clean, ""); found != "" {
			t.Fatalf("Clean(%q): %s", s, found)
		}
		if strings.TrimSpace(clean) != clean {
			t.Fatalf("Clean(%q) = %q has blanks at its ends", s, clean)
		}
	})
}

func TestEachTextReachesEveryString(t *testing.T) {
	s := workshop(t)
	marks := 0
	err := eachText(s, func(field, text string) (string, error) {
		marks++
		return text, nil
	})
	if err != nil || marks < 100 {
		t.Fatalf("%d texts, %v", marks, err)
	}
	for _, bad := range []string{"a\x1b[0m", "b\u202e", strings.Repeat("x", TextMax+1)} {
		c := Added[Idea]{Idea{ID: "i99", Text: bad}}
		if err := s.Check(c); err == nil {
			t.Errorf("the text %.10q got in", bad)
		}
		if err := s.Check(Batch{"x", []Change{c}}); err == nil {
			t.Errorf("the text %.10q got in with a batch", bad)
		}
	}
}
