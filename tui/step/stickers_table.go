package step

import (
	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// table is the way in which ballots come in one participant after another: the
// letters of each are typed, without a number.
type table struct {
	entry kit.Entry
	list  kit.List // of the places of all ballots
}

// slotsOf gives the place of every ballot that the round may have.
func (x *stickers) slotsOf(r *model.Round) []model.Slot {
	return x.slots.Get(x.now(r), func() []model.Slot { return x.env.S().Slots(r) })
}

// slot is the place of the ballot whose letters are typed.
func (x *stickers) slot(r *model.Round) (model.Slot, bool) {
	all := x.slotsOf(r)
	if x.table.list.At >= len(all) {
		return model.Slot{}, false
	}
	return all[x.table.list.At], true
}

// toTable begins with the first participant who has yet to vote.
func (x *stickers) toTable(r *model.Round) kit.Action {
	x.way, x.table = atTable, table{entry: kit.NewEntry()}
	x.table.list.At = -1
	if !x.toNext(r) {
		x.table.list.At = 0
	}
	return nil
}

// toNext goes on to the next ballot that is to come, from the last one to the
// first, and says whether there is one.
func (x *stickers) toNext(r *model.Round) bool {
	all := x.slotsOf(r)
	for i := range all {
		at := (x.table.list.At + 1 + i) % len(all)
		if r.Ballots.Standing(all[at].Participant.ID, all[at].Head) == nil {
			x.table.list.At = at
			return true
		}
	}
	return false
}

func (x *stickers) tableKeys(r *model.Round) []kit.Key {
	e := x.env
	keys := []kit.Key{
		{On: []string{"enter"}, Label: e.T("stickers.enter"), Help: e.T("stickers.table.enterhelp"), Do: func() kit.Action { return x.tableEntered(r) }},
		{On: []string{"up", "down"}, Show: "↑↓", Label: e.T("quickscan.person"), Help: e.T("stickers.table.personhelp")},
		{On: []string{"pgup", "pgdown"}, Show: "PgDn", Label: e.T("stickers.table.options"), Help: e.T("stickers.table.optionshelp"), Quiet: true},
	}
	for _, how := range []struct{ typed, id string }{{"aac", "letters"}, {"-", "blank"}, {"x", "back"}} {
		keys = append(keys, kit.Key{Show: how.typed, Label: e.T("stickers.table." + how.id), Quiet: true})
	}
	if r.Secret {
		keys = append(keys, x.peekKey())
	}
	return append(keys, kit.Key{On: []string{"esc"}, Label: e.T("key.cancel"), Help: e.T("stickers.table.backhelp"), Do: x.leaveTable})
}

func (x *stickers) updateTable(msg tea.Msg) kit.Action {
	r := x.round()
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch press.String() {
		case "up", "down":
			return x.tableMove(r, msg)
		}
	}
	if x.table.entry.Update(msg) {
		return nil
	}
	if a, ok := kit.Press(x.tableKeys(r), msg); ok {
		return a
	}
	x.list.Move(msg, len(r.Options), true)
	return nil
}

// tableMove goes to another participant. Letters in the line belong to this one
// and do not go along.
func (x *stickers) tableMove(r *model.Round, msg tea.Msg) kit.Action {
	if x.table.entry.Value() != "" {
		x.table.entry.Refuse(x.env.T("stickers.table.left"))
		return nil
	}
	x.table.entry.Refuse("")
	x.table.list.Move(msg, len(x.slotsOf(r)), true)
	return nil
}

// tableEntered takes the letters of one participant.
func (x *stickers) tableEntered(r *model.Round) kit.Action {
	at, ok := x.slot(r)
	if !ok {
		return nil
	}
	c, err := model.ParseLetters(x.env.S(), r, at, x.table.entry.Value())
	if err != nil {
		x.table.entry.Refuse(x.explain(r, err))
		return nil
	}
	x.next = latestOf(r, c)
	return kit.Do{Change: c}
}

// tableTold goes on to the next participant once the ballot stands.
func (x *stickers) tableTold(d kit.Done) kit.Action {
	if d.Err != nil {
		x.table.entry.Refuse(x.env.Explain(d.Err))
		return nil
	}
	x.table.entry.Clear()
	a := x.noted()
	if !x.toNext(x.round()) {
		return kit.Notify{Text: x.env.T("stickers.everybody")}
	}
	return a
}

// tableLine is what is being typed, as a line of a paper ballot; "" when
// nothing is.
func (x *stickers) tableLine() string {
	if x.way != atTable || x.table.entry.Value() == "" {
		return ""
	}
	r := x.round()
	at, ok := x.slot(r)
	if !ok {
		return x.table.entry.Value()
	}
	return slotNumber(r, at) + " " + x.table.entry.Value()
}

