//go:build !windows

package story

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// carried is what of a session file is looked at, from the ideas to what came of
// them.
type carried struct {
	Objectives []struct {
		ID, What string
		Pillar   int
		Priority bool
	}
	Clusters []struct{ ID, Title, Objective string }
	Ideas    []struct {
		Text, Kind, Cluster, Objective string
		Pillar                         int
	}
	Rounds []struct {
		State   string
		Outcome struct{ Chosen []string }
	}
	Actions []struct {
		Title, Owner, End, Status string
		Objectives                []string
		Chosen                    bool
		Indicators                []struct{ Text, Target string }
		Reports                   []struct{ Text string }
		Evaluation                struct {
			Well, Challenges string
			Ratings          []struct {
				Participant string
				Score       int
			}
		}
	}
}

// plannedActions is how many actions Leuven chose of its ideas.
const plannedActions = 17

// endOf is when an action ends: one after another, as the follow-up lists them.
func endOf(i int) string { return fmt.Sprintf("%d-%02d", 2027+i/12, 1+i%12) }

// plannedAndEvaluated goes on from the board: the objectives are voted on, the
// first ideas become actions, each gets an owner, a date and an indicator, is
// reported on, done, and evaluated.
func (w *terminal) plannedAndEvaluated(partners int) {
	w.t.Helper()
	w.keys("g", "6", "n", "enter", "o")
	for i, ballot := range []string{"aab", "aab", "aab", "abc", "abc", "bcc"} {
		w.types(fmt.Sprintf("%d %s", i+1, ballot))
	}
	w.keys("esc", "c", "enter", "a", "enter", "g", "7", "c", "home")
	w.keys(strings.Repeat("a", plannedActions), "i", "esc", "home")
	for range plannedActions {
		w.keys("space", "down")
	}
	w.keys("g", "8", "home")
	for i := range plannedActions {
		w.types(fmt.Sprintf("%d %s", 1+i%partners, endOf(i)))
	}
	w.keys("esc")
	for i := range plannedActions {
		w.keys("l", "indicator", "enter")
		w.types(fmt.Sprintf("bereikt %d; %d", i+1, 10*(i+1)))
	}
	w.keys("g", "9", "home")
	for i := range plannedActions {
		w.types(fmt.Sprintf("verslag %d", i+1))
		w.keys("down")
	}
	w.keys("esc", "home")
	for i := range plannedActions {
		w.keys("enter", fmt.Sprintf("goed %d", i+1), "tab", fmt.Sprintf("moeilijk %d", i+1), "tab", "1:4 2:5", "enter", "down")
	}
	w.keys("home")
	for range plannedActions {
		w.keys("3", "down")
	}
}

// comesTo holds what the file says of objectives and actions against what was
// typed.
func (f *carried) comesTo(t *testing.T, partners int) {
	t.Helper()
	if len(f.Rounds) != 1 || f.Rounds[0].State != "closed" || fmt.Sprint(f.Rounds[0].Outcome.Chosen) != "[o1 o2 o3]" {
		t.Fatalf("the vote: %+v", f.Rounds)
	}
	for i, o := range f.Objectives {
		if o.Priority != (i < 3) {
			t.Errorf("%s is a priority: %v", o.What, o.Priority)
		}
	}
	if len(f.Actions) != plannedActions {
		t.Fatalf("%d actions: %+v", len(f.Actions), f.Actions)
	}
	for i, a := range f.Actions {
		n := i + 1
		rated := len(a.Evaluation.Ratings) == 2 && a.Evaluation.Ratings[0].Score == 4 && a.Evaluation.Ratings[1].Score == 5
		if len(a.Indicators) != 1 || len(a.Reports) != 1 || len(a.Objectives) != 1 || !rated {
			t.Fatalf("action %d: %+v", n, a)
		}
		told := fmt.Sprintln(a.Title, a.Chosen, a.Owner, a.End, a.Status, a.Objectives, a.Indicators, a.Reports, a.Evaluation.Well, a.Evaluation.Challenges)
		want := fmt.Sprintln(fmt.Sprintf("Idee %03d voor de stad", n), true, fmt.Sprintf("p%d", 1+i%partners), endOf(i), "done",
			[]string{fmt.Sprintf("o%d", 1+i*7%5)}, fmt.Sprintf("[{bereikt %d %d}]", n, 10*n), fmt.Sprintf("[{verslag %d}]", n), fmt.Sprintf("goed %d", n), fmt.Sprintf("moeilijk %d", n))
		if told != want {
			t.Errorf("action %d is\n%s, want\n%s", n, told, want)
		}
	}
}

