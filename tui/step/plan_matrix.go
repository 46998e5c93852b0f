package step

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// toMatrix gives the keys to the matrix, on a cell of the action under the
// cursor where it has one.
func (p *plan) toMatrix() kit.Action {
	p.matrix = true
	if a := p.here(); a != nil && len(a.Strategies) > 0 && len(a.Levels) > 0 {
		m := p.env.M()
		p.row = max(slices.IndexFunc(m.Strategies, func(t model.Term) bool { return t.Key == a.Strategies[0] }), 0)
		p.col = max(slices.IndexFunc(m.Levels, func(t model.Term) bool { return t.Key == a.Levels[0] }), 0)
	}
	return nil
}

func (p *plan) toList() kit.Action {
	p.matrix = false
	return nil
}

// matrixKeys are the keys while the matrix has them.
func (p *plan) matrixKeys() []kit.Key {
	e := p.env
	label, full := e.T("plan.place"), ""
	if len(e.S().EmptyCells()) == 0 {
		full = e.T("plan.full")
	}
	if p.Editing() && p.entry.Value() == "" {
		label = e.T("plan.pick")
	}
	keys := append(p.keys(label),
		kit.Key{On: []string{"enter"}, Label: e.T("plan.pick"), Help: e.T("plan.pickhelp"), Do: p.pickForCell, Quiet: p.Editing()},
		kit.Key{On: []string{"left", "right", "up", "down"}, Show: "←↑↓→", Label: e.T("key.move"), Help: e.T("plan.walkhelp"), Quiet: true},
		kit.Key{On: []string{"tab", "m"}, Label: e.T("plan.list"), Help: e.T("plan.listhelp"), Do: p.toList},
		kit.Key{On: []string{"+"}, Label: e.T("plan.newhere"), Help: e.T("plan.newherehelp"), Do: p.startHere, Quiet: true},
		kit.Key{On: []string{"v"}, Label: e.T("plan.nextempty"), Help: e.T("plan.nextemptyhelp"), Why: full, Do: p.nextEmpty, Quiet: p.Editing()},
	)
	keys = append(keys, chainKeys(e, model.LinkCell, p.cell().LinkID())...)
	if !p.Editing() {
		keys = append(keys, kit.Key{On: []string{"esc"}, Label: e.T("plan.list"), Do: p.toList, Quiet: true})
	}
	return keys
}

// walk moves over the cells. Left and right belong to the text while there is
// one in the line.
func (p *plan) walk(msg tea.KeyPressMsg) bool {
	m := p.env.M()
	typing := p.entry.Typing()
	switch key := msg.String(); {
	case key == "up", key == "k" && !typing:
		p.row--
	case key == "down", key == "j" && !typing:
		p.row++
	case key == "left" && p.entry.Value() == "", key == "left" && !typing, key == "h" && !typing:
		p.col--
	case key == "right" && p.entry.Value() == "", key == "right" && !typing:
		p.col++
	default:
		return false
	}
	p.row = min(max(p.row, 0), len(m.Strategies)-1)
	p.col = min(max(p.col, 0), len(m.Levels)-1)
	return true
}

// cell is the one under the cursor.
func (p *plan) cell() model.Cell {
	m := p.env.M()
	return model.Cell{Strategy: m.Strategies[p.row].Key, Level: m.Levels[p.col].Key}
}

// place puts the action with that number or title into the cell, or takes it
// out when it stands there.
func (p *plan) place(text string) kit.Action {
	a, err := p.env.S().FindChosen(text)
	if err != nil {
		return kit.Notify{Text: p.env.Explain(err), Bad: true}
	}
	return p.toggle(a)
}

func (p *plan) toggle(a *model.Action) kit.Action {
	e := p.env
	cell := p.cell()
	name := kit.Cut(a.Title, 40)
	if slices.Contains(a.Cells(), cell) {
		next, ok := a.Displace(cell)
		if !ok {
			return kit.Notify{Text: e.T("plan.manycells", "Title", name), Bad: true}
		}
		return kit.All{p.change("action.placed", next), kit.Notify{Text: e.T("plan.takenout", "Title", name)}}
	}
	next := a.Place(cell)
	text := e.T("plan.putin", "Title", name)
	if n := len(next.Cells()) - 1; n > 0 {
		text = e.N("plan.putinalso", n, "Title", name)
	}
	return kit.All{p.change("action.placed", next), kit.Notify{Text: text}}
}

// matrixSize is the width of the names of the strategies and of a cell. A cell
// has a column for the cursor before its content and a blank behind it.
func (p *plan) matrixSize(width int) (label, cell int) {
	n := len(p.env.M().Levels)
	cell = max((width-max(width/4, 12))/n, 3)
	return min(max(width-cell*n, 1), 24), cell
}

