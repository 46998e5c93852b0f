//go:build !windows

package story

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// fragile is the program with keys on which it comes down, which the one that is
// shipped does not have: two lines and a file are put in as it is built.
var fragile = sync.OnceValues(func() (string, error) {
	folder := filepath.Dir(program)
	replace := map[string]string{}
	lay := func(path, content string) error {
		full, err := filepath.Abs(filepath.Join(root, path))
		if err != nil {
			return err
		}
		replace[full] = filepath.Join(folder, filepath.Base(path)+".txt")
		return os.WriteFile(replace[full], []byte(content), 0o600)
	}
	for _, in := range []struct{ path, after, put string }{
		{"tui/app.go", "func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {\n", "if cmd := a.provoked(msg); cmd != nil { return a, cmd }\n"},
		{"tui/frame.go", "func (a *App) View() tea.View {\n", "a.provokeView()\n"},
	} {
		source, err := os.ReadFile(filepath.Join(root, in.path))
		if err != nil {
			return "", err
		}
		if !strings.Contains(string(source), in.after) {
			return "", errors.New(in.path + " has no " + in.after)
		}
		if err := lay(in.path, strings.Replace(string(source), in.after, in.after+in.put, 1)); err != nil {
			return "", err
		}
	}
	source, err := os.ReadFile("testdata/provoked/provoked.go")
	if err == nil {
		err = lay("tui/provoked.go", string(source))
	}
	if err != nil {
		return "", err
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path, list := filepath.Join(folder, "fragile"), filepath.Join(folder, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		return "", err
	}
	if out, err := exec.Command("go", "build", "-overlay", list, "-o", path, "kring").CombinedOutput(); err != nil {
		return "", errors.New(string(out))
	}
	return path, nil
})

// provoke are the keys of the fragile program.
var provoke = map[string]string{
	"update": "\x1b[15~", "view": "\x1b[17~", "command": "\x1b[18~", "batch": "\x1b[19~", "runtime": "\x1b[20~", "hang": "\x1b[21~", "framework": "\x1b[24~",
	"goroutine": "\x1b[23~", "error": "\x1b[15;2~", "stack": "\x1b[17;2~", "map": "\x1b[18;2~", "memory": "\x1b[19;2~", "kill": "\x1b[20;2~",
}

// wayOut is one way in which the program ends.
type wayOut struct {
	name   string
	status int
	says   string // on standard error
	report bool   // it came down
	fatal  string // what the runtime says where nothing was deferred any more: the lookout reports
	gone   bool   // the terminal is
	hung   bool   // nothing is kept of what was half typed
	leave  func(w *terminal)
}

const secretWords = "Geheimwoord van iemand"

func waysOut() []wayOut {
	signal := func(s syscall.Signal) func(*terminal) {
		return func(w *terminal) { _ = w.signal(s) }
	}
	key := func(name string) func(*terminal) {
		return func(w *terminal) { w.keys(provoke[name]) }
	}
	const down = "vastgelopen"
	return []wayOut{
		{name: "the key", leave: func(w *terminal) { w.keys("ctrl+c") }},
		{name: "the key with something open", leave: func(w *terminal) { w.keys("f1"); w.sees("Hulp"); w.keys("ctrl+c") }},
		{name: "SIGINT", leave: signal(syscall.SIGINT)},
		{name: "SIGTERM with something open", leave: func(w *terminal) { w.keys("f1"); w.sees("Hulp"); _ = w.signal(syscall.SIGTERM) }},
		{name: "SIGHUP", leave: signal(syscall.SIGHUP)},
		{name: "SIGQUIT", leave: signal(syscall.SIGQUIT)},
		{name: "the window is closed", gone: true, leave: func(w *terminal) { w.file.Close(); w.out.Close() }},
		{name: "standard output is lost", status: 1, says: "stdout", leave: func(w *terminal) {
			w.out.Close() // takes effect once the reader of it looks up
			for len(w.ended) == 0 {
				w.keys("x")
				time.Sleep(10 * time.Millisecond)
			}
		}},
		{name: "suspended, resumed and left", leave: func(w *terminal) {
			w.cooked(func() { _ = w.cmd.Process.Signal(syscall.SIGTSTP) })
			w.taken(func() { _ = w.cmd.Process.Signal(syscall.SIGCONT) })
			w.keys("ctrl+c")
		}},
		{name: "stopped, the terminal changed, continued and left", leave: func(w *terminal) {
			_ = w.cmd.Process.Signal(syscall.SIGSTOP)
			w.setCooked()
			w.taken(func() { _ = w.cmd.Process.Signal(syscall.SIGCONT) })
			w.keys("ctrl+c")
		}},
		{name: "a panic on a key", status: 1, says: down, report: true, leave: key("update")},
		{name: "a panic in drawing", status: 1, says: down, report: true, leave: key("view")},
		{name: "a panic in a goroutine", status: 1, says: down, report: true, leave: key("command")},
		{name: "a panic in one of several goroutines", status: 1, says: down, report: true, leave: key("batch")},
		{name: "a panic of the runtime", status: 1, says: down, report: true, leave: key("runtime")},
		{name: "a panic in the framework", status: 1, says: down, report: true, leave: key("framework")},
		{name: "a panic in a goroutine of the framework", status: 2, says: down, report: true, fatal: "a panic", hung: true, leave: key("goroutine")},
		{name: "a panic with an error in one", status: 2, says: down, report: true, fatal: "a panic", hung: true, leave: key("error")},
		{name: "the stack is full", status: 2, says: down, report: true, fatal: "fatal error: stack overflow", hung: true, leave: key("stack")},
		{name: "two write one map", status: 2, says: down, report: true, fatal: "fatal error: concurrent map writes", hung: true, leave: key("map")},
		{name: "there is no memory", status: 2, says: down, report: true, fatal: "fatal error: ", hung: true, leave: key("memory")},
		{name: "it is killed", status: -1, hung: true, leave: key("kill")},
		{name: "it hangs", status: 1, says: "reageerde niet", hung: true, leave: func(w *terminal) {
			w.keys(provoke["hang"])
			w.waits(func(string) bool { _, err := os.Stat(w.house.path("tmp/hangs")); return err == nil }, "hangs")
			_ = w.signal(syscall.SIGTERM)
		}},
		{name: "the terminal takes nothing any more", status: 1, says: "reageerde niet", leave: func(w *terminal) {
			w.mu.Lock() // nobody reads
			w.fill()
			_ = w.cmd.Process.Signal(syscall.SIGTERM)
			err := <-w.ended
			w.ended <- err
			w.mu.Unlock()
		}},
	}
}

// On every way out the terminal is as it was, what was saved is there, and so is
// what was half typed.
func TestEveryWayOut(t *testing.T) {
	t.Parallel()
	path, err := fragile()
	if err != nil {
		t.Fatal(err)
	}
	ways := waysOut()
	t.Cleanup(func() { t.Logf("%d ways out", len(ways)) })
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			way.taken(t, path)
		})
	}
}

