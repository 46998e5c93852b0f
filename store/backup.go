package store

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"go.etcd.io/bbolt"

	"kring/model"
)

// Backup writes a consistent copy of the database, and says how many sessions it
// holds. A copy in a file is read back before it counts. Faults: SameFile and
// those of writing.
func (db *DB) Backup(path string) (sessions int, err error) {
	if here, err := os.Stat(db.path); err == nil {
		if there, err := os.Stat(path); err == nil && os.SameFile(here, there) {
			return 0, &Fault{SameFile, path, nil}
		}
	}
	err = WriteFile(path, func(w io.Writer) error {
		return db.view(func(tx *bbolt.Tx) error { return writeCopy(tx, w) })
	})
	if err != nil {
		return 0, err
	}
	err = db.view(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketSessions).ForEachBucket(func([]byte) error {
			sessions++
			return nil
		})
	})
	return sessions, err
}

// writeCopy writes the database as it stands, and reads it back. Into a pipe or a
// device there is nothing to read back.
func writeCopy(tx *bbolt.Tx, w io.Writer) error {
	if _, err := tx.WriteTo(w); err != nil {
		return err
	}
	f, ok := w.(*os.File)
	if !ok {
		return nil
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	return sound(data)
}

var errCopy = errors.New("the copy is not as it should be")

// sound says whether the bytes of a copy are as they were written.
func sound(data []byte) error {
	c, err := readContents(data)
	if err == nil && !c.clean() {
		err = errCopy
	}
	return err
}

// Restored tells what restoring did with one session of the copy.
type Restored struct {
	ID    string // in this database; "" when nothing came in
	Was   string // in the copy
	Title string
	Fate  Fate
	Lost  int // changes of it that cannot be read from the copy
}

// Fate is what became of a session of a copy.
type Fate string

// The fates. Nothing that is present is overwritten: what differs comes in
// beside it.
const (
	CameIn  Fate = "in"      // it was not here
	Beside  Fate = "beside"  // it is here with another course; the copy's came in under a new id
	Present Fate = "present" // it is here, with all that the copy has
	Broken  Fate = "broken"  // it cannot be read from the copy
)

// Restore brings in the sessions of a copy that are not here. Faults: those of
// Open for the copy, and of writing; PartRead when the copy is damaged, and what
// can be read of it was brought in.
func (db *DB) Restore(path string) ([]Restored, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, reading(path, err)
	case info.IsDir():
		return nil, &Fault{IsFolder, path, nil}
	case info.Size() == 0:
		return nil, &Fault{EmptyFile, path, nil}
	}
	if here, err := os.Stat(db.path); err == nil && os.SameFile(here, info) {
		return nil, &Fault{SameFile, path, nil}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, reading(path, err)
	}
	c, err := readContents(data)
	switch {
	case c.version > version && len(c.flaws) == 0:
		return nil, &Fault{Newer, path, nil}
	case err != nil || !c.ours && len(c.flaws) == 0:
		return nil, &Fault{NotOurs, path, err}
	}
	var all []Restored
	for _, id := range c.state.sessions() {
		r, err := db.restore(id, c.state)
		if err != nil {
			return all, err
		}
		all = append(all, r)
	}
	for id, content := range c.state[string(bucketCards)] {
		if c.state[sessionPlace+id] == nil { // nothing of its log can be read
			all = append(all, Restored{Was: id, Title: titleOf(content, id), Fate: Broken})
		}
	}
	if err := db.restoreCards(c.state); err != nil {
		return all, err
	}
	lost := slices.ContainsFunc(all, func(r Restored) bool { return r.Fate == Broken || r.Lost > 0 })
	if lost || len(c.flaws) > 0 || c.bad > 0 || c.marked && !c.clean() {
		return all, &Fault{PartRead, path, nil}
	}
	return all, nil
}

// restore brings in one session of a copy.
func (db *DB) restore(id string, copy state) (Restored, error) {
	r := Restored{Was: id, ID: id, Title: titleOf(copy[string(bucketCards)][id], id), Fate: CameIn}
	theirs := copy.entries(sessionPlace + id)
	h, n := db.foldMost(id, theirs)
	if r.Lost = len(theirs) - n; n == 0 {
		r.ID, r.Fate = "", Broken
		return r, nil
	}
	theirs = theirs[:n]
	session, lines := h.Session(), h.Lines()
	r.Title = session.Title
	ours, err := db.contents(id)
	if err != nil {
		return r, err
	}
	if ours != nil {
		same := prefix(theirs, ours)
		if !same {
			// The log of ours may have begun anew since the copy was made.
			now, err := db.Open(id)
			if err != nil {
				return r, err
			}
			same = len(ours) > 0 && began(ours) > began(theirs) && earlier(lines, now.Lines())
		}
		if same {
			r.Fate = Present
			return r, nil
		}
		// The first record names the session, so a new id is a new origin.
		r.ID, r.Fate = NewID(), Beside
		_, err := db.Create(session.Renamed(r.ID), lines)
		return r, err
	}
	return r, db.update(func(w *write) error {
		for _, c := range theirs {
			if err := w.put(sessionPlace+id, c.key, c.content); err != nil {
				return err
			}
		}
		return w.card(session.Card())
	})
}

// titleOf reads the title on a card; without, the id stands for it.
func titleOf(card []byte, id string) string {
	c, _ := decodeCard(card)
	return cmp.Or(c.Title, model.Clean(id))
}

// contents gives the records of a session as they are, nil when it is not there.
func (db *DB) contents(id string) ([]entry, error) {
	var all []entry
	err := db.view(func(tx *bbolt.Tx) error {
		log := tx.Bucket(bucketSessions).Bucket([]byte(id))
		if log == nil {
			return nil
		}
		return log.ForEach(func(key, value []byte) error {
			content, err := unseal(sessionPlace+id, key, value)
			if err != nil {
				return &Fault{Damaged, db.path, fmt.Errorf("session %s: %w", id, err)}
			}
			all = append(all, entry{bytes.Clone(key), bytes.Clone(content)})
			return nil
		})
	})
	return all, err
}

// prefix says that b begins with all of a.
func prefix(a, b []entry) bool {
	if len(a) > len(b) {
		return false
	}
	for i := range a {
		if !bytes.Equal(a[i].key, b[i].key) || !bytes.Equal(a[i].content, b[i].content) {
			return false
		}
	}
	return true
}

// began is the sequence number with which a log begins.
func began(log []entry) uint64 {
	seq, _ := keySeq(log[0].key)
	return seq
}

// earlier says that b begins with all lines of a.
func earlier(a, b []model.Line) bool {
	return len(a) <= len(b) && slices.Equal(a, b[:len(a)])
}
