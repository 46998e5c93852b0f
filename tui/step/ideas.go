package step

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// ideas is the first view of step 4: a brainstorm, an idea a line, and behind c
// the board on which ideas are gathered into clusters.
type ideas struct {
	rows
	objective string          // id of what the next idea is for, see tie
	hidden    bool            // the ideas are counted and not drawn, so that none steers the next
	stop      bool            // nothing is entered once the timer stands at zero
	board     bool            // the board is shown
	marks     map[string]bool // ideas that are marked, by id
	heap      kit.List        // on the board: the cursor among the clusters, 0 is "in none"
	in        kit.List        // on the board: the cursor among the ideas of that cluster
	left      bool            // on the board: the keys move among the clusters

	alike   *kit.Memo[alikeTo, []model.Alike[model.Idea]]
	fitting *kit.Memo[alikeTo, []*model.Cluster]
}

// alikeTo is what ideas are compared with, at one revision of the session.
type alikeTo struct {
	text, idea string
	revision   uint64
}

// newIdeas begins at the last idea: the next ones come below it.
func newIdeas(env *kit.Env) *ideas {
	x := &ideas{
		rows: newRows(env), marks: make(map[string]bool),
		alike: new(kit.Memo[alikeTo, []model.Alike[model.Idea]]), fitting: new(kit.Memo[alikeTo, []*model.Cluster]),
	}
	x.list.At = max(len(x.live())-1, 0)
	return x
}

func (x *ideas) live() []*model.Idea { return x.env.S().Ideas.Live() }

// start opens the brainstorm, asked for by another step.
func (x *ideas) start() {
	x.board = false
	x.entry.Focus(true)
}

// Editing says that the letters are text.
func (x *ideas) Editing() bool { return !x.board && x.entry.Typing() }

// here is the idea under the cursor, or nil.
func (x *ideas) here() *model.Idea {
	if x.board {
		if all := x.heapIdeas(); !x.left && x.in.At < len(all) {
			return all[x.in.At]
		}
		return nil
	}
	if live := x.live(); !x.hidden && x.list.At < len(live) {
		return live[x.list.At]
	}
	return nil
}

// chosen gives the ids of the marked ideas, in order, or that of the one under
// the cursor when none is marked.
func (x *ideas) chosen() []string {
	var ids []string
	if len(x.marks) > 0 {
		for _, idea := range x.live() {
			if x.marks[idea.ID] {
				ids = append(ids, idea.ID)
			}
		}
	}
	if idea := x.here(); len(ids) == 0 && idea != nil {
		ids = []string{idea.ID}
	}
	return ids
}

// mark marks the idea under the cursor, or no longer, and goes on to the next.
func (x *ideas) mark(idea *model.Idea) kit.Action {
	if x.marks[idea.ID] {
		delete(x.marks, idea.ID)
	} else {
		x.marks[idea.ID] = true
	}
	if x.board {
		x.in.At = min(x.in.At+1, len(x.heapIdeas())-1)
	} else {
		x.list.At = min(x.list.At+1, len(x.live())-1)
	}
	return nil
}

// tie is the objective that the next idea will be for, or nil.
func (x *ideas) tie() *model.Objective {
	if at := x.env.S().ObjectivePlace(x.objective); at >= 0 {
		return x.env.S().Objectives.Live()[at]
	}
	return nil
}

// turn goes through the objectives; before the first one stands none.
func (x *ideas) turn(by int) kit.Action {
	live := x.env.S().Objectives.Live()
	at := x.env.S().ObjectivePlace(x.objective) + 1
	x.objective = ""
	if next := (at + by + len(live) + 1) % (len(live) + 1); next > 0 {
		x.objective = live[next-1].ID
	}
	return nil
}

// why says why the keys about the idea under the cursor cannot be used.
func (x *ideas) why() string {
	e := x.env
	switch {
	case len(x.live()) == 0:
		return e.T("ideas.none")
	case x.hidden && !x.board:
		return e.T("ideas.showfirst")
	case x.here() == nil:
		return e.T("ideas.onidea")
	}
	return ""
}

