package step

import (
	"slices"
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// record writes down what the group makes of the result. Where the votes
// decide, that is one key; where there is a tie across the line, or the group
// looks at it again, it is asked which are chosen and why.
func (x *stickers) record(r *model.Round) kit.Action {
	res := x.env.S().RoundResult(r.ID)
	won := res.Winners(r.Places)
	switch {
	case len(res.Ties) > 0:
		return x.settleTie(r)
	case r.Outcome.By != "" || r.Places == 0:
		return x.talkOver(r)
	}
	return x.decide(r, model.Outcome{Chosen: won, By: model.ByVotes})
}

// talkOver asks what the group chose by talking: of what is tied, or where that
// was settled before, of everything.
func (x *stickers) talkOver(r *model.Round) kit.Action {
	res := x.env.S().RoundResult(r.ID)
	if r.Outcome.By == "" && len(res.Ties) > 0 {
		return x.talk(r, res.Ties[0], res.Winners(r.Places))
	}
	all := make([]string, len(res.Options))
	for i, o := range res.Options {
		all[i] = o.Option
	}
	return x.talk(r, all, nil)
}

// decide records an outcome and says what it did.
func (x *stickers) decide(r *model.Round, o model.Outcome) kit.Action {
	settled := x.env.S().Settles(r, o.Chosen)
	first := settled[len(settled)-1]
	text := x.env.T("stickers.decided."+r.About, "List", x.listed(first.Round, first.Chosen))
	if len(settled) > 1 {
		text = x.env.T("stickers.decided.runoff", "Title", x.called(first.Round), "List", x.listed(first.Round, first.Chosen))
	}
	return kit.All{kit.Do{Change: x.env.S().Decide(r, o)}, kit.Notify{Text: text}}
}

// talk asks which of some options the group chooses beside those that are in,
// and why.
func (x *stickers) talk(r *model.Round, open, in []string) kit.Action {
	e := x.env
	place := x.placesOf(r)
	options := make([]kit.Option, len(open))
	for i, id := range open {
		options[i] = kit.Option{Key: strconv.Itoa(place[id]), Label: model.OptionLetter(place[id]) + " " + kit.Cut(e.S().OptionText(r.About, id), 22)}
	}
	var marked []string
	for _, id := range r.Outcome.Chosen {
		if !slices.Contains(in, id) {
			marked = append(marked, strconv.Itoa(place[id]))
		}
	}
	title, label := e.T("stickers.talkagain"), e.T("stickers.chosen")
	if left := r.Places - len(in); r.Outcome.By == "" && r.Places > 0 {
		title, label = e.N("stickers.talk", left, "Word", x.numeral(left)), e.T("stickers.tied")
	}
	warned := false
	return kit.Open{Overlay: kit.NewForm(e, title, []kit.Field{
		{Label: label, Value: strings.Join(marked, " "), Options: options, Several: true},
		{Label: e.T("stickers.reason"), Hint: e.T("stickers.reasonhint"), Value: r.Outcome.Note},
	}, func(v []string) kit.Action {
		chosen := slices.Clone(in)
		for _, key := range strings.Fields(v[0]) {
			if at, err := strconv.Atoi(key); err == nil && at < len(r.Options) {
				chosen = append(chosen, r.Options[at])
			}
		}
		if v[0] == "" && !warned {
			warned = true
			return kit.Notify{Text: e.T("stickers.nomark"), Bad: true}
		}
		return x.decided(r, chosen, v[1])
	})}
}

// decided records what was chosen in the form. What says no more than the votes
// did was decided by them.
func (x *stickers) decided(r *model.Round, chosen []string, note string) kit.Action {
	res := x.env.S().RoundResult(r.ID)
	// In the order of the result, whatever the order of marking.
	var ids []string
	for _, o := range res.Options {
		if slices.Contains(chosen, o.Option) {
			ids = append(ids, o.Option)
		}
	}
	by := model.ByTalk
	if r.Places > 0 && len(res.Ties) == 0 && slices.Equal(ids, res.Winners(r.Places)) {
		by = model.ByVotes
	}
	return x.decide(r, model.Outcome{Chosen: ids, By: by, Note: note})
}
