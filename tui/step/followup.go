package step

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// followup is steps 5 to 7: how the chosen actions go, what came of them, and
// what makes them last.
type followup struct {
	rows
	// order is the actions as the group asks after them, as it was when the step
	// was opened: a row that moved when its state changes would take the cursor
	// along, or leave it on another action.
	order []string
	seq   uint64 // of the log, when the order was last looked at
	mine  bool   // the change that comes was asked for here
	met   string // the meeting that the order was made for
}

func newFollowup(env *kit.Env) kit.Screen {
	f := &followup{rows: newRows(env)}
	f.sort()
	f.noteMeeting()
	return f
}

// noteMeeting notes which meeting the session is in.
func (f *followup) noteMeeting() string {
	f.met = ""
	if m := f.env.S().Meeting(); m != nil {
		f.met = m.ID
	}
	return f.met
}

// sort puts what is unfinished and late first.
func (f *followup) sort() {
	f.order = nil
	for _, a := range f.env.S().Following(f.env.Today()) {
		f.order = append(f.order, a.ID)
	}
	f.list.Clamp(len(f.order))
}

// changed keeps the order while people work in the step, and makes a new one
// when it is opened again or other actions are chosen.
func (f *followup) changed() {
	book := f.env.Book
	here := f.mine || book.Seq() == f.seq+1 && f.undone()
	if !here || !f.complete() {
		f.sort()
	}
	// A new meeting opens on what is late and open.
	if met := f.met; f.noteMeeting() != met {
		f.sort()
		f.list.At = 0
	}
	f.seq, f.mine = book.Seq(), false
}

// undone says that the last record took something back or brought it back.
func (f *followup) undone() bool {
	lines := f.env.Book.Lines()
	return len(lines) > 0 && lines[len(lines)-1].Of != ""
}

// complete says that the order holds each chosen action.
func (f *followup) complete() bool {
	return len(f.order) == len(f.env.S().Chosen()) &&
		!slices.ContainsFunc(f.order, func(id string) bool { return f.env.S().ChosenNumber(id) == 0 })
}

// here is the action under the cursor, or nil.
func (f *followup) here() *model.Action {
	if f.list.At < len(f.order) {
		return f.env.S().Actions.Get(f.order[f.list.At])
	}
	return nil
}

// change makes a change to the action, under a name for the log.
func (f *followup) change(name string, next model.Action) kit.Action {
	return f.do(model.Batch{Name: name, Changes: []model.Change{model.Edited[model.Action]{Item: next}}})
}

func (f *followup) do(c model.Change) kit.Action {
	f.mine = true
	return kit.Do{Change: c}
}

// statuses are the states of an action in the order in which a key goes
// through them; the digits 1 to 4 choose one.
var statuses = []string{model.Planned, model.Running, model.Finished, model.Stopped}

// Keys are the keys of the step.
func (f *followup) Keys() []kit.Key {
	e := f.env
	a := f.here()
	nochecks, nogoals := "", ""
	if len(e.M().Checks) == 0 {
		nochecks = e.T("followup.nochecks")
	}
	if len(e.S().Objectives.Live()) == 0 {
		nogoals = e.T("followup.nogoals")
	}
	checks := kit.Key{On: []string{"a"}, Label: e.T("followup.checks"), Help: e.T("followup.checkshelp"), Why: nochecks, Do: f.checks}
	goals := kit.Key{On: []string{"o"}, Label: e.T("followup.goals"), Help: e.T("followup.goalshelp"), Why: nogoals, Do: f.goals}
	again := f.againKeys()
	if a == nil {
		return append(append(f.toActions(e.T("followup.report")), checks, goals, kit.MoveKeys(e)), again...)
	}
	label := e.T("followup.report")
	empty := f.Editing() && f.entry.Value() == ""
	if empty {
		label = e.T("followup.evaluate")
	}
	noreports := ""
	if len(a.Reports) == 0 {
		noreports = e.T("followup.noreports")
	}
	keys := append(f.keys(label),
		kit.Key{On: []string{"enter"}, Label: e.T("followup.evaluate"), Help: e.T("followup.evaluatehelp"), Do: f.evaluate, Quiet: f.Editing()},
		f.statusKey(empty))
	for i, status := range statuses {
		keys = append(keys, kit.Key{On: []string{strconv.Itoa(i + 1)}, Label: e.T("status." + status), Quiet: true,
			Do: func() kit.Action { return f.setStatus(status) }})
	}
	noindicators := ""
	if !slices.ContainsFunc(e.S().Chosen(), func(a *model.Action) bool { return len(a.Indicators) > 0 }) {
		noindicators = e.T("followup.noindicators")
	}
	keys = append(append(keys, again...), actionChain(e, a)...)
	return append(keys,
		kit.Key{On: []string{"v"}, Label: e.T("followup.card"), Help: e.T("followup.cardhelp"), Do: f.read},
		checks, goals,
		kit.Key{On: []string{"r"}, Label: e.T("followup.results"), Help: e.T("followup.resultshelp"), Why: noindicators, Do: f.results, Quiet: true},
		kit.Key{On: []string{"b"}, Label: e.T("followup.reports"), Help: e.T("followup.reportshelp"), Why: noreports, Do: f.reports, Quiet: true},
		kit.Key{On: []string{"/"}, Label: e.T("key.find"), Help: e.T("plan.findhelp"), Do: f.find, Quiet: true},
		kit.MoveKeys(e),
	)
}

