package store

import (
	"bytes"
	"maps"
	"slices"
	"strings"
)

// A place is where an entry stands: "cards", "bin", "drafts", "settings",
// "library", or "sessions/" and an id for the log of a session.
const sessionPlace = "sessions/"

// state is everything that a database holds: the content by place and key.
type state map[string]map[string][]byte

// put sets an entry; a nil content takes it out.
func (s state) put(place, key string, content []byte) {
	if content == nil {
		delete(s[place], key)
		if len(s[place]) == 0 {
			delete(s, place)
		}
		return
	}
	if s[place] == nil {
		s[place] = make(map[string][]byte)
	}
	s[place][key] = content
}

// places gives the places in order.
func (s state) places() []string { return slices.Sorted(maps.Keys(s)) }

// entry is what stands under a key.
type entry struct{ key, content []byte }

// entries gives what stands at a place, in the order of the keys: of a session,
// its log.
func (s state) entries(place string) []entry {
	all := make([]entry, 0, len(s[place]))
	for key, content := range s[place] {
		all = append(all, entry{[]byte(key), content})
	}
	slices.SortFunc(all, func(a, b entry) int { return bytes.Compare(a.key, b.key) })
	return all
}

// clone is a state of its own.
func (s state) clone() state {
	c := make(state, len(s))
	for place, entries := range s {
		c[place] = maps.Clone(entries)
	}
	return c
}

// digest sums the state up.
func (s state) digest() digest {
	var d digest
	for place, entries := range s {
		for key, content := range entries {
			d.in(place, []byte(key), content)
		}
	}
	return d
}

// apply makes the changes of a line of the journal.
func (s state) apply(ops []op) {
	for _, o := range ops {
		switch {
		case o.All:
			delete(s, o.Place)
		case o.Gone:
			s.put(o.Place, o.key(), nil)
		default:
			s.put(o.Place, o.key(), []byte(o.Content))
		}
	}
}

// same says that both hold the same.
func (s state) same(other state) bool {
	return maps.EqualFunc(s, other, func(a, b map[string][]byte) bool { return maps.EqualFunc(a, b, bytes.Equal) })
}

// sessions gives the ids of the sessions, in order.
func (s state) sessions() []string {
	var ids []string
	for place := range s {
		if id, ok := strings.CutPrefix(place, sessionPlace); ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
