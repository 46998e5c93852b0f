package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"kring/assets"
	"kring/store/export/figure"
)

// paged gives a document as an HTML page.
func paged(t testing.TB, d Document, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, d, assets.Load(lang)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// element is one tag of a page with its attributes and the text up to the next
// tag.
type element struct {
	name string
	attr map[string]string
	text string
}

// elements reads a page with the parser of XML, which also refuses the
// characters that no page may hold.
func elements(t testing.TB, page string) []element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var all []element
	var open []string
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, page)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attr: make(map[string]string)}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			all, open = append(all, e), append(open, e.name)
		case xml.EndElement:
			if n := len(open) - 1; open[n] != token.Name.Local {
				t.Fatalf("</%s> closes <%s>", token.Name.Local, open[n])
			}
			open = open[:len(open)-1]
			all = append(all, element{name: "/" + token.Name.Local})
		case xml.CharData:
			if len(all) > 0 {
				all[len(all)-1].text += string(token)
			}
		}
	}
}

// everyBlock is a document with each block, in which all texts come from text
// but those inside the chart, which a figure breaks into lines.
func everyBlock(text, label func() string) Document {
	bars := figure.Bars{Max: 5, Rows: []figure.Row{
		{Label: label(), Values: []figure.Value{{Amount: 3, Text: label()}}},
		{Label: label(), Values: []figure.Value{{Amount: 5, Text: label()}}},
	}}
	options := []SlipOption{{"A", text()}, {"B", text()}, {text(), text()}}
	return Document{
		Title: text(), Subtitle: text(), Running: text(), Made: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC),
		Blocks: []Block{
			Break{}, Heading{2, text()}, Quote{text()}, Paragraph{text()}, List{[]string{text(), text()}},
			Heading{3, text()}, Table{Header: []string{text(), text()}, Rows: [][]string{{text(), text()}, {text()}}, Right: []bool{false, true}},
			Heading{2, text()}, Chart{Title: text(), Alt: text(), Figure: bars}, Break{}, Break{},
			Heading{2, text()}, Heading{4, text()}, Slip{text(), text(), text(), options, 3}, Slip{Title: text(), Circles: 1},
			Heading{2, text()}, Table{Header: slices.Repeat([]string{text()}, 12), Rows: [][]string{slices.Repeat([]string{text()}, 12)}}, Break{},
		},
	}
}

func TestHTMLBlocks(t *testing.T) {
	n := 0
	d := everyBlock(func() string { n++; return fmt.Sprintf("t%d", n) }, func() string { return "label" })
	d.Blocks = slices.Insert(d.Blocks, 2, []Block{Heading{Level: 2}, Paragraph{}, List{Items: []string{""}}, Table{}, Chart{Title: "leeg"}, Quote{}}...)
	page := paged(t, d, "en")
	_, body, _ := strings.Cut(page, "<body")
	body = regexp.MustCompile(`<svg [^>]*aria-label="([^"]*)"(?s:.*?)</svg>`).ReplaceAllString(body, "<svg $1>")
	body = regexp.MustCompile(`</[a-z0-9]+>|\n| dir="auto"`).ReplaceAllString(body, "")
	body = regexp.MustCompile(`(<th scope="col">t47){12}`).ReplaceAllString(body, "HEAD")
	for _, want := range []string{
		` class="contents"><header><h1>`,
		`<nav aria-labelledby="contents"><h2 id="contents">Contents<ul><li><a href="#part1">`,
		`<h2 id="part1">`, `<blockquote><p>`, `<ul><li>`, `<h3 id="part2">`,
		`<table><thead><tr><th scope="col">`, `<th scope="col" class="right">`, `<tbody><tr><th scope="row">`, `<td class="right">t17<tr>`, `<td class="right"><h2 id="part3">`,
		`<figure><figcaption>`, `<div class="wide"><svg t`, `<div class="narrow"><svg t`,
		`<div class="break"><h2 id="part4">`, `<h3 id="part5">`,
		`<div class="slip"><div class="who"><p class="number">`, `<p class="name">`, `<p class="rules">`,
		`<ul class="options"><li><b class="letter">A<span class="option">`, `<span class="circles" aria-hidden="true"><i><i><i><li>`,
		`<p class="cut" aria-hidden="true">✂ cut here`,
		`<div class="table" role="group" tabindex="0" aria-label="Table: t`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in\n%s", want, body)
		}
	}
	if strings.Count(body, `class="break"`) != 1 {
		t.Errorf("an empty page of paper in\n%s", body)
	}
	var said []string
	for _, e := range elements(t, page) {
		said = append(said, e.text, e.attr["aria-label"])
	}
	for i := range n {
		if text := fmt.Sprintf("t%d", i+1); !slices.Contains(said, text) {
			t.Errorf("%s is not there", text)
		}
	}
}

