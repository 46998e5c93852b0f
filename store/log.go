package store

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"go.etcd.io/bbolt"

	"kring/model"
)

var _ model.Sessions = (*DB)(nil)
var _ model.Journal = (*DB)(nil)

// appendFill leaves almost no room in the pages of a log: records only come at
// its end.
const appendFill = 0.95

// NewID gives an id for a session: eight characters that are read aloud
// without mistakes.
func NewID() string { return strings.ToLower(rand.Text()[:8]) }

// Create keeps a new session. Its log begins where the log it came with ended.
// Codes: model.IDTaken.
func (db *DB) Create(s *model.Session, earlier []model.Line) (*model.Book, error) {
	seq := uint64(1)
	if n := len(earlier); n > 0 {
		seq = max(seq, earlier[n-1].Seq)
	}
	key := seqKey(seq)
	data, err := model.EncodeOrigin(s, earlier, db.sealer(s.ID, key))
	if err != nil {
		return nil, err
	}
	err = db.update(func(tx *bbolt.Tx) error {
		sessions := tx.Bucket(bucketSessions)
		if sessions.Bucket([]byte(s.ID)) != nil {
			return &model.Error{Code: model.IDTaken, Args: map[string]any{"ID": s.ID}}
		}
		log, err := sessions.CreateBucket([]byte(s.ID))
		if err != nil {
			return err
		}
		if err := log.Put(key, seal(s.ID, key, data)); err != nil {
			return err
		}
		return putCard(tx, s.Card())
	})
	if err != nil {
		return nil, err
	}
	return model.NewBook(model.NewHistory(s, seq, earlier), db), nil
}

// Open folds the log of a session. Codes: model.RefUnknown. Fault: Damaged.
func (db *DB) Open(id string) (*model.Book, error) {
	var h *model.History
	err := db.view(func(tx *bbolt.Tx) error {
		log := tx.Bucket(bucketSessions).Bucket([]byte(id))
		if log == nil {
			return unknown(id)
		}
		var err error
		h, err = db.fold(id, log)
		return err
	})
	if err != nil {
		return nil, db.damaged(err)
	}
	if err := db.destroyKeys(h.Session()); err != nil {
		return nil, err
	}
	return model.NewBook(h, db), nil
}

func unknown(id string) error {
	return &model.Error{Code: model.RefUnknown, Args: map[string]any{"Kind": "session", "ID": id}}
}

// damaged makes a fault of an error that folding found, but for a session that
// is not there.
func (db *DB) damaged(err error) error {
	var f *Fault
	var m *model.Error
	if errors.As(err, &f) || errors.As(err, &m) && m.Args["Kind"] == "session" {
		return err
	}
	return &Fault{Damaged, db.path, err}
}

// fold reads a log: the first record is the session as it began, the others
// are its changes, without a gap.
func (db *DB) fold(id string, log *bbolt.Bucket) (*model.History, error) {
	var h *model.History
	err := log.ForEach(func(key, value []byte) error {
		seq, ok := keySeq(key)
		if !ok {
			return fmt.Errorf("session %s: a key of %d bytes", id, len(key))
		}
		content, err := unseal(id, key, value)
		if err != nil {
			return fmt.Errorf("session %s, record %d: %w", id, seq, err)
		}
		if h == nil {
			h, err = begin(seq, content, db.methods, db.unsealer(id, key))
		} else if seq != h.Seq()+1 {
			err = fmt.Errorf("follows record %d", h.Seq())
		} else {
			err = replay(h, seq, content, db.unsealer(id, key))
		}
		if err != nil {
			return fmt.Errorf("session %s, record %d: %w", id, seq, err)
		}
		return nil
	})
	if err == nil && h == nil {
		err = fmt.Errorf("session %s: no records", id)
	}
	return h, err
}

func begin(seq uint64, content []byte, methods model.Methods, unseal model.Unseal) (*model.History, error) {
	o, err := model.DecodeOrigin(content, unseal)
	if err != nil {
		return nil, err
	}
	if err := o.Session.Attach(methods); err != nil {
		return nil, err
	}
	h := model.NewHistory(o.Session, seq, o.Lines)
	h.Lock(o.Locked)
	return h, nil
}

func replay(h *model.History, seq uint64, content []byte, unseal model.Unseal) error {
	r, err := model.DecodeRecord(seq, content, unseal)
	if err != nil {
		return err
	}
	return h.Replay(r)
}

// Append makes one change durable, with the card beside it. Faults: those of
// writing.
func (db *DB) Append(e model.Entry) (model.Record, error) {
	r := model.Record{Seq: e.After + 1, Time: model.TimeOf(db.now()), Change: e.Change}
	key := seqKey(r.Seq)
	content, err := db.content(e, r, key)
	if err != nil {
		return r, err
	}
	card := e.Card
	card.Changed = r.Time
	value := seal(e.Session, key, content)
	write := func(tx *bbolt.Tx) error {
		sessions := tx.Bucket(bucketSessions)
		log := sessions.Bucket([]byte(e.Session))
		if log == nil {
			return unknown(e.Session)
		}
		if e.Uncovers != "" {
			if err := sessions.DeleteBucket([]byte(e.Session)); err != nil {
				return err
			}
			if log, err = sessions.CreateBucket([]byte(e.Session)); err != nil {
				return err
			}
		}
		log.FillPercent = appendFill
		if err := log.Put(key, value); err != nil {
			return err
		}
		return putCard(tx, card)
	}
	err = db.update(write)
	var f *Fault
	if errors.As(err, &f) && db.holds(e.Session, key, value) {
		// The commit said no and happened all the same. Once more, so that it
		// is certain to be on disk.
		err = db.update(write)
	}
	if err == nil && e.Uncovers != "" {
		// The round is closed whatever comes of this; what is left is destroyed
		// when the session is opened next, and Check tells of it.
		_ = db.destroyKey(e.Session, e.Uncovers)
	}
	return r, err
}

