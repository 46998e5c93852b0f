package model

import (
	"slices"
	"strconv"
)

// What a round is about.
const (
	AboutObjectives = "objectives"
	AboutActions    = "actions"
	AboutPillars    = "pillars"
	AboutClusters   = "clusters"
)

// The states of a round.
const (
	Draft  = "draft"
	Open   = "open"
	Closed = "closed"
)

// Who has a ballot, how groups are shown, how wall and ballots meet.
const (
	PerParticipant = "participant"
	PerHead        = "head"

	SplitNone   = ""
	SplitYoung  = "young"
	SplitSector = "sector"

	TogetherAdd   = "add"   // different people: both count
	TogetherCheck = "check" // the same people: the ballots count
)

// How a round was decided.
const (
	ByVotes  = "votes"
	ByTalk   = "talk"
	ByRunOff = "run-off"
	ByLot    = "lot"
)

// StickersMax is the most stickers a ballot may have. Rounds in a room use up
// to ten; published elections give up to some hundreds of points.
const StickersMax = 100_000

// GroupMin is the fewest ballots of a group that is shown apart: with fewer,
// somebody's vote could be read from it.
const GroupMin = 3

// Round is one vote with stickers.
type Round struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	About    string   `json:"about"`
	Options  []string `json:"options"`  // ids, or pillar numbers; frozen once open
	Stickers int      `json:"stickers"` // on a ballot
	Limit    int      `json:"limit"`    // most on one option; 0 is no limit
	Per      string   `json:"per"`      // participant or head
	Secret   bool     `json:"secret"`
	Split    string   `json:"split"`  // "", young or sector
	Places   int      `json:"places"` // how many win
	State    string   `json:"state"`
	Of       string   `json:"of"` // a run-off names the round it decides

	Ballots  Ballots    `json:"ballots"`
	Wall     List[Wall] `json:"wall"`
	Opened   Time       `json:"opened"`
	Closed   Time       `json:"closed"`
	Together string     `json:"together"`
	Outcome  Outcome    `json:"outcome"`
	Tomb
}

// Wall is how many stickers of a group were counted on an option on the wall.
type Wall struct {
	Option   string `json:"option"`
	Group    string `json:"group"`
	Stickers int    `json:"stickers"`
}

// Outcome is what the group made of the result.
type Outcome struct {
	Chosen []string `json:"chosen"`
	By     string   `json:"by"`   // votes, talk, run-off, lot; empty while undecided
	Seed   string   `json:"seed"` // of a lot
	Note   string   `json:"note"`
}

func (w Wall) key() string { return w.Option + "/" + w.Group }
func (w Wall) gone() bool  { return false }

func (r Round) key() string { return r.ID }

func (r Round) list(s *Session) *List[Round] { return &s.Rounds }
func (r Round) word() string                 { return "round" }
func (r Round) most() int                    { return ListMax }
func (r Round) subject() string              { return r.Title }

// Budget is the most stickers that one ballot may put on one option.
func (r *Round) Budget() int {
	if r.Limit > 0 {
		return min(r.Limit, r.Stickers)
	}
	return r.Stickers
}

// SuggestStickers is how many stickers a ballot had best have for that many
// options: a quarter of them, from 3 to 10. A rule of thumb of dot voting, not
// of the method.
func SuggestStickers(options int) int { return min(max((options+3)/4, 3), 10) }

func (r Round) check(s *Session) error {
	err := first(
		checkID(r.ID),
		checkName("Title", r.Title),
		r.checkRules(s),
		r.Opened.check(),
		r.Closed.check(),
		known("round", &s.Rounds, r.Of),
		r.Outcome.fits(&r),
	)
	if err != nil {
		return err
	}
	if r.Ballots.Len() > BallotsMax {
		return refuse(ListFull, "Max", BallotsMax)
	}
	place := r.places()
	for _, b := range r.Ballots.All() {
		if err := b.fits(s, &r, place); err != nil {
			return err
		}
	}
	for _, w := range r.Wall.All() {
		if err := w.fits(&r); err != nil {
			return err
		}
	}
	return r.checkBallots(s)
}

func (r *Round) checkRules(s *Session) error {
	err := first(
		oneOf("About", r.About, AboutObjectives, AboutActions, AboutPillars, AboutClusters),
		oneOf("Per", r.Per, "", PerParticipant, PerHead),
		oneOf("Split", r.Split, SplitNone, SplitYoung, SplitSector),
		oneOf("State", r.State, Draft, Open, Closed),
		oneOf("Together", r.Together, "", TogetherAdd, TogetherCheck),
		distinct(r.Options),
	)
	for _, id := range r.Options {
		if err == nil && !s.hasOption(r.About, id) {
			err = refuse(RefUnknown, "Kind", r.About, "ID", id)
		}
	}
	switch {
	case err != nil:
		return err
	case len(r.Options) > OptionsMax || len(r.Options) == 0 && r.State != Draft:
		return refuse(RoundOptions, "Max", OptionsMax)
	case r.Stickers < 1 || r.Stickers > StickersMax || r.Limit < 0 || r.Limit > StickersMax:
		return refuse(RoundStickers, "Max", StickersMax)
	case r.Places < 0 || r.Places > OptionsMax:
		return refuse(RoundPlaces, "Max", OptionsMax)
	}
	return nil
}

