// Package export makes documents of a session. A kind of document is built
// once, as a tree of blocks in the chosen language; each format is one
// renderer of blocks. The screens preview the same blocks.
package export

import (
	"time"

	"kring/store/export/figure"
)

// Document is what a kind of document says, in the order in which it is read.
type Document struct {
	Title    string
	Subtitle string    // the kind of document, place and date
	Running  string    // what stands above every page: title, kind, date
	Made     time.Time // the last change of the session, in UTC: the same session gives the same bytes
	Blocks   []Block
}

// Block is one part of a document: Heading, Paragraph, List, Table, Chart,
// Quote, Slip or Break.
type Block interface{ block() }

// Heading begins a part; Level runs from 2 to 4, as the document's title is 1.
type Heading struct {
	Level int
	Text  string
}

// Paragraph is running text.
type Paragraph struct{ Text string }

// List is a list of points.
type List struct{ Items []string }

// Table is rows under a header. Rows are as wide as the header.
type Table struct {
	Header []string
	Rows   [][]string
	Right  []bool // columns of figures, which stand right; nil for none
}

// Chart is a picture of figures.
type Chart struct {
	Title  string // stands above it
	Alt    string // what it shows, in words, for who does not see it
	Figure figure.Figure

	// Instead says the same without a picture, where lines of characters do not.
	// A format shows one of the two.
	Instead []Block
}

// Quote is what the group said, in its own words.
type Quote struct{ Text string }

// Slip is a blank ballot of paper, to be cut out along a line that the format
// draws below it.
type Slip struct {
	Title   string // the number of who votes
	Name    string // who that is; may be empty
	Rules   string // how many stickers, and how many on one option
	Options []SlipOption
	Circles int // stickers to colour behind each option
}

// SlipOption is one line of a ballot.
type SlipOption struct{ Letter, Text string }

// Break ends a page where the format has pages.
type Break struct{}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Chart) block()     {}
func (Quote) block()     {}
func (Slip) block()      {}
func (Break) block()     {}
