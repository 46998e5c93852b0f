package model

import (
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Kinds that the log has beside those of changes: every batch, and every record
// that is sealed.
const (
	kindBatch  = "batch"
	kindSealed = "sealed"
)

// wire is a change as the log holds it.
type wire struct {
	Time    Time           `json:"time,omitzero"` // of the record; the parts of a batch have none
	Kind    string         `json:"kind"`
	Data    jsontext.Value `json:"data,omitzero"`
	Name    string         `json:"name,omitzero"`    // of a batch
	Changes []wire         `json:"changes,omitzero"` // of a batch
	Sealed  *sealed        `json:"sealed,omitzero"`
}

// sealed is a change that only who has the key of its round can read.
type sealed struct {
	Round   string `json:"round"`
	Kind    string `json:"kind"`    // of the change
	Subject string `json:"subject"` // of the change
	Content []byte `json:"content"`
}

func toWire(c Change) (wire, error) {
	if b, ok := c.(Batch); ok {
		w := wire{Kind: kindBatch, Name: b.Name, Changes: make([]wire, len(b.Changes))}
		for i, one := range b.Changes {
			var err error
			if w.Changes[i], err = toWire(one); err != nil {
				return w, err
			}
		}
		return w, nil
	}
	data, err := json.Marshal(c, json.Deterministic(true))
	return wire{Kind: c.Kind(), Data: data}, err
}

func (w wire) change() (Change, error) {
	if w.Kind == kindBatch {
		b := Batch{Name: w.Name, Changes: make([]Change, len(w.Changes))}
		for i, one := range w.Changes {
			var err error
			if b.Changes[i], err = one.change(); err != nil {
				return nil, err
			}
		}
		return b, nil
	}
	read := kinds[w.Kind]
	if read == nil {
		return nil, fmt.Errorf("unknown kind of change %q", w.Kind)
	}
	return read(w.Data)
}

// Encode gives the record as JSON, without its sequence number, which is its key.
func (r Record) Encode() ([]byte, error) {
	w, err := toWire(r.Change)
	if err != nil {
		return nil, err
	}
	w.Time = r.Time
	return json.Marshal(w)
}

// EncodeSealed is Encode for a change that is about a secret round: all but
// what kind it is and whom it is about goes through seal.
func (r Record) EncodeSealed(round, subject string, seal func(content []byte) []byte) ([]byte, error) {
	w, err := toWire(r.Change)
	if err != nil {
		return nil, err
	}
	content, err := json.Marshal(w)
	if err != nil {
		return nil, err
	}
	return json.Marshal(wire{Time: r.Time, Kind: kindSealed, Sealed: &sealed{round, r.Change.Kind(), subject, seal(fill(content))}})
}

// DecodeRecord reads what Encode or EncodeSealed gave. unseal gives the content
// of a record that was sealed for a round, nil when its key is no longer there:
// then the change is Locked.
func DecodeRecord(seq uint64, data []byte, unseal func(round string, content []byte) ([]byte, error)) (Record, error) {
	var w wire
	if err := json.Unmarshal(data, &w, json.RejectUnknownMembers(true)); err != nil {
		return Record{}, err
	}
	r := Record{Seq: seq, Time: w.Time}
	if w.Kind == kindSealed && w.Sealed != nil {
		content, err := unseal(w.Sealed.Round, w.Sealed.Content)
		if err != nil {
			return r, err
		}
		if content == nil {
			r.Change = Locked{Clean(w.Sealed.Kind), Clean(w.Sealed.Subject)}
			return r, nil
		}
		data, w = content, wire{}
		if err := json.Unmarshal(data, &w, json.RejectUnknownMembers(true)); err != nil {
			return r, err
		}
	}
	var err error
	r.Change, err = w.change()
	r.plain = plainJSON(data)
	return r, err
}

// plainJSON says that no string in the data can hold anything but printable
// ASCII, nor be too long.
func plainJSON(data []byte) bool {
	if len(data) > TextMax {
		return false
	}
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case c < 0x20 || c > 0x7e:
			return false
		case c == '\\':
			if i++; i == len(data) || data[i] != '"' && data[i] != '\\' {
				return false
			}
		}
	}
	return true
}

// origin is the first record of a log: the session as it was made or came in.
type origin struct {
	Time    Time     `json:"time"`
	Session *Session `json:"session"`
	Log     []Line   `json:"log"`
}

// EncodeOrigin gives the first record of a session's log: the session as it
// stands, with the lines of the log it came with. What is in a secret round that
// is open is left out.
func EncodeOrigin(s *Session, earlier []Line) ([]byte, error) {
	s, _ = s.WithoutSecrets()
	return json.Marshal(origin{s.Changed, s, earlier}, json.Deterministic(true))
}

// DecodeOrigin reads what EncodeOrigin gave. The session still has to be
// attached to its method.
func DecodeOrigin(data []byte) (*Session, []Line, error) {
	var o origin
	if err := json.Unmarshal(data, &o, json.RejectUnknownMembers(true)); err != nil {
		return nil, nil, err
	}
	if o.Session == nil {
		return nil, nil, fmt.Errorf("the first record holds no session")
	}
	return o.Session, o.Log, nil
}
