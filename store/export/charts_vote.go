package export

import (
	"cmp"
	"slices"
	"strconv"

	"kring/model"
	"kring/store/export/figure"
)

// stackMost is the most parts of a stacked bar that can be told apart without
// colour. With more groups the smallest are one part.
const stackMost = 3

// voteChart draws the stickers on each option, of several groups as parts of
// one bar where they may stand apart.
func (b *builder) voteChart(r *model.Round, res *model.RoundResult, options map[string]option) {
	if len(res.Options) < 2 || res.Options[0].Stickers == 0 {
		return
	}
	shown, title := res.Options, b.tr("round.chart")
	parts, names := b.stack(r, res)
	if len(shown) > rowsMost {
		title = b.tr("round.first", "Title", title, "N", rowsMost, "All", len(shown))
		shown = shown[:rowsMost]
	}
	f := figure.Bars{Max: float64(shown[0].Stickers), Series: names, Stacked: len(parts) > 1}
	for _, o := range shown {
		row := figure.Row{Label: clip(options[o.Option].String(), labelMost), Total: strconv.Itoa(o.Stickers)}
		if len(parts) < 2 {
			row.Values = []figure.Value{{Amount: float64(o.Stickers), Text: row.Total}}
		}
		for _, part := range parts {
			if n := part(o); f.Stacked {
				row.Values = append(row.Values, figure.Value{Amount: float64(n), Text: strconv.Itoa(n)})
			}
		}
		f.Rows = append(f.Rows, row)
	}
	b.bars(title, f)
}

// stack gives what the bars of a round are made up of: the groups that may
// stand apart, the one with the most stickers first, and then the rest.
func (b *builder) stack(r *model.Round, res *model.RoundResult) (parts []func(model.OptionResult) int, names []string) {
	groups := b.apartIn(r, res)
	placed := make(map[string]int)
	for _, o := range res.Options {
		for _, g := range groups {
			placed[g.key] += o.Groups[g.key]
		}
	}
	slices.SortStableFunc(groups, func(x, y voters) int { return cmp.Compare(placed[y.key], placed[x.key]) })
	total := 0
	for _, g := range groups {
		total += placed[g.key]
	}
	others := total < res.Stickers // what came from small groups, or from nobody knows which
	if len(groups) > stackMost || others && len(groups) == stackMost {
		groups, others = groups[:stackMost-1], true
	}
	for _, g := range groups {
		parts = append(parts, func(o model.OptionResult) int { return o.Groups[g.key] })
		names = append(names, g.name)
	}
	if others && len(groups) > 0 {
		parts = append(parts, func(o model.OptionResult) int {
			rest := o.Stickers
			for _, g := range groups {
				rest -= o.Groups[g.key]
			}
			return rest
		})
		names = append(names, b.tr("others"))
	}
	return parts, names
}
