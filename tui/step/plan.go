package step

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// plan is the second half of step 4: who does which of the chosen actions, when,
// and where the actions stand in the matrix of strategies and levels.
type plan struct {
	rows
	matrix   bool // the matrix has the keys, and the line places actions in it
	row, col int  // the cell under the cursor: a strategy and a level
}

func newPlan(env *kit.Env) kit.Screen { return &plan{rows: newRows(env)} }

func (p *plan) chosen() []*model.Action { return p.env.S().Chosen() }

// here is the action under the cursor, or nil.
func (p *plan) here() *model.Action {
	if chosen := p.chosen(); p.list.At < len(chosen) {
		return chosen[p.list.At]
	}
	return nil
}

// noActions is why nothing can be planned yet, or "".
func (p *plan) noActions() string {
	if len(p.chosen()) == 0 {
		return p.env.T("plan.nothing")
	}
	return ""
}

// hasMatrix says that the method has strategies and levels.
func (p *plan) hasMatrix() bool {
	m := p.env.M()
	return len(m.Strategies) > 0 && len(m.Levels) > 0
}

// Keys are the keys of the step.
func (p *plan) Keys() []kit.Key {
	e := p.env
	if p.matrix {
		return p.matrixKeys()
	}
	if p.noActions() != "" {
		return append(p.toActions(e.T("plan.enter")), kit.MoveKeys(e))
	}
	label := e.T("plan.enter")
	if p.Editing() && p.entry.Value() == "" {
		label = e.T("key.edit")
	}
	nomatrix := ""
	if !p.hasMatrix() {
		nomatrix = e.T("plan.nomatrix")
	}
	nogaps := ""
	if len(e.S().Gaps()) == 0 {
		nogaps = e.T("plan.nogaps")
	}
	return append(append(p.keys(label), actionChain(e, p.here())...),
		kit.Key{On: []string{"enter"}, Label: e.T("key.edit"), Help: e.T("plan.edithelp"), Do: func() kit.Action { return p.edit(p.here(), "") }, Quiet: p.Editing()},
		kit.Key{On: []string{"tab", "m"}, Label: e.T("plan.matrix"), Help: e.T("plan.matrixhelp"), Why: nomatrix, Do: p.toMatrix},
		kit.Key{On: []string{"l"}, Label: e.T("plan.gapslabel"), Help: e.T("plan.gapshelp"), Why: nogaps, Do: p.gaps},
		kit.Key{On: []string{"T"}, Label: e.T("plan.timeline"), Help: e.T("plan.timelinehelp"), Do: p.timeline},
		kit.Key{On: []string{"/"}, Label: e.T("key.find"), Help: e.T("plan.findhelp"), Do: p.find},
		kit.MoveKeys(e),
	)
}

// toActions are the keys while nothing has been chosen: the way out of an empty
// plan, and the line, which keeps what is typed in it.
func (r *rows) toActions(add string) []kit.Key {
	e := r.env
	if !e.M().Has(model.StepActions) {
		return r.keys(add)
	}
	if r.Editing() && r.entry.Value() == "" {
		add = e.T("plan.toactions")
	}
	return append(r.keys(add), kit.Key{On: []string{"enter"}, Label: e.T("plan.toactions"), Quiet: r.Editing(),
		Do: func() kit.Action { return kit.Go{Step: model.StepActions} }})
}

// Update takes in a message.
func (p *plan) Update(msg tea.Msg) kit.Action {
	switch msg := msg.(type) {
	case kit.Click:
		p.clicked(msg)
		return nil
	case kit.Start:
		return p.toLink(msg)
	case kit.Done:
		return p.planned(msg)
	case kit.Changed:
		p.matrix = p.matrix && p.noActions() == ""
	case tea.KeyPressMsg:
		if p.matrix && p.walk(msg) {
			return nil
		}
		if p.matrix && msg.String() == "+" && p.entry.Value() == "" { // no title begins with it
			return p.startHere()
		}
	}
	in := entered{line: p.enter}
	if p.matrix {
		in.line = p.place
	}
	return p.update(msg, len(p.chosen()), p.Keys(), in)
}

// enter takes an owner, and dates if there are any, for the action under the
// cursor.
func (p *plan) enter(text string) kit.Action {
	a := p.here()
	if a == nil {
		return kit.Notify{Text: p.env.T("plan.nothing"), Bad: true}
	}
	next, err := p.env.S().PlanLine(*a, text)
	if err != nil {
		return kit.Notify{Text: p.env.Explain(err), Bad: true}
	}
	return p.change("action.planned", next)
}

// change makes a change to an action, under a name for the log.
func (p *plan) change(name string, next model.Action) kit.Action {
	return kit.Do{Change: model.Batch{Name: name, Changes: []model.Change{model.Edited[model.Action]{Item: next}}}}
}

// planned goes on to the next action once what was entered stands.
func (p *plan) planned(d kit.Done) kit.Action {
	if d.Err == nil && p.sent && !p.matrix {
		p.list.At++
		p.list.Clamp(len(p.chosen()))
	}
	return p.done(d)
}

// find goes to an action by a part of its title.
func (p *plan) find() kit.Action {
	return findChosen(p.env, p.env.T("key.find"), func(number int) kit.Action {
		p.list.At = number - 1
		return nil
	})
}

// findChosen offers the chosen actions to pick one of, by its number.
func findChosen(e *kit.Env, title string, pick func(number int) kit.Action) kit.Action {
	chosen := e.S().Chosen()
	items := make([]kit.Item, len(chosen))
	for i, a := range chosen {
		number := strconv.Itoa(i + 1)
		items[i] = kit.Item{Key: number, Label: number + " " + a.Title}
		if owner := e.S().Owner(a); owner != nil {
			items[i].Note = kit.Cut(owner.Name(), 24)
		}
	}
	return kit.Open{Overlay: kit.NewPicker(e, title, items, func(key string) kit.Action {
		number, _ := strconv.Atoi(key)
		return pick(number)
	})}
}

// clicked puts the cursor on the row or the cell that was hit.
func (p *plan) clicked(c kit.Click) {
	if p.noActions() != "" {
		return
	}
	left, right := p.columns(c.Width)
	switch {
	case right == 0 && p.matrix:
		p.clickCell(c.X, c.Y-planMatrixTop, left)
	case right == 0:
		p.list.Click(c, planTop, p.room(c.Width, c.Height), len(p.chosen()))
	case c.X >= left+planGap && p.hasMatrix():
		if p.clickCell(c.X-left-planGap, c.Y-planMatrixTop, right) {
			p.matrix = true
		}
	case c.X < left:
		p.matrix = false
		p.list.Click(c, planTop, p.room(c.Width, c.Height), len(p.chosen()))
	}
}
