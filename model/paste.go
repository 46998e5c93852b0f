package model

import (
	"regexp"
	"strings"
)

// listMark is what word processors put before the lines of a list.
var listMark = regexp.MustCompile(`^(?:[-–—•*·▪■□◦●○‣]|\d{1,3}[.)]) +`)

// ListItem gives a line of a pasted list without the bullet or the number that
// stood before it. A line that is nothing else stays as it is.
func ListItem(line string) string {
	line = Clean(line)
	if bare := strings.TrimSpace(listMark.ReplaceAllString(line, "")); bare != "" {
		return bare
	}
	return line
}
