package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"kring/model"
)

// The names of somebody who is forgotten, and parts of them, in small letters.
var nameTraces = []string{"zwarthuis", "querida", "xanthos", "querida@zwart.be"}

// wish is a data folder and one with copies, in which somebody is to be forgotten
// and everything that may be there has the name.
type wish struct {
	root string
	path string
	db   *DB
	book *model.Book
	all  state // what the other session holds
}

func newWish(t *testing.T) *wish {
	t.Helper()
	w := &wish{root: filepath.Join(t.TempDir(), "root")}
	w.path = filepath.Join(w.root, "data", "kring.db")
	copies := filepath.Join(w.root, "copies")
	w.open(t)
	w.db.Safekeep(copies)
	w.book = newSession(t, w.db, "sessie-een")
	other := newSession(t, w.db, "sessie-twee")
	do(t, other, addParticipant("p1", 1, "Chiro"))
	who := model.Participant{ID: "p1", Number: 1, Organisation: "Zwarthuis", Person: "Querida Xanthos", Contact: "querida@zwart.be", Heads: 1}
	do(t, w.book, model.Added[model.Participant]{Item: who})
	for i := range 30 { // so that copies are put away, and pages become free
		do(t, w.book, model.Added[model.Idea]{Item: model.Idea{ID: fmt.Sprint("i", i), Kind: model.KindNew, Text: fmt.Sprint("van QUERIDA ", i)}})
		do(t, w.book, model.Removed[model.Idea]{ID: fmt.Sprint("i", i)})
	}
	for _, err := range []error{
		w.db.SetDraft("sessie-een", "ideas", "Zwarthuis zegt dat"), w.db.SetDraft("sessie-twee", "ideas", "een ander idee"),
		w.db.SetDraft("sessie-een", "forms", "group Zwarthuis␟wie␟Querida Xanthos␟Querida␞plan x␟wie␟␟Xanthos"), w.db.SetDraft("", "forms", "␟begeleider␟␟Querida"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	do(t, w.book, model.SessionEdited{Head: model.Head{Title: "Bij Querida", Language: "nl"}})
	if err := w.book.Close(); err != nil {
		t.Fatal(err)
	}
	w.close(t)
	w.open(t)
	w.db.Safekeep(copies)
	held := read(t, w.path)
	for _, name := range []string{
		"kring.db.damaged-20261122-140000", "kring.db.journal.damaged-20261122-140000-1", "kring.db.version-1",
		".kring.db.new-123", "kring.db.forgotten", "../copies/.kring-00000000-20261122-1400-" + short(w.db.id) + "-7.db-99",
		"../copies/kring-00000000-20261122-1400-othersid-3.db.forgotten", "../copies/kring-00000000-20261101-1400-othersid-9.db",
		"../copies/kring-00000000-20261101-1300-" + short(w.db.id) + "-6.kept.db", // it was offered once
	} {
		if err := os.WriteFile(filepath.Join(w.root, "data", name), held, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(w.root, "data", ".kring-77"), read(t, w.path+journalEnd)[:2000], 0o600); err != nil {
		t.Fatal(err)
	}
	broken := bytes.Clone(held)
	clear(broken[4096*3 : 4096*4])
	if err := os.WriteFile(filepath.Join(copies, "kring-00000000-20261101-1500-"+short(w.db.id)+"-8.db"), broken, 0o600); err != nil {
		t.Fatal(err)
	}
	w.all = w.others(t)
	var err error
	if w.book, err = w.db.Open("sessie-een"); err != nil {
		t.Fatal(err)
	}
	if n := len(w.nameTraces(t)); n < 12 {
		t.Fatalf("only %d files have the name: not a test", n)
	}
	return w
}

func (w *wish) open(t *testing.T) {
	t.Helper()
	db, err := Open(w.path, methodsOf(t), func() time.Time { return testNow })
	if err != nil {
		t.Fatal(err)
	}
	w.db = db
	t.Cleanup(func() { db.Close() })
}

func (w *wish) close(t *testing.T) {
	t.Helper()
	if err := w.db.Close(); err != nil {
		t.Fatal(err)
	}
}

// others is all that the database holds of the other session, as it is on disk.
func (w *wish) others(t *testing.T) state {
	t.Helper()
	c, err := readContents(read(t, w.path))
	if err != nil || !c.clean() {
		t.Fatalf("the database is not sound: %v %v", err, c.flaws)
	}
	out := make(state)
	for place, entries := range c.state {
		for key, content := range entries {
			if place == sessionPlace+"sessie-twee" || strings.HasPrefix(key, "sessie-twee") {
				out.put(place, key, content)
			}
		}
	}
	return out
}

// nameTraces gives the files that have a name.
func (w *wish) nameTraces(t *testing.T) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(w.root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data := bytes.ToLower(read(t, path))
		for _, name := range nameTraces {
			if bytes.Contains(data, []byte(name)) || strings.Contains(strings.ToLower(path), name) {
				found = append(found, filepath.Base(path)+" "+name)
				return nil
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func (w *wish) forget() error {
	names, _ := w.book.Session().NamesOf("p1")
	return w.book.Do(model.ParticipantForgotten{Participant: "p1", Word: "Deelnemer", Names: names})
}

// forgotten fails unless the name is nowhere, and all else is there, in the
// database and in at least one copy.
func (w *wish) forgotten(t *testing.T, what string) {
	t.Helper()
	if left := w.nameTraces(t); len(left) > 0 {
		t.Fatalf("%s: the name is still in %v", what, left)
	}
	if !w.others(t).same(w.all) {
		t.Fatalf("%s: the other session is another", what)
	}
	book, err := w.db.Open("sessie-een")
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	s := book.Session()
	if p := s.Participants.Get("p1"); s.Title != "Bij Deelnemer 1" || p.Name() != "Deelnemer 1" || s.Ideas.Len() != 30 || s.Ideas.All()[0].Text != "van Deelnemer 1 0" {
		t.Fatalf("%s: the session is %q with %+v and %d ideas", what, s.Title, p, s.Ideas.Len())
	}
	if got := w.db.Draft("sessie-een", "ideas"); got != "Deelnemer 1 zegt dat" {
		t.Fatalf("%s: the draft is %q", what, got)
	}
	if got := w.db.Draft("sessie-een", "forms"); got != "group Deelnemer 1␟wie␟Deelnemer 1␟Deelnemer 1␞plan x␟wie␟␟Deelnemer 1" {
		t.Fatalf("%s: the draft is %q", what, got)
	}
	if got := w.db.Draft("", "forms"); got != "␟begeleider␟␟Deelnemer 1" {
		t.Fatalf("%s: the draft is %q", what, got)
	}
	if r, err := w.db.Check(); err != nil || len(r.Problems) > 0 {
		t.Fatalf("%s: %v %v", what, err, r.Problems)
	}
	if notes, err := w.db.forgetNotes(); err != nil || len(notes) > 0 {
		t.Fatalf("%s: %v %v", what, notes, err)
	}
	if j := readJournal(read(t, w.path+journalEnd)); !j.complete() || j.last() != w.db.mark {
		t.Fatalf("%s: the journal says something else", what)
	}
	whole, others := 0, 0
	entries, err := os.ReadDir(filepath.Join(w.root, "copies"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		c, err := readContents(read(t, filepath.Join(w.root, "copies", e.Name())))
		if err != nil || !c.clean() {
			t.Fatalf("%s: the copy %s is not sound", what, e.Name())
		}
		switch ids := c.state.sessions(); {
		case slices.Equal(ids, []string{"sessie-een", "sessie-twee"}):
			whole++
		case slices.Equal(ids, []string{"sessie-twee"}):
			others++
		default:
			t.Fatalf("%s: the copy %s has %v", what, e.Name(), ids)
		}
	}
	if whole == 0 || others == 0 {
		t.Fatalf("%s: %d copies with all, %d with the other session", what, whole, others)
	}
}

func TestForgottenInEveryFile(t *testing.T) {
	w := newWish(t)
	before := len(w.nameTraces(t))
	if err := w.forget(); err != nil {
		t.Fatal(err)
	}
	w.forgotten(t, "at once")
	if got := w.book.Forgotten(); got.Removed != 3 || len(got.Left) > 0 {
		t.Errorf("told: %+v", got)
	}
	if data := exported(t, w.book); bytes.Contains(bytes.ToLower(data), []byte("querida")) {
		t.Error("the name is in the session file")
	}
	if _, err := w.book.Undo(); err == nil {
		t.Error("it can be undone")
	}
	do(t, w.book, addParticipant("p2", 2, "Chiro")) // and it goes on
	if _, err := w.book.Undo(); err != nil {
		t.Error(err)
	}
	w.close(t)
	w.open(t)
	if len(w.db.Found()) > 0 {
		t.Errorf("opening found %v", w.db.Found())
	}
	w.forgotten(t, "opened again")
	t.Logf("%d files had the name, none has", before)
}

// Stopped after any step, with everything as it then is on disk: opening finishes
// it, and nothing else is lost.
func TestForgettingIsFinishedWhenItWasStopped(t *testing.T) {
	w := newWish(t)
	shots := filepath.Join(t.TempDir(), "shots")
	n := 0
	shoot := func() error {
		n++
		return copyTree(w.root, filepath.Join(shots, fmt.Sprint(n)))
	}
	w.db.between = shoot
	w.db.commit = func(tx *bbolt.Tx) error {
		if err := shoot(); err != nil {
			return err
		}
		if err := tx.Commit(); err != nil {
			return err
		}
		return shoot()
	}
	if err := w.forget(); err != nil {
		t.Fatal(err)
	}
	if n < 20 {
		t.Fatalf("stopped %d times only", n)
	}
	w.close(t)
	told := 0
	for i := range n {
		what := fmt.Sprint("stopped after step ", i+1)
		if err := os.RemoveAll(w.root); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(shots, fmt.Sprint(i+1)), w.root); err != nil {
			t.Fatal(err)
		}
		w.open(t)
		for _, f := range w.db.Found() {
			switch f.Found {
			case CaughtUp:
			case Finished:
				told++
			default:
				t.Errorf("%s: opening found %v", what, f)
			}
		}
		w.forgotten(t, what)
		w.close(t)
	}
	// All but those before the change was made, and after the note of it is gone.
	if told < n-6 || told > n-1 {
		t.Errorf("told %d times that it was finished, of %d", told, n)
	}
	t.Logf("stopped after each of %d steps, finished after each", n)
}

// Any step that fails is told, hinders nothing, and is done at the next opening.
func TestForgettingThatFails(t *testing.T) {
	failed := errors.New("the disk does not want to")
	w := newWish(t)
	w.close(t)
	base := filepath.Join(t.TempDir(), "base")
	if err := copyTree(w.root, base); err != nil {
		t.Fatal(err)
	}
	steps := 4
	if os.Getenv("KRING_FAULTS") != "" {
		steps = 1
	}
	for at := 1; ; at += steps {
		if err := os.RemoveAll(w.root); err != nil {
			t.Fatal(err)
		}
		if err := copyTree(base, w.root); err != nil {
			t.Fatal(err)
		}
		w.open(t)
		w.db.Safekeep(filepath.Join(w.root, "copies"))
		var err error
		if w.book, err = w.db.Open("sessie-een"); err != nil {
			t.Fatal(err)
		}
		n := 0
		w.db.between = func() error {
			if n++; n >= at {
				return failed
			}
			return nil
		}
		if err := w.forget(); err != nil {
			t.Fatal(err)
		}
		if n < at {
			if at < 15 {
				t.Fatalf("failed %d times only", at)
			}
			t.Logf("failed from %d steps on", at-steps)
			return
		}
		if len(w.book.Forgotten().Left) == 0 {
			t.Fatalf("failed at %d, and nothing is told", at)
		}
		do(t, w.book, addParticipant("p2", 2, "Later"))
		w.close(t)
		w.open(t)
		if !slices.Contains(w.db.Found(), Finding{Found: Finished}) {
			t.Errorf("failed at %d: opening found %v", at, w.db.Found())
		}
		w.forgotten(t, fmt.Sprint("failed from ", at))
		book, err := w.db.Open("sessie-een")
		if err != nil || book.Session().Participants.Get("p2") == nil {
			t.Fatalf("failed at %d: what came later is lost (%v)", at, err)
		}
		w.close(t)
	}
}

// What still cannot be done at the next opening is told then.
func TestForgettingThatFailsAgainIsTold(t *testing.T) {
	w := newWish(t)
	w.db.between = func() error { return errors.New("the disk does not want to") }
	if err := w.forget(); err != nil {
		t.Fatal(err)
	}
	w.close(t)
	// A folder that is not empty stands where a file of that name is to be destroyed.
	held := filepath.Join(w.root, "data", ".kring.db.new-5")
	if err := os.MkdirAll(filepath.Join(held, "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	w.open(t)
	if !slices.Contains(w.db.Found(), Finding{Found: Unfinished, N: 1}) {
		t.Errorf("opening found %v", w.db.Found())
	}
	w.close(t)
	if err := os.RemoveAll(held); err != nil {
		t.Fatal(err)
	}
	w.open(t)
	if !slices.Contains(w.db.Found(), Finding{Found: Finished}) {
		t.Errorf("opening found %v", w.db.Found())
	}
	w.forgotten(t, "at last")
}

// What is but a second name of a file in use, as an end in the midst leaves it, is
// not overwritten. Windows takes no name from a file that is open: there it goes
// once the file is closed, as it is when the file is replaced.
func TestDestroyingSparesWhatIsInUse(t *testing.T) {
	db := newTestDB(t)
	newSession(t, db, "a")
	f := &forgetting{db: db}
	for _, path := range []string{db.path, db.journalPath()} {
		for _, name := range []string{path + forgottenEnd, path + ".version-1"} {
			before := read(t, path)
			if err := os.Link(path, name); err != nil {
				t.Skipf("this disk has no links: %v", err)
			}
			if isWindows {
				says(t, f.destroy(name), InUse, name, map[string]string{"nl": "Word of Excel", "en": "Word or Excel"})
				if !bytes.Equal(read(t, name), before) {
					t.Errorf("%s was overwritten", name)
				}
				db.Close()
			}
			if err := f.destroy(name); err != nil {
				t.Fatal(err)
			}
			if isWindows {
				if err := db.open(); err != nil {
					t.Fatal(err)
				}
				before = read(t, path)
			}
			if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) || !bytes.Equal(read(t, path), before) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// copyTree copies a folder; names of one file are names of one file there too.
func copyTree(from, to string) error {
	type copied struct {
		info os.FileInfo
		path string
	}
	var done []copied
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		info, err := os.Stat(path) // what the folder says of it does not always tell one file from another
		if err != nil {
			return err
		}
		for _, one := range done {
			if os.SameFile(one.info, info) {
				return os.Link(one.path, target)
			}
		}
		done = append(done, copied{info, target})
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o600)
	})
}
