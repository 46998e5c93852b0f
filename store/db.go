package store

import (
	"cmp"
	"crypto/cipher"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"kring/model"
)

// version is the form of the file. A file of a later form is not touched, one of
// an earlier form is kept and brought up to date.
const version = 2

// The buckets of the file. An entry of each is a checksum and a content.
var (
	bucketAbout    = []byte("kring")    // "version": the form of the file; "mark": its id and where it stands
	bucketSessions = []byte("sessions") // by id: a bucket with the log, by sequence number
	bucketCards    = []byte("cards")    // by id: the session's card
	bucketBin      = []byte("bin")      // by id: when the session was put into the bin
	bucketDrafts   = []byte("drafts")   // by session and place: text that was being typed
	bucketSettings = []byte("settings") // by name
	bucketLibrary  = []byte("library")  // the own library: a card by its id
)

var keyVersion, keyMark = []byte("version"), []byte("mark")

// lockWait is how long opening waits for another process to let go. A program
// that is just ending needs some milliseconds.
const lockWait = 300 * time.Millisecond

// DB is an open database with its journal. One process has it open at a time.
// Its methods are for one goroutine.
type DB struct {
	path    string // as it was asked for
	file    string // where that leads
	bolt    *bbolt.DB
	info    os.FileInfo // of the open file
	journal *journal
	id      string
	mark    mark
	unsure  *unsure // the last commit, when it is not known what came of it
	found   []Finding
	safe    safekeep
	methods model.Methods
	now     func() time.Time
	held    map[string]cipher.AEAD // keys of secret rounds that were read, by their path

	forgotten model.Forgotten

	// commit ends a transaction; tests put a failing one in its place.
	commit func(*bbolt.Tx) error
	// between is called between two steps of forgetting; tests look at the files
	// then, or let what follows fail.
	between func() error
}

// Open opens the database, and makes it with its folder when it is not there.
// What is damaged in it or in its journal is made good from the other, and Found
// tells. Faults: Locked, IsFolder, NotAllowed, NotOurs, EmptyFile, Damaged,
// Newer, BadName.
func Open(path string, methods model.Methods, now func() time.Time) (*DB, error) {
	db := &DB{path: path, file: path, methods: methods, now: now, commit: (*bbolt.Tx).Commit, between: func() error { return nil }, held: make(map[string]cipher.AEAD)}
	if !isName(path) {
		return nil, &Fault{BadName, path, nil}
	}
	// By whatever link it was opened, journal and keys are beside the file itself.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		db.file = real
	}
	if err := db.open(); err != nil {
		db.Close()
		return nil, err
	}
	switch left := db.finishForgetting(); {
	case left > 0:
		db.tell(Unfinished, "", left)
	case left == 0:
		db.tell(Finished, "", 0)
	}
	return db, nil
}

// Close lets go of the files.
func (db *DB) Close() error {
	db.putAwayLast()
	err := db.journal.close()
	if db.bolt != nil {
		err = cmp.Or(db.bolt.Close(), err)
	}
	return err
}

// Path is where the database is.
func (db *DB) Path() string { return db.path }

// Found tells what opening found not to be as it should, and did about it.
func (db *DB) Found() []Finding { return db.found }

func (db *DB) tell(f Found, path string, n int) {
	db.found = append(db.found, Finding{Found: f, Path: path, N: n})
}

// openBolt opens an existing file. A file that is broken can make bbolt panic;
// that too is Damaged.
func openBolt(path string) (b *bbolt.DB, err error) {
	defer guard(path, &err)()
	b, err = bbolt.Open(path, fileMode, &bbolt.Options{
		Timeout: lockWait, FreelistType: bbolt.FreelistMapType,
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
			*err = &Fault{Damaged, path, caught(r)}
		}
	}
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

// view reads in one transaction. A broken page can make bbolt panic.
func (db *DB) view(f func(*bbolt.Tx) error) (err error) {
	defer guard(db.path, &err)()
	return db.bolt.View(f)
}

// reopen lets bbolt read the file again, after a write failed in a way that
// leaves open what is in it.
func (db *DB) reopen() error {
	db.bolt.Close()
	return db.openBolt()
}

// openBolt opens the file, which has been vetted.
func (db *DB) openBolt() error {
	b, err := openBolt(db.file)
	if err != nil {
		return err
	}
	db.bolt = b
	db.info, err = os.Stat(db.file)
	if err != nil {
		return reading(db.file, err)
	}
	return nil
}
