package step

import (
	"slices"
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// toggleHidden hides the scores, or reveals them all at once.
func (q *quickscan) toggleHidden() kit.Action {
	scan, begun := q.scan()
	if !begun {
		next := *scan
		next.Revealed = false
		return kit.Do{Change: model.Added[model.Scan]{Item: next}}
	}
	clear(q.shown)
	return q.edit(func(scan *model.Scan) { scan.Revealed = !scan.Revealed })
}

// revealOne reveals the pillar under the cursor; with the last one the scan is
// revealed.
func (q *quickscan) revealOne() kit.Action {
	q.shown[q.spot(q.pillar)] = true
	for _, number := range q.numbers() {
		if q.hidden(number) {
			return nil
		}
	}
	return q.edit(func(scan *model.Scan) { scan.Revealed = true })
}

// edit changes the head of the scan; what was scored stays.
func (q *quickscan) edit(f func(*model.Scan)) kit.Action {
	scan, _ := q.scan()
	next := model.Scan{ID: scan.ID, Title: scan.Title, Date: scan.Date, Revealed: scan.Revealed, Scale: scan.Scale}
	f(&next)
	return kit.Do{Change: model.Edited[model.Scan]{Item: next}}
}

func (q *quickscan) compare(with comparison) kit.Action {
	if q.beside == with {
		with = withNothing
	}
	q.beside = with
	return nil
}

func (q *quickscan) toScan(place int) kit.Action {
	q.at = q.env.S().Scans.Live()[place].ID
	return nil
}

// remark opens what the group says about the pillar.
func (q *quickscan) remark() kit.Action {
	e := q.env
	scan, _ := q.scan()
	number := q.pillar
	was := model.Remark{Pillar: number}
	if r := scan.RemarkOn(number); r != nil {
		was = *r
	}
	why := ""
	if a := scan.AgreedOn(number); a != nil {
		why = a.Note
	}
	fields := []kit.Field{
		{Label: e.T("quickscan.well"), Value: was.Well},
		{Label: e.T("quickscan.better"), Value: was.Better},
		{Label: e.T("quickscan.source"), Hint: e.T("quickscan.sourcehint"), Value: was.Source},
		{Label: e.T("quickscan.agreednote"), Hint: e.T("quickscan.agreedhint"), Value: why},
	}
	return kit.Open{Overlay: kit.NewForm(e, strconv.Itoa(number)+" "+e.In(q.here().Short), fields, func(v []string) kit.Action {
		remark := model.PutInScan[model.Remark]{Scan: scan.ID, Part: model.Remark{Pillar: number, Well: v[0], Better: v[1], Source: v[2]}}
		if v[3] == why {
			return q.do("remark.set", remark)
		}
		agreed := model.Agreed{Pillar: number, Note: v[3]}
		if a := scan.AgreedOn(number); a != nil {
			agreed.Score = a.Score
		}
		return q.do("remark.set", remark, model.PutInScan[model.Agreed]{Scan: scan.ID, Part: agreed})
	})}
}

// questions shows what to ask about the pillar.
func (q *quickscan) questions() kit.Action {
	e := q.env
	return kit.Open{Overlay: kit.NewReader(e, strconv.Itoa(q.pillar)+" "+e.In(q.here().Short), q.about)}
}

// scales are those that can be chosen beside the method's, as keys of a form.
var scales = []model.Scale{{Min: 1, Max: 5}, {Min: 1, Max: 7}, {Min: 1, Max: 10}, {Min: 0, Max: 10}}

func scaleName(s model.Scale) string { return strconv.Itoa(s.Min) + "-" + strconv.Itoa(s.Max) }

// methodScale is the method's own scale.
func (q *quickscan) methodScale() model.Scale { return q.env.S().ScaleOf(nil) }

// scaleField offers the scales, that of the scan chosen.
func (q *quickscan) scaleField(scan *model.Scan) kit.Field {
	e := q.env
	all := slices.Clone(scales)
	for _, one := range []model.Scale{q.methodScale(), e.S().ScaleOf(scan)} {
		if !slices.Contains(all, one) {
			all = append([]model.Scale{one}, all...)
		}
	}
	options := make([]kit.Option, len(all))
	for i, s := range all {
		options[i] = kit.Option{Key: scaleName(s), Label: scaleName(s)}
		if s == q.methodScale() {
			options[i].Label += " (" + e.T("quickscan.ofmethod") + ")"
		}
	}
	return kit.Field{Label: e.T("quickscan.scale"), Value: scaleName(e.S().ScaleOf(scan)), Options: options}
}

// scaleOf reads a choice of scaleField; nil is the method's.
func (q *quickscan) scaleOf(name string) *model.Scale {
	low, high, _ := strings.Cut(name, "-")
	var s model.Scale
	s.Min, _ = strconv.Atoi(low)
	s.Max, _ = strconv.Atoi(high)
	if s == q.methodScale() {
		return nil
	}
	return &s
}

func (q *quickscan) headFields(scan *model.Scan) []kit.Field {
	e := q.env
	state := "yes"
	if !scan.Revealed {
		state = "no"
	}
	return []kit.Field{
		{Label: e.T("quickscan.title"), Hint: e.T("quickscan.titlehint"), Value: scan.Title},
		{Label: e.T("session.date"), Hint: e.T("session.datehint"), Value: string(scan.Date)},
		{Label: e.T("quickscan.visible"), Value: state, Options: []kit.Option{{Key: "yes", Label: e.T("quickscan.atonce")}, {Key: "no", Label: e.T("quickscan.onlyafter")}}},
		q.scaleField(scan),
	}
}

// another begins a further scan: later, or of another group.
func (q *quickscan) another() kit.Action {
	e := q.env
	s := e.S()
	scan, _ := q.scan()
	next := model.Scan{ID: model.NextID(&s.Scans, "s"), Date: e.Today(), Revealed: scan.Revealed, Scale: scan.Scale}
	return kit.Open{Overlay: kit.NewForm(e, e.T("quickscan.newtitle"), q.headFields(&next), func(v []string) kit.Action {
		next.Title, next.Date, next.Revealed, next.Scale = v[0], model.Date(v[1]), v[2] == "yes", q.scaleOf(v[3])
		q.at = ""
		return kit.Do{Change: model.Added[model.Scan]{Item: next}}
	})}
}

// settings opens the head of the scan. Another scale, when something was scored
// on this one, is asked about: it says what every score becomes.
func (q *quickscan) settings() kit.Action {
	e := q.env
	scan, begun := q.scan()
	return kit.Open{Overlay: kit.NewForm(e, e.T("quickscan.settings"), q.headFields(scan), func(v []string) kit.Action {
		next := model.Scan{ID: scan.ID, Title: v[0], Date: model.Date(v[1]), Revealed: v[2] == "yes", Scale: scan.Scale}
		to := q.scaleOf(v[3])
		same := e.S().ScaleOf(scan) == e.S().ScaleOf(&model.Scan{Scale: to})
		switch {
		case !begun:
			next.Scale = to
			return kit.Do{Change: model.Added[model.Scan]{Item: next}}
		case same:
			return kit.Do{Change: model.Edited[model.Scan]{Item: next}}
		}
		change := kit.Do{Change: model.Batch{Name: "scan.rescaled", Changes: []model.Change{
			model.Edited[model.Scan]{Item: next}, model.Rescaled{Scan: scan.ID, Scale: to},
		}}}
		if !scan.Scored() {
			return change
		}
		return kit.Open{Overlay: kit.NewConfirm(e, e.T("quickscan.rescale"), q.converted(scan, to), e.T("quickscan.convert"), func() kit.Action { return change })}
	})}
}

// converted says what every score of the scan becomes on another scale.
func (q *quickscan) converted(scan *model.Scan, to *model.Scale) string {
	e := q.env
	from, next := e.S().ScaleOf(scan), e.S().ScaleOf(&model.Scan{Scale: to})
	var parts []string
	for score := from.Min; score <= from.Max; score++ {
		parts = append(parts, strconv.Itoa(score)+" → "+strconv.Itoa(next.Convert(score, from)))
	}
	return e.T("quickscan.rescaletext", "From", scaleName(from), "To", scaleName(next), "List", strings.Join(parts, ", "))
}
