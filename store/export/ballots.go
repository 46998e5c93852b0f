package export

import (
	"fmt"
	"strconv"

	"kring/model"
)

// The bounds of what is printed. Beyond them paper is no way to vote.
const (
	slipsMost   = 500 // ballots; for more voters there is one, to be copied
	optionsMost = 60  // options on a ballot
	circlesMost = 10  // circles behind an option; with more stickers a number is written
	optionMost  = 200 // characters of an option
)

// dotted is a line to write on.
const dotted = "…………"

// ballots writes a blank ballot for each vote in the round that is asked for,
// or else in the one that is open, or else in the last one: also a draft, as
// ballots are printed before a round opens.
func (b *builder) ballots() {
	r := b.ballotRound()
	switch {
	case r == nil || len(r.Options) == 0:
		b.say(b.t.T("ballots.noround"))
		return
	case len(r.Options) > optionsMost:
		b.say(b.t.T("ballots.manyoptions", "Round", b.quoted(b.roundTitle(r)), "N", len(r.Options), "Max", optionsMost))
		return
	}
	slots := b.s.Slots(r)
	options, circles := b.slipOptions(r)
	b.part(2, b.roundTitle(r), func() {
		b.say(b.t.T("ballots.how"), b.stage(r), b.secrecy(r))
		switch n := len(slots); {
		case n == 0:
			b.say(b.t.T("ballots.nobody"))
		case n > slipsMost:
			b.say(b.t.N("ballots.crowd", n))
		}
	})
	b.end()
	slip := Slip{Title: b.t.T("ballots.number", "N", dotted), Rules: b.slipRules(r), Options: options, Circles: circles}
	if len(slots) == 0 || len(slots) > slipsMost {
		b.blocks = append(b.blocks, slip)
		return
	}
	for _, at := range slots {
		slip.Title = b.t.T("ballots.number", "N", slipNumber(r, at))
		if slip.Name = at.Participant.Name(); r.Secret || b.asked.Anonymous {
			slip.Name = ""
		}
		b.blocks = append(b.blocks, slip)
	}
}

// ballotRound gives the round to print ballots of, or nil.
func (b *builder) ballotRound() *model.Round {
	if b.asked.Round != "" {
		return b.s.Rounds.Get(b.asked.Round)
	}
	var last *model.Round
	for _, r := range b.s.Rounds.Live() {
		if len(r.Options) > 0 && (last == nil || r.State == model.Open || last.State != model.Open) {
			last = r
		}
	}
	return last
}

// stage says what to mind with ballots of a round that is not open.
func (b *builder) stage(r *model.Round) string {
	switch r.State {
	case model.Draft:
		return b.t.T("ballots.draft")
	case model.Closed:
		return b.t.T("ballots.closed")
	}
	return ""
}

func (b *builder) secrecy(r *model.Round) string {
	if !r.Secret {
		return ""
	}
	return b.t.T("ballots.secret")
}

// slipNumber is what is typed before a ballot's letters: the number of the
// participant, and where several vote for it which of them.
func slipNumber(r *model.Round, at model.Slot) string {
	if r.Per == model.PerHead && at.Participant.Votes() > 1 {
		return fmt.Sprintf("%d/%d", at.Participant.Number, at.Head+1)
	}
	return strconv.Itoa(at.Participant.Number)
}

// slipOptions gives the options with their letters, and how many circles stand
// behind each. Where there would be too many, a line to write a number on.
func (b *builder) slipOptions(r *model.Round) (options []SlipOption, circles int) {
	named := b.options(r)
	if circles = r.Budget(); circles > circlesMost {
		circles = 0
	}
	for _, id := range r.Options {
		o := named[id]
		text := clip(o.text, optionMost)
		if circles == 0 {
			text += " " + dotted
		}
		options = append(options, SlipOption{Letter: o.letter, Text: text})
	}
	return options, circles
}

// slipRules says what to do with a ballot.
func (b *builder) slipRules(r *model.Round) string {
	rule := "ballots.colour"
	if r.Budget() > circlesMost {
		rule = "ballots.write"
	}
	limit := ""
	if r.Limit > 0 && r.Limit < r.Stickers {
		limit = b.t.T("ballots.limit", "N", r.Limit)
	}
	return sentences(b.t.N(rule, r.Stickers), limit)
}
