package step

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kring/assets"
	"kring/model"
	"kring/store"
	"kring/tui/kit"
)

// stage is a screen with a real session under it, driven as the program does.
type stage struct {
	t       *testing.T
	env     *kit.Env
	screen  kit.Screen
	over    []kit.Overlay
	notice  string
	went    []model.Step // steps it asked to go to
	start   *kit.Start   // what the last of them was to begin with
	exports []kit.Export
	opened  []string // files it asked to open
	db      *store.DB
}

// methodsOf reads the methods that are shipped.
func methodsOf(t testing.TB) model.Methods {
	t.Helper()
	all, err := model.ParseMethods(assets.Methods())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var testNow = time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC)

// newStage opens a step of an empty session, with changes made before.
func newStage(t *testing.T, lang, method string, s model.Step, before ...model.Change) *stage {
	t.Helper()
	methods := methodsOf(t)
	db, err := store.Open(filepath.Join(t.TempDir(), "kring.db"), methods, func() time.Time { return testNow })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	book, err := db.Create(model.New("test", model.Head{Title: "Kick-off", Municipality: "Leuven", Language: lang}, methods[method], model.TimeOf(testNow)), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range before {
		if err := book.Do(c); err != nil {
			t.Fatalf("%s: %v", c.Kind(), err)
		}
	}
	env := &kit.Env{Texts: assets.Load(lang), Theme: kit.NewTheme(true), Book: book, Now: func() time.Time { return testNow }}
	return &stage{t: t, env: env, screen: New(env)[s], db: db}
}

// people are changes that add participants p1, p2 and so on.
func people(names ...string) []model.Change {
	var all []model.Change
	for i, name := range names {
		all = append(all, model.Added[model.Participant]{Item: model.Participant{
			ID: "p" + string(rune('1'+i)), Number: i + 1, Organisation: name, Heads: 1,
		}})
	}
	return all
}

func (s *stage) session() *model.Session { return s.env.S() }

func (s *stage) top() kit.Screen {
	if n := len(s.over); n > 0 {
		return s.over[n-1]
	}
	return s.screen
}

// perform does what a screen asked, as the program does.
func (s *stage) perform(a kit.Action, from kit.Screen) bool {
	switch a := a.(type) {
	case nil:
	case kit.Do:
		err := s.env.Book.Do(a.Change)
		var refusal *model.Error
		if err != nil && !errors.As(err, &refusal) {
			s.t.Fatalf("%s: %v", a.Change.Kind(), err)
		}
		if err == nil {
			s.screen.Update(kit.Changed{})
		}
		to := from
		if from != s.screen && !slices.ContainsFunc(s.over, func(o kit.Overlay) bool { return o == from }) {
			to = s.top() // the screen that asked has closed
		}
		s.perform(to.Update(kit.Done{Change: a.Change, Err: err}), to)
		return err == nil
	case kit.Open:
		s.over = append(s.over, a.Overlay)
	case kit.Close:
		s.over = s.over[:len(s.over)-1]
	case kit.Notify:
		s.notice = a.Text
	case kit.Go:
		s.went, s.start = append(s.went, a.Step), a.Start
	case kit.Export:
		s.exports = append(s.exports, a)
	case kit.OpenFile:
		s.opened = append(s.opened, a.Path)
	case kit.ReadParticipants:
		read := kit.ParticipantsRead{Path: a.Path}
		data, err := []byte(a.Text), error(nil)
		if a.Path != "" {
			data, err = store.ReadFile(a.Path, store.ListMax)
		}
		if err == nil {
			read.List, err = store.ReadParticipants(data, s.session())
		}
		read.Err = err
		return s.perform(from.Update(read), from) && err == nil
	case kit.ReadCards:
		read := kit.CardsRead{Path: a.Path}
		data, err := store.ReadFile(a.Path, store.CardFileMax)
		if err == nil {
			read.List, err = store.ReadCards(data, methodsOf(s.t))
		}
		read.Err = err
		return s.perform(from.Update(read), from) && err == nil
	case kit.TakeCards, kit.RemoveCard:
		return s.cards(a, from)
	case kit.All:
		for _, one := range a {
			if !s.perform(one, from) {
				return false
			}
		}
	}
	return true
}

// cards changes the own library, as the program does.
func (s *stage) cards(a kit.Action, from kit.Screen) bool {
	var done kit.CardsTaken
	switch a := a.(type) {
	case kit.TakeCards:
		done.Added, done.Renewed, done.Err = s.db.TakeCards(a.Cards)
	case kit.RemoveCard:
		done.Err = s.db.RemoveCard(a.ID, a.Removed)
	}
	own, err := s.db.Own()
	if err != nil {
		s.t.Fatal(err)
	}
	s.env.Own = own
	if from != s.screen && !slices.ContainsFunc(s.over, func(o kit.Overlay) bool { return o == from }) {
		from = s.top()
	}
	return s.perform(from.Update(done), from) && done.Err == nil
}

// press presses keys by their names: "enter", "tab", "a".
func (s *stage) press(names ...string) {
	s.t.Helper()
	for _, name := range names {
		top := s.top()
		s.perform(top.Update(keyMsg(name)), top)
	}
}

// write types a text, letter by letter.
func (s *stage) write(text string) {
	s.t.Helper()
	for _, r := range text {
		top := s.top()
		msg := tea.KeyPressMsg{Code: r, Text: string(r)}
		if r == ' ' {
			msg = tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
		}
		s.perform(top.Update(msg), top)
	}
}

// enter types a text and presses Enter.
func (s *stage) enter(text string) {
	s.t.Helper()
	s.write(text)
	s.press("enter")
}

// paste pastes a text.
func (s *stage) paste(text string) {
	top := s.top()
	s.perform(top.Update(tea.PasteMsg{Content: text}), top)
}

var specialKeys = map[string]tea.Key{
	"enter": {Code: tea.KeyEnter}, "tab": {Code: tea.KeyTab}, "shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift},
	"esc": {Code: tea.KeyEscape}, "up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft},
	"right": {Code: tea.KeyRight}, "space": {Code: tea.KeySpace, Text: " "}, "backspace": {Code: tea.KeyBackspace},
	"delete": {Code: tea.KeyDelete}, "pgup": {Code: tea.KeyPgUp}, "pgdown": {Code: tea.KeyPgDown},
	"home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd}, "ctrl+delete": {Code: tea.KeyDelete, Mod: tea.ModCtrl},
}

func keyMsg(name string) tea.KeyPressMsg {
	if k, ok := specialKeys[name]; ok {
		return tea.KeyPressMsg(k)
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: []rune(rest)[0], Mod: tea.ModCtrl}
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

// view draws the step as the window of that size would.
func (s *stage) view(width, height int) string {
	text, _ := s.screen.View(width, height)
	return text
}

// sees fails unless the step shows every text at 61 by 20.
func (s *stage) sees(texts ...string) {
	s.t.Helper()
	view := plainText(s.view(61, 20))
	for _, text := range texts {
		if !strings.Contains(view, text) {
			s.t.Fatalf("%q is not on the screen:\n%s", text, view)
		}
	}
}

// sweep draws the step at many sizes: no line too wide, none too many.
func (s *stage) sweep() {
	s.t.Helper()
	for width := 41; width <= 200; width += 7 {
		for height := 16; height <= 60; height += 4 {
			lines := strings.Split(s.view(width, height), "\n")
			if len(lines) > height {
				s.t.Fatalf("%d lines at %d×%d", len(lines), width, height)
			}
			for _, line := range lines {
				if w := kit.Width(line); w > width {
					s.t.Fatalf("a line of %d columns at %d×%d: %q", w, width, height, plainText(line))
				}
			}
		}
	}
}