// Keys are the keys of the view.
func (x *ideas) Keys() []kit.Key {
	if x.board {
		return x.boardKeys()
	}
	e := x.env
	noObjectives := ""
	if len(e.S().Objectives.Live()) == 0 {
		noObjectives = e.T("actions.noobjectives")
	}
	hide, stop := e.T("ideas.hide"), e.T("ideas.stop")
	if x.hidden {
		hide = e.T("ideas.show")
	}
	if x.stop {
		stop = e.T("ideas.goon")
	}
	idea, why := x.here(), x.why()
	return append(append(x.keys(e.T("ideas.add")),
		kit.Key{On: []string{"enter"}, Label: e.T("key.edit"), Help: e.T("ideas.edithelp"), Why: why, Do: func() kit.Action { return x.edit(idea) }, Quiet: x.Editing()},
		kit.Key{On: []string{"tab"}, Label: e.T("actions.turn"), Help: e.T("ideas.turnhelp"), Why: noObjectives, Do: func() kit.Action { return x.turn(1) }},
		kit.Key{On: []string{"shift+tab"}, Label: e.T("actions.turn"), Why: noObjectives, Do: func() kit.Action { return x.turn(-1) }, Quiet: true},
		kit.Key{On: []string{"c"}, Label: e.T("ideas.cluster"), Help: e.T("ideas.clusterhelp"), Why: x.noIdeas(), Do: x.openBoard},
		kit.Key{On: []string{"h"}, Label: hide, Help: e.T("ideas.hidehelp"), Do: func() kit.Action {
			x.hidden = !x.hidden
			return nil
		}},
		kit.Key{On: []string{"T"}, Label: stop, Help: e.T("ideas.stophelp"), Do: func() kit.Action {
			x.stop = !x.stop
			word := "ideas.goeson"
			if x.stop {
				word = "ideas.stops"
			}
			return kit.Notify{Text: e.T(word)}
		}, Quiet: true},
	), x.ideaKeys(idea, why)...)
}

func (x *ideas) noIdeas() string {
	if len(x.live()) == 0 {
		return x.env.T("ideas.none")
	}
	return ""
}

// ideaKeys are those about ideas that list and board share.
func (x *ideas) ideaKeys(idea *model.Idea, why string) []kit.Key {
	e, s := x.env, x.env.S()
	alone, noneGone, noBack := why, "", ""
	if len(x.live()) == 1 {
		alone = first(why, e.T("ideas.alone"))
	}
	if s.Ideas.Len() == len(x.live()) && s.Clusters.Len() == len(s.Clusters.Live()) {
		noneGone = e.T("key.nonegone")
	}
	if !e.M().Has(model.StepObjectives) {
		noBack = e.T("ideas.nostep")
	}
	return append([]kit.Key{
		{On: []string{"space"}, Label: e.T("key.mark"), Help: e.T("ideas.markhelp"), Why: why, Do: func() kit.Action { return x.mark(idea) }, Quiet: !x.board},
		{On: []string{"D"}, Label: e.T("ideas.merge"), Help: e.T("ideas.mergehelp"), Why: alone, Do: func() kit.Action { return x.pickDouble(idea) }},
		{On: []string{"L"}, Label: e.T("ideas.pairs"), Help: e.T("ideas.pairshelp"), Why: first(x.noIdeas(), x.veiled()), Do: x.pickPair, Quiet: true},
		{On: []string{"a"}, Label: e.T("ideas.use"), Help: e.T("ideas.usehelp"), Why: why, Do: func() kit.Action { return x.use(idea) }},
		{On: []string{"x"}, Label: e.T("key.remove"), Help: e.T("ideas.removehelp"), Why: why, Do: x.remove},
		{On: []string{"r"}, Label: e.T("key.restore"), Why: noneGone, Do: x.restore, Quiet: true},
		{On: []string{"/"}, Label: e.T("key.find"), Why: first(x.noIdeas(), x.veiled()), Do: x.find, Quiet: true},
		{On: []string{"b"}, Label: e.T("ideas.back"), Help: e.T("ideas.backhelp"), Why: noBack, Do: func() kit.Action { return kit.Go{Step: model.StepObjectives} }, Quiet: true},
		kit.MoveKeys(e),
	}, x.chainKeys()...)
}

// veiled says why what shows other ideas cannot be used.
func (x *ideas) veiled() string {
	if x.hidden && !x.board {
		return x.env.T("ideas.showfirst")
	}
	return ""
}

// Update takes in a message.
func (x *ideas) Update(msg tea.Msg) kit.Action {
	switch msg := msg.(type) {
	case kit.Changed:
		x.follow()
		return nil
	case kit.Done:
		return x.told(msg)
	case kit.Click:
		x.hit(msg)
		return nil
	}
	if x.board {
		return x.updateBoard(msg)
	}
	return x.update(msg, len(x.live()), x.Keys(), entered{line: x.add, lines: x.addAll})
}

// follow keeps the cursors inside their lists, and drops the marks of ideas
// that are gone.
func (x *ideas) follow() {
	x.list.Clamp(len(x.live()))
	for id := range x.marks {
		if idea := x.env.S().Ideas.Get(id); idea == nil || idea.Removed || idea.MergedInto != "" {
			delete(x.marks, id)
		}
	}
	x.heap.Clamp(len(x.env.S().Clusters.Live()) + 1)
	x.in.Clamp(len(x.heapIdeas()))
}

// told goes to what was just entered.
func (x *ideas) told(d kit.Done) kit.Action {
	if d.Err == nil && x.sent {
		x.list.At = max(len(x.live())-1, 0)
	}
	return x.done(d)
}

// add takes one line: the idea, with what it is tied to.
func (x *ideas) add(text string) kit.Action {
	if x.stop && x.env.Over() {
		return kit.Notify{Text: x.env.T("ideas.over"), Bad: true}
	}
	next, err := x.parse(text)
	if err != nil {
		return kit.Notify{Text: x.env.Explain(err), Bad: true}
	}
	next.ID = model.NextID(&x.env.S().Ideas, "i")
	return kit.Do{Change: model.Added[model.Idea]{Item: next}}
}

