// Package tui is the terminal interface: one program around the home screen,
// the steps of a session and what floats above them. It owns what they share:
// which of them is shown, the frame, undo, messages, the timer, language and
// colours.
package tui

import (
	"cmp"
	"errors"
	"io"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"kring/assets"
	"kring/model"
	"kring/store"
	"kring/tui/kit"
)

// App is the only model that the framework sees.
type App struct {
	env     *kit.Env
	db      *store.DB
	methods model.Methods
	log     func(error) // takes errors that there is no sentence for

	// write writes a document whole; a test that presses keys at random puts
	// one in its place that writes nothing.
	write func(path string, write func(io.Writer) error) error
	// opener opens a file with the system's program; a test puts another one
	// in its place.
	opener func(path string) error

	width, height int
	home          *home
	steps         map[model.Step]kit.Screen
	at            model.Step // "" is home
	overlays      []kit.Overlay
	going         bool // g was pressed: a digit follows

	notice  kit.Notify
	trouble string // why the last change could not be saved; "" when it could

	lines    int  // of the log of the open session, when it was opened
	offered  bool // a copy elsewhere was offered
	copyTold bool // that a copy could not be put away was told

	clock  clock
	themed bool // the theme was chosen: the terminal's answer does not count

	state, version string // for the report of a crash
	program        string // of which another process is on the lookout
}

// Options are what the command line decides.
type Options struct {
	Texts   *assets.Texts
	Methods model.Methods
	Now     func() time.Time
	Log     func(error)
	Folder  string // where to propose documents, until another was used
	Session string // to open at once; "" is the home screen
	State   string // the folder for reports of crashes
	Version string // of the program
	Program string // its file, to start the lookout; "" for none
}

// New makes the program on an open database. Codes: those of opening the
// session asked for.
func New(db *store.DB, o Options) (*App, error) {
	a := &App{
		env: &kit.Env{Texts: o.Texts, Theme: kit.NewTheme(true), Now: o.Now, Folder: cmp.Or(db.Setting(settingFolder), o.Folder)},
		db:  db, methods: o.Methods, log: o.Log, write: store.WriteFile, opener: openFile,
		state: o.State, version: o.Version, program: o.Program,
	}
	a.env.TimeUp = a.clock.over
	switch db.Setting(settingTheme) {
	case "light":
		a.env.Theme, a.themed = kit.NewTheme(false), true
	case "dark":
		a.themed = true
	}
	a.loadOwn()
	a.home = newHome(a.env, db, o.Methods)
	err := a.home.reload()
	if err == nil && o.Session != "" {
		err = a.open(o.Session)
	}
	a.tellFound()
	return a, err
}

// Names of settings.
const (
	settingTheme    = "theme"
	settingLanguage = "language"
	settingFolder   = "folder"
	settingCopies   = "copies" // the folder where a copy was put last
	settingStep     = "step/"  // and the session's id
)

// SavedLanguage gives the language that was chosen in the program last time,
// or "".
func SavedLanguage(db *store.DB) string { return db.Setting(settingLanguage) }

// Init asks the terminal for its background and starts the clock.
func (a *App) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, minute())
}

// Update takes in a message.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.width, a.height = bound(msg.Width, msg.Height)
		return a, nil
	case tea.BackgroundColorMsg:
		if !a.themed {
			a.env.Theme = kit.NewTheme(msg.IsDark())
		}
		return a, nil
	case minuteMsg:
		a.keepTyped() // not every end leaves time for it
		return a, minute()
	case notOpenedMsg:
		a.log(msg.err)
		a.notice = kit.Notify{Text: a.env.T("app.notopened"), Bad: true}
		return a, nil
	case pasteCutMsg:
		a.notice = kit.Notify{Text: a.env.T("crash.pastecut"), Bad: true}
		return a, nil
	case secondMsg:
		return a, a.clock.tick(msg, a.env.Now())
	case tea.KeyPressMsg:
		cmd := a.press(msg)
		a.watchCopies()
		return a, cmd
	case tea.PasteMsg:
		text, cut := boundLines(msg.Content)
		cmd := a.perform(a.top().Update(tea.PasteMsg{Content: text}), a.top())
		if cut {
			a.notice = kit.Notify{Text: a.env.T("crash.pastecut"), Bad: true}
		}
		return a, cmd
	case tea.MouseClickMsg:
		return a, a.click(tea.Mouse(msg))
	case tea.MouseWheelMsg:
		return a, a.perform(a.top().Update(msg), a.top())
	}
	return a, nil
}

