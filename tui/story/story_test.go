//go:build !windows

package story

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// workshop is one story of a whole workshop: a facilitator at the keyboard and
// a list of what the screen has shown as saved. The program is killed between
// the parts, and has to hold everything on that list.
type workshop struct {
	*terminal
	width, height int
	words         map[string]string
	saved         []string // pieces of the session file that have to be in it
}

// inLanguage gives the words on the screen that the story looks for.
var inLanguage = map[string]map[string]string{
	"nl": {"welcome": "Welkom bij kring", "saved": "opgeslagen", "twelve": "12 deelnemers", "scored": "12 van 12", "young": "j", "offer": "Aanbod", "objectives": "Doelen",
		"stickers": "Stickers", "actions": "Acties", "plan": "Plan", "summary": "Verslag", "written": "Geschreven", "closed": "gesloten", "voted": "12 van 12", "chosen": "2 gekozen"},
	"en": {"welcome": "Welcome to kring", "saved": "saved", "twelve": "12 participants", "scored": "12 of 12", "young": "y", "offer": "Offer", "objectives": "Objectives",
		"stickers": "Stickers", "actions": "Actions", "plan": "Plan", "summary": "Summary", "written": "Written", "closed": "closed", "voted": "12 of 12", "chosen": "2 chosen"},
}

// killed ends the program as a power cut would and opens it again, where it
// stood.
func (w *workshop) killed() {
	w.t.Helper()
	w.kill()
	w.terminal = w.house.open(w.width, w.height, "open", "last")
}

// holds notes what has to be in the session file.
func (w *workshop) holds(pieces ...string) { w.saved = append(w.saved, pieces...) }

// step goes to a step by its digit, from wherever letters are text or not.
func (w *workshop) step(digit, name string) {
	w.t.Helper()
	w.keys("esc", "g", digit)
	w.sees(name)
}

// TestWholeWorkshop runs the whole way in both languages and sizes, with the
// program killed at three places.
func TestWholeWorkshop(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, locale  string
		width, height int
	}{
		{"nl", "nl_BE.UTF-8", 80, 24},
		{"en", "en_GB.UTF-8", 160, 50},
	} {
		t.Run(fmt.Sprintf("%s %d×%d", c.lang, c.width, c.height), func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, c.locale)
			w := &workshop{terminal: h.open(c.width, c.height), width: c.width, height: c.height, words: inLanguage[c.lang]}
			w.begin()
			w.group()
			w.killed()
			w.quickscan()
			w.pillarsAndOffer()
			w.killed()
			w.objectives()
			w.vote()
			w.actions()
			w.killed()
			w.plan()
			w.export()
			w.compare()
		})
	}
}

func (w *workshop) begin() {
	w.sees(w.words["welcome"])
	w.keys("n")
	w.keys("Kick-off Warm Testem", "tab", "Testem", "enter")
	w.sees("Kick-off Warm Testem · Testem")
	w.holds(`"title":"Kick-off Warm Testem"`, `"municipality":"Testem"`)
}

func (w *workshop) group() {
	for i := 1; i <= 12; i++ {
		line := fmt.Sprintf("Organisatie %02d; ; An%d", i, i)
		if i%4 == 0 {
			line += "; " + w.words["young"]
		}
		w.enters(line, fmt.Sprintf("Organisatie %02d", i))
		w.holds(fmt.Sprintf(`"organisation":"Organisatie %02d","person":"An%d"`, i, i))
	}
	w.sees(w.words["twelve"], "Organisatie 12", w.words["saved"])
}

func (w *workshop) quickscan() {
	w.sees("Organisatie 12")
	w.step("2", "Quickscan")
	w.keys("d")
	for i := 1; i <= 12; i++ {
		for pillar := 1; pillar <= 8; pillar++ {
			score := 1 + (i*pillar)%5
			w.keys(fmt.Sprint(score))
			w.holds(fmt.Sprintf(`{"participant":"p%d","pillar":%d,"score":%d}`, i, pillar, score))
		}
	}
	w.keys("d")
	w.sees(w.words["scored"])
	w.keys("up", "up", "up", "up", "up", "up", "up", "up", "3", "4")
	w.holds(`"pillar":1,"score":3,"note":""`, `"pillar":2,"score":4,"note":""`)
}

