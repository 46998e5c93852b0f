package step

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

const offerTop = 3 // lines above the list

// offerLeft is how wide the list is, of a body that has room for two parts.
func offerLeft(width int) int { return min(width*11/20, 90) }

// View draws the step.
func (o *offer) View(width, height int) (string, *tea.Cursor) {
	if len(o.tabs()) == 0 {
		return o.empty(width, height)
	}
	bottom, cursor := o.bottomLines(width)
	room := o.room(width, height)
	if width < sideFrom {
		top := []string{o.head(width), o.tabLine(width)}
		return kit.Page(width, height, top, o.table(width, room), bottom), at(cursor, height)
	}
	left := offerLeft(width)
	side := o.side(min(width-left-4, 84), max(height-len(bottom)-2, 0))
	return kit.Page(width, height, []string{o.head(width), ""}, kit.Beside(o.table(left, room), left, 4, side), bottom), at(cursor, height)
}

// empty says that pillars come first. What is typed stays in the line.
func (o *offer) empty(width, height int) (string, *tea.Cursor) {
	e := o.env
	bottom, cursor := foot(&o.rows, "", e.T("offer.entrynone"), o.hint(), width)
	text := kit.Wrap(e.T("offer.welcome", "Digit", o.digit()), min(width, 72))
	return kit.Page(width, height, []string{head(e, e.T("step.offer"), "", width), ""}, text, bottom), at(cursor, height)
}

func (o *offer) head(width int) string {
	e := o.env
	right := e.N("offer.count", len(o.live()))
	if all := len(e.S().Offer.Live()); all > len(o.live()) {
		right = e.T("offer.countof", "N", len(o.live()), "Of", all)
	}
	return head(e, e.T("step.offer")+" · "+pillarName(e, o.tied()), right, width)
}

// tabLine shows the pillars with how much there is in each: by their names
// when these fit, else by their numbers.
func (o *offer) tabLine(width int) string {
	tabs := o.tabs()
	now := o.front(tabs)
	for _, names := range []bool{true, false} {
		parts := make([]string, len(tabs))
		plain := 0
		for i, p := range tabs {
			parts[i] = o.tab(p, i == now, names)
			plain += kit.Width(parts[i]) + 2
			if i == now {
				parts[i] = o.env.Theme.Row.Render(parts[i])
			} else {
				parts[i] = o.env.Theme.Dim.Render(parts[i])
			}
		}
		if plain-2 <= width || !names {
			return kit.Cut(strings.Join(parts, "  "), width)
		}
	}
	return ""
}

func (o *offer) tab(p *model.Pillar, now, names bool) string {
	e := o.env
	text := strconv.Itoa(p.Number)
	if names {
		text = pillarName(e, p)
	}
	text += " (" + strconv.Itoa(len(e.S().Offers(p.Number))) + ")"
	if now {
		return kit.MarkHere + text
	}
	return " " + text
}

// bottomLines are below the list: the ages reached, where there is no room
// for them beside it, the hint and the entry line.
func (o *offer) bottomLines(width int) ([]string, *tea.Cursor) {
	e := o.env
	p := o.tied()
	hint := o.hint()
	standing := ""
	if why := o.closed(); why != "" {
		standing = e.Theme.Warn.Render(kit.Cut(kit.MarkWarning+" "+why, width))
	}
	if width >= sideFrom {
		return foot(&o.rows, standing, e.T("offer.entry", "N", p.Number), hint, width)
	}
	if standing == "" {
		standing = kit.WrapMost(o.gapWords(p.Number), width, 1)[0]
	}
	lines, cursor := foot(&o.rows, standing, e.T("offer.entry", "N", p.Number), hint, width)
	return slices.Concat([]string{""}, o.strip(p.Number, width), lines[1:]), cursor
}

// room is how many rows of the list there is room for.
func (o *offer) room(width, height int) int {
	bottom := 4
	if width < sideFrom {
		bottom += 2 // the strip
	}
	return max(height-offerTop-bottom, 1)
}

