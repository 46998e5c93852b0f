package step

import (
	"slices"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// planLabel is the width of the names of fields on a card.
const planLabel = 20

// card draws all that is known of the action under the cursor; what is still
// open has a dot, what the plan needs and lacks a mark.
func (p *plan) card(width int) []string {
	e, t := p.env, p.env.Theme
	a := p.here()
	lines := kit.Styled(t.Bold, kit.WrapMost(a.Title, width, 2))
	lines = append(lines, kit.Styled(t.Dim, kit.WrapMost(planAbout(e, a), width, 2))...)
	if a.Description != "" {
		lines = append(lines, kit.WrapMost(a.Description, width, 3)...)
	}
	lines = append(lines, "")
	for _, row := range planFacts(e, a) {
		lines = append(lines, row.draw(e, width, factLines)...)
	}
	return append(lines, p.missing(a, width))
}

// planAbout is what kind of action it is, for whom and where.
func planAbout(e *kit.Env, a *model.Action) string {
	kind := a.Kind
	if kind == "" {
		kind = model.KindNew
	}
	parts := []string{e.T("kindof." + kind)}
	if a.AgeTo > 0 {
		parts = append(parts, e.T("common.ages", "From", a.AgeFrom, "To", a.AgeTo))
	}
	if a.Setting != "" {
		parts = append(parts, a.Setting)
	}
	for _, goal := range goalsOf(e, a) {
		parts = append(parts, e.T("plan.for", "What", goal))
	}
	return strings.Join(parts, " · ")
}

// fact is one named line of a card.
type fact struct{ label, text string }

// fitTerm makes the name of a term that many columns wide. Where it is cut, the
// mark that it is ours stays.
func fitTerm(name string, width int) string {
	if bare, is := strings.CutSuffix(name, " "+kit.MarkOurs); is && kit.Width(name) > width {
		name = kit.Cut(bare, width-2) + " " + kit.MarkOurs
	}
	return kit.Fit(name, width)
}

// factLines is how many lines a fact takes at most beside a list; allLines is
// for where it is read.
const factLines, allLines = 3, 1000

func (f fact) draw(e *kit.Env, width, most int) []string {
	label := min(planLabel, width/3)
	if f.text == "" {
		return []string{e.Theme.Dim.Render(fitTerm(f.label, label) + " " + kit.MarkEmpty)}
	}
	lines := kit.WrapMost(f.text, width-label-1, most)
	for i, line := range lines {
		name := ""
		if i == 0 {
			name = f.label
		}
		lines[i] = e.Theme.Dim.Render(fitTerm(name, label)) + " " + line
	}
	return lines
}

// planFacts are the fields of the plan, filled in or not.
func planFacts(e *kit.Env, a *model.Action) []fact {
	m := e.M()
	facts := []fact{{e.T("plan.owner"), e.S().OwnerText(a)}, {e.T("plan.partners"), partnersOf(e, a)}}
	if a.Start != "" || a.End != "" {
		facts = append(facts, fact{e.T("plan.period"), e.T("plan.fromto", "From", e.Texts.Date(planDay(a.Start)), "To", e.Texts.Date(planDay(a.End)))})
	} else {
		facts = append(facts, fact{e.T("plan.period"), ""})
	}
	facts = append(facts, fact{e.T("plan.firststeps"), a.FirstSteps}, fact{e.T("plan.means"), a.Means}, fact{e.T("plan.funding"), a.Funding})
	if len(m.Strategies) > 0 && len(m.Levels) > 0 {
		facts = append(facts, fact{e.T("plan.strategies"), termNames(e, m.Strategies, a.Strategies)}, fact{e.T("plan.levels"), termNames(e, m.Levels, a.Levels)})
	}
	for _, kind := range indicatorKinds(e, a) {
		facts = append(facts, fact{kind.label, targetsOf(e, a, kind.key)})
	}
	return append(facts, fact{e.T("plan.anchoring"), a.Anchoring})
}

// partnersOf names the partners with what they commit to.
func partnersOf(e *kit.Env, a *model.Action) string {
	var parts []string
	for _, one := range a.Partners {
		p := e.S().Participants.Get(one.Participant)
		switch {
		case p == nil || p.Removed:
		case one.Commitment == "":
			parts = append(parts, p.Name())
		default:
			parts = append(parts, p.Name()+": "+one.Commitment)
		}
	}
	return strings.Join(parts, "; ")
}

// targetsOf gives the indicators of a kind with their targets.
func targetsOf(e *kit.Env, a *model.Action, kind string) string {
	var parts []string
	for _, one := range a.Indicators {
		if one.Kind != kind {
			continue
		}
		text := one.Text
		if one.Target != "" {
			text = e.T("plan.target", "Text", one.Text, "Target", one.Target)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

// termNames gives the names of terms of the method, our own marked.
func termNames(e *kit.Env, terms []model.Term, keys []string) string {
	var names []string
	for _, key := range keys {
		if t := model.Find(terms, key); t != nil {
			names = append(names, e.In(t.Name)+ours(t.Ours))
		}
	}
	return e.Texts.List(names)
}

// indicatorKind is a kind of indicator with what to call it.
type indicatorKind struct{ key, label, about string }

// indicatorKinds are the kinds that the method has, and the one without a name
// where the action uses it or the method has none.
func indicatorKinds(e *kit.Env, a *model.Action) []indicatorKind {
	var kinds []indicatorKind
	for _, t := range e.M().Indicators {
		kinds = append(kinds, indicatorKind{t.Key, e.In(t.Name) + ours(t.Ours), e.In(t.About)})
	}
	loose := slices.ContainsFunc(a.Indicators, func(i model.Indicator) bool { return i.Kind == "" })
	if loose || len(kinds) == 0 {
		kinds = append(kinds, indicatorKind{"", e.T("plan.indicator"), ""})
	}
	return kinds
}
