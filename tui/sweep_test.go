package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"kring/assets"
	"kring/model"
	"kring/tui/kit"
)

// Every screen in windows of every size, in both languages: home, each step
// and what it opens, empty, with the worked example, and with the largest
// session that there can be.
func TestEveryScreenFits(t *testing.T) {
	for _, lang := range assets.Languages {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t, lang)
			r.sweep(widths, heights)
			r.press("n")
			r.sweep(widths, heights)
			r.press("esc")
			r.example(lang)
			everyStep(r, few, fewHigh)
			for _, key := range []string{"warme-steden", "open"} {
				s := model.New("leeg-"+key, model.Head{Title: "Leeg", Language: lang}, methodsOf(t)[key], model.TimeOf(testNow))
				if _, err := r.db.Create(s, nil); err != nil {
					t.Fatal(err)
				}
				r.start(lang, s.ID)
				everyStep(r, few[:1], fewHigh[:1])
			}
		})
	}
}

// The cards of the group that a letter alone does not open: a list before it is
// added, what was not added of it, and the merging of two participants.
func TestGroupCardsFit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lijst.csv")
	list := "Organisatie;Sector;Wie;Adres\n" + strings.Repeat("Jeugdhuis "+long[:150]+";luchtvaart;An;Plein 1\nTe;veel;van;het;goede\n", 30)
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, lang := range assets.Languages {
		r := newRoom(t, lang)
		r.example(lang)
		r.press("esc", "I", "nergens", "enter")
		r.sweep(few, fewHigh)
		r.press("ctrl+u", path, "enter")
		r.sees("lijst.csv")
		r.sweep(widths, heights)
		r.press("end")
		r.sweep(few, fewHigh)
		r.press("d", "enter", "L")
		r.sees(r.app.env.T("group.lefttitle"))
		r.sweep(widths, heights)
		r.press("esc", "D", "enter")
		r.sees(r.app.env.T("group.mergetitle"))
		r.sweep(widths, heights)
		r.press("enter")
		r.fits()
	}
}

// The ideas, their board and what its letters open, empty, in the worked
// example, and with as many ideas as there can be.
func TestIdeasFit(t *testing.T) {
	for _, lang := range assets.Languages {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t, lang)
			empty := model.New("leeg", model.Head{Title: "Leeg", Language: lang}, methodsOf(t)["open"], model.TimeOf(testNow))
			for _, s := range []*model.Session{empty, largest(t)} {
				if _, err := r.db.Create(s, nil); err != nil {
					t.Fatal(err)
				}
				r.start(lang, s.ID)
				theIdeas(r)
			}
			r.example(lang)
			theIdeas(r)
		})
	}
}

func theIdeas(r *room) {
	r.t.Helper()
	ideas := kit.Go{Step: model.StepActions, Start: &kit.Start{View: "ideas"}}
	for _, board := range []string{"", "c"} {
		r.app.perform(ideas, r.app.top())
		r.press("plek ")
		r.sweep(few, fewHigh)
		r.press("ctrl+u", "esc", board)
		r.sweep(few, fewHigh)
		for _, k := range r.app.below().Keys() {
			if k.Do == nil || k.Why != "" || !k.Letter() {
				continue
			}
			r.press(k.On[0])
			r.fits()
			if len(r.app.overlays) > 0 {
				r.sweep(few[:1], fewHigh[:1])
			}
			for len(r.app.overlays) > 0 {
				r.press("esc")
			}
			r.app.perform(ideas, r.app.top())
			r.press("esc", board)
		}
	}
}

func TestLargestSessionFits(t *testing.T) {
	r := newRoom(t, "nl")
	if _, err := r.db.Create(largest(t), nil); err != nil {
		t.Fatal(err)
	}
	for _, lang := range assets.Languages {
		r.start(lang, "groot")
		for range r.app.env.M().Steps {
			r.sweep([]int{60, 80, 121, 220}, []int{20, 24, 70})
			r.press("down", "down", "esc", "end")
			r.sweep(few, fewHigh)
			r.press("]")
		}
		r.app.Leave()
	}
}

// everyStep goes through the steps: each in all windows, with what its letters
// open in some of them.
func everyStep(r *room, overWidths, overHeights []int) {
	r.t.Helper()
	first := r.app.at
	defer func() {
		if r.app.at != first {
			r.t.Errorf("the round of the steps ended at %s, not at %s: not a test", r.app.at, first)
		}
	}()
	for range r.app.env.M().Steps {
		r.sweep(widths, heights)
		r.press("esc") // the letters to the commands
		r.sweep(few, fewHigh)
		for _, k := range r.app.below().Keys() {
			if k.Do == nil || k.Why != "" || !k.Letter() {
				continue
			}
			at := r.app.at
			r.press(k.On[0])
			r.fits()
			if len(r.app.overlays) > 0 {
				r.sweep(overWidths, overHeights)
			}
			for range 3 {
				if len(r.app.overlays) > 0 {
					r.press("esc")
				}
			}
			r.press("esc")
			if len(r.app.overlays) > 0 { // a way in asks before it lets go
				r.press("enter")
			}
			if r.app.at != at { // the key led to another step
				r.app.perform(kit.Go{Step: at}, r.app.top())
				r.press("esc")
			}
		}
		r.press("?")
		r.sweep(overWidths, overHeights)
		r.press("esc", ":")
		r.sweep(overWidths, overHeights)
		r.press("esc", "]")
	}
}

