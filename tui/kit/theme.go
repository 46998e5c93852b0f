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
	Text   lipgloss.Style
	Bold   lipgloss.Style
	Dim    lipgloss.Style
	Title  lipgloss.Style // of a screen
	Accent lipgloss.Style
	Row    lipgloss.Style // the row of the cursor
	Warm   lipgloss.Style
	Warn   lipgloss.Style
	Good   lipgloss.Style
	Rule   lipgloss.Style
	Key    lipgloss.Style // the name of a key in the footer
	Border lipgloss.Style // of an overlay
}

// NewTheme makes the theme for a dark or a light background.
func NewTheme(dark bool) *Theme {
	p := Light
	if dark {
		p = Dark
	}
	plain := lipgloss.NewStyle()
	in := func(c color.Color) lipgloss.Style { return lipgloss.NewStyle().Foreground(c) }
	return &Theme{
		Dark:   dark,
		Text:   plain,
		Bold:   plain.Bold(true),
		Dim:    in(p.Dim),
		Title:  in(p.Accent).Bold(true),
		Accent: in(p.Accent),
		Row:    in(p.Accent).Bold(true),
		Warm:   in(p.Warm),
		Warn:   in(p.Warn).Bold(true),
		Good:   in(p.Good),
		Rule:   in(p.Line),
		Key:    in(p.Accent),
		Border: in(p.Accent),
	}
}
