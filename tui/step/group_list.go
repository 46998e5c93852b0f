package step

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// groupOrder is the order in which the participants stand on the screen; its
// name is that of its text.
type groupOrder string

const (
	groupByNumber groupOrder = "number"
	groupByName   groupOrder = "name"
	groupBySector groupOrder = "sector"
	groupByYoung  groupOrder = "young"  // they first
	groupByAbsent groupOrder = "absent" // they last
)

var groupOrders = []groupOrder{groupByNumber, groupByName, groupBySector, groupByYoung, groupByAbsent}

// groupMoment is what the list on the screen depends on.
type groupMoment struct {
	revision uint64
	order    groupOrder
	settled  int
}

// groupList is the list as it is shown.
type groupList struct {
	all     []*model.Participant
	guessed int // of whom the sector is a guess that nobody confirmed
}

// shown gives the participants who count, in the order chosen.
func (g *group) shown() groupList {
	s := g.env.S()
	return g.lists.Get(groupMoment{s.Revision(), g.order, g.settled}, func() groupList {
		list := groupList{all: ordered(s, g.order)}
		for id := range g.guesses {
			if p := s.Participants.Get(id); p != nil && !p.Removed && g.guessed(p) {
				list.guessed++
			}
		}
		return list
	})
}

// ordered gives the participants who count in an order, those that are alike in
// it by number.
func ordered(s *model.Session, by groupOrder) []*model.Participant {
	type place struct {
		class int
		name  string
		p     *model.Participant
	}
	sectors := make(map[string]int)
	for i, sector := range s.Method().Sectors {
		sectors[sector.Key] = i - len(s.Method().Sectors) // those without one come last
	}
	live := s.Participants.Live()
	places := make([]place, len(live))
	for i, p := range live {
		at := place{p: p}
		switch {
		case by == groupByName:
			at.name = model.NameKey(p.Name())
		case by == groupBySector:
			at.class = sectors[p.Sector]
		case by == groupByYoung && !p.Young, by == groupByAbsent && s.Absent(p.ID):
			at.class = 1
		}
		places[i] = at
	}
	slices.SortStableFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.class, b.class), strings.Compare(a.name, b.name), cmp.Compare(a.p.Number, b.p.Number))
	})
	all := make([]*model.Participant, len(places))
	for i := range places {
		all[i] = places[i].p
	}
	return all
}

// turn goes to the next order. The cursor stays on its participant.
func (g *group) turn() kit.Action {
	g.note()
	g.order = groupOrders[(slices.Index(groupOrders, g.order)+1)%len(groupOrders)]
	g.follow()
	return nil
}

// here is the participant under the cursor, or nil.
func (g *group) here() *model.Participant {
	if all := g.shown().all; g.list.At < len(all) {
		return all[g.list.At]
	}
	return nil
}

// note remembers whom the cursor is on.
func (g *group) note() {
	g.on = ""
	if p := g.here(); p != nil {
		g.on = p.ID
	}
}

// follow puts the cursor back on the participant that it was on; when there is
// no such one any more it stays at its place.
func (g *group) follow() {
	all := g.shown().all
	if i := slices.IndexFunc(all, func(p *model.Participant) bool { return p.ID == g.on }); i >= 0 {
		g.list.At = i
	}
	g.list.Clamp(len(all))
	g.note()
}

// goTo puts the cursor on a participant.
func (g *group) goTo(id string) {
	g.on = id
	g.follow()
}

// guessed says that the sector was guessed from the name and that nobody said
// yet whether it is right. Only the screen knows: once the session is opened
// anew a sector is a sector.
func (g *group) guessed(p *model.Participant) bool {
	return p.Sector != "" && g.guesses[p.ID] == p.Sector
}

// guess notes whether the sector of a new participant is a guess.
func (g *group) guess(p model.Participant, guessed bool) {
	if g.settle(p.ID); guessed {
		g.guesses[p.ID] = p.Sector
	}
}

// settle notes that somebody looked at the sector.
func (g *group) settle(id string) {
	delete(g.guesses, id)
	g.settled++
}

// confirm takes the guess for right and goes on to the next one.
func (g *group) confirm(p *model.Participant) kit.Action {
	g.settle(p.ID)
	all := g.shown().all
	for i := range all {
		if at := (g.list.At + i) % len(all); g.guessed(all[at]) {
			g.list.At = at
			break
		}
	}
	g.note()
	return nil
}

// find puts the cursor on a participant by number or name.
func (g *group) find() kit.Action {
	all := g.shown().all
	items := make([]kit.Item, len(all))
	for i, p := range all {
		items[i] = g.item(p)
	}
	return kit.Open{Overlay: kit.NewPicker(g.env, g.env.T("key.find"), items, func(id string) kit.Action {
		g.goTo(id)
		return nil
	})}
}

// item is a participant in a list to choose from.
func (g *group) item(p *model.Participant) kit.Item {
	return kit.Item{Key: p.ID, Label: called(p), Note: p.Person}
}

// called is a participant with its number, as ballots use it.
func called(p *model.Participant) string { return strconv.Itoa(p.Number) + " " + p.Name() }

func (g *group) noneGone() string {
	if people := &g.env.S().Participants; len(people.Live()) == people.Len() {
		return g.env.T("key.nonegone")
	}
	return ""
}

// restore brings back somebody who was removed, or went up in another.
func (g *group) restore() kit.Action {
	e := g.env
	var items []kit.Item
	for _, p := range e.S().Participants.All() {
		if !p.Removed && p.MergedInto == "" {
			continue
		}
		note := strconv.Itoa(p.Number)
		if into := e.S().Stands(p.ID); into != nil {
			note = e.T("group.mergedinto", "Number", p.Number, "Into", kit.Cut(called(into), 24))
		}
		items = append(items, kit.Item{Key: p.ID, Label: p.Name(), Note: note})
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T("key.restore"), items, func(id string) kit.Action {
		return kit.Do{Change: model.Restored[model.Participant]{ID: id}}
	})}
}
