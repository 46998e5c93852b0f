package step

import (
	"slices"
	"strconv"

	"kring/model"
	"kring/tui/kit"
)

// Each step puts its cursor on the thing that the chain led to. The line gives
// the letters to the commands then: the next of the chain's keys would be text
// otherwise. What stands in it stays.

func (q *quickscan) toLink(to kit.Start) kit.Action {
	q.mode = together
	q.entry.Focus(false)
	if to.ID != "" {
		q.at = to.ID
		return nil
	}
	if _, begun := q.scan(); begun {
		return q.another()
	}
	return nil
}

func (p *pillars) toLink(to kit.Start) kit.Action {
	p.entry.Focus(false)
	if number, _ := strconv.Atoi(to.ID); p.env.M().Pillar(number) != nil {
		p.number = number
	}
	return nil
}

func (o *offer) toLink(to kit.Start) kit.Action {
	o.entry.Focus(false)
	if it := o.env.S().Offer.Get(to.ID); it != nil {
		o.goTo(*it)
	}
	return nil
}

func (o *objectives) toLink(to kit.Start) kit.Action {
	o.entry.Focus(false)
	o.list.At = max(o.env.S().ObjectivePlace(to.ID), 0)
	return nil
}

// toLink goes to a round; without one, to the one about what is asked for that is
// still to be closed, or begins it.
func (x *stickers) toLink(to kit.Start) kit.Action {
	x.at = to.ID
	for _, r := range x.rounds() {
		if to.ID == "" && r.About == to.View && r.State != model.Closed {
			x.at = r.ID
		}
	}
	x.arrive()
	x.entry.Focus(false)
	if x.at == "" && len(x.env.S().Candidates(to.View)) > 0 {
		return x.beginOn(to.View)
	}
	return nil
}

// voteOn goes to a round about actions or clusters.
func voteOn(about string) kit.Action {
	return kit.Go{Step: model.StepStickers, Start: &kit.Start{Kind: model.LinkRound, View: about}}
}

func (a *actions) toLink(to kit.Start) kit.Action {
	a.entry.Focus(to.ID == "")
	if to.Kind == model.LinkAction {
		a.list.At = max(a.env.S().Actions.Position(to.ID), 0)
	}
	return nil
}

// toLink goes to an idea, or on the board to a cluster; without one, to the line
// for a new idea.
func (x *ideas) toLink(to kit.Start) kit.Action {
	s := x.env.S()
	x.board = to.Kind == model.LinkCluster
	x.entry.Focus(to.ID == "")
	if to.ID == "" {
		return nil
	}
	if x.board {
		x.heap.At, x.in.At, x.left = s.Clusters.Position(to.ID)+1, 0, true
		return nil
	}
	x.hidden = false // it was asked for
	x.list.At = max(s.Ideas.Position(to.ID), 0)
	return nil
}

// toLink goes to an action, to a cell of the matrix, or to an indicator on the
// card of its action.
func (p *plan) toLink(to kit.Start) kit.Action {
	p.entry.Focus(false)
	whole, part := model.Parted(to.ID)
	if m := p.env.M(); to.Kind == model.LinkCell {
		p.row = max(slices.IndexFunc(m.Strategies, func(t model.Term) bool { return t.Key == whole }), 0)
		p.col = max(slices.IndexFunc(m.Levels, func(t model.Term) bool { return t.Key == part }), 0)
		p.matrix = p.hasMatrix()
		return nil
	}
	p.matrix, p.list.At = false, max(p.env.S().ChosenNumber(whole)-1, 0)
	if a := p.here(); a != nil && to.Kind == model.LinkIndicator {
		n, _ := strconv.Atoi(part)
		return p.edit(a, indicatorGap(a.Indicators[n].Kind))
	}
	return nil
}

// toLink goes to an action, and to a report on it.
func (f *followup) toLink(to kit.Start) kit.Action {
	f.entry.Focus(false)
	whole, part := model.Parted(to.ID)
	f.list.At = max(slices.Index(f.order, whole), 0)
	if a := f.here(); a != nil && to.Kind == model.LinkReport {
		n, _ := strconv.Atoi(part)
		return f.mendReport(*a, n)
	}
	return nil
}

func (g *group) toLink(to kit.Start) kit.Action {
	g.entry.Focus(false)
	g.goTo(to.ID)
	return nil
}

// What stands under the cursor of each step, for the keys of the chain.

func (o *objectives) chainKeys() []kit.Key {
	id := ""
	if p := o.here(); p != nil {
		id = p.ID
	}
	return chainKeys(o.env, model.LinkObjective, id)
}

func (o *offer) chainKeys() []kit.Key {
	id := ""
	if it := o.here(); it != nil {
		id = it.ID
	}
	return chainKeys(o.env, model.LinkOffer, id)
}

func (a *actions) chainKeys() []kit.Key {
	return actionChain(a.env, a.here())
}

// chainKeys are those of the idea under the cursor; on the board, with the cursor
// among the clusters, of the cluster.
func (x *ideas) chainKeys() []kit.Key {
	if c := x.cluster(); x.board && x.left && c != nil {
		return chainKeys(x.env, model.LinkCluster, c.ID)
	}
	id := ""
	if idea := x.here(); idea != nil {
		id = idea.ID
	}
	return chainKeys(x.env, model.LinkIdea, id)
}

func (g *group) chainKeys() []kit.Key {
	id := ""
	if p := g.here(); p != nil {
		id = p.ID
	}
	return chainKeys(g.env, model.LinkParticipant, id)
}

func actionChain(e *kit.Env, a *model.Action) []kit.Key {
	id := ""
	if a != nil {
		id = a.ID
	}
	return chainKeys(e, model.LinkAction, id)
}

// chainKeys are those of the option under the cursor, or of the round where
// there is none. One whose place is still covered says nothing.
func (x *stickers) chainKeys(r *model.Round) []kit.Key {
	kind, id := model.AboutLink(r.About), ""
	switch {
	case x.length() == 0:
		kind, id = model.LinkRound, r.ID
	case r.State == model.Draft:
		id = x.slateOf(r).all[x.list.At].id
	case r.State == model.Open:
		id = r.Options[x.list.At]
	case x.list.At >= x.hidden[r.ID]:
		id = x.env.S().RoundResult(r.ID).Options[x.list.At].Option
	}
	return chainKeys(x.env, kind, id)
}
