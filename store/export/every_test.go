package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/go-json-experiment/json"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"kring/assets"
	"kring/model"
	"kring/store"
)

// Everything that can be written, of sessions of every sort.

// requests gives everything that can be asked for.
func requests() []Request {
	var all []Request
	for _, format := range Formats {
		kinds := Kinds(format)
		if kinds == nil {
			kinds = []string{""}
		}
		for _, kind := range kinds {
			all = append(all, Request{Format: format, Kind: kind}, Request{Format: format, Kind: kind, Anonymous: true})
		}
	}
	return all
}

func (r Request) String() string {
	name := r.Format + " " + r.Kind
	if r.Anonymous {
		name += " anonymous"
	}
	return strings.TrimSpace(name)
}

// bookOf opens a session with a line in its log.
func bookOf(s *model.Session) *model.Book {
	line := model.Line{Seq: 1, Time: "2026-11-22T10:00:00Z", Kind: "participant.added", Text: "Als eerste in de rij"}
	return model.NewBook(model.NewHistory(s, 1, []model.Line{line}), nil)
}

// example is the worked example in a language.
func example(t testing.TB, lang string) *model.Session {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "assets", "examples", "leuven."+lang+".json"))
	if err != nil {
		t.Fatal(err)
	}
	s, _, err := store.Import(data, methods(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// made writes what is asked for. There need be no round to write votes of.
func made(t testing.TB, s *model.Session, r Request, lang string) []byte {
	t.Helper()
	var b bytes.Buffer
	var refused *model.Error
	if _, err := Write(&b, bookOf(s), r, assets.Load(lang)); err != nil && !(errors.As(err, &refused) && (refused.Code == NoRound || refused.Code == NoLog)) {
		t.Fatalf("%s: %v", r, err)
	}
	return b.Bytes()
}

// The same session gives the same bytes, whatever is made of it.
func TestEveryFormatTwice(t *testing.T) {
	for name, s := range map[string]*model.Session{
		"example": example(t, "nl"), "trial": trial(t),
		"empty": fresh(t, "warme-steden").Session(), "open": fresh(t, "open").Session(),
	} {
		for _, r := range requests() {
			first, second := made(t, s, r, "nl"), made(t, s.Clone(), r, "nl")
			if !bytes.Equal(first, second) {
				t.Errorf("%s, %s: two of the same differ", name, r)
			}
		}
	}
}

// nastiest are texts that a format could take for something else than text.
var nastiest = []string{
	`=HYPERLINK("http://kwaad.be","klik")`, "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)", "\t=1+1", "＝1+1", "=1+1",
	`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `</w:t></w:r><w:hyperlink>`, `"><a href="javascript:alert(1)">x</a>`, `&lt;b&gt; &amp; &#60;`, `]]>`, `<!-- -->`, `--><b>`, `{{.}} ${x} %s`,
	`# kop`, `[link](http://kwaad.be)`, `![beeld](http://kwaad.be/x.png)`, "`code` **vet** _schuin_", `| a | b |`, "```", `<http://kwaad.be>`, `http://kwaad.be an@kwaad.be www.kwaad.be`,
	"👩‍👩‍👧 🏳️‍🌈 🎉 ☃", "שלום עולם", "مرحبا بالعالم", "日本語のテキスト", "é̂ ﬁ ½ – — … ‘’ “” ✓ ● ▲ ■ □ ○", "zacht\u00adstreepje", "ﷺ", "𝔘𝔫𝔦",
	`\' " \\ /`, `C:\map\*`, "(haakjes) \\(", "<<>>", "%PDF-1.7 endobj stream", "/URI (http://kwaad.be)",
}

// hostileSession is the worked example with hostile texts in every field that
// people fill in, one of them a word that does not end.
func hostileSession(t testing.TB) *model.Session {
	t.Helper()
	s := example(t, "nl")
	n := 0
	next := func() string {
		n++
		text := nastiest[n%len(nastiest)]
		if n%7 == 0 {
			text += " " + nastiest[(n*5)%len(nastiest)]
		}
		return model.Clean(fmt.Sprintf("%s merk%04d", text, n))
	}
	for i, p := range s.Participants.All() {
		p.Organisation, p.Person, p.Contact = next(), next(), next()
		p.Young = i%3 == 0
	}
	s.Title, s.Municipality, s.Facilitator = next(), next(), next()
	for _, list := range []any{&s.Meetings, &s.Scans, &s.Pillars, &s.Offer, &s.Clusters, &s.Objectives, &s.Rounds, &s.Actions, &s.Anchoring, &s.Notes} {
		for _, entry := range entriesOf(list) {
			fillTexts(entry.Elem(), next)
		}
	}
	endless := strings.Repeat("w", model.TextMax)
	s.Objectives.All()[1].What, s.Objectives.All()[2].Note = endless, endless
	s.Actions.All()[4].Description = endless
	s.Offer.All()[0].Note = endless
	for i, a := range s.Actions.All() {
		a.Owner = fmt.Sprintf("p%d", 1+i%12)
		a.Partners = []model.Partner{{Participant: fmt.Sprintf("p%d", 1+(i+3)%12), Commitment: next()}}
		a.Indicators = []model.Indicator{{Kind: "bereik", Text: next(), Target: next(), Result: next()}}
		a.Reports = []model.Report{{Time: "2027-03-01T10:00:00Z", Text: next()}}
		a.Start, a.End = "2027-01", "2027-06-30"
	}
	for _, m := range s.Meetings.All() {
		m.Agreements = []string{next(), next()}
	}
	// Through the file and back: what comes in is what can be in there.
	var b bytes.Buffer
	if _, err := store.Export(&b, s, nil, nil); err != nil {
		t.Fatal(err)
	}
	back, _, err := store.Import(b.Bytes(), methods(t))
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// entriesOf gives pointers to the entries of a list of the model.
func entriesOf(list any) []reflect.Value {
	out := reflect.ValueOf(list).MethodByName("All").Call(nil)[0]
	var all []reflect.Value
	for i := range out.Len() {
		all = append(all, out.Index(i))
	}
	return all
}

// fillTexts sets the fields of an entry that hold people's words.
func fillTexts(v reflect.Value, next func() string) {
	words := []string{"Title", "Place", "Reason", "Name", "Organisation", "Note", "What", "Whom", "Description", "Setting",
		"FirstSteps", "Means", "Funding", "Anchoring", "Text", "Well", "Better", "Source", "Challenges"}
	for i := range v.NumField() {
		switch f := v.Field(i); {
		case f.Kind() == reflect.String && f.Type() == reflect.TypeFor[string]() && slices.Contains(words, v.Type().Field(i).Name):
			f.SetString(next())
		case f.Kind() == reflect.Struct && f.CanAddr() && f.Addr().MethodByName("All").IsValid():
			for _, entry := range entriesOf(f.Addr().Interface()) {
				fillTexts(entry.Elem(), next)
			}
		case f.Kind() == reflect.Struct:
			fillTexts(f, next)
		}
	}
}

// said gives the texts of a document: what a reader of it can read.
func said(d Document) []string {
	texts := []string{d.Title, d.Subtitle}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case Heading:
			texts = append(texts, b.Text)
		case Paragraph:
			texts = append(texts, b.Text)
		case Quote:
			texts = append(texts, b.Text)
		case List:
			texts = append(texts, b.Items...)
		case Table:
			texts = append(texts, b.Header...)
			for _, row := range b.Rows {
				texts = append(texts, row...)
			}
		case Slip:
			texts = append(texts, b.Title, b.Name, b.Rules)
			for _, o := range b.Options {
				texts = append(texts, o.Letter, o.Text)
			}
		}
	}
	return texts
}

// squeezed is a text without blanks and without what XML cannot hold, so that
// it is found wherever lines were broken.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, text)
}

