package model

import (
	"cmp"
	"slices"
)

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
