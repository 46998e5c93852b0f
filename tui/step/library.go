package step

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// library is an overlay with the actions that were done elsewhere, to find by
// typing and by filters, and to take over. It stays open, as a group takes more
// than one.
type library struct {
	env       *kit.Env
	objective *model.Objective                // what is taken over is for this one; nil: for none
	took      func()                          // told when an action was taken over
	adapt     func(*model.Action) kit.Action  // opens the card of an action
	pillar    int                             // what fits it stands first
	all       []shelfItem                     // see stock
	fitting   int                             // how many of all fit the pillar: those stand first
	own       ownKey                          // what all was made with
	found     kit.Memo[foundKey, []shelfItem] // see shown
	filter    model.LibraryFilter
	part      int // the filter that has the keys, from 1; 0: the line
	list      kit.List
	entry     kit.Entry
}

// shelfItem is an action to take over: one of the method's library, or a card.
type shelfItem struct {
	*model.LibraryAction
	card *model.ActionCard // nil for one of the method
	fit  model.Fit         // to what is looked for
}

func (a *actions) openLibrary() kit.Action {
	l := &library{env: a.env, objective: a.tie(), pillar: a.pillar(), took: a.last, adapt: a.edit, entry: kit.NewEntry()}
	l.stock()
	return kit.Open{Overlay: l}
}

// ownKey tells one state of the own library from another.
type ownKey struct {
	first *model.ActionCard
	n     int
}

func ownOf(e *kit.Env) (key ownKey) {
	if key.n = len(e.Own.Cards); key.n > 0 {
		key.first = &e.Own.Cards[0]
	}
	return key
}

// stock puts on the shelf what the method and the own library have, what fits
// the pillar first; again when cards came in or went.
func (l *library) stock() {
	own := ownOf(l.env)
	if l.all != nil && own == l.own {
		return
	}
	m := l.env.M()
	theirs, fitting := m.LibraryFor(l.pillar)
	var first, others []shelfItem
	for i, it := range theirs {
		if i < fitting {
			first = append(first, shelfItem{LibraryAction: it})
		} else {
			others = append(others, shelfItem{LibraryAction: it})
		}
	}
	for i := range l.env.Own.Cards {
		card := &l.env.Own.Cards[i]
		it := shelfItem{LibraryAction: card.AsLibrary(m), card: card}
		if l.pillar != 0 && slices.Contains(it.Pillars, l.pillar) {
			first = append(first, it)
		} else {
			others = append(others, it)
		}
	}
	l.all, l.fitting, l.own = append(first, others...), len(first), own
}

// Title stands in the border.
func (l *library) Title() string {
	title := l.env.T("actions.libraryname")
	if l.objective != nil {
		title += " · " + l.env.T("actions.for", "Letter", l.env.S().ObjectiveLetter(l.objective.ID), "What", l.objective.What)
	}
	return title
}

// Size asks for room to read.
func (l *library) Size(width, height int) (int, int) { return min(width, 124), min(height, 34) }

// Editing says that the letters are text.
func (l *library) Editing() bool { return true }

// here is the action under the cursor, or nil.
func (l *library) here() *shelfItem {
	if shown := l.shown(); l.list.At < len(shown) {
		return &shown[l.list.At]
	}
	return nil
}

