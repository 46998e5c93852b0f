//go:build !windows

package story

import (
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"kring/assets"
	"kring/store/export"
)

// The facilitator reads each kind of document, writes one, is asked before it is
// overwritten, sees where it is and opens it.
func TestTakingADocumentAlong(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, locale  string
		width, height int
	}{
		{"nl", "nl_BE.UTF-8", 80, 24},
		{"en", "en_GB.UTF-8", 160, 50},
	} {
		t.Run(c.lang, func(t *testing.T) {
			t.Parallel()
			texts := assets.Load(c.lang)
			h := newHouse(t, c.locale)
			// The system's opener, which says on a terminal what it may not.
			opener := map[bool]string{true: "open", false: "xdg-open"}[runtime.GOOS == "darwin"]
			script := h.put("bin/"+opener, []byte("#!/bin/sh\necho DOOR\necho DEUR >&2\n(echo TTY >/dev/tty) 2>/dev/null\nprintf '%s\\n' \"$@\" >>\"$HOME/opened\"\ntest ! -e \"$HOME/broken\"\n"))
			if err := os.Chmod(script, 0o700); err != nil {
				t.Fatal(err)
			}
			h.more = []string{"PATH=" + h.path("bin") + ":" + os.Getenv("PATH")}
			h.does("import", h.put("in.json", assets.Example(c.lang)))

			w := h.open(c.width, c.height, "open", "last")
			w.sees("Leuven")
			w.keys("esc", "e")
			for _, kind := range export.Kinds("md") {
				w.sees("▸"+texts.T("summary.kind."+kind), texts.T("export.kind."+kind))
				w.keys("tab")
			}
			w.sees("▸"+texts.T("summary.kind.summary"), texts.T("summary.names"))
			w.keys("a")
			w.sees("  " + texts.T("summary.nonames"))
			w.keys("tab", "e")
			w.sees("✓ "+texts.T("summary.kind.college"), "✓ "+texts.T("summary.nonames"), texts.T("summary.path"))

			path := h.path("nota met spatie.md")
			write := func() {
				w.keys("ctrl+u", path) // its end says the format
				w.sees("✓ " + texts.T("summary.format.md"))
				w.keys("enter")
			}
			write()
			w.sees(texts.T("summary.written"), "spatie.md")
			first := read(t, path)
			if out := h.path("opened"); !strings.HasPrefix(string(first), "# ") || strings.Contains(string(first), "verzonnen)") {
				t.Errorf("%s: the document begins with %.200q", out, first)
			}
			w.keys("o")
			w.waits(func(string) bool {
				data, err := os.ReadFile(h.path("opened"))
				return err == nil && string(data) == path+"\n"
			}, "the opener")
			w.keys("enter", "e")
			h.put("nota met spatie.md", []byte("van iemand anders"))
			write()
			w.sees(texts.T("summary.exists"))
			w.keys("esc")
			w.sees("✓ Markdown")
			if string(read(t, path)) != "van iemand anders" {
				t.Error("it was overwritten without a yes")
			}
			w.keys("enter", "enter")
			w.sees(texts.T("summary.written"))
			if string(read(t, path)) != string(first) {
				t.Error("the second time it is another document")
			}
			h.put("broken", nil)
			w.keys("o")
			w.sees(texts.T("app.notopened"))
			for _, word := range []string{"DOOR", "DEUR", "TTY"} {
				if strings.Contains(w.shown(), word) {
					t.Errorf("the opener writes %s on the screen:\n%s", word, w.shown())
				}
			}
			w.quit()
		})
	}
}

// What is no text is not thrown at a terminal.
func TestTerminalsGetText(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "en_GB.UTF-8")
	h.does("import", h.put("in.json", assets.Example("en")))
	for _, format := range []string{"docx", "pdf", "xlsx"} {
		w := h.open(80, 24, "export", "last", "-f", format)
		if err := w.wait(); err == nil || w.cmd.ProcessState.ExitCode() != 2 {
			t.Errorf("%s ends with %v", format, err)
		}
		w.said("no text for a terminal")
	}
	w := h.open(80, 24, "export", "last", "-f", "json")
	if err := w.wait(); err != nil {
		t.Error(err)
	}
	w.said("}")
}

// said waits until a program that has ended is shown to have written a text.
func (w *terminal) said(text string) {
	w.t.Helper()
	for end := time.Now().Add(patience); !strings.Contains(w.shown(), text); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatalf("it did not say “%s”:\n%s", text, w.shown())
		}
	}
}
