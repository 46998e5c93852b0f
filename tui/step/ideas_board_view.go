package step

import (
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// boardSize divides the board: how wide the clusters are, how many rows both
// lists have, and how many lines tell of the idea under the cursor.
func boardSize(width, height int) (left, room, detail int) {
	left = min(max(width*2/5, 20), 50)
	detail = min(max(height/5, 4), 6)
	return left, max(height-ideasTop-1-detail, 1), detail
}

const boardGap = 3 // columns between the two lists

// hitBoard puts the cursor on what was clicked.
func (x *ideas) hitBoard(c kit.Click) {
	left, room, _ := boardSize(c.Width, c.Height)
	if c.Y < ideasTop || c.Y >= ideasTop+room {
		return
	}
	if x.left = c.X < left+boardGap/2; !x.left {
		x.in.Click(c, ideasTop, room, len(x.heapIdeas()))
	} else if x.heap.Click(c, ideasTop, room, len(x.env.S().Clusters.Live())+1) {
		x.in.At = 0
	}
}

// viewBoard draws the board.
func (x *ideas) viewBoard(width, height int) string {
	e, t := x.env, x.env.Theme
	left, room, detail := boardSize(width, height)
	right := min(max(width-left-boardGap, 0), textMost)
	var heaps, rows []string
	from, to := kit.Window(x.heap.At, len(e.S().Clusters.Live())+1, room)
	for i := from; i < to; i++ {
		line := x.heapRow(i, left)
		switch {
		case i == x.heap.At && x.left:
			line = t.Row.Render(kit.MarkHere + line[1:])
		case i == x.heap.At:
			line = t.Bold.Render(kit.MarkHere + line[1:])
		}
		heaps = append(heaps, line)
	}
	all := x.heapIdeas()
	from, to = kit.Window(x.in.At, len(all), room)
	for i := from; i < to; i++ {
		rows = append(rows, x.row(all[i], i == x.in.At && !x.left, right))
	}
	if len(all) == 0 {
		rows = kit.Styled(t.Dim, kit.Wrap(x.emptyHeap(), right))
	}
	lines := []string{head(e, e.T("ideas.boardtitle"), x.counted(width), width), ""}
	lines = append(lines, padded(kit.Beside(heaps, left, boardGap, rows[:min(len(rows), room)]), room)...)
	return kit.Page(width, height, nil, lines, append([]string{""}, padded(x.boardDetail(width, detail), detail)...))
}

// emptyHeap says what to do where a cluster holds nothing.
func (x *ideas) emptyHeap() string {
	if x.cluster() == nil {
		return x.env.T("ideas.allplaced")
	}
	return x.env.T("ideas.heapempty")
}

// heapRow draws a cluster with its number and how many ideas are in it; 0 is
// "in none".
func (x *ideas) heapRow(n, width int) string {
	s := x.env.S()
	name, id := x.env.T("ideas.incluster0"), ""
	if c := x.clusterAt(n); c != nil {
		name, id = c.Title, c.ID
		if letter := s.ObjectiveLetter(c.Objective); letter != "" {
			name += " → " + letter
		}
	}
	digits := max(len(strconv.Itoa(len(s.Clusters.Live()))), 1)
	return kit.Apart("  "+kit.FitRight(strconv.Itoa(n), digits)+" "+name, strconv.Itoa(len(s.IdeasIn(id))), width)
}

// boardDetail tells of the idea under the cursor: its text, what it is tied to,
// what it resembles, and where it might belong.
func (x *ideas) boardDetail(width, rows int) []string {
	e, t := x.env, x.env.Theme
	width = min(width, textMost)
	idea := x.here()
	if idea == nil {
		if c := x.cluster(); c != nil {
			return x.clusterDetail(c, width)
		}
		return kit.Styled(t.Dim, kit.Wrap(e.T("ideas.boardhint"), width))
	}
	lines := kit.Styled(t.Bold, kit.WrapMost(idea.Text, width, max(rows-3, 1)))
	if fits := x.suggestions(idea); len(fits) > 0 {
		names := make([]string, len(fits))
		for i, c := range fits {
			names[i] = x.called(c)
		}
		lines = append(lines, t.Good.Render(kit.Cut(e.T("ideas.fits", "List", strings.Join(names, " · ")), width)))
	}
	return append(lines, x.facts(idea, width)...)
}

// clusterDetail tells of a cluster: what it became, or that it can become an
// objective.
func (x *ideas) clusterDetail(c *model.Cluster, width int) []string {
	e, s, t := x.env, x.env.S(), x.env.Theme
	lines := kit.Styled(t.Bold, kit.WrapMost(c.Title, width, 2))
	text := e.T("ideas.cangoal")
	if at := s.ObjectivePlace(c.Objective); at >= 0 {
		text = kit.MarkDone + " " + e.T("ideas.isgoal", "Letter", model.OptionLetter(at), "What", s.Objectives.Live()[at].What)
	}
	return append(lines, kit.Styled(t.Dim, kit.WrapMost(text, width, 2))...)
}
