package store

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
)

// The journal is a second copy of everything in the database, as a text beside
// it. A change is appended and on disk before the database has it, a line each:
//
//	checksum kind number count sum [changes]
//
// with the checksum (CRC-32C) over all that follows it, the number of the change,
// and the digest of the database after it. No line depends on another, so that a
// bad one costs itself alone. The first line names the database; the lines of
// kind "b" after it, as many as it says, are what the database held when the
// journal was begun anew, those of kind "c" the changes since.
const (
	journalEnd    = ".journal"
	journalName   = "kring-journal"
	journalForm   = "1"
	kindBase      = "b"
	kindChange    = "c"
	journalSlack  = 1 << 20 // a journal may be so much longer
	journalFactor = 4       // than so many times what it says
)

// op is one entry that is set or taken out, or a whole place that is emptied.
type op struct {
	Place   string `json:"p"`
	Key     string `json:"k,omitzero"`
	Seq     uint64 `json:"n,omitzero"` // the key, in the log of a session
	Binary  string `json:"x,omitzero"` // the key where it is no text, in base64
	Content string `json:"v,omitzero"`
	Gone    bool   `json:"d,omitzero"` // the entry is taken out
	All     bool   `json:"a,omitzero"` // so are all of the place
}

func newOp(place string, key []byte) op {
	o := op{Place: place}
	seq, numbered := keySeq(key)
	switch {
	case numbered && strings.HasPrefix(place, sessionPlace) && seq > 0:
		o.Seq = seq
	case utf8.Valid(key):
		o.Key = string(key)
	default:
		o.Binary = base64.StdEncoding.EncodeToString(key)
	}
	return o
}

func (o op) key() string {
	switch {
	case o.Seq > 0:
		return string(seqKey(o.Seq))
	case o.Binary != "":
		key, _ := base64.StdEncoding.DecodeString(o.Binary) // the line's checksum was right
		return string(key)
	}
	return o.Key
}

// line is one line of a journal.
type line struct {
	kind string
	mark
	ops []byte // as JSON
}

func (l line) changes() ([]op, error) {
	var ops []op
	err := json.Unmarshal(l.ops, &ops)
	return ops, err
}

// text gives a line as it stands in the file.
func (l line) text() []byte {
	return summed(fmt.Sprintf("%s %s ", l.kind, l.mark), l.ops)
}

func summed(head string, rest []byte) []byte {
	sum := crc32.Update(crc32.Checksum([]byte(head), castagnoli), castagnoli, rest)
	b := make([]byte, 0, 10+len(head)+len(rest))
	b = fmt.Appendf(b, "%08x ", sum)
	return append(append(append(b, head...), rest...), '\n')
}

func encodeOps(ops []op) ([]byte, error) { return json.Marshal(ops, json.Deterministic(true)) }

// written is what a journal says.
type written struct {
	id    string // of the database; "" where the first line is broken
	bases int    // lines of kind "b" that there should be
	lines []line // without those in whose place the next one stands
	bad   int    // lines that are not what was written
	torn  bool   // the last line was not finished: a change that nobody was told of
	whole int64  // bytes up to the end of the last whole line
}

// readJournal reads a journal, whatever stands in it.
func readJournal(data []byte) written {
	w := written{whole: int64(bytes.LastIndexByte(data, '\n') + 1)}
	for first := true; len(data) > 0; first = false {
		text, rest, whole := bytes.Cut(data, []byte{'\n'})
		data = rest
		if !whole {
			w.torn = true
			if first {
				w.bad++
			}
			break
		}
		if first {
			if !w.head(text) {
				w.bad++
			}
			continue
		}
		l, ok := parseLine(text)
		if !ok {
			w.bad++
			continue
		}
		w.add(l)
	}
	return w
}

// add adds a line. One with the number of the one before stands in its place: that
// one's change failed, and could not be taken back out of the journal.
func (w *written) add(l line) {
	if n := len(w.lines); n > 0 && l.kind == kindChange && w.lines[n-1].kind == kindChange && w.lines[n-1].seq == l.seq {
		w.lines[n-1] = l
		return
	}
	w.lines = append(w.lines, l)
}

// checked gives what follows the checksum of a line, when that is right.
func checked(text []byte) ([]byte, bool) {
	if len(text) < 9 || text[8] != ' ' {
		return nil, false
	}
	sum, err := strconv.ParseUint(string(text[:8]), 16, 32)
	return text[9:], err == nil && crc32.Checksum(text[9:], castagnoli) == uint32(sum)
}

func headLine(id string, bases int) []byte {
	return summed(fmt.Sprintf("%s %s %s %d", journalName, journalForm, id, bases), nil)
}

