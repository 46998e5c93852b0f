package model

import "strings"

// ParseAction reads an action from one line of a brainstorm. A plus before the
// title says that it exists already, two that it extends what exists; without,
// it is new. Code: TextEmpty.
func ParseAction(line string) (Action, error) {
	line = Clean(line)
	a := Action{Kind: KindNew, Status: Planned}
	a.Title = Clean(strings.TrimLeft(line, "+"))
	switch plus := len(line) - len(strings.TrimLeft(line, "+")); {
	case plus == 1:
		a.Kind = KindExisting
	case plus > 1:
		a.Kind = KindExtension
	}
	if a.Title == "" {
		return a, refuse(TextEmpty, "Field", "Title")
	}
	return a, nil
}