func (s *Session) hasOption(about, id string) bool {
	switch about {
	case AboutObjectives:
		return s.Objectives.Get(id) != nil
	case AboutActions:
		return s.Actions.Get(id) != nil
	case AboutClusters:
		return s.Clusters.Get(id) != nil
	}
	n, err := strconv.Atoi(id)
	return err == nil && s.method.Pillar(n) != nil
}

// OptionText is what an option of a round says, in the group's language.
func (s *Session) OptionText(about, id string) string {
	switch about {
	case AboutObjectives:
		if o := s.Objectives.Get(id); o != nil {
			return o.What
		}
	case AboutActions:
		if a := s.Actions.Get(id); a != nil {
			return a.Title
		}
	case AboutClusters:
		if c := s.Clusters.Get(id); c != nil {
			return c.Title
		}
	case AboutPillars:
		n, _ := strconv.Atoi(id)
		return s.pillarName(n)
	}
	return id
}

// Candidates gives what a new round about that could vote on: everything of
// that kind that counts.
func (s *Session) Candidates(about string) []string {
	var ids []string
	switch about {
	case AboutObjectives:
		for _, o := range s.Objectives.Live() {
			ids = append(ids, o.ID)
		}
	case AboutActions:
		for _, a := range s.Actions.Live() {
			ids = append(ids, a.ID)
		}
	case AboutClusters:
		for _, c := range s.Clusters.Live() {
			ids = append(ids, c.ID)
		}
	case AboutPillars:
		for _, p := range s.method.Pillars {
			ids = append(ids, strconv.Itoa(p.Number))
		}
	}
	return ids
}

// CandidatesOf gives what a draft could vote on: in a run-off what was tied.
func (s *Session) CandidatesOf(r *Round) []string {
	if of := s.Rounds.Get(r.Of); of != nil {
		if run, ok := s.RunOff(of); ok {
			return run.Options
		}
	}
	return s.Candidates(r.About)
}

// places gives the place of each option on the ballot, from 0.
func (r *Round) places() map[string]int {
	place := make(map[string]int, len(r.Options))
	for i, id := range r.Options {
		place[id] = i
	}
	return place
}

func (w Wall) fits(r *Round) error {
	if !slices.Contains(r.Options, w.Option) {
		return refuse(BallotOption, "Value", w.Option)
	}
	if w.Stickers < 0 || w.Stickers > StickersMax {
		return refuse(BallotCount, "Value", w.Stickers)
	}
	return nil
}

func (o Outcome) fits(r *Round) error {
	for _, id := range o.Chosen {
		if !slices.Contains(r.Options, id) {
			return refuse(BallotOption, "Value", id)
		}
	}
	return oneOf("By", o.By, "", ByVotes, ByTalk, ByRunOff, ByLot)
}

func (r Round) detached() Round {
	r.Ballots, r.Wall = r.Ballots.detached(), r.Wall.detached()
	return r
}

// GroupOf is the group that a participant's ballot counts in.
func (r *Round) GroupOf(p *Participant) string {
	switch {
	case p == nil:
		return ""
	case r.Split == SplitYoung:
		return p.Group()
	case r.Split == SplitSector:
		return p.Sector
	}
	return ""
}

// Hidden says that the round is secret and still open: nothing of its counts
// may be drawn or exported.
func (r *Round) Hidden() bool { return r.Secret && r.State == Open }

func (s *Session) stickersState() (State, int) {
	live := s.Rounds.Live()
	if len(live) == 0 {
		return Untouched, -1
	}
	state := Done
	for _, r := range live {
		if r.State != Closed {
			state = UnderWay
		} else if state == Done && r.Outcome.By == "" && len(s.RoundResult(r.ID).Ties) > 0 {
			if run := s.RunOffOf(r); run == nil || run.State != Closed {
				state = Warning
			}
		}
	}
	return state, s.RoundResult(live[len(live)-1].ID).Ballots
}

// optionLetters are what options are called by. X is not among them, as it
// takes a ballot back.
const optionLetters = "ABCDEFGHIJKLMNOPQRSTUVWYZ"

// OptionLetter is what the option at place i, from 0, is called on paper and
// screen: A to Z without X, then AA, AB and so on.
func OptionLetter(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / len(optionLetters) {
		s = optionLetters[(i-1)%len(optionLetters):(i-1)%len(optionLetters)+1] + s
	}
	return s
}

// counts says whether a ballot counts: it was not taken back, and while the
// round is open its participant was not removed. What was closed stays closed.
func (s *Session) counts(round *Round, b *Ballot) bool {
	if b.Removed {
		return false
	}
	p := s.Participants.Get(b.Participant)
	return p == nil || round.State == Closed || !p.gone()
}

// voters is how many ballots the group has for the round.
func (s *Session) voters(round *Round) int {
	if round.Per != PerHead {
		return len(s.Participants.Live())
	}
	n := 0
	for _, p := range s.Participants.Live() {
		n += p.Votes()
	}
	return n
}

// ToCome gives the participants who still have a ballot to cast.
func (s *Session) ToCome(round *Round) []*Participant {
	var out []*Participant
	for _, p := range s.Participants.Live() {
		votes := 1
		if round.Per == PerHead {
			votes = p.Votes()
		}
		if round.Ballots.Cast(p.ID) < votes {
			out = append(out, p)
		}
	}
	return out
}
