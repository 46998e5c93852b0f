package step

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"kring/model"
	"kring/store/export"
	"kring/tui/kit"
)

func (x *stickers) resultKeys(r *model.Round) []kit.Key {
	e := x.env
	shown, first := "", ""
	if x.hidden[r.ID] > 0 {
		first = e.T("stickers.revealfirst")
	}
	if !x.revealing(r) {
		shown = e.T("stickers.revealed")
	}
	again := first
	if r.Secret {
		again = e.T("stickers.noreopen")
	}
	groups := first
	if groups == "" && len(e.S().RoundResult(r.ID).Apart()) == 0 {
		groups = e.T("stickers.nogroups")
	}
	record := e.T("stickers.record")
	if r.Outcome.By != "" {
		record = e.T("stickers.rerecord")
	}
	return []kit.Key{
		{On: []string{"space", "right"}, Label: e.T("stickers.reveal"), Help: e.T("stickers.revealhelp"), Why: shown, Do: func() kit.Action { return x.reveal(r) }},
		{On: []string{"a"}, Label: e.T("stickers.revealall"), Help: e.T("stickers.revealallhelp"), Why: shown, Do: func() kit.Action {
			delete(x.hidden, r.ID)
			x.list.At, x.spot = 0, ""
			return nil
		}},
		{On: []string{"enter", "w"}, Label: record, Help: e.T("stickers.recordhelp"), Why: first, Do: func() kit.Action { return x.record(r) }},
		{On: []string{"s"}, Label: e.T("stickers.groups"), Help: e.T("stickers.groupshelp"), Why: groups, Do: func() kit.Action { return x.groups(r) }, Quiet: groups != ""},
		x.copyKey(r),
		{On: []string{"E"}, Label: e.T("stickers.export"), Help: e.T("stickers.exporthelp"), Why: first, Do: func() kit.Action {
			return askExport(e, export.Request{Format: "pb", Round: r.ID}, withoutNames(e))
		}, Quiet: true},
		{On: []string{"R"}, Label: e.T("stickers.title"), Help: e.T("stickers.titlehelp"), Do: func() kit.Action { return x.editTitle(r) }, Quiet: true},
		{On: []string{"v"}, Label: e.T("stickers.cover"), Help: e.T("stickers.coverhelp"), Why: first, Do: func() kit.Action {
			x.hidden[r.ID] = len(r.Options)
			x.list.At = len(r.Options) - 1
			return nil
		}, Quiet: true},
		{On: []string{"O"}, Label: e.T("stickers.reopen"), Help: e.T("stickers.reopenhelp"), Why: again, Do: func() kit.Action { return x.reopen(r) }, Quiet: true},
	}
}

// reopen lets the voting go on; where the outcome was recorded it asks, as that
// is taken back.
func (x *stickers) reopen(r *model.Round) kit.Action {
	again := kit.Do{Change: model.RoundReopened{Round: r.ID}}
	if r.Outcome.By == "" {
		return again
	}
	e := x.env
	return kit.Open{Overlay: kit.NewConfirm(e, e.T("stickers.reopen"), e.T("stickers.reopentext"), e.T("stickers.reopen"), func() kit.Action { return again })}
}

