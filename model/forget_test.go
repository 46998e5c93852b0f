package model

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

// kept is a journal that keeps nothing but where it is.
type kept struct {
	last Entry
	data []byte
	err  error
}

func (k *kept) Append(e Entry) (Record, error) {
	r := Record{Seq: e.After + 1, Time: testTime, Change: e.Change}
	k.last = e
	if k.err != nil {
		return r, k.err
	}
	var err error
	if e.Origin != nil && (e.Hide != nil || e.Uncovers != "") {
		k.data, err = e.Origin(r, func(_ string, content []byte) ([]byte, error) { return content, nil })
	} else {
		k.data, err = r.Encode()
	}
	return r, err
}
func (k *kept) Keep(Card) error      { return nil }
func (k *kept) Forgotten() Forgotten { return Forgotten{} }

func TestNamesOf(t *testing.T) {
	h := newTestHistory()
	do(t, h,
		Added[Participant]{Participant{ID: "p1", Number: 1, Organisation: "Jeugdhuis De Kring", Person: "An Peeters, Bo Van den Berghe", Contact: "an@kring.be; 0470 12 34 56"}},
		Added[Participant]{Participant{ID: "p2", Number: 2, Organisation: "Chiro", Person: "Mia Peeters (leiding)"}},
		Added[Participant]{Participant{ID: "p3", Number: 3, Organisation: "Chiro", Person: "zoë maes"}},
		Added[Participant]{Participant{ID: "p4", Number: 4, Organisation: "De Kring", Person: "An P."}},
		ParticipantsMerged{Into: "p1", From: "p4"},
	)
	for id, want := range map[string]string{
		"p1": "Jeugdhuis De Kring|An Peeters, Bo Van den Berghe, An P.|An Peeters|Bo Van den Berghe|Berghe|An P.|an@kring.be; 0470 12 34 56|an@kring.be|0470 12 34 56|De Kring # Peeters",
		"p2": "Mia Peeters (leiding)|Mia # Chiro|Peeters",
		"p3": "zoë maes|zoë|maes # Chiro",
	} {
		names, shared := h.Session().NamesOf(id)
		if got := strings.Join(names, "|") + " # " + strings.Join(shared, "|"); got != want {
			t.Errorf("%s is called\n%s, not\n%s", id, got, want)
		}
	}
}

func TestForgottenInTexts(t *testing.T) {
	long := strings.Repeat("An ", 60) + "An Peeters"
	h := newTestHistory()
	do(t, h,
		SessionEdited{Head{Title: "Avond met ZOE", Facilitator: "Zoë Maes", Language: "nl"}},
		Added[Participant]{Participant{ID: "maes-zoe", Number: 7, Organisation: "Huis Zoë", Person: "Zoë Maes", Contact: "zoe@x.be"}},
		Added[Participant]{Participant{ID: "p2", Number: 2, Organisation: "Maesstraat", Person: "An", Contact: "via Zoe Maes"}},
		Added[Participant]{Participant{ID: "p3", Number: 3, Organisation: "An"}},
		Added[Meeting]{Meeting{ID: "m1", Title: "Start", Present: []string{"maes-zoe", "p2"}, Agreements: []string{"Zoë’s lijst", "niets"}}},
		Added[Idea]{Idea{ID: "i1", Kind: KindNew, Text: "zoë maes: een plek; Maesstraat, zoet, an of An", Participant: "maes-zoe"}},
		Added[Objective]{Objective{ID: "o1", What: "Een plek", Note: long}},
		Added[Action]{Action{ID: "a1", Kind: KindNew, Status: Planned, Title: "Plek", Owner: "maes-zoe"}},
		Removed[Idea]{"i1"},
	)
	s := h.Session()
	names, _ := s.NamesOf("maes-zoe")
	if n := s.Mentions("maes-zoe", names); n != 4 { // the title, a contact, an agreement, an idea that was removed
		t.Errorf("%d texts name the participant", n)
	}
	do(t, h, ParticipantForgotten{"maes-zoe", "Deelnemer", names})
	p := s.Participants.All()[0]
	for what, pair := range map[string][2]string{
		"entry":     {fmt.Sprint(p.Number, p.Organisation, p.Person, p.Contact), "7Deelnemer 7"},
		"title":     {s.Title, "Avond met Deelnemer 7"},
		"leader":    {s.Facilitator, "Deelnemer 7"},
		"contact":   {s.Participants.All()[1].Contact, "via Deelnemer 7"},
		"other":     {s.Participants.All()[1].Name(), "Maesstraat"},
		"agreement": {s.Meeting().Agreements[0], "Deelnemer 7’s lijst"},
		"idea":      {s.Ideas.All()[0].Text, "Deelnemer 7: een plek; Maesstraat, zoet, an of An"},
		"present":   {s.Meetings.All()[0].Present[0], p.ID},
		"owner":     {s.Actions.All()[0].Owner, p.ID},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %q, not %q", what, pair[0], pair[1])
		}
	}
	if left := strings.ToLower(folded(state(t, s))); strings.Contains(left, "zoe") && !strings.Contains(left, "zoet") || strings.Contains(left, "maes-") {
		t.Errorf("left: %s", left)
	}
	if s.Participants.Get(p.ID) != p {
		t.Error("the participant is not found by its new id")
	}

	// A short name is replaced as it is written only, and no text grows too long.
	do(t, h, ParticipantForgotten{"p3", "Deelnemer", []string{"An"}})
	if got := s.Objectives.Get("o1").Note; got != strings.Repeat("… ", 60)+"… Peeters" {
		t.Errorf("the long text is %q", got)
	}
	if got := s.Ideas.All()[0].Text; !strings.HasSuffix(got, "an of Deelnemer 3") {
		t.Errorf("the idea is %q", got)
	}
}

