package step

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

const (
	planTop       = 3 // lines above the list
	planMatrixTop = 2 // lines above the matrix
	planGap       = 4 // columns between list and matrix
	planWidest    = 90
)

// columns divides the width between the list and what stands beside it; right
// is 0 where there is room for one of them only.
func (p *plan) columns(width int) (left, right int) {
	if width < sideFrom {
		return width, 0
	}
	left = min(width/2, planWidest)
	return left, min(width-left-planGap, planWidest)
}

// planBelow is how many lines stand under the list on a narrow screen: a blank,
// the action's title, its objective, what is missing, the hint, the entry line.
const planBelow = 6

// room is how many rows of the list there is room for.
func (p *plan) room(width, height int) int {
	below := planBelow
	if width >= sideFrom {
		below = 3
	}
	return max(height-planTop-below, 1)
}

// View draws the step.
func (p *plan) View(width, height int) (string, *tea.Cursor) {
	e := p.env
	label, hint := e.T("plan.who"), e.T("plan.hint")
	if a := p.here(); a != nil {
		label = e.T("plan.whodoes", "N", p.list.At+1)
	}
	if p.matrix {
		label, hint = e.T("plan.placing"), e.T("plan.placinghint")
	}
	bottom, cursor := p.typed(label, hint, width)
	top := []string{head(e, e.T("step.plan"), p.counted(), width), ""}
	if p.noActions() != "" {
		return kit.Page(width, height, top, p.empty(min(width, planWidest)), bottom), at(cursor, height)
	}
	left, right := p.columns(width)
	body := height - len(top) - len(bottom)
	switch {
	case right > 0:
		top = append(top, kit.Beside(p.table(left, p.room(width, height)), left, planGap, p.side(right, body))...)
		bottom = append([]string{""}, bottom...)
	case p.matrix:
		top = append(top, p.matrixPart(left, body)...)
	default:
		top = append(top, p.table(left, p.room(width, height))...)
		bottom = append(append([]string{""}, p.brief(left)...), bottom...)
	}
	return kit.Page(width, height, top, nil, p.explained(bottom, width)), at(cursor, height)
}

// typed draws the hint and the entry line. A reason of several lines gives its
// last one only: see explained.
func (r *rows) typed(label, hint string, width int) ([]string, *tea.Cursor) {
	lines, cursor := r.bottom(label, hint, width)
	return lines[len(lines)-2:], cursor
}

// explained sets the reason why a line was refused over as many of the lines
// above it as it needs: a sentence that is cut says half of what to do, and one
// that pushed the list up would make it jump.
func (r *rows) explained(bottom []string, width int) []string {
	reason := r.entry.Reason()
	if reason == "" {
		return bottom
	}
	lines := kit.WrapMost(kit.MarkWarning+" "+reason, width, 3)
	for len(bottom) <= len(lines) {
		bottom = append([]string{""}, bottom...)
	}
	entry := len(bottom) - 1
	copy(bottom[entry-len(lines):], kit.Styled(r.env.Theme.Warn, lines))
	return bottom
}

// counted says how many actions there are and how many gaps.
func (p *plan) counted() string {
	e := p.env
	n, gaps := len(p.chosen()), len(e.S().Gaps())
	switch {
	case n == 0:
		return ""
	case gaps == 0:
		return e.N("plan.count", n) + " · " + kit.MarkDone + " " + e.T("plan.nogaps")
	}
	return e.N("plan.count", n) + " · " + kit.MarkWarning + " " + e.N("plan.missingcount", gaps)
}

// empty says kindly how to come to a plan.
func (p *plan) empty(width int) []string {
	e := p.env
	lines := kit.Wrap(e.T("plan.empty"), width)
	if !e.M().Has(model.StepActions) {
		return lines
	}
	return append(append(lines, ""), kit.Styled(e.Theme.Dim, kit.Wrap(e.T("plan.emptyhow"), width))...)
}

// planColumns are the widths of the list.
// A narrow one leaves out the start and how many gaps there are, which stand
// below the list in words.
type planColumns struct{ number, title, owner, start, end, gaps int }

// planDate is the width of a day.
const planDate = 10

func newPlanColumns(e *kit.Env, width, n int) planColumns {
	c := planColumns{number: max(len(strconv.Itoa(n)), 2), end: planDate}
	rest := width - 2 - c.number - 1 - 2 - 2 - c.end
	if width >= 50 {
		c.gaps = 2
		rest -= c.gaps + 2
	}
	if width >= 84 {
		c.start = planDate
		rest -= c.start + 2
	}
	c.owner = min(max(rest*2/5, kit.Width(e.T("plan.noowner"))), 28)
	c.title = rest - c.owner
	return c
}

func (c planColumns) row(number, title, owner, start, end, gaps string) string {
	line := "  " + kit.FitRight(number, c.number) + " " + kit.Fit(title, c.title) + "  " + kit.Fit(owner, c.owner) + "  "
	if c.start > 0 {
		line += kit.Fit(start, c.start) + "  "
	}
	line += kit.Fit(end, c.end)
	if c.gaps > 0 {
		line += "  " + kit.FitRight(gaps, c.gaps)
	}
	return line
}

