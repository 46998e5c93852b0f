package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.etcd.io/bbolt"

	"kring/model"
)

// When somebody is forgotten, the change itself takes the name out of the log,
// the card, the drafts of the session and those of none. Earlier bytes still have
// it: pages of the database that are free now, the journal, copies that were put
// away, files that were set aside. A note in the database says so until they are no
// more, so that opening finishes what was interrupted; it says which session, not
// whom. All of it can be done twice.

// forgetNote starts the name of such a note; behind it stands the session. Its
// content is the folder with the copies.
const forgetNote = "forget/"

// forgottenEnd ends the name of a file that is about to be destroyed.
const forgottenEnd = ".forgotten"

// forgetting takes the names out of the drafts of a session, and leaves the note.
func (w *write) forgetting(e model.Entry, copies string) error {
	drafts := make(map[string]string)
	err := w.tx.Bucket(bucketDrafts).ForEach(func(key, value []byte) error {
		if ofSession(string(key), e.Session) || ofSession(string(key), "") {
			text, err := unseal(string(bucketDrafts), key, value)
			if err != nil {
				return err
			}
			drafts[string(key)] = e.Hide(string(text))
		}
		return nil
	})
	for key, text := range drafts {
		if err == nil {
			err = w.put(string(bucketDrafts), []byte(key), []byte(text))
		}
	}
	if err == nil {
		err = w.put(string(bucketSettings), []byte(forgetNote+e.Session), []byte(copies))
	}
	return err
}

// ofSession says that a draft is of a session; those of none are of "".
func ofSession(key, session string) bool { return strings.HasPrefix(key, session+"/") }

// note is a session of which somebody was forgotten, and what may still hold the
// name.
type note struct {
	session string
	copies  string // folder; "" for none
}

func (db *DB) forgetNotes() ([]note, error) {
	var notes []note
	err := db.view(func(tx *bbolt.Tx) error {
		at := tx.Bucket(bucketSettings).Cursor()
		for key, value := at.Seek([]byte(forgetNote)); bytes.HasPrefix(key, []byte(forgetNote)); key, value = at.Next() {
			folder, err := unseal(string(bucketSettings), key, value)
			if err != nil {
				return err
			}
			notes = append(notes, note{strings.TrimPrefix(string(key), forgetNote), string(folder)})
		}
		return nil
	})
	return notes, err
}

// Forgotten tells what became of the files since somebody was forgotten last.
func (db *DB) Forgotten() model.Forgotten { return db.forgotten }

