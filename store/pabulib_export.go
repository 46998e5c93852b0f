package store

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"kring/assets"
	"kring/model"
)

// ExportPabulib writes a round as a Pabulib file. Imported again, it gives the
// same counts, for as long as it has no more ballots than a session may have
// participants. Where one sticker is the most on an option it is written as
// approval, else with points. A round that was imported gets back the ids, costs and budget of
// its file; any other one costs 1 a project, with its places as the budget,
// which is what kring's way of counting is in that format.
//
// Stickers on the wall have no voter and stay behind; the number of those that
// count is given. Ballots without a name, as a secret round has them, get
// running numbers; others the number of the participant, never a name.
// Codes: RoundNotClosed, for a draft and for a secret round that is open.
func ExportPabulib(w io.Writer, s *model.Session, round *model.Round) (behind int, err error) {
	if round.State == model.Draft || round.Hidden() {
		return 0, &model.Error{Code: model.RoundNotClosed}
	}
	if round.Together != model.TogetherCheck {
		for _, on := range round.Wall.All() {
			behind += on.Stickers
		}
	}
	x := newPBExport(s, round)
	out := csv.NewWriter(w)
	out.Comma = ';'
	return behind, out.WriteAll(slices.Concat(x.metaRows(), x.projectRows(), x.voteRows()))
}

// pbExport is a round on its way into a file.
type pbExport struct {
	s       *model.Session
	r       *model.Round
	kept    map[string]string // of the file it came from
	ids     []string          // of the options in the file
	costs   []string
	budget  string
	ballots []*model.Ballot
}

func newPBExport(s *model.Session, r *model.Round) *pbExport {
	x := &pbExport{s: s, r: r, kept: splitFacts(r.Outcome.Note)}
	for _, b := range r.Ballots.All() {
		// As long as a round is open, who was removed does not count.
		p := s.Participants.Get(b.Participant)
		if gone := p != nil && (p.Removed || p.MergedInto != "") && r.State != model.Closed; !b.Removed && !gone {
			x.ballots = append(x.ballots, b)
		}
	}
	x.price()
	return x
}

// price finds the ids and costs that the options came with, or makes them.
func (x *pbExport) price() {
	n := len(x.r.Options)
	x.budget = x.kept["budget"]
	known := make(map[string]bool, n)
	own, priced := true, x.budget != "" && len(x.r.Outcome.Chosen) == x.r.Places
	for _, option := range x.r.Options {
		facts := x.facts(option)
		id, cost := facts["project_id"], amount(facts["cost"])
		own = own && id != "" && !known[id] && !strings.Contains(id, ",")
		priced = priced && cost != ""
		known[id] = true
		x.ids, x.costs = append(x.ids, id), append(x.costs, cost)
	}
	for i := range n {
		if !own {
			x.ids[i] = strconv.Itoa(i + 1)
		}
		if !priced {
			x.costs[i] = "1"
		}
	}
	if !priced {
		places := x.r.Places
		if places < 1 || places > n {
			places = n
		}
		x.budget, x.kept["currency"], x.kept["rule"] = strconv.Itoa(places), "", ""
	}
}

// facts gives what the import wrote down beside an option.
func (x *pbExport) facts(option string) map[string]string {
	if o := x.s.Objectives.Get(option); o != nil && x.r.About == model.AboutObjectives {
		return splitFacts(o.Note)
	}
	return nil
}

func (x *pbExport) approval() bool { return x.r.Limit == 1 }

