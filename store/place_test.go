package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRiskOfAPlace(t *testing.T) {
	env := map[string]string{"OneDrive": `D:\Stad Leuven`}
	for path, want := range map[string]Risk{
		`C:\Users\An\OneDrive\kring\kring.db`:                                       "OneDrive",
		`C:\Users\An\OneDrive - Stad Leuven\Documenten\kring.db`:                    "OneDrive",
		`d:\stad leuven\kring.db`:                                                   "OneDrive",
		`D:\Stad Leuvenaar\kring.db`:                                                "",
		"/Users/an/Library/CloudStorage/OneDrive-StadLeuven/kring.db":               "OneDrive",
		"/home/an/Dropbox/kring.db":                                                 "Dropbox",
		"/home/an/Dropbox (Stad)/kring/kring.db":                                    "Dropbox",
		"/Users/an/Library/Mobile Documents/com~apple~CloudDocs/kring/kring.db":     "iCloud Drive",
		`C:\Users\An\iCloudDrive\kring.db`:                                          "iCloud Drive",
		"/Users/an/Library/CloudStorage/GoogleDrive-an@leuven.be/My Drive/kring.db": "Google Drive",
		`G:\Mijn Drive\kring.db`:                                                    "Google Drive",
		"/home/an/Nextcloud/kring.db":                                               "Nextcloud",
		"/home/an/ownCloud/kring.db":                                                "ownCloud",
		"/home/an/.local/share/kring/kring.db":                                      "",
		"/home/an/dropboxen/onedrive.db":                                            "",
		`C:\Users\An\AppData\Local\kring\kring.db`:                                  "",
		"kring.db": "",
	} {
		if got := riskOf(path, func(name string) string { return env[name] }); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

// A folder may be called anything: the program that synchronises it leaves a mark.
func TestRiskByAMarker(t *testing.T) {
	top := t.TempDir()
	path := filepath.Join(top, "werk", "kring", "kring.db")
	none := func(string) string { return "" }
	if err := os.MkdirAll(filepath.Join(top, ".dropbox"), 0o700); err != nil { // where Dropbox has its own
		t.Fatal(err)
	}
	if got := riskOf(path, none); got != "" {
		t.Errorf("without a marker: %q", got)
	}
	if err := os.Mkdir(filepath.Join(top, ".stfolder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if got := riskOf(path, none); got != "Syncthing" {
		t.Errorf("below .stfolder: %q", got)
	}
}

func TestDisksElsewhere(t *testing.T) {
	const mounts = `21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 21 0:40 / /mnt/stad rw,relatime - cifs //server/stad rw
31 21 0:41 / /home/an/mijn\040schijf rw - fuse.sshfs an@server: rw
32 21 8:17 / /media/an/STICK rw - fuseblk /dev/sdb1 rw
33 30 8:33 / /mnt/stad/hier rw - ext4 /dev/sdc1 rw
34 21 0:50 / /srv rw - ext4 /dev/sdd1 rw
35 21 0:51 / /srv rw - nfs4 server:/srv rw
36 broken
`
	for path, want := range map[string]bool{
		"/home/an/kring.db": false, "/mnt/stad/kring.db": true, "/mnt/stadhuis/kring.db": false,
		"/home/an/mijn schijf/kring.db": true, "/media/an/STICK/kring.db": false, "/mnt/stad/hier/kring.db": false, "/srv/kring.db": true,
	} {
		if got := mountedRemotely(mounts, path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
	for path, want := range map[string]bool{
		`\\server\stad\kring.db`: true, `//server/stad/kring.db`: true, `\\?\UNC\server\stad\kring.db`: true,
		`\\?\C:\kring\kring.db`: false, `\\.\C:\kring.db`: false, `C:\kring\kring.db`: false,
	} {
		if got := isUNC(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

// By whatever link it is opened, it counts where the database is.
func TestRiskBehindALink(t *testing.T) {
	top := t.TempDir()
	synced := filepath.Join(top, "Nextcloud")
	if err := os.Mkdir(synced, 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(top, "kring.db")
	symlink(t, filepath.Join(synced, "echt.db"), link)
	openTest(t, filepath.Join(synced, "echt.db")).Close()
	if db := openTest(t, link); db.Risk() != "Nextcloud" || !strings.HasSuffix(db.Path(), "kring.db") {
		t.Errorf("the risk of %s is %q", db.Path(), db.Risk())
	}
}
