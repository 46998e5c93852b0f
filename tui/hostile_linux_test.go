package tui

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kring/assets"
	"kring/model"
	"kring/model/hostile"
	"kring/store"
	"kring/tui/kit"
)

// attack is a room in which every text is hostile: what is typed and pasted, the
// session that was imported, and the names of the folders.
type attack struct {
	*room
	frames int
	typed  int             // texts so far
	next   func() string   // what to type
	fields map[string]bool // that were filled in
}

// hostileName is a name that a file can have.
func hostileName() string {
	name := strings.NewReplacer("\x00", "", "/", "").Replace("map\x1b]0;KWAAD\a\x1b[2J\x1b[?9977h\x9b2J\u009b2J\u202e\u200b\b\r\n\x7f\U000e0041")
	return name + "\x1b]52;c;S1dBQUQ="
}

// hostileFile is the worked example with hostile words in every text.
func hostileFile(t testing.TB, lang string) []byte {
	t.Helper()
	var v any
	if err := json.Unmarshal(assets.Example(lang), &v); err != nil {
		t.Fatal(err)
	}
	n := 0
	freely := []string{"title", "municipality", "facilitator", "organisation", "person", "contact", "name", "place", "what", "whom", "text", "note", "reason", "description",
		"well", "better", "source", "first_steps", "means", "funding", "challenges", "commitment", "target", "result", "agreements"}
	var spoil func(name string, v any) any
	spoil = func(name string, v any) any {
		switch v := v.(type) {
		case string:
			if !slices.Contains(freely, name) {
				return v
			}
			n++
			return v + " " + strings.ToValidUTF8(hostile.Lasting[n%len(hostile.Lasting)].Text, "?") + hostile.Nothing()
		case []any:
			for i := range v {
				v[i] = spoil(name, v[i])
			}
		case map[string]any:
			for name := range v {
				if name != "format" && name != "log" {
					v[name] = spoil(name, v[name])
				}
			}
		}
		return v
	}
	data, err := json.Marshal(spoil("", v))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func newAttack(t testing.TB, lang string) *attack {
	t.Helper()
	folder := filepath.Join(t.TempDir(), hostileName())
	path := filepath.Join(folder, hostileName()+".db")
	db, err := store.Open(path, methodsOf(t), func() time.Time { return testNow })
	if err != nil {
		t.Fatal(err)
	}
	in, err := db.ImportData(hostileFile(t, lang))
	if err == nil {
		err = db.Close()
	}
	if err == nil { // to be found damaged, and set aside under a name beside it
		err = os.Truncate(path, 5000)
	}
	if err == nil {
		db, err = store.Open(path, methodsOf(t), func() time.Time { return testNow })
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	a := &attack{room: &room{t: t, db: db}, fields: make(map[string]bool)}
	a.app, err = New(db, Options{
		Texts: assets.Load(lang), Methods: methodsOf(t), Now: func() time.Time { return testNow },
		Log: func(err error) { t.Errorf("logged: %v", err) }, Folder: folder, Session: in.ID,
	})
	if err != nil {
		t.Fatal(err)
	}
	a.app.write = func(_ string, write func(io.Writer) error) error { return write(io.Discard) }
	a.app.opener = func(string) error { return nil }
	a.resize(80, 24)
	all := hostile.All()
	a.next = func() string { // a few in turn, so that each stands in many fields
		text := ""
		for _, v := range append(all, all...)[a.typed%len(all):][:6] {
			text += " a" + v.Text
		}
		a.typed += 6
		return text
	}
	if os.Getenv("KRING_FAULTS") != "" {
		a.next = func() string {
			a.typed += len(all)
			return hostile.Text()
		}
	}
	return a
}

// harmless fails when a frame holds something that is no text.
func (a *attack) harmless() {
	a.t.Helper()
	a.frames++
	v := a.app.View()
	if found := hostile.Drawn(v.Content); found != "" || v.WindowTitle != "kring" {
		a.t.Fatalf("%T: %s\n%s", a.app.top(), found, a.screen())
	}
}

// fill types and pastes into every field of the screen on top.
func (a *attack) fill() {
	a.t.Helper()
	o, isOverlay := a.app.top().(kit.Overlay)
	name := strings.Join(a.app.shapes(), " ")
	if isOverlay {
		name += " " + o.Title()
	}
	if a.fields[name] {
		return
	}
	first := tea.Position{X: -1}
	for range 10 {
		if !a.app.top().Editing() {
			a.press("tab")
			continue
		}
		if v := a.app.View(); v.Cursor != nil && v.Cursor.Position == first {
			return // round
		} else if v.Cursor != nil && first.X < 0 {
			first = v.Cursor.Position
		}
		a.fields[name] = true
		for _, c := range "\x1b\u009b\u202e\u200b" {
			a.app.Update(tea.KeyPressMsg{Code: c, Text: string(c)})
		}
		// A terminal may tell the text of a key by itself.
		a.app.Update(tea.KeyPressMsg{Code: tea.KeyExtended, Text: a.next()})
		a.app.Update(tea.PasteMsg{Content: a.next()})
		a.harmless()
		a.press("home")
		if !isOverlay {
			break
		}
		a.press("tab")
	}
}

// Hostile texts in every field of every screen, typed and pasted, over a session
// that holds nothing else, in folders with such names: nothing but text and style
// is drawn, and nothing but text is kept.
func TestHostileTextsOnEveryScreen(t *testing.T) {
	a := newAttack(t, "nl")
	a.sees(a.app.env.T("found.title"))
	a.harmless()
	a.press("enter")
	for range a.app.env.M().Steps {
		a.step()
	}
	a.home()
	a.kept()
	t.Logf("%d hostile texts, %d typed, %d screens with fields, %d frames", len(hostile.All()), a.typed, len(a.fields), a.frames)
	if len(a.fields) < 30 {
		t.Errorf("the test does not reach them: %v", a.fields)
	}
}

// step is everything that can be opened in a step, and the step itself.
func (a *attack) step() {
	a.t.Helper()
	at := a.app.at
	a.press("esc")
	for _, k := range a.app.below().Keys() {
		if k.Do == nil || k.Why != "" || !k.Letter() {
			continue
		}
		a.press(k.On[0])
		a.harmless()
		a.overlays()
		if a.app.at != at {
			a.app.perform(kit.Go{Step: at}, a.app.top())
		}
		a.press("esc")
	}
	for _, key := range []string{"?", ":"} {
		a.press(key)
		a.harmless()
		a.press("esc")
	}
	a.fill()
	a.press("enter")
	a.harmless()
	a.overlays()
	a.resize(200, 60)
	a.harmless()
	a.resize(80, 24)
	a.app.perform(kit.Go{Step: at}, a.app.top())
	a.press("esc", "]")
	a.harmless()
}

// overlays fills in what is open, saves it, and leaves it.
func (a *attack) overlays() {
	a.t.Helper()
	for n := 0; len(a.app.overlays) > 0 && n < 3; n++ {
		a.fill()
		a.press("enter")
		a.harmless()
		if len(a.app.overlays) > 0 {
			a.press("esc")
			a.harmless()
		}
	}
	for range 8 {
		if len(a.app.overlays) > 0 {
			a.press("esc")
		}
	}
	if len(a.app.overlays) > 0 {
		a.t.Fatalf("no way out of %v", a.app.shapes())
	}
}

// home is the shelf, with what its letters open.
func (a *attack) home() {
	a.t.Helper()
	a.app.perform(kit.Go{}, a.app.top())
	a.harmless()
	for _, k := range a.app.home.Keys() {
		if k.Do == nil || k.Why != "" || !k.Letter() {
			continue
		}
		a.press(k.On[0])
		a.harmless()
		a.overlays()
		if a.app.at != "" {
			a.app.perform(kit.Go{}, a.app.top())
		}
	}
}

// kept holds against the rules what is on the disk now.
func (a *attack) kept() {
	a.t.Helper()
	cards, err := a.db.Cards()
	if err != nil {
		a.t.Fatal(err)
	}
	for _, c := range cards {
		book, err := a.db.Open(c.ID)
		if err != nil {
			a.t.Fatal(err)
		}
		var b bytes.Buffer
		text := func(l model.Line) string { return store.Describe(a.app.env.Texts, l) }
		if _, err := store.Export(&b, book.Session(), book.Lines(), text); err != nil {
			a.t.Fatal(err)
		}
		for _, s := range book.Session().Method().Steps {
			b.WriteString(a.db.Draft(c.ID, string(s)) + "\n")
		}
		if found := hostile.Found(b.String(), "\n"); found != "" || strings.Contains(b.String(), `\u`) {
			a.t.Errorf("kept is %s", found)
		}
	}
}
