package tui

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"kring/assets"
	"kring/model"
)

// voted is a session with an open secret round, split by group, in which the
// first six of nine participants voted. ballot gives what stands on each.
func voted(t *testing.T, r *room, lang string, ballot func(i int) map[string]int) {
	t.Helper()
	s := model.New("geheim", model.Head{Title: "Geheim", Language: lang}, methodsOf(t)["warme-steden"], model.TimeOf(testNow))
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
	var options []string
	for i := 1; i <= 5; i++ {
		id := fmt.Sprint("o", i)
		do(model.Added[model.Objective]{Item: model.Objective{ID: id, What: fmt.Sprint("Doel ", i), Pillar: i}})
		options = append(options, id)
	}
	do(model.Added[model.Round]{Item: model.Round{
		ID: "r1", About: model.AboutObjectives, Options: options, Stickers: 3, Limit: 2, Per: model.PerParticipant,
		Secret: true, Split: model.SplitYoung, Places: 2, State: model.Draft, Together: model.TogetherCheck,
	}})
	do(model.RoundOpened{Round: "r1", At: model.TimeOf(testNow)})
	for i := 1; i <= 6; i++ {
		do(model.BallotCast{Round: "r1", Ballot: model.Ballot{Participant: fmt.Sprint("p", i), Stickers: ballot(i)}})
	}
	// A wall cannot be counted on the screen; a file may bring one.
	do(model.WallSet{Round: "r1", Wall: model.Wall{Option: "o1", Group: model.GroupYoung, Stickers: len(ballot(1))}})
	r.start(lang, s.ID)
	r.app.env.Folder = filepath.FromSlash("/verslagen") // which two rooms would tell apart by
}

// Two sessions in which everybody voted otherwise look the same, on every
// screen, in every window, with every way to vote, as long as the secret round
// is open.
func TestSecretRoundShowsNothing(t *testing.T) {
	for _, lang := range assets.Languages {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			one, two := newRoom(t, lang), newRoom(t, lang)
			voted(t, one, lang, func(int) map[string]int { return map[string]int{"o1": 1} })
			voted(t, two, lang, func(i int) map[string]int {
				return []map[string]int{{"o5": 2, "o2": 1}, {}, {"o3": 1, "o4": 2}, {"o2": 1}}[i%4]
			})
			same := func(when string) {
				t.Helper()
				for _, size := range [][2]int{{60, 20}, {80, 24}, {100, 30}, {121, 24}, {160, 50}, {220, 50}} {
					one.resize(size[0], size[1])
					two.resize(size[0], size[1])
					one.fits()
					if a, b := one.screen(), two.screen(); a != b {
						t.Fatalf("%s, %d×%d: the ballots show\n%s\n%s", when, size[0], size[1], a, b)
					}
				}
			}
			// Keys with a word in front of them for what is shown then.
			try := func(keys ...string) {
				t.Helper()
				for i, k := range keys {
					one.press(k)
					two.press(k)
					same(fmt.Sprintf("after %s", strings.Join(keys[:i+1], " ")))
				}
			}
			for _, step := range []string{"1", "2", "3", "4", "5", "7", "8", "9", "0"} {
				try("esc", "g", step, "esc", "?", "esc", ":", "esc")
			}
			try("g", "6")
			for _, keys := range []string{
				// The line: a new ballot, one that replaces, one that is refused, the same undone.
				"7 aab enter", "1 a tab b tab enter", "esc u n", "1 a enter esc u n", "3 ccc enter tab ctrl+u tab", "2 x enter", "esc u U u",
				"w esc", "? esc", ": esc", "down enter esc s s W", "i esc", "t esc", ", . N esc",
				// The laptop: of somebody who voted, and of somebody who did not.
				"L huis ctrl+u 1 enter a space down space backspace enter esc enter enter f1 esc",
				"8 enter c c enter enter 5 enter esc ctrl+z ctrl+k esc enter",
				// At the table.
				"d up up a a b tab tab enter down b d enter ctrl+u up up x enter pgdown f1 esc esc",
				// Closing, and not after all.
				"c esc n 4 esc",
			} {
				for _, k := range strings.Fields(keys) {
					try(k)
				}
			}
			one.press("n", "ctrl+u", "esc", "c", "enter", "a")
			two.press("n", "ctrl+u", "esc", "c", "enter", "a")
			if one.screen() == two.screen() {
				t.Fatalf("closed, they look the same: not a test\n%s", one.screen())
			}
		})
	}
}

// While a participant has the laptop, no key and no click but Esc and its
// confirmation leads away, and nothing is undone.
func TestTheLaptopIsLent(t *testing.T) {
	r := newRoom(t, "nl")
	voted(t, r, "nl", func(int) map[string]int { return map[string]int{"o1": 1} })
	r.press("esc", "g", "6", "esc", "L")
	before := r.app.env.S().Revision()
	for _, k := range []string{"q", ":", "?", "[", "]", "u", "U", "e", "g", "1", "ctrl+z", "ctrl+y", "ctrl+k", "f2", "f3"} {
		r.press(k)
		r.sees("Wie heeft de laptop?")
		if len(r.app.overlays) > 0 || r.app.at != model.StepStickers {
			t.Fatalf("%s leads away", k)
		}
	}
	r.app.click(leftClick(3, 3))
	r.sees("Wie heeft de laptop?")
	r.press("f1")
	r.sees("Esc")
	r.misses("Huis 6", "ongedaan")
	r.press("esc", "ctrl+u", "2", "enter")
	for _, k := range []string{"q", ":", "u", "ctrl+z", "ctrl+k"} {
		r.press(k)
		r.sees("2 Huis 2")
	}
	if r.app.env.S().Revision() != before || len(r.app.overlays) > 0 {
		t.Fatal("something was changed")
	}
	r.press("esc", "esc", "enter")
	r.sees("Stickers · ronde 1")
	r.app.click(leftClick(3, 3))
	r.misses("Stickers · ronde 1")
}

// The same holds while scores are given on the laptop.
func TestTheLaptopIsLentForScores(t *testing.T) {
	r := newRoom(t, "nl")
	r.example("nl")
	r.press("esc", "g", "2", "L", "enter")
	r.sees("1 Basisschool")
	before := r.app.env.S().Revision()
	for _, k := range []string{"q", ":", "[", "]", "u", "U", "e", "g", "ctrl+z", "ctrl+y", "ctrl+k", "f2", "f3"} {
		r.press(k)
		r.sees("1 Basisschool")
	}
	r.app.click(leftClick(3, 3))
	r.sees("1 Basisschool")
	if r.app.env.S().Revision() != before || len(r.app.overlays) > 0 {
		t.Fatal("something was changed")
	}
}

func leftClick(x, y int) tea.Mouse { return tea.Mouse{X: x, Y: y, Button: tea.MouseLeft} }