// largest is a session with as much in it as there can be.
func largest(t testing.TB) *model.Session {
	t.Helper()
	s := model.New("groot", model.Head{Title: "De grootste", Municipality: "Overal", Language: "nl"}, methodsOf(t)["warme-steden"], model.TimeOf(testNow))
	n := strconv.Itoa
	people := make([]model.Participant, model.ParticipantsMax)
	ballots := make([]model.Ballot, len(people))
	scores := make([]model.Score, 0, len(people))
	for i := range people {
		id := "p" + n(i)
		people[i] = model.Participant{ID: id, Number: i + 1, Organisation: "Organisatie met een lange naam, nummer " + n(i), Sector: "jeugd", Young: i%3 == 0, Heads: 4}
		ballots[i] = model.Ballot{Participant: id, Stickers: map[string]int{"o" + n(i%model.OptionsMax): 2}}
		v := 1 + i%5
		scores = append(scores, model.Score{Participant: id, Pillar: 1 + i%8, Score: &v})
	}
	for len(ballots) < model.BallotsMax { // per head, up to the most there can be
		ballots = append(ballots, model.Ballot{Participant: "p" + n(len(ballots)%len(people)), Stickers: map[string]int{"o1": 1}})
	}
	objectives := make([]model.Objective, model.OptionsMax)
	options := make([]string, len(objectives))
	for i := range objectives {
		options[i] = "o" + n(i)
		objectives[i] = model.Objective{ID: options[i], Pillar: 1 + i%8, What: fmt.Sprintf("Doel %d: %s", i, long), AgeFrom: 6, AgeTo: 18, By: "2027", Priority: i < 3}
	}
	ideas, actions := make([]model.Idea, model.IdeasMax), make([]model.Action, 2_000)
	for i := range ideas {
		ideas[i] = model.Idea{ID: "i" + n(i), Text: fmt.Sprintf("Idee %d %s", i, long), Kind: model.KindNew}
	}
	for i := range actions {
		actions[i] = model.Action{ID: "a" + n(i), Title: fmt.Sprintf("Actie %d: iets wat we samen doen in de wijk en daarna in de hele stad", i), Kind: model.KindNew, Status: model.Planned,
			Objectives: []string{"o" + n(i%50)}, Chosen: true, Owner: "p1", Strategies: []string{"educatie"}, Levels: []string{"groep"}, Description: long}
	}
	// A text as long as one can be, with and without places to break it.
	whole := strings.Repeat(long+" ", model.TextMax)[:model.TextMax-1]
	word := strings.Repeat("x", model.TextMax)
	objectives[0].What, objectives[1].What, objectives[1].Whom = whole, word, word
	ideas[0].Text, ideas[len(ideas)-1].Text = whole, word
	actions[0].Description, actions[len(actions)-1].Description, actions[1].Funding = whole, word, word
	people[0].Person, people[1].Contact = word[:model.TitleMax], word[:model.TitleMax]
	offers := make([]model.Offer, 2_000)
	for i := range offers {
		offers[i] = model.Offer{ID: "f" + n(i), Pillar: 1, Name: "Aanbod " + long[:100], AgeFrom: 6, AgeTo: 12}
	}
	var err error
	put := func(e error) {
		if err == nil {
			err = e
		}
	}
	var e error
	s.Participants, e = model.ListOf(people)
	put(e)
	s.Objectives, e = model.ListOf(objectives)
	put(e)
	s.Ideas, e = model.ListOf(ideas)
	put(e)
	s.Actions, e = model.ListOf(actions)
	put(e)
	s.Offer, e = model.ListOf(offers)
	put(e)
	s.Pillars, e = model.ListOf([]model.ChosenPillar{{Pillar: 1, Reason: whole}, {Pillar: 2, Reason: word}})
	put(e)
	scan := model.Scan{ID: "s1", Title: "Groot", Revealed: true}
	scan.Scores, e = model.ListOf(scores)
	put(e)
	scan.Remarks, e = model.ListOf([]model.Remark{{Pillar: 1, Well: whole, Better: word, Source: word}})
	put(e)
	s.Scans, e = model.ListOf([]model.Scan{scan})
	put(e)
	s.Rounds, e = model.ListOf([]model.Round{{
		ID: "r1", Title: "Ronde", About: model.AboutObjectives, Options: options, Stickers: 3, Per: model.PerHead, Split: model.SplitYoung, Places: 3,
		State: model.Open, Together: model.TogetherAdd, Ballots: model.BallotsOf(ballots),
	}})
	put(e)
	if err == nil {
		err = s.Attach(methodsOf(t))
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// long is a text that has to be cut or broken anywhere.
const long = "een plek waar kinderen, jongeren en hun ouders terechtkunnen met vragen die ze nergens anders durven stellen, dicht bij huis, zonder afspraak en zonder lange wachttijden, en met iemand die blijft luisteren"
