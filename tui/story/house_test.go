package story

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kring/assets"
	"kring/model"
)

// The rules of the house that no compiler holds.

// root is the project's folder, seen from this package.
const root = "../.."

func inRoot(name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = root
	return cmd.Output()
}

// Dependencies run one way.
func TestPackagesImportOneWay(t *testing.T) {
	allowed := map[string][]string{
		"kring/model":               {},
		"kring/model/hostile":       {}, // for tests
		"kring/assets":              {},
		"kring/store":               {"kring/model", "kring/assets"},
		"kring/store/export":        {"kring/model", "kring/assets", "kring/store", "kring/store/export/figure"},
		"kring/store/export/figure": {},
		"kring/tui/kit":             {"kring/model", "kring/assets", "kring/store", "kring/store/export"},
		"kring/tui/step":            {"kring/model", "kring/assets", "kring/store/export", "kring/tui/kit"},
		"kring/tui":                 {"kring/model", "kring/assets", "kring/store", "kring/store/export", "kring/tui/kit", "kring/tui/step"},
		"kring/tui/story":           {},
		"kring":                     {"kring/model", "kring/assets", "kring/store", "kring/store/export", "kring/tui"},
	}
	out, err := inRoot("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSpace(string(out)), "\n") {
		names := strings.Fields(line)
		may, known := allowed[names[0]]
		if !known {
			t.Errorf("%s is not in the plan of the house", names[0])
		}
		for _, name := range names[1:] {
			if strings.HasPrefix(name, "kring") && !slices.Contains(may, name) {
				t.Errorf("%s imports %s", names[0], name)
			}
			if strings.Contains(name, "charmbracelet/ultraviolet") {
				t.Errorf("%s imports %s, which is the framework's own", names[0], name)
			}
		}
	}
}

// sources gives every Go file outside tests, parsed.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	files := make(map[string]*ast.File)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err == nil {
			files[filepath.ToSlash(name)], err = parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// Every text that the code asks for by name is in the locale, and so is that of
// every code, trouble, flaw, finding and kind of change.
func TestEveryTextIsThere(t *testing.T) {
	texts := assets.Load("nl")
	asked := 0
	for path, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				sel, ok := n.Fun.(*ast.SelectorExpr)
				if !ok || sel.Sel.Name != "T" && sel.Sel.Name != "N" || len(n.Args) == 0 {
					return true
				}
				if id, ok := literal(n.Args[0]); ok {
					asked++
					if !texts.Has(id) {
						t.Errorf("%s asks for the text %s", path, id)
					}
				}
			case *ast.ValueSpec: // Code, Trouble, Flaw and Found constants
				typ, ok := n.Type.(*ast.Ident)
				prefix := ""
				if sel, is := n.Type.(*ast.SelectorExpr); is {
					typ, ok = sel.Sel, true
				}
				if ok {
					prefix = map[string]string{"Code": "error.", "Trouble": "fault.", "Flaw": "file.", "Found": "found."}[typ.Name]
				}
				for _, v := range n.Values {
					if id, is := literal(v); is && prefix != "" && !texts.Has(prefix+id) {
						t.Errorf("%s has no text %s%s", path, prefix, id)
					}
				}
			case *ast.CompositeLit:
				if sel, ok := n.Type.(*ast.SelectorExpr); !ok || sel.Sel.Name != "Batch" {
					return true
				}
				for _, el := range n.Elts {
					kv, ok := el.(*ast.KeyValueExpr)
					if !ok || kv.Key.(*ast.Ident).Name != "Name" {
						continue
					}
					if name, ok := literal(kv.Value); ok && !texts.Has("change."+name) {
						t.Errorf("%s makes a batch without the text change.%s", path, name)
					}
				}
			}
			return true
		})
	}
	if asked < 200 {
		t.Errorf("only %d texts are asked for: the test does not see them", asked)
	}
	for _, kind := range model.Kinds() {
		if !texts.Has("change." + kind) {
			t.Errorf("no text change.%s", kind)
		}
	}
	methods, err := model.ParseMethods(assets.Methods())
	if err != nil {
		t.Fatal(err)
	}
	for key, m := range methods {
		for _, s := range m.Steps {
			if !texts.Has("step." + string(s)) {
				t.Errorf("method %s has the step %s, which has no name", key, s)
			}
		}
	}
}

var sentence = regexp.MustCompile(`^[A-Z][a-zé]+( [a-zé]+){2,}[.?!]?$`)

// No sentence of the user's language stands in the code of the screens.
func TestNoSentencesInScreens(t *testing.T) {
	for path, file := range sources(t) {
		if !strings.HasPrefix(path, "tui") && path != "main.go" {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok {
				if s, ok := literal(lit); ok && sentence.MatchString(s) {
					t.Errorf("%s says %q", path, s)
				}
			}
			return true
		})
	}
}

// Files stay short enough to be about one thing.
func TestFilesHaveOneSubject(t *testing.T) {
	const most = 400
	for path := range sources(t) {
		data, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(data), "\n"); n > most && path != "main.go" {
			t.Errorf("%s has %d lines", path, n)
		}
	}
}

// The project speaks of itself alone.
func TestNothingPointsOutside(t *testing.T) {
	out, err := inRoot("git", "ls-files")
	if err != nil {
		t.Skip("not a git checkout")
	}
	outside := regexp.MustCompile(`\.\./sha` + `red|/wor` + `k/|/ro` + `ot/`)
	for path := range strings.SplitSeq(strings.TrimSpace(string(out)), "\n") {
		if path == ".ci/run" || path == "go.sum" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			continue
		}
		if found := outside.Find(data); found != nil {
			t.Errorf("%s names %s", path, found)
		}
	}
}
