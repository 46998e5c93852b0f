package step

import (
	"kring/model"
	"kring/tui/kit"
)

// likeTyped names the action that the one being typed resembles most, with the
// words that they share; "" for none.
func (a *actions) likeTyped() string {
	s, text := a.env.S(), a.Draft()
	if !a.entry.Typing() || len(text) < 3 {
		return ""
	}
	like := a.alike.Get(alikeTo{text: text, revision: s.Revision()}, func() []model.Alike[model.Action] { return s.ActionsLike(text, "", 1) })
	if len(like) == 0 {
		return ""
	}
	return a.env.T("ideas.like", "Text", kit.Cut(like[0].Item.Title, 50)) + " " + quoted(a.env, like[0].Words)
}

// pickDouble asks which other action goes up in this one: those first that
// resemble it.
func (a *actions) pickDouble(p *model.Action) kit.Action {
	const most = 20
	e := a.env
	var items []kit.Item
	listed := map[string]bool{p.ID: true}
	for _, like := range e.S().ActionsLike(p.Title, p.ID, most) {
		listed[like.Item.ID] = true
		items = append(items, kit.Item{Key: like.Item.ID, Label: like.Item.Title, Note: kit.Cut(quoted(e, like.Words), 30)})
	}
	for _, other := range a.live() {
		if !listed[other.ID] {
			items = append(items, kit.Item{Key: other.ID, Label: other.Title, Note: a.letters(other)})
		}
	}
	title := e.T("ideas.mergepick", "Text", kit.Cut(p.Title, 36))
	return kit.Open{Overlay: kit.NewPicker(e, title, items, func(id string) kit.Action {
		text := e.T("ideas.mergeask", "From", kit.Cut(e.S().Actions.Get(id).Title, 120), "Into", kit.Cut(p.Title, 120)) + " " + e.T("actions.mergekeeps")
		return kit.Open{Overlay: kit.NewConfirm(e, e.T("ideas.mergetitle"), text, e.T("ideas.join"), func() kit.Action {
			return kit.All{
				kit.Do{Change: model.ActionsMerged{Into: p.ID, From: id}},
				kit.Notify{Text: e.T("ideas.merged")},
			}
		})}
	})}
}
