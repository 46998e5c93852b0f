package model

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// The codes of entries that cannot be taken together, and of a cluster that cannot
// be dissolved.
const (
	MergeSelf    Code = "merge.self"    // Name
	OptionVoting Code = "option.voting" // Name, Round: the open round it is an option of
)

// IdeasMerged takes two ideas that say the same together. From goes up in Into:
// it keeps its text and who brought it, counts nowhere any more, and can be
// brought back. Into says what both said, and gets what it lacks: who brought it,
// cluster, objective, pillar. Where both texts are too long together, Into keeps
// its own. Codes: RefUnknown, MergeSelf, and those of an idea.
type IdeasMerged struct {
	Into string `json:"into"`
	From string `json:"from"`
}

// ClustersMerged takes two clusters together. From goes up in Into: it keeps its
// title, holds no ideas any more, and can be brought back. Into gets its ideas, is
// called after both as far as that is not too long, and gets its objective where
// it has none. In a round that is not open yet Into stands for it; one that is
// closed stays as it is. Codes: RefUnknown, MergeSelf, OptionVoting, and those of
// a cluster.
type ClustersMerged struct {
	Into string `json:"into"`
	From string `json:"from"`
}

// Kind names the change in the log.
func (c IdeasMerged) Kind() string { return "ideas.merged" }

// Kind names the change in the log.
func (c ClustersMerged) Kind() string { return "clusters.merged" }

func (c IdeasMerged) subject(s *Session) string {
	return subjectOf[Idea](s, c.From) + " → " + subjectOf[Idea](s, c.Into)
}

func (c ClustersMerged) subject(s *Session) string {
	return subjectOf[Cluster](s, c.From) + " → " + subjectOf[Cluster](s, c.Into)
}

func (c IdeasMerged) apply(s *Session, e *edit) error {
	into, from, err := toMerge(s, &s.Ideas, c.Into, c.From)
	if err != nil {
		return err
	}
	into.Text = bothSaid(into.Text, from.Text, TextMax)
	into.Kind = cmp.Or(into.Kind, from.Kind)
	into.Participant = cmp.Or(into.Participant, from.Participant)
	if s.ClusterOf(&into) == nil {
		into.Cluster = cmp.Or(from.Cluster, into.Cluster)
	}
	into.Objective = s.standingObjective(into.Objective, from.Objective)
	into.Pillar = cmp.Or(into.Pillar, from.Pillar)
	from.Tomb = Tomb{Removed: true, MergedInto: into.ID}
	return merge(s, e, into, from)
}

func (c ClustersMerged) apply(s *Session, e *edit) error {
	into, from, err := toMerge(s, &s.Clusters, c.Into, c.From)
	if err != nil {
		return err
	}
	if err := s.voting(AboutClusters, from.ID, from.Title); err != nil {
		return err
	}
	into.Title = bothSaid(into.Title, from.Title, TitleMax)
	into.Objective = s.standingObjective(into.Objective, from.Objective)
	for _, i := range s.Ideas.All() {
		if i.Cluster == from.ID {
			next := *i
			next.Cluster = into.ID
			s.Ideas.put(e, next)
		}
	}
	s.passOption(e, AboutClusters, from.ID, into.ID)
	from.Tomb = Tomb{Removed: true, MergedInto: into.ID}
	return merge(s, e, into, from)
}

// standingObjective gives the first of two objectives, unless only the other
// one counts.
func (s *Session) standingObjective(a, b string) string {
	if o := s.Objectives.Get(a); (o == nil || o.gone()) && b != "" {
		return b
	}
	return a
}

// toMerge gives copies of two entries that count. Codes: RefUnknown, MergeSelf.
func toMerge[T listed[T]](s *Session, l *List[T], into, from string) (a, b T, err error) {
	for _, id := range []string{into, from} {
		if p := l.Get(id); p == nil || (*p).gone() {
			return a, b, refuse(RefUnknown, "Kind", a.word(), "ID", id)
		}
	}
	a, b = *l.Get(into), *l.Get(from)
	if into == from {
		return a, b, refuse(MergeSelf, "Name", a.subject())
	}
	return a, b, nil
}

// merge writes what came of both entries, the one that goes up marked so.
func merge[T listed[T]](s *Session, e *edit, into, from T) error {
	if err := put(s, e, into); err != nil {
		return err
	}
	return put(s, e, from)
}

// voting refuses what would take an option away from under those who vote.
func (s *Session) voting(about, id, name string) error {
	for _, r := range s.Rounds.Live() {
		if r.State == Open && r.About == about && slices.Contains(r.Options, id) {
			return refuse(OptionVoting, "Name", name, "Round", r.Title)
		}
	}
	return nil
}

// passOption puts one option in the place of another, or none for "", in the
// rounds that were not opened yet.
func (s *Session) passOption(e *edit, about, from, into string) {
	for _, r := range s.Rounds.All() {
		at := slices.Index(r.Options, from)
		if r.State != Draft || r.About != about || at < 0 {
			continue
		}
		next := slices.Clone(r.Options)
		if into == "" || slices.Contains(next, into) {
			next = slices.Delete(next, at, at+1)
		} else {
			next[at] = into
		}
		assign(e, &r.Options, next)
	}
}

// bothSaid is what two texts say: the longer one where it holds all words of the
// other in a row, else both. Where that is longer than most, the first stands:
// the other one stays with the entry that it came from.
func bothSaid(a, b string, most int) string {
	both := a + " / " + b
	switch {
	case holds(a, b):
		return a
	case holds(b, a):
		return b
	case utf8.RuneCountInString(both) > most:
		return a
	}
	return both
}

// holds says that the words of b stand in a, in a row. A text without words holds
// nothing but itself.
func holds(a, b string) bool {
	if b == "" || a == b {
		return true
	}
	words := wordsIn(folded(b))
	line := " " + strings.Join(wordsIn(folded(a)), " ") + " "
	return len(words) > 0 && strings.Contains(line, " "+strings.Join(words, " ")+" ")
}
