package kit

import (
	"math/rand/v2"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// What is plain is as wide as the library says, alone and beside anything plain.
func TestPlainIsOneColumn(t *testing.T) {
	var all []rune
	for r := rune(0); r < 0x30000; r++ {
		if plain(r) {
			all = append(all, r)
		}
	}
	if len(all) < 1000 || plain('é') != true || plain('\u0301') || plain('漢') || plain('\t') {
		t.Fatalf("%d characters are plain: not a test", len(all))
	}
	for _, r := range all {
		if n := ansi.StringWidth(string(r)); n != 1 {
			t.Errorf("%U is %d columns wide", r, n)
		}
		for _, other := range "a ~\u00a0éÿ\u02ff\u2010…\u2027─╿█●\u25fc✓\u2800\u28ff" {
			if text := string([]rune{r, other, r}); ansi.StringWidth(text) != 3 {
				t.Fatalf("%+q is %d columns wide", text, ansi.StringWidth(text))
			}
		}
	}
}

var scraps = []string{
	"a", "Z", " ", "é", "e\u0301", "│", "▸", "●", "✓", "⠶", "…", "©", "©\ufe0f", "漢", "👩‍👩‍👧", "🇧🇪", "\u0301", "\u200d", "\ufe0f", "\u00ad", "\u200b", "\u2028", "﷽", "ก็", "\xff", "\t", "\x00", "\x7f", "\u0085", "\u009b1m",
	"\x1b[m", "\x1b[1;38;2;95;215;255m", "\x1b[1 q", "\x1b[?25l", "\x1b[", "\x1b[1", "\x1b[1\x18", "\x1b[é", "\x1b]0;x\x07", "\x1b", "\x1b(B", "\x1b[ 1m",
}

func scrapped(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(scraps[r.IntN(len(scraps))])
	}
	return b.String()
}

// Any text is as wide as the library says.
func TestWidthIsThatOfTheLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	for range 50_000 {
		s := scrapped(r, r.IntN(9))
		if Width(s) != ansi.StringWidth(s) {
			t.Fatalf("%q is %d columns wide, by the library %d", s, Width(s), ansi.StringWidth(s))
		}
	}
}

// A style draws a text of one line as the library would.
func TestStyleDrawsAsTheLibrary(t *testing.T) {
	of := lipgloss.NewStyle().Foreground(Dark.Warn).Bold(true).Reverse(true)
	for _, text := range []string{"x", " twee woorden ", "漢e\u0301", "een \x1b[1mvet\x1b[m woord"} {
		if got, want := styleOf(of).Render(text), of.Render(text); got != want {
			t.Errorf("%q, by the library %q", got, want)
		}
	}
	if got := NewTheme(true).Text.Render("x"); got != "x" {
		t.Errorf("without a style %q", got)
	}
	if got, want := styleOf(of).Render("een\ntwee"), of.Render("een")+"\n"+of.Render("twee"); got != want {
		t.Errorf("two lines are %q", got)
	}
}

// A box over a window shows what the library makes of the two, with any text and
// with styles begun before it and ended behind it. Only in what a wide character
// that is covered by half leaves blank no style is seen.
func TestOverIsThatOfTheLibrary(t *testing.T) {
	drawn := []string{"a", " ", "é", "│", "e\u0301", "\x1b[m", "\x1b[31m", "\x1b[1;38;2;95;215;255m", "tekst", "漢", "👩‍👩‍👧"}
	const narrow = 9
	r := rand.New(rand.NewPCG(5, 2))
	lines := func(n, width, of int) []string {
		var all []string
		for range n {
			var b strings.Builder
			for range 30 {
				b.WriteString(drawn[r.IntN(of)])
			}
			all = append(all, Fit(ansi.Truncate(b.String(), width, ""), width)+"\x1b[m")
		}
		return all
	}
	for round := range 2_000 {
		of, shown := narrow, func(s string) string { return lipgloss.NewCompositor(lipgloss.NewLayer(s)).Render() }
		if round%2 == 0 {
			of, shown = len(drawn), ansi.Strip
		}
		width := 10 + r.IntN(30)
		boxWidth := 1 + r.IntN(width)
		x := r.IntN(width - boxWidth + 1)
		window, box := strings.Join(lines(4, width, of), "\n"), lines(2, boxWidth, of)
		library := lipgloss.NewCompositor(lipgloss.NewLayer(window), lipgloss.NewLayer(strings.Join(box, "\n")).X(x).Y(1).Z(1)).Render()
		if got, want := shown(Over(window, box, x, 1)), shown(library); blunt(got) != blunt(want) {
			t.Fatalf("at %d:\n%q\nover\n%q\nis\n%q\nby the library\n%q", x, box, window, got, want)
		}
	}
}

// blunt is a drawing without the blanks at the end of its lines.
func blunt(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}
