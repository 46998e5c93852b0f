package export

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"kring/assets"
	"kring/store/export/figure"
)

// docxFiles writes a document and gives the files that it consists of.
func docxFiles(t *testing.T, d Document, lang string) map[string][]byte {
	t.Helper()
	data := docxBytes(t, d, lang)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string][]byte)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func docxBytes(t *testing.T, d Document, lang string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Docx(&b, d, assets.Load(lang)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// node is an element of XML as it is read back.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []node     `xml:",any"`
	Text    string     `xml:",chardata"`
}

func readNode(t *testing.T, data []byte) node {
	t.Helper()
	var n node
	if err := xml.Unmarshal(data, &n); err != nil {
		t.Fatalf("%v in %.300s", err, data)
	}
	return n
}

// all gives the elements of a name, in the order in which they begin.
func (n node) all(name string) []node {
	var found []node
	for _, child := range n.Nodes {
		if child.XMLName.Local == name {
			found = append(found, child)
		}
		found = append(found, child.all(name)...)
	}
	return found
}

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// said gives the text of an element, without the instructions of fields.
func (n node) said() string {
	var b strings.Builder
	for _, text := range n.all("t") {
		b.WriteString(text.Text)
	}
	return b.String()
}

func (n node) style() string {
	for _, s := range n.all("pStyle") {
		return s.attr("val")
	}
	return ""
}

// styled gives what the paragraphs of a style say.
func (n node) styled(prefix string) []string {
	var texts []string
	for _, p := range n.all("p") {
		if strings.HasPrefix(p.style(), prefix) {
			texts = append(texts, p.said())
		}
	}
	return texts
}

// What Word shows is what the blocks say, in their order and under its own
// headings.
func TestDocxSaysWhatTheBlocksSay(t *testing.T) {
	for _, lang := range assets.Languages {
		d := Summary(imported(t, assets.Example(lang)), assets.Load(lang))
		body := readNode(t, docxFiles(t, d, lang)["word/document.xml"])
		var headings, items, quotes, captions, alts, cells []string
		for _, block := range d.Blocks {
			switch block := block.(type) {
			case Heading:
				headings = append(headings, fmt.Sprintf("Heading%d %s", block.Level-1, block.Text))
			case List:
				items = append(items, block.Items...)
			case Quote:
				quotes = append(quotes, block.Text)
			case Chart:
				if block.Figure.Draw(docxTextWidth/20.).Height > 0 {
					captions, alts = append(captions, filled([]string{block.Title})...), append(alts, block.Alt)
				}
			case Table:
				cells = append(append(cells, block.Header...), slices.Concat(block.Rows...)...)
			}
		}
		var got, gotAlts, gotCells []string
		for _, p := range body.all("p") {
			if strings.HasPrefix(p.style(), "Heading") {
				got = append(got, p.style()+" "+p.said())
			}
		}
		for _, picture := range body.all("docPr") {
			gotAlts = append(gotAlts, picture.attr("descr"))
		}
		for _, cell := range body.all("tc") {
			gotCells = append(gotCells, cell.said())
		}
		for _, c := range []struct {
			what      string
			got, want []string
		}{
			{"titles", body.styled("Title"), []string{d.Title}}, {"headings", got, headings}, {"items", body.styled("ListBullet"), items},
			{"quotes", body.styled("Quote"), quotes}, {"captions", body.styled("Caption"), captions},
			{"alternative texts", gotAlts, alts}, {"cells", gotCells, cells},
		} {
			if len(c.want) == 0 || !slices.Equal(c.got, c.want) {
				t.Errorf("%s: the %s are\n%q\nwant\n%q", lang, c.what, c.got, c.want)
			}
		}
	}
}

// The contents are there without an update: every heading that it lists, and a
// bookmark for each to lead to.
func TestDocxContents(t *testing.T) {
	var d Document
	for i := range docxListedMin / 2 {
		d.Blocks = append(d.Blocks, Heading{2, fmt.Sprint("part ", i)}, Heading{3, fmt.Sprint("piece ", i)}, Heading{4, "detail"})
	}
	body := readNode(t, docxFiles(t, d, "en")["word/document.xml"])
	var leads, marks []string
	for _, link := range body.all("hyperlink") {
		leads = append(leads, link.attr("anchor")+" "+link.said())
	}
	for _, p := range body.all("p") {
		for _, mark := range p.all("bookmarkStart") {
			marks = append(marks, mark.attr("name")+" "+p.said())
		}
	}
	if len(leads) != docxListedMin || !slices.Equal(leads, marks) {
		t.Errorf("the contents lead to\n%q\nand the headings are\n%q", leads, marks)
	}
	depth := 0
	for _, c := range body.all("fldChar") {
		switch c.attr("fldCharType") {
		case "begin":
			depth++
		case "end":
			depth--
		}
		if c.attr("dirty") != "" || depth < 0 || depth > 2 {
			t.Fatalf("a field is not as it should be: %v", c)
		}
	}
	if depth != 0 {
		t.Error("a field is not closed")
	}
	for range docxListedMax {
		d.Blocks = append(d.Blocks, Heading{3, "more"})
	}
	if got := readNode(t, docxFiles(t, d, "en")["word/document.xml"]).styled("TOC2"); got != nil {
		t.Errorf("contents of more than a page: %q", got)
	}
	d.Blocks = d.Blocks[:docxListedMin]
	if got := readNode(t, docxFiles(t, d, "en")["word/document.xml"]).styled("TOC"); got != nil {
		t.Errorf("contents of a short document: %q", got)
	}
}

func TestDocxPackage(t *testing.T) {
	d := Document{Title: "Kick-off & <meer>", Running: "Boven", Made: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)}
	for lang, want := range map[string]string{"nl": "nl-BE", "en": "en-GB"} {
		files := docxFiles(t, d, lang)
		core := readNode(t, files["docProps/core.xml"])
		for name, want := range map[string]string{"title": d.Title, "creator": "kring", "language": want, "created": "2026-11-22T10:00:00Z", "modified": "2026-11-22T10:00:00Z"} {
			if found := core.all(name); len(found) != 1 || found[0].Text != want {
				t.Errorf("%s: %s is %v", lang, name, found)
			}
		}
		if got := readNode(t, files["word/styles.xml"]).all("lang")[0].attr("val"); got != want {
			t.Errorf("the spelling is checked in %s", got)
		}
		if got := readNode(t, files["word/header.xml"]).said(); got != "Boven" {
			t.Errorf("above the page stands %q", got)
		}
		footer := readNode(t, files["word/footer.xml"])
		fields := footer.all("instrText")
		if want := assets.Load(lang).T("page.number", "N", 1, "All", 1); footer.said() != want || len(fields) != 2 || fields[0].Text != " PAGE " || fields[1].Text != " NUMPAGES " {
			t.Errorf("below the page stands %q with %v", footer.said(), fields)
		}
		known := make(map[string]bool)
		for _, s := range readNode(t, files["word/styles.xml"]).all("style") {
			known[s.attr("styleId")] = true
		}
		every := readNode(t, docxFiles(t, everything("x"), lang)["word/document.xml"])
		for _, p := range slices.Concat(every.all("pStyle"), every.all("tblStyle")) {
			if !known[p.attr("val")] {
				t.Errorf("there is no style %s", p.attr("val"))
			}
		}
	}
}

