package step

import (
	"slices"
	"strconv"

	"kring/model"
	"kring/tui/kit"
)

// evaluate opens the card on which those who took part look back on an action.
func (f *followup) evaluate() kit.Action {
	e, s := f.env, f.env.S()
	was := *f.here()
	states := make([]kit.Option, len(statuses))
	for i, status := range statuses {
		states[i] = kit.Option{Key: status, Label: e.T("status." + status)}
	}
	scale := e.M().Scale
	fields := []kit.Field{
		{Label: e.T("followup.status"), Options: states, Value: was.State()},
		{Label: e.T("plan.end"), Hint: e.T("session.datehint"), Value: string(was.End)},
		{Label: e.T("followup.well"), Hint: e.T("followup.wellhint"), Value: was.Evaluation.Well},
		{Label: e.T("followup.challenges"), Hint: e.T("followup.challengeshint"), Value: was.Evaluation.Challenges},
		{Label: e.T("followup.ratings") + ours(scale.Ours), Hint: e.T("followup.ratingshint", "Min", scale.Min, "Max", scale.Max), Value: s.RatingsText(was.Evaluation.Ratings)},
	}
	fixed := len(fields)
	for _, one := range was.Indicators {
		label := one.Text
		if t := model.Find(e.M().Indicators, one.Kind); t != nil && label == "" {
			label = e.In(t.Name) + ours(t.Ours)
		}
		hint := e.T("followup.notarget")
		if one.Target != "" {
			hint = e.T("followup.targethint", "Target", one.Target)
		}
		fields = append(fields, kit.Field{Label: e.T("followup.resultof", "What", label), Hint: hint, Value: one.Result})
	}
	var form *kit.Form
	form = kit.NewForm(e, strconv.Itoa(s.ChosenNumber(was.ID))+" "+was.Title, fields, func(v []string) kit.Action {
		next := was
		next.Status, next.End = v[0], model.Date(v[1])
		if next.End != was.End {
			if err := model.CheckPeriod(next.Start, next.End); err != nil {
				form.At(1)
				return kit.Notify{Text: e.Explain(err), Bad: true}
			}
		}
		ratings, err := s.ParseRatings(v[4], was.Evaluation.Ratings)
		if err != nil {
			form.At(4)
			return kit.Notify{Text: e.Explain(err), Bad: true}
		}
		next.Evaluation = model.ActionEvaluation{Well: v[2], Challenges: v[3], Ratings: ratings}
		next.Indicators = slices.Clone(was.Indicators)
		for i := range next.Indicators {
			next.Indicators[i].Result = v[fixed+i]
		}
		return f.change("action.evaluated", next)
	})
	return kit.Open{Overlay: form.At(2)}
}

// reports lists what was told, to mend a report or take it away.
func (f *followup) reports() kit.Action {
	e := f.env
	a := f.here()
	items := make([]kit.Item, 0, len(a.Reports))
	for i := len(a.Reports) - 1; i >= 0; i-- {
		items = append(items, kit.Item{Key: strconv.Itoa(i), Label: a.Reports[i].Text, Note: f.day(a.Reports[i].Time)})
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T("followup.reportstitle"), items, func(key string) kit.Action {
		i, _ := strconv.Atoi(key)
		return f.mendReport(*a, i)
	})}
}

func (f *followup) mendReport(was model.Action, i int) kit.Action {
	e := f.env
	fields := []kit.Field{{Label: e.T("followup.reporttext"), Hint: e.T("followup.reporthint"), Value: was.Reports[i].Text}}
	return kit.Open{Overlay: kit.NewForm(e, f.day(was.Reports[i].Time), fields, func(v []string) kit.Action {
		next := was
		next.Reports = slices.Clone(was.Reports)
		if next.Reports[i].Text = v[0]; v[0] == "" {
			next.Reports = slices.Delete(next.Reports, i, i+1)
		}
		return f.change("action.reported", next)
	})}
}

// checks opens the method's checks on whether the work will last.
func (f *followup) checks() kit.Action {
	e, s := f.env, f.env.S()
	terms := e.M().Checks
	now := func(i int) model.AnchoringCheck {
		if c := s.Anchoring.Get(terms[i].Key); c != nil {
			return *c
		}
		return model.AnchoringCheck{Check: terms[i].Key}
	}
	set := func(c model.AnchoringCheck) kit.Action { return f.do(model.Set[model.AnchoringCheck]{Item: c}) }
	return kit.Open{Overlay: newSheet(e, sheetOf{
		title: e.T("followup.checkstitle"), prompt: e.T("followup.note"), hint: e.T("followup.checkhint"),
		n: len(terms),
		row: func(i int) sheetRow {
			c, mark := now(i), kit.MarkUntouched
			if c.Done {
				mark = kit.MarkDone
			}
			return sheetRow{mark: mark, label: e.In(terms[i].Name) + ours(terms[i].Ours), about: e.In(terms[i].About), text: c.Note}
		},
		mark: func(i int) kit.Action {
			c := now(i)
			c.Done = !c.Done
			return set(c)
		},
		write: func(i int, text string) kit.Action {
			c := now(i)
			c.Note = text
			return set(c)
		},
	})}
}

// goals opens the evaluation of the plan, objective by objective.
func (f *followup) goals() kit.Action {
	e, s := f.env, f.env.S()
	live, over := f.byPillar(), f.overPillar()
	return kit.Open{Overlay: newSheet(e, sheetOf{
		title: e.T("followup.goalstitle"), prompt: e.T("followup.goal"), hint: e.T("followup.goalhint"),
		n:    len(live),
		head: func(i int) string { return over(live[i].Pillar) },
		row: func(i int) sheetRow {
			o := live[i]
			row := sheetRow{mark: kit.MarkUntouched, label: s.ObjectiveLetter(o.ID) + " " + o.What, about: o.What}
			if o.Priority {
				row.about = e.T("followup.priority") + " · " + row.about
			}
			if said := s.Evaluation.Get(o.ID); said != nil && said.Text != "" {
				row.mark, row.text = kit.MarkDone, said.Text
			}
			return row
		},
		write: func(i int, text string) kit.Action {
			return f.do(model.Set[model.PlanEvaluation]{Item: model.PlanEvaluation{Objective: live[i].ID, Text: text}})
		},
	})}
}
