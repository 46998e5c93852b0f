package step

import (
	"strconv"

	"kring/model"
	"kring/tui/kit"
)

// score gives the pillar under the cursor a score, nil for "don't know", and
// goes on to the next one; after the last pillar, to the next participant.
func (q *quickscan) score(score *int) kit.Action {
	scan, _ := q.scan()
	number := q.pillar
	last := !q.move(1)
	p := q.person()
	if q.mode == alone {
		q.fresh[number] = true
	}
	if p == nil {
		agreed := model.Agreed{Pillar: number}
		if was := scan.AgreedOn(number); was != nil {
			agreed = *was
		}
		agreed.Score = score
		return q.do("agreed.set", model.PutInScan[model.Agreed]{Scan: scan.ID, Part: agreed})
	}
	a := q.do("score.set", model.PutInScan[model.Score]{Scan: scan.ID, Part: model.Score{Participant: p.ID, Pillar: number, Score: score}})
	switch {
	case last && q.mode == each:
		return kit.All{a, q.next(1)}
	case last:
		return kit.All{a, q.thank()}
	}
	return a
}

func (q *quickscan) nothingHere() string {
	if _, given := q.own(q.pillar); !given {
		return q.env.T("quickscan.nothing")
	}
	return ""
}

func (q *quickscan) clear() kit.Action {
	scan, _ := q.scan()
	if p := q.person(); p != nil {
		return kit.Do{Change: model.TakeFromScan[model.Score]{Scan: scan.ID, Part: model.Score{Participant: p.ID, Pillar: q.pillar}}}
	}
	was := *scan.AgreedOn(q.pillar)
	was.Score = nil
	return kit.Do{Change: model.PutInScan[model.Agreed]{Scan: scan.ID, Part: was}}
}

// first puts the cursor on the first pillar.
func (q *quickscan) first() { q.pillar = q.env.M().Pillars[0].Number }

// next goes to another participant, at the first pillar.
func (q *quickscan) next(by int) kit.Action {
	to := q.who + by
	if to < 0 || to >= len(q.people()) {
		return kit.Notify{Text: q.env.T("quickscan.last")}
	}
	q.who = to
	q.first()
	return nil
}

// toEach begins with the first participant who has not scored yet.
func (q *quickscan) toEach() kit.Action {
	q.mode, q.who, q.picture = each, 0, asTable
	q.first()
	for i, p := range q.people() {
		if q.given(p) == 0 {
			q.who = i
			break
		}
	}
	return nil
}

func (q *quickscan) backTogether() kit.Action {
	q.mode = together
	return nil
}

// pick offers the participants, to choose one by name or number.
func (q *quickscan) pick(title string, then func() kit.Action) kit.Action {
	items := make([]kit.Item, len(q.people()))
	for i, p := range q.people() {
		items[i] = kit.Item{Key: strconv.Itoa(i), Label: strconv.Itoa(p.Number) + "  " + p.Name(), Note: q.env.T("quickscan.given", "N", q.given(p), "Of", len(q.env.M().Pillars))}
	}
	return kit.Open{Overlay: kit.NewPicker(q.env, title, items, func(key string) kit.Action {
		q.who, _ = strconv.Atoi(key)
		q.first()
		return then()
	})}
}

func (q *quickscan) find() kit.Action {
	return q.pick(q.env.T("quickscan.person"), func() kit.Action { return nil })
}

// toPapers gives the focus to the line for papers.
func (q *quickscan) toPapers() kit.Action {
	q.mode, q.picture = papers, asTable
	q.entry.Focus(true)
	return nil
}

// paper takes the scores of one paper: "7 32415243".
func (q *quickscan) paper(text string) kit.Action {
	e := q.env
	scan, _ := q.scan()
	line, err := e.S().ParseScores(scan, text)
	if err != nil {
		return kit.Notify{Text: e.Explain(err), Bad: true}
	}
	if !line.Complete {
		return kit.Notify{Text: e.T("quickscan.incomplete", "N", len(e.M().Pillars)), Bad: true}
	}
	changes := make([]model.Change, len(line.Scores))
	for i, sc := range line.Scores {
		changes[i] = model.PutInScan[model.Score]{Scan: scan.ID, Part: sc}
	}
	if len(changes) == 0 {
		return kit.Notify{Text: e.T("quickscan.noscores"), Bad: true}
	}
	entered := "quickscan.entered"
	if q.given(line.Participant) > 0 {
		entered = "quickscan.reentered" // another paper with that number, or a slip
	}
	said := e.T(entered, "N", line.Participant.Number, "Name", line.Participant.Name(), "Scores", len(changes))
	return kit.All{q.do("scores.set", changes...), kit.Notify{Text: said}}
}

// aloneStage is how far the participant with the laptop is.
type aloneStage int

const (
	scoring aloneStage = iota
	thanked
)

// toAlone passes the laptop round: the first asks who has it.
func (q *quickscan) toAlone() kit.Action {
	q.mode, q.stage = alone, thanked
	return q.pickSelf()
}

// pickSelf asks who has the laptop now.
func (q *quickscan) pickSelf() kit.Action {
	return q.pick(q.env.T("quickscan.whoareyou"), func() kit.Action {
		q.stage, q.fresh = scoring, make(map[int]bool)
		return nil
	})
}

// thank clears the screen for the next one.
func (q *quickscan) thank() kit.Action {
	q.stage = thanked
	return nil
}

// stopAlone gives the laptop back to the facilitator, who has to want it: the
// figures of the others appear.
func (q *quickscan) stopAlone() kit.Action {
	e := q.env
	return kit.Open{Overlay: kit.NewConfirm(e, e.T("quickscan.stoptitle"), e.T("quickscan.stoptext"), e.T("quickscan.stop"), q.backTogether)}
}

// countHands opens the counts of hands for the pillar: of all, or of the two
// groups apart.
func (q *quickscan) countHands() kit.Action {
	e := q.env
	s := e.S()
	scan, _ := q.scan()
	number := q.pillar
	groups := []string{"", model.GroupProfessional, model.GroupYoung}
	labels := []string{e.T("quickscan.handsall"), kit.MarkAdult + " " + e.T("quickscan.adults"), kit.MarkYoung + " " + e.T("quickscan.youngsters")}
	scale := q.scale()
	hint := e.T("quickscan.handshint", "Min", scale.Min, "Max", scale.Max)
	fields := make([]kit.Field, len(groups))
	kept := make([]bool, len(groups)) // counted before, and not to be seen
	for i, group := range groups {
		fields[i] = kit.Field{Label: labels[i], Hint: hint, Value: s.WriteHands(scan, number, group)}
		if kept[i] = fields[i].Value != "" && q.hidden(number); kept[i] {
			fields[i].Value, fields[i].Hint = "", e.T("quickscan.handskept")
		}
	}
	title := e.T("quickscan.handstitle", "N", number, "Name", e.In(q.here().Short))
	return kit.Open{Overlay: kit.NewForm(e, title, fields, func(v []string) kit.Action {
		var changes []model.Change
		for i, group := range groups {
			if kept[i] && v[i] == "" {
				continue
			}
			hands, err := s.ParseHands(scan, number, group, v[i])
			if err != nil {
				return kit.Notify{Text: e.Explain(err), Bad: true}
			}
			changes = append(changes, scan.HandsCounted(hands).Changes...)
		}
		if len(changes) == 0 {
			return kit.Close{}
		}
		q.move(1)
		return q.do("hands.counted", changes...)
	})}
}
