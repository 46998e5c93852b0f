package export

import (
	"cmp"
	"slices"
	"strconv"

	"kring/model"
)

// summary writes the summary of a session.
func (b *builder) summary() {
	b.note(model.StepSummary)
	b.brief()
	for _, p := range b.parts() {
		b.part(2, b.t.T("step."+string(p.step)), func() {
			b.note(p.step)
			p.write(b)
		})
	}
	b.chain()
	b.agreements()
	b.allIdeas()
	b.end()
}

// stepPart is the part of a summary that a step of the session fills.
type stepPart struct {
	step  model.Step
	write func(*builder)
}

// parts gives the parts in the order of the method's steps. Those of steps that
// the method does not have come last: a file may bring something for them.
func (b *builder) parts() []stepPart {
	parts := []stepPart{
		{model.StepGroup, (*builder).group},
		{model.StepQuickscan, (*builder).quickscan},
		{model.StepPillars, (*builder).pillars},
		{model.StepOffer, (*builder).offer},
		{model.StepObjectives, (*builder).objectives},
		{model.StepStickers, (*builder).rounds},
		{model.StepActions, (*builder).actions},
		{model.StepPlan, (*builder).plan},
		{model.StepFollowup, (*builder).followup},
	}
	place := func(p stepPart) int {
		if i := slices.Index(b.m.Steps, p.step); i >= 0 {
			return i
		}
		return len(b.m.Steps)
	}
	slices.SortStableFunc(parts, func(x, y stepPart) int { return place(x) - place(y) })
	return parts
}

// note adds the facilitator's note to a step.
func (b *builder) note(step model.Step) {
	if n := b.s.Notes.Get(string(step)); n != nil {
		b.quote(n.Text)
	}
}

// brief says in a few lines what came of it, once something did.
func (b *builder) brief() {
	pillars, chosen := b.s.ChosenPillars(), b.s.Chosen()
	if len(pillars)+len(chosen)+b.s.Priorities() == 0 {
		return
	}
	b.part(2, b.tr("brief"), func() {
		items := []string{b.label("facilitator", b.s.Facilitator)}
		if len(b.m.Pillars) > 0 {
			// Without pillars the method is only a way of working, and no news.
			items = append(items, b.label("method", b.m.Name.In(b.t.Lang)))
		}
		items = append(items, b.participantsCount())
		if len(pillars) > 0 {
			names := make([]string, len(pillars))
			for i, p := range pillars {
				names[i] = b.short(p)
			}
			items = append(items, b.tr("label", "Label", b.shorts("chosenpillars"), "Text", b.t.List(names)))
		}
		priorities := b.priorities()
		for _, o := range priorities[:min(len(priorities), namedMax)] {
			items = append(items, b.label("priority", o.What))
		}
		if rest := len(priorities) - namedMax; rest > 0 {
			items = append(items, b.count("morepriorities", rest))
		}
		if len(chosen) > 0 {
			owned := 0
			for _, a := range chosen {
				if b.s.Owner(a) != nil {
					owned++
				}
			}
			if owned == 0 {
				items = append(items, b.count("chosenunowned", len(chosen)))
			} else {
				items = append(items, b.count("chosenactions", len(chosen), "Owned", owned))
			}
		}
		b.list(items...)
	})
}

func (b *builder) participantsCount() string {
	n := len(b.s.Participants.Live())
	if n == 0 {
		return ""
	}
	text := b.count("participants", n)
	if young := b.s.Young(); young > 0 {
		text = b.count("ofwhomyoung", young, "Participants", text)
	}
	return text
}

// group says who is in it, who was there, and from which sectors nobody was.
func (b *builder) group() {
	people := b.s.Participants.Live()
	if len(people) == 0 {
		b.meetings()
		return
	}
	b.say(b.tr("group", "Participants", b.participantsCount()), b.missing())
	b.meetings()
	if len(people) > listedMax {
		b.say(b.tr("listedindata"))
		return
	}
	b.table(len(people),
		column{head: b.tr("col.number"), right: true, cell: func(i int) string { return strconv.Itoa(people[i].Number) }},
		column{head: b.t.T("common.participant"), cell: func(i int) string { return people[i].Name() }},
		column{head: b.tr("col.person"), cell: func(i int) string {
			if people[i].Organisation == "" {
				return "" // the person is the participant
			}
			return people[i].Person
		}},
		column{head: b.tr("col.sector"), cell: func(i int) string { return b.sector(people[i].Sector) }},
		column{head: b.tr("col.young"), cell: func(i int) string {
			if people[i].Young {
				return b.t.T("common.yes")
			}
			return ""
		}},
	)
}

func (b *builder) sector(key string) string {
	if s := b.m.Sector(key); s != nil {
		return b.mark(s.Name.In(b.t.Lang), s.Ours)
	}
	return ""
}

// missing says which of the sectors that the method names had nobody, and
// whether young people were there. A method without sectors asks neither.
func (b *builder) missing() string {
	if len(b.m.Sectors) == 0 {
		return ""
	}
	var parts []string
	if b.s.Young() == 0 {
		parts = append(parts, b.tr("noyoung"))
	}
	var names []string
	for _, s := range b.s.MissingSectors() {
		names = append(names, b.sector(s.Key))
	}
	if len(names) > 0 {
		parts = append(parts, b.count("missing", len(names), "List", b.t.List(names)))
	} else {
		parts = append(parts, b.tr("nonemissing"))
	}
	return sentences(parts...)
}

// meetings lists the times that the group came together, with who was away.
func (b *builder) meetings() {
	var items []string
	for i, m := range b.s.Meetings.Live() {
		what := commas(b.meeting(m, i), b.date(m.Date), m.Place)
		if presence := b.presence(m); presence != "" {
			what = b.tr("label", "Label", what, "Text", presence)
		}
		items = append(items, what)
	}
	b.list(items...)
}

// meeting gives what the meeting at place i, from 0, is called.
func (b *builder) meeting(m *model.Meeting, i int) string {
	return cmp.Or(m.Title, b.tr("meeting", "N", i+1))
}

func (b *builder) presence(m *model.Meeting) string {
	people := b.s.Participants.Live()
	if len(m.Present) == 0 || len(people) == 0 {
		return ""
	}
	var away []string
	for _, p := range people {
		if m.Absent(p.ID) {
			away = append(away, p.Name())
		}
	}
	there := b.tr("present", "N", len(people)-len(away), "All", len(people))
	switch {
	case len(away) == 0:
		return b.tr("allpresent")
	case len(away) > listedMax:
		return there
	}
	return there + b.tr("absent", "List", b.t.List(away))
}

// agreements lists what was agreed for next time.
func (b *builder) agreements() {
	b.part(2, b.tr("agreements"), func() {
		for i, m := range b.s.Meetings.Live() {
			b.part(3, commas(b.meeting(m, i), b.date(m.Date)), func() {
				b.list(m.Agreements...)
			})
		}
	})
}