// drawMatrix draws the levels over the strategies, with a mark in a cell for
// each action that stands there. The cursor is on the cell under it or, while
// the list has the keys, on the cells of the action under that.
func (p *plan) drawMatrix(width int) []string {
	e, t := p.env, p.env.Theme
	m := e.M()
	label, room := p.matrixSize(width)
	lines := p.matrixHead(label, room)
	var own []model.Cell
	if a := p.here(); a != nil && !p.matrix {
		own = a.Cells()
	}
	for row, strategy := range m.Strategies {
		name := fitTerm(e.In(strategy.Name)+ours(strategy.Ours), label-1) + " "
		if p.matrix && row == p.row {
			name = t.Row.Render(name)
		}
		for col, level := range m.Levels {
			text := marks(e.S(), model.Cell{Strategy: strategy.Key, Level: level.Key}, room-2)
			here := p.matrix && row == p.row && col == p.col || slices.Contains(own, model.Cell{Strategy: strategy.Key, Level: level.Key})
			switch {
			case here:
				name += t.Row.Render(kit.MarkHere+kit.Fit(text, room-2)) + " "
			case text == kit.MarkEmpty:
				name += t.Dim.Render(" " + kit.Fit(text, room-1))
			default:
				name += " " + kit.Fit(text, room-1)
			}
		}
		lines = append(lines, name)
	}
	return append(lines, t.Dim.Render(kit.Cut(e.T("plan.legend"), width)))
}

// matrixHead is the names of the levels on two lines.
func (p *plan) matrixHead(label, room int) []string {
	e, t := p.env, p.env.Theme
	head := []string{strings.Repeat(" ", label), strings.Repeat(" ", label)}
	for col, level := range e.M().Levels {
		name := packed(e.In(level.Name)+ours(level.Ours), room-1)
		for i := range head {
			text := ""
			if at := i - (2 - len(name)); at >= 0 { // stands on the cells
				text = name[at]
			}
			text = " " + kit.Fit(text, room-1)
			if p.matrix && col == p.col {
				head[i] += t.Row.Render(text)
			} else {
				head[i] += t.Dim.Render(text)
			}
		}
	}
	return head
}

// packed sets the words of a name on at most two lines of that width. A word
// that is too long is cut, as one that goes on below reads like two.
func packed(name string, width int) []string {
	words := strings.Fields(name)
	first, n := "", 0
	for n < len(words) && (n == 0 || kit.Width(first+" "+words[n]) <= width) {
		first = strings.TrimSpace(first + " " + words[n])
		n++
	}
	lines := []string{kit.Cut(first, width)}
	if n < len(words) {
		lines = append(lines, fitTerm(strings.Join(words[n:], " "), width))
	}
	return lines
}

// marks draws the actions in a cell one by one where there is room, else how
// many of each kind.
func marks(s *model.Session, cell model.Cell, room int) string {
	existing, fresh := s.CellCount(cell)
	if existing+fresh == 0 {
		return kit.MarkEmpty
	}
	if (existing+fresh)*2-1 <= room {
		return strings.TrimSpace(strings.Repeat(kit.MarkExisting+" ", existing) + strings.Repeat(kit.MarkNew+" ", fresh))
	}
	var parts []string
	if existing > 0 {
		parts = append(parts, kit.MarkExisting+strconv.Itoa(existing))
	}
	if fresh > 0 {
		parts = append(parts, kit.MarkNew+strconv.Itoa(fresh))
	}
	return strings.Join(parts, " ")
}

// matrixPart is the matrix on a screen of its own.
func (p *plan) matrixPart(width, height int) []string {
	lines := append(p.drawMatrix(width), "")
	left := height - len(lines)
	words := strings.Join(p.emptiness(width), " ")
	inCell := p.inCell(width, max(left-1-emptyLeast, cellLeast))
	room := left - len(inCell) - 1
	if room < emptyLeast { // the cell under the cursor goes first, then the blank
		return append(append(lines, inCell...), kit.WrapMost(words, width, max(room+1, 0))...)
	}
	return append(append(append(lines, inCell...), ""), kit.WrapMost(words, width, room)...)
}

// cellLeast and emptyLeast are the fewest lines for what stands in the cell
// under the cursor and for which cells are empty.
const cellLeast, emptyLeast = 3, 2

// inCell says what stands in the cell under the cursor, in that many lines, and
// which actions still look for a place.
func (p *plan) inCell(width, height int) []string {
	e, t := p.env, p.env.Theme
	s := e.S()
	cell := p.cell()
	lines := []string{t.Bold.Render(kit.Cut(cellName(e, p.row, p.col), width))}
	actions := s.Cell(cell.Strategy, cell.Level)
	below := append(p.offered(cell, width), p.unplaced(width)...)
	least := min(max(len(actions), 1), 2)
	below = below[:min(len(below), max(height-len(lines)-least, 0))]
	most := max(height-len(lines)-len(below), least)
	for i, a := range actions {
		if i >= most-1 && len(actions) > most {
			lines = append(lines, t.Dim.Render("  "+e.T("plan.more", "N", len(actions)-i)))
			break
		}
		mark := kit.MarkNew
		if a.Exists() {
			mark = kit.MarkExisting
		}
		lines = append(lines, kit.Cut("  "+mark+" "+strconv.Itoa(s.ChosenNumber(a.ID))+" "+a.Title, width))
	}
	if len(actions) == 0 {
		lines = append(lines, t.Dim.Render(kit.Cut("  "+e.T("plan.emptycell"), width)))
	}
	return append(lines, below...)
}

