package model

import (
	"slices"
	"strconv"
	"strings"
)

// The codes of a line with ratings.
const (
	RatingBad   Code = "rating.bad"   // Value
	RatingTwice Code = "rating.twice" // Value
)

// RatingsText writes who gave which score in one line: "7:4 12:5"; a rating
// without a name is ":3". Those who were removed from the group are not in it.
func (s *Session) RatingsText(list []Rating) string {
	var parts []string
	for _, r := range list {
		who := ""
		if r.Participant != "" {
			p := s.Participants.Get(r.Participant)
			if p == nil || p.gone() {
				continue
			}
			who = strconv.Itoa(p.Number)
		}
		parts = append(parts, who+":"+strconv.Itoa(r.Score))
	}
	return strings.Join(parts, " ")
}

// EvaluationOf gives the evaluation of an action with the ratings that count:
// those without a name, and of each participant who counts one, its own before
// that of an entry merged into it.
func (s *Session) EvaluationOf(a *Action) ActionEvaluation {
	e := a.Evaluation
	e.Ratings = nil
	done := make(map[string]bool)
	for _, r := range a.Evaluation.Ratings {
		if p := s.Participants.Get(r.Participant); p != nil && !p.gone() {
			done[p.ID] = true
		}
	}
	for _, r := range a.Evaluation.Ratings {
		if r.Participant != "" {
			p := s.Stands(r.Participant)
			if p == nil || p.ID != r.Participant && done[p.ID] {
				continue
			}
			done[p.ID], r.Participant = true, p.ID
		}
		e.Ratings = append(e.Ratings, r)
	}
	return e
}

// ParseRatings reads what RatingsText writes. Names may stand for numbers, with
// semicolons between the ratings where a name has blanks. was is the list
// before: ratings of participants who were removed stay.
// Codes: RatingBad, RatingTwice, ScoreRange, ParticipantNone, ParticipantSeveral.
func (s *Session) ParseRatings(text string, was []Rating) ([]Rating, error) {
	text = colons.Replace(Clean(text))
	parts := strings.Fields(text)
	if strings.Contains(text, ";") {
		parts = strings.Split(text, ";")
	}
	var list []Rating
	for _, part := range parts {
		if part = Clean(part); part == "" {
			continue
		}
		r, err := s.parseRating(part)
		if err != nil {
			return nil, err
		}
		if r.Participant != "" && slices.ContainsFunc(list, func(q Rating) bool { return q.Participant == r.Participant }) {
			return nil, refuse(RatingTwice, "Value", part)
		}
		list = append(list, r)
	}
	for _, r := range was {
		if p := s.Participants.Get(r.Participant); p != nil && p.gone() {
			list = append(list, r)
		}
	}
	return list, nil
}

// colons draws the blanks around a colon in, so that blanks part ratings.
var colons = strings.NewReplacer(" : ", ":", ": ", ":")

func (s *Session) parseRating(part string) (Rating, error) {
	at := strings.LastIndex(part, ":")
	if at < 0 {
		return Rating{}, refuse(RatingBad, "Value", part)
	}
	score, err := strconv.Atoi(Clean(part[at+1:]))
	if err != nil {
		return Rating{}, refuse(RatingBad, "Value", part)
	}
	if scale := s.method.Scale; score < scale.Min || score > scale.Max {
		return Rating{}, refuse(ScoreRange, "Value", score, "Min", scale.Min, "Max", scale.Max)
	}
	r := Rating{Score: score}
	if who := Clean(part[:at]); who != "" {
		p, err := s.FindParticipant(who)
		if err != nil {
			return r, err
		}
		r.Participant = p.ID
	}
	return r, nil
}
