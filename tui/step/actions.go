package step

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// actions is the second view of step 4: a list of what could be done, every
// line an action, and choosing from it.
type actions struct {
	rows
	objective string // id of what the next action is for, see tie
	alike     *kit.Memo[alikeTo, []model.Alike[model.Action]]
}

func newActions(env *kit.Env) *actions {
	return &actions{rows: newRows(env), alike: new(kit.Memo[alikeTo, []model.Alike[model.Action]])}
}

func (a *actions) live() []*model.Action { return a.env.S().Actions.Live() }

// here is the action under the cursor, or nil.
func (a *actions) here() *model.Action {
	if live := a.live(); a.list.At < len(live) {
		return live[a.list.At]
	}
	return nil
}

// tie is the objective that the next action will be for, or nil.
func (a *actions) tie() *model.Objective {
	if at := a.env.S().ObjectivePlace(a.objective); at >= 0 {
		return a.env.S().Objectives.Live()[at]
	}
	return nil
}

// turn goes through the objectives; before the first one stands none.
func (a *actions) turn(by int) kit.Action {
	live := a.env.S().Objectives.Live()
	at := a.env.S().ObjectivePlace(a.objective) + 1
	a.objective = ""
	if next := (at + by + len(live) + 1) % (len(live) + 1); next > 0 {
		a.objective = live[next-1].ID
	}
	return nil
}

// Keys are the keys of the step.
func (a *actions) Keys() []kit.Key {
	e, s := a.env, a.env.S()
	p := a.here()
	noAction, noObjectives, noLibrary, noneGone := "", "", "", ""
	if p == nil {
		noAction = e.T("actions.none")
	}
	if len(s.Objectives.Live()) == 0 {
		noObjectives = e.T("actions.noobjectives")
	}
	if len(e.M().Library)+len(e.Own.Cards) == 0 {
		noLibrary = e.T("actions.nolibrary")
	}
	if s.Actions.Len() == len(a.live()) {
		noneGone = e.T("key.nonegone")
	}
	alone := noAction
	if len(a.live()) == 1 {
		alone = e.T("actions.alone")
	}
	keys := append(a.keys(e.T("actions.add")),
		kit.Key{On: []string{"enter"}, Label: e.T("key.edit"), Help: e.T("actions.edithelp"), Why: noAction, Do: func() kit.Action { return a.edit(p) }, Quiet: a.Editing()})
	keys = append(append(keys, a.choiceKeys()...), a.chainKeys()...)
	return append(keys,
		kit.Key{On: []string{"tab"}, Label: e.T("actions.turn"), Help: e.T("actions.turnhelp"), Why: noObjectives, Do: func() kit.Action { return a.turn(1) }},
		kit.Key{On: []string{"shift+tab"}, Label: e.T("actions.turn"), Why: noObjectives, Do: func() kit.Action { return a.turn(-1) }, Quiet: true},
		kit.Key{On: []string{"space"}, Label: e.T("actions.choose"), Help: e.T("actions.choosehelp"), Why: noAction, Do: func() kit.Action {
			next := *p
			next.Chosen = !next.Chosen
			return kit.Do{Change: model.Edited[model.Action]{Item: next}}
		}},
		kit.Key{On: []string{"l"}, Label: e.T("actions.library"), Help: e.T("actions.libraryhelp"), Why: noLibrary, Do: a.openLibrary},
		kit.Key{On: []string{"o"}, Label: e.T("actions.objective"), Help: e.T("actions.objectivehelp"), Why: first(noAction, noObjectives), Do: func() kit.Action { return a.pickObjective(p) }},
		kit.Key{On: []string{"+"}, Label: e.T("actions.kind"), Help: e.T("actions.kindhelp"), Why: noAction, Do: func() kit.Action { return a.nextKind(p) }},
		kit.Key{On: []string{"D"}, Label: e.T("ideas.merge"), Help: e.T("actions.mergehelp"), Why: alone, Do: func() kit.Action { return a.pickDouble(p) }, Quiet: true},
		kit.Key{On: []string{"x"}, Label: e.T("key.remove"), Help: e.T("actions.removehelp"), Why: noAction, Do: func() kit.Action {
			return kit.Do{Change: model.Removed[model.Action]{ID: p.ID}}
		}},
		kit.Key{On: []string{"r"}, Label: e.T("key.restore"), Why: noneGone, Do: a.restore, Quiet: true},
		kit.Key{On: []string{"/"}, Label: e.T("key.find"), Why: noAction, Do: a.find, Quiet: true},
		kit.MoveKeys(e),
	)
}

