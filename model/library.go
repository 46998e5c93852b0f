package model

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// LibraryFor gives the actions of the method's library in its order, those that
// fit a pillar first, and how many these are.
func (m *Method) LibraryFor(pillar int) (all []*LibraryAction, fitting int) {
	var others []*LibraryAction
	for i := range m.Library {
		if a := &m.Library[i]; pillar != 0 && slices.Contains(a.Pillars, pillar) {
			all = append(all, a)
		} else {
			others = append(others, a)
		}
	}
	return append(all, others...), len(all)
}

// IsOurs says that a field of the action, by its name in the data, is our
// judgement and not in a source.
func (a *LibraryAction) IsOurs(field string) bool { return slices.Contains(a.Ours, field) }

// NameOnly says that nothing is known of the action but its name.
func (a *LibraryAction) NameOnly() bool { return a.Verified == "name" || a.Verified == "no" }

// TakeOver makes an action of one from the library, in a language. It is new:
// that it exists elsewhere, or did, does not say that it exists here, which is
// for the group to say. What the library leaves open stays open.
func (a *LibraryAction) TakeOver(lang string) Action {
	return Action{
		Title: a.Name.In(lang), Description: a.Description.In(lang), Kind: KindNew, FromLibrary: a.ID,
		Strategies: slices.Clone(a.Strategies), Levels: slices.Clone(a.Levels), Status: Planned,
	}
}

// ActionOf makes an action of an idea, which stays what it is. It is tied to
// the objective of the idea or of its cluster; to none when these have none. A
// text that is too long for a title also becomes the description.
func (s *Session) ActionOf(i *Idea) Action {
	a := Action{Title: Shortened(i.Text), Kind: i.Kind, Status: Planned}
	if a.Kind == "" {
		a.Kind = KindNew
	}
	if a.Title != i.Text {
		a.Description = i.Text
	}
	if objective := s.ObjectiveOf(i); objective != "" {
		a.Objectives = []string{objective}
	}
	return a
}

// Shortened is a text cut to the length of a title, between words.
func Shortened(text string) string {
	if utf8.RuneCountInString(text) <= TitleMax {
		return text
	}
	cut := string([]rune(text)[:TitleMax-1])
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	}
	return strings.TrimSpace(cut) + "…"
}
