package export

import (
	"cmp"
	"slices"

	"kring/model"
	"kring/store"
)

// sessionSheet makes the table of what the session is, with the notes to its
// steps and what explains the other tables.
func (x *tables) sessionSheet() sheet {
	type line struct {
		label string
		value cellValue
	}
	s := x.s
	lines := []line{
		{"title", textValue(s.Title)},
		{"municipality", textValue(s.Municipality)},
		{"facilitator", textValue(s.Facilitator)},
		{"date", timed(cellDay, string(s.Date))},
		{"method", textValue(x.m.Name.In(x.t.Lang))},
		{"language", textValue(x.t.T("language." + s.Language))},
		{"created", timed(cellMoment, string(s.Created))},
		{"changed", timed(cellMoment, string(s.Changed))},
	}
	for i := range lines {
		lines[i].label = x.t.T("tables.session." + lines[i].label)
	}
	lines = slices.DeleteFunc(lines, func(l line) bool { return l.value.kind == cellEmpty })
	for _, n := range s.Notes.Live() {
		if n.Text != "" {
			lines = append(lines, line{x.t.T("tables.session.note", "Step", x.t.T("step."+string(n.Step))), textValue(n.Text)})
		}
	}
	explain := func(text string) {
		lines = append(lines, line{x.t.T("tables.session.explanation"), textValue(text)})
	}
	if x.ours {
		explain(x.t.T("common.ours"))
	}
	if len(x.shownRows()) > 0 {
		explain(x.tr("scan.spread"))
	}
	if slices.ContainsFunc(s.Rounds.Live(), func(r *model.Round) bool { return r.Split != model.SplitNone && r.State != model.Draft }) {
		explain(x.tr("round.smallgroups", "N", model.GroupMin))
	}
	return sheet{key: "session", rows: len(lines), columns: []sheetColumn{
		x.textOf("property", func(i int) string { return lines[i].label }),
		x.column("value", cellText, func(i int) cellValue { return lines[i].value }),
	}}
}

// participants makes the table of who is in the group. kring reads it in again.
func (x *tables) participants() sheet {
	people := x.s.Participants.Live()
	return sheet{key: "participants", rows: len(people), columns: []sheetColumn{
		x.countOf("number", func(i int) int { return people[i].Number }),
		x.textOf("organisation", func(i int) string { return people[i].Organisation }),
		x.textOf("person", func(i int) string { return people[i].Person }),
		x.textOf("contact", func(i int) string { return people[i].Contact }),
		x.sectorOf(func(i int) string { return people[i].Sector }),
		x.yesOf("young", func(i int) (bool, bool) { return people[i].Young, true }),
		x.countOf("heads", func(i int) int { return people[i].Votes() }),
	}}
}

func (x *tables) sectorOf(key func(int) string) sheetColumn {
	c := x.textOf("sector", func(i int) string {
		if sector := x.m.Sector(key(i)); sector != nil {
			return sector.Name.In(x.t.Lang)
		}
		return ""
	})
	return x.marked(c, slices.ContainsFunc(x.m.Sectors, func(s model.Sector) bool { return s.Ours }))
}

// meetingOf makes the column that names the meeting at a place.
func (x *tables) meetingOf(place func(int) int) sheetColumn {
	all := x.s.Meetings.Live()
	return x.textOf("meeting", func(i int) string { return x.meeting(all[place(i)], place(i)) })
}

// meetingsSheet makes the table of the times that the group came together.
func (x *tables) meetingsSheet() sheet {
	all := x.s.Meetings.Live()
	present := make([]int, len(all))
	for i, m := range all {
		for _, there := range x.attendance(m) {
			if there {
				present[i]++
			}
		}
	}
	return sheet{key: "meetings", rows: len(all), columns: []sheetColumn{
		x.meetingOf(func(i int) int { return i }),
		x.dayOf("date", func(i int) model.Date { return all[i].Date }),
		x.textOf("place", func(i int) string { return all[i].Place }),
		x.maybeOf("present", func(i int) (int, bool) { return present[i], len(all[i].Present) > 0 }),
	}}
}

// attendance says of each participant whether it was at the meeting; nil where
// that was not recorded.
func (x *tables) attendance(m *model.Meeting) []bool {
	if len(m.Present) == 0 {
		return nil
	}
	came := make(map[string]bool, len(m.Present))
	for _, id := range m.Present {
		came[id] = true
	}
	people := x.s.Participants.Live()
	there := make([]bool, len(people))
	for i, p := range people {
		there[i] = came[p.ID]
	}
	return there
}

// presenceSheet makes the table of who was at which meeting.
func (x *tables) presenceSheet() sheet {
	people := x.s.Participants.Live()
	var meetings []int
	var there [][]bool
	for i, m := range x.s.Meetings.Live() {
		if in := x.attendance(m); len(in) > 0 {
			meetings, there = append(meetings, i), append(there, in)
		}
	}
	who := func(i int) *model.Participant { return people[i%len(people)] }
	return sheet{key: "presence", rows: len(meetings) * len(people), columns: []sheetColumn{
		x.meetingOf(func(i int) int { return meetings[i/len(people)] }),
		x.countOf("number", func(i int) int { return who(i).Number }),
		x.textOf("participant", func(i int) string { return who(i).Name() }),
		x.yesOf("waspresent", func(i int) (bool, bool) { return there[i/len(people)][i%len(people)], true }),
	}}
}

// meetingPart is a part of the meeting at a place.
type meetingPart struct {
	meeting int
	text    string
	minutes int
}

func (x *tables) agenda() sheet {
	var parts []meetingPart
	for i, m := range x.s.Meetings.Live() {
		for _, item := range m.Agenda {
			text := item.Step
			if x.m.Has(model.Step(text)) {
				text = x.t.T("step." + text)
			}
			parts = append(parts, meetingPart{i, text, item.Minutes})
		}
	}
	return sheet{key: "agenda", rows: len(parts), columns: []sheetColumn{
		x.meetingOf(func(i int) int { return parts[i].meeting }),
		x.textOf("agenda", func(i int) string { return parts[i].text }),
		x.someOf("minutes", func(i int) int { return parts[i].minutes }),
	}}
}

func (x *tables) agreementsSheet() sheet {
	var parts []meetingPart
	for i, m := range x.s.Meetings.Live() {
		for _, text := range m.Agreements {
			if text != "" {
				parts = append(parts, meetingPart{meeting: i, text: text})
			}
		}
	}
	return sheet{key: "agreements", rows: len(parts), columns: []sheetColumn{
		x.meetingOf(func(i int) int { return parts[i].meeting }),
		x.textOf("agreement", func(i int) string { return parts[i].text }),
	}}
}

// anchoringSheet makes the table of the checks on whether the work will last.
func (x *tables) anchoringSheet() sheet {
	checks := x.s.Anchoring.Live()
	return sheet{key: "anchoring", rows: len(checks), columns: []sheetColumn{
		x.termsOf("check", x.m.Checks, func(i int) []string { return []string{checks[i].Check} }),
		x.yesOf("done", func(i int) (bool, bool) { return checks[i].Done, true }),
		x.textOf("note", func(i int) string { return checks[i].Note }),
	}}
}

// log makes the table of what happened and when.
func (x *tables) log() sheet {
	return sheet{key: "log", rows: len(x.lines), columns: []sheetColumn{
		x.countOf("number", func(i int) int { return int(x.lines[i].Seq) }),
		x.momentOf("moment", func(i int) model.Time { return x.lines[i].Time }),
		x.textOf("what", func(i int) string { return cmp.Or(store.Describe(x.t, x.lines[i]), x.lines[i].Kind) }),
	}}
}
