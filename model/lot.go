package model

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// Lot puts tied options in the order in which a lot with this seed draws them:
// the lowest digest first. Anybody can repeat it:
//
//	printf '%s:%s' "$seed" "$id" | sha256sum
//
// for the id of each option, sorted.
func Lot(seed string, tied []string) []string {
	drawn := slices.Clone(tied)
	slices.SortFunc(drawn, func(a, b string) int {
		return cmp.Or(cmp.Compare(LotDigest(seed, a), LotDigest(seed, b)), cmp.Compare(a, b))
	})
	return drawn
}

// LotDigest is the number that decides the place of an option in a lot: the
// SHA-256 of the seed, a colon and the id, in UTF-8, written in lower case
// hexadecimal digits.
func LotDigest(seed, id string) string {
	sum := sha256.Sum256([]byte(seed + ":" + id))
	return hex.EncodeToString(sum[:])
}
