package step

import (
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// intake is a list of participants on its way in: what is added of it, and
// what is not.
type intake struct {
	read    kit.ParticipantsRead
	doubles bool         // those whose name is there already are added too
	lines   []intakeLine // first those that are not added, then those with something to say, then the others
	refused int          // of the lines
	counts  intakeCounts
}

// intakeCounts are how many of those that are added are special.
type intakeCounts struct{ guessed, nosector, numbers, twice int }

// intakeLine is a line of the list.
type intakeLine struct {
	line int
	text string // as it stands in the list; "" when it is added
	err  error  // why it is not added; nil when it is

	p       model.Participant
	guessed bool   // the sector
	asked   string // the sector that is none
	wanted  int    // the number that somebody else has
	again   bool   // the name is there already
}

func newIntake(s *model.Session, read kit.ParticipantsRead, doubles bool) *intake {
	in := &intake{read: read, doubles: doubles}
	again := make(map[int]bool)
	for _, r := range read.List.Refused {
		if r.Double != nil {
			again[r.Line] = true
			in.counts.twice++
		}
	}
	taken := make(map[int]bool)
	var noted, plain []intakeLine
	for _, r := range read.List.Take(s, doubles) {
		taken[r.Line] = true
		one := intakeLine{line: r.Line, p: r.Participant, guessed: r.Guessed, asked: r.Asked, wanted: r.Wanted, again: again[r.Line]}
		in.counts.add(one)
		if one.asked != "" || one.wanted > 0 || one.again {
			noted = append(noted, one)
		} else {
			plain = append(plain, one)
		}
	}
	for _, r := range read.List.Refused {
		if !taken[r.Line] {
			in.lines = append(in.lines, intakeLine{line: r.Line, text: r.Text, err: r.Err})
		}
	}
	in.refused = len(in.lines)
	in.lines = append(append(in.lines, noted...), plain...)
	return in
}

func (c *intakeCounts) add(one intakeLine) {
	for _, count := range []struct {
		is bool
		n  *int
	}{{one.guessed, &c.guessed}, {one.asked != "", &c.nosector}, {one.wanted > 0, &c.numbers}} {
		if count.is {
			*count.n++
		}
	}
}

// added is how many participants the list adds.
func (in *intake) added() int { return len(in.lines) - in.refused }

// change adds them, as one change, in the order of the list.
func (in *intake) change(s *model.Session) model.Change {
	batch := model.Batch{Name: "participants.imported"}
	if in.read.Path == "" {
		batch.Name = "participants.pasted"
	}
	for _, r := range in.read.List.Take(s, in.doubles) {
		batch.Changes = append(batch.Changes, model.Added[model.Participant]{Item: r.Participant})
	}
	return batch
}

// name is what the list is called.
func (in *intake) name(e *kit.Env) string {
	if in.read.Path == "" {
		return e.T("group.pasted")
	}
	return model.Clean(filepath.Base(in.read.Path))
}

// outcome says in one line what became of it.
func (in *intake) outcome(e *kit.Env) string {
	parts := []string{e.N("group.took", in.added())}
	if in.refused > 0 {
		parts = append(parts, e.N("group.refused", in.refused))
	}
	if in.doubles && in.counts.twice > 0 {
		parts = append(parts, e.N("group.tooktwice", in.counts.twice))
	}
	if in.counts.guessed > 0 {
		parts = append(parts, e.N("group.tookguessed", in.counts.guessed))
	}
	return strings.Join(parts, ", ")
}

// askList asks for the file of a list, and proposes one.
func (g *group) askList(path string) kit.Action {
	e := g.env
	field := kit.Field{Label: e.T("group.file"), Hint: e.T("group.filehint"), Value: path}
	return kit.Open{Overlay: &listForm{g, kit.NewForm(e, e.T("group.importtitle"), []kit.Field{field}, func(v []string) kit.Action {
		if v[0] == "" {
			return kit.Notify{Text: e.T("group.nofile"), Bad: true}
		}
		return kit.ReadParticipants{Path: kit.Path(v[0], e.Folder)}
	})}}
}

// listForm is the form that asks for a file; it stays until the file is read.
type listForm struct {
	g *group
	*kit.Form
}

// Keys are those of a form; Enter saves nothing yet.
func (f *listForm) Keys() []kit.Key {
	keys := f.Form.Keys()
	keys[0].Label = f.g.env.T("group.look")
	return keys
}

// Update takes in a key, or what is in the file.
func (f *listForm) Update(msg tea.Msg) kit.Action {
	read, ok := msg.(kit.ParticipantsRead)
	switch e := f.g.env; {
	case !ok:
		return f.Form.Update(msg)
	case read.Err != nil:
		return f.Form.Update(kit.Notify{Text: e.Explain(read.Err), Bad: true})
	default:
		f.g.path = read.Path
		return kit.All{kit.Close{}, kit.Open{Overlay: &intakeCard{g: f.g, in: newIntake(e.S(), read, false)}}}
	}
}

// takePasted adds a list that was pasted: what can be added, as one change,
// also those whose name is there already; what cannot be is shown.
func (g *group) takePasted(read kit.ParticipantsRead) kit.Action {
	e := g.env
	if read.Err != nil {
		g.entry.Refuse(e.Explain(read.Err))
		return nil
	}
	in := newIntake(e.S(), read, true)
	actions := kit.All{}
	if in.added() > 0 {
		actions = append(actions, kit.Do{Change: in.change(e.S())})
	}
	g.took(in)
	if in.refused > 0 {
		actions = append(actions, g.showLeft())
	}
	return append(actions, kit.Notify{Text: in.outcome(e), Bad: in.added() == 0})
}

// took notes what the screen remembers of a list that was added.
func (g *group) took(in *intake) {
	g.left = in
	for _, one := range in.lines[in.refused:] {
		g.guess(one.p, one.guessed)
	}
}

func (g *group) noneLeft() string {
	if g.left == nil || g.left.refused == 0 {
		return g.env.T("group.noneleft")
	}
	return ""
}

// showLeft shows the lines of the last list that were not added.
func (g *group) showLeft() kit.Action {
	return kit.Open{Overlay: &intakeCard{g: g, in: g.left, left: true}}
}

// notes are what there is to know of the list before it is added, a sentence
// each.
func (in *intake) notes(e *kit.Env) []string {
	var notes []string
	twice := "group.sometwice"
	if in.doubles {
		twice = "group.sometwicein"
	}
	for _, note := range []struct {
		id string
		n  int
	}{{twice, in.counts.twice}, {"group.somenosector", in.counts.nosector}, {"group.someguessed", in.counts.guessed}, {"group.somenumbers", in.counts.numbers}} {
		if note.n > 0 {
			notes = append(notes, e.N(note.id, note.n))
		}
	}
	if unknown := in.read.List.Unknown; len(unknown) > 0 {
		notes = append(notes, e.T("group.columns", "List", strings.Join(unknown, ", ")))
	}
	return notes
}

// remarks are what there is to know of one line that is added.
func (one *intakeLine) remarks(e *kit.Env) []string {
	var parts []string
	if one.again {
		parts = append(parts, e.T("group.again"))
	}
	if one.asked != "" {
		parts = append(parts, e.T("group.nosector", "Value", one.asked))
	}
	if one.wanted > 0 {
		parts = append(parts, e.T("group.othernumber", "Was", one.wanted, "Number", one.p.Number))
	}
	return parts
}

// facts are what a line that is added says of the participant, beside its name.
func (one *intakeLine) facts(e *kit.Env) []string {
	var parts []string
	if in := e.M().Sector(one.p.Sector); in != nil && one.guessed {
		parts = append(parts, e.In(in.Name)+" ?")
	} else if in != nil {
		parts = append(parts, e.In(in.Name))
	}
	for _, text := range []string{one.p.Person, one.p.Contact} {
		if text != "" && text != one.p.Name() {
			parts = append(parts, text)
		}
	}
	if one.p.Young {
		parts = append(parts, kit.MarkYoung+" "+e.T("group.young"))
	}
	return parts
}
