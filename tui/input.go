package tui

import (
	"io"
	"os"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// pasteQuiet is how long a terminal may be silent in the middle of a paste. After
// that its end is taken to be lost.
const pasteQuiet = time.Second

// pasteCutMsg says that a paste was too long to take whole.
type pasteCutMsg struct{}

// input is the keyboard. It bounds pastes, and tells when the terminal is gone.
// The framework takes it for a terminal by its Fd, to set the modes; because it
// has no name, it reads from it as from anything else.
type input struct {
	tty    *os.File
	source io.Reader
	chunks chan []byte // what came; closed when nothing will
	wake   chan struct{}
	done   chan struct{}
	stop   func()
	send   func(tea.Msg)
	lost   func(error) // called when the terminal is gone
	caught func()      // deferred where a panic is to end the run

	mu     sync.Mutex
	pastes pastes
	rest   []byte // to pass on
}

// newInput makes a keyboard that is read until stop is called.
func newInput(tty *os.File, source io.Reader, stop func()) *input {
	in := &input{tty: tty, source: source, chunks: make(chan []byte), wake: make(chan struct{}), done: make(chan struct{})}
	in.stop = sync.OnceFunc(func() { close(in.done); stop() })
	return in
}

// begin begins to read.
func (in *input) begin(send func(tea.Msg), lost func(error), caught func()) {
	in.send, in.lost, in.caught = send, lost, caught
	go func() {
		defer in.caught()
		defer close(in.chunks)
		for {
			chunk := make([]byte, 4096)
			n, err := in.source.Read(chunk)
			if n > 0 {
				select {
				case in.chunks <- chunk[:n]:
				case <-in.done:
					return
				}
			}
			if err != nil {
				return
			}
		}
	}()
}

// Read gives what the terminal sent, with the end of a paste where it is lost.
func (in *input) Read(p []byte) (int, error) {
	defer in.caught()
	for {
		if n := in.take(p); n > 0 {
			return n, nil
		}
		var quiet <-chan time.Time
		if in.pasting() {
			quiet = time.After(pasteQuiet)
		}
		select {
		case chunk, ok := <-in.chunks:
			if ok {
				in.put(chunk)
			} else if !in.silence() {
				in.gone()
				return 0, io.EOF
			}
		case <-quiet:
			in.silence()
		case <-in.wake:
			return 0, nil
		}
	}
}

func (in *input) take(p []byte) int {
	in.mu.Lock()
	defer in.mu.Unlock()
	n := copy(p, in.rest)
	in.rest = in.rest[n:]
	return n
}

func (in *input) pasting() bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.pastes.open
}

func (in *input) put(chunk []byte) {
	in.mu.Lock()
	defer in.mu.Unlock()
	out, cut := in.pastes.take(chunk)
	in.rest = append(in.rest, out...)
	if cut {
		go in.send(pasteCutMsg{})
	}
}

// silence ends a paste that goes on, and says whether one did.
func (in *input) silence() bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	was := in.pastes.open
	in.rest = append(in.rest, in.pastes.end()...)
	return was
}

func (in *input) gone() {
	select {
	case <-in.done: // we are leaving ourselves
	default:
		in.lost(io.EOF)
	}
}

// nudge has a reader that waits look up. The framework leaves one behind when
// the program is suspended, and it would take the first key after that.
func (in *input) nudge() {
	if in == nil {
		return
	}
	for range 20 {
		select {
		case in.wake <- struct{}{}:
		case <-in.done:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// Write is there for the framework to take this for a terminal.
func (in *input) Write(p []byte) (int, error) { return in.tty.Write(p) }

// Close stops reading. The terminal stays open.
func (in *input) Close() error { in.stop(); return nil }

// Fd is the terminal.
func (in *input) Fd() uintptr { return in.tty.Fd() }

// output is the window. It tells when nothing can be written any more, which the
// framework does not notice.
type output struct {
	tty   *os.File
	lost  func(error)
	drawn func() // called when something is on it
}

// Write writes to the terminal.
func (o *output) Write(p []byte) (int, error) {
	n, err := o.tty.Write(p)
	if err != nil {
		o.lost(err)
	}
	o.drawn()
	return n, err
}

// Read is there for the framework to take this for a terminal.
func (o *output) Read(p []byte) (int, error) { return o.tty.Read(p) }

// Close does nothing: the terminal stays open.
func (o *output) Close() error { return nil }

// Fd is the terminal.
func (o *output) Fd() uintptr { return o.tty.Fd() }
