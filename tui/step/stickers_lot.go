package step

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// lotForm is the overlay in which a lot is drawn. First comes the seed, which
// everybody sees; Enter draws, and shows the order; Enter again records it. A
// seed whose order was shown is not forgotten: it is noted with the outcome.
type lotForm struct {
	*kit.Form
	x     *stickers
	round *model.Round
	tied  []string
	left  int    // places
	seed  string // drawn with; "" while it is typed
}

func newLotForm(x *stickers, r *model.Round) *lotForm {
	res := x.env.S().RoundResult(r.ID)
	f := &lotForm{x: x, round: r, tied: res.Ties[0], left: r.Places - len(res.Winners(r.Places))}
	f.build(r.Outcome.Seed, r.Outcome.Note)
	return f
}

// build makes the fields; the seed of an earlier lot shows the same order again.
func (f *lotForm) build(seed, note string) {
	e := f.x.env
	f.Form = kit.NewForm(e, e.T("stickers.lot.title"), []kit.Field{
		{Label: e.T("stickers.lot.seed"), Hint: e.T("stickers.lot.seedhint"), Value: seed},
		{Label: e.T("stickers.reason"), Hint: e.T("stickers.reasonhint"), Value: note},
	}, func(v []string) kit.Action {
		if v[0] == "" {
			f.build(proposedSeed(), v[1])
			return nil
		}
		f.draw(v[0])
		return nil
	})
}

// proposedSeed is a number that can be read out aloud.
func proposedSeed() string {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "" // it is asked for again
	}
	return fmt.Sprintf("%06d", n)
}

// draw shows the order of a seed, and remembers that it was shown.
func (f *lotForm) draw(seed string) {
	f.seed = seed
	if shown := f.x.seeds[f.round.ID]; !slices.Contains(shown, seed) {
		f.x.seeds[f.round.ID] = append(shown, seed)
	}
}

// others are the seeds whose order was shown before this one.
func (f *lotForm) others() []string {
	shown := slices.Clone(f.x.seeds[f.round.ID])
	if was := f.round.Outcome.Seed; was != "" && !slices.Contains(shown, was) {
		shown = append(shown, was)
	}
	return slices.DeleteFunc(shown, func(seed string) bool { return seed == f.seed })
}

// record writes the lot down: those who were clearly in, and those drawn.
func (f *lotForm) record() kit.Action {
	e, r := f.x.env, f.round
	chosen := e.S().RoundResult(r.ID).Winners(r.Places)
	chosen = append(slices.Clone(chosen), model.Lot(f.seed, f.tied)[:f.left]...)
	note := f.Values()[1]
	others := slices.DeleteFunc(f.others(), func(seed string) bool { return strings.Contains(note, seed) })
	if len(others) > 0 {
		if note != "" {
			note += " "
		}
		note += e.T("stickers.lot.before", "List", e.Texts.List(others))
	}
	return f.x.decide(r, model.Outcome{Chosen: chosen, By: model.ByLot, Seed: f.seed, Note: note})
}

// Editing says that the letters are text.
func (f *lotForm) Editing() bool { return f.seed == "" && f.Form.Editing() }

// Keys are those of the seed, or of the order that was drawn.
func (f *lotForm) Keys() []kit.Key {
	e := f.x.env
	if f.seed != "" {
		return []kit.Key{
			{On: []string{"enter"}, Label: e.T("stickers.record"), Do: f.record},
			{On: []string{"esc"}, Label: e.T("stickers.lot.again"), Do: func() kit.Action {
				f.seed = ""
				return nil
			}},
		}
	}
	keys := f.Form.Keys()
	keys[0].Label = e.T("stickers.lot.draw")
	return keys
}

// Update takes in a message.
func (f *lotForm) Update(msg tea.Msg) kit.Action {
	if _, is := msg.(kit.Done); is {
		f.seed = ""
		return f.Form.Update(msg)
	}
	if f.seed == "" {
		return f.Form.Update(msg)
	}
	a, _ := kit.Press(f.Keys(), msg)
	return a
}

// Size asks for the longer of the two pages.
func (f *lotForm) Size(width, height int) (int, int) {
	w, h := f.Form.Size(width, height)
	return w, min(height, max(h+len(f.rule(w)), len(f.drawn(w))))
}

// rule says before the draw what is drawn for, and how.
func (f *lotForm) rule(width int) []string {
	e := f.x.env
	lines := kit.Wrap(e.N("stickers.lot.for", f.left, "List", f.x.listed(f.round, f.tied), "Word", f.x.numeral(f.left)), width)
	lines = append(lines, kit.Styled(e.Theme.Dim, kit.Wrap(e.T("stickers.lot.rule"), width))...)
	return append(lines, f.warned(width)...)
}

// warned says that there was a draw already.
func (f *lotForm) warned(width int) []string {
	others := f.others()
	if len(others) == 0 {
		return nil
	}
	e := f.x.env
	return kit.Styled(e.Theme.Warn, kit.Wrap(kit.MarkWarning+" "+e.T("stickers.lot.before", "List", e.Texts.List(others)), width))
}

// digestShown is how many digits of a digest are shown: enough to compare.
const digestShown = 12

// drawn draws the order: place, letter, id, the first digits that decide, and
// the text.
func (f *lotForm) drawn(width int) []string {
	e, t := f.x.env, f.x.env.Theme
	lines := kit.Styled(t.Bold, kit.Wrap(e.T("stickers.lot.with", "Seed", f.seed), width))
	lines = append(lines, "")
	place := f.x.placesOf(f.round)
	id := 0
	for _, one := range f.tied {
		id = max(id, min(kit.Width(one), 12))
	}
	for i, one := range model.Lot(f.seed, f.tied) {
		mark, style := " ", t.Dim
		if i < f.left {
			mark, style = kit.MarkDone, t.Bold
		}
		line := mark + kit.FitRight(strconv.Itoa(i+1), len(strconv.Itoa(len(f.tied)))+1) + "  " +
			kit.Fit(model.OptionLetter(place[one]), letters(len(f.round.Options))) + "  " +
			model.LotDigest(f.seed, one)[:digestShown] + "…  " + kit.Fit(one, id) + "  " + e.S().OptionText(f.round.About, one)
		lines = append(lines, style.Render(kit.Cut(line, width)))
	}
	lines = append(lines, "")
	lines = append(lines, kit.Styled(t.Dim, kit.Wrap(e.T("stickers.lot.check"), width))...)
	return append(lines, f.warned(width)...)
}

// View draws the seed and the rule, or the order that was drawn.
func (f *lotForm) View(width, height int) (string, *tea.Cursor) {
	if f.seed != "" {
		lines := f.drawn(width)
		if over := len(lines) - height; over > 0 { // of many, the last ones in the order give way
			from := min(2+len(f.tied), len(lines)-1)
			lines = slices.Delete(lines, max(from-over, 0), from)
		}
		return kit.Page(width, height, lines, nil, nil), nil
	}
	rule := f.rule(width)
	_, rows := f.Form.Size(width, height)
	text, cursor := f.Form.View(width, min(rows, max(height-len(rule), 1)))
	return kit.Page(width, height, strings.Split(text, "\n"), rule, nil), cursor
}
