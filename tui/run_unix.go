//go:build !windows

package tui

import (
	"io"
	"os"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/muesli/cancelreader"
)

// ending are the signals on which the program ends in order.
var ending = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT}

// suspending are those on which it gives the terminal back until it goes on.
var suspending = []os.Signal{syscall.SIGTSTP}

// resuming are those on which it goes on, also after a stop that it was not told
// of: the terminal may be in any mode then.
var resuming = []os.Signal{syscall.SIGCONT}

// resizing are those on which the window has another size.
var resizing = []os.Signal{syscall.SIGWINCH}

// window has the framework draw on a window of which it is told the size: asked
// by itself, it would take room for whatever a terminal claims to be.
func window(o *output) []tea.ProgramOption {
	size := windowSize()
	return []tea.ProgramOption{
		tea.WithOutput(struct{ io.Writer }{o}), tea.WithWindowSize(size.Width, size.Height),
		tea.WithColorProfile(colorprofile.Detect(o, os.Environ())),
	}
}

// openInput begins to read the keyboard.
func openInput(tty *os.File) (*input, error) {
	source, err := cancelreader.NewReader(tty)
	if err != nil {
		return nil, err
	}
	return newInput(tty, source, func() { source.Cancel() }), nil
}
