package model

import "strconv"

// ScanCompared is how two groups, or two times, scored the same pillars.
type ScanCompared struct{ First, Second *ScanResult }

// ScanApart gives the figures of professionals and of young people in a scan,
// ok when they may be shown apart: with fewer than GroupMin scorers in either,
// somebody's score could be read from it, or from the difference with all.
// Read only.
func (s *Session) ScanApart(id string) (c ScanCompared, ok bool) {
	scan := s.Scans.Get(id)
	if scan == nil {
		return c, false
	}
	s.renew()
	if c, ok = s.memo.apart[id]; !ok {
		c = ScanCompared{s.countScan(scan, GroupProfessional), s.countScan(scan, GroupYoung)}
		if s.memo.apart == nil {
			s.memo.apart = make(map[string]ScanCompared)
		}
		s.memo.apart[id] = c
	}
	return c, c.First.most() >= GroupMin && c.Second.most() >= GroupMin
}

// most is the most answers that a pillar got.
func (r *ScanResult) most() int {
	n := 0
	for _, p := range r.Pillars {
		n = max(n, p.N+p.DontKnow)
	}
	return n
}

// Earlier gives the scan before that one, or nil.
func (s *Session) Earlier(id string) *Scan {
	live := s.Scans.Live()
	if at := s.Scans.Position(id); at > 0 {
		return live[at-1]
	}
	return nil
}

// Overlap says how many scores of participants and how many hands a pillar has
// when it was scored in more than one way and they are more than there are
// people: then somebody who scored was counted again among the hands, or hands
// were counted both together and by group. Else both are 0.
func (s *Session) Overlap(scan *Scan, pillar int) (scores, hands int) {
	together, apart := 0, 0
	for _, p := range s.Participants.Live() {
		if scan.ScoreOf(p.ID, pillar) != nil {
			scores++
		}
	}
	for _, h := range scan.Hands.Live() {
		switch {
		case h.Pillar != pillar:
		case h.Group == "":
			together += h.Count
		default:
			apart += h.Count
		}
	}
	oneWay := min(scores, together+apart) == 0 && min(together, apart) == 0
	if oneWay || scores+together+apart <= s.people() {
		return 0, 0
	}
	return scores, together + apart
}

// people is how many people the group counts.
func (s *Session) people() int {
	n := 0
	for _, p := range s.Participants.Live() {
		n += p.Votes()
	}
	return n
}

// Sides are how many scored a pillar below the middle of the scale, on it, and
// above it.
func (p PillarResult) Sides(scale Scale) (low, middle, high int) {
	for score := scale.Min; score <= scale.Max; score++ {
		n := p.Counts[strconv.Itoa(score)]
		switch twice := 2 * score; {
		case twice < scale.Min+scale.Max:
			low += n
		case twice > scale.Min+scale.Max:
			high += n
		default:
			middle += n
		}
	}
	return low, middle, high
}

// Divided says that opinions on a pillar differ so much that it is worth
// talking about: at least three scores, and a spread of a quarter of the scale
// or more. A rule of thumb of this program, not of the method.
func (p PillarResult) Divided(scale Scale) bool {
	return p.N >= GroupMin && p.Spread*4 >= float64(scale.Max-scale.Min)
}

// Scored says whether anything was scored in the scan.
func (c *Scan) Scored() bool { return c.Scores.Len()+c.Hands.Len()+c.Agreed.Len() > 0 }
