package export

import (
	"cmp"
	"slices"

	"kring/model"
)

// partner is a participant with what it does in the plan.
type partner struct {
	*model.Participant
	owns  []*model.Action
	helps []help
}

// help is an action that a participant takes part in, with what it promised.
type help struct {
	*model.Action
	commitment string
}

// commitments writes a page for each participant who owns a chosen action or
// takes part in one, in the order of their numbers.
func (b *builder) commitments() {
	partners := b.partnersInPlan()
	if len(partners) == 0 {
		b.say(b.t.T("commitments.nobody"))
		return
	}
	if rest := len(partners) - listedMax; rest > 0 {
		b.say(b.t.N("commitments.more", rest, "Shown", listedMax))
		partners = partners[:listedMax]
	}
	for i, p := range partners {
		if i > 0 {
			b.blocks = append(b.blocks, Break{})
		}
		b.part(2, p.Name(), func() { b.commitment(p) })
	}
	b.end()
}

// partnersInPlan gives who does something in the plan.
func (b *builder) partnersInPlan() []*partner {
	var all []*partner
	by := make(map[*model.Participant]*partner)
	of := func(p *model.Participant) *partner {
		if by[p] == nil {
			by[p] = &partner{Participant: p}
			all = append(all, by[p])
		}
		return by[p]
	}
	for _, a := range b.s.Chosen() {
		if owner := b.s.Owner(a); owner != nil {
			p := of(owner)
			p.owns = append(p.owns, a)
		}
		for _, with := range a.Partners {
			if who := b.participant(with.Participant); who != nil && who != b.s.Owner(a) {
				p := of(who)
				p.helps = append(p.helps, help{a, with.Commitment})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y *partner) int { return cmp.Compare(x.Number, y.Number) })
	return all
}

func (b *builder) commitment(p *partner) {
	if p.Organisation != "" {
		b.say(b.labelled("commitments.person", p.Person))
	}
	b.part(3, b.t.T("commitments.owns"), func() {
		for _, a := range p.owns[:min(len(p.owns), listedMax)] {
			b.part(4, b.numbered(a), func() { b.list(b.owned(a)...) })
		}
		b.unlisted(len(p.owns))
	})
	b.part(3, b.t.T("commitments.helps"), func() {
		for _, h := range p.helps[:min(len(p.helps), listedMax)] {
			b.part(4, b.numbered(h.Action), func() {
				items := []string{b.labelled("commitments.promise", cmp.Or(h.commitment, b.t.T("commitments.open")))}
				items = append(items, b.served(h.Action)...)
				b.list(append(items,
					b.label("col.owner", cmp.Or(b.owner(h.Action), b.t.T("commitments.noowner"))),
					b.labelled("commitments.when", cmp.Or(b.when(h.Action), b.t.T("commitments.open"))),
					b.with(h.Action, p.Participant),
				)...)
			})
		}
		b.unlisted(len(p.helps))
	})
	b.part(3, b.t.T("commitments.exists"), func() { b.list(b.existing(p.Participant)...) })
	b.part(3, b.t.T("commitments.sign"), func() {
		b.say(b.t.T("commitments.agree"))
		for _, field := range []string{"commitments.name", "commitments.date", "commitments.signature"} {
			b.say(b.t.T("commitments.blank", "Field", b.t.T(field)))
		}
	})
}

// numbered gives the title of a chosen action with the number by which the
// group calls it.
func (b *builder) numbered(a *model.Action) string {
	return b.tr("action.title", "N", b.s.ChosenNumber(a.ID), "Title", a.Title)
}

// owned says what the owner of an action took on. What is still open is said:
// this page is where it gets filled in.
func (b *builder) owned(a *model.Action) []string {
	return append(b.served(a),
		b.label("action.firststeps", a.FirstSteps),
		b.labelled("commitments.when", cmp.Or(b.when(a), b.t.T("commitments.open"))),
		b.label("indicators", cmp.Or(semicolons(b.aims(a)...), b.t.T("commitments.open"))),
		b.label("action.means", a.Means),
		b.label("action.funding", a.Funding),
		b.label("action.anchoring", a.Anchoring),
		b.with(a, b.s.Owner(a)),
	)
}

// served gives the objectives that an action serves.
func (b *builder) served(a *model.Action) []string {
	var items []string
	for _, id := range a.Objectives {
		if o := b.objective(id); o != nil {
			items = append(items, b.label("action.objective", b.goalOf(o)))
		}
	}
	return items
}

// with names who else takes part in an action, with what they promised.
func (b *builder) with(a *model.Action, self *model.Participant) string {
	var with []string
	for _, p := range a.Partners {
		switch who := b.participant(p.Participant); {
		case who == nil || who == self || who == b.s.Owner(a):
		case p.Commitment == "":
			with = append(with, who.Name())
		default:
			with = append(with, b.tr("ofkind", "Text", who.Name(), "Kind", p.Commitment))
		}
	}
	return b.labelled("commitments.with", semicolons(b.some(with, namedMax)...))
}

// existing gives what a participant already does in the chosen pillars, as far
// as the offer names it.
func (b *builder) existing(p *model.Participant) []string {
	var items []string
	for _, o := range b.s.Offer.Live() {
		if b.s.IsChosen(o.Pillar) && o.Organisation != "" && model.NameKey(o.Organisation) == model.NameKey(p.Name()) {
			items = append(items, b.tr("ofkind", "Text", o.Name, "Kind",
				commas(b.t.T("common.pillar", "N", o.Pillar), b.ages(o.AgeFrom, o.AgeTo))))
		}
	}
	return items
}
