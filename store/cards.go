package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"go.etcd.io/bbolt"

	"kring/model"
)

const libraryVersion = 1

// ownCard is a card as it is kept.
type ownCard struct {
	Version int              `json:"version"`
	Taken   model.Time       `json:"taken"`            // when it came in
	Removed bool             `json:"removed,omitzero"` // can be brought back
	Card    model.ActionCard `json:"card"`
}

// Own is the own library: the cards that were taken in from elsewhere, for all
// sessions, by source and title.
type Own struct {
	Cards []model.ActionCard
	Gone  []model.ActionCard // those that were removed
}

// Get gives the card with that id, or nil.
func (o *Own) Get(id string) *model.ActionCard {
	for i := range o.Cards {
		if o.Cards[i].ID() == id {
			return &o.Cards[i]
		}
	}
	return nil
}

// Own reads the own library. Cards that cannot be read are left out, and the
// fault Damaged tells; those that can are given all the same.
func (db *DB) Own() (Own, error) {
	var own Own
	var broken error
	err := db.view(func(tx *bbolt.Tx) error {
		all, err := readOwn(tx)
		broken = err
		for _, c := range all {
			if c.Removed {
				own.Gone = append(own.Gone, c.Card)
			} else {
				own.Cards = append(own.Cards, c.Card)
			}
		}
		return nil
	})
	for _, cards := range [][]model.ActionCard{own.Cards, own.Gone} {
		slices.SortStableFunc(cards, func(a, b model.ActionCard) int {
			return cmp.Or(strings.Compare(a.Source.String(), b.Source.String()), strings.Compare(a.Title, b.Title))
		})
	}
	if err == nil && broken != nil {
		err = &Fault{Damaged, db.path, broken}
	}
	return own, err
}

// readOwn reads the cards that can be read, by id, and says what is wrong with
// the first one that cannot.
func readOwn(tx *bbolt.Tx) (map[string]ownCard, error) {
	all := make(map[string]ownCard)
	bucket := tx.Bucket(bucketLibrary)
	if bucket == nil {
		return all, nil
	}
	var broken error
	err := bucket.ForEach(func(key, value []byte) error {
		content, err := unseal(string(bucketLibrary), key, value)
		var c ownCard
		if err == nil {
			c, err = decodeOwn(content)
		}
		if err != nil {
			broken = cmp.Or(broken, fmt.Errorf("card %q: %w", key, err))
			return nil
		}
		all[string(key)] = c
		return nil
	})
	return all, cmp.Or(broken, err)
}

// decodeOwn reads a card as it is kept, and makes it safe.
func decodeOwn(content []byte) (c ownCard, err error) {
	err = json.Unmarshal(content, &c)
	model.CleanTexts(&c)
	return c, err
}

func (w *write) own(c ownCard) error {
	content, err := encode(c)
	if err != nil {
		return err
	}
	return w.put(string(bucketLibrary), []byte(c.Card.ID()), content)
}

// TakeCards takes cards into the own library, in one transaction. One that is
// there is renewed. Code: ListFull.
func (db *DB) TakeCards(cards []model.ActionCard) (added, renewed int, err error) {
	err = db.update(func(w *write) error {
		all, _ := readOwn(w.tx) // one that is broken is mended by a good one
		for _, card := range cards {
			if was, there := all[card.ID()]; there && !was.Removed {
				renewed++
			} else {
				added++
			}
			c := ownCard{Version: libraryVersion, Taken: model.TimeOf(db.now()), Card: card}
			all[card.ID()] = c
			if len(all) > model.CardsMax {
				return &model.Error{Code: model.ListFull, Args: map[string]any{"Max": model.CardsMax}}
			}
			if err := w.own(c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, 0, err
	}
	return added, renewed, nil
}

// RemoveCard takes a card out of the own library, or brings it back. One that
// is not there stays so.
func (db *DB) RemoveCard(id string, removed bool) error {
	return db.update(func(w *write) error {
		all, _ := readOwn(w.tx)
		c, ok := all[id]
		if !ok {
			return nil
		}
		c.Removed = removed
		return w.own(c)
	})
}

// restoreCards brings in the cards of a copy that are not here.
func (db *DB) restoreCards(copy state) error {
	theirs := make(map[string]ownCard)
	for id, content := range copy[string(bucketLibrary)] {
		if c, err := decodeOwn(content); err == nil { // what is broken there cannot come in
			theirs[id] = c
		}
	}
	if len(theirs) == 0 {
		return nil
	}
	return db.update(func(w *write) error {
		ours, _ := readOwn(w.tx)
		for id, c := range theirs {
			if _, there := ours[id]; there || len(ours) >= model.CardsMax {
				continue
			}
			ours[id] = c
			if err := w.own(c); err != nil {
				return err
			}
		}
		return nil
	})
}

// checkCards says what is wrong with the own library.
func checkCards(tx *bbolt.Tx) []Problem {
	if _, err := readOwn(tx); err != nil {
		return []Problem{{"", "card", err.Error()}}
	}
	return nil
}
