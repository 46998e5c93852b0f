package tui

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"kring/assets"
	"kring/store"
)

// run presses a key and does what the program is asked to do by it.
func (r *room) run(key string) {
	r.t.Helper()
	_, cmd := r.app.Update(tea.KeyPressMsg{Code: rune(key[0]), Text: key})
	if cmd == nil {
		r.t.Fatalf("%s does nothing", key)
	}
	r.app.Update(cmd())
}

// flat is the screen without what wraps and frames a text on it.
func (r *room) flat() string {
	return strings.Join(strings.FieldsFunc(r.screen(), func(c rune) bool { return strings.ContainsRune(" \n│╭╮╰╯─", c) }), " ")
}

// A document from the screen: written, not overwritten without asking, and
// opened by the system's program.
func TestDocumentFromTheScreen(t *testing.T) {
	for _, lang := range assets.Languages {
		r := newRoom(t, lang)
		r.example(lang)
		folder := t.TempDir()
		path := filepath.Join(folder, "verslag.md")
		write := func() { r.press("esc", "e", "e", "ctrl+u", path, "up", "up"); r.markdown(); r.press("enter") }
		write()
		r.sees(r.app.env.T("summary.written"))
		first, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(first), "# ") {
			t.Fatalf("%v: %.100q", err, first)
		}
		if r.app.env.Folder != folder {
			t.Errorf("the next one is proposed in %q", r.app.env.Folder)
		}

		var opened []string
		r.app.opener = func(path string) error { opened = append(opened, path); return nil }
		r.run("o")
		if len(opened) != 1 || opened[0] != path || !filepath.IsAbs(opened[0]) {
			t.Errorf("opened %q", opened)
		}
		var logged error
		r.app.log = func(err error) { logged = err }
		broken := errors.New("no such program")
		r.app.opener = func(string) error { return broken }
		r.run("o")
		if !errors.Is(logged, broken) {
			t.Errorf("logged %v", logged)
		}
		r.sees(r.app.env.T("app.notopened"))
		r.fits()

		if err := os.WriteFile(path, []byte("van iemand anders"), 0o600); err != nil {
			t.Fatal(err)
		}
		r.press("enter")
		write()
		r.sees(r.app.env.T("summary.exists"))
		r.press("esc")
		if now, _ := os.ReadFile(path); string(now) != "van iemand anders" {
			t.Fatal("it was overwritten without a yes")
		}
		r.press("enter", "enter")
		r.sees(r.app.env.T("summary.written"))
		if now, _ := os.ReadFile(path); string(now) != string(first) {
			t.Error("it was not overwritten after a yes")
		}
	}
}

// markdown chooses that format, in a form that has the cursor on the formats.
func (r *room) markdown() {
	r.t.Helper()
	for range 12 {
		if strings.Contains(r.screen(), "[✓ Markdown]") {
			return
		}
		r.press("right")
	}
	r.t.Fatalf("no Markdown:\n%s", r.screen())
}

// What stands in the way of writing is told in the form, which stays; what
// stood there before stands, and nothing is left beside it.
func TestDocumentThatCannotBeWritten(t *testing.T) {
	for _, lang := range assets.Languages {
		r := newRoom(t, lang)
		r.example(lang)
		folder := filepath.Join(t.TempDir(), "stick")
		path := filepath.Join(folder, "sessie.json")
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		r.press("esc", "e", "d", "ctrl+u", path)
		for _, trouble := range []store.Trouble{store.DiskFull, store.InUse, store.NotAllowed} {
			r.app.write = func(path string, _ func(io.Writer) error) error { return &store.Fault{Trouble: trouble, Path: path} }
			r.press("enter")
			want, _ := store.Explain(r.app.env.Texts, &store.Fault{Trouble: trouble, Path: "sessie.json"})
			if !strings.Contains(r.flat(), want) {
				t.Errorf("%q is not told whole:\n%s", want, r.screen())
			}
			r.sweep(few, fewHigh)
		}
		r.app.write = store.WriteFile
		r.press("enter")
		r.sees(r.app.env.T("summary.written"))
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}

		// A renderer that breaks halfway.
		r.app.log = func(error) {}
		r.app.write = func(path string, write func(io.Writer) error) error {
			return store.WriteFile(path, func(w io.Writer) error {
				if err := write(w); err != nil {
					return err
				}
				return errors.New("it broke")
			})
		}
		r.press("enter", "d", "ctrl+u", path, "enter", "enter")
		r.sees(r.app.env.T("summary.path"))
		entries, err := os.ReadDir(folder)
		if now, _ := os.ReadFile(path); err != nil || string(now) != string(before) || len(entries) != 1 {
			t.Errorf("%v, %d files, the same: %v", err, len(entries), string(now) == string(before))
		}

		// The folder goes between asking and writing.
		r.app.write = store.WriteFile
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		r.press("enter")
		r.sees(r.app.env.T("summary.path"))
		if word := map[string]string{"nl": "bestaat niet", "en": "does not exist"}[lang]; !strings.Contains(r.flat(), word) {
			t.Errorf("it does not say that the folder is gone:\n%s", r.screen())
		}
	}
}
