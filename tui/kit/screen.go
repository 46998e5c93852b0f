// Package kit holds the parts that screens are made of: keys with their help,
// the entry line, lists, forms, bars, the theme, and the few things a screen
// may ask of the program around it.
package kit

import (
	"errors"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"kring/assets"
	"kring/model"
	"kring/store"
	"kring/store/export"
)

// Screen is what fills the body of the window: the home screen, a step of a
// session, or an overlay on top of them.
type Screen interface {
	// Update takes in a key, a paste, a click or the outcome of what the
	// screen asked for, and says what the program is to do. It may not save,
	// quit or touch another screen.
	Update(msg tea.Msg) Action
	// View draws the screen into that many columns and rows. It changes
	// nothing. The cursor is nil where nothing is being typed.
	View(width, height int) (string, *tea.Cursor)
	// Keys are the keys of the screen as it is now, the most important first.
	Keys() []Key
	// Editing says that text is being typed: letters are text then, and only
	// other keys are the program's.
	Editing() bool
}

// Overlay is a screen that floats above another and takes all keys.
type Overlay interface {
	Screen
	// Title stands in its border.
	Title() string
	// Size is how many columns and rows it would like, given the most there is.
	Size(width, height int) (int, int)
}

// Drafter is a screen or an overlay on which text can be left half typed.
type Drafter interface {
	// Draft is the text in the entry line, or what was filled in.
	Draft() string
	// SetDraft offers a text that was left.
	SetDraft(text string)
}

// Lender is a screen that may be in other hands than the facilitator's.
type Lender interface {
	// Lent says that it is: the screen has all keys then, also those that are
	// otherwise the program's. Help and Ctrl+C remain.
	Lent() bool
}

// Env is what every screen may look at. The program alone changes it.
type Env struct {
	Texts *assets.Texts
	Theme *Theme
	Book  *model.Book // the open session; nil on the home screen
	Now   func() time.Time
	// Folder is where documents are proposed to be written: the one used last.
	Folder string
	// TimeUp says that the timer stands at zero. Nil: there is no timer.
	TimeUp func() bool
	// Own is the own library: cards of actions, taken in from other towns.
	Own store.Own
}

// T gives a text in the language of the screens.
func (e *Env) T(id string, args ...any) string { return e.Texts.T(id, args...) }

// N gives a text in the form for a number.
func (e *Env) N(id string, n int, args ...any) string { return e.Texts.N(id, n, args...) }

// In gives a text of the method in the language of the screens.
func (e *Env) In(t model.Text) string { return t.In(e.Texts.Lang) }

// S is the open session.
func (e *Env) S() *model.Session { return e.Book.Session() }

// M is the method of the open session.
func (e *Env) M() *model.Method { return e.Book.Session().Method() }

// Today is the day it is where the program runs.
func (e *Env) Today() model.Date { return model.DateOf(e.Now()) }

// Moment is the time it is, as the session file writes it.
func (e *Env) Moment() model.Time { return model.TimeOf(e.Now()) }

// Over says that the timer that the room sees has run out.
func (e *Env) Over() bool { return e.TimeUp != nil && e.TimeUp() }

// Explain puts a refusal into words.
func (e *Env) Explain(err error) string {
	text, _ := store.Explain(e.Texts, err)
	return text
}

// ExplainShown puts into words what is the matter with a file of which the whole
// path is on the screen already: there is room for the words then.
func (e *Env) ExplainShown(err error) string {
	var fault *store.Fault
	if errors.As(err, &fault) {
		return e.Explain(&store.Fault{Trouble: fault.Trouble, Path: filepath.Base(fault.Path), Err: fault.Err})
	}
	return e.Explain(err)
}

// Action is what a screen asks of the program: Do, Open, Close, Go, Notify,
// Run, OpenSession, Export, OpenFile, ReadParticipants, those about cards,
// several of them, or nil for nothing.
type Action interface{ action() }

// Do makes a change. The screen that asked is told how it went with a Done.
type Do struct{ Change model.Change }

// Open puts an overlay on top.
type Open struct{ Overlay Overlay }

// Close takes the topmost overlay away.
type Close struct{}

// Go goes to a step; "" is home.
type Go struct {
	Step  model.Step
	Start *Start // given to the step once it is in front; nil: nothing
}

// Notify shows a message until the next key.
type Notify struct {
	Text string
	Bad  bool // something did not work
}

// Run runs a command of the framework.
type Run struct{ Cmd tea.Cmd }

// OpenSession opens a session, at the step where it was left.
type OpenSession struct{ ID string }

// Export writes a document of the session. The screen that asked is told how
// it went with an Exported.
type Export struct {
	export.Request
	Path    string
	Replace bool // what stands there may be overwritten
}

// OpenFile opens a file with the program that the system has for it. A screen
// that has more to do does not wait for that.
type OpenFile struct{ Path string }

// ReadParticipants reads a list of participants, without adding any. The screen
// that asked is told with a ParticipantsRead.
type ReadParticipants struct {
	Path string // of the file; "" for a list that was pasted
	Text string // the list that was pasted
}

// All is several actions in turn. One that fails ends the turn.
type All []Action

func (Do) action()               {}
func (Open) action()             {}
func (Close) action()            {}
func (Go) action()               {}
func (Notify) action()           {}
func (Run) action()              {}
func (OpenSession) action()      {}
func (Export) action()           {}
func (OpenFile) action()         {}
func (ReadParticipants) action() {}
func (All) action()              {}

// Done tells a screen how the change went that it asked for.
type Done struct {
	Change model.Change
	Err    error // why it was refused or could not be saved; nil when it stands
}

// Changed tells a step that the session is another than when it last looked: a
// cursor may stand behind the end of its list.
type Changed struct{}

// Exported tells a screen how the document went that it asked for.
type Exported struct {
	Path   string
	Behind int   // ballots of an open secret round that are not in it
	Err    error // why it could not be written
}

// ParticipantsRead tells a screen what is in the list that it asked for.
type ParticipantsRead struct {
	Path string                 // "" for a list that was pasted
	List *store.ParticipantList // nil with an Err
	Err  error                  // why it could not be read
}

// Start is what a step is asked to begin with by the one before it.
type Start struct {
	Pillar int    // to tie the entry to; 0: as it was
	Text   string // for the entry line, to be completed in front; "" for none
	View   string // which of the step's views to show, or what a vote is about; "": as it was
	// The thing to put the cursor on; with no ID, a new one of that kind is
	// to be begun; with no kind, nothing.
	Kind model.LinkKind
	ID   string
}

// Click is a press of the mouse at a place of the screen as it was drawn with
// that size.
type Click struct{ X, Y, Width, Height int }

// ErrExists says that a document was not written, as something stands there.
var ErrExists = errors.New("there is a file with that name")
