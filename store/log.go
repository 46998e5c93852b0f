package store

import (
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
	err = db.update(func(w *write) error {
		if w.tx.Bucket(bucketSessions).Bucket([]byte(s.ID)) != nil {
			return &model.Error{Code: model.IDTaken, Args: map[string]any{"ID": s.ID}}
		}
		if err := w.put(sessionPlace+s.ID, key, data); err != nil {
			return err
		}
		return w.card(s.Card())
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
	f := newFolder(db, id)
	err := log.ForEach(func(key, value []byte) error {
		content, err := unseal(sessionPlace+id, key, value)
		if err != nil {
			return fmt.Errorf("session %s, record %x: %w", id, key, err)
		}
		return f.add(key, content)
	})
	if err == nil && f.h == nil {
		err = fmt.Errorf("session %s: no records", id)
	}
	return f.h, err
}

// folder folds the log of a session, record by record.
type folder struct {
	db *DB
	id string
	h  *model.History
}

func newFolder(db *DB, id string) *folder { return &folder{db: db, id: id} }

func (f *folder) add(key, content []byte) error {
	seq, ok := keySeq(key)
	if !ok {
		return fmt.Errorf("session %s: a key of %d bytes", f.id, len(key))
	}
	var err error
	switch unseal := f.db.unsealer(f.id, key); {
	case f.h == nil:
		f.h, err = begin(seq, content, f.db.methods, unseal)
	case seq != f.h.Seq()+1:
		err = fmt.Errorf("follows record %d", f.h.Seq())
	default:
		err = replay(f.h, seq, content, unseal)
	}
	if err != nil {
		return fmt.Errorf("session %s, record %d: %w", f.id, seq, err)
	}
	return nil
}

// foldMost folds a log up to the first record that cannot be read, as those after
// it cannot be read without it, and says how many that are. The history is nil
// when it is the very first.
func (db *DB) foldMost(id string, log []entry) (h *model.History, n int) {
	f := newFolder(db, id)
	for n < len(log) && f.add(log[n].key, log[n].content) == nil {
		n++
	}
	return f.h, n
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
	err = db.update(func(w *write) error {
		if w.tx.Bucket(bucketSessions).Bucket([]byte(e.Session)) == nil {
			return unknown(e.Session)
		}
		if e.Uncovers != "" || e.Hide != nil {
			if err := w.empty(e.Session); err != nil {
				return err
			}
		}
		if e.Hide != nil {
			if err := w.forgetting(e, db.safe.folder); err != nil {
				return err
			}
		}
		if err := w.put(sessionPlace+e.Session, key, content); err != nil {
			return err
		}
		return w.card(card)
	})
	if err == nil && e.Uncovers != "" {
		// The round is closed whatever comes of this; what is left is destroyed
		// when the session is opened next, and Check tells of it.
		_ = db.destroyKey(e.Session, e.Uncovers)
	}
	if err == nil && e.Hide != nil {
		db.finishForgetting() // the same goes for this; Forgotten tells
	}
	return r, err
}

// Keep writes a session's card by itself.
func (db *DB) Keep(card model.Card) error {
	return db.update(func(w *write) error { return w.card(card) })
}

func (w *write) card(card model.Card) error {
	content, err := encode(card)
	if err != nil {
		return err
	}
	return w.put(string(bucketCards), []byte(card.ID), content)
}

// Cards gives the card of every session, the last changed first. A card that
// is missing or broken is made again from its log; a session whose log is
// broken has a card with its id alone.
func (db *DB) Cards() ([]model.Card, error) {
	var cards []model.Card
	err := db.view(func(tx *bbolt.Tx) error {
		sessions := tx.Bucket(bucketSessions)
		return sessions.ForEachBucket(func(id []byte) error {
			card, err := readCard(tx, id)
			if err != nil {
				name := model.Clean(string(id))
				card = model.Card{ID: name, Title: name}
				if h, err := db.fold(string(id), sessions.Bucket(id)); err == nil {
					card = h.Session().Card()
				}
			}
			if at, err := content(tx, string(bucketBin), id); err == nil {
				card.Binned = model.Time(model.Clean(string(at)))
			}
			cards = append(cards, card)
			return nil
		})
	})
	slices.SortStableFunc(cards, func(a, b model.Card) int { return cmp.Compare(b.Changed, a.Changed) })
	return cards, err
}

func readCard(tx *bbolt.Tx, id []byte) (model.Card, error) {
	text, err := content(tx, string(bucketCards), id)
	if err != nil {
		return model.Card{}, err
	}
	return decodeCard(text)
}

var errCard = errors.New("more steps are done than there are")

// decodeCard reads a card, and makes it safe.
func decodeCard(text []byte) (card model.Card, err error) {
	err = json.Unmarshal(text, &card)
	model.CleanTexts(&card)
	if err == nil && (card.Done < 0 || card.Done > card.Steps || card.Steps > stepsMost) {
		err = errCard
	}
	return card, err
}

// stepsMost bounds the steps that a card may tell of: each is drawn.
const stepsMost = 50

// Bin puts a session into the bin; it stays as it is. Code: model.RefUnknown.
func (db *DB) Bin(id string) error {
	return db.ofSession(id, func(w *write) error {
		return w.put(string(bucketBin), []byte(id), []byte(model.TimeOf(db.now())))
	})
}

// Unbin takes a session out of the bin. Code: model.RefUnknown.
func (db *DB) Unbin(id string) error {
	return db.ofSession(id, func(w *write) error { return w.remove(string(bucketBin), []byte(id)) })
}

func (db *DB) ofSession(id string, f func(*write) error) error {
	return db.update(func(w *write) error {
		if w.tx.Bucket(bucketSessions).Bucket([]byte(id)) == nil {
			return unknown(id)
		}
		return f(w)
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

// SetSetting keeps a setting. The name of a folder that is no safe text would
// come back as that of another one: it is not kept.
func (db *DB) SetSetting(name, value string) error {
	if model.Clean(value) != value {
		return nil
	}
	return db.set(bucketSettings, name, value)
}

// Draft gives the text that was being typed at a place of a session, or with ""
// of none.
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
		text, err := content(tx, string(bucket), []byte(name))
		value = model.Clean(string(text))
		return err
	})
	return value
}

func (db *DB) set(bucket []byte, name, value string) error {
	return db.update(func(w *write) error {
		if value == "" {
			return w.remove(string(bucket), []byte(name))
		}
		return w.put(string(bucket), []byte(name), []byte(value))
	})
}
