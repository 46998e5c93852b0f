package kit

// Memo keeps one thing that is costly to derive for as long as what it is
// derived from stays the same. It is the one thing that View may write, as
// nobody can see whether it did.
type Memo[K comparable, V any] struct {
	key   K
	value V
	made  bool
}

// Get gives the thing for a key, deriving it when the key is another than last
// time.
func (m *Memo[K, V]) Get(key K, derive func() V) V {
	if !m.made || m.key != key {
		m.key, m.value, m.made = key, derive(), true
	}
	return m.value
}

// Last gives the thing as it was derived last.
func (m *Memo[K, V]) Last() V { return m.value }
