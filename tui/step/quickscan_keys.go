package step

import (
	"strconv"

	"kring/model"
	"kring/tui/kit"
)

// Keys are the keys of the step as it is now.
func (q *quickscan) Keys() []kit.Key {
	switch q.mode {
	case papers:
		return q.paperKeys()
	case alone:
		return q.aloneKeys()
	}
	e := q.env
	keys := q.scoreKeys()
	keys = append(keys,
		kit.Key{On: []string{"n"}, Label: e.T("quickscan.note"), Help: e.T("quickscan.notehelp"), Do: q.remark},
		kit.Key{On: []string{"v"}, Label: e.T("quickscan.questions"), Help: e.T("quickscan.questionshelp"), Do: q.questions},
	)
	if q.mode == each {
		return append(keys,
			kit.Key{On: []string{"left"}, Show: "←→", Label: e.T("quickscan.person"), Help: e.T("quickscan.personhelp"), Do: func() kit.Action { return q.next(-1) }},
			kit.Key{On: []string{"right"}, Label: e.T("quickscan.person"), Do: func() kit.Action { return q.next(1) }, Quiet: true},
			kit.Key{On: []string{"/"}, Label: e.T("quickscan.find"), Do: q.find},
			kit.Key{On: []string{"d", "esc"}, Label: e.T("quickscan.together"), Help: e.T("quickscan.togetherhelp"), Do: q.backTogether},
			kit.MoveKeys(e),
		)
	}
	keys = append(keys, q.wayKeys()...)
	keys = append(keys, q.seeKeys()...)
	keys = append(keys, q.scanKeys()...)
	return append(append(keys, chainKeys(e, model.LinkPillar, strconv.Itoa(q.pillar))...), kit.MoveKeys(e))
}

// scoreKeys are the scores themselves.
func (q *quickscan) scoreKeys() []kit.Key {
	e := q.env
	scale := q.scale()
	unknown := []string{"w"}
	if scale.Min > 0 {
		unknown = []string{"0", "w"}
	}
	keys := []kit.Key{
		{On: []string{scoreKey(scale.Min)}, Show: strconv.Itoa(scale.Min) + "-" + strconv.Itoa(scale.Max), Label: e.T("quickscan.score"), Help: e.T("quickscan.scorehelp")},
		{On: unknown, Label: e.T("quickscan.dontknow"), Help: e.T("quickscan.dontknowhelp"), Do: func() kit.Action { return q.score(nil) }},
		{On: []string{"backspace", "delete"}, Label: e.T("quickscan.clear"), Why: q.nothingHere(), Do: q.clear, Quiet: true},
	}
	for score := scale.Min; score <= scale.Max; score++ {
		keys = append(keys, kit.Key{On: []string{scoreKey(score)}, Label: strconv.Itoa(score), Help: q.anchor(score), Quiet: true,
			Do: func() kit.Action { return q.score(&score) }})
	}
	return keys
}

// scoreKey is the key for a score: its digit, and x for ten.
func scoreKey(score int) string {
	if score == 10 {
		return "x"
	}
	return strconv.Itoa(score)
}

// wayKeys lead to the other ways to score.
func (q *quickscan) wayKeys() []kit.Key {
	e := q.env
	nobody := ""
	if len(q.people()) == 0 {
		nobody = e.T("group.nobody")
	}
	return []kit.Key{
		{On: []string{"d"}, Label: e.T("quickscan.each"), Help: e.T("quickscan.eachhelp"), Why: nobody, Do: q.toEach},
		{On: []string{"P"}, Label: e.T("quickscan.papers"), Help: e.T("quickscan.papershelp"), Why: nobody, Do: q.toPapers, Quiet: true},
		{On: []string{"L"}, Label: e.T("quickscan.pass"), Help: e.T("quickscan.passhelp"), Why: nobody, Do: q.toAlone, Quiet: true},
		{On: []string{"c"}, Label: e.T("quickscan.hands"), Help: e.T("quickscan.handshelp"), Do: q.countHands, Quiet: true},
	}
}

