package step

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

func (x *stickers) openKeys(r *model.Round) []kit.Key {
	e := x.env
	all, left, one := "", "", ""
	if x.env.S().RoundResult(r.ID).Outstanding == 0 {
		all = e.T("stickers.everybody")
	}
	if x.entry.Value() != "" {
		left = e.T("stickers.lineleft")
	}
	if x.list.At >= len(r.Options) {
		one = e.T("stickers.nothing")
	}
	keys := x.keys(e.T("stickers.enter"))
	for _, how := range []struct{ typed, id string }{{"7 aac", "letters"}, {"7 -", "blank"}, {"7 x", "back"}, {"7/2 aac", "second"}} {
		keys = append(keys, kit.Key{Show: how.typed, Label: e.T("stickers.line." + how.id), Quiet: true})
	}
	if r.Secret {
		keys = append(keys, x.peekKey())
	}
	keys = append(keys,
		kit.Key{On: []string{"c"}, Label: e.T("stickers.close"), Help: e.T("stickers.closehelp"), Why: left, Do: func() kit.Action { return x.askClose(r) }},
		kit.Key{On: []string{"w"}, Label: e.T("stickers.who"), Help: e.T("stickers.whohelp"), Why: all, Do: func() kit.Action { return x.who(r) }},
		kit.Key{On: []string{"enter"}, Label: e.T("stickers.readone"), Help: e.T("stickers.readonehelp"), Why: one, Do: func() kit.Action { return x.readOption(r) }, Quiet: true},
		kit.Key{On: []string{"R"}, Label: e.T("stickers.rules"), Help: e.T("stickers.ruleshelp"), Do: func() kit.Action { return x.editRules(r) }, Quiet: true},
		x.paperKey(r, ""),
		x.copyKey(r),
	)
	return append(keys, x.wayKeys(r)...)
}

// peekKey shows or veils what is typed for a secret round.
func (x *stickers) peekKey() kit.Key {
	label := x.env.T("stickers.peek")
	if x.peek {
		label = x.env.T("stickers.veil")
	}
	return kit.Key{On: []string{"tab"}, Label: label, Help: x.env.T("stickers.peekhelp"), Do: func() kit.Action {
		x.peek = !x.peek
		return nil
	}}
}

// ballot takes one line: who, and the letters.
func (x *stickers) ballot(text string) kit.Action {
	r := x.round()
	c, err := model.ParseBallot(x.env.S(), r, text)
	if err != nil {
		return kit.Notify{Text: x.explain(r, err), Bad: true}
	}
	x.next = latestOf(r, c)
	return kit.Do{Change: c}
}

// askClose asks before closing, and says what that means.
func (x *stickers) askClose(r *model.Round) kit.Action {
	e := x.env
	var parts []string
	if n := e.S().RoundResult(r.ID).Outstanding; n > 0 {
		parts = append(parts, e.N("stickers.tocome."+r.Per, n))
	}
	how := "stickers.closeopen"
	if r.Secret {
		how = "stickers.closesecret"
	}
	parts = append(parts, e.T(how))
	return kit.Open{Overlay: kit.NewConfirm(e, e.T("stickers.closetitle"), strings.Join(parts, " "), e.T("stickers.close"), func() kit.Action {
		return kit.Do{Change: model.RoundClosed{Round: r.ID, At: e.Moment()}}
	})}
}

// toCome gives who has not voted yet, by number.
func (x *stickers) toCome(r *model.Round) []*model.Participant {
	return x.coming.Get(x.now(r), func() []*model.Participant {
		all := slices.Clone(x.env.S().ToCome(r))
		slices.SortFunc(all, func(a, b *model.Participant) int { return cmp.Compare(a.Number, b.Number) })
		return all
	})
}

// comer names somebody who has not voted yet; per head, with how many are left.
func (x *stickers) comer(r *model.Round, p *model.Participant) string {
	line := kit.FitRight(strconv.Itoa(p.Number), 4) + "  " + p.Name()
	if left := p.Votes() - r.Ballots.Cast(p.ID); r.Per == model.PerHead && p.Votes() > 1 {
		line += "  " + x.env.N("stickers.still", left)
	}
	return line
}

