package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"go.etcd.io/bbolt"
)

// open finds database and journal, has each made good from the other where one
// is not as it was written, and opens both.
//
// The bytes of the database are vetted before bbolt maps them. That is done
// without the lock, which only bbolt holds: a file that is as it should be may
// be changed by another process until bbolt has it, but only into one that is.
// What is to be repaired is locked first, and looked at again.
func (db *DB) open() error {
	const tries = 5 // another process may create, or change, in between
	for range tries {
		again, err := db.try()
		if err != nil || !again {
			return err
		}
	}
	return &Fault{Locked, db.path, nil}
}

// try opens once; again says that the file has changed meanwhile.
func (db *DB) try() (again bool, err error) {
	info, err := os.Stat(db.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(db.file); err == nil {
			return false, &Fault{NotFound, db.path, nil} // a link to a disk that is not there, for one
		}
		return true, db.begin()
	case err != nil:
		return false, reading(db.path, err)
	case info.IsDir():
		return false, &Fault{IsFolder, db.path, nil}
	case !info.Mode().IsRegular():
		return false, &Fault{NotOurs, db.path, nil}
	}
	var early written
	told := make(chan struct{})
	go func() { // beside the database; what it says is taken only where both agree
		defer close(told)
		early, _, _ = db.readJournal()
	}()
	defer func() { <-told }() // no file stays open: Windows lets nobody replace it
	data, err := os.ReadFile(db.file)
	if err != nil {
		return false, reading(db.path, err)
	}
	c, err := readContents(data)
	if err := db.refused(c, err, len(data)); err != nil {
		return false, err
	}
	if !c.clean() {
		<-told // for the same reason
		return true, db.repair()
	}
	if err := db.openBolt(); err != nil {
		return false, err
	}
	id, now, err := db.readMark()
	if err != nil || id != c.id || now != c.mark {
		db.bolt.Close()
		db.bolt = nil
		return err == nil, err
	}
	db.id, db.mark = id, now
	<-told
	if db.agrees(early) && !early.long(c.state) {
		db.journal, err = openJournal(db.journalPath(), early.whole)
		return false, err
	}
	return db.pair(c)
}

// refused says that a file is not to be touched: it is none of ours, of a later
// version, or broken with no journal that could help.
func (db *DB) refused(c contents, err error, size int) error {
	switch {
	case c.version > version && len(c.flaws) == 0:
		return &Fault{Newer, db.path, nil}
	case err == nil && !c.ours && len(c.flaws) == 0:
		return &Fault{NotOurs, db.path, nil}
	case c.ours:
		return nil
	}
	if w, _, _ := db.readJournal(); w.id != "" {
		return nil
	}
	switch {
	case size == 0:
		// bbolt would take it for a new one, and nobody would learn that
		// something emptied it.
		return &Fault{EmptyFile, db.path, nil}
	case err != nil:
		return &Fault{NotOurs, db.path, err}
	}
	return &Fault{Damaged, db.path, nil}
}

func (db *DB) journalPath() string { return db.file + journalEnd }

// readJournal reads the journal, when it is there.
func (db *DB) readJournal() (w written, there bool, err error) {
	data, err := os.ReadFile(db.journalPath())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return written{}, false, nil
	case err != nil:
		return written{}, true, reading(db.journalPath(), err)
	}
	return readJournal(data), true, nil
}

// begin makes a database where none is: from its journal when that is there, and
// else a new one.
func (db *DB) begin() error {
	folder := filepath.Dir(db.file)
	if err := makeFolder(folder); err != nil {
		return writing(db.path, err)
	}
	w, there, err := db.readJournal()
	if err != nil {
		return err
	}
	switch {
	case !there:
		return build(db.file, newDatabaseID(), state{}, mark{}, false)
	case len(w.lines) == 0:
		return db.beginAgain()
	}
	s, all := w.state()
	if all && w.complete() {
		db.tell(DatabaseGone, "", 0)
		return build(db.file, w.id, s, w.last(), false)
	}
	return db.salvage(contents{state: state{}}, w)
}

// beginAgain makes a new database where one was: of its journal too nothing is
// left.
func (db *DB) beginAgain() error {
	aside, err := db.setAside(db.journalPath())
	if err != nil {
		return err
	}
	db.tell(SomeLost, aside, 0)
	id := newDatabaseID()
	if err := writeJournal(db.journalPath(), id, state{}, mark{}); err != nil {
		return err
	}
	return build(db.file, id, state{}, mark{}, false)
}

// repair makes a database that is not as it was written good.
func (db *DB) repair() error {
	f, err := os.OpenFile(db.file, os.O_RDWR, 0)
	if err != nil {
		return reading(db.path, err)
	}
	defer f.Close()
	if err := lock(f); err != nil {
		return &Fault{Locked, db.path, err}
	}
	data, err := os.ReadFile(db.file)
	if err != nil {
		return reading(db.path, err)
	}
	c, _ := readContents(data)
	if c.clean() {
		return nil // another process was writing
	}
	if isWindows {
		f.Close() // an open file is not renamed there
	}
	w, there, err := db.readJournal()
	if err != nil {
		return err
	}
	if c.version == 1 && len(c.flaws) == 0 && c.bad == 0 && !there {
		return db.renew(c)
	}
	s, all := w.state()
	if all && w.complete() && len(w.lines) > 0 && (!c.marked || c.id == w.id && c.mark.seq <= w.last().seq) {
		aside, err := db.setAside(db.file)
		if err != nil {
			return err
		}
		db.tell(DatabaseMended, aside, 0)
		return build(db.file, w.id, s, w.last(), true)
	}
	return db.salvage(c, w)
}