// everything is a document with every block, in which people wrote that text.
func everything(text string) Document {
	d := Document{Title: text, Subtitle: text, Running: text, Made: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)}
	few := figure.Bars{Max: 2, Rows: []figure.Row{{Label: "a", Values: []figure.Value{{Amount: 1, Text: "1"}}}}}
	for range docxListedMin / 3 {
		d.Blocks = append(d.Blocks, Heading{2, text}, Heading{3, text}, Heading{4, text}, Paragraph{text}, List{[]string{text, text}}, Quote{text},
			Table{Header: []string{text, text, "n"}, Rows: [][]string{{text, text, text}, {"", text}}, Right: []bool{false, false, true}},
			Table{Header: []string{"n"}, Rows: [][]string{{text}}, Right: []bool{true}},
			Chart{Title: text, Alt: text, Figure: few}, Break{}, Slip{text, text, text, []SlipOption{{"A", text}, {"B", text}}, 3}, Break{})
	}
	d.Blocks = append(d.Blocks, Heading{2, text}, Table{Header: []string{text}, Rows: [][]string{{text}}})
	return d
}

// hostileDocx are texts of which none may become more than text.
var hostileDocx = []string{
	"=1+1", "<b>vet</b> &amp; &#60; \"x\" ']]>", "<w:p/></w:t>", "{ HYPERLINK \"http://x.be\" }", "a\x00b\x1bc\x85d\ufffee\ufffff\xffg",
	"een\ntwee\r\ndrie\tvier\u2028vijf", "👩‍👩‍👧 en 🧑🏽‍🌾", "שלום, עולם (abc) 123!", "abc (שלום, עולם) def", "مرحبا 2026 بكم", "_x000D_",
	strings.Repeat("x", 10_000), strings.Repeat("woord ", 3_000),
}