// who names those who have not voted yet.
func (x *stickers) who(r *model.Round) kit.Action {
	var lines []string
	for _, p := range x.toCome(r) {
		lines = append(lines, x.comer(r, p))
	}
	return kit.Open{Overlay: kit.NewReader(x.env, x.env.T("stickers.whotitle"), func(int) []string { return lines })}
}

// readOption shows the whole text of the option under the cursor.
func (x *stickers) readOption(r *model.Round) kit.Action {
	id := r.Options[x.list.At]
	title := model.OptionLetter(x.list.At)
	if tag := x.tag(r.About, id); tag != "" {
		title += " · " + tag
	}
	text := x.env.S().OptionText(r.About, id)
	return kit.Open{Overlay: kit.NewReader(x.env, title, func(width int) []string { return kit.Wrap(text, width) })}
}

const openTop = 2 // lines above the options

// openLayout is where the parts of an open round stand.
type openLayout struct {
	list    int  // columns of the options
	options int  // rows of them
	side    int  // columns of what stands beside them; 0 when it stands below
	recent  int  // rows of the last ballots
	wide    bool // those who are to come are named
}

func (x *stickers) openLayout(r *model.Round, width, height int) openLayout {
	const line, progress = 2, 4 // the entry line and its hint; a blank, the bar, the figures, the time and the wall
	room := max(height-openTop-line, 1)
	if width >= sideFrom {
		left := min(width*11/20, readable)
		return openLayout{list: left, options: max(room-1, 1), side: min(width-left-4, 64), recent: min(max((room-8)/2, 1), 12), wide: true}
	}
	room -= progress
	least := 1
	if room >= 8 {
		least = 2
	}
	recent := min(max(room-1-len(r.Options), least), 8)
	return openLayout{list: width, options: max(room-recent-1, 1), recent: recent}
}

// short says the rule of a round in few words, and in fewer.
func (x *stickers) short(r *model.Round) (text, fewer string) {
	e := x.env
	before, after := "", ""
	if r.Secret {
		before = e.T("stickers.short.secret") + " · "
	}
	if r.Limit > 0 && r.Limit < r.Stickers {
		after = ", " + e.T("stickers.short.limit", "N", r.Limit)
	}
	return before + e.T("stickers.short."+r.Per, "N", r.Stickers) + after, before + strconv.Itoa(r.Stickers) + after
}

func (x *stickers) viewOpen(r *model.Round, width, height int) (string, *tea.Cursor) {
	e := x.env
	l := x.openLayout(r, width, height)
	rule, shorter := x.short(r)
	top := []string{x.header(r, width, rule, shorter), ""}
	from, to := kit.Window(x.list.At, len(r.Options), l.options)
	wide := letters(len(r.Options))
	var body []string
	for i := from; i < to; i++ {
		line := x.option(r, r.Options[i], model.OptionLetter(i), wide, l.list)
		if i == x.list.At {
			line = e.Theme.Row.Render(kit.MarkHere + line[1:])
		}
		body = append(body, line)
	}
	if l.side > 0 {
		body = kit.Beside(body, l.list, 4, x.openSide(r, l, max(height-openTop-2, 1)))
	} else {
		body = append(body, "")
		body = append(body, x.progress(r, width)...)
		body = append(body, "")
		body = append(body, x.last(r, l.recent, width, e.T("stickers.latest"))...)
	}
	bottom, cursor := x.line(r, width)
	return kit.Page(width, height, top, body, bottom), at(cursor, height)
}

// openSide draws what stands beside the options: how far the vote is, the last
// ballots, and who is to come.
func (x *stickers) openSide(r *model.Round, l openLayout, height int) []string {
	e := x.env
	lines := append(x.progress(r, l.side), "", e.Theme.Dim.Render(kit.Cut(e.T("stickers.latest"), l.side)))
	lines = append(lines, x.last(r, l.recent, l.side, "")...)
	all := x.toCome(r)
	room := height - len(lines) - 2
	if len(all) == 0 || room < 2 {
		return lines
	}
	lines = append(lines, "", e.Theme.Dim.Render(kit.Cut(e.T("stickers.whotitle"), l.side)))
	for i, p := range all {
		if i == room-1 && len(all) > room {
			lines = append(lines, e.Theme.Dim.Render(kit.Cut("      "+e.N("stickers.more", len(all)-i), l.side)))
			break
		}
		lines = append(lines, kit.Cut(x.comer(r, p), l.side))
	}
	return lines
}

