package model

import (
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// entry is one element of a List.
type entry interface {
	key() string // unique in its list
	gone() bool  // removed or merged away: stays in the list, counts nowhere
}

// List is an ordered collection of entries with distinct keys. What it hands
// out is for reading: only a change writes to it, by put and drop, which note
// how to take the writing back.
type List[T entry] struct {
	items []*T
	index map[string]*T
	dead  int
	live  []*T // the entries not gone, while fresh
	fresh bool
}

// ListOf makes a list for a session that is being put together. Code: IDTaken.
func ListOf[T entry](items []T) (List[T], error) {
	l := List[T]{items: make([]*T, 0, len(items)), index: make(map[string]*T, len(items))}
	for i := range items {
		if l.index[items[i].key()] != nil {
			return l, refuse(IDTaken, "ID", items[i].key())
		}
		l.add(&items[i])
	}
	return l, nil
}

// Len is the number of entries, those that are gone included.
func (l *List[T]) Len() int { return len(l.items) }

// All gives every entry in order, those that are gone included. Read only.
func (l *List[T]) All() []*T { return l.items }

// Live gives the entries that count, in order. Read only.
func (l *List[T]) Live() []*T {
	if l.dead == 0 {
		return l.items
	}
	if !l.fresh {
		l.live = make([]*T, 0, len(l.items)-l.dead)
		for _, it := range l.items {
			if !(*it).gone() {
				l.live = append(l.live, it)
			}
		}
		l.fresh = true
	}
	return l.live
}

// Get gives the entry with that key, gone or not, or nil. Read only.
func (l *List[T]) Get(key string) *T { return l.index[key] }

// Position is the place of a live entry among the live ones, from 0, or -1.
func (l *List[T]) Position(key string) int {
	return slices.IndexFunc(l.Live(), func(it *T) bool { return (*it).key() == key })
}

// put replaces the entry with the same key, or adds it at the end.
func (l *List[T]) put(e *edit, v T) {
	key := v.key()
	if p := l.index[key]; p != nil {
		old := *p
		l.write(p, v)
		e.later(func() { l.write(p, old) })
		return
	}
	l.add(&v)
	e.later(func() {
		l.count(v, -1)
		delete(l.index, key)
		l.items[len(l.items)-1] = nil
		l.items = l.items[:len(l.items)-1]
	})
}

// drop takes the entry out; put back, it stands where it stood.
func (l *List[T]) drop(e *edit, key string) {
	p := l.index[key]
	at := slices.Index(l.items, p)
	if p == nil || at < 0 {
		return
	}
	l.items = slices.Delete(slices.Clone(l.items), at, at+1)
	delete(l.index, key)
	l.count(*p, -1)
	e.later(func() {
		l.items = slices.Insert(slices.Clone(l.items), at, p)
		l.index[key] = p
		l.count(*p, 1)
	})
}

// detached gives a list of the same entries that shares nothing with this one:
// a change that holds a list must not grow with the session that took it in.
func (l *List[T]) detached() List[T] {
	c := List[T]{items: make([]*T, 0, len(l.items)), index: make(map[string]*T, len(l.items))}
	for _, it := range l.items {
		v := *it
		c.add(&v)
	}
	return c
}

func (l *List[T]) add(v *T) {
	if l.index == nil {
		l.index = make(map[string]*T)
	}
	l.items = append(l.items, v)
	l.index[(*v).key()] = v
	fresh := l.fresh && !(*v).gone()
	l.count(*v, 1)
	if fresh {
		// The live ones are the same and one more: a long list that is added one
		// by one would else be gathered anew each time.
		l.live, l.fresh = append(l.live, v), true
	}
}

func (l *List[T]) write(p *T, v T) {
	l.count(*p, -1)
	*p = v
	l.count(v, 1)
}

func (l *List[T]) count(v T, by int) {
	l.fresh = false
	if v.gone() {
		l.dead += by
	}
}

// MarshalJSONTo writes the entries as an array, each as it is.
func (l List[T]) MarshalJSONTo(enc *jsontext.Encoder) error {
	if l.items == nil {
		return json.MarshalEncode(enc, []*T{})
	}
	return json.MarshalEncode(enc, l.items)
}

// UnmarshalJSONFrom reads an array of entries. Two with the same key are
// refused with IDTaken.
func (l *List[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	var items []*T
	if err := json.UnmarshalDecode(dec, &items); err != nil {
		return err
	}
	*l = List[T]{items: make([]*T, 0, len(items)), index: make(map[string]*T, len(items))}
	for _, it := range items {
		if it == nil {
			it = new(T)
		}
		if l.index[(*it).key()] != nil {
			return refuse(IDTaken, "ID", (*it).key())
		}
		l.add(it)
	}
	return nil
}

// edit remembers how to take back what was written, last first.
type edit struct{ back []func() }

func (e *edit) later(f func()) { e.back = append(e.back, f) }

func (e *edit) rollback() {
	for i := len(e.back) - 1; i >= 0; i-- {
		e.back[i]()
	}
	e.back = nil
}

// assign writes a value and remembers the one it replaces.
func assign[T any](e *edit, p *T, v T) {
	old := *p
	*p = v
	e.later(func() { *p = old })
}
