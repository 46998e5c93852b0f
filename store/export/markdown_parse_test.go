package export

import (
	"bufio"
	"bytes"
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	render "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"

	"kring/assets"
)

// parsed gives what a parser of Markdown, with all that GitHub adds, sees in a
// document: a line for each block with its text. What is not among the blocks
// of a document is named by its kind.
func parsed(t *testing.T, source string) []string {
	t.Helper()
	src := []byte(source)
	root := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList)).Parser().Parse(text.NewReader(src))
	var lines []string
	var walk func(ast.Node)
	children := func(n ast.Node) {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			walk(c)
		}
	}
	walk = func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Document:
			children(n)
		case *ast.Heading:
			lines = append(lines, fmt.Sprintf("h%d %s", n.Level, inline(n, src)))
		case *ast.Paragraph, *ast.TextBlock:
			lines = append(lines, "p "+inline(n, src))
		case *ast.List:
			lines = append(lines, fmt.Sprintf("list of %d", n.ChildCount()))
			children(n)
		case *ast.ListItem:
			lines = append(lines, fmt.Sprintf("item of %d", n.ChildCount()))
			children(n)
		case *ast.Blockquote:
			lines = append(lines, fmt.Sprintf("quote of %d", n.ChildCount()))
			children(n)
		case *ast.FencedCodeBlock:
			lines = append(lines, "code "+string(n.Lines().Value(src)))
		case *east.Table:
			lines = append(lines, fmt.Sprintf("table %v", n.Alignments))
			children(n)
		case *east.TableHeader, *east.TableRow:
			lines = append(lines, "row")
			children(n)
		case *east.TableCell:
			lines = append(lines, "cell "+inline(n, src))
		default:
			lines = append(lines, "<"+n.Kind().String()+">")
		}
	}
	walk(root)
	return lines
}

// inline gives the text in a block as it is shown.
func inline(n ast.Node, src []byte) string {
	var b bytes.Buffer
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		segment, ok := c.(*ast.Text)
		if !ok || segment.HardLineBreak() || segment.SoftLineBreak() {
			fmt.Fprintf(&b, "<%s>", c.Kind())
			continue
		}
		w := bufio.NewWriter(&b)
		render.DefaultWriter.Write(w, segment.Segment.Value(src))
		_ = w.Flush() // a Buffer takes everything
	}
	return html.UnescapeString(b.String())
}

// inCharacters gives the blocks as a format without pictures has them.
func inCharacters(blocks []Block) []Block {
	var all []Block
	for _, b := range blocks {
		if c, ok := b.(Chart); ok && len(c.Instead) > 0 {
			all = append(append(all, Paragraph{c.Title}), c.Instead...)
			continue
		}
		all = append(all, b)
	}
	return all
}

// meant gives what a parser should see in a document.
func meant(d Document, t *assets.Texts) []string {
	var lines []string
	say := func(tag, text string) {
		if text = oneLine(text); text != "" {
			lines = append(lines, tag+" "+text)
		}
	}
	list := func(items []string) {
		if items = filled(items); len(items) > 0 {
			lines = append(lines, fmt.Sprintf("list of %d", len(items)))
		}
		for _, item := range items {
			lines = append(lines, "item of 1")
			say("p", item)
		}
	}
	say("h1", d.Title)
	say("p", d.Subtitle)
	for _, block := range inCharacters(d.Blocks) {
		switch block := block.(type) {
		case Heading:
			say(fmt.Sprintf("h%d", block.Level), block.Text)
		case Paragraph:
			say("p", block.Text)
		case List:
			list(block.Items)
		case Quote:
			lines = append(lines, "quote of 1")
			say("p", block.Text)
		case Table:
			lines = append(lines, meantTable(block)...)
		case Chart:
			if drawn := block.Figure.Lines(chartWidth); len(drawn) > 0 {
				say("p", block.Title)
				lines = append(lines, "code "+strings.Join(drawn, "\n")+"\n")
			}
		case Slip:
			say("p", commas(block.Title, block.Name))
			say("p", block.Rules)
			var items []string
			for _, o := range block.Options {
				items = append(items, oneLine(o.Letter+": "+o.Text)+"  "+strings.TrimSpace(strings.Repeat("○ ", block.Circles)))
			}
			if len(items) > 0 {
				lines = append(lines, fmt.Sprintf("list of %d", len(items)))
			}
			for _, item := range items {
				lines = append(lines, "item of 1", "p "+item)
			}
			cut := strings.Repeat("- ", cutDashes)
			say("p", "✂ "+cut+t.T("page.cut")+" "+cut)
		}
	}
	return lines
}

func meantTable(table Table) []string {
	var aligned []string
	for i := range table.Header {
		if i < len(table.Right) && table.Right[i] {
			aligned = append(aligned, "right")
		} else {
			aligned = append(aligned, "none")
		}
	}
	lines := []string{fmt.Sprintf("table %v", aligned)}
	for _, row := range append([][]string{table.Header}, table.Rows...) {
		lines = append(lines, "row")
		for i := range table.Header {
			cell := ""
			if i < len(row) {
				cell = oneLine(row[i])
			}
			lines = append(lines, "cell "+cell)
		}
	}
	return lines
}

func sameTree(t *testing.T, d Document, texts *assets.Texts) {
	t.Helper()
	var b bytes.Buffer
	if err := Markdown(&b, d, texts); err != nil {
		t.Fatal(err)
	}
	got, want := parsed(t, b.String()), meant(d, texts)
	for i := range max(len(got), len(want)) {
		if g, w := lineAt(got, i), lineAt(want, i); g != w {
			t.Fatalf("line %d reads\n%q and not\n%q in\n%s", i, g, w, b.String())
		}
	}
}

// A parser of Markdown sees the headings, lists, tables and quotes of each kind
// of document, with their texts, and nothing else.
func TestMarkdownParses(t *testing.T) {
	for _, lang := range assets.Languages {
		texts := assets.Load(lang)
		for _, kind := range Kinds("md") {
			if builders[kind] == nil {
				continue
			}
			r := Request{Format: "md", Kind: kind}
			sameTree(t, Build(imported(t, assets.Example(lang)), r, texts), texts)
			sameTree(t, Build(trial(t), r, texts), texts)
		}
	}
	sameTree(t, Document{Title: "T", Blocks: []Block{List{[]string{"a"}}, Break{}, List{[]string{"b"}}, List{[]string{"c"}}, List{}, List{[]string{"d"}}, Quote{"d"}, Quote{"e"}, Paragraph{"f"}}}, assets.Load("nl"))
}

// Whatever people write, a parser sees it as text, in the same tree.
func TestMarkdownParsesHostile(t *testing.T) {
	r, texts := rand.New(rand.NewPCG(9, 10)), assets.Load("nl")
	for range 1_000 {
		words := func() string { return "x" + harmful(r) + "x" }
		bare := func() string { return harmful(r) + "." }
		sameTree(t, everyBlock(words, words), texts)
		sameTree(t, everyBlock(bare, words), texts)
	}
}
