package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"kring/assets"
	"kring/model"
)

func troubleOf(err error) Trouble {
	var f *Fault
	if errors.As(err, &f) {
		return f.Trouble
	}
	return ""
}

func TestWhatIsShownAsSavedIsThere(t *testing.T) {
	db := newTestDB(t)
	book := newSession(t, db, "a")
	for i := range 20 {
		if err := book.Do(addParticipant("p"+strconv.Itoa(i), i+1, "Organisatie "+strconv.Itoa(i))); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := book.Undo(); err != nil {
		t.Fatal(err)
	}
	if _, err := book.Undo(); err != nil {
		t.Fatal(err)
	}
	if line, err := book.Redo(); err != nil || line.Subject != "Organisatie 18" {
		t.Fatalf("redo gives %+v, %v", line, err)
	}
	want := exported(t, book)
	// Nothing is closed: another process reads what is on disk now.
	copy := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(copy, read(t, db.Path()), 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := openTest(t, copy).Open("a")
	if err != nil {
		t.Fatal(err)
	}
	if got := exported(t, again); !bytes.Equal(got, want) {
		t.Errorf("read back:\n%s\nwant:\n%s", got, want)
	}
	if line, ok := again.NextRedo(); !ok || line.Subject != "Organisatie 19" {
		t.Errorf("redo after opening would bring back %+v", line)
	}
	if _, err := again.Redo(); err != nil {
		t.Error(err)
	}
}

func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	db := newTestDB(t)
	file, _ := os.Stat(db.Path())
	folder, _ := os.Stat(filepath.Dir(db.Path()))
	if file.Mode().Perm() != 0o600 || folder.Mode().Perm() != 0o700 {
		t.Errorf("file %o, folder %o", file.Mode().Perm(), folder.Mode().Perm())
	}
	copy := filepath.Join(t.TempDir(), "copy.db")
	if _, err := db.Backup(copy); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(copy); info.Mode().Perm() != 0o600 {
		t.Errorf("the copy has mode %o", info.Mode().Perm())
	}
}

// What stands where the database should be, and is none: a plain sentence, and
// nothing is changed.
func TestOpenRefusesWhatIsNoDatabase(t *testing.T) {
	newer := filepath.Join(t.TempDir(), "newer.db")
	db := openTest(t, newer)
	if err := db.bolt.Update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketAbout).Put(keyVersion, []byte("3")) }); err != nil {
		t.Fatal(err)
	}
	db.Close()
	other := filepath.Join(t.TempDir(), "other.db")
	b, err := bbolt.Open(other, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	b.Close()
	whole := read(t, newer)
	for name, c := range map[string]struct {
		content []byte
		want    Trouble
	}{
		"empty":          {[]byte{}, EmptyFile},
		"text":           {bytes.Repeat([]byte("geen databank\n"), 4000), NotOurs},
		"short":          {[]byte("x"), NotOurs},
		"zeroes":         {make([]byte, 65536), NotOurs},
		"newer":          {whole, Newer},
		"another bbolt":  {read(t, other), NotOurs},
		"cut to 1 page":  {whole[:4096], Damaged},
		"broken meta":    {append(bytes.Repeat([]byte{0xff}, 9000), whole[9000:]...), NotOurs},
		"broken buckets": {append(bytes.Clone(whole[:8192]), bytes.Repeat([]byte{0xee}, len(whole)-8192)...), Damaged},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "kring.db")
			if err := os.WriteFile(path, c.content, 0o600); err != nil {
				t.Fatal(err)
			}
			db, err := Open(path, methodsOf(t), nil)
			if err == nil {
				_, err = db.Cards()
				db.Close()
			}
			if got := troubleOf(err); got != c.want && !(c.want == Damaged && got == NotOurs) {
				t.Errorf("%v, want %s", err, c.want)
			}
			if !bytes.Equal(read(t, path), c.content) {
				t.Error("the file was changed")
			}
			for _, lang := range assets.Languages {
				if text, ok := Explain(assets.Load(lang), err); !ok || text == "" {
					t.Errorf("no sentence for %v: %q", err, text)
				}
			}
		})
	}
	folder := t.TempDir()
	if _, err := Open(folder, nil, nil); troubleOf(err) != IsFolder {
		t.Errorf("a folder gives %v", err)
	}
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(filepath.Join(file, "kring.db"), nil, nil); troubleOf(err) != NoFolder {
		t.Errorf("a file as folder gives %v", err)
	}
}

