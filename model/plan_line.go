package model

import (
	"slices"
	"strconv"
	"strings"
)

// The codes of a line for the plan.
const (
	PlanDates     Code = "plan.dates"     // more than a start and an end
	PeriodBad     Code = "period.bad"     // From, To
	ActionNone    Code = "action.none"    // Value
	ActionSeveral Code = "action.several" // Value, List: those it may be, with their numbers
)

// FindChosen gives the chosen action that somebody means by a word: its number
// among the chosen ones, or the start of its title or of a word in it, as with
// FindParticipant. Codes: ActionNone, ActionSeveral.
func (s *Session) FindChosen(word string) (*Action, error) {
	word = Clean(word)
	chosen := s.Chosen()
	if n, err := strconv.Atoi(word); err == nil && n > 0 && n <= len(chosen) {
		return chosen[n-1], nil
	}
	found := nearest(chosen, func(a *Action) string { return a.Title }, folded(word))
	switch len(found) {
	case 0:
		return nil, refuse(ActionNone, "Value", word)
	case 1:
		return found[0], nil
	}
	return nil, refuse(ActionSeveral, "Value", word, "List", numbered(found, func(a *Action) string {
		return strconv.Itoa(s.ChosenNumber(a.ID)) + " " + a.Title
	}))
}

// CheckPeriod refuses an end before the start; where one is not known there is
// nothing to compare. Code: PeriodBad.
func CheckPeriod(start, end Date) error {
	from, begins := start.First()
	to, ends := end.Last()
	if begins && ends && to.Before(from) {
		return refuse(PeriodBad, "From", string(start), "To", string(end))
	}
	return nil
}

// PlanLine gives the action with what one line says, as a facilitator types it:
// "7" or "jeugdh" for the owner, then dates if there are any: one is the end,
// two are start and end. "-" is no owner; dates alone leave the owner.
// Codes: ParticipantNone, ParticipantSeveral, DateBad, PlanDates, PeriodBad.
func (s *Session) PlanLine(a Action, line string) (Action, error) {
	who, dates := s.cutDates(strings.Fields(Clean(line)))
	switch {
	case who == "":
	case who == "-":
		a.Owner = ""
	default:
		p, err := s.FindParticipant(who)
		if err != nil {
			return a, err
		}
		a.Owner = p.ID
	}
	switch len(dates) {
	case 0:
		return a, nil
	case 1:
		a.End = dates[0]
	case 2:
		a.Start, a.End = dates[0], dates[1]
	default:
		return a, refuse(PlanDates)
	}
	return a, first(a.Start.check(), a.End.check(), CheckPeriod(a.Start, a.End))
}

// cutDates takes the dates off the end of a line. Words that are a participant
// as they stand are no dates: "Scouts 1964".
func (s *Session) cutDates(words []string) (who string, dates []Date) {
	n := len(words)
	for ; n > 0 && looksDated(words[n-1]); n-- {
		if _, err := s.FindParticipant(strings.Join(words[:n], " ")); err == nil {
			break
		}
		dates = append(dates, Date(words[n-1]))
	}
	slices.Reverse(dates)
	return strings.Join(words[:n], " "), dates
}

// looksDated says that a word is meant as a date, a right one or not.
func looksDated(word string) bool {
	if strings.Trim(word, "0123456789-/") != "" || strings.Trim(word, "-/") == "" {
		return false
	}
	return strings.ContainsAny(word, "-/") || len(word) == 4
}

// OwnerText is the owner of an action as it can be typed: "7 Jeugdhuis De
// Kring"; "" when nobody owns it.
func (s *Session) OwnerText(a *Action) string {
	if p := s.Owner(a); p != nil {
		return strconv.Itoa(p.Number) + " " + p.Name()
	}
	return ""
}

// PartnersText writes partners with what they commit to in one line: "7: zaal;
// 12: vrijwilligers". Those who were removed from the group are not in it.
func (s *Session) PartnersText(list []Partner) string {
	var parts []string
	for _, one := range list {
		p := s.Participants.Get(one.Participant)
		if p == nil || p.gone() {
			continue
		}
		text := strconv.Itoa(p.Number)
		if one.Commitment != "" {
			text += ": " + unsplit(one.Commitment, ";")
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

// ParsePartners reads what PartnersText writes; a partner may also be given by
// the start of the name. was is the list before: it comes back as it is when
// the text is that of it, and partners who were removed stay.
// Codes: ParticipantNone, ParticipantSeveral, and IDTaken for one named twice.
func (s *Session) ParsePartners(text string, was []Partner) ([]Partner, error) {
	if Clean(text) == s.PartnersText(was) {
		return was, nil
	}
	var list []Partner
	for part := range strings.SplitSeq(text, ";") {
		who, commitment, _ := strings.Cut(part, ":")
		if who = Clean(who); who == "" && Clean(commitment) == "" {
			continue
		}
		p, err := s.FindParticipant(who)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(list, func(q Partner) bool { return q.Participant == p.ID }) {
			return nil, refuse(IDTaken, "ID", who)
		}
		list = append(list, Partner{Participant: p.ID, Commitment: Clean(commitment)})
	}
	for _, one := range was {
		if p := s.Participants.Get(one.Participant); p != nil && p.gone() {
			list = append(list, one)
		}
	}
	return list, nil
}

// several stands between indicators of one kind in a line.
const several = "|"

// IndicatorText writes the indicators of one kind in one line, each with its
// target: "jongeren bereikt; 200 | scholen; 4".
func IndicatorText(list []Indicator, kind string) string {
	var parts []string
	for _, one := range list {
		if one.Kind != kind {
			continue
		}
		text := unsplit(unsplit(one.Text, ";"), several)
		if one.Target != "" {
			text += "; " + unsplit(one.Target, several)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " "+several+" ")
}

// ParseIndicators reads what IndicatorText writes and gives the whole list with
// those of the kind replaced. The result that an indicator had stays with it:
// with the one of the same text, else, where there are as many as before, with
// the one in its place.
func ParseIndicators(text, kind string, was []Indicator) []Indicator {
	if Clean(text) == IndicatorText(was, kind) {
		return was
	}
	var old, list []Indicator
	for _, one := range was {
		if one.Kind == kind {
			old = append(old, one)
		} else {
			list = append(list, one)
		}
	}
	var fresh []Indicator
	for part := range strings.SplitSeq(text, several) {
		what, target, _ := strings.Cut(part, ";")
		one := Indicator{Kind: kind, Text: Clean(what), Target: Clean(target)}
		if one.Text != "" || one.Target != "" {
			fresh = append(fresh, one)
		}
	}
	for i := range fresh {
		at := slices.IndexFunc(old, func(o Indicator) bool { return o.Text == fresh[i].Text })
		if at < 0 && len(old) == len(fresh) {
			at = i
		}
		if at >= 0 {
			fresh[i].Result = old[at].Result
		}
	}
	return append(list, fresh...)
}

// unsplit takes out of a text the sign that parts texts in a line.
func unsplit(text, sign string) string {
	return Clean(strings.ReplaceAll(text, sign, ","))
}