// leaveTable goes back to the lines. Letters that were not entered go along, as
// a line; where there is one already, they have to be entered first.
func (x *stickers) leaveTable() kit.Action {
	if text := x.tableLine(); text != "" {
		if x.entry.Value() != "" {
			x.table.entry.Refuse(x.env.T("stickers.table.left"))
			return nil
		}
		x.entry.Set(text)
	}
	x.way = byLine
	return nil
}

// viewTable draws the options and, below or beside them, the participants around
// the one whose letters are typed.
func (x *stickers) viewTable(r *model.Round, width, height int) (string, *tea.Cursor) {
	rule, shorter := x.short(r)
	top := []string{x.header(r, width, rule, shorter), ""}
	room := max(height-openTop-2, 1)
	wide, options, people := width, 0, 0
	side := width >= sideFrom
	if side {
		wide, options, people = min(width*11/20, readable), room-1, room-5
	} else {
		people = min(max(room-6-len(r.Options), 4), 12) // of the rest the progress takes four rows, and a blank stands between
		options = room - 5 - people
	}
	var list []string
	from, to := kit.Window(x.list.At, len(r.Options), max(options, 1))
	for i := from; i < to; i++ {
		list = append(list, x.option(r, r.Options[i], model.OptionLetter(i), letters(len(r.Options)), wide))
	}
	if side {
		right := min(width-wide-4, 64)
		list = kit.Beside(list, wide, 4, append(append(x.progress(r, right), ""), x.tableRows(r, max(people, 1), right)...))
	} else {
		list = append(append(list, ""), x.tableRows(r, max(people, 1), width)...)
		list = append(append(list, ""), x.progress(r, width)...)
	}
	bottom, cursor := x.tableBottom(r, width)
	return kit.Page(width, height, top, list, bottom), at(cursor, height-len(bottom)+2)
}

// tableRows draws the places of ballots around the cursor. Of a secret round
// they show who voted, and not what.
func (x *stickers) tableRows(r *model.Round, rows, width int) []string {
	e, t := x.env, x.env.Theme
	all := x.slotsOf(r)
	from, to := kit.Window(x.table.list.At, len(all), rows)
	shown := 1
	if !r.Secret {
		shown = min(2*min(r.Stickers, 10)-1, width/3)
	}
	lines := make([]string, 0, rows)
	for i := from; i < to; i++ {
		p := all[i].Participant
		row := " " + kit.FitRight(slotNumber(r, all[i]), 6) + " " + p.Name()
		stands := kit.MarkEmpty
		if b := r.Ballots.Standing(p.ID, all[i].Head); b != nil {
			stands = kit.MarkDone
			if !r.Secret {
				stands = x.spelled(r, b.Stickers)
			}
		}
		row = kit.Apart(row, kit.Fit(stands, shown), min(width, readable))
		switch {
		case i == x.table.list.At:
			row = t.Row.Render(kit.MarkHere + row[1:])
		case stands == kit.MarkEmpty:
		default:
			row = t.Dim.Render(row)
		}
		lines = append(lines, row)
	}
	if len(all) == 0 {
		lines = append(lines, e.T("group.nobody"))
	}
	return lines
}

// tableBottom draws the line for the letters, and above it what they are read
// as, why they were refused, or how to type them.
func (x *stickers) tableBottom(r *model.Round, width int) ([]string, *tea.Cursor) {
	e, t, entry := x.env, x.env.Theme, &x.table.entry
	at, ok := x.slot(r)
	if !ok {
		return []string{"", t.Dim.Render(kit.Cut(e.T("group.nobody"), width))}, nil
	}
	above := t.Dim.Render(kit.Cut(e.T("stickers.table.hint"), width))
	switch reason := entry.Reason(); {
	case reason != "":
		above = t.Warn.Render(kit.Cut(kit.MarkWarning+" "+reason, width))
	case entry.Value() != "":
		got := x.reads.Get(typed{x.now(r), x.tableLine()}, func() reading {
			c, err := model.ParseLetters(e.S(), r, at, entry.Value())
			return reading{c, err}
		})
		above = t.Dim.Render(kit.Cut(x.says(r, got), width))
	}
	label := slotNumber(r, at) + " " + kit.Cut(at.Participant.Name(), max(width/2-8, 4))
	line, column := entry.View(e, label, width)
	if r.Secret && !x.peek {
		line, column = entry.Veiled(e, label, width, veiledWhole)
	}
	return []string{above, line}, tea.NewCursor(column, 0)
}
