package step

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// quickscan is the first half of step 2: where the town stands on each pillar.
// The group agrees a score, or every participant scores.
type quickscan struct {
	env    *kit.Env
	list   kit.List // the pillars
	single bool     // one participant after another scores
	who    int      // place of that participant among those who count
}

func newQuickscan(env *kit.Env) kit.Screen { return &quickscan{env: env} }

// Editing says that no text is typed: digits are scores.
func (q *quickscan) Editing() bool { return false }

func (q *quickscan) pillar() *model.Pillar { return &q.env.M().Pillars[q.list.At] }

func (q *quickscan) people() []*model.Participant { return q.env.S().Participants.Live() }

// person is the participant who scores, or nil.
func (q *quickscan) person() *model.Participant {
	if people := q.people(); q.single && q.who < len(people) {
		return people[q.who]
	}
	return nil
}

// scan is the scan that the session is at, or the one that the first score
// will begin.
func (q *quickscan) scan() (scan *model.Scan, begun bool) {
	s := q.env.S()
	if scan := s.Scan(); scan != nil {
		return scan, true
	}
	return &model.Scan{ID: model.NextID(&s.Scans, "s"), Title: q.env.T("quickscan.first"), Date: q.env.Today(), Revealed: true}, false
}

// do makes a change to the scan, beginning it where there is none yet.
func (q *quickscan) do(c model.Change) kit.Action {
	scan, begun := q.scan()
	if begun {
		return kit.Do{Change: c}
	}
	return kit.Do{Change: model.Batch{Name: c.Kind(), Changes: []model.Change{model.Added[model.Scan]{Item: *scan}, c}}}
}

// Keys are the keys of the step.
func (q *quickscan) Keys() []kit.Key {
	e := q.env
	scan, begun := q.scan()
	scale := e.S().ScaleOf(scan)
	keys := []kit.Key{
		{On: q.digits(scale), Show: strconv.Itoa(scale.Min) + "-" + strconv.Itoa(scale.Max), Label: e.T("quickscan.score"), Help: e.T("quickscan.scorehelp")},
		{On: q.dontKnow(scale), Label: e.T("quickscan.dontknow"), Help: e.T("quickscan.dontknowhelp"), Do: func() kit.Action { return q.score(nil) }},
		{On: []string{"backspace", "delete"}, Label: e.T("quickscan.clear"), Why: q.nothingHere(), Do: q.clear, Quiet: true},
		{On: []string{"n"}, Label: e.T("quickscan.note"), Help: e.T("quickscan.notehelp"), Do: q.remark},
		{On: []string{"v"}, Label: e.T("quickscan.questions"), Help: e.T("quickscan.questionshelp"), Do: q.questions},
	}
	for score := scale.Min; score <= scale.Max; score++ {
		keys = append(keys, kit.Key{On: []string{scoreKey(score)}, Label: strconv.Itoa(score), Help: q.anchor(score), Quiet: true,
			Do: func() kit.Action { return q.score(&score) }})
	}
	why := ""
	if len(q.people()) == 0 {
		why = e.T("group.nobody")
	}
	if q.single {
		keys = append(keys,
			kit.Key{On: []string{"left"}, Show: "←→", Label: e.T("quickscan.person"), Help: e.T("quickscan.personhelp"), Do: func() kit.Action { return q.next(-1) }},
			kit.Key{On: []string{"right"}, Label: e.T("quickscan.person"), Do: func() kit.Action { return q.next(1) }, Quiet: true},
			kit.Key{On: []string{"/"}, Label: e.T("quickscan.find"), Do: q.find},
			kit.Key{On: []string{"d", "esc"}, Label: e.T("quickscan.together"), Help: e.T("quickscan.togetherhelp"), Do: func() kit.Action { q.single = false; return nil }},
		)
	} else {
		keys = append(keys, kit.Key{On: []string{"d"}, Label: e.T("quickscan.each"), Help: e.T("quickscan.eachhelp"), Why: why, Do: q.each})
	}
	label, help := "quickscan.hide", "quickscan.hidehelp"
	if !scan.Revealed {
		label, help = "quickscan.reveal", "quickscan.revealhelp"
	}
	none := ""
	if !begun {
		none = e.T("quickscan.noscan")
	}
	return append(keys, kit.Key{On: []string{"h"}, Label: e.T(label), Help: e.T(help), Why: none, Do: q.toggleHidden}, kit.MoveKeys(e))
}

