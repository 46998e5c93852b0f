package step

import (
	"math"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/store/export"
	"kring/tui/kit"
)

// summary is the documents to take along: their preview, and writing them out.
type summary struct {
	env       *kit.Env
	kind      string // of the document that is shown
	anonymous bool   // it is shown without names
	at        int    // the line that is on top

	copies *kit.Memo[edition, *copies]
	pages  *kit.Memo[page, *kit.Preview]
	rooms  *kit.Memo[int, int] // how many lines there was room for
}

// edition is what the documents depend on.
type edition struct {
	session  string
	revision uint64
	lang     string
}

// page is what the lines of the preview depend on.
type page struct {
	edition
	kind      string
	anonymous bool
	width     int
	dark      bool
}

func newSummary(env *kit.Env) kit.Screen {
	return &summary{
		env: env, kind: documentKinds()[0],
		copies: new(kit.Memo[edition, *copies]), pages: new(kit.Memo[page, *kit.Preview]), rooms: new(kit.Memo[int, int]),
	}
}

// documentKinds are the kinds of document that can be shown.
func documentKinds() []string { return export.Kinds("md") }

// copies makes the documents of one edition, each the first time it is asked
// for.
type copies struct {
	session *model.Session
	nobody  func() *model.Session // the session without names
	made    map[export.Request]export.Document
}

func (c *copies) document(e *kit.Env, r export.Request) export.Document {
	d, ok := c.made[r]
	if ok {
		return d
	}
	s := c.session
	if r.Anonymous {
		s = c.nobody()
	}
	d = export.Build(s, r, e.Texts)
	c.made[r] = d
	return d
}

// edition says what the documents depend on now.
func (s *summary) edition() edition {
	e := s.env
	return edition{e.S().ID, e.S().Revision(), e.Texts.Lang}
}

// now gives the documents of the session as it is.
func (s *summary) now() *copies {
	e := s.env
	return s.copies.Get(s.edition(), func() *copies {
		return &copies{session: e.S(), nobody: withoutNames(e), made: make(map[export.Request]export.Document)}
	})
}

// preview lays out what is shown, in lines of that width.
func (s *summary) preview(width int) *kit.Preview {
	e := s.env
	return s.pages.Get(page{s.edition(), s.kind, s.anonymous, width, e.Theme.Dark}, func() *kit.Preview {
		return kit.NewPreview(e, s.now().document(e, export.Request{Kind: s.kind, Anonymous: s.anonymous}), width)
	})
}

// Editing says that no text is typed.
func (s *summary) Editing() bool { return false }

// Keys are the keys of the step.
func (s *summary) Keys() []kit.Key {
	e := s.env
	write := func(format string) func() kit.Action {
		return func() kit.Action {
			return askExport(e, export.Request{Format: format, Kind: s.kind, Anonymous: s.anonymous}, s.now().nobody)
		}
	}
	names := e.T("summary.nonames")
	if s.anonymous {
		names = e.T("summary.names")
	}
	return []kit.Key{
		{On: []string{"enter", "w", "e"}, Label: e.T("summary.write"), Help: e.T("summary.writehelp"), Do: write(export.Formats[0])},
		{On: []string{"tab", "right"}, Label: e.T("summary.next"), Help: e.T("summary.nexthelp"), Do: func() kit.Action { return s.turn(1) }},
		{On: []string{"shift+tab", "left"}, Label: e.T("summary.before"), Do: func() kit.Action { return s.turn(-1) }, Quiet: true},
		{On: []string{"a"}, Label: names, Help: e.T("summary.anonymoushelp"), Do: func() kit.Action {
			s.anonymous = !s.anonymous
			return nil
		}},
		{On: []string{"d"}, Label: e.T("summary.data"), Help: e.T("summary.datahelp"), Do: write("json")},
		{On: []string{"up", "down"}, Show: "↑↓", Label: e.T("summary.scroll"), Help: e.T("summary.scrollhelp")},
	}
}

// turn shows another kind of document, from its beginning.
func (s *summary) turn(by int) kit.Action {
	kinds := documentKinds()
	s.kind = kinds[(slices.Index(kinds, s.kind)+by+len(kinds))%len(kinds)]
	s.at = 0
	return nil
}

// Update takes in a message.
func (s *summary) Update(msg tea.Msg) kit.Action {
	if a, ok := kit.Press(s.Keys(), msg); ok {
		return a
	}
	if to, ok := s.target(msg); ok {
		s.at = s.top(s.pages.Last(), to, s.rooms.Last())
	}
	return nil
}

// target is the line that a message brings to the top, whether there is one or
// not.
func (s *summary) target(msg tea.Msg) (line int, ok bool) {
	leap := max(s.rooms.Last()-1, 1)
	name := ""
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			return s.at - 3, true
		case tea.MouseWheelDown:
			return s.at + 3, true
		}
	case tea.KeyPressMsg:
		name = msg.String()
	}
	switch name {
	case "up", "k":
		return s.at - 1, true
	case "down", "j":
		return s.at + 1, true
	case "pgup":
		return s.at - leap, true
	case "pgdown", "space":
		return s.at + leap, true
	case "home":
		return 0, true
	case "end":
		return math.MaxInt / 2, true
	}
	return 0, false
}

// top keeps the line on top within a document of which so many lines are seen.
func (s *summary) top(p *kit.Preview, line, room int) int {
	if p == nil { // nothing was drawn yet
		return 0
	}
	return max(min(line, p.Upto(line+room)-room), 0)
}

// View draws the part of the document that is scrolled to.
func (s *summary) View(width, height int) (string, *tea.Cursor) {
	const headRows = 2
	room := max(height-headRows, 0)
	s.rooms.Get(room, func() int { return room })
	p := s.preview(width)
	from := s.top(p, s.at, room)
	lines := p.Lines(from, room)
	head := []string{s.head(width), s.rule(p, from, len(lines), width)}
	return kit.Page(width, height, head, lines, nil), nil
}

// rule is a rule with, where not all of the document is seen, how much of it
// is read.
func (s *summary) rule(p *kit.Preview, from, seen, width int) string {
	t, end := s.env.Theme, from+seen
	said := ""
	if from > 0 || p.Upto(end+1) > end {
		said = " " + s.env.T("summary.read", "N", p.Read(end)) + " "
	}
	left := max(width-kit.Width(said)-2, 0)
	return t.Rule.Render(strings.Repeat("─", left)) + t.Dim.Render(said) + t.Rule.Render(strings.Repeat("─", min(width-left-kit.Width(said), 2)))
}

// head says which document is shown, and whether with names.
func (s *summary) head(width int) string {
	e, t := s.env, s.env.Theme
	right := e.T("summary.names")
	if s.anonymous {
		right = t.Warm.Render(e.T("summary.nonames"))
	}
	kinds := documentKinds()
	names := make([]string, len(kinds))
	for i, k := range kinds {
		if names[i] = " " + e.T("summary.kind."+k); k == s.kind {
			names[i] = t.Row.Render(kit.MarkHere + names[i][1:])
		} else {
			names[i] = t.Dim.Render(names[i])
		}
	}
	left := strings.Join(names, " ")
	if kit.Width(left)+kit.Width(right) >= width { // the one that is shown, and which one of them it is
		at := slices.Index(kinds, s.kind)
		left = names[at] + t.Dim.Render("  "+e.T("summary.of", "N", at+1, "All", len(kinds)))
	}
	return kit.Apart(left, right, width)
}
