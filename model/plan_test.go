package model

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// circle is a group to plan with: five participants, one of whom left.
func circle(t testing.TB) *History {
	t.Helper()
	h := newTestHistory()
	for i, name := range []string{"Jeugdhuis De Kring", "CLB Noord", "Chiro Sint-Jan", "Chirojeugd", "École Élan", "Scouts 1964", "1712"} {
		do(t, h, Added[Participant]{Participant{ID: NextID(&h.Session().Participants, "p"), Number: i + 1, Organisation: name, Heads: 1}})
	}
	do(t, h, Added[Participant]{Participant{ID: "p8", Number: 8, Organisation: "Weg vzw", Heads: 1}}, Removed[Participant]{"p8"},
		Added[Action]{Action{ID: "a1", Title: "Een", Chosen: true}})
	return h
}

func codeOf(err error) Code {
	var refusal *Error
	if errors.As(err, &refusal) {
		return refusal.Code
	}
	return ""
}

func TestFindParticipant(t *testing.T) {
	s := circle(t).Session()
	for _, test := range []struct {
		word, id string
		code     Code
	}{
		{"2", "p2", ""},
		{"jeugdh", "p1", ""},
		{"JEUGDHUIS DE", "p1", ""},
		{"1 Jeugdhuis De Kring", "p1", ""},
		{"1 jeugd", "p1", ""},
		{"kring", "p1", ""}, // a word inside
		{"jan", "p3", ""},
		{"ecole e", "p5", ""},
		{"élan", "p5", ""},
		{"chiroj", "p4", ""},
		{"chiro", "", ParticipantSeveral},
		{"1712", "p7", ""}, // a name of digits, where the number is nobody's
		{"7", "p7", ""},
		{"2 jeugd", "", ParticipantNone},
		{"8", "", ParticipantNone}, // left the group
		{"weg", "", ParticipantNone},
		{"ring", "", ParticipantNone},
		{"zz", "", ParticipantNone},
		{"", "", ParticipantNone},
	} {
		p, err := s.FindParticipant(test.word)
		if codeOf(err) != test.code || err == nil && p.ID != test.id {
			t.Errorf("%q: %v, %v", test.word, p, err)
		}
	}
	_, err := s.FindParticipant("chiro")
	if list := err.(*Error).Args["List"]; list != "3 Chiro Sint-Jan, 4 Chirojeugd" {
		t.Errorf("several are told as %q", list)
	}
}

func TestPlanLine(t *testing.T) {
	s := circle(t).Session()
	was := Action{ID: "a1", Title: "Een", Owner: "p2", Start: "2026-01", End: "2026-06"}
	for _, test := range []struct {
		line, owner string
		start, end  Date
		code        Code
	}{
		{"7", "p7", "2026-01", "2026-06", ""},
		{"jeugdh 2027-12", "p1", "2026-01", "2027-12", ""},
		{"chiro sint 2027-01 2027-12", "p3", "2027-01", "2027-12", ""},
		{"1 2027 2028-03-01", "p1", "2027", "2028-03-01", ""},
		{"1 2027-06 2027", "p1", "2027-06", "2027", ""}, // the year goes on
		{"2027", "p2", "2026-01", "2027", ""},
		{"2027-01 2027-12", "p2", "2027-01", "2027-12", ""},
		{"scouts 1964", "p6", "2026-01", "2026-06", ""},
		{"scouts 1964 2027", "p6", "2026-01", "2027", ""},
		{"1712", "p7", "2026-01", "2026-06", ""},
		{"-", "", "2026-01", "2026-06", ""},
		{"- 2027-12", "", "2026-01", "2027-12", ""},
		{"1 2027-13", "", "", "", DateBad},
		{"1 12/2027", "", "", "", DateBad},
		{"1 2027 2028 2029", "", "", "", PlanDates},
		{"1 2027-12 2027-01", "", "", "", PeriodBad},
		{"1 2025-12", "", "", "", PeriodBad},
		{"chiro 2027", "", "", "", ParticipantSeveral},
		{"99 2027", "", "", "", ParticipantNone},
	} {
		next, err := s.PlanLine(was, test.line)
		if codeOf(err) != test.code {
			t.Errorf("%q: %v", test.line, err)
		}
		if err == nil && (next.Owner != test.owner || next.Start != test.start || next.End != test.end) {
			t.Errorf("%q: %q %q %q", test.line, next.Owner, next.Start, next.End)
		}
	}
}

