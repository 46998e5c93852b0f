package step

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// library is an overlay with the actions that were done elsewhere, to find by
// typing and to take over. It stays open, as a group takes more than one.
type library struct {
	env       *kit.Env
	objective *model.Objective // what is taken over is for this one; nil: for none
	took      func()           // told when an action was taken over
	all       []*model.LibraryAction
	shown     []*model.LibraryAction
	fitting   int // how many of all fit the pillar: those stand first
	list      kit.List
	entry     kit.Entry
}

func (a *actions) openLibrary() kit.Action {
	l := &library{env: a.env, objective: a.tie(), took: a.last, entry: kit.NewEntry()}
	l.all, l.fitting = a.env.M().LibraryFor(a.pillar())
	l.shown = l.all
	return kit.Open{Overlay: l}
}

// Title stands in the border.
func (l *library) Title() string {
	title := l.env.T("actions.libraryname")
	if l.objective != nil {
		title += " · " + l.env.T("actions.for", "Letter", l.env.S().ObjectiveLetter(l.objective.ID), "What", l.objective.What)
	}
	return title
}

// Size asks for room to read.
func (l *library) Size(width, height int) (int, int) { return min(width, 124), min(height, 34) }

// Editing says that the letters are text.
func (l *library) Editing() bool { return true }

// here is the action under the cursor, or nil.
func (l *library) here() *model.LibraryAction {
	if l.list.At < len(l.shown) {
		return l.shown[l.list.At]
	}
	return nil
}

// Keys are the keys of the library.
func (l *library) Keys() []kit.Key {
	e := l.env
	why := ""
	if l.here() == nil {
		why = e.T("picker.none")
	}
	return []kit.Key{
		{On: []string{"enter"}, Label: e.T("actions.take"), Help: e.T("actions.takehelp"), Why: why, Do: l.take},
		kit.MoveKeys(e),
		{On: []string{"esc"}, Label: e.T("key.close"), Do: func() kit.Action { return kit.Close{} }},
	}
}

// Update takes in a message.
func (l *library) Update(msg tea.Msg) kit.Action {
	switch msg := msg.(type) {
	case kit.Done:
		if msg.Err != nil {
			l.entry.Refuse(l.env.Explain(msg.Err))
			return nil
		}
		l.took()
		return nil
	case kit.Click:
		left, rows := l.listSize(msg.Width, msg.Height)
		from, to := kit.Window(l.list.At, len(l.shown), rows)
		if row := from + msg.Y - 2; msg.Y >= 2 && row < to && msg.X < left {
			l.list.At = row
		}
		return nil
	}
	if a, ok := kit.Press(l.Keys(), msg); ok {
		return a
	}
	if l.list.Move(msg, len(l.shown), true) {
		return nil
	}
	if l.entry.Update(msg) {
		l.filter()
	}
	return nil
}

// filter shows the actions in which every word occurs that was typed: in the
// name, the description, the setting, the ages, the pillars or the source.
func (l *library) filter() {
	e := l.env
	words := strings.Fields(strings.ToLower(l.entry.Value()))
	l.shown, l.list.At = nil, 0
	for _, it := range l.all {
		text := strings.Join([]string{e.In(it.Name), e.In(it.Description), e.In(it.Setting), e.In(it.Ages), it.Source, l.pillars(it)}, " ")
		if kit.Matches(text, words) {
			l.shown = append(l.shown, it)
		}
	}
}

