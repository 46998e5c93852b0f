package model

import (
	"cmp"
	"slices"
	"strconv"
)

// Scan is one quickscan: where the group says it stands on each pillar, at one
// time.
type Scan struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Date     Date   `json:"date"`
	Revealed bool   `json:"revealed"` // false: neither scores nor means are drawn yet
	Scale    *Scale `json:"scale"`    // nil: the method's

	Scores  List[Score]  `json:"scores"`
	Hands   List[Hands]  `json:"hands"`
	Agreed  List[Agreed] `json:"agreed"`
	Remarks List[Remark] `json:"remarks"`
	Tomb
}

// Scale is the lowest and the highest score, both included.
type Scale struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

// Widest is how many scores a scale may have.
const Widest = 11

// Score is what one participant gave one pillar; nil is "don't know".
type Score struct {
	Participant string `json:"participant"`
	Pillar      int    `json:"pillar"`
	Score       *int   `json:"score"`
}

// Hands is how many people raised their hand for a score of a pillar; a nil
// score is "don't know".
type Hands struct {
	Pillar int    `json:"pillar"`
	Score  *int   `json:"score"`
	Count  int    `json:"count"`
	Group  string `json:"group"` // "", "young" or "professional"
}

// Agreed is the score that the group settled on. It stands beside the mean and
// does not replace it.
type Agreed struct {
	Pillar int    `json:"pillar"`
	Score  *int   `json:"score"` // nil: not settled, a note only
	Note   string `json:"note"`
}

// Remark is what the group said about a pillar.
type Remark struct {
	Pillar int    `json:"pillar"`
	Well   string `json:"well"`   // what goes well
	Better string `json:"better"` // what can be better
	Source string `json:"source"` // of the data
}

// The groups that are counted apart.
const (
	GroupYoung        = "young"
	GroupProfessional = "professional"
)

func (c Scan) key() string { return c.ID }
func (c Score) key() string {
	return c.Participant + "/" + strconv.Itoa(c.Pillar)
}
func (c Hands) key() string {
	score := "-"
	if c.Score != nil {
		score = strconv.Itoa(*c.Score)
	}
	return strconv.Itoa(c.Pillar) + "/" + score + "/" + c.Group
}
func (c Agreed) key() string { return strconv.Itoa(c.Pillar) }
func (c Remark) key() string { return strconv.Itoa(c.Pillar) }

// ScoreOf gives what a participant gave a pillar; nil when nothing yet.
func (c *Scan) ScoreOf(participant string, pillar int) *Score {
	return c.Scores.Get(Score{Participant: participant, Pillar: pillar}.key())
}

// AgreedOn gives what the group settled on a pillar; nil when nothing yet.
func (c *Scan) AgreedOn(pillar int) *Agreed { return c.Agreed.Get(Agreed{Pillar: pillar}.key()) }

// RemarkOn gives what the group said about a pillar; nil when nothing yet.
func (c *Scan) RemarkOn(pillar int) *Remark { return c.Remarks.Get(Remark{Pillar: pillar}.key()) }

func (c Score) gone() bool  { return false }
func (c Hands) gone() bool  { return false }
func (c Agreed) gone() bool { return false }
func (c Remark) gone() bool { return false }

// ScaleOf is the scale that the scan uses.
func (s *Session) ScaleOf(scan *Scan) Scale {
	if scan != nil && scan.Scale != nil {
		return *scan.Scale
	}
	return Scale{s.method.Scale.Min, s.method.Scale.Max}
}

// Scan gives the scan that the session is at: the last one, or nil.
func (s *Session) Scan() *Scan {
	live := s.Scans.Live()
	if len(live) == 0 {
		return nil
	}
	return live[len(live)-1]
}

func (c Scan) check(s *Session) error {
	err := first(checkID(c.ID), checkName("Title", c.Title), c.Date.check())
	if c.Scale != nil {
		err = first(err, c.Scale.check())
	}
	return first(
		err,
		fitAll(s, &c, &c.Scores),
		fitAll(s, &c, &c.Hands),
		fitAll(s, &c, &c.Agreed),
		fitAll(s, &c, &c.Remarks),
	)
}

func fitAll[T scanPart[T]](s *Session, scan *Scan, l *List[T]) error {
	for _, part := range l.All() {
		if err := (*part).fits(s, scan); err != nil {
			return err
		}
	}
	return nil
}

func (s *Session) fitsScale(scan *Scan, score *int) error {
	if sc := s.ScaleOf(scan); score != nil && (*score < sc.Min || *score > sc.Max) {
		return refuse(ScoreRange, "Value", *score, "Min", sc.Min, "Max", sc.Max)
	}
	return nil
}

func (c Score) fits(s *Session, scan *Scan) error {
	return first(
		required("participant", &s.Participants, c.Participant),
		s.method.checkPillar(c.Pillar, true),
		s.fitsScale(scan, c.Score),
	)
}

func (c Hands) fits(s *Session, scan *Scan) error {
	if c.Count < 0 || c.Count > ParticipantsMax {
		return refuse(NumberBad, "Value", c.Count, "Max", ParticipantsMax)
	}
	return first(
		oneOf("Group", c.Group, "", GroupYoung, GroupProfessional),
		s.method.checkPillar(c.Pillar, true),
		s.fitsScale(scan, c.Score),
	)
}

func (c Agreed) fits(s *Session, scan *Scan) error {
	return first(s.method.checkPillar(c.Pillar, true), s.fitsScale(scan, c.Score))
}

func (c Remark) fits(s *Session, scan *Scan) error { return s.method.checkPillar(c.Pillar, true) }

func (c Scan) list(s *Session) *List[Scan] { return &s.Scans }
func (c Scan) word() string                { return "scan" }
func (c Scan) most() int                   { return ListMax }
func (c Scan) subject() string             { return c.Title }