// offered names what the offer, step 2, has in a cell already.
func (p *plan) offered(cell model.Cell, width int) []string {
	offers := p.env.S().OfferIn(cell)
	if len(offers) == 0 {
		return nil
	}
	var names []string
	for _, o := range offers[:min(len(offers), namesMost)] {
		names = append(names, o.Name)
	}
	text := p.env.T("plan.offered", "List", p.andMore(names, len(offers)))
	return kit.Styled(p.env.Theme.Dim, kit.WrapMost(text, width, 2))
}

// andMore joins names, and says how many there are beyond them.
func (p *plan) andMore(names []string, all int) string {
	text := strings.Join(names, ", ")
	if more := all - len(names); more > 0 {
		text += ", " + p.env.T("plan.more", "N", more)
	}
	return text
}

// namesMost is how many actions or offers are named in one text.
const namesMost = 12

// unplaced names the actions that stand nowhere, with the numbers to place them.
func (p *plan) unplaced(width int) []string {
	e := p.env
	var names []string
	all := e.S().Unplaced()
	for _, a := range all[:min(len(all), namesMost)] {
		names = append(names, strconv.Itoa(e.S().ChosenNumber(a.ID))+" "+a.Title)
	}
	if len(names) == 0 {
		return nil
	}
	text := e.T("plan.unplaced", "List", p.andMore(names, len(all)))
	return kit.Styled(e.Theme.Warn, kit.WrapMost(kit.MarkWarning+" "+text, width, 2))
}

// cellName names the cell under the cursor, our own words marked.
func cellName(e *kit.Env, row, col int) string {
	strategy, level := e.M().Strategies[row], e.M().Levels[col]
	return e.In(strategy.Name) + ours(strategy.Ours) + " × " + e.In(level.Name) + ours(level.Ours)
}

// emptiness says in words how many cells are empty and which.
func (p *plan) emptiness(width int) []string {
	e, t := p.env, p.env.Theme
	m := e.M()
	empty := e.S().EmptyCells()
	all := len(m.Strategies) * len(m.Levels)
	switch len(empty) {
	case 0:
		return kit.Styled(t.Good, kit.Wrap(kit.MarkDone+" "+e.T("plan.full"), width))
	case all:
		return kit.Wrap(e.T("plan.allempty"), width)
	}
	text := e.N("plan.emptycount", len(empty), "All", all) + " " + strings.Join(p.emptyWords(empty), "; ") + "."
	return kit.WrapMost(text, width, 4)
}

// emptyWords names strategies without any action, levels without any, and for
// the other levels the strategies that they miss or, where that is shorter, the
// few that they have.
func (p *plan) emptyWords(empty []model.Cell) []string {
	e := p.env
	m := e.M()
	in := func(c model.Cell) bool { return slices.Contains(empty, c) }
	var words, rest, strategies, levels []string
	bare := make(map[string]bool)
	for _, strategy := range m.Strategies {
		if !slices.ContainsFunc(m.Levels, func(l model.Term) bool { return !in(model.Cell{Strategy: strategy.Key, Level: l.Key}) }) {
			bare[strategy.Key] = true
			strategies = append(strategies, e.In(strategy.Name)+ours(strategy.Ours))
		}
	}
	for _, level := range m.Levels {
		var missing, present []string
		for _, strategy := range m.Strategies {
			if bare[strategy.Key] {
				continue
			}
			if in(model.Cell{Strategy: strategy.Key, Level: level.Key}) {
				missing = append(missing, e.In(strategy.Name))
			} else {
				present = append(present, e.In(strategy.Name))
			}
		}
		switch name := e.In(level.Name) + ours(level.Ours); {
		case len(missing) == 0:
		case len(present) == 0:
			levels = append(levels, name)
		case len(present) < len(missing):
			rest = append(rest, e.T("plan.onlycells", "Level", name, "List", e.Texts.List(present)))
		default:
			rest = append(rest, e.T("plan.emptycells", "Level", name, "List", e.Texts.List(missing)))
		}
	}
	if len(strategies) > 0 {
		words = append(words, e.T("plan.emptystrategies", "List", e.Texts.List(strategies)))
	}
	if len(levels) > 0 {
		words = append(words, e.T("plan.emptylevels", "List", e.Texts.List(levels)))
	}
	return append(words, rest...)
}

// clickCell puts the cursor on the cell that was hit, and says whether one was.
func (p *plan) clickCell(x, y, width int) bool {
	m := p.env.M()
	label, room := p.matrixSize(width)
	row := y - 2
	if row < 0 || row >= len(m.Strategies) || x < label || (x-label)/room >= len(m.Levels) {
		return false
	}
	p.row, p.col = row, (x-label)/room
	return true
}
