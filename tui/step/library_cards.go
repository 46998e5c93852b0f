package step

import (
	"path/filepath"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/store/export"
	"kring/tui/kit"
)

// cardsKey opens what can be done with cards: actions that go from one town to
// another.
func (a *actions) cardsKey() kit.Key {
	e := a.env
	return kit.Key{On: []string{"K"}, Label: e.T("library.cards"), Help: e.T("library.cardshelp"), Quiet: true, Do: func() kit.Action {
		if len(e.M().Library) == 0 && len(e.Own.Cards) > 0 {
			return a.openLibrary() // the method has none of its own to come from
		}
		return cardsMenu(e)
	}}
}

// cardsMenu asks what is to be done with cards.
func cardsMenu(e *kit.Env) kit.Action {
	n := len(e.S().Actions.Live())
	items := []kit.Item{
		{Key: "write", Label: e.T("library.write"), Note: e.N("actions.count", n)},
		{Key: "read", Label: e.T("library.read"), Note: e.N("library.owned", len(e.Own.Cards))},
	}
	if gone := len(e.Own.Gone); gone > 0 {
		items = append(items, kit.Item{Key: "back", Label: e.T("library.back"), Note: strconv.Itoa(gone)})
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T("library.menu"), items, func(key string) kit.Action {
		switch {
		case key == "read":
			return askCards(e)
		case key == "back":
			return cardsBack(e)
		case n == 0:
			return kit.Notify{Text: e.T("actions.none"), Bad: true}
		}
		return writeCards(e)
	})}
}

// cardsBack brings back a card that was removed.
func cardsBack(e *kit.Env) kit.Action {
	var items []kit.Item
	for i := range e.Own.Gone {
		c := &e.Own.Gone[i]
		items = append(items, kit.Item{Key: c.ID(), Label: c.Title, Note: c.Source.Municipality})
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T("library.back"), items, func(id string) kit.Action {
		return kit.RemoveCard{ID: id, Removed: false}
	})}
}

// writeCards asks where to write the actions of the session as cards.
func writeCards(e *kit.Env) kit.Action {
	r := export.Request{Format: export.Cards}
	name := strings.TrimSuffix(export.FileName(e.S(), r, e.Texts), "."+export.Cards) + "-" + e.T("library.filename") + ".json"
	fields := []kit.Field{{Label: e.T("summary.path"), Value: filepath.Join(e.Folder, name), Path: true}}
	x := &exporter{env: e}
	x.Form = kit.NewForm(e, e.T("library.writetitle"), fields, func(v []string) kit.Action {
		if v[0] == "" {
			return kit.Notify{Text: e.T("summary.nopath"), Bad: true}
		}
		x.asked = kit.Export{Request: r, Path: withEnd(kit.Path(v[0], e.Folder), "json")}
		return x.asked
	})
	return kit.Open{Overlay: x}
}

// askCards asks for a file with cards.
func askCards(e *kit.Env) kit.Action {
	fields := []kit.Field{{Label: e.T("library.file"), Hint: e.T("group.filehint")}}
	f := &cardsForm{env: e}
	f.Form = kit.NewForm(e, e.T("library.read"), fields, func(v []string) kit.Action {
		if v[0] == "" {
			return kit.Notify{Text: e.T("group.nofile"), Bad: true}
		}
		return kit.ReadCards{Path: kit.Path(v[0], e.Folder)}
	})
	return kit.Open{Overlay: f}
}

// cardsForm is the form that asks for a file; it stays until the file is read.
type cardsForm struct {
	env *kit.Env
	*kit.Form
}

// Keys are those of a form; Enter saves nothing yet.
func (f *cardsForm) Keys() []kit.Key {
	keys := f.Form.Keys()
	keys[0].Label = f.env.T("group.look")
	return keys
}

// Update takes in a key, or what is in the file.
func (f *cardsForm) Update(msg tea.Msg) kit.Action {
	read, ok := msg.(kit.CardsRead)
	switch {
	case !ok:
		return f.Form.Update(msg)
	case read.Err != nil:
		return f.Form.Update(kit.Notify{Text: f.env.Explain(read.Err), Bad: true})
	}
	return kit.All{kit.Close{}, kit.Open{Overlay: &cardsIntake{env: f.env, name: model.Clean(filepath.Base(read.Path)), in: read.List}}}
}

// cardsIntake shows the cards of a file before they are taken in: first those
// that are refused, with the reason, then the others, with what was left out.
type cardsIntake struct {
	env    *kit.Env
	name   string
	in     *kit.CardList
	list   kit.List
	reason string // why they could not be saved
}

// Title stands in the border.
func (c *cardsIntake) Title() string { return c.env.T("library.intake", "Name", c.name) }

const (
	intakeAbove = 2 // lines above the cards
	intakeBelow = 5 // lines that tell of the one under the cursor, and a blank
)

// Size asks for a line for each card.
func (c *cardsIntake) Size(width, height int) (int, int) {
	return min(width, intakeWidth), min(height, intakeAbove+max(c.count(), 1)+intakeBelow)
}

// Editing says that no text is typed.
func (c *cardsIntake) Editing() bool { return false }

