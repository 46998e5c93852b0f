package export

import (
	"cmp"
	"slices"
	"strconv"

	"kring/model"
)

// scoresWide is the most scores of a scale that have a column each; more would
// not fit on a page.
const scoresWide = 7

// quickscan writes the scans, under a heading each where there are several.
func (b *builder) quickscan() {
	scans := b.held()
	if len(scans) == 1 {
		b.say(b.scanTitle(scans[0], 0))
		b.scan(scans[0], 3)
		return
	}
	for i, scan := range scans {
		b.part(3, b.scanTitle(scan, i), func() { b.scan(scan, 4) })
	}
	b.comparison(scans)
}

// held gives the scans of which something came.
func (b *builder) held() []*model.Scan {
	return slices.DeleteFunc(slices.Clone(b.s.Scans.Live()), func(scan *model.Scan) bool {
		return !b.scored(scan) && len(b.remarks(scan)) == 0
	})
}

func (b *builder) scanTitle(scan *model.Scan, i int) string {
	return commas(cmp.Or(scan.Title, b.tr("scan.untitled", "N", i+1)), b.date(scan.Date))
}

// scored says whether anybody gave a score or did not know.
func (b *builder) scored(scan *model.Scan) bool {
	return slices.ContainsFunc(b.s.ScanResult(scan.ID).Pillars, func(p model.PillarResult) bool {
		return p.N+p.DontKnow > 0 || p.Agreed != nil
	})
}

// scan writes one scan. Until it is revealed nobody has seen the scores, and
// nobody reads them here.
func (b *builder) scan(scan *model.Scan, level int) {
	switch {
	case !b.scored(scan):
	case !scan.Revealed:
		b.say(b.tr("scan.hidden"))
	default:
		b.figures(scan)
	}
	for _, p := range b.m.Pillars {
		if items := b.remark(scan, &p); len(items) > 0 {
			b.part(level, b.pillar(&p), func() { b.list(items...) })
		}
	}
}

// remarks gives what was said about pillars, to see whether something was.
func (b *builder) remarks(scan *model.Scan) []string {
	var all []string
	for _, p := range b.m.Pillars {
		all = append(all, b.remark(scan, &p)...)
	}
	return all
}

func (b *builder) remark(scan *model.Scan, p *model.Pillar) []string {
	var items []string
	if r := scan.RemarkOn(p.Number); r != nil {
		items = append(items, b.label("scan.well", r.Well), b.label("scan.better", r.Better), b.label("scan.source", r.Source))
	}
	// What was noted with an agreed score goes with that score.
	if a := scan.AgreedOn(p.Number); a != nil && scan.Revealed {
		items = append(items, b.label("scan.agreednote", a.Note))
	}
	return filled(items)
}

// figures writes what the scan says of each pillar: chart, table and where the
// group thinks apart.
func (b *builder) figures(scan *model.Scan) {
	res := b.s.ScanResult(scan.ID)
	scale := b.s.ScaleOf(scan)
	b.say(b.once(b.scale(scale)))
	b.scanCharts(scan)
	b.scanTable(res, scale)
	if b.means(scan) {
		b.say(b.once(b.tr("scan.spread")), b.apart(res))
	}
}

// scale says what the scores stand for.
func (b *builder) scale(scale model.Scale) string {
	method := b.m.Scale
	text := b.tr("scan.scale", "Min", scale.Min, "Max", scale.Max)
	if (scale != model.Scale{Min: method.Min, Max: method.Max}) {
		return b.tr("sentence", "Text", text) // the anchors are of another scale
	}
	text = b.mark(text, method.Ours)
	var anchors []string
	for _, a := range method.Anchors {
		anchors = append(anchors, b.tr("scan.anchor", "Score", a.Score, "Text", a.Text.In(b.t.Lang)))
	}
	if len(anchors) == 0 {
		return b.tr("sentence", "Text", text)
	}
	return b.tr("sentence", "Text", b.tr("label", "Label", text, "Text", semicolons(anchors...)))
}

func (b *builder) scanTable(res *model.ScanResult, scale model.Scale) {
	cell := func(text func(p model.PillarResult) string) func(int) string {
		return func(i int) string { return text(res.Pillars[i]) }
	}
	scored := func(text func(p model.PillarResult) string) func(int) string {
		return cell(func(p model.PillarResult) string {
			if p.N == 0 {
				return ""
			}
			return text(p)
		})
	}
	columns := []column{
		{head: b.shorts("col.pillar"), cell: cell(func(p model.PillarResult) string { return b.short(b.m.Pillar(p.Pillar)) })},
		{head: b.tr("col.agreed"), right: true, cell: cell(func(p model.PillarResult) string {
			if p.Agreed == nil {
				return ""
			}
			return strconv.Itoa(*p.Agreed)
		})},
		{head: b.tr("col.mean"), right: true, cell: scored(func(p model.PillarResult) string { return b.t.Decimal(*p.Mean, 1) })},
		{head: b.tr("col.spread"), right: true, cell: scored(func(p model.PillarResult) string { return b.t.Decimal(p.Spread, 1) })},
	}
	if scale.Max-scale.Min >= scoresWide {
		columns = append(columns, column{head: b.tr("col.scores"), right: true, cell: scored(func(p model.PillarResult) string { return strconv.Itoa(p.N) })})
	} else {
		for score := scale.Min; score <= scale.Max; score++ {
			columns = append(columns, column{head: b.tr("col.score", "N", score), right: true, cell: scored(func(p model.PillarResult) string {
				return strconv.Itoa(p.Counts[strconv.Itoa(score)])
			})})
		}
	}
	columns = append(columns, column{head: b.tr("col.dontknow"), right: true, cell: cell(func(p model.PillarResult) string {
		if p.DontKnow == 0 {
			return ""
		}
		return strconv.Itoa(p.DontKnow)
	})})
	b.table(len(res.Pillars), columns...)
}

