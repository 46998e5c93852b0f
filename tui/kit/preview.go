package kit

import (
	"sort"

	"kring/store/export"
)

// Preview is a document as lines of a screen. It lays out no more of it than is
// looked at, as the largest one has some hundred thousand lines.
type Preview struct {
	env    *Env
	doc    export.Document
	width  int
	lines  []string
	starts []int // the line on which each block begins that is laid out
}

// NewPreview makes the preview of a document in lines of at most that many
// columns.
func NewPreview(e *Env, d export.Document, width int) *Preview {
	return &Preview{env: e, doc: d, width: width, lines: head(e, d, width)}
}

// Upto lays the document out up to that many lines, and gives how many there
// are: fewer only where the document ends.
func (p *Preview) Upto(n int) int {
	for len(p.lines) < n && len(p.starts) < len(p.doc.Blocks) {
		block := p.doc.Blocks[len(p.starts)]
		p.starts = append(p.starts, len(p.lines))
		p.lines = append(p.lines, drawBlock(p.env, block, p.width)...)
	}
	return min(len(p.lines), n)
}

// Lines gives so many lines from one on, or those there are.
func (p *Preview) Lines(from, n int) []string {
	to := p.Upto(from + n)
	return p.lines[min(from, to):to]
}

// Read gives how much of the document, in percent, comes before a line that is
// laid out.
func (p *Preview) Read(line int) int {
	if line >= len(p.lines) && len(p.starts) == len(p.doc.Blocks) {
		return 100
	}
	before := sort.SearchInts(p.starts, line+1)
	return 100 * before / (len(p.doc.Blocks) + 1)
}
