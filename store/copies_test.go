package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kring/assets"
)

// kept is a database with copies that were put away, after the changes 1, 2 and 3
// of a session, and the files as they were after the first.
func kept(t *testing.T) (path, folder string, old map[string][]byte) {
	t.Helper()
	path, folder = filepath.Join(t.TempDir(), "kring.db"), filepath.Join(t.TempDir(), "copies")
	for i := range 3 {
		db := openTest(t, path)
		db.Safekeep(folder)
		if i == 0 {
			newSession(t, db, "a")
		} else if err := mustOpen(t, db, "a").Do(addParticipant("p"+string(rune('0'+i)), i, "A")); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil || db.SafekeepError() != nil {
			t.Fatal(err, db.SafekeepError())
		}
		if i == 0 {
			old = map[string][]byte{path: read(t, path), path + journalEnd: read(t, path+journalEnd)}
		}
	}
	return path, folder, old
}

func put(t *testing.T, files map[string][]byte) {
	t.Helper()
	for path, data := range files {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// What is missing is in a copy: it is offered, nothing makes room of it, and it
// brings everything back.
func TestACopyHasMore(t *testing.T) {
	damaged := []byte(strings.Repeat("x", 3*4096))
	for name, spoil := range map[string]func(t *testing.T, path string, old map[string][]byte) Found{
		"both files are old copies": func(t *testing.T, _ string, old map[string][]byte) Found {
			put(t, old)
			return CopyNewer
		},
		"both files are gone": func(t *testing.T, path string, old map[string][]byte) Found {
			for file := range old {
				if err := os.Remove(file); err != nil {
					t.Fatal(err)
				}
			}
			return Emptied
		},
		"the database is gone, and its journal cannot be read": func(t *testing.T, path string, _ map[string][]byte) Found {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			put(t, map[string][]byte{path + journalEnd: []byte(strings.Repeat("x", 500))})
			return SomeLost
		},
		"an old database, and a journal with a gap": func(t *testing.T, path string, old map[string][]byte) Found {
			now := read(t, path+journalEnd)
			lines := strings.SplitAfter(string(now), "\n")
			now[len(now)-len(lines[len(lines)-2])-10] ^= 1 // in the last change but one
			put(t, map[string][]byte{path: old[path], path + journalEnd: now})
			return SomeLost
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, folder, old := kept(t)
			want := spoil(t, path, old)
			db := openTest(t, path)
			db.Safekeep(folder)
			found := db.Found()
			last := found[len(found)-1]
			if last.Found != want || !last.Lacks() || last.Copy == nil {
				t.Fatalf("found %+v", found)
			}
			if c := NewestCopy(folder, path); c == nil || *c != *last.Copy {
				t.Errorf("the newest copy is %+v, offered is %+v", c, last.Copy)
			}
			if text := Tell(assets.Load("nl"), last) + Offer(assets.Load("nl"), last.Copy); strings.Contains(text, "⟦") || !strings.Contains(text, last.Copy.Path) || !strings.Contains(text, "22/11/2026 14:00") {
				t.Errorf("it is told as %q", text)
			}
			for range 2 * safekeepKept { // newer copies come
				if err := db.SetSetting("language", NewID()); err != nil {
					t.Fatal(err)
				}
				db.putAway()
				db.awaitCopy(true)
			}
			if err := db.SafekeepError(); err != nil {
				t.Fatal(err)
			}
			if _, err := db.Restore(last.Copy.Path); err != nil {
				t.Fatal(err)
			}
			most := 0
			cards, err := db.Cards()
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range cards {
				most = max(most, len(mustOpen(t, db, c.ID).Session().Participants.Live()))
			}
			if most != 2 {
				t.Errorf("after restoring no session has both participants: %+v", cards)
			}
			db.Close()
			// It is told once.
			again := openTest(t, path)
			if again.Safekeep(folder); len(again.Found()) != 0 {
				t.Errorf("told again: %+v", again.Found())
			}
		})
	}
	t.Run("nothing can be read", func(t *testing.T) {
		path, folder, _ := kept(t)
		put(t, map[string][]byte{path: damaged, path + journalEnd: damaged})
		if _, err := Open(path, methodsOf(t), nil); troubleOf(err) == "" {
			t.Errorf("opened: %v", err)
		}
		if c := NewestCopy(folder, path); c == nil || c.Seq == 0 {
			t.Errorf("no copy is known: %+v", c)
		}
		if c := NewestCopy(folder, filepath.Join(t.TempDir(), "other.db")); c != nil {
			t.Errorf("another database is offered %+v", c)
		}
		// A stick is found elsewhere than before; a new database elsewhere is empty
		// as it should be.
		elsewhere := filepath.Join(t.TempDir(), "kring.db")
		if c := NewestCopy(folder, elsewhere); c == nil {
			t.Error("the same database elsewhere is not offered its copy")
		}
		db := openTest(t, elsewhere)
		if db.Safekeep(folder); len(db.Found()) != 0 {
			t.Errorf("a new database elsewhere: %+v", db.Found())
		}
	})
}

// A sound database finds nothing in its copies, and has no more of them than the
// newest.
func TestCopiesOfASoundDatabase(t *testing.T) {
	path, folder, _ := kept(t)
	for range safekeepKept {
		db := openTest(t, path)
		db.Safekeep(folder)
		if len(db.Found()) != 0 {
			t.Fatalf("found %+v", db.Found())
		}
		if err := db.SetDraft("a", "ideas", NewID()); err != nil {
			t.Fatal(err)
		}
		db.Close()
	}
	all := copiesIn(folder)
	if len(all) != safekeepKept {
		t.Errorf("%d copies are there", len(all))
	}
	r, err := openTest(t, path).Check()
	if err != nil || r.Copies.Folder != "" || len(r.Problems) != 0 {
		t.Errorf("without a folder: %+v, %v", r, err)
	}
}

// Check tells of journal and copies what is not as it was written, and which it
// is.
func TestCheckReadsJournalAndCopies(t *testing.T) {
	path, folder, _ := kept(t)
	db := openTest(t, path)
	db.Safekeep(folder)
	problems := func() (kinds []string) {
		t.Helper()
		r, err := db.Check()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range r.Problems {
			kinds = append(kinds, p.Kind)
		}
		if n := 3 - strings.Count(strings.Join(kinds, " "), "copy"); r.Copies.Sound != n || r.Copies.Newest == nil || r.Journal.Lines < 3 {
			t.Errorf("%+v", r)
		}
		return kinds
	}
	if got := problems(); len(got) != 0 {
		t.Fatalf("sound: %v", got)
	}
	journal := read(t, db.journalPath())
	flipped := []byte(string(journal))
	flipped[len(flipped)/2] ^= 4
	end := strings.LastIndex(strings.TrimSpace(string(journal)), "\n") + 1
	for what, data := range map[string][]byte{"a flipped bit": flipped, "without its last line": journal[:end], "empty": nil} {
		if err := os.WriteFile(db.journalPath(), data, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := db.Check()
		if err != nil || len(r.Problems) != 1 || r.Problems[0].Kind != "journal" {
			t.Errorf("a journal %s: %+v, %v", what, r.Problems, err)
		}
	}
	put(t, map[string][]byte{db.journalPath(): journal})
	bad := safekept(folder, db.id)[1].Path
	data := read(t, bad)
	put(t, map[string][]byte{bad: data[:len(data)-4096*5]})
	if got := problems(); len(got) != 1 || got[0] != "copy" {
		t.Errorf("a copy that was cut: %v", got)
	}
}

// A copy of which a part cannot be read brings in the rest, and says so.
func TestRestoreFromADamagedCopy(t *testing.T) {
	w := newWorkshop(t)
	at := strings.LastIndex(string(w.database[0]), "Organisatie 40 van b")
	if at < 0 {
		t.Fatal("the copy does not say what it should")
	}
	data := []byte(string(w.database[0]))
	for i := strings.Index(string(data), "Organisatie 40 van b"); i >= 0; i = strings.Index(string(data), "Organisatie 40 van b") {
		data[i] ^= 1
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	put(t, map[string][]byte{path: data})
	db := newTestDB(t)
	all, err := db.Restore(path)
	if troubleOf(err) != PartRead || len(all) != 3 {
		t.Fatalf("%+v, %v", all, err)
	}
	for _, r := range all {
		n := len(mustOpen(t, db, r.ID).Session().Participants.Live())
		if part := r.Was == "b"; r.Fate != CameIn || (r.Lost > 0) != part || (n == 40) != part {
			t.Errorf("%+v: %d participants", r, n)
		}
	}
}
