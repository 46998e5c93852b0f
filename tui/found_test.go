package tui

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"kring/assets"
	"kring/model"
	"kring/store"
	"kring/tui/kit"
)

// at makes a room of the database at a path, with copies put away in a folder.
func at(t *testing.T, lang, path, folder, session string) *room {
	t.Helper()
	db, err := store.Open(path, methodsOf(t), func() time.Time { return testNow })
	if err != nil {
		t.Fatal(err)
	}
	db.Safekeep(folder)
	t.Cleanup(func() { db.Close() })
	r := &room{t: t, db: db}
	r.start(lang, session)
	return r
}

// evening is the path of a database with one session of two partners, closed, a
// folder with copies of it, and its files as they were with one partner.
func evening(t *testing.T) (path, folder string, old map[string][]byte) {
	t.Helper()
	path, folder = filepath.Join(t.TempDir(), "kring.db"), filepath.Join(t.TempDir(), "copies")
	old = make(map[string][]byte)
	for i, key := range []string{"n", "enter"} {
		r := at(t, "nl", path, folder, "")
		r.press(key)
		if i == 0 {
			r.press("Avond", "enter", "Chiro", "enter", "esc", "q")
		} else {
			r.press("CLB", "enter", "esc", "q")
		}
		if err := r.db.Close(); err != nil {
			t.Fatal(err)
		}
		for _, file := range []string{path, path + ".journal"} {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				old[file] = data
			}
		}
	}
	return path, folder, old
}

