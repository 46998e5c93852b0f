package step

import (
	"cmp"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// pickDouble asks which other participant this one is, those first that look
// most like it.
func (g *group) pickDouble(p *model.Participant) kit.Action {
	var items []kit.Item
	for _, other := range g.env.S().Alike(p) {
		items = append(items, g.item(other))
	}
	return kit.Open{Overlay: kit.NewPicker(g.env, g.env.T("group.mergepick", "Name", called(p)), items, func(id string) kit.Action {
		return kit.Open{Overlay: &mergeCard{g: g, into: id, from: p.ID}}
	})}
}

// mergeCard tells what merging two participants comes down to, before it is
// done.
type mergeCard struct {
	g          *group
	into, from string
	list       kit.List
}

// Title stands in the border.
func (c *mergeCard) Title() string { return c.g.env.T("group.mergetitle") }

// mergeWidth is how wide the text is set.
const mergeWidth = 72

// Size asks for the lines of the text.
func (c *mergeCard) Size(width, height int) (int, int) {
	width = min(width, mergeWidth)
	return width, min(height, len(c.lines(width)))
}

// Editing says that no text is typed.
func (c *mergeCard) Editing() bool { return false }

// Keys are merging, turning the two round, and leaving it.
func (c *mergeCard) Keys() []kit.Key {
	e := c.g.env
	return []kit.Key{
		{On: []string{"enter"}, Label: e.T("group.mergetitle"), Do: func() kit.Action {
			return kit.Do{Change: model.ParticipantsMerged{Into: c.into, From: c.from}}
		}},
		{On: []string{"tab", "w"}, Label: e.T("group.mergeswap"), Do: func() kit.Action {
			c.into, c.from = c.from, c.into
			return nil
		}},
		{On: []string{"up", "down"}, Show: "↑↓", Label: e.T("key.move"), Quiet: true},
		{On: []string{"esc"}, Label: e.T("key.cancel"), Do: func() kit.Action { return kit.Close{} }},
	}
}

// Update takes in a key, or how the merging went.
func (c *mergeCard) Update(msg tea.Msg) kit.Action {
	e := c.g.env
	if done, ok := msg.(kit.Done); ok {
		if done.Err != nil {
			return kit.Notify{Text: e.Explain(done.Err), Bad: true}
		}
		people := &e.S().Participants
		from, into := people.Get(c.from), people.Get(c.into)
		c.g.goTo(c.into)
		return kit.All{kit.Close{}, kit.Notify{Text: e.T("group.merged", "From", called(from), "Into", called(into))}}
	}
	if a, ok := kit.Press(c.Keys(), msg); ok {
		return a
	}
	c.list.Move(msg, len(c.lines(mergeWidth)), false)
	return nil
}

// View draws the text.
func (c *mergeCard) View(width, height int) (string, *tea.Cursor) {
	lines := c.lines(width)
	from := min(c.list.At, max(len(lines)-height, 0))
	return kit.Page(width, height, nil, lines[from:], nil), nil
}

// lines are what merging comes down to.
func (c *mergeCard) lines(width int) []string {
	e := c.g.env
	m, err := e.S().Merging(c.into, c.from)
	if err != nil {
		return kit.Wrap(e.Explain(err), width)
	}
	into, from := called(m.Into), called(m.From)
	lines := kit.Styled(e.Theme.Bold, kit.Wrap(e.T("group.mergeinto", "From", from, "Into", into), width))
	say := func(text string) { lines = append(lines, kit.Wrap(text, width)...) }
	say(e.T("group.mergebecomes", "Text", c.becomes(m)))
	if m.From.Sector != m.Into.Sector || m.From.Young != m.Into.Young {
		say(e.T("group.mergesector", "Into", into))
	}
	lines = append(lines, "")
	parts := c.parts(m)
	if len(parts) == 0 {
		parts = []string{e.T("group.mergenothing", "From", from)}
	}
	for _, part := range parts {
		say(part)
	}
	lines = append(lines, "")
	return append(lines, kit.Styled(e.Theme.Dim, kit.Wrap(e.T("group.mergeundo", "From", from), width))...)
}

// becomes is the participant that two become, in one line.
func (c *mergeCard) becomes(m model.Merging) string {
	e, p := c.g.env, m.Becomes
	sector := ""
	if in := e.M().Sector(p.Sector); in != nil {
		sector = e.In(in.Name)
	}
	person := p.Person
	if p.Organisation == "" {
		person = ""
	}
	parts := []string{called(&p)}
	for _, part := range []string{sector, person, p.Contact} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if p.Votes() > 1 {
		parts = append(parts, fmt.Sprint(p.Votes(), " ", e.T("group.heads")))
	}
	return strings.Join(parts, "; ")
}

// parts says, a sentence each, what goes over, what no longer counts, and what
// stays as it is.
func (c *mergeCard) parts(m model.Merging) []string {
	e := c.g.env
	into, from := called(m.Into), called(m.From)
	var parts []string
	count := func(id string, n int) {
		if n > 0 {
			parts = append(parts, e.N(id, n, "Into", into))
		}
	}
	name := func(id string, rounds []*model.Round) {
		if len(rounds) > 0 {
			parts = append(parts, e.T(id, "List", c.titles(rounds), "Into", into, "From", from))
		}
	}
	count("group.mergescores", m.Scores)
	count("group.mergescoresaside", m.ScoresAside)
	name("group.mergeballots", m.Ballots)
	name("group.mergeballotsaside", m.BallotsAside)
	count("group.mergeratings", m.RatingsAside)
	name("group.mergekept", m.Kept)
	return parts
}

// titlesMost is how many rounds are named.
const titlesMost = 4

func (c *mergeCard) titles(rounds []*model.Round) string {
	e := c.g.env
	var names []string
	for i, r := range rounds {
		if i == titlesMost {
			names = append(names, e.T("group.mergemore", "N", len(rounds)-i))
			break
		}
		names = append(names, cmp.Or(r.Title, e.T("stickers.untitled", "N", e.S().Rounds.Position(r.ID)+1)))
	}
	return strings.Join(names, ", ")
}
