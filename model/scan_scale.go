package model

import "math"

// Rescaled gives a scan another scale and converts what was scored, in
// proportion and to the nearest score; nil is the method's scale. It can be
// undone, which brings back the very scores. Codes: RefUnknown, ScaleBad.
type Rescaled struct {
	Scan  string `json:"scan"`
	Scale *Scale `json:"scale"`
}

// Kind names the change in the log.
func (c Rescaled) Kind() string { return "scan.rescaled" }

func (c Rescaled) subject(s *Session) string { return subjectOf[Scan](s, c.Scan) }

func (c Rescaled) apply(s *Session, e *edit) error {
	scan := s.Scans.Get(c.Scan)
	if scan == nil {
		return refuse(RefUnknown, "Kind", "scan", "ID", c.Scan)
	}
	from := s.ScaleOf(scan)
	to := s.ScaleOf(&Scan{Scale: c.Scale})
	if err := to.check(); err != nil {
		return err
	}
	var scores, agreed = scan.Scores.detached(), scan.Agreed.detached()
	for _, sc := range scores.All() {
		sc.Score = to.convert(sc.Score, from)
	}
	for _, a := range agreed.All() {
		a.Score = to.convert(a.Score, from)
	}
	var hands List[Hands]
	for _, h := range scan.Hands.All() {
		next := *h
		next.Score = to.convert(h.Score, from)
		if same := hands.Get(next.key()); same != nil {
			same.Count += next.Count // two scores have become one
			continue
		}
		hands.add(&next)
	}
	assign(e, &scan.Scale, c.Scale)
	assign(e, &scan.Scores, scores)
	assign(e, &scan.Agreed, agreed)
	assign(e, &scan.Hands, hands)
	return nil
}

// check refuses a scale that is none, or has too many scores.
func (sc Scale) check() error {
	if sc.Min < 0 || sc.Max <= sc.Min || sc.Max-sc.Min >= Widest {
		return refuse(ScaleBad, "Min", sc.Min, "Max", sc.Max)
	}
	return nil
}

// Convert gives what a score of another scale is on this one.
func (sc Scale) Convert(score int, from Scale) int {
	share := float64(score-from.Min) / float64(from.Max-from.Min)
	return sc.Min + int(math.Round(share*float64(sc.Max-sc.Min)))
}

func (sc Scale) convert(score *int, from Scale) *int {
	if score == nil {
		return nil
	}
	n := sc.Convert(*score, from)
	return &n
}

// read gives the score that a sign stands for, nil for "don't know".
func (sc Scale) read(sign rune) (*int, error) {
	n := -1
	switch {
	case sign == 'w', sign == '0' && sc.Min > 0:
		return nil, nil
	case sign == 'x':
		n = 10
	case sign >= '0' && sign <= '9':
		n = int(sign - '0')
	default:
		return nil, refuse(ScoresSign, "Value", string(sign))
	}
	if n < sc.Min || n > sc.Max {
		return nil, refuse(ScoreRange, "Value", n, "Min", sc.Min, "Max", sc.Max)
	}
	return &n, nil
}
