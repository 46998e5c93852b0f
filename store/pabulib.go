package store

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"kring/assets"
	"kring/model"
)

// The flaws of a Pabulib file, with the arguments their texts may use. Lines
// count from 1.
const (
	PBSection  Flaw = "pb-section"  // Name: META, PROJECTS or VOTES is not there
	PBColumn   Flaw = "pb-column"   // Line, Section, Name: a column is not there
	PBTwice    Flaw = "pb-twice"    // Line, Name
	PBFields   Flaw = "pb-fields"   // Line, Max: more fields than columns
	PBQuote    Flaw = "pb-quote"    // Line: a quote that is never closed
	PBRows     Flaw = "pb-rows"     // Line, Section, Max
	PBType     Flaw = "pb-type"     // Value: a vote_type that is none of ours
	PBNumber   Flaw = "pb-number"   // Line, Name, Value
	PBNameless Flaw = "pb-nameless" // Line: a project without project_id
	PBProject  Flaw = "pb-project"  // Line, Value: a vote for what is not there
	PBPoints   Flaw = "pb-points"   // Line, Projects, Points: not as many
	PBBound    Flaw = "pb-bound"    // Line, Given, Max, Name
)

// The sections of a Pabulib file, as it names them.
const (
	pbMeta     = "META"
	pbProjects = "PROJECTS"
	pbVotes    = "VOTES"
)

// The kinds of vote that kring can carry, as vote_type names them.
const (
	pbApproval   = "approval"
	pbCumulative = "cumulative"
	pbChooseOne  = "choose-1" // approval of a single project
)

const (
	pbMethod     = "open"
	pbRound      = "r1"
	pbDay        = "2.1.2006" // how Pabulib writes dates, with or without zeros
	pbColumnsMax = 1_000
	pbNumberMax  = 1_000_000_000_000
)

// pbRowsMax is how many rows a section may have.
var pbRowsMax = map[string]int{pbMeta: 1_000, pbProjects: model.OptionsMax, pbVotes: model.ParticipantsMax}

// pbKept are the keys of META that kring has no place for. They stay in the
// note of the outcome, so that a reader sees by which rule and for how much was
// chosen, and an export gives them back.
var pbKept = []string{"country", "district", "subunit", "instance", "edition", "budget", "currency", "rule", "language"}

// Difference is a project of which a file publishes another count than its
// ballots add up to.
type Difference struct {
	Project   string `json:"project"` // its id in the file
	Name      string `json:"name"`
	Published int    `json:"published"`
	Counted   int    `json:"counted"`
}

// ImportPabulib makes a session with one closed round from a Pabulib file, and
// gives the projects of which the published count is not what the ballots add
// up to; the session stands with its own count. What the file leaves without a
// name gets one in lang, which becomes the language of the session. Errors:
// FileError, MethodUnknown.
//
// A ballot over a bound of the file is refused, as the round could never have
// taken it. Points of 0 are no sticker. A voter_id that stands twice is two
// voters, as the file's own counts have it. Where every project costs 1 the
// budget is the number of places; else it is the number of selected projects,
// and without any there is no line.
func ImportPabulib(data []byte, methods model.Methods, lang string, now model.Time) (*model.Session, []Difference, error) {
	method, err := methods.Get(pbMethod)
	if err != nil {
		return nil, nil, err
	}
	e, err := readElection(data)
	if err != nil {
		return nil, nil, err
	}
	s, err := e.session(method, assets.Load(lang), now)
	if err == nil {
		err = s.Attach(methods)
	}
	if err != nil {
		return nil, nil, ruleError(err)
	}
	return s, e.differences(s), nil
}

// pbError makes a FileError; args are names and values in turn.
func pbError(flaw Flaw, line int, args ...any) error {
	e := &FileError{Flaw: flaw, Args: map[string]any{"Line": line}}
	for i := 0; i+1 < len(args); i += 2 {
		value := args[i+1]
		if s, ok := value.(string); ok {
			value = shown(s)
		}
		e.Args[args[i].(string)] = value
	}
	return e
}

// shown is a value of the file at a length that fits into a sentence.
func shown(s string) string {
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return model.Clean(s)
}

