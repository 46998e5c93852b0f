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

// sealed is what only who has the key of its round can read: a change, or what
// the round held when the log began.
type sealed struct {
	Round   string `json:"round"`
	Kind    string `json:"kind,omitzero"`    // of the change
	Subject string `json:"subject,omitzero"` // of the change
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
func (r Record) EncodeSealed(round, subject string, seal Seal) ([]byte, error) {
	w, err := toWire(r.Change)
	if err != nil {
		return nil, err
	}
	content, err := json.Marshal(w)
	if err == nil {
		content, err = seal(round, fill(content))
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(wire{Time: r.Time, Kind: kindSealed, Sealed: &sealed{round, r.Change.Kind(), subject, content}})
}

// DecodeRecord reads what Encode or EncodeSealed gave. unseal gives the content
// of a record that was sealed for a round, nil when its key is no longer there:
// then the change is Locked.
func DecodeRecord(seq uint64, data []byte, unseal Unseal) (Record, error) {
	var w wire
	if err := json.Unmarshal(data, &w, json.RejectUnknownMembers(true)); err != nil {
		return Record{}, err
	}
	r := Record{Seq: seq, Time: Time(Clean(string(w.Time)))}
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
	if r.Change, err = w.change(); err == nil && !plainJSON(data) {
		// Blanks at the ends stay: with them it was made.
		err = eachText(&r.Change, func(_, text string) (string, error) { return Safe(text), nil })
	}
	r.safe = len(data) <= TextMax/growth
	return r, err
}

// growth bounds how much longer a text may become by being made safe: what is
// decomposed for good takes three times its bytes at most.
const growth = 3

// plainJSON says that no string in the data can hold anything but printable
// ASCII, which needs no cleaning.
func plainJSON(data []byte) bool {
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

// origin is the first record of a log: the session as it was made or came in, or
// as it stood when a secret round was closed.
type origin struct {
	Time    Time     `json:"time"`
	Session *Session `json:"session"`
	Log     []Line   `json:"log"`
	Sealed  []sealed `json:"sealed,omitzero"` // what is in secret rounds that are open
}

// inRound is what a round holds that nobody may read while it is hidden.
type inRound struct {
	Ballots Ballots    `json:"ballots"`
	Wall    List[Wall] `json:"wall"`
}

// EncodeOrigin gives the first record of a session's log: the session as it
// stands, with the lines of the log it came with. What is in a secret round that
// is open goes through seal.
func EncodeOrigin(s *Session, earlier []Line, seal Seal) ([]byte, error) {
	o := origin{Time: s.Changed, Log: earlier}
	for _, r := range s.Rounds.All() {
		if !r.Hidden() || r.Ballots.Len()+r.Wall.Len() == 0 {
			continue
		}
		content, err := json.Marshal(inRound{r.Ballots, r.Wall}, json.Deterministic(true))
		if err == nil {
			content, err = seal(r.ID, fill(content))
		}
		if err != nil {
			return nil, err
		}
		o.Sealed = append(o.Sealed, sealed{Round: r.ID, Content: content})
	}
	o.Session, _ = s.WithoutSecrets()
	return json.Marshal(o, json.Deterministic(true))
}

// Origin is how a log begins.
type Origin struct {
	Session *Session // still to be attached to its method
	Lines   []Line   // of the log that it came with
	Locked  int      // open secret rounds whose key is not there
}

// DecodeOrigin reads what EncodeOrigin gave. The lines are made safe; the session
// is when it is attached. unseal gives the content of what was
// sealed for a round, nil when its key is no longer there.
func DecodeOrigin(data []byte, unseal Unseal) (Origin, error) {
	var o origin
	if err := json.Unmarshal(data, &o, json.RejectUnknownMembers(true)); err != nil {
		return Origin{}, err
	}
	if o.Session == nil {
		return Origin{}, fmt.Errorf("the first record holds no session")
	}
	CleanTexts(&o.Log)
	out := Origin{Session: o.Session, Lines: o.Log}
	for _, one := range o.Sealed {
		r := o.Session.Rounds.Get(one.Round)
		if r == nil {
			return out, fmt.Errorf("something is sealed for the round %q, which is not there", one.Round)
		}
		content, err := unseal(one.Round, one.Content)
		if err != nil {
			return out, err
		}
		if content == nil {
			out.Locked++
			continue
		}
		var in inRound
		if err := json.Unmarshal(content, &in, json.RejectUnknownMembers(true)); err != nil {
			return out, err
		}
		r.Ballots, r.Wall = in.Ballots, in.Wall
	}
	return out, nil
}
