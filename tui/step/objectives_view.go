package step

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

const (
	objectivesTop = 3  // lines above the list
	textMost      = 90 // columns of a line that is read
)

// sides divides a width into a list and what stands beside it; right is 0
// where there is no room for two parts.
func sides(width int) (left, right int) {
	if width < sideFrom {
		return width, 0
	}
	left = min(width*3/5, textMost)
	return left, min(width-left-4, textMost)
}

// detailRows is how many lines below a list tell more of the row under the
// cursor: always as many, so that nothing moves with the cursor.
func detailRows(height int) int { return min(max(height/4+1, 4), 8) }

// padded makes it exactly n lines.
func padded(lines []string, n int) []string {
	if len(lines) > n {
		return lines[:n]
	}
	return append(lines, make([]string, n-len(lines))...)
}

// clipped shortens lines to the room there is, and shows that it did.
func clipped(lines []string, room int) []string {
	if len(lines) <= room || room < 1 {
		return lines
	}
	return append(lines[:room-1:room-1], "…")
}

// listSize is how wide the list is drawn, and how many rows it has room for.
func (o *objectives) listSize(width, height int) (int, int) {
	left, right := sides(width)
	below := 2 + 1 // the hint and the entry line, and a blank above them
	if right == 0 {
		below += detailRows(height)
	}
	return left, max(height-objectivesTop-below, 1)
}

// View draws the step.
func (o *objectives) View(width, height int) (string, *tea.Cursor) {
	e := o.env
	left, room := o.listSize(width, height)
	lines := append([]string{head(e, e.T("step.objectives"), o.counted(), width), o.hints(left)}, o.table(left, room)...)
	label, hint := e.T("objectives.entry"), e.T("objectives.hint")
	if o.begun != "" && o.Draft() == o.begun {
		hint = e.T("objectives.begun")
	}
	if p, _ := o.under(); p != nil {
		label, hint = o.pillarText(p.Number), e.In(p.Short)+" · "+hint
	}
	entry, cursor := o.bottom(label, hint, width)
	bottom := []string{""}
	if _, right := sides(width); right > 0 {
		lines = kit.Beside(lines, left, 4, clipped(append([]string{"", ""}, append(o.card(right), o.cardGaps(right)...)...), height-len(entry)-1))
	} else {
		bottom = append(bottom, padded(o.detail(width), detailRows(height))...)
	}
	return kit.Page(width, height, nil, lines, append(bottom, entry...)), at(cursor, height)
}

// counted says how many objectives there are, and what of them stands out.
func (o *objectives) counted() string {
	e, s := o.env, o.env.S()
	text := e.N("objectives.count", len(o.live()))
	if n := s.Priorities(); n > 0 {
		text += ", " + e.N("objectives.priorities", n)
	}
	if n := s.Incomplete(); n > 0 {
		text += ", " + kit.MarkWarning + " " + e.N("objectives.incomplete", n)
	}
	return text
}

// table draws the header and the rows there is room for.
func (o *objectives) table(width, room int) []string {
	e, t := o.env, o.env.Theme
	live := o.live()
	if len(live) == 0 {
		return append([]string{""}, kit.Styled(t.Dim, kit.Wrap(e.T("objectives.empty"), min(width, textMost)))...)
	}
	cols := newObjectiveColumns(width, len(live), len(e.M().Pillars) > 0)
	lines := []string{t.Dim.Render(cols.row("", "", "", e.T("objectives.what"), e.T("objectives.pillar"), e.T("objectives.whom"), e.T("objectives.by")))}
	from, to := kit.Window(o.list.At, len(live), room)
	for i := from; i < to; i++ {
		lines = append(lines, o.row(cols, i, live[i]))
	}
	return lines
}

func (o *objectives) row(cols objectiveColumns, i int, p *model.Objective) string {
	t := o.env.Theme
	star, flag := " ", " "
	if p.Priority {
		star = markPriority
	}
	if !p.Complete() {
		flag = kit.MarkWarning
	}
	pillar := ""
	if p.Pillar > 0 {
		pillar = strconv.Itoa(p.Pillar)
	}
	whom := model.WriteAges(p.AgeFrom, p.AgeTo)
	if whom == "" {
		whom = p.Whom
	}
	by := string(p.By)
	if len(by) > cols.by { // the day, which the detail shows
		by = by[:cols.by]
	}
	if i == o.list.At {
		return t.Row.Render(kit.MarkHere + cols.row(model.OptionLetter(i), star, flag, p.What, pillar, whom, by)[1:])
	}
	return cols.row(model.OptionLetter(i), t.Warm.Render(star), t.Warn.Render(flag), p.What, pillar, whom, by)
}

// markPriority stands before an objective that is a priority.
const markPriority = "*"

// objectiveColumns are the widths of the list.
type objectiveColumns struct{ letter, what, pillar, whom, by int }

func newObjectiveColumns(width, n int, pillars bool) objectiveColumns {
	c := objectiveColumns{letter: len(model.OptionLetter(n - 1)), whom: 8, by: len("2027-06")}
	if width >= 70 {
		c.whom, c.by = 14, len("2027-06-30")
	}
	rest := width - 2 - c.letter - 1 - 2 - 1 - 2 - c.whom - 2 - c.by
	if pillars {
		c.pillar = 6
		rest -= 2 + c.pillar
	}
	c.what = max(rest, 0)
	return c
}

