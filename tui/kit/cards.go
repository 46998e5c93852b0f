package kit

import (
	"kring/model"
	"kring/store"
)

// ReadCards reads a file with cards, without taking any in. The screen that
// asked is told with a CardsRead.
type ReadCards struct{ Path string }

// TakeCards takes cards into the own library. The screen that asked is told
// with a CardsTaken.
type TakeCards struct{ Cards []model.ActionCard }

// RemoveCard takes a card out of the own library, or brings it back. The screen
// that asked is told with a CardsTaken.
type RemoveCard struct {
	ID      string
	Removed bool
}

func (ReadCards) action()  {}
func (TakeCards) action()  {}
func (RemoveCard) action() {}

// CardList and CardIn are what a screen sees of a file with cards.
type (
	CardList = store.CardList
	CardIn   = store.CardIn
)

// CardsRead tells a screen what is in the file that it asked for.
type CardsRead struct {
	Path string
	List *CardList // nil with an Err
	Err  error     // why it could not be read
}

// CardsTaken tells a screen that the own library is another now.
type CardsTaken struct {
	Added, Renewed int
	Err            error // why it could not be saved
}
