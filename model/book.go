package model

import "slices"

// Card is what the home screen shows of a session, kept beside its log so that
// it can be shown without reading the log.
type Card struct {
	ID           string `json:"id"`
	Title        string `json:"title"`
	Municipality string `json:"municipality"`
	Date         Date   `json:"date"`
	Method       string `json:"method"`
	Created      Time   `json:"created"`
	Changed      Time   `json:"changed"`
	Done         int    `json:"done"`  // steps, when the session was last closed
	Steps        int    `json:"steps"` // of the method, the summary left out
	Participants int    `json:"participants"`
	Binned       Time   `json:"binned,omitzero"` // when it went into the bin
}

// Card gives the session's card, its progress counted.
func (s *Session) Card() Card {
	c := s.card()
	c.Done, c.Steps = s.Progress()
	return c
}

// card gives what of the card costs the same in every session.
func (s *Session) card() Card {
	return Card{
		ID: s.ID, Title: s.Title, Municipality: s.Municipality, Date: s.Date, Method: s.MethodKey,
		Created: s.Created, Changed: s.Changed, Participants: len(s.Participants.Live()),
	}
}

// Sessions is the durable home of sessions. What it cannot do it says with an
// error that is not of this package: a fault of the disk, for which there is a
// sentence but no rule.
type Sessions interface {
	// Cards gives the card of every session, the last changed first, those in
	// the bin included.
	Cards() ([]Card, error)
	// Create keeps a new session and gives its book. Code: IDTaken.
	Create(s *Session, earlier []Line) (*Book, error)
	// Open reads a session. Code: RefUnknown.
	Open(id string) (*Book, error)
	// Bin puts a session into the bin, Unbin takes it out. Code: RefUnknown.
	Bin(id string) error
	Unbin(id string) error
}

// Journal makes records durable.
type Journal interface {
	// Append writes an entry. When it returns without an error, the record is on
	// disk with the next sequence number of its session, and the card beside it;
	// with an error, nothing was kept.
	Append(Entry) (Record, error)
	// Keep writes a card by itself.
	Keep(card Card) error
	// Forgotten tells what became of the files since somebody was forgotten last.
	Forgotten() Forgotten
}

// Seal makes a content unreadable but for who has the key of a round.
type Seal func(round string, content []byte) ([]byte, error)

// Unseal gives back what Seal took, nil when the key is no longer there.
type Unseal func(round string, content []byte) ([]byte, error)

// Entry is a change on its way into the log of a session.
type Entry struct {
	Session string
	After   uint64 // the sequence number of the record before
	Change  Change
	Card    Card
	Subject string // of the change
	// Secret is the round with whose key the record is to be sealed, "" for none.
	Secret string
	// Uncovers is the secret round that the change closes, "" for none; its key is
	// destroyed. Hide is set when the change forgets somebody: it takes the names
	// out of a text, and nothing that the journal keeps may hold them any more.
	Uncovers string
	Hide     func(text string) string
	// Origin gives what the log begins anew with, as this record, when one of
	// both is set. The records before it are gone.
	Origin func(r Record, seal Seal) ([]byte, error)
}

// Book is an open session: what changes it goes through here.
type Book struct {
	*History
	journal     Journal
	done, steps int // progress as counted last
}

// NewBook gives the book of a session whose log has been folded.
func NewBook(h *History, j Journal) *Book {
	b := &Book{History: h, journal: j}
	b.done, b.steps = h.session.Progress()
	return b
}

// Close counts the progress once more and keeps the card. The progress is not
// counted at every change, as that would cost more the larger the session is.
func (b *Book) Close() error { return b.journal.Keep(b.session.Card()) }

// Do makes a change: it is checked, made durable, and then stands. The change
// is made in memory before it is written, as its card shows the session after
// it; nothing is drawn in between, and when writing fails it is taken back.
// Codes: those of the change. Any other error is of the disk.
func (b *Book) Do(c Change) error {
	c = bare(c)
	abandon, err := b.begin(c, false)
	if err != nil {
		return err
	}
	card := b.session.card()
	card.Done, card.Steps = b.done, b.steps
	r, err := b.journal.Append(Entry{
		Session: b.session.ID, After: b.seq, Change: c, Card: card, Subject: c.subject(b.session),
		Secret: b.session.secret(c), Uncovers: b.session.uncovers(c), Hide: b.hiding(), Origin: b.origin,
	})
	if err != nil {
		abandon()
		return err
	}
	b.commit(r)
	return nil
}

// origin gives the session as it stands with a record that has begun, to begin
// the log with. As nothing of the log before it will be left, it is read back
// first.
func (b *Book) origin(r Record, seal Seal) ([]byte, error) {
	now := *b.session
	now.Changed = r.Time
	held := make(map[string][]byte)
	data, err := EncodeOrigin(&now, append(slices.Clip(hidden(b.lines, b.hiding())), b.line(r)), func(round string, content []byte) ([]byte, error) {
		held[round] = content
		return seal(round, content)
	})
	if err != nil {
		return nil, err
	}
	back, err := DecodeOrigin(data, func(round string, _ []byte) ([]byte, error) { return held[round], nil })
	if err == nil {
		err = back.Session.Attach(Methods{b.session.MethodKey: b.session.method})
	}
	return data, err
}

// Forgotten tells what became of the files since somebody was forgotten last.
func (b *Book) Forgotten() Forgotten { return b.journal.Forgotten() }

// Undo takes back the last change and tells which. Code: UndoNothing.
func (b *Book) Undo() (Line, error) {
	line, ok := b.NextUndo()
	if !ok {
		return line, refuse(UndoNothing)
	}
	return line, b.Do(Undo{Of: line.Seq})
}

// Redo brings back what was taken back last and tells which. Code: RedoNothing.
func (b *Book) Redo() (Line, error) {
	line, ok := b.NextRedo()
	if !ok {
		return line, refuse(RedoNothing)
	}
	return line, b.Do(Redo{Of: line.Seq})
}
