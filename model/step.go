package model

// Step is one of the steps that a session goes through, by its fixed name.
type Step string

// The steps, in the order of the rail.
const (
	StepGroup      Step = "group"
	StepQuickscan  Step = "quickscan"
	StepPillars    Step = "pillars"
	StepOffer      Step = "offer"
	StepObjectives Step = "objectives"
	StepStickers   Step = "stickers"
	StepActions    Step = "actions"
	StepPlan       Step = "plan"
	StepFollowup   Step = "followup"
	StepSummary    Step = "summary"
)

// State is how far a step has come.
type State int

// The states of a step. Warning is for what the group should decide about; it
// blocks nothing.
const (
	Untouched State = iota
	UnderWay
	Done
	Warning
)

// StepState is a step's state and the number that says most about it, -1 for
// none: participants in the group, chosen pillars, ballots, actions.
func (s *Session) StepState(step Step) (State, int) {
	s.renew()
	st, ok := s.memo.steps[step]
	if !ok {
		st.state, st.count = s.stepState(step)
		s.memo.steps[step] = st
	}
	return st.state, st.count
}

func (s *Session) stepState(step Step) (State, int) {
	switch step {
	case StepGroup:
		n := len(s.Participants.Live())
		return some(n > 0, n > 0), n
	case StepQuickscan:
		return s.quickscanState(), -1
	case StepPillars:
		n := len(s.Pillars.Live())
		if n > 0 && n < s.method.ChooseMin {
			return Warning, n
		}
		return some(n > 0, n >= s.method.ChooseMin), n
	case StepOffer:
		n := len(s.Offer.Live())
		covered := true
		for _, p := range s.Pillars.Live() {
			covered = covered && s.offerIn(p.Pillar)
		}
		return some(n > 0, n > 0 && covered), n
	case StepObjectives:
		live := s.Objectives.Live()
		complete := true
		for _, o := range live {
			complete = complete && o.Complete()
		}
		return some(len(live) > 0, complete), len(live)
	case StepStickers:
		return s.stickersState()
	case StepActions:
		n := len(s.Actions.Live()) + len(s.Ideas.Live())
		return some(n > 0, len(s.Chosen()) > 0), n
	case StepPlan:
		chosen := s.Chosen()
		begun := false
		for _, a := range chosen {
			begun = begun || a.Owner != "" || a.Start != "" || a.End != "" || len(a.Indicators) > 0
		}
		return some(begun, begun && len(s.Gaps()) == 0), len(chosen)
	case StepFollowup:
		chosen := s.Chosen()
		begun, ended := false, true
		for _, a := range chosen {
			begun = begun || a.State() != Planned || len(a.Reports) > 0
			ended = ended && (a.Status == Finished || a.Status == Stopped)
		}
		return some(begun, begun && ended), -1
	}
	return Untouched, -1
}

func some(begun, done bool) State {
	switch {
	case begun && done:
		return Done
	case begun:
		return UnderWay
	}
	return Untouched
}

// Progress counts the steps of the session that are done and those there are,
// the summary left out.
func (s *Session) Progress() (done, all int) {
	for _, step := range s.method.Steps {
		if step == StepSummary {
			continue
		}
		all++
		if state, _ := s.StepState(step); state == Done {
			done++
		}
	}
	return done, all
}
