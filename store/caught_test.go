package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kring/assets"
)

// comeDown comes down while the database is read.
func comeDown(value any) (err error) {
	defer guard("kring.db", &err)()
	panic(value)
}

// What is written down of a panic tells the kind of it and where it was, and no
// word that anybody typed.
func TestPanicIsToldWithoutWords(t *testing.T) {
	const words = "Geheimwoord van iemand"
	for _, value := range []any{words, errors.New(words), fmt.Errorf("page 3: %s", words), []string{words}, struct{ Name string }{words}} {
		text := comeDown(value).Error()
		if strings.Contains(text, "Geheim") {
			t.Errorf("it tells %q", text)
		}
		for _, wanted := range []string{fmt.Sprintf("%T", value), "kring/store.comeDown"} {
			if !strings.Contains(text, wanted) {
				t.Errorf("%q does not tell %q", text, wanted)
			}
		}
		if strings.Contains(text, "runtime.gopanic") || strings.Contains(text, "kring/store.caught") {
			t.Errorf("%q tells of the catching", text)
		}
	}
	var none []int
	var err error
	func() {
		defer guard("kring.db", &err)()
		none[len(none)+3]++
	}()
	if text := err.Error(); !strings.Contains(text, "index out of range [3] with length 0") {
		t.Errorf("what the runtime says is not told: %q", text)
	}
	if text, ok := Explain(assets.Load("nl"), err); !ok || !strings.Contains(text, "(runtime error: index") || strings.Contains(text, "TestPanic") {
		t.Errorf("the screen says %q", text)
	}
	path := filepath.Join(t.TempDir(), "kring.log")
	LogError(path, time.Now(), comeDown(words))
	if log := string(read(t, path)); strings.Contains(log, "Geheim") || !strings.Contains(log, "comeDown") {
		t.Errorf("the log holds %q", log)
	}
}