// kept is what of a text XML can hold, on one line.
func kept(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\ufffe' || r == '\uffff' {
			return -1
		}
		return r
	}, oneLine(text))
}

// Whatever people write, the document has the same elements as with a plain
// word, and every place says what they wrote.
func TestDocxHostileTextStaysText(t *testing.T) {
	elements := func(n node) int {
		found := 0
		for _, name := range []string{"p", "tbl", "tr", "tc", "drawing", "hyperlink", "instrText", "bookmarkStart", "sectPr"} {
			found += len(n.all(name))
		}
		return found
	}
	plain := readNode(t, docxFiles(t, everything("x"), "nl")["word/document.xml"])
	for _, text := range hostileDocx {
		files := docxFiles(t, everything(text), "nl")
		body := readNode(t, files["word/document.xml"])
		if elements(body) != elements(plain) {
			t.Errorf("%.40q: %d elements instead of %d", text, elements(body), elements(plain))
		}
		paragraphs, said := body.all("p"), plain.all("p")
		for i, p := range paragraphs {
			if got, want := p.said(), strings.ReplaceAll(said[i].said(), "x", kept(text)); i < len(said) && got != want {
				t.Fatalf("%.40q: paragraph %d says %.80q, want %.80q", text, i, got, want)
			}
		}
		for _, picture := range body.all("docPr") {
			if picture.attr("descr") != kept(text) {
				t.Errorf("%.40q: the picture is described by %.80q", text, picture.attr("descr"))
			}
		}
		for name, data := range files {
			if strings.HasSuffix(name, ".xml") {
				readNode(t, data)
			}
		}
	}
}

func TestDocxDirections(t *testing.T) {
	for text, want := range map[string]string{
		"gewoon – tekst":     "gewoon – tekst",
		"שלום עולם":          "<שלום עולם>",
		"12 שלום (abc) 34!":  "<12 שלום (>abc<) 34!>",
		"abc שלום, עולם def": "abc <שלום, עולם> def",
		"مرحبا 2026 بكم":     "<مرحبا 2026 بكم>",
		"“12” – !":           "“12” – !",
	} {
		var b strings.Builder
		for _, piece := range docxDirections(text) {
			if piece.right {
				piece.text = "<" + piece.text + ">"
			}
			b.WriteString(piece.text)
		}
		if b.String() != want {
			t.Errorf("%q is cut into %q", text, b.String())
		}
	}
	body := readNode(t, docxFiles(t, Document{Blocks: []Block{Paragraph{"שלום abc"}, Paragraph{"abc שלום"}}}, "nl")["word/document.xml"])
	if got := body.all("p"); len(got[0].all("bidi")) != 1 || len(got[1].all("bidi")) != 0 || len(got[1].all("rtl")) != 1 {
		t.Error("paragraphs do not run as their first letter does")
	}
}

// No word is cut while the page has room for it, figures stay narrow, and a table
// is as wide as the page whatever is in it.
func TestDocxColumns(t *testing.T) {
	const total, sides = 480.0, 9.0
	long := strings.Repeat("een lange toelichting ", 30)
	for _, c := range []struct {
		name  string
		table Table
		holds func([]float64) bool
	}{
		{"figures are narrow", Table{Header: []string{"Nr.", "Actie", "Aantal"}, Rows: [][]string{{"1", "Kort", "3"}}, Right: []bool{true, false, true}},
			func(w []float64) bool { return w[0] < 40 && w[2] < 50 && w[1] > 380 }},
		{"figures only", Table{Header: []string{"1", "2"}, Rows: [][]string{{"1", "2"}}, Right: []bool{true, true}},
			func(w []float64) bool { return w[0] == w[1] }},
		{"long texts share", Table{Header: []string{"Wie", "Wat", "Waarom"}, Rows: [][]string{{"Jeugddienst", long[:200], long}}},
			func(w []float64) bool {
				return w[0] < 80 && w[1] > 120 && w[2] > w[1] && w[0] > figure.Width("Jeugddienst", smallSize, false)+sides
			}},
		{"a very long word", Table{Header: []string{"Verantwoordelijke", "Wat"}, Rows: [][]string{{"x", strings.Repeat("x", 10_000)}}},
			func(w []float64) bool { return w[0] > figure.Width("Verantwoordelijke", smallSize, true)+sides }},
		{"many columns", Table{Header: slices.Repeat([]string{"kolom"}, 60)}, func(w []float64) bool { return w[0] == w[59] }},
		{"nothing", Table{Header: []string{"", ""}}, func(w []float64) bool { return w[0] > 0 }},
	} {
		w := docxColumns(c.table, total, smallSize, sides)
		sum := 0.0
		for _, width := range w {
			sum += width
		}
		if sum < total-0.01 || sum > total+0.01 || !c.holds(w) {
			t.Errorf("%s: %.1f, together %.1f", c.name, w, sum)
		}
	}
}

