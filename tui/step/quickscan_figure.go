package step

import (
	"slices"

	"kring/model"
	"kring/tui/kit"
)

// figure is a value for each pillar, to be drawn or held against another.
type figure struct {
	name, mark string
	result     *model.ScanResult
	scale      model.Scale
	agreed     bool // the agreed scores, not the means
}

// value is what a pillar has in it, nil for nothing.
func (f figure) value(pillar int) *float64 {
	r, _ := pillarOf(f.result, pillar)
	if !f.agreed {
		return r.Mean
	}
	if r.Agreed == nil {
		return nil
	}
	score := float64(*r.Agreed)
	return &score
}

// share is where on the scale of its scan a value stands, from 0 to 1: the
// lowest score is a short bar, not none.
func (f figure) share(value *float64) float64 {
	if value == nil {
		return 0
	}
	return (*value - float64(f.scale.Min) + 1) / float64(f.scale.Max-f.scale.Min+1)
}

// figureOf is what a scan says: the means, or where nobody scored for themselves
// the scores that the group agreed on, and then says so.
func (q *quickscan) figureOf(scan *model.Scan, mark string) figure {
	s := q.env.S()
	f := figure{name: q.scanName(scan), mark: mark, result: s.ScanResult(scan.ID), scale: s.ScaleOf(scan)}
	if f.result != nil && !slices.ContainsFunc(f.result.Pillars, func(r model.PillarResult) bool { return r.N > 0 }) && agreedOn(f.result) {
		f.agreed, f.name = true, f.name+" ("+q.env.T("quickscan.agreed")+")"
	}
	return f
}

func agreedOn(r *model.ScanResult) bool {
	return slices.ContainsFunc(r.Pillars, func(r model.PillarResult) bool { return r.Agreed != nil })
}

// compared gives what is held against what: professionals and young people, or
// this scan and the one before. ok is false when nothing is.
func (q *quickscan) compared() (first, second figure, ok bool) {
	e := q.env
	s := e.S()
	scan, _ := q.scan()
	if q.mode != together || !scan.Revealed {
		return first, second, false
	}
	switch q.beside {
	case withGroups:
		apart, ok := s.ScanApart(scan.ID)
		if !ok {
			return first, second, false
		}
		return figure{name: e.T("quickscan.adults"), mark: kit.MarkAdult, result: apart.First, scale: q.scale()},
			figure{name: e.T("quickscan.youngsters"), mark: kit.MarkYoung, result: apart.Second, scale: q.scale()}, true
	case withEarlier:
		before := s.Earlier(scan.ID)
		if before == nil || !before.Revealed {
			return first, second, false
		}
		return q.figureOf(scan, e.T("quickscan.now")), q.figureOf(before, e.T("quickscan.then")), true
	}
	return first, second, false
}

// drawn gives what the pictures show: what is compared, or else the scan, with
// the agreed scores beside the means. two is false when there is one only.
func (q *quickscan) drawn() (first, second figure, two bool) {
	if first, second, ok := q.compared(); ok {
		return first, second, true
	}
	scan, _ := q.scan()
	first = q.figureOf(scan, "")
	if first.agreed || first.result == nil || !agreedOn(first.result) {
		return first, second, false
	}
	second = first
	second.agreed, second.name, second.mark = true, q.env.T("quickscan.agreed"), q.env.T("quickscan.agreed")
	first.name = q.env.T("quickscan.means")
	return first, second, true
}

func (q *quickscan) scanName(scan *model.Scan) string {
	if scan.Title != "" {
		return scan.Title
	}
	return q.env.Texts.ShortDate(string(scan.Date))
}
