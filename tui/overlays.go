package tui

import (
	"slices"

	"kring/model"
	"kring/tui/kit"
)

// newHelp is the page with all keys of the screen that has them, those of the
// program, and what the method is.
func newHelp(a *App) kit.Overlay {
	e := a.env
	here, everywhere := a.top().Keys(), a.keys()
	return kit.NewReader(e, e.T("help.title"), func(width int) []string {
		lines := keyLines(e, e.T("help.here"), here, width)
		lines = append(lines, keyLines(e, e.T("help.everywhere"), everywhere, width)...)
		if e.Book != nil {
			lines = append(lines, e.Theme.Title.Render(e.In(e.M().Name)), "")
			lines = append(lines, kit.Wrap(e.In(e.M().About), width)...)
			lines = append(lines, "")
			lines = append(lines, kit.Wrap(e.T("common.ours"), width)...)
		}
		return lines
	})
}

// keyColumn is the width of the names of keys on the help page.
const keyColumn = 15

func keyLines(e *kit.Env, title string, keys []kit.Key, width int) []string {
	lines := []string{e.Theme.Title.Render(title), ""}
	for _, k := range keys {
		name := k.Name()
		if k.Show == "" && len(k.On) > 1 {
			name += "  " + kit.Key{On: k.On[1:]}.Name()
		}
		text := k.Long()
		if k.Why != "" {
			text += " (" + k.Why + ")"
		}
		for i, line := range kit.Wrap(text, width-keyColumn-1) {
			head := ""
			if i == 0 {
				head = name
			}
			lines = append(lines, e.Theme.Key.Render(kit.Fit(head, keyColumn))+" "+line)
		}
	}
	return append(lines, "")
}

// newPalette lists every action by its name, with its key, and when it cannot
// be used, why.
func newPalette(a *App) kit.Overlay {
	e := a.env
	var keys []kit.Key
	for _, k := range slices.Concat(a.below().Keys(), a.keys()) {
		if k.Do != nil && !slices.Contains(k.On, ":") {
			keys = append(keys, k)
		}
	}
	if e.Book != nil {
		for i, s := range e.M().Steps {
			keys = append(keys, kit.Key{
				Show: "g " + railDigit(i, s), Label: e.T("palette.step", "Name", e.T("step."+string(s))),
				Do: func() kit.Action { return kit.Go{Step: s} },
			})
		}
	}
	items := make([]kit.Item, len(keys))
	for i, k := range keys {
		items[i] = kit.Item{Key: string(rune(i)), Label: k.Long(), Note: k.Name()}
		if k.Why != "" {
			items[i].Label += " (" + k.Why + ")"
		}
	}
	return kit.NewPicker(e, e.T("palette.title"), items, func(key string) kit.Action {
		k := keys[[]rune(key)[0]]
		if k.Why != "" {
			return kit.Notify{Text: k.Why, Bad: true}
		}
		return k.Do()
	})
}

// editSession opens the card of the session.
func (a *App) editSession() kit.Action {
	e := a.env
	head := e.S().Head()
	return kit.Open{Overlay: kit.NewForm(e, e.T("session.edit"), headFields(e, head), func(v []string) kit.Action {
		return kit.Do{Change: model.SessionEdited{Head: headOf(v)}}
	})}
}

// headFields are the fields of a session's head, and headOf reads them.
func headFields(e *kit.Env, h model.Head) []kit.Field {
	return []kit.Field{
		{Label: e.T("session.title"), Hint: e.T("session.titlehint"), Value: h.Title},
		{Label: e.T("session.municipality"), Value: h.Municipality},
		{Label: e.T("session.date"), Hint: e.T("session.datehint"), Value: string(h.Date)},
		{Label: e.T("session.facilitator"), Value: h.Facilitator},
		{Label: e.T("session.language"), Value: h.Language, Options: []kit.Option{
			{Key: "nl", Label: e.T("language.nl")}, {Key: "en", Label: e.T("language.en")},
		}},
	}
}

func headOf(v []string) model.Head {
	return model.Head{Title: v[0], Municipality: v[1], Date: model.Date(v[2]), Facilitator: v[3], Language: v[4]}
}
