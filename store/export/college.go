package export

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"kring/model"
)

// The note for the college stays within two pages, whatever the session holds.
const (
	pageLines      = 48 // lines of running text that surely fit on a page
	lineLetters    = 85
	evidenceMost   = 1800 // characters for all chosen pillars together
	prioritiesMost = 6
	actionsLeast   = 5
	requestsRoom   = 24 // lines kept for what is asked
	roundsMost     = 2
	requestMost    = 3 // actions of which the means are named
)

// college writes the note for the college of mayor and aldermen: what was
// chosen, on what grounds, and what is asked.
func (b *builder) college() {
	b.say(b.t.T("college.to"), b.t.T("college.fuller"))
	if people := b.participantsCount(); people != "" {
		b.say(b.tr("group", "Participants", people))
	}
	before := len(b.blocks)
	pillars := b.s.ChosenPillars()
	b.part(2, b.tr("chosenpillars"), func() {
		var items []string
		for _, p := range pillars {
			items = append(items, b.evidence(p, evidenceMost/len(pillars)))
		}
		b.list(items...)
	})
	b.part(2, b.t.T("college.priorities"), b.collegePriorities)
	b.part(2, b.t.T("college.actions"), b.collegeActions)
	if len(b.blocks) == before {
		b.say(b.t.T("college.nothing"))
		return
	}
	b.part(2, b.t.T("college.requests"), func() {
		if items := b.requests(); len(items) > 0 {
			b.list(items...)
			b.say(b.mark(b.t.T("college.derived"), true))
		}
	})
	b.end()
}

// evidence says in at most so many characters why a pillar was chosen: how it
// scored, what it lacks, and in the group's words what goes well, what could be
// better and why. Scores and gaps stand whole; words give way.
func (b *builder) evidence(p *model.Pillar, most int) string {
	facts := sentences(b.collegeScore(p.Number), b.collegeOffer(p.Number))
	text := sentences(b.tr("sentence", "Text", b.pillar(p)), facts)
	words := b.grounds(p.Number)
	if len(words) == 0 {
		return text
	}
	room := (most - utf8.RuneCountInString(text)) / len(words)
	if room < wordsLeast {
		return text
	}
	for _, w := range words {
		if w = strings.TrimRight(clip(w, room), "."); !strings.HasSuffix(w, "…") {
			w = b.tr("sentence", "Text", w)
		}
		text = sentences(text, w)
	}
	return text
}

// wordsLeast is the fewest characters of a quotation that still says something.
const wordsLeast = 40

// grounds gives what the group said about a pillar, and why it was chosen.
func (b *builder) grounds(pillar int) []string {
	var words []string
	for _, scan := range b.held() {
		if r := scan.RemarkOn(pillar); r != nil {
			words = filled([]string{b.label("scan.well", r.Well), b.label("scan.better", r.Better)})
		}
	}
	return append(words, filled([]string{b.labelled("college.reason", b.s.Choice(pillar).Reason)})...)
}

// labelled is label with a text of another part of the program.
func (b *builder) labelled(id, text string) string {
	if text == "" {
		return ""
	}
	return b.tr("label", "Label", b.t.T(id), "Text", text)
}

// collegeScore says how a pillar scored in the last two scans that the group
// has seen: this time and the one before, or one group and the other.
func (b *builder) collegeScore(pillar int) string {
	var texts []string
	scans := b.held()
	for i, scan := range scans {
		score := b.scoreIn(scan, pillar)
		switch {
		case score == "":
		case len(scans) == 1:
			texts = append(texts, b.t.T("college.score", "List", score))
		default:
			title := b.quoted(clip(b.scanTitle(scan, i), wordsLeast))
			texts = append(texts, b.t.T("college.scorein", "Scan", title, "List", score))
		}
	}
	return sentences(texts[max(len(texts)-2, 0):]...)
}

// scoreIn gives the score of a pillar in a scan that the group has seen, and
// where people think apart.
func (b *builder) scoreIn(scan *model.Scan, pillar int) string {
	if !scan.Revealed {
		return ""
	}
	var parts []string
	for i, p := range b.s.ScanResult(scan.ID).Pillars {
		if p.Pillar != pillar || b.standing(p) == "" {
			continue
		}
		parts = append(parts, b.standing(p))
		if p.Divided(b.s.ScaleOf(scan)) {
			parts = append(parts, b.mark(b.t.T("college.divided", "Spread", b.t.Decimal(p.Spread, 1)), true))
		}
		if young, others, ok := b.scanGroups(scan); ok && !young.values[i].None && !others.values[i].None {
			parts = append(parts, b.t.T("college.groups", "Young", young.values[i].Text, "Others", others.values[i].Text))
		}
	}
	return semicolons(parts...)
}