func (way wayOut) taken(t *testing.T, path string) {
	h := newHouse(t, "nl_BE.UTF-8")
	w := h.openApart(path)
	before := modes(t, w)
	w.begun()
	w.sees("Welkom")
	w.keys("n")
	w.keys("Avond", "enter")
	w.sees("Groep")
	w.enters("Chiro", "1 deelnemer")
	w.keys(secretWords)
	w.sees(secretWords)
	if modes(t, w) == before {
		t.Fatal("the terminal is not raw while the program runs: the test sees nothing")
	}
	way.leave(w)
	_ = w.wait()
	if status := w.cmd.ProcessState.ExitCode(); status != way.status {
		t.Errorf("status %d, want %d: %v\n%s", status, way.status, w.cmd.ProcessState, w.errs.String())
	}
	if !way.gone {
		if modes(t, w) != before {
			t.Error("the modes of the terminal are not what they were")
		}
	}
	<-w.drawn
	if !way.gone && way.says != "stdout" && !strings.Contains(way.name, "takes nothing") {
		w.leftClean()
	}
	way.said(t, w)
	way.reported(t, h)

	w = h.open(80, 24, "open", "last")
	w.sees("Chiro")
	if !way.hung {
		w.sees(secretWords)
	}
	w.quit()
	if out := h.does("check"); !strings.Contains(out, "zoals het geschreven werd") {
		t.Error(out)
	}
}

// said holds what stands on standard error: nothing, or one plain line.
func (way wayOut) said(t *testing.T, w *terminal) {
	said := w.errs.String()
	switch {
	case way.says == "" && said != "":
		t.Errorf("it says %q", said)
	case way.says != "" && (!strings.HasPrefix(said, "kring: ") || strings.Count(said, "\n") != 1 || !strings.Contains(said, way.says)):
		t.Errorf("it says %q, want one line with %q", said, way.says)
	}
	if strings.Contains(said, "Geheim") {
		t.Errorf("it tells what was typed: %q", said)
	}
	if path := regexp.MustCompile(`/\S+\.txt`).FindString(said); way.report {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("it does not say where the report is: %q", said)
		}
	}
}

// reported holds the report of a crash: there, for the user alone, of use, and
// without a word of the session.
func (way wayOut) reported(t *testing.T, h *house) {
	found, _ := filepath.Glob(h.path("state/kring/*"))
	found = slices.DeleteFunc(found, func(path string) bool { return filepath.Base(path) == "backups" })
	if !way.report {
		if len(found) > 0 {
			t.Errorf("left in the state folder: %v", found)
		}
		return
	}
	if len(found) != 1 {
		t.Fatalf("in the state folder: %v", found)
	}
	info, err := os.Stat(found[0])
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	text := string(read(t, found[0]))
	for _, word := range []string{"Geheim", "woord", "iemand", "Chiro", "Avond", h.folder} {
		if strings.Contains(text, word) {
			t.Errorf("the report holds %q:\n%s", word, text)
		}
	}
	wanted := []string{"kring 0", "keys    ", "text", "goroutine ", "window  80×24"}
	if way.fatal != "" {
		wanted = []string{"kring 0", "panic   " + way.fatal, "goroutine ", "provoked.go:", "kring/tui."}
	}
	if strings.Contains(way.name, "runtime") {
		wanted = append(wanted, "index out of range", "provoked.go")
	}
	for _, word := range wanted {
		if !strings.Contains(text, word) {
			t.Errorf("the report has no %q:\n%s", word, text)
		}
	}
}

