//go:build !windows

package store

import (
	"errors"
	"syscall"
)

const isWindows = false

// isOpen says that somebody else has a file open. Here that hinders nobody.
func isOpen(error) bool { return false }

// refusedAsOpen says that a file may not have been replaced because somebody has
// it open.
func refusedAsOpen(error) bool { return false }

// isFull says that there is no room, on the disk or for this user.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// isName says that a file can have that name.
func isName(string) bool { return true }

// isProtected says that nobody may write on the disk.
func isProtected(err error) bool { return errors.Is(err, syscall.EROFS) }
