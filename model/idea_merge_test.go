package model

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestBothSaid(t *testing.T) {
	for _, c := range []struct {
		a, b string
		most int
		want string
	}{
		{"Een nachtbus", "Later rijden", 100, "Een nachtbus / Later rijden"},
		{"Een nachtbus", "nachtbus", 100, "Een nachtbus"},
		{"nachtbus", "Een NACHTBUS!", 100, "Een NACHTBUS!"},
		{"party", "art", 100, "party / art"},
		{"", "art", 100, "art"}, {"art", "", 100, "art"}, {"", "", 100, ""},
		{"Een nachtbus", "Later rijden", 20, "Een nachtbus"},
		{"!", "?", 100, "! / ?"},
	} {
		if got := bothSaid(c.a, c.b, c.most); got != c.want {
			t.Errorf("%q and %q are %q, want %q", c.a, c.b, got, c.want)
		}
	}
}

func TestMergingIdeas(t *testing.T) {
	h := newTestHistory()
	do(t, h,
		Added[Participant]{Participant{ID: "p1", Number: 1, Organisation: "Chiro"}}, Added[Participant]{Participant{ID: "p2", Number: 2, Organisation: "CLB"}},
		Added[Objective]{Objective{ID: "o1", What: "doel"}}, Added[Cluster]{Cluster{ID: "c1", Title: "Vervoer"}}, Added[Cluster]{Cluster{ID: "c2", Title: "Weg"}},
		Added[Idea]{Idea{ID: "i1", Text: "Nachtbus", Kind: KindNew, Cluster: "c2", Participant: "p1"}},
		Added[Idea]{Idea{ID: "i2", Text: "Later rijden", Kind: KindNew, Cluster: "c1", Objective: "o1", Participant: "p2", Pillar: 2}},
		h.Session().DissolveCluster("c2"),
	)
	s := h.Session()
	before := state(t, s)
	do(t, h, IdeasMerged{"i1", "i2"})
	want := Idea{ID: "i1", Text: "Nachtbus / Later rijden", Kind: KindNew, Cluster: "c1", Objective: "o1", Participant: "p1", Pillar: 2}
	if got := *s.Ideas.Get("i1"); got != want {
		t.Errorf("became %+v", got)
	}
	if from := *s.Ideas.Get("i2"); from.Tomb != (Tomb{true, "i1"}) || from.Text != "Later rijden" || from.Participant != "p2" {
		t.Errorf("what went up in it is %+v", from)
	}
	if len(s.Ideas.Live()) != 1 || s.IdeaCounts()["o1"] != 1 {
		t.Error("both count")
	}
	for c, code := range map[Change]Code{
		IdeasMerged{"i1", "i1"}: MergeSelf, IdeasMerged{"i1", "i2"}: RefUnknown, IdeasMerged{"i9", "i1"}: RefUnknown,
		ClustersMerged{"c1", "c1"}: MergeSelf, ClustersMerged{"c1", "c2"}: RefUnknown, ActionsMerged{"a1", "a2"}: RefUnknown, ClusterDissolved{"c2"}: RefUnknown,
	} {
		if err := s.Check(c); !has(err, code) {
			t.Errorf("%+v gives %v, want %s", c, err, code)
		}
	}
	last, _ := h.NextUndo()
	do(t, h, Undo{last.Seq})
	if state(t, s) != before {
		t.Error("undo gives another session")
	}
	do(t, h, Redo{last.Seq}, Restored[Idea]{"i2"})
	if from := *s.Ideas.Get("i2"); from.gone() || from.MergedInto != "" || from.Text != "Later rijden" {
		t.Errorf("brought back it is %+v", from)
	}
}