func (w *workshop) pillarsAndOffer() {
	w.step("3", "1")
	w.enters("hier begint het", "hier begint het")
	w.keys("down", "down")
	w.enters("dit gaven jongeren aan", "dit gaven jongeren aan")
	w.holds(`{"pillar":1,"reason":"hier begint het"}`, `{"pillar":3,"reason":"dit gaven jongeren aan"}`)
	w.step("4", w.words["offer"])
	w.enters("Instuif; Jeugdhuis; 12-18", "Instuif")
	w.enters("Huiswerkklas; School; 6-12", "Huiswerkklas")
	w.holds(`"name":"Instuif","organisation":"Jeugdhuis","age_from":12,"age_to":18`, `"name":"Huiswerkklas"`)
}

func (w *workshop) objectives() {
	w.sees("Huiswerkklas")
	w.step("5", w.words["objectives"])
	for i, line := range []string{
		"Elke jongere kent een plek; 12-18; 2027-06", "Ontmoeting in elke wijk; 6-24; 2027",
		"Ouders vinden steun; ouders van tieners; 2027-12", "Jongeren beslissen mee; 12-24; 2028",
	} {
		what := strings.Split(line, ";")[0]
		w.enters(line, what)
		w.holds(fmt.Sprintf(`"id":"o%d"`, i+1), `"what":"`+what+`"`)
	}
	w.holds(`"whom":"ouders van tieners"`, `"by":"2027-06"`)
}

func (w *workshop) vote() {
	w.step("6", w.words["stickers"])
	w.keys("n", "enter") // a round with the rules proposed
	w.sees("A", "Elke jongere kent een plek")
	w.keys("o")
	for i := 1; i <= 12; i++ {
		ballot := []string{"aab", "bbb", "abc", "-"}[i%4]
		w.types(fmt.Sprintf("%d %s", i, ballot))
		var stickers []string
		for k, letter := range "abcd" {
			if n := strings.Count(ballot, string(letter)); n > 0 {
				stickers = append(stickers, fmt.Sprintf(`"o%d":%d`, k+1, n))
			}
		}
		w.holds(fmt.Sprintf(`{"participant":"p%d","stickers":{%s}}`, i, strings.Join(stickers, ",")))
	}
	w.sees(w.words["voted"])
	w.keys("esc", "c", "enter")
	w.sees(w.words["closed"])
	w.holds(`"state":"closed"`)
}

func (w *workshop) actions() {
	w.step("7", w.words["actions"])
	for _, title := range []string{"Bank op het plein", "Praatcafé voor ouders", "Jongerenraad per wijk"} {
		w.enters(title, title)
		w.holds(`"title":"` + title + `"`)
	}
	w.keys("esc", "space", "up", "space") // two are chosen
	w.holds(`"chosen":true`)
	w.sees(w.words["chosen"])
}

func (w *workshop) plan() {
	w.step("8", w.words["plan"])
	w.sees("Praatcafé voor ouders")
	w.enters("7 2027-12", "Organisatie 07")
	w.enters("organisatie 03", "Organisatie 03")
	w.holds(`"owner":"p7"`, `"owner":"p3"`, `"end":"2027-12"`)
}

func (w *workshop) export() {
	w.step("0", "Kick-off Warm Testem")
	w.keys("d")
	w.sees(".json")
	w.keys("ctrl+u", w.house.path("uit.json"), "enter")
	w.sees(w.words["written"])
	w.quit()
}