// result draws a closed round: the options by rank, a rule at the cut, and what
// it comes to in words. at says for each line which option stands on it, -1 for
// none.
func (x *stickers) result(r *model.Round, width, height int) (lines []string, at []int) {
	e, t := x.env, x.env.Theme
	res := e.S().RoundResult(r.ID)
	b := x.newBoard(r, res, width)
	ballots := e.N("stickers.ballots", res.Ballots)
	lines = []string{x.header(r, width, ballots+" · "+e.N("stickers.sum", res.Stickers), ballots), ""}
	if h := b.header(); h != "" {
		lines = append(lines, t.Dim.Render(h))
	}
	// The words take their room from the start, so that no row moves when the
	// last place is revealed.
	words := x.verdict(r, res, b, min(width, readable))
	words = words[:min(len(words), max(height/2-2, 2))]
	whole := x.whole(r, res, min(width, readable), height)
	n := len(res.Options)
	below := len(words)
	if height >= wholeFrom {
		below += wholeMost
	}
	if x.revealing(r) {
		words, whole = append(x.spotlight(r, res, b, min(width, readable), height), x.revealHint(r, width)), nil
		below = max(below, spotRows(height)+1)
	}
	room := max(height-len(lines)-below-3, 1) // a rule, and blanks around the words
	airy := 2*n <= room
	from, to := kit.Window(x.list.At, n, room)
	for range lines {
		at = append(at, -1)
	}
	add := func(line string, option int) { lines, at = append(lines, line), append(at, option) }
	cut := x.cut(r, res)
	for i := from; i < to; i++ {
		add(b.row(i), i)
		switch {
		case i+1 == cut && cut < n:
			add(t.Rule.Render(strings.Repeat("─", b.width)), -1)
		case airy:
			add("", -1)
		}
	}
	for _, part := range [][]string{words, whole} {
		if len(part) > 0 {
			add("", -1)
			lines = append(lines, part...)
		}
	}
	return lines, at
}

// cut is how many options stand above the rule: those inside the places, and
// with them those that share the last one, once that has been revealed.
func (x *stickers) cut(r *model.Round, res *model.RoundResult) int {
	if len(res.Ties) == 0 || x.hidden[r.ID] > len(res.Winners(r.Places)) {
		return r.Places
	}
	return len(res.Winners(r.Places)) + len(res.Ties[0])
}

// The height from which there is room for the whole text of an option, and the
// lines it may take.
const wholeFrom, wholeMost = 18, 2

// whole is the text of the option under the cursor as a whole, with who voted
// for it.
func (x *stickers) whole(r *model.Round, res *model.RoundResult, width, height int) []string {
	if x.list.At < x.hidden[r.ID] || x.list.At >= len(res.Options) || height < wholeFrom {
		return nil
	}
	e := x.env
	o := res.Options[x.list.At]
	text := model.OptionLetter(x.placesOf(r)[o.Option]) + "  " + e.S().OptionText(r.About, o.Option) + " · " +
		e.N("stickers.sum", o.Stickers) + " " + e.N("stickers.from", o.Voters)
	return kit.Styled(e.Theme.Dim, kit.WrapMost(text, width, wholeMost))
}

// difference is where young people and professionals rank an option furthest
// apart.
type difference struct {
	option              string
	young, professional int
	ok                  bool
}

// verdict says what the result comes to: who is in, what is tied, how firm it
// is, where the groups differ, what the group made of it.
func (x *stickers) verdict(r *model.Round, res *model.RoundResult, b *board, width int) []string {
	e, t := x.env, x.env.Theme
	var lines []string
	say := func(text string) { lines = append(lines, kit.Wrap(text, width)...) }
	if o := r.Outcome; o.By != "" {
		text := e.T("stickers.nobodychosen")
		if len(o.Chosen) > 0 {
			by := e.T("stickers.by." + o.By)
			if o.Seed != "" {
				by += ", " + e.T("stickers.lot.seed") + " " + o.Seed
			}
			text = e.T("stickers.outcome", "List", e.Texts.List(x.lettersOf(r, o.Chosen)), "By", by)
		}
		lines = append(lines, kit.Styled(t.Good, kit.Wrap(kit.MarkDone+" "+text, width))...)
		if o.Note != "" {
			lines = append(lines, kit.WrapMost(o.Note, width, 3)...)
		}
	}
	if text := x.firmness(r, res); text != "" {
		say(text)
	}
	for _, text := range x.linked(r, res) {
		say(text)
	}
	if d := x.differ(r, res); d.ok {
		say(e.T("stickers.differ", "Option", model.OptionLetter(x.placesOf(r)[d.option]), "Young", x.ordinal(d.young), "Professional", x.ordinal(d.professional)))
	}
	lines = append(lines, x.wallVerdict(r, width)...)
	lines = append(lines, b.legend(width)...)
	if r.Split != model.SplitNone && len(res.Apart()) == 0 && res.Ballots > 0 {
		lines = append(lines, kit.Styled(t.Dim, kit.Wrap(e.T("stickers.smallgroups", "N", model.GroupMin), width))...)
	}
	return lines
}

