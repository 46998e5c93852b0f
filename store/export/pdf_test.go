package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"kring/assets"
	"kring/model"
	"kring/store"
	"kring/store/export/figure"
)

// pdfShown is a text on a page.
type pdfShown struct {
	x, y, size float64
	text       string
}

var pdfOps = regexp.MustCompile(`(?s)BT /F\w+ ([\d.]+) Tf ET|BT (-?[\d.]+) (-?[\d.]+) Td \(((?:\\.|[^\\)])*)\) Tj ET`)

// pdfPages gives the texts on the pages of a document, as they are drawn.
func pdfPages(t *testing.T, d Document) (pages [][]pdfShown, raw string) {
	t.Helper()
	w, err := composePDF(d, assets.Load("nl"))
	if err != nil {
		t.Fatal(err)
	}
	w.pdf.SetCompression(false)
	var b bytes.Buffer
	if err := w.pdf.Output(&b); err != nil {
		t.Fatal(err)
	}
	number := func(s string) float64 {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	raw = b.String()
	content, _, _ := strings.Cut(raw, "\n1 0 obj")
	for _, page := range strings.Split(content, "\nstream\n")[1:] {
		var all []pdfShown
		size := 0.0
		for _, m := range pdfOps.FindAllStringSubmatch(page, -1) {
			if m[1] != "" {
				size = number(m[1])
				continue
			}
			text := regexp.MustCompile(`(?s)\\(.)`).ReplaceAllString(m[4], "$1")
			units := make([]uint16, len(text)/2)
			for i := range units {
				units[i] = uint16(text[2*i])<<8 | uint16(text[2*i+1])
			}
			all = append(all, pdfShown{number(m[2]), number(m[3]), size, string(utf16.Decode(units))})
		}
		pages = append(pages, all)
	}
	return pages, raw
}

// pdfSays gives what stands on a page.
func pdfSays(page []pdfShown) string {
	var b strings.Builder
	for _, s := range page {
		b.WriteString(s.text + "\n")
	}
	return b.String()
}

func pdfBytes(t *testing.T, d Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := PDF(&b, d, assets.Load("nl")); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pdfHostile are texts that have broken programs, or could break a page.
var pdfHostile = []string{
	strings.Repeat("abcdefghij", 1000), "Gezin 👨‍👩‍👧‍👦 en 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️", "日本語のテキスト", "مرحبا 123 abc", "שלום (עולם) 2026 en meer",
	"x\u0302\u0301 \\ ( ) ((( >> EMC endstream", "\x00\x07\u202e\ufeff\ufffe om", "\xff\xfe", strings.Repeat("\u0301", 3000),
	strings.Repeat("☺\u200d", 3000), "", "a", "5.250", strings.Repeat("warm ", 2000), "a\u00a0°", "regel\neen\ttwee\u2028drie",
}

// pdfHostileDocument has every block with texts from others.
func pdfHostileDocument(text func() string) Document {
	d := Document{Title: text(), Subtitle: text(), Running: text(), Made: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)}
	for i := range 4 {
		d.Blocks = append(d.Blocks, Heading{i, text()}, Heading{5 - i, text()}, Paragraph{text()}, Break{}, List{[]string{text(), text()}}, Quote{text()},
			Table{Header: []string{text(), text(), text()}, Rows: [][]string{{text(), text(), text()}, {text()}, {text(), text(), text(), text()}}, Right: []bool{false, true}},
			Chart{Title: text(), Alt: text(), Figure: bars(5, figure.Value{Amount: 3, Text: "3"})}, Chart{Title: text()}, Table{}, List{}, Break{},
			Slip{text(), text(), text(), []SlipOption{{text(), text()}, {text(), text()}}, i * i * 20})
	}
	return d
}

// Nothing leaves the paper, whatever is written.
func TestPDFStaysOnThePage(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	fonts, err := newPDFFonts()
	if err != nil {
		t.Fatal(err)
	}
	pages, _ := pdfPages(t, pdfHostileDocument(func() string { return pdfHostile[r.IntN(len(pdfHostile))] }))
	for i, page := range pages {
		for _, s := range page {
			right := s.x + float64(fonts[pdfRegular].units(s.text))*s.size/pdfEm
			if s.x < pageMargin-1 || right > pdfPageWidth-pageMargin+1 || s.y < pageMargin/2-5 || s.y > pdfPageHeight-pageMargin/2+5 {
				t.Errorf("page %d: %q from %.1f to %.1f at %.1f", i+1, s.text, s.x, right, s.y)
			}
		}
	}
}

// No mix of characters stops a document.
func TestPDFTakesEveryText(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	runes := []rune("a ()[]\u05d0\u05b8\u0627\u0661\u0301\u200d\ufe0f\u1100\u1161👨🏽\u2067\u2069\u202e\u0000\n1,%-\u2011\U0010ffff\ufffd\u00ad")
	random := func() string {
		var b strings.Builder
		for range r.IntN(40) {
			b.WriteRune(runes[r.IntN(len(runes))])
		}
		return b.String()
	}
	for range 30 {
		pdfBytes(t, pdfHostileDocument(random))
	}
}

// A table takes the width of the text, and each line the width of its column.
func TestPDFTableLayout(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	fonts, err := newPDFFonts()
	if err != nil {
		t.Fatal(err)
	}
	for range 300 {
		columns := 1 + r.IntN(45)
		row := func() []string {
			cells := make([]string, columns)
			for i := range cells {
				cells[i] = strings.Repeat("w", r.IntN(9)) + " " + strconv.Itoa(r.IntN(1e6))
				if r.IntN(20) == 0 {
					cells[i] = pdfHostile[r.IntN(len(pdfHostile))]
				}
			}
			return cells
		}
		table := Table{Header: row(), Rows: [][]string{row(), row()}}
		for range columns {
			table.Right = append(table.Right, r.IntN(2) == 0)
		}
		seen := 0
		for p := newPDFTable(table, 0, &fonts); p != nil; p = p.more {
			seen += len(p.widths)
			if sum := pdfTotal(p.widths); sum > pdfTextWidth+0.01 || sum < pdfTextWidth*0.98 {
				t.Fatalf("%d columns are %.2f wide", columns, sum)
			}
			for _, cells := range append([][]string{p.Header}, p.Rows...) {
				for i, lines := range p.broken(nil, cells, p.head(), &fonts) {
					for _, line := range lines {
						if wide := pdfPoints(fonts[pdfBold].units(line)-1, p.size); wide > p.widths[i]-2*pdfCellPadding+0.01 {
							t.Fatalf("%q is %.1f wide in a column of %.1f", line, wide, p.widths[i])
						}
					}
				}
			}
			if p.more != nil {
				seen-- // the first column stands there too
			}
		}
		if seen != columns {
			t.Fatalf("%d columns of %d", seen, columns)
		}
	}
}

// A header stands on every page of its table, and no row is lost or parted.
func TestPDFTableOverPages(t *testing.T) {
	table := Table{Header: []string{"Nummer", "Wat"}, Right: []bool{true, false}}
	for i := range 200 {
		table.Rows = append(table.Rows, []string{strconv.Itoa(1000 + i), strings.Repeat("een zin die lang is ", 1+i%9) + "einde" + strconv.Itoa(1000+i)})
	}
	pages, _ := pdfPages(t, Document{Title: "T", Blocks: []Block{table}})
	next := 1000
	for i, page := range pages {
		text := pdfSays(page)
		if !strings.Contains(text, "Nummer\n") {
			t.Errorf("page %d has no header", i+1)
		}
		for ; strings.Contains(text, "\n"+strconv.Itoa(next)+"\n"); next++ {
			if !strings.Contains(text, "einde"+strconv.Itoa(next)) {
				t.Errorf("row %d goes on after page %d", next, i+1)
			}
		}
	}
	if next != 1200 {
		t.Errorf("row %d is not there", next)
	}
}

// What the font cannot show is in the file all the same, and is spoken of.
func TestPDFKeepsWhatItCannotDraw(t *testing.T) {
	pages, raw := pdfPages(t, Document{Title: "T", Blocks: []Block{Paragraph{"Samen 👪 één"}}})
	if !strings.Contains(raw, "/Span <</ActualText <FEFFD83DDC6A>>> BDC") {
		t.Error("no text behind the stand-in")
	}
	sentence := assets.Load("nl").T("pdf.missing", "Mark", string(pdfStandIn))
	if text := pdfSays(pages[0]); !strings.Contains(strings.ReplaceAll(text, "\n", " "), sentence) || strings.Contains(text, "👪") {
		t.Errorf("%s", text)
	}
	if pages, _ := pdfPages(t, Document{Title: "T", Blocks: []Block{Paragraph{"Samen één ☺"}}}); len(pages[0]) != 3 {
		t.Errorf("%q", pdfSays(pages[0]))
	}
}

// Ballots that fit are whole; one that does not has its number on every page.
func TestPDFSlips(t *testing.T) {
	slip := func(number string, options int) Slip {
		s := Slip{Title: number, Name: "Jeugdhuis", Rules: "3 stickers", Circles: 3}
		for i := range options {
			s.Options = append(s.Options, SlipOption{string(rune('A' + i%26)), "keuze " + number + " " + strconv.Itoa(i)})
		}
		return s
	}
	pages, raw := pdfPages(t, Document{Blocks: []Block{slip("11", 12), slip("12", 12), slip("13", 12), slip("14", 3)}})
	for _, number := range []string{"11", "12", "13", "14"} {
		for _, page := range pages {
			if text := pdfSays(page); strings.Contains(text, "keuze "+number+" 0\n") != strings.Contains(text, "keuze "+number+" 2\n") {
				t.Errorf("ballot %s is parted", number)
			}
		}
	}
	if circles := strings.Count(raw, " c\n"); circles < 4*39*3 {
		t.Errorf("%d pieces of circles", circles)
	}
	pages, _ = pdfPages(t, Document{Title: "T", Blocks: []Block{slip("77", 300)}})
	last := 0
	for i, page := range pages {
		text := pdfSays(page)
		if !strings.Contains(text, "77\n") {
			t.Errorf("page %d has no number", i+1)
		}
		for strings.Contains(text, "keuze 77 "+strconv.Itoa(last)+"\n") {
			last++
		}
	}
	if len(pages) < 8 || last != 300 {
		t.Errorf("%d pages, %d options", len(pages), last)
	}
}

// pdfLongDocument has more pages than one turns without help.
func pdfLongDocument() Document {
	d := Document{Title: "Één 👪 (titel)", Subtitle: "Verslag", Running: "Boven", Made: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)}
	for i := range 8 {
		n := strconv.Itoa(i + 1)
		d.Blocks = append(d.Blocks, Heading{2, "Deel é👪 " + n}, Heading{3, "Onder " + n}, Paragraph{strings.Repeat("Een zin van de groep. ", 150)},
			Table{Header: []string{"Wie", "Aantal"}, Rows: [][]string{{"cel" + n + "a", "1"}, {"cel" + n + "b", "2"}}, Right: []bool{false, true}},
			Chart{Title: "Grafiek " + n, Alt: "In woorden " + n, Figure: bars(5, figure.Value{Amount: 3, Text: "3"})})
	}
	return d
}

