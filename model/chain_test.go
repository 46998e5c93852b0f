package model

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// everything gives each thing of a session that may stand in the chain.
func everything(s *Session) []Link {
	var all []Link
	add := func(kind LinkKind, ids ...string) {
		for _, id := range ids {
			all = append(all, Link{Kind: kind, ID: id})
		}
	}
	add(LinkScan, idsOf(&s.Scans)...)
	for _, p := range s.method.Pillars {
		add(LinkPillar, strconv.Itoa(p.Number))
	}
	add(LinkOffer, idsOf(&s.Offer)...)
	add(LinkIdea, idsOf(&s.Ideas)...)
	add(LinkCluster, idsOf(&s.Clusters)...)
	add(LinkObjective, idsOf(&s.Objectives)...)
	add(LinkRound, idsOf(&s.Rounds)...)
	for _, l := range s.method.Library {
		add(LinkLibrary, l.ID)
	}
	add(LinkParticipant, idsOf(&s.Participants)...)
	for _, a := range s.Actions.All() {
		add(LinkAction, a.ID)
		for i := range a.Indicators {
			add(LinkIndicator, Within(a.ID, i))
		}
		for i := range a.Reports {
			add(LinkReport, Within(a.ID, i))
		}
	}
	for _, c := range s.method.Strategies {
		for _, l := range s.method.Levels {
			add(LinkCell, Cell{c.Key, l.Key}.LinkID())
		}
	}
	return all
}

// stands says whether a thing counts, asked of its list.
func stands(s *Session, l Link) bool {
	whole, _ := Parted(l.ID)
	switch l.Kind {
	case LinkScan:
		return live(&s.Scans, l.ID)
	case LinkOffer:
		return live(&s.Offer, l.ID)
	case LinkIdea:
		return live(&s.Ideas, l.ID)
	case LinkCluster:
		return live(&s.Clusters, l.ID)
	case LinkObjective:
		return live(&s.Objectives, l.ID)
	case LinkRound:
		return live(&s.Rounds, l.ID)
	case LinkParticipant:
		return live(&s.Participants, l.ID)
	case LinkAction, LinkIndicator, LinkReport:
		return live(&s.Actions, whole)
	}
	return true
}

// TestChainGoesBothWays: what came of a thing came from it and the other way
// round, and both of them count.
func TestChainGoesBothWays(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	seen := make(map[[2]LinkKind]int)
	for range 12 {
		h := newTestHistory()
		for range 500 {
			_ = h.Replay(Record{Seq: h.Seq() + 1, Time: testTime, Change: randomChange(r, h.Session())})
		}
		s := h.Session()
		for _, a := range everything(s) {
			of, from := s.CameOf(a.Kind, a.ID), s.CameFrom(a.Kind, a.ID)
			if !stands(s, a) && len(of)+len(from) > 0 {
				t.Fatalf("%v does not count and has links: %v, %v", a, from, of)
			}
			for _, b := range of {
				if back := (Link{a.Kind, a.ID, b.As}); !slices.Contains(s.CameFrom(b.Kind, b.ID), back) || !stands(s, b) {
					t.Fatalf("%v came of %v, and not from it", b, a)
				}
				seen[[2]LinkKind{a.Kind, b.Kind}]++
			}
			for _, b := range from {
				if on := (Link{a.Kind, a.ID, b.As}); !slices.Contains(s.CameOf(b.Kind, b.ID), on) || !stands(s, b) {
					t.Fatalf("%v came from %v, of which it did not come", a, b)
				}
			}
		}
	}
	for _, pair := range [][2]LinkKind{
		{LinkScan, LinkPillar}, {LinkPillar, LinkOffer}, {LinkPillar, LinkObjective}, {LinkIdea, LinkCluster}, {LinkCluster, LinkObjective},
		{LinkObjective, LinkIdea}, {LinkParticipant, LinkIdea}, {LinkObjective, LinkRound}, {LinkObjective, LinkAction},
		{LinkAction, LinkCell}, {LinkAction, LinkParticipant}, {LinkAction, LinkIndicator}, {LinkAction, LinkReport},
	} {
		if seen[pair] == 0 {
			t.Errorf("nothing led from a %s to a %s", pair[0], pair[1])
		}
	}
}

