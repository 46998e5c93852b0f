package story

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kring/assets"
)

// report is what “check --json” says.
type report struct {
	Sessions int
	Risk     string
	Journal  struct{ Lines int }
	Copies   struct {
		Sound  int
		Newest *struct{ Path string }
	}
	Found    []struct{ Found, Path string }
	Problems []struct{ Kind string }
}

func (h *house) checks(status int) report {
	h.t.Helper()
	s := h.run("check", "--json")
	var r report
	if err := json.Unmarshal([]byte(s.out), &r); err != nil || s.status != status {
		h.t.Fatalf("status %d: %v\n%s%s", s.status, err, s.out, s.err)
	}
	return r
}

// A damaged database is made good, which any command says on one line; nothing of
// it fails, and check has it in its report.
func TestDamageOnTheCommandLine(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]string{"nl_BE.UTF-8": "De databank was beschadigd", "en_GB.UTF-8": "The database was damaged"} {
		h := newHouse(t, lang)
		id := strings.TrimSpace(h.does("import", h.put("in.json", assets.Example("nl"))))
		before := h.does("export", id, "-f", "json")
		db := h.path("data/kring/kring.db")
		sound := h.checks(0)
		if sound.Sessions != 1 || sound.Journal.Lines == 0 || sound.Copies.Sound != 1 || len(sound.Found) != 0 || sound.Risk != "" {
			t.Errorf("sound: %+v", sound)
		}
		spoil := func() []byte {
			data := read(t, db)
			for at := 4096; at < 8192; at++ {
				data[at] = 0
				data[at-4096] = 0
			}
			h.put("data/kring/kring.db", data)
			return data
		}
		was := spoil()
		s := h.run("list")
		aside, err := filepath.Glob(db + ".damaged-*")
		if err != nil || len(aside) != 1 || !bytes.Equal(read(t, aside[0]), was) {
			t.Fatalf("set aside: %v, %v", aside, err)
		}
		if s.status != 0 || !strings.Contains(s.out, id) || strings.Count(s.err, "\n") != 1 || !strings.HasPrefix(s.err, "kring: "+want) || !strings.Contains(s.err, aside[0]) {
			t.Errorf("list: %+v", s)
		}
		if after := h.does("export", id, "-f", "json"); after != before { // in silence: it is told once
			t.Error("the session is another")
		}
		spoil()
		if r := h.checks(0); len(r.Found) != 1 || r.Found[0].Found != "mended" || r.Found[0].Path == "" || len(r.Problems) != 0 {
			t.Errorf("check: %+v", r)
		}
		// A copy that is broken is something wrong.
		h.put(filepath.Join("state/kring/backups", filepath.Base(h.checks(0).Copies.Newest.Path)), was[:9000])
		if r := h.checks(1); len(r.Problems) != 1 || r.Problems[0].Kind != "copy" {
			t.Errorf("with a broken copy: %+v", r)
		}
		if out := h.run("check").out; strings.Contains(out, "⟦") {
			t.Errorf("check says %s", out)
		}
	}
}

// With database and journal lost, what is said leads back to the sessions, typed
// as it stands there.
func TestFromTheCopyThatIsNamed(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "en_GB.UTF-8")
	id := strings.TrimSpace(h.does("import", h.put("in.json", assets.Example("en"))))
	before := h.does("export", id, "-f", "json")
	db := h.path("data/kring/kring.db")
	named := func(text string) string {
		t.Helper()
		_, rest, _ := strings.Cut(text, `kring restore "`)
		path, _, ok := strings.Cut(rest, `"`)
		if !ok {
			t.Fatalf("no command in %q", text)
		}
		return path
	}
	h.put("data/kring/kring.db", nil)
	h.put("data/kring/kring.db.journal", nil)
	s := h.run("list")
	if s.status != 1 || strings.Count(s.err, "\n") != 1 || len(read(t, db)) != 0 {
		t.Errorf("an empty database: %+v", s)
	}
	copied := named(s.err)
	if err := os.Rename(db, db+".weg"); err != nil {
		t.Fatal(err)
	}
	if s := h.run("list"); s.status != 0 || named(s.err) != copied {
		t.Errorf("a new database: %+v", s)
	}
	if s := h.run("restore", copied); s.status != 0 || !strings.Contains(s.out, "brought back") {
		t.Errorf("restoring: %+v", s)
	}
	if after := h.does("export", id, "-f", "json"); after != before {
		t.Error("the session is another")
	}
	// Of a damaged copy comes what can be read, and what not is said.
	data := read(t, copied)
	h.put("half.db", bytes.ReplaceAll(data, []byte(`"objectives"`), []byte(`"objectivez"`)))
	if s := newHouse(t, "en_GB.UTF-8").run("restore", h.path("half.db")); s.status != 1 || !strings.Contains(s.out, "cannot be read") || !strings.Contains(s.err, "is damaged") {
		t.Errorf("restoring from a damaged copy: %+v", s)
	}
}

// A copy in the background that cannot be made is said, and fails nothing; where
// the database is at risk, check says so.
func TestCopiesAndPlacesOnTheCommandLine(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "en_GB.UTF-8")
	h.put("state/kring/backups", nil) // a file where the folder belongs
	if s := h.run("import", h.put("in.json", assets.Example("en"))); s.status != 0 || strings.Count(s.err, "\n") != 1 || !strings.Contains(s.err, "copy in the background did not work") {
		t.Errorf("import: %+v", s)
	}
	db := h.path("Dropbox/kring.db")
	h.more = []string{"KRING_DB=" + db}
	if s := h.run("check"); s.status != 0 || !strings.Contains(s.out, "Dropbox synchronises") {
		t.Errorf("check: %+v", s)
	}
	if r := h.checks(0); r.Risk != "Dropbox" {
		t.Errorf("check: %+v", r)
	}
}
