package model

import (
	"errors"
	"strings"
	"testing"
)

func TestParseParticipant(t *testing.T) {
	s := newTestHistory().Session()
	for line, want := range map[string]Participant{
		"Jeugdhuis De Kring":                   {Organisation: "Jeugdhuis De Kring", Sector: "jeugd"},
		"Jeugdhuis De Kring; jeugd; An, Bo; j": {Organisation: "Jeugdhuis De Kring", Sector: "jeugd", Person: "An, Bo", Young: true},
		"Stad ; vrije ; ":                      {Organisation: "Stad", Sector: "vrije_tijd"},
		"Stad; LEISURE; Cas; Dirk":             {Organisation: "Stad", Sector: "vrije_tijd", Person: "Cas; Dirk"},
		"Jeugdraad":                            {Organisation: "Jeugdraad", Sector: "jongeren", Young: true},
		"Sporthal van het jeugdhuis":           {Organisation: "Sporthal van het jeugdhuis", Sector: "sport"},
		"Onbekend; ; ; y":                      {Organisation: "Onbekend", Young: true},
	} {
		want.Heads = 1
		got, guessed, err := s.ParseParticipant(line)
		if err != nil || got != want {
			t.Errorf("%q gives %+v, %v; want %+v", line, got, err, want)
		}
		if unsaid := !strings.Contains(line, "; "); guessed != unsaid {
			t.Errorf("%q: guessed %v", line, guessed)
		}
	}
	for line, code := range map[string]Code{"": TextEmpty, "; jeugd": TextEmpty, "A; luchtvaart": SectorUnknown} {
		if _, _, err := s.ParseParticipant(line); !has(err, code) {
			t.Errorf("%q gives %v, want %s", line, err, code)
		}
	}
	open := New("t", Head{Title: "T", Language: "nl"}, &Method{Key: "open"}, "")
	if got, _, err := open.ParseParticipant("Stad; An; j"); err != nil || got.Person != "An" || !got.Young {
		t.Errorf("without sectors: %+v, %v", got, err)
	}
}

func has(err error, code Code) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == code
}

func TestMissingSectors(t *testing.T) {
	h := newTestHistory()
	missing := func() string {
		var keys []string
		for _, s := range h.Session().MissingSectors() {
			keys = append(keys, s.Key)
		}
		return strings.Join(keys, " ")
	}
	if got := missing(); got != "jeugd vrije_tijd" {
		t.Errorf("nobody here: %s", got)
	}
	do(t, h, Added[Participant]{Participant{ID: "p1", Number: 1, Organisation: "Judo", Sector: "sport"}})
	if got := missing(); got != "jeugd" {
		t.Errorf("sport is leisure: %s", got)
	}
}

func TestDates(t *testing.T) {
	for d, last := range map[Date]string{"2027": "2027-12-31", "2027-02": "2027-02-28", "2028-02": "2028-02-29", "2027-03-05": "2027-03-05"} {
		got, ok := d.Last()
		if !ok || got.Format("2006-01-02") != last {
			t.Errorf("%s lasts to %v, %v", d, got, ok)
		}
	}
	for _, d := range []Date{"27", "2027-13", "2027-02-30", "2027-1-1", "morgen", "2027-03-01T00:00:00Z"} {
		if d.check() == nil {
			t.Errorf("%q is taken for a date", d)
		}
	}
}

func TestAgeGaps(t *testing.T) {
	h := newTestHistory()
	offer := func(id string, from, to int) Change {
		return Added[Offer]{Offer{ID: id, Pillar: 1, Name: id, AgeFrom: from, AgeTo: to}}
	}
	if gaps := h.Session().AgeGaps(1); gaps != nil {
		t.Errorf("without offer: %v", gaps)
	}
	do(t, h, offer("f1", 3, 12), offer("f2", 10, 14), offer("f3", 0, 0), offer("f4", 18, 24))
	gaps := h.Session().AgeGaps(1)
	if len(gaps) != 2 || gaps[0] != (AgeRange{0, 2}) || gaps[1] != (AgeRange{15, 17}) {
		t.Errorf("gaps %v", gaps)
	}
}

func TestGapsOfAPlan(t *testing.T) {
	h := newTestHistory()
	do(t, h,
		Added[Participant]{Participant{ID: "p1", Number: 1, Organisation: "A"}},
		Added[Action]{Action{ID: "a0", Title: "niet gekozen"}},
		Added[Action]{Action{ID: "a1", Title: "een", Chosen: true}},
	)
	kinds := func() map[GapKind]int {
		n := map[GapKind]int{}
		for _, g := range h.Session().Gaps() {
			n[g.Kind]++
		}
		return n
	}
	if n := kinds(); n[GapOwner] != 1 || n[GapIndicator] != 1 || n[GapDates] != 1 || n[GapCell] != 1 || len(n) != 4 {
		t.Errorf("gaps %v", n)
	}
	full := Action{Chosen: true, Owner: "p1", End: "2027", Indicators: []Indicator{{Kind: "bereik", Text: "x"}}, Strategies: []string{"zorg"}, Levels: []string{"groep"}}
	for _, id := range []string{"a1", "a2", "a3"} {
		a := full
		a.ID, a.Title = id, id
		if id == "a1" {
			do(t, h, Edited[Action]{a})
			if n := kinds(); len(n) != 0 {
				t.Errorf("one full action has gaps %v", n)
			}
			continue
		}
		do(t, h, Added[Action]{a})
	}
	if n := kinds(); n[GapOneOwner] != 1 || n[GapOneStrategy] != 1 || len(n) != 2 {
		t.Errorf("three of one owner and one strategy have gaps %v", n)
	}
}

