package export

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kring/assets"
	"kring/model"
)

// everyKind calls back for each kind of document in each language.
func everyKind(t *testing.T, check func(t *testing.T, kind, lang string)) {
	for _, kind := range Kinds("md") {
		for _, lang := range assets.Languages {
			t.Run(kind+"."+lang, func(t *testing.T) { check(t, kind, lang) })
		}
	}
}

// told gives everything that a document tells, figures and their words included.
func told(s *model.Session, r Request, lang string) string {
	return fmt.Sprintf("%+v", Build(s, r, assets.Load(lang)))
}

func TestAnonymousKindsNameNobody(t *testing.T) {
	data := string(read(t, "session.json"))
	for _, name := range []string{"Jeugdhuis De Kring", "Basisschool Noord", "Leerlingenraad", "Sportclub", "Mo", "Chiro", "Bo", "An Peeters"} {
		data = strings.ReplaceAll(data, `"`+name+`"`, `"Zebra `+name+`"`)
	}
	data = strings.Replace(data, `"Een timmerman zoeken"`, `"Zebra Jeugdhuis De Kring zoekt een timmerman"`, 1)
	data = strings.Replace(data, `"text": "Een vaste plek"`, `"text": "Bij ZEBRA CHIRO"`, 1)
	data = strings.Replace(data, `"Kick-off Warm Testdorp"`, `"Avond bij Zebra Sportclub"`, 1)
	h := model.NewHistory(imported(t, []byte(data)), 0, nil)
	everyKind(t, func(t *testing.T, kind, lang string) {
		for _, s := range []*model.Session{h.Session()} {
			open := told(s, Request{Kind: kind}, lang)
			if !strings.Contains(open, "Zebra") {
				t.Error("the names are not in it to begin with")
			}
			r := Request{Kind: kind, Anonymous: true}
			if got := told(s.Anonymous("Deelnemer"), r, lang); strings.Contains(strings.ToLower(got), "zebra ") || strings.Contains(got, "CONTACT") {
				t.Errorf("%s", got)
			}
		}
	})
}

// What nobody may see yet is the same in no kind, whatever it is.
func TestKindsKeepWhatIsHidden(t *testing.T) {
	hide := func(data []byte) []byte {
		return bytes.ReplaceAll(data, []byte(`"revealed": true`), []byte(`"revealed": false`))
	}
	one := hide(read(t, "session.json"))
	two := one
	for _, change := range [][2]string{
		{`"participant": "p2", "pillar": 2, "score": 5`, `"participant": "p2", "pillar": 2, "score": 1`},
		{`"pillar": 2, "score": 1, "count": 2`, `"pillar": 2, "score": 4, "count": 2`},
		{`"pillar": 2, "score": 2, "note"`, `"pillar": 2, "score": 5, "note"`},
	} {
		if !bytes.Contains(two, []byte(change[0])) {
			t.Fatal(change)
		}
		two = bytes.Replace(two, []byte(change[0]), []byte(change[1]), 1)
	}
	first, second := imported(t, one), imported(t, two)
	voted1 := voted(t, []model.Ballot{{Participant: "p1", Stickers: map[string]int{"a1": 1}}, {Participant: "p2"}})
	voted2 := voted(t, []model.Ballot{{Participant: "p1", Stickers: map[string]int{"a2": 1}}, {Participant: "p5", Stickers: map[string]int{"a3": 1}}}, model.Wall{Option: "a2", Stickers: 3})
	everyKind(t, func(t *testing.T, kind, lang string) {
		if told(first, Request{Kind: kind}, lang) != told(second, Request{Kind: kind}, lang) {
			t.Error("it tells hidden scores apart")
		}
		for _, round := range []string{"", "r3"} {
			r := Request{Kind: kind, Round: round}
			if told(voted1, r, lang) != told(voted2, r, lang) {
				t.Error("it tells secret ballots apart")
			}
		}
	})
}