// collegeOffer says what the offer in a pillar lacks.
func (b *builder) collegeOffer(pillar int) string {
	if len(b.s.Offer.Live()) == 0 {
		return "" // the group has not looked yet
	}
	n, gaps := len(b.s.Offers(pillar)), b.s.AgeGaps(pillar)
	switch {
	case n == 0:
		return b.tr("offer.missing")
	case len(gaps) == 0:
		return ""
	}
	spans := make([]string, len(gaps))
	for i, gap := range gaps {
		spans[i] = b.span(gap)
	}
	return b.tr("offer.gaps", "List", b.t.List(b.some(spans, 4)))
}

// collegePriorities lists the priorities with what they got, and how firm that is.
func (b *builder) collegePriorities() {
	all := b.priorities()
	slices.SortStableFunc(all, func(x, y *model.Objective) int { return cmp.Compare(b.rank(x), b.rank(y)) })
	var items []string
	var rounds []*model.Round
	for _, o := range all[:min(len(all), prioritiesMost)] {
		text := clip(o.What, labelMost)
		if details := commas(b.ages(o.AgeFrom, o.AgeTo), b.untilOf(o)); details != "" {
			text = b.tr("ofkind", "Text", text, "Kind", details)
		}
		if v, ok := b.vote(o); ok {
			got := b.t.T("college.got", "Stickers", b.count("stickers", v.Result.Stickers), "Rank", v.Result.Rank)
			text = b.tr("label", "Label", text, "Text", got)
			if !slices.Contains(rounds, v.Round) {
				rounds = append(rounds, v.Round)
			}
		}
		items = append(items, text)
	}
	b.list(items...)
	if rest := len(all) - prioritiesMost; rest > 0 {
		b.say(b.t.N("college.more", rest))
	}
	for _, r := range rounds[:min(len(rounds), roundsMost)] {
		b.say(b.firm(r))
	}
}

// rank is the place of an objective in its vote, behind all others without one.
func (b *builder) rank(o *model.Objective) int {
	if v, ok := b.vote(o); ok {
		return v.Result.Rank
	}
	return model.OptionsMax + 1
}

func (b *builder) untilOf(o *model.Objective) string {
	if o.By == "" {
		return ""
	}
	return b.t.T("college.by", "Date", b.date(o.By))
}

// firm says in a line how sure the outcome of a round is.
func (b *builder) firm(r *model.Round) string {
	res := b.s.RoundResult(r.ID)
	title := b.quoted(clip(b.roundTitle(r), labelMost))
	ballots := b.t.N("college.ballots", res.Ballots, "Round", title)
	switch {
	case len(res.Ties) > 0:
		how := ""
		if items := b.settled(r, res); len(items) > 0 {
			how = clip(items[0], labelMost)
		}
		return sentences(ballots, b.t.N("college.tie", len(res.Ties[0])), how)
	case res.Margin != nil:
		return sentences(ballots, b.firmness(res))
	}
	return ballots
}

// collegeActions sets out the chosen actions, as many as the two pages hold.
func (b *builder) collegeActions() {
	chosen := b.s.Chosen()
	room := 2*pageLines - requestsRoom - linesOf(b.blocks) - linesOf([]Block{Paragraph{Text: b.s.Title}})
	shown := min(len(chosen), max(room/2, actionsLeast))
	b.table(shown,
		column{head: b.tr("col.action"), cell: func(i int) string { return clip(chosen[i].Title, 60) }},
		column{head: b.tr("col.owner"), cell: func(i int) string { return clip(b.owner(chosen[i]), 30) }},
		column{head: b.t.T("college.when"), cell: func(i int) string { return b.when(chosen[i]) }},
	)
	if rest := len(chosen) - shown; rest > 0 {
		b.say(b.t.N("college.more", rest))
	}
}

// linesOf says how many lines blocks take, rather too many than too few.
func linesOf(blocks []Block) int {
	lines := 0
	of := func(text string) int { return 1 + utf8.RuneCountInString(text)/lineLetters }
	for _, block := range blocks {
		switch block := block.(type) {
		case Heading:
			lines += 1 + of(block.Text)
		case Paragraph:
			lines += 1 + of(block.Text)
		case List:
			for _, item := range block.Items {
				lines += of(item)
			}
			lines++
		case Table:
			lines += 2 + 2*len(block.Rows)
		}
	}
	return lines
}
