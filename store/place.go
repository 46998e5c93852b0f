package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Risk is what threatens a database by where it is: the name of the program that
// synchronises its folder, or Network. "" is none.
type Risk string

// Network is the risk of a disk on a network: it can go away between two writes,
// and not all keep two computers from writing at once.
const Network Risk = "network"

// synced are the names of folders that programs synchronise, in lower case. They
// may go on behind a blank or a hyphen: "OneDrive - Stad Leuven".
var synced = map[string]Risk{
	"onedrive": "OneDrive", "dropbox": "Dropbox",
	"mobile documents": "iCloud Drive", "iclouddrive": "iCloud Drive", "com~apple~clouddocs": "iCloud Drive",
	"google drive": "Google Drive", "googledrive": "Google Drive", "my drive": "Google Drive", "mijn drive": "Google Drive",
	"nextcloud": "Nextcloud", "owncloud": "ownCloud", "syncthing": "Syncthing",
}

// markers are what such programs leave at the top of a folder, whatever it is
// called.
var markers = map[string]Risk{
	".stfolder": "Syncthing", ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox",
	".nextcloudsync.log": "Nextcloud", ".owncloudsync.log": "ownCloud",
}

// rooted are the variables in which Windows has where OneDrive is.
var rooted = []string{"OneDrive", "OneDriveCommercial", "OneDriveConsumer"}

// Risk says what threatens the database by where it is.
func (db *DB) Risk() Risk {
	for _, path := range []string{db.path, db.file} {
		if full, err := filepath.Abs(path); err == nil {
			path = full
		}
		if r := riskOf(path, os.Getenv); r != "" {
			return r
		}
		if onNetwork(path) {
			return Network
		}
	}
	return ""
}

// riskOf goes by the names in a path, and by what is in the folders above it.
func riskOf(path string, env func(string) string) Risk {
	for _, name := range rooted {
		if root := env(name); root != "" && within(path, root) {
			return "OneDrive"
		}
	}
	// A path of Windows is looked at everywhere: it may stand in a setting.
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == '\\' })
	for i := len(parts) - 2; i >= 0; i-- { // the last is the file
		if r := synced[folderName(parts[i])]; r != "" {
			return r
		}
	}
	for folder := filepath.Dir(path); ; folder = filepath.Dir(folder) {
		for name, r := range markers {
			if info, err := os.Lstat(filepath.Join(folder, name)); err == nil && !ownFolder(name, info) {
				return r
			}
		}
		if folder == filepath.Dir(folder) {
			return ""
		}
	}
}

// ownFolder says that a marker is where its program keeps its own things: Dropbox
// has a folder .dropbox in the user's, and a file of that name in what it
// synchronises.
func ownFolder(name string, info os.FileInfo) bool { return name == ".dropbox" && info.IsDir() }

// folderName is the part of a folder's name that says whose it is.
func folderName(name string) string {
	name = strings.ToLower(name)
	if synced[name] != "" {
		return name
	}
	for end := range synced {
		for _, mark := range []string{" ", "-"} {
			if strings.HasPrefix(name, end+mark) {
				return end
			}
		}
	}
	return ""
}

// within says that a path is in a folder, as Windows compares names.
func within(path, folder string) bool {
	clean := func(p string) string {
		return strings.ToLower(strings.TrimRight(strings.ReplaceAll(p, `\`, "/"), "/")) + "/"
	}
	return strings.HasPrefix(clean(path), clean(folder))
}

// remote are the kinds of file system that Linux has for disks elsewhere.
var remote = []string{
	"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse",
	"fuse.davfs2", "fuse.glusterfs", "fuse.s3fs", "fuse.google-drive-ocamlfuse", "fuse.onedriver",
}

// mountedRemotely says whether a path is on a disk elsewhere, by the list of what
// is mounted that Linux gives (proc_pid_mountinfo(5)): the last mount over the
// longest part of the path counts.
func mountedRemotely(mounts, path string) bool {
	kind, longest := "", -1
	for row := range strings.Lines(mounts) {
		before, after, ok := strings.Cut(row, " - ")
		fields, kinds := strings.Fields(before), strings.Fields(after)
		if !ok || len(fields) < 5 || len(kinds) == 0 {
			continue
		}
		point := unescape(fields[4])
		if len(point) >= longest && (point == "/" || path == point || strings.HasPrefix(path, point+"/")) {
			kind, longest = kinds[0], len(point)
		}
	}
	return slices.Contains(remote, kind)
}

// unescape gives a mount point as it is: blanks are written as numbers there.
func unescape(point string) string {
	return strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(point)
}

// isUNC says that a path of Windows is on another computer by its form alone.
func isUNC(path string) bool {
	path = strings.ReplaceAll(path, "/", `\`)
	rest, long := strings.CutPrefix(path, `\\?\`)
	switch {
	case long:
		return strings.HasPrefix(strings.ToUpper(rest), `UNC\`)
	case strings.HasPrefix(path, `\\.\`):
		return false
	}
	return strings.HasPrefix(path, `\\`)
}
