//go:build !windows

package story

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
)

// Sixty paper ballots are typed one after another as fast as the keys can be
// sent, some of them wrong. All that are good are counted; of the wrong ones
// nothing is, and they stand in the line with the reason until they are wiped.
// A paper ballot of three stickers takes at most seven keys, Enter included.
func TestBallotsWithoutPause(t *testing.T) {
	t.Parallel()
	const people = 60
	h := newHouse(t, "nl_BE.UTF-8")
	w := h.begins("Stemming")
	var names, aims strings.Builder
	for i := range people {
		fmt.Fprintf(&names, "Partner %02d\r", i+1)
	}
	for i := range 8 {
		fmt.Fprintf(&aims, "Doel %d\r", i+1)
	}
	w.keys(names.String())
	w.sees("60 deelnemers")
	w.keys("esc", "g", "5", aims.String())
	w.sees("Doel 8")
	w.keys("esc", "g", "6", "n")
	w.sees("Nieuwe ronde")
	w.keys("enter")
	w.sees("ontwerp")
	w.keys("o")
	w.sees("0 van 60 stemden", "3 per partner")

	r := rand.New(rand.NewPCG(60, 3))
	want := make(map[string]map[string]int)
	var all strings.Builder
	for i := 1; i <= people; i++ {
		letters := make([]byte, 3)
		placed := make(map[string]int)
		for k := range letters {
			n := r.IntN(8)
			letters[k] = "abcdefgh"[n]
			placed[fmt.Sprint("o", n+1)]++
		}
		line := fmt.Sprintf("%d %s\r", i, letters)
		if len(line) > 7 {
			t.Fatalf("%q is %d keys", line, len(line))
		}
		want[fmt.Sprint("p", i)] = placed
		if i%7 == 0 { // a wrong one before it, and wiped without looking
			fmt.Fprintf(&all, []string{"%d aaaa\r", "9%d abc\r", "%d abz\r"}[i/7%3], i)
			all.WriteString(codes["ctrl+u"])
		}
		all.WriteString(line)
	}
	w.keys(all.String())
	w.sees("60 van 60 stemden", "180 geplakt")

	// Wrong ones that are looked at: the reason, and the line as it was typed.
	for line, reason := range map[string]string{
		"7 aaaa": "4 stickers is te veel", "77 abc": "nummer 77", "7 abz": "geen keuze", "partn abc": "Partner", "abc": "Van wie",
	} {
		w.types(line)
		w.sees("! ", reason, "ballot ▸ "+line)
		w.keys("ctrl+u")
		w.waits(func(screen string) bool { return !strings.Contains(screen, line) }, "an empty line")
	}
	w.sees("60 van 60 stemden", "180 geplakt")
	w.quit()

	var file struct {
		Rounds []struct {
			Ballots []struct {
				Participant string
				Stickers    map[string]int
				Removed     bool
			}
		}
	}
	if err := json.Unmarshal([]byte(h.does("export", "last", "-f", "json")), &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Rounds) != 1 || len(file.Rounds[0].Ballots) != people {
		t.Fatalf("the rounds are %+v", file.Rounds)
	}
	for _, b := range file.Rounds[0].Ballots {
		if b.Removed || !maps.Equal(b.Stickers, want[b.Participant]) {
			t.Errorf("%s is %v, want %v", b.Participant, b.Stickers, want[b.Participant])
		}
	}
}
