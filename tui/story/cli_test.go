package story

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"kring/assets"
	"kring/store/export"
)

func TestCommandsOnAnEmptyHouse(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "en_GB.UTF-8")
	if out := h.does("list"); out != "" {
		t.Errorf("an empty list says %q", out)
	}
	if out := h.does("list", "--json"); strings.TrimSpace(out) != "[]" {
		t.Errorf("an empty list is %q", out)
	}
	if out := h.does("version"); !regexp.MustCompile(`^kring \d+\.\d+\.\d+ \(`).MatchString(out) {
		t.Errorf("version says %q", out)
	}
	var version map[string]any
	if err := json.Unmarshal([]byte(h.does("version", "--json")), &version); err != nil || version["version"] == "" {
		t.Error(version, err)
	}
	if out := h.does("check"); !strings.Contains(out, "as it was written") {
		t.Errorf("check says %q", out)
	}
	if runtime.GOOS != "windows" {
		for name, mode := range map[string]os.FileMode{"data/kring": 0o700, "data/kring/kring.db": 0o600} {
			if info, err := os.Stat(h.path(name)); err != nil || info.Mode().Perm() != mode {
				t.Errorf("%s: %v, %v", name, info, err)
			}
		}
	}
	h.refuses(1, "no session “last”", "export", "last", "-f", "json")
	for _, args := range [][]string{nil, {"open", "last"}, {"demo"}} {
		h.refuses(2, "terminal", args...)
	}
}

func TestLanguageOfTheCommandLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang string
		args []string
		want string
	}{
		{"nl_BE.UTF-8", []string{"--help"}, "Opdrachten:"},
		{"en_GB.UTF-8", []string{"--help"}, "Commands:"},
		{"fr_BE.UTF-8", []string{"--help"}, "Opdrachten:"},
		{"en_GB.UTF-8", []string{"--lang", "nl", "--help"}, "Opdrachten:"},
		{"nl_BE.UTF-8", []string{"--lang=en", "export", "--help"}, "Usage:"},
	} {
		h := newHouse(t, c.lang)
		if out := h.does(c.args...); !strings.Contains(out, c.want) {
			t.Errorf("%s %v says %q", c.lang, c.args, out)
		}
	}
	newHouse(t, "nl_BE.UTF-8").refuses(2, "fr", "--lang", "fr", "list")
}

func TestWrongUse(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "en_GB.UTF-8")
	for _, args := range [][]string{
		{"nonsense"}, {"list", "extra"}, {"export"}, {"import"}, {"restore"}, {"open"}, {"backup", "a", "b"},
		{"list", "--nonsense"}, {"--db"}, {"export", "last"}, {"export", "last", "-f", "odt"}, {"export", "last", "-f", "md", "-k", "poem"},
	} {
		h.refuses(2, "kring: ", args...)
	}
}

// Each format takes the kinds that it can hold, which help lists, and no other.
func TestKindsOfEachFormat(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "en_GB.UTF-8")
	h.does("import", h.put("in.json", assets.Example("en")))
	help := h.does("export", "--help")
	for _, format := range export.Formats {
		kinds := export.Kinds(format)
		if !regexp.MustCompile(`(?m)^  ` + format + ` +` + cmp.Or(strings.Join(kinds, ", "), `\(no choice\)`) + `$`).MatchString(help) {
			t.Errorf("help does not say what %s can hold:\n%s", format, help)
		}
		if len(kinds) == 0 {
			h.refuses(2, "has no kinds", "export", "last", "-f", format, "-k", "summary")
			continue
		}
		h.refuses(2, strings.Join(kinds, ", "), "export", "last", "-f", format, "-k", "poem")
		first := h.does("export", "last", "-f", format)
		for i, kind := range kinds {
			h.does("export", "last", "-f", format, "-k", kind, "-o", "out")
			if got := string(read(t, h.path("out"))); got == "" || (got == first) != (i == 0) {
				t.Errorf("%s %s is what stands there without -k: %v", format, kind, got == first)
			}
		}
	}
}

// The licences of all that is in the program are printed, with its version.
func TestLicencesArePrinted(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "en_GB.UTF-8")
	out := h.does("version", "--licenses")
	for _, want := range []string{"\nkring ", "\ngo 1.", "\ngithub.com/go-fonts/liberation v", "SIL OPEN FONT LICENSE", "Reserved Font Name", "\ncharm.land/bubbletea/v2 v", "Permission is hereby granted"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not printed", want)
		}
	}
	var all struct {
		Version  string
		Licenses []assets.Licence
	}
	if err := json.Unmarshal([]byte(h.does("version", "--licenses", "--json")), &all); err != nil || all.Version == "" || len(all.Licenses) != len(assets.Licences(nil)) {
		t.Errorf("%v: version %q, %d licences", err, all.Version, len(all.Licenses))
	}
}

