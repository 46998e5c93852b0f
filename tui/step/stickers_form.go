package step

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// subject is something that a round can be about, with how many options there
// are for it.
type subject struct {
	about   string
	options int
}

// subjectsNow gives what there is to vote on.
func (x *stickers) subjectsNow() []subject {
	s := x.env.S()
	return x.subjects.Get(s.Revision(), func() []subject {
		var all []subject
		for _, about := range []string{model.AboutObjectives, model.AboutActions, model.AboutClusters, model.AboutPillars} {
			if n := len(s.Candidates(about)); n > 0 {
				all = append(all, subject{about, n})
			}
		}
		return all
	})
}

// begin opens the form for a new round, about the first thing that was not
// voted on yet.
func (x *stickers) begin() kit.Action {
	had := make(map[string]bool)
	for _, r := range x.rounds() {
		had[r.About] = true
	}
	subjects := x.subjectsNow()
	about := subjects[0].about
	for i := len(subjects) - 1; i >= 0; i-- {
		if !had[subjects[i].about] && subjects[i].about != model.AboutPillars {
			about = subjects[i].about
		}
	}
	return x.beginOn(about)
}

// beginOn opens the form for a new round about that.
func (x *stickers) beginOn(about string) kit.Action {
	s := x.env.S()
	r := model.Round{
		ID: model.NextID(&s.Rounds, "r"), About: about, Options: x.optionsFor(about),
		Per: model.PerParticipant, State: model.Draft, Together: model.TogetherAdd,
	}
	r.Stickers, r.Places = model.SuggestStickers(len(r.Options)), usualPlaces(len(r.Options))
	if s.Young() > 0 {
		r.Split = model.SplitYoung
	}
	return kit.Open{Overlay: newRoundForm(x, r, true)}
}

func (x *stickers) editRules(r *model.Round) kit.Action {
	return kit.Open{Overlay: newRoundForm(x, *r, false)}
}

// editTitle mends the title of a closed round, all that can be.
func (x *stickers) editTitle(r *model.Round) kit.Action {
	e := x.env
	_, place := x.place()
	return kit.Open{Overlay: kit.NewForm(e, e.T("stickers.formtitle"), []kit.Field{
		{Label: e.T("stickers.title"), Hint: e.T("stickers.untitled", "N", place+1), Value: r.Title},
	}, func(v []string) kit.Action {
		next := *r
		next.Title = v[0]
		return kit.Do{Change: model.Edited[model.Round]{Item: next}}
	})}
}

// optionsFor gives all options there are, as many as a round may have.
func (x *stickers) optionsFor(about string) []string {
	all := x.env.S().Candidates(about)
	return all[:min(len(all), model.OptionsMax)]
}

// usualPlaces is how many places a form proposes: three, and somebody out.
func usualPlaces(options int) int { return max(min(3, options-1), 1) }

// copyKey makes a new round like this one.
func (x *stickers) copyKey(r *model.Round) kit.Key {
	e := x.env
	return kit.Key{On: []string{"C"}, Label: e.T("stickers.copy"), Help: e.T("stickers.copyhelp"), Do: func() kit.Action {
		next := e.S().CopyOf(r)
		if r.Title != "" {
			next.Title = model.Shortened(e.T("stickers.copied", "Title", r.Title))
		}
		x.at = next.ID
		return kit.Do{Change: model.Added[model.Round]{Item: next}}
	}, Quiet: true}
}

// roundForm is the form with the rules of a round. When what it is about
// changes, so do the proposals that nobody has altered. What stands, once the
// round is open or where it is a run-off, leaves nothing to choose.
type roundForm struct {
	*kit.Form
	x     *stickers
	round model.Round
	fresh bool
}

// The places of the fields.
const (
	fieldTitle = iota
	fieldAbout
	fieldStickers
	fieldLimit
	fieldPer
	fieldSecret
	fieldSplit
	fieldPlaces
)

func newRoundForm(x *stickers, r model.Round, fresh bool) *roundForm {
	f := &roundForm{x: x, round: r, fresh: fresh}
	secret := "open"
	if r.Secret {
		secret = "secret"
	}
	f.build([]string{r.Title, r.About, strconv.Itoa(r.Stickers), blankZero(r.Limit), r.Per, secret, r.Split, blankZero(r.Places)}, fieldTitle)
	return f
}

// opened says that the round is open already.
func (f *roundForm) opened() bool { return f.round.State == model.Open }

