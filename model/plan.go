package model

import (
	"cmp"
	"slices"
	"time"
)

// planMemo keeps what is derived from the chosen actions. There may be twenty
// thousand, and screens ask at every key.
type planMemo struct {
	read     bool
	chosen   []*Action
	number   map[string]int
	cells    map[Cell]inCell
	unplaced []*Action
	offers   map[Cell][]*Offer

	known  bool // the gaps
	gaps   []Gap
	gapsOf map[string][]Gap
	counts map[GapKind]int

	stand map[Date]Standing
}

// inCell is what stands in a cell, and how many of it exist already.
type inCell struct {
	actions  []*Action
	existing int
}

// chosenMemo gives the memo with the chosen actions and their cells filled in.
func (s *Session) chosenMemo() *planMemo {
	s.renew()
	m := &s.memo.plan
	if m.read {
		return m
	}
	m.read, m.cells, m.number = true, make(map[Cell]inCell), make(map[string]int)
	for _, a := range s.Actions.Live() {
		if !a.Chosen {
			continue
		}
		m.chosen = append(m.chosen, a)
		m.number[a.ID] = len(m.chosen)
		cells := a.Cells()
		for _, c := range cells {
			in := m.cells[c]
			in.actions = append(in.actions, a)
			if a.Exists() {
				in.existing++
			}
			m.cells[c] = in
		}
		if len(cells) == 0 {
			m.unplaced = append(m.unplaced, a)
		}
	}
	m.offers = make(map[Cell][]*Offer)
	for _, o := range s.Offer.Live() {
		for _, c := range cellsOf(o.Strategies, o.Levels) {
			m.offers[c] = append(m.offers[c], o)
		}
	}
	return m
}

// Chosen gives the actions that the group chose, in order. Read only.
func (s *Session) Chosen() []*Action { return s.chosenMemo().chosen }

// ChosenNumber gives the place of an action among the chosen ones, from 1: the
// number by which the group calls it; 0 when it is not chosen.
func (s *Session) ChosenNumber(id string) int { return s.chosenMemo().number[id] }

// Unplaced gives the chosen actions that stand in no cell of the matrix. Read
// only.
func (s *Session) Unplaced() []*Action { return s.chosenMemo().unplaced }

// Owner gives the participant who owns an action and still counts, or nil.
func (s *Session) Owner(a *Action) *Participant {
	if p := s.Participants.Get(a.Owner); p != nil && !p.gone() {
		return p
	}
	return nil
}

// Cell is a place in the matrix.
type Cell struct{ Strategy, Level string }

// Cells gives the places of the action in the matrix: each of its strategies
// with each of its levels.
func (a *Action) Cells() []Cell {
	return cellsOf(a.Strategies, a.Levels)
}

func cellsOf(strategies, levels []string) []Cell {
	cells := make([]Cell, 0, len(strategies)*len(levels))
	for _, strategy := range strategies {
		for _, level := range levels {
			cells = append(cells, Cell{strategy, level})
		}
	}
	return cells
}

// Cell gives the chosen actions that stand in a cell of the matrix, in order.
// Read only.
func (s *Session) Cell(strategy, level string) []*Action {
	return s.chosenMemo().cells[Cell{strategy, level}].actions
}

// CellCount counts the chosen actions in a cell: those that exist already, and
// those that are new or extend something.
func (s *Session) CellCount(c Cell) (existing, fresh int) {
	in := s.chosenMemo().cells[c]
	return in.existing, len(in.actions) - in.existing
}

// OfferIn gives the offers that stand in a cell. They are no actions: a cell
// with offers only is empty. Read only.
func (s *Session) OfferIn(c Cell) []*Offer { return s.chosenMemo().offers[c] }

// EmptyCells gives the cells in which no chosen action stands, strategy by
// strategy. An empty cell is a question for the group, not an error.
func (s *Session) EmptyCells() []Cell {
	var empty []Cell
	for _, strategy := range s.method.Strategies {
		for _, level := range s.method.Levels {
			if len(s.Cell(strategy.Key, level.Key)) == 0 {
				empty = append(empty, Cell{strategy.Key, level.Key})
			}
		}
	}
	return empty
}

// Place gives the action with the cell among its places. As its places are all
// its strategies with all its levels, others may come with it.
func (a Action) Place(c Cell) Action {
	if !slices.Contains(a.Strategies, c.Strategy) {
		a.Strategies = append(slices.Clone(a.Strategies), c.Strategy)
	}
	if !slices.Contains(a.Levels, c.Level) {
		a.Levels = append(slices.Clone(a.Levels), c.Level)
	}
	return a
}

// Displace gives the action without the cell. An action of several strategies
// loses the strategy, or else the level; one that has one of each loses both.
// ok is false where it has several of both: which to give up is not for a
// program to say.
func (a Action) Displace(c Cell) (next Action, ok bool) {
	without := func(keys []string, key string) []string {
		return slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return k == key })
	}
	strategies, levels := len(a.Strategies), len(a.Levels)
	if strategies > 1 && levels > 1 {
		return a, false
	}
	if strategies > 1 || levels == 1 {
		a.Strategies = without(a.Strategies, c.Strategy)
	}
	if levels > 1 || strategies == 1 {
		a.Levels = without(a.Levels, c.Level)
	}
	return a, true
}

