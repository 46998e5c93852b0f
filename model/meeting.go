package model

import "slices"

// Meeting is one time that the group came together.
type Meeting struct {
	ID         string       `json:"id"`
	Title      string       `json:"title"`
	Date       Date         `json:"date"`
	Place      string       `json:"place"`
	Present    []string     `json:"present"` // participants; empty is not recorded
	Agenda     []AgendaItem `json:"agenda"`
	Agreements []string     `json:"agreements"` // for next time
	Tomb
}

// AgendaItem is a part of a meeting.
type AgendaItem struct {
	Step    string `json:"step"` // a step of the method, or a title such as "break"
	Minutes int    `json:"minutes"`
}

func (m Meeting) key() string { return m.ID }

func (m Meeting) check(s *Session) error {
	err := first(
		checkID(m.ID),
		checkName("Title", m.Title),
		checkName("Place", m.Place),
		m.Date.check(),
		allKnown("participant", &s.Participants, m.Present),
	)
	for _, item := range m.Agenda {
		if item.Minutes < 0 || item.Minutes > 24*60 {
			err = first(err, refuse(NumberBad, "Value", item.Minutes, "Max", 24*60))
		}
	}
	return err
}

func (m Meeting) list(s *Session) *List[Meeting] { return &s.Meetings }
func (m Meeting) word() string                   { return "meeting" }
func (m Meeting) most() int                      { return ListMax }
func (m Meeting) subject() string                { return m.Title }

// Meeting gives the meeting that the session is in: the last one, or nil.
func (s *Session) Meeting() *Meeting {
	live := s.Meetings.Live()
	if len(live) == 0 {
		return nil
	}
	return live[len(live)-1]
}

// Absent says that the meeting recorded who was there, and this one was not.
func (m *Meeting) Absent(participant string) bool {
	return m != nil && len(m.Present) > 0 && !slices.Contains(m.Present, participant)
}

// attended gives a test of who was at the meeting: everybody, where it does not say
// who were.
func (m *Meeting) attended() func(participant string) bool {
	if m == nil || len(m.Present) == 0 {
		return func(string) bool { return true }
	}
	present := make(map[string]bool, len(m.Present))
	for _, id := range m.Present {
		present[id] = true
	}
	return func(id string) bool { return present[id] }
}