// scoreKey is the key for a score: its digit, and x for ten.
func scoreKey(score int) string {
	if score == 10 {
		return "x"
	}
	return strconv.Itoa(score)
}

func (q *quickscan) digits(scale model.Scale) []string { return []string{scoreKey(scale.Min)} }

// dontKnow is the key for "don't know": w, and 0 where that is no score.
func (q *quickscan) dontKnow(scale model.Scale) []string {
	if scale.Min > 0 {
		return []string{"0", "w"}
	}
	return []string{"w"}
}

// Update takes in a message.
func (q *quickscan) Update(msg tea.Msg) kit.Action {
	n := len(q.env.M().Pillars)
	switch msg := msg.(type) {
	case kit.Changed:
		q.who = min(q.who, max(len(q.people())-1, 0))
		q.single = q.single && len(q.people()) > 0
		return nil
	case kit.Done:
		if msg.Err != nil {
			return kit.Notify{Text: q.env.Explain(msg.Err), Bad: true}
		}
		return nil
	case kit.Click:
		if row := msg.Y - quickscanTop; row >= 0 && row < n {
			q.list.At = row
		}
		return nil
	}
	if a, ok := kit.Press(q.Keys(), msg); ok {
		return a
	}
	q.list.Move(msg, n, false)
	return nil
}

// score gives the pillar under the cursor a score, nil for "don't know", and
// goes on to the next one; after the last pillar, to the next participant.
func (q *quickscan) score(score *int) kit.Action {
	scan, _ := q.scan()
	number := q.pillar().Number
	last := q.list.At == len(q.env.M().Pillars)-1
	p := q.person()
	if p == nil {
		agreed := model.Agreed{Pillar: number}
		if was := scan.AgreedOn(number); was != nil {
			agreed = *was
		}
		agreed.Score = score
		if !last {
			q.list.At++
		}
		return q.do(model.PutInScan[model.Agreed]{Scan: scan.ID, Part: agreed})
	}
	a := q.do(model.PutInScan[model.Score]{Scan: scan.ID, Part: model.Score{Participant: p.ID, Pillar: number, Score: score}})
	if !last {
		q.list.At++
		return a
	}
	return kit.All{a, q.next(1)}
}

// next goes to another participant, at the first pillar.
func (q *quickscan) next(by int) kit.Action {
	n := len(q.people())
	to := q.who + by
	if to < 0 || to >= n {
		return kit.Notify{Text: q.env.T("quickscan.last")}
	}
	q.who, q.list.At = to, 0
	return nil
}