func TestKindsOfAnEmptySession(t *testing.T) {
	everyKind(t, func(t *testing.T, kind, lang string) {
		for _, method := range []string{"proef", "open", "warme-steden"} {
			got := writtenAs(t, fresh(t, method).Session(), Request{Kind: kind}, lang)
			if want := kind == KindSummary; want != (strings.Count(got, "\n\n") == 1) {
				t.Errorf("%s: %q", method, got)
			}
			if strings.Contains(got, "##") {
				t.Errorf("%s has a heading over nothing: %q", method, got)
			}
		}
	})
}

func TestKindsHaveEveryText(t *testing.T) {
	sessions := []*model.Session{trial(t), bare(t), imported(t, assets.Example("nl")), crowd(t)}
	everyKind(t, func(t *testing.T, kind, lang string) {
		for _, s := range sessions {
			got := told(s, Request{Kind: kind}, lang)
			for _, sign := range []string{"⟦", "<no value>", "%!"} {
				if at := strings.Index(got, sign); at >= 0 {
					t.Errorf("%s: %.80s", s.Title, got[at:])
				}
			}
		}
	})
}

// crowd is a session as large as they come, but for the number of participants.
func crowd(t *testing.T) *model.Session {
	t.Helper()
	h := fresh(t, "warme-steden")
	s := h.Session()
	long := strings.Repeat("Een doel met veel woorden ", 380) // almost what a text may hold
	var changes []model.Change
	for i := 1; i <= 600; i++ {
		changes = append(changes, model.Added[model.Participant]{Item: model.Participant{
			ID: fmt.Sprint("p", i), Number: i, Organisation: strings.Repeat("Organisatie ", 14) + fmt.Sprint(i), Young: i%3 == 0, Heads: 1}})
	}
	scan := model.Scan{ID: "s1", Title: strings.Repeat("Scan ", 30), Revealed: true}
	changes = append(changes, model.Added[model.Scan]{Item: scan})
	for i := range s.Method().Pillars {
		n := s.Method().Pillars[i].Number
		changes = append(changes,
			model.Set[model.ChosenPillar]{Item: model.ChosenPillar{Pillar: n, Reason: long}},
			model.PutInScan[model.Remark]{Scan: "s1", Part: model.Remark{Pillar: n, Well: long, Better: long}})
		for p := 1; p <= 12; p++ {
			score := 1 + p%2*4
			changes = append(changes, model.PutInScan[model.Score]{Scan: "s1", Part: model.Score{Participant: fmt.Sprint("p", p), Pillar: n, Score: &score}})
		}
		for age := 0; age <= 24; age += 2 {
			changes = append(changes, model.Added[model.Offer]{Item: model.Offer{ID: fmt.Sprint("f", n, "-", age), Pillar: n, Name: "Werking", AgeFrom: age, AgeTo: max(age, 1)}})
		}
	}
	var options []string
	for i := 1; i <= 1000; i++ {
		id := fmt.Sprint("o", i)
		options = append(options, id)
		changes = append(changes, model.Added[model.Objective]{Item: model.Objective{ID: id, Pillar: 1 + i%8, What: fmt.Sprint(i, " ", long), AgeFrom: 3, AgeTo: 12, By: "2027-06", Priority: true}})
	}
	changes = append(changes,
		model.Added[model.Round]{Item: model.Round{ID: "r1", About: model.AboutObjectives, Options: options, Stickers: 10, Places: 500, Split: model.SplitYoung, State: model.Draft}},
		model.RoundOpened{Round: "r1"})
	for p := 1; p <= 40; p++ {
		changes = append(changes, model.BallotCast{Round: "r1", Ballot: model.Ballot{Participant: fmt.Sprint("p", p), Stickers: map[string]int{fmt.Sprint("o", p): 3, "o7": 2}}})
	}
	changes = append(changes, model.RoundClosed{Round: "r1"})
	for i := 1; i <= 600; i++ {
		changes = append(changes, model.Added[model.Action]{Item: model.Action{
			ID: fmt.Sprint("a", i), Title: strings.Repeat("Actie ", 30) + fmt.Sprint(i), Chosen: true, Objectives: []string{"o1", "o2"}, Owner: fmt.Sprint("p", 1+i%300),
			Partners: []model.Partner{{Participant: "p1", Commitment: "helpt"}, {Participant: fmt.Sprint("p", 2+i%400)}}, Start: "2027-01", End: "2028-12", Means: long, Funding: long,
			Strategies: []string{"educatie"}, Levels: []string{"groep"}}})
	}
	for i := 1; i <= ideasMax+1; i++ {
		changes = append(changes, model.Added[model.Idea]{Item: model.Idea{ID: fmt.Sprint("i", i), Text: fmt.Sprint("Idee ", i), Kind: model.KindNew}})
	}
	do(t, h, changes...)
	return h.Session()
}

