package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kring/model"
	"kring/store"
)

// election is a Pabulib file of an approval vote of that many voters on 80
// projects, ten each.
func election(voters int) []byte {
	const projects, each = 80, 10
	var b strings.Builder
	fmt.Fprintf(&b, "META\nkey;value\ndescription;Groot\nnum_projects;%d\nnum_votes;%d\nbudget;40000\nvote_type;approval\nrule;greedy\nmax_length;%d\n", projects, voters, each)
	b.WriteString("PROJECTS\nproject_id;cost;name\n")
	for i := range projects {
		fmt.Fprintf(&b, "%d;1000;Project %d van een stad\n", i+1, i+1)
	}
	b.WriteString("VOTES\nvoter_id;vote\n")
	for v := range voters {
		fmt.Fprintf(&b, "%d;", v+1)
		for i := range each {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprint(&b, (v*7+i*(1+v%7))%projects+1)
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// BenchmarkElection imports an election of 30,000 voters and one of 20, and
// compares what a frame, a key and a change cost in either.
func BenchmarkElection(b *testing.B) {
	open := func(voters int) *room {
		r := newRoom(b, "nl")
		began := time.Now()
		s, _, err := store.ImportPabulib(election(voters), methodsOf(b), "nl", model.TimeOf(testNow))
		if err == nil {
			_, err = r.db.Create(s, nil)
		}
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("%d voters are here after %v", voters, time.Since(began))
		r.start("nl", s.ID)
		r.resize(160, 50)
		return r
	}
	n := 0
	for b.Loop() {
		large, small := open(30_000), open(20)
		for what, do := range map[string]func(r *room){
			"frame": func(r *room) { r.app.View() },
			"key":   func(r *room) { r.press("down"); r.app.View() },
			"change": func(r *room) {
				n++
				note := model.Set[model.Note]{Item: model.Note{Step: model.StepStickers, Text: fmt.Sprint(n)}}
				if err := r.app.env.Book.Do(note); err != nil {
					b.Fatal(err)
				}
				r.app.changed()
				r.app.View()
			},
		} {
			for _, r := range []*room{large, small} {
				r.app.goTo(model.StepStickers)
				r.press("a")
				r.app.View()
			}
			of, to := pairs(50, func() { do(large) }, func() { do(small) })
			b.Logf("%-7s %v against %v", what, of, to)
			b.ReportMetric(float64(of)/float64(to), what+"-x-20")
		}
		b.ReportMetric(0, "ns/op")
	}
}