// The frame of a page: what a browser may do with it, and that it needs nothing
// but itself.
func TestHTMLNeedsNothingElse(t *testing.T) {
	for _, lang := range assets.Languages {
		page := paged(t, Summary(imported(t, assets.Example(lang)), assets.Load(lang)), lang)
		nonce := regexp.MustCompile(`<style nonce="([0-9a-f]{32})">`).FindStringSubmatch(page)
		if nonce == nil || !strings.Contains(page, `content="default-src 'none'; style-src 'nonce-`+nonce[1]+`'; base-uri 'none'; form-action 'none'"`) {
			t.Errorf("no policy, or not for this style")
		}
		if !strings.HasPrefix(page, "<!DOCTYPE html>\n<html lang=\""+lang+"\">\n<head>\n<meta charset=\"utf-8\">") {
			t.Errorf("begins with %.80q", page)
		}
		ids, last := make(map[string]bool), 0
		for _, e := range elements(t, page) {
			if slices.Contains([]string{"script", "link", "iframe", "img", "image", "use", "object", "embed", "base", "form", "input"}, e.name) {
				t.Errorf("there is a <%s>", e.name)
			}
			for name, value := range e.attr {
				switch {
				case name == "style", strings.HasPrefix(name, "on"), name == "src", name == "href" && !strings.HasPrefix(value, "#"):
					t.Errorf("<%s> has %s=%q", e.name, name, value)
				case name == "id" && ids[value]:
					t.Errorf("%s is there twice", value)
				case name == "id":
					ids[value] = true
				}
			}
			if e.name == "style" && regexp.MustCompile(`@import|url\(|@font-face|http`).MatchString(e.text) {
				t.Error("the style asks for something")
			}
			if level := slices.Index([]string{"h1", "h2", "h3", "h4", "h5", "h6"}, e.name) + 1; level > 0 {
				if level > last+1 || (level == 1) != (last == 0) {
					t.Errorf("h%d after h%d", level, last)
				}
				last = level
			}
		}
		for _, e := range elements(t, page) {
			if to := e.attr["href"]; to != "" && !ids[to[1:]] {
				t.Errorf("%s goes nowhere", to)
			}
		}
		if again := paged(t, Summary(imported(t, assets.Example(lang)), assets.Load(lang)), lang); again != page {
			t.Error("the same session gives another page")
		}
	}
}

func TestHTMLTellsThatWritingFailed(t *testing.T) {
	if err := HTML(fullDisk{}, Document{Title: "T"}, assets.Load("nl")); !errors.Is(err, errFull) {
		t.Error(err)
	}
}

// harm are pieces that would do something in a page.
var harm = append([]string{
	"<script>alert(1)</script>", "</style>", "</title>", "</svg>", "]]>", "-->", "<!--", "<![CDATA[", "<?", `"`, "'", `" onload="x`, "' x='", "`", "&lt;", "&#x3c;", "&amp",
	"&#0;", "javascript:x", "</td>", "<img src=x>", "<a href=//x.be>", "\x00", "\x07", "\x1b[31m", "\x7f", "\u0085", "\u009b", "\u2028", "\ufffe", "\ufdd0", "\U0001ffff",
	"\xff", "\xed\xa0\x80", "שלום", "مرحبا", strings.Repeat("w", 300), "🏳️‍🌈", "{{.}}", "</", "<",
}, hostile...)

func harmful(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(9) {
		b.WriteString(harm[r.IntN(len(harm))])
	}
	return b.String()
}

// tree gives the tags of a page with the names of their attributes. How wide a
// text is may ask for another class, and for more lines in a figure.
func tree(all []element) []string {
	var tags []string
	for _, e := range all {
		switch strings.TrimPrefix(e.name, "/") {
		case "text", "polygon", "polyline":
			continue
		}
		names := slices.Sorted(maps.Keys(e.attr))
		tags = append(tags, fmt.Sprint(e.name, slices.DeleteFunc(names, func(name string) bool { return name == "class" })))
	}
	return tags
}

// Whatever people write, the tree of the page is that of tame texts, and what
// is shown is what they wrote.
func TestHTMLHostile(t *testing.T) {
	n := 0
	// A word so long makes every table scroll, as one of harm can.
	tame := func() string { n++; return strings.Repeat("t", 300+n) }
	want := tree(elements(t, paged(t, everyBlock(tame, tame), "nl")))
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		var texts []string
		nasty := func() string { return strings.Repeat("x", 100) + harmful(r) + "x" }
		d := everyBlock(func() string {
			texts = append(texts, nasty()+strconv.Itoa(len(texts)))
			return texts[len(texts)-1]
		}, nasty)
		all := elements(t, paged(t, d, "nl"))
		got := tree(all)
		for i := range max(len(got), len(want)) {
			if a, b := lineAt(got, i), lineAt(want, i); a != b {
				t.Fatalf("tag %d is %s and not %s, of one of %q", i, a, b, texts)
			}
		}
		shown := make(map[string]bool)
		for _, e := range all {
			shown[strings.TrimSpace(e.text)] = true
			shown[e.attr["aria-label"]] = true
		}
		for _, text := range texts {
			if clean := cleanText(text); !shown[clean] {
				t.Fatalf("%q is not there", clean)
			}
		}
	}
}