// The college reads two pages, whatever the group brought together.
func TestCollegeFitsTwoPages(t *testing.T) {
	for _, s := range []*model.Session{imported(t, assets.Example("nl")), trial(t), crowd(t)} {
		for _, lang := range assets.Languages {
			d := Build(s, Request{Kind: KindCollege}, assets.Load(lang))
			// A page of A4 with this margin has 728 points for text; a line of 10.5 points takes 13.65.
			points, wide := 0.0, func(text string, perLine float64) float64 {
				return float64(1 + int(float64(utf8.RuneCountInString(text))/perLine))
			}
			points += wide(d.Title, 40)*titleSize*lineSpacing + wide(d.Subtitle, 90)*bodySize*lineSpacing
			for _, block := range d.Blocks {
				points += 6 // between blocks
				switch block := block.(type) {
				case Heading:
					points += 8 + wide(block.Text, 60)*headingSize(block.Level)*lineSpacing
				case Paragraph:
					points += wide(block.Text, 90) * bodySize * lineSpacing
				case List:
					for _, item := range block.Items {
						points += wide(item, 86)*bodySize*lineSpacing + 2
					}
				case Table:
					for _, row := range append([][]string{block.Header}, block.Rows...) {
						high := 1.0
						for _, cell := range row {
							high = max(high, wide(cell, 100/float64(len(row))))
						}
						points += high*smallSize*lineSpacing + 4
					}
				default:
					t.Errorf("the note has a %T", block)
				}
			}
			if points > 2*728 {
				t.Errorf("%s in %s takes %.1f pages", s.Title, lang, points/728)
			}
			if len(s.Chosen()) > 0 && points < 728/2 {
				t.Errorf("%s in %s says too little: %.1f pages", s.Title, lang, points/728)
			}
		}
	}
}

// A document of the largest session is as long as people read.
func TestKindsAreBounded(t *testing.T) {
	s := crowd(t)
	everyKind(t, func(t *testing.T, kind, lang string) {
		lines := 0
		for _, block := range Build(s, Request{Kind: kind}, assets.Load(lang)).Blocks {
			lines++
			switch block := block.(type) {
			case List:
				lines += len(block.Items)
			case Table:
				lines += len(block.Rows)
			}
		}
		if lines > 16_000 {
			t.Errorf("%d lines", lines)
		}
	})
}

func TestCommitmentsAreAPageEach(t *testing.T) {
	for _, s := range []*model.Session{trial(t), crowd(t)} {
		d := Build(s, Request{Kind: KindCommitments}, assets.Load("nl"))
		var names []string
		for i, block := range d.Blocks {
			switch block := block.(type) {
			case Heading:
				if block.Level == 2 {
					names = append(names, block.Text)
				}
			case Break:
				if next, ok := d.Blocks[i+1].(Heading); !ok || next.Level != 2 {
					t.Errorf("a page begins with %v", d.Blocks[i+1])
				}
			}
		}
		var want []string
		for _, p := range s.Participants.Live() { // they stand by number
			if slices.ContainsFunc(s.Chosen(), func(a *model.Action) bool {
				return a.Owner == p.ID || slices.ContainsFunc(a.Partners, func(with model.Partner) bool { return with.Participant == p.ID })
			}) {
				want = append(want, p.Name())
			}
		}
		if want = want[:min(len(want), listedMax)]; !slices.Equal(names, want) {
			t.Errorf("pages of %v, want %v", names, want)
		}
	}
}

