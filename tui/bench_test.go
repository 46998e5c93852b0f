package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"kring/model"
	"kring/tui/kit"
)

// BenchmarkView draws every step of a session with 1,000 participants, 10,000
// ideas and as many actions, and of one with 20 of each, in turn, and reports
// the largest ratio of the medians: the cost of a frame does not grow with the
// session.
func BenchmarkView(b *testing.B) {
	for b.Loop() {
		large, small := sized(b, 1_000, 10_000), sized(b, 20, 20)
		worst, where := 0.0, model.Step("")
		for _, s := range large.app.env.M().Steps {
			for _, r := range []*room{large, small} {
				r.app.goTo(s)
				r.resize(160, 50)
				r.app.View() // what is derived once is derived now
			}
			of, to := pairs(200, func() { large.app.View() }, func() { small.app.View() })
			b.Logf("%-10s %v against %v", s, of, to)
			if ratio := float64(of) / float64(to); ratio > worst {
				worst, where = ratio, s
			}
		}
		b.ReportMetric(worst, "x-20-"+string(where))
		b.ReportMetric(0, "ns/op")
	}
}

// BenchmarkKey is a key that moves the cursor, with the frame after it.
func BenchmarkKey(b *testing.B) {
	for b.Loop() {
		large, small := sized(b, 1_000, 10_000), sized(b, 20, 20)
		worst, where := 0.0, model.Step("")
		for _, s := range large.app.env.M().Steps {
			for _, r := range []*room{large, small} {
				r.app.goTo(s)
				r.resize(160, 50)
				r.app.View()
			}
			key := func(r *room) func() { return func() { r.press("down"); r.app.View() } }
			of, to := pairs(100, key(large), key(small))
			b.Logf("%-10s %v against %v", s, of, to)
			if ratio := float64(of) / float64(to); ratio > worst {
				worst, where = ratio, s
			}
		}
		b.ReportMetric(worst, "x-20-"+string(where))
		b.ReportMetric(0, "ns/op")
	}
}

// BenchmarkIdeas is a key in a session of 20,000 ideas in 20 clusters against
// one of 20, with the frame after it: a letter typed into the line of the
// brainstorm, and the cursor moved on the board.
func BenchmarkIdeas(b *testing.B) {
	for b.Loop() {
		large, small := withIdeas(b, 20_000), withIdeas(b, 20)
		for _, r := range []*room{large, small} {
			r.resize(160, 50)
			r.app.perform(kit.Go{Step: model.StepActions, Start: &kit.Start{View: "ideas"}}, r.app.top())
			r.press("idee over pl")
			r.app.View()
		}
		typed := func(r *room) func() { return func() { r.press("e"); r.app.View(); r.press("backspace"); r.app.View() } }
		of, to := pairs(50, typed(large), typed(small))
		b.Logf("typing %v against %v", of, to)
		b.ReportMetric(float64(of)/float64(to), "x-20-typing")
		for _, r := range []*room{large, small} {
			r.press("esc", "c", "tab", "1", "tab")
			r.app.View()
		}
		moved := func(r *room) func() { return func() { r.press("down"); r.app.View(); r.press("up"); r.app.View() } }
		of, to = pairs(50, moved(large), moved(small))
		b.Logf("board %v against %v", of, to)
		b.ReportMetric(float64(of)/float64(to), "x-20-board")
		place := func(r *room) func() { return func() { r.press("2"); r.app.View() } }
		large.press("tab", "3", "tab")
		small.press("tab", "3", "tab")
		of, to = pairs(9, place(large), place(small))
		b.Logf("placing %v against %v", of, to)
		enter := func(r *room) func() { return func() { r.press("Nog een idee op een plein", "enter"); r.app.View() } }
		for _, r := range []*room{large, small} {
			r.press("n")
		}
		of, to = pairs(9, enter(large), enter(small))
		b.Logf("a whole idea %v against %v", of, to)
		b.ReportMetric(0, "ns/op")
	}
}

// withIdeas opens a session with that many ideas, spread over 20 clusters, a
// tenth in none.
func withIdeas(b *testing.B, n int) *room {
	b.Helper()
	r := newRoom(b, "nl")
	words := strings.Fields("bank plein school muziek bomen rust water koken fiets straat ouders buurt avond zaal kamer lokaal dieren sport boek lied")
	s := model.New("ideeen", model.Head{Title: "Ideeën", Language: "nl"}, methodsOf(b)["warme-steden"], model.TimeOf(testNow))
	ideas, clusters := make([]model.Idea, n), make([]model.Cluster, 20)
	for i := range clusters {
		clusters[i] = model.Cluster{ID: fmt.Sprint("c", i), Title: "Over " + words[i]}
	}
	for i := range ideas {
		ideas[i] = model.Idea{ID: fmt.Sprint("i", i), Text: fmt.Sprintf("Idee %d over %s en %s", i, words[i%20], words[i/20%20]), Kind: model.KindNew}
		if i%10 > 0 {
			ideas[i].Cluster = fmt.Sprint("c", i%20)
		}
	}
	var err error
	if s.Clusters, err = model.ListOf(clusters); err == nil {
		if s.Ideas, err = model.ListOf(ideas); err == nil {
			err = s.Attach(methodsOf(b))
		}
	}
	if err == nil {
		_, err = r.db.Create(s, nil)
	}
	if err != nil {
		b.Fatal(err)
	}
	r.start("nl", s.ID)
	return r
}

