package step

import (
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// group is step 1: who is here.
type group struct {
	rows
	order   groupOrder
	on      string            // the participant that the cursor was on when last looked
	guesses map[string]string // by participant, the sector that was guessed and that nobody confirmed
	settled int               // counts the changes of guesses
	path    string            // of the list that was read last
	left    *intake           // the list that was added last, for what was not; nil: none yet
	lists   *kit.Memo[groupMoment, groupList]
}

func newGroup(env *kit.Env) kit.Screen {
	return &group{rows: newRows(env), order: groupByNumber, guesses: make(map[string]string), lists: new(kit.Memo[groupMoment, groupList])}
}

// Keys are the keys of the step.
func (g *group) Keys() []kit.Key {
	e := g.env
	p := g.here()
	why, alone, sure := "", "", e.T("group.notguessed")
	switch {
	case p == nil:
		why = e.T("group.nobody")
		alone, sure = why, why
	case len(g.shown().all) == 1:
		alone = e.T("group.alone")
	}
	if p != nil && g.guessed(p) {
		sure = ""
	}
	return append(append(g.keys(e.T("group.add")), g.chainKeys()...),
		kit.Key{On: []string{"enter"}, Label: e.T("key.edit"), Help: e.T("group.edithelp"), Why: why, Do: func() kit.Action { return g.edit(p) }, Quiet: g.Editing()},
		kit.Key{On: []string{"c"}, Label: e.T("group.confirm"), Help: e.T("group.confirmhelp"), Why: sure, Do: func() kit.Action { return g.confirm(p) }, Quiet: sure != ""},
		kit.Key{On: []string{"I"}, Label: e.T("group.import"), Help: e.T("group.importhelp"), Do: func() kit.Action { return g.askList(g.path) }},
		kit.Key{On: []string{"space"}, Label: e.T("group.present"), Help: e.T("group.presenthelp"), Why: why, Do: func() kit.Action { return g.toggle(p) }},
		kit.Key{On: []string{"s"}, Label: e.T("group.sector"), Help: e.T("group.sectorhelp"), Why: g.noSectors(why), Do: func() kit.Action { return g.pickSector(p) }},
		kit.Key{On: []string{"o"}, Label: e.T("group.order"), Help: e.T("group.orderhelp"), Why: why, Do: g.turn},
		kit.Key{On: []string{"D"}, Label: e.T("group.merge"), Help: e.T("group.mergehelp"), Why: alone, Do: func() kit.Action { return g.pickDouble(p) }},
		kit.Key{On: []string{"x"}, Label: e.T("key.remove"), Help: e.T("group.removehelp"), Why: why, Do: func() kit.Action {
			return kit.Do{Change: model.Removed[model.Participant]{ID: p.ID}}
		}},
		kit.Key{On: []string{"y"}, Label: e.T("group.young"), Help: e.T("group.younghelp"), Why: why, Do: func() kit.Action {
			next := *p
			next.Young = !next.Young
			return kit.Do{Change: model.Edited[model.Participant]{Item: next}}
		}, Quiet: true},
		kit.Key{On: []string{"L"}, Label: e.T("group.left"), Help: e.T("group.lefthelp"), Why: g.noneLeft(), Do: g.showLeft, Quiet: true},
		kit.Key{On: []string{"r"}, Label: e.T("key.restore"), Help: e.T("group.restorehelp"), Why: g.noneGone(), Do: g.restore, Quiet: true},
		kit.Key{On: []string{"X"}, Label: e.T("group.forget"), Help: e.T("group.forgethelp"), Why: g.noneToForget(), Do: func() kit.Action { return g.pickForgotten(p) }, Quiet: true},
		kit.Key{On: []string{"/"}, Label: e.T("key.find"), Why: why, Do: g.find, Quiet: true},
		kit.Key{On: []string{"m"}, Label: e.T("group.meeting"), Help: e.T("group.meetinghelp"), Do: g.meeting},
		kit.Key{On: []string{"M"}, Label: e.T("group.nextmeeting"), Help: e.T("group.nextmeetinghelp"), Do: g.nextMeeting, Quiet: true},
		kit.MoveKeys(e),
	)
}

func (g *group) noSectors(why string) string {
	if why == "" && len(g.env.M().Sectors) == 0 {
		return g.env.T("group.nosectors")
	}
	return why
}

// Update takes in a message.
func (g *group) Update(msg tea.Msg) kit.Action {
	switch msg := msg.(type) {
	case kit.Changed:
		g.follow()
		return nil
	case kit.Done:
		return g.done(msg)
	case kit.Start:
		return g.toLink(msg)
	case kit.ParticipantsRead:
		return g.takePasted(msg)
	case kit.Click:
		g.list.Click(msg, groupTop, g.room(msg.Width, msg.Height), len(g.shown().all))
		g.note()
		return nil
	case tea.PasteMsg:
		switch path := kit.Path(model.Clean(msg.Content), ""); {
		case kit.Lines(msg) != nil:
			return kit.ReadParticipants{Text: msg.Content}
		case filepath.IsAbs(path) && strings.EqualFold(filepath.Ext(path), ".csv"): // dropped on the window
			return g.askList(path)
		}
	}
	was := g.list.At
	action := g.update(msg, len(g.shown().all), g.Keys(), entered{line: g.add})
	if g.list.At != was {
		g.note()
	}
	return action
}

// done takes in how a change went that the step asked for. The cursor goes to
// whom it was about.
func (g *group) done(d kit.Done) kit.Action {
	action := g.rows.done(d)
	if d.Err != nil {
		return action
	}
	switch c := d.Change.(type) {
	case model.Added[model.Participant]:
		g.goTo(c.Item.ID)
	case model.Restored[model.Participant]:
		g.goTo(c.ID)
	case model.Batch:
		g.goToFirst(c)
	}
	return action
}

// goToFirst puts the cursor on the first one of a list that was added.
func (g *group) goToFirst(list model.Batch) {
	if len(list.Changes) == 0 {
		return
	}
	if c, ok := list.Changes[0].(model.Added[model.Participant]); ok {
		g.goTo(c.Item.ID)
	}
}

// add takes one line: organisation; sector; persons; j for young.
func (g *group) add(text string) kit.Action {
	e, s := g.env, g.env.S()
	p, guessed, err := s.ParseParticipant(text)
	if err != nil {
		return kit.Notify{Text: e.Explain(err), Bad: true}
	}
	p.ID, p.Number = model.NextID(&s.Participants, "p"), s.NextNumber()
	var hints []string
	if there := s.Called(p.Name()); len(there) > 0 {
		hints = append(hints, e.T("group.alike", "Number", there[0].Number))
	}
	if guessed {
		hints = append(hints, e.T("group.wasguessed", "Name", e.In(e.M().Sector(p.Sector).Name)))
	}
	g.guess(p, guessed)
	do := kit.Do{Change: model.Added[model.Participant]{Item: p}}
	if len(hints) == 0 {
		return do
	}
	return kit.All{do, kit.Notify{Text: strings.Join(hints, " ")}}
}

func (g *group) toggle(p *model.Participant) kit.Action {
	s := g.env.S()
	m := s.Meeting()
	if m == nil {
		return g.meeting()
	}
	next := *m
	if len(m.Present) == 0 {
		// Nothing was recorded yet: all were taken to be here.
		for _, q := range s.Participants.Live() {
			next.Present = append(next.Present, q.ID)
		}
	}
	if i := slices.Index(next.Present, p.ID); i >= 0 {
		next.Present = slices.Delete(slices.Clone(next.Present), i, i+1)
	} else {
		next.Present = append(slices.Clone(next.Present), p.ID)
	}
	if len(next.Present) == 0 {
		return kit.Notify{Text: g.env.T("group.lastpresent"), Bad: true}
	}
	return kit.Do{Change: model.Edited[model.Meeting]{Item: next}}
}
