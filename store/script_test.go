package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"kring/assets"
	"kring/model"
)

// Scripts run in a process of their own, so that what it asks of the system can be
// watched, and made to fail. After each change that the store calls saved a script
// says so in one write to standard output: "saved", a number, and what a screen
// would then show, summed up. A change that fails is told with its fault, and
// tried again.
const (
	scriptEnv     = "KRING_TEST_SCRIPT" // which one
	scriptPathEnv = "KRING_TEST_DATABASE"
)

func TestMain(m *testing.M) {
	if name := os.Getenv(scriptEnv); name != "" {
		runtime.LockOSThread() // all its calls from one thread, to be counted
		os.Exit(runScript(os.Getenv(scriptPathEnv), scripts[name]))
	}
	os.Exit(m.Run())
}

// desk is who works with the store in a script, and knows what was saved.
type desk struct {
	db    *DB
	book  *model.Book
	set   string // the setting "folder"
	draft string // of session "a" at "ideas"
}

type deed func(*desk) error

// scripts are what is done, in order.
var scripts = map[string][]deed{
	"opening": nil,
	"evening": evening(),
	"entries": append([]deed{begins}, does(participants(19)...)...),
}

func begins(d *desk) (err error) {
	s := model.New("a", model.Head{Title: "Sessie", Municipality: "Leuven", Language: "nl"}, d.db.methods["warme-steden"], model.TimeOf(testNow))
	book, err := d.db.Create(s, nil)
	if err == nil {
		d.book = book
	}
	return err
}

func does(changes ...model.Change) []deed {
	var all []deed
	for _, c := range changes {
		all = append(all, func(d *desk) error { return d.book.Do(c) })
	}
	return all
}

func participants(n int) []model.Change {
	var all []model.Change
	for i := range n {
		all = append(all, addParticipant(fmt.Sprint("p", i+1), i+1, fmt.Sprintf("Organisatie %d", i+1)))
	}
	return all
}

func undoes(d *desk) error { _, err := d.book.Undo(); return err }
func redoes(d *desk) error { _, err := d.book.Redo(); return err }

func sets(value string) deed {
	return func(d *desk) error {
		err := d.db.SetSetting("folder", value)
		if err == nil {
			d.set = value
		}
		return err
	}
}

func drafts(text string) deed {
	return func(d *desk) error {
		err := d.db.SetDraft("a", "ideas", text)
		if err == nil {
			d.draft = text
		}
		return err
	}
}

// evening has a bit of everything: changes small and large, drafts, a setting, undo
// and redo, and a secret round that closes.
func evening() []deed {
	all := append([]deed{begins, sets("/ergens")}, does(participants(8)...)...)
	all = append(all, drafts("half een"), drafts("half een idee"), undoes, undoes, redoes)
	var goals []model.Change
	for _, id := range marks {
		goals = append(goals, model.Added[model.Objective]{Item: model.Objective{ID: id, What: "Doel " + id[5:]}})
	}
	all = append(all, does(goals...)...)
	all = append(all, does(
		model.Added[model.Round]{Item: model.Round{ID: "r1", About: model.AboutObjectives, Options: marks, Stickers: 3, Per: model.PerParticipant, Secret: true, Places: 1, State: model.Draft, Together: model.TogetherAdd}},
		model.RoundOpened{Round: "r1", At: model.TimeOf(testNow)},
		cast("p1", marks[0], marks[0], marks[1]), cast("p2", marks[2]), cast("p2", marks[1]), cast("p3", marks[0]),
	)...)
	all = append(all, undoes, redoes)
	all = append(all, does(closed)...)
	var many model.Batch
	for i := range 25 {
		many.Changes = append(many.Changes, addParticipant(fmt.Sprint("q", i+1), i+101, strings.Repeat("Vereniging ", 8)+fmt.Sprint(i)))
	}
	many.Name = "participants.pasted"
	all = append(all, does(many)...)
	all = append(all, drafts(""), undoes, sets(""), sets("/elders"))
	for i := range 16 {
		all = append(all, does(model.Added[model.Idea]{Item: model.Idea{ID: fmt.Sprint("i", i+1), Text: strings.Repeat("Een plek in elke wijk. ", 1+3*(i%6)), Kind: model.KindNew}})...)
	}
	return all
}

var dutch = sync.OnceValue(func() *assets.Texts { return assets.Load("nl") })

// shows sums up what a screen would show.
func shows(book *model.Book, set, draft string) string {
	var out bytes.Buffer
	if book != nil {
		lines := append([]model.Line{}, book.Lines()...) // none may be written as none, or not at all
		if _, err := Export(&out, book.Session(), lines, func(l model.Line) string { return Describe(dutch(), l) }); err != nil {
			panic(err)
		}
	}
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%q %q %s", set, draft, out.Bytes())))
}

// onScreen is what a screen would show of an open database.
func onScreen(db *DB) (string, error) {
	book, err := db.Open("a")
	if refusal := new(model.Error); errors.As(err, &refusal) && refusal.Code == model.RefUnknown {
		book, err = nil, nil
	}
	if err != nil {
		return "", err
	}
	return shows(book, db.Setting("folder"), db.Draft("a", "ideas")), nil
}

// runScript gives the exit status: 0 when all was done, 3 when something failed
// each time it was tried, 4 for an error that is no fault.
func runScript(path string, deeds []deed) int {
	const tries = 3
	methods, err := parsed()
	if err != nil {
		panic(err)
	}
	d := &desk{}
	opens := func(*desk) (err error) {
		d.db, err = Open(path, methods, func() time.Time { return testNow })
		if err == nil && len(deeds) == 0 { // what is there stands there
			if d.book, err = d.db.Open("a"); err == nil {
				d.set, d.draft = d.db.Setting("folder"), d.db.Draft("a", "ideas")
			}
		}
		return err
	}
	for i, do := range append([]deed{opens}, deeds...) {
		for try := 1; ; try++ {
			err := do(d)
			if err == nil {
				break
			}
			fmt.Println("failed", i, troubleOf(err), err)
			if troubleOf(err) == "" {
				return 4
			}
			if try == tries {
				return 3
			}
		}
		fmt.Println("saved", i, shows(d.book, d.set, d.draft))
	}
	d.db.Close()
	return 0
}
