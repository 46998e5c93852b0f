package tui

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/assets"
	"kring/model"
	"kring/store"
	"kring/tui/kit"
)

// home is the shelf of sessions: those that are worked on, and the bin.
type home struct {
	env     *kit.Env
	db      *store.DB
	methods model.Methods
	cards   []model.Card
	inBin   bool // the bin is shown
	list    kit.List
	risk    store.Risk // of where the database is
	// backup writes a copy of the database; a test that presses keys at random
	// puts one in its place that writes nothing.
	backup func(path string) (sessions int, err error)
}

func newHome(env *kit.Env, db *store.DB, methods model.Methods) *home {
	return &home{env: env, db: db, methods: methods, risk: db.Risk(), backup: db.Backup}
}

// reload reads the cards again.
func (h *home) reload() error {
	cards, err := h.db.Cards()
	h.cards = cards
	h.list.Clamp(len(h.shown()))
	return err
}

// shown gives the cards that are listed: those in the bin, or those that are not.
func (h *home) shown() []model.Card {
	var shown []model.Card
	for _, c := range h.cards {
		if (c.Binned != "") == h.inBin {
			shown = append(shown, c)
		}
	}
	return shown
}

func (h *home) binned() int {
	n := 0
	for _, c := range h.cards {
		if c.Binned != "" {
			n++
		}
	}
	return n
}

// here is the card under the cursor.
func (h *home) here() (model.Card, bool) {
	shown := h.shown()
	if h.list.At >= len(shown) {
		return model.Card{}, false
	}
	return shown[h.list.At], true
}

// Editing says that no text is typed.
func (h *home) Editing() bool { return false }

// Keys are the keys of the home screen.
func (h *home) Keys() []kit.Key {
	e := h.env
	card, ok := h.here()
	why := ""
	if !ok {
		why = e.T("home.nosession")
	}
	if h.inBin {
		return []kit.Key{
			{On: []string{"enter", "r"}, Label: e.T("home.restore"), Help: e.T("home.restorehelp"), Why: why, Do: func() kit.Action { return h.unbin(card) }},
			{On: []string{"b", "esc"}, Label: e.T("home.shelf"), Do: func() kit.Action { return h.showBin(false) }},
			kit.MoveKeys(e),
		}
	}
	binWhy := ""
	if h.binned() == 0 {
		binWhy = e.T("home.binempty")
	}
	return []kit.Key{
		{On: []string{"enter"}, Label: e.T("home.open"), Help: e.T("home.openhelp"), Why: why, Do: func() kit.Action { return kit.OpenSession{ID: card.ID} }},
		{On: []string{"n"}, Label: e.T("home.new"), Help: e.T("home.newhelp"), Do: h.create},
		{On: []string{"c"}, Label: e.T("home.copy"), Help: e.T("home.copyhelp"), Why: why, Do: func() kit.Action { return h.followUp(card) }},
		{On: []string{"i"}, Label: e.T("home.import"), Help: e.T("home.importhelp"), Do: h.askImport},
		{On: []string{"w"}, Label: e.T("home.example"), Help: e.T("home.examplehelp"), Do: h.example},
		{On: []string{"x", "delete"}, Label: e.T("home.bin"), Help: e.T("home.binhelp"), Why: why, Do: func() kit.Action { return h.bin(card) }},
		h.copyKey(),
		{On: []string{"b"}, Label: e.T("home.thebin"), Help: e.T("home.thebinhelp"), Why: binWhy, Do: func() kit.Action { return h.showBin(true) }},
		kit.MoveKeys(e),
	}
}

// Update takes in a key.
func (h *home) Update(msg tea.Msg) kit.Action {
	if click, ok := msg.(kit.Click); ok {
		top, room := h.rows(click.Width, click.Height)
		at := h.list.At
		if h.list.Click(click, top, room, len(h.shown())) && h.list.At == at && !h.inBin {
			return kit.OpenSession{ID: h.shown()[at].ID}
		}
		return nil
	}
	if a, ok := kit.Press(h.Keys(), msg); ok {
		return a
	}
	h.list.Move(msg, len(h.shown()), false)
	return nil
}

