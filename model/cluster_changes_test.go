package model

import (
	"strings"
	"testing"
)

func clustered(t *testing.T) *History {
	h := newTestHistory()
	do(t, h, Added[Objective]{Objective{ID: "o1", What: "een"}}, Added[Objective]{Objective{ID: "o2", What: "twee"}}, Added[Cluster]{Cluster{ID: "c1", Title: "Vervoer"}})
	for _, i := range []Idea{
		{ID: "i1", Text: "bus", Cluster: "c1", Pillar: 3}, {ID: "i2", Text: "trein", Cluster: "c1", Pillar: 2, Objective: "o2"}, {ID: "i3", Text: "fiets", Cluster: "c1", Pillar: 2},
		{ID: "i4", Text: "te voet", Cluster: "c1"}, {ID: "i5", Text: "koken"}, {ID: "i6", Text: "bakken"},
	} {
		do(t, h, Added[Idea]{i})
	}
	return h
}

// heaped gives the ids of the ideas in a cluster.
func heaped(s *Session, cluster string) string {
	var ids []string
	for _, i := range s.IdeasIn(cluster) {
		ids = append(ids, i.ID)
	}
	return strings.Join(ids, " ")
}

func TestChangesOfClusters(t *testing.T) {
	made := func(c Change, _ string) Change { return c }
	for _, c := range []struct {
		name   string
		change func(s *Session) Change
		want   map[string]string // ideas by cluster
	}{
		{"into", func(s *Session) Change { return s.MoveIdeas([]string{"i5", "i1", "i6"}, "c1") }, map[string]string{"c1": "i1 i2 i3 i4 i5 i6", "": ""}},
		{"out", func(s *Session) Change { return s.MoveIdeas([]string{"i1", "i5", "i9"}, "") }, map[string]string{"c1": "i2 i3 i4", "": "i1 i5 i6"}},
		{"new", func(s *Session) Change { return made(s.NewCluster(" Eten ", []string{"i5", "i6", "i1"})) }, map[string]string{"c1": "i2 i3 i4", "c2": "i1 i5 i6", "": ""}},
		{"split", func(s *Session) Change { return made(s.SplitCluster("c1", []string{"i1", "i3", "i5"}, "Bus")) }, map[string]string{"c1": "i2 i4", "c2": "i1 i3", "": "i5 i6"}},
		{"dissolve", func(s *Session) Change { return s.DissolveCluster("c1") }, map[string]string{"c1": "", "": "i1 i2 i3 i4 i5 i6"}},
	} {
		h := clustered(t)
		s := h.Session()
		before := state(t, s)
		do(t, h, c.change(s))
		for cluster, want := range c.want {
			if got := heaped(s, cluster); got != want {
				t.Errorf("%s: in %q are %q, want %q", c.name, cluster, got, want)
			}
		}
		last, _ := h.NextUndo()
		do(t, h, Undo{last.Seq})
		if state(t, s) != before {
			t.Errorf("%s: one undo gives another session", c.name)
		}
	}
	s := clustered(t).Session()
	if c, _ := s.NewCluster("  ", nil); !has(s.Check(c), TextEmpty) {
		t.Error("a cluster without a title is taken")
	}
	if err := s.Check(s.MoveIdeas([]string{"i1"}, "c9")); !has(err, RefUnknown) {
		t.Errorf("a move to nowhere gives %v", err)
	}
}

func TestAClusterBecomesAnObjective(t *testing.T) {
	for _, c := range []struct{ pillar, want int }{{0, 2}, {1, 1}} {
		h := clustered(t)
		s := h.Session()
		change, id := s.ClusterBecomesObjective("c1", c.pillar)
		do(t, h, change)
		if o := s.Objectives.Get(id); o.What != "Vervoer" || o.Pillar != c.want || s.Clusters.Get("c1").Objective != id {
			t.Errorf("became %+v", o)
		}
		if got := s.IdeaCounts(); got[id] != 3 || got["o2"] != 1 || got[""] != 2 {
			t.Errorf("ideas behind objectives: %v", got)
		}
		do(t, h, Removed[Objective]{"o2"})
		if got := s.IdeaCounts(); got[id] != 4 || got[""] != 2 {
			t.Errorf("ideas behind objectives, one of them removed: %v", got)
		}
		do(t, h, s.DissolveCluster("c1"))
		if got := s.IdeaCounts(); got[""] != 6 {
			t.Errorf("ideas behind objectives, the cluster dissolved: %v", got)
		}
	}
	s := clustered(t).Session()
	if c, _ := s.ClusterBecomesObjective("c9", 0); s.Check(c) == nil {
		t.Error("a cluster that is not there becomes an objective")
	}
}
