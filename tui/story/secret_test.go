//go:build !windows

package story

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// secretVote is all that somebody could see of a secret round: the screens, what
// the commands say, and what is left on disk.
type secretVote struct {
	screens []string
	said    []string
	copy    []byte // of the database, made while the round was open
	after   []byte // the database once it was closed
}

// times are what differs between two runs of the same story.
var times = regexp.MustCompile(`(?m)^[a-z0-9]{8}\b|\d\d:\d\d(:\d\d)?|\d{4}-\d\d-\d\d|"id": ?"[a-z0-9]{8}"|\d+ min|"time":"[^"]*"|"(created|changed|opened|closed)": ?"[^"]*"|D:\d{14}|<v>\d{5}\.\d+</v>`)

// unpacked gives what a command said; of a zip archive, what is in it.
func unpacked(t *testing.T, said string) string {
	t.Helper()
	if !strings.HasPrefix(said, "PK") {
		return said
	}
	z, err := zip.NewReader(strings.NewReader(said), int64(len(said)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, part := range z.File {
		f, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(part.Name)
		if _, err := io.Copy(&b, f); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// runSecretVote lets twelve vote, these ballots by number, with the program left
// and opened again in between.
func runSecretVote(t *testing.T, ballots []string) secretVote {
	var v secretVote
	h := newHouse(t, "nl_BE.UTF-8")
	w := h.open(80, 24)
	see := func(texts ...string) {
		t.Helper()
		w.sees(texts...)
		v.screens = append(v.screens, w.shown())
	}
	say := func(args ...string) {
		t.Helper()
		s := h.run(args...)
		v.said = append(v.said, times.ReplaceAllString(strings.ReplaceAll(unpacked(t, s.out)+s.err, h.folder, "~"), "·"))
	}
	everything := func() {
		t.Helper()
		for _, format := range []string{"json", "md", "html", "docx", "pdf", "xlsx", "csv", "pb"} {
			say("export", "last", "-f", format, "-o", "-")
		}
		say("list")
	}

	w.sees("Welkom")
	w.keys("n")
	w.keys("Geheim", "enter")
	for i := range ballots {
		w.enters(fmt.Sprintf("Organisatie %02d", i+1), fmt.Sprintf("Organisatie %02d", i+1))
	}
	w.keys("esc", "g", "5")
	w.sees("Doelen")
	for _, line := range []string{"Elke jongere kent een plek", "Ontmoeting in elke wijk", "Ouders vinden steun", "Jongeren beslissen mee", "Rust op school"} {
		w.enters(line, line)
	}
	w.keys("esc", "g", "6")
	w.sees("Stickers")
	w.keys("n", "tab", "tab", "tab", "tab", "tab", "right")
	w.sees("geheim")
	w.keys("enter", "o")
	see("geheim · 3 per partner")
	for i, ballot := range ballots {
		if i == len(ballots)/2 {
			w.keys(fmt.Sprintf("%d %s", i+1, ballot)) // left half typed
			see("7 ***")
			w.quit()
			everything()
			h.does("backup", h.path("kopie.db"))
			v.copy = read(t, h.path("kopie.db"))
			w = h.open(80, 24, "open", "last")
			see("geheim · 3 per partner")
			w.keys("ctrl+u")
		}
		w.types(fmt.Sprintf("%d %s", i+1, ballot))
		see(fmt.Sprintf("%d van 12", i+1))
	}
	w.keys("esc", "w", "esc")
	w.keys("g", "5")
	see("Doelen")
	w.keys("esc", "g", "0")
	see("Verslag")
	w.keys("g", "6", "esc", "c")
	see("niets kan ze weer samenbrengen")
	w.keys("enter")
	see("gesloten")
	w.quit()
	everything()
	path := filepath.Join(h.folder, "data", "kring", "kring.db")
	v.after = read(t, path)
	if left, _ := filepath.Glob(path + ".key-*"); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	w = h.open(80, 24, "open", "last")
	see("gesloten")
	w.quit()

	// Nothing else is on disk that says who chose what.
	err := filepath.WalkDir(h.folder, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			v.holdsNothing(t, path, read(t, path), ballots)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	v.holdsNothing(t, "the copy", v.copy, ballots)
	for _, screen := range v.screens {
		v.holdsNothing(t, screen, []byte(screen), ballots)
	}
	return v
}

// holdsNothing fails when bytes say what somebody typed, or whose a ballot is.
func (v *secretVote) holdsNothing(t *testing.T, what string, data []byte, ballots []string) {
	t.Helper()
	for i, ballot := range ballots {
		typed, spelled := fmt.Sprintf("%d %s", i+1, ballot), strings.ToUpper(strings.Join(strings.Split(ballot, ""), " "))
		for _, text := range []string{typed, spelled} {
			if len(ballot) > 2 && bytes.Contains(data, []byte(text)) {
				t.Errorf("%s holds %q", what, text)
			}
		}
		if bytes.Contains(data, fmt.Appendf(nil, `"participant":"p%d","stickers"`, i+1)) {
			t.Errorf("%s holds the ballot of %d", what, i+1)
		}
	}
}

// In a secret round who chose what shows nowhere: on no screen, in no file, and
// of two votes in which the same ballots came from other people everything that
// the commands write is the same, before and after the closing.
func TestSecretVoteLeavesNoTrace(t *testing.T) {
	t.Parallel()
	ballots := []string{"aab", "bcd", "eee", "abe", "dd", "-", "ccc", "ace", "bbd", "e", "aae", "cde"}
	other := slices.Clone(ballots)
	slices.Reverse(other)
	votes := make([]secretVote, 2)
	t.Run("votes", func(t *testing.T) {
		for i, b := range [][]string{ballots, other} {
			t.Run(fmt.Sprint(i+1), func(t *testing.T) {
				t.Parallel()
				votes[i] = runSecretVote(t, b)
			})
		}
	})
	if t.Failed() {
		return
	}
	for i, said := range votes[0].said {
		if said != votes[1].said[i] {
			t.Errorf("answer %d:\n%s\n%s", i, said, votes[1].said[i])
		}
	}
}
