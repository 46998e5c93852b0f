package model

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Digests as sha256sum gives them.
func TestLotIsWhatAnybodyComputes(t *testing.T) {
	for _, c := range []struct{ seed, id, digest string }{
		{"4 2 6", "o2", "57cf901df6ddd08194489558d51b3599f30b62a3ec55efada9fa3d1f716b5a70"},
		{"4 2 6", "o4", "facf1814256387ce53f1a364cf9369ca4641d6bdd8b5ad0163ca65146e0a99bc"},
		{"4 2 6", "o5", "4752bcd684d2c199aad86e247a4125fa6683cb33d6ec27f8d17de84213ee676b"},
		{"Café “Zoë” ☂", "7", "9bdc77b1863e6111f77d5daa0a76045551239b660d971df2dc4ab9f4c107e5c9"},
	} {
		if got := LotDigest(c.seed, c.id); got != c.digest {
			t.Errorf("the digest of %s:%s is %s", c.seed, c.id, got)
		}
	}
	want := []string{"o5", "o2", "o4"}
	for _, tied := range [][]string{{"o2", "o4", "o5"}, {"o5", "o4", "o2"}, {"o4", "o5", "o2"}} {
		was := slices.Clone(tied)
		if got := Lot("4 2 6", tied); !slices.Equal(got, want) || !slices.Equal(tied, was) {
			t.Errorf("of %v it draws %v", was, got)
		}
	}
	if _, err := exec.LookPath("sha256sum"); err != nil {
		t.Skip("there is no sha256sum here")
	}
	for i := range 20 {
		seed, id := fmt.Sprintf("worp %d", i), fmt.Sprintf("o%d", i)
		cmd := exec.Command("sha256sum")
		cmd.Stdin = strings.NewReader(seed + ":" + id)
		out, err := cmd.Output()
		if err != nil || strings.Fields(string(out))[0] != LotDigest(seed, id) {
			t.Errorf("sha256sum of %s:%s: %s %v", seed, id, out, err)
		}
	}
}

// No place is favoured: over many seeds each is drawn about as often.
func TestLotFavoursNobody(t *testing.T) {
	tied := []string{"o1", "o2", "o3", "o4"}
	first := map[string]int{}
	for i := range 4000 {
		first[Lot(fmt.Sprint(i), tied)[0]]++
	}
	for id, n := range first {
		if n < 900 || n > 1100 {
			t.Errorf("%s comes first %d times of 4000", id, n)
		}
	}
}
