package tui

import (
	"os"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// ending are the signals on which the program ends in order. Closing the window
// and logging off come as SIGTERM, Ctrl+Break as an interrupt.
var ending = []os.Signal{os.Interrupt, syscall.SIGTERM}

// There is no suspending, and sizes come with the keys.
var suspending, resuming, resizing []os.Signal

// window has the framework draw on the console, of which it sets the modes.
func window(o *output) []tea.ProgramOption { return []tea.ProgramOption{tea.WithOutput(o)} }

// openInput leaves the keyboard to the framework: it reads the console in a way
// of its own, from which the sizes of the window come too. So pastes are not
// bounded here: they come as records of keys, which the framework alone sees. One
// without an end takes the keys that follow, Ctrl+C too; Ctrl+Break and closing the
// window are no keys, and end the program in order.
func openInput(*os.File) (*input, error) { return nil, nil }