// TestChainOfOne follows one chain from its score to its report.
func TestChainOfOne(t *testing.T) {
	h := circle(t)
	do(t, h,
		Added[Scan]{Scan{ID: "s1", Title: "Start", Revealed: true}}, PutInScan[Agreed]{"s1", Agreed{2, score(3), ""}},
		Added[Objective]{Objective{ID: "o1", Pillar: 2, What: "Een plek"}}, Added[Objective]{Objective{ID: "o2", Pillar: 2, What: "Weg"}},
		Added[Objective]{Objective{ID: "o3", What: "Niet gekozen"}}, Added[Cluster]{Cluster{ID: "c2", Title: "Weg"}}, Added[Idea]{Idea{ID: "i2", Text: "Los", Kind: KindNew, Cluster: "c2"}}, Removed[Cluster]{"c2"},
		Added[Cluster]{Cluster{ID: "c1", Title: "Plekken", Objective: "o1"}},
		Added[Idea]{Idea{ID: "i1", Text: "Een bank", Kind: KindNew, Cluster: "c1", Participant: "p3"}},
		Added[Round]{Round{ID: "r1", About: AboutObjectives, Options: []string{"o1", "o2", "o3"}, Stickers: 1, Per: PerParticipant, Places: 1, State: Draft, Together: TogetherAdd}},
		RoundOpened{Round: "r1"}, RoundClosed{Round: "r1"}, OutcomeSet{Round: "r1", Outcome: Outcome{Chosen: []string{"o1"}, By: ByVotes}},
		Added[Action]{Action{ID: "a9", Title: "een bank", Kind: KindNew, Status: Planned, Objectives: []string{"o1"}, Chosen: true, Strategies: []string{"zorg"}, Levels: []string{"groep"},
			Owner: "p1", Partners: []Partner{{"p2", ""}, {"p8", ""}}, Indicators: []Indicator{{"bereik", "x", "5", ""}}, Reports: []Report{{testTime, "goed"}}}},
		Removed[Objective]{"o2"})
	s := h.Session()
	for _, test := range []struct {
		of       Link
		from, to []Link
	}{
		{Link{Kind: LinkPillar, ID: "2"}, []Link{{LinkScan, "s1", ""}}, []Link{{LinkObjective, "o1", ""}}},
		{Link{Kind: LinkObjective, ID: "o1"}, []Link{{LinkCluster, "c1", ""}, {LinkPillar, "2", ""}, {LinkRound, "r1", RoleChosen}}, []Link{{LinkRound, "r1", RoleOption}, {LinkAction, "a9", ""}}},
		{Link{Kind: LinkObjective, ID: "o2"}, nil, nil},
		{Link{Kind: LinkIdea, ID: "i1"}, []Link{{LinkParticipant, "p3", RoleBrought}}, []Link{{LinkCluster, "c1", ""}, {LinkAction, "a9", ""}}},
		{Link{Kind: LinkObjective, ID: "o3"}, nil, []Link{{LinkRound, "r1", RoleOption}}},
		{Link{Kind: LinkIdea, ID: "i2"}, nil, nil},
		{Link{Kind: LinkRound, ID: "r1"}, []Link{{LinkObjective, "o1", RoleOption}, {LinkObjective, "o3", RoleOption}}, []Link{{LinkObjective, "o1", RoleChosen}}},
		{Link{Kind: LinkAction, ID: "a9"}, []Link{{LinkIdea, "i1", ""}, {LinkObjective, "o1", ""}},
			[]Link{{LinkCell, "zorg groep", ""}, {LinkParticipant, "p1", RoleOwner}, {LinkParticipant, "p2", RolePartner}, {LinkIndicator, "a9 0", ""}, {LinkReport, "a9 0", ""}}},
		{Link{Kind: LinkParticipant, ID: "p1"}, []Link{{LinkAction, "a9", RoleOwner}}, nil},
		{Link{Kind: LinkParticipant, ID: "p8"}, nil, nil},
	} {
		if got := s.CameFrom(test.of.Kind, test.of.ID); !slices.Equal(got, test.from) {
			t.Errorf("%v came from %v", test.of, got)
		}
		if got := s.CameOf(test.of.Kind, test.of.ID); !slices.Equal(got, test.to) {
			t.Errorf("of %v came %v", test.of, got)
		}
	}
}
