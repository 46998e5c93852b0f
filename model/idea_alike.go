package model

import (
	"cmp"
	"slices"
)

// alike is what is known of texts that resemble one another. Unlike the other
// derived figures it outlives a change: it follows the lists.
type alike struct {
	language string
	rev      uint64
	ideas    *alikeIndex[Idea]
	clusters *alikeIndex[Cluster]
	actions  *alikeIndex[Action]
	pairs    []pair // of ideas; nil until asked for
}

func (s *Session) alike() *alike {
	s.renew()
	a := s.memo.alike
	if a == nil || a.language != s.Language {
		a = &alike{
			language: s.Language,
			ideas:    newAlikeIndex(s.Language, func(i *Idea) string { return i.Text }),
			clusters: newAlikeIndex(s.Language, func(c *Cluster) string { return c.Title }),
			actions:  newAlikeIndex(s.Language, func(a *Action) string { return a.Title }),
		}
		s.memo.alike = a
	} else if a.rev == s.rev {
		return a
	}
	a.rev, a.pairs = s.rev, nil
	a.ideas.sync(s.Ideas.All())
	a.clusters.sync(s.Clusters.All())
	a.actions.sync(s.Actions.All())
	return a
}

// Alike is an entry that resembles a text.
type Alike[T entry] struct {
	Item  *T
	Words []string // of its text, as written, that the other text has a form of
	Score float64  // from 0 to 1, for the same stems
}

// IdeasLike gives the ideas that resemble a text, best first, that one left out
// whose id is except. Quick enough to be asked at every key.
func (s *Session) IdeasLike(text, except string, most int) []Alike[Idea] {
	return like(s.alike().ideas, text, except, most)
}

// ActionsLike gives the actions whose titles resemble a text, best first, that
// one left out whose id is except.
func (s *Session) ActionsLike(text, except string, most int) []Alike[Action] {
	return like(s.alike().actions, text, except, most)
}

func like[T entry](x *alikeIndex[T], text, except string, most int) []Alike[T] {
	q := x.query(text)
	var out []Alike[T]
	for _, f := range x.find(q, found.near) {
		if len(out) == most {
			break
		}
		if item := x.docs[f.at].item; (*item).key() != except {
			out = append(out, Alike[T]{item, x.words(q, f.at), f.score})
		}
	}
	return out
}

// alikePairsMost is how many pairs are kept for AlikePairs.
const alikePairsMost = 1000

// AlikePairs gives pairs of ideas that resemble one another, best first, at most
// 1,000 of them; of two, the one that came first is first.
func (s *Session) AlikePairs(most int) [][2]*Idea {
	a := s.alike()
	if a.pairs == nil {
		a.pairs = append([]pair{}, a.ideas.pairs(alikePairsMost)...)
	}
	var out [][2]*Idea
	for _, p := range a.pairs[:min(most, len(a.pairs))] {
		out = append(out, [2]*Idea{a.ideas.docs[p.a].item, a.ideas.docs[p.b].item})
	}
	return out
}

// ClusterSuggestions gives the clusters in which an idea might belong, best
// first: those whose title or ideas share a word with it that not many have.
// The one that it is in is left out.
func (s *Session) ClusterSuggestions(i *Idea, most int) []*Cluster {
	a := s.alike()
	score := make(map[*Cluster]float64)
	some := func(found) bool { return true }
	for _, f := range a.clusters.find(a.clusters.query(i.Text), some) {
		score[a.clusters.docs[f.at].item] += f.cover // a title is short
	}
	// The ideas of a cluster count together, and the best ones most.
	part := make(map[*Cluster]float64)
	for _, f := range a.ideas.find(a.ideas.query(i.Text), some) {
		other := a.ideas.docs[f.at].item
		if c := s.ClusterOf(other); c != nil && other.ID != i.ID {
			if part[c] == 0 {
				part[c] = 1
			}
			score[c] += f.score * part[c]
			part[c] /= 2
		}
	}
	var out []*Cluster
	for c := range score {
		if c.ID != i.Cluster {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(c, d *Cluster) int {
		return cmp.Or(cmp.Compare(score[d], score[c]), cmp.Compare(c.ID, d.ID))
	})
	return out[:min(len(out), most)]
}
