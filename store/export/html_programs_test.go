package export

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kring/assets"
	"kring/model"
)

// pages writes every kind of document in every language, with much in it and
// with nothing, and hostile ones, and gives their paths.
func pages(t *testing.T) []string {
	t.Helper()
	folder := t.TempDir()
	kinds := slices.DeleteFunc(Kinds("html"), func(kind string) bool { return builders[kind] == nil })
	var all []string
	add := func(name, lang string, d Document) {
		path := filepath.Join(folder, name+"."+lang+".html")
		if err := os.WriteFile(path, []byte(paged(t, d, lang)), 0o600); err != nil {
			t.Fatal(err)
		}
		all = append(all, path)
	}
	for _, lang := range assets.Languages {
		for _, kind := range kinds {
			add("leuven-"+kind, lang, Build(imported(t, assets.Example(lang)), Request{Kind: kind}, assets.Load(lang)))
		}
	}
	for _, kind := range kinds {
		add("empty-"+kind, "nl", Build(fresh(t, "warme-steden").Session(), Request{Kind: kind}, assets.Load("nl")))
		add("trial-"+kind, "nl", Build(trial(t), Request{Kind: kind}, assets.Load("nl")))
	}
	r := rand.New(rand.NewPCG(7, 8))
	n := 0
	words := func() string { n++; return fmt.Sprintf("%s %d", model.Clean(harmful(r)), n) }
	add("hostile", "nl", everyBlock(words, words))
	long := func() string {
		n++
		return fmt.Sprint(n, " is het nummer van een veel te lang woord: ", strings.Repeat("W", 10_000))
	}
	add("long", "nl", everyBlock(long, func() string { return "W" }))
	return all
}

// The Nu checker finds nothing in a page, no warning either.
func TestNuCheckerFindsNothing(t *testing.T) {
	jar := filepath.Join(npm(t, "vnu-jar"), "vnu-jar", "build", "dist", "vnu.jar")
	out, err := exec.Command(program(t, "java"), append([]string{"-Xss8m", "-jar", jar, "--exit-zero-always", "--format", "json"}, pages(t)...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var said struct {
		Messages []struct{ URL, Type, SubType, Message, Extract string }
	}
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, m := range said.Messages {
		t.Errorf("%s: %s %s: %s: %s", filepath.Base(m.URL), m.Type, m.SubType, m.Message, m.Extract)
	}
}

// In a browser, axe finds nothing on a phone and on a wide screen, light and
// dark; nothing is wider than the screen, and the page asks for nothing.
func TestPagesInABrowser(t *testing.T) {
	modules := npm(t, "axe-core", "playwright-core")
	browser := program(t, "chromium", "chromium-browser", "google-chrome")
	script := filepath.Join("testdata", "page_checks.js")
	args := append([]string{script, modules, browser}, pages(t)...)
	args[len(args)-1] = "size:" + args[len(args)-1] // the long one
	cmd := exec.Command(program(t, "node"), args...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var found []string
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, what := range found {
		t.Error(what)
	}
}