func (x *ideas) parse(text string) (model.Idea, error) {
	next, err := x.env.S().ParseIdea(text)
	if o := x.tie(); o != nil && next.Objective == "" && next.Pillar == 0 {
		next.Objective = o.ID
	}
	return next, err
}

// addAll takes a pasted list, an idea a line, as one change.
func (x *ideas) addAll(lines []string) kit.Action {
	e := x.env
	if x.stop && e.Over() {
		return kit.Notify{Text: e.T("ideas.over"), Bad: true}
	}
	ids := newIDs(&e.S().Ideas, "i")
	changes := make([]model.Change, len(lines))
	for i, line := range lines {
		next, err := x.parse(model.ListItem(line))
		if err == nil {
			next.ID = ids.next()
			changes[i] = model.Added[model.Idea]{Item: next}
			err = e.S().Check(changes[i])
		}
		if err != nil {
			return kit.Notify{Text: e.T("actions.badline", "N", i+1, "Reason", e.Explain(err)), Bad: true}
		}
	}
	return kit.Do{Change: model.Batch{Name: "ideas.pasted", Changes: changes}}
}

// use makes an action of an idea, which stays, and goes on to the next idea.
func (x *ideas) use(idea *model.Idea) kit.Action {
	s := x.env.S()
	if s.Became(idea) {
		return kit.Notify{Text: x.env.T("ideas.usedalready"), Bad: true}
	}
	next := s.ActionOf(idea)
	next.ID = model.NextID(&s.Actions, "a")
	if o := x.tie(); o != nil && len(next.Objectives) == 0 {
		next.Objectives = []string{o.ID}
	}
	if x.board {
		x.in.At = min(x.in.At+1, len(x.heapIdeas())-1)
	} else {
		x.list.At = min(x.list.At+1, len(x.live())-1)
	}
	return kit.All{
		kit.Do{Change: model.Added[model.Action]{Item: next}},
		kit.Notify{Text: x.env.T("ideas.became", "Title", next.Title)},
	}
}

// remove puts the marked ideas, or the one under the cursor, into the bin.
func (x *ideas) remove() kit.Action {
	ids := x.chosen()
	if len(ids) == 1 {
		return kit.Do{Change: model.Removed[model.Idea]{ID: ids[0]}}
	}
	changes := make([]model.Change, len(ids))
	for i, id := range ids {
		changes[i] = model.Removed[model.Idea]{ID: id}
	}
	return kit.Do{Change: model.Batch{Name: "ideas.removed", Changes: changes}}
}

// restore brings back an idea or a cluster: one that was removed, or went up in
// another.
func (x *ideas) restore() kit.Action {
	e, s := x.env, x.env.S()
	var items []kit.Item
	for _, c := range s.Clusters.All() {
		if c.Removed || c.MergedInto != "" {
			items = append(items, kit.Item{Key: "c" + c.ID, Label: c.Title, Note: e.T("kind.cluster")})
		}
	}
	for _, p := range slices.Backward(s.Ideas.All()) {
		if p.Removed || p.MergedInto != "" {
			note := ""
			if into := s.Ideas.Get(p.MergedInto); into != nil {
				note = e.T("ideas.wentinto", "Text", kit.Cut(into.Text, 24))
			}
			items = append(items, kit.Item{Key: "i" + p.ID, Label: p.Text, Note: note})
		}
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T("key.restore"), items, func(key string) kit.Action {
		if key[0] == 'c' {
			return kit.Do{Change: model.Restored[model.Cluster]{ID: key[1:]}}
		}
		return kit.Do{Change: model.Restored[model.Idea]{ID: key[1:]}}
	})}
}

// find goes to an idea by a part of its text.
func (x *ideas) find() kit.Action {
	e := x.env
	live := x.live()
	items := make([]kit.Item, len(live))
	for i, p := range live {
		items[i] = kit.Item{Key: strconv.Itoa(i), Label: p.Text, Note: x.tags(p)}
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T("key.find"), items, func(key string) kit.Action {
		at, _ := strconv.Atoi(key)
		x.list.At = at
		x.show(live[at])
		return nil
	}).On(strconv.Itoa(x.list.At))}
}

// tags are what an idea is tied to, in a few columns: the letter of its
// objective, else its pillar.
func (x *ideas) tags(p *model.Idea) string {
	if letter := x.env.S().ObjectiveLetter(p.Objective); letter != "" || p.Pillar == 0 {
		return letter
	}
	return "p" + strconv.Itoa(p.Pillar)
}

// ideaKind is the kind of an idea; without one it is new.
func ideaKind(p *model.Idea) string { return cmp.Or(p.Kind, model.KindNew) }

// quoted is the words that two texts share, for a hint.
func quoted(e *kit.Env, words []string) string {
	return e.T("ideas.words", "List", strings.Join(words[:min(len(words), 4)], ", "))
}