func TestFollowUpTakesAlongWhatGoesOn(t *testing.T) {
	s := workshop(t)
	next := s.FollowUp("u", Head{Title: "Vervolg", Language: "nl"}, testTime)
	if err := next.check(); err != nil {
		t.Fatal(err)
	}
	if next.Participants.Len() != s.Participants.Len() || next.Objectives.Len() != s.Objectives.Len() || next.Actions.Len() != s.Actions.Len() {
		t.Error("something of the group, the objectives or the actions stayed behind")
	}
	if len(next.Scans.Live()) != 1 || next.Scan().ID != s.Scan().ID {
		t.Error("the last scan did not come along")
	}
	if next.Rounds.Len()+next.Ideas.Len()+next.Meetings.Len() != 0 {
		t.Error("votes, ideas or meetings came along")
	}
	before := state(t, s)
	h := NewHistory(next, 1, nil)
	do(t, h, Removed[Participant]{next.Participants.Live()[0].ID})
	if state(t, s) != before {
		t.Error("a change in the follow-up altered the session it came from")
	}
}

func TestAnonymousHidesEveryName(t *testing.T) {
	h := newTestHistory()
	do(t, h,
		SessionEdited{Head{Title: "Avond bij Jeugdhuis De Kring", Facilitator: "Mia Maes", Language: "nl"}},
		Added[Participant]{Participant{ID: "p1", Number: 1, Organisation: "Jeugdhuis De Kring", Person: "An Peeters", Contact: "an@kring.be"}},
		Added[Participant]{Participant{ID: "p2", Number: 2, Organisation: "Jeugdhuis"}},
		Added[Objective]{Objective{ID: "o1", What: "JEUGDHUIS DE KRING blijft open", Note: "zegt An Peeters; jeugdhuiswerk, Mia Maes, an@kring.be"}},
		Added[Offer]{Offer{ID: "f1", Pillar: 1, Name: "Instuif", Organisation: "Jeugdhuis"}},
	)
	s := h.Session()
	a := s.Anonymous("Deelnemer")
	text := strings.ToLower(state(t, a))
	for _, name := range []string{"de kring", "peeters", "an@kring.be", "maes", `"jeugdhuis"`} {
		if strings.Contains(text, name) {
			t.Errorf("%q is still in it", name)
		}
	}
	if got := a.Objectives.Get("o1"); got.What != "Deelnemer 1 blijft open" || !strings.Contains(got.Note, "jeugdhuiswerk") {
		t.Errorf("the objective says %q, %q", got.What, got.Note)
	}
	if err := a.check(); err != nil {
		t.Errorf("the anonymous session breaks a rule: %v", err)
	}
	if s.Participants.Get("p1").Person != "An Peeters" {
		t.Error("the session itself was altered")
	}
}

func TestNumbersAreNotGivenTwice(t *testing.T) {
	h := newTestHistory()
	do(t, h,
		Added[Participant]{Participant{ID: "p1", Number: 1, Organisation: "A"}},
		Added[Participant]{Participant{ID: "p2", Number: 2, Organisation: "B"}},
		Removed[Participant]{"p2"},
	)
	if n := h.Session().NextNumber(); n != 3 {
		t.Errorf("the next number is %d: a ballot of 2 would be somebody else's", n)
	}
	do(t, h, Added[Participant]{Participant{ID: "p3", Number: 2, Organisation: "C"}})
	if err := h.Session().Check(Restored[Participant]{"p2"}); !has(err, NumberTaken) {
		t.Errorf("bringing back a second number 2 gives %v", err)
	}
}

func TestStepStates(t *testing.T) {
	h := newTestHistory()
	want := func(step Step, state State) {
		t.Helper()
		if got, _ := h.Session().StepState(step); got != state {
			t.Errorf("%s is %d, want %d", step, got, state)
		}
	}
	for _, step := range testMethod().Steps {
		want(step, Untouched)
	}
	do(t, h, Added[Participant]{Participant{ID: "p1", Number: 1, Organisation: "A"}}, Added[Scan]{Scan{ID: "s1"}}, PutInScan[Score]{"s1", Score{"p1", 1, score(2)}})
	want(StepGroup, Done)
	want(StepQuickscan, UnderWay)
	do(t, h, PutInScan[Score]{"s1", Score{"p1", 2, nil}}, PutInScan[Agreed]{"s1", Agreed{Pillar: 3, Score: score(3)}})
	want(StepQuickscan, Done)
	do(t, h, Set[ChosenPillar]{ChosenPillar{Pillar: 1}})
	want(StepPillars, Warning)
	do(t, h, Set[ChosenPillar]{ChosenPillar{Pillar: 2}})
	want(StepPillars, Done)
	do(t, h, Added[Objective]{Objective{ID: "o1", Pillar: 1, What: "x"}})
	want(StepObjectives, UnderWay)
	do(t, h, Edited[Objective]{Objective{ID: "o1", Pillar: 1, What: "x", Whom: "y", By: "2027"}})
	want(StepObjectives, Done)
	if done, all := h.Session().Progress(); done != 4 || all != 9 {
		t.Errorf("progress %d of %d", done, all)
	}
}