func TestPartnersAreWrittenAndRead(t *testing.T) {
	s := circle(t).Session()
	for _, test := range []struct {
		text, again string
		code        Code
	}{
		{"", "", ""},
		{"7: zaal; 2: vrijwilligers", "7: zaal; 2: vrijwilligers", ""},
		{" jeugdh : de zaal: elke week ;; 3 ", "1: de zaal: elke week; 3", ""},
		{"2: a; clb: b", "", IDTaken},
		{"chiro: b", "", ParticipantSeveral},
		{"8: b", "", ParticipantNone},
		{": b", "", ParticipantNone},
	} {
		list, err := s.ParsePartners(test.text, nil)
		if codeOf(err) != test.code || err == nil && s.PartnersText(list) != test.again {
			t.Errorf("%q: %q, %v", test.text, s.PartnersText(list), err)
		}
	}
	was := []Partner{{"p2", "zaal; stoelen"}, {"p8", "geld"}}
	if text := s.PartnersText(was); text != "2: zaal, stoelen" {
		t.Errorf("written as %q", text)
	}
	if list, _ := s.ParsePartners("2: zaal, stoelen", was); !reflect.DeepEqual(list, was) {
		t.Errorf("a text that was not touched changed the list: %v", list)
	}
	if list, _ := s.ParsePartners("3", was); !reflect.DeepEqual(list, []Partner{{"p3", ""}, {"p8", "geld"}}) {
		t.Errorf("who left the group lost a commitment: %v", list)
	}
}

func TestIndicatorsAreWrittenAndRead(t *testing.T) {
	was := []Indicator{{"bereik", "jongeren; 12+", "200", "150"}, {"", "los", "", "ja"}, {"bereik", "scholen", "4", "3"}}
	text := IndicatorText(was, "bereik")
	if text != "jongeren, 12+; 200 | scholen; 4" {
		t.Fatalf("written as %q", text)
	}
	for _, test := range []struct {
		text string
		want []Indicator
	}{
		{text, was},
		{"scholen; 5", []Indicator{{"", "los", "", "ja"}, {"bereik", "scholen", "5", "3"}}},
		{"kinderen; 200 | scholen; 4", []Indicator{{"", "los", "", "ja"}, {"bereik", "kinderen", "200", "150"}, {"bereik", "scholen", "4", "3"}}},
		{"| ;", []Indicator{{"", "los", "", "ja"}}},
		{"nieuw", []Indicator{{"", "los", "", "ja"}, {"bereik", "nieuw", "", ""}}},
	} {
		if got := ParseIndicators(test.text, "bereik", was); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q: %v", test.text, got)
		}
	}
}

func TestRatingsAreWrittenAndRead(t *testing.T) {
	s := circle(t).Session()
	for _, test := range []struct {
		text, again string
		code        Code
	}{
		{"", "", ""},
		{"7:4 2:5", "7:4 2:5", ""},
		{"jeugdh: 4  :3", "1:4 :3", ""},
		{"Chiro Sint-Jan: 4; 2: 5; :1; :1", "3:4 2:5 :1 :1", ""},
		{"4", "", RatingBad},
		{"7:", "", RatingBad},
		{"7:9", "", ScoreRange},
		{"7:4 7:3", "", RatingTwice},
		{"99:4", "", ParticipantNone},
	} {
		list, err := s.ParseRatings(test.text, nil)
		if codeOf(err) != test.code || err == nil && s.RatingsText(list) != test.again {
			t.Errorf("%q: %q, %v", test.text, s.RatingsText(list), err)
		}
	}
	list, err := s.ParseRatings("7:4", []Rating{{"p8", 2}, {"p1", 3}})
	if err != nil || !reflect.DeepEqual(list, []Rating{{"p7", 4}, {"p8", 2}}) {
		t.Errorf("%v, %v", list, err)
	}
}

