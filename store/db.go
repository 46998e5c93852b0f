package store

import (
	"crypto/cipher"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"kring/model"
)

// version is the form of the file. A file of a later form is not touched.
const version = 1

// The buckets of the file.
var (
	bucketAbout    = []byte("kring")    // "version": the form of the file
	bucketSessions = []byte("sessions") // by id: a bucket with the log, by sequence number
	bucketCards    = []byte("cards")    // by id: the session's card
	bucketBin      = []byte("bin")      // by id: when the session was put into the bin
	bucketDrafts   = []byte("drafts")   // by session and place: text that was being typed
	bucketSettings = []byte("settings") // by name
)

var keyVersion = []byte("version")

// lockWait is how long opening waits for another process to let go. A program
// that is just ending needs some milliseconds.
const lockWait = 300 * time.Millisecond

// DB is an open database. One process has it open at a time. Its methods are
// for one goroutine.
type DB struct {
	path    string
	bolt    *bbolt.DB
	methods model.Methods
	now     func() time.Time
	keys    string                 // what the paths of the keys of secret rounds begin with
	held    map[string]cipher.AEAD // those that were read, by their path

	// commit ends a transaction; tests put a failing one in its place.
	commit func(*bbolt.Tx) error
}

// Open opens the database, and makes it with its folder when it is not there.
// Faults: Locked, IsFolder, NotAllowed, NotOurs, EmptyFile, Damaged, Newer.
func Open(path string, methods model.Methods, now func() time.Time) (*DB, error) {
	db := &DB{path: path, methods: methods, now: now, commit: (*bbolt.Tx).Commit, keys: path, held: make(map[string]cipher.AEAD)}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := create(path); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, reading(path, err)
	case info.IsDir():
		return nil, &Fault{IsFolder, path, nil}
	case !info.Mode().IsRegular():
		return nil, &Fault{NotOurs, path, nil}
	case info.Size() == 0:
		// bbolt would take it for a new one, and nobody would learn that
		// something emptied it.
		return nil, &Fault{EmptyFile, path, nil}
	}
	if db.bolt, err = openBolt(path, false); err != nil {
		return nil, err
	}
	if err := db.checkVersion(); err != nil {
		db.bolt.Close()
		return nil, err
	}
	// By whatever link it was opened, the keys are beside the file itself.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		db.keys = real
	}
	return db, nil
}

// Close lets go of the file.
func (db *DB) Close() error { return db.bolt.Close() }

// Path is where the database is.
func (db *DB) Path() string { return db.path }

// openBolt opens an existing file. A file that is broken can make bbolt panic;
// that too is Damaged.
func openBolt(path string, readOnly bool) (b *bbolt.DB, err error) {
	defer guard(path, &err)()
	b, err = bbolt.Open(path, fileMode, &bbolt.Options{
		Timeout: lockWait, ReadOnly: readOnly, FreelistType: bbolt.FreelistMapType,
	})
	switch {
	case err == nil:
		return b, nil
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, &Fault{Locked, path, err}
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrVersionMismatch),
		errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return nil, &Fault{NotOurs, path, err}
	case errors.As(err, new(*fs.PathError)), errors.As(err, new(*os.SyscallError)), errors.As(err, new(syscall.Errno)):
		return nil, reading(path, err)
	}
	// What is left is what bbolt itself finds wrong with the content.
	return nil, &Fault{Damaged, path, err}
}

// guard turns what a broken file does to bbolt, which reads it through memory,
// into Damaged: a panic, or a page that is not there. It is deferred with its
// result: defer guard(path, &err)().
func guard(path string, err *error) func() {
	was := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(was)
		if r := recover(); r != nil {
			*err = &Fault{Damaged, path, fmt.Errorf("%v", r)}
		}
	}
}

// create makes an empty database under another name and gives it its own once
// it is whole, so that a process that dies in between leaves no half one.
func create(path string) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, folderMode); err != nil {
		return writing(path, err)
	}
	f, err := os.CreateTemp(folder, ".kring-new-*")
	if err != nil {
		return writing(path, err)
	}
	temp := f.Name()
	defer os.Remove(temp)
	if err := f.Close(); err != nil {
		return writing(path, err)
	}
	b, err := bbolt.Open(temp, fileMode, &bbolt.Options{Timeout: lockWait})
	if err != nil {
		return writing(path, err)
	}
	err = b.Update(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{bucketAbout, bucketSessions, bucketCards, bucketBin, bucketDrafts, bucketSettings} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return tx.Bucket(bucketAbout).Put(keyVersion, strconv.AppendInt(nil, version, 10))
	})
	if e := b.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = publish(temp, path)
	}
	if err == nil {
		err = syncFolder(folder)
	}
	if err != nil {
		return writing(path, err)
	}
	return nil
}

// publish gives the file its name, unless another process was faster: then
// that one's file stands. A hard link does not replace; where the disk has
// none, a rename has to do.
func publish(temp, path string) error {
	err := os.Link(temp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	return os.Rename(temp, path)
}

func (db *DB) checkVersion() error {
	return db.view(func(tx *bbolt.Tx) error {
		about := tx.Bucket(bucketAbout)
		if about == nil {
			return &Fault{NotOurs, db.path, nil}
		}
		v, err := strconv.Atoi(string(about.Get(keyVersion)))
		if err != nil {
			return &Fault{Damaged, db.path, err}
		}
		if v > version {
			return &Fault{Newer, db.path, nil}
		}
		return nil
	})
}

// view reads in one transaction. A broken page can make bbolt panic.
func (db *DB) view(f func(*bbolt.Tx) error) (err error) {
	defer guard(db.path, &err)()
	return db.bolt.View(f)
}

// update writes in one transaction, on disk when it returns.
func (db *DB) update(f func(*bbolt.Tx) error) (err error) {
	defer guard(db.path, &err)()
	tx, err := db.bolt.Begin(true)
	if err != nil {
		return writing(db.path, err)
	}
	defer tx.Rollback() // nothing to do once committed
	if err := f(tx); err != nil {
		return err
	}
	if err := db.commit(tx); err != nil {
		return writing(db.path, err)
	}
	return nil
}

// reopen lets bbolt read the file again, after a write failed in a way that
// leaves open what is in it.
func (db *DB) reopen() error {
	db.bolt.Close()
	b, err := openBolt(db.path, false)
	if err == nil {
		db.bolt = b
	}
	return err
}