func TestMergingClusters(t *testing.T) {
	h := newTestHistory()
	do(t, h, Added[Objective]{Objective{ID: "o1", What: "doel"}})
	for i, title := range []string{"Bus", "Vervoer", "Eten"} {
		do(t, h, Added[Cluster]{Cluster{ID: fmt.Sprint("c", i+1), Title: title}}, Added[Idea]{Idea{ID: fmt.Sprint("i", i+1), Text: "idee", Cluster: fmt.Sprint("c", i+1)}})
	}
	do(t, h, Edited[Cluster]{Cluster{ID: "c2", Title: "Vervoer", Objective: "o1"}})
	for id, options := range map[string][]string{"draft": {"c1", "c2", "c3"}, "other": {"c2", "c3"}, "open": {"c2", "c3"}, "closed": {"c1", "c2"}} {
		do(t, h, Added[Round]{Round{ID: id, Title: id, About: AboutClusters, Options: options, Stickers: 3, State: Draft}})
	}
	do(t, h, RoundOpened{"open", testTime}, RoundOpened{"closed", testTime}, RoundClosed{"closed", testTime})
	s := h.Session()
	for _, c := range []Change{ClustersMerged{"c1", "c2"}, ClusterDissolved{"c2"}} {
		if err := s.Check(c); !has(err, OptionVoting) {
			t.Errorf("%s takes an option away from those who vote: %v", c.Kind(), err)
		}
	}
	do(t, h, RoundClosed{"open", testTime}, ClustersMerged{"c1", "c2"})
	if c := *s.Clusters.Get("c1"); c.Title != "Bus / Vervoer" || c.Objective != "o1" || len(s.IdeasIn("c1")) != 2 || len(s.IdeasIn("c2")) != 0 {
		t.Errorf("became %+v with %d ideas", c, len(s.IdeasIn("c1")))
	}
	for id, want := range map[string]string{"draft": "c1 c3", "other": "c1 c3", "open": "c2 c3", "closed": "c1 c2"} {
		if got := strings.Join(s.Rounds.Get(id).Options, " "); got != want {
			t.Errorf("the options of the round %s are %s, want %s", id, got, want)
		}
	}
	do(t, h, h.Session().DissolveCluster("c3"))
	if len(s.IdeasIn("")) != 1 || len(s.IdeasIn("c3")) != 0 || slices.Contains(s.Rounds.Get("draft").Options, "c3") {
		t.Errorf("a dissolved cluster is still there")
	}
	do(t, h, Restored[Cluster]{"c3"}, Restored[Cluster]{"c2"})
	if len(s.IdeasIn("c3")) != 1 || s.Clusters.Get("c2").Title != "Vervoer" {
		t.Error("what is brought back is not what it was")
	}
}

func TestMergingActions(t *testing.T) {
	h := newTestHistory()
	for i := range 3 {
		do(t, h, Added[Participant]{Participant{ID: fmt.Sprint("p", i+1), Number: i + 1, Organisation: "Chiro"}}, Added[Objective]{Objective{ID: fmt.Sprint("o", i+1), What: "doel"}})
	}
	a := Action{ID: "a1", Title: "Nachtbus", Kind: KindNew, Status: Planned, Objectives: []string{"o1", "o2"}, Strategies: []string{"zorg"}, AgeFrom: 6, AgeTo: 12, Owner: "p1", Means: "bus",
		Partners: []Partner{{"p2", "zaal"}}, Indicators: []Indicator{{"bereik", "reizigers", "5", ""}}, Reports: []Report{{testTime, "begonnen"}}, Evaluation: ActionEvaluation{Well: "veel volk", Ratings: []Rating{{"p2", 3}, {"", 1}}}}
	b := Action{ID: "a2", Title: "Later rijden", Kind: KindExisting, Status: Running, Objectives: []string{"o2", "o3"}, Strategies: []string{"educatie", "zorg"}, Criteria: []string{"mix"}, Chosen: true, AgeFrom: 10, AgeTo: 18, Owner: "p3", Means: "geld",
		Start: "2027", Partners: []Partner{{"p2", "geld"}, {"p1", ""}}, Indicators: []Indicator{{"bereik", "reizigers", "5", ""}, {"", "ritten", "", "9"}}, Reports: []Report{{testTime, "rijdt"}},
		Evaluation: ActionEvaluation{Well: "op tijd", Ratings: []Rating{{"p2", 5}, {"p3", 4}, {"", 1}}}}
	want := Action{ID: "a1", Title: "Nachtbus / Later rijden", Kind: KindNew, Status: Running, Objectives: []string{"o1", "o2", "o3"}, Strategies: []string{"zorg", "educatie"}, Criteria: []string{"mix"}, Chosen: true, AgeFrom: 6, AgeTo: 18,
		Owner: "p1", Means: "bus / geld", Start: "2027", Partners: []Partner{{"p2", "zaal / geld"}, {"p3", ""}}, Indicators: []Indicator{{"bereik", "reizigers", "5", ""}, {"", "ritten", "", "9"}},
		Reports:    []Report{{testTime, "begonnen"}, {testTime, "rijdt"}},
		Evaluation: ActionEvaluation{Well: "veel volk / op tijd", Ratings: []Rating{{"p2", 3}, {"", 1}, {"p3", 4}, {"", 1}}}}
	do(t, h, Added[Action]{a}, Added[Action]{b},
		Added[Round]{Round{ID: "r1", Title: "r", About: AboutActions, Options: []string{"a1", "a2"}, Stickers: 1, State: Draft}}, RoundOpened{"r1", testTime})
	if err := h.Session().Check(ActionsMerged{"a1", "a2"}); !has(err, OptionVoting) {
		t.Errorf("an option is taken away from those who vote: %v", err)
	}
	do(t, h, RoundClosed{"r1", testTime})
	before := state(t, h.Session())
	do(t, h, ActionsMerged{"a1", "a2"})
	s := h.Session()
	if got := *s.Actions.Get("a1"); asText(got) != asText(want) {
		t.Errorf("became\n%s\nwant\n%s", asText(got), asText(want))
	}
	b.Tomb = Tomb{true, "a1"}
	if got := *s.Actions.Get("a2"); !reflect.DeepEqual(got, b) {
		t.Errorf("what went up in it is %+v", got)
	}
	last, _ := h.NextUndo()
	do(t, h, Undo{last.Seq})
	if state(t, s) != before {
		t.Error("undo gives another session")
	}
	long := Action{Title: strings.Repeat("lang ", 39) + "lang"}
	if got := long.with(b); got.Title != long.Title || got.Description != "Later rijden" {
		t.Errorf("a title that is too long with the other becomes %q, %q", got.Title, got.Description)
	}
}