// widest and tallest bound what is drawn: a terminal that claims to be larger
// would take seconds to draw, and no wall has one.
const widest, tallest = 500, 200

func bound(width, height int) (int, int) { return min(width, widest), min(height, tallest) }

// top is the screen that has the keys.
func (a *App) top() kit.Screen {
	if n := len(a.overlays); n > 0 {
		return a.overlays[n-1]
	}
	return a.below()
}

// below is the screen under the overlays.
func (a *App) below() kit.Screen {
	if a.at == "" {
		return a.home
	}
	return a.steps[a.at]
}

func (a *App) press(msg tea.KeyPressMsg) tea.Cmd {
	if msg.String() == "ctrl+c" {
		return a.quit()
	}
	a.notice = kit.Notify{}
	top := a.top()
	if a.going {
		a.going = false
		if s, ok := a.stepAt(msg.String()); ok {
			return a.perform(kit.Go{Step: s}, top)
		}
	}
	if len(a.overlays) > 0 && msg.String() == "f1" && !has(top.Keys(), msg) {
		return a.perform(kit.Open{Overlay: newHelp(a)}, top)
	}
	if len(a.overlays) == 0 && !(top.Editing() && kit.Typed(msg)) {
		// A key of the screen goes before one of the program's with its name.
		if !has(top.Keys(), msg) {
			if action, ok := kit.Press(a.keys(), msg); ok {
				return a.perform(action, top)
			}
		}
	}
	return a.perform(top.Update(msg), top)
}

// lent says that the step is in other hands than the facilitator's.
func (a *App) lent() bool {
	l, ok := a.below().(kit.Lender)
	return ok && l.Lent()
}

func has(keys []kit.Key, msg tea.KeyPressMsg) bool {
	name := msg.String()
	for _, k := range keys {
		for _, on := range k.On {
			if on == name {
				return true
			}
		}
	}
	return false
}

// perform does what a screen asked for and tells it how that went.
func (a *App) perform(action kit.Action, from kit.Screen) tea.Cmd {
	cmd, _ := a.do(action, from)
	return cmd
}

// do is perform; ok is false when a change was refused or could not be saved.
func (a *App) do(action kit.Action, from kit.Screen) (cmd tea.Cmd, ok bool) {
	switch action := action.(type) {
	case nil:
	case kit.Do:
		_, forgets := action.Change.(model.ParticipantForgotten)
		if forgets {
			a.keepDraft()
		}
		err := a.env.Book.Do(action.Change)
		if forgets && err == nil {
			a.openSteps() // what they remember may hold the name
		}
		a.settle(err)
		to := a.heir(from)
		return a.perform(to.Update(kit.Done{Change: action.Change, Err: err}), to), err == nil
	case kit.Open:
		a.offerForm(action.Overlay)
		a.overlays = append(a.overlays, action.Overlay)
	case kit.Close:
		if n := len(a.overlays); n > 0 {
			a.forgetForm(a.overlays[n-1])
			a.overlays = a.overlays[:n-1]
		}
	case kit.Go:
		a.goTo(action.Step)
		if to := a.below(); action.Start != nil && a.at == action.Step {
			return a.perform(to.Update(*action.Start), to), true
		}
	case kit.Notify:
		a.notice = action
	case kit.Run:
		return action.Cmd, true
	case kit.OpenSession:
		if err := a.open(action.ID); err != nil {
			a.fail(err)
			return nil, false
		}
	case kit.Export:
		done, to := a.export(action), a.heir(from)
		return a.perform(to.Update(done), to), done.Err == nil
	case kit.OpenFile:
		return a.openWith(action.Path), true
	case kit.ReadParticipants:
		read, to := a.readParticipants(action), a.heir(from)
		return a.perform(to.Update(read), to), read.Err == nil
	case kit.ReadCards:
		read, to := a.readCards(action), a.heir(from)
		return a.perform(to.Update(read), to), read.Err == nil
	case kit.TakeCards, kit.RemoveCard:
		done, to := a.takeCards(action), a.heir(from)
		return a.perform(to.Update(done), to), done.Err == nil
	case kit.All:
		var cmds []tea.Cmd
		for _, one := range action {
			cmd, ok := a.do(one, from)
			cmds = append(cmds, cmd)
			if !ok {
				return tea.Batch(cmds...), false
			}
		}
		return tea.Batch(cmds...), true
	}
	return nil, true
}

