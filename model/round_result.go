package model

import (
	"cmp"
	"maps"
	"slices"
)

// RoundResult is the figures of one round.
type RoundResult struct {
	Round       string         `json:"round"`
	Ballots     int            `json:"ballots"`
	Outstanding int            `json:"outstanding"` // ballots still to come
	Stickers    int            `json:"stickers"`    // placed, on ballots and wall as they count; 0 while hidden
	KeptBack    int            `json:"kept_back"`   // on ballots; 0 while hidden
	Options     []OptionResult `json:"options"`     // by rank; empty while hidden
	Ties        [][]string     `json:"ties"`        // options tied across the last place
	Margin      *int           `json:"margin"`      // nil when nobody is out
	OneBallot   bool           `json:"one_ballot_could_change"`

	apart []string // see Apart
}

// OptionResult is the figures of one option.
type OptionResult struct {
	Option   string         `json:"option"`
	Rank     int            `json:"rank"` // from 1, shared by equals
	Stickers int            `json:"stickers"`
	Voters   int            `json:"voters"` // ballots with at least one on it
	Groups   map[string]int `json:"groups"` // stickers by group, those under GroupMin left out
}

// RoundResult gives the figures of a round, or nil if there is none with that
// id. Read only; it stays as it is until the session changes.
func (s *Session) RoundResult(id string) *RoundResult {
	round := s.Rounds.Get(id)
	if round == nil {
		return nil
	}
	s.renew()
	if r := s.memo.rounds[id]; r != nil {
		return r
	}
	r := s.countRound(round)
	s.memo.rounds[id] = r
	return r
}

func (s *Session) countRound(round *Round) *RoundResult {
	res := &RoundResult{Round: round.ID, Options: []OptionResult{}, Ties: [][]string{}}
	options := make([]OptionResult, len(round.Options))
	place := round.places()
	for i, id := range round.Options {
		options[i] = OptionResult{Option: id, Groups: map[string]int{}}
	}
	groups := make(map[string]int) // ballots
	onBallots := 0
	for _, b := range round.Ballots.All() {
		if !s.counts(round, b) {
			continue
		}
		res.Ballots++
		group := b.Group
		if p := s.Participants.Get(b.Participant); p != nil {
			group = round.GroupOf(p)
		}
		groups[group]++
		for id, n := range b.Stickers {
			o := &options[place[id]]
			o.Stickers += n
			o.Voters++
			o.Groups[group] += n
			onBallots += n
		}
	}
	res.Stickers = onBallots
	if round.Together != TogetherCheck {
		for _, w := range round.Wall.All() {
			o := &options[place[w.Option]]
			o.Stickers += w.Stickers
			o.Groups[w.Group] += w.Stickers
			res.Stickers += w.Stickers
		}
	}
	res.KeptBack = res.Ballots*round.Stickers - onBallots
	res.Outstanding = max(s.voters(round)-res.Ballots, 0)
	if round.Hidden() {
		// What was placed would tell, from one ballot to the next, what stood on it.
		res.Stickers, res.KeptBack = 0, 0
		return res
	}
	for i := range options {
		maps.DeleteFunc(options[i].Groups, func(group string, _ int) bool { return group == "" || groups[group] < GroupMin })
	}
	slices.SortStableFunc(options, func(a, b OptionResult) int { return b.Stickers - a.Stickers })
	for i := range options {
		options[i].Rank = i + 1
		if i > 0 && options[i].Stickers == options[i-1].Stickers {
			options[i].Rank = options[i-1].Rank
		}
	}
	res.Options, res.apart = options, apart(groups)
	res.line(round)
	return res
}

// line looks at the cut between the last one in and the first one out.
func (res *RoundResult) line(round *Round) {
	k := round.Places
	if k < 1 || k >= len(res.Options) {
		return
	}
	last := res.Options[k-1].Stickers
	margin := last - res.Options[k].Stickers
	res.Margin = &margin
	res.OneBallot = margin <= round.Budget()
	if margin > 0 {
		return
	}
	var tied []string // in the order of the options, as equals stand so
	for _, o := range res.Options {
		if o.Stickers == last {
			tied = append(tied, o.Option)
		}
	}
	res.Ties = append(res.Ties, tied)
}

// Winners gives the options inside the places and not tied across the line,
// in order of rank.
func (res *RoundResult) Winners(places int) []string {
	var in []string
	for _, o := range res.Options[:min(places, len(res.Options))] {
		if len(res.Ties) > 0 && o.Stickers == res.Options[places-1].Stickers {
			break
		}
		in = append(in, o.Option)
	}
	return in
}

// Apart gives the groups that may stand side by side, in order of their keys;
// none while the round is hidden. One smaller than GroupMin is not among them;
// nor is another where leaving that one out would not help, as the rest could
// be told from the total: then the smallest ones go too, until the rest is
// large enough. Read only.
func (res *RoundResult) Apart() []string { return res.apart }

// apart is Apart for groups of that many ballots.
func apart(ballots map[string]int) []string {
	var shown []string
	rest := 0
	for group, n := range ballots {
		if group == "" || n < GroupMin {
			rest += n
			continue
		}
		shown = append(shown, group)
	}
	slices.SortFunc(shown, func(a, b string) int {
		return cmp.Or(cmp.Compare(ballots[b], ballots[a]), cmp.Compare(a, b))
	})
	for rest > 0 && rest < GroupMin && len(shown) > 0 {
		last := len(shown) - 1
		rest += ballots[shown[last]]
		shown = shown[:last]
	}
	if len(shown) == 0 {
		return nil
	}
	slices.Sort(shown)
	return shown
}

// RanksIn gives the rank of each option within one group, shared by equals.
func (res *RoundResult) RanksIn(group string) map[string]int {
	order := slices.Clone(res.Options)
	slices.SortStableFunc(order, func(a, b OptionResult) int { return b.Groups[group] - a.Groups[group] })
	ranks := make(map[string]int, len(order))
	for i, o := range order {
		ranks[o.Option] = i + 1
		if i > 0 && o.Groups[group] == order[i-1].Groups[group] {
			ranks[o.Option] = ranks[order[i-1].Option]
		}
	}
	return ranks
}

// Differ gives the option that two groups rank furthest apart, with its rank in
// either; the one that ranks higher overall where several are. ok is false when
// they rank all the same.
func (res *RoundResult) Differ(a, b string) (option string, inA, inB int, ok bool) {
	ranksA, ranksB := res.RanksIn(a), res.RanksIn(b)
	most := 0
	for _, o := range res.Options {
		x, y := ranksA[o.Option], ranksB[o.Option]
		if apart := max(x-y, y-x); apart > most {
			option, inA, inB, most = o.Option, x, y, apart
		}
	}
	return option, inA, inB, most > 0
}