// A session goes out, comes in elsewhere, and goes out the same.
func TestExportAndImport(t *testing.T) {
	t.Parallel()
	h, other := newHouse(t, "nl_BE.UTF-8"), newHouse(t, "nl_BE.UTF-8")
	file := h.put("in/leuven.json", assets.Example("nl"))
	id := strings.TrimSpace(h.does("import", file))
	out := h.path("uit.json")
	h.does("export", id, "-f", "json", "-o", out)
	if got := h.does("export", "last", "-f", "json"); got != string(read(t, out)) {
		t.Error("standard output and file are not the same")
	}
	id2 := strings.TrimSpace(other.does("import", out))
	if got := other.does("export", id2, "-f", "json"); got != string(read(t, out)) {
		t.Errorf("exported again it is another file:\n%s", got)
	}
	var listed []struct{ ID, Date, Municipality, Title, Changed string }
	if err := json.Unmarshal([]byte(h.does("list", "--json")), &listed); err != nil || len(listed) != 1 || listed[0].Municipality != "Leuven" || listed[0].ID != id {
		t.Error(listed, err)
	}
	if out := h.does("list"); !strings.Contains(out, id) || !strings.Contains(out, "Leuven") {
		t.Errorf("the list says %q", out)
	}
	md := h.does("export", id[:3], "-f", "md")
	if !strings.HasPrefix(md, "# ") || strings.Contains(md, "⟦") {
		t.Errorf("the summary begins with %.200q", md)
	}
	if md := h.does("--lang", "en", "export", id, "-f", "md", "-k", "summary"); !strings.Contains(md, "Objectives") {
		t.Errorf("the English summary says %.200q", md)
	}
	anonymous := h.does("export", id, "-f", "json", "--anonymous")
	if strings.Contains(anonymous, "Jeugdhuis (verzonnen)") || strings.Contains(anonymous, `"log"`) || !strings.Contains(anonymous, "Deelnemer 1") {
		t.Error("the anonymous file holds names or a log")
	}
	if strings.Contains(h.does("export", id, "-f", "md", "--anonymous"), "Jeugdhuis (verzonnen)") {
		t.Error("the anonymous summary holds names")
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestImportSeveral(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "nl_BE.UTF-8")
	good := h.put("goed.json", assets.Example("nl"))
	bad := h.put("slecht.json", []byte("{"))
	pb := h.put("stemming.pb", []byte("META\nkey;value\ndescription;Wijk\nvote_type;approval\nPROJECTS\nproject_id;cost;name;votes\na;1;Bank;2\nb;1;Boom;5\nVOTES\nvoter_id;vote\n1;a,b\n2;a\n"))
	s := h.run("import", good, bad, pb, h.path("nergens.json"))
	if s.status != 1 || len(strings.Fields(s.out)) != 2 {
		t.Errorf("status %d, ids %q", s.status, s.out)
	}
	for _, want := range []string{"slecht.json", "nergens.json", "Boom", "5", "1"} {
		if !strings.Contains(s.err, want) {
			t.Errorf("nothing is said of %s: %q", want, s.err)
		}
	}
	var in []struct {
		ID          string
		Differences []any
	}
	if err := json.Unmarshal([]byte(h.run("import", "--json", pb).out), &in); err != nil || len(in) != 1 || len(in[0].Differences) != 1 {
		t.Error(in, err)
	}
	h.refuses(1, ".json", "import", h.put("x.txt", []byte("x")))
}

// Bad input of files and places: a clear sentence, an exit status, and nothing
// changed.
func TestBadPlaces(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "nl_BE.UTF-8")
	id := strings.TrimSpace(h.does("import", h.put("in.json", assets.Example("nl"))))
	db := h.path("data/kring/kring.db")
	before := read(t, db)
	folder := h.path("map")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	text := h.put("geen.db", bytes.Repeat([]byte("geen databank\n"), 1000))
	empty := h.put("leeg.db", nil)

	h.refuses(1, "is een map", "--db", folder, "list")
	h.refuses(1, "geen bestand van kring", "--db", text, "list")
	h.refuses(1, "leeg", "--db", empty, "list")
	h.refuses(1, "map", "--db", filepath.Join(text, "kring.db"), "list")
	h.refuses(1, "geen sessie", "export", "zzz", "-f", "md")
	h.refuses(1, "is een map", "export", id, "-f", "md", "-o", folder)
	h.refuses(1, "bestaat niet", "export", id, "-f", "md", "-o", h.path("nergens/x.md"))
	h.refuses(1, "bestaat niet", "restore", h.path("nergens.db"))
	h.refuses(1, "geen bestand van kring", "restore", text)
	h.refuses(1, "databank zelf", "backup", db)
	if os.Getuid() > 0 {
		if err := os.Chmod(text, 0o000); err != nil {
			t.Fatal(err)
		}
		h.refuses(1, "mag niet", "--db", text, "list")
	}
	if !bytes.Equal(read(t, db), before) {
		t.Error("the database was changed")
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 0 {
		t.Errorf("something half is left: %v", entries)
	}
	other := strings.Replace(string(assets.Example("nl")), `"leuven"`, `"leuven2"`, 1)
	h.does("import", h.put("tweede.json", []byte(other)))
	h.refuses(1, "meer dan één", "export", "leuv", "-f", "md")
}

// An answer that does not arrive is no success.
func TestStandardOutputThatFails(t *testing.T) {
	t.Parallel()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("no full device here: %v", err)
	}
	defer full.Close()
	h := newHouse(t, "nl_BE.UTF-8")
	h.does("import", h.put("in.json", assets.Example("nl")))
	for _, args := range [][]string{{"list"}, {"version"}, {"check"}, {"export", "last", "-f", "md"}, {"--help"}} {
		cmd := exec.Command(program, args...)
		cmd.Env, cmd.Stdout = h.env(), full
		var errs bytes.Buffer
		cmd.Stderr = &errs
		if err := cmd.Run(); err == nil || !strings.Contains(errs.String(), "De schijf is vol") {
			t.Errorf("kring %v: %v, %q", args, err, errs.String())
		}
	}
}