// partsOf gives the files in a zip archive by name.
func partsOf(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(content)
	}
	return all
}

// characters gives the text in XML or HTML, and the names of its elements and
// attributes.
func characters(t testing.TB, source string, loose bool) (text string, names map[string]bool) {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(source))
	if loose {
		dec.Strict, dec.AutoClose, dec.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	}
	var b strings.Builder
	names = make(map[string]bool)
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return b.String(), names
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			names[token.Name.Local] = true
			for _, a := range token.Attr {
				names["@"+a.Name.Local] = true
			}
		case xml.CharData:
			b.Write(token)
		}
	}
}

// readBack gives the text of a document in a format, as a reader sees it, or
// false where that takes a program that is not here.
func readBack(t testing.TB, format string, data []byte) (string, bool) {
	t.Helper()
	switch format {
	case "docx":
		text, names := characters(t, partsOf(t, data)["word/document.xml"], false)
		if names["object"] || names["altChunk"] {
			t.Error("the document holds something foreign")
		}
		return text, true
	case "html":
		text, names := characters(t, string(data), true)
		for _, name := range []string{"script", "img", "iframe", "object", "form", "link", "@onerror", "@onclick", "@src"} {
			if names[name] {
				t.Errorf("the page has %s", name)
			}
		}
		return text, true
	case "md":
		var b bytes.Buffer
		if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert(data, &b); err != nil {
			t.Fatal(err)
		}
		text, names := characters(t, b.String(), true)
		for _, name := range []string{"a", "img", "script", "em", "strong", "del"} {
			if names[name] {
				t.Errorf("a text has become %s", name)
			}
		}
		return text, true
	case "pdf":
		for _, action := range []string{"/URI", "/JavaScript", "/Launch", "/Type /EmbeddedFile"} {
			if bytes.Contains(data, []byte(action)) {
				t.Errorf("the file has %s", action)
			}
		}
		path := filepath.Join(t.TempDir(), "x.pdf")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("pdftotext", "-raw", path, "-").Output()
		return string(out), err == nil
	}
	return "", false
}