func (x *pbExport) metaRows() [][]string {
	opened, closed := pbDayOf(x.r.Opened, x.s.Date), pbDayOf(x.r.Closed, x.s.Date)
	kind, bound, limit := pbCumulative, "max_sum_points", ""
	if x.approval() {
		kind, bound = pbApproval, "max_length"
	} else if x.r.Limit > 0 {
		limit = strconv.Itoa(x.r.Limit)
	}
	rule := "greedy" // the most stickers win: that, with costs of 1
	if by := x.r.Outcome.By; by != "" && by != model.ByVotes {
		rule = "unknown"
	}
	year := cmp.Or(string(x.s.Date), string(x.r.Closed), string(x.s.Created), "0000")[:4]
	rows := [][]string{{pbMeta}, {"key", "value"}}
	for _, row := range [][]string{
		{"description", x.s.Title},
		{"country", x.kept["country"]},
		{"unit", x.s.Municipality},
		{"district", x.kept["district"]},
		{"subunit", x.kept["subunit"]},
		{"instance", cmp.Or(x.kept["instance"], year)},
		{"num_projects", strconv.Itoa(len(x.r.Options))},
		{"num_votes", strconv.Itoa(len(x.ballots))},
		{"budget", x.budget},
		{"vote_type", kind},
		{"rule", cmp.Or(x.kept["rule"], rule)},
		{"date_begin", cmp.Or(opened, closed)},
		{"date_end", cmp.Or(closed, opened)},
		{"max_points", limit},
		{bound, strconv.Itoa(x.r.Stickers)},
		{"edition", x.kept["edition"]},
		{"language", cmp.Or(x.kept["language"], x.s.Language)},
		{"currency", x.kept["currency"]},
	} {
		if row[1] != "" {
			rows = append(rows, row)
		}
	}
	return rows
}

// pbDayOf writes a day as the format does, or else the year of a date.
func pbDayOf(t model.Time, otherwise model.Date) string {
	if at, ok := t.When(); ok {
		return at.UTC().Format("02.01.2006")
	}
	if at, err := time.Parse(time.DateOnly, string(otherwise)); err == nil {
		return at.Format("02.01.2006")
	}
	return string(otherwise[:min(4, len(otherwise))])
}

func (x *pbExport) projectRows() [][]string {
	score, votes := make(map[string]int), make(map[string]int)
	for _, b := range x.ballots {
		for option, n := range b.Stickers {
			score[option] += n
			votes[option]++
		}
	}
	columns := []string{"project_id", "cost", "votes", "score", "name"}
	if len(x.r.Outcome.Chosen) > 0 {
		columns = append(columns, "selected")
	}
	rows := [][]string{{pbProjects}, columns}
	for i, option := range x.r.Options {
		selected := "0"
		if slices.Contains(x.r.Outcome.Chosen, option) {
			selected = "1"
		}
		row := []string{
			x.ids[i], x.costs[i], strconv.Itoa(votes[option]), strconv.Itoa(score[option]),
			x.s.OptionText(x.r.About, option), selected,
		}
		rows = append(rows, row[:len(columns)])
	}
	return rows
}

func (x *pbExport) voteRows() [][]string {
	place := make(map[string]int, len(x.r.Options))
	for i, option := range x.r.Options {
		place[option] = i
	}
	columns := []string{"voter_id", "vote", "points"}
	if x.approval() {
		columns = columns[:2]
	}
	rows := [][]string{{pbVotes}, columns}
	// Voters of a file were given their name in the language of the session.
	word := assets.Load(x.s.Language).T("pabulib.voter") + " "
	taken := make(map[string]int)
	for i, b := range x.ballots {
		options := slices.SortedFunc(maps.Keys(b.Stickers), func(o, p string) int {
			// The format wants the most points first.
			return cmp.Or(b.Stickers[p]-b.Stickers[o], place[o]-place[p])
		})
		ids, points := make([]string, len(options)), make([]string, len(options))
		for j, option := range options {
			ids[j], points[j] = x.ids[place[option]], strconv.Itoa(b.Stickers[option])
		}
		voter := free(x.voter(b, word, i), taken)
		rows = append(rows, []string{voter, strings.Join(ids, ","), strings.Join(points, ",")}[:len(columns)])
	}
	return rows
}

// voter is what the file calls the voter of ballot i: by the id of the file it
// came from, else by the participant's number.
func (x *pbExport) voter(b *model.Ballot, word string, i int) string {
	p := x.s.Participants.Get(b.Participant)
	if p == nil {
		return strconv.Itoa(i + 1)
	}
	id, ok := strings.CutPrefix(p.Organisation, word)
	// Alone on a row, the name of a section would begin that section.
	if _, title := pbRowsMax[strings.ToUpper(id)]; ok && id != "" && !title {
		return id
	}
	return strconv.Itoa(p.Number)
}

// free gives an id that has not been given yet: a participant with several
// heads has several ballots, 7, 7-2, 7-3.
func free(id string, taken map[string]int) string {
	taken[id]++
	if n := taken[id]; n > 1 {
		return free(fmt.Sprintf("%s-%d", id, n), taken)
	}
	return id
}
