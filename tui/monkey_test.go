package tui

import (
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/store"
	"kring/tui/kit"
)

// Random keys over all screens, undo among them: nothing breaks, every frame
// fits, the session keeps its rules, and the disk holds what the screen shows.
// KRING_MONKEY sets how many keys; 1,000,000 take some minutes.
func TestRandomKeys(t *testing.T) {
	keys := 15_000
	if testing.Short() {
		keys = 3_000
	}
	if n, err := strconv.Atoi(os.Getenv("KRING_MONKEY")); err == nil {
		keys = n
	}
	for seed, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t, lang)
			r.example(lang)
			r.app.home.backup = func(string) (int, error) { return 0, nil }
			r.app.write = func(_ string, write func(io.Writer) error) error { return write(io.Discard) }
			r.app.opener = func(string) error { return nil }
			monkey{r, rand.New(rand.NewPCG(uint64(seed), 9))}.run(keys / 2)
		})
	}
}

type monkey struct {
	*room
	rand *rand.Rand
}

var special = []tea.Key{
	{Code: tea.KeyEnter}, {Code: tea.KeyEnter}, {Code: tea.KeyEnter}, {Code: tea.KeyEscape}, {Code: tea.KeyEscape}, {Code: tea.KeyTab}, {Code: tea.KeyTab, Mod: tea.ModShift},
	{Code: tea.KeyUp}, {Code: tea.KeyDown}, {Code: tea.KeyDown}, {Code: tea.KeyLeft}, {Code: tea.KeyRight}, {Code: tea.KeyPgUp}, {Code: tea.KeyPgDown}, {Code: tea.KeyHome}, {Code: tea.KeyEnd},
	{Code: tea.KeyBackspace}, {Code: tea.KeyDelete}, {Code: tea.KeySpace, Text: " "}, {Code: tea.KeyF1}, {Code: tea.KeyF2}, {Code: tea.KeyF3},
	{Code: 'k', Mod: tea.ModCtrl}, {Code: 'z', Mod: tea.ModCtrl}, {Code: 'y', Mod: tea.ModCtrl}, {Code: 'u', Mod: tea.ModCtrl}, {Code: 's', Mod: tea.ModCtrl}, {Code: tea.KeyPgDown, Mod: tea.ModCtrl},
}

var pieces = []string{
	"Chiro; jeugd; j", "7 aac", "1 -", "2 x", "Een plek; 12-18; 2027", "Instuif; 6-12", "+ Bank", "7 2027-12", "2027", "12", "0", "een\ntwee\ndrie", "bank op het plein #A @1", "++ bankjes op pleinen #p3", "\x1b]0;weg\x07\u202eom", "é漢👩‍👩‍👧",
}

func (m monkey) run(keys int) {
	m.t.Helper()
	letters := []rune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789[]:/?;,.*+-=!#éß")
	for i := range keys {
		switch n := m.rand.IntN(100); {
		case n < 50:
			c := letters[m.rand.IntN(len(letters))]
			m.app.Update(tea.KeyPressMsg{Code: c, Text: string(c)})
		case n < 88:
			m.app.Update(tea.KeyPressMsg(special[m.rand.IntN(len(special))]))
		case n < 94:
			m.app.Update(tea.PasteMsg{Content: pieces[m.rand.IntN(len(pieces))]})
		case n < 96:
			m.app.Update(tea.MouseClickMsg{X: m.rand.IntN(100), Y: m.rand.IntN(30), Button: tea.MouseLeft})
		case n < 97:
			m.app.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
		case n < 98:
			m.resize(1+m.rand.IntN(200), 1+m.rand.IntN(60))
		default:
			if s := m.app.env.Book; s != nil {
				steps := m.app.env.M().Steps
				if m.rand.IntN(4) == 0 {
					m.app.perform(kit.Go{Step: model.StepActions, Start: &kit.Start{View: "ideas"}}, m.app.top())
					m.press("esc", "c")
					break
				}
				m.app.perform(kit.Go{Step: steps[m.rand.IntN(len(steps))]}, m.app.top())
			} else {
				m.press("enter")
			}
		}
		if i%7 == 0 {
			m.fits()
		}
		if i%2_000 == 1_999 {
			m.agrees()
		}
	}
	m.agrees()
}

// agrees compares the session on the screen with the one on disk.
func (m monkey) agrees() {
	m.t.Helper()
	if m.app.env.Book == nil {
		return
	}
	s := m.app.env.S()
	if err := s.Clone().Attach(m.app.methods); err != nil {
		m.t.Fatalf("the session breaks a rule: %v", err)
	}
	again, err := m.db.Open(s.ID)
	if err != nil {
		m.t.Fatal(err)
	}
	if a, b := file(m.t, m.app.env.Book), file(m.t, again); !bytes.Equal(a, b) {
		m.t.Fatalf("on screen:\n%s\non disk:\n%s", a, b)
	}
}

func file(t testing.TB, b *model.Book) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := store.Export(&out, b.Session(), b.Lines(), func(l model.Line) string { return l.Kind + l.Subject }); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
