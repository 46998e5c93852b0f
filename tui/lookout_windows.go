package tui

import (
	"os"
	"os/exec"

	"golang.org/x/sys/windows"
)

// apart does nothing: the lookout is on the same console by itself.
func apart(*exec.Cmd) {}

// keyboard is the console of which the modes are to be set.
func keyboard() (*os.File, error) { return os.OpenFile("CONIN$", os.O_RDWR, 0) }

// raw says that the console is as the framework sets it.
func raw(fd uintptr) bool {
	var mode uint32
	err := windows.GetConsoleMode(windows.Handle(fd), &mode)
	return err == nil && mode&windows.ENABLE_LINE_INPUT == 0
}

// errorsTo has standard error go to a pipe until restore is called. The runtime
// asks for its handle each time.
func errorsTo(pipe *os.File) (restore func()) {
	own := windows.CurrentProcess()
	var hold windows.Handle
	was, err := windows.GetStdHandle(windows.STD_ERROR_HANDLE)
	if err == nil {
		err = windows.DuplicateHandle(own, windows.Handle(pipe.Fd()), own, &hold, 0, false, windows.DUPLICATE_SAME_ACCESS)
	}
	if err == nil {
		err = windows.SetStdHandle(windows.STD_ERROR_HANDLE, hold)
	}
	if err != nil {
		return func() {}
	}
	return func() {
		_ = windows.SetStdHandle(windows.STD_ERROR_HANDLE, was)
		_ = windows.CloseHandle(hold)
	}
}
