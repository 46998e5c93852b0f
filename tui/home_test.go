package tui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"go.etcd.io/bbolt"

	"kring/assets"
	"kring/model"
	"kring/store"
)

// From the first look to a session, the bin and back, a follow-up and a file.
func TestShelf(t *testing.T) {
	r := newRoom(t, "nl")
	r.sees("Welkom bij kring", "een nieuwe sessie beginnen", "F2")
	r.press("n", "Kick-off Warm Leuven", "tab", "Leuven", "enter")
	r.sees("Kick-off Warm Leuven · Leuven", "Groep", "opgeslagen 14:32")
	r.press("Jeugdhuis", "enter", "esc", "q")
	r.sees("Sessies", "Kick-off Warm Leuven", "22/11/2026", "1/9")
	r.press("x")
	r.sees("In de prullenbak: Kick-off", "bekijken wat in de prullenbak ligt")
	r.press("b")
	r.sees("Prullenbak", "Kick-off Warm Leuven")
	r.press("enter")
	r.sees("Teruggezet", "Sessies")
	r.press("c")
	r.sees("Vervolgsessie", "(vervolg)")
	r.press("enter")
	r.sees("(vervolg) · Leuven", "Jeugdhuis", "1 deelnemer")
	r.press("esc", "q", "w")
	r.sees("Bij de sessies gezet: Warm Leuven")

	file := filepath.Join(t.TempDir(), "sessie.json")
	if err := os.WriteFile(file, assets.Example("nl"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.press("i", "'"+file+"'", "enter")
	r.sees("Binnengehaald: Warm Leuven")
	r.press("i", "/nergens.json", "enter")
	r.sees("bestaat niet")
	r.press("esc", "esc", "x")
	r.misses("Er staat hier geen sessie")
}

func TestHeadIsRefusedWithItsReason(t *testing.T) {
	r := newRoom(t, "nl")
	r.press("n", "enter")
	r.sees("Vul de titel in.")
	r.press("Avond", "tab", "tab", "ctrl+u", "22/11/2026", "enter")
	r.sees("is geen datum", "22/11/2026")
	r.press("esc")
	r.sees("nog eens Esc gooit het weg")
	r.press("esc")
	r.sees("Welkom")
}

func TestUndoSaysWhat(t *testing.T) {
	r := newRoom(t, "nl")
	r.press("n", "Avond", "enter", "Chiro", "enter", "CLB", "enter")
	r.sees("2 deelnemers")
	r.press("ctrl+z")
	r.sees("Ongedaan gemaakt: Deelnemer toegevoegd: CLB", "1 deelnemer")
	r.press("esc", "u")
	r.sees("Ongedaan gemaakt: Deelnemer toegevoegd: Chiro", "0 deelnemers")
	r.press("u")
	r.sees("niets om ongedaan te maken")
	r.press("U", "ctrl+y")
	r.sees("Opnieuw gedaan: Deelnemer toegevoegd: CLB", "2 deelnemers")
	// Also after a restart.
	id := r.app.env.S().ID
	r.app.Leave()
	r.start("nl", id)
	r.press("ctrl+z")
	r.sees("Ongedaan gemaakt: Deelnemer toegevoegd: CLB")
}

func TestLanguageAndColoursWhileRunning(t *testing.T) {
	r := newRoom(t, "nl")
	r.example("nl")
	r.sees("deelnemers", "toevoegen")
	r.press("f2")
	r.sees("participants", "add", "Language of the screen: English")
	if got := SavedLanguage(r.db); got != "en" {
		t.Errorf("the language kept is %q", got)
	}
	dark := r.app.View().Content
	r.press("f3")
	r.sees("Colours for a light background")
	if r.app.env.Theme.Dark || r.app.View().Content == dark {
		t.Error("the colours are the same")
	}
	// What was chosen wins over what the terminal says.
	r.app.Update(tea.BackgroundColorMsg{Color: assetsBlack{}})
	if r.app.env.Theme.Dark {
		t.Error("the terminal's answer won over the choice")
	}
}

type assetsBlack struct{}

func (assetsBlack) RGBA() (r, g, b, a uint32) { return 0, 0, 0, 0xffff }

func TestPaletteAndHelp(t *testing.T) {
	r := newRoom(t, "nl")
	r.example("nl")
	r.press("ctrl+k", "naar pijl", "enter")
	r.sees("▸", "Pijlers")
	if r.app.at != model.StepPillars {
		t.Errorf("the palette went to %s", r.app.at)
	}
	r.press("esc", "?")
	r.sees("Op dit scherm")
	r.press("end")
	r.sees("Warme Steden en Gemeenten", "voorstel van kring")
	r.press("esc", "g", "0")
	if r.app.at != model.StepSummary {
		t.Errorf("g 0 went to %s", r.app.at)
	}
	r.press("[")
	if r.app.at != model.StepFollowup {
		t.Errorf("[ went to %s", r.app.at)
	}
	r.press("esc", "g", "g", "1")
	if r.app.at != model.StepGroup {
		t.Errorf("g g 1 went to %s", r.app.at)
	}
}

func TestWhereItStood(t *testing.T) {
	r := newRoom(t, "nl")
	r.example("nl")
	id := r.app.env.S().ID
	r.press("esc", "g", "7", "Een half id")
	r.app.Leave()
	r.start("nl", id)
	if r.app.at != model.StepActions {
		t.Errorf("opened at %s", r.app.at)
	}
	r.sees("Een half id")
}

// When saving fails, nothing changes, the screen says so until a write
// succeeds, and what was typed stays.
func TestTroubleIsShown(t *testing.T) {
	r := newRoom(t, "nl")
	r.press("n", "Avond", "enter", "Chiro", "enter")
	r.app.log = func(error) {}
	r.app.env.Book = model.NewBook(r.app.env.Book.History, failing{r.db, true})
	r.press("CLB Noord", "enter")
	r.sees("! niet opgeslagen", "De schijf is vol", "deelnemer ▸ CLB Noord", "1 deelnemer")
	r.fits()
	r.press("ctrl+z")
	r.sees("! niet opgeslagen", "Chiro")
	r.app.env.Book = model.NewBook(r.app.env.Book.History, failing{r.db, false})
	r.press("enter")
	r.sees("opgeslagen 14:32", "2 deelnemers", "CLB Noord")
	r.misses("niet opgeslagen", "De schijf is vol")
}

type failing struct {
	*store.DB
	fails bool
}

func (f failing) Append(e model.Entry) (model.Record, error) {
	if f.fails {
		return model.Record{}, &store.Fault{Trouble: store.DiskFull, Path: "kring.db", Err: errors.New("no space left on device")}
	}
	return f.DB.Append(e)
}

func TestSmallWindow(t *testing.T) {
	r := newRoom(t, "nl")
	r.resize(40, 10)
	r.sees("60×20")
	r.press("n") // nothing breaks while nothing can be seen
	r.resize(80, 24)
	r.sees("Nieuwe sessie")
}

func TestMouse(t *testing.T) {
	r := newRoom(t, "nl")
	r.example("nl")
	click := func(x, y int) {
		r.app.Update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	}
	click(5, 3) // the second step in the rail
	r.sees("Quickscan · Verzonnen scores")
	click(25, 7)
	r.sees("▸ 3")
	r.app.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	r.sees("▸ 6")
	click(79, 23)
	click(500, 500)
	r.fits()
}

func TestTimer(t *testing.T) {
	r := newRoom(t, "nl")
	now := testNow
	r.app.env.Now = func() time.Time { return now }
	r.press("t", "ctrl+u", "5", "enter")
	r.sees("⏲ 05:00")
	now = now.Add(90 * time.Second)
	if _, cmd := r.app.Update(secondMsg{r.app.clock.round}); cmd == nil {
		t.Error("the timer stopped")
	}
	r.sees("⏲ 03:30")
	now = now.Add(time.Hour)
	if _, cmd := r.app.Update(secondMsg{r.app.clock.round}); cmd == nil {
		t.Error("nothing rings")
	}
	r.sees("⏲ 00:00", "tijd!", "━━━━")
	if !r.app.env.Over() {
		t.Error("the screens do not know that the time is up")
	}
	if _, cmd := r.app.Update(secondMsg{r.app.clock.round}); cmd != nil {
		t.Error("the timer goes on after the end")
	}
	r.press("t", "enter")
	r.misses("⏲")
	r.misses("━")
	r.press("t", "ctrl+u", "eeuwig", "enter")
	r.sees("van 0 tot 180")
}

func TestSummaryIsWritten(t *testing.T) {
	r := newRoom(t, "nl")
	r.example("nl")
	r.press("esc", "e", "enter")
	r.sees("leuven-2016-warm-leuven", ".docx")
	path := filepath.Join(t.TempDir(), "verslag.md")
	r.press("ctrl+u", path, "enter") // the end that is typed says which format
	r.sees("Geschreven", "verslag.md")
	r.press("enter")
	first, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(first), "# ") {
		t.Fatalf("%.60q, %v", first, err)
	}
	// What stands there is not overwritten without asking.
	r.press("enter", "ctrl+u", path, "enter")
	r.sees("Er staat al een bestand")
	r.press("esc")
	r.sees("formaat")
	r.press("enter", "enter")
	r.sees("Geschreven")
	r.press("enter")
	// A folder that is gone: the reason stands in the form.
	r.press("enter", "ctrl+u", filepath.Join(filepath.Dir(path), "weg", "x.md"), "enter")
	r.sees("bestaat niet")
}

// The index is a copy: a database whose cards are gone opens as before.
func TestShelfWithoutCards(t *testing.T) {
	r := newRoom(t, "nl")
	r.example("nl")
	r.press("esc", "q")
	path := r.db.Path()
	r.db.Close()
	b, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte("cards")).Delete([]byte("leuven")) }); err != nil {
		t.Fatal(err)
	}
	b.Close()
	if r.db, err = store.Open(path, methodsOf(t), func() time.Time { return testNow }); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.db.Close() })
	r.start("nl", "")
	r.sees("Gevonden bij het openen", "De databank was beschadigd")
	r.press("enter")
	r.sees("Warm Leuven 2016-2019", "Leuven")
}