// renew brings a database of an earlier form up to date, and keeps what it was.
func (db *DB) renew(c contents) error {
	old := db.file + ".version-" + strconv.Itoa(c.version)
	if err := os.Link(db.file, old); err != nil && !errors.Is(err, fs.ErrExist) {
		if err := copyFile(db.file, old); err != nil {
			return err
		}
	}
	db.tell(Renewed, old, 0)
	return build(db.file, newDatabaseID(), c.state, mark{digest: c.state.digest()}, true)
}

// salvage makes a database of what a damaged one and a damaged journal still have
// together.
func (db *DB) salvage(c contents, w written) error {
	s := merged(c, w)
	kept, lost := db.whole(s)
	if len(kept.sessions()) == 0 && len(c.state) == 0 && len(w.lines) == 0 {
		return &Fault{Damaged, db.path, nil} // nothing to make one of
	}
	best := w.last()
	if c.marked && c.mark.seq > best.seq {
		best = c.mark
	}
	aside := ""
	for _, path := range []string{db.journalPath(), db.file} {
		if _, err := os.Lstat(path); err != nil {
			continue
		}
		to, err := db.setAside(path)
		if err != nil {
			return err
		}
		aside = to
	}
	if lost == 0 && kept.digest() == best.digest {
		db.tell(BothDamaged, aside, 0)
	} else {
		db.tell(SomeLost, aside, lost)
	}
	id := w.id
	if c.marked || id == "" {
		id = c.id
	}
	if id == "" {
		id = newDatabaseID()
	}
	at := mark{best.seq + 1, kept.digest()}
	// The journal first: from then on all of it can be made of that.
	if err := writeJournal(db.journalPath(), id, kept, at); err != nil {
		return err
	}
	return build(db.file, id, kept, at, true)
}

// pair holds an open database against its journal, and opens that. again says
// that the database had to be put aside.
func (db *DB) pair(c contents) (again bool, err error) {
	w, there, err := db.readJournal()
	if err != nil {
		return false, err
	}
	switch last := w.last(); {
	case db.agrees(w):
		if w.long(c.state) {
			return false, db.anew(c.state)
		}
		db.journal, err = openJournal(db.journalPath(), w.whole)
		return false, err
	case !there:
		if db.mark.seq > 0 {
			db.tell(JournalGone, "", 0)
		}
		return false, db.anew(c.state)
	case w.id != "" && w.id != db.id:
		return false, db.instead(JournalOther, c.state)
	case last.seq > db.mark.seq:
		return db.behind(c, w)
	}
	return false, db.instead(JournalMended, c.state)
}

// agrees says that a journal has every line, and ends where the database stands.
func (db *DB) agrees(w written) bool { return w.id == db.id && w.last() == db.mark && w.complete() }

// anew begins the journal anew with what the database holds.
func (db *DB) anew(s state) error {
	if err := writeJournal(db.journalPath(), db.id, s, db.mark); err != nil {
		return err
	}
	info, err := os.Stat(db.journalPath())
	if err == nil {
		db.journal, err = openJournal(db.journalPath(), info.Size())
	}
	return err
}

// instead puts a journal aside and begins it anew.
func (db *DB) instead(found Found, s state) error {
	aside, err := db.setAside(db.journalPath())
	if err != nil {
		return err
	}
	db.tell(found, aside, 0)
	return db.anew(s)
}

// behind brings a database that has not all that its journal has up to date. One
// that is no earlier state of the journal is put aside, and made of the journal.
func (db *DB) behind(c contents, w written) (again bool, err error) {
	late := w.lines
	for len(late) > 0 && (late[0].kind == kindBase || late[0].seq <= db.mark.seq) {
		late = late[1:]
	}
	was, known := w.at(db.mark.seq)
	next := c.state.clone()
	gap := false
	for i, l := range late {
		ops, err := l.changes()
		gap = gap || err != nil || l.seq != db.mark.seq+uint64(i)+1
		next.apply(ops)
	}
	if !gap && next.digest() == w.last().digest && (!known || was == db.mark) {
		if err := db.catchUp(late, w.last()); err != nil {
			return false, err
		}
		db.tell(CaughtUp, "", len(late))
		if w.complete() {
			db.journal, err = openJournal(db.journalPath(), w.whole)
			return false, err
		}
		return false, db.instead(JournalMended, next)
	}
	if s, all := w.state(); all && w.complete() {
		found := DatabaseOlder
		if known {
			found = DatabaseOther // it stood elsewhere after that change
		}
		return true, db.replaceBy(found, w.id, s, w.last())
	}
	db.bolt.Close()
	db.bolt = nil
	return true, db.salvage(c, w)
}

// catchUp makes the changes that only the journal has.
func (db *DB) catchUp(late []line, to mark) (err error) {
	defer guard(db.path, &err)()
	return db.bolt.Update(func(tx *bbolt.Tx) error {
		w := &write{tx: tx, mark: db.mark}
		for _, l := range late {
			ops, err := l.changes()
			if err != nil {
				return err
			}
			for _, o := range ops {
				if err := w.redo(o); err != nil {
					return err
				}
			}
		}
		db.mark = to
		return putMark(tx, db.id, to)
	})
}

func (w *write) redo(o op) error {
	switch key := []byte(o.key()); {
	case o.All:
		return w.empty(strings.TrimPrefix(o.Place, sessionPlace))
	case o.Gone:
		return w.remove(o.Place, key)
	default:
		return w.put(o.Place, key, []byte(o.Content))
	}
}

// replaceBy puts the database aside and makes it anew.
func (db *DB) replaceBy(found Found, id string, s state, at mark) error {
	db.bolt.Close()
	db.bolt = nil
	aside, err := db.setAside(db.file)
	if err != nil {
		return err
	}
	db.tell(found, aside, 0)
	return build(db.file, id, s, at, true)
}
