package model

import "fmt"

// The ballots of a secret round do not stand in the log as they are: their
// records are sealed with a key of that round, which the journal keeps apart and
// destroys when the round closes. From then on the log begins anew with the
// session as it stands, in which the ballots have no names. A copy of the log
// that was made before has the sealed records only.

// Locked stands for a change that was sealed and whose key is no longer there:
// the log still tells that it was made, and about whom, not what it did.
type Locked struct {
	kind, about string
}

// Kind names the change in the log.
func (c Locked) Kind() string { return c.kind }

func (c Locked) apply(*Session, *edit) error { return nil }
func (c Locked) subject(*Session) string     { return c.about }

// secret gives the secret round that a change says something about that nobody
// may learn; "" when the change can be read by everybody.
func (s *Session) secret(c Change) string {
	id := ""
	switch c := c.(type) {
	case BallotCast:
		id = c.Round
	case BallotTaken:
		id = c.Round
	case Batch:
		for _, one := range c.Changes {
			if id := s.secret(one); id != "" {
				return id
			}
		}
	}
	if r := s.Rounds.Get(id); r != nil && r.Secret {
		return id
	}
	return ""
}

// uncovers gives the secret round that a change that was made has closed, or "".
// There are no names to go back to: it cannot be undone.
func (s *Session) uncovers(c Change) string {
	switch c := c.(type) {
	case RoundClosed:
		if r := s.Rounds.Get(c.Round); r != nil && r.Secret {
			return c.Round
		}
	case Batch:
		for _, one := range c.Changes {
			if id := s.uncovers(one); id != "" {
				return id
			}
		}
	}
	return ""
}

// WithoutSecrets gives the session without what the secret rounds that are open
// hold, and how many ballots that were. Where there is nothing of the kind it is
// the session itself.
func (s *Session) WithoutSecrets() (*Session, int) {
	held, ballots := false, 0
	for _, r := range s.Rounds.All() {
		if r.Hidden() {
			held = held || r.Ballots.Len()+r.Wall.Len() > 0
			ballots += r.Ballots.Len()
		}
	}
	if !held {
		return s, 0
	}
	c := s.Clone()
	for _, r := range c.Rounds.All() {
		if r.Hidden() {
			r.Ballots, r.Wall = Ballots{}, List[Wall]{}
		}
	}
	return c, ballots
}

// sealedSize is what the content of a sealed record is filled up to, or a
// multiple of it, so that its length does not tell how many options are on the
// ballot.
const sealedSize = 1024

// fill adds blanks, which mean nothing in JSON.
func fill(data []byte) []byte {
	short := (sealedSize - len(data)%sealedSize) % sealedSize
	return append(data, fmt.Sprintf("%*s", short, "")...)
}
