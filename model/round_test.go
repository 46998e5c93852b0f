package model

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/go-json-experiment/json"
)

// The session file as somebody else would read it, to count a round from what
// FORMAT says and nothing else.
type counted struct {
	Participants []struct {
		ID, Sector string
		Young      bool
		Heads      int
		Removed    bool
	}
	Rounds []countedRound
}

type countedRound struct {
	ID, Per, Split, State, Together string
	About, Of                       string
	Removed                         bool
	Outcome                         struct {
		Chosen   []string
		By, Seed string
	}
	Options                 []string
	Stickers, Limit, Places int
	Secret                  bool
	Ballots                 []struct {
		Participant, Group string
		Stickers           map[string]int
		Removed            bool
	}
	Wall []struct {
		Option, Group string
		Stickers      int
	}
}

func read(t testing.TB, s *Session) counted {
	t.Helper()
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var c counted
	if err := json.Unmarshal(data, &c, json.MatchCaseInsensitiveNames(true)); err != nil {
		t.Fatal(err)
	}
	return c
}

// count counts a round by FORMAT. All is false for what may be seen of it: of
// an open secret round no options.
func (c counted) count(r countedRound, all bool) RoundResult {
	res := RoundResult{Round: r.ID, Options: []OptionResult{}, Ties: [][]string{}}
	people := map[string]int{}
	voters := 0
	for i, p := range c.Participants {
		people[p.ID] = i
		switch {
		case p.Removed:
		case r.Per == "head":
			voters += max(p.Heads, 1)
		default:
			voters++
		}
	}
	stickers, voted := map[string]int{}, map[string]int{}
	inGroup, ballots := map[string]map[string]int{}, map[string]int{}
	put := func(option, group string, n int) {
		stickers[option] += n
		if inGroup[option] == nil {
			inGroup[option] = map[string]int{}
		}
		inGroup[option][group] += n
	}
	onBallots := 0
	for _, b := range r.Ballots {
		group := b.Group
		if b.Participant != "" {
			p := c.Participants[people[b.Participant]]
			if p.Removed && r.State == "open" {
				continue
			}
			group = map[string]string{"": "", "sector": p.Sector, "young": map[bool]string{true: "young", false: "professional"}[p.Young]}[r.Split]
		}
		if b.Removed {
			continue
		}
		res.Ballots++
		ballots[group]++
		for option, n := range b.Stickers {
			put(option, group, n)
			voted[option]++
			onBallots += n
		}
	}
	res.Stickers = onBallots
	res.KeptBack = res.Ballots*r.Stickers - onBallots
	res.Outstanding = max(voters-res.Ballots, 0)
	if r.Together == "add" {
		for _, w := range r.Wall {
			put(w.Option, w.Group, w.Stickers)
			res.Stickers += w.Stickers
		}
	}
	if r.Secret && r.State == "open" && !all {
		res.Stickers, res.KeptBack = 0, 0
		return res
	}
	for _, option := range r.Options {
		o := OptionResult{Option: option, Rank: 1, Stickers: stickers[option], Voters: voted[option], Groups: map[string]int{}}
		for _, other := range r.Options {
			if stickers[other] > o.Stickers {
				o.Rank++
			}
		}
		for group, n := range inGroup[option] {
			if group != "" && ballots[group] >= 3 {
				o.Groups[group] = n
			}
		}
		res.Options = append(res.Options, o)
	}
	slices.SortStableFunc(res.Options, func(a, b OptionResult) int { return cmp.Compare(a.Rank, b.Rank) })
	if r.Places < 1 || r.Places >= len(r.Options) {
		return res
	}
	lastIn, firstOut := res.Options[r.Places-1].Stickers, res.Options[r.Places].Stickers
	margin := lastIn - firstOut
	most := r.Stickers
	if r.Limit > 0 && r.Limit < most {
		most = r.Limit
	}
	res.Margin, res.OneBallot = &margin, margin <= most
	if margin == 0 {
		var tie []string
		for _, option := range r.Options {
			if stickers[option] == lastIn {
				tie = append(tie, option)
			}
		}
		res.Ties = append(res.Ties, tie)
	}
	return res
}

