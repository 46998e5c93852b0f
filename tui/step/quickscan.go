package step

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// quickscan is the first half of step 2: where the town stands on each pillar.
// The group agrees a score, participants score one after another or from their
// papers, each alone with the laptop, or hands are counted.
type quickscan struct {
	rows             // the line for papers; its list is not used
	pillar  int      // number of the pillar under the cursor
	at      string   // the scan that is shown; the last one when there is none with that id
	mode    scanMode // who scores
	who     int      // place of the participant who scores among those who count
	stage   aloneStage
	fresh   map[int]bool // the pillars that the participant scored who has the laptop now
	order   scanOrder
	picture picture
	beside  comparison
	ascii   bool
	shown   map[string]bool // of a hidden scan: the pillars that were revealed, by scan and number
}

// scanMode is who the keys score for.
type scanMode int

const (
	together scanMode = iota // the group agrees
	each                     // one participant after another
	papers                   // a line for each paper
	alone                    // the laptop is passed round
)

// scanOrder is in which order the pillars stand.
type scanOrder int

const (
	byNumber scanOrder = iota
	byScore
	bySpread
	orders
)

// picture is how the figures are drawn.
type picture int

const (
	asTable picture = iota
	asBars
	asRadar
	pictures
)

// comparison is what the figures are held against.
type comparison int

const (
	withNothing comparison = iota
	withGroups
	withEarlier
)

func newQuickscan(env *kit.Env) kit.Screen {
	q := &quickscan{rows: newRows(env), shown: make(map[string]bool)}
	q.pillar = env.M().Pillars[0].Number
	return q
}

// Editing says that letters are text: on the line for papers. A participant
// alone with the laptop has no commands either.
func (q *quickscan) Editing() bool { return q.mode == alone || q.mode == papers && q.rows.Editing() }

// Lent says that a participant has the laptop.
func (q *quickscan) Lent() bool { return q.mode == alone }

func (q *quickscan) here() *model.Pillar { return q.env.M().Pillar(q.pillar) }

func (q *quickscan) people() []*model.Participant { return q.env.S().Participants.Live() }

// person is the participant who scores, or nil.
func (q *quickscan) person() *model.Participant {
	if people := q.people(); (q.mode == each || q.mode == alone) && q.who < len(people) {
		return people[q.who]
	}
	return nil
}

// scan is the scan that is shown, or the one that the first score will begin.
func (q *quickscan) scan() (scan *model.Scan, begun bool) {
	s := q.env.S()
	if scan := s.Scans.Get(q.at); scan != nil && !scan.Removed {
		return scan, true
	}
	if scan := s.Scan(); scan != nil {
		return scan, true
	}
	return &model.Scan{ID: model.NextID(&s.Scans, "s"), Title: q.env.T("quickscan.first"), Date: q.env.Today(), Revealed: true}, false
}

func (q *quickscan) scale() model.Scale {
	scan, _ := q.scan()
	return q.env.S().ScaleOf(scan)
}

// do makes changes to the scan, beginning it where there is none yet.
func (q *quickscan) do(name string, changes ...model.Change) kit.Action {
	if scan, begun := q.scan(); !begun {
		changes = append([]model.Change{model.Added[model.Scan]{Item: *scan}}, changes...)
	}
	if len(changes) == 1 {
		return kit.Do{Change: changes[0]}
	}
	return kit.Do{Change: model.Batch{Name: name, Changes: changes}}
}

// hidden says that a pillar's scores may not be drawn yet.
func (q *quickscan) hidden(pillar int) bool {
	scan, _ := q.scan()
	return !scan.Revealed && !q.shown[q.spot(pillar)]
}

func (q *quickscan) spot(pillar int) string {
	scan, _ := q.scan()
	return scan.ID + "/" + strconv.Itoa(pillar)
}

// numbers gives the pillars in the order in which they stand. A score that is
// hidden has no say in it.
func (q *quickscan) numbers() []int {
	scan, _ := q.scan()
	result := q.env.S().ScanResult(scan.ID)
	switch {
	case result == nil || !scan.Revealed || q.mode != together:
	case q.order == byScore:
		return result.ByScore()
	case q.order == bySpread:
		return result.BySpread()
	}
	var all []int
	for _, p := range q.env.M().Pillars {
		all = append(all, p.Number)
	}
	return all
}

// move puts the cursor on the pillar that many places further on, and says
// whether there is one.
func (q *quickscan) move(by int) bool {
	all := q.numbers()
	to := slices.Index(all, q.pillar) + by
	if to < 0 || to >= len(all) {
		return false
	}
	q.pillar = all[to]
	return true
}

// Update takes in a message.
func (q *quickscan) Update(msg tea.Msg) kit.Action {
	all := q.numbers()
	switch msg := msg.(type) {
	case kit.Changed:
		q.who = min(q.who, max(len(q.people())-1, 0))
		if len(q.people()) == 0 {
			q.mode = together
		}
		return nil
	case kit.Done:
		return q.done(msg)
	case kit.Start:
		return q.toLink(msg)
	case kit.Click:
		if row := msg.Y - quickscanTop; q.picture == asTable && row >= 0 && row < len(all) && msg.X < q.columns(msg.Width) {
			q.pillar = all[row]
		}
		return nil
	}
	if q.mode == papers {
		return q.update(msg, 0, q.Keys(), entered{line: q.paper})
	}
	if a, ok := kit.Press(q.Keys(), msg); ok {
		return a
	}
	cursor := kit.List{At: slices.Index(all, q.pillar)}
	if cursor.Move(msg, len(all), false) {
		q.pillar = all[cursor.At]
	}
	return nil
}

// own is the score that stands in the first column of a pillar: that of the
// participant, or the agreed one. given is false when there is none yet.
func (q *quickscan) own(number int) (score *int, given bool) {
	scan, _ := q.scan()
	if p := q.person(); p != nil {
		if sc := scan.ScoreOf(p.ID, number); sc != nil {
			return sc.Score, true
		}
		return nil, false
	}
	if a := scan.AgreedOn(number); a != nil {
		return a.Score, a.Score != nil
	}
	return nil, false
}

// given counts the pillars that a participant has answered.
func (q *quickscan) given(p *model.Participant) int {
	scan, _ := q.scan()
	n := 0
	for _, pillar := range q.env.M().Pillars {
		if scan.ScoreOf(p.ID, pillar.Number) != nil {
			n++
		}
	}
	return n
}