// tale is a random story of ideas, clusters, actions and votes on them.
type tale struct {
	*testing.T
	h     *History
	r     *rand.Rand
	ideas map[string]Idea // as they were told
}

func (t *tale) any(ids []string) string {
	if len(ids) == 0 {
		return "none"
	}
	return ids[t.r.IntN(len(ids))]
}

func (t *tale) some(ids []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(string) bool { return t.r.IntN(3) > 0 })
}

func (t *tale) change() Change {
	s, n := t.h.Session(), t.r.IntN
	ideas, clusters, actions, rounds := idsOf(&s.Ideas), idsOf(&s.Clusters), idsOf(&s.Actions), idsOf(&s.Rounds)
	made := func(c Change, _ string) Change { return c }
	text := fmt.Sprint("woord", n(1e6))
	switch n(24) {
	case 0, 1, 2, 3:
		i := Idea{ID: NextID(&s.Ideas, "i"), Text: text, Kind: KindNew, Participant: []string{"", "p1", "p2"}[n(3)]}
		if len(clusters) > 0 && n(2) == 0 {
			i.Cluster = t.any(clusters)
		}
		return Added[Idea]{i}
	case 4, 5:
		return IdeasMerged{t.any(ideas), t.any(ideas)}
	case 6:
		return ClustersMerged{t.any(clusters), t.any(clusters)}
	case 7:
		return ActionsMerged{t.any(actions), t.any(actions)}
	case 8:
		return s.MoveIdeas(t.some(ideas), t.any(append(clusters, "")))
	case 9:
		return made(s.NewCluster(text, t.some(ideas)))
	case 10:
		return made(s.SplitCluster(t.any(clusters), t.some(ideas), text))
	case 11:
		return s.DissolveCluster(t.any(clusters))
	case 12:
		return made(s.ClusterBecomesObjective(t.any(clusters), n(4)))
	case 13:
		return Removed[Idea]{t.any(ideas)}
	case 14:
		return Restored[Idea]{t.any(ideas)}
	case 15:
		return Restored[Cluster]{t.any(clusters)}
	case 16:
		if i := s.Ideas.Get(t.any(ideas)); i != nil {
			a := s.ActionOf(i)
			a.ID = NextID(&s.Actions, "a")
			return Added[Action]{a}
		}
	case 17:
		about := []string{AboutClusters, AboutActions}[n(2)]
		return Added[Round]{Round{ID: NextID(&s.Rounds, "r"), About: about, Options: t.some(s.Candidates(about)), Stickers: 3, Secret: n(3) == 0, State: Draft}}
	case 18, 19:
		return RoundOpened{t.any(rounds), testTime}
	case 20, 21:
		id := t.any(rounds)
		b := Ballot{Participant: []string{"p1", "p2"}[n(2)], Stickers: map[string]int{}}
		if r := s.Rounds.Get(id); r != nil && len(r.Options) > 0 {
			b.Stickers[t.any(r.Options)] = 1 + n(3)
		}
		return BallotCast{id, 0, b}
	case 22:
		if n(3) == 0 {
			return RoundClosed{t.any(rounds), testTime}
		}
	}
	if last, ok := t.h.NextUndo(); ok {
		return Undo{last.Seq}
	}
	return Removed[Action]{t.any(actions)}
}

