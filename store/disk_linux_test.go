package store

import (
	"bytes"
	"encoding/hex"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// sector is what a disk writes whole or not at all, in bytes.
const sector = 512

// call is one call of a program to the system, as it was recorded.
type call struct {
	thread, name string
	args         []string
	ret          int
}

// tracing gives the path of strace, or skips where it is missing or may not trace.
func tracing(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	if out, err := exec.Command(path, "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		t.Skipf("strace may not trace here: %v: %s", err, out)
	}
	return path
}

// The calls that change files, and some that would if they were used.
const (
	traced  = "openat,close,write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,lseek"
	foreign = "open,creat,truncate,writev,pwritev,pwritev2,copy_file_range,sendfile,splice,fallocate,sync_file_range,symlinkat,dup,dup2,dup3"
)

// record runs a script and gives the calls it made.
func record(t *testing.T, script, database string) []call {
	t.Helper()
	log := filepath.Join(t.TempDir(), "calls")
	out, err := traces(t, script, database, "-xx", "-s", "100000000", "-e", "trace="+traced+","+foreign, "-o", log)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return calls(t, read(t, log))
}

// traces runs a script under strace with these options, and gives what it said.
func traces(t *testing.T, script, database string, options ...string) ([]byte, error) {
	t.Helper()
	cmd := exec.Command(tracing(t), slices.Concat([]string{"-f", "-e", "signal=none"}, options, []string{os.Args[0]})...)
	cmd.Env = append(os.Environ(), scriptEnv+"="+script, scriptPathEnv+"="+database)
	return cmd.CombinedOutput()
}

var (
	finished = regexp.MustCompile(`^(\w+)\((.*)\)\s+= (-?\d+)`)
	resumed  = regexp.MustCompile(`^<\.\.\. \w+ resumed>`)
	literals = regexp.MustCompile(`"(?:\\x[0-9a-f]{2})*"`)
)

// calls reads what strace wrote. A call during which another thread made one stands
// in two lines.
func calls(t *testing.T, log []byte) []call {
	t.Helper()
	begun := make(map[string]string)
	var all []call
	for text := range strings.Lines(string(log)) {
		thread, text, _ := strings.Cut(strings.TrimSpace(text), " ")
		text = strings.TrimSpace(text)
		if first, cut := strings.CutSuffix(text, "<unfinished ...>"); cut {
			begun[thread] = first
			continue
		}
		if head := resumed.FindString(text); head != "" {
			text = strings.TrimSpace(begun[thread]) + text[len(head):]
		}
		m := finished.FindStringSubmatch(text)
		if m == nil {
			continue // the end of a thread
		}
		ret, _ := strconv.Atoi(m[3])
		args := literals.ReplaceAllStringFunc(m[2], func(s string) string {
			plain, _ := hex.DecodeString(strings.ReplaceAll(strings.Trim(s, `"`), `\x`, ""))
			return strconv.Quote(string(plain))
		})
		all = append(all, call{thread, m[1], fields(args), ret})
	}
	return all
}

// fields splits arguments at their commas, and takes the quotes from texts.
func fields(args string) []string {
	var all []string
	for args != "" {
		if quoted, err := strconv.QuotedPrefix(args); err == nil {
			text, _ := strconv.Unquote(quoted)
			all = append(all, text)
			args = strings.TrimPrefix(args[len(quoted):], ", ")
			continue
		}
		arg, rest, _ := strings.Cut(args, ", ")
		all = append(all, arg)
		args = rest
	}
	return all
}

// node is a file or a folder: what of it is on disk for certain, and what is on
// its way there.
type node struct {
	folder  bool
	synced  []byte
	pending []change
}

// change is a write, or a cut to a size.
type change struct {
	at   int64
	data []byte
	cut  bool
}

// entries are names that come, nil for one that goes, together.
type entries struct {
	folder string
	names  map[string]*node
}

// handle is an open file.
type handle struct {
	node *node
	path string
	at   int64
}

// disk is a disk below a folder as far as a power cut lets us know it.
type disk struct {
	root    string
	synced  map[string]*node // names that are on disk for certain
	now     map[string]*node // names as the program sees them
	pending []entries
	open    map[int]*handle
}

// newDisk is a disk with what there is below a folder.
func newDisk(t *testing.T, root string) *disk {
	t.Helper()
	d := &disk{root: root, synced: make(map[string]*node), now: make(map[string]*node), open: make(map[int]*handle)}
	err := filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		n := &node{folder: info.IsDir()}
		if !n.folder {
			n.synced = read(t, path)
		}
		d.synced[path], d.now[path] = n, n
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *disk) name(names map[string]*node) {
	e := entries{names: names}
	for path, n := range names {
		e.folder = filepath.Dir(path)
		if d.now[path] = n; n == nil {
			delete(d.now, path)
		}
	}
	d.pending = append(d.pending, e)
}

func number(t *testing.T, text string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatalf("no number: %q", text)
	}
	return n
}

