package export

import (
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"kring/assets"
	"kring/model"
)

// sized is a session with so many participants who all scored and voted, in as
// many rounds as it takes to come to that many ballots, and with so many of
// everything else.
func sized(t testing.TB, people, ballots, options, ideas, actions int) *model.Session {
	t.Helper()
	s := model.New("groot", model.Head{Title: "De grootste", Municipality: "Overal", Date: "2026-11-22", Language: "nl"},
		methods(t)["warme-steden"], "2026-11-22T10:00:00Z")
	n := strconv.Itoa
	long := strings.Repeat("iets wat we samen doen in de wijk ", 3)
	participants := make([]model.Participant, people)
	var scores []model.Score
	for i := range participants {
		participants[i] = model.Participant{ID: "p" + n(i), Number: i + 1, Organisation: "Organisatie met een lange naam, nummer " + n(i), Sector: "jeugd", Young: i%3 == 0, Heads: 1}
		for pillar := 1; pillar <= 8; pillar++ {
			v := 1 + (i+pillar)%5
			scores = append(scores, model.Score{Participant: "p" + n(i), Pillar: pillar, Score: &v})
		}
	}
	objectives := make([]model.Objective, options)
	ids := make([]string, options)
	for i := range objectives {
		ids[i] = "o" + n(i)
		objectives[i] = model.Objective{ID: ids[i], Pillar: 1 + i%8, What: fmt.Sprintf("Doel %d: %s", i, long), AgeFrom: 6, AgeTo: 18, By: "2027", Priority: i < 3}
	}
	var rounds []model.Round
	for left := ballots; left > 0; {
		in := make([]model.Ballot, min(people, left))
		for i := range in {
			in[i] = model.Ballot{Participant: "p" + n(i), Stickers: map[string]int{ids[(i*7)%options]: 2, ids[(i*3+1)%options]: 1}}
		}
		left -= len(in)
		rounds = append(rounds, model.Round{ID: "r" + n(len(rounds)), About: model.AboutObjectives, Options: ids, Stickers: 3, Per: model.PerParticipant,
			Split: model.SplitYoung, Places: 3, State: model.Closed, Together: model.TogetherAdd, Ballots: model.BallotsOf(in)})
	}
	all := make([]model.Idea, ideas)
	for i := range all {
		all[i] = model.Idea{ID: "i" + n(i), Text: fmt.Sprintf("Idee %d %s", i, long), Kind: model.KindNew}
	}
	plan := make([]model.Action, actions)
	for i := range plan {
		plan[i] = model.Action{ID: "a" + n(i), Title: fmt.Sprintf("Actie %d: %s", i, long), Kind: model.KindNew, Status: model.Planned, Chosen: true,
			Objectives: []string{ids[i%options]}, Owner: "p" + n(i%people), Strategies: []string{"educatie"}, Levels: []string{"groep"},
			Description: long, Start: "2027-01", End: "2027-06", Indicators: []model.Indicator{{Kind: "bereik", Text: long, Target: "100"}}}
	}
	offers := make([]model.Offer, actions)
	for i := range offers {
		offers[i] = model.Offer{ID: "f" + n(i), Pillar: 1 + i%8, Name: "Aanbod " + long, AgeFrom: 6, AgeTo: 12}
	}
	scan := model.Scan{ID: "s1", Title: "Start", Date: "2026-11-22", Revealed: true}
	var err error
	put := func(e error) {
		if err == nil {
			err = e
		}
	}
	var e error
	scan.Scores, e = model.ListOf(scores)
	put(e)
	s.Scans, e = model.ListOf([]model.Scan{scan})
	put(e)
	s.Participants, e = model.ListOf(participants)
	put(e)
	s.Objectives, e = model.ListOf(objectives)
	put(e)
	s.Rounds, e = model.ListOf(rounds)
	put(e)
	s.Ideas, e = model.ListOf(all)
	put(e)
	s.Actions, e = model.ListOf(plan)
	put(e)
	s.Offer, e = model.ListOf(offers)
	put(e)
	s.Pillars, e = model.ListOf([]model.ChosenPillar{{Pillar: 1}, {Pillar: 2}})
	put(e)
	if err == nil {
		err = s.Attach(methods(t))
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// largest is the largest session that a file may hold.
func largest(t testing.TB) *model.Session {
	return sized(t, model.ParticipantsMax, model.BallotsMax, model.OptionsMax, model.IdeasMax, 2_000)
}

// took gives how long it takes to write what is asked for.
func took(b *testing.B, book *model.Book, r Request, t *assets.Texts) time.Duration {
	start := time.Now()
	if _, err := Write(io.Discard, book, r, t); err != nil {
		b.Fatalf("%s: %v", r, err)
	}
	return time.Since(start)
}

// BenchmarkExample writes everything that can be made of the worked example;
// the yardstick is its session file.
func BenchmarkExample(b *testing.B) {
	book, texts := bookOf(example(b, "nl")), assets.Load("nl")
	for b.Loop() {
		yard := took(b, book, Request{Format: "json"}, texts)
		var total, summary time.Duration
		for _, r := range requests() {
			if r.Anonymous {
				continue
			}
			d := took(b, book, r, texts)
			total += d
			if r.Kind == "" || r.Kind == Kinds(r.Format)[0] {
				summary += d
				b.ReportMetric(float64(d.Milliseconds()), r.Format+"-ms")
			}
		}
		b.ReportMetric(float64(summary.Milliseconds()), "summary-ms")
		b.ReportMetric(float64(total.Milliseconds()), "everything-ms")
		b.ReportMetric(summary.Seconds()/yard.Seconds(), "x-json")
	}
}

// BenchmarkLargest writes the summary and the data of the largest session; the
// yardstick is its session file.
func BenchmarkLargest(b *testing.B) { benchmarkCrowd(b, largest(b)) }

// BenchmarkCrowd does so with 1,000 participants and 30,000 ballots. The memory
// is what the program has asked of the system until then.
func BenchmarkCrowd(b *testing.B) { benchmarkCrowd(b, sized(b, 1_000, 30_000, 30, 1_000, 100)) }

func benchmarkCrowd(b *testing.B, s *model.Session) {
	book, texts := bookOf(s), assets.Load("nl")
	for _, format := range Formats {
		b.Run(format, func(b *testing.B) {
			yard := took(b, book, Request{Format: "json"}, texts)
			for b.Loop() {
				d := took(b, book, Request{Format: format}, texts)
				b.ReportMetric(d.Seconds(), "s")
				b.ReportMetric(d.Seconds()/yard.Seconds(), "x-json")
			}
			var mem runtime.MemStats
			runtime.ReadMemStats(&mem)
			b.ReportMetric(float64(mem.Sys)/1e6, "MB-system")
		})
	}
}
