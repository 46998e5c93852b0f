package model

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/go-json-experiment/json"
)

// campaign gives how many seeds a test of random changes takes: so many, or what
// the environment variable KRING_FAULTS says, up to most; in a short run a fifth.
func campaign(t testing.TB, usual, most int) uint64 {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv("KRING_FAULTS")); err == nil {
		return uint64(min(max(n, usual), most))
	}
	if testing.Short() {
		return uint64(usual / 5)
	}
	return uint64(usual)
}

// testMethod is a small method with one of everything.
func testMethod() *Method {
	terms := func(keys ...string) []Term {
		var all []Term
		for _, k := range keys {
			all = append(all, Term{Key: k, Name: Text{"nl": k}})
		}
		return all
	}
	return &Method{
		Key: "test", Name: Text{"nl": "Test"}, AgeMax: 24, ChooseMin: 2,
		Steps:   []Step{StepGroup, StepQuickscan, StepPillars, StepOffer, StepObjectives, StepStickers, StepActions, StepPlan, StepFollowup, StepSummary},
		Pillars: []Pillar{{Number: 1, Short: Text{"nl": "een"}}, {Number: 2, Short: Text{"nl": "twee"}}, {Number: 3, Short: Text{"nl": "drie"}}},
		Scale:   ScaleText{Min: 1, Max: 5},
		Sectors: []Sector{
			{Key: "jeugd", Name: Text{"nl": "Jeugd", "en": "Youth"}, Core: true, Words: []string{"jeugdhuis", "chiro"}},
			{Key: "sport", Name: Text{"nl": "Sport"}, Of: "vrije_tijd", Words: []string{"sport"}},
			{Key: "vrije_tijd", Name: Text{"nl": "Vrije tijd", "en": "Leisure"}, Core: true, Words: []string{"bibliotheek"}},
			{Key: "jongeren", Name: Text{"nl": "Jongeren"}, Words: []string{"jeugdraad"}},
		},
		Considerations: terms("gegevens", "kader"), Criteria: terms("mix"), Strategies: terms("educatie", "zorg"),
		Levels: terms("groep", "buiten"), Indicators: terms("bereik"), Checks: terms("plan"),
	}
}

func testMethods() Methods { m := testMethod(); return Methods{m.Key: m} }

const testTime Time = "2026-11-22T14:00:00Z"

func newTestHistory() *History {
	return NewHistory(New("t", Head{Title: "Test", Language: "nl"}, testMethod(), testTime), 1, nil)
}

// do makes changes that must be taken.
func do(t testing.TB, h *History, changes ...Change) {
	t.Helper()
	for _, c := range changes {
		if err := h.Replay(Record{Seq: h.Seq() + 1, Time: testTime, Change: c}); err != nil {
			t.Fatalf("%s: %v", c.Kind(), err)
		}
	}
}

