package step

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// objectives is step 3: what is to be reached, for whom, by when, and under
// which pillar.
type objectives struct {
	rows
	pillar int    // what the next objective is to stand under, see under
	begun  string // what another step put in the line, to be completed in front
}

func newObjectives(env *kit.Env) kit.Screen { return &objectives{rows: newRows(env)} }

func (o *objectives) live() []*model.Objective { return o.env.S().Objectives.Live() }

// here is the objective under the cursor, or nil.
func (o *objectives) here() *model.Objective {
	if live := o.live(); o.list.At < len(live) {
		return live[o.list.At]
	}
	return nil
}

// pillars are those that an objective can be put under while typing: the
// chosen ones, or all as long as none is chosen.
func (o *objectives) pillars() []*model.Pillar {
	if chosen := o.env.S().ChosenPillars(); len(chosen) > 0 {
		return chosen
	}
	m := o.env.M()
	all := make([]*model.Pillar, len(m.Pillars))
	for i := range m.Pillars {
		all[i] = &m.Pillars[i]
	}
	return all
}

// under is the pillar that the next objective will stand under, and its place
// among those there are; nil in a method without pillars.
func (o *objectives) under() (*model.Pillar, int) {
	pillars := o.pillars()
	for i, p := range pillars {
		if p.Number == o.pillar {
			return p, i
		}
	}
	if len(pillars) == 0 {
		return nil, 0
	}
	return pillars[0], 0
}

func (o *objectives) turn(by int) kit.Action {
	pillars := o.pillars()
	_, at := o.under()
	o.pillar = pillars[(at+by+len(pillars))%len(pillars)].Number
	return nil
}

// Keys are the keys of the step.
func (o *objectives) Keys() []kit.Key {
	e := o.env
	p := o.here()
	why := ""
	if p == nil {
		why = e.T("objectives.none")
	}
	noPillars := ""
	if len(o.pillars()) == 0 {
		noPillars = e.T("objectives.nopillars")
	}
	noMarks := why
	if len(e.M().Considerations) == 0 {
		noMarks = e.T("objectives.noconsiderations")
	}
	noActions := ""
	if !e.M().Has(model.StepActions) {
		noActions = e.T("ideas.nostep")
	}
	s := e.S()
	noneGone := ""
	if s.Objectives.Len() == len(o.live()) {
		noneGone = e.T("key.nonegone")
	}
	return append(append(o.keys(e.T("objectives.add")), o.chainKeys()...),
		kit.Key{On: []string{"enter"}, Label: e.T("key.edit"), Help: e.T("objectives.edithelp"), Why: why, Do: func() kit.Action { return o.edit(p, partWhat) }, Quiet: o.Editing()},
		kit.Key{On: []string{"tab"}, Label: e.T("objectives.otherpillar"), Help: e.T("objectives.otherpillarhelp"), Why: noPillars, Do: func() kit.Action { return o.turn(1) }},
		kit.Key{On: []string{"shift+tab"}, Label: e.T("objectives.otherpillar"), Why: noPillars, Do: func() kit.Action { return o.turn(-1) }, Quiet: true},
		kit.Key{On: []string{"*"}, Label: e.T("objectives.priority"), Help: e.T("objectives.priorityhelp"), Why: why, Do: func() kit.Action {
			next := *p
			next.Priority = !next.Priority
			return kit.Do{Change: model.Edited[model.Objective]{Item: next}}
		}},
		kit.Key{On: []string{"i"}, Label: e.T("ideas.toideas"), Help: e.T("ideas.fromobjectives"), Why: noActions, Do: func() kit.Action {
			return kit.Go{Step: model.StepActions, Start: &kit.Start{View: viewIdeas}}
		}},
		kit.Key{On: []string{"c"}, Label: e.T("objectives.considerations"), Help: e.T("objectives.considerationshelp"), Why: noMarks, Do: func() kit.Action { return o.edit(p, partMarks) }},
		o.gapKey(),
		kit.Key{On: []string{"x"}, Label: e.T("key.remove"), Help: e.T("objectives.removehelp"), Why: why, Do: func() kit.Action {
			return kit.Do{Change: model.Removed[model.Objective]{ID: p.ID}}
		}},
		kit.Key{On: []string{"r"}, Label: e.T("key.restore"), Why: noneGone, Do: o.restore, Quiet: true},
		kit.Key{On: []string{"/"}, Label: e.T("key.find"), Why: why, Do: o.find, Quiet: true},
		kit.MoveKeys(e),
	)
}

