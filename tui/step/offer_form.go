package step

import (
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// offerField is a field of the card of an offer, and what it fills in.
type offerField struct {
	kit.Field
	set func(it *model.Offer, value string) error
}

// Fields of the card, in its order.
const (
	atName  = 1
	atTerms = 5 // strategy, or level where a method has no strategies
)

// edit opens the card of an offer, on a field.
func (o *offer) edit(it *model.Offer, at int) kit.Action {
	e := o.env
	was := *it
	all := o.fields(&was)
	fields := make([]kit.Field, len(all))
	for i := range all {
		fields[i] = all[i].Field
	}
	return kit.Open{Overlay: kit.NewForm(e, was.Name, fields, func(v []string) kit.Action {
		next := was
		for i := range all {
			if err := all[i].set(&next, v[i]); err != nil {
				return kit.Notify{Text: e.Explain(err), Bad: true}
			}
		}
		name := ""
		if next.Organisation != was.Organisation {
			name = o.asInGroup(&next)
		}
		change := model.Edited[model.Offer]{Item: next}
		if next.Pillar != was.Pillar && e.S().Check(change) == nil {
			o.goTo(next)
		}
		return o.saying(change, name)
	}).At(at)}
}

// fields are those of the card, filled in with an offer.
func (o *offer) fields(was *model.Offer) []offerField {
	e, m := o.env, o.env.M()
	text := func(label, hint, value string, to func(it *model.Offer) *string) offerField {
		return offerField{kit.Field{Label: e.T(label), Hint: hint, Value: value}, func(it *model.Offer, value string) error {
			*to(it) = value
			return nil
		}}
	}
	organisation := text("offer.organisation", e.T("offer.organisationhint"), was.Organisation, func(it *model.Offer) *string { return &it.Organisation })
	organisation.Suggest = o.suggest
	fields := []offerField{
		{kit.Field{Label: e.T("offer.pillar"), Value: strconv.Itoa(was.Pillar), Options: o.pillarOptions(was.Pillar)}, func(it *model.Offer, value string) error {
			it.Pillar, _ = strconv.Atoi(value)
			return nil
		}},
		text("offer.name", "", was.Name, func(it *model.Offer) *string { return &it.Name }),
		organisation,
		{kit.Field{Label: e.T("offer.ages"), Hint: e.T("offer.ageshint"), Value: model.WriteAges(was.AgeFrom, was.AgeTo)}, func(it *model.Offer, value string) (err error) {
			it.AgeFrom, it.AgeTo, err = m.ReadAges(value)
			return err
		}},
		{kit.Field{Label: e.T("offer.setting"), Hint: o.settings(), Value: settingName(e, was.Setting)}, func(it *model.Offer, value string) error {
			it.Setting = m.SettingKey(value)
			return nil
		}},
	}
	for _, several := range []struct {
		label string
		terms []model.Term
		to    func(it *model.Offer) *[]string
	}{
		{"offer.strategies", m.Strategies, func(it *model.Offer) *[]string { return &it.Strategies }},
		{"offer.levels", m.Levels, func(it *model.Offer) *[]string { return &it.Levels }},
	} {
		if len(several.terms) == 0 {
			continue
		}
		field := kit.Field{Label: e.T(several.label), Value: strings.Join(*several.to(was), " "), Options: termOptions(e, several.terms), Several: true}
		fields = append(fields, offerField{field, func(it *model.Offer, value string) error {
			*several.to(it) = strings.Fields(value)
			return nil
		}})
	}
	return append(fields, text("offer.note", "", was.Note, func(it *model.Offer) *string { return &it.Note }))
}

// pillarOptions are the chosen pillars, and the one that an offer is in.
func (o *offer) pillarOptions(now int) []kit.Option {
	e := o.env
	var options []kit.Option
	for _, p := range o.tabs() {
		if p.Number == now || e.S().IsChosen(p.Number) {
			options = append(options, kit.Option{Key: strconv.Itoa(p.Number), Label: pillarName(e, p)})
		}
	}
	return options
}

// settings names some of the settings of the method, as a hint.
func (o *offer) settings() string {
	e := o.env
	var names []string
	mark := false
	for _, t := range e.M().Settings {
		names = append(names, strings.ToLower(e.In(t.Name)))
		mark = mark || t.Ours
	}
	if len(names) == 0 {
		return ""
	}
	return e.T("offer.settinghint", "List", strings.Join(names, ", ")) + ours(mark)
}

// settingName is a setting in words: the method's name for it, or people's own.
func settingName(e *kit.Env, setting string) string {
	if t := model.Find(e.M().Settings, setting); t != nil {
		return e.In(t.Name)
	}
	return setting
}

// termOptions are the terms of a method to choose from.
func termOptions(e *kit.Env, terms []model.Term) []kit.Option {
	options := make([]kit.Option, len(terms))
	for i, t := range terms {
		options[i] = kit.Option{Key: t.Key, Label: e.In(t.Name) + ours(t.Ours)}
	}
	return options
}
