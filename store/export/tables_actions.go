package export

import (
	"cmp"
	"slices"

	"kring/model"
)

// actionColumns are what actions are.
func (x *tables) actionColumns(all []*model.Action) []sheetColumn {
	columns := []sheetColumn{
		x.someOf("actionnumber", func(i int) int { return x.s.ChosenNumber(all[i].ID) }),
		x.textOf("action", func(i int) string { return all[i].Title }),
		x.textOf("description", func(i int) string { return all[i].Description }),
		x.textOf("kind", func(i int) string { return x.kindOf(all[i].Kind) }),
		x.yesOf("actionchosen", func(i int) (bool, bool) { return all[i].Chosen, true }),
		x.textOf("objectives", func(i int) string { return x.goalsOf(all[i].Objectives) }),
		x.termsOf("criteria", x.m.Criteria, func(i int) []string { return all[i].Criteria }),
		x.someOf("effect", func(i int) int { return all[i].Effect }),
		x.someOf("effort", func(i int) int { return all[i].Effort }),
		x.termsOf("strategies", x.m.Strategies, func(i int) []string { return all[i].Strategies }),
		x.termsOf("levels", x.m.Levels, func(i int) []string { return all[i].Levels }),
		x.settingOf(func(i int) string { return all[i].Setting }),
	}
	columns = append(columns, x.agesOf(func(i int) (int, int) { return all[i].AgeFrom, all[i].AgeTo })...)
	return append(columns, x.textOf("example", func(i int) string { return x.example(all[i]) }))
}

// planColumns are who does actions, when and with what.
func (x *tables) planColumns(all []*model.Action) []sheetColumn {
	return []sheetColumn{
		x.textOf("owner", func(i int) string { return x.owner(all[i]) }),
		x.textOf("partners", func(i int) string { return x.partners(all[i]) }),
		x.textOf("firststeps", func(i int) string { return all[i].FirstSteps }),
		x.dayOf("start", func(i int) model.Date { return all[i].Start }),
		x.dayOf("end", func(i int) model.Date { return all[i].End }),
		x.textOf("means", func(i int) string { return all[i].Means }),
		x.textOf("funding", func(i int) string { return all[i].Funding }),
		x.textOf("anchoring", func(i int) string { return all[i].Anchoring }),
	}
}

// followColumns are how actions go, and how those who took part look back.
func (x *tables) followColumns(all []*model.Action) []sheetColumn {
	evaluations := make([]model.ActionEvaluation, len(all))
	for i, a := range all {
		evaluations[i] = x.s.EvaluationOf(a)
	}
	return []sheetColumn{
		x.textOf("status", func(i int) string { return x.t.T("status." + all[i].State()) }),
		x.textOf("wentwell", func(i int) string { return evaluations[i].Well }),
		x.textOf("challenges", func(i int) string { return evaluations[i].Challenges }),
		x.someOf("ratings", func(i int) int { return len(evaluations[i].Ratings) }),
		x.decimalOf("meanrating", func(i int) *float64 {
			if mean, n := evaluations[i].Mean(); n > 0 {
				return &mean
			}
			return nil
		}),
	}
}

// listColumns are the lists that belong to actions, each in one cell.
func (x *tables) listColumns(all []*model.Action) []sheetColumn {
	return []sheetColumn{
		x.textOf("commitments", func(i int) string {
			var parts []string
			for _, p := range x.promised(all[i]) {
				if p.text != "" {
					parts = append(parts, x.tr("label", "Label", p.who.Name(), "Text", p.text))
				}
			}
			return semicolons(parts...)
		}),
		x.textOf("indicators", func(i int) string {
			var parts []string
			for _, ind := range all[i].Indicators {
				parts = append(parts, commas(ind.Text, x.label("col.target", ind.Target), x.label("col.result", ind.Result)))
			}
			return semicolons(parts...)
		}),
		x.textOf("reports", func(i int) string {
			var parts []string
			for _, r := range all[i].Reports {
				when, _ := r.Time.When()
				if text := r.Text; text != "" && !when.IsZero() {
					parts = append(parts, x.tr("label", "Label", string(model.DateOf(when.UTC())), "Text", text))
				} else {
					parts = append(parts, text)
				}
			}
			return semicolons(parts...)
		}),
	}
}

// actionsWhole makes the one table of all that is known of actions.
func (x *tables) actionsWhole() sheet {
	all := x.s.Actions.Live()
	return sheet{key: "actions", rows: len(all), columns: slices.Concat(
		x.actionColumns(all), x.planColumns(all), x.listColumns(all), x.followColumns(all))}
}

// actionsSheet makes the table of what was thought of.
func (x *tables) actionsSheet() sheet {
	all := x.s.Actions.Live()
	return sheet{key: "actions", rows: len(all), columns: x.actionColumns(all)}
}

