package tui

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// The smallest window that everything can be used in.
const minWidth, minHeight = 60, 20

// rect is a part of the window.
type rect struct{ x, y, width, height int }

func (r rect) holds(x, y int) bool {
	return x >= r.x && x < r.x+r.width && y >= r.y && y < r.y+r.height
}

// frame is where the parts of the window are: a header and a rule, the rail
// and the body, a rule and the keys.
type frame struct{ rail, body rect }

const headerRows, footerRows = 2, 2

// layout divides the window. Home has no rail.
func layout(width, height int, rail bool) frame {
	rows := height - headerRows - footerRows
	if !rail {
		return frame{body: rect{1, headerRows, width - 2, rows}}
	}
	side := 17
	if width >= 120 {
		side = 22
	}
	return frame{
		rail: rect{0, headerRows, side, rows},
		body: rect{side + 2, headerRows, width - side - 3, rows},
	}
}

// View draws the window.
func (a *App) View() tea.View {
	content, cursor := a.draw()
	v := tea.NewView(content)
	v.Cursor = cursor
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.WindowTitle = "kring"
	return v
}

func (a *App) draw() (string, *tea.Cursor) {
	if a.width <= 0 || a.height <= 0 {
		return "", nil
	}
	if a.width < minWidth || a.height < minHeight {
		text := a.env.T("app.small", "Width", minWidth, "Height", minHeight)
		return kit.Page(a.width, a.height, kit.Wrap(text, a.width), nil, nil), nil
	}
	f := layout(a.width, a.height, a.at != "")
	body, cursor := a.below().View(f.body.width, f.body.height)
	if cursor != nil {
		cursor.X += f.body.x
		cursor.Y += f.body.y
	}
	lines := append(make([]string, 0, a.height), a.header(), a.ruleAbove())
	lines = append(lines, a.middle(f, body)...)
	lines = append(lines, a.ruleBelow(), a.footer())
	content := strings.Join(lines, "\n")
	if n := len(a.overlays); n > 0 {
		return a.float(content, a.overlays[n-1])
	}
	return content, cursor
}

// header says where we are and that what was entered is safe.
func (a *App) header() string {
	t := a.env.Theme
	left := " " + t.Title.Render("kring")
	if a.env.Book != nil {
		s := a.env.S()
		title := s.Title
		if s.Municipality != "" {
			title += " · " + s.Municipality
		}
		left += "  " + title
	}
	var right []string
	now := a.env.Now()
	if left := a.clock.view(now); left != "" {
		left = "⏲ " + left
		if a.clock.over() {
			left = t.Over.Render(" " + left + " " + a.env.T("timer.over") + " ")
		} else {
			left = t.Warm.Render(left)
		}
		right = append(right, left)
	}
	right = append(right, now.Format("15:04"))
	if a.env.Book != nil {
		right = append(right, a.saved())
	}
	return kit.Apart(left, strings.Join(right, "   ")+" ", a.width)
}

// saved says when the last change was made durable, or that it was not.
func (a *App) saved() string {
	if a.trouble != "" {
		return a.env.Theme.Warn.Render(kit.MarkWarning + " " + a.env.T("app.unsaved"))
	}
	at, ok := a.env.S().Changed.When()
	if !ok {
		return ""
	}
	at = at.In(a.env.Now().Location())
	if model.DateOf(at) != a.env.Today() {
		return a.env.Theme.Dim.Render(a.env.T("app.savedon", "Date", a.env.Texts.ShortDate(string(model.DateOf(at)))))
	}
	return a.env.Theme.Dim.Render(a.env.T("app.saved", "Time", at.Format("15:04")))
}

// ruleAbove is a rule, a heavy one when the time is up, or what the trouble is
// as long as there is one.
func (a *App) ruleAbove() string {
	if a.trouble == "" && a.clock.over() {
		return a.env.Theme.Warn.Render(strings.Repeat("━", a.width))
	}
	if a.trouble == "" {
		return a.env.Theme.Rule.Render(strings.Repeat("─", a.width))
	}
	return a.env.Theme.Warn.Render(kit.Fit(" "+kit.MarkWarning+" "+a.trouble, a.width))
}

// ruleBelow is a rule with the message in it, if there is one.
func (a *App) ruleBelow() string {
	t := a.env.Theme
	if a.notice.Text == "" {
		return t.Rule.Render(strings.Repeat("─", a.width))
	}
	style, mark := t.Good, kit.MarkDone
	if a.notice.Bad {
		style, mark = t.Warn, kit.MarkWarning
	}
	text := " " + mark + " " + kit.Cut(a.notice.Text, a.width-8) + " "
	rest := max(a.width-2-kit.Width(text), 0)
	return t.Rule.Render("──") + style.Render(text) + t.Rule.Render(strings.Repeat("─", rest))
}

// footerKeys is how many keys the footer shows at most.
const footerKeys = 7

// footer shows the keys that matter here; the rest is behind "?".
func (a *App) footer() string {
	t := a.env.Theme
	editing := a.top().Editing()
	more := t.Key.Render("?") + " " + a.env.T("key.more")
	if editing {
		more = t.Key.Render("F1") + " " + a.env.T("key.more")
	}
	line, shown := "", 0
	for _, k := range a.top().Keys() {
		if k.Quiet || k.Why != "" || editing && k.Letter() || shown >= footerKeys-1 {
			continue
		}
		part := " " + t.Key.Render(k.Name()) + " " + k.Label + " "
		if kit.Width(line)+kit.Width(part)+kit.Width(more)+1 > a.width {
			break
		}
		line += part
		shown++
	}
	return kit.Fit(line+" "+more, a.width)
}