// Random rounds under random changes, with undo and redo: the figures are
// those of the independent calculation, no ballot is over its budget or limit,
// nobody is counted twice, closing alters no figure, rules change only as far
// as the ballots allow, run-offs and lots decide what they should, and the
// session always keeps its own rules. KRING_VOTES sets how many changes.
func TestRoundResultsEqualAnIndependentCalculation(t *testing.T) {
	changes := 10_000
	if testing.Short() {
		changes = 2_000
	}
	if n, err := strconv.Atoi(os.Getenv("KRING_VOTES")); err == nil {
		changes = n
	}
	seen := map[string]int{}
	for seed := range uint64(changes / 200) {
		r := rand.New(rand.NewPCG(seed, 11))
		h := newTestHistory()
		v := voting{t: t, r: r, h: h, seen: seen, was: new(counted)}
		v.setUp()
		v.from, *v.was = h.Seq(), read(t, h.Session())
		for range 200 {
			v.step()
			v.holds(seed)
		}
		again := h.Session().Clone()
		if err := again.Attach(testMethods()); err != nil {
			t.Fatalf("seed %d: the session breaks its own rules: %v", seed, err)
		}
		for _, round := range again.Rounds.All() {
			if a, b := told1(h.Session().RoundResult(round.ID)), told1(again.RoundResult(round.ID)); a != b {
				t.Fatalf("seed %d: written and read back %s is\n%s\nand was\n%s", seed, round.ID, b, a)
			}
		}
	}
	if t.Log(seen); changes < 10_000 {
		return
	}
	for _, what := range []string{"ballot.cast", "ballot.taken", "wall.set", "participant.removed", "participant.restored", "participant.edited",
		"round.closed", "round.reopened", "undo", "redo", "tie", "no margin", "groups", "hidden", "refused", "replaced", "left while open",
		"rules", "breaks", "tightened", "blurred", "run-off", "run-off decided", "chain", "priorities.set", "lot.drawn", "copy", "wall added", "wall checked"} {
		if seen[what] < 10 {
			t.Errorf("%s was seen %d times: not a test", what, seen[what])
		}
	}
}

// told1 is a result as text, its pointer followed.
func told1(res *RoundResult) string {
	data, _ := json.Marshal(res, json.Deterministic(true))
	return string(data)
}

// voting is a random vote going on.
type voting struct {
	t    *testing.T
	r    *rand.Rand
	h    *History
	seen map[string]int
	from uint64   // the last record of what was set up
	was  *counted // what there was before a step
}

func (v voting) session() *Session { return v.h.Session() }

func (v voting) pick(ids []string) string { return ids[v.r.IntN(len(ids))] }

func (v voting) setUp() {
	for i := range 4 + v.r.IntN(16) {
		do(v.t, v.h, Added[Participant]{v.person(fmt.Sprintf("p%d", i+1), i+1)})
	}
	var options []string
	for i := range 1 + v.r.IntN(7) {
		id := fmt.Sprintf("o%d", i+1)
		do(v.t, v.h, Added[Objective]{Objective{ID: id, What: id}})
		options = append(options, id)
	}
	for i := range 1 + v.r.IntN(2) {
		id := fmt.Sprintf("r%d", i+1)
		do(v.t, v.h, Added[Round]{Round{
			ID: id, About: AboutObjectives, Options: options, Stickers: 1 + v.r.IntN(5), Limit: v.r.IntN(4),
			Per: []string{PerParticipant, PerHead}[v.r.IntN(2)], Secret: v.r.IntN(2) == 0, Split: []string{"", SplitYoung, SplitSector}[v.r.IntN(3)],
			Places: v.r.IntN(len(options) + 2), State: Draft, Together: []string{TogetherAdd, TogetherCheck}[v.r.IntN(2)],
		}}, RoundOpened{id, testTime})
	}
}

func (v voting) person(id string, number int) Participant {
	return Participant{ID: id, Number: number, Organisation: id, Young: v.r.IntN(3) == 0, Heads: 1 + v.r.IntN(3), Sector: []string{"", "jeugd", "sport"}[v.r.IntN(3)]}
}

