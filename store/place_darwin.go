package store

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// onNetwork says that a path is on a disk of another computer.
func onNetwork(path string) bool {
	var s unix.Statfs_t
	return unix.Statfs(filepath.Dir(path), &s) == nil && s.Flags&unix.MNT_LOCAL == 0
}