// Update takes in a message.
func (a *actions) Update(msg tea.Msg) kit.Action {
	switch msg := msg.(type) {
	case kit.Click:
		a.hit(msg)
		return nil
	case kit.Done:
		return a.told(msg)
	case kit.Start:
		return a.toLink(msg)
	}
	return a.update(msg, len(a.live()), a.Keys(), entered{line: a.add, lines: a.addAll})
}

// told goes to what was just entered.
func (a *actions) told(d kit.Done) kit.Action {
	if _, added := d.Change.(model.Added[model.Action]); d.Err == nil && (added || a.sent) {
		a.last()
	}
	return a.done(d)
}

// last puts the cursor on the last action.
func (a *actions) last() { a.list.At = max(len(a.live())-1, 0) }

// add takes one line: the title, with a plus before it for what exists.
func (a *actions) add(text string) kit.Action {
	next, err := a.parse(text)
	if err != nil {
		return kit.Notify{Text: a.env.Explain(err), Bad: true}
	}
	next.ID = model.NextID(&a.env.S().Actions, "a")
	return kit.Do{Change: model.Added[model.Action]{Item: next}}
}

func (a *actions) parse(text string) (model.Action, error) {
	next, err := model.ParseAction(text)
	if o := a.tie(); o != nil {
		next.Objectives = []string{o.ID}
	}
	return next, err
}

// addAll takes a pasted list, an action a line, as one change.
func (a *actions) addAll(lines []string) kit.Action {
	e := a.env
	ids := newIDs(&e.S().Actions, "a")
	changes := make([]model.Change, len(lines))
	for i, line := range lines {
		next, err := a.parse(model.ListItem(line))
		if err == nil {
			next.ID = ids.next()
			changes[i] = model.Added[model.Action]{Item: next}
			err = e.S().Check(changes[i])
		}
		if err != nil {
			return kit.Notify{Text: e.T("actions.badline", "N", i+1, "Reason", e.Explain(err)), Bad: true}
		}
	}
	return kit.Do{Change: model.Batch{Name: "actions.pasted", Changes: changes}}
}

// nextKind goes from new to existing to extension, as the pluses do.
func (a *actions) nextKind(p *model.Action) kit.Action {
	kinds := []string{model.KindNew, model.KindExisting, model.KindExtension}
	next := *p
	next.Kind = kinds[(slices.Index(kinds, actionKind(p))+1)%len(kinds)]
	return kit.Do{Change: model.Edited[model.Action]{Item: next}}
}

// actionKind is the kind of an action; without one it is new.
func actionKind(p *model.Action) string { return first(p.Kind, model.KindNew) }

// first gives the first text that is not empty.
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// pickObjective ties the action to an objective, or unties it.
func (a *actions) pickObjective(p *model.Action) kit.Action {
	e := a.env
	live := e.S().Objectives.Live()
	items := make([]kit.Item, len(live))
	for i, o := range live {
		items[i] = kit.Item{Key: o.ID, Label: model.OptionLetter(i) + "  " + o.What}
		if slices.Contains(p.Objectives, o.ID) {
			items[i].Note = kit.MarkDone
		}
	}
	return kit.Open{Overlay: kit.NewPicker(e, p.Title, items, func(id string) kit.Action {
		next := *p
		if i := slices.Index(p.Objectives, id); i >= 0 {
			next.Objectives = slices.Delete(slices.Clone(p.Objectives), i, i+1)
		} else {
			next.Objectives = append(slices.Clone(p.Objectives), id)
		}
		return kit.Do{Change: model.Edited[model.Action]{Item: next}}
	}).On(a.objective)}
}

// restore brings back an action that was removed.
func (a *actions) restore() kit.Action {
	e, s := a.env, a.env.S()
	var items []kit.Item
	for _, p := range s.Actions.All() {
		if p.Removed || p.MergedInto != "" {
			items = append(items, kit.Item{Key: p.ID, Label: p.Title, Note: a.letters(p)})
		}
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T("key.restore"), items, func(id string) kit.Action {
		return kit.Do{Change: model.Restored[model.Action]{ID: id}}
	})}
}

// find goes to an action by a part of its title.
func (a *actions) find() kit.Action {
	e := a.env
	items := make([]kit.Item, 0, len(a.live()))
	for _, p := range a.live() {
		items = append(items, kit.Item{Key: strconv.Itoa(len(items)), Label: p.Title, Note: a.letters(p)})
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T("key.find"), items, func(key string) kit.Action {
		a.list.At, _ = strconv.Atoi(key)
		return nil
	}).On(strconv.Itoa(a.list.At))}
}