// step makes one random change, or takes one back.
func (v voting) step() {
	s := v.session()
	people, round := idsOf(&s.Participants), s.Rounds.Get(v.pick(idsOf(&s.Rounds)))
	who := v.pick(people)
	if open := slices.DeleteFunc(slices.Clone(s.Rounds.All()), func(r *Round) bool { return r.State != Open }); len(open) > 0 && v.r.IntN(3) > 0 {
		round = open[v.r.IntN(len(open))]
	}
	var c Change
	switch n := v.r.IntN(70) - 14; {
	case n < 20:
		cast := BallotCast{round.ID, max(v.r.IntN(6)-3, 0), Ballot{Participant: who, Stickers: map[string]int{}}}
		for range v.r.IntN(round.Stickers + 2) { // sometimes one too many
			cast.Ballot.Stickers[v.pick(round.Options)]++
		}
		if round.Ballots.Standing(who, cast.Head) != nil {
			v.seen["replaced"]++
		}
		c = cast
	case n < 23:
		taken := BallotTaken{round.ID, v.r.IntN(2), who}
		if all := round.Ballots.All(); len(all) > 0 && v.r.IntN(4) > 0 {
			b := all[v.r.IntN(len(all))]
			taken.Participant, taken.Head = b.Participant, slices.Index(round.Ballots.Of(b.Participant), b)
		}
		c = taken
	case n < 25:
		c = WallSet{round.ID, Wall{v.pick(round.Options), []string{"", GroupYoung, "sport"}[v.r.IntN(3)], v.r.IntN(9)}}
	case n < 27:
		c = Removed[Participant]{who}
	case n < 29:
		c = Restored[Participant]{who}
	case n < 31:
		p := *s.Participants.Get(who)
		next := v.person(p.ID, p.Number)
		next.Tomb = p.Tomb
		c = Edited[Participant]{next}
	case n < 33:
		c = RoundClosed{round.ID, testTime}
	case n < 34:
		c = RoundReopened{round.ID}
	case n < 37:
		line, ok := v.h.NextUndo()
		if !ok || line.Seq <= v.from {
			return
		}
		c = Undo{line.Seq}
	case n < 42:
		c = v.newRules(round)
	case n < 46:
		c = v.another(round)
	case n < 53:
		c = v.decision(round)
	default:
		line, ok := v.h.NextRedo()
		if !ok {
			return
		}
		c = Redo{line.Seq}
	}
	was := *v.was
	if c == nil {
		return
	}
	err := v.h.Replay(Record{Seq: v.h.Seq() + 1, Time: testTime, Change: c})
	if edited, is := c.(Edited[Round]); is {
		v.rulesAsAllowed(was, edited.Item, err)
	}
	if err != nil {
		v.seen["refused"]++
		return
	}
	v.seen[c.Kind()]++
	if decided, is := c.(Batch); is && decided.Name != "round" {
		v.decidedAsItShould(was, decided)
	}
	if closed, ok := c.(RoundClosed); ok {
		v.closedAsItWas(was, closed.Round)
	}
}

// smallGroupsGone holds that the groups that ballots without a name still have
// are large enough, and so is what is left, and takes the others out of what was
// counted before.
func (v voting) smallGroupsGone(id string, before *RoundResult) {
	v.t.Helper()
	left := map[string]int{}
	for _, b := range v.session().Rounds.Get(id).Ballots.All() {
		left[b.Group]++
	}
	for group, n := range left {
		if n < 3 && (group != "" || len(left) > 1) {
			v.t.Fatalf("%d ballots are told to be of %q, of %v", n, group, left)
		}
	}
	for _, o := range before.Options {
		for group := range o.Groups {
			if left[group] == 0 {
				delete(o.Groups, group)
				v.seen["blurred"]++
			}
		}
	}
}

// closedAsItWas holds that closing a round changed none of its figures.
func (v voting) closedAsItWas(was counted, id string) {
	v.t.Helper()
	i := slices.IndexFunc(was.Rounds, func(r countedRound) bool { return r.ID == id })
	before := was.count(was.Rounds[i], true)
	if was.Rounds[i].Secret && was.Rounds[i].Split != "" {
		v.smallGroupsGone(id, &before)
	}
	if after := v.session().RoundResult(id); told1(after) != told1(&before) {
		v.t.Fatalf("closing %s made\n%s\nof\n%s", id, told1(after), told1(&before))
	}
}

