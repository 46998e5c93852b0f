package step

import "github.com/charmbracelet/x/ansi"

// plainText is what is read of a drawn text.
func plainText(s string) string { return ansi.Strip(s) }
