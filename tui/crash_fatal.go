package tui

import (
	"bytes"
	"regexp"
)

// fatal is what the Go runtime said was wrong.
type fatal string

// The lines of the runtime that are kept. The value of a panic stands before the
// first stack, and what follows a line break in it is indented: it looks like none
// of these.
var (
	fatalLine   = regexp.MustCompile(`^(?:fatal error: |panic: runtime error: |\[signal ).*$`)
	headLine    = regexp.MustCompile(`^(goroutine \d+) .*(\[[a-z0-9 ,()-]+\]):$`)
	stackBegins = regexp.MustCompile(`(?m)^goroutine \d+ .*\[`)
	callLine    = regexp.MustCompile(`^([\w./%*()\[\]·-]+)\([0-9a-fx, {}.?]*\)$`)
	madeLine    = regexp.MustCompile(`^(created by [\w./%*()\[\]·-]+(?: in goroutine \d+)?)$`)
	sourceLine  = regexp.MustCompile(`^(\t\S.*\.(?:go|s):\d+)(?: [+=0-9a-z]+)*$`)
	fatalUnsaid = fatal("a panic")
)

// lastWords takes from what the runtime says at the end what is of use and nobody
// typed: its own words, and of the stacks the names of functions and the lines.
func lastWords(said []byte) (what fatal, stack []byte) {
	what = fatalUnsaid
	var kept bytes.Buffer
	for line := range bytes.Lines(said) {
		line = bytes.TrimRight(line, "\r\n")
		begun := kept.Len() > 0
		head := headLine.FindSubmatch(line)
		switch {
		case head != nil:
			if begun {
				kept.WriteByte('\n')
			}
			kept.Write(bytes.Join([][]byte{head[1], head[2]}, []byte{' '}))
			kept.WriteString(":\n")
		case !begun && what == fatalUnsaid && fatalLine.Match(line):
			what = fatal(line)
		case begun:
			for _, form := range []*regexp.Regexp{callLine, madeLine, sourceLine} {
				if m := form.FindSubmatch(line); m != nil {
					kept.Write(m[1])
					kept.WriteByte('\n')
					break
				}
			}
		}
	}
	return what, kept.Bytes()
}
