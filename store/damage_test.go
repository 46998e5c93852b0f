package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"kring/model"
)

// campaign gives how many times a test damages files: so many, or what the
// environment variable KRING_FAULTS says; in a short run a tenth.
func campaign(t testing.TB, usual int) int {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv("KRING_FAULTS")); err == nil {
		return n
	}
	if testing.Short() {
		return usual / 10
	}
	return usual
}

// workshop is a database as it is after an evening, closed, and what it holds. It
// comes with older copies of both files.
type workshop struct {
	database, journal [2][]byte // as it is, and as it was
	state             state
}

func newWorkshop(t testing.TB) workshop {
	t.Helper()
	var w workshop
	db := newTestDB(t)
	keep := func(i int) {
		w.database[i], w.journal[i] = read(t, db.file), read(t, db.journalPath())
	}
	for _, id := range []string{"a", "b", "c"} {
		book := newSession(t, db, id)
		for i := range 60 {
			if err := book.Do(addParticipant(fmt.Sprintf("p%d", i), i+1, fmt.Sprintf("Organisatie %d van %s", i, id))); err != nil {
				t.Fatal(err)
			}
		}
		if id == "b" {
			keep(1)
		}
		if _, err := book.Undo(); err != nil {
			t.Fatal(err)
		}
		if err := db.SetDraft(id, "ideas", "half een idee"); err != nil {
			t.Fatal(err)
		}
	}
	for _, err := range []error{db.SetSetting("language", "nl"), db.SetSetting("folder", "/ergens"), db.SetSetting("folder", ""), db.Bin("b"), db.SetDraft("b", "ideas", "")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := db.TakeCards([]model.ActionCard{{Title: "Een plek"}}); err != nil {
		t.Fatal(err)
	}
	keep(0)
	c, err := readContents(w.database[0])
	if err != nil || !c.clean() {
		t.Fatalf("the sound one: %v %+v", err, c.flaws)
	}
	w.state = c.state
	return w
}

// spoiled does something to the bytes of a file, and says what.
func spoiled(r *rand.Rand, data, older []byte) ([]byte, string) {
	out := bytes.Clone(data)
	switch r.IntN(8) {
	case 0, 1, 2:
		at := r.IntN(len(out) * 8)
		out[at/8] ^= 1 << (at % 8)
		return out, fmt.Sprintf("bit %d flipped", at)
	case 3:
		n := r.IntN(len(out))
		return out[:n], fmt.Sprintf("cut to %d", n)
	case 4:
		page := r.IntN((len(out) + 4095) / 4096)
		clear(out[page*4096 : min((page+1)*4096, len(out))])
		return out, fmt.Sprintf("page %d zeroed", page)
	case 5:
		page := r.IntN((len(out) + 4095) / 4096)
		for i := page * 4096; i < min((page+1)*4096, len(out)); i++ {
			out[i] = byte(r.Uint32())
		}
		return out, fmt.Sprintf("page %d random", page)
	case 6:
		return bytes.Clone(older), "an older copy"
	}
	return nil, "gone"
}

// reopened opens a database with these files and a sound copy in another folder,
// and says what is in both afterwards and what was found.
func reopened(t *testing.T, database, journal, copy []byte) (state, []Finding, error) {
	t.Helper()
	folder := t.TempDir()
	path, copies := filepath.Join(folder, "kring.db"), filepath.Join(folder, "copies")
	for name, data := range map[string][]byte{path: database, path + journalEnd: journal, filepath.Join(copies, copyName(t, path, copy)): copy} {
		if data == nil {
			continue
		}
		if err := makeFolder(filepath.Dir(name)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	db, err := Open(path, methodsOf(t), func() time.Time { return testNow })
	if err != nil {
		if NewestCopy(copies, path) == nil {
			t.Error("refused, and the copy is not offered")
		}
		return nil, nil, err
	}
	defer db.Close()
	db.Safekeep(copies)
	c, err := readContents(read(t, path))
	if err != nil || !c.clean() {
		t.Errorf("after opening the database is not sound: %v, %v", err, c.flaws)
	}
	w := readJournal(read(t, path+journalEnd))
	if s, all := w.state(); !all || !w.complete() || !s.same(c.state) || w.last() != c.mark {
		t.Errorf("after opening the journal says something else")
	}
	for _, id := range c.state.sessions() {
		if _, err := db.Open(id); err != nil {
			t.Errorf("session %s: %v", id, err)
		}
	}
	return c.state, db.Found(), db.SafekeepError()
}

// copyName is the name under which a database at a path is put away.
func copyName(t *testing.T, path string, data []byte) string {
	t.Helper()
	c, err := readContents(data)
	if err != nil {
		t.Fatal(err)
	}
	return (&DB{file: path, id: c.id, mark: c.mark, now: func() time.Time { return testNow }}).copyName()
}

// One file damaged, in any way: nothing is lost, and what was done is told.
func TestOneFileDamaged(t *testing.T) {
	w := newWorkshop(t)
	r := rand.New(rand.NewPCG(1, 2))
	n := campaign(t, 300)
	harmless := 0
	for i := range n {
		database, journal := w.database[0], w.journal[0]
		var what string
		if i%2 == 0 {
			database, what = spoiled(r, database, w.database[1])
			what = "database: " + what
		} else {
			journal, what = spoiled(r, journal, w.journal[1])
			what = "journal: " + what
		}
		got, found, err := reopened(t, database, journal, w.database[0])
		switch {
		case err != nil:
			t.Errorf("%s: %v", what, err)
		case !got.same(w.state):
			t.Errorf("%s: something is lost or changed; told %v", what, found)
		case len(found) == 0:
			harmless++ // where nothing is kept: the rest of a page, a page that is free
		}
		if t.Failed() {
			t.Fatalf("%s", what)
		}
	}
	t.Logf("%d faults: none silent, none partial; %d of them where nothing is kept", n, harmless)
}

// Both files damaged: what both still have is there, and what is not is told, with
// the copy that has it. No loss is silent.
func TestBothFilesDamaged(t *testing.T) {
	w := newWorkshop(t)
	r := rand.New(rand.NewPCG(3, 4))
	n := campaign(t, 80)
	whole, partial, refused := 0, 0, 0
	for range n {
		database, first := spoiled(r, w.database[0], w.database[1])
		journal, second := spoiled(r, w.journal[0], w.journal[1])
		got, found, err := reopened(t, database, journal, w.database[0])
		switch {
		case err != nil:
			refused++
			if troubleOf(err) == "" {
				t.Errorf("no sentence for %v", err)
			}
		case got.same(w.state):
			whole++
		case !slices.ContainsFunc(found, func(f Finding) bool { return f.Lacks() && f.Copy != nil }):
			t.Errorf("something is lost, and no copy is offered")
		default:
			partial++
			for _, f := range found {
				if _, err := os.Stat(f.Path); f.Path != "" && err != nil {
					t.Errorf("what was set aside is not there: %v", err)
				}
			}
		}
		if t.Failed() {
			t.Fatalf("database: %s; journal: %s; found %v", first, second, found)
		}
	}
	t.Logf("%d pairs of faults: none silent; %d recovered whole, %d in part, %d refused; each told, and the copy offered", n, whole, partial, refused)
}

// One letter of a name becomes another in a database that is open: the record still
// reads well, and is not taken for what was written.
func TestOneLetterChanged(t *testing.T) {
	db := newTestDB(t)
	if err := newSession(t, db, "a").Do(addParticipant("p1", 1, "Chiro")); err != nil {
		t.Fatal(err)
	}
	err := db.bolt.Update(func(tx *bbolt.Tx) error {
		log := tx.Bucket(bucketSessions).Bucket([]byte("a"))
		return log.Put(seqKey(2), bytes.Replace(log.Get(seqKey(2)), []byte("Chiro"), []byte("Chira"), 1))
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Open("a"); troubleOf(err) != Damaged {
		t.Errorf("opened: %v", err)
	}
}

// smallest is a database with one session of two records, and its journal, as short as
// they can be: what fuzzing does to a few bytes of many shows nothing.
func smallest(t testing.TB) (database, journal []byte) {
	t.Helper()
	db := newTestDB(t)
	if err := newSession(t, db, "a").Do(addParticipant("p1", 1, "Chiro")); err != nil {
		t.Fatal(err)
	}
	journal = read(t, db.journalPath())
	c, err := readContents(read(t, db.file))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "small.db")
	b, err := bbolt.Open(path, fileMode, &bbolt.Options{PageSize: 1024, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		t.Fatal(err)
	}
	size := int64(0)
	for _, err := range []error{
		b.Update(func(tx *bbolt.Tx) error { return fill(tx, c.id, c.state, c.mark) }),
		b.View(func(tx *bbolt.Tx) error { size = tx.Size(); return nil }), // what follows is not in use
		b.Close(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	database = read(t, path)[:size]
	if c, err := readContents(database); err != nil || !c.clean() || len(c.state.sessions()) != 1 {
		t.Fatalf("the small one: %v, %v", err, c.flaws)
	}
	return database, journal
}

// Whatever bytes stand there, reading them ends, and within what they are.
func FuzzReadContents(f *testing.F) {
	database, _ := smallest(f)
	f.Add(database)
	f.Add(database[:len(database)-1024])
	f.Add(database[1024:])
	f.Fuzz(func(t *testing.T, data []byte) {
		read := bounded(t)
		c, err := readContents(data)
		read()
		if err != nil && len(c.state) > 0 {
			t.Error("no database, and something in it")
		}
	})
}

func FuzzReadJournal(f *testing.F) {
	_, journal := smallest(f)
	f.Add(journal)
	f.Add(bytes.Join(bytes.SplitAfterN(journal, []byte("\n"), 3)[:2], nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		read := bounded(t)
		j := readJournal(data)
		s, all := j.state()
		read()
		if all && s.digest() != j.last().digest {
			t.Error("whole, and something else than it says")
		}
	})
}
