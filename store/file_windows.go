package store

import (
	"errors"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

const isWindows = true

// isOpen says that somebody else has a file open, or a part of it.
func isOpen(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}

// refusedAsOpen says that a file may not have been replaced because somebody has
// it open: Windows then says no more than that it is not allowed.
func refusedAsOpen(err error) bool { return errors.Is(err, windows.ERROR_ACCESS_DENIED) }

// isFull says that there is no room.
func isFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) || errors.Is(err, windows.ERROR_DISK_QUOTA_EXCEEDED)
}

// isName says that a file can have that name. Behind a colon Windows would write
// a stream of another file, which no folder shows and no copy takes along.
func isName(path string) bool {
	return !strings.ContainsAny(path[len(filepath.VolumeName(path)):], `<>:"|?*`)
}

// isProtected says that nobody may write on the disk.
func isProtected(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
