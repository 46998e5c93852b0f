package step

import (
	"cmp"
	"slices"
	"strconv"

	"kring/model"
	"kring/tui/kit"
)

// moveTo puts ideas in a cluster, or with nil in none.
func (x *ideas) moveTo(ids []string, c *model.Cluster) kit.Action {
	e := x.env
	id, name := "", e.T("ideas.incluster0")
	if c != nil {
		id, name = c.ID, c.Title
	}
	change := e.S().MoveIdeas(ids, id)
	if b, ok := change.(model.Batch); ok && len(b.Changes) == 0 {
		return kit.Notify{Text: e.T("ideas.thereyet"), Bad: true}
	}
	x.leave(ids)
	return kit.All{kit.Do{Change: change}, kit.Notify{Text: e.N("ideas.moved", len(ids), "Name", name)}}
}

// pickCluster asks to which cluster the ideas go: where they might belong
// first, then all, a new one, and none.
func (x *ideas) pickCluster(ids []string) kit.Action {
	e, s := x.env, x.env.S()
	var items []kit.Item
	listed := make(map[string]bool)
	put := func(c *model.Cluster, note string) {
		if !listed[c.ID] && c != x.cluster() {
			listed[c.ID] = true
			items = append(items, kit.Item{Key: c.ID, Label: x.called(c), Note: note})
		}
	}
	for _, c := range x.suggestions(s.Ideas.Get(ids[0])) {
		put(c, e.T("ideas.suggestion"))
	}
	for _, c := range s.Clusters.Live() {
		put(c, e.N("ideas.count", len(s.IdeasIn(c.ID))))
	}
	items = append(items, kit.Item{Key: "+", Label: e.T("ideas.newcluster")})
	if x.cluster() != nil || len(x.marks) > 0 {
		items = append(items, kit.Item{Label: "0 " + e.T("ideas.incluster0")})
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.N("ideas.movepick", len(ids)), items, func(id string) kit.Action {
		if id == "+" {
			return x.askNew(ids)
		}
		return x.moveTo(ids, s.Clusters.Get(id))
	})}
}

// askTitle asks for the title of a cluster.
func (x *ideas) askTitle(title, was string, save func(title string) kit.Action) kit.Action {
	e := x.env
	return kit.Open{Overlay: kit.NewForm(e, title, []kit.Field{{Label: e.T("ideas.clustertitle"), Hint: e.T("ideas.clusterhint"), Value: was}}, func(v []string) kit.Action {
		if v[0] == "" {
			return kit.Notify{Text: e.T("ideas.needtitle"), Bad: true}
		}
		return save(v[0])
	})}
}

// askNew makes a cluster of ideas. The board stays where it is: the next ideas
// can be placed at once.
func (x *ideas) askNew(ids []string) kit.Action {
	e := x.env
	title := e.T("ideas.newcluster")
	if len(ids) > 0 {
		title = e.N("ideas.newof", len(ids))
	}
	return x.askTitle(title, "", func(title string) kit.Action {
		change, _ := e.S().NewCluster(title, ids)
		return x.making(change, ids)
	})
}

// making does a change that takes ideas to another cluster.
func (x *ideas) making(change model.Change, ids []string) kit.Action {
	if x.env.S().Check(change) == nil {
		x.leave(ids)
	}
	return kit.Do{Change: change}
}

// leave puts the cursor where the idea after it will stand once these ideas are
// in another cluster, and takes the marks away.
func (x *ideas) leave(ids []string) {
	clear(x.marks)
	going := make(map[string]bool, len(ids))
	for _, id := range ids {
		going[id] = true
	}
	at, all := 0, x.heapIdeas()
	for _, idea := range all[:min(x.in.At, len(all))] {
		if !going[idea.ID] {
			at++
		}
	}
	x.in.At = at
}

func (x *ideas) rename(c *model.Cluster) kit.Action {
	return x.askTitle(x.env.T("ideas.rename"), c.Title, func(title string) kit.Action {
		next := *c
		next.Title = title
		return kit.Do{Change: model.Edited[model.Cluster]{Item: next}}
	})
}

// split puts the marked ideas of a cluster in one of their own.
func (x *ideas) split(c *model.Cluster) kit.Action {
	ids := x.marksIn(c)
	return x.askTitle(x.env.N("ideas.splitof", len(ids), "Title", c.Title), "", func(title string) kit.Action {
		change, _ := x.env.S().SplitCluster(c.ID, ids, title)
		return x.making(change, ids)
	})
}

// join asks which other cluster goes up in this one.
func (x *ideas) join(c *model.Cluster) kit.Action {
	e, s := x.env, x.env.S()
	var items []kit.Item
	for _, other := range s.Clusters.Live() {
		if other != c {
			items = append(items, kit.Item{Key: other.ID, Label: x.called(other), Note: e.N("ideas.count", len(s.IdeasIn(other.ID)))})
		}
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T("ideas.joinpick", "Title", kit.Cut(c.Title, 30)), items, func(id string) kit.Action {
		change := model.ClustersMerged{Into: c.ID, From: id}
		if x.number(s.Clusters.Get(id)) < x.number(c) && s.Check(change) == nil {
			x.heap.At-- // the cursor stays on the cluster
		}
		return kit.Do{Change: change}
	})}
}

// dissolve removes a cluster; its ideas are in none.
func (x *ideas) dissolve(c *model.Cluster) kit.Action {
	return kit.All{
		kit.Do{Change: x.env.S().DissolveCluster(c.ID)},
		kit.Notify{Text: x.env.T("ideas.dissolved", "Title", c.Title)},
	}
}

