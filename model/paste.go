package model

import (
	"regexp"
	"strings"
	"sync"
)

// listMark is what word processors put before the lines of a list.
var listMark = lazily(`^(?:[-–—•*·▪■□◦●○‣]|\d{1,3}[.)]) +`)

// ListItem gives a line of a pasted list without the bullet or the number that
// stood before it. A line that is nothing else stays as it is.
func ListItem(line string) string {
	line = Clean(line)
	if bare := strings.TrimSpace(listMark().ReplaceAllString(line, "")); bare != "" {
		return bare
	}
	return line
}

// lazily compiles an expression when it is asked for first: what every start
// of the program pays for should be what every start needs.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
