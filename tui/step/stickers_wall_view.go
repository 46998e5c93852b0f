package step

import (
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// wallLayout is where the columns of the wall stand.
type wallLayout struct {
	text    int      // columns of the option, its letter included
	groups  []string // those that are drawn
	from    int      // how many are left of them
	sum     bool     // a column with the groups together
	ballots bool     // a column with the ballots of the same people
	top     int      // lines above the options
}

// Columns of a number on the wall, the fewest for an option, and those from
// which there is room for the groups together beside the ballots.
const wallNumber, wallText, wallSum = 9, 14, 56

func (x *stickers) wallLayout(r *model.Round, width int) wallLayout {
	all := x.env.S().WallGroups(r)
	l := wallLayout{ballots: r.Together == model.TogetherCheck, top: openTop + 1}
	l.sum = len(all) > 1 && (!l.ballots || width >= wallSum)
	width = min(width, readable+20)
	rest := 0
	for _, is := range []bool{l.sum, l.ballots} {
		if is {
			rest += wallNumber
		}
	}
	fit := max((width-wallText-rest)/wallNumber, 1)
	from, to := kit.Window(min(x.wall.column, len(all)-1), len(all), fit)
	l.groups, l.from = all[from:to], from
	l.text = max(width-rest-len(l.groups)*wallNumber, 1)
	return l
}

// viewWall draws a number for each option and group, and what they make beside
// the ballots.
func (x *stickers) viewWall(r *model.Round, width, height int) string {
	e, t := x.env, x.env.Theme
	l, check := x.wallLayout(r, width), e.S().WallCheck(r.ID)
	total := e.N("stickers.wall.total", check.Stickers)
	top := []string{x.header(r, width, total, total), "", x.wallHead(l)}
	bottom := x.wallBottom(r, check, width)
	from, to := kit.Window(x.wall.list.At, len(r.Options), max(height-len(top)-len(bottom), 1))
	onBallots := make(map[string]int)
	if l.ballots {
		for _, o := range e.S().RoundResult(r.ID).Options {
			onBallots[o.Option] = o.Stickers
		}
	}
	var body []string
	for i := from; i < to; i++ {
		body = append(body, x.wallRow(r, l, i, onBallots))
	}
	for i, line := range body {
		if from+i != x.wall.list.At {
			continue
		}
		body[i] = t.Row.Render(kit.MarkHere) + line[1:]
	}
	return kit.Page(width, height, top, body, bottom)
}

// number sets a text in a column of the wall.
func number(text string) string { return kit.FitRight(text, wallNumber-1) + " " }

// wallHead names the columns.
func (x *stickers) wallHead(l wallLayout) string {
	e := x.env
	line := kit.Fit("", l.text)
	if l.from > 0 {
		line = kit.FitRight("…", l.text)
	}
	for _, group := range l.groups {
		line += number(x.wallName(group))
	}
	if l.sum {
		line += number(e.T("stickers.wall.sum"))
	}
	if l.ballots {
		line += number(e.T("stickers.wall.ballots"))
	}
	return e.Theme.Dim.Render(line)
}

// wallName is what the column of a group is called.
func (x *stickers) wallName(group string) string {
	switch {
	case group == model.GroupYoung:
		return kit.MarkYoung + " " + x.env.T("stickers.wall.young")
	case group == model.GroupProfessional:
		return kit.MarkAdult + " " + x.env.T("stickers.wall.professional")
	case group == "" && x.round().Split == model.SplitNone:
		return x.env.T("stickers.wall.all")
	case group == "":
		return x.env.T("stickers.wall.nogroup")
	}
	return x.groupName(group)
}

// wallRow draws one option with its numbers.
func (x *stickers) wallRow(r *model.Round, l wallLayout, i int, onBallots map[string]int) string {
	e, t, w := x.env, x.env.Theme, &x.wall
	id := r.Options[i]
	line := kit.Fit(" "+kit.Fit(model.OptionLetter(i), letters(len(r.Options)))+"  "+e.S().OptionText(r.About, id), l.text)
	sum, counted := 0, false
	for _, group := range e.S().WallGroups(r) {
		n, is := r.OnWall(id, group)
		sum, counted = sum+n, counted || is
	}
	for k, group := range l.groups {
		text := kit.MarkEmpty
		if n, is := r.OnWall(id, group); is {
			text = strconv.Itoa(n)
		}
		here := i == w.list.At && l.from+k == w.column
		if here && w.typing {
			text = w.typed + "_"
		}
		if here {
			line += t.Row.Render(kit.FitRight("["+text+"]", wallNumber))
			continue
		}
		line += number(text)
	}
	if l.sum {
		text := ""
		if counted {
			text = strconv.Itoa(sum)
		}
		line += t.Dim.Render(number(text))
	}
	if l.ballots {
		text := strconv.Itoa(onBallots[id])
		if counted && onBallots[id] != sum {
			return line + t.Warn.Render(number(kit.MarkWarning+" "+text))
		}
		line += number(text)
	}
	return line
}

// wallBottom says whose stickers they are, how wall and ballots agree, and what
// is being typed.
func (x *stickers) wallBottom(r *model.Round, check model.WallCheck, width int) []string {
	e, t := x.env, x.env.Theme
	wide := min(width, readable)
	people := "stickers.wall.areothers"
	if r.Together == model.TogetherCheck {
		people = "stickers.wall.aresame"
	}
	lines := append([]string{""}, kit.Styled(t.Bold, kit.WrapMost(e.T(people), wide, 2))...)
	lines = append(lines, x.wallWords(r, check, wide)...)
	hint := e.T("stickers.wall.hint", "Letter", model.OptionLetter(x.wall.list.At), "Group", x.wallFull(x.wallGroup(r)))
	return append(lines, t.Accent.Render(kit.Cut(hint, width)))
}

// wallFull names a group in full.
func (x *stickers) wallFull(group string) string {
	if group == "" {
		return x.wallName(group)
	}
	return x.groupName(group)
}

// wallWords says in whole sentences how wall and ballots agree; nothing where
// there is nothing to compare.
func (x *stickers) wallWords(r *model.Round, check model.WallCheck, width int) []string {
	e, t := x.env, x.env.Theme
	ballots := e.S().RoundResult(r.ID).Ballots
	switch {
	case check.Counted == 0 || ballots == 0:
		return nil
	case check.TooMany:
		return kit.Styled(t.Warn, kit.WrapMost(kit.MarkWarning+" "+e.T("stickers.wall.toomany"), width, 2))
	case r.Together != model.TogetherCheck:
		return nil
	case len(check.Differences) > 0:
		var parts []string
		for _, d := range check.Differences[:min(len(check.Differences), 8)] {
			parts = append(parts, e.T("stickers.wall.differ", "Letter", x.lettersOf(r, []string{d.Option})[0], "Wall", d.Wall, "Ballots", d.Ballots))
		}
		return kit.Styled(t.Warn, kit.WrapMost(kit.MarkWarning+" "+e.T("stickers.wall.differs", "List", strings.Join(parts, "; ")), width, 3))
	case check.Counted < len(r.Options):
		return []string{t.Dim.Render(kit.Cut(e.N("stickers.wall.uncounted", len(r.Options)-check.Counted), width))}
	}
	return []string{t.Good.Render(kit.Cut(kit.MarkDone+" "+e.T("stickers.wall.agree"), width))}
}

// wallState says in few words how wall and ballots agree while a round is open.
func (x *stickers) wallState(r *model.Round, width int) string {
	e, t := x.env, x.env.Theme
	check := e.S().WallCheck(r.ID)
	text, style := "", t.Warn
	switch {
	case check.Counted == 0:
		return ""
	case check.TooMany:
		text = kit.MarkWarning + " " + e.T("stickers.wall.short.toomany")
	case r.Together != model.TogetherCheck:
		text, style = e.T("stickers.wall.short.added", "N", check.Stickers), t.Dim
	case len(check.Differences) > 0:
		var parts []string
		for _, d := range check.Differences {
			parts = append(parts, d.Option)
		}
		text = kit.MarkWarning + " " + e.T("stickers.wall.short.differ", "List", e.Texts.List(x.lettersOf(r, parts[:min(len(parts), 6)])))
	case check.Counted < len(r.Options):
		text, style = e.N("stickers.wall.uncounted", len(r.Options)-check.Counted), t.Dim
	default:
		text, style = kit.MarkDone+" "+e.T("stickers.wall.short.agree"), t.Good
	}
	return style.Render(kit.Cut(text, max(width, 0)))
}

// wallVerdict says of a closed round how wall and ballots came together.
func (x *stickers) wallVerdict(r *model.Round, width int) []string {
	check := x.env.S().WallCheck(r.ID)
	if check.Counted > 0 && r.Together != model.TogetherCheck {
		return kit.Wrap(x.env.T("stickers.wall.added", "N", check.Stickers), width)
	}
	return x.wallWords(r, check, width)
}

// wallClicked puts the cursor on the number that was hit.
func (x *stickers) wallClicked(r *model.Round, c kit.Click) kit.Action {
	l, w := x.wallLayout(r, c.Width), &x.wall
	below := len(x.wallBottom(r, x.env.S().WallCheck(r.ID), c.Width))
	row, hit := w.list.Row(c, l.top, max(c.Height-l.top-below, 1), len(r.Options))
	if !hit {
		return nil
	}
	column := w.column
	if k := (c.X - l.text) / wallNumber; c.X >= l.text && k < len(l.groups) {
		column = l.from + k
	}
	return x.wallSave(func() kit.Action {
		w.list.At, w.column = row, column
		return nil
	})
}
