package kit

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Item is a row of a picker.
type Item struct {
	Key   string
	Label string
	Note  string // stands right, dimmer
}

// Picker is an overlay to choose one of many things, found by typing a part of
// its name.
type Picker struct {
	env   *Env
	title string
	items []Item
	shown []Item
	list  List
	entry Entry
	pick  func(key string) Action
}

// NewPicker makes a picker; pick says what to do with the one that was chosen,
// after the picker has closed.
func NewPicker(env *Env, title string, items []Item, pick func(key string) Action) *Picker {
	return &Picker{env: env, title: title, items: items, shown: items, entry: NewEntry(), pick: pick}
}

// On puts the cursor on the item with that key.
func (p *Picker) On(key string) *Picker {
	for i, it := range p.shown {
		if it.Key == key {
			p.list.At = i
		}
	}
	return p
}

// Title stands in the border.
func (p *Picker) Title() string { return p.title }

// Size asks for a line for each item and one to type in.
func (p *Picker) Size(width, height int) (int, int) {
	return min(width, 72), min(height, len(p.items)+2)
}

// Editing says that the letters are text.
func (p *Picker) Editing() bool { return true }

// Keys are the keys of a picker.
func (p *Picker) Keys() []Key {
	why := ""
	if len(p.shown) == 0 {
		why = p.env.T("picker.none")
	}
	return []Key{
		{On: []string{"enter"}, Label: p.env.T("key.choose"), Why: why, Do: func() Action {
			return All{Close{}, p.pick(p.shown[p.list.At].Key)}
		}},
		MoveKeys(p.env),
		{On: []string{"esc"}, Label: p.env.T("key.cancel"), Do: func() Action { return Close{} }},
	}
}

// Update takes in a key.
func (p *Picker) Update(msg tea.Msg) Action {
	if click, ok := msg.(Click); ok {
		p.list.Click(click, 2, click.Height-2, len(p.shown))
		return nil
	}
	if a, ok := Press(p.Keys(), msg); ok {
		return a
	}
	if p.list.Move(msg, len(p.shown), true) {
		return nil
	}
	if p.entry.Update(msg) {
		p.filter()
	}
	return nil
}

func (p *Picker) filter() {
	words := strings.Fields(strings.ToLower(p.entry.Value()))
	p.shown = nil
	for _, it := range p.items {
		if Matches(it.Label+" "+it.Note, words) {
			p.shown = append(p.shown, it)
		}
	}
	p.list.At = 0
}

// Matches says whether every word, in lower case, occurs in a text.
func Matches(text string, words []string) bool {
	text = strings.ToLower(text)
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// View draws the line to type in and the items that match.
func (p *Picker) View(width, height int) (string, *tea.Cursor) {
	line, column := p.entry.View(p.env, p.env.T("picker.find"), width)
	from, to := Window(p.list.At, len(p.shown), max(height-2, 0))
	var rows []string
	for i := from; i < to; i++ {
		it := p.shown[i]
		if i == p.list.At {
			rows = append(rows, p.env.Theme.Row.Render(Apart(MarkHere+" "+it.Label, it.Note, width)))
			continue
		}
		note := it.Note
		left := Fit("  "+it.Label, max(width-Width(note)-1, 0))
		rows = append(rows, left+" "+p.env.Theme.Dim.Render(note))
	}
	if len(p.shown) == 0 {
		rows = []string{p.env.Theme.Dim.Render("  " + p.env.T("picker.none"))}
	}
	return Page(width, height, []string{line, ""}, rows, nil), tea.NewCursor(column, 0)
}

// Confirm is an overlay that asks before something that cannot simply be
// undone, or tells something that has to be read.
type Confirm struct {
	env   *Env
	title string
	text  string
	label string // of the key that goes on
	yes   func() Action
}

// NewConfirm makes the question; yes says what to do once it is confirmed.
func NewConfirm(env *Env, title, text, label string, yes func() Action) *Confirm {
	return &Confirm{env, title, text, label, yes}
}

// Title stands in the border.
func (c *Confirm) Title() string { return c.title }

// Size asks for the lines of the text.
func (c *Confirm) Size(width, height int) (int, int) {
	width = min(width, 64)
	return width, min(height, len(Wrap(c.text, width)))
}

// Editing says that no text is typed.
func (c *Confirm) Editing() bool { return false }

// Keys are going on and leaving it.
func (c *Confirm) Keys() []Key {
	return []Key{
		{On: []string{"enter"}, Label: c.label, Do: func() Action { return All{Close{}, c.yes()} }},
		{On: []string{"esc"}, Label: c.env.T("key.cancel"), Do: func() Action { return Close{} }},
	}
}

// Update takes in a key.
func (c *Confirm) Update(msg tea.Msg) Action {
	a, _ := Press(c.Keys(), msg)
	return a
}

// View draws the text.
func (c *Confirm) View(width, height int) (string, *tea.Cursor) {
	return Page(width, height, nil, Wrap(c.text, width), nil), nil
}