func TestCleanText(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "gewoon": "gewoon", "een  twee ": "een twee", " ": "", "a\x00b\x1b[c\u009bd": "a b [c d", "\ufffe\ufdd0\U0010ffff": "���",
		"a\xffb": "a�b", "één\ndag": "één dag", "שלום 🏳️‍🌈": "שלום 🏳️‍🌈",
	} {
		if got := cleanText(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// Text has a contrast of 4.5 to what it stands on, on paper and on a dark screen;
// shapes on a dark screen have one of 3 to the page.
func TestPageColours(t *testing.T) {
	page := paged(t, Document{}, "nl")
	light, rest, _ := strings.Cut(page, "@media screen and (prefers-color-scheme: dark)")
	dark, _, _ := strings.Cut(rest, "\n}\n")
	onPaper, onDark := colours(t, light), colours(t, dark)
	if names := slices.Sorted(maps.Keys(onDark)); len(names) != 8 || !slices.Equal(names, slices.Sorted(maps.Keys(onPaper))) {
		t.Fatalf("%v for dark screens, %v for paper", onDark, onPaper)
	}
	for name := range onPaper {
		if !strings.Contains(drawn(t), "var(--"+name+",") {
			t.Errorf("no figure has the colour --%s", name)
		}
	}
	for _, on := range [][2]string{{"words", "paper"}, {"dim", "paper"}, {"accent", "paper"}, {"words", "pale"}, {"dim", "pale"}, {"paper", "accent"}} {
		for _, inks := range []map[string][3]uint8{onPaper, onDark} {
			if c := contrast(inks[on[0]], inks[on[1]]); c < 4.5 {
				t.Errorf("%s on %s has the contrast %.2f: %v", on[0], on[1], c, inks)
			}
		}
	}
	for _, shape := range []string{"words", "dim", "accent", "second", "warm"} {
		if c := contrast(onDark[shape], onDark["paper"]); c < 3 {
			t.Errorf("%s on a dark screen has the contrast %.2f", shape, c)
		}
	}
}

// drawn is a figure with every ink in it.
func drawn(t *testing.T) string {
	t.Helper()
	d := figure.Drawing{Width: 10, Height: 10}
	for ink := figure.Words; ink <= figure.Paper; ink++ {
		d.Shapes = append(d.Shapes, figure.Polygon{Points: []figure.Point{{X: 1}, {X: 2}, {Y: 2}}, Fill: ink})
	}
	var b bytes.Buffer
	if err := figure.SVG(&b, d, "alle"); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// colours reads the variables of a style sheet.
func colours(t *testing.T, css string) map[string][3]uint8 {
	t.Helper()
	all := make(map[string][3]uint8)
	for _, m := range regexp.MustCompile(`--([a-z]+): #([0-9a-f]{6});`).FindAllStringSubmatch(css, -1) {
		var c [3]uint8
		if _, err := fmt.Sscanf(m[2], "%02x%02x%02x", &c[0], &c[1], &c[2]); err != nil {
			t.Fatal(err)
		}
		all[m[1]] = c
	}
	return all
}

// contrast gives the contrast ratio of WCAG 2.
func contrast(a, b [3]uint8) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c [3]uint8) float64 {
	total := 0.0
	for i, share := range []float64{0.2126, 0.7152, 0.0722} {
		v := float64(c[i]) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		total += share * v
	}
	return total
}

// Many people, many points: a page is written as it goes.
func BenchmarkHTMLOfMuch(b *testing.B) {
	items := make([]string, 20_000)
	for i := range items {
		items[i] = fmt.Sprintf("Idee %d: een plek voor jongeren, <dicht> bij de bus & het jeugdhuis", i)
	}
	rows := make([][]string, 50_000)
	for i := range rows {
		rows[i] = []string{fmt.Sprint(i), "Jeugdhuis De Kring", "Kinderen en jongeren zelf", "ja", "3,4"}
	}
	table := Table{Header: []string{"Nr.", "Deelnemer", "Sector", "Jongeren", "Score"}, Rows: rows, Right: []bool{true, false, false, false, true}}
	t := assets.Load("nl")
	for name, block := range map[string]Block{"list": List{items}, "table": table} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := HTML(io.Discard, Document{Title: "Veel", Blocks: []Block{block}}, t); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