// holds holds everything against what it should be.
func (v voting) holds(seed uint64) {
	v.t.Helper()
	s := v.session()
	file := read(v.t, s)
	*v.was = file
	for i, round := range s.Rounds.All() {
		want, got := file.count(file.Rounds[i], false), s.RoundResult(round.ID)
		if told1(got) != told1(&want) {
			v.t.Fatalf("seed %d: %s counts\n%s\nwant\n%s", seed, round.ID, told1(got), told1(&want))
		}
		v.note(round, got)
		v.ballotsFit(seed, round)
		if apart := got.Apart(); round.Hidden() && len(apart) > 0 {
			v.t.Fatalf("seed %d: a hidden round shows %v", seed, apart)
		}
	}
}

func (v voting) note(round *Round, got *RoundResult) {
	for what, is := range map[string]bool{
		"tie": len(got.Ties) > 0, "no margin": got.Margin == nil && !round.Hidden(), "hidden": round.Hidden(),
		"groups": len(got.Apart()) > 1, "wall added": round.Wall.Len() > 0 && round.Together == TogetherAdd && got.Ballots > 0,
		"wall checked": round.Wall.Len() > 0 && round.Together == TogetherCheck && got.Ballots > 0,
	} {
		if is {
			v.seen[what]++
		}
	}
}

// ballotsFit holds that every ballot that counts keeps to the rules and that
// nobody has more of them than votes.
func (v voting) ballotsFit(seed uint64, round *Round) {
	v.t.Helper()
	s := v.session()
	cast := map[string]int{}
	for _, b := range round.Ballots.All() {
		if b.Removed {
			continue // it may be of other rules
		}
		if b.Placed() > round.Stickers {
			v.t.Fatalf("seed %d: %d stickers of %d", seed, b.Placed(), round.Stickers)
		}
		for option, n := range b.Stickers {
			if n < 1 || round.Limit > 0 && n > round.Limit || !slices.Contains(round.Options, option) {
				v.t.Fatalf("seed %d: %d on %s", seed, n, option)
			}
		}
		if round.State == Closed && round.Secret && b.Participant != "" {
			v.t.Fatalf("seed %d: %s stands on a ballot of a closed secret round", seed, b.Participant)
		}
		if b.Participant != "" && !b.Removed {
			cast[b.Participant]++
		}
	}
	for id, n := range cast {
		p := s.Participants.Get(id)
		if p.gone() && round.State == Open {
			v.seen["left while open"]++
		}
		if round.Per != PerHead && n > 1 || round.Per == PerHead && round.State == Open && n > p.Votes() {
			v.t.Fatalf("seed %d: %s has %d ballots", seed, id, n)
		}
	}
}

// What was not counted while a round was open is not counted once it is
// closed, whatever becomes of the group afterwards.
func TestClosingLaysAsideWhoLeft(t *testing.T) {
	for _, secret := range []bool{false, true} {
		h, r := ballotRoom(t, 3, Round{Stickers: 3, Per: PerParticipant, Secret: secret})
		enter(t, h, r, "7 aaa", "12 b", "15 c")
		do(t, h, Removed[Participant]{"p1"}, RoundClosed{"r1", testTime}, Restored[Participant]{"p1"}, Removed[Participant]{"p2"})
		got := h.Session().RoundResult("r1")
		if got.Ballots != 2 || got.Stickers != 2 || got.Options[0].Option != "o2" {
			t.Errorf("secret %v: %s", secret, told1(got))
		}
	}
}

// A round that was closed is not reopened with more ballots of somebody than
// heads.
func TestReopeningPerHead(t *testing.T) {
	h, r := ballotRoom(t, 3, Round{Stickers: 3, Per: PerHead})
	enter(t, h, r, "15 a", "15 b", "15 c")
	p := *h.Session().Participants.Get("p3")
	p.Heads = 2
	do(t, h, RoundClosed{"r1", testTime}, Edited[Participant]{p})
	if err := h.Session().Check(RoundReopened{"r1"}); !has(err, RoundHeads) {
		t.Errorf("reopening gives %v", err)
	}
	if err := h.Session().Clone().check(); err != nil {
		t.Errorf("the closed round breaks a rule: %v", err)
	}
	p.Heads = 3
	do(t, h, Edited[Participant]{p}, RoundReopened{"r1"})
}

