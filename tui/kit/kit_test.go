package kit

import (
	"image/color"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"kring/assets"
	"kring/model"
	"kring/store/export"
	"kring/store/export/figure"
)

func testEnv() *Env {
	return &Env{Texts: assets.Load("nl"), Theme: NewTheme(true), Now: func() time.Time { return time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC) }}
}

// luminance and contrast as the Web Content Accessibility Guidelines define them.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	channel := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
}

func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestTextCanBeRead(t *testing.T) {
	for name, p := range map[string]Palette{"dark": Dark, "light": Light} {
		for role, c := range map[string]color.Color{"dim": p.Dim, "accent": p.Accent, "warm": p.Warm, "warn": p.Warn, "good": p.Good} {
			if got := contrast(c, p.Ground); got < 4.5 {
				t.Errorf("%s on %s has a contrast of %.1f", role, name, got)
			}
			// A terminal of 256 colours shows the nearest it has.
			if got := contrast(colorprofile.ANSI256.Convert(c), p.Ground); got < 4.5 {
				t.Errorf("%s on %s has a contrast of %.1f in 256 colours", role, name, got)
			}
			// In 16 colours it is the terminal that says how they look; none may
			// be taken for the background itself.
			if c16, ok := colorprofile.ANSI.Convert(c).(ansi.BasicColor); ok {
				if name == "dark" && c16 == ansi.Black || name == "light" && (c16 == ansi.White || c16 == ansi.BrightWhite) {
					t.Errorf("%s on %s is the background in 16 colours", role, name)
				}
			}
		}
	}
}

// Terminals that count code points and those that count graphemes give our
// marks the same width: one column.
func TestMarksAreOneColumnWide(t *testing.T) {
	marks := MarkDone + MarkUnderWay + MarkUntouched + MarkWarning + MarkHere + MarkAdult + MarkYoung + MarkExisting + MarkNew + MarkEmpty + MarkOurs +
		"─│╭╮╰╯…↑↓←→⏎␣⌫⏲–“”·" + string(eighths) + string(steps)
	for _, r := range marks {
		if w := ansi.StringWidthWc(string(r)); w != 1 {
			t.Errorf("%c is %d wide by code point", r, w)
		}
		if w := ansi.StringWidth(string(r)); w != 1 {
			t.Errorf("%c is %d wide by grapheme", r, w)
		}
	}
}

func TestFittingIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	alphabet := []string{"a", "b", "c", " ", "é", "ü", "漢", "字", "👩‍👩‍👧", "🇧🇪", "z\u0301", "…", "-"}
	for range 5000 {
		var b strings.Builder
		for range r.IntN(30) {
			b.WriteString(alphabet[r.IntN(len(alphabet))])
		}
		s, w := model.Clean(b.String()), r.IntN(30)
		for _, got := range []string{Fit(s, w), FitRight(s, w), Apart(s, s, w)} {
			if Width(got) != w {
				t.Fatalf("%q in %d columns is %q, %d wide", s, w, got, Width(got))
			}
		}
		if Width(Cut(s, w)) > w {
			t.Fatalf("%q cut to %d is %q", s, w, Cut(s, w))
		}
		if w < 2 {
			continue // not even one wide character fits
		}
		for _, line := range Wrap(s, w) {
			if Width(line) > w {
				t.Fatalf("%q wrapped at %d gives %q", s, w, line)
			}
		}
		if lines := WrapMost(s, w, 2); len(lines) > 2 {
			t.Fatalf("%q in at most 2 lines has %d", s, len(lines))
		}
	}
}

func TestWindowHoldsTheCursor(t *testing.T) {
	for n := range 60 {
		for room := range 25 {
			last := -1
			for cursor := range n {
				from, to := Window(cursor, n, room)
				if room > 0 && (cursor < from || cursor >= to) || to-from > room || from < 0 || to > n || room > 0 && to-from < min(room, n) {
					t.Fatalf("cursor %d of %d in %d rows: %d to %d", cursor, n, room, from, to)
				}
				if from < last {
					t.Fatalf("moving down the window goes up: cursor %d of %d in %d rows", cursor, n, room)
				}
				last = from
			}
		}
	}
}

func press(code rune, text string, mod ...tea.KeyMod) tea.KeyPressMsg {
	k := tea.KeyPressMsg{Code: code, Text: text}
	for _, m := range mod {
		k.Mod |= m
	}
	return k
}

