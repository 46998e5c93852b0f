//go:build !windows

package story

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// A hundred people are scored one after another, eight digits each and nothing
// between, as fast as the keys can be sent; then some by their papers, with the
// number in front. None is lost and none doubled.
func TestScoringWithoutPause(t *testing.T) {
	t.Parallel()
	const people, pillars, papers = 100, 8, 20
	h := newHouse(t, "nl_BE.UTF-8")
	w := h.begins("Scores")
	var names strings.Builder
	for i := range people {
		fmt.Fprintf(&names, "Partner %03d\r", i+1)
	}
	w.keys(names.String())
	w.sees("100 deelnemers")

	r := rand.New(rand.NewPCG(8, 100))
	given := make(map[string]int)
	digits := func(participant int) string {
		var line strings.Builder
		for pillar := 1; pillar <= pillars; pillar++ {
			score := r.IntN(6) // 0: don't know
			given[fmt.Sprint("p", participant, " ", pillar)] = score
			line.WriteString(strconv.Itoa(score))
		}
		return line.String()
	}
	var all, again strings.Builder
	for i := 1; i <= people; i++ {
		all.WriteString(digits(i))
	}
	for range papers {
		i := 1 + r.IntN(people)
		fmt.Fprintf(&again, "%d %s\r", i, digits(i))
	}
	w.keys("esc", "g", "2", "d", all.String(), "d")
	w.sees("100 van 100")
	w.keys("P", again.String(), "esc")
	w.quit()

	var file struct {
		Scans []struct {
			Scores []struct {
				Participant string
				Pillar      int
				Score       *int
			}
			Hands, Agreed []any
		}
	}
	if err := json.Unmarshal([]byte(h.does("export", "last", "-f", "json")), &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Scans) != 1 || len(file.Scans[0].Hands)+len(file.Scans[0].Agreed) > 0 {
		t.Fatalf("%d scans, or something else was scored", len(file.Scans))
	}
	for _, s := range file.Scans[0].Scores {
		key, score := fmt.Sprint(s.Participant, " ", s.Pillar), 0
		if s.Score != nil {
			score = *s.Score
		}
		want, is := given[key]
		if !is || want != score {
			t.Fatalf("%s is %d, want %d (once: %v)", key, score, want, is)
		}
		delete(given, key)
	}
	if len(given) > 0 {
		t.Fatalf("%d scores are lost", len(given))
	}
}
