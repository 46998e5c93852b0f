package step

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// group is step 1: who is here.
type group struct{ rows }

func newGroup(env *kit.Env) kit.Screen { return &group{newRows(env)} }

func (g *group) live() []*model.Participant { return g.env.S().Participants.Live() }

// here is the participant under the cursor, or nil.
func (g *group) here() *model.Participant {
	if live := g.live(); g.list.At < len(live) {
		return live[g.list.At]
	}
	return nil
}

// Keys are the keys of the step.
func (g *group) Keys() []kit.Key {
	e := g.env
	p := g.here()
	why := ""
	if p == nil {
		why = e.T("group.nobody")
	}
	return append(g.keys(e.T("group.add")),
		kit.Key{On: []string{"enter"}, Label: e.T("key.edit"), Help: e.T("group.edithelp"), Why: why, Do: func() kit.Action { return g.edit(p) }, Quiet: g.Editing()},
		kit.Key{On: []string{"space"}, Label: e.T("group.present"), Help: e.T("group.presenthelp"), Why: why, Do: func() kit.Action { return g.toggle(p) }},
		kit.Key{On: []string{"y"}, Label: e.T("group.young"), Help: e.T("group.younghelp"), Why: why, Do: func() kit.Action {
			next := *p
			next.Young = !next.Young
			return kit.Do{Change: model.Edited[model.Participant]{Item: next}}
		}},
		kit.Key{On: []string{"s"}, Label: e.T("group.sector"), Help: e.T("group.sectorhelp"), Why: g.noSectors(why), Do: func() kit.Action { return g.pickSector(p) }},
		kit.Key{On: []string{"x"}, Label: e.T("key.remove"), Help: e.T("group.removehelp"), Why: why, Do: func() kit.Action {
			return kit.Do{Change: model.Removed[model.Participant]{ID: p.ID}}
		}},
		kit.Key{On: []string{"r"}, Label: e.T("key.restore"), Why: g.noneGone(), Do: g.restore, Quiet: true},
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
	if c, ok := msg.(kit.Click); ok {
		g.click(c, groupTop, g.room(c.Width, c.Height), len(g.live()))
		return nil
	}
	return g.update(msg, len(g.live()), g.Keys(), entered{line: g.add, lines: g.addAll})
}

// add takes one line: organisation; sector; persons; j for young.
func (g *group) add(text string) kit.Action {
	s := g.env.S()
	p, err := s.ParseParticipant(text)
	if err != nil {
		return kit.Notify{Text: g.env.Explain(err), Bad: true}
	}
	p.ID, p.Number = model.NextID(&s.Participants, "p"), s.NextNumber()
	g.list.At = len(g.live())
	return kit.Do{Change: model.Added[model.Participant]{Item: p}}
}

// addAll takes a pasted list, a participant a line, as one change.
func (g *group) addAll(lines []string) kit.Action {
	s := g.env.S()
	number, next := s.NextNumber(), s.Participants.Len()
	changes := make([]model.Change, len(lines))
	for i, line := range lines {
		p, err := s.ParseParticipant(line)
		if err != nil {
			return kit.Notify{Text: g.env.T("group.badline", "N", i+1, "Reason", g.env.Explain(err)), Bad: true}
		}
		for p.ID == "" || s.Participants.Get(p.ID) != nil {
			next++
			p.ID = "p" + strconv.Itoa(next)
		}
		p.Number = number + i
		changes[i] = model.Added[model.Participant]{Item: p}
	}
	return kit.Do{Change: model.Batch{Name: "participants.pasted", Changes: changes}}
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
		for _, q := range g.live() {
			next.Present = append(next.Present, q.ID)
		}
	}
	if i := slices.Index(next.Present, p.ID); i >= 0 {
		next.Present = slices.Delete(slices.Clone(next.Present), i, i+1)
	} else {
		next.Present = append(slices.Clone(next.Present), p.ID)
	}
	return kit.Do{Change: model.Edited[model.Meeting]{Item: next}}
}

func (g *group) pickSector(p *model.Participant) kit.Action {
	e := g.env
	items := make([]kit.Item, 0, len(e.M().Sectors))
	for _, sector := range e.M().Sectors {
		items = append(items, kit.Item{Key: sector.Key, Label: e.In(sector.Name), Note: kit.Cut(e.In(sector.About), 36)})
	}
	next := *p
	return kit.Open{Overlay: kit.NewPicker(e, p.Name(), items, func(key string) kit.Action {
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
		next.Organisation, next.Sector, next.Person, next.Contact, next.Young = v[1], v[2], v[3], v[4], v[5] == "yes"
		return kit.Do{Change: model.Edited[model.Participant]{Item: next}}
	}).At(1)}
}

// find puts the cursor on a participant by number or name.
func (g *group) find() kit.Action {
	items := make([]kit.Item, len(g.live()))
	for i, p := range g.live() {
		items[i] = kit.Item{Key: strconv.Itoa(i), Label: strconv.Itoa(p.Number) + "  " + p.Name(), Note: p.Person}
	}
	return kit.Open{Overlay: kit.NewPicker(g.env, g.env.T("key.find"), items, func(key string) kit.Action {
		g.list.At, _ = strconv.Atoi(key)
		return nil
	})}
}

