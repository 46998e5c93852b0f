package step

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// offer is the inventory in step 2: what exists already, in the chosen pillars
// only. One pillar is in front at a time; the entry line is tied to it.
type offer struct {
	rows
	pillar int // number of the pillar in front; 0 until there is one
}

func newOffer(env *kit.Env) kit.Screen { return &offer{rows: newRows(env)} }

// tabs gives the pillars that can be in front: those chosen, and those in
// which something was entered before they no longer were.
func (o *offer) tabs() []*model.Pillar {
	s := o.env.S()
	var tabs []*model.Pillar
	for i := range o.env.M().Pillars {
		if p := &o.env.M().Pillars[i]; s.IsChosen(p.Number) || len(s.Offers(p.Number)) > 0 {
			tabs = append(tabs, p)
		}
	}
	return tabs
}

// front is the place of the pillar in front among the tabs: the first when
// there is none yet, or it is no longer one of them.
func (o *offer) front(tabs []*model.Pillar) int {
	return max(slices.IndexFunc(tabs, func(p *model.Pillar) bool { return p.Number == o.pillar }), 0)
}

// tied is the pillar in front, or nil.
func (o *offer) tied() *model.Pillar {
	if tabs := o.tabs(); len(tabs) > 0 {
		return tabs[o.front(tabs)]
	}
	return nil
}

// live are the offers in the pillar in front.
func (o *offer) live() []*model.Offer {
	if p := o.tied(); p != nil {
		return o.env.S().Offers(p.Number)
	}
	return nil
}

// here is the offer under the cursor, or nil.
func (o *offer) here() *model.Offer {
	if live := o.live(); o.list.At < len(live) {
		return live[o.list.At]
	}
	return nil
}

// closed says why nothing can be entered; "" when something can.
func (o *offer) closed() string {
	e := o.env
	switch p := o.tied(); {
	case len(e.S().ChosenPillars()) == 0:
		return e.T("offer.nopillars", "Digit", o.digit())
	case !e.S().IsChosen(p.Number):
		return e.T("offer.notchosen", "Name", pillarName(e, p))
	}
	return ""
}

// digit is the key behind g that goes to the step in which pillars are chosen.
func (o *offer) digit() int { return slices.Index(o.env.M().Steps, model.StepPillars) + 1 }

// Keys are the keys of the step.
func (o *offer) Keys() []kit.Key {
	e := o.env
	keys := o.keys(e.T("offer.add"))
	tabs := o.tabs()
	if len(tabs) == 0 {
		keys[0].Quiet = true // there is nowhere to add it to
		return append(keys, kit.Key{On: []string{"enter"}, Label: e.T("offer.choose"), Help: e.T("offer.choosehelp"), Do: func() kit.Action { return kit.Go{Step: model.StepPillars} }})
	}
	it := o.here()
	why, single, gone, none, noTerms := "", "", "", "", ""
	if it == nil {
		why = e.T("offer.nothing")
	}
	if len(tabs) < 2 {
		single = e.T("offer.single")
	}
	if e.S().Offer.Len() == len(e.S().Offer.Live()) {
		gone = e.T("key.nonegone")
	}
	if len(e.S().Offer.Live()) == 0 {
		none = e.T("offer.nothing")
	}
	if len(e.M().Strategies)+len(e.M().Levels) == 0 {
		noTerms = e.T("offer.noterms")
	}
	return append(append(append(keys, o.takeKeys()...), o.chainKeys()...),
		kit.Key{On: []string{"tab"}, Label: e.T("offer.next"), Help: e.T("offer.nexthelp"), Why: single, Do: func() kit.Action { return o.turn(1) }},
		kit.Key{On: []string{"shift+tab"}, Label: e.T("offer.next"), Help: e.T("offer.beforehelp"), Why: single, Do: func() kit.Action { return o.turn(-1) }, Quiet: true},
		o.gapKey(o.tied().Number),
		kit.Key{On: []string{"enter"}, Label: e.T("key.edit"), Help: e.T("offer.edithelp"), Why: why, Do: func() kit.Action { return o.edit(it, atName) }, Quiet: o.Editing()},
		kit.Key{On: []string{"s"}, Label: e.T("offer.strategies"), Help: e.T("offer.strategieshelp"), Why: first(why, noTerms), Do: func() kit.Action { return o.edit(it, atTerms) }},
		kit.Key{On: []string{"x"}, Label: e.T("key.remove"), Help: e.T("offer.removehelp"), Why: why, Do: func() kit.Action {
			return kit.Do{Change: model.Removed[model.Offer]{ID: it.ID}}
		}},
		kit.Key{On: []string{"r"}, Label: e.T("key.restore"), Help: e.T("offer.restorehelp"), Why: gone, Do: o.restore},
		kit.Key{On: []string{"/"}, Label: e.T("key.find"), Help: e.T("offer.findhelp"), Why: none, Do: o.find, Quiet: true},
		kit.MoveKeys(e),
	)
}

