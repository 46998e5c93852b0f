package step

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

const followTop = 3 // lines above the list

// reportsBelow is how many lines of reports stand under the list on a narrow
// screen, the same for every action so that nothing jumps.
func reportsBelow(height int) int { return min(max(height/6, 2), 8) }

// room is how many rows of the list there is room for.
func (f *followup) room(width, height int) int {
	below := 3 // a blank, the hint, the entry line
	if width < sideFrom {
		below += 2 + reportsBelow(height)
	}
	return max(height-followTop-below, 1)
}

// View draws the step.
func (f *followup) View(width, height int) (string, *tea.Cursor) {
	e := f.env
	a := f.here()
	label := e.T("followup.entry")
	if a != nil {
		label = e.T("followup.about", "N", e.S().ChosenNumber(a.ID))
	}
	bottom, cursor := f.typed(label, e.T("followup.hint"), width)
	top := []string{head(e, e.T("step.followup"), f.counted(width), width), e.Theme.Dim.Render(kit.Cut(f.agreed(), width))}
	if a == nil {
		return kit.Page(width, height, top, f.empty(min(width, planWidest)), bottom), at(cursor, height)
	}
	if width < sideFrom {
		top = append(top, f.table(width, f.room(width, height))...)
		bottom = append(f.below(a, width, reportsBelow(height)), bottom...)
		return kit.Page(width, height, top, nil, f.explained(bottom, width)), at(cursor, height)
	}
	left := min(width/2, planWidest)
	right := min(width-left-planGap, planWidest)
	side := f.card(a, right, factLines)
	ends := f.lasting(right)
	side = append(side, f.told(a, right, height-len(top)-len(bottom)-len(side)-len(ends)-2, factLines)...)
	side = append(append(side, ""), ends...)
	top = append(top, kit.Beside(f.table(left, f.room(width, height)), left, planGap, side)...)
	return kit.Page(width, height, top, nil, f.explained(append([]string{""}, bottom...), width)), at(cursor, height)
}