// stickers counts those in closed rounds by option.
func stickers(s *Session) map[string]int {
	all := make(map[string]int)
	for _, r := range s.Rounds.All() {
		for _, b := range r.Ballots.All() {
			for id, n := range b.Stickers {
				if r.State == Closed {
					all[r.ID+" "+id] += n
				}
			}
		}
	}
	return all
}

// No sequence of merging, splitting, moving, removing and undoing loses an idea,
// an author or a sticker: who looks in the bin too finds each idea as it was told,
// with who brought it; what was merged also stands in what counts; every option of
// an open round is still there; and undo gives exactly the session before.
func TestNothingIsLost(t *testing.T) {
	merged, voted := 0, 0
	for seed := range campaign(t, 20, 1000) {
		h := newTestHistory()
		do(t, h, Added[Participant]{Participant{ID: "p1", Number: 1, Organisation: "Chiro"}}, Added[Participant]{Participant{ID: "p2", Number: 2, Organisation: "CLB"}})
		st := &tale{t, h, rand.New(rand.NewPCG(seed, 9)), map[string]Idea{}}
		for range 200 {
			c, was, counted, before := st.change(), st.ideas, stickers(h.Session()), state(t, h.Session())
			if h.Replay(Record{Seq: h.Seq() + 1, Time: testTime, Change: c}) != nil {
				if state(t, h.Session()) != before {
					t.Fatalf("seed %d: %s was refused and changed something", seed, c.Kind())
				}
				continue
			}
			s := h.Session()
			switch c := c.(type) {
			case Added[Idea]:
				was[c.Item.ID] = c.Item
			case Undo:
				for id := range was {
					if s.Ideas.Get(id) == nil {
						delete(was, id) // it was not told after all
					}
				}
				counted = nil
			case IdeasMerged, ClustersMerged, ActionsMerged:
				merged++
			}
			for id, told := range was {
				i := s.Ideas.Get(id)
				if i == nil || !strings.Contains(i.Text, told.Text) || told.Participant != "" && i.Participant != told.Participant {
					t.Fatalf("seed %d: after %s the idea %+v is %+v", seed, c.Kind(), told, i)
				}
				for range was {
					if i.MergedInto == "" {
						break
					}
					i = s.Ideas.Get(i.MergedInto)
				}
				if !strings.Contains(i.Text, told.Text) {
					t.Fatalf("seed %d: after %s the text of %+v is not in what it went up in, %+v", seed, c.Kind(), told, i)
				}
			}
			for _, r := range s.Rounds.All() {
				if err := (*r).check(s); err != nil {
					t.Fatalf("seed %d: after %s a round is not right: %v", seed, c.Kind(), err)
				}
				if gone := len(r.Options) - len(s.still(r.About, r.Options)); r.State == Open && gone > 0 && removes(c) {
					t.Fatalf("seed %d: %s took away what is being voted on", seed, c.Kind())
				}
			}
			now := stickers(s)
			for key, n := range counted {
				voted++
				if now[key] != n {
					t.Fatalf("seed %d: after %s %s has %d stickers, and had %d", seed, c.Kind(), key, now[key], n)
				}
			}
			if last, ok := h.NextUndo(); ok && !isUndo(c) {
				after := state(t, s)
				do(t, h, Undo{last.Seq})
				if state(t, s) != before {
					t.Fatalf("seed %d: undo of %s gives another session", seed, c.Kind())
				}
				do(t, h, Redo{last.Seq})
				if state(t, s) != after {
					t.Fatalf("seed %d: redo of %s gives another session", seed, c.Kind())
				}
			}
		}
	}
	if !testing.Short() && (merged < 50 || voted < 100) {
		t.Fatalf("%d merged, %d counted: not a test", merged, voted)
	}
}

func isUndo(c Change) bool { _, is := c.(Undo); return is }

func removes(c Change) bool {
	switch c.(type) {
	case ClustersMerged, ActionsMerged, ClusterDissolved:
		return true
	}
	return false
}
