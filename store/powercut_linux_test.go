package store

import (
	"fmt"
	"hash/maphash"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// recording is a script with all that it asked of the disk.
type recording struct {
	start *disk
	calls []call
	path  string   // of the database
	shows []string // what the screen shows after each change
}

func recorded(t *testing.T, script, root string) recording {
	t.Helper()
	rec := recording{start: newDisk(t, root), path: filepath.Join(root, "data", "kring", "kring.db")}
	rec.calls = record(t, script, rec.path)
	for _, c := range rec.calls {
		if show, ok := c.saved(); ok {
			rec.shows = append(rec.shows, show)
		}
	}
	if len(rec.shows) == 0 {
		t.Fatal("nothing was saved")
	}
	return rec
}

// saved gives what the screen showed, when a call is that a script calls something
// saved.
func (c call) saved() (show string, ok bool) {
	if c.name != "write" || c.args[0] != "1" || !strings.HasPrefix(c.args[1], "saved ") {
		return "", false
	}
	return strings.Fields(c.args[1])[2], true
}

// cuts replays a recording and cuts the power at so many different states, over all
// moments alike.
func (rec recording) cuts(t *testing.T, r *rand.Rand, n int, check func(files map[string][]byte, saved int)) (states int) {
	t.Helper()
	seen, seed := make(map[uint64]bool), maphash.MakeSeed()
	saved := -1                // the number of the last change that was called saved
	owed := 10 + float64(n)/10 // some moments have few states
	for i := range len(rec.calls) + 1 {
		owed += float64(n) / float64(len(rec.calls)+1)
		tries := 250
		if rec.start.certain() {
			tries = 1
		}
		for try := 0; owed >= 1 && states < n && try < tries; try++ {
			files := rec.start.cut(r)
			var sum maphash.Hash
			sum.SetSeed(seed)
			fmt.Fprintf(&sum, "%d ", saved) // the same files are another case once more was called saved
			for _, path := range slices.Sorted(maps.Keys(files)) {
				fmt.Fprintf(&sum, "%q %d ", path, len(files[path]))
				sum.Write(files[path])
			}
			key := sum.Sum64()
			if seen[key] {
				continue
			}
			seen[key] = true
			states++
			owed--
			check(files, saved)
			if t.Failed() {
				t.Fatalf("state %d, power cut before call %d of %d: %s", states, i+1, len(rec.calls), rec.around(i))
			}
		}
		if i == len(rec.calls) {
			break
		}
		rec.start.does(t, rec.calls[i])
		if _, ok := rec.calls[i].saved(); ok {
			saved++
		}
	}
	return states
}

// around names the calls before and after a moment.
func (rec recording) around(i int) string {
	var b strings.Builder
	for _, c := range rec.calls[max(i-6, 0):min(i+2, len(rec.calls))] {
		fmt.Fprintf(&b, "\n%s %.80q = %d", c.name, c.args, c.ret)
	}
	return b.String()
}

// harmless is what opening may find after a power cut: the database behind its
// journal, and a line of the journal, or the whole journal, not finished. That the
// power went damages no database.
var harmless = []Found{CaughtUp, JournalMended, JournalGone}

// opens opens the files that a power cut left, in a folder of their own, and says
// what a screen then shows.
func (rec recording) opens(t *testing.T, files map[string][]byte) (show string, found []Finding, err error) {
	t.Helper()
	folder := memory(t)
	defer os.RemoveAll(folder)
	at := func(path string) string { return filepath.Join(folder, strings.TrimPrefix(path, rec.start.root)) }
	for path, data := range files {
		if err := os.MkdirAll(filepath.Dir(at(path)), folderMode); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at(path), data, fileMode); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // what opening made good stays so
		db, e := Open(at(rec.path), methodsOf(t), func() time.Time { return testNow })
		if e != nil {
			return "", found, e
		}
		found = append(found, db.Found()...)
		again, e := onScreen(db)
		if e != nil || show != "" && show != again {
			t.Errorf("opened once more: %v", e)
		}
		show = again
		if e := db.SetSetting("mark", "x"); e != nil {
			t.Errorf("saving does not go on: %v", e)
		}
		if e := db.Close(); e != nil {
			t.Error(e)
		}
	}
	return show, found, nil
}