func (c *cardsIntake) count() int { return len(c.in.Refused) + len(c.in.Cards) }

// Keys are taking them in, and leaving it.
func (c *cardsIntake) Keys() []kit.Key {
	e := c.env
	why := ""
	if len(c.in.Cards) == 0 {
		why = e.T("library.nothing")
	}
	return []kit.Key{
		{On: []string{"enter"}, Label: e.T("library.takein"), Why: why, Do: c.take},
		kit.MoveKeys(e),
		{On: []string{"esc"}, Label: e.T("key.cancel"), Do: func() kit.Action { return kit.Close{} }},
	}
}

func (c *cardsIntake) take() kit.Action {
	cards := make([]model.ActionCard, len(c.in.Cards))
	for i, one := range c.in.Cards {
		cards[i] = one.Card
	}
	return kit.TakeCards{Cards: cards}
}

// Update takes in a key, or how it went.
func (c *cardsIntake) Update(msg tea.Msg) kit.Action {
	switch msg := msg.(type) {
	case kit.CardsTaken:
		if msg.Err != nil {
			c.reason = c.env.Explain(msg.Err)
			return nil
		}
		return kit.All{kit.Close{}, kit.Notify{Text: c.outcome(msg)}}
	case kit.Click:
		c.list.Click(msg, intakeAbove, msg.Height-intakeAbove-intakeBelow, c.count())
		return nil
	}
	if a, ok := kit.Press(c.Keys(), msg); ok {
		return a
	}
	c.list.Move(msg, c.count(), false)
	return nil
}

// outcome says in one line what became of the file.
func (c *cardsIntake) outcome(took kit.CardsTaken) string {
	e := c.env
	parts := []string{e.N("library.took", took.Added)}
	if took.Renewed > 0 {
		parts = append(parts, e.N("library.renewed", took.Renewed))
	}
	if n := len(c.in.Refused); n > 0 {
		parts = append(parts, e.N("library.refused", n))
	}
	return strings.Join(parts, ", ")
}

// remarks are what there is to know of a card that comes in.
func (c *cardsIntake) remarks(in *kit.CardIn) []string {
	e := c.env
	var notes []string
	if c.env.Own.Get(in.Card.ID()) != nil {
		notes = append(notes, e.T("library.again"))
	}
	if in.Card.Method != "" && in.Card.Method != e.M().Key {
		notes = append(notes, e.T("library.othermethod"))
	}
	for _, n := range in.Notes {
		notes = append(notes, e.T("library.note."+n.What, "List", n.List))
	}
	return notes
}

// View draws the cards.
func (c *cardsIntake) View(width, height int) (string, *tea.Cursor) {
	e, t := c.env, c.env.Theme
	head := e.N("library.comein", len(c.in.Cards))
	if n := len(c.in.Refused); n > 0 {
		head += ", " + kit.MarkWarning + " " + e.N("library.refused", n)
	}
	top := []string{t.Bold.Render(kit.Cut(head, width)), t.Warn.Render(kit.Cut(c.reason, width))}
	rows := max(height-intakeAbove-intakeBelow, 1)
	from, to := kit.Window(c.list.At, c.count(), rows)
	var lines []string
	for i := from; i < to; i++ {
		lines = append(lines, c.row(i, width))
	}
	if c.count() == 0 {
		lines = []string{t.Dim.Render("  " + e.T("library.nothing"))}
	}
	bottom := padded(append([]string{""}, clipped(c.below(width), intakeBelow-1)...), intakeBelow)
	return kit.Page(width, height, top, lines, bottom), nil
}

func (c *cardsIntake) row(i, width int) string {
	t := c.env.Theme
	mark, n, title, note, style := " ", 0, "", "", t.Text
	if i < len(c.in.Refused) {
		one := c.in.Refused[i]
		mark, n, title, style = kit.MarkWarning, one.N, one.Title, t.Warn
	} else {
		one := &c.in.Cards[i-len(c.in.Refused)]
		n, title, note = one.N, one.Card.Title, one.Card.Source.Municipality
		if len(c.remarks(one)) > 0 {
			mark = kit.MarkEmpty
		}
	}
	line := kit.Apart("  "+mark+" "+kit.FitRight(strconv.Itoa(n), 4)+"  "+title, note, width)
	if i == c.list.At {
		return t.Row.Render(kit.MarkHere + line[1:])
	}
	return style.Render(line)
}

// below tells of the card under the cursor.
func (c *cardsIntake) below(width int) []string {
	e, t := c.env, c.env.Theme
	switch at := c.list.At - len(c.in.Refused); {
	case c.count() == 0:
		return nil
	case at < 0:
		one := c.in.Refused[c.list.At]
		text := e.T("library.refusedcard", "N", one.N, "Reason", e.Explain(one.Err))
		return kit.Styled(t.Warn, kit.Wrap(text, width))
	default:
		one := &c.in.Cards[at]
		lines := kit.Styled(t.Dim, kit.WrapMost(one.Card.Source.String(), width, 1))
		if notes := c.remarks(one); len(notes) > 0 {
			return append(lines, kit.Wrap(strings.Join(notes, " "), width)...)
		}
		return append(lines, kit.WrapMost(one.Card.Description, width, 2)...)
	}
}
