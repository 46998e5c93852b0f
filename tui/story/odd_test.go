//go:build !windows

package story

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// answers has the program take a letter and show it, and gives how long it took.
func (w *terminal) answers(letters string) time.Duration {
	w.t.Helper()
	begin := time.Now()
	w.keys("ctrl+u", letters)
	w.sees("▸ " + letters)
	return time.Since(begin)
}

// Terminals that do what no terminal should: the program goes on answering.
func TestOddTerminals(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "nl_BE.UTF-8")
	w := h.begins("Avond")
	for i := range 200 {
		w.resize(1+(i*37)%300, 1+(i*53)%200)
	}
	w.resize(3000, 300)
	w.resize(80, 24)
	t.Logf("after 201 sizes it answers in %v", w.answers("eerste").Round(time.Millisecond))

	w.keys("ctrl+u", "\x1b[200~"+strings.Repeat("lang verhaal ", 1<<20/13)+"\x1b[201~")
	t.Logf("after a paste of 1 MB it answers in %v", w.answers("tweede").Round(time.Millisecond))

	w.keys("ctrl+u", "\x1b[200~geplakt en getypt")
	w.sees("geplakt en getypt")
	t.Logf("after a paste without end it answers in %v", w.answers("derde").Round(time.Millisecond))

	// Ctrl+C does not wait for that silence, and what was pasted is kept.
	w.keys("ctrl+u", "\x1b[200~half geplakt")
	for len(w.ended) == 0 {
		time.Sleep(50 * time.Millisecond) // as no terminal sends a paste
		w.keys("ctrl+c")
	}
	if err := w.wait(); err != nil {
		t.Error(err)
	}
	w = h.open(80, 24, "open", "last")
	w.sees("half geplakt")
	w.quit()
}

// A terminal that claims to be larger than any is drawn on in part, at once, and
// does not eat the memory.
func TestTerminalOf3000By3000(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "nl_BE.UTF-8")
	w := h.open(3000, 3000)
	begin := time.Now()
	w.sees("Welkom")
	t.Logf("drawn after %v", time.Since(begin).Round(time.Millisecond))
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.cmd.Process.Pid))
	if err == nil {
		for line := range strings.Lines(string(status)) {
			if strings.HasPrefix(line, "VmHWM") {
				t.Log(strings.TrimSpace(line))
			}
		}
	}
	w.quit()
}