// In any session: what the group decided stands, all but the names is as it was,
// the names are nowhere, and there is nothing to go back to.
func TestForgottenInAnySession(t *testing.T) {
	const organisation, who, contact = "Zwarthuis", "Querida Xanthos", "querida@zwart.be"
	called := 0
	for seed := range uint64(15) {
		r := rand.New(rand.NewPCG(seed, 11))
		h := newTestHistory()
		random := func(n int) {
			for range n {
				_ = h.Replay(Record{Seq: h.Seq() + 1, Time: testTime, Change: randomChange(r, h.Session())})
			}
		}
		random(200)
		live := h.Session().Participants.Live()
		p := *live[r.IntN(len(live))]
		p.Organisation, p.Person, p.Contact = organisation, who, contact
		do(t, h, Edited[Participant]{p})
		random(200)
		s := h.Session()
		if now := s.Participants.Get(p.ID); now.gone() || now.Person != who || now.Organisation != organisation || now.Contact != contact {
			continue // something happened to it
		}
		for i, what := range []string{organisation, strings.ToUpper(who), "Querida", contact} {
			id := fmt.Sprint("n", i)
			do(t, h, Added[Idea]{Idea{ID: id, Kind: KindNew, Text: "voor " + what + "!"}}, Added[Objective]{Objective{ID: id, What: what}})
		}
		do(t, h, SessionEdited{Head{Title: "Met " + who, Language: "nl"}})
		called++

		names, _ := s.NamesOf(p.ID)
		instead := fmt.Sprint("Deelnemer ", p.Number)
		before, results := state(t, s), outcome(t, s)
		j := &kept{err: errors.New("the disk is full")}
		book := NewBook(h, j)
		lines := len(h.Lines())
		change := ParticipantForgotten{p.ID, "Deelnemer", names}
		if err := book.Do(change); err != j.err || state(t, s) != before || len(h.Lines()) != lines {
			t.Fatalf("seed %d: not written (%v), and the session is another", seed, err)
		}
		if _, ok := h.NextUndo(); !ok {
			t.Fatal("not written, and nothing can be undone any more")
		}
		for _, bad := range []Change{ParticipantForgotten{"nowhere", "Deelnemer", names}, ParticipantForgotten{p.ID, " ", names}} {
			if err := h.Session().Check(bad); err == nil || state(t, s) != before {
				t.Fatalf("%+v: %v", bad, err)
			}
		}
		j.err = nil
		if err := book.Do(change); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}

		want := strings.NewReplacer(
			`"organisation":"`+organisation+`","person":"`+who+`","contact":"`+contact+`"`, `"organisation":"`+instead+`","person":"","contact":""`,
			strings.ToUpper(who), instead, who, instead, contact, instead, organisation, instead, "Querida", instead,
		).Replace(before)
		if got := state(t, s); got != want {
			t.Fatalf("seed %d: more than the names is another:\n%s\n%s", seed, got, want)
		}
		if got := outcome(t, s); got != results {
			t.Fatalf("seed %d: the results are others:\n%s\n%s", seed, got, results)
		}
		if err := s.Clone().check(); err != nil {
			t.Fatal(err)
		}
		log, err := json.Marshal(h.Lines())
		if err != nil {
			t.Fatal(err)
		}
		for what, text := range map[string]string{"session": state(t, s), "log": string(log), "record": string(j.data)} {
			for _, name := range []string{"zwart", "querida", "xanthos"} {
				if strings.Contains(strings.ToLower(text), name) {
					t.Fatalf("seed %d: %q stands in the %s", seed, name, what)
				}
			}
		}
		if _, ok := h.NextUndo(); ok {
			t.Fatal("it can be undone")
		}
		if _, ok := h.NextRedo(); ok {
			t.Fatal("something can be redone")
		}
		do(t, h, Removed[Participant]{p.ID}, Undo{h.Seq() + 1}) // what comes after can
		if got := state(t, s); got != want {
			t.Fatal("undone, and the session is another")
		}
	}
	if called < 8 {
		t.Fatalf("only %d sessions", called)
	}
}

// outcome is what the rounds and scans of a session come to.
func outcome(t *testing.T, s *Session) string {
	t.Helper()
	all := make(map[string]any)
	for _, r := range s.Rounds.All() {
		all[r.ID] = s.RoundResult(r.ID)
	}
	for _, scan := range s.Scans.All() {
		all[scan.ID] = s.ScanResult(scan.ID)
	}
	data, err := json.Marshal(all, json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestForgottenIsNotWrittenDown(t *testing.T) {
	c := ParticipantForgotten{"p1", "Deelnemer", []string{"An"}}
	for _, one := range []Change{c, Batch{Name: "x", Changes: []Change{c}}} {
		if data, err := (Record{Seq: 2, Time: testTime, Change: one}).Encode(); err == nil {
			t.Errorf("%T is written down: %s", one, data)
		}
	}
}
