package model

import (
	"slices"
	"strings"
)

// The states of an action. Empty means planned.
const (
	Planned  = "planned"
	Running  = "running"
	Finished = "done"
	Stopped  = "stopped"
)

// Action is something that will be done for an objective.
type Action struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Kind        string   `json:"kind"` // new, existing, extension
	Objectives  []string `json:"objectives"`
	FromLibrary string   `json:"from_library"`    // id of the library's action it was taken from
	Criteria    []string `json:"criteria"`        // marks without weights
	Effect      int      `json:"effect,omitzero"` // expected, from 1 to MeasureMax; 0: nobody said
	Effort      int      `json:"effort,omitzero"` // it takes, the same
	Chosen      bool     `json:"chosen"`
	Strategies  []string `json:"strategies"` // with Levels: its cells in the matrix
	Levels      []string `json:"levels"`
	Setting     string   `json:"setting"`
	AgeFrom     int      `json:"age_from"`
	AgeTo       int      `json:"age_to"` // 0: no ages given

	Owner      string      `json:"owner"` // one participant
	Partners   []Partner   `json:"partners"`
	FirstSteps string      `json:"first_steps"`
	Start      Date        `json:"start"`
	End        Date        `json:"end"`
	Means      string      `json:"means"`
	Funding    string      `json:"funding"`
	Indicators []Indicator `json:"indicators"`
	Anchoring  string      `json:"anchoring"`

	Status     string           `json:"status"` // planned, running, done, stopped
	Reports    []Report         `json:"reports"`
	Evaluation ActionEvaluation `json:"evaluation"`
	Tomb
}

// Partner is a participant who helps with an action.
type Partner struct {
	Participant string `json:"participant"`
	Commitment  string `json:"commitment"`
}

// Indicator is what will show, set beforehand, that an action succeeds.
type Indicator struct {
	Kind   string `json:"kind"` // one of the method's; empty where it has none
	Text   string `json:"text"`
	Target string `json:"target"`
	Result string `json:"result"`
}

// says that something stands in it.
func (i Indicator) says() bool { return i.Text != "" || i.Target != "" }

// Report is what was told about an action at one time.
type Report struct {
	Time Time   `json:"time"`
	Text string `json:"text"`
}

// ActionEvaluation is what those who took part say of an action.
type ActionEvaluation struct {
	Well       string   `json:"well"`
	Challenges string   `json:"challenges"`
	Ratings    []Rating `json:"ratings"`
}

// Rating is one participant's score of an action, on the method's scale.
type Rating struct {
	Participant string `json:"participant"`
	Score       int    `json:"score"`
}

func (a Action) key() string { return a.ID }

func (a Action) check(s *Session) error {
	m := s.method
	err := first(
		checkID(a.ID),
		checkName("Title", a.Title),
		oneOf("Kind", a.Kind, "", KindNew, KindExisting, KindExtension),
		oneOf("Status", a.Status, "", Planned, Running, Finished, Stopped),
		allKnown("objective", &s.Objectives, a.Objectives),
		checkKeys("criterion", m.Criteria, a.Criteria),
		checkKeys("strategy", m.Strategies, a.Strategies),
		checkKeys("level", m.Levels, a.Levels),
		m.checkAges(a.AgeFrom, a.AgeTo),
		checkMeasure(a.Effect),
		checkMeasure(a.Effort),
		known("participant", &s.Participants, a.Owner),
		a.Start.check(),
		a.End.check(),
		known("action", &s.Actions, a.MergedInto),
	)
	for _, p := range a.Partners {
		err = first(err, required("participant", &s.Participants, p.Participant))
	}
	for _, i := range a.Indicators {
		if i.Kind != "" {
			err = first(err, checkKeys("indicator", m.Indicators, []string{i.Kind}))
		}
	}
	for _, r := range a.Reports {
		err = first(err, r.Time.check())
	}
	for _, r := range a.Evaluation.Ratings {
		// A rating may be without a name; a name must be one of the group.
		err = first(err, known("participant", &s.Participants, r.Participant))
		if r.Score < m.Scale.Min || r.Score > m.Scale.Max {
			err = first(err, refuse(ScoreRange, "Value", r.Score, "Min", m.Scale.Min, "Max", m.Scale.Max))
		}
	}
	return err
}

// MeasureMax is the highest effect or effort, as the group guesses it.
const MeasureMax = 5

func checkMeasure(n int) error {
	if n < 0 || n > MeasureMax {
		return refuse(ScoreRange, "Value", n, "Min", 1, "Max", MeasureMax)
	}
	return nil
}

func (a Action) list(s *Session) *List[Action] { return &s.Actions }
func (a Action) word() string                  { return "action" }
func (a Action) most() int                     { return ListMax }
func (a Action) subject() string               { return a.Title }
func (a Action) words() (field, text string)   { return "Title", a.Title }

// Exists says that the action does something that is there already.
func (a *Action) Exists() bool { return a.Kind == KindExisting }

// State is the action's status, planned where none is given.
func (a *Action) State() string {
	if a.Status == "" {
		return Planned
	}
	return a.Status
}

// Late says that the action should have ended before the day and has not.
func (a *Action) Late(today Date) bool {
	end, ok := a.End.Last()
	now, _ := today.Last()
	return ok && end.Before(now) && !a.Ended()
}

// Ended says that nothing more is expected of the action: done, or stopped.
func (a *Action) Ended() bool { return a.Status == Finished || a.Status == Stopped }

// Told gives the reports on the action, the newest first.
func (a *Action) Told() []Report {
	told := slices.Clone(a.Reports)
	slices.Reverse(told)
	slices.SortStableFunc(told, func(p, q Report) int { return strings.Compare(string(q.Time), string(p.Time)) })
	return told
}

// Mean gives the mean of the ratings and how many there are; 0 without any.
func (e ActionEvaluation) Mean() (mean float64, n int) {
	for _, r := range e.Ratings {
		mean += float64(r.Score)
	}
	if n = len(e.Ratings); n > 0 {
		mean /= float64(n)
	}
	return mean, n
}
