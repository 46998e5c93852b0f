package story

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// program is the built program.
var program string

func TestMain(m *testing.M) { os.Exit(build(m)) }

func build(m *testing.M) int {
	folder, err := os.MkdirTemp("", "kring-story-*")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(folder)
	program = filepath.Join(folder, "kring")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", program, "kring").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building the program: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// house is an empty home folder to run the program in.
type house struct {
	t      testing.TB
	folder string
	lang   string
	more   []string // variables beside those of env
}

func newHouse(t testing.TB, lang string) *house {
	t.Helper()
	h := &house{t: t, folder: t.TempDir(), lang: lang}
	if err := os.Mkdir(h.path("tmp"), 0o700); err != nil {
		t.Fatal(err)
	}
	return h
}

// env is the environment of a user with an empty home folder.
func (h *house) env() []string {
	return append([]string{
		"HOME=" + h.folder, "XDG_DATA_HOME=" + filepath.Join(h.folder, "data"), "XDG_STATE_HOME=" + filepath.Join(h.folder, "state"),
		"XDG_CONFIG_HOME=" + filepath.Join(h.folder, "config"), "LocalAppData=" + filepath.Join(h.folder, "data"),
		"PATH=" + os.Getenv("PATH"), "TMPDIR=" + h.path("tmp"), "SystemRoot=" + os.Getenv("SystemRoot"),
		"TERM=xterm-256color", "LANG=" + h.lang, "LC_ALL=", "LC_MESSAGES=", "TZ=UTC",
	}, h.more...)
}

// path is a file in the house.
func (h *house) path(name string) string { return filepath.Join(h.folder, name) }

// put writes a file into the house.
func (h *house) put(name string, content []byte) string {
	h.t.Helper()
	path := h.path(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		h.t.Fatal(err)
	}
	return path
}

// said is what a run of the program said.
type said struct {
	out, err string
	status   int
}

// run runs the program with arguments.
func (h *house) run(args ...string) said {
	h.t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env, cmd.Dir = h.env(), h.folder
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if _, failed := err.(*exec.ExitError); err != nil && !failed {
		h.t.Fatal(err)
	}
	return said{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

// does runs the program and fails unless it succeeds in silence; it gives what
// came out.
func (h *house) does(args ...string) string {
	h.t.Helper()
	s := h.run(args...)
	if s.status != 0 || s.err != "" {
		h.t.Fatalf("kring %s: status %d\n%s%s", strings.Join(args, " "), s.status, s.out, s.err)
	}
	return s.out
}

// refuses runs the program and fails unless it ends with that status, one line
// of error that holds the text, and nothing on standard output.
func (h *house) refuses(status int, text string, args ...string) {
	h.t.Helper()
	s := h.run(args...)
	name := "kring " + strings.Join(args, " ")
	if s.status != status {
		h.t.Errorf("%s: status %d, want %d\n%s%s", name, s.status, status, s.out, s.err)
	}
	if !strings.HasPrefix(s.err, "kring: ") || strings.Count(s.err, "\n") != 1 || !strings.Contains(s.err, text) {
		h.t.Errorf("%s says %q, want one line with %q", name, s.err, text)
	}
	if s.out != "" {
		h.t.Errorf("%s writes %q", name, s.out)
	}
}
