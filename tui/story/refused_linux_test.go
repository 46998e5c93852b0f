package story

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// hashes gives what is below a folder: of files the hash, of links where they lead.
func hashes(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.Type()&fs.ModeSymlink != 0:
			all[path], err = os.Readlink(path)
		case d.Type().IsRegular():
			all[path] = fmt.Sprintf("%x", sha256.Sum256(read(t, path)))
		default:
			all[path] = d.Type().String()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// nobody is a user who owns nothing.
const nobody = 65534

// runAs runs the program as another user.
func (h *house) runAs(user uint32, args ...string) said {
	h.t.Helper()
	own := h.path("program")
	if err := os.Link(program, own); err != nil {
		h.t.Fatal(err)
	}
	for _, path := range []string{filepath.Dir(h.folder), h.folder, own} {
		if err := os.Chmod(path, 0o755); err != nil {
			h.t.Fatal(err)
		}
	}
	cmd := exec.Command(own, args...)
	cmd.Env, cmd.Dir = h.env(), h.folder
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: user, Gid: user}}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		h.t.Skipf("the program cannot be run as another user here: %v", err)
	}
	return said{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

// Where the database cannot be used, every command says why in one plain sentence
// and at once, and touches nothing.
func TestDatabaseThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	const soon = 30 * time.Second // on any machine
	for name, c := range map[string]struct {
		word string
		// spoil does something to the database, and gives what to open and as whom.
		spoil func(t *testing.T, h *house, path string) (string, uint32)
	}{
		"open elsewhere": {"al open", func(t *testing.T, h *house, path string) (string, uint32) {
			h.open(80, 24).sees("Avond")
			return path, 0
		}},
		"open elsewhere, by a link": {"al open", func(t *testing.T, h *house, path string) (string, uint32) {
			h.open(80, 24).sees("Avond")
			return link(t, path, h.path("link.db")), 0
		}},
		"empty": {"is leeg", func(t *testing.T, h *house, path string) (string, uint32) {
			remove(t, path+".journal")
			h.put("data/kring/kring.db", nil)
			return path, 0
		}},
		"of a later version": {"nieuwere versie", func(t *testing.T, h *house, path string) (string, uint32) {
			b, err := bbolt.Open(path, 0o600, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			err = b.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte("kring")).Put([]byte("version"), []byte("999")) })
			if err != nil {
				t.Fatal(err)
			}
			return path, 0
		}},
		"a link to nowhere": {"bestaat niet", func(t *testing.T, h *house, path string) (string, uint32) {
			return link(t, h.path("stick/kring.db"), h.path("link.db")), 0
		}},
		"a link to itself": {"kon niet gelezen worden", func(t *testing.T, h *house, path string) (string, uint32) {
			return link(t, h.path("link.db"), h.path("link.db")), 0
		}},
		"a folder": {"is een map", func(t *testing.T, h *house, path string) (string, uint32) {
			return filepath.Dir(path), 0
		}},
		"no permission for the file": {"mag niet", func(t *testing.T, h *house, path string) (string, uint32) {
			return path, nobody
		}},
		"no permission for the folder": {"mag niet", func(t *testing.T, h *house, path string) (string, uint32) {
			return h.path("data/kring/ander.db"), nobody
		}},
		"on a medium that is read only": {"mag niet", func(t *testing.T, h *house, path string) (string, uint32) {
			return filepath.Join(readOnly(t, path), "kring.db"), 0
		}},
		"none, on a medium that is read only": {"mag niet", func(t *testing.T, h *house, path string) (string, uint32) {
			return filepath.Join(readOnly(t, path), "ander.db"), 0
		}},
		"damaged, on a medium that is read only": {"mag niet", func(t *testing.T, h *house, path string) (string, uint32) {
			data := read(t, path)
			h.put("data/kring/kring.db", data[:len(data)/2])
			return filepath.Join(readOnly(t, path), "kring.db"), 0
		}},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, "nl_BE.UTF-8")
			w := h.begins("Avond")
			w.quit()
			path, user := c.spoil(t, h, h.path("data/kring/kring.db"))
			before := hashes(t, filepath.Dir(path))
			for _, args := range [][]string{{"list"}, {"check"}, {"export", "last", "-f", "md"}} {
				args = append([]string{"--db", path}, args...)
				start := time.Now()
				var s said
				if user == 0 {
					s = h.run(args...)
				} else {
					if os.Getuid() != 0 {
						t.Skip("only root can run the program as another user")
					}
					s = h.runAs(user, args...)
					remove(t, h.path("program"))
				}
				if took := time.Since(start); took > soon {
					t.Errorf("%v took %v", args, took)
				}
				if s.status != 1 || s.out != "" || strings.Count(s.err, "\n") != 1 || !strings.HasPrefix(s.err, "kring: ") || !strings.Contains(s.err, c.word) {
					t.Errorf("%v: status %d, %q, %q; want “%s”", args, s.status, s.out, s.err, c.word)
				}
			}
			if after := hashes(t, filepath.Dir(path)); !maps.Equal(after, before) {
				t.Errorf("before:\n%v\nafter:\n%v", before, after)
			}
		})
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, path string) string {
	t.Helper()
	if err := os.Symlink(to, path); err != nil {
		t.Fatal(err)
	}
	return path
}

// readOnly gives a medium with the files beside a database, that nobody may write
// on; it skips where none can be made.
func readOnly(t *testing.T, database string) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("no disk can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	})
	for _, path := range []string{database, database + ".journal"} {
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(path)), read(t, path), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mount("", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	return folder
}

// While the program is open another file comes in the place of the database, or of
// its journal, as programs that synchronise folders do. Nothing is called saved from
// then on, the file that came is not touched, and both are sound.
func TestFileReplacedUnderTheProgram(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"kring.db", "kring.db.journal"} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, "nl_BE.UTF-8")
			w := h.open(160, 50)
			w.sees("Welkom")
			w.keys("n")
			w.keys("Avond", "enter")
			w.sees("Groep")
			w.enters("Chiro", "Chiro")
			path := h.path("data/kring/" + name)
			came := h.put("data/kring/nieuw", read(t, path))
			if err := os.Rename(came, path); err != nil {
				t.Fatal(err)
			}
			before := hashes(t, filepath.Dir(path))
			w.types("Spook")
			w.sees("niet opgeslagen", "Er staat nu een ander bestand")
			if after := hashes(t, filepath.Dir(path)); !maps.Equal(after, before) {
				t.Errorf("before:\n%v\nafter:\n%v", before, after)
			}
			w.kill()
			out := h.does("export", "last", "-f", "json")
			if !strings.Contains(out, "Chiro") || strings.Contains(out, "Spook") {
				t.Error(out)
			}
		})
	}
}
