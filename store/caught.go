package store

import (
	"fmt"
	"runtime"
	"strings"
)

// cameDown is a panic that was recovered.
type cameDown struct {
	kind  string   // the type of its value
	said  string   // what the Go runtime says of it, "" where it is not the runtime's
	where []string // the functions that were at work
}

// Error tells it for logs.
func (c *cameDown) Error() string {
	return fmt.Sprintf("panic: %s %s in %s", c.kind, c.said, strings.Join(c.where, " < "))
}

// caught makes an error of the value of a panic; it is called where that was
// recovered. What anybody else than the runtime says is left out: it may hold words
// of a session, and errors go into the log.
func caught(value any) error {
	c := &cameDown{kind: fmt.Sprintf("%T", value), where: callers()}
	if e, ok := value.(runtime.Error); ok {
		c.said = e.Error()
	}
	return c
}

// callers gives the functions that are at work, from where the panic was on.
func callers() []string {
	const most = 12 // bbolt within us; what is further out is known
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	var names []string
	for {
		f, more := frames.Next()
		switch {
		case f.Function == "runtime.gopanic":
			names = nil // what went before caught it
		case f.Function != "" && len(names) < most:
			names = append(names, f.Function)
		}
		if !more {
			return names
		}
	}
}
