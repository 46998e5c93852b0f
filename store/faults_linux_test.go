package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// failable are the calls that a disk can fail.
var failable = []string{"write", "pwrite64", "fsync", "fdatasync", "ftruncate", "renameat", "linkat", "mkdirat"}

// blow is one call that is to fail: the nth of that name, and more after it, with
// that error.
type blow struct {
	name   string
	nth    int
	more   int
	errno  string
	target string // the file, or what was called
}

// blows gives every call of a recording that can fail, with every error.
func blows(rec recording) []blow {
	var thread string
	for _, c := range rec.calls {
		if c.name == "mkdirat" {
			thread = c.thread
			break
		}
	}
	var all []blow
	counts := make(map[string]int)
	for _, c := range rec.calls {
		if c.thread != thread || !slices.Contains(failable, c.name) {
			continue
		}
		counts[c.name]++
		if len(c.args) == 0 || c.args[0] == "1" {
			continue // what the script says
		}
		for _, errno := range []string{"EIO", "ENOSPC"} {
			for _, more := range []int{0, 1} {
				all = append(all, blow{c.name, counts[c.name], more, errno, fmt.Sprintf("%.60q", c.args)})
			}
		}
	}
	return all
}

// Each write, sync, truncation, rename, link and new folder of a session of twenty
// entries fails in its turn, once or twice: every failure is a fault with a
// sentence, saving goes on, and all that was called saved is there.
func TestEachCallFails(t *testing.T) {
	all := blows(recorded(t, "entries", memory(t)))
	r := rand.New(rand.NewPCG(7, 3))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	if n := campaign(t, 16); n < len(all) {
		all = all[:n]
	}
	told, silent := 0, 0
	for _, b := range all {
		path := filepath.Join(memory(t), "data", "kring", "kring.db")
		out, err := traces(t, "entries", path, "-o", os.DevNull, "-e", "trace="+b.name,
			"-e", fmt.Sprintf("inject=%s:error=%s:when=%d..%d", b.name, b.errno, b.nth, b.nth+b.more))
		said := string(out)
		show, saved := "", 0
		for line := range strings.Lines(said) {
			if f := strings.Fields(line); f[0] == "saved" {
				show = f[2]
				saved++
			}
		}
		if err != nil || saved != 21 {
			t.Fatalf("%+v: saving does not go on, or not with a fault: %v\n%s", b, err, said)
		}
		if strings.Contains(said, "failed") {
			told++
		} else {
			silent++
		}
		db, err := Open(path, methodsOf(t), func() time.Time { return testNow })
		if err != nil {
			t.Fatalf("%+v: %v\n%s", b, err, said)
		}
		if now, err := onScreen(db); err != nil || now != show {
			t.Errorf("%+v: there is something else than what was called saved: %v\n%s", b, err, said)
		}
		for _, f := range db.Found() {
			if !slices.Contains(harmless, f.Found) {
				t.Errorf("%+v: found %v\n%s", b, db.Found(), said)
			}
		}
		db.Close()
		if t.Failed() {
			t.FailNow()
		}
	}
	if told == 0 {
		t.Error("no failure was told: the faults do not reach the program")
	}
	t.Logf("%d calls failed: %d told, %d that nobody has to know of; 0 lost", len(all), told, silent)
}

// withRoom lets files of this process grow to so many bytes while something is
// done. What is written across that is written in part.
func withRoom(t *testing.T, size int64, do func()) {
	t.Helper()
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(size), Max: was.Max}); err != nil {
		t.Skipf("no limit can be set here: %v", err)
	}
	defer func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
			t.Fatal(err)
		}
	}()
	do()
}

// A write is short, at any byte of the journal's line and in any page of the
// database: what is refused is not there, what is then saved is.
func TestShortWrites(t *testing.T) {
	const env = "KRING_TEST_SHORT"
	if os.Getenv(env) == "" { // the limit is one of the whole process
		cmd := exec.Command(os.Args[0], "-test.run", "^TestShortWrites$", "-test.v")
		cmd.Env = append(os.Environ(), env+"=1")
		out, err := cmd.CombinedOutput()
		if err != nil || !bytes.Contains(out, []byte("--- PASS: TestShortWrites")) {
			t.Errorf("%v", err)
		}
		t.Logf("%s", out)
		return
	}
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	db := newTestDB(t)
	book := newSession(t, db, "a")
	refused := 0
	for i := range 20 {
		c := addParticipant(fmt.Sprint("p", i+1), i+1, fmt.Sprintf("Organisatie %d", i+1))
		try := func(size int64, must bool) (saved bool) {
			var err error
			withRoom(t, size, func() { err = book.Do(c) })
			switch {
			case err == nil && must:
				t.Errorf("entry %d: a line of which part was written is called saved", i+1)
			case err != nil && troubleOf(err) == "":
				t.Errorf("entry %d: no sentence for %v", i+1, err)
			case err != nil:
				refused++
			}
			return err == nil
		}
		for _, part := range []int64{0, 1, int64(10 * (i + 1))} {
			try(db.journal.size+part, true)
		}
		saved := false
		info, err := os.Stat(db.file)
		if err != nil {
			t.Fatal(err)
		}
		for size := (db.journal.size/4096+1)*4096 + 2048; size < info.Size() && !saved; size += 4096 {
			saved = try(size, false)
		}
		if !saved {
			do(t, book, c)
		}
	}
	if refused < 80 {
		t.Errorf("only %d were refused: the writes are not short", refused)
	}
	want := exported(t, book)
	again := openAgain(t, db)
	if got := exported(t, mustOpen(t, again, "a")); string(got) != string(want) {
		t.Errorf("on disk:\n%s\non screen:\n%s", got, want)
	}
	if found := again.Found(); len(found) > 0 {
		t.Errorf("found %v", found)
	}
	t.Logf("%d short writes refused; all 20 entries are there", refused)
}
