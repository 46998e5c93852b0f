package step

import (
	"slices"

	"kring/model"
	"kring/tui/kit"
)

// way is a way in which votes come in.
type way int

const (
	byLine   way = iota // a line for each paper
	onLaptop            // the laptop is passed round
	atTable             // one participant after another
	onWall              // the stickers on the wall are counted
)

// Editing says that the letters are text.
func (x *stickers) Editing() bool {
	switch x.way {
	case onLaptop, atTable:
		return true
	case onWall:
		return false
	}
	return x.voting() && x.rows.Editing()
}

// Lent says that a participant has the laptop.
func (x *stickers) Lent() bool { return x.way == onLaptop }

// Draft is the text in the line, and letters that were typed at the table, as
// they stand in a line; none of a secret round, as what is left half typed is
// kept on disk as it is.
func (x *stickers) Draft() string {
	if r := x.round(); r != nil && r.Hidden() {
		return ""
	}
	if text := x.tableLine(); text != "" && x.entry.Value() == "" {
		return text
	}
	return x.rows.Draft()
}

// wayKeys lead to the other ways in which votes come in.
func (x *stickers) wayKeys(r *model.Round) []kit.Key {
	e := x.env
	nobody, wall := "", ""
	if len(e.S().Participants.Live()) == 0 {
		nobody = e.T("group.nobody")
	}
	if r.Secret {
		wall = e.T("stickers.wall.secret") // who sticks on a wall shows what
	}
	mix := e.T("stickers.laptop.mix")
	if x.mixed {
		mix = e.T("stickers.laptop.unmix")
	}
	return []kit.Key{
		{On: []string{"d"}, Label: e.T("quickscan.each"), Help: e.T("stickers.table.help"), Why: nobody, Do: func() kit.Action { return x.toTable(r) }},
		{On: []string{"L"}, Label: e.T("quickscan.pass"), Help: e.T("stickers.laptop.help"), Why: nobody, Do: x.toLaptop},
		{On: []string{"W"}, Label: e.T("stickers.wall.label"), Help: e.T("stickers.wall.help"), Why: wall, Do: x.toWall, Quiet: r.Secret},
		{On: []string{"s"}, Label: mix, Help: e.T("stickers.laptop.mixhelp"), Do: x.mix, Quiet: true},
	}
}

// noted notes the ballot that stands now. Of a secret round the last ballots
// do not show that one was replaced, so it is said here.
func (x *stickers) noted() kit.Action {
	x.recent = append(x.recent, x.next)
	if over := len(x.recent) - recentMost; over > 0 {
		x.recent = slices.Delete(x.recent, 0, over)
	}
	if r := x.round(); r != nil && r.Hidden() && x.next.replaced {
		return kit.Notify{Text: x.env.T("stickers.replacedone", "Who", x.slotName(r, x.next.participant, x.next.head))}
	}
	return nil
}