func (c objectiveColumns) row(letter, star, flag, what, pillar, whom, by string) string {
	line := "  " + kit.FitRight(letter, c.letter) + " " + kit.Fit(star, 1) + kit.Fit(flag, 1) + " " + kit.Fit(what, c.what)
	if c.pillar > 0 {
		line += "  " + kit.FitRight(pillar, c.pillar)
	}
	return line + "  " + kit.Fit(whom, c.whom) + "  " + kit.Fit(by, c.by)
}

// detail tells more of the objective under the cursor, below the list.
func (o *objectives) detail(width int) []string {
	e, t := o.env, o.env.Theme
	p := o.here()
	if p == nil {
		return nil
	}
	lines := kit.Styled(t.Bold, kit.WrapMost(p.What, width, 2))
	if facts := o.facts(p); len(facts) > 0 {
		lines = append(lines, kit.WrapMost(strings.Join(facts, " · "), width, 2)...)
	}
	if missing := o.missing(p); missing != "" {
		lines = append(lines, t.Warn.Render(kit.Cut(missing, width)))
	}
	if n := len(e.M().Considerations); n > 0 {
		marks := e.T("objectives.marked", "N", len(p.Considerations), "Of", n)
		for _, key := range p.Considerations {
			marks += "  " + kit.MarkDone + " " + termName(e, e.M().Considerations, key)
		}
		lines = append(lines, kit.WrapMost(marks, width, 2)...)
	}
	return append(lines, t.Dim.Render(kit.Cut(strings.Join(append([]string{o.tied(p)}, o.votes(p)...), " · "), width)))
}

// facts are the parts of an objective in words, those that it has.
func (o *objectives) facts(p *model.Objective) []string {
	e := o.env
	var facts []string
	if p.Priority {
		facts = append(facts, markPriority+" "+e.T("objectives.priority"))
	}
	if pillar := e.M().Pillar(p.Pillar); pillar != nil {
		facts = append(facts, o.pillarText(p.Pillar)+" "+e.In(pillar.Short))
	}
	if p.AgeTo > 0 {
		facts = append(facts, e.T("common.ages", "From", p.AgeFrom, "To", p.AgeTo))
	}
	if p.Whom != "" {
		facts = append(facts, p.Whom)
	}
	if p.By != "" {
		facts = append(facts, e.T("objectives.bydate", "Date", e.Texts.Date(string(p.By))))
	}
	return facts
}

// missing says in words what an objective lacks, "" for nothing.
func (o *objectives) missing(p *model.Objective) string {
	e := o.env
	var parts []string
	if !p.HasWhom() {
		parts = append(parts, e.T("objectives.whom"))
	}
	if p.By == "" {
		parts = append(parts, e.T("objectives.bywhen"))
	}
	if len(parts) == 0 {
		return ""
	}
	return kit.MarkWarning + " " + e.T("objectives.missing", "List", e.Texts.List(parts))
}

// tied says how many actions and ideas are for an objective.
func (o *objectives) tied(p *model.Objective) string {
	e, s := o.env, o.env.S()
	all, chosen := s.ActionsFor(p.ID)
	text := e.N("objectives.actions", len(all))
	if len(all) > 0 {
		text += ", " + e.N("objectives.chosen", chosen)
	}
	if n := s.IdeasTied(p.ID); n > 0 {
		text += " · " + e.N("objectives.ideas", n)
	}
	return text
}

// votes says what an objective got in the last closed round, if it was in one.
func (o *objectives) votes(p *model.Objective) []string {
	round, result := o.env.S().LastVote(p.ID)
	if round == nil {
		return nil
	}
	return []string{gotText(o.env, *result)}
}

// gotText says what an option got in a round, and from whom where that may be
// seen.
func gotText(e *kit.Env, o model.OptionResult) string {
	text := e.N("objectives.stickers", o.Stickers, "Rank", o.Rank)
	if young, split := o.Groups[model.GroupYoung]; split {
		text += " (" + kit.MarkAdult + " " + strconv.Itoa(o.Groups[model.GroupProfessional]) + " " + kit.MarkYoung + " " + strconv.Itoa(young) + ")"
	}
	return text
}

// voteText says what an option got in a round, with the round's name and
// whether the group chose it.
func voteText(e *kit.Env, v model.Vote) string {
	text := cmp.Or(v.Round.Title, e.T("stickers.untitled", "N", e.S().Rounds.Position(v.Round.ID)+1)) + ": " + gotText(e, v.Result)
	if slices.Contains(v.Round.Outcome.Chosen, v.Result.Option) {
		text += " " + kit.MarkDone
	}
	return text
}

// termName is the name of a term of the method, marked where it is ours.
func termName(e *kit.Env, terms []model.Term, key string) string {
	if t := model.Find(terms, key); t != nil {
		return e.In(t.Name) + ours(t.Ours)
	}
	return key
}
