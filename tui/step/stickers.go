package step

import (
	"cmp"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// stickers is the vote of step 3, and of step 4 where it is wanted: a round is
// made, opened, its ballots entered one line each, closed, and its result
// revealed. What of a round is shown follows from the round's state; what has
// been revealed so far is of the screen alone.
type stickers struct {
	rows
	at     string              // the round that is shown; the last one when there is none with that id
	settle string              // the round and state that cursor and line were set for
	open   map[string]bool     // the rounds that were open when last looked
	hidden map[string]int      // by closed round: how many options, from the top, are yet to be revealed
	spot   string              // the round whose first place was just revealed
	seeds  map[string][]string // by round: seeds of lots whose order was shown here
	peek   bool                // what is typed for a secret round may be read
	recent []latest            // the ballots entered here, the last one last
	next   latest              // the one that is on its way
	way    way                 // how ballots come in
	laptop laptop
	table  table
	wall   wall
	mixed  bool // on the laptop the options stand in another order for everybody

	subjects *kit.Memo[uint64, []subject]
	slates   *kit.Memo[moment, slate]
	places   *kit.Memo[moment, map[string]int]
	coming   *kit.Memo[moment, []*model.Participant]
	reads    *kit.Memo[typed, reading]
	differs  *kit.Memo[moment, difference]
	slots    *kit.Memo[moment, []model.Slot]
}

// moment is a round as it is at one revision of the session.
type moment struct {
	round    string
	revision uint64
}

func newStickers(env *kit.Env) kit.Screen {
	x := &stickers{
		rows: newRows(env), hidden: make(map[string]int), seeds: make(map[string][]string),
		subjects: new(kit.Memo[uint64, []subject]), slates: new(kit.Memo[moment, slate]), places: new(kit.Memo[moment, map[string]int]),
		coming: new(kit.Memo[moment, []*model.Participant]), reads: new(kit.Memo[typed, reading]), differs: new(kit.Memo[moment, difference]),
		slots: new(kit.Memo[moment, []model.Slot]),
	}
	x.look()
	return x
}

func (x *stickers) rounds() []*model.Round { return x.env.S().Rounds.Live() }

// round is the round that is shown, or nil.
func (x *stickers) round() *model.Round {
	r, _ := x.place()
	return r
}

// place is the round that is shown with its place among all, from 0.
func (x *stickers) place() (*model.Round, int) {
	live := x.rounds()
	if len(live) == 0 {
		return nil, 0
	}
	i := slices.IndexFunc(live, func(r *model.Round) bool { return r.ID == x.at })
	if i < 0 {
		i = len(live) - 1
	}
	return live[i], i
}

func (x *stickers) now(r *model.Round) moment { return moment{r.ID, x.env.S().Revision()} }

// voting says that ballots can be entered: the line is there.
func (x *stickers) voting() bool {
	r := x.round()
	return r != nil && r.State == model.Open
}

// title is what a round is called.
func (x *stickers) title(r *model.Round, place int) string {
	return cmp.Or(r.Title, x.env.T("stickers.untitled", "N", place+1))
}

// length is how many rows the list has.
func (x *stickers) length() int {
	switch r := x.round(); {
	case r == nil:
		return 0
	case r.State == model.Draft:
		return len(x.slateOf(r).all)
	default:
		return len(r.Options)
	}
}

// look takes note of what is open. A round that was open and is closed now is
// to be revealed; one that was closed before is known.
func (x *stickers) look() {
	open := make(map[string]bool)
	for _, r := range x.rounds() {
		switch {
		case r.State == model.Open:
			open[r.ID] = true
			delete(x.hidden, r.ID)
		case r.State == model.Closed && x.open[r.ID]:
			x.hidden[r.ID] = len(r.Options)
			x.recent = nil
		}
	}
	x.open = open
	x.arrive()
}

// arrive sets cursor and line for a round or a state that was not shown before.
func (x *stickers) arrive() {
	r, here := x.round(), ""
	if r != nil {
		here = r.ID + " " + r.State
	}
	if here != x.settle {
		x.settle, x.list.At, x.peek, x.way = here, 0, false, byLine
		x.entry.Focus(true)
		if r != nil && x.hidden[r.ID] > 0 {
			x.list.At = len(r.Options) - 1
		}
	}
	x.list.Clamp(x.length())
}

// beside goes to the round that many places further on.
func (x *stickers) beside(by int) kit.Action {
	_, at := x.place()
	x.at = x.rounds()[at+by].ID
	x.arrive()
	x.entry.Focus(false) // or the next of these keys would be text
	return nil
}

// Keys are the keys of the step as the round is now.
func (x *stickers) Keys() []kit.Key {
	r, at := x.place()
	if r == nil {
		return []kit.Key{x.newKey("n", "N"), x.restoreKey()}
	}
	switch x.way {
	case onLaptop:
		return x.laptopKeys(r)
	case atTable:
		return x.tableKeys(r)
	case onWall:
		return x.wallKeys(r)
	}
	var keys []kit.Key
	switch r.State {
	case model.Draft:
		keys = x.draftKeys(r)
	case model.Open:
		keys = x.openKeys(r)
	default:
		keys = x.resultKeys(r)
	}
	e := x.env
	before, after := "", ""
	if at == 0 {
		before = e.T("stickers.first")
	}
	if at == len(x.rounds())-1 {
		after = e.T("stickers.last")
	}
	return append(append(keys, x.chainKeys(r)...),
		x.newKey("N"),
		kit.Key{On: []string{","}, Label: e.T("stickers.before"), Help: e.T("stickers.beforehelp"), Why: before, Do: func() kit.Action { return x.beside(-1) }, Quiet: true},
		kit.Key{On: []string{"."}, Label: e.T("stickers.after"), Help: e.T("stickers.afterhelp"), Why: after, Do: func() kit.Action { return x.beside(1) }, Quiet: true},
		x.restoreKey(),
		kit.MoveKeys(e),
	)
}

func (x *stickers) newKey(on ...string) kit.Key {
	why := ""
	if len(x.subjectsNow()) == 0 {
		why = x.env.T("stickers.nothing")
	}
	return kit.Key{On: on, Label: x.env.T("stickers.new"), Help: x.env.T("stickers.newhelp"), Why: why, Do: x.begin}
}

func (x *stickers) restoreKey() kit.Key {
	why := ""
	if x.env.S().Rounds.Len() == len(x.rounds()) {
		why = x.env.T("key.nonegone")
	}
	return kit.Key{On: []string{"r"}, Label: x.env.T("key.restore"), Help: x.env.T("stickers.restorehelp"), Why: why, Do: x.restore, Quiet: true}
}

// restore brings back a round that was removed.
func (x *stickers) restore() kit.Action {
	var items []kit.Item
	for i, r := range x.env.S().Rounds.All() {
		if r.Removed {
			items = append(items, kit.Item{Key: r.ID, Label: x.title(r, i), Note: x.env.T("stickers.state." + r.State)})
		}
	}
	return kit.Open{Overlay: kit.NewPicker(x.env, x.env.T("key.restore"), items, func(id string) kit.Action {
		x.at = id
		return kit.Do{Change: model.Restored[model.Round]{ID: id}}
	})}
}

// Update takes in a message.
func (x *stickers) Update(msg tea.Msg) kit.Action {
	switch msg := msg.(type) {
	case kit.Changed:
		x.look()
		return nil
	case kit.Done:
		return x.told(msg)
	case kit.Start:
		return x.toLink(msg)
	case kit.Click:
		return x.clicked(msg)
	}
	switch x.way {
	case onLaptop:
		return x.updateLaptop(msg)
	case atTable:
		return x.updateTable(msg)
	case onWall:
		return x.updateWall(msg)
	}
	if x.voting() {
		return x.update(msg, x.length(), x.Keys(), entered{line: x.ballot})
	}
	spot := x.spot
	a, ok := kit.Press(x.Keys(), msg)
	if _, press := msg.(tea.KeyPressMsg); press && spot == x.spot {
		x.spot = ""
	}
	if !ok {
		x.list.Move(msg, x.length(), false)
	}
	return a
}

// told takes in how a change went.
func (x *stickers) told(d kit.Done) kit.Action {
	switch x.way {
	case onLaptop:
		return x.laptopTold(d)
	case atTable:
		return x.tableTold(d)
	case onWall:
		return x.wallTold(d)
	}
	sent := x.sent
	a := x.done(d)
	if d.Err == nil && sent {
		return x.noted()
	}
	return a
}

// clicked puts the cursor on the row that was hit.
func (x *stickers) clicked(c kit.Click) kit.Action {
	r := x.round()
	switch {
	case r == nil, x.way == atTable:
	case x.way == onLaptop:
		x.laptopClicked(r, c)
	case x.way == onWall:
		return x.wallClicked(r, c)
	case r.State == model.Draft:
		top, room := x.draftList(r, c.Width, c.Height)
		x.list.Click(c, top, room, x.length())
	case r.State == model.Open:
		if l := x.openLayout(r, c.Width, c.Height); c.X < l.list {
			x.list.Click(c, openTop, l.options, x.length())
		}
	default:
		if _, at := x.result(r, c.Width, c.Height); c.Y >= 0 && c.Y < len(at) && at[c.Y] >= 0 {
			x.list.At = at[c.Y]
		}
	}
	return nil
}

// View draws the step.
func (x *stickers) View(width, height int) (string, *tea.Cursor) {
	r := x.round()
	switch {
	case r == nil:
		return x.viewNone(width, height), nil
	case r.State == model.Draft:
		return x.viewDraft(r, width, height), nil
	case x.way == onLaptop:
		return x.viewLaptop(r, width, height)
	case x.way == atTable:
		return x.viewTable(r, width, height)
	case x.way == onWall:
		return x.viewWall(r, width, height), nil
	case r.State == model.Open:
		return x.viewOpen(r, width, height)
	}
	lines, _ := x.result(r, width, height)
	return kit.Page(width, height, lines, nil, nil), nil
}

// readable is how wide text is set at most.
const readable = 90

// viewNone says what a round is, while there is none.
func (x *stickers) viewNone(width, height int) string {
	e, t := x.env, x.env.Theme
	lines := []string{head(e, e.T("step.stickers"), "", width), ""}
	for _, id := range []string{"stickers.intro", "stickers.intro2", "stickers.intro3"} {
		lines = append(lines, kit.Wrap(e.T(id), min(width, readable))...)
		lines = append(lines, "")
	}
	next := "stickers.start"
	if len(x.subjectsNow()) == 0 {
		next = "stickers.nothing"
	}
	lines = append(lines, kit.Styled(t.Accent, kit.Wrap(e.T(next), min(width, readable)))...)
	return kit.Page(width, height, lines, nil, nil)
}

// header draws the first line: which round, how it stands, and its figures.
// Where that is too much, the figures are the shorter ones, then the name of
// the step and the place of the round give way, and the title last.
func (x *stickers) header(r *model.Round, width int, figures, shorter string) string {
	e := x.env
	_, at := x.place()
	title := x.title(r, at)
	step, place, state := e.T("step.stickers")+" · ", "", " · "+e.T("stickers.state."+r.State)
	if n := len(x.rounds()); n > 1 {
		place = " (" + strconv.Itoa(at+1) + "/" + strconv.Itoa(n) + ")"
	}
	room := func() int {
		return width - kit.Width(step) - kit.Width(place) - kit.Width(state) - kit.Width(figures) - 1
	}
	least := min(kit.Width(title), 12)
	if room() < kit.Width(title) {
		figures = shorter
	}
	if room() < least {
		step = ""
	}
	if room() < least {
		place = ""
	}
	return head(e, step+kit.Cut(title, max(room(), 3))+place+state, figures, width)
}

// letters is how many columns the letters of a round's options need.
func letters(n int) int { return len(model.OptionLetter(max(n-1, 0))) }

// placesOf gives the place of each option on the ballot, from 0.
func (x *stickers) placesOf(r *model.Round) map[string]int {
	return x.places.Get(x.now(r), func() map[string]int {
		place := make(map[string]int, len(r.Options))
		for i, id := range r.Options {
			place[id] = i
		}
		return place
	})
}

// lettersOf gives what options are called, in the order of the ballot.
func (x *stickers) lettersOf(r *model.Round, ids []string) []string {
	place := x.placesOf(r)
	ids = slices.SortedFunc(slices.Values(ids), func(a, b string) int { return cmp.Compare(place[a], place[b]) })
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = model.OptionLetter(place[id])
	}
	return out
}
