package step

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// wall is the way in which the stickers on the wall are counted: a number for
// each option and group. A number that is being typed is one change, made when
// the cursor leaves its cell.
type wall struct {
	list   kit.List          // of the options
	column int               // of the group
	typed  string            // digits that are not saved yet
	typing bool              // they stand, also when all of them were wiped
	then   func() kit.Action // what follows once they are saved
}

// toWall begins to count at the first option without a count.
func (x *stickers) toWall() kit.Action {
	x.way, x.wall = onWall, wall{}
	r := x.round()
	for i, id := range r.Options {
		if _, counted := r.OnWall(id, x.wallGroup(r)); !counted {
			x.wall.list.At = i
			break
		}
	}
	return nil
}

// wallGroup is the group of the column under the cursor.
func (x *stickers) wallGroup(r *model.Round) string {
	groups := x.env.S().WallGroups(r)
	return groups[min(x.wall.column, len(groups)-1)]
}

// wallTypes are the keys that type a number.
var wallTypes = []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}

func (x *stickers) wallKeys(r *model.Round) []kit.Key {
	e := x.env
	people := e.T("stickers.wall.same")
	if r.Together == model.TogetherCheck {
		people = e.T("stickers.wall.others")
	}
	beside := func(by int) func() kit.Action {
		return func() kit.Action { return x.wallSave(func() kit.Action { return x.wallBeside(r, by) }) }
	}
	return []kit.Key{
		{On: wallTypes, Show: "0-9", Label: e.T("stickers.wall.count"), Help: e.T("stickers.wall.counthelp")},
		{On: []string{"enter"}, Label: e.T("stickers.wall.next"), Help: e.T("stickers.wall.nexthelp"), Do: func() kit.Action { return x.wallSave(func() kit.Action { return x.wallOn(r) }) }},
		{On: []string{"left", "shift+tab"}, Show: "←→", Label: e.T("stickers.wall.group"), Do: beside(-1)},
		{On: []string{"right", "tab"}, Label: e.T("stickers.wall.group"), Do: beside(1), Quiet: true},
		{On: []string{"space"}, Label: people, Help: e.T("stickers.wall.peoplehelp"), Do: func() kit.Action { return x.wallTogether(r) }},
		{On: []string{"backspace", "delete"}, Label: e.T("stickers.wall.wipe"), Do: func() kit.Action { return x.wallWipe(r) }, Quiet: true},
		{On: []string{"esc", "W"}, Label: e.T("key.cancel"), Help: e.T("stickers.wall.backhelp"), Do: func() kit.Action { return x.wallSave(x.leaveWall) }},
		kit.MoveKeys(e),
	}
}

func (x *stickers) updateWall(msg tea.Msg) kit.Action {
	r, w := x.round(), &x.wall
	if text := typedText(msg); text != "" {
		for _, c := range text {
			if c < '0' || c > '9' {
				continue
			}
			if n, err := strconv.Atoi(w.typed + string(c)); err != nil || n > model.StickersMax {
				return kit.Notify{Text: x.env.T("stickers.wall.much", "Max", model.StickersMax), Bad: true}
			}
			w.typed, w.typing = strings.TrimLeft(w.typed, "0")+string(c), true
		}
	}
	if a, ok := kit.Press(x.wallKeys(r), msg); ok {
		return a
	}
	to := w.list
	if to.Move(msg, len(r.Options), false) {
		return x.wallSave(func() kit.Action {
			w.list = to
			return nil
		})
	}
	return nil
}

// typedText is the text of a key or a paste.
func typedText(msg tea.Msg) string {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return msg.Text
	case tea.PasteMsg:
		return msg.Content
	}
	return ""
}

// wallSave saves the number that is being typed and goes on from there.
func (x *stickers) wallSave(then func() kit.Action) kit.Action {
	r, w := x.round(), &x.wall
	n, _ := strconv.Atoi(w.typed)
	option, group := r.Options[w.list.At], x.wallGroup(r)
	if was, counted := r.OnWall(option, group); !w.typing || counted && was == n {
		w.typed, w.typing = "", false
		return then()
	}
	w.then = then
	return kit.Do{Change: model.WallSet{Round: r.ID, Wall: model.Wall{Option: option, Group: group, Stickers: n}}}
}

// wallTold goes on once the number stands; until then it stays as it was typed.
func (x *stickers) wallTold(d kit.Done) kit.Action {
	w := &x.wall
	then := w.then
	w.then = nil
	if d.Err != nil {
		return kit.Notify{Text: x.env.Explain(d.Err), Bad: true}
	}
	if then == nil {
		return nil
	}
	w.typed, w.typing = "", false
	return then()
}

func (x *stickers) leaveWall() kit.Action {
	x.way = byLine
	return nil
}

// wallBeside goes to the group that many columns further on.
func (x *stickers) wallBeside(r *model.Round, by int) kit.Action {
	x.wall.column = min(max(x.wall.column+by, 0), len(x.env.S().WallGroups(r))-1)
	return nil
}

// wallOn goes on to the next option; from the last one to the first of the next
// group, as long as there is one.
func (x *stickers) wallOn(r *model.Round) kit.Action {
	w := &x.wall
	switch {
	case w.list.At < len(r.Options)-1:
		w.list.At++
	case w.column < len(x.env.S().WallGroups(r))-1:
		w.list.At, w.column = 0, w.column+1
	}
	return nil
}

// wallWipe takes away the last digit of the number.
func (x *stickers) wallWipe(r *model.Round) kit.Action {
	w := &x.wall
	n, counted := r.OnWall(r.Options[w.list.At], x.wallGroup(r))
	if !w.typing && counted {
		w.typed = strconv.Itoa(n)
	}
	w.typed = w.typed[:max(len(w.typed)-1, 0)]
	w.typing = w.typed != "" || counted
	return nil
}

// wallTogether says whether the stickers on the wall are of the same people as
// the ballots.
func (x *stickers) wallTogether(r *model.Round) kit.Action {
	next := *r
	next.Ballots, next.Wall = model.Ballots{}, model.List[model.Wall]{} // the round keeps its own
	next.Together = model.TogetherCheck
	if r.Together == model.TogetherCheck {
		next.Together = model.TogetherAdd
	}
	return x.wallSave(func() kit.Action { return kit.Do{Change: model.Edited[model.Round]{Item: next}} })
}
