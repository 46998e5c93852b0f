package step

import (
	"maps"
	"math/rand/v2"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// laptop is the ballot of the participant who has the laptop now. Until
// somebody said who that is, at has no participant.
type laptop struct {
	entry   kit.Entry // who has it
	thanked bool      // somebody has just voted
	at      model.Slot
	again   bool           // the ballot replaces one that was cast earlier
	placed  map[string]int // stickers by option
	order   []int          // the places of the options on the ballot, as they stand on the screen
	list    kit.List
	typed   string // letters of a name of several letters
}

// toLaptop passes the laptop round: the first one is asked who has it.
func (x *stickers) toLaptop() kit.Action {
	x.way, x.peek, x.laptop = onLaptop, false, laptop{entry: kit.NewEntry()}
	return nil
}

// mix has the options stand in another order for everybody, or not any more.
func (x *stickers) mix() kit.Action {
	x.mixed = !x.mixed
	said := "stickers.laptop.unmixed"
	if x.mixed {
		said = "stickers.laptop.mixed"
	}
	return kit.Notify{Text: x.env.T(said)}
}

// lend begins the ballot of the one who says to have the laptop.
func (x *stickers) lend() kit.Action {
	r, l := x.round(), &x.laptop
	at, err := x.env.S().FindSlot(r, l.entry.Value())
	if err != nil {
		l.entry.Refuse(x.env.Explain(err))
		return nil
	}
	order := make([]int, len(r.Options))
	for i := range order {
		order[i] = i
	}
	if x.mixed {
		rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	x.laptop = laptop{
		entry: kit.NewEntry(), at: at, placed: make(map[string]int), order: order,
		again: r.Ballots.Standing(at.Participant.ID, at.Head) != nil,
	}
	return nil
}

func (x *stickers) laptopKeys(r *model.Round) []kit.Key {
	e := x.env
	if x.laptop.at.Participant == nil {
		return []kit.Key{
			{On: []string{"enter"}, Label: e.T("stickers.laptop.go"), Do: x.lend},
			{On: []string{"esc"}, Label: e.T("quickscan.stop"), Help: e.T("quickscan.stophelp"), Do: x.stopLaptop},
		}
	}
	// A letter has no key of its own: there may be a thousand options. These
	// have a second name, as the footer leaves letters out while they are text.
	return []kit.Key{
		{On: []string{"enter"}, Label: e.T("quickscan.ready"), Help: e.T("stickers.laptop.readyhelp"), Do: func() kit.Action { return x.askCast(r) }},
		{On: []string{"space", "right"}, Show: "␣", Label: e.T("stickers.laptop.place"), Help: e.T("stickers.laptop.placehelp"), Do: func() kit.Action { return x.stick(r) }},
		{On: []string{"backspace", "delete", "left"}, Label: e.T("stickers.laptop.off"), Help: e.T("stickers.laptop.offhelp"), Do: func() kit.Action { return x.unstick(r) }},
		kit.MoveKeys(e),
		{On: []string{"esc"}, Label: e.T("stickers.laptop.notme"), Help: e.T("stickers.laptop.notmehelp"), Do: x.notMe},
	}
}

func (x *stickers) updateLaptop(msg tea.Msg) kit.Action {
	r, l := x.round(), &x.laptop
	if l.at.Participant == nil {
		if a, ok := kit.Press(x.laptopKeys(r), msg); ok {
			return a
		}
		l.entry.Update(msg)
		return nil
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && press.Text != "" && press.Text != " " {
		return x.letter(r, strings.ToUpper(press.Text))
	}
	l.typed = ""
	if a, ok := kit.Press(x.laptopKeys(r), msg); ok {
		return a
	}
	l.list.Move(msg, len(r.Options), true)
	return nil
}

// letter puts a sticker on the option with that letter. With more options than
// letters it goes to the one that the letters so far are the name of, and the
// space bar sticks.
func (x *stickers) letter(r *model.Round, letter string) kit.Action {
	l := &x.laptop
	long := letters(len(r.Options)) > 1
	for _, name := range []string{l.typed + letter, letter} {
		if row := x.rowOf(name); row >= 0 {
			l.list.At = row
			if long {
				l.typed = name
				return nil
			}
			return x.stick(r)
		}
	}
	return nil
}

// rowOf gives the row on which the option with that name stands, or -1.
func (x *stickers) rowOf(name string) int {
	for row, place := range x.laptop.order {
		if model.OptionLetter(place) == name {
			return row
		}
	}
	return -1
}

// under is the option under the cursor.
func (x *stickers) under(r *model.Round) string {
	return r.Options[x.laptop.order[x.laptop.list.At]]
}

// left is how many stickers the participant has still.
func (x *stickers) left(r *model.Round) int {
	n := r.Stickers
	for _, placed := range x.laptop.placed {
		n -= placed
	}
	return n
}

func (x *stickers) stick(r *model.Round) kit.Action {
	id := x.under(r)
	switch {
	case x.left(r) == 0:
		return kit.Notify{Text: x.env.T("stickers.laptop.none"), Bad: true}
	case x.laptop.placed[id] >= r.Budget():
		return kit.Notify{Text: x.env.T("stickers.laptop.most", "N", r.Budget()), Bad: true}
	}
	x.laptop.placed[id]++
	return nil
}

func (x *stickers) unstick(r *model.Round) kit.Action {
	id := x.under(r)
	if x.laptop.placed[id]--; x.laptop.placed[id] <= 0 {
		delete(x.laptop.placed, id)
	}
	return nil
}

// askCast shows the ballot once more before it is cast.
func (x *stickers) askCast(r *model.Round) kit.Action {
	e, l := x.env, &x.laptop
	parts := []string{e.T("stickers.laptop.blank")}
	if len(l.placed) > 0 {
		parts[0] = e.T("stickers.laptop.what", "What", x.spelled(r, l.placed))
		if left := x.left(r); left > 0 {
			parts = append(parts, e.N("stickers.laptop.kept", left))
		}
	}
	if l.again {
		parts = append(parts, e.T("stickers.laptop.again"))
	}
	title := e.T("stickers.laptop.sure", "Who", x.slotName(r, l.at.Participant.ID, l.at.Head))
	return kit.Open{Overlay: kit.NewConfirm(e, title, strings.Join(parts, " "), e.T("stickers.laptop.cast"), func() kit.Action {
		c := model.BallotCast{Round: r.ID, Head: l.at.Head, Ballot: model.Ballot{Participant: l.at.Participant.ID, Stickers: maps.Clone(l.placed)}}
		x.next = latestOf(r, c)
		return kit.Do{Change: c}
	})}
}

// laptopTold clears the screen once the ballot stands.
func (x *stickers) laptopTold(d kit.Done) kit.Action {
	if d.Err != nil {
		return kit.Notify{Text: x.env.Explain(d.Err), Bad: true}
	}
	x.laptop = laptop{entry: kit.NewEntry(), thanked: true}
	x.noted() // what it says is for the facilitator
	return nil
}

// notMe asks anew who has the laptop; it asks first where something was placed.
func (x *stickers) notMe() kit.Action {
	e := x.env
	anew := func() kit.Action {
		x.laptop = laptop{entry: kit.NewEntry()}
		return nil
	}
	if len(x.laptop.placed) == 0 {
		return anew()
	}
	return kit.Open{Overlay: kit.NewConfirm(e, e.T("stickers.laptop.notme"), e.T("stickers.laptop.notmetext"), e.T("stickers.laptop.notme"), anew)}
}

// stopLaptop gives the laptop back to the facilitator, who has to want it: what
// the round shows appears again.
func (x *stickers) stopLaptop() kit.Action {
	e := x.env
	return kit.Open{Overlay: kit.NewConfirm(e, e.T("quickscan.stoptitle"), e.T("stickers.laptop.stoptext"), e.T("quickscan.stop"), func() kit.Action {
		x.way = byLine
		return nil
	})}
}

// viewLaptop draws what a participant sees who is alone with the laptop: the
// own stickers and nobody else's.
func (x *stickers) viewLaptop(r *model.Round, width, height int) (string, *tea.Cursor) {
	if x.laptop.at.Participant == nil {
		return x.viewAsking(width, height)
	}
	top, bottom, room := x.laptopLayout(r, width, height)
	l, t := &x.laptop, x.env.Theme
	from, to := kit.Window(l.list.At, len(r.Options), room)
	wide, marks := letters(len(r.Options)), x.marksWide(r)
	var body []string
	for row := from; row < to; row++ {
		place := l.order[row]
		line := kit.Fit(" "+kit.Fit(model.OptionLetter(place), wide)+"  "+x.env.S().OptionText(r.About, r.Options[place]), max(min(width, readable)-marks-2, 1))
		if row == l.list.At {
			line = t.Row.Render(kit.MarkHere + line[1:])
		}
		body = append(body, line+"  "+t.Warm.Render(x.marks(r, l.placed[r.Options[place]])))
	}
	return kit.Page(width, height, top, body, bottom), nil
}

// laptopLayout draws what stands above and below the options, and says how many
// of them there is room for.
func (x *stickers) laptopLayout(r *model.Round, width, height int) (top, bottom []string, room int) {
	e, t, l := x.env, x.env.Theme, &x.laptop
	rule, shorter := x.short(r)
	if width < 60 {
		rule = shorter
	}
	left := x.left(r)
	own := e.N("stickers.laptop.left", left, "Of", r.Stickers)
	if r.Stickers <= marksMost {
		own = kit.Fit(own, min(kit.Width(own)+2, width)) + t.Warm.Render(x.marks(r, left))
	}
	top = []string{head(e, slotNumber(r, l.at)+" "+l.at.Participant.Name(), rule, width), "", own, ""}
	bottom = append(bottom, "")
	if height >= 14 {
		text := model.OptionLetter(l.order[l.list.At]) + "  " + e.S().OptionText(r.About, x.under(r))
		whole := kit.WrapMost(text, min(width, readable), 2)
		for len(whole) < 2 { // so that nothing moves
			whole = append(whole, "")
		}
		bottom = append(bottom, kit.Styled(t.Dim, whole)...)
	}
	if l.again {
		bottom = append(bottom, t.Warn.Render(kit.Cut(kit.MarkWarning+" "+e.T("stickers.laptop.again"), width)))
	}
	hint := "stickers.laptop.hint"
	if letters(len(r.Options)) > 1 {
		hint = "stickers.laptop.hintlong"
	}
	last := model.OptionLetter(len(r.Options) - 1)
	bottom = append(bottom, t.Accent.Render(kit.Cut(e.T(hint, "Last", last), width)))
	return top, bottom, max(height-len(top)-len(bottom), 1)
}

// marksMost is how many stickers are drawn one by one.
const marksMost = 10

// marks draws stickers, one by one while they are few.
func (x *stickers) marks(r *model.Round, n int) string {
	mark := kit.MarkAdult
	if x.laptop.at.Participant.Young {
		mark = kit.MarkYoung
	}
	if r.Stickers > marksMost {
		if n == 0 {
			return ""
		}
		return mark + " " + strconv.Itoa(n)
	}
	return strings.TrimRight(strings.Repeat(mark+" ", n), " ")
}

// marksWide is how many columns the stickers on one option need at most.
func (x *stickers) marksWide(r *model.Round) int {
	if r.Stickers > marksMost {
		return 2 + len(strconv.Itoa(r.Budget()))
	}
	return 2*r.Budget() - 1
}

// viewAsking thanks the one who voted and asks who has the laptop now.
func (x *stickers) viewAsking(width, height int) (string, *tea.Cursor) {
	e, t, l := x.env, x.env.Theme, &x.laptop
	wide := min(width, 72)
	lines := []string{""}
	if l.thanked {
		lines = append(lines, kit.Styled(t.Good, kit.Wrap(kit.MarkDone+" "+e.T("quickscan.passon"), wide))...)
		lines = append(lines, "")
	}
	lines = append(lines, t.Title.Render(kit.Cut(e.T("quickscan.whoareyou"), width)), "")
	lines = append(lines, kit.Wrap(e.T("stickers.laptop.askhelp"), wide)...)
	above := ""
	r := x.round()
	if reason := l.entry.Reason(); reason != "" {
		above = t.Warn.Render(kit.Cut(kit.MarkWarning+" "+reason, width))
	} else if at, err := e.S().FindSlot(r, l.entry.Value()); err == nil {
		above = t.Accent.Render(kit.Cut(e.T("stickers.laptop.you", "Who", x.slotName(r, at.Participant.ID, at.Head)), width))
	}
	line, column := l.entry.View(e, e.T("stickers.laptop.who"), width)
	return kit.Page(width, height, lines, nil, []string{above, line}), at(tea.NewCursor(column, 0), height)
}

// laptopClicked puts the cursor on the option that was hit.
func (x *stickers) laptopClicked(r *model.Round, c kit.Click) {
	l := &x.laptop
	if l.at.Participant == nil {
		return
	}
	top, _, room := x.laptopLayout(r, c.Width, c.Height)
	if l.list.Click(c, len(top), room, len(r.Options)) {
		l.typed = ""
	}
}
