// Package export makes documents of a session. A kind of document is built
// once, as a tree of blocks in the chosen language; each format is one
// renderer of blocks. The screens preview the same blocks.
package export

// Document is what a kind of document says, in the order in which it is read.
type Document struct {
	Title    string
	Subtitle string // the kind of document, place and date
	Lang     string // "nl" or "en"
	Blocks   []Block
}

// Block is one part of a document: Heading, Paragraph, List, Table, Chart,
// Quote or Break.
type Block interface{ block() }

// Heading begins a part; Level runs from 2, as the document's title is 1.
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

// Chart is bars, one for each row, drawn to the same length for the same
// value. A format that draws no pictures writes them as text.
type Chart struct {
	Title string
	Max   float64 // the value of a full bar, more than 0
	Bars  []Bar
}

// Bar is one bar of a chart.
type Bar struct {
	Label string
	Value float64
	Text  string // the value in words: "3,4", "12 stickers"
	None  bool   // there is no value; Text says so
}

// Quote is what the group said, in its own words.
type Quote struct{ Text string }

// Break ends a page where the format has pages.
type Break struct{}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Chart) block()     {}
func (Quote) block()     {}
func (Break) block()     {}