// firmness says what is tied across the line, or how far those inside are ahead
// of those outside, and whether a ballot could turn it.
func (x *stickers) firmness(r *model.Round, res *model.RoundResult) string {
	e := x.env
	if res.Margin == nil {
		if r.Places > 0 {
			return e.T("stickers.nobodyout")
		}
		return ""
	}
	turn := e.T("stickers.firm")
	if res.OneBallot {
		turn = e.T("stickers.oneballot")
	}
	if len(res.Ties) == 0 {
		in, out := res.Options[r.Places-1].Option, res.Options[r.Places].Option
		return e.N("stickers.margin", *res.Margin, "In", x.lettersOf(r, []string{in})[0], "Out", x.lettersOf(r, []string{out})[0]) + " " + turn
	}
	tie := res.Ties[0]
	list := e.Texts.List(x.lettersOf(r, tie))
	if len(tie) > 8 {
		list = e.N("stickers.about."+r.About, len(tie))
	}
	rank := res.Options[r.Places-1].Rank
	text := e.N("stickers.tie", r.Places, "Word", capital(x.numeral(r.Places)), "List", list, "Rank", x.ordinal(rank)) + " "
	if left := r.Places - len(res.Winners(r.Places)); r.Outcome.By == "" {
		text += e.N("stickers.left", left, "Word", x.numeral(left)) + " "
	}
	return text + turn
}

// capital begins a sentence with a word.
func capital(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}

// ordinal writes a place as a word.
func (x *stickers) ordinal(n int) string {
	if n >= 1 && n <= 12 {
		return x.env.T("stickers.ordinal." + strconv.Itoa(n))
	}
	return x.env.T("stickers.ordinal.nth", "N", n)
}

func (x *stickers) differ(r *model.Round, res *model.RoundResult) difference {
	if r.Split != model.SplitYoung || len(res.Apart()) < 2 {
		return difference{}
	}
	return x.differs.Get(x.now(r), func() difference {
		var d difference
		d.option, d.young, d.professional, d.ok = res.Differ(model.GroupYoung, model.GroupProfessional)
		return d
	})
}

// groups shows the groups side by side.
func (x *stickers) groups(r *model.Round) kit.Action {
	e := x.env
	res := e.S().RoundResult(r.ID)
	place := x.placesOf(r)
	return kit.Open{Overlay: kit.NewReader(e, e.T("stickers.groups"), func(width int) []string {
		var lines []string
		for _, group := range res.Apart() {
			if len(lines) > 0 {
				lines = append(lines, "")
			}
			lines = append(lines, e.Theme.Bold.Render(x.groupName(group)))
			ranks := res.RanksIn(group)
			order := slices.Clone(res.Options)
			slices.SortStableFunc(order, func(a, b model.OptionResult) int { return ranks[a.Option] - ranks[b.Option] })
			for _, o := range order {
				left := kit.FitRight(strconv.Itoa(ranks[o.Option]), 4) + "  " + kit.Fit(model.OptionLetter(place[o.Option]), letters(len(r.Options))) + "  " + e.S().OptionText(r.About, o.Option)
				lines = append(lines, kit.Apart(left, strconv.Itoa(o.Groups[group]), width))
			}
		}
		return lines
	})}
}

// groupName is what a group is called.
func (x *stickers) groupName(group string) string {
	if sector := x.env.M().Sector(group); sector != nil {
		return x.env.In(sector.Name)
	}
	return x.env.T("stickers.group." + group)
}
