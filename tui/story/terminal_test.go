//go:build !windows

package story

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// patience is how long a story waits for something to appear. It is only ever
// spent when something is wrong.
const patience = 20 * time.Second

// terminal is a window with the program in it.
type terminal struct {
	t       testing.TB
	house   *house
	cmd     *exec.Cmd
	file    *os.File
	ended   chan error
	written int           // bytes that the program wrote
	drawn   chan struct{} // closed when all that it wrote was read

	mu     sync.Mutex // guards the emulator, written and raw
	raw    []byte     // what it wrote, where a story asks for it
	keep   bool
	out    *os.File     // where it shows, when that is another than its keyboard's
	errs   bytes.Buffer // and what it says
	screen *vt.Emulator
	text   string // of the screen, as it was drawn by so many bytes
	textOf int
}

// emulator is a screen of that size, or as much of it as the program ever draws on.
func emulator(width, height int) *vt.Emulator { return vt.NewEmulator(bounded(width, height)) }

func bounded(width, height int) (int, int) { return min(width, 500), min(height, 200) }

// open starts the program in a window of that size.
func (h *house) open(width, height int, args ...string) *terminal {
	h.t.Helper()
	return h.openProgram(program, width, height, args...)
}

// begins starts the program in Dutch, with nothing in it yet, and begins a session.
func (h *house) begins(title string) *terminal {
	h.t.Helper()
	w := h.open(80, 24)
	w.sees("Welkom")
	w.keys("n")
	w.keys(title, "enter")
	w.sees("Groep")
	return w
}

func (h *house) openProgram(program string, width, height int, args ...string) *terminal {
	h.t.Helper()
	w := &terminal{t: h.t, house: h, ended: make(chan error, 1), drawn: make(chan struct{}), screen: emulator(width, height)}
	w.cmd = exec.Command(program, args...)
	w.cmd.Env, w.cmd.Dir = h.env(), h.folder
	var err error
	if w.file, err = pty.StartWithSize(w.cmd, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}); err != nil {
		h.t.Fatal(err)
	}
	go w.draw(w.file)
	go func() { _, _ = io.Copy(w.file, w.screen) }() // what the terminal answers
	go func() { w.ended <- w.cmd.Wait() }()
	h.t.Cleanup(func() { w.kill() })
	return w
}

// draw feeds what the program writes to the screen.
func (w *terminal) draw(from io.Reader) {
	defer close(w.drawn)
	buf := make([]byte, 64<<10)
	for {
		n, err := from.Read(buf)
		w.mu.Lock()
		_, _ = w.screen.Write(buf[:n])
		w.written += n
		if w.keep {
			w.raw = append(w.raw, buf[:n]...)
		}
		w.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// shown is the text on the screen.
func (w *terminal) shown() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.textOf != w.written || w.text == "" {
		w.text, w.textOf = w.screen.String(), w.written
	}
	return w.text
}

// keys sends keys as a terminal does.
func (w *terminal) keys(keys ...string) {
	w.t.Helper()
	for _, k := range keys {
		if code, ok := codes[k]; ok {
			k = code
		}
		if _, err := w.file.WriteString(k); err != nil {
			w.t.Fatal(err)
		}
	}
}

var codes = map[string]string{
	"enter": "\r", "tab": "\t", "esc": "\x1b[27u", "up": "\x1b[A", "down": "\x1b[B", "left": "\x1b[D", "right": "\x1b[C",
	"backspace": "\x7f", "space": " ", "ctrl+c": "\x03", "ctrl+k": "\x0b", "ctrl+u": "\x15", "f1": "\x1bOP", "f2": "\x1bOQ",
	"pgdown": "\x1b[6~", "end": "\x1b[F", "home": "\x1b[H",
}

// sees waits until every text is on the screen.
func (w *terminal) sees(texts ...string) {
	w.t.Helper()
	w.waits(func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	}, strings.Join(texts, "”, “"))
}

func (w *terminal) waits(until func(screen string) bool, what string) {
	w.t.Helper()
	end := time.Now().Add(patience)
	for !until(w.shown()) {
		if time.Now().After(end) {
			w.t.Fatalf("waited for “%s”:\n%s", what, w.shown())
		}
		select {
		case err := <-w.ended:
			w.ended <- err
			if !until(w.shown()) {
				w.t.Fatalf("the program ended (%v) before “%s”:\n%s", err, what, w.shown())
			}
			return
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// types types a text and presses Enter.
func (w *terminal) types(text string) {
	w.t.Helper()
	w.keys(text, "enter")
}

// enters types a text and presses Enter, and waits until the screen shows what
// came of it and the line is empty again: until it is shown as saved.
func (w *terminal) enters(text, shown string) {
	w.t.Helper()
	w.types(text)
	w.waits(func(screen string) bool {
		lines := strings.Split(strings.TrimRight(screen, "\n"), "\n")
		if len(lines) < 3 {
			return false
		}
		line := lines[len(lines)-3] // above the rule and the keys
		return strings.Contains(screen, shown) && strings.HasSuffix(strings.TrimRight(line, " "), "▸")
	}, shown)
}

// kill ends the program as a power cut would.
func (w *terminal) kill() {
	_ = w.cmd.Process.Kill()
	w.wait()
	w.file.Close()
}

// wait waits for the program to end and gives how it did.
func (w *terminal) wait() error {
	w.t.Helper()
	select {
	case err := <-w.ended:
		w.ended <- err
		return err
	case <-time.After(patience):
		w.t.Fatalf("the program does not end:\n%s", w.shown())
		return nil
	}
}

// quit leaves the program by its key.
func (w *terminal) quit() {
	w.t.Helper()
	w.keys("ctrl+c")
	if err := w.wait(); err != nil {
		w.t.Fatalf("ended with %v:\n%s", err, w.shown())
	}
	w.file.Close()
}

// signal sends a signal and gives how the program ended.
func (w *terminal) signal(s syscall.Signal) error {
	w.t.Helper()
	if err := w.cmd.Process.Signal(s); err != nil {
		w.t.Fatal(err)
	}
	return w.wait()
}

// resize makes the window another size.
func (w *terminal) resize(width, height int) {
	w.t.Helper()
	w.mu.Lock()
	w.screen.Resize(bounded(width, height))
	w.text = ""
	w.mu.Unlock()
	if err := pty.Setsize(w.file, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}); err != nil {
		w.t.Fatal(err)
	}
}
