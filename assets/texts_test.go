package assets

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

var places = regexp.MustCompile(`\{\{[^}]*\}\}`)

func placesOf(m i18n.Message) []string {
	found := places.FindAllString(m.One+m.Other, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// Every text is there in every language, with the same places to fill in.
func TestLanguagesAreComplete(t *testing.T) {
	first := Load(Languages[0]).Forms()
	if len(first) < 300 {
		t.Fatalf("only %d texts were read", len(first))
	}
	for _, lang := range Languages[1:] {
		forms := Load(lang).Forms()
		for _, id := range slices.Sorted(maps.Keys(first)) {
			m, ok := forms[id]
			switch {
			case !ok:
				t.Errorf("%s has no %s", lang, id)
			case (m.One == "") != (first[id].One == ""):
				t.Errorf("%s: %s has a singular in one language only", lang, id)
			case !slices.Equal(placesOf(m), placesOf(first[id])):
				t.Errorf("%s: %s has the places %v, and in %s %v", lang, id, placesOf(m), Languages[0], placesOf(first[id]))
			}
		}
		for id := range forms {
			if _, ok := first[id]; !ok {
				t.Errorf("%s has no %s", Languages[0], id)
			}
		}
	}
}

func TestTextsAreClean(t *testing.T) {
	for _, lang := range Languages {
		for id, m := range Load(lang).Forms() {
			for _, text := range []string{m.One, m.Other} {
				if strings.TrimSpace(text) != text || strings.ContainsAny(text, "\t\r") || strings.Contains(text, "  ") && !strings.Contains(id, "hint") && !strings.HasSuffix(id, "legend") && !strings.HasPrefix(id, "cli.") {
					t.Errorf("%s: %s is %q", lang, id, text)
				}
			}
		}
	}
}

func TestNumbersDatesAndLists(t *testing.T) {
	nl, en := Load("nl"), Load("en")
	for _, c := range []struct{ got, want string }{
		{nl.Decimal(3.25, 1), "3,2"}, {en.Decimal(3.25, 1), "3.2"},
		{nl.Date("2026-11-02"), "2 november 2026"}, {en.Date("2026-03"), "March 2026"}, {nl.Date("2026"), "2026"}, {nl.Date("ooit"), "ooit"},
		{nl.List([]string{"a"}), "a"}, {nl.List([]string{"a", "b", "c"}), "a, b en c"}, {en.List([]string{"a", "b"}), "a and b"}, {nl.List(nil), ""},
		{nl.N("common.minutes", 1), "1 minuut"}, {nl.N("common.minutes", 5), "5 minuten"}, {en.N("common.minutes", 1), "1 minute"},
		{nl.T("nothing.at.all"), "⟦nothing.at.all⟧"}, {Load("fr").Lang, "nl"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestUserLanguage(t *testing.T) {
	for _, c := range []struct{ all, lang, want string }{
		{"", "nl_BE.UTF-8", "nl"}, {"", "en_GB.UTF-8", "en"}, {"en_US", "nl_BE", "en"}, {"", "fr_BE", "nl"}, {"", "C", "nl"},
	} {
		t.Setenv("LC_ALL", c.all)
		t.Setenv("LC_MESSAGES", "")
		t.Setenv("LANG", c.lang)
		if got := UserLanguage(); got != c.want {
			t.Errorf("%q %q gives %s", c.all, c.lang, got)
		}
	}
}
