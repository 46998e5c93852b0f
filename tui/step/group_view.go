package step

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

const groupTop = 3 // lines above the list

// room is how many rows of the list there is room for.
func (g *group) room(width, height int) int {
	return max(height-groupTop-len(g.coverage(width))-3, 1)
}

// View draws the step.
func (g *group) View(width, height int) (string, *tea.Cursor) {
	e, t := g.env, g.env.Theme
	all := g.shown().all
	title := e.T("step.group")
	if m := e.S().Meeting(); m != nil && m.Title != "" {
		title += " · " + m.Title
	}
	cols := newGroupColumns(width)
	top := []string{head(e, title, g.figures(), width), t.Dim.Render(g.above(width)), t.Dim.Render(cols.row("", e.T("group.number"), e.T("group.organisation"), e.T("group.sector"), e.T("group.person"), e.T("group.contact")))}
	from, to := kit.Window(g.list.At, len(all), g.room(width, height))
	var body []string
	for i := from; i < to; i++ {
		body = append(body, g.row(cols, all[i], i == g.list.At))
	}
	if len(all) == 0 {
		top = top[:1]
		body = append([]string{""}, kit.Styled(t.Dim, kit.Wrap(e.T("group.welcome"), min(width, 72)))...)
	}
	bottom := append([]string{""}, g.coverage(width)...)
	lines, cursor := g.bottom(e.T("group.entry"), e.T("group.hint"), width)
	bottom = append(bottom, lines...)
	return kit.Page(width, height, top, body, bottom), at(cursor, height)
}

// figures counts the group: all, young people, those who are here.
func (g *group) figures() string {
	e, s := g.env, g.env.S()
	all := len(s.Participants.Live())
	parts := []string{e.N("group.count", all)}
	if n := s.Young(); n > 0 {
		parts = append(parts, e.N("group.youngcount", n))
	}
	if here, _ := s.Present(); here < all {
		parts = append(parts, e.T("group.herecount", "N", here))
	}
	return strings.Join(parts, ", ")
}

// above is the line over the columns: how many sectors are guesses, and the
// order.
func (g *group) above(width int) string {
	left := ""
	if n := g.shown().guessed; n > 0 {
		left = "  " + g.env.N("group.guesses", n)
	}
	return kit.Apart(left, g.env.T("group.by."+string(g.order)), width)
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
	if g.guessed(p) {
		sector = kit.Cut(sector, cols.sector-2) + " ?"
	}
	name := p.Name()
	absent := e.S().Absent(p.ID)
	if absent {
		away := " " + e.T("group.absent")
		name = kit.Cut(name, cols.name-kit.Width(away)) + away
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

// coverage says which sectors have nobody, and whether young people are there
// and here.
func (g *group) coverage(width int) []string {
	e := g.env
	s := e.S()
	if len(s.Participants.Live()) == 0 || len(e.M().Sectors) == 0 {
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
	switch _, here := s.Present(); {
	case s.Young() == 0:
		texts = append(texts, e.T("group.noyoung"))
	case here == 0:
		texts = append(texts, e.T("group.youngaway"))
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
	if c.person = min((rest-c.contact)/3, 30); c.person < 8 {
		c.person, rest = 0, rest+2 // the name goes first
	}
	c.name = min(rest-c.contact-c.person, 60)
	return c
}

func (c groupColumns) row(mark, number, name, sector, person, contact string) string {
	line := "  " + kit.FitRight(number, c.number) + " " + kit.Fit(mark, 1) + " " + kit.Fit(name, c.name) + "  " + kit.Fit(sector, c.sector)
	if c.person > 0 {
		line += "  " + kit.Fit(person, c.person)
	}
	if c.contact > 0 {
		line += "  " + kit.Fit(contact, c.contact)
	}
	return line
}
