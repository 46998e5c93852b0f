package export

import (
	"slices"

	"kring/model"
)

// resultsSheet makes the one table of all results: the pillars of the scans, and
// below them the options of the rounds.
func (x *tables) resultsSheet() sheet {
	scans := x.shownRows()
	votes := x.voteRows()
	n := len(scans)
	// Of two columns with the same head, one for scans and one for rounds.
	either := func(key string, scan, vote func(int) cellValue) sheetColumn {
		return x.column(key, cellText, func(i int) cellValue {
			if i < n {
				return scan(i)
			}
			return vote(i - n)
		})
	}
	none := func(int) cellValue { return cellValue{} }
	word := func(key string) func(int) cellValue {
		value := textValue(x.t.T("tables.result." + key))
		return func(int) cellValue { return value }
	}
	columns := []sheetColumn{
		either("kindofresult", word("scan"), word("round")),
		either("resultof",
			func(i int) cellValue { return textValue(scans[i].title) },
			func(i int) cellValue { return textValue(votes[i].title) }),
		either("date",
			func(i int) cellValue { return timed(cellDay, string(scans[i].scan.Date)) },
			func(i int) cellValue { return timed(cellDay, string(dayOfRound(votes[i].round))) }),
		either("code",
			func(i int) cellValue { return wholeValue(scans[i].pillar.Number) },
			func(i int) cellValue { return textValue(votes[i].letter) }),
		either("subject",
			func(i int) cellValue { return textValue(scans[i].pillar.Title.In(x.t.Lang)) },
			func(i int) cellValue { return textValue(votes[i].text) }),
	}
	titled := slices.ContainsFunc(x.m.Pillars, func(p model.Pillar) bool { return x.isOurs(&p, "title") })
	columns[4] = x.marked(columns[4], titled && n > 0)
	for _, c := range x.scanFigures(scans) {
		columns = append(columns, sheetColumn{c.key, c.head, c.kind, either("code", c.cell, none).cell})
	}
	for _, c := range x.voteFigures(votes) {
		columns = append(columns, sheetColumn{c.key, c.head, c.kind, either("code", none, c.cell).cell})
	}
	return sheet{key: "results", rows: n + len(votes), columns: columns}
}

// dayOfRound gives the day on which a round closed, or else opened.
func dayOfRound(r *model.Round) model.Date {
	for _, at := range []model.Time{r.Closed, r.Opened} {
		if when, ok := at.When(); ok {
			return model.DateOf(when.UTC())
		}
	}
	return ""
}