// copies reads both copies of what there is, each by itself.
func (rec recording) copies(files map[string][]byte) (contents, written) {
	c, _ := readContents(files[rec.path])
	return c, readJournal(files[rec.path+journalEnd])
}

// The power goes at any moment of an evening, from the creation of the database on.
// Of what was not synced any part is on disk. All that was called saved is there,
// in either copy, and of the change under way all or nothing.
func TestPowerCuts(t *testing.T) {
	rec := recorded(t, "evening", memory(t))
	if len(rec.shows) != len(evening())+1 {
		t.Fatalf("%d changes were saved", len(rec.shows))
	}
	n := campaign(t, 150)
	tally := make(map[Found]int)
	states := rec.cuts(t, rand.New(rand.NewPCG(7, 1)), n, func(files map[string][]byte, saved int) {
		if c, w := rec.copies(files); saved >= 0 && (c.mark.seq < uint64(saved) || w.last().seq < uint64(saved)) {
			t.Errorf("%d changes were called saved; the database has %d of them, the journal %d", saved, c.mark.seq, w.last().seq)
		}
		show, found, err := rec.opens(t, files)
		if err != nil {
			t.Errorf("does not open: %v", err)
			return
		}
		may := rec.shows[max(saved, 0):min(max(saved, 0)+2, len(rec.shows))]
		if !slices.Contains(may, show) {
			t.Errorf("%d changes were called saved; what is there is that after change %d; found %v", saved, slices.Index(rec.shows, show), found)
		}
		for _, f := range found {
			tally[f.Found]++
			if !slices.Contains(harmless, f.Found) {
				t.Errorf("found %v", found)
			}
		}
	})
	if states < n {
		t.Errorf("only %d states", states)
	}
	t.Logf("%d calls, %d changes, %d states: 0 acknowledged lost; found %v", len(rec.calls), len(rec.shows), states, tally)
}

// The power goes while opening makes good what is damaged.
func TestPowerCutsWhileMending(t *testing.T) {
	w := newWorkshop(t)
	broken := func(data []byte, at int) []byte {
		data = slices.Clone(data)
		data[at] ^= 4
		return data
	}
	middle, shortened := len(w.journal[0])/2, w.journal[0][:len(w.journal[0])-40]
	lastTwo := slices.Concat(w.journal[0][:len(w.journal[0])-3000], w.journal[0][len(w.journal[0])-20:])
	body := 3 * 4096
	n := campaign(t, 300)
	states := 0
	for name, c := range map[string]struct{ database, journal []byte }{
		"database damaged":           {broken(w.database[0], body+100), w.journal[0]},
		"database beyond repair":     {w.database[0][:2*4096], w.journal[0]},
		"database gone":              {nil, w.journal[0]},
		"database older":             {w.database[1], w.journal[0]},
		"journal gone":               {w.database[0], nil},
		"journal damaged":            {w.database[0], broken(w.journal[0], middle)},
		"journal older":              {w.database[0], w.journal[1]},
		"journal torn":               {w.database[0], shortened},
		"both damaged":               {broken(w.database[0], body+100), broken(w.journal[0], middle)},
		"journal damaged, no other":  {nil, broken(w.journal[0], middle)},
		"database older, other torn": {w.database[1], lastTwo},
	} {
		root := memory(t)
		path := filepath.Join(root, "data", "kring", "kring.db")
		if err := os.MkdirAll(filepath.Dir(path), folderMode); err != nil {
			t.Fatal(err)
		}
		for path, data := range map[string][]byte{path: c.database, path + journalEnd: c.journal} {
			if data == nil {
				continue
			}
			if err := os.WriteFile(path, data, fileMode); err != nil {
				t.Fatal(err)
			}
		}
		rec := recorded(t, "opening", root)
		states += rec.cuts(t, rand.New(rand.NewPCG(7, 2)), n/10, func(files map[string][]byte, _ int) {
			show, found, err := rec.opens(t, files)
			switch {
			case err != nil:
				t.Errorf("%s: does not open: %v", name, err)
			case show != rec.shows[0]:
				t.Errorf("%s: something else is there than without the power cut; found %v", name, found)
			}
		})
	}
	t.Logf("%d states: whatever was cut short, opening once more made good", states)
}
