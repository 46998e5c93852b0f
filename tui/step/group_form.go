package step

import (
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// pickSector asks for the sector, which is no guess from then on.
func (g *group) pickSector(p *model.Participant) kit.Action {
	e := g.env
	items := make([]kit.Item, 0, len(e.M().Sectors))
	for _, sector := range e.M().Sectors {
		items = append(items, kit.Item{Key: sector.Key, Label: e.In(sector.Name), Note: kit.Cut(e.In(sector.About), 36)})
	}
	next := *p
	return kit.Open{Overlay: kit.NewPicker(e, p.Name(), items, func(key string) kit.Action {
		g.settle(p.ID)
		if next.Sector == key {
			return nil
		}
		next.Sector = key
		return kit.Do{Change: model.Edited[model.Participant]{Item: next}}
	}).On(p.Sector)}
}

// edit opens the card of a participant.
func (g *group) edit(p *model.Participant) kit.Action {
	e := g.env
	was := *p
	yes := []kit.Option{{Key: "no", Label: e.T("common.no")}, {Key: "yes", Label: e.T("common.yes")}}
	young := "no"
	if was.Young {
		young = "yes"
	}
	sectors := []kit.Option{{Key: "", Label: e.T("common.unknown")}}
	for _, sector := range e.M().Sectors {
		sectors = append(sectors, kit.Option{Key: sector.Key, Label: e.In(sector.Name)})
	}
	fields := []kit.Field{
		{Label: e.T("group.number"), Value: strconv.Itoa(was.Number)},
		{Label: e.T("group.organisation"), Value: was.Organisation},
		{Label: e.T("group.sector"), Value: was.Sector, Options: sectors},
		{Label: e.T("group.person"), Value: was.Person},
		{Label: e.T("group.contact"), Value: was.Contact},
		{Label: e.T("group.young"), Value: young, Options: yes},
		{Label: e.T("group.heads"), Hint: e.T("group.headshint"), Value: strconv.Itoa(was.Votes())},
	}
	return kit.Open{Overlay: kit.NewForm(e, was.Name(), fields, func(v []string) kit.Action {
		next := was
		var err error
		if next.Number, err = strconv.Atoi(v[0]); err != nil {
			return kit.Notify{Text: e.T("form.number", "Field", e.T("group.number")), Bad: true}
		}
		if next.Heads, err = strconv.Atoi(v[6]); err != nil {
			return kit.Notify{Text: e.T("form.number", "Field", e.T("group.heads")), Bad: true}
		}
		g.settle(was.ID)
		next.Organisation, next.Sector, next.Person, next.Contact, next.Young = v[1], v[2], v[3], v[4], v[5] == "yes"
		return kit.Do{Change: model.Edited[model.Participant]{Item: next}}
	}).At(1)}
}

// meeting opens the card of the meeting that the session is in.
func (g *group) meeting() kit.Action {
	if m := g.env.S().Meeting(); m != nil {
		return g.meetingForm(*m, false)
	}
	return g.nextMeeting()
}

func (g *group) nextMeeting() kit.Action {
	s := g.env.S()
	title := ""
	if s.Meeting() == nil {
		title = s.Title
	}
	return g.meetingForm(model.Meeting{ID: model.NextID(&s.Meetings, "m"), Title: title, Date: g.env.Today()}, true)
}

func (g *group) meetingForm(m model.Meeting, fresh bool) kit.Action {
	e := g.env
	fields := []kit.Field{
		{Label: e.T("group.meetingtitle"), Value: m.Title},
		{Label: e.T("session.date"), Value: string(m.Date)},
		{Label: e.T("group.place"), Value: m.Place},
		{Label: e.T("group.agreements"), Hint: e.T("group.agreementshint"), Value: strings.Join(m.Agreements, "; ")},
	}
	return kit.Open{Overlay: kit.NewForm(e, e.T("group.meeting"), fields, func(v []string) kit.Action {
		next := m
		next.Title, next.Date, next.Place, next.Agreements = v[0], model.Date(v[1]), v[2], split(v[3])
		if fresh {
			return kit.Do{Change: model.Added[model.Meeting]{Item: next}}
		}
		return kit.Do{Change: model.Edited[model.Meeting]{Item: next}}
	})}
}

// split gives the parts of a text between semicolons.
func split(text string) []string {
	var parts []string
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
