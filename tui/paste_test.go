package tui

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kring/tui/kit"
)

// through passes a text in pieces of that size at most.
func through(p *pastes, text string, piece int, random *rand.Rand) (out string, cuts int) {
	var b strings.Builder
	for len(text) > 0 {
		n := min(1+random.IntN(piece), len(text))
		passed, cut := p.take([]byte(text[:n]))
		b.Write(passed)
		if cut {
			cuts++
		}
		text = text[n:]
	}
	return b.String(), cuts
}

// What ends as it should passes as it came, however it is cut in pieces.
func TestPastesPassAsTheyCame(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	text := "a\x1b[A" + pasteBegins + "één\r\x03\x1b[200 \x1b\x1b[20" + pasteBegins + "x\x1b" + pasteEnds + "b\x1b[200" + pasteBegins + pasteEnds + "\x03"
	for range 500 {
		var p pastes
		out, cuts := through(&p, text, 9, random)
		// A piece that is Ctrl+C alone ends a paste.
		if ended := strings.Replace(text, "\x03", pasteEnds+"\x03", 1); out != text && out != ended || cuts != 0 {
			t.Fatalf("%q came out as %q, cut %d times", text, out, cuts)
		}
		if p.open && out == text {
			t.Fatal("a paste is open at the end")
		}
	}
}

// A paste without an end is bounded: by Ctrl+C, by silence and by its size, and
// nothing of it is taken for keys.
func TestPastesAreBounded(t *testing.T) {
	for _, code := range interrupts {
		var p pastes
		out, _ := p.take([]byte(pasteBegins + "abc"))
		more, _ := p.take(bytes.Repeat(code, 2))
		if want := pasteBegins + "abc" + pasteEnds + strings.Repeat(string(code), 2); string(out)+string(more) != want || p.open {
			t.Errorf("%q", string(out)+string(more))
		}
	}
	var p pastes
	p.take([]byte(pasteBegins + "abc"))
	if out := p.end(); string(out) != pasteEnds || p.open || len(p.end()) > 0 {
		t.Errorf("silence gives %q", out)
	}
	random := rand.New(rand.NewPCG(1, 1))
	long := strings.Repeat("é", pasteMost)
	out, cuts := through(&p, pasteBegins+long+pasteEnds+"q", 5000, random)
	if cuts != 1 || !strings.HasSuffix(out, "é"+pasteEnds+"q") || len(out) > pasteMost+100 || p.open {
		t.Errorf("%d cuts, %d bytes, %.20q … %q", cuts, len(out), out, out[len(out)-20:])
	}
}

// The keyboard gives what was pasted when the end of it does not come.
func TestKeyboardIsNotFrozen(t *testing.T) {
	source, typed := io.Pipe()
	in := newInput(os.Stdin, source, func() {})
	lost := make(chan error, 1)
	in.begin(func(tea.Msg) {}, func(err error) { lost <- err }, func() {})
	defer in.Close()
	go func() {
		fmt.Fprint(typed, pasteBegins, "lang")
		fmt.Fprint(typed, " verhaal")
	}()
	var got bytes.Buffer
	buf := make([]byte, 7)
	begin := time.Now()
	for !strings.HasSuffix(got.String(), pasteEnds) {
		n, err := in.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		got.Write(buf[:n])
	}
	if got.String() != pasteBegins+"lang verhaal"+pasteEnds {
		t.Errorf("%q", got.String())
	}
	t.Logf("a paste without an end is taken after %v", time.Since(begin).Round(time.Millisecond))
	typed.Close()
	if _, err := in.Read(buf); !errors.Is(err, io.EOF) || !errors.Is(<-lost, io.EOF) {
		t.Errorf("a terminal that is gone gives %v", err)
	}
}

// Of a list that is too long the beginning is taken, and the screen says so.
func TestPasteOfTooManyLines(t *testing.T) {
	r := newRoom(t, "nl")
	r.example("nl")
	var b strings.Builder
	for i := range linesMost + 50 {
		fmt.Fprintf(&b, "Partner nummer %d\r\n", i)
	}
	before := r.app.env.S().Participants.Len()
	r.app.Update(tea.PasteMsg{Content: b.String()})
	if n := r.app.env.S().Participants.Len() - before; n != linesMost {
		t.Errorf("%d lines were taken, want %d", n, linesMost)
	}
	r.sees("te veel om in één keer te plakken")
	if text, cut := boundLines(strings.Repeat("a\n", linesMost) + "\n\n"); cut || len(text) != 2*linesMost+2 {
		t.Errorf("a list that just fits is cut: %v, %d", cut, len(text))
	}
}