// readParticipants reads a list for the open session.
func (a *App) readParticipants(of kit.ReadParticipants) kit.ParticipantsRead {
	read := kit.ParticipantsRead{Path: of.Path}
	data, err := []byte(of.Text), error(nil)
	if of.Path != "" {
		data, err = store.ReadFile(of.Path, store.ListMax)
	}
	if err == nil {
		read.List, err = store.ReadParticipants(data, a.env.S())
	}
	if err != nil {
		read.Err = err
		a.report(err)
	}
	return read
}

// heir is who is told how something went: the screen that asked, or the one
// below it when it has closed meanwhile.
func (a *App) heir(asked kit.Screen) kit.Screen {
	if asked == a.below() || slices.ContainsFunc(a.overlays, func(o kit.Overlay) bool { return o == asked }) {
		return asked
	}
	return a.top()
}

// settle notes whether a change could be saved. A refusal is no trouble: the
// screen that asked shows it.
func (a *App) settle(err error) {
	var refusal *model.Error
	switch {
	case err == nil:
		a.trouble = ""
		a.changed()
	case !errors.As(err, &refusal):
		a.trouble = a.env.Explain(err)
		a.report(err)
	}
}

// changed tells the step that the session is another now.
func (a *App) changed() {
	if s := a.steps[a.at]; s != nil {
		s.Update(kit.Changed{})
	}
}

// fail shows an error that no screen shows.
func (a *App) fail(err error) {
	a.notice = kit.Notify{Text: a.env.Explain(err), Bad: true}
	a.report(err)
}

// report logs what there is no sentence for.
func (a *App) report(err error) {
	if _, known := store.Explain(a.env.Texts, err); !known {
		a.log(err)
	}
}

func (a *App) undo() kit.Action { return a.history(a.env.Book.Undo, "undo") }
func (a *App) redo() kit.Action { return a.history(a.env.Book.Redo, "redo") }

// history takes a change back or brings it back, and says which.
func (a *App) history(move func() (model.Line, error), word string) kit.Action {
	line, err := move()
	a.settle(err)
	if err != nil {
		return kit.Notify{Text: a.env.Explain(err), Bad: true}
	}
	return kit.Notify{Text: a.env.T("change."+word, "What", store.Describe(a.env.Texts, line))}
}

// stepAt gives the step with that digit in the rail.
func (a *App) stepAt(digit string) (model.Step, bool) {
	if a.env.Book == nil {
		return "", false
	}
	for i, s := range a.env.M().Steps {
		if digit == railDigit(i, s) {
			return s, true
		}
	}
	return "", false
}

// beside goes to the step that many places further on.
func (a *App) beside(by int) kit.Action {
	steps := a.env.M().Steps
	for i, s := range steps {
		if s == a.at {
			return kit.Go{Step: steps[(i+by+len(steps))%len(steps)]}
		}
	}
	return nil
}
