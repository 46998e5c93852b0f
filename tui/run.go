package tui

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"

	"kring/store"
)

// ErrStuck says that the program did not end when it was told to: it hangs, or
// the terminal takes nothing any more.
var ErrStuck = errors.New("the program hangs")

// endsWithin is how long the program may take to end when it is told to.
const endsWithin = 5 * time.Second

// Run shows the program on the terminal until it is left, and gives the terminal
// back as it was on every way out. Signals, a window that is closed and output
// that is lost end it as the key does: in order, with what is half typed kept.
// The error is a *Crash when the program came down, ErrStuck when it hangs.
func (a *App) Run() error {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	g := &guard{app: a, stop: stop}
	modes, restore := keepModes()
	defer restore()

	lang := a.env.Texts.Lang
	w := &watch{guard: g, post: func() func() { return postLookout(a.program, lang, modes) }, dismiss: func() {}, drawn: make(chan struct{}), lost: make(chan error, 2), signals: make(chan os.Signal, 8), ended: make(chan error, 1)}
	options := []tea.ProgramOption{
		tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithoutCatchPanics(), tea.WithFilter(bounded),
	}
	options = append(options, window(&output{tty: os.Stdout, lost: w.lose, drawn: sync.OnceFunc(func() { close(w.drawn) })})...)
	in, err := openInput(os.Stdin)
	if err != nil {
		return err
	}
	if in != nil {
		defer in.Close()
		options = append(options, tea.WithInput(in))
	}
	p := tea.NewProgram(g, options...)
	if in != nil {
		in.begin(p.Send, w.lose, g.caught)
	}
	w.program, w.input = p, in

	signal.Notify(w.signals, slices.Concat(ending, suspending, resuming, resizing)...)
	defer func() {
		signal.Ignore(os.Interrupt) // Ctrl+C once more while the last copy is put away
		signal.Stop(w.signals)
	}()
	go func() { w.ended <- g.run(p) }()

	err = w.wait(ctx)
	g.leave()
	if crash := g.crash(); crash != nil {
		return crash
	}
	return err
}

// run is the framework's part. A panic in the framework is caught here.
func (g *guard) run(p *tea.Program) (err error) {
	debug.SetPanicOnFault(true) // a database on a medium that is gone
	defer func() {
		if g.crashed() {
			err = nil
		}
	}()
	defer p.Kill() // does nothing where it ended by itself
	defer g.caught()
	_, err = p.Run()
	return err
}

// watch follows from outside a program that runs.
type watch struct {
	guard   *guard
	program *tea.Program
	input   *input                  // nil where the framework reads by itself
	drawn   chan struct{}           // closed when something is on the screen
	post    func() (dismiss func()) // starts the lookout
	dismiss func()                  // ends it, while the terminal is not ours
	signals chan os.Signal
	lost    chan error // the window: io.EOF when it was closed, else why nothing can be written
	ended   chan error // the program

	late      <-chan time.Time // when it has to have ended
	suspended bool
}

// lose notes that the window is gone.
func (w *watch) lose(err error) {
	select {
	case w.lost <- err:
	default: // both hands told it
	}
}

// wait waits for the program to end, and ends it when something outside says so.
func (w *watch) wait(ctx context.Context) error {
	crashed, drawn := ctx.Done(), w.drawn
	defer func() { w.dismiss() }()
	var lost error
	closed := false // or told to end: lost output is no news then
	for {
		select {
		case err := <-w.ended:
			if lost != nil && !closed {
				err = store.WriteError("stdout", lost)
			}
			return err
		case <-drawn: // not before: nobody is to wait for it
			drawn = nil
			w.dismiss = w.post()
		case <-w.late:
			w.kill()
			return ErrStuck
		case <-crashed:
			crashed = nil
			w.bound()
		case err := <-w.lost:
			if errors.Is(err, io.EOF) {
				closed = true
			} else {
				lost = err
			}
			w.quit()
		case s := <-w.signals:
			switch {
			case slices.Contains(ending, s):
				closed = true
				w.quit()
			case slices.Contains(resizing, s):
				go w.program.Send(windowSize())
			default:
				w.pause(s)
			}
		}
	}
}

// bound gives the program a time to end in.
func (w *watch) bound() {
	if w.late == nil {
		w.late = time.After(endsWithin)
	}
}

// kill has the framework give the terminal back without the program. It waits
// for a terminal that takes nothing no longer than that is polite.
func (w *watch) kill() {
	killed := make(chan struct{})
	go func() { defer close(killed); w.program.Kill() }()
	select {
	case <-killed:
	case <-time.After(time.Second):
	}
}

// quit ends the program as its key does.
func (w *watch) quit() {
	w.bound()
	go w.program.Quit()
}

// pause gives the terminal back for as long as the process is stopped. After a
// stop that nobody told of, the terminal may be in any mode: it is taken anew.
func (w *watch) pause(s os.Signal) {
	var msg tea.Msg
	switch stop := slices.Contains(suspending, s); {
	case stop && !w.suspended:
		w.suspended = true
		signal.Reset(suspending...) // so that the next one stops us
		w.dismiss()
		w.dismiss = func() {}
		msg = tea.SuspendMsg{}
	case !stop && w.suspended:
		w.suspended = false
		signal.Notify(w.signals, suspending...)
		w.dismiss()
		w.dismiss = w.post()
		go w.program.Send(windowSize())
		return
	case !stop:
		msg = tea.Exec(nothing{}, nil)()
	default:
		return
	}
	go func() {
		w.program.Send(msg)
		w.input.nudge()
		w.program.Send(windowSize()) // it may be another by now
	}()
}

// nothing is a command for which the terminal is let go and taken anew.
type nothing struct{}

func (nothing) Run() error          { return nil }
func (nothing) SetStdin(io.Reader)  {}
func (nothing) SetStdout(io.Writer) {}
func (nothing) SetStderr(io.Writer) {}

// windowSize is how large the window is, as far as it is drawn on.
func windowSize() tea.WindowSizeMsg {
	width, height, err := term.GetSize(os.Stdout.Fd())
	if err != nil || width <= 0 || height <= 0 {
		width, height = 80, 24 // it does not tell
	}
	width, height = bound(width, height)
	return tea.WindowSizeMsg{Width: width, Height: height}
}

// bounded keeps the window within what can be drawn in time.
func bounded(_ tea.Model, msg tea.Msg) tea.Msg {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		size.Width, size.Height = bound(size.Width, size.Height)
		return size
	}
	return msg
}

// keepModes remembers the modes of the terminal and gives what puts them back:
// a second hand, for where the framework does not come to it.
func keepModes() (modes *term.State, restore func()) {
	fd := os.Stdin.Fd()
	modes, err := term.GetState(fd)
	if err != nil {
		return nil, func() {}
	}
	return modes, func() { _ = term.Restore(fd, modes) } // a terminal that is gone has none
}