func (h *home) showBin(on bool) kit.Action {
	h.inBin = on
	h.list.At = 0
	return nil
}

func (h *home) bin(card model.Card) kit.Action {
	return h.after(h.db.Bin(card.ID), h.env.T("home.binned", "Title", card.Title))
}

func (h *home) unbin(card model.Card) kit.Action {
	a := h.after(h.db.Unbin(card.ID), h.env.T("home.restored", "Title", card.Title))
	if h.binned() == 0 {
		h.showBin(false)
	}
	return a
}

// after shows what became of something done to the shelf.
func (h *home) after(err error, done string) kit.Action {
	if err == nil {
		err = h.reload()
	}
	if err != nil {
		return kit.Notify{Text: h.env.Explain(err), Bad: true}
	}
	return kit.Notify{Text: done}
}

// create asks for the head of a new session.
func (h *home) create() kit.Action {
	e := h.env
	fields := headFields(e, model.Head{Date: e.Today(), Language: e.Texts.Lang})
	fields = append(fields, kit.Field{Label: e.T("session.method"), Value: methodKeys[0], Options: h.methodOptions()})
	return kit.Open{Overlay: kit.NewForm(e, e.T("home.newtitle"), fields, func(v []string) kit.Action {
		method, err := h.methods.Get(v[len(v)-1])
		if err != nil {
			return kit.Notify{Text: e.Explain(err), Bad: true}
		}
		return h.keep(model.New(store.NewID(), headOf(v), method, e.Moment()))
	})}
}

// methodKeys are the methods to choose from, the first one proposed.
var methodKeys = []string{"warme-steden", "open"}

func (h *home) methodOptions() []kit.Option {
	options := make([]kit.Option, len(methodKeys))
	for i, key := range methodKeys {
		options[i] = kit.Option{Key: key, Label: h.env.In(h.methods[key].Name)}
	}
	return options
}

// keep checks a new session, keeps it and opens it.
func (h *home) keep(s *model.Session) kit.Action {
	err := s.Head().Check()
	if err == nil {
		err = s.Attach(h.methods)
	}
	if err == nil {
		_, err = h.db.Create(s, nil)
	}
	if err != nil {
		return kit.Notify{Text: h.env.Explain(err), Bad: true}
	}
	return kit.All{kit.Close{}, kit.OpenSession{ID: s.ID}}
}

// followUp asks for the head of the next session of the same group.
func (h *home) followUp(card model.Card) kit.Action {
	e := h.env
	book, err := h.db.Open(card.ID)
	if err != nil {
		return kit.Notify{Text: e.Explain(err), Bad: true}
	}
	was := book.Session()
	head := was.Head()
	head.Title, head.Date = e.T("home.followup", "Title", head.Title), e.Today()
	return kit.Open{Overlay: kit.NewForm(e, e.T("home.copytitle"), headFields(e, head), func(v []string) kit.Action {
		return h.keep(was.FollowUp(store.NewID(), headOf(v), e.Moment()))
	})}
}

// askImport asks for the path of a file.
func (h *home) askImport() kit.Action {
	e := h.env
	path := kit.Field{Label: e.T("home.path"), Hint: e.T("home.pathhint")}
	return kit.Open{Overlay: kit.NewForm(e, e.T("home.importtitle"), []kit.Field{path}, func(v []string) kit.Action {
		in, err := h.db.ImportFile(kit.Path(v[0], e.Folder), e.Texts.Lang)
		if err != nil {
			return kit.Notify{Text: e.Explain(err), Bad: true}
		}
		if err := h.reload(); err != nil {
			return kit.Notify{Text: e.Explain(err), Bad: true}
		}
		h.find(in.ID)
		text := e.T("home.imported", "Title", in.Title)
		if n := len(in.Differences); n > 0 {
			text += " " + e.N("home.differences", n)
		}
		return kit.All{kit.Close{}, kit.Notify{Text: text}}
	})}
}

