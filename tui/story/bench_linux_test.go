package story

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// bare builds the yardstick.
func bare(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "bare")
	if out, err := exec.Command("go", "build", "-o", path, "./testdata/bare").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return path
}

// shelf gives a house with that many sessions.
func shelf(b *testing.B, sessions int) *house {
	b.Helper()
	h := newHouse(b, "nl_BE.UTF-8")
	var files []string
	for i := range sessions {
		files = append(files, h.put(fmt.Sprintf("in/%d.json", i), fmt.Appendf(nil,
			`{"format":"kring.session","version":1,"id":"s%d","title":"Sessie %d","municipality":"Leuven","date":"2026-11-22","method":"warme-steden","language":"nl"}`, i, i)))
	}
	h.does(append([]string{"import"}, files...)...)
	return h
}

// firstFrame is how long it takes from the start of a program until a word is
// on the terminal.
func firstFrame(b *testing.B, h *house, program, word string) time.Duration {
	b.Helper()
	cmd := exec.Command(program)
	cmd.Env, cmd.Dir = h.env(), h.folder
	start := time.Now()
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 120, Rows: 40})
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var seen []byte
	buf := make([]byte, 64<<10)
	for !bytes.Contains(seen, []byte(word)) {
		n, err := f.Read(buf)
		if err != nil {
			b.Fatalf("%s ended: %v\n%s", program, err, seen)
		}
		seen = append(seen, buf[:n]...)
	}
	took := time.Since(start)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	return took
}

// BenchmarkStart is the time from start to first frame, with 200 sessions,
// against a bare program of the same framework in the same run.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		yardstick, h := bare(b), shelf(b, 200)
		var ours, theirs []time.Duration
		for range 30 {
			ours = append(ours, firstFrame(b, h, program, "Sessie 1"))
			theirs = append(theirs, firstFrame(b, h, yardstick, "Yardstick"))
		}
		slices.Sort(ours)
		slices.Sort(theirs)
		b.ReportMetric(float64(ours[15])/float64(theirs[15]), "x-bare")
		b.ReportMetric(0, "ns/op")
		b.Logf("%v against %v", ours[15], theirs[15])
	}
}

// BenchmarkIdle is what kring does while nobody does anything, against the
// bare program: bytes written to the terminal and processor time. The clock is
// drawn anew at every full minute, so the watch keeps clear of one.
func BenchmarkIdle(b *testing.B) {
	const watch = 10 * time.Second
	for b.Loop() {
		yardstick, h := bare(b), shelf(b, 1)
		for time.Now().Second() > 40 {
			time.Sleep(time.Second)
		}
		ours, theirs := h.open(120, 40, "open", "last"), h.openProgram(yardstick, 120, 40)
		ours.sees("Groep")
		theirs.sees("Yardstick")
		time.Sleep(2 * time.Second) // for both to come to rest
		written, cpu := ours.bytes(), ticks(b, ours)
		bare := ticks(b, theirs)
		time.Sleep(watch)
		b.ReportMetric(float64(ours.bytes()-written), "bytes")
		of, to := ticks(b, ours)-cpu, ticks(b, theirs)-bare
		b.ReportMetric(float64(of)/float64(max(to, 1)), "x-bare-cpu")
		b.ReportMetric(0, "ns/op")
		b.Logf("%d against %d hundredths of a second of processor in %v", of, to, watch)
	}
}

// bytes is how much the program has written.
func (w *terminal) bytes() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.written
}

// ticks is the processor time of the program, in hundredths of a second.
func ticks(b *testing.B, w *terminal) int {
	b.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", w.cmd.Process.Pid))
	if err != nil {
		b.Fatal(err)
	}
	fields := strings.Fields(string(data[bytes.LastIndexByte(data, ')')+1:]))
	user, err1 := strconv.Atoi(fields[11])
	system, err2 := strconv.Atoi(fields[12])
	if err1 != nil || err2 != nil {
		b.Fatal(err1, err2)
	}
	return user + system
}