// table draws the header and as many actions as there is room for.
func (p *plan) table(width, room int) []string {
	e := p.env
	chosen := p.chosen()
	cols := newPlanColumns(e, width, len(chosen))
	lines := []string{e.Theme.Dim.Render(cols.row("", e.T("plan.action"), e.T("plan.who"), e.T("plan.start"), e.T("plan.end"), ""))}
	from, to := kit.Window(p.list.At, len(chosen), room)
	for i := from; i < to; i++ {
		lines = append(lines, p.line(cols, i, chosen[i]))
	}
	return lines
}

// line draws one action.
func (p *plan) line(cols planColumns, i int, a *model.Action) string {
	e, t := p.env, p.env.Theme
	owner, gaps := e.T("plan.noowner"), kit.MarkDone
	one := e.S().Owner(a)
	if one != nil {
		owner = one.Name()
	}
	if n := len(e.S().GapsOf(a.ID)); n > 0 {
		gaps = kit.MarkWarning + strconv.Itoa(n)
	}
	line := cols.row(strconv.Itoa(i+1), a.Title, owner, planDay(a.Start), planDay(a.End), gaps)
	here := i == p.list.At
	if p.matrix { // the cursor is on a cell: its actions are meant
		here = slices.Contains(a.Cells(), p.cell())
	}
	switch {
	case here:
		return t.Row.Render(kit.MarkHere + line[1:])
	case one == nil:
		return strings.Replace(line, owner, t.Warn.Render(owner), 1)
	}
	return line
}

// planDay shows a date as it is typed, and that there is none.
func planDay(d model.Date) string {
	if d == "" {
		return kit.MarkEmpty
	}
	return string(d)
}

// brief says under the list what the action is for and what it lacks.
func (p *plan) brief(width int) []string {
	e, t := p.env, p.env.Theme
	a := p.here()
	goal := ""
	if list := goalsOf(e, a); len(list) > 0 {
		goal = e.T("plan.for", "What", strings.Join(list, "; "))
	}
	return []string{t.Bold.Render(kit.Cut(a.Title, width)), t.Dim.Render(kit.Cut(goal, width)), p.missing(a, width)}
}

// goalsOf gives the objectives that an action serves.
func goalsOf(e *kit.Env, a *model.Action) []string {
	var goals []string
	for _, id := range a.Objectives {
		if o := e.S().Objectives.Get(id); o != nil && !o.Removed && o.MergedInto == "" {
			goals = append(goals, o.What)
		}
	}
	return goals
}

// missing says in words what an action lacks.
func (p *plan) missing(a *model.Action, width int) string {
	e, t := p.env, p.env.Theme
	var parts []string
	for _, gap := range e.S().GapsOf(a.ID) {
		parts = append(parts, e.T("plan.gapword."+string(gap.Kind)))
	}
	if len(parts) == 0 {
		return t.Good.Render(kit.Cut(kit.MarkDone+" "+e.T("plan.complete"), width))
	}
	return t.Warn.Render(kit.Cut(kit.MarkWarning+" "+e.T("plan.missing", "List", e.Texts.List(parts)), width))
}

// side draws what stands beside the list: the matrix, and below it the card of
// the action or, when the matrix has the keys, what is in the cell.
func (p *plan) side(width, height int) []string {
	var lines []string
	if p.hasMatrix() {
		lines = append(p.drawMatrix(width), "")
	}
	if p.hasMatrix() {
		lines = append(append(lines, p.emptiness(width)...), "")
	}
	if p.matrix {
		return append(lines, p.inCell(width, height-len(lines))...)
	}
	lines = append(lines, p.card(width)...)
	return append(append(lines, ""), p.overall(width)...)
}

// overall says what the plan as a whole lacks.
func (p *plan) overall(width int) []string {
	e, t := p.env, p.env.Theme
	s := e.S()
	var lines []string
	for _, kind := range []model.GapKind{model.GapOwner, model.GapIndicator, model.GapDates, model.GapCell} {
		if n := s.GapCount(kind); n > 0 {
			lines = append(lines, kit.WrapMost(kit.MarkWarning+" "+e.N("plan.gapcount."+string(kind), n), width, 2)...)
		}
	}
	for _, gap := range wholeGaps(s) {
		lines = append(lines, kit.WrapMost(kit.MarkWarning+" "+gapText(e, gap), width, 2)...)
	}
	if len(lines) == 0 {
		return nil
	}
	return append([]string{t.Bold.Render(e.T("plan.gapstitle"))}, kit.Styled(t.Warn, lines)...)
}

// wholeGaps gives the gaps of the plan as a whole, which stand last.
func wholeGaps(s *model.Session) []model.Gap {
	gaps := s.Gaps()
	from := len(gaps)
	for from > 0 && gaps[from-1].Action == "" {
		from--
	}
	return gaps[from:]
}

// gapText puts a gap into words, without its action.
func gapText(e *kit.Env, gap model.Gap) string {
	name := gap.ID
	if p := e.S().Participants.Get(gap.ID); gap.Kind == model.GapOneOwner && p != nil {
		name = p.Name()
	}
	if t := model.Find(e.M().Strategies, gap.ID); gap.Kind == model.GapOneStrategy && t != nil {
		name = e.In(t.Name)
	}
	return e.T("plan.gap."+string(gap.Kind), "Name", name)
}