func pairs(n int, a, b func()) (of, to time.Duration) {
	timed := func(f func()) time.Duration {
		start := time.Now()
		f()
		return time.Since(start)
	}
	as, bs := make([]time.Duration, n), make([]time.Duration, n)
	for i := range n {
		as[i], bs[i] = timed(a), timed(b)
	}
	slices.Sort(as)
	slices.Sort(bs)
	return as[n/2], bs[n/2]
}

// sized opens a session with that many participants, and that many of the
// other things.
func sized(b *testing.B, people, things int) *room {
	b.Helper()
	r := newRoom(b, "nl")
	id := "maat" + strconv.Itoa(people)
	s := model.New(id, model.Head{Title: "Maat", Municipality: "Leuven", Language: "nl"}, methodsOf(b)["warme-steden"], model.TimeOf(testNow))
	n := strconv.Itoa
	var (
		participants []model.Participant
		scores       []model.Score
		ballots      []model.Ballot
		objectives   []model.Objective
		ideas        []model.Idea
		actions      []model.Action
		offers       []model.Offer
	)
	for i := range people {
		participants = append(participants, model.Participant{ID: "p" + n(i), Number: i + 1, Organisation: "Organisatie " + n(i), Person: "An", Sector: "jeugd", Heads: 1})
		ballots = append(ballots, model.Ballot{Participant: "p" + n(i), Stickers: map[string]int{"o" + n(i%20): 2, "o1": 1}})
		for pillar := 1; pillar <= 8; pillar++ {
			v := 1 + (i*pillar)%5
			scores = append(scores, model.Score{Participant: "p" + n(i), Pillar: pillar, Score: &v})
		}
	}
	for i := range 20 {
		objectives = append(objectives, model.Objective{ID: "o" + n(i), Pillar: 1 + i%2, What: fmt.Sprintf("Doel %d met een naam van gewone lengte", i), AgeFrom: 6, AgeTo: 12, By: "2027"})
	}
	for i := range things {
		ideas = append(ideas, model.Idea{ID: "i" + n(i), Text: fmt.Sprintf("Idee nummer %d", i), Kind: model.KindNew})
		actions = append(actions, model.Action{ID: "a" + n(i), Title: fmt.Sprintf("Actie nummer %d", i), Kind: model.KindNew, Status: model.Planned, Objectives: []string{"o" + n(i%20)},
			Chosen: true, Owner: "p1", Strategies: []string{"educatie"}, Levels: []string{"groep"}, End: "2027"})
		offers = append(offers, model.Offer{ID: "f" + n(i), Pillar: 1 + i%2, Name: fmt.Sprintf("Aanbod %d", i), AgeFrom: 6, AgeTo: 12})
	}
	fill := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	var err error
	s.Participants, err = model.ListOf(participants)
	fill(err)
	s.Objectives, err = model.ListOf(objectives)
	fill(err)
	s.Ideas, err = model.ListOf(ideas)
	fill(err)
	s.Actions, err = model.ListOf(actions)
	fill(err)
	s.Offer, err = model.ListOf(offers)
	fill(err)
	s.Pillars, err = model.ListOf([]model.ChosenPillar{{Pillar: 1}, {Pillar: 2}})
	fill(err)
	scan := model.Scan{ID: "s1", Title: "Start", Revealed: true}
	scan.Scores, err = model.ListOf(scores)
	fill(err)
	s.Scans, err = model.ListOf([]model.Scan{scan})
	fill(err)
	var options []string
	for _, o := range objectives {
		options = append(options, o.ID)
	}
	s.Rounds, err = model.ListOf([]model.Round{{
		ID: "r1", Title: "Ronde 1", About: model.AboutObjectives, Options: options, Stickers: 3, Per: model.PerParticipant, Places: 3,
		State: model.Open, Together: model.TogetherAdd, Ballots: model.BallotsOf(ballots),
	}})
	fill(err)
	fill(s.Attach(methodsOf(b)))
	_, err = r.db.Create(s, nil)
	fill(err)
	r.start("nl", id)
	return r
}