// GapKind is a way in which a plan is not finished.
type GapKind string

// The gaps of a plan. The first four are of one action, the others of the whole.
const (
	GapOwner       GapKind = "owner"
	GapIndicator   GapKind = "indicator"
	GapDates       GapKind = "dates"
	GapCell        GapKind = "cell"
	GapOneOwner    GapKind = "oneowner"    // one participant owns more than half
	GapOneStrategy GapKind = "onestrategy" // all actions are of one strategy
)

// Gap is something the plan lacks.
type Gap struct {
	Kind   GapKind
	Action string // id of the action, for a gap of one action
	ID     string // the participant or strategy, for a gap of the whole
}

// manyActions is from how many chosen actions on one owner or one strategy for
// all of them is worth a word: with two it means nothing yet.
const manyActions = 3

// Gaps lists what the plan of the chosen actions lacks, action by action and
// then as a whole. It warns; nothing depends on it. Read only.
func (s *Session) Gaps() []Gap { return s.gapMemo().gaps }

// GapsOf lists what one chosen action lacks in the plan. Read only.
func (s *Session) GapsOf(action string) []Gap { return s.gapMemo().gapsOf[action] }

// GapCount gives how many gaps of a kind there are.
func (s *Session) GapCount(kind GapKind) int { return s.gapMemo().counts[kind] }

func (s *Session) gapMemo() *planMemo {
	m := s.chosenMemo()
	if m.known {
		return m
	}
	m.known, m.gapsOf, m.counts = true, make(map[string][]Gap, len(m.chosen)), make(map[GapKind]int)
	for _, a := range m.chosen {
		if found := s.lacks(a); len(found) > 0 {
			m.gapsOf[a.ID] = found
			m.gaps = append(m.gaps, found...)
		}
	}
	m.gaps = append(m.gaps, s.lopsided(m.chosen)...)
	for _, gap := range m.gaps {
		m.counts[gap.Kind]++
	}
	return m
}

// lacks lists the gaps of one action.
func (s *Session) lacks(a *Action) []Gap {
	var gaps []Gap
	if s.Owner(a) == nil {
		gaps = append(gaps, Gap{Kind: GapOwner, Action: a.ID})
	}
	if !slices.ContainsFunc(a.Indicators, Indicator.says) {
		gaps = append(gaps, Gap{Kind: GapIndicator, Action: a.ID})
	}
	if a.End == "" {
		gaps = append(gaps, Gap{Kind: GapDates, Action: a.ID})
	}
	if len(s.method.Strategies) > 0 && (len(a.Strategies) == 0 || len(a.Levels) == 0) {
		gaps = append(gaps, Gap{Kind: GapCell, Action: a.ID})
	}
	return gaps
}

// lopsided lists the gaps of the plan as a whole.
func (s *Session) lopsided(chosen []*Action) []Gap {
	if len(chosen) < manyActions {
		return nil
	}
	owned := make(map[string]int)
	common := make(map[string]int)
	for _, a := range chosen {
		owned[a.Owner]++
		if len(a.Strategies) == 1 {
			common[a.Strategies[0]]++
		}
	}
	var gaps []Gap
	for _, p := range s.Participants.Live() {
		if owned[p.ID]*2 > len(chosen) {
			gaps = append(gaps, Gap{Kind: GapOneOwner, ID: p.ID})
		}
	}
	for _, t := range s.method.Strategies {
		if common[t.Key] == len(chosen) {
			gaps = append(gaps, Gap{Kind: GapOneStrategy, ID: t.Key})
		}
	}
	return gaps
}

// Standing counts the chosen actions by their state. The late ones are among
// the planned and the running.
type Standing struct{ Planned, Running, Finished, Stopped, Late int }

// Standing counts how the chosen actions stand on a day.
func (s *Session) Standing(today Date) Standing {
	m := s.chosenMemo()
	if c, ok := m.stand[today]; ok {
		return c
	}
	var c Standing
	for _, a := range m.chosen {
		switch a.State() {
		case Running:
			c.Running++
		case Finished:
			c.Finished++
		case Stopped:
			c.Stopped++
		default:
			c.Planned++
		}
		if a.Late(today) {
			c.Late++
		}
	}
	m.stand = map[Date]Standing{today: c}
	return c
}

// Following gives the chosen actions in the order in which a group asks after
// them: those that are late, the longest first; those not ended, the first to
// end first and those without a date last; then those that ended.
func (s *Session) Following(today Date) []*Action {
	type place struct {
		a    *Action
		rank int
		end  time.Time
	}
	never := time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)
	places := make([]place, len(s.Chosen()))
	for i, a := range s.Chosen() {
		p := place{a: a, rank: 1, end: never}
		if end, ok := a.End.Last(); ok {
			p.end = end
		}
		switch {
		case a.Ended():
			p.rank, p.end = 2, never
		case a.Late(today):
			p.rank = 0
		}
		places[i] = p
	}
	slices.SortStableFunc(places, func(p, q place) int {
		return cmp.Or(cmp.Compare(p.rank, q.rank), p.end.Compare(q.end))
	})
	order := make([]*Action, len(places))
	for i, p := range places {
		order[i] = p.a
	}
	return order
}
