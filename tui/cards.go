package tui

import (
	"kring/store"
	"kring/tui/kit"
)

// loadOwn reads the own library, for all screens.
func (a *App) loadOwn() {
	own, err := a.db.Own()
	a.env.Own = own
	a.keep(err)
}

// readCards reads a file with cards.
func (a *App) readCards(of kit.ReadCards) kit.CardsRead {
	read := kit.CardsRead{Path: of.Path}
	data, err := store.ReadFile(of.Path, store.CardFileMax)
	if err == nil {
		read.List, err = store.ReadCards(data, a.methods)
	}
	if err != nil {
		read.Err = err
		a.report(err)
	}
	return read
}

// takeCards changes the own library.
func (a *App) takeCards(action kit.Action) kit.CardsTaken {
	var done kit.CardsTaken
	switch action := action.(type) {
	case kit.TakeCards:
		done.Added, done.Renewed, done.Err = a.db.TakeCards(action.Cards)
	case kit.RemoveCard:
		done.Err = a.db.RemoveCard(action.ID, action.Removed)
	}
	if done.Err != nil {
		a.report(done.Err)
		return done
	}
	a.loadOwn()
	return done
}