// A page ends before what follows a Break, which never makes an empty page.
func TestDocxBreaks(t *testing.T) {
	row := Table{Header: []string{"head"}, Rows: [][]string{{"cell"}}}
	d := Document{Title: "T", Blocks: []Block{Paragraph{"a"}, Break{}, Break{}, Heading{2, "b"}, Break{}, Paragraph{}, row, Break{}, Slip{Title: "1"}, Break{}}}
	body := readNode(t, docxFiles(t, d, "nl")["word/document.xml"])
	var begin []string
	for _, p := range body.all("p") {
		if len(p.all("pageBreakBefore")) > 0 {
			begin = append(begin, p.said())
		}
	}
	if want := []string{"b", "head", "1"}; !slices.Equal(begin, want) || len(body.all("br")) > 0 {
		t.Errorf("pages begin with %q, want %q", begin, want)
	}
}

// A blank ballot is held together where it fits on a page, and only there.
func TestDocxSlips(t *testing.T) {
	for options, whole := range map[int]bool{8: true, 80: false} {
		s := Slip{Title: "7", Name: "Jeugdhuis", Rules: "5 stickers", Circles: 3}
		for i := range options {
			s.Options = append(s.Options, SlipOption{fmt.Sprint("L", i), "Een plek in elke wijk"})
		}
		body := readNode(t, docxFiles(t, Document{Blocks: []Block{s}}, "nl")["word/document.xml"])
		rows := body.all("tr")
		if len(rows) != options+1 || rows[1].said() != "L0Een plek in elke wijk○○○" {
			t.Fatalf("%d rows, of which the second says %q", len(rows), rows[1].said())
		}
		for _, p := range body.all("tbl")[0].all("p") {
			if kept := len(p.all("keepNext")) > 0; kept != whole {
				t.Fatalf("with %d options, that a line stays with the next is %v", options, kept)
			}
		}
		if got := body.styled("CutLine"); !slices.Equal(got, []string{assets.Load("nl").T("page.cut")}) {
			t.Errorf("below it stands %q", got)
		}
	}
}

// tall is a figure of any height.
type tall float64

func (f tall) Draw(width float64) figure.Drawing {
	return figure.Drawing{Width: width, Height: float64(f)}
}
func (f tall) Lines(int) []string { return nil }

// A picture fits on a page; what would be too small to read is told in words.
func TestDocxPictures(t *testing.T) {
	files := docxFiles(t, Document{Blocks: []Block{Chart{Title: "a", Alt: "alt a", Figure: tall(100)}, Chart{Title: "b", Alt: "alt b", Figure: tall(1000)}, Chart{Title: "c", Alt: "alt c", Figure: tall(1e6)}, Chart{Title: "d", Alt: "alt d", Figure: tall(0)}}}, "nl")
	body := readNode(t, files["word/document.xml"])
	if got := body.styled(""); !slices.Equal(got, []string{"a", "", "b", "", "c", "alt c"}) {
		t.Errorf("it says %q", got)
	}
	for i, extent := range body.all("extent") {
		var cx, cy int
		if _, err := fmt.Sscan(extent.attr("cx"), &cx); err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Sscan(extent.attr("cy"), &cy); err != nil {
			t.Fatal(err)
		}
		if float64(cx) > docxTextWidth/20.*docxUnits+1 || float64(cy) > docxTextHeight*docxUnits {
			t.Errorf("picture %d is %d by %d", i, cx, cy)
		}
		img, err := png.DecodeConfig(bytes.NewReader(files["word/"+docxPictureName(i)]))
		if err != nil {
			t.Fatal(err)
		}
		if points := float64(cy) / docxUnits; float64(img.Height) < 2*points || float64(img.Height) > 3*points+1 {
			t.Errorf("picture %d has %d lines for %.0f points", i, img.Height, points)
		}
	}
	if n := len(body.all("extent")); n != 2 {
		t.Errorf("%d pictures", n)
	}
}

