package export

import (
	"maps"
	"slices"

	"kring/model"
)

// voteRow is an option in a round of which the counts may be seen.
type voteRow struct {
	round *model.Round
	title string
	res   *model.RoundResult
	got   model.OptionResult
	option
}

func (x *tables) voteRows() []voteRow {
	var rows []voteRow
	for _, r := range x.s.Rounds.Live() {
		if r.State == model.Draft || r.Hidden() {
			continue
		}
		res, options := x.s.RoundResult(r.ID), x.options(r)
		for _, o := range res.Options {
			rows = append(rows, voteRow{r, x.roundTitle(r), res, o, options[o.Option]})
		}
	}
	return rows
}

// votes makes the table of what the options of every round got.
func (x *tables) votes() sheet {
	rows := x.voteRows()
	columns := []sheetColumn{
		x.textOf("round", func(i int) string { return rows[i].title }),
		x.textOf("letter", func(i int) string { return rows[i].letter }),
		x.textOf("option", func(i int) string { return rows[i].text }),
	}
	charts := x.voteCharts(rows)
	charted := make(map[int]bool)
	for _, c := range charts {
		for i := c.series[0].first; i < c.series[0].end; i++ {
			charted[i] = true
		}
	}
	columns = append(columns, x.voteFigures(rows)...)
	columns = append(columns, x.textOf("label", func(i int) string {
		if !charted[i] {
			return ""
		}
		return chartLabel(rows[i].option)
	}))
	return sheet{key: "votes", rows: len(rows), columns: columns, charts: charts}
}

// voteFigures makes the columns of what options got.
func (x *tables) voteFigures(rows []voteRow) []sheetColumn {
	columns := []sheetColumn{
		x.countOf("rank", func(i int) int { return rows[i].got.Rank }),
		x.countOf("stickers", func(i int) int { return rows[i].got.Stickers }),
		x.maybeOf("voters", func(i int) (int, bool) { return rows[i].got.Voters, rows[i].res.Ballots > 0 }),
		x.maybeOf("wall", func(i int) (int, bool) { return onWall(rows[i].round, rows[i].got.Option) }),
	}
	columns = append(columns, x.groupColumns(rows)...)
	return append(columns,
		x.yesOf("tied", func(i int) (bool, bool) {
			in := func(tie []string) bool { return slices.Contains(tie, rows[i].got.Option) }
			return slices.ContainsFunc(rows[i].res.Ties, in), rows[i].round.State == model.Closed && rows[i].round.Places > 0
		}),
		x.yesOf("chosen", func(i int) (bool, bool) {
			o := outcome(rows[i].round)
			return slices.Contains(o.Chosen, rows[i].got.Option), o.By != ""
		}),
	)
}

// onWall adds up the stickers of all groups that were counted on the wall.
func onWall(r *model.Round, option string) (n int, counted bool) {
	for _, w := range r.Wall.All() {
		if w.Option == option {
			n, counted = n+w.Stickers, true
		}
	}
	return n, counted
}

// groupKey is the column of a group of a split.
func groupKey(split, group string) string { return split + " " + group }

// groupColumns makes a column for each group that may stand apart in one of the
// rounds, and one for those who are left, so that they add up.
func (x *tables) groupColumns(rows []voteRow) []sheetColumn {
	var columns []sheetColumn
	for i := range rows {
		r := rows[i].round
		if i > 0 && rows[i-1].round == r {
			continue
		}
		for _, g := range x.apartIn(r, rows[i].res) {
			key := groupKey(r.Split, g.key)
			if slices.ContainsFunc(columns, func(c sheetColumn) bool { return c.key == key }) {
				continue
			}
			split := r.Split
			columns = append(columns, sheetColumn{key, x.t.T("tables.col.of", "Group", g.name), cellWhole, func(i int) cellValue {
				if rows[i].round.Split != split || !slices.Contains(rows[i].res.Apart(), g.key) {
					return cellValue{}
				}
				return wholeValue(rows[i].got.Groups[g.key])
			}})
		}
	}
	if !slices.ContainsFunc(rows, func(r voteRow) bool { return r.rest() > 0 }) {
		return columns
	}
	return append(columns, x.maybeOf("others", func(i int) (int, bool) {
		return rows[i].rest(), len(rows[i].res.Apart()) > 0
	}))
}

// rest is how many stickers an option got of those whose group is not shown,
// where groups are shown.
func (r voteRow) rest() int {
	if len(r.res.Apart()) == 0 {
		return 0
	}
	n := r.got.Stickers
	for _, key := range r.res.Apart() {
		n -= r.got.Groups[key]
	}
	return n
}

