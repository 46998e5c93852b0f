package step

import (
	"slices"
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// formPart is a field of a form with the way in which its value goes into a thing.
type formPart[T any] struct {
	kit.Field
	set func(item *T, value string) error
}

// newPartsForm makes a form of parts; save says what to do with the thing once
// every part is in it.
func newPartsForm[T any](e *kit.Env, title string, was T, parts []formPart[T], save func(T) kit.Action) *kit.Form {
	fields := make([]kit.Field, len(parts))
	for i, p := range parts {
		fields[i] = p.Field
	}
	return kit.NewForm(e, title, fields, func(values []string) kit.Action {
		next := was
		for i, p := range parts {
			if err := p.set(&next, values[i]); err != nil {
				return kit.Notify{Text: e.Explain(err), Bad: true}
			}
		}
		return save(next)
	})
}

// textPart is a part that takes any text.
func textPart[T any](label, value string, at func(*T) *string) formPart[T] {
	return formPart[T]{kit.Field{Label: label, Value: value}, func(item *T, v string) error {
		*at(item) = v
		return nil
	}}
}

// yesPart is a part that is so or not.
func yesPart[T any](e *kit.Env, label string, value bool, at func(*T) *bool) formPart[T] {
	word := "no"
	if value {
		word = "yes"
	}
	options := []kit.Option{{Key: "no", Label: e.T("common.no")}, {Key: "yes", Label: e.T("common.yes")}}
	return formPart[T]{kit.Field{Label: label, Value: word, Options: options}, func(item *T, v string) error {
		*at(item) = v == "yes"
		return nil
	}}
}

// agesPart is a part that takes ages as people write them.
func agesPart[T any](e *kit.Env, from, to int, at func(*T) (from, to *int)) formPart[T] {
	field := kit.Field{Label: e.T("objectives.ages"), Hint: e.T("objectives.ageshint"), Value: model.WriteAges(from, to)}
	return formPart[T]{field, func(item *T, v string) error {
		from, to := at(item)
		var err error
		*from, *to, err = e.M().ReadAges(v)
		return err
	}}
}

// marksPart is a part in which terms of the method are marked, each with what
// it means. The marks stand in the method's order.
func marksPart[T any](e *kit.Env, label string, terms []model.Term, marked []string, at func(*T) *[]string) formPart[T] {
	field := kit.Field{Label: label, Value: strings.Join(marked, " "), Several: true}
	for _, t := range terms {
		field.Options = append(field.Options, kit.Option{Key: t.Key, Label: e.In(t.Name) + ours(t.Ours), About: e.In(t.About)})
	}
	return formPart[T]{field, func(item *T, v string) error {
		given := strings.Fields(v)
		var keys []string
		for _, t := range terms {
			if slices.Contains(given, t.Key) {
				keys = append(keys, t.Key)
			}
		}
		*at(item) = keys
		return nil
	}}
}

// newIDs gives ids that no entry of the list has, one after the other, for
// many entries in one change.
func newIDs[T any](l interface {
	Len() int
	Get(string) *T
}, prefix string) *idMaker[T] {
	return &idMaker[T]{l.Get, prefix, l.Len()}
}

type idMaker[T any] struct {
	get    func(string) *T
	prefix string
	n      int
}

func (m *idMaker[T]) next() string {
	for {
		m.n++
		if id := m.prefix + strconv.Itoa(m.n); m.get(id) == nil {
			return id
		}
	}
}

// The parts of an objective that the form can open at.
const (
	partWhat  = "what"
	partMarks = "marks"
)

// edit opens the card of an objective, the cursor on a part of it.
func (o *objectives) edit(p *model.Objective, at string) kit.Action {
	e := o.env
	m := e.M()
	type objective = model.Objective
	parts := []formPart[objective]{textPart(e.T("objectives.what"), p.What, func(x *objective) *string { return &x.What })}
	if len(m.Pillars) > 0 {
		parts = append(parts, o.pillarPart(p))
	}
	parts = append(parts,
		agesPart(e, p.AgeFrom, p.AgeTo, func(x *objective) (from, to *int) { return &x.AgeFrom, &x.AgeTo }),
		textPart(e.T("objectives.whom"), p.Whom, func(x *objective) *string { return &x.Whom }),
		formPart[objective]{
			kit.Field{Label: e.T("objectives.bywhen"), Hint: e.T("session.datehint"), Value: string(p.By)},
			func(x *objective, v string) error {
				// What is no date goes on as it is, for the change to refuse.
				x.By = model.Date(v)
				if d, ok := model.ParseDate(v); ok {
					x.By = d
				}
				return nil
			},
		},
	)
	start := 0
	if len(m.Considerations) > 0 {
		if at == partMarks {
			start = len(parts)
		}
		parts = append(parts, marksPart(e, e.T("objectives.considerations"), m.Considerations, p.Considerations, func(x *objective) *[]string { return &x.Considerations }))
	}
	parts = append(parts,
		yesPart(e, e.T("objectives.priority"), p.Priority, func(x *objective) *bool { return &x.Priority }),
		textPart(e.T("objectives.note"), p.Note, func(x *objective) *string { return &x.Note }),
	)
	title := e.S().ObjectiveLetter(p.ID) + "  " + p.What
	return kit.Open{Overlay: newPartsForm(e, title, *p, parts, func(next objective) kit.Action {
		return kit.Do{Change: model.Edited[objective]{Item: next}}
	}).At(start)}
}

func (o *objectives) pillarPart(p *model.Objective) formPart[model.Objective] {
	e := o.env
	field := kit.Field{
		Label: e.T("objectives.pillar"), Value: strconv.Itoa(p.Pillar),
		Options: []kit.Option{{Key: "0", Label: e.T("common.none")}},
	}
	for _, pillar := range e.M().Pillars {
		number := strconv.Itoa(pillar.Number)
		field.Options = append(field.Options, kit.Option{Key: number, Label: number + " " + e.In(pillar.Short), About: e.In(pillar.Title)})
	}
	return formPart[model.Objective]{field, func(x *model.Objective, v string) error {
		x.Pillar, _ = strconv.Atoi(v) // the keys are numbers
		return nil
	}}
}
