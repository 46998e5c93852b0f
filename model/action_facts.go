package model

import "strings"

// actionFacts is what is derived from the list of actions as a whole.
type actionFacts struct {
	of      map[string][]*Action // by objective; "" for those tied to none
	picked  map[string]int       // of those, the chosen ones
	library map[string]*Action   // by the library's id
	titles  map[string]bool      // in lower case
}

func (s *Session) actionFacts() *actionFacts {
	s.renew()
	if f := s.memo.actions; f != nil {
		return f
	}
	f := &actionFacts{
		of: make(map[string][]*Action), picked: make(map[string]int),
		library: make(map[string]*Action), titles: make(map[string]bool),
	}
	for _, a := range s.Actions.Live() {
		f.titles[strings.ToLower(a.Title)] = true
		if a.FromLibrary != "" && f.library[a.FromLibrary] == nil {
			f.library[a.FromLibrary] = a
		}
		tied := s.tiedTo(a)
		for _, id := range tied {
			f.of[id] = append(f.of[id], a)
		}
		if a.Chosen {
			for _, id := range tied {
				f.picked[id]++
			}
		}
	}
	s.memo.actions = f
	return f
}

// tiedTo gives the objectives of an action that count, "" alone for none.
func (s *Session) tiedTo(a *Action) []string {
	var tied []string
	for _, id := range a.Objectives {
		if s.ObjectivePlace(id) >= 0 {
			tied = append(tied, id)
		}
	}
	if len(tied) == 0 {
		return []string{""}
	}
	return tied
}

// ActionsFor gives the actions tied to an objective, in order, and how many of
// them are chosen; for "", those tied to none that counts. Read only.
func (s *Session) ActionsFor(objective string) (all []*Action, chosen int) {
	f := s.actionFacts()
	return f.of[objective], f.picked[objective]
}

// TakenOver gives the action that was taken from the library by that id, or nil.
func (s *Session) TakenOver(library string) *Action { return s.actionFacts().library[library] }

// Became says that there is an action with the text of the idea as its title.
func (s *Session) Became(i *Idea) bool {
	return s.actionFacts().titles[strings.ToLower(Shortened(i.Text))]
}
