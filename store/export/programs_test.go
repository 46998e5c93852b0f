package export

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The programs that open what kring writes. A test that needs one skips where it
// is missing, and in short runs, as they take their time.

func notShort(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("it starts other programs")
	}
}

// npm gives the folder with the npm packages that are asked for, or skips the
// test: KRING_NPM names the folder in which npm put node_modules.
func npm(t *testing.T, packages ...string) string {
	t.Helper()
	notShort(t)
	if os.Getenv("KRING_NPM") == "" {
		t.Skip("KRING_NPM names no folder with node_modules")
	}
	modules, err := filepath.Abs(filepath.Join(os.Getenv("KRING_NPM"), "node_modules"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range packages {
		if _, err := os.Stat(filepath.Join(modules, name)); err != nil {
			t.Skipf("no npm package %s: %v", name, err)
		}
	}
	return modules
}

// program gives the path of the first of these programs, or skips the test.
func program(t *testing.T, names ...string) string {
	t.Helper()
	notShort(t)
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skipf("no program %s", strings.Join(names, " or "))
	return ""
}

// validOOXML has the validator of Office Open XML look at a file, by the rules of
// one version of Office.
func validOOXML(t *testing.T, file, version string) {
	t.Helper()
	script := filepath.Join(npm(t, "@ooxml-tools/validate"), "@ooxml-tools", "validate", "dist", "npm", "bin", "ooxml-validate.js")
	out, err := exec.Command(program(t, "node"), script, "--office-version", version, file).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "Found 0 errors") {
		t.Errorf("%s: %v\n%s", filepath.Base(file), err, out)
	}
}