func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	h, other := newHouse(t, "nl_BE.UTF-8"), newHouse(t, "nl_BE.UTF-8")
	id := strings.TrimSpace(h.does("import", h.put("in.json", assets.Example("nl"))))
	copy := h.path("kopie.db")
	if out := h.does("backup", copy); out != copy+"\n" {
		t.Errorf("backup says %q", out)
	}
	if out, _, _ := strings.Cut(h.does("backup"), "\n"); filepath.Dir(out) != h.path("data/kring/backups") {
		t.Errorf("backup without a name went to %q", out)
	}
	if out := other.does("restore", copy); !strings.Contains(out, "teruggehaald") {
		t.Errorf("restore says %q", out)
	}
	if a, b := h.does("export", id, "-f", "json"), other.does("export", id, "-f", "json"); a != b {
		t.Error("the restored session is another")
	}
	if out := other.does("restore", copy); !strings.Contains(out, "is er al") {
		t.Errorf("restored twice: %q", out)
	}
	if out := other.does("check", "--json"); !strings.Contains(out, `"problems": []`) {
		t.Errorf("check says %q", out)
	}
}

func TestPlacesOfTheDatabase(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "nl_BE.UTF-8")
	h.does("--db", h.path("a.db"), "import", h.put("in.json", assets.Example("nl")))
	if out := h.does("--db", h.path("a.db"), "list"); !strings.Contains(out, "Leuven") {
		t.Errorf("--db: %q", out)
	}
	if out := h.does("list"); out != "" {
		t.Errorf("the other one holds %q", out)
	}
	h.more = []string{"KRING_DB=" + h.path("a.db"), "KRING_LANG=en"}
	if out := h.does("list"); !strings.Contains(out, "Leuven") {
		t.Errorf("KRING_DB: %q", out)
	}
	if out := h.does("check"); !strings.Contains(out, "as it was written") {
		t.Errorf("KRING_LANG: %q", out)
	}
	if out := h.does("--lang", "nl", "--db", h.path("b.db"), "check"); !strings.Contains(out, "zoals het geschreven") || !strings.Contains(out, "b.db") {
		t.Errorf("the flags do not go before the variables: %q", out)
	}
}

// Votes go out as they came in, and come in again; what cannot be told stays
// behind, and is said.
func TestExportOfVotes(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "en_GB.UTF-8")
	for _, name := range []string{"approval.pb", "cumulative.pb"} {
		in := h.put(name, read(t, "../../store/testdata/"+name))
		id := strings.TrimSpace(h.run("import", in).out) // one publishes another count than its own votes give, which is said
		h.does("export", id, "-f", "pb", "-o", "out.pb")
		first := h.does("export", id, "-f", "pb", "-o", "-")
		if out := string(read(t, h.path("out.pb"))); out != first || !strings.HasPrefix(out, "META\n") {
			t.Errorf("%s: the file and standard output are not the same:\n%s\n%s", name, out, first)
		}
		id = strings.TrimSpace(h.does("import", "out.pb"))
		if again := h.does("export", id, "-f", "pb", "-o", "-"); again != first {
			t.Errorf("%s comes out as\n%s\nand the second time as\n%s", name, first, again)
		}
	}
	round := func(rest string) string {
		return `{"format": "kring.session", "version": 1, "title": "T", "method": "open", "participants": [{"id": "p1", "number": 1, "organisation": "A"}],
		"objectives": [{"id": "o1", "what": "Een"}, {"id": "o2", "what": "Twee"}],
		"rounds": [{"id": "r1", "about": "objectives", "options": ["o1", "o2"], "stickers": 3, ` + rest + `}]}`
	}
	secret := h.does("import", h.put("secret.json", []byte(round(`"secret": true, "state": "open"`))))
	h.refuses(1, "no round yet whose votes", "export", strings.TrimSpace(secret), "-f", "pb")
	wall := h.does("import", h.put("wall.json", []byte(round(`"state": "closed", "wall": [{"option": "o1", "stickers": 4}]`))))
	if s := h.run("export", strings.TrimSpace(wall), "-f", "pb"); s.status != 0 || !strings.Contains(s.err, "4 stickers on the wall") {
		t.Errorf("the wall: %+v", s)
	}
}
