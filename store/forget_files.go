package store

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// asides destroys the files beside the database that may hold anything it ever
// held: what was set aside as damaged or of an earlier version, and what an end in
// the midst of writing left behind.
func (f *forgetting) asides() {
	folder, base := filepath.Split(f.db.file)
	entries, err := os.ReadDir(folder)
	if err != nil {
		f.done(folder, err)
		return
	}
	journal := base + journalEnd
	for _, e := range entries {
		name, path := e.Name(), filepath.Join(folder, e.Name())
		aside := false
		for _, start := range []string{base + ".damaged-", base + ".version-", journal + ".damaged-"} {
			aside = aside || strings.HasPrefix(name, start)
		}
		left := name == base+forgottenEnd || name == journal+forgottenEnd || strings.HasPrefix(name, "."+base+newEnd) ||
			strings.HasPrefix(name, ".kring-") && f.ofJournal(path)
		if !aside && !left {
			continue
		}
		err := f.destroy(path)
		f.done(path, err)
		if err == nil && aside {
			f.Removed++
		}
	}
}

// ofJournal says that a file is a journal of this database that was not finished.
func (f *forgetting) ofJournal(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, 1<<10))
	head, _, whole := bytes.Cut(data, []byte{'\n'})
	var w written
	return err == nil && whole && w.head(head) && w.id == f.db.id
}

// copies takes the session out of the copies that were put away. They keep the
// other sessions; one that cannot be read is destroyed. Even a copy that was made
// since may have the name: pages that are no longer in use are copied too.
func (f *forgetting) copies(n note) {
	if n.copies == "" {
		return
	}
	entries, err := os.ReadDir(n.copies)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		f.done(n.copies, err)
		return
	}
	for _, e := range entries {
		path := filepath.Join(n.copies, e.Name())
		id, finished := copyOfName(e.Name())
		switch {
		case id == "":
		case finished:
			f.done(path, f.withoutSession(path, n.session, id == short(f.db.id)))
		case id == short(f.db.id) || strings.HasSuffix(e.Name(), forgottenEnd):
			f.done(path, f.destroy(path))
		}
	}
}

// copyOfName reads of which database a copy is; finished says that it is no file
// that was left behind in writing or destroying one. The id is "" for any other
// file.
func copyOfName(name string) (id string, finished bool) {
	at := strings.LastIndex(name, copyEnd)
	if at < 0 {
		return "", false
	}
	end := at + len(copyEnd)
	s, _ := parseSafekept("", strings.TrimPrefix(name[:end], "."))
	return s.id, end == len(name) && name[0] != '.'
}

// withoutSession takes a session out of a copy.
func (f *forgetting) withoutSession(path, session string, ours bool) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return reading(path, err)
	}
	if !ours && !bytes.Contains(data, []byte(session)) {
		return nil
	}
	c, err := readContents(data)
	if err != nil || !c.clean() {
		return f.destroy(path)
	}
	delete(c.state, sessionPlace+session)
	for _, place := range [][]byte{bucketCards, bucketBin, bucketDrafts} {
		for key := range c.state[string(place)] {
			if key == session || ofSession(key, session) || ofSession(key, "") {
				c.state.put(string(place), key, nil)
			}
		}
	}
	temp, err := buildBeside(path, c.id, c.state, mark{c.mark.seq, c.state.digest()})
	if err != nil {
		return err
	}
	defer os.Remove(temp) // fails once renamed
	return f.supplant(path, func() error {
		if err := replace(temp, path); err != nil {
			return writing(path, err)
		}
		return syncFolder(filepath.Dir(path))
	})
}
