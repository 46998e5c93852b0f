package step

import (
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// edit opens the card of an action, as far as the brainstorm and the choosing
// go; the rest is the plan's.
func (a *actions) edit(p *model.Action) kit.Action {
	e, m := a.env, a.env.M()
	type action = model.Action
	kind := formPart[action]{
		kit.Field{Label: e.T("actions.kind"), Value: actionKind(p)},
		func(x *action, v string) error { x.Kind = v; return nil },
	}
	for _, key := range []string{model.KindNew, model.KindExisting, model.KindExtension} {
		kind.Options = append(kind.Options, kit.Option{Key: key, Label: e.T("kindof." + key)})
	}
	setting := textPart(e.T("actions.setting"), p.Setting, func(x *action) *string { return &x.Setting })
	if len(m.Settings) > 0 {
		setting.Hint = e.T("actions.settinghint", "List", settingNames(e))
	}
	parts := []formPart[action]{
		textPart(e.T("actions.title"), p.Title, func(x *action) *string { return &x.Title }),
		textPart(e.T("actions.aboutit"), p.Description, func(x *action) *string { return &x.Description }),
		kind,
	}
	if len(e.S().Objectives.Live()) > 0 {
		parts = append(parts, a.objectivesPart(p))
	}
	if len(m.Criteria) > 0 {
		parts = append(parts, marksPart(e, e.T("actions.criteria"), m.Criteria, p.Criteria, func(x *action) *[]string { return &x.Criteria }))
	}
	parts = append(parts,
		setting,
		agesPart(e, p.AgeFrom, p.AgeTo, func(x *action) (from, to *int) { return &x.AgeFrom, &x.AgeTo }),
		yesPart(e, e.T("actions.chosenword"), p.Chosen, func(x *action) *bool { return &x.Chosen }),
	)
	return kit.Open{Overlay: newPartsForm(e, p.Title, *p, parts, func(next action) kit.Action {
		return kit.Do{Change: model.Edited[action]{Item: next}}
	})}
}

// settingNames are the settings that the method suggests, for the hint.
func settingNames(e *kit.Env) string {
	names := make([]string, len(e.M().Settings))
	for i, s := range e.M().Settings {
		names[i] = strings.ToLower(e.In(s.Name))
	}
	return strings.Join(names, ", ")
}

// objectivesPart takes the letters of the objectives: there may be hundreds,
// too many to go through one by one. Objectives that were removed stay tied.
func (a *actions) objectivesPart(p *model.Action) formPart[model.Action] {
	e, s := a.env, a.env.S()
	var letters []string
	for _, id := range p.Objectives {
		if letter := s.ObjectiveLetter(id); letter != "" {
			letters = append(letters, letter)
		}
	}
	last := model.OptionLetter(len(s.Objectives.Live()) - 1)
	field := kit.Field{Label: e.T("actions.objectives"), Hint: e.T("actions.objectiveshint", "Last", last), Value: strings.Join(letters, " ")}
	return formPart[model.Action]{field, func(x *model.Action, v string) error {
		ids, err := s.ObjectivesByLetters(v)
		for _, id := range x.Objectives {
			if s.ObjectivePlace(id) < 0 {
				ids = append(ids, id)
			}
		}
		x.Objectives = ids
		return err
	}}
}