// pbText gives the text of a file, or the flaw that keeps it from being one.
func pbText(data []byte) (string, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	switch {
	case len(data) > FileMax:
		return "", &FileError{Flaw: FileLarge, Args: map[string]any{"Max": FileMax >> 20}}
	case len(bytes.TrimSpace(data)) == 0:
		return "", &FileError{Flaw: FileEmpty}
	case !utf8.Valid(data):
		return "", &FileError{Flaw: FileUTF8, Args: map[string]any{"Line": badLine(data)}}
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n"), nil
}

// shortTitle cuts what is too long for a title, as descriptions can be.
func shortTitle(s string) string {
	if r := []rune(s); len(r) > model.TitleMax {
		return string(r[:model.TitleMax-1]) + "…"
	}
	return s
}

// optionID is the id in the session of the option at a place, from 0.
func optionID(place int) string { return "o" + strconv.Itoa(place+1) }

func (e *pbElection) session(method *model.Method, t *assets.Texts, now model.Time) (*model.Session, error) {
	head := model.Head{
		Title:        shortTitle(cmp.Or(e.text("description"), strings.TrimSpace(e.text("unit")+" "+e.text("instance")), t.T("pabulib.round"))),
		Municipality: shortTitle(e.text("unit")),
		Date:         cmp.Or(pbDate(e.text("date_begin")), pbDate(e.text("date_end")), pbDate(e.text("instance"))),
		Language:     t.Lang,
	}
	s := model.New(NewID(), head, method, now)
	objectives := make([]model.Objective, len(e.options))
	for i, o := range e.options {
		objectives[i] = model.Objective{ID: o.key, What: o.name, Note: joinFacts("cost", o.cost, "project_id", o.id)}
	}
	participants := make([]model.Participant, len(e.voters))
	ballots := make([]model.Ballot, len(e.voters))
	word := t.T("pabulib.voter")
	numbers := e.numbers()
	for i, v := range e.voters {
		number := strconv.Itoa(i + 1)
		// A bare number for a name would be replaced in every text that holds
		// that number when the session is made anonymous.
		name := word + " " + cmp.Or(v.id, number)
		participants[i] = model.Participant{ID: "p" + number, Number: numbers[i], Organisation: name, Heads: 1}
		ballots[i] = model.Ballot{Participant: "p" + number, Stickers: v.stickers}
	}
	round := e.round(t)
	round.Ballots = model.BallotsOf(ballots)

	var err error
	if s.Objectives, err = model.ListOf(objectives); err != nil {
		return nil, err
	}
	if s.Participants, err = model.ListOf(participants); err != nil {
		return nil, err
	}
	s.Rounds, err = model.ListOf([]model.Round{round})
	return s, err
}

// numbers gives the numbers of the voters: those of the file where every one of
// them can be a participant's number, else 1, 2, 3.
func (e *pbElection) numbers() []int {
	theirs, ours := make([]int, len(e.voters)), make([]int, len(e.voters))
	seen := make(map[int]bool, len(e.voters))
	fit := true
	for i, v := range e.voters {
		n, err := strconv.Atoi(v.id)
		fit = fit && err == nil && n >= 1 && n <= model.NumberMax && !seen[n]
		theirs[i], ours[i], seen[n] = n, i+1, true
	}
	if fit {
		return theirs
	}
	return ours
}

// round gives the round without its ballots.
func (e *pbElection) round(t *assets.Texts) model.Round {
	r := model.Round{
		ID: pbRound, Title: t.T("pabulib.round"), About: model.AboutObjectives, Stickers: e.stickers, Limit: e.limit,
		Per: model.PerParticipant, State: model.Closed, Together: model.TogetherAdd,
		Opened: pbTime(e.text("date_begin")), Closed: pbTime(e.text("date_end")),
	}
	var facts []string
	for _, key := range pbKept {
		value := e.text(key)
		if key == "budget" {
			value = amount(value)
		}
		facts = append(facts, key, value)
	}
	r.Outcome.Note = joinFacts(facts...)
	for _, o := range e.options {
		r.Options = append(r.Options, o.key)
		if o.selected {
			r.Outcome.Chosen = append(r.Outcome.Chosen, o.key)
			r.Outcome.By = model.ByVotes
		}
	}
	r.Places = e.winners(len(r.Outcome.Chosen))
	if r.Stickers == 0 {
		r.Stickers = e.largest()
	}
	return r
}

// largest is the most stickers on a ballot, at least 1.
func (e *pbElection) largest() int {
	most := 1
	for _, v := range e.voters {
		b := model.Ballot{Stickers: v.stickers}
		most = max(most, b.Placed())
	}
	return most
}

// winners is how many win, 0 where nothing says so. Where everything costs 1,
// the budget is a number of places: so do exports of kring write it.
func (e *pbElection) winners(selected int) int {
	budget, ok := whole(amount(e.text("budget")))
	dear := func(o pbOption) bool { return o.cost != "1" }
	if !ok || budget < 1 || slices.ContainsFunc(e.options, dear) {
		return selected
	}
	if budget >= len(e.options) {
		return 0
	}
	return budget
}

// differences compares the count of the round with the published ones.
func (e *pbElection) differences(s *model.Session) []Difference {
	counted := make(map[string]int, len(e.options))
	for _, o := range s.RoundResult(pbRound).Options {
		counted[o.Option] = o.Stickers
	}
	found := []Difference{}
	for _, o := range e.options {
		if n := counted[o.key]; o.publishes && o.published != n {
			found = append(found, Difference{Project: o.id, Name: o.name, Published: o.published, Counted: n})
		}
	}
	return found
}

// pbDate reads 7.9.2023, 2023-09-07 or 2023; what is no date gives none.
func pbDate(s string) model.Date {
	if at, err := time.Parse(pbDay, s); err == nil {
		return model.DateOf(at)
	}
	if _, ok := model.Date(s).Last(); ok {
		return model.Date(s)
	}
	return ""
}

// pbTime gives the start of a day, and no time for a mere year.
func pbTime(s string) model.Time {
	at, err := time.Parse(time.DateOnly, string(pbDate(s)))
	if err != nil {
		return ""
	}
	return model.TimeOf(at)
}

// joinFacts writes names and values, given in turn, as "cost: 1; project_id: 7".
// It leaves out what could not be read back.
func joinFacts(pairs ...string) string {
	var parts []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if value := pairs[i+1]; value != "" && !strings.Contains(value, "; ") {
			parts = append(parts, pairs[i]+": "+value)
		}
	}
	return strings.Join(parts, "; ")
}

// splitFacts reads what joinFacts wrote, and nothing from another text.
func splitFacts(note string) map[string]string {
	facts := make(map[string]string)
	for part := range strings.SplitSeq(note, "; ") {
		if name, value, ok := strings.Cut(part, ": "); ok {
			facts[name] = value
		}
	}
	return facts
}