// finishForgetting makes the files forget whom the sessions have forgotten. What
// cannot be done now is done when the database is opened next. left is how many
// files may hold a name still, -1 when there was nobody to forget.
func (db *DB) finishForgetting() (left int) {
	notes, err := db.forgetNotes()
	if err != nil || len(notes) == 0 {
		return -1
	}
	db.awaitCopy(true)
	f := &forgetting{db: db}
	f.done(db.file, db.renewed(f))
	f.asides()
	for _, n := range notes {
		f.copies(n)
	}
	db.forgotten = f.Forgotten
	if len(f.Left) > 0 {
		return len(f.Left)
	}
	f.copyNow(notes)
	err = db.update(func(w *write) error {
		for _, n := range notes {
			if err := w.remove(string(bucketSettings), []byte(forgetNote+n.session)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		db.forgotten.Left = append(db.forgotten.Left, db.path)
	}
	return len(db.forgotten.Left)
}

// renewed writes database and journal anew, without what is no longer in use.
func (db *DB) renewed(f *forgetting) error {
	var data bytes.Buffer
	err := db.view(func(tx *bbolt.Tx) error {
		_, err := tx.WriteTo(&data)
		return err
	})
	if err != nil {
		return err
	}
	c, err := readContents(data.Bytes())
	if err != nil || !c.clean() {
		return &Fault{Damaged, db.path, err}
	}
	temp, err := buildBeside(db.file, db.id, c.state, db.mark)
	if err != nil {
		return err
	}
	defer os.Remove(temp) // fails once renamed
	if err := db.swap(f, temp); err != nil {
		return err
	}
	size := db.journal.size
	db.journal.close() // Windows lets nobody replace an open file
	err = f.supplant(db.journalPath(), func() error { return writeJournal(db.journalPath(), db.id, c.state, db.mark) })
	if info, e := os.Stat(db.journalPath()); err == nil && e == nil {
		size = info.Size()
	}
	j, e := openJournal(db.journalPath(), size)
	if e != nil {
		return e
	}
	db.journal = j
	return err
}

// swap puts the file that was built in the place of the database, and opens it.
func (db *DB) swap(f *forgetting, temp string) error {
	old := db.bolt
	if isWindows { // an open file is not renamed there
		old.Close()
	} else { // and here nobody gets in between
		b, err := openBolt(temp)
		if err != nil {
			return err
		}
		db.bolt = b
	}
	err := f.supplant(db.file, func() error {
		if err := replace(temp, db.file); err != nil {
			return writing(db.file, err)
		}
		return syncFolder(filepath.Dir(db.file))
	})
	switch now, e := os.Stat(db.file); {
	case isWindows || e != nil || os.SameFile(now, db.info): // the new one did not come in its place
		if !isWindows {
			db.bolt.Close()
			db.bolt = old
			return errors.Join(err, e)
		}
		return errors.Join(err, db.openBolt())
	default:
		old.Close()
		db.info = now
	}
	return err
}

// copyNow puts a copy away in each folder where some lost a session.
func (f *forgetting) copyNow(notes []note) {
	db := f.db
	was := db.safe.folder
	defer func() { db.safe.folder = was }()
	var done []string
	for _, n := range notes {
		if _, err := os.Stat(n.copies); n.copies == "" || err != nil || slices.Contains(done, n.copies) {
			continue
		}
		done = append(done, n.copies)
		db.safe.folder = n.copies
		db.putAway()
		db.awaitCopy(true) // SafekeepError tells
	}
}

// forgetting is the work on the files, and what came of it.
type forgetting struct {
	db *DB
	model.Forgotten
}

// done notes how it went with a file.
func (f *forgetting) done(path string, err error) {
	if err != nil && !slices.Contains(f.Left, path) {
		f.Left = append(f.Left, path)
	}
}

// supplant has a file replaced, and destroys what stood there. At every moment
// there is one of both under its name, or, where the disk has no links, the
// journal has all that is in it.
func (f *forgetting) supplant(path string, replace func() error) error {
	old := path + forgottenEnd
	if err := f.destroy(old); err != nil {
		return err
	}
	linked := os.Link(path, old) == nil
	if !linked {
		if err := os.Rename(path, old); err != nil {
			return writing(path, err)
		}
	}
	err := f.db.between()
	if err == nil {
		err = replace()
	}
	if _, gone := os.Lstat(path); err != nil && !linked && gone != nil {
		return errors.Join(err, os.Rename(old, path))
	}
	if err == nil {
		err = f.db.between()
	}
	return errors.Join(err, f.destroy(old))
}

// destroy overwrites a file and removes it. Where it is but another name of a
// file that is in use, the name goes and the file stays.
func (f *forgetting) destroy(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return reading(path, err)
	}
	if info.Mode().IsRegular() && !f.inUse(path, info) {
		if err := overwrite(path, info.Size()); err != nil {
			return writing(path, err)
		}
		if err := f.db.between(); err != nil {
			return err
		}
	}
	if err := os.Remove(path); err != nil {
		return writing(path, err)
	}
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return writing(path, err)
	}
	return f.db.between()
}

func (f *forgetting) inUse(path string, info os.FileInfo) bool {
	for _, other := range []string{f.db.file, f.db.journalPath(), strings.TrimSuffix(path, forgottenEnd)} {
		if now, err := os.Stat(other); err == nil && other != path && os.SameFile(info, now) {
			return true
		}
	}
	return false
}

// overwrite writes nothing but zeroes over a file.
func overwrite(path string, size int64) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	zeroes := make([]byte, 1<<16)
	for err == nil && size > 0 {
		n := min(size, int64(len(zeroes)))
		_, err = f.Write(zeroes[:n])
		size -= n
	}
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
