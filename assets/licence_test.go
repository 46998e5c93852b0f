package assets

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "gather the licences anew from the module cache")

// licenceName says whether a file holds terms of use, or a notice that has to
// travel along.
var licenceName = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|notice|ofl)([-._].*)?$`)

// Every part of the program has its licence in it, on every system, as the
// module itself has it.
func TestLicencesTravelAlong(t *testing.T) {
	want := make(map[string]string)
	for name, folders := range linkedFolders(t) {
		if want[name] = gather(t, folders); want[name] == "" {
			t.Errorf("%s has no licence in %v", name, folders)
		}
	}
	if *update {
		writeLicences(t, want)
	}
	got := make(map[string]string)
	for _, name := range dirNames(t, "licences") {
		data, err := os.ReadFile(filepath.Join("licences", name))
		if err != nil {
			t.Fatal(err)
		}
		got[name] = string(data)
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if text, ok := got[LicenceFile(name)]; !ok || text != want[name] {
			t.Errorf("the licence of %s is missing or another: run this test with -update", name)
		}
		delete(got, LicenceFile(name))
	}
	for name := range got {
		t.Errorf("%s belongs to nothing that is in the program: run this test with -update", name)
	}
}

// linkedFolders gives for every part of the program, on every system that it is
// built for, the folders in which its licences may stand: those of the packages
// that are used and those above them, up to the module's own.
func linkedFolders(t *testing.T) map[string][]string {
	t.Helper()
	folders := map[string][]string{"kring": {".."}}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	folders["go"] = []string{strings.TrimSpace(string(goroot))}
	for _, system := range []string{"linux", "windows", "darwin"} {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}\t{{.Dir}}\t{{$.Dir}}{{end}}", "kring")
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("the packages for %s: %v", system, err)
		}
		for line := range strings.SplitSeq(strings.TrimSpace(string(out)), "\n") {
			part := strings.Split(line, "\t")
			if len(part) != 3 || part[0] == "kring" {
				continue
			}
			name, top := part[0], part[1]
			for dir := part[2]; len(dir) >= len(top); dir = filepath.Dir(dir) {
				folders[name] = append(folders[name], dir)
			}
		}
	}
	for name := range folders {
		slices.Sort(folders[name])
		folders[name] = slices.Compact(folders[name])
	}
	return folders
}

// gather joins the texts of the licences in folders, each once.
func gather(t *testing.T, folders []string) string {
	t.Helper()
	var texts []string
	for _, folder := range folders {
		for _, name := range dirNames(t, folder) {
			if !licenceName.MatchString(name) || strings.HasSuffix(name, ".go") {
				continue
			}
			data, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				t.Fatal(err)
			}
			if text := tidy(data); !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
		}
	}
	return strings.Join(texts, "\n"+strings.Repeat("-", 78)+"\n\n")
}

// tidy gives a text of lines as every system ends them, without blanks at their
// ends.
func tidy(data []byte) string {
	var b strings.Builder
	for line := range bytes.Lines(bytes.TrimSpace(data)) {
		b.Write(bytes.TrimRight(line, " \t\r\n"))
		b.WriteByte('\n')
	}
	return b.String()
}

func dirNames(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

func writeLicences(t *testing.T, texts map[string]string) {
	t.Helper()
	for _, name := range dirNames(t, "licences") {
		if err := os.Remove(filepath.Join("licences", name)); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join("licences", LicenceFile(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// What is printed holds every text once, kring's own first.
func TestLicencesRead(t *testing.T) {
	if *update {
		t.Skip("the files in the program are those from before")
	}
	all := Licences(map[string]string{"kring": "1.2.3"})
	texts := make(map[string]bool)
	parts := 0
	for _, l := range all {
		if texts[l.Text] || len(l.Parts) == 0 || !strings.Contains(l.String(), l.Text) {
			t.Errorf("the licence of %v", l.Parts)
		}
		texts[l.Text] = true
		parts += len(l.Parts)
	}
	if len(all) < 10 || parts != len(dirNames(t, "licences")) || !strings.Contains(all[0].String(), "kring 1.2.3\n") || all[1].Parts[0].Name != "go" {
		t.Fatalf("%d licences of %d parts, the first %v and %v", len(all), parts, all[0].Parts, all[1].Parts)
	}
	fonts := slices.IndexFunc(all, func(l Licence) bool { return l.Parts[0].Name == "github.com/go-fonts/liberation" })
	if fonts < 0 || !strings.Contains(all[fonts].Text, "SIL OPEN FONT LICENSE") || !strings.Contains(all[fonts].Text, "Reserved Font Name") {
		t.Error("the fonts have no licence")
	}
}
