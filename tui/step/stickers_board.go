package step

import (
	"slices"
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// board draws the rows of a result: rank, letter, text, the stickers as
// stickers, and the number, each in its column.
type board struct {
	x     *stickers
	round *model.Round
	res   *model.RoundResult
	place map[string]int

	width                        int
	rank, letter, text, dots     int // columns
	number, voters, group, apart int // columns; 0 when there is no room. apart is one of groups
	unit                         int // stickers a mark stands for
	cut                          int // options above the rule
	loose                        bool
	young                        bool // young people have a mark of their own
}

// boardMost is how wide a result is drawn: from the back of a room the number
// is still seen to belong to the text.
const boardMost = 130

func (x *stickers) newBoard(r *model.Round, res *model.RoundResult, width int) *board {
	b := &board{x: x, round: r, res: res, place: x.placesOf(r), width: min(width, boardMost), unit: 1, cut: x.cut(r, res)}
	most := 1
	if len(res.Options) > 0 {
		most = max(res.Options[0].Stickers, 1)
	}
	groups := res.Apart()
	b.young = r.Split == model.SplitYoung && slices.Contains(groups, model.GroupYoung)
	b.rank = len(strconv.Itoa(len(r.Options))) + 2
	b.letter = letters(len(r.Options))
	b.number = max(len(strconv.Itoa(most)), 3)
	if b.width >= 76 {
		b.voters = kit.Width(x.env.T("stickers.voters"))
	}
	rest := b.width - 1 - b.rank - 1 - 1 - b.letter - 2 - 2 - 1 - b.number
	if b.voters > 0 {
		rest -= 2 + b.voters
	}
	if wide := len(groups) * groupWide; b.width >= sideFrom && len(groups) > 1 && rest-wide >= 60 {
		b.group, b.apart = groupWide, len(groups)
		rest -= wide
	}
	b.share(rest, most)
	return b
}

// groupWide is the columns of one group, beside the total.
const groupWide = 14

// share divides what is left between the text and its stickers: loose marks
// where they fit, else close ones, else marks that stand for several.
func (b *board) share(rest, most int) {
	rest = max(rest, 12)
	const textMost, textGood, textLeast = 60, 32, 18
	switch {
	case 2*most-1 <= rest-textGood:
		b.loose, b.dots = true, 2*most-1
	case most <= rest-min(textLeast, rest/2):
		b.dots = most
	default:
		b.dots = rest * 2 / 5
		extra := 0
		if b.young {
			extra = 1 // each group is rounded by itself
		}
		b.unit = round((most + b.dots - extra - 1) / max(b.dots-extra, 1))
	}
	b.text = min(rest-b.dots, textMost)
	b.dots = max(b.dots, min(rest-b.text, 20))
	b.width = b.width - max(rest-b.text-b.dots, 0)
}

// round gives the next number that people count in: 1, 2, 5, 10, 20 and so on.
func round(n int) int {
	for unit := 1; ; unit *= 10 {
		for _, times := range []int{1, 2, 5} {
			if n <= times*unit {
				return times * unit
			}
		}
	}
}

// header names the columns, where there are any that need it.
func (b *board) header() string {
	if b.voters == 0 {
		return ""
	}
	line := strings.Repeat(" ", 1+b.rank+1+1+b.letter+2+b.text+2+b.dots+1+b.number) + "  " + b.x.env.T("stickers.voters")
	for _, group := range b.res.Apart()[:b.apart] {
		line += " " + kit.FitRight(b.x.groupName(group), b.group-1)
	}
	return line
}

// row draws the option at place i of the result; covered, as long as its place
// was not revealed.
func (b *board) row(i int) string {
	t := b.x.env.Theme
	if i < b.x.hidden[b.round.ID] {
		return t.Dim.Render(" " + kit.FitRight(kit.MarkEmpty, b.rank-2))
	}
	o := b.res.Options[i]
	here := " "
	if i == b.x.list.At {
		here = kit.MarkHere
	}
	rank := kit.FitRight(strconv.Itoa(o.Rank), b.rank-2) + "  "
	if b.shared(i) {
		rank = kit.FitRight(strconv.Itoa(o.Rank), b.rank-2) + " ="
	}
	won := " "
	if slices.Contains(b.round.Outcome.Chosen, o.Option) {
		won = kit.MarkDone
	}
	left := here + rank + " " + won + kit.Fit(model.OptionLetter(b.place[o.Option]), b.letter) + "  " +
		kit.Fit(b.x.env.S().OptionText(b.round.About, o.Option), b.text)
	style := t.Text
	switch {
	case i == b.x.list.At:
		style = t.Row
	case i < b.cut:
		style = t.Bold
	}
	line := style.Render(left) + "  " + t.Warm.Render(kit.Fit(b.marks(o), b.dots)) + " " + t.Bold.Render(kit.FitRight(strconv.Itoa(o.Stickers), b.number))
	if b.voters > 0 {
		line += "  " + t.Dim.Render(kit.FitRight(strconv.Itoa(o.Voters), b.voters))
	}
	for _, group := range b.res.Apart()[:b.apart] {
		line += kit.FitRight(strconv.Itoa(o.Groups[group]), b.group)
	}
	return line
}

// shared says that the option at place i shares its rank with another that was
// revealed.
func (b *board) shared(i int) bool {
	options := b.res.Options
	return i > 0 && options[i-1].Rank == options[i].Rank || i+1 < len(options) && options[i+1].Rank == options[i].Rank
}

// marks draws the stickers of an option.
func (b *board) marks(o model.OptionResult) string {
	young := 0
	if b.young {
		young = o.Groups[model.GroupYoung]
	}
	marks := slices.Repeat([]string{kit.MarkAdult}, b.cells(o.Stickers-young))
	marks = append(marks, slices.Repeat([]string{kit.MarkYoung}, b.cells(young))...)
	if b.loose {
		return strings.Join(marks, " ")
	}
	return strings.Join(marks, "")
}

// cells is how many marks stand for n stickers.
func (b *board) cells(n int) int {
	if n <= 0 {
		return 0
	}
	return max((n+b.unit/2)/b.unit, 1)
}

// legend says what the marks are, where that is not plain.
func (b *board) legend(width int) []string {
	e, t := b.x.env, b.x.env.Theme
	var parts []string
	if b.young {
		parts = append(parts, t.Warm.Render(kit.MarkAdult)+" "+e.T("stickers.group.professional")+"   "+t.Warm.Render(kit.MarkYoung)+" "+e.T("stickers.group.young"))
	}
	if b.unit > 1 {
		parts = append(parts, t.Dim.Render(e.T("stickers.unit", "N", b.unit)))
	}
	if line := strings.Join(parts, "   "); line != "" && kit.Width(line) <= width {
		return []string{line}
	}
	return parts
}