// counted says how many actions stand where, the late ones first, as far as
// there is room beside the name of the step.
func (f *followup) counted(width int) string {
	e := f.env
	room := width - kit.Width(e.T("step.followup")) - 2
	s := e.S().Standing(e.Today())
	var parts []string
	for _, one := range []struct {
		id string
		n  int
	}{{"late", s.Late}, {"open", s.Planned + s.Running}, {"running", s.Running}, {"finished", s.Finished}, {"stopped", s.Stopped}} {
		if one.n == 0 {
			continue
		}
		text := e.N("followup.count."+one.id, one.n)
		if room -= kit.Width(text) + 3; room < -3 {
			break
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " · ")
}

// agreed is what the last meeting that agreed on something agreed on.
func (f *followup) agreed() string {
	e := f.env
	meetings := e.S().Meetings.Live()
	for i := len(meetings) - 1; i >= 0; i-- {
		if m := meetings[i]; len(m.Agreements) > 0 {
			return e.T("followup.agreed", "Date", e.Texts.Date(string(m.Date)), "List", strings.Join(m.Agreements, "; "))
		}
	}
	return ""
}

func (f *followup) empty(width int) []string {
	e := f.env
	lines := kit.Wrap(e.T("followup.empty"), width)
	if !e.M().Has(model.StepActions) {
		return lines
	}
	return append(append(lines, ""), kit.Styled(e.Theme.Dim, kit.Wrap(e.T("plan.emptyhow"), width))...)
}

// followColumns are the widths of the list.
type followColumns struct{ number, title, owner, status, end int }

func newFollowColumns(e *kit.Env, width, n int) followColumns {
	c := followColumns{number: max(len(strconv.Itoa(n)), 2), end: planDate + 2}
	for _, status := range statuses {
		c.status = max(c.status, kit.Width(e.T("status."+status))+2)
	}
	rest := width - 2 - c.number - 1 - 2 - c.status - 2 - c.end
	if rest >= 46 {
		c.owner = min((rest-2)/3, 28)
		rest -= c.owner + 2
	}
	c.title = max(rest, 1)
	return c
}

func (c followColumns) row(number, title, owner, status, end string) string {
	line := "  " + kit.FitRight(number, c.number) + " " + kit.Fit(title, c.title) + "  "
	if c.owner > 0 {
		line += kit.Fit(owner, c.owner) + "  "
	}
	return line + kit.Fit(status, c.status) + "  " + kit.Fit(end, c.end)
}

// table draws the header and as many actions as there is room for.
func (f *followup) table(width, room int) []string {
	e := f.env
	cols := newFollowColumns(e, width, len(f.order))
	lines := []string{e.Theme.Dim.Render(cols.row("", e.T("plan.action"), e.T("plan.who"), e.T("followup.status"), "  "+e.T("plan.end")))}
	from, to := kit.Window(f.list.At, len(f.order), room)
	for i := from; i < to; i++ {
		if a := e.S().Actions.Get(f.order[i]); a != nil {
			lines = append(lines, f.line(cols, i, a))
		}
	}
	return lines
}

// line draws one action: what ended is dim, what is late has a mark.
func (f *followup) line(cols followColumns, i int, a *model.Action) string {
	e, t := f.env, f.env.Theme
	owner := ""
	if p := e.S().Owner(a); p != nil {
		owner = p.Name()
	}
	mark, _ := statusMark(t, a.State())
	end, late := "  "+planDay(a.End), a.Late(e.Today())
	if late {
		end = kit.MarkWarning + " " + planDay(a.End)
	}
	line := cols.row(strconv.Itoa(e.S().ChosenNumber(a.ID)), a.Title, owner, mark+" "+e.T("status."+a.State()), end)
	switch {
	case i == f.list.At:
		return t.Row.Render(kit.MarkHere + line[1:])
	case a.Ended():
		return t.Dim.Render(line)
	case late:
		return strings.TrimSuffix(line, kit.Fit(end, cols.end)) + t.Warn.Render(kit.Fit(end, cols.end))
	}
	return line
}

// statusMark is the mark of a state.
func statusMark(t *kit.Theme, status string) (string, kit.Style) {
	switch status {
	case model.Running:
		return kit.MarkUnderWay, t.Warm
	case model.Finished:
		return kit.MarkDone, t.Good
	case model.Stopped:
		return "-", t.Dim
	}
	return kit.MarkUntouched, t.Dim
}

// below is what stands under the list on a narrow screen: a blank, the action,
// where it stands, and its newest reports in that many lines.
func (f *followup) below(a *model.Action, width, room int) []string {
	e, t := f.env, f.env.Theme
	owner := e.T("plan.noowner")
	if p := e.S().Owner(a); p != nil {
		owner = p.Name()
	}
	lines := []string{"", t.Bold.Render(kit.Cut(a.Title, width)), f.standing(a, owner, width)}
	lines = append(lines, f.told(a, width, room, factLines)...)
	for len(lines) < 3+room {
		lines = append(lines, "")
	}
	return lines[:3+room]
}

// standing says where an action stands and who has it; late, since when.
func (f *followup) standing(a *model.Action, owner string, width int) string {
	e, t := f.env, f.env.Theme
	mark, style := statusMark(t, a.State())
	text := mark + " " + e.T("status."+a.State())
	if owner != "" {
		text += " · " + owner
	}
	switch {
	case a.Late(e.Today()):
		return t.Warn.Render(kit.Cut(kit.MarkWarning+" "+e.T("followup.late", "Date", e.Texts.Date(string(a.End)))+" · "+text, width))
	case a.End != "" && !a.Ended():
		text += " · " + e.T("followup.until", "Date", e.Texts.Date(string(a.End)))
	}
	return style.Render(kit.Cut(text, width))
}

// told draws the reports on an action in that many lines, the newest first, each
// in most lines at most.
func (f *followup) told(a *model.Action, width, room, most int) []string {
	e, t := f.env, f.env.Theme
	if len(a.Reports) == 0 {
		return []string{t.Dim.Render(kit.Cut(e.T("followup.untold"), width))}
	}
	var lines []string
	for _, r := range a.Told() {
		if len(lines) >= room {
			break
		}
		lines = append(lines, fact{f.day(r.Time), r.Text}.draw(e, width, most)...)
	}
	return lines[:min(len(lines), max(room, 0))]
}

// day is the day of a report where the program runs.
func (f *followup) day(at model.Time) string {
	when, ok := at.When()
	if !ok {
		return kit.MarkEmpty
	}
	return f.env.Texts.Date(string(model.DateOf(when.In(f.env.Now().Location()))))
}

// card draws what was planned beside what came of it.
func (f *followup) card(a *model.Action, width, most int) []string {
	e, t := f.env, f.env.Theme
	lines := kit.Styled(t.Bold, kit.WrapMost(a.Title, width, 2))
	lines = append(lines, kit.Styled(t.Dim, kit.WrapMost(planAbout(e, a), width, 2))...)
	lines = append(lines, f.standing(a, "", width), "")
	facts := []fact{{e.T("plan.owner"), e.S().OwnerText(a)}, {e.T("plan.partners"), partnersOf(e, a)}, {e.T("plan.firststeps"), a.FirstSteps}}
	for _, kind := range indicatorKinds(e, a) {
		for _, one := range a.Indicators {
			if one.Kind == kind.key {
				facts = append(facts, fact{kind.label, f.resultOf(one)})
			}
		}
	}
	facts = append(facts, fact{e.T("plan.anchoring"), a.Anchoring},
		fact{e.T("followup.well"), a.Evaluation.Well}, fact{e.T("followup.challenges"), a.Evaluation.Challenges})
	if mean, n := e.S().EvaluationOf(a).Mean(); n > 0 {
		scale := e.M().Scale
		text := e.N("followup.mean", n, "Mean", e.Texts.Decimal(mean, 1), "Min", scale.Min, "Max", scale.Max) + ours(scale.Ours)
		facts = append(facts, fact{e.T("followup.ratings"), text})
	}
	for _, row := range facts {
		lines = append(lines, row.draw(e, width, most)...)
	}
	return append(lines, "", t.Bold.Render(kit.Cut(e.T("followup.reportstitle"), width)))
}

// resultOf sets the result of an indicator beside its target.
func (f *followup) resultOf(one model.Indicator) string {
	e := f.env
	target, result := one.Target, one.Result
	if target == "" {
		target = kit.MarkEmpty
	}
	if result == "" {
		result = kit.MarkEmpty
	}
	return e.T("followup.result", "Text", one.Text, "Target", target, "Result", result)
}

// lasting says how far the anchoring checks and the evaluation of the plan are.
func (f *followup) lasting(width int) []string {
	e, t := f.env, f.env.Theme
	var lines []string
	if all := len(e.M().Checks); all > 0 {
		done := 0
		for _, c := range e.S().Anchoring.Live() {
			if c.Done {
				done++
			}
		}
		lines = append(lines, e.T("followup.checkscount", "N", done, "All", all))
	}
	if all := len(e.S().Objectives.Live()); all > 0 {
		said := 0
		for _, one := range e.S().Evaluation.Live() {
			if o := e.S().Objectives.Get(one.Objective); one.Text != "" && o != nil && !o.Removed && o.MergedInto == "" {
				said++
			}
		}
		lines = append(lines, e.T("followup.goalscount", "N", said, "All", all))
	}
	for i, line := range lines {
		lines[i] = t.Dim.Render(kit.Cut(line, width))
	}
	return lines
}
