package store

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/windows"
)

// A file that another program has open is not replaced, and that is said.
func TestFileOpenElsewhere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "verslag.docx")
	if err := os.WriteFile(path, []byte("wat er stond"), 0o600); err != nil {
		t.Fatal(err)
	}
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{"nl": "Word of Excel", "en": "Word or Excel"}
	for _, share := range []uint32{0, windows.FILE_SHARE_READ, windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE} {
		other, err := windows.CreateFile(name, windows.GENERIC_READ, share, nil, windows.OPEN_EXISTING, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		err = WriteFile(path, func(io.Writer) error { return nil })
		windows.CloseHandle(other)
		says(t, err, InUse, path, words)
		if files := inFolder(t, filepath.Dir(path)); len(files) != 1 || files["verslag.docx"] != "wat er stond" {
			t.Errorf("the folder holds %v", files)
		}
	}
}

func TestFileThatMayOnlyBeRead(t *testing.T) {
	if replacesProtected(t) {
		t.Skip("what stands in for Windows here replaces files that may only be read")
	}
	path := filepath.Join(t.TempDir(), "verslag.docx")
	if err := os.WriteFile(path, []byte("wat er stond"), 0o400); err != nil {
		t.Fatal(err)
	}
	err := WriteFile(path, func(io.Writer) error { return nil })
	says(t, err, NotAllowed, path, map[string]string{"nl": "mag niet", "en": "may not"})
	if string(read(t, path)) != "wat er stond" {
		t.Error("the file was touched")
	}
}

// A name that Windows does not take is told before anything is written; a colon
// would even be taken, for something that nobody finds back.
func TestNamesThatWindowsDoesNotTake(t *testing.T) {
	folder := t.TempDir()
	words := map[string]string{"nl": "een teken dat Windows niet", "en": "a sign that Windows does not"}
	for _, name := range []string{"Leuven: verslag.md", "wat nu?.md", "a*b.md", "<a>.md", "a|b.md", `"a".md`} {
		path := filepath.Join(folder, name)
		says(t, WriteFile(path, func(io.Writer) error { return nil }), BadName, path, words)
		_, err := Open(path, nil, nil)
		says(t, err, BadName, path, words)
		_, err = ReadFile(path, 1)
		says(t, err, BadName, path, words)
	}
	if files := inFolder(t, folder); len(files) != 0 {
		t.Errorf("the folder holds %v", files)
	}
	for _, path := range []string{`C:\a\b.db`, `C:b.db`, `\\?\C:\a\b.db`, `\\server\stad\b.db`, `b.db`, `..\a\b (1).db`} {
		if !isName(path) {
			t.Errorf("%s is refused", path)
		}
	}
}

// replacesProtected says that renaming replaces a file that may only be read, as
// it never does on Windows itself.
func replacesProtected(t *testing.T) bool {
	t.Helper()
	folder := t.TempDir()
	from, to := filepath.Join(folder, "nieuw"), filepath.Join(folder, "oud")
	for path, mode := range map[string]os.FileMode{from: 0o600, to: 0o400} {
		if err := os.WriteFile(path, nil, mode); err != nil {
			t.Fatal(err)
		}
	}
	return os.Rename(from, to) == nil
}
