package export

import (
	"kring/model"
)

// chosenPillars makes the table of the pillars that the group works on.
func (x *tables) chosenPillars() sheet {
	chosen := x.s.ChosenPillars()
	columns := x.pillarsOf(func(i int) int { return chosen[i].Number })
	return sheet{key: "pillars", rows: len(chosen), columns: append(columns,
		x.textOf("reason", func(i int) string { return x.s.Choice(chosen[i].Number).Reason }),
	)}
}

// offerSheet makes the table of what exists already.
func (x *tables) offerSheet() sheet {
	offers := x.s.Offer.Live()
	columns := x.pillarsOf(func(i int) int { return offers[i].Pillar })
	columns = append(columns,
		x.textOf("offer", func(i int) string { return offers[i].Name }),
		x.textOf("organisation", func(i int) string { return offers[i].Organisation }),
	)
	columns = append(columns, x.agesOf(func(i int) (int, int) { return offers[i].AgeFrom, offers[i].AgeTo })...)
	return sheet{key: "offer", rows: len(offers), columns: append(columns,
		x.settingOf(func(i int) string { return offers[i].Setting }),
		x.termsOf("strategies", x.m.Strategies, func(i int) []string { return offers[i].Strategies }),
		x.termsOf("levels", x.m.Levels, func(i int) []string { return offers[i].Levels }),
		x.textOf("note", func(i int) string { return offers[i].Note }),
	)}
}

// ideas makes the table of what was thought of.
func (x *tables) ideas() sheet {
	ideas := x.s.Ideas.Live()
	columns := []sheetColumn{
		x.textOf("idea", func(i int) string { return ideas[i].Text }),
		x.textOf("kind", func(i int) string { return x.kindOf(ideas[i].Kind) }),
		x.textOf("cluster", func(i int) string {
			if c := x.cluster(ideas[i].Cluster); c != nil {
				return c.Title
			}
			return ""
		}),
		x.textOf("objective", func(i int) string {
			if o := x.objective(x.s.ObjectiveOf(ideas[i])); o != nil {
				return o.What
			}
			return ""
		}),
		x.textOf("broughtby", func(i int) string { return x.called(ideas[i].Participant) }),
	}
	return sheet{key: "ideas", rows: len(ideas), columns: append(columns, x.pillarsOf(func(i int) int { return ideas[i].Pillar })...)}
}

// clustersSheet makes the table of the heaps of ideas and what became of them.
func (x *tables) clustersSheet() sheet {
	clusters := x.s.Clusters.Live()
	return sheet{key: "clusters", rows: len(clusters), columns: []sheetColumn{
		x.textOf("cluster", func(i int) string { return clusters[i].Title }),
		x.countOf("ideas", func(i int) int { return len(x.s.IdeasIn(clusters[i].ID)) }),
		x.textOf("objective", func(i int) string { return x.goalsOf([]string{clusters[i].Objective}) }),
	}}
}

// objectivesSheet makes the table of what is to be reached, with what it got in
// the last vote.
func (x *tables) objectivesSheet() sheet {
	goals := x.s.Objectives.Live()
	// The last vote takes a search, and is asked for in three columns.
	rounds, got := make([]*model.Round, len(goals)), make([]*model.OptionResult, len(goals))
	for i, o := range goals {
		rounds[i], got[i] = x.s.LastVote(o.ID)
	}
	evaluation := func(i int) string {
		if e := x.s.Evaluation.Get(goals[i].ID); e != nil {
			return e.Text
		}
		return ""
	}
	columns := []sheetColumn{
		x.textOf("letter", func(i int) string { return x.s.ObjectiveLetter(goals[i].ID) }),
		x.textOf("objective", func(i int) string { return goals[i].What }),
	}
	columns = append(columns, x.pillarsOf(func(i int) int { return goals[i].Pillar })...)
	columns = append(columns, x.agesOf(func(i int) (int, int) { return goals[i].AgeFrom, goals[i].AgeTo })...)
	return sheet{key: "objectives", rows: len(goals), columns: append(columns,
		x.textOf("whom", func(i int) string { return goals[i].Whom }),
		x.dayOf("by", func(i int) model.Date { return goals[i].By }),
		x.termsOf("considerations", x.m.Considerations, func(i int) []string { return goals[i].Considerations }),
		x.yesOf("priority", func(i int) (bool, bool) { return goals[i].Priority, true }),
		x.textOf("lastround", func(i int) string {
			if rounds[i] == nil {
				return ""
			}
			return x.roundTitle(rounds[i])
		}),
		x.maybeOf("stickers", func(i int) (int, bool) {
			if got[i] == nil {
				return 0, false
			}
			return got[i].Stickers, true
		}),
		x.maybeOf("rank", func(i int) (int, bool) {
			if got[i] == nil {
				return 0, false
			}
			return got[i].Rank, true
		}),
		x.textOf("note", func(i int) string { return goals[i].Note }),
		x.textOf("evaluation", evaluation),
	)}
}
