package model

import (
	"errors"
	"strings"
	"testing"
)

func TestParseObjective(t *testing.T) {
	s := New("s", Head{}, &Method{AgeMax: 24}, "")
	for _, c := range []struct {
		line, what, ages, whom string
		by                     Date
	}{
		{"Elke jongere kent een plek om te praten; 12-18; 2027-06", "Elke jongere kent een plek om te praten", "12-18", "", "2027-06"},
		{"Steun vinden; ouders van tieners; 2027", "Steun vinden", "", "ouders van tieners", "2027"},
		{"Steun; 2027; ouders; 12 tot 18 jaar", "Steun", "12-18", "ouders", "2027"},
		{"Alleen wat", "Alleen wat", "", "", ""},
		{"Wat;; ;2027-06-30;", "Wat", "", "", "2027-06-30"},
		{"Wat; tegen eind 2027; 16+", "Wat", "16-24", "", "2027"},
		{"Wat; 30/6/2027", "Wat", "", "", "2027-06-30"},
		{"Wat; juni 2027", "Wat", "", "", "2027-06"},
		{"What; by the end of June 2027; 12 to 18", "What", "12-18", "", "2027-06"},
		{"Wat; voor 2027", "Wat", "", "voor 2027", ""}, // before is not by
		{"Wat; 12-18; 6-12; 2027; 2028", "Wat", "12-18", "6-12; 2028", "2027"},
		{"Wat; 0-0", "Wat", "", "0-0", ""},
		{"Wat; 12-99", "Wat", "12-99", "", ""},
		{"Wat; 2027-13", "Wat", "", "", "2027-13"},
	} {
		o, err := s.ParseObjective(c.line)
		if err != nil {
			t.Errorf("%q: %v", c.line, err)
			continue
		}
		if o.What != c.what || WriteAges(o.AgeFrom, o.AgeTo) != c.ages || o.Whom != c.whom || o.By != c.by {
			t.Errorf("%q gave what %q, ages %q, whom %q, by %q", c.line, o.What, WriteAges(o.AgeFrom, o.AgeTo), o.Whom, o.By)
		}
	}
	var refusal *Error
	if _, err := s.ParseObjective(" ; 12-18; 2027"); !errors.As(err, &refusal) || refusal.Code != TextEmpty {
		t.Errorf("an objective without a text gave %v", err)
	}
}

func TestImpossibleAgesAndDatesAreRefused(t *testing.T) {
	s := New("s", Head{}, &Method{AgeMax: 24}, "")
	for line, code := range map[string]Code{"Wat; 12-99": AgeBad, "Wat; 18-12": AgeBad, "Wat; 2027-13": DateBad, "Wat; 31/2/2027": DateBad} {
		o, _ := s.ParseObjective(line)
		o.ID = "o1"
		var refusal *Error
		if err := s.Check(Added[Objective]{Item: o}); !errors.As(err, &refusal) || refusal.Code != code {
			t.Errorf("%q gave %v, want %s", line, err, code)
		}
	}
}

func TestParseDate(t *testing.T) {
	for text, want := range map[string]Date{
		"2027": "2027", "2027-06": "2027-06", "2027-6": "2027-06", "2027/06/30": "2027-06-30", "06/2027": "2027-06",
		"6-2027": "2027-06", "30.6.2027": "2027-06-30", "Juni 2027": "2027-06", "30 juni 2027": "2027-06-30",
		"maart 2027": "2027-03", "mrt. 2027": "2027-03", "mei 2027": "2027-05", "may 2027": "2027-05", "oct 2027": "2027-10",
		"tegen eind 2027": "2027", "uiterlijk juni 2027": "2027-06", "by 2027": "2027", "2027-13": "2027-13",
		"12-18": "", "jongeren": "", "voor 2027": "", "before 2027": "", "begin 2027": "", "2027-2028": "", "schooljaar 2027": "", "": "", "20270": "",
	} {
		if got, ok := ParseDate(text); got != want || ok != (want != "") {
			t.Errorf("ParseDate(%q) = %q, %v; want %q", text, got, ok, want)
		}
	}
}