var (
	odd    = regexp.MustCompile(`[\p{Hebrew}\p{Arabic}\p{Han}\p{So}\p{Co}\x{10000}-\x{10ffff}\x{fb1d}-\x{fdff}\x{300}-\x{36f}ﬁ]|w{100}`)
	marked = regexp.MustCompile(`merk\d+`)
)

// Hostile texts stay texts, and nothing of them is lost.
func TestHostileTextsInEveryFormat(t *testing.T) {
	s := hostileSession(t)
	for _, lang := range assets.Languages {
		texts := assets.Load(lang)
		for _, r := range requests() {
			if renderers[r.Format] == nil || r.Anonymous {
				continue
			}
			d := Build(s, r, texts)
			got, ok := readBack(t, r.Format, made(t, s, r, lang))
			if !ok {
				t.Logf("%s not read back: pdftotext is not installed", r)
				continue
			}
			got = squeezed(got)
			missing := 0
			for _, text := range said(d) {
				want := squeezed(text)
				if r.Format == "pdf" && odd.MatchString(want) {
					// What reads from the right or has no shape in the font, and a word
					// over several pages, come back in another order: that it is there,
					// its mark tells.
					want = marked.FindString(want)
				}
				if want != "" && !strings.Contains(got, want) {
					if missing++; missing < 4 {
						t.Errorf("%s, %s: gone is %.120q", lang, r, text)
					}
				}
			}
			if missing >= 4 {
				t.Errorf("%s, %s: and %d more", lang, r, missing-3)
			}
		}
	}
}

// A spreadsheet takes no text for a formula.
func TestHostileTextsInTables(t *testing.T) {
	s := hostileSession(t)
	number := regexp.MustCompile(`^-?\d+([.,]\d+)?$`)
	for _, lang := range assets.Languages {
		for _, r := range requests() {
			data := made(t, s, r, lang)
			switch r.Format {
			case "csv":
				in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
				in.Comma = map[string]rune{"nl": ';', "en": ','}[lang]
				rows, err := in.ReadAll()
				if err != nil {
					t.Fatalf("%s: %v", r, err)
				}
				for _, row := range rows {
					for _, cell := range row {
						if strings.ContainsAny(firstOf(cell), "=+-@＝＋－＠\t\r") && !number.MatchString(cell) {
							t.Errorf("%s, %s: %.60q", lang, r, cell)
						}
					}
				}
			case "xlsx":
				for name, content := range partsOf(t, data) {
					if !strings.HasPrefix(name, "xl/worksheets/") || !strings.HasSuffix(name, ".xml") {
						continue
					}
					if _, names := characters(t, content, false); names["f"] || names["hyperlink"] {
						t.Errorf("%s, %s: %s holds a formula or a link", lang, r, name)
					}
				}
			}
		}
	}
}

