package step

import (
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// chain shows where the option under the cursor comes from and what came of
// it: pillar, objective, rounds, actions.
func (x *stickers) chain(r *model.Round) kit.Action {
	e, s := x.env, x.env.S()
	id := s.RoundResult(r.ID).Options[x.list.At].Option
	title := model.OptionLetter(x.placesOf(r)[id])
	return kit.Open{Overlay: kit.NewReader(e, title, func(width int) []string {
		lines := kit.Styled(e.Theme.Bold, kit.Wrap(s.OptionText(r.About, id), width))
		add := func(title string, items []string) {
			if len(items) == 0 {
				return
			}
			lines = append(lines, "", e.Theme.Title.Render(title))
			for _, item := range items {
				lines = append(lines, kit.Wrap(item, width)...)
			}
		}
		var rounds []string
		for _, v := range s.Votes(r.About, id) {
			if !x.revealing(v.Round) {
				rounds = append(rounds, voteText(e, v))
			}
		}
		switch r.About {
		case model.AboutObjectives:
			o := s.Objectives.Get(id)
			lines = append(lines, x.chainFacts(o, width)...)
			add(e.T("stickers.chain.rounds"), rounds)
			add(e.T("stickers.chain.actions"), x.chainActions(id))
		case model.AboutActions:
			var objectives []string
			for _, of := range s.Actions.Get(id).Objectives {
				if o := s.Objectives.Get(of); o != nil && s.ObjectivePlace(of) >= 0 {
					objectives = append(objectives, s.ObjectiveLetter(of)+"  "+strings.Join(append([]string{o.What}, x.pillarFacts(o.Pillar)...), " · "))
				}
			}
			add(e.T("stickers.chain.objectives"), objectives)
			add(e.T("stickers.chain.rounds"), rounds)
		case model.AboutPillars:
			number, _ := strconv.Atoi(id)
			lines = append(lines, kit.Wrap(strings.Join(x.pillarFacts(number), " · "), width)...)
			add(e.T("stickers.chain.rounds"), rounds)
		default:
			add(e.T("stickers.chain.rounds"), rounds)
		}
		return lines
	})}
}

// chainFacts are the pillar and the parts of an objective.
func (x *stickers) chainFacts(o *model.Objective, width int) []string {
	e := x.env
	facts := x.pillarFacts(o.Pillar)
	if o.AgeTo > 0 {
		facts = append(facts, e.T("common.ages", "From", o.AgeFrom, "To", o.AgeTo))
	}
	if o.Whom != "" {
		facts = append(facts, o.Whom)
	}
	if o.By != "" {
		facts = append(facts, e.T("objectives.bydate", "Date", e.Texts.Date(string(o.By))))
	}
	if o.Priority {
		facts = append(facts, markPriority+" "+e.T("objectives.priority"))
	}
	if len(facts) == 0 {
		return nil
	}
	return kit.Wrap(strings.Join(facts, " · "), width)
}

// pillarFacts are a pillar's name and what it scored in the last scan, if that
// was revealed.
func (x *stickers) pillarFacts(number int) []string {
	e := x.env
	pillar := e.M().Pillar(number)
	if pillar == nil {
		return nil
	}
	facts := []string{e.T("common.pillar", "N", number) + " " + e.In(pillar.Short)}
	scan := e.S().Scan()
	if scan == nil || !scan.Revealed {
		return facts
	}
	for _, p := range e.S().ScanResult(scan.ID).Pillars {
		switch {
		case p.Pillar != number:
		case p.Agreed != nil:
			facts = append(facts, e.T("stickers.chain.scored", "Score", strconv.Itoa(*p.Agreed)))
		case p.Mean != nil:
			facts = append(facts, e.T("stickers.chain.scored", "Score", e.Texts.Decimal(*p.Mean, 1)))
		}
	}
	return facts
}

// chainActions are the actions for an objective.
func (x *stickers) chainActions(objective string) []string {
	all, _ := x.env.S().ActionsFor(objective)
	lines := make([]string, len(all))
	for i, a := range all {
		lines[i] = actionMarks(a) + " " + a.Title
	}
	return lines
}