func TestSecondProcessIsTold(t *testing.T) {
	db := newTestDB(t)
	if _, err := Open(db.Path(), nil, nil); troubleOf(err) != Locked {
		t.Errorf("opened twice: %v", err)
	}
}

func TestCreationLeavesNothingHalf(t *testing.T) {
	folder := t.TempDir()
	db := openTest(t, filepath.Join(folder, "kring.db"))
	newSession(t, db, "a")
	entries, _ := os.ReadDir(folder)
	if len(entries) != 2 || entries[1].Name() != "kring.db.journal" {
		t.Errorf("there are %v", entries)
	}
	// A second process that lost the race keeps the first one's file.
	temp := filepath.Join(folder, "temp")
	if err := os.WriteFile(temp, []byte("leeg"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := publish(temp, db.Path()); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Open("a"); err != nil {
		t.Errorf("the first one's session is gone: %v", err)
	}
}

// A commit that says no, whether it happened or not: what the screen knows and
// what the file holds are the same.
func TestCommitThatFails(t *testing.T) {
	for name, happened := range map[string]bool{"and did not happen": false, "and happened all the same": true} {
		t.Run(name, func(t *testing.T) {
			db := newTestDB(t)
			book := newSession(t, db, "a")
			fails := 1
			db.commit = func(tx *bbolt.Tx) error {
				if fails == 0 {
					return tx.Commit()
				}
				fails--
				if happened {
					if err := tx.Commit(); err != nil {
						return err
					}
				} else if err := tx.Rollback(); err != nil {
					return err
				}
				return errors.New("input/output error")
			}
			err := book.Do(addParticipant("p1", 1, "Eerst"))
			if (err == nil) != happened {
				t.Fatalf("Do says %v", err)
			}
			if n := book.Session().Participants.Len(); (n == 1) != happened {
				t.Fatalf("the session holds %d participants", n)
			}
			if err := book.Do(addParticipant("p2", 2, "Daarna")); err != nil {
				t.Fatalf("saving does not go on: %v", err)
			}
			again, err := db.Open("a")
			if err != nil {
				t.Fatal(err)
			}
			if got, want := exported(t, again), exported(t, book); !bytes.Equal(got, want) {
				t.Errorf("on disk:\n%s\non screen:\n%s", got, want)
			}
		})
	}
}

// A write of the journal that fails leaves nothing behind, and is told.
func TestJournalThatFails(t *testing.T) {
	db := newTestDB(t)
	book := newSession(t, db, "a")
	sound := db.journal.file
	broken, err := os.Open(db.journal.path) // not to be written to
	if err != nil {
		t.Fatal(err)
	}
	defer broken.Close()
	db.journal.file = broken
	if err := book.Do(addParticipant("p1", 1, "Spook")); troubleOf(err) == "" {
		t.Fatalf("a write that failed was called saved: %v", err)
	}
	db.journal.file = sound
	if err := book.Do(addParticipant("p1", 1, "Echt")); err != nil {
		t.Fatal(err)
	}
	again, err := openAgain(t, db).Open("a")
	if err != nil || again.Session().Participants.Get("p1").Organisation != "Echt" {
		t.Errorf("on disk stands %+v, %v", again, err)
	}
}

func TestRecordsThatWereTamperedWith(t *testing.T) {
	db := newTestDB(t)
	book := newSession(t, db, "a")
	newSession(t, db, "b")
	for i := range 5 {
		if err := book.Do(addParticipant("p"+strconv.Itoa(i), i+1, "Organisatie")); err != nil {
			t.Fatal(err)
		}
	}
	spoil := func(name string, f func(log *bbolt.Bucket) error) {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "kring.db")
			if _, err := db.Backup(path); err != nil {
				t.Fatal(err)
			}
			bad := openTest(t, path)
			if err := bad.bolt.Update(func(tx *bbolt.Tx) error { return f(tx.Bucket(bucketSessions).Bucket([]byte("a"))) }); err != nil {
				t.Fatal(err)
			}
			if _, err := bad.Open("a"); troubleOf(err) != Damaged {
				t.Errorf("opened: %v", err)
			}
			if r, err := bad.Check(); err != nil || len(r.Problems) == 0 || r.Problems[0].Session != "a" {
				t.Errorf("check says %+v, %v", r, err)
			}
			if _, err := bad.Open("b"); err != nil {
				t.Errorf("the other session: %v", err)
			}
		})
	}
	spoil("a flipped bit", func(log *bbolt.Bucket) error {
		v := bytes.Clone(log.Get(seqKey(3)))
		v[len(v)/2] ^= 1
		return log.Put(seqKey(3), v)
	})
	spoil("a record in another's place", func(log *bbolt.Bucket) error { return log.Put(seqKey(3), log.Get(seqKey(4))) })
	spoil("a record gone", func(log *bbolt.Bucket) error { return log.Delete(seqKey(3)) })
	spoil("the first record gone", func(log *bbolt.Bucket) error { return log.Delete(seqKey(1)) })
	spoil("a strange key", func(log *bbolt.Bucket) error { return log.Put([]byte("x"), []byte("y")) })
	spoil("a change of a later version", func(log *bbolt.Bucket) error {
		return log.Put(seqKey(7), seal(sessionPlace+"a", seqKey(7), []byte(`{"time":"2026-11-22T14:00:00Z","kind":"teleported","data":{}}`)))
	})
	spoil("a field of a later version", func(log *bbolt.Bucket) error {
		return log.Put(seqKey(7), seal(sessionPlace+"a", seqKey(7), []byte(`{"time":"2026-11-22T14:00:00Z","kind":"participant.removed","data":{"id":"p1","why":"x"}}`)))
	})
	spoil("a text that is too long", func(log *bbolt.Bucket) error {
		text := strings.Repeat("a", model.TextMax+1)
		return log.Put(seqKey(7), seal(sessionPlace+"a", seqKey(7), []byte(`{"kind":"note.set","data":{"item":{"step":"group","text":"`+text+`"}}}`)))
	})
	if r, err := db.Check(); err != nil || len(r.Problems) != 0 || r.Sessions != 2 || r.Records != 7 {
		t.Errorf("the sound one: %+v, %v", r, err)
	}
}

