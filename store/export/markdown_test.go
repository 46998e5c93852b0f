package export

import (
	"bytes"
	"errors"
	"html"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"kring/store/export/figure"
)

func rendered(t *testing.T, blocks ...Block) string {
	t.Helper()
	var b bytes.Buffer
	if err := Markdown(&b, Document{Title: "T", Blocks: blocks}, nil); err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(b.String(), "# T\n\n")
}

// bars are rows by the letters of the alphabet.
func bars(most float64, values ...figure.Value) figure.Bars {
	f := figure.Bars{Max: most}
	for i, v := range values {
		f.Rows = append(f.Rows, figure.Row{Label: string(rune('a' + i)), Values: []figure.Value{v}})
	}
	return f
}

func TestMarkdownBlocks(t *testing.T) {
	for _, c := range []struct {
		name  string
		block Block
		want  string
	}{
		{"heading", Heading{2, "Plan"}, "## Plan\n"},
		{"deep heading", Heading{9, "Plan"}, "###### Plan\n"},
		{"paragraph", Paragraph{"Een warme avond."}, "Een warme avond.\n"},
		{"list", List{[]string{"een", "", "twee"}}, "- een\n- twee\n"},
		{"quote", Quote{"Zo is het."}, "> Zo is het.\n"},
		{"table", Table{Header: []string{"Wie", "N"}, Rows: [][]string{{"é日本", "1"}, {"a|b"}, {"x", "22", "te veel"}}, Right: []bool{false, true}},
			"| Wie   |   N |\n| ----- | --: |\n| é日本 |   1 |\n| a\\|b  |     |\n| x     |  22 |\n"},
		{"chart", Chart{Title: "Scores", Alt: "", Figure: bars(4, figure.Value{Amount: 4, Text: "4,0"}, figure.Value{Amount: 1, Text: "1,0"}, figure.Value{Text: "geen", None: true}, figure.Value{Amount: 0.001, Text: "0,0"})},
			"Scores\n\n```text\n" +
				"a  " + strings.Repeat("█", 30) + "   4,0\n" +
				"b  " + strings.Repeat("█", 7) + "▌" + strings.Repeat(" ", 22) + "   1,0\n" +
				"c  " + strings.Repeat(" ", 30) + "  geen\n" +
				"d  ▏" + strings.Repeat(" ", 29) + "   0,0\n```\n"},
	} {
		if got := rendered(t, c.block); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestMarkdownOfNothing(t *testing.T) {
	for _, d := range []Document{{}, {Blocks: []Block{Break{}, List{}, Table{}, Chart{}, Paragraph{}, Quote{}, Heading{Level: 2}}}} {
		var b bytes.Buffer
		if err := Markdown(&b, d, nil); err != nil || b.String() != "\n" {
			t.Errorf("%q, %v", b.String(), err)
		}
	}
}

type fullDisk struct{}

var errFull = errors.New("full")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestMarkdownTellsThatWritingFailed(t *testing.T) {
	if err := Markdown(fullDisk{}, Document{Title: "T"}, nil); !errors.Is(err, errFull) {
		t.Error(err)
	}
}

// What acts is escaped, and what does not is left as people wrote it.
func TestEscapes(t *testing.T) {
	for _, c := range []struct {
		at         where
		text, want string
	}{
		{atStart, "gewoon: 5 * 3 = 15 & meer, C# en snake_case (ja) ~ nee!", "gewoon: 5 * 3 = 15 & meer, C# en snake_case (ja) ~ nee!"},
		{atStart, "een <3 voor de buurt, a < b", "een <3 voor de buurt, a < b"},
		{atStart, "# kop", `\# kop`},
		{atStart, "#jongeren", `\#jongeren`},
		{atStart, "> citaat", `\> citaat`},
		{atStart, "- punt", `\- punt`},
		{atStart, "-5 graden", "-5 graden"},
		{atStart, "+ punt", `\+ punt`},
		{atStart, "* punt", `\* punt`},
		{atStart, "---", `\---`},
		{atStart, "--", `\--`},
		{atStart, "- - -", `\- - -`},
		{atStart, "_ _ _", `\_ _ _`},
		{atStart, "***", `\*\*\*`},
		{atStart, "2027. Een jaar", `2027\. Een jaar`},
		{atStart, "1) eerst", `1\) eerst`},
		{atStart, "3.5 uur", "3.5 uur"},
		{atStart, ": definitie", `\: definitie`},
		{inHeading, "1. Actie", "1. Actie"},
		{inHeading, "Actie #", `Actie \#`},
		{inHeading, "Actie ##", `Actie \##`},
		{inHeading, "C#", "C#"},
		{inCell, "a | b", `a \| b`},
		{inCell, `a \| b`, `a \\\| b`},
		{atStart, "a | b", "a | b"},
		{atStart, "*schuin* en **vet**", `\*schuin\* en \*\*vet\*\*`},
		{atStart, "_schuin_", `\_schuin\_`},
		{atStart, "een_twee_drie", "een_twee_drie"},
		{atStart, "~~weg~~", `\~\~weg\~\~`},
		{atStart, "~50 mensen", "~50 mensen"},
		{atStart, "`code`", "\\`code\\`"},
		{atStart, "$x$", `\$x\$`},
		{atStart, "[link](http://x.be)", `\[link](http\://x.be)`},
		{atStart, "![beeld](x.png)", `!\[beeld](x.png)`},
		{atStart, "[ ] taak", `\[ ] taak`},
		{atStart, "zie https://x.be en www.x.be", `zie https\://x.be en www\.x.be`},
		{atStart, "awww.wat", "awww.wat"},
		{atStart, "an@x.be, @an", `an\@x.be, @an`},
		{atStart, "<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"},
		{atStart, "<!-- weg -->", "&lt;!-- weg -->"},
		{atStart, "&lt;b&gt; &#60; R&D; Q&A", "&amp;lt;b&amp;gt; &amp;#60; R&amp;D; Q&A"},
		{atStart, `C:\map\*`, `C:\map\\*`},
		{atStart, `einde\`, `einde\\`},
		{atStart, "een\ntwee\r\n# drie", "een twee # drie"},
	} {
		if got := mdText(c.text, c.at); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.text, got, c.want)
		}
	}
}

// hostile are the pieces of which the texts of the next test are made.
var hostile = []string{
	"#", "##", "# ", "-", "- ", "+ ", "* ", "*", "**", "_", "__", "~", "~~", "`", "```", "1. ", "12)", "> ", "|", "\\", "\\|", "[", "]", "(", ")",
	"[x](", "![", "[^1]:", "[a]: ", "<", "<b>", "</", "<!--", "<a href=x>", "&", "&amp;", "&#60;", "http://", "https://x.be", "www.", "WWW.x.be", "a@b.be",
	"$", "$$", "---", "===", ":", "://", " ", "  ", "\t", "\n", "\u00a0", "\ufffd", "é", "日本", "👩‍👩‍👧", "jeugd", "x", "0", "!", "{", "}", "=", ".",
}

func nasty(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(9) {
		b.WriteString(hostile[r.IntN(len(hostile))])
	}
	return b.String()
}

var (
	escaped = regexp.MustCompile("\\\\[!-/:-@\\[-`{-~]|&lt;|&amp;")
	acts    = map[string]*regexp.Regexp{
		"link or image":     regexp.MustCompile(`\[`),
		"html":              regexp.MustCompile(`<[A-Za-z/!?]`),
		"entity":            regexp.MustCompile(`&[A-Za-z#][A-Za-z0-9]*;`),
		"address":           regexp.MustCompile(`(?i)://|(?:^|[^\p{L}\p{Nd}])www\.`),
		"mail":              regexp.MustCompile(`\S@\S`),
		"code":              regexp.MustCompile("`.*`"),
		"mathematics":       regexp.MustCompile(`\$.*\$`),
		"emphasis":          regexp.MustCompile(`\*\S.*\S?\*|\S\*.*\*`),
		"underscores":       regexp.MustCompile(`(?:^|[^\p{L}\p{Nd}_])_[^\s_].*_|(?:^|[^\p{L}\p{Nd}])__+[^\s_].*__`),
		"struck out":        regexp.MustCompile(`~\S.*~`),
		"backslash at end":  regexp.MustCompile(`\\$`),
		"more than a line":  regexp.MustCompile(`[\n\r\t]`),
		"blanks at the end": regexp.MustCompile(`\s$`),
	}
	begins = regexp.MustCompile(`^(?:#|>|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|(?:-\s*){2,}$|(?:_\s*){3,}$|(?:\*\s*){3,}$|~~~|` + "```" + `)`)
)

func unescape(s string) string {
	if s[0] == '&' {
		return html.UnescapeString(s)
	}
	return s[1:]
}

// Whatever people write, nothing in it acts, and what is shown is what they wrote.
func TestHostileTextStaysText(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 13_000 {
		text := nasty(r)
		for _, at := range []where{atStart, inHeading, inCell} {
			got := mdText(text, at)
			if shown := escaped.ReplaceAllStringFunc(got, unescape); shown != oneLine(text) {
				t.Fatalf("%q becomes %q, which shows as %q", text, got, shown)
			}
			left := escaped.ReplaceAllString(got, "¶")
			for what, acting := range acts {
				if acting.MatchString(left) {
					t.Fatalf("%s: %q becomes %q", what, text, got)
				}
			}
			if at == atStart && begins.MatchString(left) {
				t.Fatalf("block: %q becomes %q", text, got)
			}
			if at == inCell && strings.Contains(left, "|") {
				t.Fatalf("cell: %q becomes %q", text, got)
			}
		}
	}
}

// The frame of a document stands whatever is in it: as many lines, cells and
// fences as without.
func TestHostileTextKeepsTheFrame(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	bars := regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*\|`)
	for range 3_000 {
		x := func() string { return "x" + nasty(r) + "x" }
		got := rendered(t,
			Table{Header: []string{x(), x(), x()}, Rows: [][]string{{x(), x(), x()}, {x(), x(), x()}}},
			Chart{Title: x(), Alt: x(), Figure: figure.Bars{Max: 3, Rows: []figure.Row{{Label: x(), Values: []figure.Value{{Amount: 1, Text: x()}}}, {Label: x(), Values: []figure.Value{{Amount: 2, Text: x()}}}}}},
			List{[]string{x(), x()}}, Quote{x()}, Heading{2, x()}, Paragraph{x()})
		lines := strings.Split(got, "\n")
		if len(lines) != 21 {
			t.Fatalf("%d lines in\n%s", len(lines), got)
		}
		for _, row := range lines[:4] {
			if n := len(bars.FindAllString(row, -1)); n != 4 {
				t.Fatalf("%d bars in %s", n, row)
			}
		}
		open := strings.TrimSuffix(lines[7], "text")
		if strings.Trim(open, "`") != "" || lines[10] != open || strings.HasPrefix(lines[8], open) || strings.HasPrefix(lines[9], open) {
			t.Fatalf("the fence does not hold\n%s", got)
		}
		if strings.TrimRight(got, " \n")+"\n" != got || regexp.MustCompile(`(?m)[ \t]$`).MatchString(got) {
			t.Fatalf("blanks at an end\n%s", got)
		}
	}
}

func TestTablesStandInColumns(t *testing.T) {
	got := rendered(t, Table{Header: []string{"Naam", ""}, Rows: [][]string{{"Zoë", "👍"}, {"日本語", "x"}, {strings.Repeat("lang ", 40), "y"}}})
	lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	for i, line := range lines[:4] {
		if ansi.StringWidth(line) != ansi.StringWidth(lines[0]) {
			t.Errorf("line %d is not as wide as the first:\n%s", i+1, got)
		}
	}
	if ansi.StringWidth(lines[0]) > padMax+12 {
		t.Errorf("one long text widens all:\n%s", got)
	}
}
