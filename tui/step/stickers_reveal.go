package step

import (
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// revealing says that places are still covered, or that the first one was only
// just revealed.
func (x *stickers) revealing(r *model.Round) bool { return x.hidden[r.ID] > 0 || x.spot == r.ID }

// reveal shows the next place from below: all options that share it. After the
// first place comes what the result comes to, in words.
func (x *stickers) reveal(r *model.Round) kit.Action {
	if x.hidden[r.ID] == 0 {
		x.spot = ""
		return nil
	}
	options := x.env.S().RoundResult(r.ID).Options
	at := x.hidden[r.ID] - 1
	for at > 0 && options[at-1].Rank == options[at].Rank {
		at--
	}
	x.hidden[r.ID], x.list.At = at, at
	if at <= 0 {
		delete(x.hidden, r.ID)
		x.spot = r.ID
	}
	return nil
}

// revealHint says how to go on.
func (x *stickers) revealHint(r *model.Round, width int) string {
	hint := "stickers.revealhint"
	if x.hidden[r.ID] == 0 {
		hint = "stickers.revealedhint"
	}
	return x.env.Theme.Accent.Render(kit.Cut(x.env.T(hint), width))
}

// spotRows is how many rows the place that was just revealed is drawn in.
func spotRows(height int) int { return min(max(height/3, 5), 9) }

// spotlight draws the place that was just revealed so that it can be read from
// the back of the room: the whole text of those who share it, their stickers,
// and how many that is in figures three rows high.
func (x *stickers) spotlight(r *model.Round, res *model.RoundResult, b *board, width, height int) []string {
	e, t := x.env, x.env.Theme
	from := x.hidden[r.ID]
	to := from
	for to < len(res.Options) && res.Options[to].Rank == res.Options[from].Rank {
		to++
	}
	if from == to {
		return nil // nothing was revealed yet
	}
	options := res.Options[from:to]
	figure := bigNumber(options[0].Stickers)
	inner := max(width-4, 1)
	text := max(inner-kit.Width(figure[0])-2, 8)
	rows := spotRows(height) - 2
	body := x.spotBody(r, options, b, text, rows)
	lines := make([]string, 0, rows+2)
	title := " " + e.N("stickers.spot", len(options), "Rank", options[0].Rank) + " "
	if sum := "· " + e.N("stickers.sum", options[0].Stickers) + " "; kit.Width(title)+kit.Width(sum) <= inner {
		title += sum
	}
	title = kit.Cut(title, inner)
	lines = append(lines, t.Warm.Render("╭─")+t.Bold.Render(title)+t.Warm.Render(strings.Repeat("─", max(width-3-kit.Width(title), 0))+"╮"))
	top := max((rows-len(figure))/2, 0)
	for i := range rows {
		left, right := "", ""
		if i < len(body) {
			left = body[i]
		}
		if i >= top && i-top < len(figure) {
			right = t.Warm.Render(figure[i-top])
		}
		lines = append(lines, t.Warm.Render("│")+" "+kit.Fit(left, text)+"  "+kit.Fit(right, kit.Width(figure[0]))+" "+t.Warm.Render("│"))
	}
	return append(lines, t.Warm.Render("╰"+strings.Repeat("─", max(width-2, 0))+"╯"))
}

// spotBody draws those who share a place, each with its stickers where there
// are rows for them.
func (x *stickers) spotBody(r *model.Round, options []model.OptionResult, b *board, width, rows int) []string {
	e, t := x.env, x.env.Theme
	each := max(rows/len(options), 1)
	indent := strings.Repeat(" ", b.letter+2)
	var lines []string
	for i, o := range options {
		if len(lines) == rows-1 && i < len(options)-1 {
			return append(lines, t.Dim.Render(indent+e.N("stickers.more", len(options)-i)))
		}
		text := kit.WrapMost(e.S().OptionText(r.About, o.Option), max(width-len(indent), 1), max(each-1, 1))
		for k, line := range text {
			head := indent
			if k == 0 {
				head = kit.Fit(model.OptionLetter(b.place[o.Option]), b.letter+2)
			}
			lines = append(lines, t.Bold.Render(head+line))
		}
		if each > 1 {
			lines = append(lines, indent+t.Warm.Render(kit.Cut(b.marks(o), max(width-len(indent), 1))))
		}
	}
	if legend := b.legend(width); len(legend) == 1 && len(lines) < rows {
		lines = append(lines, indent+legend[0])
	}
	return lines
}

// bigDigits are the figures 0 to 9, three columns wide and three rows high.
var bigDigits = [10][3]string{
	{"█▀█", "█ █", "▀▀▀"}, {"▀█ ", " █ ", "▀▀▀"}, {"▀▀█", "█▀▀", "▀▀▀"}, {"▀▀█", " ▀█", "▀▀▀"}, {"█ █", "▀▀█", "  ▀"},
	{"█▀▀", "▀▀█", "▀▀▀"}, {"█▀▀", "█▀█", "▀▀▀"}, {"▀▀█", "  █", "  ▀"}, {"█▀█", "█▀█", "▀▀▀"}, {"█▀█", "▀▀█", "▀▀▀"},
}

// bigNumber writes a number three rows high.
func bigNumber(n int) [3]string {
	var rows [3]string
	for i, digit := range strconv.Itoa(max(n, 0)) {
		for y := range rows {
			if i > 0 {
				rows[y] += " "
			}
			rows[y] += bigDigits[digit-'0'][y]
		}
	}
	return rows
}
