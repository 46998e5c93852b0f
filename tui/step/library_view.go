package step

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// libraryTop is how many lines stand above the list.
const libraryTop = 3

// librarySide is the width from which the description stands beside the list.
const librarySide = 90

// listSize is how wide the list is, and how many rows it has.
func (l *library) listSize(width, height int) (int, int) {
	if width >= librarySide {
		return width * 2 / 5, max(height-libraryTop-1, 1)
	}
	return width, max(height-libraryTop-1-l.detailRows(height)-1, 1)
}

func (l *library) detailRows(height int) int { return max(height/2-1, 3) }

// View draws the line to type in, the list, and what is known of the action
// under the cursor.
func (l *library) View(width, height int) (string, *tea.Cursor) {
	e, t := l.env, l.env.Theme
	line, column := l.entry.View(e, e.T("picker.find"), width)
	top := []string{line, l.filterLine(width), ""}
	if reason := l.entry.Reason(); reason != "" {
		top[1] = t.Warn.Render(kit.Cut(reason, width))
	}
	shown := l.shown()
	left, rows := l.listSize(width, height)
	from, to := kit.Window(l.list.At, len(shown), rows)
	var list []string
	for i := from; i < to; i++ {
		list = append(list, l.row(i, left))
	}
	if len(shown) == 0 {
		list = []string{t.Dim.Render("  " + e.T("picker.none"))}
	}
	var cursor *tea.Cursor
	if l.part == 0 {
		cursor = tea.NewCursor(column, 0)
	}
	legend := []string{t.Dim.Render(kit.Cut(e.T("common.ours"), width))}
	if left < width {
		detail := clipped(l.detail(width-left-4), rows)
		return kit.Page(width, height, top, kit.Beside(list, left, 4, detail), legend), cursor
	}
	body := append(append(padded(list, rows), ""), clipped(l.detail(width), l.detailRows(height))...)
	return kit.Page(width, height, top, body, legend), cursor
}

func (l *library) row(i, width int) string {
	e, t := l.env, l.env.Theme
	it := l.shown()[i]
	mark := " "
	if e.S().TakenOver(it.ID) != nil {
		mark = kit.MarkDone
	}
	var notes []string
	if it.card != nil {
		notes = append(notes, kit.Cut(it.card.Source.Municipality, 20))
	}
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
	if it.fit != model.Fits {
		note += " ?"
	}
	line := kit.Apart("  "+mark+" "+e.In(it.Name), note, width)
	switch {
	case i == l.list.At:
		return t.Row.Render(kit.MarkHere + line[1:])
	case it.fit != model.Fits, l.filter.Any() && l.fitting > 0 && !slices.Contains(it.Pillars, l.pillar):
		return t.Dim.Render(line)
	}
	return line
}

// pillarNames names the pillars that an action fits.
func pillarNames(e *kit.Env, it *model.LibraryAction) string {
	names := make([]string, 0, len(it.Pillars))
	for _, n := range it.Pillars {
		if p := e.M().Pillar(n); p != nil {
			names = append(names, strconv.Itoa(n)+" "+e.In(p.Short))
		}
	}
	return strings.Join(names, ", ")
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

// detail is what is known of the action under the cursor; of a card also how it
// went.
func (l *library) detail(width int) []string {
	e, t := l.env, l.env.Theme
	it := l.here()
	if it == nil {
		return nil
	}
	lines := libraryDetail(e, it.LibraryAction, width)
	if it.card == nil {
		return lines
	}
	r := &it.card.Evaluation
	if r.N > 0 {
		text := e.N("library.rated", r.N, "Mean", e.Texts.Decimal(r.Mean, 1), "Max", r.Max)
		lines = append(lines, t.Warm.Render(kit.Cut(text, width)))
	}
	for _, part := range []struct{ id, text string }{{"library.well", r.Well}, {"library.challenges", r.Challenges}} {
		if part.text != "" {
			lines = append(lines, kit.Wrap(e.T(part.id)+": "+part.text, width)...)
		}
	}
	for _, i := range it.card.Indicators {
		text := i.Text
		if i.Target != "" {
			text += " · " + e.T("library.target") + " " + i.Target
		}
		if i.Result != "" {
			text += " · " + e.T("library.result") + " " + i.Result
		}
		lines = append(lines, kit.Styled(t.Dim, kit.Wrap(kit.MarkEmpty+" "+text, width))...)
	}
	return lines
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
