package step

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// choosing is an overlay to choose among the actions: a row for each, with a
// column for being chosen, one for each criterion of the method, and one each
// for effect and effort; and a figure on which the actions stand by these two.
// Those that are not chosen stay.
type choosing struct {
	env    *kit.Env
	list   kit.List
	column int
	figure bool // the figure is drawn in the place of the table
}

// choiceKeys are the keys of the actions step that belong to choosing and to
// the cards.
func (a *actions) choiceKeys() []kit.Key {
	e := a.env
	why := ""
	if len(a.live()) == 0 {
		why = e.T("actions.none")
	}
	return []kit.Key{
		{On: []string{"C"}, Label: e.T("choose.open"), Help: e.T("choose.openhelp"), Why: why, Do: func() kit.Action {
			return kit.Open{Overlay: &choosing{env: e, list: kit.List{At: max(slices.Index(a.live(), a.here()), 0)}}}
		}},
		a.cardsKey(),
	}
}

// Title stands in the border.
func (c *choosing) Title() string { return c.env.T("choose.title") }

// Size asks for room for the rows and for the figure.
func (c *choosing) Size(width, height int) (int, int) {
	return min(width, chooseWidest), min(height, max(chooseTop+len(c.live())+chooseBelow, figureTall))
}

// Editing says that no text is typed.
func (c *choosing) Editing() bool { return false }

func (c *choosing) live() []*model.Action { return c.env.S().Actions.Live() }

// here is the action under the cursor, or nil.
func (c *choosing) here() *model.Action {
	if live := c.live(); c.list.At < len(live) {
		return live[c.list.At]
	}
	return nil
}

// The columns: being chosen, the criteria, effect, effort.
func (c *choosing) effectAt() int { return 1 + len(c.env.M().Criteria) }
func (c *choosing) effortAt() int { return c.effectAt() + 1 }
func (c *choosing) columns() int  { return c.effortAt() + 1 }

// Keys are the keys of the overlay.
func (c *choosing) Keys() []kit.Key {
	e := c.env
	why := ""
	if c.here() == nil {
		why = e.T("actions.none")
	}
	mark := e.T("key.mark")
	if c.column >= c.effectAt() {
		mark = e.T("choose.more")
	}
	other := e.T("choose.figure")
	if c.figure {
		other = e.T("choose.table")
	}
	var digits []string
	for n := range model.MeasureMax + 1 {
		digits = append(digits, strconv.Itoa(n))
	}
	keys := []kit.Key{
		{On: []string{"space"}, Label: mark, Help: e.T("choose.markhelp"), Why: why, Do: c.mark},
		{On: []string{"left"}, Show: "← →", Label: e.T("choose.column"), Do: func() kit.Action { return c.move(-1) }},
		{On: []string{"right", "l"}, Label: e.T("choose.column"), Do: func() kit.Action { return c.move(1) }, Quiet: true},
		{On: []string{"h"}, Label: e.T("choose.column"), Do: func() kit.Action { return c.move(-1) }, Quiet: true},
		{On: digits, Show: "0-" + strconv.Itoa(model.MeasureMax), Label: e.T("choose.measure"), Help: e.T("choose.measurehelp"), Why: why},
		{On: []string{"tab", "v"}, Label: other, Help: e.T("choose.figurehelp"), Do: func() kit.Action {
			c.figure = !c.figure
			return nil
		}},
		{On: []string{"enter"}, Label: e.T("choose.choose"), Help: e.T("actions.choosehelp"), Why: why, Do: func() kit.Action {
			return c.edit(func(a *model.Action) { a.Chosen = !a.Chosen })
		}},
	}
	if e.M().Has(model.StepStickers) {
		keys = append(keys, kit.Key{On: []string{"s"}, Label: e.T("choose.stickers"), Help: e.T("choose.stickershelp"), Why: why, Do: func() kit.Action {
			return kit.All{kit.Close{}, voteOn(model.AboutActions)}
		}})
	}
	return append(keys, kit.MoveKeys(e), kit.Key{On: []string{"esc"}, Label: e.T("key.close"), Do: func() kit.Action { return kit.Close{} }})
}

// Update takes in a message.
func (c *choosing) Update(msg tea.Msg) kit.Action {
	c.list.Clamp(len(c.live()))
	switch msg := msg.(type) {
	case kit.Done:
		if msg.Err != nil {
			return kit.Notify{Text: c.env.Explain(msg.Err), Bad: true}
		}
		return nil
	case kit.Click:
		if c.tableShown(msg.Width) {
			c.list.Click(msg, chooseTop, c.rows(msg.Height), len(c.live()))
		}
		return nil
	case tea.KeyPressMsg:
		if n, err := strconv.Atoi(msg.String()); err == nil && n >= 0 && n <= model.MeasureMax && c.here() != nil {
			return c.measure(n)
		}
	}
	if a, ok := kit.Press(c.Keys(), msg); ok {
		return a
	}
	c.list.Move(msg, len(c.live()), false)
	return nil
}

func (c *choosing) move(by int) kit.Action {
	c.column = (c.column + by + c.columns()) % c.columns()
	return nil
}

// edit changes the action under the cursor.
func (c *choosing) edit(how func(*model.Action)) kit.Action {
	next := *c.here()
	how(&next)
	return kit.Do{Change: model.Edited[model.Action]{Item: next}}
}

// mark chooses, marks a criterion, or makes a measure one higher.
func (c *choosing) mark() kit.Action {
	return c.edit(func(a *model.Action) {
		switch {
		case c.column == 0:
			a.Chosen = !a.Chosen
		case c.column == c.effectAt():
			a.Effect = (a.Effect + 1) % (model.MeasureMax + 1)
		case c.column == c.effortAt():
			a.Effort = (a.Effort + 1) % (model.MeasureMax + 1)
		default:
			a.Criteria = c.toggled(a.Criteria, c.env.M().Criteria[c.column-1].Key)
		}
	})
}

// toggled marks a criterion or takes its mark away; the marks stand in the
// method's order.
func (c *choosing) toggled(keys []string, key string) []string {
	var next []string
	for _, t := range c.env.M().Criteria {
		if slices.Contains(keys, t.Key) != (t.Key == key) {
			next = append(next, t.Key)
		}
	}
	return next
}

// measure takes a digit: the effect, then the effort, and on to the next action.
func (c *choosing) measure(n int) kit.Action {
	if c.column == c.effortAt() {
		do := c.edit(func(a *model.Action) { a.Effort = n })
		c.column = c.effectAt()
		c.list.At = min(c.list.At+1, len(c.live())-1)
		return do
	}
	do := c.edit(func(a *model.Action) { a.Effect = n })
	c.column = c.effortAt()
	return do
}