// middle puts the rail beside the body.
func (a *App) middle(f frame, body string) []string {
	lines := strings.Split(body, "\n")
	var rail []string
	edge := ""
	if a.at != "" {
		rail = a.drawRail(f.rail.width)
		edge = a.env.Theme.Rule.Render("│")
	}
	out := make([]string, f.body.height)
	for i := range out {
		left := ""
		if i < len(rail) {
			left = rail[i]
		}
		right := ""
		if i < len(lines) {
			right = lines[i]
		}
		if a.at == "" {
			out[i] = " " + right
			continue
		}
		out[i] = kit.Fit(left, f.rail.width) + edge + " " + right
	}
	return out
}

// railDigit is the digit of the step at that place; the summary has 0.
func railDigit(i int, s model.Step) string {
	if s == model.StepSummary {
		return "0"
	}
	return strconv.Itoa(i + 1)
}

// drawRail lists the steps with their state.
func (a *App) drawRail(width int) []string {
	t := a.env.Theme
	s := a.env.S()
	var lines []string
	for i, at := range a.env.M().Steps {
		state, count := s.StepState(at)
		mark, style := stateMark(t, state)
		if at == model.StepSummary {
			mark = " "
		}
		number := ""
		if count > 0 {
			number = strconv.Itoa(count)
		}
		name := a.env.T("step." + string(at))
		head := fmt.Sprintf(" %s ", railDigit(i, at))
		room := width - kit.Width(head) - 2 - kit.Width(number) - 1
		text := kit.Fit(name, room)
		if at == a.at {
			head = kit.MarkHere + head[1:]
			lines = append(lines, t.Row.Render(head)+style.Render(mark)+" "+t.Row.Render(text)+t.Dim.Render(number))
			continue
		}
		lines = append(lines, t.Dim.Render(head)+style.Render(mark)+" "+text+t.Dim.Render(number))
	}
	return lines
}

func stateMark(t *kit.Theme, s model.State) (string, kit.Style) {
	switch s {
	case model.Done:
		return kit.MarkDone, t.Good
	case model.UnderWay:
		return kit.MarkUnderWay, t.Warm
	case model.Warning:
		return kit.MarkWarning, t.Warn
	}
	return kit.MarkUntouched, t.Dim
}

// box gives the place of an overlay: its border, and inside it a column of
// blank on both sides.
func (a *App) box(o kit.Overlay) (outer, inner rect) {
	w, h := o.Size(a.width-6, a.height-6)
	w, h = min(max(w, 10), a.width-6), min(max(h, 1), a.height-6)
	outer = rect{(a.width - w - 4) / 2, (a.height - h - 4) / 2, w + 4, h + 4}
	return outer, rect{outer.x + 2, outer.y + 2, w, h}
}

// float draws an overlay above the window.
func (a *App) float(content string, o kit.Overlay) (string, *tea.Cursor) {
	outer, inner := a.box(o)
	text, cursor := o.View(inner.width, inner.height)
	if cursor != nil {
		cursor.X += inner.x
		cursor.Y += inner.y
	}
	border := a.env.Theme.Border
	title := " " + kit.Cut(o.Title(), outer.width-6) + " "
	lines := []string{
		border.Render("╭─" + title + strings.Repeat("─", max(outer.width-3-kit.Width(title), 0)) + "╮"),
		border.Render("│") + strings.Repeat(" ", outer.width-2) + border.Render("│"),
	}
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, border.Render("│")+" "+kit.Fit(line, inner.width)+" "+border.Render("│"))
	}
	lines = append(lines,
		border.Render("│")+strings.Repeat(" ", outer.width-2)+border.Render("│"),
		border.Render("╰"+strings.Repeat("─", outer.width-2)+"╯"))
	return kit.Over(content, lines, outer.x, outer.y), cursor
}

// click gives a press of the mouse to the part that it hit.
func (a *App) click(m tea.Mouse) tea.Cmd {
	if m.Button != tea.MouseLeft || a.width < minWidth || a.height < minHeight {
		return nil
	}
	if n := len(a.overlays); n > 0 {
		_, inner := a.box(a.overlays[n-1])
		if !inner.holds(m.X, m.Y) {
			return nil
		}
		return a.perform(a.top().Update(kit.Click{X: m.X - inner.x, Y: m.Y - inner.y, Width: inner.width, Height: inner.height}), a.top())
	}
	f := layout(a.width, a.height, a.at != "")
	if f.rail.holds(m.X, m.Y) && !a.lent() {
		if steps := a.env.M().Steps; m.Y-f.rail.y < len(steps) {
			return a.perform(kit.Go{Step: steps[m.Y-f.rail.y]}, a.top())
		}
		return nil
	}
	if !f.body.holds(m.X, m.Y) {
		return nil
	}
	return a.perform(a.top().Update(kit.Click{X: m.X - f.body.x, Y: m.Y - f.body.y, Width: f.body.width, Height: f.body.height}), a.top())
}
