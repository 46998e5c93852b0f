package model

// AnchoringCheck is the group's answer to one of the method's checks on
// whether the work will last.
type AnchoringCheck struct {
	Check string `json:"check"`
	Done  bool   `json:"done"`
	Note  string `json:"note"`
}

func (c AnchoringCheck) key() string { return c.Check }
func (c AnchoringCheck) gone() bool  { return false }
func (c AnchoringCheck) check(s *Session) error {
	return checkKeys("check", s.method.Checks, []string{c.Check})
}
func (c AnchoringCheck) list(s *Session) *List[AnchoringCheck] { return &s.Anchoring }
func (c AnchoringCheck) word() string                          { return "anchoring.set" }
func (c AnchoringCheck) about(s *Session) string {
	if t := Find(s.method.Checks, c.Check); t != nil {
		return t.Name.In(s.Language)
	}
	return c.Check
}

// PlanEvaluation is what the group says of the plan for one objective.
type PlanEvaluation struct {
	Objective string `json:"objective"`
	Text      string `json:"text"`
}

func (p PlanEvaluation) key() string { return p.Objective }
func (p PlanEvaluation) gone() bool  { return false }
func (p PlanEvaluation) check(s *Session) error {
	return required("objective", &s.Objectives, p.Objective)
}
func (p PlanEvaluation) list(s *Session) *List[PlanEvaluation] { return &s.Evaluation }
func (p PlanEvaluation) word() string                          { return "evaluation.set" }
func (p PlanEvaluation) about(s *Session) string {
	if o := s.Objectives.Get(p.Objective); o != nil {
		return o.What
	}
	return p.Objective
}

// Note is the facilitator's note to a step.
type Note struct {
	Step Step   `json:"step"`
	Text string `json:"text"`
}

func (n Note) key() string { return string(n.Step) }
func (n Note) gone() bool  { return false }
func (n Note) check(s *Session) error {
	if !s.method.Has(n.Step) {
		return refuse(RefUnknown, "Kind", "step", "ID", string(n.Step))
	}
	return nil
}
func (n Note) list(s *Session) *List[Note] { return &s.Notes }
func (n Note) word() string                { return "note.set" }
func (n Note) about(*Session) string       { return n.Text }