func (g *group) gone() []*model.Participant {
	var gone []*model.Participant
	for _, p := range g.env.S().Participants.All() {
		if p.Removed {
			gone = append(gone, p)
		}
	}
	return gone
}

func (g *group) noneGone() string {
	if len(g.gone()) == 0 {
		return g.env.T("key.nonegone")
	}
	return ""
}

// restore brings back somebody who was removed.
func (g *group) restore() kit.Action {
	var items []kit.Item
	for _, p := range g.gone() {
		items = append(items, kit.Item{Key: p.ID, Label: p.Name(), Note: strconv.Itoa(p.Number)})
	}
	return kit.Open{Overlay: kit.NewPicker(g.env, g.env.T("key.restore"), items, func(id string) kit.Action {
		return kit.Do{Change: model.Restored[model.Participant]{ID: id}}
	})}
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

const groupTop = 3 // lines above the list

// room is how many rows of the list there is room for.
func (g *group) room(width, height int) int {
	return max(height-groupTop-len(g.coverage(width))-3, 1)
}

// View draws the step.
func (g *group) View(width, height int) (string, *tea.Cursor) {
	e, t := g.env, g.env.Theme
	s := e.S()
	live := g.live()
	title := e.T("step.group")
	if m := s.Meeting(); m != nil && m.Title != "" {
		title += " · " + m.Title
	}
	right := e.N("group.count", len(live))
	if n := s.Young(); n > 0 {
		right += ", " + e.N("group.youngcount", n)
	}
	cols := newGroupColumns(width)
	top := []string{head(e, title, right, width), "", t.Dim.Render(cols.row("", e.T("group.number"), e.T("group.organisation"), e.T("group.sector"), e.T("group.person"), e.T("group.contact")))}
	from, to := kit.Window(g.list.At, len(live), g.room(width, height))
	var body []string
	for i := from; i < to; i++ {
		body = append(body, g.row(cols, live[i], i == g.list.At))
	}
	bottom := append([]string{""}, g.coverage(width)...)
	lines, cursor := g.bottom(e.T("group.entry"), e.T("group.hint"), width)
	bottom = append(bottom, lines...)
	return kit.Page(width, height, top, body, bottom), at(cursor, height)
}

func (g *group) row(cols groupColumns, p *model.Participant, here bool) string {
	e := g.env
	mark := " "
	if p.Young {
		mark = kit.MarkYoung
	}
	sector := ""
	if sec := e.M().Sector(p.Sector); sec != nil {
		sector = e.In(sec.Name)
	}
	name := p.Name()
	absent := e.S().Meeting().Absent(p.ID)
	if absent {
		name += " " + e.T("group.absent")
	}
	person := p.Person
	if p.Organisation == "" {
		person = ""
	}
	line := cols.row(mark, strconv.Itoa(p.Number), name, sector, person, p.Contact)
	switch {
	case here:
		return e.Theme.Row.Render(kit.MarkHere + line[1:])
	case absent:
		return e.Theme.Dim.Render(line)
	}
	return line
}

// coverage says which sectors have nobody, and whether young people are here.
func (g *group) coverage(width int) []string {
	e := g.env
	s := e.S()
	if len(g.live()) == 0 || len(e.M().Sectors) == 0 {
		return nil
	}
	var parts []string
	for _, sector := range s.MissingSectors() {
		parts = append(parts, strings.ToLower(e.In(sector.Name)))
	}
	var texts []string
	if len(parts) > 0 {
		texts = append(texts, e.T("group.missing", "List", e.Texts.List(parts)))
	}
	if s.Young() == 0 {
		texts = append(texts, e.T("group.noyoung"))
	}
	if len(texts) == 0 {
		return []string{e.Theme.Good.Render(kit.Cut(kit.MarkDone+" "+e.T("group.covered"), width))}
	}
	return kit.Styled(e.Theme.Warn, kit.WrapMost(kit.MarkWarning+" "+strings.Join(texts, " "), width, 2))
}

// groupColumns are the widths of the columns; contacts need room to spare.
type groupColumns struct{ number, name, sector, person, contact int }

func newGroupColumns(width int) groupColumns {
	c := groupColumns{number: 4, sector: 12}
	const gaps = 9 // the blanks that row puts between
	rest := width - gaps - c.number - c.sector
	if width >= sideFrom {
		c.sector = 24
		rest = width - gaps - 2 - c.number - c.sector
		c.contact = min(rest/4, 32)
	}
	c.person = min((rest-c.contact)/3, 30)
	c.name = min(rest-c.contact-c.person, 60)
	return c
}

func (c groupColumns) row(mark, number, name, sector, person, contact string) string {
	line := "  " + kit.FitRight(number, c.number) + " " + kit.Fit(mark, 1) + " " + kit.Fit(name, c.name) + "  " + kit.Fit(sector, c.sector) + "  " + kit.Fit(person, c.person)
	if c.contact > 0 {
		line += "  " + kit.Fit(contact, c.contact)
	}
	return line
}
