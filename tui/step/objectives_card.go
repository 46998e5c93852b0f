package step

import (
	"slices"
	"strconv"

	"kring/model"
	"kring/tui/kit"
)

// card tells everything of the objective under the cursor, beside the list:
// its place in the chain from pillar to actions, and the considerations with
// what they ask.
func (o *objectives) card(width int) []string {
	e, t := o.env, o.env.Theme
	p := o.here()
	if p == nil {
		return nil
	}
	lines := kit.Styled(t.Bold, kit.Wrap(e.S().ObjectiveLetter(p.ID)+"  "+p.What, width))
	for _, fact := range o.facts(p) {
		lines = append(lines, kit.Wrap(fact, width)...)
	}
	if missing := o.missing(p); missing != "" {
		lines = append(lines, kit.Styled(t.Warn, kit.Wrap(missing, width))...)
	}
	if p.Note != "" {
		lines = append(lines, kit.Styled(t.Dim, kit.WrapMost(p.Note, width, 4))...)
	}
	lines = append(lines, o.cardVotes(p, width)...)
	lines = append(lines, o.cardActions(p, width)...)
	return append(lines, o.cardMarks(p, width)...)
}

// cardVotesMost is how many rounds the card lists, the last ones.
const cardVotesMost = 3

// cardVotes tells each round that the objective stood in.
func (o *objectives) cardVotes(p *model.Objective, width int) []string {
	e := o.env
	votes := e.S().Votes(model.AboutObjectives, p.ID)
	if len(votes) == 0 {
		return nil
	}
	lines := []string{"", e.Theme.Title.Render(kit.Cut(e.T("step.stickers"), width))}
	for _, v := range votes[max(len(votes)-cardVotesMost, 0):] {
		lines = append(lines, e.Theme.Warm.Render(kit.Cut(voteText(e, v), width)))
	}
	return lines
}

// cardActionsMost is how many actions the card lists.
const cardActionsMost = 6

func (o *objectives) cardActions(p *model.Objective, width int) []string {
	e, t := o.env, o.env.Theme
	all, chosen := e.S().ActionsFor(p.ID)
	right := ""
	if len(all) > 0 {
		right = e.N("objectives.chosen", chosen)
	}
	lines := []string{"", t.Title.Render(kit.Apart(e.N("objectives.actions", len(all)), right, width))}
	if n := e.S().IdeasTied(p.ID); n > 0 {
		lines = append(lines, t.Dim.Render(kit.Cut(e.N("objectives.ideas", n), width)))
	}
	for _, a := range all[:min(len(all), cardActionsMost)] {
		lines = append(lines, kit.Cut(actionMarks(a)+" "+a.Title, width))
	}
	if more := len(all) - cardActionsMost; more > 0 {
		lines = append(lines, t.Dim.Render(e.T("objectives.more", "N", more)))
	}
	return lines
}

func (o *objectives) cardMarks(p *model.Objective, width int) []string {
	e, t := o.env, o.env.Theme
	terms := e.M().Considerations
	if len(terms) == 0 {
		return nil
	}
	count := strconv.Itoa(len(p.Considerations)) + "/" + strconv.Itoa(len(terms))
	lines := []string{"", t.Title.Render(kit.Apart(e.T("objectives.considerations"), count, width))}
	for _, term := range terms {
		mark := kit.MarkUntouched
		if slices.Contains(p.Considerations, term.Key) {
			mark = t.Good.Render(kit.MarkDone)
		}
		lines = append(lines, mark+" "+kit.Cut(e.In(term.Name)+ours(term.Ours), width-2))
		for _, l := range kit.WrapMost(e.In(term.About), width-2, 3) {
			lines = append(lines, t.Dim.Render("  "+l))
		}
	}
	return lines
}
