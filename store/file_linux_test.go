package store

import (
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// mounted gives a disk of that many bytes, or skips where none can be made.
func mounted(t *testing.T, size string) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("no disk can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	})
	return folder
}

// A real disk that fills up while a document is written.
func TestDiskThatFillsUp(t *testing.T) {
	folder := mounted(t, "64k")
	path := filepath.Join(folder, "verslag.docx")
	if err := os.WriteFile(path, []byte("wat er stond"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := inFolder(t, folder)
	err := WriteFile(path, func(w io.Writer) error {
		for range 100 {
			if _, err := io.WriteString(w, strings.Repeat("x", 4096)); err != nil {
				return err
			}
		}
		return nil
	})
	says(t, err, DiskFull, path, fullWords)
	if !maps.Equal(inFolder(t, folder), before) {
		t.Errorf("the folder holds %v", inFolder(t, folder))
	}
	if err := WriteFile(path, func(w io.Writer) error { _, err := io.WriteString(w, "kort"); return err }); err != nil || string(read(t, path)) != "kort" {
		t.Errorf("once there is room: %v", err)
	}
}

// A disk that is locked against writing.
func TestDiskThatIsProtected(t *testing.T) {
	folder := mounted(t, "64k")
	path := filepath.Join(folder, "verslag.docx")
	if err := os.WriteFile(path, []byte("wat er stond"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	err := WriteFile(path, func(io.Writer) error { return nil })
	says(t, err, NotAllowed, path, map[string]string{"nl": "mag niet", "en": "may not"})
	if string(read(t, path)) != "wat er stond" {
		t.Error("the old file was touched")
	}
}
