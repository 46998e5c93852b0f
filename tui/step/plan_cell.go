package step

import (
	"slices"
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// pickForCell lists what could stand in the cell under the cursor: the chosen
// actions, a new one, those not chosen, and what the library has for the cell.
func (p *plan) pickForCell() kit.Action {
	e, s := p.env, p.env.S()
	cell := p.cell()
	var items []kit.Item
	var then []func() kit.Action
	add := func(label, note string, do func() kit.Action) {
		items = append(items, kit.Item{Key: strconv.Itoa(len(items)), Label: label, Note: note})
		then = append(then, do)
	}
	for i, a := range p.chosen() {
		note := ""
		if slices.Contains(a.Cells(), cell) {
			note = kit.MarkDone + " " + e.T("plan.incell")
		}
		add(strconv.Itoa(i+1)+" "+a.Title, note, func() kit.Action { return p.toggle(a) })
	}
	add("+ "+e.T("plan.newhere"), "+", p.startHere)
	for _, a := range s.Actions.Live() {
		if !a.Chosen {
			add(a.Title, e.T("plan.unchosen"), func() kit.Action { return p.choose(*a) })
		}
	}
	for i := range e.M().Library {
		it := &e.M().Library[i]
		fits := slices.Contains(it.Strategies, cell.Strategy) && slices.Contains(it.Levels, cell.Level)
		if fits && s.TakenOver(it.ID) == nil {
			add(e.In(it.Name), e.T("plan.oflibrary"), func() kit.Action {
				next := it.TakeOver(s.Language)
				next.ID = model.NextID(&s.Actions, "a")
				return p.add(next)
			})
		}
	}
	return kit.Open{Overlay: kit.NewPicker(e, cellName(e, p.row, p.col), items, func(key string) kit.Action {
		i, _ := strconv.Atoi(key)
		return then[i]()
	})}
}

// choose chooses an action and puts it into the cell.
func (p *plan) choose(a model.Action) kit.Action {
	a.Chosen = true
	return kit.All{p.change("action.placed", a.Place(p.cell())), kit.Notify{Text: p.env.T("plan.putin", "Title", kit.Cut(a.Title, 40))}}
}

// add puts a new action into the cell, chosen.
func (p *plan) add(a model.Action) kit.Action {
	a.Chosen, a.Status = true, model.Planned
	next := a.Place(p.cell())
	return kit.All{kit.Do{Change: model.Added[model.Action]{Item: next}}, kit.Notify{Text: p.env.T("plan.putin", "Title", kit.Cut(a.Title, 40))}}
}

// startHere begins an action in the cell under the cursor.
func (p *plan) startHere() kit.Action {
	e, s := p.env, p.env.S()
	var kinds []kit.Option
	for _, kind := range []string{model.KindNew, model.KindExisting, model.KindExtension} {
		kinds = append(kinds, kit.Option{Key: kind, Label: e.T("kindof." + kind)})
	}
	fields := []kit.Field{
		{Label: e.T("plan.action"), Hint: e.T("plan.newhint")},
		{Label: e.T("kind.objective"), Hint: e.T("plan.goalhint"), Value: ""},
		{Label: e.T("plan.kind"), Options: kinds, Value: model.KindNew},
	}
	var form *kit.Form
	form = kit.NewForm(e, cellName(e, p.row, p.col), fields, func(v []string) kit.Action {
		goals, err := s.ObjectivesByLetters(v[1])
		if err != nil {
			form.At(1)
			return kit.Notify{Text: e.Explain(err), Bad: true}
		}
		if strings.TrimSpace(v[0]) == "" {
			form.At(0)
			return kit.Notify{Text: e.T("error.text.empty", "Field", e.T("field.Title")), Bad: true}
		}
		cell := p.cell()
		next := model.Action{
			ID: model.NextID(&s.Actions, "a"), Title: v[0], Kind: v[2], Objectives: goals, Chosen: true, Status: model.Planned,
			Strategies: []string{cell.Strategy}, Levels: []string{cell.Level},
		}
		return kit.Do{Change: model.Added[model.Action]{Item: next}}
	})
	return kit.Open{Overlay: form}
}

// nextEmpty goes to the next cell without an action, row by row.
func (p *plan) nextEmpty() kit.Action {
	m := p.env.M()
	n := len(m.Levels)
	for i := 1; i <= len(m.Strategies)*n; i++ {
		at := (p.row*n + p.col + i) % (len(m.Strategies) * n)
		if len(p.env.S().Cell(m.Strategies[at/n].Key, m.Levels[at%n].Key)) == 0 {
			p.row, p.col = at/n, at%n
			return nil
		}
	}
	return nil
}