// table draws the offers of the pillar in front, under the names of the
// columns.
func (o *offer) table(width, room int) []string {
	e, t := o.env, o.env.Theme
	cols := newOfferColumns(width)
	lines := []string{t.Dim.Render(cols.row(e.T("offer.what"), e.T("offer.organisation"), e.T("offer.agescolumn"), e.T("offer.setting")))}
	live := o.live()
	if len(live) == 0 {
		for _, line := range kit.Wrap(e.T("offer.nothinghere"), width-2) {
			lines = append(lines, "  "+t.Dim.Render(line))
		}
		return lines
	}
	from, to := kit.Window(o.list.At, len(live), room)
	for i := from; i < to; i++ {
		it := live[i]
		line := cols.row(it.Name, it.Organisation, model.WriteAges(it.AgeFrom, it.AgeTo), settingName(e, it.Setting))
		if i == o.list.At {
			line = t.Row.Render(kit.MarkHere + line[1:])
		}
		lines = append(lines, line)
	}
	return lines
}

// offerColumns are the widths of the columns; a setting needs room to spare.
type offerColumns struct{ name, organisation, ages, setting int }

// settingFrom is the narrowest list with a column of settings.
const settingFrom = 58

func newOfferColumns(width int) offerColumns {
	c := offerColumns{ages: 6}
	rest := width - 2 - c.ages - 4
	if width >= settingFrom {
		c.setting = min(rest/4, 28)
		rest -= c.setting + 2
	}
	c.organisation = min(rest*2/5, 36)
	c.name = min(rest-c.organisation, 60)
	return c
}

func (c offerColumns) row(name, organisation, ages, setting string) string {
	line := "  " + kit.Fit(name, c.name) + "  " + kit.Fit(organisation, c.organisation) + "  " + kit.FitRight(ages, c.ages)
	if c.setting > 0 {
		line += "  " + kit.Fit(setting, c.setting)
	}
	return line
}

// side is what stands beside the list in a wide window: the ages reached in
// every pillar, so that they can be compared, and the card of the offer under
// the cursor.
func (o *offer) side(width, room int) []string {
	e, t := o.env, o.env.Theme
	tabs := o.tabs()
	now := o.front(tabs)
	blocks := make([][]string, len(tabs))
	tallest := 1
	for i, p := range tabs {
		title := kit.Apart(" "+pillarName(e, p), e.N("offer.count", len(e.S().Offers(p.Number))), min(width, stripMost))
		if i == now {
			title = t.Row.Render(kit.MarkHere + title[1:])
		}
		blocks[i] = append(append([]string{title}, o.strip(p.Number, width)...), kit.WrapMost(o.gapWords(p.Number), width, 2)...)
		blocks[i] = append(blocks[i], "")
		tallest = max(tallest, len(blocks[i]))
	}
	card := o.card(width)
	from, to := kit.Window(now, len(tabs), max((room-len(card))/tallest, 1))
	return append(slices.Concat(blocks[from:to]...), card...)
}

// card is everything about the offer under the cursor.
func (o *offer) card(width int) []string {
	e, t := o.env, o.env.Theme
	it := o.here()
	if it == nil {
		return nil
	}
	lines := kit.Styled(t.Bold, kit.WrapMost(it.Name, width, 2))
	mark := false
	terms := func(all []model.Term, keys []string) string {
		var names []string
		for _, term := range all {
			if slices.Contains(keys, term.Key) {
				names = append(names, e.In(term.Name)+ours(term.Ours))
				mark = mark || term.Ours
			}
		}
		return e.Texts.List(names)
	}
	setting := settingName(e, it.Setting)
	if term := model.Find(e.M().Settings, it.Setting); term != nil {
		setting, mark = setting+ours(term.Ours), mark || term.Ours
	}
	for _, one := range []struct{ label, text string }{
		{"offer.organisation", it.Organisation},
		{"offer.ages", model.WriteAges(it.AgeFrom, it.AgeTo)},
		{"offer.setting", setting},
		{"offer.strategies", terms(e.M().Strategies, it.Strategies)},
		{"offer.levels", terms(e.M().Levels, it.Levels)},
		{"offer.note", it.Note},
	} {
		if one.text != "" {
			lines = append(lines, kit.WrapMost(e.T(one.label)+": "+one.text, width, 4)...)
		}
	}
	if mark {
		lines = append(lines, kit.Styled(t.Dim, kit.Wrap(e.T("common.ours"), width))...)
	}
	return lines
}
