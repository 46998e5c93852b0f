package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kring/model"
)

// rounds writes every vote that was opened.
func (b *builder) rounds() {
	for _, r := range b.s.Rounds.Live() {
		if r.State != model.Draft {
			b.part(3, b.roundTitle(r), func() { b.round(r) })
		}
	}
}

// roundTitle gives what a round is called: its title, or else its place.
func (b *builder) roundTitle(r *model.Round) string {
	return cmp.Or(r.Title, b.tr("round.untitled", "N", b.s.Rounds.Position(r.ID)+1))
}

// round writes one vote. Of a secret one that is still open it says how many
// ballots are in and nothing else.
func (b *builder) round(r *model.Round) {
	res := b.s.RoundResult(r.ID)
	if r.Hidden() {
		b.say(b.tr("round.hidden"), b.count("round.in", res.Ballots))
		return
	}
	if r.State == model.Open {
		tocome := ""
		if res.Outstanding > 0 {
			tocome = b.count("round.tocome", res.Outstanding)
		}
		b.say(b.tr("round.open"), tocome)
	}
	b.say(b.rule(r), b.turnout(r, res))
	options := b.options(r)
	b.voteChart(r, res, options)
	b.voteTable(r, res, options)
	if r.Split != model.SplitNone {
		b.say(b.differ(r, res, options), b.tr("round.smallgroups", "N", model.GroupMin))
	}
	if r.State == model.Closed {
		b.outcome(r, res, options)
	}
}

// rule says what was voted on and how.
func (b *builder) rule(r *model.Round) string {
	how, per := "round.inopen", "round.perparticipant"
	if r.Secret {
		how = "round.insecret"
	}
	if r.Per == model.PerHead {
		per = "round.perhead"
	}
	clauses := []string{b.tr(per), b.count("round.ballot", r.Stickers)}
	if r.Limit > 0 && r.Limit < r.Stickers {
		clauses = append(clauses, b.tr("round.limit", "N", r.Limit))
	}
	if r.Places > 0 {
		clauses = append(clauses, b.count("round.places", r.Places))
	}
	text := b.tr(how, "Options", b.count("about."+r.About, len(r.Options)), "Rules", strings.Join(clauses, ", "))
	if b.s.Rounds.Position(r.Of) >= 0 {
		of := b.s.Rounds.Get(r.Of)
		text = sentences(b.tr("round.runoff", "Round", b.quoted(b.roundTitle(of))), text)
	}
	return text
}

// turnout says what came in, on ballots and on the wall.
func (b *builder) turnout(r *model.Round, res *model.RoundResult) string {
	var clauses []string
	if res.Ballots > 0 {
		clauses = append(clauses, b.count("round.ballots", res.Ballots))
	}
	clauses = append(clauses, b.count("round.placed", res.Stickers))
	if res.Ballots > 0 && res.KeptBack > 0 {
		clauses = append(clauses, b.count("round.keptback", res.KeptBack))
	}
	text := b.tr("sentence", "Text", strings.Join(clauses, ", "))
	switch {
	case r.Wall.Len() == 0:
		return text
	case r.Together == model.TogetherCheck:
		return sentences(text, b.tr("round.wallcheck"))
	}
	return sentences(text, b.tr("round.walladd"))
}

// option is what an option of a round is called: its letter on the ballot and
// its text.
type option struct{ letter, text string }

func (o option) String() string { return o.letter + " " + o.text }

// options gives what the options of a round are called, by id. One that was
// removed afterwards keeps its letter and its stickers, as the count stands;
// its text is gone.
func (b *builder) options(r *model.Round) map[string]option {
	options := make(map[string]option, len(r.Options))
	for i, id := range r.Options {
		options[id] = option{model.OptionLetter(i), cmp.Or(b.optionText(r.About, id), b.tr("round.removed"))}
	}
	return options
}

func (b *builder) optionText(about, id string) string {
	switch about {
	case model.AboutObjectives:
		if o := b.objective(id); o != nil {
			return o.What
		}
	case model.AboutActions:
		if a := b.action(id); a != nil {
			return a.Title
		}
	case model.AboutClusters:
		if c := b.cluster(id); c != nil {
			return c.Title
		}
	case model.AboutPillars:
		n, _ := strconv.Atoi(id)
		if p := b.m.Pillar(n); p != nil {
			return b.pillar(p)
		}
	}
	return ""
}

