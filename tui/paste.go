package tui

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// A terminal puts a paste between these marks. The framework waits for the
// second one with everything, Ctrl+C too; some consoles never send it.
const pasteBegins, pasteEnds = "\x1b[200~", "\x1b[201~"

// pasteMost bounds a paste, in bytes.
const pasteMost = 4 << 20

// linesMost bounds the lines of a paste: each of a list is held against all that
// are there.
const linesMost = 1000

// boundLines gives the first lines of a paste, and says whether there were more.
func boundLines(text string) (string, bool) {
	lines := 0
	for i, r := range text {
		if r != '\n' && (r != '\r' || strings.HasPrefix(text[i:], "\r\n")) {
			continue
		}
		if lines++; lines == linesMost && strings.TrimSpace(text[i:]) != "" {
			return text[:i], true
		}
	}
	return text, false
}

// interrupts are Ctrl+C as terminals send it.
var interrupts = [][]byte{[]byte("\x03"), []byte("\x1b[99;5u"), []byte("\x1b[27;5;99~")}

// pastes follows the marks in what the terminal sends, and puts in the second
// one where it does not come.
type pastes struct {
	open    bool // the first mark came, the second did not
	dropped bool // the paste was too long: what follows of it is left out
	size    int  // of the paste so far
	matched int  // bytes of the next mark that were seen
}

// take passes on what came from the terminal. cut says that a paste became too
// long here.
func (p *pastes) take(chunk []byte) (out []byte, cut bool) {
	if p.open && isInterrupt(chunk) {
		return append(p.end(), chunk...), false
	}
	for _, b := range chunk {
		if p.open && !p.dropped && p.size >= pasteMost && p.matched == 0 && b != pasteEnds[0] && utf8.RuneStart(b) {
			out = append(out, pasteEnds...)
			p.dropped, cut = true, true
		}
		dropped := p.dropped
		p.follow(b)
		if !dropped {
			out = append(out, b)
		}
	}
	return out, cut
}

// follow takes in a byte.
func (p *pastes) follow(b byte) {
	mark := pasteBegins
	if p.open {
		mark = pasteEnds
		p.size++
	}
	switch b {
	case mark[p.matched]:
		p.matched++
	case mark[0]:
		p.matched = 1
	default:
		p.matched = 0
	}
	if p.matched == len(mark) {
		*p = pastes{open: !p.open}
	}
}

// end ends a paste of which the end does not come, and gives what to pass on.
func (p *pastes) end() []byte {
	open := p.open && !p.dropped
	*p = pastes{}
	if open {
		return []byte(pasteEnds)
	}
	return nil
}

// isInterrupt says that nothing else came than Ctrl+C: in a paste it stands
// between other bytes.
func isInterrupt(chunk []byte) bool {
	for _, code := range interrupts {
		if len(chunk) > 0 && len(bytes.ReplaceAll(chunk, code, nil)) == 0 {
			return true
		}
	}
	return false
}
