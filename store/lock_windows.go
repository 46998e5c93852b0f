package store

import (
	"os"

	"golang.org/x/sys/windows"
)

// lock keeps other processes from opening a database while it is repaired, as
// bbolt does while it is open: it takes the byte that bbolt takes. It lasts until
// the file is closed.
func lock(f *os.File) error {
	const last = 1<<32 - 1
	return windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
		&windows.Overlapped{Offset: last, OffsetHigh: last})
}