// progress draws how many have voted, what was placed and who is to come. Of a
// secret round it does not say what was placed, as from one ballot to the next
// that would tell what stood on it.
func (x *stickers) progress(r *model.Round, width int) []string {
	e, t := x.env, x.env.Theme
	res := e.S().RoundResult(r.ID)
	of := res.Ballots + res.Outstanding
	said := e.N("stickers.voted."+r.Per, of, "In", res.Ballots)
	room := max(min(width-kit.Width(said)-2, 60), 0)
	share := 0.0
	if of > 0 {
		share = float64(res.Ballots) / float64(of)
	}
	bar := kit.Bar(share, room)
	line := t.Warm.Render(bar) + t.Rule.Render(strings.Repeat("░", max(room-kit.Width(bar), 0))) + "  " + t.Bold.Render(said)
	figures := e.N("stickers.placed", res.Stickers) + " · " + e.T("stickers.kept", "N", res.KeptBack)
	if r.Hidden() {
		figures = e.T("stickers.hushed")
	}
	right := ""
	if res.Outstanding > 0 {
		right = x.numbers(r, width-kit.Width(figures)-2)
	} else if of > 0 {
		right = kit.MarkDone + " " + e.T("stickers.everybody")
	}
	return []string{line, kit.Apart(figures, right, width), kit.Apart(t.Dim.Render(x.since(r)), x.wallState(r, width/2+8), width)}
}

// since says from when the round is open, and for how long.
func (x *stickers) since(r *model.Round) string {
	e := x.env
	at, ok := r.Opened.When()
	if !ok {
		return ""
	}
	now := e.Now()
	at = at.In(now.Location())
	if model.DateOf(at) != e.Today() {
		return e.T("stickers.sincedate", "Date", e.Texts.ShortDate(string(model.DateOf(at))))
	}
	minutes := max(int(now.Sub(at).Minutes()), 0)
	lasts := e.T("stickers.minutes", "N", minutes)
	if minutes >= 60 {
		lasts = e.T("stickers.hours", "Hours", minutes/60, "Minutes", fmt.Sprintf("%02d", minutes%60))
	}
	return e.T("stickers.since", "Time", at.Format("15:04"), "Lasts", lasts)
}

// numbers names by their numbers those who are to come, as many as fit.
func (x *stickers) numbers(r *model.Round, width int) string {
	all := x.toCome(r)
	text := x.env.T("stickers.numbers") + " "
	for i, p := range all {
		next := strconv.Itoa(p.Number)
		if i < len(all)-1 {
			next += ", "
		}
		if kit.Width(text)+kit.Width(next) > width-1 && i < len(all)-1 || kit.Width(text)+kit.Width(next) > width {
			return text + "…"
		}
		text += next
	}
	return text
}

// line draws the entry line, and above it what it is read as, why it was
// refused, or how to use it.
func (x *stickers) line(r *model.Round, width int) ([]string, *tea.Cursor) {
	e, t := x.env, x.env.Theme
	hint := e.T("stickers.hint." + r.Per)
	if read := x.read(r); read != "" {
		hint = read
	}
	above := t.Dim.Render(kit.Cut(hint, width))
	if reason := x.entry.Reason(); reason != "" {
		above = t.Warn.Render(kit.Cut(kit.MarkWarning+" "+reason, width))
	}
	line, column := x.entry.View(e, e.T("stickers.ballot"), width)
	if r.Secret && !x.peek {
		line, column = x.entry.Veiled(e, e.T("stickers.ballot"), width, veiled)
	}
	if !x.Editing() {
		return []string{above, line}, nil
	}
	return []string{above, line}, tea.NewCursor(column, 0)
}