// take makes an action of the one under the cursor. One that is there already
// is not taken twice: it is tied to the objective as well.
func (l *library) take() kit.Action {
	e, s := l.env, l.env.S()
	it := l.here()
	was := s.TakenOver(it.ID)
	if was == nil {
		next := it.TakeOver(s.Language)
		next.ID = model.NextID(&s.Actions, "a")
		if l.objective != nil {
			next.Objectives = []string{l.objective.ID}
		}
		return kit.All{kit.Do{Change: model.Added[model.Action]{Item: next}}, kit.Notify{Text: e.T("actions.taken", "Title", next.Title)}}
	}
	if l.objective == nil || slices.Contains(was.Objectives, l.objective.ID) {
		l.entry.Refuse(e.T("actions.already"))
		return nil
	}
	next := *was
	next.Objectives = append(slices.Clone(was.Objectives), l.objective.ID)
	return kit.All{kit.Do{Change: model.Edited[model.Action]{Item: next}}, kit.Notify{Text: e.T("actions.tiedtoo", "Title", next.Title)}}
}

// pillars names the pillars that an action fits.
func (l *library) pillars(it *model.LibraryAction) string { return pillarNames(l.env, it) }

func pillarNames(e *kit.Env, it *model.LibraryAction) string {
	names := make([]string, 0, len(it.Pillars))
	for _, n := range it.Pillars {
		if p := e.M().Pillar(n); p != nil {
			names = append(names, strconv.Itoa(n)+" "+e.In(p.Short))
		}
	}
	return strings.Join(names, ", ")
}

// librarySide is the width from which the description stands beside the list.
const librarySide = 90

// listSize is how wide the list is, and how many rows it has.
func (l *library) listSize(width, height int) (int, int) {
	if width >= librarySide {
		return width * 2 / 5, max(height-2-1, 1)
	}
	return width, max(height-2-1-l.detailRows(height)-1, 1)
}

func (l *library) detailRows(height int) int { return max(height/2-1, 3) }

// View draws the line to type in, the list, and what is known of the action
// under the cursor.
func (l *library) View(width, height int) (string, *tea.Cursor) {
	e, t := l.env, l.env.Theme
	line, column := l.entry.View(e, e.T("picker.find"), width)
	top := []string{line, t.Warn.Render(kit.Cut(l.entry.Reason(), width))}
	left, rows := l.listSize(width, height)
	from, to := kit.Window(l.list.At, len(l.shown), rows)
	var list []string
	for i := from; i < to; i++ {
		list = append(list, l.row(i, left))
	}
	if len(l.shown) == 0 {
		list = []string{t.Dim.Render("  " + e.T("picker.none"))}
	}
	cursor := tea.NewCursor(column, 0)
	legend := []string{t.Dim.Render(kit.Cut(e.T("common.ours"), width))}
	if left < width {
		detail := clipped(libraryDetail(e, l.here(), width-left-4), rows)
		return kit.Page(width, height, top, kit.Beside(list, left, 4, detail), legend), cursor
	}
	body := append(append(padded(list, rows), ""), clipped(libraryDetail(e, l.here(), width), l.detailRows(height))...)
	return kit.Page(width, height, top, body, legend), cursor
}

func (l *library) row(i, width int) string {
	e, t := l.env, l.env.Theme
	it := l.shown[i]
	mark := " "
	if e.S().TakenOver(it.ID) != nil {
		mark = kit.MarkDone
	}
	var notes []string
	if it.NameOnly() {
		notes = append(notes, e.T("actions.nametag"))
	}
	for _, n := range it.Pillars {
		notes = append(notes, strconv.Itoa(n))
	}
	note := strings.Join(notes, " ")
	if len(it.Pillars) > 0 {
		note += ours(it.IsOurs("pillars"))
	}
	line := kit.Apart("  "+mark+" "+e.In(it.Name), note, width)
	switch {
	case i == l.list.At:
		return t.Row.Render(kit.MarkHere + line[1:])
	case l.fitting > 0 && !slices.Contains(l.all[:l.fitting], it):
		return t.Dim.Render(line)
	}
	return line
}