// holds reads the file anew and says whether the value is in it.
func (db *DB) holds(session string, key, value []byte) bool {
	if db.reopen() != nil {
		return false
	}
	found := false
	err := db.view(func(tx *bbolt.Tx) error {
		if log := tx.Bucket(bucketSessions).Bucket([]byte(session)); log != nil {
			found = bytes.Equal(log.Get(key), value)
		}
		return nil
	})
	return err == nil && found
}

// Keep writes a session's card by itself.
func (db *DB) Keep(card model.Card) error {
	return db.update(func(tx *bbolt.Tx) error { return putCard(tx, card) })
}

func putCard(tx *bbolt.Tx, card model.Card) error {
	content, err := encode(card)
	if err != nil {
		return err
	}
	key := []byte(card.ID)
	return tx.Bucket(bucketCards).Put(key, seal(string(bucketCards), key, content))
}

// Cards gives the card of every session, the last changed first. A card that
// is missing or broken is made again from its log; a session whose log is
// broken has a card with its id alone.
func (db *DB) Cards() ([]model.Card, error) {
	var cards []model.Card
	err := db.view(func(tx *bbolt.Tx) error {
		bin := tx.Bucket(bucketBin)
		sessions := tx.Bucket(bucketSessions)
		return sessions.ForEachBucket(func(id []byte) error {
			card, err := readCard(tx, id)
			if err != nil {
				card = model.Card{ID: string(id), Title: string(id)}
				if h, err := db.fold(string(id), sessions.Bucket(id)); err == nil {
					card = h.Session().Card()
				}
			}
			card.Binned = model.Time(bin.Get(id))
			cards = append(cards, card)
			return nil
		})
	})
	slices.SortStableFunc(cards, func(a, b model.Card) int { return cmp.Compare(b.Changed, a.Changed) })
	return cards, err
}

func readCard(tx *bbolt.Tx, id []byte) (model.Card, error) {
	var card model.Card
	content, err := unseal(string(bucketCards), id, tx.Bucket(bucketCards).Get(id))
	if err == nil {
		err = json.Unmarshal(content, &card)
	}
	return card, err
}

// Bin puts a session into the bin; it stays as it is. Code: model.RefUnknown.
func (db *DB) Bin(id string) error {
	return db.ofSession(id, func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketBin).Put([]byte(id), []byte(model.TimeOf(db.now())))
	})
}

// Unbin takes a session out of the bin. Code: model.RefUnknown.
func (db *DB) Unbin(id string) error {
	return db.ofSession(id, func(tx *bbolt.Tx) error { return tx.Bucket(bucketBin).Delete([]byte(id)) })
}

func (db *DB) ofSession(id string, f func(*bbolt.Tx) error) error {
	return db.update(func(tx *bbolt.Tx) error {
		if tx.Bucket(bucketSessions).Bucket([]byte(id)) == nil {
			return unknown(id)
		}
		return f(tx)
	})
}

// Find gives the id of the session that was meant: a whole id, the start of
// one that is unique, or "last" for the session changed last. What is in the
// bin is found by its whole id only. Codes: model.RefUnknown, Ambiguous.
func (db *DB) Find(name string) (string, error) {
	cards, err := db.Cards()
	if err != nil {
		return "", err
	}
	var starts []string
	for _, c := range cards {
		if c.ID == name {
			return name, nil
		}
		if c.Binned != "" {
			continue
		}
		if name == "last" {
			return c.ID, nil
		}
		if name != "" && strings.HasPrefix(c.ID, name) {
			starts = append(starts, c.ID)
		}
	}
	switch len(starts) {
	case 0:
		return "", unknown(name)
	case 1:
		return starts[0], nil
	}
	return "", &model.Error{Code: Ambiguous, Args: map[string]any{"ID": name, "List": strings.Join(starts, ", ")}}
}

// Ambiguous is the code for the start of several ids.
const Ambiguous model.Code = "id.ambiguous" // ID, List

// Setting gives a setting, "" when it was never set.
func (db *DB) Setting(name string) string { return db.get(bucketSettings, name) }

// SetSetting keeps a setting.
func (db *DB) SetSetting(name, value string) error { return db.set(bucketSettings, name, value) }

// Draft gives the text that was being typed at a place of a session.
func (db *DB) Draft(session, place string) string {
	return db.get(bucketDrafts, session+"/"+place)
}

// SetDraft keeps the text that is being typed at a place; "" forgets it.
func (db *DB) SetDraft(session, place, text string) error {
	if text == db.Draft(session, place) {
		return nil
	}
	return db.set(bucketDrafts, session+"/"+place, text)
}

func (db *DB) get(bucket []byte, name string) string {
	var value string
	_ = db.view(func(tx *bbolt.Tx) error {
		content, err := unseal(string(bucket), []byte(name), tx.Bucket(bucket).Get([]byte(name)))
		value = model.Clean(string(content))
		return err
	})
	return value
}

func (db *DB) set(bucket []byte, name, value string) error {
	return db.update(func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucket)
		if value == "" {
			return b.Delete([]byte(name))
		}
		return b.Put([]byte(name), seal(string(bucket), []byte(name), []byte(value)))
	})
}