func (b *builder) voteTable(r *model.Round, res *model.RoundResult, options map[string]option) {
	shared := make(map[int]int)
	for _, o := range res.Options {
		shared[o.Rank]++
	}
	columns := []column{
		{head: b.tr("col.rank"), cell: func(i int) string {
			if rank := res.Options[i].Rank; shared[rank] > 1 {
				return b.tr("sharedrank", "N", rank)
			}
			return strconv.Itoa(res.Options[i].Rank)
		}},
		{head: b.tr("col.letter"), cell: func(i int) string { return options[res.Options[i].Option].letter }},
		{head: b.tr("col.option"), cell: func(i int) string { return options[res.Options[i].Option].text }},
		{head: b.tr("col.stickers"), right: true, cell: func(i int) string { return strconv.Itoa(res.Options[i].Stickers) }},
	}
	if res.Ballots > 0 {
		columns = append(columns, column{head: b.tr("col.voters"), right: true, cell: func(i int) string { return strconv.Itoa(res.Options[i].Voters) }})
	}
	for _, g := range b.apartIn(r, res) {
		columns = append(columns, column{head: b.tr("col.of", "Group", g.name), right: true, cell: func(i int) string {
			return strconv.Itoa(res.Options[i].Groups[g.key])
		}})
	}
	b.table(len(res.Options), columns...)
}

// voters are a group that a round is split by.
type voters struct{ key, name string }

// apartIn gives the groups that may stand side by side.
func (b *builder) apartIn(r *model.Round, res *model.RoundResult) []voters {
	var apart []voters
	for _, key := range res.Apart() {
		name := b.sector(key)
		switch {
		case r.Split == model.SplitYoung && key == model.GroupYoung:
			name = b.tr("youngpeople")
		case r.Split == model.SplitYoung:
			name = b.tr("professionals")
		}
		apart = append(apart, voters{key, name})
	}
	return apart
}

// differ says on which option two groups are furthest apart.
func (b *builder) differ(r *model.Round, res *model.RoundResult, options map[string]option) string {
	apart := b.apartIn(r, res)
	if len(apart) != 2 {
		return ""
	}
	id, first, second, ok := res.Differ(apart[0].key, apart[1].key)
	if !ok {
		return ""
	}
	return b.tr("round.differ", "Option", options[id].letter, "A", apart[0].name, "RankA", first, "B", apart[1].name, "RankB", second)
}

// outcome says how a closed round ended: who is in, what was tied, how firm it
// is, and what the group made of it.
func (b *builder) outcome(r *model.Round, res *model.RoundResult, options map[string]option) {
	called := func(ids []string, call func(option) string) string {
		names := make([]string, len(ids))
		for i, id := range ids {
			names[i] = call(options[id])
		}
		return b.t.List(b.some(names, namedMax))
	}
	// What was decided stands in full. On the way to it the letters will do, as
	// the table is right above.
	letter := func(o option) string { return o.letter }
	full := func(o option) string { return b.tr("optionquoted", "Letter", o.letter, "Text", o.text) }
	choice, inside := b.choice(r), full
	if len(choice) > 0 {
		inside = letter
	}
	var items []string
	if r.Places > 0 {
		items = append(items, b.label("round.inside", called(res.Winners(r.Places), inside)))
	}
	for _, tie := range res.Ties {
		items = append(items, b.tr("round.tie", "List", called(tie, letter), "Stickers", b.count("stickers", stickersOf(res, tie[0]))))
	}
	if res.Margin != nil && *res.Margin > 0 {
		items = append(items, sentences(b.count("round.margin", *res.Margin), b.firmness(res)))
	}
	items = append(items, b.settled(r, res)...)
	b.list(append(items, b.label("round.chosen", called(choice, full)))...)
	b.quote(r.Outcome.Note)
}

func stickersOf(res *model.RoundResult, id string) int {
	i := slices.IndexFunc(res.Options, func(o model.OptionResult) bool { return o.Option == id })
	return res.Options[i].Stickers
}

func (b *builder) firmness(res *model.RoundResult) string {
	if res.OneBallot {
		return b.tr("round.oneballot")
	}
	return b.tr("round.firm")
}

// choice gives what was recorded as chosen, in the order of the options.
func (b *builder) choice(r *model.Round) []string {
	return slices.DeleteFunc(slices.Clone(r.Options), func(id string) bool { return !slices.Contains(r.Outcome.Chosen, id) })
}

// settled says how the group came to its decision.
func (b *builder) settled(r *model.Round, res *model.RoundResult) []string {
	switch r.Outcome.By {
	case "":
		if len(res.Ties) == 0 {
			return nil
		}
		for _, o := range b.s.Rounds.Live() {
			if o.Of == r.ID && o.State == model.Closed {
				return []string{b.tr("round.torunoff", "Round", b.quoted(b.roundTitle(o)))}
			}
		}
		return []string{b.tr("round.undecided")}
	case model.ByLot:
		items := []string{b.tr("round.by.lot")}
		if r.Outcome.Seed != "" {
			items = append(items, b.tr("round.seed", "Seed", r.Outcome.Seed))
		}
		return items
	}
	return []string{b.tr("round.by." + r.Outcome.By)}
}