// state is everything that a session holds, as text, without the time of its
// last change.
func state(t testing.TB, s *Session) string {
	t.Helper()
	timeless := *s
	timeless.Changed = ""
	data, err := json.Marshal(&timeless, json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// workshop is a session with something of everything in it.
func workshop(t testing.TB) *Session {
	t.Helper()
	h := newTestHistory()
	r := rand.New(rand.NewPCG(1, 2))
	for range 600 {
		_ = h.Replay(Record{Seq: h.Seq() + 1, Time: testTime, Change: randomChange(r, h.Session())})
	}
	return h.Session()
}

func score(n int) *int { return &n }

// randomChange makes a change of any kind, mostly one that the session takes.
func randomChange(r *rand.Rand, s *Session) Change {
	pick := func(ids []string) string {
		if len(ids) == 0 || r.IntN(40) == 0 {
			return "nowhere"
		}
		return ids[r.IntN(len(ids))]
	}
	maybe := func(ids []string) string {
		if len(ids) == 0 || r.IntN(2) == 0 {
			return ""
		}
		return pick(ids)
	}
	some := func(ids ...string) []string {
		var out []string
		for _, id := range ids {
			if r.IntN(3) == 0 {
				out = append(out, id)
			}
		}
		return out
	}
	text := func() string { return fmt.Sprintf("tekst %d", r.IntN(1000)) }
	people, objectives, clusters := idsOf(&s.Participants), idsOf(&s.Objectives), idsOf(&s.Clusters)
	ideas, offers, actions := idsOf(&s.Ideas), idsOf(&s.Offer), idsOf(&s.Actions)
	scans, rounds, meetings := idsOf(&s.Scans), idsOf(&s.Rounds), idsOf(&s.Meetings)
	pillar := 1 + r.IntN(3)
	if r.IntN(40) == 0 {
		pillar = 9
	}
	from := r.IntN(12)
	to := from + 1 + r.IntN(14) // sometimes beyond the highest age
	score := score(1 + r.IntN(5))
	if r.IntN(6) == 0 {
		score = nil
	} else if r.IntN(30) == 0 {
		*score = 9
	}
	date := []Date{"", "2027", "2027-03", "2027-03-01"}[r.IntN(4)]
	if r.IntN(40) == 0 {
		date = "2027-13"
	}

	participant := Participant{ID: NextID(&s.Participants, "p"), Number: s.NextNumber(), Organisation: text(), Person: text(), Sector: []string{"", "jeugd", "sport", "jongeren"}[r.IntN(4)], Young: r.IntN(3) == 0, Heads: 1 + r.IntN(3)}
	meeting := Meeting{ID: NextID(&s.Meetings, "m"), Title: text(), Date: date, Present: some(people...), Agenda: []AgendaItem{{"quickscan", r.IntN(60)}}, Agreements: []string{text()}}
	scan := Scan{ID: NextID(&s.Scans, "s"), Title: text(), Date: date, Revealed: r.IntN(2) == 0}
	offer := Offer{ID: NextID(&s.Offer, "f"), Pillar: pillar, Name: text(), AgeFrom: from, AgeTo: to, Strategies: some("educatie", "zorg"), Levels: some("groep", "buiten")}
	objective := Objective{ID: NextID(&s.Objectives, "o"), Pillar: pillar, What: text(), AgeFrom: from, AgeTo: to, By: date, Considerations: some("gegevens", "kader")}
	idea := Idea{ID: NextID(&s.Ideas, "i"), Text: text(), Kind: KindNew, Cluster: maybe(clusters), Objective: maybe(objectives), Participant: maybe(people)}
	cluster := Cluster{ID: NextID(&s.Clusters, "c"), Title: text(), Objective: maybe(objectives)}
	action := Action{ID: NextID(&s.Actions, "a"), Title: text(), Kind: KindNew, Status: Planned, Objectives: some(objectives...), Chosen: r.IntN(2) == 0, Strategies: some("educatie", "zorg"), Levels: some("groep", "buiten"),
		AgeFrom: from, AgeTo: to, Owner: maybe(people), Start: date, End: date, Indicators: []Indicator{{"bereik", text(), "5", ""}}[:r.IntN(2)], Reports: []Report{{testTime, text()}}[:r.IntN(2)]}
	if len(people) > 0 {
		action.Partners = []Partner{{pick(people), text()}}
		action.Evaluation = ActionEvaluation{Well: text(), Ratings: []Rating{{pick(people), 1 + r.IntN(5)}}}
	}
	round := Round{ID: NextID(&s.Rounds, "r"), Title: text(), About: AboutObjectives, Options: objectives[:min(len(objectives), 3+r.IntN(4))], Stickers: 1 + r.IntN(5), Limit: r.IntN(3),
		Per: []string{PerParticipant, PerHead}[r.IntN(2)], Secret: r.IntN(3) == 0, Split: []string{"", SplitYoung, SplitSector}[r.IntN(3)], Places: r.IntN(4), State: Draft, Together: []string{TogetherAdd, TogetherCheck}[r.IntN(2)]}
	id := pick(rounds)
	ballot := Ballot{Participant: pick(people), Stickers: map[string]int{}}
	if open := s.Rounds.Get(id); open != nil {
		for range r.IntN(open.Stickers + 1) {
			ballot.Stickers[pick(open.Options)]++
		}
	}
	if r.IntN(4) == 0 {
		if edited := pick(actions); edited != "nowhere" {
			action.ID = edited
			return Edited[Action]{action}
		}
	}

	switch r.IntN(54) {
	case 0, 1, 2, 3:
		return Added[Participant]{participant}
	case 4:
		participant.ID = pick(people)
		return Edited[Participant]{participant}
	case 5:
		return Removed[Participant]{pick(people)}
	case 6:
		return Restored[Participant]{pick(people)}
	case 7:
		return Added[Meeting]{meeting}
	case 8:
		meeting.ID = pick(meetings)
		return Edited[Meeting]{meeting}
	case 9:
		return Added[Scan]{scan}
	case 10:
		scan.ID = pick(scans)
		return Edited[Scan]{scan}
	case 11, 12, 13, 14:
		return PutInScan[Score]{pick(scans), Score{pick(people), pillar, score}}
	case 15:
		return TakeFromScan[Score]{pick(scans), Score{pick(people), pillar, nil}}
	case 16, 17:
		return PutInScan[Hands]{pick(scans), Hands{pillar, score, r.IntN(20), []string{"", GroupYoung, GroupProfessional}[r.IntN(3)]}}
	case 18:
		return PutInScan[Agreed]{pick(scans), Agreed{pillar, score, text()}}
	case 19:
		return PutInScan[Remark]{pick(scans), Remark{pillar, text(), text(), text()}}
	case 20:
		return Set[ChosenPillar]{ChosenPillar{pillar, text(), r.IntN(3) == 0}}
	case 21:
		return Added[Offer]{offer}
	case 22:
		offer.ID = pick(offers)
		return Edited[Offer]{offer}
	case 23, 24:
		return Added[Objective]{objective}
	case 25:
		objective.ID = pick(objectives)
		objective.Priority = r.IntN(2) == 0
		return Edited[Objective]{objective}
	case 26:
		return Removed[Objective]{pick(objectives)}
	case 27, 28:
		return Added[Idea]{idea}
	case 29:
		return Removed[Idea]{pick(ideas)}
	case 30:
		return Added[Cluster]{cluster}
	case 31, 32:
		return Added[Action]{action}
	case 33:
		return Removed[Action]{pick(actions)}
	case 34:
		return Added[Round]{round}
	case 35:
		round.ID = id
		return Edited[Round]{round}
	case 36:
		return RoundOpened{id, testTime}
	case 37:
		return RoundClosed{id, testTime}
	case 38:
		return RoundReopened{id}
	case 39, 40, 41:
		return BallotCast{id, r.IntN(3) / 2, ballot}
	case 42:
		return BallotTaken{id, 0, pick(people)}
	case 43:
		return WallSet{id, Wall{pick(objectives), []string{"", GroupYoung}[r.IntN(2)], r.IntN(30)}}
	case 44:
		return OutcomeSet{id, Outcome{Chosen: some(objectives...), By: ByTalk, Note: text()}}
	case 45:
		return Set[AnchoringCheck]{AnchoringCheck{"plan", r.IntN(2) == 0, text()}}
	case 46:
		return Set[PlanEvaluation]{PlanEvaluation{pick(objectives), text()}}
	case 47:
		return ParticipantsMerged{pick(people), pick(people)}
	case 48:
		return Rescaled{pick(scans), []*Scale{nil, {1, 7}, {1, 10}, {0, 10}, {5, 1}}[r.IntN(5)]}
	case 49:
		return IdeasMerged{pick(ideas), pick(ideas)}
	case 50:
		return ClustersMerged{pick(clusters), pick(clusters)}
	case 51:
		return ActionsMerged{pick(actions), pick(actions)}
	case 52:
		return ClusterDissolved{pick(clusters)}
	}
	participant.Number += 1
	return Batch{"participants.pasted", []Change{
		Added[Participant]{Participant{ID: "q" + strconv.Itoa(r.IntN(1e6)), Number: participant.Number - 1, Organisation: text(), Heads: 1}},
		Added[Participant]{participant},
		Set[Note]{Note{StepGroup, text()}},
		SessionEdited{Head{Title: text(), Language: "nl", Date: date}},
	}}
}

func idsOf[T entry](l *List[T]) []string {
	var ids []string
	for _, it := range l.All() {
		ids = append(ids, (*it).key())
	}
	return ids
}