// compare holds the session file, from the screen and from the command line,
// against what the screen had shown as saved.
func (w *workshop) compare() {
	file := read(w.t, w.house.path("uit.json"))
	if out := w.house.does("export", "last", "-f", "json"); out != string(file) {
		w.t.Error("the file from the screen and the one from the command line are not the same")
	}
	var v any
	if err := json.Unmarshal(file, &v); err != nil {
		w.t.Fatal(err)
	}
	compact := string(squeeze.ReplaceAll(file, []byte("$1")))
	for _, piece := range w.saved {
		if !strings.Contains(compact, piece) {
			w.t.Errorf("%s was shown as saved and is not in the file:\n%s", piece, file)
			return
		}
	}
	if len(w.saved) < 130 {
		w.t.Errorf("only %d things were looked for", len(w.saved))
	}
	if out := w.house.does("check", "--json"); !strings.Contains(out, `"problems": []`) {
		w.t.Error(out)
	}
}

// squeeze takes away the blanks between the parts of a session file.
var squeeze = regexp.MustCompile(`([{\[,:])\s+`)

// Both signals end the program in order: what is half typed is offered again.
func TestSignalsEndInOrder(t *testing.T) {
	t.Parallel()
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP} {
		h := newHouse(t, "nl_BE.UTF-8")
		w := h.begins("Avond")
		w.types("Chiro")
		w.sees("1 deelnemer")
		w.keys("half getyp")
		w.sees("half getyp")
		before := modes(t, w)
		if err := w.signal(s); err != nil {
			t.Errorf("after %v: %v", s, err)
		}
		if after := modes(t, w); after != before && after.Lflag&unix.ICANON == 0 {
			t.Errorf("after %v the terminal is left raw", s)
		}
		w = h.open(80, 24, "open", "last")
		w.sees("half getyp", "Chiro")
		w.quit()
		if out := h.does("check"); !strings.Contains(out, "zoals het geschreven werd") {
			t.Error(out)
		}
	}
}

func modes(t testing.TB, w *terminal) unix.Termios {
	t.Helper()
	m, err := unix.IoctlGetTermios(int(w.file.Fd()), getTermios)
	if err != nil {
		t.Skipf("the terminal does not tell its modes: %v", err)
	}
	return *m
}

// A second window is told, in one line, and the first one goes on.
func TestSecondWindow(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "nl_BE.UTF-8")
	w := h.open(80, 24)
	w.sees("Welkom")
	h.refuses(1, "al open", "list")
	w.keys("n")
	w.keys("Avond", "enter")
	w.sees("Avond")
	w.quit()
	if out := h.does("list"); !strings.Contains(out, "Avond") {
		t.Error(out)
	}
}

// The demo shows the example, says what is invented, and touches nothing.
func TestDemo(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "nl_BE.UTF-8")
	w := h.open(80, 24, "demo")
	w.sees("Warm Leuven 2016-2019 (voorbeeld)")
	w.keys("esc", "g", "2")
	w.sees("Verzonnen scores")
	w.keys("g", "6")
	w.sees("Verzonnen stemming")
	w.quit()
	if _, err := os.Stat(h.path("data/kring/kring.db")); err == nil {
		t.Error("the demo made a database of the user's")
	}
	if left, _ := os.ReadDir(h.path("tmp")); len(left) > 0 {
		t.Errorf("the demo left %v behind", left)
	}
}

// Keys that come as fast as a script can send them: none lost, none doubled.
func TestTypingWithoutPause(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "nl_BE.UTF-8")
	w := h.begins("Snel")
	var all strings.Builder
	for i := range 60 {
		fmt.Fprintf(&all, "Partner %02d\r", i)
	}
	w.keys(all.String())
	w.sees("60 deelnemers", "Partner 59")
	w.quit()
	out := h.does("export", "last", "-f", "json")
	for i := range 60 {
		if n := strings.Count(out, fmt.Sprintf(`"organisation":"Partner %02d"`, i)); n != 1 {
			t.Fatalf("partner %d stands there %d times", i, n)
		}
	}
}

// Sizes that change while the program runs.
func TestResizing(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "nl_BE.UTF-8")
	w := h.open(80, 24, "demo")
	w.sees("Groep")
	for _, size := range [][2]int{{1, 1}, {59, 19}, {200, 60}, {60, 20}, {80, 24}} {
		w.resize(size[0], size[1])
		time.Sleep(20 * time.Millisecond) // for the program to take notice; nothing hangs on it
	}
	w.sees("Groep", "meer")
	w.quit()
}