func TestParseAction(t *testing.T) {
	for line, want := range map[string]Action{
		"Babbelbank":           {Title: "Babbelbank", Kind: KindNew},
		"+ Babbelbank":         {Title: "Babbelbank", Kind: KindExisting},
		"+Babbelbank":          {Title: "Babbelbank", Kind: KindExisting},
		"++ Meer babbelbanken": {Title: "Meer babbelbanken", Kind: KindExtension},
		"Sport + spel":         {Title: "Sport + spel", Kind: KindNew},
	} {
		if a, err := ParseAction(line); err != nil || a.Title != want.Title || a.Kind != want.Kind {
			t.Errorf("ParseAction(%q) = %q, %s, %v", line, a.Title, a.Kind, err)
		}
	}
	if _, err := ParseAction(" ++ "); err == nil {
		t.Error("a plus alone was taken for an action")
	}
}

func TestListItem(t *testing.T) {
	for line, want := range map[string]string{
		"- Babbelbank": "Babbelbank", "•\tBabbelbank": "Babbelbank", "2. Babbelbank": "Babbelbank", "12) Babbelbank": "Babbelbank",
		"+ Babbelbank": "+ Babbelbank", "-5 graden": "-5 graden", "3.5 uur": "3.5 uur", "-": "-", "2027 plannen": "2027 plannen",
	} {
		if got := ListItem(line); got != want {
			t.Errorf("ListItem(%q) = %q, want %q", line, got, want)
		}
	}
}

func TestFactsFollowTheSession(t *testing.T) {
	h := NewHistory(New("s", Head{}, &Method{AgeMax: 24}, ""), 0, nil)
	s := h.Session()
	seq := uint64(0)
	do := func(c Change) {
		t.Helper()
		seq++
		if err := h.Replay(Record{Seq: seq, Change: c}); err != nil {
			t.Fatal(err)
		}
	}
	do(Added[Objective]{Item: Objective{ID: "o1", What: "een", Whom: "allen", By: "2027", Priority: true}})
	do(Added[Objective]{Item: Objective{ID: "o2", What: "twee"}})
	do(Added[Action]{Item: Action{ID: "a1", Title: "Bank", Objectives: []string{"o1", "o2"}, Chosen: true}})
	do(Added[Action]{Item: Action{ID: "a2", Title: "Dag", Objectives: []string{"o2"}, FromLibrary: "dag"}})
	do(Added[Action]{Item: Action{ID: "a3", Title: "Los"}})
	state := func() string {
		var b strings.Builder
		for _, id := range []string{"o1", "o2", ""} {
			all, chosen := s.ActionsFor(id)
			b.WriteString(s.ObjectiveLetter(id) + " ")
			for _, a := range all {
				b.WriteString(a.ID + " ")
			}
			b.WriteString(strings.Repeat("*", chosen) + "; ")
		}
		return b.String()
	}
	if got, want := state(), "A a1 *; B a1 a2 *;  a3 ; "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if s.Incomplete() != 1 || s.Priorities() != 1 || s.TakenOver("dag").ID != "a2" || !s.Became(&Idea{Text: "BANK"}) {
		t.Error("the facts are not those of the session")
	}
	if o := s.ObjectiveByLetter("b"); o == nil || o.ID != "o2" || s.ObjectiveByLetter("C") != nil || s.ObjectiveByLetter("") != nil {
		t.Error("a letter does not find its objective")
	}
	do(Removed[Objective]{ID: "o1"})
	if got, want := state(), " ; A a1 a2 *;  a3 ; "; got != want {
		t.Errorf("after removal got %q, want %q", got, want)
	}
	do(Removed[Objective]{ID: "o2"})
	if got, want := state(), " ;  ;  a1 a2 a3 *; "; got != want {
		t.Errorf("after removing both got %q, want %q", got, want)
	}
}

func TestActionOfAnIdea(t *testing.T) {
	s := New("s", Head{}, &Method{AgeMax: 24}, "")
	s.Objectives.add(&Objective{ID: "o1", What: "doel"})
	s.Clusters.add(&Cluster{ID: "c1", Title: "hoop", Objective: "o1"})
	long := strings.Repeat("woord ", 50) + "slot"
	a := s.ActionOf(&Idea{Text: long, Kind: KindExisting, Cluster: "c1"})
	if a.Description != long || len([]rune(a.Title)) > TitleMax || !strings.HasSuffix(a.Title, "woord…") {
		t.Errorf("a long idea became %q", a.Title)
	}
	if a.Kind != KindExisting || len(a.Objectives) != 1 || a.Objectives[0] != "o1" {
		t.Errorf("kind %q, objectives %v", a.Kind, a.Objectives)
	}
	if a = s.ActionOf(&Idea{Text: "kort"}); a.Title != "kort" || a.Description != "" || a.Kind != KindNew || a.Objectives != nil {
		t.Errorf("a short idea became %+v", a)
	}
}