// againKeys are the meetings, and the way to a new round of what came before.
func (f *followup) againKeys() []kit.Key {
	e := f.env
	keys := []kit.Key{
		{On: []string{"m"}, Label: e.T("followup.meetings"), Help: e.T("followup.meetingshelp"), Do: f.meetings, Quiet: true},
		{On: []string{"M"}, Label: e.T("followup.newmeeting"), Help: e.T("followup.newmeetinghelp"), Do: f.newMeeting, Quiet: true},
	}
	for _, to := range []struct {
		key  string
		step model.Step
		kind model.LinkKind
	}{{"S", model.StepQuickscan, model.LinkScan}, {"I", model.StepActions, model.LinkIdea}} {
		if e.M().Has(to.step) {
			name := "followup.again." + string(to.kind)
			keys = append(keys, kit.Key{On: []string{to.key}, Label: e.T(name), Help: e.T(name + "help"), Quiet: true,
				Do: func() kit.Action { return kit.Go{Step: to.step, Start: &kit.Start{Kind: to.kind}} }})
		}
	}
	return keys
}

// statusKey goes to the next state: Space also while the line is empty, as no
// report begins with a blank.
func (f *followup) statusKey(empty bool) kit.Key {
	k := kit.Key{On: []string{"space", "s"}, Label: f.env.T("followup.status"), Help: f.env.T("followup.statushelp"), Do: f.nextStatus}
	if empty {
		// The footer leaves letters out while text is being typed; this one counts.
		k.On, k.Show = []string{"space", "ctrl+s"}, "␣"
	}
	return k
}

// Update takes in a message.
func (f *followup) Update(msg tea.Msg) kit.Action {
	switch msg := msg.(type) {
	case kit.Changed:
		f.changed()
		return nil
	case kit.Start:
		return f.toLink(msg)
	case kit.Done:
		return f.done(msg)
	case kit.Click:
		if f.here() != nil {
			f.list.Click(msg, followTop, f.room(msg.Width, msg.Height), len(f.order))
		}
		return nil
	case tea.KeyPressMsg:
		f.mine = false
		if msg.String() == "space" && f.entry.Typing() && f.entry.Value() == "" && f.here() != nil {
			return f.nextStatus()
		}
	}
	return f.update(msg, len(f.order), f.Keys(), entered{line: f.report})
}

// report adds what is told about the action under the cursor.
func (f *followup) report(text string) kit.Action {
	a := f.here()
	if a == nil {
		return kit.Notify{Text: f.env.T("plan.nothing"), Bad: true}
	}
	next := *a
	next.Reports = append(slices.Clone(a.Reports), model.Report{Time: f.env.Moment(), Text: text})
	return f.change("action.reported", next)
}

func (f *followup) nextStatus() kit.Action {
	i := slices.Index(statuses, f.here().State())
	return f.setStatus(statuses[(i+1)%len(statuses)])
}

func (f *followup) setStatus(status string) kit.Action {
	next := *f.here()
	next.Status = status
	return f.change("action.status", next)
}

// find goes to an action by a part of its title.
func (f *followup) find() kit.Action {
	return findChosen(f.env, f.env.T("key.find"), func(number int) kit.Action {
		id := f.env.S().Chosen()[number-1].ID
		f.list.At = max(slices.Index(f.order, id), 0)
		return nil
	})
}

// read shows all that is known of the action.
func (f *followup) read() kit.Action {
	a := f.here()
	return kit.Open{Overlay: kit.NewReader(f.env, strconv.Itoa(f.env.S().ChosenNumber(a.ID))+" "+a.Title, func(width int) []string {
		return append(f.card(a, width, allLines), f.told(a, width, len(a.Reports)*allLines, allLines)...)
	})}
}