// does has the disk do what was called.
func (d *disk) does(t *testing.T, c call) {
	t.Helper()
	if c.ret < 0 || len(c.args) == 0 {
		return
	}
	ours := func(path string) bool { return path == d.root || strings.HasPrefix(path, d.root+"/") }
	switch c.name { // by name
	case "openat":
		delete(d.open, c.ret)
		path := c.args[1]
		if !ours(path) {
			return
		}
		n := d.now[path]
		if n == nil {
			n = new(node)
			d.name(map[string]*node{path: n})
		}
		if strings.Contains(c.args[2], "O_TRUNC") {
			n.pending = append(n.pending, change{cut: true})
		}
		d.open[c.ret] = &handle{node: n, path: path}
		return
	case "mkdirat":
		if ours(c.args[1]) {
			d.name(map[string]*node{c.args[1]: {folder: true}})
		}
		return
	case "renameat", "linkat":
		if from, to := c.args[1], c.args[3]; ours(from) || ours(to) {
			names := map[string]*node{to: d.now[from]}
			if c.name == "renameat" {
				names[from] = nil
			}
			d.name(names)
		}
		return
	case "unlinkat":
		if ours(c.args[1]) {
			d.name(map[string]*node{c.args[1]: nil})
		}
		return
	case "rename", "renameat2", "link", "unlink", "mkdir", "open", "creat", "truncate", "symlinkat":
		t.Fatalf("the disk does not know %s", c.name)
	}
	fd, err := strconv.Atoi(c.args[0])
	h := d.open[fd]
	if err != nil || h == nil {
		return
	}
	switch c.name { // by handle
	case "close":
		delete(d.open, fd)
	case "write":
		h.node.pending = append(h.node.pending, change{at: h.at, data: []byte(c.args[1][:c.ret])})
		h.at += int64(c.ret)
	case "pwrite64":
		h.node.pending = append(h.node.pending, change{at: number(t, c.args[3]), data: []byte(c.args[1][:c.ret])})
	case "ftruncate":
		h.node.pending = append(h.node.pending, change{at: number(t, c.args[1]), cut: true})
	case "fsync", "fdatasync":
		if h.node.folder {
			d.syncNames(h.path)
			return
		}
		h.node.synced = h.node.after(func(change) fate { return arrived }, nil)
		h.node.pending = nil
	case "lseek":
		h.at = int64(c.ret)
	default:
		t.Fatalf("the disk does not know %s", c.name)
	}
}

func (d *disk) syncNames(folder string) {
	var left []entries
	for _, e := range d.pending {
		if e.folder != folder {
			left = append(left, e)
			continue
		}
		for path, n := range e.names {
			d.synced[path] = n
		}
	}
	d.pending = left
}

// fate is what becomes of a change that was not synced.
type fate int

const (
	arrived fate = iota
	missing
	sized // the file has its new size, and zeroes
	torn  // some sectors are there
	fates
)

// after is the content of a file with its pending changes, as fate wants it.
func (n *node) after(of func(change) fate, r *rand.Rand) []byte {
	if len(n.pending) == 0 {
		return n.synced
	}
	data := bytes.Clone(n.synced)
	grow := func(size int64) {
		if more := size - int64(len(data)); more > 0 {
			data = append(data, make([]byte, more)...)
		}
	}
	for _, c := range n.pending {
		f := of(c)
		switch {
		case f == missing:
		case c.cut:
			if f == arrived || r.IntN(2) == 0 {
				grow(c.at)
				data = data[:c.at]
			}
		case f == sized:
			grow(c.at + int64(len(c.data)))
		case f == arrived:
			grow(c.at + int64(len(c.data)))
			copy(data[c.at:], c.data)
		case f == torn:
			end := c.at + int64(len(c.data))
			for at := c.at; at < end; {
				next := min((at/sector+1)*sector, end)
				if r.IntN(2) == 0 {
					grow(next)
					copy(data[at:next], c.data[at-c.at:])
				}
				at = next
			}
		}
	}
	return data
}

// certain says that nothing is on its way: a power cut leaves one state only.
func (d *disk) certain() bool {
	for _, names := range []map[string]*node{d.synced, d.now} {
		for _, n := range names {
			if n != nil && len(n.pending) > 0 {
				return false
			}
		}
	}
	return len(d.pending) == 0
}

// cut gives the files that there are after the power went: all that is certain, and
// of what is not whatever chance wants.
func (d *disk) cut(r *rand.Rand) map[string][]byte {
	names := make(map[string]*node, len(d.synced))
	for path, n := range d.synced {
		names[path] = n
	}
	mood := r.IntN(6)
	until := r.IntN(len(d.pending) + 1) // most file systems keep names in order; some do not
	for i, e := range d.pending {
		switch {
		case mood == 0, mood == 1 && r.IntN(2) == 0, mood > 2 && i < until:
			for path, n := range e.names {
				names[path] = n
			}
		}
	}
	of := func(change) fate {
		switch mood {
		case 0:
			return arrived
		case 2:
			return missing
		}
		return fate(r.IntN(int(fates)))
	}
	files := make(map[string][]byte)
	contents := make(map[*node][]byte) // a file may have two names
	for path, n := range names {
		if n == nil || n.folder || !d.reached(names, path) {
			continue
		}
		if _, known := contents[n]; !known {
			contents[n] = n.after(of, r)
		}
		files[path] = contents[n]
	}
	return files
}

// reached says that the folders of a name are there.
func (d *disk) reached(names map[string]*node, path string) bool {
	for above := filepath.Dir(path); above != filepath.Dir(d.root); above = filepath.Dir(above) {
		if names[above] == nil {
			return false
		}
	}
	return true
}

// memory gives a folder in memory, where that is possible: what is on disk by then
// is not what a test is about.
func memory(t *testing.T) string {
	t.Helper()
	const shared = "/dev/shm"
	var about syscall.Statfs_t
	if err := syscall.Statfs(shared, &about); err != nil || about.Bavail*uint64(about.Bsize) < 64<<20 {
		return t.TempDir()
	}
	folder, err := os.MkdirTemp(shared, "kring-test-*")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}
