package tui

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"kring/assets"
	"kring/model"
)

// scored is a session with a hidden scan on all pillars: of nine participants
// (three of them young), of hands and agreed. value gives every score by its
// place.
func scored(t *testing.T, r *room, lang string, value func(i int) int) {
	t.Helper()
	s := model.New("verborgen", model.Head{Title: "Verborgen", Language: lang}, methodsOf(t)["warme-steden"], model.TimeOf(testNow))
	book, err := r.db.Create(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	do := func(c model.Change) {
		if err := book.Do(c); err != nil {
			t.Fatalf("%s: %v", c.Kind(), err)
		}
	}
	for i := 1; i <= 9; i++ {
		do(model.Added[model.Participant]{Item: model.Participant{ID: fmt.Sprint("p", i), Number: i, Organisation: fmt.Sprint("Huis ", i), Heads: 1, Young: i%3 == 0}})
	}
	n := 0
	next := func() *int { n++; v := value(n); return &v }
	for _, id := range []string{"s1", "s2"} {
		do(model.Added[model.Scan]{Item: model.Scan{ID: id, Title: id, Date: "2026-11-22", Revealed: id == "s1"}})
		if id == "s1" {
			continue // an earlier one, empty
		}
		for _, p := range s.Method().Pillars {
			for i := 1; i <= 9; i++ {
				do(model.PutInScan[model.Score]{Scan: id, Part: model.Score{Participant: fmt.Sprint("p", i), Pillar: p.Number, Score: next()}})
			}
			do(model.PutInScan[model.Hands]{Scan: id, Part: model.Hands{Pillar: p.Number, Score: next(), Count: 4, Group: model.GroupYoung}})
			do(model.PutInScan[model.Agreed]{Scan: id, Part: model.Agreed{Pillar: p.Number, Score: next(), Note: "omdat"}})
		}
		do(model.PutInScan[model.Remark]{Scan: id, Part: model.Remark{Pillar: 1, Well: "veel", Better: "meer"}})
		do(model.Set[model.ChosenPillar]{Item: model.ChosenPillar{Pillar: 2, Reason: "nodig"}})
	}
	r.start(lang, s.ID)
	r.app.env.Folder = filepath.FromSlash("/verslagen") // which two rooms would tell apart by
}

// Two sessions in which everybody scored otherwise look the same, on every
// screen, in every window and with every key, as long as the scan is hidden.
// What is drawn cannot tell a score then.
func TestHiddenScanShowsNothing(t *testing.T) {
	for _, lang := range assets.Languages {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			one, two := newRoom(t, lang), newRoom(t, lang)
			scored(t, one, lang, func(int) int { return 1 })
			scored(t, two, lang, func(i int) int { return []int{5, 4, 5, 2}[i%4] })
			same := func(when string) {
				t.Helper()
				for _, width := range []int{60, 80, 100, 121, 220} {
					for _, height := range []int{20, 24, 50} {
						one.resize(width, height)
						two.resize(width, height)
						if a, b := one.screen(), two.screen(); a != b {
							t.Fatalf("%s, %d×%d: the scores show\n%s\n%s", when, width, height, a, b)
						}
					}
				}
			}
			press := func(keys ...string) { one.press(keys...); two.press(keys...) }
			for step, keys := range []string{
				"?",                                     // the group
				"r r r R a b o n v c S N P d L , . : ?", // the quickscan
				"o v ?", "f ?", "?", "v ?", "?", "?", "?", "e ?",
			} {
				press("esc")
				if step == 1 {
					press("h", "o", "a", "h") // hidden again, with an order and a comparison
				}
				same(fmt.Sprint("step ", step))
				for _, k := range strings.Fields(keys) {
					press(k)
					same("after " + k)
					switch k {
					case "P":
						press("esc", "d") // back from the line for papers
					case "d":
						press("right", "1")
						same("while somebody scores")
						press("d")
					case "L":
						press("down", "enter")
						same("alone with the laptop")
						press("esc", "enter")
					case "n", "v", "c", "S", "N", ":", "?", "e":
						press("esc")
					}
					same("back after " + k)
				}
				press("]")
			}
			one.resize(80, 24)
			two.resize(80, 24)
			// Revealed, they differ: first one pillar, then all.
			press("esc", "]", "esc")
			one.sees("Quickscan")
			different := func() (lines int) {
				a, b := strings.Split(one.screen(), "\n"), strings.Split(two.screen(), "\n")
				for i, line := range a[:min(14, len(a))] { // the pillars, not what is said of one
					if line != b[i] {
						lines++
					}
				}
				return lines
			}
			press("space")
			if n := different(); n != 1 {
				t.Fatalf("after the reveal of one pillar %d lines differ:\n%s", n, two.screen())
			}
			press("h")
			if n := different(); n != 8 {
				t.Fatalf("after the reveal %d lines differ:\n%s", n, two.screen())
			}
		})
	}
}