// roundsSheet makes the table of the rules of every round, and of what came of
// it as a whole. Of one that is secret and open it has the rules only.
func (x *tables) roundsSheet() sheet {
	rounds := x.s.Rounds.Live()
	say := func(prefix string, key func(*model.Round) string) func(int) string {
		return func(i int) string {
			if key := key(rounds[i]); key != "" {
				return x.t.T("tables." + prefix + "." + key)
			}
			return ""
		}
	}
	figure := func(get func(*model.RoundResult) int) func(int) (int, bool) {
		return func(i int) (int, bool) {
			if r := rounds[i]; r.State != model.Draft && !r.Hidden() {
				return get(x.s.RoundResult(r.ID)), true
			}
			return 0, false
		}
	}
	margin := func(i int) *int {
		if rounds[i].State != model.Closed {
			return nil
		}
		return x.s.RoundResult(rounds[i].ID).Margin
	}
	return sheet{key: "rounds", rows: len(rounds), columns: []sheetColumn{
		x.textOf("round", func(i int) string { return x.roundTitle(rounds[i]) }),
		x.textOf("about", say("about", func(r *model.Round) string { return r.About })),
		x.countOf("options", func(i int) int { return len(rounds[i].Options) }),
		x.textOf("state", say("state", func(r *model.Round) string { return r.State })),
		x.yesOf("secret", func(i int) (bool, bool) { return rounds[i].Secret, true }),
		x.textOf("per", say("per", func(r *model.Round) string { return r.Per })),
		x.countOf("perballot", func(i int) int { return rounds[i].Stickers }),
		x.someOf("limit", func(i int) int { return rounds[i].Limit }),
		x.someOf("places", func(i int) int { return rounds[i].Places }),
		x.textOf("split", say("split", func(r *model.Round) string { return r.Split })),
		x.textOf("runoffof", func(i int) string {
			if of := rounds[i].Of; x.s.Rounds.Position(of) >= 0 {
				return x.roundTitle(x.s.Rounds.Get(of))
			}
			return ""
		}),
		x.momentOf("opened", func(i int) model.Time { return rounds[i].Opened }),
		x.momentOf("closed", func(i int) model.Time { return rounds[i].Closed }),
		x.maybeOf("ballots", figure(func(r *model.RoundResult) int { return r.Ballots })),
		x.maybeOf("outstanding", func(i int) (int, bool) {
			n, ok := figure(func(r *model.RoundResult) int { return r.Outstanding })(i)
			return n, ok && rounds[i].State == model.Open
		}),
		x.maybeOf("placed", figure(func(r *model.RoundResult) int { return r.Stickers })),
		x.maybeOf("keptback", figure(func(r *model.RoundResult) int { return max(r.KeptBack, 0) })),
		x.textOf("together", func(i int) string {
			if r := rounds[i]; r.Wall.Len() > 0 && !r.Hidden() {
				return x.t.T("tables.together." + r.Together)
			}
			return ""
		}),
		x.maybeOf("margin", func(i int) (int, bool) {
			if m := margin(i); m != nil {
				return *m, true
			}
			return 0, false
		}),
		x.yesOf("oneballot", func(i int) (bool, bool) {
			return margin(i) != nil && x.s.RoundResult(rounds[i].ID).OneBallot, margin(i) != nil
		}),
		x.textOf("settled", say("by", func(r *model.Round) string { return outcome(r).By })),
		x.textOf("seed", func(i int) string { return outcome(rounds[i]).Seed }),
		x.textOf("note", func(i int) string { return outcome(rounds[i]).Note }),
	}}
}

// outcome gives what was made of a round, once it is closed.
func outcome(r *model.Round) model.Outcome {
	if r.State != model.Closed {
		return model.Outcome{}
	}
	return r.Outcome
}

// ballotRow is an option on a ballot, with the stickers on it.
type ballotRow struct {
	round    *model.Round
	ballot   *model.Ballot
	place    int // of the ballot in its round, from 1
	option   int // place of the option, -1 on a blank ballot
	stickers int
}

// ballots makes the table of the ballots of closed rounds. Those of a secret
// round have no name; nor do they tell their group, of which there may be few.
func (x *tables) ballots() sheet {
	var rows []ballotRow
	options := make(map[*model.Round]map[string]option)
	titles := make(map[*model.Round]string)
	for _, r := range x.s.Rounds.Live() {
		if r.State == model.Closed {
			rows = append(rows, ballotRows(r)...)
			options[r], titles[r] = x.options(r), x.roundTitle(r)
		}
	}
	on := func(i int) option {
		if r := rows[i]; r.option >= 0 {
			return options[r.round][r.round.Options[r.option]]
		}
		return option{}
	}
	who := func(i int) *model.Participant {
		if rows[i].round.Secret {
			return nil
		}
		return x.participant(rows[i].ballot.Participant)
	}
	return sheet{key: "ballots", rows: len(rows), columns: []sheetColumn{
		x.textOf("round", func(i int) string { return titles[rows[i].round] }),
		x.countOf("ballot", func(i int) int { return rows[i].place }),
		x.maybeOf("number", func(i int) (int, bool) {
			if p := who(i); p != nil {
				return p.Number, true
			}
			return 0, false
		}),
		x.textOf("participant", func(i int) string {
			if p := who(i); p != nil {
				return p.Name()
			}
			return ""
		}),
		x.textOf("letter", func(i int) string { return on(i).letter }),
		x.textOf("option", func(i int) string { return on(i).text }),
		x.countOf("stickers", func(i int) int { return rows[i].stickers }),
	}}
}

func ballotRows(r *model.Round) []ballotRow {
	at := make(map[string]int, len(r.Options))
	for i, id := range r.Options {
		at[id] = i
	}
	var rows []ballotRow
	place := 0
	for _, b := range r.Ballots.All() {
		if b.Removed {
			continue
		}
		place++
		if len(b.Stickers) == 0 {
			rows = append(rows, ballotRow{r, b, place, -1, 0})
		}
		ids := slices.SortedFunc(maps.Keys(b.Stickers), func(p, q string) int { return at[p] - at[q] })
		for _, id := range ids {
			rows = append(rows, ballotRow{r, b, place, at[id], b.Stickers[id]})
		}
	}
	return rows
}

// behindIn counts the ballots that stay behind: those of secret rounds that are
// still open.
func behindIn(s *model.Session) int {
	n := 0
	for _, r := range s.Rounds.All() {
		if r.Hidden() {
			n += r.Ballots.Len()
		}
	}
	return n
}
