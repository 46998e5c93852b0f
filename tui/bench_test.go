package tui

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"kring/model"
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