// example copies the worked example onto the shelf.
func (h *home) example() kit.Action {
	in, err := h.db.ImportData(assets.Example(h.env.Texts.Lang))
	if err == nil {
		err = h.reload()
	}
	if err != nil {
		return kit.Notify{Text: h.env.Explain(err), Bad: true}
	}
	h.find(in.ID)
	return kit.Notify{Text: h.env.T("home.exampled", "Title", in.Title)}
}

// find puts the cursor on a session.
func (h *home) find(id string) {
	h.inBin = false
	for i, c := range h.shown() {
		if c.ID == id {
			h.list.At = i
		}
	}
}

// rows gives where the list begins and how many rows it has.
func (h *home) rows(width, height int) (top, room int) {
	top = 4 + len(h.banner(width))
	return top, max(height-top-1, 0)
}

// View draws the shelf.
func (h *home) View(width, height int) (string, *tea.Cursor) {
	e, t := h.env, h.env.Theme
	title, intro := e.T("home.title"), e.T("home.intro")
	if h.inBin {
		title, intro = e.T("home.bintitle"), e.T("home.binintro")
	}
	top := append([]string{t.Title.Render(title), t.Dim.Render(kit.Cut(intro, width))}, h.banner(width)...)
	top = append(top, "")
	shown := h.shown()
	if len(shown) == 0 && !h.inBin {
		return kit.Page(width, height, top, h.welcome(width), nil), nil
	}
	columns := newColumns(e, width)
	top = append(top, t.Dim.Render(columns.row(e.T("home.coltitle"), e.T("home.colplace"), e.T("home.coldate"), e.T("home.colpeople"), e.T("home.colsteps"))))
	_, room := h.rows(width, height)
	from, to := kit.Window(h.list.At, len(shown), room)
	var rows []string
	for i := from; i < to; i++ {
		c := shown[i]
		line := columns.row(c.Title, c.Municipality, e.Texts.ShortDate(string(c.Date)), strconv.Itoa(c.Participants), h.progress(c))
		if i == h.list.At {
			line = t.Row.Render(kit.MarkHere + line[1:])
		}
		rows = append(rows, line)
	}
	var bottom []string
	if n := h.binned(); n > 0 && !h.inBin {
		bottom = []string{t.Dim.Render(e.N("home.inbin", n))}
	}
	return kit.Page(width, height, top, rows, bottom), nil
}

// progress draws how many of the steps are done.
func (h *home) progress(c model.Card) string {
	if c.Steps == 0 {
		return ""
	}
	return strings.Repeat("■", c.Done) + strings.Repeat("·", max(c.Steps-c.Done, 0)) + fmt.Sprintf(" %d/%d", c.Done, c.Steps)
}

// columns are the widths of the shelf's columns.
type columns struct{ title, place, date, people, steps int }

func newColumns(e *kit.Env, width int) columns {
	c := columns{date: 10, people: kit.Width(e.T("home.colpeople")), steps: 14}
	rest := max(width-c.date-c.people-c.steps-10, 16)
	c.place = min(rest/3, 24)
	c.title = min(rest-c.place, 72)
	return c
}

func (c columns) row(title, place, date, people, steps string) string {
	return "  " + kit.Fit(title, c.title) + "  " + kit.Fit(place, c.place) + "  " + kit.Fit(date, c.date) +
		"  " + kit.FitRight(people, c.people) + "  " + kit.Fit(steps, c.steps)
}

// welcome is what somebody sees who has never been here.
func (h *home) welcome(width int) []string {
	e := h.env
	width = min(width, 76)
	lines := []string{""}
	lines = append(lines, kit.Wrap(e.T("home.welcome"), width)...)
	lines = append(lines, "")
	for _, k := range h.Keys() {
		if k.Why == "" && !k.Quiet {
			lines = append(lines, "  "+e.Theme.Key.Render(kit.Fit(k.Name(), 5))+kit.Cut(k.Long(), width-7))
		}
	}
	return append(lines, "  "+e.Theme.Key.Render(kit.Fit("F2", 5))+e.T("key.languagehelp"))
}