func write(t *testing.T, files map[string][]byte) {
	t.Helper()
	for path, data := range files {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// A damaged database was made good: that is said above the screen, in a window of
// any size, with where the damaged one is; then the work goes on.
func TestDamageIsTold(t *testing.T) {
	path, folder, _ := evening(t)
	for lang, words := range map[string][]string{
		"nl": {"Gevonden bij het openen", "alles is er", "niet gewist", "Wat nu?"},
		"en": {"Found on opening", "everything is there", "not deleted", "What now?"},
	} {
		write(t, map[string][]byte{path: bytes.Repeat([]byte("kapot"), 10_000)})
		r := at(t, lang, path, folder, "")
		r.resize(160, 50)
		r.sees(words...)
		aside := r.db.Found()[0].Path
		if data, err := os.ReadFile(aside); err != nil || !bytes.HasPrefix(data, []byte("kapot")) {
			t.Errorf("what was there is not at %s: %v", aside, err)
		}
		r.sees(aside[:40])
		r.sweep(widths, heights)
		r.press("r", "enter")
		r.misses(words[0])
		r.sees("Avond")
		r.db.Close()
	}
}

// What is missing comes back from the copy with one key, from the home screen and
// over a session, and nothing that is there changes.
func TestWhatIsMissingComesBack(t *testing.T) {
	for _, direct := range []bool{false, true} {
		path, folder, old := evening(t)
		write(t, old)
		session := ""
		if direct {
			r := at(t, "nl", path, filepath.Join(t.TempDir(), "none"), "")
			session = r.app.home.cards[0].ID
			r.db.Close()
		}
		for _, lang := range []string{"en", "nl"} {
			r := at(t, lang, path, folder, session)
			if lang == "nl" { // it is told once
				r.misses("Gevonden bij het openen")
				continue
			}
			r.sees("Found on opening", "has more than this database", "Press r", "bring back")
			r.sweep(widths, heights)
			for _, c := range r.db.Found() {
				if _, err := os.Stat(c.Copy.Path); err != nil {
					t.Error(err)
				}
			}
			r.press("r")
			r.misses("Found on opening")
			r.sees("1 session brought back")
			if direct {
				r.sees("1 participant")
				r.press("esc", "q")
			}
			r.sees("Avond")
			people := 0
			for _, c := range r.app.home.cards {
				people += c.Participants
			}
			if n := len(r.app.home.cards); n != 2 || people != 3 {
				t.Errorf("%d sessions with %d people in all", n, people)
			}
			r.db.Close()
		}
	}
}

// A new database where there was one: the copy is offered; a copy that is itself
// damaged brings in what it has, and says so.
func TestACopyThatIsDamaged(t *testing.T) {
	path, folder, old := evening(t)
	for file := range old {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	copies, err := os.ReadDir(folder)
	if err != nil || len(copies) != 2 {
		t.Fatal(copies, err)
	}
	for _, c := range copies {
		name := filepath.Join(folder, c.Name())
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		write(t, map[string][]byte{name: bytes.ReplaceAll(data, []byte("CLB"), []byte("CLC"))})
	}
	r := at(t, "nl", path, folder, "")
	r.sees("nieuw en leeg")
	r.press("r")
	r.sees("1 sessie teruggehaald", "Avond")
	if !r.app.notice.Bad || !strings.Contains(r.app.notice.Text, "beschadigd") {
		t.Errorf("it says %q", r.app.notice.Text)
	}
}

// Where nothing was wrong with what was kept, a line says so; no card is in the
// way.
func TestAQuietFinding(t *testing.T) {
	path, folder, _ := evening(t)
	if err := os.Remove(path + ".journal"); err != nil {
		t.Fatal(err)
	}
	r := at(t, "nl", path, folder, "")
	r.sees("geen dagboek")
	if len(r.app.overlays) != 0 {
		t.Error("a card is in the way")
	}
}

// Every finding has its words, with numbers and without, and they fit.
func TestEveryFindingFits(t *testing.T) {
	long := "/" + strings.Repeat("een lange map met blanco's/", 12) + "kring.db.damaged-20261123-143200"
	for _, lang := range assets.Languages {
		r := newRoom(t, lang)
		for _, name := range []store.Found{store.DatabaseGone, store.DatabaseMended, store.DatabaseOlder, store.DatabaseOther, store.JournalMended, store.JournalOther, store.BothDamaged, store.SomeLost, store.Renewed, store.CopyNewer, store.Emptied, store.Finished, store.Unfinished} {
			for n := range 3 {
				if n > 0 && name != store.SomeLost && name != store.Unfinished || n == 0 && name == store.Unfinished {
					continue
				}
				one := []store.Finding{{Found: name, Path: long, N: n}, {Found: name, N: n, Copy: &store.Safekept{Path: long, At: testNow}}}
				for _, width := range []int{20, 48, 72} {
					for _, line := range foundLines(r.app.env, one, width) {
						if strings.Contains(line, "⟦") || len(strings.TrimSpace(line)) > 0 && kit.Width(line) > width {
							t.Errorf("%s of %d in %d: %q", name, n, width, line)
						}
					}
				}
			}
		}
	}
}

// That a deletion for good was finished is told, with nothing about the disk.
func TestFinishedForgettingIsTold(t *testing.T) {
	for lang, words := range map[string][2]string{"nl": {"Het is nu afgemaakt", "Je kan verder werken."}, "en": {"It is finished now", "You can go on working."}} {
		r := newRoom(t, lang)
		lines := strings.Join(foundLines(r.app.env, []store.Finding{{Found: store.Finished}}, 300), "\n")
		for _, text := range words {
			if !strings.Contains(lines, text) {
				t.Errorf("it says\n%s", lines)
			}
		}
		if strings.Contains(lines, "schijf") || strings.Contains(lines, "disk") {
			t.Errorf("it says\n%s", lines)
		}
	}
}

// A copy that could not be put away is told once, in a line, and logged; the
// session goes on being saved.
func TestACopyThatCannotBePutAway(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "file")
	write(t, map[string][]byte{blocked: nil})
	r := at(t, "nl", filepath.Join(t.TempDir(), "kring.db"), filepath.Join(blocked, "copies"), "")
	told := 0
	var logged []error
	r.app.log = func(err error) {
		logged = append(logged, err)
		if strings.Contains(r.app.notice.Text, "De kopie op de achtergrond lukte niet") {
			told++
		}
	}
	r.press("n", "Avond", "enter")
	for i := range 60 {
		r.press("x"+strconv.Itoa(i), "enter")
	}
	for len(logged) == 0 { // the copy is made beside it: its end is seen at some key
		r.press("down")
	}
	r.press("nog een", "enter", "down")
	if told != 1 || len(logged) != 1 {
		t.Errorf("told %d times, logged %v", told, logged)
	}
	if n := len(r.app.env.S().Participants.Live()); n < 50 || r.app.trouble != "" {
		t.Errorf("%d participants, trouble %q", n, r.app.trouble)
	}
}

// A copy on a stick: asked where, remembered, read back, never over another
// without asking; offered once after a session with changes.
func TestCopyToAStick(t *testing.T) {
	stick := t.TempDir()
	file := filepath.Join(stick, "kring-2026-11-22.db")
	r := newRoom(t, "nl")
	r.press("s")
	r.sees("Er staat hier geen sessie")
	r.press("n", "Ochtend", "enter", "esc", "q", "s")
	r.sees("Kopie van alle sessies", "sleep de stick")
	r.sweep(few, fewHigh)
	r.press("enter")
	r.sees("Vul in waar")
	r.press(filepath.Join(stick, "er niet"), "enter")
	r.sees("bestaat niet")
	r.press("ctrl+u", stick, "enter")
	r.sees("Kopie met 1 sessie gemaakt en nagelezen: kring-2026-11-22.db")
	r.press("n", "Avond", "enter", "Chiro", "enter", "esc", "q")
	r.sees("Ook een kopie op een stick of elders? Druk s.")
	first, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r.press("s", "enter")
	r.sees("Die kopie is er al")
	r.sweep(few, fewHigh)
	r.press("esc")
	if now, err := os.ReadFile(file); err != nil || !bytes.Equal(now, first) {
		t.Errorf("written over without a yes: %v", err)
	}
	r.press("enter", "enter")
	r.sees("Kopie met 2 sessies gemaakt")
	r.press("enter", "CLB", "enter", "esc", "q")
	r.misses("stick of elders")
	other := newRoom(t, "nl")
	all, err := other.db.Restore(file)
	if err != nil || len(all) != 2 {
		t.Errorf("the copy holds %+v, %v", all, err)
	}
}

// No copy is offered after only looking at a session.
func TestNoCopyAfterLooking(t *testing.T) {
	r := newRoom(t, "nl")
	r.example("nl")
	r.press("esc", "]", "q")
	r.sees("Sessies")
	r.misses("stick of elders")
}

// A folder that is synchronised is warned of on the home screen, which stays
// usable: the list and the mouse as well.
func TestARiskyPlaceIsTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "OneDrive - Stad Leuven", "kring.db")
	for lang, words := range map[string]string{"nl": "OneDrive synchroniseert", "en": "OneDrive synchronises"} {
		r := at(t, lang, path, "", "")
		r.sees(words, "kring --db")
		r.sweep(widths, heights)
		for i := range 30 {
			s := model.New(store.NewID(), model.Head{Title: "Avond " + string(rune('a'+i)), Language: lang}, methodsOf(t)["open"], model.TimeOf(testNow))
			if _, err := r.db.Create(s, nil); err != nil {
				t.Fatal(err)
			}
		}
		r.start(lang, "")
		r.sees(words)
		r.sweep(widths, heights)
		for y, line := range strings.Split(r.screen(), "\n") {
			title, _, ok := strings.Cut(strings.TrimSpace(strings.TrimLeft(line, " ▸")), "  ")
			if !ok || !strings.HasPrefix(title, "Avond ") || strings.Contains(line, "▸") {
				continue
			}
			r.start(lang, "")
			r.app.Update(tea.MouseClickMsg{X: 5, Y: y, Button: tea.MouseLeft})
			if card, _ := r.app.home.here(); card.Title != title {
				t.Errorf("a click on %q hits %q", title, card.Title)
			}
		}
		r.db.Close()
	}
}