// askGoal makes an objective of a cluster. Its pillar is asked for where it does
// not follow from the ideas, or from there being only one.
func (x *ideas) askGoal(c *model.Cluster) kit.Action {
	e, s := x.env, x.env.S()
	of := make(map[int]int)
	for _, idea := range s.IdeasIn(c.ID) {
		if idea.Pillar > 0 {
			of[idea.Pillar]++
		}
	}
	chosen := s.ChosenPillars()
	switch {
	case len(e.M().Pillars) == 0:
		return x.goal(c, 0)
	case len(of) == 1:
		for pillar := range of {
			return x.goal(c, pillar)
		}
	case len(of) == 0 && len(chosen) == 1:
		return x.goal(c, chosen[0].Number)
	}
	// Those first that ideas name, then those chosen, then the others.
	pillars := make([]*model.Pillar, len(e.M().Pillars))
	for i := range pillars {
		pillars[i] = &e.M().Pillars[i]
	}
	isChosen := func(p *model.Pillar) int {
		if slices.Contains(chosen, p) {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(pillars, func(p, q *model.Pillar) int {
		return cmp.Or(cmp.Compare(of[q.Number], of[p.Number]), cmp.Compare(isChosen(q), isChosen(p)))
	})
	items := make([]kit.Item, len(pillars))
	for i, p := range pillars {
		items[i] = kit.Item{Key: strconv.Itoa(p.Number), Label: strconv.Itoa(p.Number) + " " + e.In(p.Short)}
		switch n := of[p.Number]; {
		case n > 0:
			items[i].Note = e.N("ideas.count", n)
		case isChosen(p) > 0:
			items[i].Note = e.T("ideas.chosenpillar")
		}
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T("ideas.goalpick", "Title", kit.Cut(c.Title, 40)), items, func(key string) kit.Action {
		pillar, _ := strconv.Atoi(key)
		return x.goal(c, pillar)
	})}
}

func (x *ideas) goal(c *model.Cluster, pillar int) kit.Action {
	s := x.env.S()
	change, _ := s.ClusterBecomesObjective(c.ID, pillar)
	letter := model.OptionLetter(len(s.Objectives.Live()))
	return kit.All{kit.Do{Change: change}, kit.Notify{Text: x.env.T("ideas.isobjective", "Letter", letter)}}
}

// edit opens the card of an idea.
func (x *ideas) edit(p *model.Idea) kit.Action {
	e, s, m := x.env, x.env.S(), x.env.M()
	type idea = model.Idea
	kind := formPart[idea]{
		kit.Field{Label: e.T("actions.kind"), Value: ideaKind(p)},
		func(i *idea, v string) error { i.Kind = v; return nil },
	}
	for _, key := range []string{model.KindNew, model.KindExisting, model.KindExtension} {
		kind.Options = append(kind.Options, kit.Option{Key: key, Label: e.T("kindof." + key)})
	}
	parts := []formPart[idea]{textPart(e.T("ideas.text"), p.Text, func(i *idea) *string { return &i.Text }), kind}
	if n := len(s.Objectives.Live()); n > 0 {
		parts = append(parts, formPart[idea]{
			kit.Field{Label: e.T("ideas.objective"), Hint: e.T("ideas.objectivehint", "Last", model.OptionLetter(n-1)), Value: s.ObjectiveLetter(p.Objective)},
			func(i *idea, v string) error {
				ids, err := s.ObjectivesByLetters(v)
				if len(ids) > 0 {
					i.Objective = ids[0]
				} else if s.ObjectivePlace(i.Objective) >= 0 {
					i.Objective = "" // one that was removed stays tied
				}
				return err
			},
		})
	}
	if len(m.Pillars) > 0 {
		field := kit.Field{Label: e.T("ideas.pillar"), Value: strconv.Itoa(p.Pillar), Options: []kit.Option{{Key: "0", Label: e.T("common.none")}}}
		for _, pillar := range m.Pillars {
			number := strconv.Itoa(pillar.Number)
			field.Options = append(field.Options, kit.Option{Key: number, Label: number + " " + e.In(pillar.Short)})
		}
		parts = append(parts, formPart[idea]{field, func(i *idea, v string) error {
			i.Pillar, _ = strconv.Atoi(v) // the keys are numbers
			return nil
		}})
	}
	if len(s.Participants.Live()) > 0 {
		parts = append(parts, x.whoPart(p))
	}
	return kit.Open{Overlay: newPartsForm(e, kit.Cut(p.Text, 60), *p, parts, func(next idea) kit.Action {
		return kit.Do{Change: model.Edited[idea]{Item: next}}
	})}
}

// whoPart takes who brought the idea, by number or the start of the name.
func (x *ideas) whoPart(p *model.Idea) formPart[model.Idea] {
	e, s := x.env, x.env.S()
	value := ""
	if who := s.Participants.Get(p.Participant); who != nil {
		value = called(who)
	}
	return formPart[model.Idea]{
		kit.Field{Label: e.T("ideas.who"), Hint: e.T("ideas.whohint"), Value: value},
		func(i *model.Idea, v string) error {
			if v == value {
				return nil
			}
			i.Participant = ""
			if v == "" {
				return nil
			}
			who, err := s.FindParticipant(v)
			if err == nil {
				i.Participant = who.ID
			}
			return err
		},
	}
}
