package step

import (
	"kring/model"
	"kring/tui/kit"
)

// The ways to settle a tie across the line.
const (
	settleTalk   = "talk"
	settleRunOff = "run-off"
	settleLot    = "lot"
)

// settleTie offers three ways out of a tie: talking, a run-off, a lot.
func (x *stickers) settleTie(r *model.Round) kit.Action {
	e := x.env
	res := e.S().RoundResult(r.ID)
	left := r.Places - len(res.Winners(r.Places))
	list := x.listed(r, res.Ties[0])
	items := []kit.Item{
		{Key: settleTalk, Label: e.T("stickers.way.talk"), Note: e.T("stickers.way.talknote")},
		{Key: settleRunOff, Label: e.T("stickers.way.runoff"), Note: list},
		{Key: settleLot, Label: e.T("stickers.way.lot"), Note: e.T("stickers.way.lotnote")},
	}
	if run := e.S().RunOffOf(r); run != nil {
		items[1].Note = x.called(run)
	}
	title := e.N("stickers.way.title", left, "List", list, "Word", x.numeral(left))
	return kit.Open{Overlay: kit.NewPicker(e, title, items, func(key string) kit.Action {
		switch key {
		case settleRunOff:
			return x.runOff(r)
		case settleLot:
			return kit.Open{Overlay: newLotForm(x, r)}
		}
		return x.talkOver(r)
	})}
}

// runOff goes to the run-off of a round, and makes it when there is none that
// is still to be held.
func (x *stickers) runOff(r *model.Round) kit.Action {
	e := x.env
	if run := e.S().RunOffOf(r); run != nil && (run.State != model.Closed || run.Outcome.By == "") {
		x.at = run.ID
		x.arrive()
		return nil
	}
	next, ok := e.S().RunOff(r)
	if !ok {
		return kit.Notify{Text: e.T("stickers.runoff.gone"), Bad: true}
	}
	next.Title = model.Shortened(e.T("stickers.runoff.titled", "Title", x.called(r)))
	x.at = next.ID
	return kit.Do{Change: model.Added[model.Round]{Item: next}}
}

// called is what a round is called.
func (x *stickers) called(r *model.Round) string {
	return x.title(r, x.env.S().Rounds.Position(r.ID))
}

// listed names options of a round by their letters.
func (x *stickers) listed(r *model.Round, ids []string) string {
	if len(ids) == 0 {
		return x.env.T("common.none")
	}
	return x.env.Texts.List(x.lettersOf(r, ids))
}

// linked says how a round hangs together with others: which run-off is to
// decide it, and what recording a run-off decides.
func (x *stickers) linked(r *model.Round, res *model.RoundResult) []string {
	e := x.env
	var lines []string
	if run := e.S().RunOffOf(r); run != nil && r.Outcome.By == "" {
		lines = append(lines, e.T("stickers.runoff.at."+run.State, "Title", x.called(run)))
	}
	if r.Outcome.By != "" || len(res.Ties) > 0 {
		return lines
	}
	settled := e.S().Settles(r, res.Winners(r.Places))
	if first := settled[len(settled)-1]; len(settled) > 1 {
		lines = append(lines, e.T("stickers.runoff.decides", "Title", x.called(first.Round), "List", x.listed(first.Round, first.Chosen)))
	}
	return lines
}
