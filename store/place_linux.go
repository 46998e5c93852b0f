package store

import "os"

// onNetwork says that a path is on a disk of another computer.
func onNetwork(path string) bool {
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	return err == nil && mountedRemotely(string(mounts), path)
}
