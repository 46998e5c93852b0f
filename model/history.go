package model

// Undo takes back the change with that sequence number, which must be the last
// one standing. Codes: UndoNothing, UndoOrder.
type Undo struct {
	Of uint64 `json:"of"`
}

// Redo brings back the change with that sequence number, which must be the
// last one taken back. Codes: RedoNothing, UndoOrder.
type Redo struct {
	Of uint64 `json:"of"`
}

// Kind names the change in the log.
func (c Undo) Kind() string { return "undo" }

// Kind names the change in the log.
func (c Redo) Kind() string { return "redo" }

func (c Undo) apply(*Session, *edit) error { return refuse(UndoOrder) }
func (c Redo) apply(*Session, *edit) error { return refuse(UndoOrder) }
func (c Undo) subject(*Session) string     { return "" }
func (c Redo) subject(*Session) string     { return "" }

// Record is one change as the log keeps it.
type Record struct {
	Seq    uint64
	Time   Time
	Change Change
	safe   bool // made so as it was read, and short: its texts need no check
}

// Line is one line of the log as people read it.
type Line struct {
	Seq     uint64 `json:"seq"`
	Time    Time   `json:"time"`
	Kind    string `json:"change"`           // of the change: "participant.added", "undo"
	Of      string `json:"of,omitzero"`      // for undo and redo, the kind of what was taken or brought back
	Subject string `json:"subject,omitzero"` // what it was about, in the words of the group
	Text    string `json:"text,omitzero"`    // set for lines that came with a session file
}

// History is a session's log folded into the session, with what undo and redo
// can reach.
type History struct {
	session *Session
	seq     uint64
	done    []taken
	undone  []taken
	lines   []Line
	locked  int
}

// taken is a change that stands, with how to take it back, or one that was
// taken back.
type taken struct {
	line   Line
	change Change
	edit   edit
	hide   func(text string) string // takes the names of who is forgotten out; nil: nobody is
}

// NewHistory starts from a session as it was made or imported, by the record
// with that sequence number. Earlier are the lines of the log that it brought
// along.
func NewHistory(s *Session, seq uint64, earlier []Line) *History {
	return &History{session: s, seq: seq, lines: earlier}
}

// Session gives the session as it stands.
func (h *History) Session() *Session { return h.session }

// Lock counts more that cannot be read.
func (h *History) Lock(n int) { h.locked += n }

// Locked is how many records of secret rounds that are still open cannot be read,
// as their key is not there.
func (h *History) Locked() int { return h.locked }

// Seq is the sequence number of the last record.
func (h *History) Seq() uint64 { return h.seq }

// Lines gives the log. Read only.
func (h *History) Lines() []Line { return h.lines }

// NextUndo gives the change that undo would take back.
func (h *History) NextUndo() (Line, bool) { return top(h.done) }

// NextRedo gives the change that redo would bring back.
func (h *History) NextRedo() (Line, bool) { return top(h.undone) }

func top(steps []taken) (Line, bool) {
	if len(steps) == 0 {
		return Line{}, false
	}
	return steps[len(steps)-1].line, true
}

// Replay takes in a record that was read back. Codes: those of its change.
func (h *History) Replay(r Record) error {
	_, err := h.begin(r.Change, r.safe)
	if err == nil {
		h.commit(r)
	}
	return err
}

// begin makes the change in the session, to be confirmed with commit or
// abandoned with the function it gives.
func (h *History) begin(c Change, safe bool) (abandon func(), err error) {
	switch c := c.(type) {
	case Undo:
		return h.beginUndo(c)
	case Redo:
		return h.beginRedo(c)
	}
	var e edit
	var hide func(string) string
	if f, ok := c.(ParticipantForgotten); ok {
		hide = f.hiding(h.session)
	}
	if safe {
		err = h.session.tryChecked(c, &e)
	} else {
		err = h.session.try(c, &e)
	}
	if err != nil {
		return nil, err
	}
	h.done = append(h.done, taken{change: c, edit: e, hide: hide})
	return func() {
		last := &h.done[len(h.done)-1]
		last.edit.rollback()
		h.session.altered(last.change)
		h.done = h.done[:len(h.done)-1]
	}, nil
}

func (h *History) beginUndo(c Undo) (func(), error) {
	n := len(h.done)
	if n == 0 {
		return nil, refuse(UndoNothing)
	}
	last := h.done[n-1]
	if last.line.Seq != c.Of {
		return nil, refuse(UndoOrder)
	}
	last.edit.rollback()
	h.session.altered(last.change)
	h.done = h.done[:n-1]
	h.undone = append(h.undone, taken{line: last.line, change: last.change})
	return func() {
		h.undone = h.undone[:len(h.undone)-1]
		h.again(last)
	}, nil
}

func (h *History) beginRedo(c Redo) (func(), error) {
	n := len(h.undone)
	if n == 0 {
		return nil, refuse(RedoNothing)
	}
	last := h.undone[n-1]
	if last.line.Seq != c.Of {
		return nil, refuse(UndoOrder)
	}
	if err := h.again(last); err != nil {
		return nil, err
	}
	h.undone = h.undone[:n-1]
	return func() {
		h.done[len(h.done)-1].edit.rollback()
		h.session.altered(last.change)
		h.done = h.done[:len(h.done)-1]
		h.undone = append(h.undone, last)
	}, nil
}

// again makes a change that was taken back once more.
func (h *History) again(st taken) error {
	var e edit
	if err := h.session.try(st.change, &e); err != nil {
		return err
	}
	h.done = append(h.done, taken{line: st.line, change: st.change, edit: e})
	return nil
}

// commit writes down what begin did.
func (h *History) commit(r Record) {
	line := h.line(r)
	h.seq = r.Seq
	h.session.Changed = r.Time
	hide := h.hiding()
	h.lines = append(hidden(h.lines, hide), line)
	switch r.Change.(type) {
	case Undo, Redo:
		return
	case Locked:
		h.locked++
	}
	if hide != nil || h.session.uncovers(r.Change) != "" {
		h.done, h.undone = nil, nil // there is nothing to go back to
		return
	}
	h.done[len(h.done)-1].line = line
	h.undone = nil
}

// hiding gives what takes the names of who is being forgotten out of a text, nil
// when nobody is.
func (h *History) hiding() func(text string) string {
	if len(h.done) == 0 {
		return nil
	}
	return h.done[len(h.done)-1].hide
}

// hidden gives lines of the log without those names.
func hidden(lines []Line, hide func(string) string) []Line {
	if hide == nil {
		return lines
	}
	out := make([]Line, len(lines))
	for i, l := range lines {
		l.Subject, l.Text = hide(l.Subject), hide(l.Text)
		out[i] = l
	}
	return out
}

// line is what the log says of a record whose change has begun.
func (h *History) line(r Record) Line {
	line := Line{Seq: r.Seq, Time: r.Time, Kind: r.Change.Kind()}
	switch r.Change.(type) {
	case Undo:
		was := h.undone[len(h.undone)-1].line
		line.Of, line.Subject = was.Kind, was.Subject
	case Redo:
		was := h.done[len(h.done)-1].line
		line.Of, line.Subject = was.Kind, was.Subject
	default:
		line.Subject = r.Change.subject(h.session)
	}
	return line
}
