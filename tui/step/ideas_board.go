package step

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// The board shows the clusters left, "in none" first, and right the ideas of
// the one under the cursor. A digit moves what is marked, or the idea under the
// cursor, to the cluster with that number: the next idea comes under the cursor.

func (x *ideas) openBoard() kit.Action {
	x.board, x.left, x.hidden = true, false, false
	if idea := x.hereInList(); idea != nil && x.env.S().ClusterOf(idea) == nil && len(x.heapIdeas()) == 0 {
		x.heap.At = 0
	}
	x.follow()
	return nil
}

func (x *ideas) hereInList() *model.Idea {
	if live := x.live(); x.list.At < len(live) {
		return live[x.list.At]
	}
	return nil
}

func (x *ideas) closeBoard() kit.Action {
	if idea := x.here(); idea != nil {
		x.list.At = max(x.env.S().Ideas.Position(idea.ID), 0)
	}
	x.board = false
	x.entry.Focus(false)
	return nil
}

// cluster is the one under the cursor, nil for "in none".
func (x *ideas) cluster() *model.Cluster { return x.clusterAt(x.heap.At) }

// clusterAt gives the cluster with that number on the board, from 1, or nil.
func (x *ideas) clusterAt(n int) *model.Cluster {
	if live := x.env.S().Clusters.Live(); n > 0 && n <= len(live) {
		return live[n-1]
	}
	return nil
}

// heapIdeas gives the ideas of the cluster under the cursor.
func (x *ideas) heapIdeas() []*model.Idea {
	if c := x.cluster(); c != nil {
		return x.env.S().IdeasIn(c.ID)
	}
	return x.env.S().IdeasIn("")
}

// show puts the board's cursors on an idea.
func (x *ideas) show(idea *model.Idea) {
	s := x.env.S()
	x.heap.At, x.in.At = 0, 0
	if c := s.ClusterOf(idea); c != nil {
		x.heap.At = s.Clusters.Position(c.ID) + 1
	}
	for i, p := range x.heapIdeas() {
		if p == idea {
			x.in.At = i
		}
	}
	x.left = false
}