// libraryDetail is what is known of an action in the library, and how surely.
func libraryDetail(e *kit.Env, it *model.LibraryAction, width int) []string {
	if it == nil {
		return nil
	}
	t := e.Theme
	lines := kit.Styled(t.Bold, kit.Wrap(e.In(it.Name), width))
	if text := e.In(it.Description); text != "" {
		lines = append(lines, kit.Wrap(text+ours(it.IsOurs("description")), width)...)
	}
	if it.Verified != "yes" {
		lines = append(lines, kit.Styled(t.Warn, kit.Wrap(kit.MarkWarning+" "+e.T("actions.verified."+it.Verified), width))...)
	}
	kind := ""
	if it.Kind != "" {
		kind = e.T("kindof." + it.Kind)
	}
	var facts []string
	for _, f := range []struct{ label, text, field string }{
		{"actions.pillars", pillarNames(e, it), "pillars"},
		{"actions.setting", e.In(it.Setting), "setting"},
		{"objectives.ages", e.In(it.Ages), "ages"},
		{"actions.strategies", plainNames(e, e.M().Strategies, it.Strategies), "strategies"},
		{"actions.levels", plainNames(e, e.M().Levels, it.Levels), "levels"},
		{"actions.elsewhere", kind, "kind"},
		{"actions.source", it.Source, "source"},
	} {
		if f.text != "" {
			facts = append(facts, e.T(f.label)+": "+f.text+ours(it.IsOurs(f.field)))
		}
	}
	return append(lines, kit.Styled(t.Dim, kit.Wrap(strings.Join(facts, " · "), width))...)
}

// plainNames gives the names of terms without marks, for a field that has one
// mark of its own.
func plainNames(e *kit.Env, terms []model.Term, keys []string) string {
	var names []string
	for _, key := range keys {
		if t := model.Find(terms, key); t != nil {
			names = append(names, e.In(t.Name))
		}
	}
	return strings.Join(names, ", ")
}

// libraryBeside is the part of the library that fits a pillar, to stand beside
// a list: names with what they are, as many as there is room for.
func libraryBeside(e *kit.Env, pillar, width, height int) []string {
	t := e.Theme
	all, fitting := e.M().LibraryFor(pillar)
	title := e.T("actions.libraryname")
	if fitting > 0 {
		all = all[:fitting]
		title += " · " + e.T("common.pillar", "N", pillar) + ours(true)
	}
	lines := []string{t.Title.Render(kit.Apart(title, e.T("actions.libraryopen"), width))}
	legend := kit.Styled(t.Dim, kit.Wrap(e.T("common.ours"), width))
	room := height - len(legend) - 1
	for i, it := range all {
		entry := besideEntry(e, it, width)
		if len(lines)+len(entry) > room {
			lines = append(lines, t.Dim.Render(e.T("objectives.more", "N", len(all)-i)))
			break
		}
		lines = append(lines, entry...)
	}
	return append(lines, legend...)
}

// known is a text with the mark of ours, if it is, and nothing where nothing is
// known.
func known(text string, is bool) string {
	if text == "" {
		return ""
	}
	return text + ours(is)
}

func besideEntry(e *kit.Env, it *model.LibraryAction, width int) []string {
	t := e.Theme
	mark := kit.MarkEmpty
	if e.S().TakenOver(it.ID) != nil {
		mark = kit.MarkDone
	}
	name, ages := mark+" "+e.In(it.Name), known(e.In(it.Ages), it.IsOurs("ages"))
	lines := []string{kit.Cut(name, width)}
	if kit.Width(name)+2+kit.Width(ages) <= width {
		lines[0] = kit.Apart(name, t.Dim.Render(ages), width)
	} else {
		lines = append(lines, t.Dim.Render(kit.Cut("  "+ages, width)))
	}
	text := known(e.In(it.Description), it.IsOurs("description"))
	if it.NameOnly() {
		text = strings.TrimSpace(text + " (" + e.T("actions.nameonly") + ")")
	}
	for _, l := range kit.WrapMost(strings.TrimSpace(text), width-2, 2) {
		lines = append(lines, t.Dim.Render("  "+l))
	}
	return lines
}
