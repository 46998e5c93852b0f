package store

import (
	"bytes"
	"os"
	"strings"

	"go.etcd.io/bbolt"
)

// write is a change to the database on its way: into a transaction of bbolt, and
// as a line of the journal.
type write struct {
	tx   *bbolt.Tx
	mark mark // after it
	ops  []op
}

// bucketAt gives the bucket of a place; nil where there is none, unless it is to
// be made.
func bucketAt(tx *bbolt.Tx, place string, make bool) (*bbolt.Bucket, error) {
	id, session := strings.CutPrefix(place, sessionPlace)
	if session {
		sessions := tx.Bucket(bucketSessions)
		if make {
			return sessions.CreateBucketIfNotExists([]byte(id))
		}
		return sessions.Bucket([]byte(id)), nil
	}
	if make {
		return tx.CreateBucketIfNotExists([]byte(place))
	}
	return tx.Bucket([]byte(place)), nil
}

// content gives what stands at a place under a key, nil when nothing does.
// errSum when it is not what was written.
func content(tx *bbolt.Tx, place string, key []byte) ([]byte, error) {
	b, err := bucketAt(tx, place, false)
	if b == nil || err != nil {
		return nil, err
	}
	value := b.Get(key)
	if value == nil {
		return nil, nil
	}
	return unseal(place, key, value)
}

// put sets an entry, unless it says that already.
func (w *write) put(place string, key, text []byte) error {
	b, err := bucketAt(w.tx, place, true)
	if err != nil {
		return err
	}
	value := seal(place, key, text)
	if bytes.Equal(b.Get(key), value) {
		return nil
	}
	if err := w.forget(b, place, key); err != nil {
		return err
	}
	if strings.HasPrefix(place, sessionPlace) {
		b.FillPercent = appendFill
	}
	if err := b.Put(key, value); err != nil {
		return err
	}
	w.mark.in(place, key, text)
	o := newOp(place, key)
	o.Content = string(text)
	w.ops = append(w.ops, o)
	return nil
}

// forget takes what stands under a key out of the digest.
func (w *write) forget(b *bbolt.Bucket, place string, key []byte) error {
	value := b.Get(key)
	if value == nil {
		return nil
	}
	was, err := unseal(place, key, value)
	if err == nil {
		w.mark.out(place, key, was)
	}
	return err
}

// remove takes an entry out, if it is there.
func (w *write) remove(place string, key []byte) error {
	b, err := bucketAt(w.tx, place, false)
	if b == nil || err != nil || b.Get(key) == nil {
		return err
	}
	if err := w.forget(b, place, key); err != nil {
		return err
	}
	if err := b.Delete(key); err != nil {
		return err
	}
	o := newOp(place, key)
	o.Gone = true
	w.ops = append(w.ops, o)
	return nil
}

// empty takes out the whole log of a session.
func (w *write) empty(id string) error {
	place := sessionPlace + id
	b, err := bucketAt(w.tx, place, false)
	if b == nil || err != nil {
		return err
	}
	err = b.ForEach(func(key, _ []byte) error { return w.forget(b, place, key) })
	if err == nil {
		err = w.tx.Bucket(bucketSessions).DeleteBucket([]byte(id))
	}
	w.ops = append(w.ops, op{Place: place, All: true})
	return err
}

// update makes a change: first the journal has it on disk, then the database.
// Without an error it is in both; with one it is in neither, as far as the disk
// lets it be taken back. A change of nothing writes nothing.
func (db *DB) update(f func(*write) error) error {
	for _, file := range db.files() {
		if err := file.still(); err != nil {
			return err
		}
	}
	before := db.mark
	err := db.attempt(f)
	if err == nil && db.mark != before {
		db.changed()
	}
	return err
}

func (db *DB) attempt(f func(*write) error) (err error) {
	defer guard(db.path, &err)()
	if db.unsure != nil {
		happened, err := db.settle()
		if err == nil && happened {
			err = &Fault{Replaced, db.path, nil} // it has more than whoever was told of a failure knows
		}
		if err != nil {
			return err
		}
	}
	tx, err := db.bolt.Begin(true)
	if err != nil {
		return writing(db.path, err)
	}
	defer tx.Rollback() // nothing to do once committed
	w := &write{tx: tx, mark: db.mark}
	w.mark.seq++
	if err := f(w); err != nil {
		return err
	}
	if len(w.ops) == 0 {
		return nil
	}
	if err := putMark(tx, db.id, w.mark); err != nil {
		return writing(db.path, err)
	}
	ops, err := encodeOps(w.ops)
	if err != nil {
		return err
	}
	before := db.journal.size
	if err := db.journal.append(line{kindChange, w.mark, ops}.text()); err != nil {
		return err
	}
	if err := db.end(tx); err != nil {
		db.unsure = &unsure{w.mark, before}
		if happened, e := db.settle(); e == nil && happened {
			db.mark, db.unsure = w.mark, nil
			return nil
		}
		return writing(db.path, err)
	}
	db.mark = w.mark
	return nil
}

// end commits a transaction, and lets go of it in any case.
func (db *DB) end(tx *bbolt.Tx) (err error) {
	defer tx.Rollback() // once a panic is taken care of: reopening waits for it
	defer guard(db.path, &err)()
	return db.commit(tx)
}

// unsure is a commit that gave an error: it may have happened all the same.
type unsure struct {
	after  mark  // where the database then stands
	before int64 // size of the journal without it
}

// settle finds out what an unsure commit came to, by reading the file again. What
// did not happen is taken back out of the journal. With an error it is still not
// known.
func (db *DB) settle() (happened bool, err error) {
	if err := db.reopen(); err != nil {
		return false, err
	}
	id, now, err := db.readMark()
	switch {
	case err != nil:
		return false, err
	case id == db.id && now == db.unsure.after:
		return true, nil
	case id != db.id || now != db.mark:
		return false, &Fault{Replaced, db.path, nil}
	}
	_ = db.journal.cut(db.unsure.before) // else the next line does
	db.unsure = nil
	return false, nil
}

// putMark writes where the database stands.
func putMark(tx *bbolt.Tx, id string, m mark) error {
	place := string(bucketAbout)
	return tx.Bucket(bucketAbout).Put(keyMark, seal(place, keyMark, []byte(id+" "+m.String())))
}

// opened is a file as it was when it was opened.
type opened struct {
	path string
	info os.FileInfo
}

// still says that under its path there is still that very file. One that was
// replaced, by a program that synchronises folders for example, would take what
// is written with it.
func (o opened) still() error {
	now, err := os.Stat(o.path)
	if err == nil && os.SameFile(o.info, now) {
		return nil
	}
	return &Fault{Replaced, o.path, err}
}

// files gives the files that are open.
func (db *DB) files() []opened {
	return []opened{{db.path, db.info}, {db.journal.path, db.journal.info}}
}