// each begins with the first participant who has not scored yet.
func (q *quickscan) each() kit.Action {
	q.single, q.list.At, q.who = true, 0, 0
	for i, p := range q.people() {
		if q.given(p) == 0 {
			q.who = i
			break
		}
	}
	return nil
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

// find picks a participant by name or number.
func (q *quickscan) find() kit.Action {
	items := make([]kit.Item, len(q.people()))
	for i, p := range q.people() {
		items[i] = kit.Item{Key: strconv.Itoa(i), Label: strconv.Itoa(p.Number) + "  " + p.Name(), Note: q.env.T("quickscan.given", "N", q.given(p), "Of", len(q.env.M().Pillars))}
	}
	return kit.Open{Overlay: kit.NewPicker(q.env, q.env.T("quickscan.person"), items, func(key string) kit.Action {
		q.who, _ = strconv.Atoi(key)
		q.list.At = 0
		return nil
	})}
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

func (q *quickscan) nothingHere() string {
	if _, given := q.own(q.pillar().Number); !given {
		return q.env.T("quickscan.nothing")
	}
	return ""
}

func (q *quickscan) clear() kit.Action {
	scan, _ := q.scan()
	number := q.pillar().Number
	if p := q.person(); p != nil {
		return kit.Do{Change: model.TakeFromScan[model.Score]{Scan: scan.ID, Part: model.Score{Participant: p.ID, Pillar: number}}}
	}
	was := *scan.AgreedOn(number)
	was.Score = nil
	return kit.Do{Change: model.PutInScan[model.Agreed]{Scan: scan.ID, Part: was}}
}

func (q *quickscan) toggleHidden() kit.Action {
	scan, _ := q.scan()
	next := model.Scan{ID: scan.ID, Title: scan.Title, Date: scan.Date, Scale: scan.Scale, Revealed: !scan.Revealed}
	return kit.Do{Change: model.Edited[model.Scan]{Item: next}}
}

// remark opens what the group says about the pillar.
func (q *quickscan) remark() kit.Action {
	e := q.env
	scan, _ := q.scan()
	number := q.pillar().Number
	was := model.Remark{Pillar: number}
	if r := scan.RemarkOn(number); r != nil {
		was = *r
	}
	fields := []kit.Field{
		{Label: e.T("quickscan.well"), Value: was.Well},
		{Label: e.T("quickscan.better"), Value: was.Better},
		{Label: e.T("quickscan.source"), Hint: e.T("quickscan.sourcehint"), Value: was.Source},
	}
	return kit.Open{Overlay: kit.NewForm(e, strconv.Itoa(number)+" "+e.In(q.pillar().Short), fields, func(v []string) kit.Action {
		return q.do(model.PutInScan[model.Remark]{Scan: scan.ID, Part: model.Remark{Pillar: number, Well: v[0], Better: v[1], Source: v[2]}})
	})}
}

// questions shows what to ask about the pillar.
func (q *quickscan) questions() kit.Action {
	e := q.env
	return kit.Open{Overlay: kit.NewReader(e, strconv.Itoa(q.pillar().Number)+" "+e.In(q.pillar().Short), q.about)}
}

// about is what there is to read about the pillar under the cursor.
func (q *quickscan) about(width int) []string {
	e, t := q.env, q.env.Theme
	p := q.pillar()
	lines := kit.Styled(t.Bold, kit.Wrap(e.In(p.Title), width))
	lines = append(lines, "")
	lines = append(lines, kit.Wrap(e.In(p.About)+ours(slices.Contains(p.Ours, "about")), width)...)
	if note := e.In(p.Note); note != "" {
		lines = append(lines, "")
		lines = append(lines, kit.Styled(t.Warm, kit.Wrap(note, width))...)
	}
	lines = append(lines, "")
	for _, question := range e.M().Questions {
		lines = append(lines, kit.Wrap("– "+e.In(question.About)+ours(question.Ours), width)...)
	}
	for _, question := range p.Questions {
		lines = append(lines, kit.Wrap("– "+e.In(question)+ours(slices.Contains(p.Ours, "questions")), width)...)
	}
	lines = append(lines, "")
	return append(lines, kit.Styled(t.Dim, kit.Wrap(e.T("common.ours"), width))...)
}

// ours marks what is our proposal and not the method's.
func ours(is bool) string {
	if is {
		return "\u00a0" + kit.MarkOurs // stays with the last word
	}
	return ""
}

// anchor is what a score stands for, where the method says so.
func (q *quickscan) anchor(score int) string {
	scan, _ := q.scan()
	if scan.Scale != nil {
		return ""
	}
	for _, a := range q.env.M().Scale.Anchors {
		if a.Score == score {
			return q.env.In(a.Text)
		}
	}
	return ""
}