// hangs is so long that it is no answer, on any machine. How long it takes, the
// tests tell.
const hangs = 30 * time.Second

// A megabyte goes into every kind of line and form: no panic, and the screen
// answers.
func TestPasteOfAMegabyte(t *testing.T) {
	kinds := map[string]string{
		"one line":      strings.Repeat("woord ", 1<<20/6),
		"many lines":    strings.Repeat("Jeugdhuis De Pit; jeugd; An\n", 1<<20/28),
		"empty lines":   strings.Repeat("\r\n", 1<<19),
		"control bytes": strings.Repeat("\x1b]52;c;aGE=\x07\x00\x9b31m\u202e", 1<<20/22),
		"marks":         "e" + strings.Repeat("\u0301", 1<<19),
		"no text":       strings.Repeat("\xff\xfe", 1<<19),
	}
	if testing.Short() {
		kinds = map[string]string{"many lines": kinds["many lines"]}
	}
	worst := time.Duration(0)
	count := 0
	for name, text := range kinds {
		r := newRoom(t, "nl")
		r.example("nl")
		places := []func(){func() { r.app.perform(r.app.editSession(), r.app.top()) }, func() { r.app.perform(r.app.openTimer(), r.app.top()) },
			func() { r.app.perform(kit.Open{Overlay: newPalette(r.app)}, r.app.top()) }}
		for _, step := range r.app.env.M().Steps {
			places = append(places, func() { r.app.goTo(step) })
		}
		for _, there := range places {
			there()
			begin := time.Now()
			r.app.Update(tea.PasteMsg{Content: text})
			r.app.View()
			r.press("left", "x", "backspace")
			r.fits()
			took := time.Since(begin)
			worst, count = max(worst, took), count+1
			if took > hangs {
				t.Errorf("%s on %T takes %v", name, r.app.top(), took)
			}
			r.app.overlays = nil
		}
		if r.app.trouble != "" {
			t.Errorf("%s: %s", name, r.app.trouble)
		}
	}
	t.Logf("%d pastes of 1 MB, the slowest answered in %v", count, worst.Round(time.Millisecond))
}

// Many sizes, on every screen in turn, among them some that nobody has. The
// environment variable KRING_FAULTS says how many.
func TestManyResizes(t *testing.T) {
	r := newRoom(t, "nl")
	r.example("nl")
	random := rand.New(rand.NewPCG(3, 4))
	steps := r.app.env.M().Steps
	worst := time.Duration(0)
	sizes := 250
	if testing.Short() {
		sizes = 25
	}
	if n, err := strconv.Atoi(os.Getenv("KRING_FAULTS")); err == nil {
		sizes = n
	}
	for i := range sizes {
		width, height := 1+random.IntN(300), 1+random.IntN(200)
		switch {
		case i == 0:
			width, height = 1, 1
		case i == 1:
			width, height = 300, 200
		case i%100 == 2:
			width, height = 3000, 3000
		case i%100 == 3:
			width, height = 0, 0
		case i%20 == 4:
			r.app.goTo(steps[i/20%len(steps)])
			r.app.overlays = nil
		case i%20 == 5:
			r.app.perform(kit.Open{Overlay: newHelp(r.app)}, r.app.top())
		}
		begin := time.Now()
		r.app.Update(bounded(nil, tea.WindowSizeMsg{Width: width, Height: height}))
		lines := strings.Count(r.app.View().Content, "\n") + 1
		worst = max(worst, time.Since(begin))
		if most := min(max(height, 1), tallest); lines > most {
			t.Fatalf("%d×%d has %d lines", width, height, lines)
		}
	}
	t.Logf("%d sizes, the slowest drawn in %v", sizes, worst.Round(time.Millisecond))
	if worst > hangs {
		t.Error("that is no answer")
	}
}