// What stands on a ballot is what is typed to enter it.
func TestBallotsAreTypedAsTheyAreNumbered(t *testing.T) {
	h := fresh(t, "open")
	do(t, h,
		model.Added[model.Participant]{Item: model.Participant{ID: "p1", Number: 12, Organisation: "School", Heads: 3}},
		model.Added[model.Participant]{Item: model.Participant{ID: "p2", Number: 7, Organisation: "Jeugdhuis", Heads: 1}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o1", What: "Een groener plein"}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o2", What: "Een bankje"}},
		model.Added[model.Round]{Item: model.Round{ID: "r1", About: model.AboutObjectives, Options: []string{"o1", "o2"}, Stickers: 3, Limit: 2, Per: model.PerHead, Secret: true, Places: 1, State: model.Draft}},
	)
	draft := slips(h.Session(), Request{Kind: KindBallots})
	do(t, h, model.RoundOpened{Round: "r1"})
	s := h.Session()
	open := slips(s, Request{Kind: KindBallots})
	if !reflect.DeepEqual(draft, open) {
		t.Errorf("printed before it opened: %v; after: %v", draft, open)
	}
	var cast []string
	for _, slip := range open {
		number := strings.TrimPrefix(slip.Title, "Nr. ")
		c, err := model.ParseBallot(s, s.Rounds.Get("r1"), number+" "+strings.ToLower(slip.Options[1].Letter))
		if err != nil {
			t.Fatalf("%s: %v", number, err)
		}
		do(t, h, c)
		cast = append(cast, number)
		if slip.Name != "" || slip.Circles != 2 || !strings.Contains(slip.Rules, "3") || !strings.Contains(slip.Rules, "2") {
			t.Errorf("%+v", slip)
		}
	}
	if want := []string{"7", "12/1", "12/2", "12/3"}; !slices.Equal(cast, want) {
		t.Errorf("ballots %v, want %v", cast, want)
	}
	if res := s.RoundResult("r1"); res.Ballots != 4 || res.Outstanding != 0 {
		t.Errorf("%d ballots came in, %d are to come", res.Ballots, res.Outstanding)
	}
}

func slips(s *model.Session, r Request) []Slip {
	var all []Slip
	for _, block := range Build(s, r, assets.Load("nl")).Blocks {
		if slip, ok := block.(Slip); ok {
			all = append(all, slip)
		}
	}
	return all
}

func TestBallotsOfWhichRound(t *testing.T) {
	s := trial(t)
	for round, want := range map[string]int{"": 6, "r1": 6, "r3": 6, "r4": 6} {
		got := slips(s, Request{Kind: KindBallots, Round: round})
		if len(got) != want {
			t.Errorf("%q: %d ballots", round, len(got))
		}
		if secret := round == "r3"; secret != (got[0].Name == "") {
			t.Errorf("%q: the name %q", round, got[0].Name)
		}
	}
	// Nobody prints thousands of ballots, or a ballot of a thousand lines.
	crowded := crowd(t)
	if got := slips(crowded, Request{Kind: KindBallots}); len(got) != 0 {
		t.Errorf("%d ballots of 1000 options", len(got))
	}
	h := model.NewHistory(crowded, 0, nil)
	do(t, h, model.Added[model.Round]{Item: model.Round{ID: "r2", About: model.AboutObjectives, Options: []string{"o1", "o2"}, Stickers: 100, State: model.Draft}})
	got := slips(h.Session(), Request{Kind: KindBallots})
	if len(got) != 1 || strings.ContainsAny(got[0].Title, "0123456789") || got[0].Circles != 0 || !strings.HasSuffix(got[0].Options[0].Text, dotted) {
		t.Errorf("%v", got)
	}
}
