package model

import (
	"cmp"
	"slices"
)

// ActionsMerged takes two entries of one action together. From goes up in Into:
// it keeps all that stands in it, counts nowhere any more, and can be brought
// back. Into keeps its own and gets what it lacks; what an action has several of,
// it has of both. Another owner becomes a partner. Of somebody who rated both,
// the rating of Into counts. A title that is too long with the other one goes into
// the description. In a round that is not open yet Into stands for From; one that
// is closed stays as it is.
// Codes: RefUnknown, MergeSelf, OptionVoting, and those of an action.
type ActionsMerged struct {
	Into string `json:"into"`
	From string `json:"from"`
}

// Kind names the change in the log.
func (c ActionsMerged) Kind() string { return "actions.merged" }

func (c ActionsMerged) subject(s *Session) string {
	return subjectOf[Action](s, c.From) + " → " + subjectOf[Action](s, c.Into)
}

func (c ActionsMerged) apply(s *Session, e *edit) error {
	into, from, err := toMerge(s, &s.Actions, c.Into, c.From)
	if err != nil {
		return err
	}
	if err := s.voting(AboutActions, from.ID, from.Title); err != nil {
		return err
	}
	s.passOption(e, AboutActions, from.ID, into.ID)
	into = into.with(from)
	from.Tomb = Tomb{Removed: true, MergedInto: into.ID}
	return merge(s, e, into, from)
}

// with is what an action becomes when another goes up in it.
func (a Action) with(b Action) Action {
	title := bothSaid(a.Title, b.Title, TitleMax)
	if title == a.Title && !holds(a.Title, b.Title) {
		a.Description = bothSaid(a.Description, b.Title, TextMax)
	}
	a.Title = title
	a.Description = bothSaid(a.Description, b.Description, TextMax)
	a.Kind = cmp.Or(a.Kind, b.Kind)
	a.Objectives = union(a.Objectives, b.Objectives)
	a.FromLibrary = cmp.Or(a.FromLibrary, b.FromLibrary)
	a.Criteria = union(a.Criteria, b.Criteria)
	a.Chosen = a.Chosen || b.Chosen
	a.Strategies, a.Levels = union(a.Strategies, b.Strategies), union(a.Levels, b.Levels)
	a.Setting = bothSaid(a.Setting, b.Setting, TextMax)
	switch {
	case a.AgeTo == 0:
		a.AgeFrom, a.AgeTo = b.AgeFrom, b.AgeTo
	case b.AgeTo > 0:
		a.AgeFrom, a.AgeTo = min(a.AgeFrom, b.AgeFrom), max(a.AgeTo, b.AgeTo)
	}

	helps := func(p Partner) bool { return p.Participant == b.Owner }
	switch {
	case a.Owner == "":
		a.Owner = b.Owner
	case b.Owner != "" && b.Owner != a.Owner && !slices.ContainsFunc(slices.Concat(a.Partners, b.Partners), helps):
		a.Partners = append(slices.Clone(a.Partners), Partner{Participant: b.Owner})
	}
	a.Partners = slices.Clone(a.Partners)
	for _, p := range b.Partners {
		if p.Participant != a.Owner || p.Commitment != "" {
			a.Partners = withPartner(a.Partners, p)
		}
	}
	a.FirstSteps = bothSaid(a.FirstSteps, b.FirstSteps, TextMax)
	a.Start, a.End = cmp.Or(a.Start, b.Start), cmp.Or(a.End, b.End)
	a.Means, a.Funding = bothSaid(a.Means, b.Means, TextMax), bothSaid(a.Funding, b.Funding, TextMax)
	a.Indicators = union(a.Indicators, b.Indicators)
	a.Anchoring = bothSaid(a.Anchoring, b.Anchoring, TextMax)

	if a.State() == Planned {
		a.Status = cmp.Or(b.Status, a.Status)
	}
	a.Reports = union(a.Reports, b.Reports)
	a.Evaluation.Well = bothSaid(a.Evaluation.Well, b.Evaluation.Well, TextMax)
	a.Evaluation.Challenges = bothSaid(a.Evaluation.Challenges, b.Evaluation.Challenges, TextMax)
	a.Evaluation.Ratings = slices.Clone(a.Evaluation.Ratings)
	for _, r := range b.Evaluation.Ratings {
		if r.Participant == "" || !rated(a.Evaluation.Ratings, r.Participant) {
			a.Evaluation.Ratings = append(a.Evaluation.Ratings, r)
		}
	}
	return a
}

// withPartner adds a partner to a list that is the caller's own. One who is there
// commits to what both entries say, as far as that is not too long.
func withPartner(list []Partner, p Partner) []Partner {
	at := slices.IndexFunc(list, func(q Partner) bool { return q.Participant == p.Participant })
	if at < 0 {
		return append(list, p)
	}
	list[at].Commitment = bothSaid(list[at].Commitment, p.Commitment, TextMax)
	return list
}

// union gives what stands in either, each once.
func union[T comparable](a, b []T) []T {
	out := slices.Clone(a)
	for _, one := range b {
		if !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}