// apart says where opinions differ most: the widest spread, and every pillar
// that reads the same.
func (b *builder) apart(res *model.ScanResult) string {
	spread := make(map[int]string)
	counted := 0
	for _, p := range res.Pillars {
		if p.N > 1 && p.Spread > 0 {
			spread[p.Pillar] = b.t.Decimal(p.Spread, 1)
		}
		if p.N > 1 {
			counted++
		}
	}
	if len(spread) == 0 || counted < 2 {
		return ""
	}
	order := res.BySpread()
	var widest []string
	for _, n := range order {
		if spread[n] == spread[order[0]] {
			widest = append(widest, b.t.T("common.pillar", "N", n))
		}
	}
	if len(widest) == counted {
		return "" // nowhere more than elsewhere
	}
	return b.tr("scan.apart", "List", b.t.List(widest), "Spread", spread[order[0]])
}

// comparison sets the means of scans with the scale of the last one side by
// side: the same group later, or another group.
func (b *builder) comparison(scans []*model.Scan) {
	var columns []column
	for i, scan := range scans {
		if !scan.Revealed || !b.means(scan) || b.s.ScaleOf(scan) != b.s.ScaleOf(scans[len(scans)-1]) {
			continue
		}
		res := b.s.ScanResult(scan.ID)
		columns = append(columns, column{head: b.scanTitle(scan, i), right: true, cell: func(i int) string {
			if mean := res.Pillars[i].Mean; mean != nil {
				return b.t.Decimal(*mean, 1)
			}
			return ""
		}})
	}
	if len(columns) < 2 {
		return
	}
	b.part(3, b.tr("scan.comparison"), func() {
		pillar := column{head: b.shorts("col.pillar"), cell: func(i int) string { return b.short(&b.m.Pillars[i]) }}
		b.table(len(b.m.Pillars), append([]column{pillar}, columns...)...)
	})
}

// means says whether a pillar of the scan has a mean.
func (b *builder) means(scan *model.Scan) bool {
	return slices.ContainsFunc(b.s.ScanResult(scan.ID).Pillars, func(p model.PillarResult) bool { return p.Mean != nil })
}

// pillars writes what the group chose to work on, and why.
func (b *builder) pillars() {
	chosen := b.s.ChosenPillars()
	if len(chosen) > 0 {
		b.say(b.count("pillars", len(chosen)), b.tooFew(len(chosen)))
	}
	b.cards(3, len(chosen), func(i int) string { return b.pillar(chosen[i]) }, func(i int) {
		p := chosen[i]
		b.say(b.standings(p.Number)...)
		b.quote(b.s.Choice(p.Number).Reason)
		b.say(b.mark(p.Note.In(b.t.Lang), b.isOurs(p, "note")), b.campaign(p))
	})
	for i := range b.m.Pillars {
		if p := &b.m.Pillars[i]; !b.s.IsChosen(p.Number) {
			b.say(b.campaign(p))
		}
	}
}

// campaign says what counts as work on a pillar because it is of the pillar's
// campaign.
func (b *builder) campaign(p *model.Pillar) string {
	work := b.s.CampaignWork(p.Number)
	if len(work) == 0 {
		return ""
	}
	return b.tr("campaign", "Pillar", b.t.T("common.pillar", "N", p.Number), "Campaign", p.Campaign, "List", b.allQuoted(work, namedMax))
}

func (b *builder) tooFew(chosen int) string {
	if chosen >= b.m.ChooseMin {
		return ""
	}
	return b.count("pillarsmin", b.m.ChooseMin)
}

// standings repeats what the scans that the group has seen say of a pillar.
func (b *builder) standings(pillar int) []string {
	var all []string
	scans := b.held()
	for i, scan := range scans {
		if !scan.Revealed {
			continue
		}
		for _, p := range b.s.ScanResult(scan.ID).Pillars {
			scores := b.standing(p)
			switch {
			case p.Pillar != pillar || scores == "":
			case len(scans) == 1:
				all = append(all, b.tr("standing.only", "Scores", scores))
			default:
				all = append(all, b.tr("standing.of", "Scan", b.quoted(b.scanTitle(scan, i)), "Scores", scores))
			}
		}
	}
	return all
}

func (b *builder) standing(p model.PillarResult) string {
	var parts []string
	if p.Mean != nil {
		parts = append(parts, b.tr("standing.mean", "Mean", b.t.Decimal(*p.Mean, 1)))
	}
	if p.Agreed != nil {
		parts = append(parts, b.tr("standing.agreed", "Score", *p.Agreed))
	}
	return b.t.List(parts)
}