// openApart starts a program with the keyboard on one terminal, what it shows on
// another, and what it says on neither, so that each can be lost by itself. It
// waits for begun, so that the modes can be looked at before.
func (h *house) openApart(program string) *terminal {
	h.t.Helper()
	w := &terminal{t: h.t, house: h, ended: make(chan error, 1), drawn: make(chan struct{}), screen: vt.NewEmulator(80, 24), keep: true}
	w.cmd = exec.Command(program)
	w.cmd.Env, w.cmd.Dir, w.cmd.Stderr = h.env(), h.folder, &w.errs
	w.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	master := func() (*os.File, *os.File) {
		m, s, err := pty.Open()
		if err == nil {
			err = pty.Setsize(m, &pty.Winsize{Cols: 80, Rows: 24})
		}
		if err != nil {
			h.t.Fatal(err)
		}
		return m, s
	}
	var keys, shows *os.File
	w.file, keys = master()
	w.out, shows = master()
	w.cmd.Stdin, w.cmd.Stdout = keys, shows
	h.t.Cleanup(func() { w.out.Close() })
	return w
}

// begun starts what openApart prepared.
func (w *terminal) begun() {
	w.t.Helper()
	if err := w.cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	w.cmd.Stdin.(*os.File).Close()
	w.cmd.Stdout.(*os.File).Close()
	go w.draw(w.out)
	go func() { _, _ = io.Copy(w.file, w.screen) }() // what the terminal answers
	go func() { w.ended <- w.cmd.Wait() }()
	w.t.Cleanup(func() { w.kill() })
}

// leftClean says that what the program switched on in the terminal, it switched
// off again.
func (w *terminal) leftClean() {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	pairs := [][2]string{
		{"\x1b[?25l", "\x1b[?25h"}, {"\x1b[>4;2m", "\x1b[>4m"},
		{"\x1b[?1002h", "\x1b[?1002l"}, {"\x1b[?1003h", "\x1b[?1003l"}, {"\x1b[?1006h", "\x1b[?1006l"},
		{"\x1b[?2004h", "\x1b[?2004l"}, {"\x1b[?1049h", "\x1b[?1049l"}, {"\x1b[>1u", "\x1b[<1u"}, {"\x1b[?1004h", "\x1b[?1004l"},
	}
	on := 0
	for _, p := range pairs {
		set, reset := bytes.LastIndex(w.raw, []byte(p[0])), bytes.LastIndex(w.raw, []byte(p[1]))
		if set >= 0 {
			on++
		}
		if set > reset {
			w.t.Errorf("%q is not taken back by %q", p[0], p[1])
		}
	}
	if on < 4 {
		w.t.Errorf("only %d modes are switched on: the test sees nothing\n%.400q", on, w.raw)
	}
	if pushed, popped := bytes.Count(w.raw, []byte("\x1b[>1u")), bytes.Count(w.raw, []byte("\x1b[<1u")); popped < pushed {
		w.t.Errorf("the keyboard is taken %d times and given back %d times", pushed, popped)
	}
}

// cooked does something and waits for the terminal to be as it was.
func (w *terminal) cooked(do func()) { w.t.Helper(); w.becomes(do, unix.ICANON) }

// taken does something and waits for the program to have the terminal.
func (w *terminal) taken(do func()) { w.t.Helper(); w.becomes(do, 0) }

func (w *terminal) becomes(do func(), canon uint32) {
	w.t.Helper()
	do()
	for end := time.Now().Add(patience); uint32(modes(w.t, w).Lflag)&unix.ICANON != canon; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatal("the terminal does not change hands")
		}
	}
}

// setCooked makes the terminal as a shell wants it.
func (w *terminal) setCooked() {
	w.t.Helper()
	m := modes(w.t, w)
	m.Lflag |= unix.ICANON | unix.ECHO | unix.ISIG
	if err := unix.IoctlSetTermios(int(w.file.Fd()), setTermios, &m); err != nil {
		w.t.Fatal(err)
	}
}

// fill has the program draw until the terminal holds no more. Nobody may read
// meanwhile.
func (w *terminal) fill() {
	w.t.Helper()
	same, held := 0, -1
	for i := 0; same < 10 && i < 250; i++ {
		if err := pty.Setsize(w.out, &pty.Winsize{Cols: uint16(100 + 20*(i%2)), Rows: 40}); err != nil {
			w.t.Fatal(err)
		}
		_ = w.cmd.Process.Signal(syscall.SIGWINCH) // it is not the terminal of its keyboard
		time.Sleep(40 * time.Millisecond)
		n, err := unix.IoctlGetInt(int(w.out.Fd()), inQueue)
		if err != nil {
			w.t.Skipf("the terminal does not tell what it holds: %v", err)
		}
		if n > 0 && n == held {
			same++
		} else {
			same = 0
		}
		held = n
	}
}
