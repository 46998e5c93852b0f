package assets

import (
	"fmt"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Texts are the words of the program in one language. A text has an id such as
// "home.new"; the files in locales hold them, one for each part of the program
// and language.
type Texts struct {
	Lang      string
	plain     map[string]string // those without arguments or plural
	localizer *i18n.Localizer
	forms     map[string]*i18n.Message
}

// Load gives the words in a language; in Dutch where it is not one of
// Languages.
func Load(lang string) *Texts {
	if lang != "en" {
		lang = "nl"
	}
	tag := language.MustParse(lang)
	bundle := i18n.NewBundle(tag)
	t := &Texts{Lang: lang, plain: make(map[string]string), forms: make(map[string]*i18n.Message)}
	for name, data := range each("locales") {
		if !strings.HasSuffix(name, "."+lang+".json") {
			continue
		}
		file, err := i18n.ParseMessageFileBytes(data, name, nil)
		if err != nil {
			panic(fmt.Sprintf("locales/%s: %v", name, err)) // embedded: a test reads them all
		}
		for _, m := range file.Messages {
			t.forms[m.ID] = m
			if m.One == "" && !strings.Contains(m.Other, "{{") {
				t.plain[m.ID] = m.Other
				continue
			}
			bundle.MustAddMessages(tag, m)
		}
	}
	t.localizer = i18n.NewLocalizer(bundle, lang)
	return t
}

// T gives a text. args are names and values in turn, for the places {{.Name}}
// in it. A text that is not there shows as its id, which a test looks for.
func (t *Texts) T(id string, args ...any) string {
	if s, ok := t.plain[id]; ok {
		return s
	}
	return t.localize(id, nil, args)
}

// N gives a text in the form for a number, which may stand in it as {{.N}}.
func (t *Texts) N(id string, n int, args ...any) string {
	if s, ok := t.plain[id]; ok {
		return s
	}
	return t.localize(id, n, append(args, "N", n))
}

func (t *Texts) localize(id string, count any, args []any) string {
	data := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		data[args[i].(string)] = args[i+1]
	}
	s, err := t.localizer.Localize(&i18n.LocalizeConfig{MessageID: id, PluralCount: count, TemplateData: data})
	if err != nil {
		return "⟦" + id + "⟧"
	}
	return s
}

// Has says whether there is such a text.
func (t *Texts) Has(id string) bool { return t.forms[id] != nil }

// Forms gives every text, by id, for the tests that compare languages.
func (t *Texts) Forms() map[string]*i18n.Message { return t.forms }

// Decimal writes a number with that many decimals, as the language does.
func (t *Texts) Decimal(f float64, decimals int) string {
	s := fmt.Sprintf("%.*f", decimals, f)
	if t.Lang == "nl" {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// Date writes a date of the session file: "22 november 2026", "november 2026"
// or "2026". What is no date comes back as it is.
func (t *Texts) Date(date string) string {
	if at, err := time.Parse("2006-01-02", date); err == nil {
		return fmt.Sprintf("%d %s %d", at.Day(), t.month(at), at.Year())
	}
	if at, err := time.Parse("2006-01", date); err == nil {
		return fmt.Sprintf("%s %d", t.month(at), at.Year())
	}
	return date
}

func (t *Texts) month(at time.Time) string { return t.T(fmt.Sprintf("month.%d", int(at.Month()))) }

// List joins parts as a sentence does: "a, b en c".
func (t *Texts) List(parts []string) string {
	if n := len(parts); n > 1 {
		return strings.Join(parts[:n-1], ", ") + " " + t.T("common.and") + " " + parts[n-1]
	}
	return strings.Join(parts, "")
}
