package step

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// sheetRow is a question on a sheet with its answer.
type sheetRow struct {
	mark  string
	label string
	about string // what the question means
	text  string // the answer
}

// sheetOf is what a sheet is about.
type sheetOf struct {
	title, prompt, hint string
	n                   int
	row                 func(i int) sheetRow
	head                func(i int) string                  // what a row stands under, drawn where it is another than above; nil: nothing
	mark                func(i int) kit.Action              // Space; nil: there is nothing to mark
	write               func(i int, text string) kit.Action // puts an answer in the place of the one before
}

// sheet is an overlay with questions and a line to answer the one under the
// cursor. What is typed is added to an answer that is there; Enter on an empty
// line opens the answer to be rewritten.
type sheet struct {
	rows
	sheetOf
	warned bool // that Esc will throw away what was typed
}

func newSheet(env *kit.Env, of sheetOf) *sheet { return &sheet{rows: newRows(env), sheetOf: of} }

// Title stands in the border.
func (s *sheet) Title() string { return s.title }

// sheetBelow is how many lines stand under the list: a blank, what the question
// means, the answer, the hint, the entry line.
const sheetBelow = 1 + 2 + 3 + 2

// Size asks for a line for each question.
func (s *sheet) Size(width, height int) (int, int) {
	all, _ := s.lines()
	return min(width, planWidest), min(height, len(all)+sheetBelow)
}

// Keys are the keys of a sheet.
func (s *sheet) Keys() []kit.Key {
	e := s.env
	label := e.T("followup.write")
	if s.entry.Value() == "" {
		label = e.T("key.edit")
	}
	keys := []kit.Key{{On: []string{"enter"}, Label: label, Do: s.edit}}
	if s.mark != nil {
		// A second name, as the footer leaves letters out while text is being typed.
		keys = append(keys, kit.Key{On: []string{"space", "ctrl+s"}, Show: "␣", Label: e.T("followup.mark"), Do: func() kit.Action { return s.mark(s.list.At) }})
	}
	return append(keys, kit.MoveKeys(e), kit.Key{On: []string{"esc"}, Label: e.T("key.close"), Do: s.leave})
}

// leave closes the sheet; when something was typed, only the second time.
func (s *sheet) leave() kit.Action {
	if s.entry.Value() != "" && !s.warned {
		s.warned = true
		s.entry.Refuse(s.env.T("form.discard"))
		return nil
	}
	return kit.Close{}
}

// Draft is the text in the line, with the question that it answers.
func (s *sheet) Draft() string {
	if s.entry.Value() == "" {
		return ""
	}
	return s.row(s.list.At).label + draftMark + s.entry.Value()
}

// SetDraft offers a text that was left, at its question when that is there yet.
func (s *sheet) SetDraft(text string) {
	label, text, _ := strings.Cut(text, draftMark)
	for i := range s.n {
		if model.Clean(s.row(i).label) == strings.TrimSpace(label) {
			s.list.At = i
			s.entry.Set(strings.TrimSpace(text))
			s.entry.Refuse(s.env.T("form.draft"))
			return
		}
	}
}

// Update takes in a message.
func (s *sheet) Update(msg tea.Msg) kit.Action {
	switch msg := msg.(type) {
	case kit.Done:
		return s.done(msg)
	case kit.Click:
		all, at := s.lines()
		from, to := kit.Window(at, len(all), s.room(msg.Height))
		if i := from + msg.Y; i < to && all[i].row >= 0 {
			s.list.At = all[i].row
		}
		return nil
	case tea.KeyPressMsg:
		if msg.String() == "space" && s.entry.Value() == "" && s.mark != nil {
			return s.mark(s.list.At)
		}
		if msg.String() != "esc" {
			s.warned = false
		}
	}
	return s.update(msg, s.n, s.Keys(), entered{line: s.add})
}

// add writes behind the answer that is there.
func (s *sheet) add(text string) kit.Action {
	if was := s.row(s.list.At).text; was != "" {
		text = was + "; " + text
	}
	return s.write(s.list.At, text)
}

// edit opens the answer to be rewritten.
func (s *sheet) edit() kit.Action {
	i := s.list.At
	row := s.row(i)
	return kit.Open{Overlay: kit.NewForm(s.env, row.label, []kit.Field{{Label: s.prompt, Value: row.text}}, func(v []string) kit.Action {
		return s.write(i, v[0])
	})}
}

func (s *sheet) room(height int) int { return max(height-sheetBelow, 1) }

// sheetLine is a line of the list: a question, or with row -1 what the next ones
// stand under.
type sheetLine struct {
	row  int
	head string
}

// lines gives the lines of the list, and which of them has the cursor.
func (s *sheet) lines() (all []sheetLine, at int) {
	head := ""
	for i := range s.n {
		if s.head != nil && s.head(i) != head {
			head = s.head(i)
			all = append(all, sheetLine{-1, head})
		}
		if i == s.list.At {
			at = len(all)
		}
		all = append(all, sheetLine{row: i})
	}
	return all, at
}

// View draws the questions, and the one under the cursor in full.
func (s *sheet) View(width, height int) (string, *tea.Cursor) {
	t := s.env.Theme
	label := min(max(width/2, 24), width)
	all, here := s.lines()
	from, to := kit.Window(here, len(all), s.room(height))
	var lines []string
	for _, one := range all[from:to] {
		if one.row < 0 {
			lines = append(lines, t.Bold.Render(kit.Cut(one.head, width)))
			continue
		}
		row := s.row(one.row)
		line := "  " + row.mark + " " + fitTerm(row.label, label-4) + "  "
		if one.row == s.list.At {
			lines = append(lines, t.Row.Render(kit.Cut(kit.MarkHere+line[1:]+row.text, width)))
			continue
		}
		lines = append(lines, kit.Cut(line, width)+t.Dim.Render(kit.Cut(row.text, max(width-kit.Width(line), 0))))
	}
	row := s.row(s.list.At)
	about := kit.Styled(t.Dim, kit.WrapMost(row.about, width, 2))
	answer := kit.WrapMost(row.text, width, 3)
	for len(about) < 2 {
		about = append(about, "")
	}
	for len(answer) < 3 {
		answer = append(answer, "")
	}
	bottom, cursor := s.typed(s.prompt, s.hint, width)
	bottom = s.explained(append(append(append([]string{""}, about...), answer...), bottom...), width)
	return kit.Page(width, height, lines, nil, bottom), at(cursor, height)
}
