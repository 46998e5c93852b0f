//go:build !windows

package tui

import (
	"os"
	"os/exec"
	"runtime"
	"syscall"

	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// keyboardAt is where the lookout has the terminal: its standard input is a pipe.
const keyboardAt = 3

// apart gives the lookout the terminal, and a session of its own: what the
// terminal sends to the program does not come to it, and it may set modes when the
// shell has the terminal again.
func apart(cmd *exec.Cmd) {
	cmd.ExtraFiles = []*os.File{os.Stdin}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
}

// keyboard is the terminal of which the modes are to be set.
func keyboard() (*os.File, error) { return os.NewFile(keyboardAt, "keyboard"), nil }

// raw says that the terminal is as the framework sets it. Shells too read key by
// key, but they leave it to the terminal to interrupt.
func raw(fd uintptr) bool {
	now, err := term.GetState(fd)
	return err == nil && now.Lflag&(unix.ICANON|unix.ISIG) == 0 && now.Oflag&unix.OPOST == 0
}

// setPipeSize is a call of Linux.
const setPipeSize = 1031

// errorsTo has standard error go to a pipe until restore is called.
func errorsTo(pipe *os.File) (restore func()) {
	was, err := unix.FcntlInt(2, unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return func() {}
	}
	if runtime.GOOS == "linux" {
		// In a small pipe the runtime has to wait with its last words until the
		// lookout has given the terminal back: the shell is not sooner than that.
		_, _ = unix.FcntlInt(pipe.Fd(), setPipeSize, 4096)
	}
	_ = unix.Dup2(int(pipe.Fd()), 2)
	return func() {
		_ = unix.Dup2(was, 2)
		_ = unix.Close(was)
	}
}