// The table of contents names the page on which a heading stands.
func TestPDFContents(t *testing.T) {
	pages, raw := pdfPages(t, pdfLongDocument())
	first := pdfSays(pages[0])
	for i := range 8 {
		n := strconv.Itoa(i + 1)
		for at, page := range pages[1:] {
			if strings.Contains(pdfSays(page), "Onder "+n+"\n") && strings.Count(first, "\n"+strconv.Itoa(at+2)+"\n") == 0 {
				t.Errorf("part %s stands on page %d:\n%s", n, at+2, first)
			}
		}
	}
	if strings.Count(raw, "/Subtype /Link") != 16 {
		t.Error("not every entry leads somewhere")
	}
	if short, _ := pdfPages(t, Document{Title: "T", Blocks: pdfLongDocument().Blocks[:10]}); strings.Contains(pdfSays(short[0]), "Inhoud") {
		t.Error("a short document has a table of contents")
	}
	for _, want := range []string{"/Lang (nl-BE)", "/DisplayDocTitle true", "/CreationDate (D:20261122100000)", "/Span <</Alt <FEFF0049006E"} {
		if !strings.Contains(raw, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestPDFSameBytes(t *testing.T) {
	for _, d := range []Document{pdfLongDocument(), Summary(trial(t), assets.Load("nl")), {}} {
		if !bytes.Equal(pdfBytes(t, d), pdfBytes(t, d)) {
			t.Errorf("%q differs", d.Title)
		}
	}
}

func TestPDFTellsThatWritingFailed(t *testing.T) {
	if err := PDF(fullDisk{}, Document{Title: "T"}, assets.Load("nl")); !errors.Is(err, errFull) {
		t.Error(err)
	}
}

// A long drawing is parted where no text stands.
func TestPDFLongDrawing(t *testing.T) {
	values := make([]figure.Value, 200)
	for i := range values {
		values[i] = figure.Value{Amount: 1, Text: "waarde" + strconv.Itoa(i)}
	}
	d := figure.Drawing{Width: 100, Height: 4010}
	for i := range 400 {
		d.Shapes = append(d.Shapes, figure.Text{At: figure.Point{Y: float64(10*i + 9)}, Size: 9, Text: "x"})
	}
	at := pdfCuts(d, 300, 700)
	for i, cut := range at[1:] {
		if cut-at[i] > 700.01 || cut <= at[i] {
			t.Errorf("part %d is %.0f high", i, cut-at[i])
		}
		for _, s := range d.Shapes {
			if top, bottom := pdfExtent(s); top < cut && bottom > cut {
				t.Errorf("a text is cut at %.1f", cut)
			}
		}
	}
	pages, _ := pdfPages(t, Document{Blocks: []Block{Heading{2, "Kop"}, Chart{Title: "Titel", Figure: bars(1, values...)}}})
	found := 0
	for _, page := range pages {
		found += strings.Count(pdfSays(page), "waarde")
	}
	if len(pages) < 3 || found < len(values) || !strings.Contains(pdfSays(pages[0]), "waarde0\n") {
		t.Errorf("%d pages, %d values", len(pages), found)
	}
}

// pdfProgram gives what a program answers about a PDF.
func pdfProgram(t *testing.T, data []byte, name string, args ...string) string {
	t.Helper()
	name = program(t, name)
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, arg := range args {
		if arg == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestPDFIsWellFormed(t *testing.T) {
	i := 0
	hostiles := pdfHostileDocument(func() string { i++; return pdfHostile[i%len(pdfHostile)] })
	for _, d := range []Document{{}, pdfLongDocument(), hostiles} {
		if out := pdfProgram(t, pdfBytes(t, d), "qpdf", "--check", "FILE"); strings.Contains(strings.ToLower(out), "warn") {
			t.Error(out)
		}
	}
}

func TestPDFBookmarks(t *testing.T) {
	out := pdfProgram(t, pdfBytes(t, pdfLongDocument()), "qpdf", "--json", "--json-key=outlines", "FILE")
	type outline struct {
		Title string
		Kids  []outline
	}
	var got struct{ Outlines []outline }
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Outlines) != 8 || got.Outlines[2].Title != "Deel é👪 3" || len(got.Outlines[2].Kids) != 1 || got.Outlines[2].Kids[0].Title != "Onder 3" {
		t.Errorf("%+v", got)
	}
}

// What a program reads from the pages is what was written on them, in order.
func TestPDFReadsBack(t *testing.T) {
	d := Document{Title: "Titel 👪", Blocks: []Block{Heading{2, "Kop één"}, Paragraph{"Samen 👨‍👩‍👧‍👦 verder, 日本語 en שלום עולם ook."},
		Table{Header: []string{"Wie", "Aantal"}, Rows: [][]string{{"cel 😀 1", "12"}, {"cel 2", "7"}}, Right: []bool{false, true}}, Quote{"Zo is het ✓"}}}
	text := strings.Join(strings.Fields(pdfProgram(t, pdfBytes(t, d), "pdftotext", "-layout", "FILE", "-")), " ")
	text = strings.NewReplacer("\u202a", "", "\u202b", "", "\u202c", "").Replace(text)
	at := 0
	for _, want := range []string{"Titel 👪", "Kop één", "Samen 👨‍👩‍👧‍👦 verder, 日本語 en", "שלום עולם", "ook.", "Wie Aantal", "cel 😀 1 12", "cel 2 7", "Zo is het ✓"} {
		next := strings.Index(text[at:], want)
		if next < 0 {
			t.Fatalf("no %q behind the others in %q", want, text)
		}
		at += next + len(want)
	}
}

func BenchmarkPDFList(b *testing.B) {
	items := make([]string, 20_000)
	for i := range items {
		items[i] = strconv.Itoa(i) + " " + strings.Repeat("een idee van de groep ", 1+i%4)
	}
	t := assets.Load("nl")
	for b.Loop() {
		if err := PDF(new(bytes.Buffer), Document{Title: "T", Blocks: []Block{List{items}}}, t); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPDFSummary(b *testing.B) {
	all := model.Methods{}
	for key, data := range assets.Methods() {
		m, err := model.ParseMethod(data)
		if err != nil {
			b.Fatal(err)
		}
		all[key] = m
	}
	session, _, err := store.Import(assets.Example("nl"), all)
	if err != nil {
		b.Fatal(err)
	}
	t := assets.Load("nl")
	for b.Loop() {
		if err := PDF(new(bytes.Buffer), Summary(session, t), t); err != nil {
			b.Fatal(err)
		}
	}
}
