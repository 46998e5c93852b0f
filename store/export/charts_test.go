package export

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"kring/assets"
	"kring/model"
	"kring/store/export/figure"
)

func chartsOf(d Document) []Chart {
	var all []Chart
	for _, block := range d.Blocks {
		if c, ok := block.(Chart); ok {
			all = append(all, c)
		}
	}
	return all
}

// words gives every word and figure that a picture shows.
func words(t *testing.T, f figure.Figure) []string {
	t.Helper()
	var all []string
	switch f := f.(type) {
	case figure.Bars:
		all = append(all, f.Series...)
		for _, r := range f.Rows {
			all = append(all, r.Label, r.Total)
			for _, v := range r.Values {
				all = append(all, v.Text)
			}
		}
	case figure.Radar:
		all = append(all, f.Axes...)
		for _, s := range f.Series {
			all = append(all, s.Name)
			for _, v := range s.Values {
				if !math.IsNaN(v) {
					all = append(all, strings.Replace(strconv.FormatFloat(v, 'f', 1, 64), ".0", "", 1))
				}
			}
		}
	case figure.Ages:
		all = append(all, f.Gap)
		for from, n := range f.Counts {
			if n > 0 {
				all = append(all, strconv.Itoa(n), strconv.Itoa(from))
				break
			}
		}
	case figure.Matrix:
		all = append(append(append(all, f.Rows...), f.Columns...), f.Empty)
		for _, row := range f.Cells {
			for _, marks := range row {
				for _, m := range marks {
					kind := f.New
					if m.Existing {
						kind = f.Existing
					}
					all = append(all, fmt.Sprintf("%d (%s)", m.Number, kind))
				}
			}
		}
	case figure.Timeline:
		for _, r := range f.Rows {
			all = append(all, r.Label)
			if !r.Start.IsZero() {
				all = append(all, strconv.Itoa(r.Start.Year()))
			}
		}
	default:
		t.Errorf("what does a %T say?", f)
	}
	return all
}

// Who does not see a picture reads all that it shows.
func TestChartsSayWhatTheyShow(t *testing.T) {
	seen := make(map[string]bool)
	for _, s := range []*model.Session{trial(t), imported(t, assets.Example("nl")), imported(t, assets.Example("en")), crowd(t)} {
		for _, lang := range assets.Languages {
			for _, c := range chartsOf(Summary(s, assets.Load(lang))) {
				seen[fmt.Sprintf("%T", c.Figure)] = true
				for _, word := range words(t, c.Figure) {
					if !strings.Contains(strings.ReplaceAll(c.Alt, ",0", ""), strings.ReplaceAll(word, ",0", "")) && !strings.Contains(strings.ReplaceAll(c.Alt, ",", "."), word) {
						t.Errorf("%s, %s, %T: %q is not in %q", s.Title, lang, c.Figure, word, c.Alt)
					}
				}
			}
		}
	}
	if len(seen) != 5 {
		t.Errorf("only %v", seen)
	}
}

