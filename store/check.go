package store

import (
	"errors"
	"fmt"
	"os"

	"go.etcd.io/bbolt"

	"kring/model"
)

// Report is what checking a database found.
type Report struct {
	Path     string        `json:"path"`
	Bytes    int64         `json:"bytes"`
	Sessions int           `json:"sessions"`
	Records  int           `json:"records"`
	Journal  JournalReport `json:"journal"`
	Copies   CopiesReport  `json:"copies"`
	Risk     Risk          `json:"risk"`  // of the place where the database is, "" when there is none
	Found    []Finding     `json:"found"` // by opening, which has made it good
	Problems []Problem     `json:"problems"`
}

// JournalReport is what the journal beside the database is.
type JournalReport struct {
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
	Lines int    `json:"lines"`
}

// CopiesReport is what copies were put away.
type CopiesReport struct {
	Folder string    `json:"folder"` // "" when none are
	Sound  int       `json:"sound"`
	Newest *Safekept `json:"newest"` // of the sound ones; nil when there is none
}

// Problem is one thing that is not as it was written.
type Problem struct {
	Session string `json:"session"` // "" for the file as a whole
	Kind    string `json:"kind"`    // pages, record, card, key, database, journal, copy
	Detail  string `json:"detail"`  // in English, for whoever repairs it
}

func (r *Report) problem(session, kind, format string, args ...any) {
	r.Problems = append(r.Problems, Problem{session, kind, fmt.Sprintf(format, args...)})
}

// Check reads everything there is: pages, records, checksums, whether every
// session can be folded and every card says what its session says, whether the
// bytes of the database and the journal are whole and say the same, and the
// copies that were put away.
func (db *DB) Check() (Report, error) {
	r := Report{Path: db.path, Risk: db.Risk(), Found: append([]Finding{}, db.found...), Problems: []Problem{}}
	err := db.view(func(tx *bbolt.Tx) error {
		r.Bytes = tx.Size()
		for err := range tx.Check() {
			r.problem("", "pages", "%v", err)
		}
		r.Problems = append(r.Problems, checkCards(tx)...)
		sessions := tx.Bucket(bucketSessions)
		return sessions.ForEachBucket(func(id []byte) error {
			r.Sessions++
			db.checkSession(&r, tx, id, sessions.Bucket(id))
			return nil
		})
	})
	if err == nil {
		err = db.checkFiles(&r)
	}
	db.checkCopies(&r)
	return r, err
}

func (db *DB) checkSession(r *Report, tx *bbolt.Tx, id []byte, log *bbolt.Bucket) {
	r.Records += log.Stats().KeyN
	h, err := db.fold(string(id), log)
	if err != nil {
		r.problem(string(id), "record", "%v", err)
		return
	}
	card, err := readCard(tx, id)
	if err == nil && (card.Title != h.Session().Title || card.Changed != h.Session().Changed) {
		err = errors.New("says something else than its session")
	}
	if err != nil {
		r.problem(string(id), "card", "%v", err)
	}
	for _, round := range h.Session().Rounds.All() {
		path := db.keyPath(string(id), round.ID)
		if _, err := os.Stat(path); err == nil && round.Secret && round.State == model.Closed {
			r.problem(string(id), "key", "%s is the key of a secret round that is closed", path)
		}
	}
}

// checkFiles reads the bytes of the database and of its journal, as opening does.
func (db *DB) checkFiles(r *Report) error {
	data, err := os.ReadFile(db.file)
	if err != nil {
		return reading(db.file, err)
	}
	c, err := readContents(data)
	if err != nil {
		r.problem("", "database", "%v", err)
	}
	for _, flaw := range c.flaws {
		r.problem("", "database", "%s", flaw)
	}
	if c.bad > 0 {
		r.problem("", "database", "%d entries are not what was written", c.bad)
	}
	if len(r.Problems) == 0 && (!c.clean() || c.mark != db.mark) {
		r.problem("", "database", "it does not add up to its digest")
	}
	r.Journal.Path = db.journalPath()
	w, there, err := db.readJournal()
	if err != nil {
		return err
	}
	r.Journal.Lines, r.Journal.Bytes = len(w.lines), w.whole
	s, all := w.state()
	switch {
	case !there:
		r.problem("", "journal", "it is not there")
	case w.id != db.id:
		r.problem("", "journal", "it is of another database")
	case !w.complete() || w.torn || !all:
		r.problem("", "journal", "%d lines are not what was written, or lines are missing", w.bad)
	case w.last() != db.mark || !s.same(c.state):
		r.problem("", "journal", "it says something else than the database")
	}
	return nil
}

// checkCopies reads the copies that were put away.
func (db *DB) checkCopies(r *Report) {
	if r.Copies.Folder = db.safe.folder; r.Copies.Folder == "" {
		return
	}
	for _, s := range copiesIn(r.Copies.Folder) {
		if s.id != short(db.id) {
			continue
		}
		data, err := os.ReadFile(s.Path)
		if err == nil {
			err = sound(data)
		}
		if err != nil {
			r.problem("", "copy", "%s: %v", s.Path, err)
			continue
		}
		r.Copies.Sound++
		if n := r.Copies.Newest; n == nil || s.Seq > n.Seq {
			r.Copies.Newest = &s
		}
	}
}
