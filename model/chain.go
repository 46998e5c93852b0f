package model

import (
	"strconv"
	"strings"
)

// LinkKind is a kind of thing in the chain that a workshop makes, from the
// score of a pillar to what is reported on an action.
type LinkKind string

// The kinds of things in the chain. A pillar goes by its number, a cell by its
// strategy and level, an indicator and a report by their action and their place
// in it, from 0, with a blank between; the others by their id.
const (
	LinkScan        LinkKind = "scan"
	LinkPillar      LinkKind = "pillar"
	LinkOffer       LinkKind = "offer"
	LinkIdea        LinkKind = "idea"
	LinkCluster     LinkKind = "cluster"
	LinkObjective   LinkKind = "objective"
	LinkRound       LinkKind = "round"
	LinkLibrary     LinkKind = "library"
	LinkAction      LinkKind = "action"
	LinkCell        LinkKind = "cell"
	LinkParticipant LinkKind = "participant"
	LinkIndicator   LinkKind = "indicator"
	LinkReport      LinkKind = "report"
)

// LinkRole is in what way one thing came of another, where that has to be told.
type LinkRole string

// The roles. No role: it was written under the other one, or for it.
const (
	RoleOption  LinkRole = "option" // on the ballot of a round
	RoleChosen  LinkRole = "chosen" // by the group, in a round
	RoleRunOff  LinkRole = "runoff"
	RoleBrought LinkRole = "brought" // by a participant
	RoleOwner   LinkRole = "owner"
	RolePartner LinkRole = "partner"
)

// Link is a thing that another one came from, or that came of it.
type Link struct {
	Kind LinkKind
	ID   string
	As   LinkRole
}

// Within is the id of a part of an action: an indicator or a report.
func Within(action string, place int) string { return action + " " + strconv.Itoa(place) }

// Parted takes apart an id that Within made, or that of a cell.
func Parted(id string) (whole, part string) {
	whole, part, _ = strings.Cut(id, " ")
	return whole, part
}

// LinkID is the id of a cell in the chain.
func (c Cell) LinkID() string { return c.Strategy + " " + c.Level }

// CameFrom gives what a thing came from, in the order of the lists.
func (s *Session) CameFrom(kind LinkKind, id string) []Link {
	var found []Link
	s.eachLink(func(from, to Link) {
		if to.Kind == kind && to.ID == id {
			from.As = to.As
			found = append(found, from)
		}
	})
	return found
}

// CameOf gives what came of a thing, in the order of the lists.
func (s *Session) CameOf(kind LinkKind, id string) []Link {
	var found []Link
	s.eachLink(func(from, to Link) {
		if from.Kind == kind && from.ID == id {
			found = append(found, to)
		}
	})
	return found
}

// eachLink goes once over every link between two things that count. The role
// is in the second.
func (s *Session) eachLink(yield func(from, to Link)) {
	pillar := func(number int, to Link) {
		if number > 0 {
			yield(Link{Kind: LinkPillar, ID: strconv.Itoa(number)}, to)
		}
	}
	for _, scan := range s.Scans.Live() {
		for _, p := range s.ScanResult(scan.ID).Pillars {
			if p.N > 0 || p.DontKnow > 0 || p.Agreed != nil {
				yield(Link{Kind: LinkScan, ID: scan.ID}, Link{Kind: LinkPillar, ID: strconv.Itoa(p.Pillar)})
			}
		}
	}
	for _, o := range s.Offer.Live() {
		pillar(o.Pillar, Link{Kind: LinkOffer, ID: o.ID})
	}
	s.ideaLinks(yield, pillar)
	for _, c := range s.Clusters.Live() {
		if live(&s.Objectives, c.Objective) {
			yield(Link{Kind: LinkCluster, ID: c.ID}, Link{Kind: LinkObjective, ID: c.Objective})
		}
	}
	for _, o := range s.Objectives.Live() {
		pillar(o.Pillar, Link{Kind: LinkObjective, ID: o.ID})
	}
	for _, r := range s.Rounds.Live() {
		s.roundLinks(r, yield)
	}
	library := make(map[string]bool, len(s.method.Library))
	for i := range s.method.Library {
		library[s.method.Library[i].ID] = true
	}
	for _, a := range s.Actions.Live() {
		if library[a.FromLibrary] {
			yield(Link{Kind: LinkLibrary, ID: a.FromLibrary}, Link{Kind: LinkAction, ID: a.ID})
		}
		s.actionLinks(a, yield)
	}
}

