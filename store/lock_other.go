//go:build !windows

package store

import (
	"os"
	"syscall"
)

// lock keeps other processes from opening a database while it is repaired, as
// bbolt does while it is open. It lasts until the file is closed.
func lock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
