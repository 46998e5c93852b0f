package step

import (
	"cmp"
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// meetings lists the times that the group came together, the last one first,
// with who was there; Enter opens one, and begins a new one.
func (f *followup) meetings() kit.Action {
	e, s := f.env, f.env.S()
	live := s.Meetings.Live()
	items := []kit.Item{{Key: "", Label: "+ " + e.T("followup.newmeeting")}}
	for i := len(live) - 1; i >= 0; i-- {
		m := live[i]
		label := e.Texts.Date(string(m.Date)) + "  " + m.Title
		if len(m.Agreements) > 0 {
			label += " · " + strings.Join(m.Agreements, "; ")
		}
		items = append(items, kit.Item{Key: m.ID, Label: label, Note: presentNote(e, m)})
	}
	picker := kit.NewPicker(e, e.T("followup.meetings"), items, func(id string) kit.Action {
		if id == "" {
			return f.newMeeting()
		}
		return f.meeting(*s.Meetings.Get(id), false)
	})
	if len(live) > 0 {
		picker.On(live[len(live)-1].ID)
	}
	return kit.Open{Overlay: picker}
}

// presentNote says how many were at a meeting.
func presentNote(e *kit.Env, m *model.Meeting) string {
	if len(m.Present) == 0 {
		return e.T("followup.presentunknown")
	}
	n := 0
	for _, id := range m.Present {
		if p := e.S().Participants.Get(id); p != nil && !p.Removed && p.MergedInto == "" {
			n++
		}
	}
	return e.N("followup.presentcount", n)
}

// newMeeting begins a meeting of today. The list opens on what is open then.
func (f *followup) newMeeting() kit.Action {
	return f.meeting(model.Meeting{ID: model.NextID(&f.env.S().Meetings, "m"), Date: f.env.Today()}, true)
}

// meeting opens the card of a meeting.
func (f *followup) meeting(was model.Meeting, fresh bool) kit.Action {
	e, s := f.env, f.env.S()
	fields := []kit.Field{
		{Label: e.T("group.meetingtitle"), Value: was.Title},
		{Label: e.T("session.date"), Hint: e.T("session.datehint"), Value: string(was.Date)},
		{Label: e.T("group.place"), Value: was.Place},
		{Label: e.T("followup.present"), Hint: e.T("followup.presenthint"), Value: s.PresentText(was.Present)},
		{Label: e.T("group.agreements"), Hint: e.T("group.agreementshint"), Value: strings.Join(was.Agreements, "; ")},
	}
	const present = 3
	var form *kit.Form
	form = kit.NewForm(e, e.T("group.meeting"), fields, func(v []string) kit.Action {
		next := was
		next.Title, next.Date, next.Place = v[0], model.Date(v[1]), v[2]
		var err error
		if next.Present, err = s.ParsePresent(v[present], was.Present); err != nil {
			form.At(present)
			return kit.Notify{Text: e.Explain(err), Bad: true}
		}
		if v[4] != strings.Join(was.Agreements, "; ") {
			next.Agreements = split(v[4])
		}
		if fresh {
			return kit.Do{Change: model.Added[model.Meeting]{Item: next}}
		}
		f.mine = true
		return kit.Do{Change: model.Edited[model.Meeting]{Item: next}}
	})
	return kit.Open{Overlay: form}
}

// results opens the indicators of all actions, to write what came of each
// beside its target.
func (f *followup) results() kit.Action {
	e, s := f.env, f.env.S()
	type place struct {
		action string
		at     int
	}
	var all []place
	for _, id := range f.order {
		for i := range s.Actions.Get(id).Indicators {
			all = append(all, place{id, i})
		}
	}
	return kit.Open{Overlay: newSheet(e, sheetOf{
		title: e.T("followup.resultstitle"), prompt: e.T("followup.resultword"), hint: e.T("followup.resulthint"),
		n: len(all),
		head: func(i int) string {
			id := all[i].action
			return strconv.Itoa(s.ChosenNumber(id)) + " " + s.Actions.Get(id).Title
		},
		row: func(i int) sheetRow {
			a := s.Actions.Get(all[i].action)
			one := a.Indicators[all[i].at]
			kind := termName(e, e.M().Indicators, one.Kind)
			row := sheetRow{mark: kit.MarkUntouched, label: cmp.Or(one.Text, kind), text: one.Result, about: kind}
			if one.Target != "" {
				row.label = e.T("plan.target", "Text", row.label, "Target", one.Target)
				row.about = strings.TrimPrefix(row.about+" · "+e.T("followup.targethint", "Target", one.Target), " · ")
			}
			if one.Result != "" {
				row.mark = kit.MarkDone
			}
			return row
		},
		write: func(i int, text string) kit.Action {
			next := *s.Actions.Get(all[i].action)
			next.Indicators = append([]model.Indicator(nil), next.Indicators...)
			next.Indicators[all[i].at].Result = text
			return f.change("action.evaluated", next)
		},
	})}
}

// byPillar gives the objectives that count, those of a pillar together.
func (f *followup) byPillar() []*model.Objective {
	e := f.env
	in := make(map[int][]*model.Objective)
	for _, o := range e.S().Objectives.Live() {
		in[o.Pillar] = append(in[o.Pillar], o)
	}
	var goals []*model.Objective
	for i := range e.M().Pillars {
		goals = append(goals, in[e.M().Pillars[i].Number]...)
	}
	return append(goals, in[0]...)
}

// overPillar gives what stands over the objectives of a pillar: its name and how
// many of them are evaluated, which together are what is said of the pillar.
func (f *followup) overPillar() func(pillar int) string {
	e, s := f.env, f.env.S()
	if len(e.M().Pillars) == 0 {
		return func(int) string { return "" }
	}
	var texts map[int]string
	var revision uint64
	return func(pillar int) string {
		if texts != nil && revision == s.Revision() {
			return texts[pillar]
		}
		all, said := make(map[int]int), make(map[int]int)
		for _, o := range s.Objectives.Live() {
			all[o.Pillar]++
			if one := s.Evaluation.Get(o.ID); one != nil && one.Text != "" {
				said[o.Pillar]++
			}
		}
		texts, revision = make(map[int]string), s.Revision()
		for number, n := range all {
			name := e.T("followup.nopillar")
			if p := e.M().Pillar(number); p != nil {
				name = pillarName(e, p)
			}
			texts[number] = e.T("followup.pillarsaid", "Name", name, "N", said[number], "All", n)
		}
		return texts[pillar]
	}
}
