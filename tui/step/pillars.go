package step

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// pillars is the choice in step 2: which pillars the group will work on, and
// why. The scores stand beside them and choose nothing by themselves.
type pillars struct {
	rows
	number  int  // of the pillar under the cursor, whatever the order
	byScore bool // the lowest score first
}

func newPillars(env *kit.Env) kit.Screen {
	p := &pillars{rows: newRows(env)}
	if all := env.M().Pillars; len(all) > 0 {
		p.number = all[0].Number
	}
	return p
}

// scores are the figures of the last scan, nil as long as the group has not
// seen them: not even their order may show then.
func (p *pillars) scores() *model.ScanResult {
	if scan := p.env.S().Scan(); scan != nil && scan.Revealed {
		return p.env.S().ScanResult(scan.ID)
	}
	return nil
}

// order gives the pillars as they are listed, and the place of the one under
// the cursor.
func (p *pillars) order() (all []*model.Pillar, at int) {
	m := p.env.M()
	if r := p.scores(); r != nil && p.byScore {
		for _, number := range r.ByScore() {
			all = append(all, m.Pillar(number))
		}
	} else {
		for i := range m.Pillars {
			all = append(all, &m.Pillars[i])
		}
	}
	for i, one := range all {
		if one.Number == p.number {
			at = i
		}
	}
	return all, at
}

// choice is what the group settled about the pillar under the cursor.
func (p *pillars) choice() model.ChosenPillar {
	if c := p.env.S().Choice(p.number); c != nil {
		return *c
	}
	return model.ChosenPillar{Pillar: p.number, Removed: true}
}

// Keys are the keys of the step.
func (p *pillars) Keys() []kit.Key {
	e := p.env
	toggle := "pillars.choose"
	if e.S().IsChosen(p.number) {
		toggle = "pillars.unchoose"
	}
	space := "␣"
	if p.Draft() != "" {
		space = "Ctrl+␣" // a blank is text now
	}
	order := "pillars.byscore"
	if p.byScore {
		order = "pillars.bynumber"
	}
	hidden, none := "", ""
	if p.scores() == nil {
		hidden = e.T("pillars.noscores")
	}
	if len(e.S().ChosenPillars()) == 0 {
		none = e.T("pillars.none")
	}
	return append(append(p.keys(e.T("pillars.reason")), chainKeys(e, model.LinkPillar, strconv.Itoa(p.number))...),
		kit.Key{On: []string{"space", "ctrl+space", "ctrl+@"}, Show: space, Label: e.T(toggle), Help: e.T("pillars.choosehelp"), Do: p.toggle},
		kit.Key{On: []string{"enter"}, Label: e.T("key.edit"), Help: e.T("pillars.edithelp"), Do: p.edit, Quiet: p.Editing()},
		kit.Key{On: []string{"tab"}, Label: e.T("pillars.next"), Help: e.T("pillars.nexthelp"), Why: none, Do: func() kit.Action { return p.next(1) }},
		kit.Key{On: []string{"shift+tab"}, Label: e.T("pillars.next"), Help: e.T("pillars.beforehelp"), Why: none, Do: func() kit.Action { return p.next(-1) }, Quiet: true},
		kit.Key{On: []string{"o"}, Label: e.T(order), Help: e.T("pillars.orderhelp"), Why: hidden, Do: func() kit.Action { p.byScore = !p.byScore; return nil }},
		kit.Key{On: []string{"v"}, Label: e.T("pillars.read"), Help: e.T("pillars.readhelp"), Do: p.read},
		kit.MoveKeys(e),
	)
}

// Update takes in a message.
func (p *pillars) Update(msg tea.Msg) kit.Action {
	all, at := p.order()
	if len(all) == 0 {
		return nil
	}
	if to, ok := msg.(kit.Start); ok {
		return p.toLink(to)
	}
	p.list.At = at
	a := p.take(msg, len(all))
	// The cursor is on a pillar and not on a row: a change, or another order,
	// leaves it there.
	if _, changed := msg.(kit.Changed); !changed {
		p.number = all[p.list.At].Number
	}
	return a
}

func (p *pillars) take(msg tea.Msg, n int) kit.Action {
	switch msg := msg.(type) {
	case kit.Click:
		if msg.Width < sideFrom || msg.X < half(msg.Width) {
			p.list.Click(msg, pillarsTop, p.room(msg.Height), n)
		}
		return nil
	case tea.KeyPressMsg:
		// No reason begins with a blank: on an empty line Space chooses.
		if msg.String() == "space" && p.entry.Value() == "" {
			return p.toggle()
		}
	}
	return p.update(msg, n, p.Keys(), entered{line: p.give})
}

// toggle chooses the pillar, or no longer; the reason is kept either way.
func (p *pillars) toggle() kit.Action {
	c := p.choice()
	c.Removed = !c.Removed
	return kit.Do{Change: model.Set[model.ChosenPillar]{Item: c}}
}

// give gives the pillar a reason, which chooses it. A further reason comes
// behind those that stand, as two people may each have one.
func (p *pillars) give(reason string) kit.Action {
	c := p.choice()
	switch {
	case c.Reason == "":
		c.Reason = reason
	case strings.ContainsAny(c.Reason[len(c.Reason)-1:], ".!?;"):
		c.Reason += " " + reason
	default:
		c.Reason += "; " + reason
	}
	c.Removed = false
	return kit.Do{Change: model.Set[model.ChosenPillar]{Item: c}}
}

// edit opens the reason, to be mended.
func (p *pillars) edit() kit.Action {
	e := p.env
	was := p.choice()
	fields := []kit.Field{{Label: e.T("pillars.reason"), Hint: e.T("pillars.reasonhint"), Value: was.Reason}}
	return kit.Open{Overlay: kit.NewForm(e, pillarName(e, e.M().Pillar(p.number)), fields, func(v []string) kit.Action {
		next := was
		next.Reason = v[0]
		next.Removed = was.Removed && v[0] == ""
		if next == was {
			return kit.Close{}
		}
		return kit.Do{Change: model.Set[model.ChosenPillar]{Item: next}}
	})}
}

// next goes to the next chosen pillar in that direction.
func (p *pillars) next(by int) kit.Action {
	all, at := p.order()
	for range all {
		at = (at + by + len(all)) % len(all)
		if p.env.S().IsChosen(all[at].Number) {
			p.list.At = at
			break
		}
	}
	return nil
}

// read shows all there is to read about the pillar.
func (p *pillars) read() kit.Action {
	pillar := p.env.M().Pillar(p.number)
	return kit.Open{Overlay: kit.NewReader(p.env, pillarName(p.env, pillar), p.about)}
}

// pillarName is a pillar as it is called in a list: its number and short name.
func pillarName(e *kit.Env, p *model.Pillar) string {
	return strconv.Itoa(p.Number) + " " + e.In(p.Short)
}

// unreasoned gives the numbers of the chosen pillars without a reason.
func (p *pillars) unreasoned() []string {
	var numbers []string
	for _, one := range p.env.S().ChosenPillars() {
		if p.env.S().Choice(one.Number).Reason == "" {
			numbers = append(numbers, strconv.Itoa(one.Number))
		}
	}
	return numbers
}
