package step

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// timeline is an overlay with the actions over the months: a bar from start to
// end, and a line where it is today. Those without dates stand last.
type timeline struct {
	plan *plan
	list kit.List
	from int // the first month that is drawn, as model.Month counts
	per  int // columns of a month
}

// Columns of a month where months are told apart, and where quarters are.
const monthColumns, quarterColumns = 4, 1

func (p *plan) timeline() kit.Action {
	x := &timeline{plan: p, per: monthColumns}
	today := model.Month(p.env.Now())
	x.from = today
	last := today
	for i, span := range x.spans() {
		if p.here() == span.Action {
			x.list.At = i
		}
		if !span.Start.IsZero() && !span.Action.Ended() {
			x.from = min(x.from, model.Month(span.Start))
		}
		if !span.End.IsZero() {
			last = max(last, model.Month(span.End))
		}
	}
	if last-x.from >= 12 {
		x.per = quarterColumns
	}
	return kit.Open{Overlay: x}
}

func (x *timeline) spans() []model.Span { return x.plan.env.S().Timeline() }

// Title stands in the border.
func (x *timeline) Title() string { return x.plan.env.T("plan.timeline") }

// Size asks for all the width, and a line for each action.
func (x *timeline) Size(width, height int) (int, int) {
	return width, min(height, len(x.spans())+timeTop+timeBelow)
}

// Lines above the actions: years, months; below: a blank, when in words, what
// the marks are.
const timeTop, timeBelow = 2, 3

// Editing says that no text is typed.
func (x *timeline) Editing() bool { return false }

// Keys are the keys of the timeline.
func (x *timeline) Keys() []kit.Key {
	e := x.plan.env
	here, undated := x.spans()[x.list.At], ""
	if !here.Dated() {
		undated = e.T("plan.undated")
	}
	step, zoom := 1, "plan.quarters"
	if x.per == quarterColumns {
		step, zoom = 3, "plan.months"
	}
	return []kit.Key{
		{On: []string{"enter"}, Label: e.T("key.edit"), Help: e.T("plan.timeedit"), Do: x.edit},
		{On: []string{"left", "h"}, Show: "←→", Label: e.T("plan.scroll"), Help: e.T("plan.scrollhelp"), Do: func() kit.Action { return x.scroll(-step) }},
		{On: []string{"right", "l"}, Label: e.T("plan.scroll"), Do: func() kit.Action { return x.scroll(step) }, Quiet: true},
		{On: []string{"z"}, Label: e.T(zoom), Help: e.T("plan.zoomhelp"), Do: x.zoom},
		{On: []string{"t"}, Label: e.T("plan.today"), Help: e.T("plan.todayhelp"), Do: func() kit.Action {
			x.from = model.Month(e.Now())
			return nil
		}},
		{On: []string{"space"}, Label: e.T("plan.bringinto"), Help: e.T("plan.bringintohelp"), Why: undated, Do: func() kit.Action {
			x.from = model.Month(here.Begins())
			return nil
		}},
		kit.MoveKeys(e),
		{On: []string{"esc", "T", "q"}, Label: e.T("key.close"), Do: x.leave},
	}
}

// scroll goes that many months further on, within the years that a date can
// have.
func (x *timeline) scroll(by int) kit.Action {
	x.from = min(max(x.from+by, 0), 9999*12)
	return nil
}

func (x *timeline) zoom() kit.Action {
	x.per = monthColumns + quarterColumns - x.per
	return nil
}

// edit opens the card of the action on its dates.
func (x *timeline) edit() kit.Action {
	return x.plan.edit(x.spans()[x.list.At].Action, model.GapDates)
}

// leave closes, with the list on the action that the cursor was on.
func (x *timeline) leave() kit.Action {
	x.plan.list.At = x.plan.env.S().ChosenNumber(x.spans()[x.list.At].Action.ID) - 1
	return kit.Close{}
}

// Update takes in a message.
func (x *timeline) Update(msg tea.Msg) kit.Action {
	n := len(x.spans())
	if click, ok := msg.(kit.Click); ok {
		x.list.Click(click, timeTop, x.room(click.Height), n)
		return nil
	}
	if a, ok := kit.Press(x.Keys(), msg); ok {
		return a
	}
	x.list.Move(msg, n, false)
	return nil
}

func (x *timeline) room(height int) int { return max(height-timeTop-timeBelow, 1) }