func (c Scan) detached() Scan {
	c.Scores, c.Hands, c.Agreed, c.Remarks = c.Scores.detached(), c.Hands.detached(), c.Agreed.detached(), c.Remarks.detached()
	return c
}

func (c Scan) bare() Scan {
	c.Scores, c.Hands, c.Agreed, c.Remarks = List[Score]{}, List[Hands]{}, List[Agreed]{}, List[Remark]{}
	return c
}

// inherit keeps what was scored when a scan's head is edited.
func (c Scan) inherit(old Scan) Scan {
	c.Scores, c.Hands, c.Agreed, c.Remarks = old.Scores, old.Hands, old.Agreed, old.Remarks
	return c
}

// The parts of a scan, each put in or replaced by its key: one score of one
// participant, one count of hands, one agreed score, the remarks of a pillar.
func (c Score) in(scan *Scan) *List[Score]   { return &scan.Scores }
func (c Hands) in(scan *Scan) *List[Hands]   { return &scan.Hands }
func (c Agreed) in(scan *Scan) *List[Agreed] { return &scan.Agreed }
func (c Remark) in(scan *Scan) *List[Remark] { return &scan.Remarks }

func (c Score) word() string  { return "score" }
func (c Hands) word() string  { return "hands" }
func (c Agreed) word() string { return "agreed" }
func (c Remark) word() string { return "remark" }

func (c Score) about(s *Session) string {
	if p := s.Participants.Get(c.Participant); p != nil {
		return p.Name()
	}
	return ""
}
func (c Hands) about(s *Session) string  { return s.pillarName(c.Pillar) }
func (c Agreed) about(s *Session) string { return s.pillarName(c.Pillar) }
func (c Remark) about(s *Session) string { return s.pillarName(c.Pillar) }

func (s *Session) pillarName(number int) string {
	if p := s.method.Pillar(number); p != nil {
		return p.Short.In(s.Language)
	}
	return ""
}

// scanPart is an entry of a scan.
type scanPart[T entry] interface {
	entry
	fits(s *Session, scan *Scan) error
	in(scan *Scan) *List[T]
	word() string
	about(s *Session) string
}

// PutInScan puts a part into a scan, in the place of the one it replaces:
// "score.set", "hands.set", "agreed.set", "remark.set".
type PutInScan[T scanPart[T]] struct {
	Scan string `json:"scan"`
	Part T      `json:"part"`
}

// Kind names the change in the log.
func (c PutInScan[T]) Kind() string { return c.Part.word() + ".set" }

func (c PutInScan[T]) apply(s *Session, e *edit) error {
	scan := s.Scans.Get(c.Scan)
	if scan == nil {
		return refuse(RefUnknown, "Kind", "scan", "ID", c.Scan)
	}
	if err := c.Part.fits(s, scan); err != nil {
		return err
	}
	c.Part.in(scan).put(e, c.Part)
	return nil
}

func (c PutInScan[T]) subject(s *Session) string { return c.Part.about(s) }

// TakeFromScan takes a part out of a scan, so that it was never given:
// "score.cleared", and so on for the other parts.
type TakeFromScan[T scanPart[T]] struct {
	Scan string `json:"scan"`
	Part T      `json:"part"` // only what makes its key matters
}

// Kind names the change in the log.
func (c TakeFromScan[T]) Kind() string { return c.Part.word() + ".cleared" }

func (c TakeFromScan[T]) apply(s *Session, e *edit) error {
	scan := s.Scans.Get(c.Scan)
	if scan == nil {
		return refuse(RefUnknown, "Kind", "scan", "ID", c.Scan)
	}
	l := c.Part.in(scan)
	if l.Get(c.Part.key()) == nil {
		return refuse(RefUnknown, "Kind", c.Part.word(), "ID", c.Part.key())
	}
	l.drop(e, c.Part.key())
	return nil
}

func (c TakeFromScan[T]) subject(s *Session) string { return c.Part.about(s) }

func (s *Session) quickscanState() State {
	scan := s.Scan()
	if scan == nil || len(s.method.Pillars) == 0 {
		return Untouched
	}
	begun, done := false, true
	group := len(s.Participants.Live())
	for _, p := range s.ScanResult(scan.ID).Pillars {
		scores := p.N + p.DontKnow
		begun = begun || scores > 0 || p.Agreed != nil
		done = done && (p.Agreed != nil || scores > 0 && scores >= group)
	}
	return some(begun, done)
}

// ByScore orders the numbers of the pillars from the lowest score to the
// highest, those without last. The score is the mean, or what the group agreed
// where nobody scored alone.
func (r *ScanResult) ByScore() []int {
	return r.order(func(a, b PillarResult) int {
		x, scored := a.score()
		y, too := b.score()
		switch {
		case scored && too:
			return cmp.Compare(x, y)
		case scored:
			return -1
		case too:
			return 1
		}
		return 0
	})
}

func (r PillarResult) score() (float64, bool) {
	switch {
	case r.Mean != nil:
		return *r.Mean, true
	case r.Agreed != nil:
		return float64(*r.Agreed), true
	}
	return 0, false
}

// BySpread orders the numbers of the pillars from the widest spread to the
// narrowest: what to talk about first.
func (r *ScanResult) BySpread() []int {
	return r.order(func(a, b PillarResult) int { return cmp.Compare(b.Spread, a.Spread) })
}

func (r *ScanResult) order(by func(a, b PillarResult) int) []int {
	sorted := slices.Clone(r.Pillars)
	slices.SortStableFunc(sorted, by)
	numbers := make([]int, len(sorted))
	for i, p := range sorted {
		numbers[i] = p.Pillar
	}
	return numbers
}
