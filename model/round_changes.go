package model

// RoundOpened lets the voting begin: from now on the options stand, and rules
// change only as far as the ballots that are in keep to them.
// Codes: RefUnknown, RoundNotDraft, RoundOptions.
type RoundOpened struct {
	Round string `json:"round"`
	At    Time   `json:"at"`
}

// RoundClosed ends the voting. A secret round forgets who cast which ballot.
// Codes: RefUnknown, RoundNotOpen.
type RoundClosed struct {
	Round string `json:"round"`
	At    Time   `json:"at"`
}

// RoundReopened lets the voting go on. A secret round cannot be reopened, nor
// one in which somebody has more ballots than heads by now. Ballots of those who
// were merged since go where they would have gone, had the round been open.
// Codes: RefUnknown, RoundNotClosed, RoundHeads.
type RoundReopened struct {
	Round string `json:"round"`
}

// OutcomeSet records what the group made of the result. Codes: RefUnknown,
// RoundNotClosed, BallotOption.
type OutcomeSet struct {
	Round   string  `json:"round"`
	Outcome Outcome `json:"outcome"`
}

// Kind names the change in the log.
func (c RoundOpened) Kind() string { return "round.opened" }

// Kind names the change in the log.
func (c RoundClosed) Kind() string { return "round.closed" }

// Kind names the change in the log.
func (c RoundReopened) Kind() string { return "round.reopened" }

// Kind names the change in the log.
func (c OutcomeSet) Kind() string { return "outcome.set" }

func (c RoundOpened) subject(s *Session) string   { return subjectOf[Round](s, c.Round) }
func (c RoundClosed) subject(s *Session) string   { return subjectOf[Round](s, c.Round) }
func (c RoundReopened) subject(s *Session) string { return subjectOf[Round](s, c.Round) }

// The log tells each seed that was drawn with.
func (c OutcomeSet) subject(s *Session) string {
	title := subjectOf[Round](s, c.Round)
	switch {
	case c.Outcome.Seed == "":
		return title
	case title == "":
		return c.Outcome.Seed
	}
	return title + " · " + c.Outcome.Seed
}

// round gives the round in a state, or refuses with the code.
func (s *Session) round(id, state string, otherwise Code) (*Round, error) {
	r := s.Rounds.Get(id)
	if r == nil || r.gone() {
		return nil, refuse(RefUnknown, "Kind", "round", "ID", id)
	}
	if r.State != state {
		return nil, refuse(otherwise)
	}
	return r, nil
}

func (c RoundOpened) apply(s *Session, e *edit) error {
	r, err := s.round(c.Round, Draft, RoundNotDraft)
	if err != nil {
		return err
	}
	if len(r.Options) == 0 {
		return refuse(RoundOptions, "Max", OptionsMax)
	}
	if err := c.At.check(); err != nil {
		return err
	}
	assign(e, &r.State, Open)
	assign(e, &r.Opened, c.At)
	return nil
}

func (c RoundClosed) apply(s *Session, e *edit) error {
	r, err := s.round(c.Round, Open, RoundNotOpen)
	if err != nil {
		return err
	}
	if err := c.At.check(); err != nil {
		return err
	}
	// While the state still says open: what does not count now is not to count
	// once the round is closed, when nobody looks at the group any more.
	if r.Secret {
		ballots := r.Ballots.nameless(s, r)
		ballots.blur()
		ballots.mix(r)
		assign(e, &r.Ballots, ballots)
	} else {
		r.Ballots.settle(e, s, r)
	}
	assign(e, &r.State, Closed)
	assign(e, &r.Closed, c.At)
	return nil
}

func (c RoundReopened) apply(s *Session, e *edit) error {
	r, err := s.round(c.Round, Closed, RoundNotClosed)
	if err != nil {
		return err
	}
	if r.Secret {
		return refuse(RoundNotOpen)
	}
	r.follow(s, e)
	for _, b := range r.Ballots.All() {
		p := s.Participants.Get(b.Participant)
		if p == nil || r.Per != PerHead {
			continue
		}
		cast := r.Ballots.Cast(p.ID)
		if into := s.Stands(p.ID); into != nil && into != p {
			p, cast = into, cast+r.Ballots.Cast(into.ID) // there was no room for all
		}
		if cast > p.Votes() {
			return refuse(RoundHeads, "Name", p.Name(), "N", cast)
		}
	}
	assign(e, &r.State, Open)
	assign(e, &r.Closed, "")
	assign(e, &r.Outcome, Outcome{})
	return nil
}

func (c OutcomeSet) apply(s *Session, e *edit) error {
	r, err := s.round(c.Round, Closed, RoundNotClosed)
	if err != nil {
		return err
	}
	if err := c.Outcome.fits(r); err != nil {
		return err
	}
	assign(e, &r.Outcome, c.Outcome)
	return nil
}