// Keys are the keys of the library.
func (l *library) Keys() []kit.Key {
	e := l.env
	it := l.here()
	why, noCard := "", e.T("library.nocard")
	label, help := e.T("actions.take"), e.T("actions.takehelp")
	switch {
	case it == nil:
		why = e.T("picker.none")
	case it.card != nil:
		noCard = ""
	}
	if it != nil && l.settled(e.S().TakenOver(it.ID)) {
		label, help = e.T("library.adapt"), e.T("library.adapthelp")
	}
	keys := []kit.Key{
		{On: []string{"enter"}, Label: label, Help: help, Why: why, Do: l.take},
		{On: []string{"tab"}, Label: e.T("library.filter"), Help: e.T("library.filterhelp"), Do: func() kit.Action { return l.next(1) }},
		{On: []string{"shift+tab"}, Label: e.T("library.filter"), Do: func() kit.Action { return l.next(-1) }, Quiet: true},
	}
	if l.part > 0 {
		keys = append(keys,
			kit.Key{On: []string{"right", "space"}, Show: "← →", Label: e.T("library.turn"), Help: e.T("library.turnhelp"), Do: func() kit.Action { return l.turn(1) }},
			kit.Key{On: []string{"left"}, Label: e.T("library.turn"), Do: func() kit.Action { return l.turn(-1) }, Quiet: true},
			kit.Key{On: []string{"backspace"}, Label: e.T("library.nofilter"), Do: func() kit.Action { return l.turn(0) }},
		)
	}
	return append(keys,
		kit.Key{On: []string{"ctrl+o"}, Show: "Ctrl+O", Label: e.T("library.cards"), Help: e.T("library.cardshelp"), Do: func() kit.Action { return cardsMenu(e) }},
		kit.Key{On: []string{"ctrl+delete"}, Show: "Ctrl+Del", Label: e.T("key.remove"), Help: e.T("library.removehelp"), Why: noCard, Quiet: true, Do: func() kit.Action {
			return kit.All{kit.RemoveCard{ID: it.ID, Removed: true}, kit.Notify{Text: e.T("library.removed", "Title", e.In(it.Name))}}
		}},
		kit.MoveKeys(e),
		kit.Key{On: []string{"esc"}, Label: e.T("key.close"), Do: func() kit.Action { return kit.Close{} }},
	)
}

// Update takes in a message.
func (l *library) Update(msg tea.Msg) kit.Action {
	switch msg := msg.(type) {
	case kit.Done:
		if msg.Err != nil {
			l.entry.Refuse(l.env.Explain(msg.Err))
			return nil
		}
		if _, added := msg.Change.(model.Added[model.Action]); added {
			l.took()
		}
		return nil
	case kit.CardsTaken:
		l.list.Clamp(len(l.shown()))
		if msg.Err != nil {
			l.entry.Refuse(l.env.Explain(msg.Err))
		}
		return nil
	case kit.Click:
		left, rows := l.listSize(msg.Width, msg.Height)
		if msg.X < left {
			l.list.Click(msg, libraryTop, rows, len(l.shown()))
		}
		return nil
	}
	l.list.Clamp(len(l.shown()))
	if a, ok := kit.Press(l.Keys(), msg); ok {
		return a
	}
	if l.list.Move(msg, len(l.shown()), true) {
		return nil
	}
	if l.entry.Update(msg) {
		l.part, l.list.At = 0, 0
	}
	return nil
}

// settled says that an action was taken over, also for the objective that is
// being worked on.
func (l *library) settled(was *model.Action) bool {
	return was != nil && (l.objective == nil || slices.Contains(was.Objectives, l.objective.ID))
}

// take makes an action of the one under the cursor. One that is there already
// is not taken twice: it is tied to the objective as well, and after that
// opened to be adapted.
func (l *library) take() kit.Action {
	e, s := l.env, l.env.S()
	it := l.here()
	was := s.TakenOver(it.ID)
	switch {
	case was == nil:
		next := it.action(s)
		next.ID = model.NextID(&s.Actions, "a")
		if l.objective != nil {
			next.Objectives = []string{l.objective.ID}
		}
		return kit.All{kit.Do{Change: model.Added[model.Action]{Item: next}}, kit.Notify{Text: e.T("library.taken", "Title", next.Title)}}
	case l.settled(was):
		return l.adapt(was)
	}
	next := *was
	next.Objectives = append(slices.Clone(was.Objectives), l.objective.ID)
	return kit.All{kit.Do{Change: model.Edited[model.Action]{Item: next}}, kit.Notify{Text: e.T("actions.tiedtoo", "Title", next.Title)}}
}

// action is what an item becomes in a session.
func (it *shelfItem) action(s *model.Session) model.Action {
	if it.card != nil {
		return it.card.TakeOver(s.Method())
	}
	return it.TakeOver(s.Language)
}