// blankZero writes a number; none is left blank, so that the hint says what
// that means.
func blankZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// build makes the fields with these values, the cursor on one of them.
func (f *roundForm) build(v []string, at int) {
	e := f.x.env
	options := func(prefix string, keys ...string) []kit.Option {
		out := make([]kit.Option, len(keys))
		for i, key := range keys {
			out[i] = kit.Option{Key: key, Label: e.T(prefix + key)}
		}
		return out
	}
	var abouts []kit.Option
	for _, one := range f.x.subjectsNow() {
		abouts = append(abouts, kit.Option{Key: one.about, Label: e.N("stickers.about."+one.about, one.options)})
	}
	secrecy := options("stickers.how.", "open", "secret")
	if f.opened() || f.round.Of != "" {
		abouts = []kit.Option{{Key: f.round.About, Label: e.N("stickers.about."+f.round.About, len(f.round.Options)) + " · " + e.T("stickers.stands")}}
	}
	if f.opened() {
		secrecy = options("stickers.how.", v[fieldSecret])
		secrecy[0].Label += " · " + e.T("stickers.stands")
	}
	splits := []kit.Option{{Key: model.SplitNone, Label: e.T("stickers.split.nobody")}}
	splits = append(splits, options("stickers.split.", model.SplitYoung)...)
	if len(e.M().Sectors) > 0 {
		splits = append(splits, options("stickers.split.", model.SplitSector)...)
	}
	title, hint := e.T("stickers.formnew"), e.T("stickers.untitled", "N", len(f.x.rounds())+1)
	if !f.fresh {
		_, place := f.x.place()
		title, hint = e.T("stickers.formedit"), e.T("stickers.untitled", "N", place+1)
	}
	f.Form = kit.NewForm(e, title, []kit.Field{
		{Label: e.T("stickers.title"), Hint: hint, Value: v[fieldTitle]},
		{Label: e.T("stickers.subject"), Value: v[fieldAbout], Options: abouts},
		{Label: e.T("stickers.each"), Value: v[fieldStickers]},
		{Label: e.T("stickers.limit"), Hint: e.T("stickers.limithint"), Value: v[fieldLimit]},
		{Label: e.T("stickers.per"), Value: v[fieldPer], Options: options("stickers.perwhom.", model.PerParticipant, model.PerHead)},
		{Label: e.T("stickers.secrecy"), Value: v[fieldSecret], Options: secrecy},
		{Label: e.T("stickers.apart"), Value: v[fieldSplit], Options: splits},
		{Label: e.T("stickers.seats"), Hint: e.T("stickers.seatshint"), Value: v[fieldPlaces]},
	}, f.save).At(at)
}

// Update takes in a key, and makes the proposals anew when it changed what the
// round is about.
func (f *roundForm) Update(msg tea.Msg) kit.Action {
	if c, ok := msg.(kit.Click); ok {
		c.Height -= len(f.below(c.Width))
		msg = c
	}
	was := f.Values()
	a := f.Form.Update(msg)
	if v := f.Values(); v[fieldAbout] != was[fieldAbout] {
		before, after := f.count(was[fieldAbout]), f.count(v[fieldAbout])
		if v[fieldStickers] == strconv.Itoa(model.SuggestStickers(before)) {
			v[fieldStickers] = strconv.Itoa(model.SuggestStickers(after))
		}
		if v[fieldPlaces] == strconv.Itoa(usualPlaces(before)) {
			v[fieldPlaces] = strconv.Itoa(usualPlaces(after))
		}
		f.build(v, fieldAbout)
	}
	return a
}

// count is how many options the round has when it is about that.
func (f *roundForm) count(about string) int {
	if !f.fresh && about == f.round.About {
		return len(f.round.Options)
	}
	return len(f.x.optionsFor(about))
}

// Size asks for the fields and for the reason of the proposal.
func (f *roundForm) Size(width, height int) (int, int) {
	w, h := f.Form.Size(width, height)
	return w, min(height, h+len(f.below(w)))
}

// below says why that many stickers are proposed.
func (f *roundForm) below(width int) []string {
	return kit.Styled(f.x.env.Theme.Dim, kit.WrapMost(f.x.suggestion(f.count(f.Values()[fieldAbout])), width, 2))
}

// View draws the fields and the reason below them.
func (f *roundForm) View(width, height int) (string, *tea.Cursor) {
	below := f.below(width)
	text, cursor := f.Form.View(width, max(height-len(below), 1))
	return kit.Page(width, height, strings.Split(text, "\n"), nil, below), cursor
}

func (f *roundForm) save(v []string) kit.Action {
	e := f.x.env
	next := f.round
	for _, number := range []struct {
		at    int
		label string
		to    *int
	}{{fieldStickers, "stickers.each", &next.Stickers}, {fieldLimit, "stickers.limit", &next.Limit}, {fieldPlaces, "stickers.seats", &next.Places}} {
		n, err := strconv.Atoi(v[number.at])
		if err != nil && v[number.at] != "" {
			return kit.Notify{Text: e.T("form.number", "Field", e.T(number.label)), Bad: true}
		}
		*number.to = n
	}
	next.Title, next.Per, next.Secret, next.Split = v[fieldTitle], v[fieldPer], v[fieldSecret] == "secret", v[fieldSplit]
	if about := v[fieldAbout]; about != next.About {
		next.About, next.Options = about, f.x.optionsFor(about)
	}
	if !f.fresh {
		return kit.Do{Change: model.Edited[model.Round]{Item: next}}
	}
	f.x.at = next.ID
	return kit.Do{Change: model.Added[model.Round]{Item: next}}
}
