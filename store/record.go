package store

import (
	"encoding/binary"
	"errors"
	"hash/crc32"

	"github.com/go-json-experiment/json"
)

// A value in the file is a CRC-32C and what it guards: the checksum runs over
// the bucket, the key and the content, so that a value that ended up in the
// wrong place is noticed too.

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

const sumSize = 4

var errSum = errors.New("the checksum does not match")

func sum(bucket string, key, content []byte) uint32 {
	c := crc32.Update(0, castagnoli, []byte(bucket))
	c = crc32.Update(c, castagnoli, []byte{0})
	c = crc32.Update(c, castagnoli, key)
	c = crc32.Update(c, castagnoli, []byte{0})
	return crc32.Update(c, castagnoli, content)
}

// seal gives the value for a content.
func seal(bucket string, key, content []byte) []byte {
	value := make([]byte, sumSize, sumSize+len(content))
	binary.BigEndian.PutUint32(value, sum(bucket, key, content))
	return append(value, content...)
}

// unseal gives the content of a value, or an error when it is not what was written.
func unseal(bucket string, key, value []byte) ([]byte, error) {
	if len(value) < sumSize || binary.BigEndian.Uint32(value) != sum(bucket, key, value[sumSize:]) {
		return nil, errSum
	}
	return value[sumSize:], nil
}

func seqKey(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }

func keySeq(key []byte) (uint64, bool) {
	if len(key) != 8 {
		return 0, false
	}
	return binary.BigEndian.Uint64(key), true
}

func encode(v any) ([]byte, error) { return json.Marshal(v, json.Deterministic(true)) }