func TestEntry(t *testing.T) {
	e := NewEntry()
	write := func(s string) {
		for _, r := range s {
			e.Update(press(r, string(r)))
		}
	}
	write("Jeugdhuis De")
	e.Update(press(tea.KeyHome, ""))
	write("‹")
	e.Update(press(tea.KeyEnd, ""))
	write(" \u202eKring\x1b")
	if got := e.Value(); got != "‹Jeugdhuis De Kring" {
		t.Errorf("the line holds %q", got)
	}
	e.Refuse("te lang")
	if e.Update(press(tea.KeyEnter, "")) || e.Update(press(tea.KeyTab, "")) || e.Update(press(tea.KeyUp, "")) {
		t.Error("Enter, Tab or an arrow went into the line")
	}
	e.Refuse("te lang")
	e.Update(press('x', "x"))
	if e.Reason() != "" {
		t.Error("the reason stays after the next key")
	}
	e.Update(tea.PasteMsg{Content: "een\x1b[31m\ntwee"})
	if !strings.HasSuffix(e.Value(), "xeen twee") {
		t.Errorf("after a paste the line holds %q", e.Value())
	}
	e.Focus(false)
	if e.Update(press('y', "y")) {
		t.Error("a line without the focus takes letters")
	}
	e.Set(strings.Repeat("lang ", 100))
	for width := range 100 {
		line, cursor := e.View(testEnv(), "deelnemer", width)
		if width > 0 && (Width(line) > max(width, 2) || cursor >= max(width, 1)) {
			t.Fatalf("at %d columns the line is %d wide, the cursor at %d", width, Width(line), cursor)
		}
	}
}

func TestLinesOfAPaste(t *testing.T) {
	for text, want := range map[string]int{"een": 0, "een\ntwee": 2, "een\r\n\r\n twee \r drie\n": 3, "\n\n": 0} {
		if got := Lines(tea.PasteMsg{Content: text}); len(got) != want {
			t.Errorf("%q gives %q", text, got)
		}
	}
	if got := Lines(tea.PasteMsg{Content: strings.Repeat("regel\n", 1<<20)}); len(got) == 0 || len(got) > pasteMost/6+1 {
		t.Errorf("a paste without end gives %d lines", len(got))
	}
}

func TestForm(t *testing.T) {
	env := testEnv()
	var saved []string
	var form *Form
	open := func() {
		saved = nil
		form = NewForm(env, "kaart", []Field{
			{Label: "naam", Value: "oud"},
			{Label: "taal", Value: "nl", Options: []Option{{Key: "nl", Label: "Nederlands"}, {Key: "en", Label: "English"}}},
			{Label: "marks", Value: "b", Several: true, Options: []Option{{Key: "a", Label: "A"}, {Key: "b", Label: "B"}}},
		}, func(v []string) Action { saved = v; return Close{} })
	}
	keys := func(names ...tea.KeyPressMsg) (last Action) {
		for _, n := range names {
			last = form.Update(n)
		}
		return last
	}
	enter, tab, esc, right, space := press(tea.KeyEnter, ""), press(tea.KeyTab, ""), press(tea.KeyEscape, ""), press(tea.KeyRight, ""), press(tea.KeySpace, " ")
	open()
	keys(press('!', "!"), tab, right, tab, right, space, enter)
	if strings.Join(saved, "|") != "oud!|en|b a" {
		t.Errorf("saved %q", saved)
	}
	open()
	if _, ok := keys(esc).(Close); !ok {
		t.Error("Esc does not leave a form that nobody filled in")
	}
	open()
	if a := keys(press('!', "!"), esc); a != nil {
		t.Error("Esc throws away what was typed")
	}
	if _, ok := keys(esc).(Close); !ok {
		t.Error("Esc twice does not leave")
	}
	open()
	form.Update(Done{Err: &model.Error{Code: model.TextEmpty, Args: map[string]any{"Field": "Title"}}})
	view, _ := form.View(60, 8)
	if !strings.Contains(ansi.Strip(view), "Vul de titel in.") {
		t.Errorf("the reason is not shown:\n%s", view)
	}
	if _, ok := form.Update(Done{}).(Close); !ok {
		t.Error("a saved form stays open")
	}
}

func TestPicker(t *testing.T) {
	env := testEnv()
	picked := ""
	p := NewPicker(env, "wie", []Item{{"1", "Jeugdhuis", "7"}, {"2", "CLB Noord", "12"}, {"3", "CLB Zuid", "13"}}, func(key string) Action { picked = key; return nil })
	for _, r := range "clb 13" {
		p.Update(press(r, string(r)))
	}
	p.Update(press(tea.KeyEnter, ""))
	if picked != "3" {
		t.Errorf("picked %q", picked)
	}
	p.Update(press('z', "z"))
	if a := p.Update(press(tea.KeyEnter, "")); a == nil {
		t.Error("Enter on nothing says nothing")
	}
}

