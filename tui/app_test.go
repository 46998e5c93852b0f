package tui

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"kring/assets"
	"kring/model"
	"kring/store"
	"kring/tui/kit"
)

var testNow = time.Date(2026, 11, 22, 14, 32, 0, 0, time.UTC)

func methodsOf(t testing.TB) model.Methods {
	t.Helper()
	all, err := model.ParseMethods(assets.Methods())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// room is the program with a database of its own, without a terminal.
type room struct {
	t   testing.TB
	db  *store.DB
	app *App
}

func newRoom(t testing.TB, lang string) *room {
	t.Helper()
	db, err := store.Open(filepath.Join(t.TempDir(), "kring.db"), methodsOf(t), func() time.Time { return testNow })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	r := &room{t: t, db: db}
	r.start(lang, "")
	return r
}

// start begins the program anew on the same database.
func (r *room) start(lang, session string) {
	r.t.Helper()
	app, err := New(r.db, Options{
		Texts: assets.Load(lang), Methods: methodsOf(r.t), Now: func() time.Time { return testNow },
		Log: func(err error) { r.t.Errorf("logged: %v", err) }, Folder: r.t.TempDir(), Session: session,
	})
	if err != nil {
		r.t.Fatal(err)
	}
	r.app = app
	r.resize(80, 24)
}

func (r *room) resize(width, height int) {
	r.app.Update(tea.WindowSizeMsg{Width: width, Height: height})
}

// example opens the worked example.
func (r *room) example(lang string) {
	r.t.Helper()
	in, err := r.db.ImportData(assets.Example(lang))
	if err != nil {
		r.t.Fatal(err)
	}
	r.start(lang, in.ID)
}

var specialKeys = map[string]tea.Key{
	"enter": {Code: tea.KeyEnter}, "tab": {Code: tea.KeyTab}, "esc": {Code: tea.KeyEscape}, "up": {Code: tea.KeyUp},
	"down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight}, "space": {Code: tea.KeySpace, Text: " "},
	"backspace": {Code: tea.KeyBackspace}, "f1": {Code: tea.KeyF1}, "f2": {Code: tea.KeyF2}, "f3": {Code: tea.KeyF3},
	"pgdown": {Code: tea.KeyPgDown}, "end": {Code: tea.KeyEnd}, "home": {Code: tea.KeyHome},
	"ctrl+k": {Code: 'k', Mod: tea.ModCtrl}, "ctrl+z": {Code: 'z', Mod: tea.ModCtrl}, "ctrl+y": {Code: 'y', Mod: tea.ModCtrl}, "ctrl+u": {Code: 'u', Mod: tea.ModCtrl},
	"ctrl+c": {Code: 'c', Mod: tea.ModCtrl},
}

// press presses keys by name, or types the text that is no name of a key.
func (r *room) press(keys ...string) {
	for _, k := range keys {
		if key, ok := specialKeys[k]; ok {
			r.app.Update(tea.KeyPressMsg(key))
			continue
		}
		for _, c := range k {
			msg := tea.KeyPressMsg{Code: c, Text: string(c)}
			if c == ' ' {
				msg = tea.KeyPressMsg(specialKeys["space"])
			}
			r.app.Update(msg)
		}
	}
}

func (r *room) screen() string { return ansi.Strip(r.app.View().Content) }

func (r *room) sees(texts ...string) {
	r.t.Helper()
	screen := r.screen()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			r.t.Fatalf("%q is not on the screen:\n%s", text, screen)
		}
	}
}

func (r *room) misses(texts ...string) {
	r.t.Helper()
	screen := r.screen()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			r.t.Fatalf("%q is on the screen:\n%s", text, screen)
		}
	}
}

// fits fails when a frame is not exactly the window: a line too wide or too
// many rows, the help line gone, or a text that is missing in the locale.
func (r *room) fits() {
	r.t.Helper()
	width, height := r.app.width, r.app.height
	if width <= 0 || height <= 0 {
		return
	}
	lines := strings.Split(r.screen(), "\n")
	if len(lines) > height {
		r.t.Fatalf("%d rows in a window of %d×%d", len(lines), width, height)
	}
	for _, line := range lines {
		if w := kit.Width(line); w > width {
			r.t.Fatalf("a line of %d columns in a window of %d×%d: %q", w, width, height, line)
		}
		if strings.Contains(line, "⟦") {
			r.t.Fatalf("a text is missing: %q", line)
		}
	}
	if width >= minWidth && height >= minHeight {
		if last := lines[len(lines)-1]; len(lines) != height || !strings.Contains(last, r.app.env.T("key.more")) {
			r.t.Fatalf("no help line in a window of %d×%d:\n%s", width, height, strings.Join(lines, "\n"))
		}
	}
}

// The windows of a sweep, from 1×1 to 220×70, and those of a quick look.
var (
	widths  = []int{1, 2, 7, 30, 59, 60, 61, 70, 80, 97, 100, 119, 120, 121, 140, 160, 190, 220}
	heights = []int{1, 2, 5, 19, 20, 21, 24, 30, 40, 50, 70}
	few     = []int{60, 80, 160}
	fewHigh = []int{20, 24, 50}
)

// sweep draws the screen in windows of all these sizes.
func (r *room) sweep(widths, heights []int) {
	r.t.Helper()
	for _, width := range widths {
		for _, height := range heights {
			r.resize(width, height)
			r.fits()
		}
	}
	r.resize(80, 24)
}

// From a gap in the offer to an objective for it: only what is to be reached is
// typed, and one undo takes it back.
func TestAnObjectiveFromAGap(t *testing.T) {
	for lang, entry := range map[string]string{"nl": "pijler 4 ▸ ; 15-17", "en": "pillar 4 ▸ ; 15-17"} {
		r := newRoom(t, lang)
		r.example(lang)
		r.press("esc", "g5", "half", "esc", "g4") // the step keeps a draft
		r.press("n", "tab", "tab")
		r.sees(" 4 ▸")
		r.press("Speelplein; 0-14", "enter", "Fuif; 18-24", "enter", "esc")
		gaps := r.app.env.S().AgeGaps(4)
		if len(gaps) != 1 || gaps[0] != (model.AgeRange{From: 15, To: 17}) {
			t.Fatalf("gaps %v", gaps)
		}
		before := len(r.app.env.S().Objectives.Live())
		r.press("d")
		r.sees("▸5", "▸ half")
		r.press("ctrl+u", "esc", "g4", "d")
		r.sees("▸5", entry)
		r.press("Een plek voor elke tiener", "enter", "esc")
		live := r.app.env.S().Objectives.Live()
		o := live[len(live)-1]
		if len(live) != before+1 || o.What != "Een plek voor elke tiener" || o.Pillar != 4 || o.AgeFrom != 15 || o.AgeTo != 17 {
			t.Fatalf("%d objectives, the last %+v", len(live), *o)
		}
		r.press("u")
		if n := len(r.app.env.S().Objectives.Live()); n != before {
			t.Fatalf("%d objectives after undo, want %d", n, before)
		}
	}
}
