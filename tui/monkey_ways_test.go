package tui

import (
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// Random keys on an open round, most of them keys of the ways to vote and of
// undo: nothing breaks, every frame fits, and the disk holds what the screen
// shows.
func TestRandomKeysWhileVoting(t *testing.T) {
	keys := strings.Fields("d L W s esc enter enter enter a b aab abd x 1 2 9 space backspace up down left right tab home end pgdown ctrl+u ctrl+z ctrl+y ctrl+y - , . n f1 w")
	changes := 0
	for seed := range uint64(6) {
		r := newRoom(t, "nl")
		voted(t, r, "nl", func(int) map[string]int { return map[string]int{"o1": 1} })
		if seed%2 == 0 { // and one in which a wall can be counted
			for _, c := range []model.Change{
				model.Added[model.Round]{Item: model.Round{
					ID: "r2", About: model.AboutObjectives, Options: []string{"o1", "o2", "o3", "o4"}, Stickers: 3, Per: model.PerHead,
					Split: []string{model.SplitNone, model.SplitYoung, model.SplitSector}[seed/2], State: model.Draft, Together: model.TogetherAdd,
				}},
				model.RoundOpened{Round: "r2", At: model.TimeOf(testNow)},
			} {
				if err := r.app.env.Book.Do(c); err != nil {
					t.Fatal(err)
				}
			}
		}
		r.app.home.backup = func(string) (int, error) { return 0, nil }
		r.app.write = func(_ string, write func(io.Writer) error) error { return write(io.Discard) }
		m := monkey{r, rand.New(rand.NewPCG(seed, 77))}
		for i := range 3_000 {
			if i%100 == 0 {
				r.press("esc", "esc", "enter")
				r.app.perform(kit.Go{Step: model.StepStickers}, r.app.top())
				r.press("esc", []string{"n", "d", "L", "W"}[m.rand.IntN(4)])
			}
			r.press(keys[m.rand.IntN(len(keys))])
			if i%9 == 0 { // what is likely to be a ballot
				r.press("ctrl+u")
				r.press(strings.Fields([]string{"aab enter", "7ab enter", "5 enter a b enter enter", "3 enter"}[m.rand.IntN(4)])...)
			}
			if i%50 == 0 {
				r.app.Update(tea.MouseClickMsg{X: m.rand.IntN(100), Y: m.rand.IntN(30), Button: tea.MouseLeft})
				m.resize(60+m.rand.IntN(100), 20+m.rand.IntN(30))
			}
			if i%5 == 0 {
				m.fits()
			}
		}
		m.agrees()
		for _, l := range r.app.env.Book.Lines() {
			if l.Kind == "ballot.cast" || l.Kind == "wall.set" {
				changes++
			}
		}
	}
	if changes < 150 {
		t.Errorf("only %d votes were entered: not a test", changes)
	}
}
