package store

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"go.etcd.io/bbolt"
)

// build writes a database that holds a state, whole or not at all. An existing
// file under its name is replaced, unless it is to stay.
func build(path, id string, s state, at mark, over bool) error {
	temp, err := buildBeside(path, id, s, at)
	if err != nil {
		return err
	}
	defer os.Remove(temp) // fails once renamed
	if over {
		err = replace(temp, path)
	} else {
		err = publish(temp, path)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(path))
	}
	if err != nil {
		return writing(path, err)
	}
	return nil
}

// newDatabaseID is longer than a session's: copies of many databases lie together.
func newDatabaseID() string { return strings.ToLower(rand.Text()) }

// isDatabaseID says that a text can be one: it stands in the names of copies.
func isDatabaseID(text string) bool {
	return text != "" && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// newEnd ends the name of a database that is being built, behind a dot and the
// name of the one whose place it is to take.
const newEnd = ".new-"

// buildBeside writes a database that holds a state beside the file whose place it
// is to take, and gives its name.
func buildBeside(path, id string, s state, at mark) (temp string, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+newEnd+"*")
	if err != nil {
		return "", writing(path, err)
	}
	temp = f.Name()
	err = f.Close()
	var b *bbolt.DB
	if err == nil {
		b, err = bbolt.Open(temp, fileMode, &bbolt.Options{Timeout: lockWait, FreelistType: bbolt.FreelistMapType})
	}
	if err == nil {
		err = b.Update(func(tx *bbolt.Tx) error { return fill(tx, id, s, at) })
		if e := b.Close(); err == nil {
			err = e
		}
	}
	if err != nil {
		os.Remove(temp)
		return "", writing(path, err)
	}
	return temp, nil
}

func fill(tx *bbolt.Tx, id string, s state, at mark) error {
	for _, name := range [][]byte{bucketAbout, bucketSessions, bucketCards, bucketBin, bucketDrafts, bucketSettings, bucketLibrary} {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	if err := tx.Bucket(bucketAbout).Put(keyVersion, strconv.AppendInt(nil, version, 10)); err != nil {
		return err
	}
	for _, place := range s.places() {
		b, err := bucketAt(tx, place, true)
		if err != nil {
			return err
		}
		b.FillPercent = appendFill
		for _, e := range s.entries(place) {
			if err := b.Put(e.key, seal(place, e.key, e.content)); err != nil {
				return err
			}
		}
	}
	return putMark(tx, id, at)
}

// makeFolder makes a folder with those above it, on disk when it returns: a file
// in a folder that a power cut takes away is gone with it.
func makeFolder(path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	above := filepath.Dir(path)
	if above != path {
		if err := makeFolder(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, folderMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := syncFolder(above); err != nil && !errors.Is(err, fs.ErrPermission) { // one may be written and not read
		return err
	}
	return nil
}

// setAside gives a file that cannot be used another name beside it, and says
// which. It is never deleted, and keeps its own name too until what is made of
// it takes that: at no moment is there nothing.
func (db *DB) setAside(path string) (string, error) {
	stamp := db.now().Format("20060102-150405")
	for i := range 1000 {
		to := path + ".damaged-" + stamp
		if i > 0 {
			to += fmt.Sprintf("-%d", i)
		}
		if _, err := os.Lstat(to); err == nil {
			continue
		}
		if os.Link(path, to) == nil {
			return to, nil
		}
		return to, copyFile(path, to) // the disk has no links
	}
	return "", writing(path, fs.ErrExist)
}

// merged brings together what a damaged database and a damaged journal still
// have. What both have and differ in is the database's, unless the journal wrote
// it later.
func merged(c contents, w written) state {
	out := make(state)
	wrote := make(map[string]map[string]uint64) // by place and key: the last line that says something of it
	tell := func(place, key string, seq uint64) {
		if wrote[place] == nil {
			wrote[place] = make(map[string]uint64)
		}
		wrote[place][key] = seq
	}
	for _, l := range w.lines {
		ops, err := l.changes()
		if err != nil {
			continue
		}
		for _, o := range ops {
			if o.All {
				for key := range out[o.Place] {
					tell(o.Place, key, l.seq)
				}
			} else {
				tell(o.Place, o.key(), l.seq)
			}
		}
		out.apply(ops)
	}
	for place, entries := range c.state {
		for key, content := range entries {
			seq, told := wrote[place][key]
			if !told || c.marked && seq <= c.mark.seq && !bytes.Equal(out[place][key], content) {
				out.put(place, key, content)
			}
		}
	}
	return out
}

// whole keeps of each log the records up to the first that cannot be read, and
// says how many were left out. A log without its first record is left out
// altogether.
func (db *DB) whole(s state) (kept state, lost int) {
	kept = make(state)
	for place, entries := range s {
		id, session := strings.CutPrefix(place, sessionPlace)
		if !session {
			kept[place] = entries
			continue
		}
		log := s.entries(place)
		_, n := db.foldMost(id, log)
		for _, e := range log[:n] {
			kept.put(place, string(e.key), e.content)
		}
		lost += len(log) - n
	}
	return kept, lost
}
