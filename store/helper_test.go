package store

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime/metrics"
	"sync"
	"testing"
	"time"

	"kring/assets"
	"kring/model"
)

var testNow = time.Date(2026, 11, 22, 14, 0, 0, 0, time.UTC)

var parsed = sync.OnceValues(func() (model.Methods, error) { return model.ParseMethods(assets.Methods()) })

func methodsOf(t testing.TB) model.Methods {
	t.Helper()
	all, err := parsed()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func openTest(t testing.TB, path string) *DB {
	t.Helper()
	db, err := Open(path, methodsOf(t), func() time.Time { return testNow })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// fuzzMemory is the most that reading one input of a fuzzer may take, in bytes.
const fuzzMemory = 256 << 20

// bounded begins to measure what reading an input takes, freed or not; what it
// gives ends that, and fails when it was too much.
func bounded(t testing.TB) (read func()) {
	taken := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(taken)
	before := taken[0].Value.Uint64()
	return func() {
		t.Helper()
		metrics.Read(taken)
		if n := taken[0].Value.Uint64() - before; n > fuzzMemory {
			t.Errorf("reading took %d MB", n>>20)
		}
	}
}

func newTestDB(t testing.TB) *DB { return openTest(t, filepath.Join(t.TempDir(), "data", "kring.db")) }

func newSession(t testing.TB, db *DB, id string) *model.Book {
	t.Helper()
	s := model.New(id, model.Head{Title: "Sessie " + id, Municipality: "Leuven", Language: "nl"}, db.methods["warme-steden"], model.TimeOf(testNow))
	book, err := db.Create(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func addParticipant(id string, number int, name string) model.Change {
	return model.Added[model.Participant]{Item: model.Participant{ID: id, Number: number, Organisation: name, Heads: 1}}
}

// exported is the session file of a book.
func exported(t testing.TB, b *model.Book) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := Export(&out, b.Session(), b.Lines(), func(l model.Line) string { return Describe(assets.Load("nl"), l) }); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// symlink makes a link, or skips the test where none can be made: Windows lets
// only some do so, and what stands in for it may make none and call that done.
func symlink(t testing.TB, to, link string) {
	t.Helper()
	if err := os.Symlink(to, link); err != nil {
		t.Skipf("no links here: %v", err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Skip("no links here")
	}
}
