package store

import "strings"

// unsealFirst gives the content of a value in a file of the first form, in which
// the checksum of a record ran over the id of its session, and what was in the
// bin had none.
func unsealFirst(place string, key, value []byte) ([]byte, error) {
	if place == string(bucketBin) {
		return value, nil
	}
	if id, ok := strings.CutPrefix(place, sessionPlace); ok {
		place = id
	}
	return unseal(place, key, value)
}
