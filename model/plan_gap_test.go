package model

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// randomPlan is a group with actions of which anything may be missing. Some
// participants left, some actions are not chosen or were removed.
func randomPlan(t testing.TB, r *rand.Rand) *Session {
	h := newTestHistory()
	people := 1 + r.IntN(4)
	for i := range people {
		do(t, h, Added[Participant]{Participant{ID: fmt.Sprintf("p%d", i+1), Number: i + 1, Organisation: "Een", Heads: 1}})
	}
	some := func(keys ...string) []string {
		return slices.DeleteFunc(slices.Clone(keys), func(string) bool { return r.IntN(3) > 0 })
	}
	dates := []Date{"", "", "2027", "2027-03", "2026-12-31"}
	for i := range r.IntN(8) {
		a := Action{ID: fmt.Sprintf("a%d", i+1), Title: "Iets", Kind: KindNew, Status: Planned, Chosen: r.IntN(5) > 0,
			Strategies: some("educatie", "zorg"), Levels: some("groep", "buiten"), Start: dates[r.IntN(5)], End: dates[r.IntN(5)]}
		if r.IntN(4) > 0 {
			a.Owner = fmt.Sprintf("p%d", 1+min(r.IntN(people), r.IntN(people)))
		}
		for range r.IntN(3) {
			a.Indicators = append(a.Indicators, Indicator{Kind: "bereik", Text: []string{"", "x"}[r.IntN(2)], Target: []string{"", "5"}[r.IntN(2)], Result: "3"})
		}
		do(t, h, Added[Action]{a})
		if r.IntN(8) == 0 {
			do(t, h, Removed[Action]{a.ID})
		}
	}
	if people > 1 && r.IntN(3) == 0 {
		do(t, h, Removed[Participant]{"p1"})
	}
	return h.Session()
}

// TestGapsAreWhatTheyAreSaidToBe holds the list against each gap's definition,
// asked of the lists themselves.
func TestGapsAreWhatTheyAreSaidToBe(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	seen := make(map[GapKind]int)
	for range 3000 {
		s := randomPlan(t, r)
		want := make(map[Gap]bool)
		var plan []Action
		here := make(map[string]bool)
		for _, p := range s.Participants.All() {
			here[p.ID] = !p.Removed
		}
		for _, a := range s.Actions.All() {
			if !a.Removed && a.Chosen {
				plan = append(plan, *a)
			}
		}
		for _, a := range plan {
			if !here[a.Owner] {
				want[Gap{Kind: GapOwner, Action: a.ID}] = true
			}
			text := ""
			for _, one := range a.Indicators {
				text += one.Text + one.Target
			}
			if text == "" {
				want[Gap{Kind: GapIndicator, Action: a.ID}] = true
			}
			if a.End == "" {
				want[Gap{Kind: GapDates, Action: a.ID}] = true
			}
			if len(a.Cells()) == 0 {
				want[Gap{Kind: GapCell, Action: a.ID}] = true
			}
		}
		for id, is := range here {
			n := 0
			for _, a := range plan {
				if a.Owner == id {
					n++
				}
			}
			if is && len(plan) >= 3 && 2*n > len(plan) {
				want[Gap{Kind: GapOneOwner, ID: id}] = true
			}
		}
		for _, key := range []string{"educatie", "zorg"} {
			only := len(plan) >= 3
			for _, a := range plan {
				only = only && slices.Equal(a.Strategies, []string{key})
			}
			if only {
				want[Gap{Kind: GapOneStrategy, ID: key}] = true
			}
		}
		got := s.Gaps()
		for _, gap := range got {
			seen[gap.Kind]++
			if !want[gap] {
				t.Fatalf("%v is no gap", gap)
			}
			delete(want, gap)
		}
		for gap := range want {
			t.Fatalf("%v is not told", gap)
		}
		for kind, n := range byKind(got) {
			if s.GapCount(kind) != n {
				t.Fatalf("%d of %s, counted %d", n, kind, s.GapCount(kind))
			}
		}
	}
	for _, kind := range []GapKind{GapOwner, GapIndicator, GapDates, GapCell, GapOneOwner, GapOneStrategy} {
		if seen[kind] == 0 {
			t.Errorf("%s was never tried", kind)
		}
	}
}

func byKind(gaps []Gap) map[GapKind]int {
	n := make(map[GapKind]int)
	for _, gap := range gaps {
		n[gap.Kind]++
	}
	return n
}

// TestTimelineHoldsEveryChosenAction: each once, those with dates first and in
// order, each from the first day of its start to the last of its end.
func TestTimelineHoldsEveryChosenAction(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	day := map[Date][2]string{"2027": {"2027-01-01", "2027-12-31"}, "2027-03": {"2027-03-01", "2027-03-31"}, "2026-12-31": {"2026-12-31", "2026-12-31"}}
	for range 500 {
		s := randomPlan(t, r)
		spans := s.Timeline()
		if len(spans) != len(s.Chosen()) {
			t.Fatalf("%d of %d actions", len(spans), len(s.Chosen()))
		}
		seen := make(map[string]bool)
		undated := false
		last := ""
		for _, p := range spans {
			a := p.Action
			if seen[a.ID] || s.ChosenNumber(a.ID) == 0 {
				t.Fatalf("%s stands there twice, or is not chosen", a.ID)
			}
			seen[a.ID] = true
			text := func(at time.Time) string {
				if at.IsZero() {
					return ""
				}
				return at.Format("2006-01-02")
			}
			if text(p.Start) != day[a.Start][0] || text(p.End) != day[a.End][1] {
				t.Fatalf("%s runs from %s to %s: %+v", a.ID, a.Start, a.End, p)
			}
			if !p.Dated() {
				undated = true
				continue
			}
			begins := text(p.Start)
			if begins == "" {
				begins = text(p.End)
			}
			if undated || begins < last {
				t.Fatalf("%s stands out of order", a.ID)
			}
			last = begins
		}
	}
}

func TestPresentIsWrittenAndRead(t *testing.T) {
	s := circle(t).Session()
	for _, test := range []struct {
		text, again string
		code        Code
	}{
		{"", "", ""},
		{"1-4, 7", "1-4, 7", ""},
		{"3; jeugdh ,7, 1", "1, 3, 7", ""},
		{"6-99", "6-7", ""}, // 8 left
		{"2 - 3", "2-3", ""},
		{"8", "", ParticipantNone},
		{"chiro", "", ParticipantSeveral},
	} {
		list, err := s.ParsePresent(test.text, nil)
		if codeOf(err) != test.code || err == nil && s.PresentText(list) != test.again {
			t.Errorf("%q: %q, %v", test.text, s.PresentText(list), err)
		}
	}
	was := []string{"p8", "p3", "p1"}
	if list, _ := s.ParsePresent("1, 3", was); !slices.Equal(list, was) {
		t.Errorf("a text that was not touched changed the list: %v", list)
	}
	if list, _ := s.ParsePresent("2", was); !slices.Equal(list, []string{"p2", "p8"}) {
		t.Errorf("who left the group is no longer noted: %v", list)
	}
}