func TestPlacingInTheMatrix(t *testing.T) {
	c := Cell{"zorg", "groep"}
	for _, test := range []struct {
		strategies, levels []string
		wantS, wantL       []string
		ok                 bool
	}{
		{[]string{"zorg"}, []string{"groep"}, nil, nil, true},
		{[]string{"zorg", "educatie"}, []string{"groep"}, []string{"educatie"}, []string{"groep"}, true},
		{[]string{"zorg"}, []string{"groep", "buiten"}, []string{"zorg"}, []string{"buiten"}, true},
		{[]string{"zorg", "educatie"}, []string{"groep", "buiten"}, []string{"zorg", "educatie"}, []string{"groep", "buiten"}, false},
	} {
		a := Action{Strategies: test.strategies, Levels: test.levels}
		next, ok := a.Displace(c)
		if ok != test.ok || !slices.Equal(next.Strategies, test.wantS) || !slices.Equal(next.Levels, test.wantL) {
			t.Errorf("%v: %v %v %v", a, next.Strategies, next.Levels, ok)
		}
		if !slices.Equal(a.Strategies, test.strategies) || !slices.Equal(a.Levels, test.levels) {
			t.Error("the action itself was written to")
		}
	}
	once := Action{Strategies: []string{"educatie"}}.Place(c)
	if twice := once.Place(c); len(once.Cells()) != 2 || len(twice.Cells()) != 2 {
		t.Errorf("placed in %v", once.Cells())
	}
}

// TestPlanFiguresFollowTheSession: what is kept is what would be counted anew.
func TestPlanFiguresFollowTheSession(t *testing.T) {
	h := newTestHistory()
	r := rand.New(rand.NewPCG(3, 4))
	const today = Date("2027-02-01")
	most := 0
	for range 100 * campaign(t, 15, 45) {
		c := randomChange(r, h.Session())
		if line, ok := h.NextUndo(); ok && r.IntN(20) == 0 {
			c = Undo{line.Seq}
		}
		_ = h.Replay(Record{Seq: h.Seq() + 1, Time: testTime, Change: c})
		s := h.Session()
		fresh := s.Clone()
		if len(s.Chosen()) != len(fresh.Chosen()) || !reflect.DeepEqual(s.Gaps(), fresh.Gaps()) || s.Standing(today) != fresh.Standing(today) {
			t.Fatalf("figures of before after %s", c.Kind())
		}
		most = max(most, len(s.Chosen()))
		for _, strategy := range s.method.Strategies {
			for _, level := range s.method.Levels {
				if len(s.Cell(strategy.Key, level.Key)) != len(fresh.Cell(strategy.Key, level.Key)) {
					t.Fatalf("a cell of before after %s", c.Kind())
				}
			}
		}
	}
	if most < 2 {
		t.Fatalf("%d chosen actions at most: nothing was tried", most)
	}
}

func TestFollowingBeginsWithWhatIsLate(t *testing.T) {
	h := newTestHistory()
	for _, a := range []Action{
		{ID: "done", End: "2026", Status: Finished},
		{ID: "undated", Status: Running},
		{ID: "soon", End: "2027-03"},
		{ID: "today", End: "2027-02-01"},
		{ID: "late", End: "2027-01", Status: Running},
		{ID: "later", End: "2026-05-01"},
		{ID: "stopped", End: "2026-01", Status: Stopped},
	} {
		a.Title, a.Chosen = a.ID, true
		do(t, h, Added[Action]{a})
	}
	var order []string
	for _, a := range h.Session().Following("2027-02-01") {
		order = append(order, a.ID)
	}
	if want := []string{"later", "late", "today", "soon", "undated", "done", "stopped"}; !slices.Equal(order, want) {
		t.Errorf("asked after in the order %v", order)
	}
	if got := h.Session().Standing("2027-02-01"); got != (Standing{Planned: 3, Running: 2, Finished: 1, Stopped: 1, Late: 2}) {
		t.Errorf("they stand at %+v", got)
	}
}

func TestReportsNewestFirst(t *testing.T) {
	a := Action{Reports: []Report{{"2027-01-02T10:00:00Z", "b"}, {"2027-01-01T10:00:00Z", "a"}, {"2027-01-02T10:00:00Z", "c"}}}
	got := ""
	for _, r := range a.Told() {
		got += r.Text
	}
	if got != "cba" {
		t.Errorf("told as %q", got)
	}
	if mean, n := (ActionEvaluation{Ratings: []Rating{{"", 4}, {"", 5}}}).Mean(); mean != 4.5 || n != 2 {
		t.Errorf("mean %v of %d", mean, n)
	}
}
