package assets

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Texts are the words of the program in one language. A text has an id such as
// "home.new"; the files in locales hold them, one for each part of the program
// and language.
type Texts struct {
	Lang      string
	words     words
	known     map[string]bool // the texts that the bundle has
	tag       language.Tag
	bundle    *i18n.Bundle // of texts with places or a plural, as they are asked for
	localizer *i18n.Localizer
}

// Load gives the words in a language; in Dutch where it is not one of
// Languages.
func Load(lang string) *Texts {
	if lang != "en" {
		lang = "nl"
	}
	return &Texts{Lang: lang, words: inLanguage[lang], known: make(map[string]bool)}
}

// words are the texts of a language, read once and by whoever asks first: those
// that every start needs, and those of the other parts.
type words struct{ first, others func() forms }

// forms are texts by their ids, with their forms.
type forms map[string]i18n.Message

// first are the parts that every start needs. The others are read when a text
// is asked for that is not in these.
var first = []string{"common", "app", "cli"}

var inLanguage = map[string]words{"nl": wordsOf("nl"), "en": wordsOf("en")}

func wordsOf(lang string) words {
	return words{
		first:  sync.OnceValue(func() forms { return parts(lang, true) }),
		others: sync.OnceValue(func() forms { return parts(lang, false) }),
	}
}

// parts reads the parts that every start needs, or the others.
func parts(lang string, needed bool) forms {
	names, err := fs.Glob(files, "locales/*."+lang+".json")
	if err != nil {
		panic(err)
	}
	all := make(forms, 1<<11)
	for _, name := range names {
		if part, _, _ := strings.Cut(path.Base(name), "."); slices.Contains(first, part) != needed {
			continue
		}
		data, err := files.ReadFile(name)
		if err == nil {
			err = all.read(data)
		}
		if err != nil {
			panic(fmt.Sprintf("%s: %v", name, err)) // embedded: a test reads them all
		}
	}
	return all
}

// find gives a text with its forms.
func (t *Texts) find(id string) (i18n.Message, bool) {
	m, ok := t.words.first()[id]
	if !ok {
		m, ok = t.words.others()[id]
	}
	return m, ok
}

// The names of the forms of a text, which stand last in its path.
const one, other = "one", "other"

// read takes in a file: texts in objects within objects, the names of which
// make up the id of a text. The library can read such files too, but takes a
// tenth of the time to the first frame for it.
func (f forms) read(data []byte) error {
	dec := jsontext.NewDecoder(bytes.NewReader(data))
	for {
		token, err := dec.ReadToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if token.Kind() != '"' || dec.StackDepth() == 0 {
			continue
		}
		if kind, n := dec.StackIndex(dec.StackDepth()); kind == '{' && n%2 == 1 {
			continue // a name
		}
		f.add(strings.ReplaceAll(string(dec.StackPointer()[1:]), "/", "."), token.String())
	}
}

func (f forms) add(id, text string) {
	form := other
	if base, ok := strings.CutSuffix(id, "."+one); ok {
		id, form = base, one
	} else if base, ok := strings.CutSuffix(id, "."+other); ok {
		id = base
	}
	m := f[id]
	m.ID = id
	if form == one {
		m.One = text
	} else {
		m.Other = text
	}
	f[id] = m
}

// T gives a text. args are names and values in turn, for the places {{.Name}}
// in it. A text that is not there shows as its id, which a test looks for.
func (t *Texts) T(id string, args ...any) string {
	return t.localize(id, nil, args)
}

// N gives a text in the form for a number, which may stand in it as {{.N}}.
func (t *Texts) N(id string, n int, args ...any) string {
	return t.localize(id, n, append(args, "N", n))
}

func (t *Texts) localize(id string, count any, args []any) string {
	m, ok := t.find(id)
	if !ok {
		return "⟦" + id + "⟧"
	}
	if m.One == "" && !strings.Contains(m.Other, "{{") {
		return m.Other
	}
	if t.bundle == nil {
		t.tag = language.MustParse(t.Lang)
		t.bundle = i18n.NewBundle(t.tag)
		t.localizer = i18n.NewLocalizer(t.bundle, t.Lang)
	}
	if !t.known[id] {
		t.bundle.MustAddMessages(t.tag, &m)
		t.known[id] = true
	}
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
func (t *Texts) Has(id string) bool {
	_, ok := t.find(id)
	return ok
}

// Forms gives every text, by id, for the tests that compare languages.
func (t *Texts) Forms() map[string]i18n.Message {
	all := maps.Clone(t.words.first())
	maps.Copy(all, t.words.others())
	return all
}

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

// ShortDate writes a date of the session file in figures: "22/11/2026",
// "11/2026" or "2026".
func (t *Texts) ShortDate(date string) string {
	for _, form := range [][2]string{{"2006-01-02", "2/1/2006"}, {"2006-01", "1/2006"}} {
		if at, err := time.Parse(form[0], date); err == nil {
			return at.Format(form[1])
		}
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