// Two hundred ideas are typed as fast as the keys can be sent, gathered into
// five clusters with a key each, and the clusters become objectives, as Leuven
// did. They are voted on, seventeen actions are planned, reported on and evaluated.
// Every idea, and all that came of it, stands in the file as it was typed.
func TestTwoHundredIdeas(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, locale, home, step, count, loose, goal string
		width, height                                int
	}{
		{"nl", "nl_BE.UTF-8", "Welkom", "Doelen", "200 ideeën", "200 zonder cluster", "Het cluster is doel E", 80, 24},
		{"en", "en_GB.UTF-8", "Welcome", "Objectives", "200 ideas", "200 in no cluster", "The cluster is objective E", 160, 50},
	} {
		t.Run(fmt.Sprintf("%s %d×%d", c.lang, c.width, c.height), func(t *testing.T) {
			t.Parallel()
			const ideas, clusters, partners = 200, 5, 6
			h := newHouse(t, c.locale)
			w := h.open(c.width, c.height)
			w.sees(c.home)
			w.keys("n")
			w.keys("Brainstorm", "enter")
			w.sees("Brainstorm")
			for i := range partners {
				w.keys(fmt.Sprintf("Partner %d", i+1), "enter")
			}
			w.sees(fmt.Sprintf("Partner %d", partners))
			w.keys("esc", "g", "5", "esc", "i")

			kinds := []string{"new", "existing", "extension"}
			type idea struct {
				text, kind string
				cluster    int
			}
			var told []idea
			var all, place strings.Builder
			for i := range ideas {
				one := idea{fmt.Sprintf("Idee %03d voor de stad", i+1), kinds[i%3], i * 7 % clusters}
				told = append(told, one)
				fmt.Fprintf(&all, "%s%s #p%d\r", strings.Repeat("+", i%3), one.text, 1+one.cluster)
				fmt.Fprintf(&place, "%d", 1+one.cluster)
			}
			w.keys(all.String())
			w.sees(c.count, "Idee 200 voor de stad")

			// Empty clusters first, then a digit an idea.
			w.keys("esc", "c")
			w.sees("Idee 001")
			w.keys("tab")
			for i := range clusters {
				w.keys("N", fmt.Sprintf("Richting %d", i+1), "enter")
			}
			w.sees("5 Richting 5", c.loose)
			w.keys("tab", place.String())
			w.sees("5 Richting 5", strings.Replace(c.loose, "200", "0", 1))
			w.keys("tab", "1", "o", "2", "o", "3", "o", "4", "o", "5", "o")
			w.sees(c.goal, "5 Richting 5 → E")
			w.plannedAndEvaluated(partners)
			w.quit()

			var file carried
			if err := json.Unmarshal([]byte(h.does("export", "last", "-f", "json")), &file); err != nil {
				t.Fatal(err)
			}
			if len(file.Ideas) != ideas || len(file.Clusters) != clusters || len(file.Objectives) != clusters {
				t.Fatalf("%d ideas, %d clusters, %d objectives", len(file.Ideas), len(file.Clusters), len(file.Objectives))
			}
			for i, o := range file.Objectives {
				if cl := file.Clusters[i]; o.What != fmt.Sprintf("Richting %d", i+1) || cl.Title != o.What || cl.Objective != o.ID || o.Pillar != i+1 {
					t.Errorf("cluster %+v became %+v", cl, o)
				}
			}
			file.comesTo(t, partners)
			for i, got := range file.Ideas {
				want := told[i]
				if got.Text != want.text || got.Kind != want.kind || got.Cluster != file.Clusters[want.cluster].ID || got.Pillar != 1+want.cluster || got.Objective != "" {
					t.Errorf("idea %d is %+v, want %+v", i+1, got, want)
				}
			}
		})
	}
}
