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
	chooseTop    = 3   // lines above the rows of the table
	chooseBelow  = 3   // lines below: a blank, and what the column means
	chooseSide   = 118 // the width from which table and figure stand side by side
	chooseWidest = 150
	chooseGap    = 4
)

// tableShown says whether the table is drawn at that width.
func (c *choosing) tableShown(width int) bool { return width >= chooseSide || !c.figure }

func (c *choosing) rows(height int) int { return max(height-chooseTop-chooseBelow, 1) }

// View draws the table, the figure, or both.
func (c *choosing) View(width, height int) (string, *tea.Cursor) {
	if width < chooseSide {
		if c.figure {
			return kit.Page(width, height, c.drawing(width, height), nil, nil), nil
		}
		top, bottom := c.table(width, height)
		return kit.Page(width, height, top, nil, bottom), nil
	}
	left := width - chooseGap - figureWidest
	top, bottom := c.table(left, height)
	lines := kit.Beside(append(padded(top, height-len(bottom)), bottom...), left, chooseGap, c.drawing(figureWidest, height))
	return kit.Page(width, height, lines, nil, nil), nil
}

// counted says how many are chosen.
func (c *choosing) counted() string {
	e := c.env
	return e.N("actions.count", len(c.live())) + ", " + e.N("actions.chosen", len(e.S().Chosen()))
}

// chooseColumn is the width of a criterion or measure.
func (c *choosing) cell(width int) int { return min(max((width-32)/(c.columns()-1), 4), 9) }

// table draws the rows there is room for, and what the column under the cursor
// asks.
func (c *choosing) table(width, height int) (top, bottom []string) {
	e, t := c.env, c.env.Theme
	live := c.live()
	top = []string{t.Dim.Render(kit.Cut(c.counted(), width)), "", c.head(width)}
	if len(live) == 0 {
		top = append(top, t.Dim.Render("  "+e.T("actions.none")))
	}
	from, to := kit.Window(c.list.At, len(live), c.rows(height))
	for i := from; i < to; i++ {
		top = append(top, c.row(i, live[i], width))
	}
	bottom = padded(append([]string{""}, kit.WrapMost(c.asks(), width, chooseBelow-1)...), chooseBelow)
	return top, bottom
}

// names are what the columns after the title are called.
func (c *choosing) names() []string {
	var names []string
	for i := range c.env.M().Criteria {
		names = append(names, c.env.T("choose.criterion", "N", i+1))
	}
	return append(names, c.env.T("choose.effect"), c.env.T("choose.effort"))
}

func (c *choosing) head(width int) string {
	t, cell := c.env.Theme, c.cell(width)
	names := c.names()
	line := t.Dim.Render(kit.Fit("", max(width-cell*len(names), 0)))
	for i, name := range names {
		style := t.Dim
		if c.column == i+1 {
			style = t.Row
		}
		line += style.Render(kit.FitRight(name, cell))
	}
	return line
}

func (c *choosing) row(i int, a *model.Action, width int) string {
	t, cell := c.env.Theme, c.cell(width)
	here := i == c.list.At
	var cells []string
	for _, term := range c.env.M().Criteria {
		mark := kit.MarkEmpty
		if slices.Contains(a.Criteria, term.Key) {
			mark = kit.MarkDone
		}
		cells = append(cells, mark)
	}
	for _, n := range []int{a.Effect, a.Effort} {
		text := kit.MarkEmpty
		if n > 0 {
			text = strconv.Itoa(n)
		}
		cells = append(cells, text)
	}
	chosen := kit.MarkEmpty
	if a.Chosen {
		chosen = kit.MarkDone
	}
	letter := kit.FitRight(model.OptionLetter(i), len(model.OptionLetter(len(c.live())-1)))
	title := "  " + letter + " " + c.boxed(chosen, here && c.column == 0) + " " + a.Title
	line := kit.Fit(title, max(width-cell*len(cells), 0))
	if here {
		line = t.Row.Render(kit.MarkHere + line[1:])
	}
	for k, text := range cells {
		at := here && c.column == k+1
		text = c.boxed(text, at)
		text = kit.FitRight(text, cell-1) + " "
		switch {
		case here:
			text = t.Row.Render(text)
		case strings.Contains(text, kit.MarkEmpty):
			text = t.Dim.Render(text)
		}
		line += text
	}
	return line
}

// boxed puts the cell of the cursor between brackets, so that it shows without
// colour.
func (c *choosing) boxed(text string, at bool) string {
	if at {
		return "[" + text + "]"
	}
	return " " + text + " "
}

// asks says what the column under the cursor means.
func (c *choosing) asks() string {
	e := c.env
	switch {
	case c.column == 0:
		return e.T("choose.chosenmeans")
	case c.column == c.effectAt():
		return e.T("choose.effectmeans")
	case c.column == c.effortAt():
		return e.T("choose.effortmeans")
	}
	term := e.M().Criteria[c.column-1]
	text := strconv.Itoa(c.column) + "  " + e.In(term.Name) + ours(term.Ours)
	if about := e.In(term.About); about != "" {
		text += ": " + about
	}
	return text
}
