package tui

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Crash says that the program came down, and where the report of it is.
type Crash struct {
	Path string // of the report; "" when it could not be written
	Err  error  // why it could not
}

// Error gives the crash in English, for logs.
func (c *Crash) Error() string { return "crash: report in " + c.Path }

// Unwrap gives why the report could not be written.
func (c *Crash) Unwrap() error { return c.Err }

// Report is what is told about a crash: enough to find the mistake, and no word
// that anybody typed.
type Report struct {
	At      time.Time
	Version string
	Panic   any
	Stack   []byte
	Screens []string // the types of the screens, the topmost first
	Size    string   // of the window
	Keys    []string // the last ones, by kind
}

// what tells the value of a panic by its type: what it says may come out of a
// session. What the Go runtime says never does.
func (r Report) what() string {
	if f, ok := r.Panic.(fatal); ok {
		return string(f)
	}
	text := fmt.Sprintf("%T", r.Panic)
	if e, ok := r.Panic.(runtime.Error); ok {
		text += ": " + e.Error()
	}
	return text
}

func (r Report) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "kring %s, %s, %s/%s\n", r.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	fmt.Fprintf(&b, "at      %s\n", r.At.Format(time.RFC3339))
	fmt.Fprintf(&b, "panic   %s\n", r.what())
	if _, ok := r.Panic.(fatal); !ok { // it took what there was to tell with it
		fmt.Fprintf(&b, "screens %s\n", strings.Join(r.Screens, " "))
		fmt.Fprintf(&b, "window  %s\n", r.Size)
		fmt.Fprintf(&b, "keys    %s\n", strings.Join(r.Keys, " "))
	}
	b.WriteByte('\n')
	b.Write(r.Stack)
	return b.String()
}

// Write puts the report into a folder that is made when it is not there.
func (r Report) Write(folder string) *Crash {
	f, err := r.create(folder)
	if err == nil {
		err = r.fill(f)
	}
	if err != nil {
		return &Crash{Err: err}
	}
	return &Crash{Path: f.Name()}
}

// create makes a file of its own for the report.
func (r Report) create(folder string) (*os.File, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	name := "crash-" + r.At.Format("20060102-150405")
	for i := 1; ; i++ {
		path := filepath.Join(folder, name+".txt")
		if i > 1 {
			path = filepath.Join(folder, fmt.Sprintf("%s-%d.txt", name, i))
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) && i < 100 {
			continue
		}
		return f, err
	}
}

// fill writes the report into its file.
func (r Report) fill(f *os.File) error {
	_, err := f.WriteString(r.text())
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
