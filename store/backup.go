package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"go.etcd.io/bbolt"

	"kring/model"
)

// Backup writes a consistent copy of the database. Faults: SameFile and those
// of writing.
func (db *DB) Backup(path string) error {
	if here, err := os.Stat(db.path); err == nil {
		if there, err := os.Stat(path); err == nil && os.SameFile(here, there) {
			return &Fault{SameFile, path, nil}
		}
	}
	return WriteFile(path, func(w io.Writer) error {
		return db.view(func(tx *bbolt.Tx) error {
			_, err := tx.WriteTo(w)
			return err
		})
	})
}

// Restored tells what restoring did with one session of the copy.
type Restored struct {
	ID    string // in this database; "" when nothing came in
	Was   string // in the copy
	Title string
	Fate  Fate
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
// Open for the copy, and of writing.
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
	b, err := openBolt(path, true)
	if err != nil {
		return nil, err
	}
	copy := &DB{path: path, bolt: b, methods: db.methods, now: db.now, keys: db.keys, held: db.held}
	defer copy.Close()
	if err := copy.checkVersion(); err != nil {
		return nil, err
	}
	cards, err := copy.Cards()
	if err != nil {
		return nil, err
	}
	var all []Restored
	for _, card := range cards {
		r, err := db.restore(copy, card)
		if err != nil {
			return all, err
		}
		all = append(all, r)
	}
	return all, db.restoreCards(copy)
}

func (db *DB) restore(copy *DB, card model.Card) (Restored, error) {
	r := Restored{Was: card.ID, ID: card.ID, Title: card.Title, Fate: CameIn}
	book, err := copy.Open(card.ID)
	if err != nil {
		r.ID, r.Fate = "", Broken
		return r, nil
	}
	theirs, err := copy.contents(card.ID)
	if err != nil {
		return r, err
	}
	ours, err := db.contents(card.ID)
	if err != nil {
		return r, err
	}
	if ours != nil {
		same := prefix(theirs, ours)
		if !same {
			// The log of ours may have begun anew since the copy was made.
			now, err := db.Open(card.ID)
			if err != nil {
				return r, err
			}
			same = len(ours) > 0 && began(ours) > began(theirs) && earlier(book.Lines(), now.Lines())
		}
		if same {
			r.Fate = Present
			return r, nil
		}
		// The first record names the session, so a new id is a new origin.
		r.ID, r.Fate = NewID(), Beside
		_, err := db.Create(book.Session().Renamed(r.ID), book.Lines())
		return r, err
	}
	return r, db.update(func(tx *bbolt.Tx) error {
		log, err := tx.Bucket(bucketSessions).CreateBucket([]byte(card.ID))
		if err != nil {
			return err
		}
		log.FillPercent = appendFill
		for _, c := range theirs {
			if err := log.Put(c.key, seal(card.ID, c.key, c.content)); err != nil {
				return err
			}
		}
		return putCard(tx, book.Session().Card())
	})
}

type entry struct{ key, content []byte }

// contents gives the records of a session as they are, nil when it is not there.
func (db *DB) contents(id string) ([]entry, error) {
	var all []entry
	err := db.view(func(tx *bbolt.Tx) error {
		log := tx.Bucket(bucketSessions).Bucket([]byte(id))
		if log == nil {
			return nil
		}
		return log.ForEach(func(key, value []byte) error {
			content, err := unseal(id, key, value)
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

// Report is what checking a database found.
type Report struct {
	Path     string    `json:"path"`
	Bytes    int64     `json:"bytes"`
	Sessions int       `json:"sessions"`
	Records  int       `json:"records"`
	Problems []Problem `json:"problems"`
}

// Problem is one thing that is not as it was written.
type Problem struct {
	Session string `json:"session"` // "" for the file as a whole
	Kind    string `json:"kind"`    // pages, record, card, key
	Detail  string `json:"detail"`  // in English, for whoever repairs it
}

// Check reads everything there is: pages, records, checksums, and whether every
// session can be folded and every card says what its session says.
func (db *DB) Check() (Report, error) {
	r := Report{Path: db.path, Problems: []Problem{}}
	err := db.view(func(tx *bbolt.Tx) error {
		r.Bytes = tx.Size()
		for err := range tx.Check() {
			r.Problems = append(r.Problems, Problem{"", "pages", err.Error()})
		}
		r.Problems = append(r.Problems, checkCards(tx)...)
		sessions := tx.Bucket(bucketSessions)
		return sessions.ForEachBucket(func(id []byte) error {
			r.Sessions++
			log := sessions.Bucket(id)
			r.Records += log.Stats().KeyN
			h, err := db.fold(string(id), log)
			if err != nil {
				r.Problems = append(r.Problems, Problem{string(id), "record", err.Error()})
				return nil
			}
			card, err := readCard(tx, id)
			if err == nil && (card.Title != h.Session().Title || card.Changed != h.Session().Changed) {
				err = errors.New("says something else than its session")
			}
			if err != nil {
				r.Problems = append(r.Problems, Problem{string(id), "card", err.Error()})
			}
			for _, round := range h.Session().Rounds.All() {
				path := db.keyPath(string(id), round.ID)
				if _, err := os.Stat(path); err == nil && round.Secret && round.State == model.Closed {
					r.Problems = append(r.Problems, Problem{string(id), "key", path + " is the key of a secret round that is closed"})
				}
			}
			return nil
		})
	})
	return r, err
}