// named are the two columns that say which action a row is about.
func (x *tables) named(action func(int) *model.Action) []sheetColumn {
	return []sheetColumn{
		x.someOf("actionnumber", func(i int) int { return x.s.ChosenNumber(action(i).ID) }),
		x.textOf("action", func(i int) string { return action(i).Title }),
	}
}

// planSheet makes the table of who does what. An action that was not chosen is
// in it only when it was worked out all the same.
func (x *tables) planSheet() sheet {
	all := slices.DeleteFunc(slices.Clone(x.s.Actions.Live()), func(a *model.Action) bool {
		return !a.Chosen && x.s.Owner(a) == nil && len(x.promised(a)) == 0 &&
			cmp.Or(a.FirstSteps, string(a.Start), string(a.End), a.Means, a.Funding, a.Anchoring) == ""
	})
	columns := x.named(func(i int) *model.Action { return all[i] })
	return sheet{key: "plan", rows: len(all), columns: append(columns, x.planColumns(all)...)}
}

// promise is what a participant does in an action.
type promise struct {
	action *model.Action
	who    *model.Participant
	owner  bool
	text   string
}

// promised gives the partners of an action who count.
func (x *tables) promised(a *model.Action) []promise {
	var parts []promise
	for _, p := range a.Partners {
		if who := x.participant(p.Participant); who != nil {
			parts = append(parts, promise{a, who, false, p.Commitment})
		}
	}
	return parts
}

// commitments makes the table of who does what in which action, owners included.
func (x *tables) commitments() sheet {
	var rows []promise
	for _, a := range x.s.Actions.Live() {
		if owner := x.s.Owner(a); owner != nil {
			rows = append(rows, promise{action: a, who: owner, owner: true})
		}
		rows = append(rows, x.promised(a)...)
	}
	columns := []sheetColumn{
		x.countOf("number", func(i int) int { return rows[i].who.Number }),
		x.textOf("participant", func(i int) string { return rows[i].who.Name() }),
		x.textOf("role", func(i int) string {
			if rows[i].owner {
				return x.t.T("tables.role.owner")
			}
			return x.t.T("tables.role.partner")
		}),
	}
	columns = append(columns, x.named(func(i int) *model.Action { return rows[i].action })...)
	return sheet{key: "commitments", rows: len(rows), columns: append(columns,
		x.textOf("commitment", func(i int) string { return rows[i].text }),
	)}
}

// indicatorsSheet makes the table of what will show that actions succeed.
func (x *tables) indicatorsSheet() sheet {
	rows := indicatorsOf(x.s.Actions.Live())
	columns := x.named(func(i int) *model.Action { return rows[i].action })
	return sheet{key: "indicators", rows: len(rows), columns: append(columns,
		x.termsOf("kind", x.m.Indicators, func(i int) []string { return []string{rows[i].Kind} }),
		x.textOf("indicator", func(i int) string { return rows[i].Text }),
		x.textOf("target", func(i int) string { return rows[i].Target }),
		x.textOf("result", func(i int) string { return rows[i].Result }),
	)}
}

// followupSheet makes the table of how the actions go.
func (x *tables) followupSheet() sheet {
	all := slices.DeleteFunc(slices.Clone(x.s.Actions.Live()), func(a *model.Action) bool {
		e := a.Evaluation
		return !a.Chosen && a.State() == model.Planned && e.Well == "" && e.Challenges == "" && len(e.Ratings) == 0
	})
	columns := x.named(func(i int) *model.Action { return all[i] })
	columns = append(columns, x.textOf("owner", func(i int) string { return x.owner(all[i]) }))
	return sheet{key: "followup", rows: len(all), columns: append(columns, x.followColumns(all)...)}
}

// reports makes the table of what was told about actions.
func (x *tables) reports() sheet {
	type row struct {
		action *model.Action
		model.Report
	}
	var rows []row
	for _, a := range x.s.Actions.Live() {
		for _, r := range a.Reports {
			if r.Text != "" {
				rows = append(rows, row{a, r})
			}
		}
	}
	columns := x.named(func(i int) *model.Action { return rows[i].action })
	return sheet{key: "reports", rows: len(rows), columns: append(columns,
		x.momentOf("moment", func(i int) model.Time { return rows[i].Time }),
		x.textOf("report", func(i int) string { return rows[i].Text }),
	)}
}

// ratingsSheet makes the table of what those who took part gave actions.
func (x *tables) ratingsSheet() sheet {
	type row struct {
		action *model.Action
		model.Rating
	}
	var rows []row
	for _, a := range x.s.Actions.Live() {
		for _, r := range x.s.EvaluationOf(a).Ratings {
			rows = append(rows, row{a, r})
		}
	}
	columns := x.named(func(i int) *model.Action { return rows[i].action })
	return sheet{key: "ratings", rows: len(rows), columns: append(columns,
		x.textOf("participant", func(i int) string { return x.called(rows[i].Participant) }),
		x.countOf("scored", func(i int) int { return rows[i].Score }),
	)}
}