// Update takes in a message.
func (o *objectives) Update(msg tea.Msg) kit.Action {
	switch msg := msg.(type) {
	case kit.Click:
		_, height := o.listSize(msg.Width, msg.Height)
		o.list.Click(msg, objectivesTop, height, len(o.live()))
		return nil
	case kit.Done:
		return o.told(msg)
	case kit.Start:
		if msg.ID != "" {
			return o.toLink(msg)
		}
		o.start(msg)
		return nil
	}
	return o.update(msg, len(o.live()), o.Keys(), entered{line: o.add, lines: o.addAll})
}

// start begins an objective for another step. What somebody typed stays, and
// goes first.
func (o *objectives) start(with kit.Start) {
	o.entry.Focus(true)
	if draft := o.Draft(); draft != "" && draft != o.begun {
		o.entry.Refuse(o.env.T("objectives.drafted"))
		return
	}
	if with.Pillar > 0 {
		o.pillar = with.Pillar
	}
	o.begun = model.Clean(with.Text)
	o.entry.Begin(with.Text)
}

// told goes to what was just entered.
func (o *objectives) told(d kit.Done) kit.Action {
	if d.Err == nil && o.sent {
		o.list.At = max(len(o.live())-1, 0)
	}
	return o.done(d)
}

// add takes one line: what; ages or whom; by when.
func (o *objectives) add(text string) kit.Action {
	next, err := o.parse(text)
	if err != nil {
		return kit.Notify{Text: o.env.Explain(err), Bad: true}
	}
	next.ID = model.NextID(&o.env.S().Objectives, "o")
	return kit.Do{Change: model.Added[model.Objective]{Item: next}}
}

func (o *objectives) parse(text string) (model.Objective, error) {
	next, err := o.env.S().ParseObjective(text)
	if p, _ := o.under(); p != nil {
		next.Pillar = p.Number
	}
	return next, err
}

// addAll takes a pasted list, an objective a line, as one change.
func (o *objectives) addAll(lines []string) kit.Action {
	e := o.env
	ids := newIDs(&e.S().Objectives, "o")
	changes := make([]model.Change, len(lines))
	for i, line := range lines {
		next, err := o.parse(model.ListItem(line))
		if err == nil {
			next.ID = ids.next()
			changes[i] = model.Added[model.Objective]{Item: next}
			err = e.S().Check(changes[i])
		}
		if err != nil {
			return kit.Notify{Text: e.T("objectives.badline", "N", i+1, "Reason", e.Explain(err)), Bad: true}
		}
	}
	return kit.Do{Change: model.Batch{Name: "objectives.pasted", Changes: changes}}
}

// restore brings back an objective that was removed.
func (o *objectives) restore() kit.Action {
	var items []kit.Item
	for _, p := range o.env.S().Objectives.All() {
		if p.Removed {
			items = append(items, kit.Item{Key: p.ID, Label: p.What, Note: o.pillarText(p.Pillar)})
		}
	}
	return kit.Open{Overlay: kit.NewPicker(o.env, o.env.T("key.restore"), items, func(id string) kit.Action {
		return kit.Do{Change: model.Restored[model.Objective]{ID: id}}
	})}
}

// find goes to an objective by a part of its text.
func (o *objectives) find() kit.Action {
	items := make([]kit.Item, len(o.live()))
	for i, p := range o.live() {
		items[i] = kit.Item{Key: strconv.Itoa(i), Label: model.OptionLetter(i) + "  " + p.What, Note: o.pillarText(p.Pillar)}
	}
	return kit.Open{Overlay: kit.NewPicker(o.env, o.env.T("key.find"), items, func(key string) kit.Action {
		o.list.At, _ = strconv.Atoi(key)
		return nil
	}).On(strconv.Itoa(o.list.At))}
}

// pillarText is the number of a pillar in words, "" for none.
func (o *objectives) pillarText(number int) string {
	if number == 0 {
		return ""
	}
	return o.env.T("common.pillar", "N", number)
}
