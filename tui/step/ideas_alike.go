package step

import (
	"strconv"

	"kring/model"
	"kring/tui/kit"
)

// pickDouble asks with which other idea this one is to be taken together: those
// first that resemble it, with the words that they share.
func (x *ideas) pickDouble(idea *model.Idea) kit.Action {
	const most = 20
	var items []kit.Item
	listed := map[string]bool{idea.ID: true}
	for _, like := range x.env.S().IdeasLike(idea.Text, idea.ID, most) {
		listed[like.Item.ID] = true
		items = append(items, kit.Item{Key: like.Item.ID, Label: like.Item.Text, Note: kit.Cut(quoted(x.env, like.Words), 30)})
	}
	for _, other := range x.live() {
		if !listed[other.ID] {
			items = append(items, kit.Item{Key: other.ID, Label: other.Text})
		}
	}
	title := x.env.T("ideas.mergepick", "Text", kit.Cut(idea.Text, 36))
	return kit.Open{Overlay: kit.NewPicker(x.env, title, items, func(id string) kit.Action { return x.askMerge(id, idea.ID) })}
}

// pairsMost is how many pairs are listed, the most alike first.
const pairsMost = 50

// pickPair lists the ideas that resemble one another, two by two.
func (x *ideas) pickPair() kit.Action {
	e, s := x.env, x.env.S()
	pairs := s.AlikePairs(pairsMost)
	if len(pairs) == 0 {
		return kit.Notify{Text: e.T("ideas.nopairs")}
	}
	items := make([]kit.Item, len(pairs))
	for i, p := range pairs {
		// The earlier one first, both within what a line has room for.
		label := kit.Cut(p[0].Text, 24) + " ≈ " + kit.Cut(p[1].Text, 24)
		items[i] = kit.Item{Key: strconv.Itoa(i), Label: label, Note: kit.Cut(x.shared(p[0], p[1]), 18)}
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T("ideas.pairstitle"), items, func(key string) kit.Action {
		at, _ := strconv.Atoi(key)
		return x.askMerge(pairs[at][0].ID, pairs[at][1].ID)
	})}
}

// shared is the words that two ideas share.
func (x *ideas) shared(a, b *model.Idea) string {
	const most = 20
	for _, like := range x.env.S().IdeasLike(a.Text, a.ID, most) {
		if like.Item.ID == b.ID {
			return quoted(x.env, like.Words)
		}
	}
	return ""
}

// askMerge says what merging two ideas comes down to, before it is done.
func (x *ideas) askMerge(into, from string) kit.Action {
	e := x.env
	a, b := e.S().Ideas.Get(into), e.S().Ideas.Get(from)
	if a == nil || b == nil {
		return nil
	}
	text := e.T("ideas.mergeask", "From", kit.Cut(b.Text, 120), "Into", kit.Cut(a.Text, 120))
	if words := x.shared(a, b); words != "" {
		text += " " + e.T("ideas.mergeshared", "Words", words)
	}
	text += " " + e.T("ideas.mergekeeps")
	return kit.Open{Overlay: kit.NewConfirm(e, e.T("ideas.mergetitle"), text, e.T("ideas.join"), func() kit.Action {
		return kit.All{
			kit.Do{Change: model.IdeasMerged{Into: into, From: from}},
			kit.Notify{Text: e.T("ideas.merged")},
		}
	})}
}
