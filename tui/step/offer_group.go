package step

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// An organisation is free text. One that is called as a participant of the
// group is written as there; for the start of a name that is offered, and one
// key takes it.

// suggest gives the name in the group for an organisation as it is being typed,
// "" for none or the very same.
func (o *offer) suggest(text string) string {
	if p, _ := o.env.S().Organisation(text); p != nil && p.Name() != text {
		return p.Name()
	}
	return ""
}

// typedOrganisation is the organisation at the end of the entry line, with what
// stands before it; "" when something else is being typed.
func (o *offer) typedOrganisation() (before, text string) {
	before, text, _ = strings.Cut(o.entry.Value(), ";")
	if strings.Contains(text, ";") || !o.entry.AtEnd() {
		return before, ""
	}
	return before, model.Clean(text)
}

// offered is the entry line with the name in the group for the organisation
// that is being typed, and that name; "" where there is none.
func (o *offer) offered() (line, name string) {
	before, text := o.typedOrganisation()
	if name = o.suggest(text); name == "" || strings.Contains(name, ";") {
		return "", ""
	}
	return before + "; " + name, name
}

// takeKeys is the key that takes the name in the group, while there is one.
func (o *offer) takeKeys() []kit.Key {
	line, _ := o.offered()
	if !o.Editing() || line == "" {
		return nil
	}
	e := o.env
	return []kit.Key{{On: []string{"right"}, Label: e.T("offer.take"), Help: e.T("offer.takehelp"), Do: func() kit.Action {
		o.entry.Set(line)
		return nil
	}}}
}

// take lets that key go before the line, for which it means nothing at its end.
func (o *offer) take(msg tea.Msg) (taken bool) {
	_, taken = kit.Press(o.takeKeys(), msg)
	return taken
}

// hint is what the line takes, or what the group has for the organisation that
// is being typed.
func (o *offer) hint() string {
	e := o.env
	if _, name := o.offered(); name != "" {
		return e.T("offer.offered", "Name", name)
	}
	_, text := o.typedOrganisation()
	if p, whole := e.S().Organisation(text); whole {
		return e.T("offer.ingroup", "N", p.Number, "Name", p.Name())
	}
	return e.T("offer.hint")
}

// asInGroup writes the organisation of an offer as the group has it, and gives
// that name where it makes a difference.
func (o *offer) asInGroup(it *model.Offer) (name string) {
	if p, whole := o.env.S().Organisation(it.Organisation); whole && p.Name() != it.Organisation {
		it.Organisation = p.Name()
		return it.Organisation
	}
	return ""
}

// saying adds to a change a word on the organisations that were written as in
// the group.
func (o *offer) saying(change model.Change, names ...string) kit.Action {
	var said []string
	for _, name := range names {
		if name != "" {
			said = append(said, name)
		}
	}
	if said == nil {
		return kit.Do{Change: change}
	}
	return kit.All{kit.Do{Change: change}, kit.Notify{Text: o.env.T("offer.asingroup", "List", o.env.Texts.List(said))}}
}