func TestPressSaysWhyNot(t *testing.T) {
	keys := []Key{{On: []string{"a"}, Do: func() Action { return Close{} }, Why: "nog niet"}, {On: []string{"b"}}}
	if a, ok := Press(keys, press('a', "a")); !ok || a != (Notify{Text: "nog niet", Bad: true}) {
		t.Errorf("%v, %v", a, ok)
	}
	if _, ok := Press(keys, press('b', "b")); ok {
		t.Error("a key that is only described was pressed")
	}
}

func TestBlocksFit(t *testing.T) {
	env := testEnv()
	d := export.Document{Title: strings.Repeat("Titel ", 30), Subtitle: "Leuven", Blocks: []export.Block{
		export.Heading{Level: 2, Text: "Kop"}, export.Paragraph{Text: strings.Repeat("woord ", 60)}, export.List{Items: []string{"een", strings.Repeat("twee ", 40)}},
		export.Table{Header: []string{"nr", "naam", "opmerking"}, Right: []bool{true}, Rows: [][]string{{"1", "x", strings.Repeat("lang ", 50)}, {"2"}}},
		export.Chart{Title: "Scores", Figure: figure.Bars{Max: 5, Rows: []figure.Row{{Label: strings.Repeat("pijler", 9), Values: []figure.Value{{Amount: 3, Text: "3,0"}}}, {Label: "geen", Values: []figure.Value{{None: true, Text: "geen score"}}}}}},
		export.Quote{Text: strings.Repeat("gezegd ", 30)}, export.Break{},
		export.Slip{Title: "7", Name: strings.Repeat("Jeugdhuis ", 12), Rules: "drie stickers", Circles: 3, Options: []export.SlipOption{{Letter: "A", Text: strings.Repeat("plek ", 40)}}},
		export.Slip{Title: "8", Circles: 60, Options: []export.SlipOption{{Letter: "AB", Text: "Bank"}}},
	}}
	for _, width := range []int{41, 61, 100, 160} {
		p := NewPreview(env, d, width)
		for _, line := range p.Lines(0, p.Upto(math.MaxInt)) {
			if Width(line) > width {
				t.Fatalf("at %d columns a line of %d: %q", width, Width(line), ansi.Strip(line))
			}
		}
	}
}

// Looked at line by line a preview is what it is when laid out at once, and it
// lays out no further than that.
func TestPreviewLaysOutWhatIsSeen(t *testing.T) {
	env := testEnv()
	d := export.Document{Title: "Verslag"}
	for i := range 2_000 {
		d.Blocks = append(d.Blocks, export.Paragraph{Text: strconv.Itoa(i) + strings.Repeat(" woord", 40)})
	}
	whole := NewPreview(env, d, 61)
	all := whole.Upto(math.MaxInt)
	p := NewPreview(env, d, 61)
	percent := -1
	for from := 0; from < 50; from++ {
		if got, want := p.Lines(from, 20), whole.Lines(from, 20); !slices.Equal(got, want) {
			t.Fatalf("from line %d:\n%q\nwant\n%q", from, got, want)
		}
	}
	if len(p.lines) > 100 {
		t.Errorf("%d lines are laid out for 70", len(p.lines))
	}
	for _, line := range []int{0, all / 4, all / 2, all} {
		p.Upto(line)
		if p.Upto(all) != all || p.Read(line) <= percent || p.Read(line) > 100 {
			t.Errorf("line %d of %d is at %d %% after %d %%", line, p.Upto(all), p.Read(line), percent)
		}
		percent = p.Read(line)
	}
	if got := p.Lines(all+5, 20); len(got) != 0 {
		t.Errorf("behind the end stands %q", got)
	}
}

func TestBarsAndSparks(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Bar(0, 4), ""}, {Bar(1, 4), "████"}, {Bar(0.5, 4), "██"}, {Bar(2, 2), "██"}, {Bar(0.3, 1), "▎"},
		{Spark([]int{0, 1, 2, 8}), "·▁▂█"}, {Spark(nil), ""}, {Spark([]int{0, 0}), "··"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestPath(t *testing.T) {
	t.Setenv("HOME", "/home/mia")
	t.Setenv("USERPROFILE", "/home/mia")
	for _, c := range []struct{ text, want string }{
		{"", ""}, {"verslag.md", "/docs/verslag.md"}, {"'/tmp/a b.json'", "/tmp/a b.json"}, {"~/x.md", "/home/mia/x.md"}, {"/x.md", "/x.md"},
	} {
		if got := filepath.ToSlash(Path(c.text, "/docs")); got != c.want && filepath.Separator == '/' {
			t.Errorf("%q is %q, want %q", c.text, got, c.want)
		}
	}
}