func firstOf(text string) string {
	for _, r := range strings.TrimLeft(text, " ") {
		return string(r)
	}
	return ""
}

// named is the example with names that stand nowhere else, in the fields of
// participants and in what people wrote.
func named(t testing.TB) (*model.Session, []string) {
	t.Helper()
	s := example(t, "nl")
	var names []string
	for i, p := range s.Participants.All() {
		p.Organisation = fmt.Sprintf("Zilverlinde%dhuis", i)
		p.Person = fmt.Sprintf("Quirijntje%dsen", i)
		p.Contact = fmt.Sprintf("quiri%d@zilverlinde.example", i)
		names = append(names, p.Organisation, p.Person, p.Contact)
	}
	s.Facilitator = "Begeleidster Wolkenaar"
	names = append(names, s.Facilitator)
	s.Title = "Avond bij " + names[0]
	for i, a := range s.Actions.All() {
		a.Owner = fmt.Sprintf("p%d", 1+i%12)
		a.Partners = []model.Partner{{Participant: "p2", Commitment: names[3] + " levert een zaal"}}
		a.Description = "Samen met " + names[4]
	}
	for _, o := range s.Offer.All() {
		o.Organisation = names[6]
	}
	for _, n := range s.Notes.All() {
		n.Text += " Gezegd door " + names[7] + " (" + names[8] + ")."
	}
	var b bytes.Buffer
	if _, err := store.Export(&b, s, nil, nil); err != nil {
		t.Fatal(err)
	}
	back, _, err := store.Import(b.Bytes(), methods(t))
	if err != nil {
		t.Fatal(err)
	}
	return back, names
}

// Whatever is made without names has none, in what is read and in what is said
// about the file; with them, it has.
func TestAnonymousEverywhere(t *testing.T) {
	s, names := named(t)
	for _, r := range requests() {
		data := made(t, s, r, "nl")
		content := string(data)
		switch r.Format {
		case "docx", "xlsx":
			content = fmt.Sprint(partsOf(t, data))
		case "pdf":
			text, _ := readBack(t, "pdf", data)
			content += text
		}
		content = strings.ToLower(content)
		found := 0
		for _, name := range names {
			if strings.Contains(content, strings.ToLower(name)) {
				found++
				if r.Anonymous {
					t.Errorf("%s: %s", r, name)
				}
			}
		}
		// Ballots of a round and the votes themselves name participants by number.
		if r.Kind == KindSummary && r.Format != "pdf" && !r.Anonymous && found == 0 {
			t.Errorf("%s names nobody, so this test sees nothing", r)
		}
	}
}

// Whatever tells of votes says how many ballots of a secret round stay behind.
func TestBehindIsCounted(t *testing.T) {
	s := trial(t)
	for _, r := range requests() {
		behind, err := Write(io.Discard, bookOf(s), r, assets.Load("nl"))
		votes := r.Format == "json" || r.Format == "xlsx" || slices.Contains([]string{KindSummary, KindCollege, "results"}, r.Kind)
		if want := map[bool]int{true: 2}[votes]; err == nil && r.Format != "pb" && behind != want {
			t.Errorf("%s: %d stay behind, want %d", r, behind, want)
		}
	}
}

// The log goes along only where names may.
func TestAnonymousHasNoLog(t *testing.T) {
	var b bytes.Buffer
	if _, err := Write(&b, bookOf(example(t, "nl")), Request{Format: "json", Anonymous: true}, assets.Load("nl")); err != nil {
		t.Fatal(err)
	}
	var file struct {
		Log []any `json:"log"`
	}
	if err := json.Unmarshal(b.Bytes(), &file); err != nil || file.Log != nil {
		t.Error(file.Log, err)
	}
	if got := made(t, example(t, "nl"), Request{Format: "csv", Kind: "log", Anonymous: true}, "nl"); bytes.Contains(got, []byte("eerste in de rij")) {
		t.Errorf("%s", got)
	}
}