// boardKeys are the keys of the board.
func (x *ideas) boardKeys() []kit.Key {
	e := x.env
	idea, c := x.here(), x.cluster()
	chosen := x.chosen()
	noIdea, noCluster, noSplit, noOther := x.why(), "", "", ""
	noMove := ""
	if len(chosen) == 0 {
		noMove = noIdea
	}
	if c == nil {
		noCluster = e.T("ideas.oncluster")
	}
	if noSplit = noCluster; noSplit == "" && len(x.marksIn(c)) == 0 {
		noSplit = e.T("ideas.markfirst")
	}
	if noOther = noCluster; noOther == "" && len(e.S().Clusters.Live()) < 2 {
		noOther = e.T("ideas.onecluster")
	}
	noGoal := noCluster
	if c != nil && e.S().ObjectivePlace(c.Objective) >= 0 {
		noGoal = e.T("ideas.isobjective", "Letter", e.S().ObjectiveLetter(c.Objective))
	}
	noVote := ""
	switch {
	case len(e.S().Clusters.Live()) == 0:
		noVote = e.T("ideas.nocluster")
	case !e.M().Has(model.StepStickers):
		noVote = e.T("ideas.nostep")
	}
	noSuggestion := noIdea
	if noSuggestion == "" && len(x.suggestions(idea)) == 0 {
		noSuggestion = e.T("ideas.nosuggestion")
	}
	keys := []kit.Key{
		{On: []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"}, Show: "1-9", Label: e.T("ideas.move"), Help: e.T("ideas.digithelp"), Quiet: x.left},
		{On: []string{"N"}, Label: e.T("ideas.newcluster"), Help: e.T("ideas.newclusterhelp"), Do: func() kit.Action { return x.askNew(chosen) }, Quiet: x.left},
		{On: []string{"s"}, Label: e.T("ideas.suggested"), Help: e.T("ideas.suggestedhelp"), Why: noSuggestion, Do: func() kit.Action { return x.moveTo(chosen, x.suggestions(idea)[0]) }, Quiet: x.left},
		{On: []string{"m"}, Label: e.T("ideas.move"), Help: e.T("ideas.movehelp"), Why: noMove, Do: func() kit.Action { return x.pickCluster(chosen) }, Quiet: true},
		{On: []string{"tab"}, Label: e.T("ideas.side"), Help: e.T("ideas.sidehelp"), Do: func() kit.Action { return x.focus(!x.left) }},
		{On: []string{"left"}, Label: e.T("ideas.toclusters"), Do: func() kit.Action { return x.focus(true) }, Quiet: true},
		{On: []string{"right"}, Label: e.T("ideas.toheap"), Do: func() kit.Action { return x.focus(false) }, Quiet: true},
		{On: []string{"enter"}, Label: e.T("key.edit"), Help: e.T("ideas.boardedithelp"), Why: x.enterWhy(idea), Do: func() kit.Action { return x.enterOn(idea) }, Quiet: true},
		{On: []string{"R"}, Label: e.T("ideas.rename"), Help: e.T("ideas.renamehelp"), Why: noCluster, Do: func() kit.Action { return x.rename(c) }, Quiet: !x.left},
		{On: []string{"S"}, Label: e.T("ideas.split"), Help: e.T("ideas.splithelp"), Why: noSplit, Do: func() kit.Action { return x.split(c) }, Quiet: !x.left && noSplit != ""},
		{On: []string{"M"}, Label: e.T("ideas.join"), Help: e.T("ideas.joinhelp"), Why: noOther, Do: func() kit.Action { return x.join(c) }, Quiet: true},
		{On: []string{"X"}, Label: e.T("ideas.dissolve"), Help: e.T("ideas.dissolvehelp"), Why: noCluster, Do: func() kit.Action { return x.dissolve(c) }, Quiet: !x.left},
		{On: []string{"o"}, Label: e.T("ideas.goal"), Help: e.T("ideas.goalhelp"), Why: noGoal, Do: func() kit.Action { return x.askGoal(c) }, Quiet: !x.left},
		{On: []string{"V"}, Label: e.T("ideas.vote"), Help: e.T("ideas.votehelp"), Why: noVote, Do: func() kit.Action { return voteOn(model.AboutClusters) }, Quiet: !x.left},
		{On: []string{"*"}, Label: e.T("ideas.markall"), Help: e.T("ideas.markallhelp"), Why: x.noIdeas(), Do: x.markAll, Quiet: true},
		{On: []string{"c", "esc"}, Label: e.T("ideas.tolist"), Help: e.T("ideas.tolisthelp"), Do: x.closeBoard},
		{On: []string{"n", "insert"}, Label: e.T("ideas.add"), Help: e.T("key.entryhelp"), Do: func() kit.Action {
			x.closeBoard()
			x.entry.Focus(true)
			return nil
		}, Quiet: true},
	}
	return append(keys, x.ideaKeys(idea, noIdea)...)
}

// enterWhy says why there is nothing for Enter to do.
func (x *ideas) enterWhy(idea *model.Idea) string {
	if idea == nil && !x.left {
		return x.env.T("ideas.onidea")
	}
	return ""
}

// enterOn edits the idea under the cursor; among the clusters, it goes to their
// ideas.
func (x *ideas) enterOn(idea *model.Idea) kit.Action {
	if x.left {
		return x.focus(false)
	}
	return x.edit(idea)
}

// focus gives the keys to the clusters or to the ideas.
func (x *ideas) focus(left bool) kit.Action {
	x.left = left
	return nil
}

// markAll marks all ideas of the cluster, or no idea any more.
func (x *ideas) markAll() kit.Action {
	if len(x.marks) > 0 {
		clear(x.marks)
		return nil
	}
	for _, idea := range x.heapIdeas() {
		x.marks[idea.ID] = true
	}
	return nil
}

// marksIn gives the marked ideas of a cluster.
func (x *ideas) marksIn(c *model.Cluster) []string {
	var ids []string
	if len(x.marks) == 0 {
		return nil
	}
	for _, idea := range x.env.S().IdeasIn(c.ID) {
		if x.marks[idea.ID] {
			ids = append(ids, idea.ID)
		}
	}
	return ids
}

// updateBoard takes in a message on the board.
func (x *ideas) updateBoard(msg tea.Msg) kit.Action {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		if name := press.String(); len(name) == 1 && name[0] >= '0' && name[0] <= '9' {
			return x.digit(int(name[0] - '0'))
		}
	}
	if a, ok := kit.Press(x.boardKeys(), msg); ok {
		return a
	}
	if lines := kit.Lines(msg); lines != nil {
		return x.send(x.addAll(lines), true)
	}
	if x.left {
		if was := x.heap.At; x.heap.Move(msg, len(x.env.S().Clusters.Live())+1, false) && x.heap.At != was {
			x.in.At = 0
		}
		return nil
	}
	x.in.Move(msg, len(x.heapIdeas()), false)
	return nil
}

// digit moves what is chosen to the cluster with that number; among the
// clusters, it goes to it.
func (x *ideas) digit(n int) kit.Action {
	e := x.env
	c := x.clusterAt(n)
	if c == nil && n > 0 {
		return kit.Notify{Text: e.T("ideas.nosuch", "N", n), Bad: true}
	}
	if x.left && len(x.marks) == 0 {
		x.heap.At, x.in.At = n, 0
		return nil
	}
	chosen := x.chosen()
	if len(chosen) == 0 {
		return kit.Notify{Text: x.why(), Bad: true}
	}
	return x.moveTo(chosen, c)
}

// suggestions gives the clusters in which an idea might belong.
func (x *ideas) suggestions(idea *model.Idea) []*model.Cluster {
	s := x.env.S()
	if idea == nil || len(s.Clusters.Live()) == 0 {
		return nil
	}
	return x.fitting.Get(alikeTo{"", idea.ID, s.Revision()}, func() []*model.Cluster { return s.ClusterSuggestions(idea, likeMost) })
}

// number is the number of a cluster on the board.
func (x *ideas) number(c *model.Cluster) int { return x.env.S().Clusters.Position(c.ID) + 1 }

// called is a cluster with its number.
func (x *ideas) called(c *model.Cluster) string {
	return strconv.Itoa(x.number(c)) + " " + c.Title
}
