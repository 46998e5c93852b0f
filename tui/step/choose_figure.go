package step

import (
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

const (
	figureWidest = 62 // how wide the figure is drawn at most
	figureTall   = 24 // how many lines show it with some of its legend
)

// drawing draws the two-by-two: effect upwards, effort to the right, a letter
// for each action, and below it what the letters stand for.
func (c *choosing) drawing(width, height int) []string {
	e, t := c.env, c.env.Theme
	width = min(width, figureWidest)
	cells, without := c.places()
	legend := c.figureLegend(cells, without, width)
	room := height - 5 // two lines above, two of the axis, a blank
	tall := 1
	if room-5*2-min(len(legend), 8) >= 0 {
		tall = 2
	}
	lines := []string{t.Title.Render(kit.Cut(e.T("choose.figuretitle"), width)), c.standing(width)}
	cell := max((width-4)/model.MeasureMax, 3)
	for effect := model.MeasureMax; effect >= 1; effect-- {
		lines = append(lines, c.figureRow(effect, cells[effect-1], cell))
		if tall == 2 && effect > 1 {
			lines = append(lines, c.figureBlank(cell))
		}
	}
	axis := "    "
	for effort := 1; effort <= model.MeasureMax; effort++ {
		axis += centred(strconv.Itoa(effort), cell, " ")
	}
	lines = append(lines, t.Dim.Render(axis), t.Dim.Render(kit.Cut("    "+e.T("choose.axes"), width)))
	return append(append(lines, ""), clipped(legend, height-len(lines)-1)...)
}

// standing says where the action under the cursor stands.
func (c *choosing) standing(width int) string {
	e := c.env
	a := c.here()
	if a == nil {
		return ""
	}
	text := func(n int) string {
		if n == 0 {
			return kit.MarkEmpty
		}
		return strconv.Itoa(n)
	}
	where := e.T("choose.standing", "Effect", text(a.Effect), "Effort", text(a.Effort))
	return e.Theme.Row.Render(kit.Apart(kit.MarkHere+" "+model.OptionLetter(c.list.At)+"  "+a.Title, where, width))
}

// places gives the letters of the actions by effect and effort, each from 1,
// and the letters of those that lack one of the two.
func (c *choosing) places() (cells [model.MeasureMax][model.MeasureMax][]int, without []int) {
	for i, a := range c.live() {
		if a.Effect == 0 || a.Effort == 0 {
			without = append(without, i)
			continue
		}
		at := &cells[a.Effect-1][a.Effort-1]
		*at = append(*at, i)
	}
	return cells, without
}

// figureMiddle is the line and the column that part low from high.
const figureMiddle = (model.MeasureMax + 1) / 2

func (c *choosing) figureRow(effect int, row [model.MeasureMax][]int, cell int) string {
	t := c.env.Theme
	line := t.Dim.Render(" " + strconv.Itoa(effect) + " │")
	for i, at := range row {
		fill, cross := " ", ""
		if effect == figureMiddle {
			fill = "─"
		}
		if i+1 == figureMiddle {
			cross = "│"
			if effect == figureMiddle {
				cross = "┼"
			}
		}
		if len(at) == 0 {
			line += t.Rule.Render(centred(cross, cell, fill))
			continue
		}
		text := c.letters(at, cell-2)
		style := t.Warm
		for _, k := range at {
			if k == c.list.At {
				style = t.Row
			}
		}
		left := (cell - kit.Width(text)) / 2
		line += t.Rule.Render(strings.Repeat(fill, left)) + style.Render(text) + t.Rule.Render(strings.Repeat(fill, cell-left-kit.Width(text)))
	}
	return line
}

func (c *choosing) figureBlank(cell int) string {
	t := c.env.Theme
	return t.Dim.Render("   │") + t.Rule.Render(strings.Repeat(" ", (figureMiddle-1)*cell)+centred("│", cell, " "))
}

// letters joins the letters of actions, as many as fit, and says how many more
// there are.
func (c *choosing) letters(at []int, room int) string {
	text := ""
	for n, i := range at {
		next := strings.TrimSpace(text + " " + model.OptionLetter(i))
		rest := len(at) - n - 1
		more := ""
		if rest > 0 {
			more = " +" + strconv.Itoa(rest)
		}
		if kit.Width(next)+kit.Width(more) > room && text != "" {
			return kit.Cut(text+" +"+strconv.Itoa(rest+1), max(room, 1))
		}
		text = next
	}
	return kit.Cut(text, max(room, 1))
}

// centred puts a text in the middle of a cell.
func centred(text string, width int, fill string) string {
	left := max((width-kit.Width(text))/2, 0)
	return strings.Repeat(fill, left) + text + strings.Repeat(fill, max(width-left-kit.Width(text), 0))
}

// figureLegend says what the letters stand for, those with the most effect
// first, and which actions do not stand on the figure.
func (c *choosing) figureLegend(cells [model.MeasureMax][model.MeasureMax][]int, without []int, width int) []string {
	e, t := c.env, c.env.Theme
	live := c.live()
	var lines []string
	for effect := model.MeasureMax; effect >= 1; effect-- {
		for effort := range cells[effect-1] {
			for _, i := range cells[effect-1][effort] {
				chosen, _, _ := strings.Cut(actionMarks(live[i]), " ")
				line := kit.Cut(chosen+" "+model.OptionLetter(i)+"  "+live[i].Title, width)
				if i == c.list.At {
					line = t.Row.Render(line)
				}
				lines = append(lines, line)
			}
		}
	}
	if len(without) > 0 {
		letters := c.letters(without, max(width/2, 10))
		lines = append([]string{t.Dim.Render(kit.Cut(e.T("choose.without", "List", letters), width))}, lines...)
	}
	return lines
}