// seeKeys are ways to look at the figures.
func (q *quickscan) seeKeys() []kit.Key {
	e := q.env
	scan, begun := q.scan()
	none := ""
	if !begun {
		none = e.T("quickscan.noscan")
	}
	toHide, hideHelp := "quickscan.hide", "quickscan.hidehelp"
	if !scan.Revealed {
		toHide, hideHelp = "quickscan.reveal", "quickscan.revealhelp"
	}
	one := ""
	switch {
	case scan.Revealed:
		one = e.T("quickscan.nothidden")
	case !q.hidden(q.pillar):
		one = e.T("quickscan.isshown")
	}
	sorted := none
	if !scan.Revealed {
		sorted = e.T("quickscan.stillhidden")
	}
	apart := none
	if _, ok := e.S().ScanApart(scan.ID); !ok {
		apart = e.T("quickscan.toofew", "Min", model.GroupMin)
	}
	earlier := ""
	if e.S().Earlier(scan.ID) == nil {
		earlier = e.T("quickscan.noearlier")
	}
	return []kit.Key{
		{On: []string{"r"}, Label: e.T("quickscan.picture"), Help: e.T("quickscan.picturehelp"), Do: func() kit.Action { q.picture = (q.picture + 1) % pictures; return nil }},
		{On: []string{"h"}, Label: e.T(toHide), Help: e.T(hideHelp), Do: q.toggleHidden},
		{On: []string{"space"}, Label: e.T("quickscan.revealone"), Help: e.T("quickscan.revealonehelp"), Why: one, Do: q.revealOne, Quiet: true},
		{On: []string{"o"}, Label: e.T("quickscan.order.label"), Help: e.T("quickscan.orderhelp"), Why: sorted, Do: func() kit.Action { q.order = (q.order + 1) % orders; return nil }, Quiet: true},
		{On: []string{"a"}, Label: e.T("quickscan.apart"), Help: e.T("quickscan.aparthelp"), Why: apart, Do: func() kit.Action { return q.compare(withGroups) }, Quiet: true},
		{On: []string{"b"}, Label: e.T("quickscan.earlier"), Help: e.T("quickscan.earlierhelp"), Why: earlier, Do: func() kit.Action { return q.compare(withEarlier) }, Quiet: true},
		{On: []string{"R"}, Label: e.T("quickscan.ascii"), Help: e.T("quickscan.asciihelp"), Do: func() kit.Action { q.ascii = !q.ascii; return nil }, Quiet: true},
	}
}

// scanKeys are of the scan as a whole, and of the scans there are.
func (q *quickscan) scanKeys() []kit.Key {
	e := q.env
	live := e.S().Scans.Live()
	scan, begun := q.scan()
	at := e.S().Scans.Position(scan.ID)
	first, last, none := "", "", ""
	if at <= 0 {
		first = e.T("quickscan.firstscan")
	}
	if at >= len(live)-1 {
		last = e.T("quickscan.lastscan")
	}
	if !begun {
		none = e.T("quickscan.noscan")
	}
	return []kit.Key{
		{On: []string{"S"}, Label: e.T("quickscan.settings"), Help: e.T("quickscan.settingshelp"), Do: q.settings, Quiet: true},
		{On: []string{"N"}, Label: e.T("quickscan.new"), Help: e.T("quickscan.newhelp"), Why: none, Do: q.another, Quiet: true},
		{On: []string{","}, Label: e.T("quickscan.before"), Help: e.T("quickscan.beforehelp"), Why: first, Do: func() kit.Action { return q.toScan(at - 1) }, Quiet: true},
		{On: []string{"."}, Label: e.T("quickscan.after"), Help: e.T("quickscan.afterhelp"), Why: last, Do: func() kit.Action { return q.toScan(at + 1) }, Quiet: true},
	}
}

// paperKeys are those of the line for papers.
func (q *quickscan) paperKeys() []kit.Key {
	return append(q.keys(q.env.T("quickscan.enter")),
		kit.Key{On: []string{"d"}, Label: q.env.T("quickscan.together"), Help: q.env.T("quickscan.togetherhelp"), Do: q.backTogether})
}

// aloneKeys are what a participant has who is alone with the laptop.
func (q *quickscan) aloneKeys() []kit.Key {
	e := q.env
	stop := kit.Key{On: []string{"esc"}, Label: e.T("quickscan.stop"), Help: e.T("quickscan.stophelp"), Do: q.stopAlone}
	if q.stage == thanked {
		return []kit.Key{{On: []string{"enter"}, Label: e.T("quickscan.nextperson"), Do: q.pickSelf}, stop}
	}
	return append(q.scoreKeys(),
		kit.Key{On: []string{"enter"}, Label: e.T("quickscan.ready"), Help: e.T("quickscan.readyhelp"), Do: q.thank},
		kit.MoveKeys(e), stop)
}
