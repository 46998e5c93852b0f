package store

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// onNetwork says that a path is on a disk of another computer.
func onNetwork(path string) bool {
	if isUNC(path) {
		return true
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(path) + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