// ideaLinks are those of the ideas: under a pillar or an objective, from a
// participant, and on to their cluster and to the action they became.
func (s *Session) ideaLinks(yield func(from, to Link), pillar func(int, Link)) {
	became := make(map[string][]string) // by title: ids of actions
	for _, a := range s.Actions.Live() {
		title := strings.ToLower(a.Title)
		became[title] = append(became[title], a.ID)
	}
	for _, i := range s.Ideas.Live() {
		idea := Link{Kind: LinkIdea, ID: i.ID}
		pillar(i.Pillar, idea)
		if live(&s.Objectives, i.Objective) {
			yield(Link{Kind: LinkObjective, ID: i.Objective}, idea)
		}
		if live(&s.Participants, i.Participant) {
			yield(Link{Kind: LinkParticipant, ID: i.Participant}, Link{LinkIdea, i.ID, RoleBrought})
		}
		if live(&s.Clusters, i.Cluster) {
			yield(idea, Link{Kind: LinkCluster, ID: i.Cluster})
		}
		for _, action := range became[strings.ToLower(Shortened(i.Text))] {
			yield(idea, Link{Kind: LinkAction, ID: action})
		}
	}
}

// roundLinks are from the options of a round to it, and from it to what the
// group chose; and from a round to the run-off that decided it.
func (s *Session) roundLinks(r *Round, yield func(from, to Link)) {
	for _, id := range r.Options {
		if kind, ok := s.option(r.About, id); ok {
			yield(Link{Kind: kind, ID: id}, Link{LinkRound, r.ID, RoleOption})
		}
	}
	for _, id := range r.Outcome.Chosen {
		if kind, ok := s.option(r.About, id); ok {
			yield(Link{Kind: LinkRound, ID: r.ID}, Link{kind, id, RoleChosen})
		}
	}
	if r.Of != r.ID && live(&s.Rounds, r.Of) {
		yield(Link{Kind: LinkRound, ID: r.Of}, Link{LinkRound, r.ID, RoleRunOff})
	}
}

// option is what kind of thing an option of a round is; ok is false for one
// that does not count.
func (s *Session) option(about, id string) (kind LinkKind, ok bool) {
	switch kind = AboutLink(about); kind {
	case LinkObjective:
		ok = live(&s.Objectives, id)
	case LinkAction:
		ok = live(&s.Actions, id)
	case LinkCluster:
		ok = live(&s.Clusters, id)
	case LinkPillar:
		number, _ := strconv.Atoi(id)
		ok = s.method.Pillar(number) != nil
	}
	return kind, ok
}

// AboutLink is the kind of thing that a round about that votes on.
func AboutLink(about string) LinkKind {
	return map[string]LinkKind{AboutObjectives: LinkObjective, AboutActions: LinkAction, AboutClusters: LinkCluster, AboutPillars: LinkPillar}[about]
}

// actionLinks are from the objectives of an action to it, and from it to its
// cells once it is chosen, its owner and partners, its indicators and reports.
func (s *Session) actionLinks(a *Action, yield func(from, to Link)) {
	action := Link{Kind: LinkAction, ID: a.ID}
	for _, id := range a.Objectives {
		if live(&s.Objectives, id) {
			yield(Link{Kind: LinkObjective, ID: id}, action)
		}
	}
	if a.Chosen {
		for _, c := range a.Cells() {
			yield(action, Link{Kind: LinkCell, ID: c.LinkID()})
		}
	}
	if live(&s.Participants, a.Owner) {
		yield(action, Link{LinkParticipant, a.Owner, RoleOwner})
	}
	for _, p := range a.Partners {
		if live(&s.Participants, p.Participant) {
			yield(action, Link{LinkParticipant, p.Participant, RolePartner})
		}
	}
	for i := range a.Indicators {
		yield(action, Link{Kind: LinkIndicator, ID: Within(a.ID, i)})
	}
	for i := range a.Reports {
		yield(action, Link{Kind: LinkReport, ID: Within(a.ID, i)})
	}
}

// live says that the list has an entry of that id that counts.
func live[T entry](l *List[T], id string) bool {
	it := l.Get(id)
	return it != nil && !(*it).gone()
}