// View draws the actions, and the one under the cursor in words.
func (x *timeline) View(width, height int) (string, *tea.Cursor) {
	e, t := x.plan.env, x.plan.env.Theme
	spans := x.spans()
	label := min(max(width/3, 16), 44)
	columns := max(width-label-1, 1)
	years, months := x.heads(columns)
	lines := []string{t.Dim.Render(strings.Repeat(" ", label+1) + years), t.Dim.Render(strings.Repeat(" ", label+1) + months)}
	from, to := kit.Window(x.list.At, len(spans), x.room(height))
	for i := from; i < to; i++ {
		lines = append(lines, x.row(spans[i], i == x.list.At, label, columns))
	}
	here := spans[x.list.At].Action
	words := here.Title + " · " + e.T("plan.fromto", "From", e.Texts.Date(planDay(here.Start)), "To", e.Texts.Date(planDay(here.End)))
	if !spans[x.list.At].Dated() {
		words = here.Title + " · " + e.T("plan.undated")
	}
	bottom := []string{"", kit.Cut(words, width), t.Dim.Render(kit.Cut(e.T("plan.timelegend"), width))}
	return kit.Page(width, height, lines, nil, bottom), nil
}

// heads are the years, and below them the months or the quarters.
func (x *timeline) heads(columns int) (years, months string) {
	e := x.plan.env
	over, under := blankCells(columns), blankCells(columns)
	write := func(cells []string, column int, text string) {
		if column+kit.Width(text) <= columns { // whole or not at all
			write(cells, column, text)
		}
	}
	for column := 0; column < columns; column += x.per {
		month := x.from + column/x.per
		if column == 0 || month%12 == 0 {
			write(over, column, strconv.Itoa(month/12))
		}
		switch {
		case x.per == monthColumns:
			write(under, column, kit.Cut(e.T("plan.month."+strconv.Itoa(month%12+1)), monthColumns-1))
		case month%3 == 0:
			write(under, column, e.T("plan.quarter", "N", month%12/3+1))
		}
	}
	return strings.Join(over, ""), strings.Join(under, "")
}

// row draws an action: its number, its state, its title, and when it runs.
func (x *timeline) row(span model.Span, here bool, label, columns int) string {
	e, t, a := x.plan.env, x.plan.env.Theme, span.Action
	late := a.Late(e.Today())
	mark, _ := statusMark(t, a.State())
	if late {
		mark = kit.MarkWarning
	}
	width := len(strconv.Itoa(len(x.plan.chosen())))
	head := kit.Fit(fmt.Sprintf("  %*d %s %s", width, e.S().ChosenNumber(a.ID), mark, a.Title), label) + " "
	bar := x.bar(span, columns)
	switch {
	case here:
		return t.Row.Render(kit.MarkHere + head[1:] + bar)
	case a.Ended() || !span.Dated():
		return t.Dim.Render(head + bar)
	case late:
		return t.Warn.Render(head + bar)
	}
	return head + bar
}

// bar draws when an action runs. Where its start or its end is not known, dots
// lead to what is; where it goes on beyond the edge, that is marked.
func (x *timeline) bar(span model.Span, columns int) string {
	e := x.plan.env
	cells := blankCells(columns)
	if today := x.column(e.Now().Year(), int(e.Now().Month()), e.Now().Day()); today >= 0 && today < columns {
		cells[today] = "│"
	}
	if !span.Dated() {
		write(cells, 1, kit.Cut(e.T("plan.undated"), columns-1))
		return strings.Join(cells, "")
	}
	start, end := span.Start, span.End
	open := 0
	switch {
	case start.IsZero():
		start, open = end, -1
	case end.IsZero():
		end, open = start, 1
	}
	first := x.column(start.Year(), int(start.Month()), start.Day())
	last := max(x.column(end.Year(), int(end.Month()), end.Day()), first)
	mark := kit.MarkNew
	if span.Action.Exists() {
		mark = kit.MarkExisting
	}
	for i := range openDots {
		if at := first + open*(i+1); open != 0 && at >= 0 && at < columns {
			cells[at] = kit.MarkEmpty
		}
	}
	for at := max(first, 0); at <= min(last, columns-1); at++ {
		cells[at] = mark
	}
	if first < 0 {
		cells[0] = "<"
	}
	if last >= columns {
		cells[columns-1] = ">"
	}
	return strings.Join(cells, "")
}

// openDots is how many dots lead to a bar of which one end is not known.
const openDots = 3

// column is where a day stands, from 0 where the drawing begins.
func (x *timeline) column(year, month, day int) int {
	return (year*12+month-1-x.from)*x.per + (day-1)*x.per/31
}

func blankCells(n int) []string {
	cells := make([]string, n)
	for i := range cells {
		cells[i] = " "
	}
	return cells
}

// write puts a text of narrow signs into cells, as far as there is room.
func write(cells []string, at int, text string) {
	for i, r := range []rune(text) {
		if at+i < len(cells) {
			cells[at+i] = string(r)
		}
	}
}
