//go:build !windows

package story

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// campaign gives how many times something is done to the program: so many, or what
// the environment variable KRING_FAULTS says, up to most.
func campaign(t *testing.T, usual, most int) int {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv("KRING_FAULTS")); err == nil {
		return min(n, most)
	}
	return usual
}

// A marker is what the story types: a number that is never used again.
var marker = regexp.MustCompile(`K\d{6}`)

// witness looks at the screen for as long as the program lives, and notes each
// marker that it shows as saved: anywhere but in the line that is being typed.
type witness struct {
	w    *terminal
	seen map[string]string // with the line
}

func (o *witness) look() {
	screen := o.w.shown()
	if !strings.Contains(screen, "Avond") {
		return // not yet the program: the terminal itself shows what is typed
	}
	if strings.Contains(screen, "╭") { // a card in which something is being typed
		o.w.keys("esc")
		return
	}
	lines := strings.Split(strings.TrimRight(screen, "\n"), "\n")
	for i, line := range lines {
		if i == len(lines)-3 || strings.Contains(line, "▸") {
			continue // the line that is typed in
		}
		for _, m := range marker.FindAllString(line, -1) {
			o.seen[m] = strings.TrimSpace(line)
		}
	}
}

// The program is killed at a random moment while somebody types as fast as keys go
// through: in the group, the offer, the objectives and the actions, with what is
// undone in between. All that the screen had shown as saved is there afterwards,
// and each time the database is as it was written.
func TestKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	kills := campaign(t, 8, 200)
	r := rand.New(rand.NewPCG(7, 4))
	steps := []struct{ digit, sees string }{{"1", "Groep"}, {"4", "Aanbod"}, {"5", "Doelen"}, {"7", "Acties"}}
	number, shown, early := 0, 0, 0
	var h *house
	for kill := range kills {
		if kill%25 == 0 { // lists have an end
			h = newHouse(t, "nl_BE.UTF-8")
			w := h.begins("Avond")
			w.quit()
		}
		w := h.open(80, 24, "open", "last")
		var before time.Duration
		if r.IntN(8) == 0 { // while it opens
			before = time.Duration(r.IntN(100)) * time.Millisecond
			early++
		} else {
			step := steps[r.IntN(len(steps))]
			w.sees("Avond")
			w.keys("esc", "g", step.digit)
			w.sees(step.sees)
			before = time.Duration(r.IntN(250)) * time.Millisecond
		}
		o := &witness{w: w, seen: make(map[string]string)}
		first := number
		ended := make(chan struct{})
		time.AfterFunc(before, func() { _ = w.cmd.Process.Kill(); close(ended) })
	typing:
		for {
			number++
			w.keys(fmt.Sprintf("K%06d\r", number))
			o.look()
			select {
			case <-ended:
				break typing
			case <-time.After(time.Duration(r.IntN(8)) * time.Millisecond):
			}
		}
		w.wait()
		o.look()
		w.file.Close()

		exported := h.run("export", "last", "-f", "json") // what was under way is told on the side
		if exported.status != 0 {
			t.Fatalf("kill %d: %s", kill+1, exported.err)
		}
		out := exported.out
		for m, line := range o.seen {
			shown++
			if !strings.Contains(out, m) {
				t.Errorf("kill %d: %s was shown as saved, in “%s”, and is lost; %d to %d were typed:\n%s", kill+1, m, line, first+1, number, w.shown())
			}
		}
		if out := h.does("check", "--json"); !strings.Contains(out, `"problems": []`) {
			t.Errorf("kill %d: %s", kill+1, out)
		}
		if t.Failed() {
			return
		}
	}
	if shown < kills {
		t.Errorf("only %d times an entry was shown as saved: the test does not see them", shown)
	}
	t.Logf("%d kills, %d of them while it opened; %d times an entry was shown as saved: 0 lost", kills, early, shown)
}