func TestGroupsThatMayStandApart(t *testing.T) {
	for _, c := range []struct {
		ballots map[string]int
		want    []string
	}{
		{map[string]int{GroupYoung: 4, GroupProfessional: 9}, []string{GroupProfessional, GroupYoung}},
		{map[string]int{GroupYoung: 2, GroupProfessional: 9}, nil}, // the rest would be the two
		{map[string]int{GroupProfessional: 9}, []string{GroupProfessional}},
		{map[string]int{"jeugd": 5, "sport": 3, "zorg": 4, "werk": 1}, []string{"jeugd", "zorg"}},
		{map[string]int{"jeugd": 5, "sport": 3, "zorg": 2, "werk": 1}, []string{"jeugd", "sport"}},
		{map[string]int{"": 2, "jeugd": 5}, nil},
		{nil, nil},
	} {
		if got := apart(c.ballots); !slices.Equal(got, c.want) {
			t.Errorf("of %v stand apart %v, want %v", c.ballots, got, c.want)
		}
	}
}

func TestWhereGroupsDiffer(t *testing.T) {
	of := func(id string, young, professional int) OptionResult {
		return OptionResult{Option: id, Groups: map[string]int{GroupYoung: young, GroupProfessional: professional}}
	}
	res := &RoundResult{Options: []OptionResult{of("o1", 6, 12), of("o2", 7, 8), of("o3", 4, 5), of("o4", 2, 7)}}
	if ranks := res.RanksIn(GroupYoung); !maps.Equal(ranks, map[string]int{"o2": 1, "o1": 2, "o3": 3, "o4": 4}) {
		t.Errorf("ranks %v", ranks)
	}
	option, young, professional, ok := res.Differ(GroupYoung, GroupProfessional)
	if !ok || option != "o1" || young != 2 || professional != 1 {
		t.Errorf("%s %d %d %v", option, young, professional, ok)
	}
	if _, _, _, ok := res.Differ(GroupYoung, GroupYoung); ok {
		t.Error("a group differs from itself")
	}
}

func TestDeciding(t *testing.T) {
	h, r := ballotRoom(t, 4, Round{Stickers: 3, Per: PerParticipant, Places: 2})
	s := h.Session()
	o4 := *s.Objectives.Get("o4")
	o4.Priority = true // of an earlier round
	do(t, h, Edited[Objective]{o4}, RoundClosed{"r1", testTime})
	do(t, h, s.Decide(r, Outcome{Chosen: []string{"o1", "o3"}, By: ByVotes}))
	var priorities []string
	for _, o := range s.Objectives.Live() {
		if o.Priority {
			priorities = append(priorities, o.ID)
		}
	}
	if !slices.Equal(priorities, []string{"o1", "o3"}) || r.Outcome.By != ByVotes {
		t.Errorf("priorities %v, outcome %+v", priorities, r.Outcome)
	}
	do(t, h, Undo{h.Seq()})
	if r.Outcome.By != "" || s.Objectives.Get("o1").Priority || !s.Objectives.Get("o4").Priority {
		t.Error("undo does not take the whole decision back")
	}

	do(t, h,
		Added[Action]{Action{ID: "a1", Title: "een"}}, Added[Action]{Action{ID: "a2", Title: "twee", Chosen: true}},
		Set[ChosenPillar]{ChosenPillar{Pillar: 1, Reason: "omdat", Removed: true}},
		Added[Round]{Round{ID: "r2", About: AboutActions, Options: []string{"a1", "a2"}, Stickers: 1, State: Closed}},
		Added[Round]{Round{ID: "r3", About: AboutPillars, Options: []string{"1", "2"}, Stickers: 1, State: Closed}},
	)
	do(t, h, s.Decide(s.Rounds.Get("r2"), Outcome{Chosen: []string{"a1"}, By: ByTalk}), s.Decide(s.Rounds.Get("r3"), Outcome{Chosen: []string{"1"}, By: ByVotes}))
	if !s.Actions.Get("a1").Chosen || !s.Actions.Get("a2").Chosen {
		t.Error("winning actions are chosen, and others stay as they are")
	}
	if !s.IsChosen(1) || s.IsChosen(2) || s.Pillars.Live()[0].Reason != "omdat" {
		t.Errorf("pillars %+v", s.Pillars.Live())
	}
	if h.Lines()[len(h.Lines())-1].Kind != "priorities.set" {
		t.Errorf("the log says %s", h.Lines()[len(h.Lines())-1].Kind)
	}
}