// The parts of a bar are as long as the whole, however many groups there are.
func TestStackedPartsMakeTheWhole(t *testing.T) {
	h := fresh(t, "warme-steden")
	sectors := h.Session().Method().Sectors
	for i := range 30 {
		do(t, h, model.Added[model.Participant]{Item: model.Participant{ID: fmt.Sprint("p", i), Number: i + 1, Organisation: "School", Sector: sectors[i%7].Key}})
	}
	do(t, h,
		model.Added[model.Objective]{Item: model.Objective{ID: "o1", What: "Een groener plein"}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o2", What: "Een bankje"}},
		model.Added[model.Round]{Item: model.Round{ID: "r1", About: model.AboutObjectives, Options: []string{"o1", "o2"}, Stickers: 3, Places: 1, Split: model.SplitSector, State: model.Draft}},
		model.RoundOpened{Round: "r1"})
	for i := range 30 {
		do(t, h, model.BallotCast{Round: "r1", Ballot: model.Ballot{Participant: fmt.Sprint("p", i), Stickers: map[string]int{"o1": 1 + i%2, "o2": 1}}})
	}
	stacked := 0
	for _, s := range []*model.Session{h.Session(), trial(t), imported(t, assets.Example("nl"))} {
		for _, c := range chartsOf(Summary(s, assets.Load("nl"))) {
			f, ok := c.Figure.(figure.Bars)
			if !ok || !f.Stacked {
				continue
			}
			stacked++
			if len(f.Series) < 2 || len(f.Series) > stackMost {
				t.Errorf("%s has the parts %v", c.Title, f.Series)
			}
			for _, r := range f.Rows {
				sum := 0.0
				for _, v := range r.Values {
					sum += v.Amount
				}
				if len(r.Values) != len(f.Series) || strconv.Itoa(int(sum)) != r.Total {
					t.Errorf("%s: %v of %s", r.Label, r.Values, r.Total)
				}
			}
		}
	}
	if stacked < 3 {
		t.Errorf("%d charts by group", stacked)
	}
}

// A group of three may stand apart, and then not where fewer of it gave a score.
func TestFewScoresStayTogether(t *testing.T) {
	h := fresh(t, "proef")
	do(t, h, model.Added[model.Scan]{Item: model.Scan{ID: "s1", Title: "Start", Revealed: true}})
	for i := range 7 {
		id, score := fmt.Sprint("p", i), 1+i%5
		do(t, h, model.Added[model.Participant]{Item: model.Participant{ID: id, Number: i + 1, Organisation: "School", Young: i > 3}})
		for pillar := 1; pillar <= 2; pillar++ {
			if pillar == 1 || i <= 4 { // one young person only on pillar 2
				do(t, h, model.PutInScan[model.Score]{Scan: "s1", Part: model.Score{Participant: id, Pillar: pillar, Score: &score}})
			}
		}
	}
	found := false
	for _, c := range chartsOf(Summary(h.Session(), assets.Load("nl"))) {
		f, ok := c.Figure.(figure.Bars)
		if !ok || len(f.Series) != 2 {
			continue
		}
		found = true
		for i, want := range []bool{false, true, true} {
			for _, v := range f.Rows[i].Values {
				if v.None != want {
					t.Errorf("pillar %d: %+v", i+1, v)
				}
			}
		}
		if strings.Contains(c.Alt, "5,0") { // what the one gave
			t.Error(c.Alt)
		}
	}
	if !found {
		t.Error("no groups apart")
	}
}

// A scan stands beside the one before, unless that one was not revealed.
func TestEarlierScanBeside(t *testing.T) {
	beside := func(s *model.Session) (n int) {
		for _, c := range chartsOf(Summary(s, assets.Load("nl"))) {
			if strings.Contains(c.Alt, "Start, 22 november 2026 2,0") && strings.Contains(c.Alt, "Jongeren, 1 december 2026 1,0") {
				n++
			}
		}
		return n
	}
	if n := beside(trial(t)); n != 1 {
		t.Errorf("%d charts", n)
	}
	hidden := strings.Replace(string(read(t, "session.json")), `"date": "2026-11-22", "revealed": true`, `"date": "2026-11-22", "revealed": false`, 1)
	if n := beside(imported(t, []byte(hidden))); n != 0 {
		t.Errorf("%d charts with a hidden scan", n)
	}
}

// Where there is no picture, a table says what the matrix shows; it is not
// there twice. A plan of hundreds of actions is counted.
func TestMatrixOnce(t *testing.T) {
	d := Summary(trial(t), assets.Load("nl"))
	part := under(d, "Strategieën en niveaus")
	c, ok := part[0].(Chart)
	if !ok || len(part) != 2 || len(c.Instead) != 2 || fmt.Sprint(c.Instead[0].(Table).Rows[1]) != "[Omgeving □ 1, ■ 2 □ 1]" {
		t.Errorf("%+v", part)
	}
	if got := strings.Count(written(t, trial(t), "nl"), "□ 1, ■ 2"); got != 1 {
		t.Errorf("%d matrices", got)
	}
	part = under(Summary(crowd(t), assets.Load("nl")), "Strategieën en niveaus")
	if table, ok := part[0].(Table); !ok || table.Rows[0][2] != "600 nieuw of uitbreiding" {
		t.Errorf("%+v", part)
	}
}
