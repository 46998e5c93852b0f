package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"kring/assets"
	"kring/model"
)

// inFolder gives the files of a folder with their content.
func inFolder(t *testing.T, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, e := range entries {
		files[e.Name()] = string(read(t, filepath.Join(folder, e.Name())))
	}
	return files
}

// says fails unless an error is that trouble and is told in every language, with
// the name of the file and a word of what is the matter.
func says(t *testing.T, err error, want Trouble, path string, words map[string]string) {
	t.Helper()
	if troubleOf(err) != want {
		t.Fatalf("%v is %q, want %q", err, troubleOf(err), want)
	}
	for _, lang := range assets.Languages {
		text, known := Explain(assets.Load(lang), err)
		if !known || !strings.Contains(text, path) || !strings.Contains(text, words[lang]) {
			t.Errorf("%s: %q (%v), want %q in it", lang, text, known, words[lang])
		}
	}
}

var fullWords = map[string]string{"nl": "De schijf is vol", "en": "The disk is full"}

// limited lets so many bytes through and then fails.
type limited struct {
	to   io.Writer
	left int
	err  error
}

func (l *limited) Write(p []byte) (int, error) {
	if len(p) > l.left {
		n, _ := l.to.Write(p[:l.left])
		l.left = 0
		return n, l.err
	}
	l.left -= len(p)
	return l.to.Write(p)
}

// Wherever writing stops, what stood there stands, and nothing else is left.
func TestWritingThatStopsAnywhere(t *testing.T) {
	folder := t.TempDir()
	old := filepath.Join(folder, "oud.md")
	if err := os.WriteFile(old, []byte("wat er stond"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(folder, nil); troubleOf(err) != IsFolder {
		t.Errorf("onto a folder: %v", err)
	}
	before := inFolder(t, folder)
	text := []byte(strings.Repeat("regel van het verslag\n", 10))
	for n := range len(text) {
		for _, path := range []string{old, filepath.Join(folder, "nieuw.md")} {
			err := WriteFile(path, func(w io.Writer) error {
				w = &limited{w, n, syscall.ENOSPC}
				for line := range bytes.Lines(text) {
					if _, err := w.Write(line); err != nil {
						return fmt.Errorf("rendering: %w", err)
					}
				}
				return nil
			})
			if err == nil || !maps.Equal(inFolder(t, folder), before) {
				t.Fatalf("after %d bytes: %v, and the folder holds %v", n, err, inFolder(t, folder))
			}
			if !isWindows && troubleOf(err) != DiskFull {
				t.Fatalf("after %d bytes: %v", n, err)
			}
		}
	}
}

// Why a document could not be made is said as it is, and not as a fault of the
// disk.
func TestWritingThatIsRefused(t *testing.T) {
	folder := t.TempDir()
	refusal := &model.Error{Code: "export.noround"}
	err := WriteFile(filepath.Join(folder, "x.pb"), func(w io.Writer) error {
		if _, err := io.WriteString(w, "META\n"); err != nil {
			return err
		}
		return refusal
	})
	if !errors.Is(err, refusal) || troubleOf(err) != "" || len(inFolder(t, folder)) != 0 {
		t.Errorf("%v, and the folder holds %v", err, inFolder(t, folder))
	}
	own := errors.New("the renderer broke")
	err = WriteFile(filepath.Join(folder, "x.md"), func(io.Writer) error { return own })
	says(t, err, WriteFailed, "x.md", map[string]string{"nl": "kon niet geschreven", "en": "could not be written"})
	if len(inFolder(t, folder)) != 0 {
		t.Errorf("the folder holds %v", inFolder(t, folder))
	}
}

// The folder may go while the document is being made, and what stands there may
// have become a folder.
func TestFolderThatGoes(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "stick")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "x.md")
	gone := map[string]string{"nl": "bestaat niet", "en": "does not exist"}
	if !isWindows { // which does not let go of a folder in use
		err := WriteFile(path, func(w io.Writer) error { return os.RemoveAll(folder) })
		says(t, err, NoFolder, path, gone)
	}
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	says(t, WriteFile(path, func(io.Writer) error { return nil }), NoFolder, path, gone)
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, WriteFile(path, func(io.Writer) error { return nil }), NoFolder, path, gone)
}

// A file that is open elsewhere for a moment hinders nothing, one that stays open
// is told, and what is wrong otherwise is told at once.
func TestPatience(t *testing.T) {
	open, other := &Fault{InUse, "x.md", nil}, errors.New("something else")
	for _, c := range []struct {
		gives []error
		want  error
	}{{[]error{open, open, nil}, nil}, {slices.Repeat([]error{open}, 30), open}, {[]error{open, other}, other}, {[]error{other}, other}} {
		n := 0
		err := patiently(func() error { n++; return c.gives[n-1] })
		if err != c.want || n != len(c.gives) {
			t.Errorf("%v after %d times, want %v after %d", err, n, c.want, len(c.gives))
		}
	}
}

func TestFolderOfSomebodyElse(t *testing.T) {
	if isWindows || os.Getuid() == 0 {
		t.Skip("modes do not hinder this user")
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "oud.md")
	if err := os.WriteFile(path, []byte("wat er stond"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o700)
	err := WriteFile(path, func(io.Writer) error { return nil })
	says(t, err, NotAllowed, path, map[string]string{"nl": "mag niet", "en": "may not"})
	if string(read(t, path)) != "wat er stond" {
		t.Error("the old file was touched")
	}
}

func TestWriteFileIntoWhatIsNoFile(t *testing.T) {
	folder := t.TempDir()
	path, link := filepath.Join(folder, "echt.md"), filepath.Join(folder, "link.md")
	if err := os.WriteFile(path, []byte("oud"), 0o600); err != nil {
		t.Fatal(err)
	}
	symlink(t, path, link)
	text := func(w io.Writer) error { _, err := io.WriteString(w, "nieuw"); return err }
	if err := WriteFile(link, text); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Lstat(link); info.Mode()&os.ModeSymlink == 0 || string(read(t, path)) != "nieuw" {
		t.Errorf("the link is %v, the file holds %q", info.Mode(), read(t, path))
	}
	if info, err := os.Stat("/dev/full"); err == nil && !info.Mode().IsRegular() {
		if err := WriteFile("/dev/full", text); troubleOf(err) != DiskFull {
			t.Errorf("onto a full device: %v", err)
		}
		if info, _ := os.Stat("/dev/full"); info.Mode().IsRegular() {
			t.Error("the device was replaced by a file")
		}
	}
}