func TestShelf(t *testing.T) {
	db := newTestDB(t)
	a := newSession(t, db, "abc1")
	newSession(t, db, "abd2")
	if err := a.Do(addParticipant("p1", 1, "A")); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"abc1": "abc1", "abc": "abc1", "abd": "abd2"} {
		if got, err := db.Find(name); got != want || err != nil {
			t.Errorf("%q finds %q, %v", name, got, err)
		}
	}
	for name, code := range map[string]model.Code{"ab": Ambiguous, "x": model.RefUnknown, "": model.RefUnknown} {
		var e *model.Error
		if _, err := db.Find(name); !errors.As(err, &e) || e.Code != code {
			t.Errorf("%q gives %v", name, err)
		}
	}
	cards, err := db.Cards()
	if err != nil || len(cards) != 2 {
		t.Fatal(cards, err)
	}
	for _, c := range cards {
		if c.ID == "abc1" && (c.Participants != 1 || c.Done != 1 || c.Steps != 9) {
			t.Errorf("the card says %+v", c)
		}
	}
	if err := db.Bin("abc1"); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Find("abc"); err == nil {
		t.Error("what is in the bin is found by a part of its id")
	}
	if err := db.Unbin("abc1"); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Find("abc"); got != "abc1" {
		t.Error(got, err)
	}
	if err := db.Bin("nowhere"); err == nil {
		t.Error("a session that is not there went into the bin")
	}
	// A card is only a copy: without it the shelf is the same.
	if err := db.bolt.Update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketCards).Delete([]byte("abc1")) }); err != nil {
		t.Fatal(err)
	}
	again, err := db.Cards()
	if err != nil || len(again) != 2 || again[0] != cards[0] || again[1] != cards[1] {
		t.Errorf("without the card: %+v, %v; want %+v", again, err, cards)
	}
}

