// Package figure owns the pictures of documents: bars, a radar, a matrix, a
// strip of ages and a timeline. A figure is data, with every word in it already
// in the language of the document. It is drawn once, as polygons and texts;
// SVG, PNG and the pages of a PDF are three ways to put those down. What it
// says in characters is for Markdown and for the terminal.
package figure

// Figure is a picture of figures.
type Figure interface {
	// Draw lays the figure out at a width in points (1/72 inch). Every label is
	// whole and over no other; what is long is broken into lines. A figure
	// without content gives a drawing without height.
	Draw(width float64) Drawing
	// Lines gives the figure in characters, in lines of at most that many
	// columns, or nil where another part of the document says the same.
	Lines(width int) []string
}
