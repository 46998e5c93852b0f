package kit

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// Palette is the colours of one background. Everything else is the terminal's
// own text colour.
type Palette struct {
	Ground color.Color // what the terminal's background is taken to be
	Dim    color.Color // what may be overlooked
	Accent color.Color // where you are
	Warm   color.Color // stickers
	Warn   color.Color // look here
	Good   color.Color // done
	Line   color.Color // rules, which carry no text
}

// Dark and Light are the palettes for a dark and a light background. Text in
// any of the colours has a contrast of at least 4.5 to 1 with the background.
var (
	Dark = Palette{
		Ground: lipgloss.Color("#1c1c1c"), Dim: lipgloss.Color("#9e9e9e"), Accent: lipgloss.Color("#5fd7ff"),
		Warm: lipgloss.Color("#ffaf5f"), Warn: lipgloss.Color("#ff8787"), Good: lipgloss.Color("#87d787"), Line: lipgloss.Color("#585858"),
	}
	Light = Palette{
		Ground: lipgloss.Color("#ffffff"), Dim: lipgloss.Color("#5f5f5f"), Accent: lipgloss.Color("#005f87"),
		Warm: lipgloss.Color("#a34700"), Warn: lipgloss.Color("#af0000"), Good: lipgloss.Color("#006b00"), Line: lipgloss.Color("#bcbcbc"),
	}
)

// Theme is every style of the screens, made from one palette. No style says
// anything by its colour alone: a mark or a word stands beside it.
type Theme struct {
	Dark   bool
	Text   Style
	Bold   Style
	Dim    Style
	Title  Style // of a screen
	Accent Style
	Row    Style // the row of the cursor
	Warm   Style
	Warn   Style
	Over   Style // of the time that is up
	Good   Style
	Rule   Style
	Key    Style // the name of a key in the footer
	Border Style // of an overlay
}

// NewTheme makes the theme for a dark or a light background.
func NewTheme(dark bool) *Theme {
	p := Light
	if dark {
		p = Dark
	}
	plain := lipgloss.NewStyle()
	in := plain.Foreground
	return &Theme{
		Dark:   dark,
		Text:   styleOf(plain),
		Bold:   styleOf(plain.Bold(true)),
		Dim:    styleOf(in(p.Dim)),
		Title:  styleOf(in(p.Accent).Bold(true)),
		Accent: styleOf(in(p.Accent)),
		Row:    styleOf(in(p.Accent).Bold(true)),
		Warm:   styleOf(in(p.Warm)),
		Warn:   styleOf(in(p.Warn).Bold(true)),
		Over:   styleOf(in(p.Warn).Bold(true).Reverse(true)),
		Good:   styleOf(in(p.Good)),
		Rule:   styleOf(in(p.Line)),
		Key:    styleOf(in(p.Accent)),
		Border: styleOf(in(p.Accent)),
	}
}
