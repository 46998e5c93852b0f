package step

import (
	"slices"
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// choice is one thing that a round could have as an option.
type choice struct {
	id string
	at int // its place on the ballot, from 0; -1 when it is left out
}

// slate is what a draft can be about, and what of it is an option.
type slate struct {
	all []choice
	in  []string // without what was removed or merged since
}

// slateOf gives everything that a draft could have as an option.
func (x *stickers) slateOf(r *model.Round) slate {
	return x.slates.Get(x.now(r), func() slate {
		place := x.placesOf(r)
		var s slate
		for _, id := range x.env.S().CandidatesOf(r) {
			at, in := place[id]
			if in {
				s.in = append(s.in, id)
			} else {
				at = -1
			}
			s.all = append(s.all, choice{id, at})
		}
		return s
	})
}

// here is the choice under the cursor.
func (x *stickers) here(r *model.Round) (choice, bool) {
	if all := x.slateOf(r).all; x.list.At < len(all) {
		return all[x.list.At], true
	}
	return choice{}, false
}

func (x *stickers) draftKeys(r *model.Round) []kit.Key {
	e := x.env
	here, ok := x.here(r)
	none, empty, full := "", "", ""
	if !ok {
		none = e.T("stickers.nothing")
	}
	slate := x.slateOf(r)
	if len(slate.in) == 0 {
		empty = e.T("stickers.empty")
	}
	if len(slate.in) == len(slate.all) {
		full = e.T("stickers.allin")
	}
	mark := e.T("stickers.leave")
	if here.at < 0 {
		mark = e.T("stickers.take")
	}
	return []kit.Key{
		{On: []string{"o"}, Label: e.T("stickers.open"), Help: e.T("stickers.openhelp"), Why: empty, Do: func() kit.Action { return x.openRound(r) }},
		{On: []string{"space"}, Label: mark, Help: e.T("stickers.leavehelp"), Why: none, Do: func() kit.Action { return x.toggle(r, here) }},
		{On: []string{"enter", "R"}, Label: e.T("stickers.rules"), Help: e.T("stickers.ruleshelp"), Do: func() kit.Action { return x.editRules(r) }},
		{On: []string{"a"}, Label: e.T("stickers.takeall"), Help: e.T("stickers.takeallhelp"), Why: full, Do: func() kit.Action {
			return x.setOptions(r, x.optionsOf(r))
		}, Quiet: true},
		x.paperKey(r, empty),
		{On: []string{"x"}, Label: e.T("key.remove"), Help: e.T("stickers.removehelp"), Do: func() kit.Action {
			return kit.Do{Change: model.Removed[model.Round]{ID: r.ID}}
		}},
	}
}

// optionsOf gives all that a draft can have as an option, as many as a round may
// have.
func (x *stickers) optionsOf(r *model.Round) []string {
	all := x.env.S().CandidatesOf(r)
	return all[:min(len(all), model.OptionsMax)]
}

// toggle leaves an option out of a draft or takes it in, in its place.
func (x *stickers) toggle(r *model.Round, c choice) kit.Action {
	var ids []string
	for _, one := range x.slateOf(r).all {
		if one.at >= 0 != (one.id == c.id) {
			ids = append(ids, one.id)
		}
	}
	return x.setOptions(r, ids)
}

func (x *stickers) setOptions(r *model.Round, ids []string) kit.Action {
	next := *r
	next.Options = ids
	return kit.Do{Change: model.Edited[model.Round]{Item: next}}
}

// openRound opens a draft, without what has gone since it was made.
func (x *stickers) openRound(r *model.Round) kit.Action {
	opened := model.RoundOpened{Round: r.ID, At: x.env.Moment()}
	ids := x.slateOf(r).in
	if slices.Equal(ids, r.Options) {
		return kit.Do{Change: opened}
	}
	next := *r
	next.Options = ids
	return kit.Do{Change: model.Batch{Name: opened.Kind(), Changes: []model.Change{model.Edited[model.Round]{Item: next}, opened}}}
}

// rules says in words how a round is voted.
func (x *stickers) rules(r *model.Round) string {
	e := x.env
	each := "stickers.rule.each"
	if r.Per == model.PerHead {
		each = "stickers.rule.head"
	}
	parts := []string{e.N(each, r.Stickers)}
	if r.Limit > 0 {
		parts[0] += ", " + e.T("stickers.rule.limit", "N", r.Limit)
	}
	parts[0] += "."
	how := "stickers.rule.open"
	if r.Secret {
		how = "stickers.rule.secret"
	}
	parts = append(parts, e.T(how))
	if r.Split != model.SplitNone {
		parts = append(parts, e.T("stickers.rule."+r.Split))
	}
	if r.Places > 0 {
		parts = append(parts, e.N("stickers.rule.places", r.Places, "Word", x.numeral(r.Places)))
	}
	return strings.Join(parts, " ")
}

// numeral writes a small number as a word.
func (x *stickers) numeral(n int) string {
	if n >= 1 && n <= 10 {
		return x.env.T("stickers.numeral." + strconv.Itoa(n))
	}
	return strconv.Itoa(n)
}

// suggestion says how many stickers would do for that many options, and why.
func (x *stickers) suggestion(options int) string {
	return x.env.N("stickers.why", options, "Stickers", model.SuggestStickers(options)) + ours(true)
}

// draftTop draws what stands above the options of a draft.
func (x *stickers) draftTop(r *model.Round, width, height int) []string {
	e, t := x.env, x.env.Theme
	in, all := len(x.slateOf(r).in), len(x.slateOf(r).all)
	count := e.N("stickers.about."+r.About, in)
	if in < all {
		count = e.T("stickers.of", "N", in, "Of", all) + " " + e.N("stickers.noun."+r.About, all)
	}
	wide := min(width, readable)
	lines := []string{x.header(r, width, count, e.T("stickers.of", "N", in, "Of", all)), ""}
	lines = append(lines, kit.WrapMost(x.rules(r), wide, max(height/4, 2))...)
	lines = append(lines, kit.Styled(t.Dim, kit.WrapMost(x.suggestion(in), wide, 2))...)
	if len(e.S().Participants.Live()) == 0 {
		lines = append(lines, t.Warn.Render(kit.Cut(kit.MarkWarning+" "+e.T("stickers.nobody"), width)))
	}
	return append(lines, "")
}

// draftList says where the options of a draft are drawn.
func (x *stickers) draftList(r *model.Round, width, height int) (top, room int) {
	top = len(x.draftTop(r, width, height))
	return top, max(height-top-2, 1)
}

func (x *stickers) viewDraft(r *model.Round, width, height int) string {
	e, t := x.env, x.env.Theme
	all := x.slateOf(r).all
	_, room := x.draftList(r, width, height)
	from, to := kit.Window(x.list.At, len(all), room)
	wide := letters(len(r.Options))
	var body []string
	for i := from; i < to; i++ {
		letter := kit.MarkEmpty
		if all[i].at >= 0 {
			letter = model.OptionLetter(all[i].at)
		}
		line := x.option(r, all[i].id, letter, wide, min(width, readable+10))
		switch {
		case i == x.list.At:
			line = t.Row.Render(kit.MarkHere + line[1:])
		case all[i].at < 0:
			line = t.Dim.Render(line)
		}
		body = append(body, line)
	}
	hint := e.T("stickers.drafthint")
	return kit.Page(width, height, x.draftTop(r, width, height), body, []string{"", t.Dim.Render(kit.Cut(hint, width))})
}

// option draws an option: its letter, its text, and what goes with it right.
func (x *stickers) option(r *model.Round, id, letter string, letters, width int) string {
	return kit.Apart(" "+kit.Fit(letter, letters)+"  "+x.env.S().OptionText(r.About, id), x.tag(r.About, id), width)
}

// tag is what goes with an option: the pillar and the ages of an objective, and
// whether an action is new.
func (x *stickers) tag(about, id string) string {
	e := x.env
	switch about {
	case model.AboutObjectives:
		o := e.S().Objectives.Get(id)
		if o == nil {
			return ""
		}
		var parts []string
		if o.Pillar > 0 {
			parts = append(parts, e.T("common.pillar", "N", o.Pillar))
		}
		if o.AgeTo > 0 {
			parts = append(parts, kit.FitRight(strconv.Itoa(o.AgeFrom)+"-"+strconv.Itoa(o.AgeTo), 5))
		}
		return strings.Join(parts, " ")
	case model.AboutActions:
		if a := e.S().Actions.Get(id); a != nil && a.Kind != "" {
			return e.T("kindof." + a.Kind)
		}
	}
	return ""
}
