package model

import (
	"slices"
	"strings"
)

// objectiveFacts is what is derived from the list of objectives as a whole.
type objectiveFacts struct {
	place      map[string]int // among those that count
	incomplete int
	priorities int
	ideas      map[string]int // by objective; "" for those tied to none
	gaps       []PillarGap
}

// PillarGap is what the offer in a chosen pillar lacks and no objective asks for.
type PillarGap struct {
	Pillar int
	Ages   []AgeRange
}

func (s *Session) objectiveFacts() *objectiveFacts {
	s.renew()
	if f := s.memo.objectives; f != nil {
		return f
	}
	f := &objectiveFacts{place: make(map[string]int)}
	for i, o := range s.Objectives.Live() {
		f.place[o.ID] = i
		if !o.Complete() {
			f.incomplete++
		}
		if o.Priority {
			f.priorities++
		}
	}
	f.ideas = s.ideasTied(f.place)
	f.gaps = s.findGaps()
	s.memo.objectives = f
	return f
}

// ideasTied counts the ideas by the objective that they or their clusters are
// tied to.
func (s *Session) ideasTied(place map[string]int) map[string]int {
	tied := make(map[string]int)
	for _, i := range s.Ideas.Live() {
		id := i.Objective
		if c := s.Clusters.Get(i.Cluster); id == "" && c != nil && !c.gone() {
			id = c.Objective
		}
		if _, counts := place[id]; !counts {
			id = ""
		}
		tied[id]++
	}
	return tied
}

// findGaps gives the gaps in the offer of each chosen pillar that no objective
// under it reaches either.
func (s *Session) findGaps() []PillarGap {
	aimed := make(map[int][]bool)
	for _, o := range s.Objectives.Live() {
		if o.Pillar == 0 || o.AgeTo == 0 {
			continue
		}
		if aimed[o.Pillar] == nil {
			aimed[o.Pillar] = make([]bool, s.method.AgeMax+1)
		}
		for age := o.AgeFrom; age <= o.AgeTo; age++ {
			aimed[o.Pillar][age] = true
		}
	}
	var all []PillarGap
	for _, p := range s.ChosenPillars() {
		var left []AgeRange
		for _, gap := range s.AgeGaps(p.Number) {
			left = append(left, without(gap, aimed[p.Number])...)
		}
		if left != nil {
			all = append(all, PillarGap{p.Number, left})
		}
	}
	return all
}

// without gives the runs of ages in a range that are not taken.
func without(gap AgeRange, taken []bool) []AgeRange {
	var left []AgeRange
	for age := gap.From; age <= gap.To; age++ {
		if age < len(taken) && taken[age] {
			continue
		}
		if k := len(left); k > 0 && left[k-1].To == age-1 {
			left[k-1].To = age
		} else {
			left = append(left, AgeRange{age, age})
		}
	}
	return left
}

// ObjectiveGaps gives, for each chosen pillar that has them, the ages that
// neither the offer nor an objective reaches. Read only.
func (s *Session) ObjectiveGaps() []PillarGap { return s.objectiveFacts().gaps }

// IdeasTied counts the ideas tied to an objective, also by their cluster; for
// "", those tied to none that counts.
func (s *Session) IdeasTied(objective string) int { return s.objectiveFacts().ideas[objective] }

// ObjectivePlace is the place of an objective among those that count, from 0,
// or -1. It costs the same however many there are.
func (s *Session) ObjectivePlace(id string) int {
	if place, ok := s.objectiveFacts().place[id]; ok {
		return place
	}
	return -1
}

// ObjectiveLetter is what an objective is called on the screens, by its place;
// "" for one that does not count. A round that is made now gives it the same.
func (s *Session) ObjectiveLetter(id string) string {
	if place := s.ObjectivePlace(id); place >= 0 {
		return OptionLetter(place)
	}
	return ""
}

// ObjectiveByLetter gives the objective that is called so, or nil.
func (s *Session) ObjectiveByLetter(letter string) *Objective {
	live := s.Objectives.Live()
	letter = strings.ToUpper(Clean(letter))
	if letter == "" || len(letter) > len(OptionLetter(len(live))) {
		return nil
	}
	for i, o := range live {
		if OptionLetter(i) == letter {
			return o
		}
	}
	return nil
}

// LetterUnknown is the code for a letter that no objective has.
const LetterUnknown Code = "objective.letter" // Value, Last

// ObjectivesByLetters gives the ids of the objectives whose letters stand in a
// text, each once, with blanks or commas between. Code: LetterUnknown.
func (s *Session) ObjectivesByLetters(text string) ([]string, error) {
	var ids []string
	letters := strings.FieldsFunc(Clean(text), func(r rune) bool { return strings.ContainsRune(" ,;+&", r) })
	for _, letter := range letters {
		o := s.ObjectiveByLetter(letter)
		if o == nil {
			return nil, refuse(LetterUnknown, "Value", letter, "Last", OptionLetter(max(len(s.Objectives.Live())-1, 0)))
		}
		if !slices.Contains(ids, o.ID) {
			ids = append(ids, o.ID)
		}
	}
	return ids, nil
}

// Incomplete counts the objectives that lack one of their three parts.
func (s *Session) Incomplete() int { return s.objectiveFacts().incomplete }

// Priorities counts the objectives that are a priority.
func (s *Session) Priorities() int { return s.objectiveFacts().priorities }

// Vote is a round with what one of its options got.
type Vote struct {
	Round  *Round
	Result OptionResult
}

// Votes gives the closed rounds that had an option on their ballots, the first
// one first.
func (s *Session) Votes(about, option string) []Vote {
	var votes []Vote
	for _, r := range s.Rounds.Live() {
		if r.State != Closed || r.About != about || !slices.Contains(r.Options, option) {
			continue
		}
		for _, o := range s.RoundResult(r.ID).Options {
			if o.Option == option {
				votes = append(votes, Vote{r, o})
			}
		}
	}
	return votes
}

// LastVote gives the last closed round about objectives that had this one on
// its ballot, with what it got, or nil.
func (s *Session) LastVote(objective string) (*Round, *OptionResult) {
	votes := s.Votes(AboutObjectives, objective)
	if len(votes) == 0 {
		return nil, nil
	}
	last := votes[len(votes)-1]
	return last.Round, &last.Result
}
