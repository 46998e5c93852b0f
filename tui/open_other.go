//go:build !windows

package tui

import (
	"os/exec"
	"runtime"
	"syscall"
)

// openFile gives a file to the system's opener and waits for it to end. It has
// a session of its own, without a terminal: nothing of it shows on the screen,
// and what it opened outlives kring.
func openFile(path string) error {
	name := "xdg-open"
	if runtime.GOOS == "darwin" {
		name = "open"
	}
	cmd := exec.Command(name, path)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	return cmd.Run()
}
