package store

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// opens has another process open a database, and says what it told: "saved" when
// it could, else "failed" and the trouble.
func opens(t *testing.T, path string) string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), scriptEnv+"=opening", scriptPathEnv+"="+path)
	out, _ := cmd.CombinedOutput() // how it ended is in what it told
	switch words := strings.Fields(string(out)); {
	case len(words) == 3 && words[0] == "saved":
		return words[0]
	case len(words) > 3 && words[0] == "failed":
		return words[0] + " " + words[2]
	}
	return string(out)
}

// Another process is told that this one has the database, whether it is as it
// should be or is to be repaired, and touches nothing. It has its turn once this
// one has let go.
func TestAnotherProcess(t *testing.T) {
	db := newTestDB(t)
	path := db.Path()
	do(t, newSession(t, db, "a"), addParticipant("p1", 1, "Chiro"))
	if got := opens(t, path); got != "failed locked" {
		t.Errorf("while it is open: %s", got)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if got := opens(t, path); got != "saved" {
		t.Errorf("once it is closed: %s", got)
	}
	data := read(t, path)
	data[bytes.Index(data, []byte("Chiro"))]++
	if err := os.WriteFile(path, data, fileMode); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := lock(f); err != nil {
		t.Fatal(err)
	}
	if got := opens(t, path); got != "failed locked" || !bytes.Equal(read(t, path), data) {
		t.Errorf("while another one repairs it: %s", got)
	}
	f.Close()
	if got := opens(t, path); got != "saved" || bytes.Equal(read(t, path), data) {
		t.Errorf("once that is done: %s", got)
	}
}
