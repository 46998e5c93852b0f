package kit

import (
	"strings"

	"kring/store/export"
)

// readingWidth is the widest that text is set to be read.
const readingWidth = 90

// head draws what stands above the blocks of a document.
func head(e *Env, d export.Document, width int) []string {
	text := min(width, readingWidth)
	lines := Styled(e.Theme.Title, Wrap(d.Title, text))
	if d.Subtitle != "" {
		lines = append(lines, Styled(e.Theme.Dim, Wrap(d.Subtitle, text))...)
	}
	return lines
}

// drawBlock draws one part of a document, with the blank above it.
func drawBlock(e *Env, b export.Block, width int) []string {
	text := min(width, readingWidth)
	lines := []string{""}
	switch b := b.(type) {
	case export.Heading:
		style := e.Theme.Bold
		if b.Level == 2 {
			style = e.Theme.Title
			lines = append(lines, "")
		}
		return append(lines, Styled(style, Wrap(b.Text, text))...)
	case export.Paragraph:
		return append(lines, Wrap(b.Text, text)...)
	case export.List:
		for _, item := range b.Items {
			lines = append(lines, hanging("– ", item, text)...)
		}
	case export.Quote:
		for _, l := range Wrap(b.Text, text-2) {
			lines = append(lines, e.Theme.Dim.Render("│ ")+l)
		}
	case export.Table:
		return append(lines, Table(e, b, width)...)
	case export.Chart:
		drawn := chart(e, b, text)
		if len(drawn) > 0 {
			return append(lines, drawn...)
		}
		lines = nil
		for _, other := range b.Instead {
			lines = append(lines, drawBlock(e, other, width)...)
		}
		return lines
	case export.Slip:
		return append(lines, slip(e, b, width)...)
	case export.Break:
		return append(lines, e.Theme.Rule.Render(strings.Repeat("─", text)))
	}
	return lines
}

// hanging wraps a text behind a mark, its further lines under the first.
func hanging(mark, text string, width int) []string {
	lines := Wrap(text, width-Width(mark))
	for i, l := range lines {
		if i > 0 {
			mark = blanks(Width(mark))
		}
		lines[i] = mark + l
	}
	return lines
}

// chart draws a figure in characters, under its title. What has no such form is
// told by another part of the document.
func chart(e *Env, c export.Chart, width int) []string {
	var drawn []string
	if c.Figure != nil {
		drawn = c.Figure.Lines(width)
	}
	if len(drawn) == 0 {
		return nil
	}
	return append(Styled(e.Theme.Bold, Wrap(c.Title, width)), Styled(e.Theme.Accent, drawn)...)
}

// slipWidth is the widest that a paper ballot is drawn.
const slipWidth = 72

// slip draws a blank ballot in a frame: who votes, how, and behind each option
// the stickers to colour.
func slip(e *Env, s export.Slip, width int) []string {
	width = min(width, slipWidth)
	room := width - 4
	edge := e.Theme.Rule.Render("│")
	lines := []string{e.Theme.Rule.Render("┌" + strings.Repeat("─", max(width-2, 0)) + "┐")}
	add := func(text string) { lines = append(lines, edge+" "+Fit(text, room)+" "+edge) }
	for _, l := range Wrap(strings.TrimSpace(s.Title+"  "+s.Name), room) {
		add(e.Theme.Bold.Render(l))
	}
	if s.Rules != "" {
		for _, l := range Wrap(s.Rules, room) {
			add(e.Theme.Dim.Render(l))
		}
	}
	add("")
	circles := strings.TrimSpace(strings.Repeat(MarkUntouched+" ", s.Circles))
	for _, o := range s.Options {
		mark := o.Letter + "  "
		beside := Width(circles) + 2
		if beside > room/2 { // so many that they need lines of their own
			beside = 0
		}
		for i, l := range hanging(mark, o.Text, room-beside) {
			if i == 0 && beside > 0 {
				l = Apart(l, circles, room)
			}
			add(l)
		}
		if beside == 0 {
			for _, l := range Wrap(circles, room-Width(mark)) {
				add(blanks(Width(mark)) + l)
			}
		}
	}
	return append(lines, e.Theme.Rule.Render("└"+strings.Repeat("─", max(width-2, 0))+"┘"))
}