// Update takes in a message.
func (o *offer) Update(msg tea.Msg) kit.Action {
	if p := o.tied(); p != nil {
		o.pillar = p.Number
	}
	n := len(o.live())
	switch msg := msg.(type) {
	case kit.Click:
		if msg.Width < sideFrom || msg.X < offerLeft(msg.Width) {
			o.list.Click(msg, offerTop, o.room(msg.Width, msg.Height), n)
		}
		return nil
	case kit.Start:
		return o.toLink(msg)
	}
	if o.take(msg) {
		return nil
	}
	return o.update(msg, n, o.Keys(), entered{line: o.add, lines: o.addAll})
}

// turn brings another pillar to the front.
func (o *offer) turn(by int) kit.Action {
	tabs := o.tabs()
	o.pillar = tabs[(o.front(tabs)+by+len(tabs))%len(tabs)].Number
	o.list.At = 0
	return nil
}

// goTo brings an offer to the front, and the cursor on it.
func (o *offer) goTo(it model.Offer) {
	o.pillar = it.Pillar
	o.list.At = 0
	for _, other := range o.env.S().Offer.All() {
		if other.ID == it.ID {
			return
		}
		if other.Pillar == it.Pillar && !other.Removed && other.MergedInto == "" {
			o.list.At++
		}
	}
}

// add takes one line: name; organisation; ages; setting.
func (o *offer) add(text string) kit.Action {
	s := o.env.S()
	if why := o.closed(); why != "" {
		return kit.Notify{Text: why, Bad: true}
	}
	it, err := o.env.M().ParseOffer(text)
	if err != nil {
		return kit.Notify{Text: o.env.Explain(err), Bad: true}
	}
	it.ID, it.Pillar = model.NextID(&s.Offer, "f"), o.pillar
	o.list.At = len(o.live())
	name := o.asInGroup(&it)
	return o.saying(model.Added[model.Offer]{Item: it}, name)
}

// addAll takes a pasted list, an offer a line, as one change.
func (o *offer) addAll(lines []string) kit.Action {
	s := o.env.S()
	if why := o.closed(); why != "" {
		return kit.Notify{Text: why, Bad: true}
	}
	next := s.Offer.Len()
	changes := make([]model.Change, len(lines))
	var names []string
	for i, line := range lines {
		it, err := o.env.M().ParseOffer(line)
		if err != nil {
			return kit.Notify{Text: o.env.T("offer.badline", "N", i+1, "Reason", o.env.Explain(err)), Bad: true}
		}
		for it.ID == "" || s.Offer.Get(it.ID) != nil {
			next++
			it.ID = "f" + strconv.Itoa(next)
		}
		it.Pillar = o.pillar
		if name := o.asInGroup(&it); !slices.Contains(names, name) {
			names = append(names, name)
		}
		changes[i] = model.Added[model.Offer]{Item: it}
	}
	o.list.At = len(o.live()) + len(lines) - 1
	return o.saying(model.Batch{Name: "offers.pasted", Changes: changes}, names...)
}

func (o *offer) gone() []*model.Offer {
	var gone []*model.Offer
	for _, it := range o.env.S().Offer.All() {
		if it.Removed {
			gone = append(gone, it)
		}
	}
	return gone
}

// pick lets somebody choose one of the offers of all pillars.
func (o *offer) pick(title string, from []*model.Offer, then func(it model.Offer) kit.Action) kit.Action {
	e := o.env
	items := make([]kit.Item, len(from))
	for i, it := range from {
		label := it.Name
		if it.Organisation != "" {
			label += " · " + it.Organisation
		}
		items[i] = kit.Item{Key: it.ID, Label: label, Note: pillarName(e, e.M().Pillar(it.Pillar))}
	}
	return kit.Open{Overlay: kit.NewPicker(e, title, items, func(id string) kit.Action { return then(*e.S().Offer.Get(id)) })}
}

// restore brings back an offer that was removed.
func (o *offer) restore() kit.Action {
	return o.pick(o.env.T("key.restore"), o.gone(), func(it model.Offer) kit.Action {
		o.goTo(it)
		return kit.Do{Change: model.Restored[model.Offer]{ID: it.ID}}
	})
}

// find goes to an offer by a part of its name.
func (o *offer) find() kit.Action {
	return o.pick(o.env.T("key.find"), o.env.S().Offer.Live(), func(it model.Offer) kit.Action {
		o.goTo(it)
		return nil
	})
}