func (w *written) head(text []byte) bool {
	rest, ok := checked(text)
	fields := strings.Fields(string(rest))
	if !ok || len(fields) != 4 || fields[0] != journalName || fields[1] != journalForm {
		return false
	}
	bases, err := strconv.Atoi(fields[3])
	if err != nil || !isDatabaseID(fields[2]) {
		return false
	}
	w.id, w.bases = fields[2], bases
	return true
}

func parseLine(text []byte) (line, bool) {
	rest, ok := checked(text)
	if !ok {
		return line{}, false
	}
	fields := bytes.SplitN(rest, []byte{' '}, 5)
	if len(fields) != 5 {
		return line{}, false
	}
	m, err := parseMark(string(fields[1]), string(fields[2]), string(fields[3]))
	kind := string(fields[0])
	return line{kind, m, fields[4]}, err == nil && (kind == kindBase || kind == kindChange)
}

// last is where the journal ends.
func (w *written) last() mark {
	if len(w.lines) == 0 {
		return mark{}
	}
	return w.lines[len(w.lines)-1].mark
}

// at gives where the journal stood after the change with that number.
func (w *written) at(seq uint64) (mark, bool) {
	for i := len(w.lines) - 1; i >= 0; i-- {
		if l := w.lines[i]; l.seq == seq {
			return l.mark, true
		}
	}
	return mark{}, false
}

// complete says that no line is missing: what the journal says is all there was
// up to its last line.
func (w *written) complete() bool {
	if w.id == "" || w.bad > 0 {
		return false
	}
	bases, seq := 0, uint64(0)
	for i, l := range w.lines {
		switch {
		case l.kind == kindBase && i == bases:
			bases++
		case l.seq != seq+1:
			return false
		}
		seq = l.seq
	}
	return bases == w.bases
}

// long says that the journal is so much longer than what it comes to that it is
// worth beginning anew.
func (w *written) long(s state) bool {
	live := 0
	for _, entries := range s {
		for key, content := range entries {
			live += len(key) + len(content)
		}
	}
	return w.whole > journalSlack+int64(journalFactor*live)
}

// state folds the lines, and says whether that gives what the last one says.
func (w *written) state() (state, bool) {
	s := make(state)
	for _, l := range w.lines {
		ops, err := l.changes()
		if err != nil {
			return s, false
		}
		s.apply(ops)
	}
	return s, s.digest() == w.last().digest
}

// journal is an open journal.
type journal struct {
	path  string
	file  *os.File
	info  os.FileInfo
	size  int64
	dirty bool // behind size there may be a line that could not be taken back
}

// openJournal opens a journal to append to it, behind what is whole in it.
func openJournal(path string, size int64) (*journal, error) {
	f, err := os.OpenFile(path, os.O_RDWR, fileMode)
	if err != nil {
		return nil, writing(path, err)
	}
	info, err := f.Stat()
	if err == nil && info.Size() > size {
		err = f.Truncate(size)
	}
	if err != nil {
		f.Close()
		return nil, writing(path, err)
	}
	return &journal{path: path, file: f, info: info, size: size}, nil
}

// append adds a line, on disk when it returns. When it cannot, what came of it
// is taken back, at once or before the next line.
func (j *journal) append(text []byte) error {
	if j.dirty {
		if err := j.cut(j.size); err != nil {
			return writing(j.path, err)
		}
	}
	_, err := j.file.WriteAt(text, j.size)
	if err == nil {
		err = j.file.Sync()
	}
	if err != nil {
		_ = j.cut(j.size) // else the next one does
		return writing(j.path, err)
	}
	j.size += int64(len(text))
	return nil
}

// cut takes back what was appended since.
func (j *journal) cut(size int64) error {
	err := j.file.Truncate(size)
	if err == nil {
		err = j.file.Sync()
	}
	j.size, j.dirty = size, err != nil
	return err
}

func (j *journal) close() error {
	if j == nil || j.file == nil {
		return nil
	}
	err := j.file.Close()
	j.file = nil
	return err
}

// writeJournal begins a journal anew: everything there is, and nothing of how it
// came about.
func writeJournal(path, id string, s state, at mark) error {
	total := 0
	for _, entries := range s {
		total += len(entries)
	}
	return WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(headLine(id, max(total, 1)))
		m := mark{seq: at.seq}
		if err == nil && total == 0 {
			_, err = w.Write(line{kindBase, m, []byte("[]")}.text())
		}
		for _, place := range s.places() {
			for _, e := range s.entries(place) {
				if err != nil {
					return err
				}
				m.in(place, e.key, e.content)
				o := newOp(place, e.key)
				o.Content = string(e.content)
				ops, e := encodeOps([]op{o})
				if e != nil {
					return e
				}
				_, err = w.Write(line{kindBase, m, ops}.text())
			}
		}
		if err == nil && m.digest != at.digest {
			err = errors.New("the journal would say something else than the database")
		}
		return err
	})
}
