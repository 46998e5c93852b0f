package store

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// Copies of the database are put away in another folder, for when both it and its
// journal are lost: one every so many changes and one at the end, the newest few.
// A copy is read back before it counts.
const (
	safekeepEvery = 50
	safekeepKept  = 5
)

// safekeep puts copies away.
type safekeep struct {
	folder string
	due    int        // changes since the last copy
	busy   chan error // the copy that is being made, nil when none is
	err    error      // of the last one
}

// Safekeep has copies put away in a folder from now on. It may be called once.
// What the copies there say of the database is told with what opening found.
func (db *DB) Safekeep(folder string) {
	db.safe.folder = folder
	db.safe.err = db.lookAtCopies()
}

// SafekeepError tells why the last copy could not be put away, nil when it was.
func (db *DB) SafekeepError() error {
	db.awaitCopy(false)
	return db.safe.err
}

// changed counts a change, and begins a copy when it is time. It is made beside
// what goes on: nobody waits for it.
func (db *DB) changed() {
	db.safe.due++
	if db.safe.folder != "" && db.safe.due >= safekeepEvery {
		db.awaitCopy(false)
		if db.safe.busy == nil {
			db.putAway()
		}
	}
}

// putAway begins a copy of the database as it stands now.
func (db *DB) putAway() {
	tx, err := db.bolt.Begin(false)
	if err != nil {
		db.safe.err = err
		return
	}
	db.safe.due = 0
	db.safe.busy = make(chan error, 1)
	stem := stemOf(db.file)
	name := fmt.Sprintf("%s-%s-%s-%d%s", stem, db.now().Format(copyTime), short(db.id), db.mark.seq, copyEnd)
	go func(folder, id string, done chan<- error) {
		defer func() {
			if r := recover(); r != nil { // a page that is gone; nothing of it may end the program
				done <- fmt.Errorf("%v", r)
			}
		}()
		err := putAway(tx, filepath.Join(folder, name))
		if err == nil {
			err = prune(folder, stem, id)
		}
		done <- err
	}(db.safe.folder, db.id, db.safe.busy)
}

func short(id string) string { return id[:min(len(id), 8)] }

var errCopy = errors.New("the copy is not as it should be")

// putAway writes a copy, and reads it back before it gets its name.
func putAway(tx *bbolt.Tx, path string) error {
	defer tx.Rollback()
	if err := os.MkdirAll(filepath.Dir(path), folderMode); err != nil {
		return writing(path, err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return writing(path, err)
	}
	defer os.Remove(f.Name()) // fails once renamed
	_, err = tx.WriteTo(f)
	if err == nil {
		err = f.Sync()
	}
	var data []byte
	if err == nil {
		if _, err = f.Seek(0, io.SeekStart); err == nil {
			data, err = io.ReadAll(f)
		}
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		if c, e := readContents(data); e != nil || !c.clean() {
			err = cmp.Or(e, errCopy)
		}
	}
	if err == nil {
		err = replace(f.Name(), path)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(path))
	}
	if err != nil {
		return writing(path, err)
	}
	return nil
}

// prune keeps the newest copies.
func prune(folder, stem, id string) error {
	var first error
	for i, s := range safekept(folder, stem, id) {
		if i < safekeepKept {
			continue
		}
		if err := os.Remove(s.Path); err != nil && !errors.Is(err, fs.ErrNotExist) && first == nil {
			first = err
		}
	}
	return first
}

// awaitCopy takes in how the copy that is being made went; at the end it waits
// for it.
func (db *DB) awaitCopy(end bool) {
	if db.safe.busy == nil {
		return
	}
	if end {
		db.safe.err = <-db.safe.busy
		db.safe.busy = nil
		return
	}
	select {
	case db.safe.err = <-db.safe.busy:
		db.safe.busy = nil
	default:
	}
}

// putAwayLast makes the copy at the end.
func (db *DB) putAwayLast() {
	db.awaitCopy(true)
	if db.safe.folder == "" || db.safe.due == 0 || db.bolt == nil {
		return
	}
	db.putAway()
	db.awaitCopy(true)
}