func TestDraftsAndSettings(t *testing.T) {
	db := newTestDB(t)
	for _, text := range []string{"half getypt", "", "weer"} {
		if err := db.SetDraft("a", "group", text); err != nil {
			t.Fatal(err)
		}
		if got := db.Draft("a", "group"); got != text {
			t.Errorf("the draft is %q, want %q", got, text)
		}
	}
	if db.Draft("a", "offer") != "" || db.Setting("language") != "" {
		t.Error("there is something that was never set")
	}
}

func TestBackupAndRestore(t *testing.T) {
	db := newTestDB(t)
	a := newSession(t, db, "a")
	newSession(t, db, "b")
	copy := filepath.Join(t.TempDir(), "copy.db")
	if _, err := db.Backup(copy); err != nil {
		t.Fatal(err)
	}
	before := read(t, copy)
	if err := a.Do(addParticipant("p1", 1, "Later")); err != nil {
		t.Fatal(err)
	}

	fates := func(db *DB) map[string]Fate {
		t.Helper()
		all, err := db.Restore(copy)
		if err != nil {
			t.Fatal(err)
		}
		m := map[string]Fate{}
		for _, r := range all {
			m[r.Was] = r.Fate
		}
		return m
	}
	// The copy is an earlier state of what is here.
	if got := fates(db); got["a"] != Present || got["b"] != Present {
		t.Errorf("onto itself: %v", got)
	}
	fresh := newTestDB(t)
	newSession(t, fresh, "b")
	if err := mustOpen(t, fresh, "b").Do(addParticipant("p9", 1, "Anders")); err != nil {
		t.Fatal(err)
	}
	if got := fates(fresh); got["a"] != CameIn || got["b"] != Present {
		t.Errorf("onto another: %v", got)
	}
	if got, want := exported(t, mustOpen(t, fresh, "a")), exported(t, mustOpen(t, openTest(t, copyOf(t, copy)), "a")); !bytes.Equal(got, want) {
		t.Errorf("restored:\n%s\nwant:\n%s", got, want)
	}
	// Two ways that parted after the copy: both are there.
	apart := newTestDB(t)
	s := model.New("b", model.Head{Title: "Iets anders", Language: "nl"}, apart.methods["open"], model.TimeOf(testNow))
	if _, err := apart.Create(s, nil); err != nil {
		t.Fatal(err)
	}
	if got := fates(apart); got["b"] != Beside {
		t.Errorf("beside another: %v", got)
	}
	if cards, _ := apart.Cards(); len(cards) != 3 {
		t.Errorf("there are %d sessions", len(cards))
	}
	if mustOpen(t, apart, "b").Session().Title != "Iets anders" {
		t.Error("what was here was overwritten")
	}
	if !bytes.Equal(read(t, copy), before) {
		t.Error("the copy was changed")
	}
	if _, err := db.Backup(db.Path()); troubleOf(err) != SameFile {
		t.Errorf("a copy over the database: %v", err)
	}
	if _, err := db.Restore(db.Path()); troubleOf(err) != SameFile {
		t.Errorf("restoring from itself: %v", err)
	}
	if _, err := db.Restore(filepath.Join(t.TempDir(), "none")); troubleOf(err) != NotFound {
		t.Errorf("restoring from nothing: %v", err)
	}
}

func copyOf(t *testing.T, path string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(to, read(t, path), 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

func mustOpen(t *testing.T, db *DB, id string) *model.Book {
	t.Helper()
	b, err := db.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
