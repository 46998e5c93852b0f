package tui

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"kring/model"
)

// guard stands between the framework and the program. A panic of the program,
// in whatever goroutine, ends the run in order: the framework's own way would
// print its value, in which words of a session may stand.
type guard struct {
	app  *App
	stop context.CancelFunc // ends the run at once

	working sync.Mutex // held while the program works: who gets it, is alone with it
	last    tea.View   // what was drawn last
	over    bool       // the program is not to be called any more
	size    string     // of the window, and
	screens []string   // what was open in it, at the end

	mu     sync.Mutex // guards what follows
	report *Report
	keys   []string
}

// keysKept is how many keys a report tells of.
const keysKept = 20

// Init begins the program.
func (g *guard) Init() (cmd tea.Cmd) {
	g.working.Lock()
	defer g.working.Unlock()
	defer g.caught()
	return g.guarded(g.app.Init())
}

// Update gives a message to the program.
func (g *guard) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	g.working.Lock()
	defer g.working.Unlock()
	if g.over || g.crashed() {
		return g, nil
	}
	defer g.caught()
	g.note(msg)
	_, cmd = g.app.Update(msg)
	return g, g.guarded(cmd)
}

// View draws the program.
func (g *guard) View() tea.View {
	g.working.Lock()
	defer g.working.Unlock()
	if !g.over && !g.crashed() {
		func() {
			defer g.caught()
			g.last = g.app.View()
		}()
	}
	return g.last
}

// guarded has a command, and those that come out of it, caught.
func (g *guard) guarded(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer g.caught()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = g.guarded(batch[i])
			}
		}
		return msg
	}
}

// caught is deferred where a panic is to end the run. The first one counts.
func (g *guard) caught() {
	value := recover()
	if value == nil {
		return
	}
	g.mu.Lock()
	if g.report == nil {
		g.report = &Report{Panic: value, Stack: debug.Stack()}
	}
	g.mu.Unlock()
	g.stop()
}

func (g *guard) crashed() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.report != nil
}

// note remembers what kind of key was pressed, never which letter.
func (g *guard) note(msg tea.Msg) {
	kind := ""
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		kind = "text"
		if msg.Text == "" {
			kind = model.Clean(msg.String())
		}
	case tea.PasteMsg:
		kind = "paste"
	case tea.MouseMsg:
		kind = "mouse"
	default:
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.keys = append(g.keys, kind)
	g.keys = g.keys[max(len(g.keys)-keysKept, 0):]
}

// leave closes the session, and keeps what is half typed. A program that is at
// work still, hangs: what was saved is all there is then.
func (g *guard) leave() {
	if !g.working.TryLock() {
		return
	}
	defer g.working.Unlock()
	defer g.caught()
	if g.over {
		return
	}
	g.over = true
	g.size, g.screens = fmt.Sprintf("%d×%d", g.app.width, g.app.height), g.app.shapes()
	g.app.Leave()
}

// crash writes the report, nil when nothing came down.
func (g *guard) crash() *Crash {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.report == nil {
		return nil
	}
	r := *g.report
	r.At, r.Version, r.Keys, r.Size, r.Screens = time.Now(), g.app.version, g.keys, g.size, g.screens
	return r.Write(g.app.state)
}

// shapes gives the types of the screens, the topmost first.
func (a *App) shapes() []string {
	var all []string
	for _, o := range slices.Backward(a.overlays) {
		all = append(all, fmt.Sprintf("%T", o))
	}
	return append(all, fmt.Sprintf("%T", a.below()))
}
