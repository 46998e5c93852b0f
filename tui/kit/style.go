package kit

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Style is how a text looks: what switches it on, and off again. A style of the
// library lays out a block at every text, with its borders and margins; the
// screens lay out themselves and put hundreds of short texts in a style.
type Style struct{ on, off string }

func styleOf(s lipgloss.Style) Style {
	const text = "x"
	on, off, _ := strings.Cut(s.Render(text), text)
	return Style{on, off}
}

// Render puts a text in the style, line by line.
func (s Style) Render(text string) string {
	if s.on == "" || text == "" {
		return text
	}
	if strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\n", s.off+"\n"+s.on)
	}
	return s.on + text + s.off
}
