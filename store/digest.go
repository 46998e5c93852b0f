package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
)

// digest sums up everything that a database holds: how many entries, and the
// XOR of their hashes. An entry that comes or goes turns the same hash in or out,
// so a change costs the same whatever there is.
type digest struct {
	count uint64
	sum   [16]byte
}

func (d *digest) in(place string, key, content []byte) {
	d.count++
	d.turn(place, key, content)
}

func (d *digest) out(place string, key, content []byte) {
	d.count--
	d.turn(place, key, content)
}

// turn hashes what an entry is known by: where it stands, and its checksum, which
// every reader holds against its content. So a digest costs the same for long
// entries and short ones.
func (d *digest) turn(place string, key, content []byte) {
	text := make([]byte, 0, len(place)+len(key)+16)
	text = binary.BigEndian.AppendUint32(text, sum(place, key, content))
	text = binary.BigEndian.AppendUint32(text, uint32(len(content)))
	text = append(append(append(text, place...), 0), key...)
	h := sha256.Sum256(text)
	for i := range d.sum {
		d.sum[i] ^= h[i]
	}
}

// mark is where a database or a journal stands: after the change with that
// number, with what it then holds.
type mark struct {
	seq uint64
	digest
}

func (m mark) String() string { return fmt.Sprintf("%d %d %x", m.seq, m.count, m.sum) }

var errMark = errors.New("no mark")

func parseMark(seq, count, sum string) (mark, error) {
	var m mark
	if _, err := fmt.Sscanf(seq+" "+count, "%d %d", &m.seq, &m.count); err != nil {
		return m, errMark
	}
	if n, err := hex.Decode(m.sum[:], []byte(sum)); err != nil || n != len(m.sum) {
		return m, errMark
	}
	return m, nil
}
