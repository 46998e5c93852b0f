package export

import (
	"slices"
	"strconv"

	"kring/model"
)

// scanRow is a pillar in a scan.
type scanRow struct {
	scan   *model.Scan
	title  string
	pillar *model.Pillar
	res    *model.PillarResult // nil as long as the group has not seen it
	// Of professionals and young people, where they may stand apart.
	first, second *model.PillarResult
}

// scanRows gives the pillars of every scan of which something came. Until a scan
// is revealed nobody reads its scores here either: only what was said is there.
func (x *tables) scanRows() []scanRow {
	var rows []scanRow
	for i, scan := range x.held() {
		shown := scan.Revealed && x.scored(scan)
		res := x.s.ScanResult(scan.ID)
		for k := range x.m.Pillars {
			row := scanRow{scan: scan, title: x.scanName(scan, i), pillar: &x.m.Pillars[k]}
			if shown {
				row.res = &res.Pillars[k]
				row.first, row.second = x.apartOn(scan, k)
			} else if len(x.remark(scan, row.pillar)) == 0 {
				continue
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// scanName gives what a scan is called, without its date.
func (x *tables) scanName(scan *model.Scan, i int) string {
	if scan.Title != "" {
		return scan.Title
	}
	return x.tr("scan.untitled", "N", i+1)
}

// apartOn gives the figures of professionals and of young people on the pillar
// at a place, where both groups are large enough, and so is what is left of all
// answers when both are taken off.
func (x *tables) apartOn(scan *model.Scan, place int) (first, second *model.PillarResult) {
	c, ok := x.s.ScanApart(scan.ID)
	if !ok {
		return nil, nil
	}
	answers := func(p *model.PillarResult) int { return p.N + p.DontKnow }
	first, second = &c.First.Pillars[place], &c.Second.Pillars[place]
	rest := answers(&x.s.ScanResult(scan.ID).Pillars[place]) - answers(first) - answers(second)
	if min(answers(first), answers(second)) < model.GroupMin || rest > 0 && rest < model.GroupMin {
		return nil, nil
	}
	return first, second
}

// scanResults makes the table of the figures of the scans, with the charts.
func (x *tables) scanResults() sheet {
	rows := x.shownRows()
	short := x.textOf("short", func(i int) string { return x.short(rows[i].pillar) })
	columns := []sheetColumn{
		x.textOf("scan", func(i int) string { return rows[i].title }),
		x.dayOf("date", func(i int) model.Date { return rows[i].scan.Date }),
	}
	columns = append(columns, x.pillarsOf(func(i int) int { return rows[i].pillar.Number })...)
	columns = append(columns, x.marked(short, slices.ContainsFunc(x.m.Pillars, func(p model.Pillar) bool { return x.isOurs(&p, "short") })))
	columns = append(columns, x.scanFigures(rows)...)
	return sheet{key: "scan", rows: len(rows), columns: columns, charts: x.scanCharts(rows)}
}

// shownRows gives the pillars of which the group has seen the figures.
func (x *tables) shownRows() []scanRow {
	return slices.DeleteFunc(x.scanRows(), func(r scanRow) bool { return r.res == nil })
}

// remarksSheet makes the table of what was said of pillars.
func (x *tables) remarksSheet() sheet {
	rows := slices.DeleteFunc(x.scanRows(), func(r scanRow) bool { return len(x.remark(r.scan, r.pillar)) == 0 })
	remark := func(i int) model.Remark {
		if r := rows[i].scan.RemarkOn(rows[i].pillar.Number); r != nil {
			return *r
		}
		return model.Remark{}
	}
	columns := []sheetColumn{
		x.textOf("scan", func(i int) string { return rows[i].title }),
		x.dayOf("date", func(i int) model.Date { return rows[i].scan.Date }),
	}
	columns = append(columns, x.pillarsOf(func(i int) int { return rows[i].pillar.Number })...)
	return sheet{key: "remarks", rows: len(rows), columns: append(columns,
		x.textOf("well", func(i int) string { return remark(i).Well }),
		x.textOf("better", func(i int) string { return remark(i).Better }),
		x.textOf("source", func(i int) string { return remark(i).Source }),
		// What was noted with an agreed score goes with that score.
		x.textOf("agreednote", func(i int) string {
			if a := rows[i].scan.AgreedOn(rows[i].pillar.Number); a != nil && rows[i].scan.Revealed {
				return a.Note
			}
			return ""
		}),
	)}
}

// scanFigures makes the columns of the figures of pillars.
func (x *tables) scanFigures(rows []scanRow) []sheetColumn {
	figure := func(get func(p *model.PillarResult) *float64, of func(scanRow) *model.PillarResult) func(int) *float64 {
		return func(i int) *float64 {
			if p := of(rows[i]); p != nil && p.N > 0 {
				return get(p)
			}
			return nil
		}
	}
	number := func(get func(p *model.PillarResult) (int, bool), of func(scanRow) *model.PillarResult) func(int) (int, bool) {
		return func(i int) (int, bool) {
			if p := of(rows[i]); p != nil {
				return get(p)
			}
			return 0, false
		}
	}
	all := func(r scanRow) *model.PillarResult { return r.res }
	first := func(r scanRow) *model.PillarResult { return r.first }
	second := func(r scanRow) *model.PillarResult { return r.second }
	n := func(p *model.PillarResult) (int, bool) { return p.N, true }
	mean := func(p *model.PillarResult) *float64 { return p.Mean }
	columns := []sheetColumn{
		x.maybeOf("scores", number(n, all)),
		x.decimalOf("mean", figure(mean, all)),
		x.decimalOf("median", figure(func(p *model.PillarResult) *float64 { return p.Median }, all)),
		x.decimalOf("spread", figure(func(p *model.PillarResult) *float64 { return &p.Spread }, all)),
		x.maybeOf("dontknow", number(func(p *model.PillarResult) (int, bool) { return p.DontKnow, true }, all)),
		x.maybeOf("agreed", number(func(p *model.PillarResult) (int, bool) {
			if p.Agreed == nil {
				return 0, false
			}
			return *p.Agreed, true
		}, all)),
	}
	for _, score := range x.scoresOf(rows) {
		c := x.maybeOf("score", number(func(p *model.PillarResult) (int, bool) {
			n, in := p.Counts[strconv.Itoa(score)]
			return n, in
		}, all))
		c.key, c.head = c.key+strconv.Itoa(score), x.t.T("tables.col.score", "N", score)
		columns = append(columns, c)
	}
	if slices.ContainsFunc(rows, func(r scanRow) bool { return r.first != nil }) {
		columns = append(columns,
			x.maybeOf("professionals", number(n, first)), x.decimalOf("meanprofessionals", figure(mean, first)),
			x.maybeOf("youngscores", number(n, second)), x.decimalOf("meanyoung", figure(mean, second)),
		)
	}
	return columns
}

// scoresOf gives the scores of all scales that rows have figures on.
func (x *tables) scoresOf(rows []scanRow) []int {
	var scores []int
	for _, r := range rows {
		if r.res == nil {
			continue
		}
		scale := x.s.ScaleOf(r.scan)
		for score := scale.Min; score <= scale.Max; score++ {
			if !slices.Contains(scores, score) {
				scores = append(scores, score)
			}
		}
	}
	slices.Sort(scores)
	return scores
}

// scoreRow is one answer, or so many hands, or what the group settled on.
type scoreRow struct {
	scan   *model.Scan
	place  int    // of the scan
	how    string // "participant", "hands" or "agreed"
	who    *model.Participant
	group  string
	pillar int
	score  *int // nil: don't know
	count  int
	note   string
}

// scores makes the table of the answers, a line for each: of participants, of
// hands that were counted, and what the group settled on.
func (x *tables) scores() sheet {
	var rows []scoreRow
	for i, scan := range x.held() {
		if scan.Revealed {
			rows = append(rows, x.scoreRows(scan, i)...)
		}
	}
	how := make(map[string]string)
	for _, key := range []string{"participant", "hands", "agreed"} {
		how[key] = x.t.T("tables.how." + key)
	}
	names := x.held()
	columns := []sheetColumn{
		x.textOf("scan", func(i int) string { return x.scanName(names[rows[i].place], rows[i].place) }),
		x.dayOf("date", func(i int) model.Date { return rows[i].scan.Date }),
		x.textOf("how", func(i int) string { return how[rows[i].how] }),
		x.maybeOf("number", func(i int) (int, bool) {
			if p := rows[i].who; p != nil {
				return p.Number, true
			}
			return 0, false
		}),
		x.textOf("participant", func(i int) string {
			if p := rows[i].who; p != nil {
				return p.Name()
			}
			return ""
		}),
		x.textOf("group", func(i int) string { return x.groupName(rows[i].group) }),
	}
	columns = append(columns, x.pillarsOf(func(i int) int { return rows[i].pillar })...)
	columns = append(columns,
		x.maybeOf("scored", func(i int) (int, bool) {
			if rows[i].score == nil {
				return 0, false
			}
			return *rows[i].score, true
		}),
		x.yesOf("unknown", func(i int) (bool, bool) { return rows[i].score == nil, rows[i].how != "agreed" }),
		x.someOf("people", func(i int) int { return rows[i].count }),
		x.textOf("note", func(i int) string { return rows[i].note }),
	)
	return sheet{key: "scores", rows: len(rows), columns: columns}
}

func (x *tables) scoreRows(scan *model.Scan, place int) []scoreRow {
	var rows []scoreRow
	if scan.Scores.Len() > 0 {
		for _, p := range x.s.Participants.Live() {
			for k := range x.m.Pillars {
				number := x.m.Pillars[k].Number
				if sc := scan.ScoreOf(p.ID, number); sc != nil {
					rows = append(rows, scoreRow{scan: scan, place: place, how: "participant", who: p, group: p.Group(), pillar: number, score: sc.Score, count: 1})
				}
			}
		}
	}
	for k := range x.m.Pillars {
		rows = append(rows, x.handRows(scan, place, k)...)
	}
	for k := range x.m.Pillars {
		number := x.m.Pillars[k].Number
		if a := scan.AgreedOn(number); a != nil && (a.Score != nil || a.Note != "") {
			rows = append(rows, scoreRow{scan: scan, place: place, how: "agreed", pillar: number, score: a.Score, note: a.Note})
		}
	}
	return rows
}

// handRows gives the hands counted for a pillar, by score. Those of groups that
// may not stand apart are added up.
func (x *tables) handRows(scan *model.Scan, place, pillar int) []scoreRow {
	var rows []scoreRow
	number := x.m.Pillars[pillar].Number
	first, _ := x.apartOn(scan, pillar)
	for _, h := range scan.Hands.Live() {
		if h.Pillar != number || h.Count == 0 {
			continue
		}
		group := h.Group
		if first == nil {
			group = ""
		}
		same := func(r scoreRow) bool {
			return r.group == group && (r.score == nil) == (h.Score == nil) && (r.score == nil || *r.score == *h.Score)
		}
		if at := slices.IndexFunc(rows, same); at >= 0 {
			rows[at].count += h.Count
			continue
		}
		rows = append(rows, scoreRow{scan: scan, place: place, how: "hands", group: group, pillar: number, score: h.Score, count: h.Count})
	}
	return rows
}

// groupName names a group that is counted apart, "" for everybody.
func (x *tables) groupName(group string) string {
	switch group {
	case model.GroupYoung:
		return x.tr("youngpeople")
	case model.GroupProfessional:
		return x.tr("professionals")
	}
	return ""
}