func TestDocxSameBytes(t *testing.T) {
	d := everything("x")
	if !bytes.Equal(docxBytes(t, d, "nl"), docxBytes(t, d, "nl")) {
		t.Error("the same document gives other bytes")
	}
}

// short takes so many bytes and then is full.
type short struct{ left int }

func (s *short) Write(p []byte) (int, error) {
	if len(p) > s.left {
		return 0, errFull
	}
	s.left -= len(p)
	return len(p), nil
}

func TestDocxTellsThatWritingFailed(t *testing.T) {
	d := everything("x")
	for room := 0; room < len(docxBytes(t, d, "nl")); room += 997 {
		if err := Docx(&short{room}, d, assets.Load("nl")); !errors.Is(err, errFull) {
			t.Fatalf("with room for %d bytes: %v", room, err)
		}
	}
}

// LibreOffice shows the title, the headings and the cells of the tables, in the
// order of the blocks.
func TestDocxInLibreOffice(t *testing.T) {
	program(t, "soffice")
	program(t, "pdftotext")
	folder := t.TempDir()
	for _, lang := range assets.Languages {
		d := Summary(imported(t, assets.Example(lang)), assets.Load(lang))
		file := filepath.Join(folder, lang+".docx")
		if err := os.WriteFile(file, docxBytes(t, d, lang), 0o600); err != nil {
			t.Fatal(err)
		}
		run(t, "soffice", "--headless", "-env:UserInstallation=file://"+filepath.ToSlash(folder)+"/profile", "--convert-to", "pdf", "--outdir", folder, file)
		text := strings.Join(strings.Fields(run(t, "pdftotext", "-raw", filepath.Join(folder, lang+".pdf"), "-")), "")
		// The contents name the headings too, so the search begins at the first part.
		if _, after, found := strings.Cut(text, packed(assets.Load(lang).T("page.contents"))); found {
			text = after
		}
		for _, block := range d.Blocks {
			var parts []string
			switch block := block.(type) {
			case Heading:
				parts = []string{block.Text}
			case Table:
				for _, row := range block.Rows {
					parts = append(parts, row[0])
				}
			}
			for _, part := range parts {
				_, after, found := strings.Cut(text, packed(part))
				if !found {
					t.Fatalf("%s: %q is not in the PDF, or not in its place", lang, part)
				}
				text = after
			}
		}
	}
}

// packed is a text without blanks, as lines break elsewhere in a PDF.
func packed(text string) string { return strings.Join(strings.Fields(text), "") }

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// The validator of Office Open XML finds nothing, by the rules of the oldest Word
// and of the newest.
func TestDocxIsValid(t *testing.T) {
	npm(t, "@ooxml-tools/validate")
	hostile := everything("x")
	for _, text := range hostileDocx {
		hostile.Blocks = append(hostile.Blocks, everything(text).Blocks[:11]...)
	}
	texts := assets.Load("nl")
	for _, c := range []struct {
		name, version string
		doc           Document
	}{
		{"empty", "Office2007", Document{}}, {"hostile", "Office2007", hostile},
		{"example", "Microsoft365", Summary(imported(t, assets.Example("nl")), texts)},
	} {
		file := filepath.Join(t.TempDir(), c.name+".docx")
		if err := os.WriteFile(file, docxBytes(t, c.doc, "nl"), 0o600); err != nil {
			t.Fatal(err)
		}
		validOOXML(t, file, c.version)
	}
}

// BenchmarkDocx writes as much as the largest sessions have.
func BenchmarkDocx(b *testing.B) {
	large := Document{Title: "Groot"}
	for i := range 20_000 {
		large.Blocks = append(large.Blocks, Paragraph{fmt.Sprintf("Idee %d: in elke wijk is er een plek waar jongeren elkaar ontmoeten", i)})
	}
	rows := Table{Header: []string{"Nr.", "Wie", "Keuze", "Stickers"}, Right: []bool{true, false, false, true}}
	for i := range 50_000 {
		rows.Rows = append(rows.Rows, []string{fmt.Sprint(i), fmt.Sprint("Deelnemer ", i), "Meer toegang tot preventie en hulpverlening", "3"})
	}
	large.Blocks = append(large.Blocks, rows)
	t := assets.Load("nl")
	b.ReportAllocs()
	for b.Loop() {
		if err := Docx(io.Discard, large, t); err != nil {
			b.Fatal(err)
		}
	}
}
