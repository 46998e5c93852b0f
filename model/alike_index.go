package model

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// How far the search for what is alike goes, so that a long list is not slower
// than a short one.
const (
	stemsMost = 64  // of one text that are looked at
	rareMost  = 256 // texts with a stem; one that stands in more tells nothing apart
	seekMost  = 16  // stems that are looked up, the rarest
	pairsMost = 32  // texts with a stem that are held against one another
)

// alikeIndex finds the texts of a list that resemble another, by the stems of
// their words. It follows the list from change to change: only what is another
// text is taken in anew.
type alikeIndex[T entry] struct {
	text  func(*T) string
	stems *stemmer
	ids   map[string]int32 // of the stems
	in    [][]int32        // the places of the texts with a stem, by its id
	docs  []alikeDoc[T]    // by place in the list
	live  int
	seen  []uint32 // the turn in which a text was last come across
	turn  uint32
}

type alikeDoc[T entry] struct {
	item  *T
	text  string  // as it was taken in
	stems []int32 // each once; the last one stands for all of them together
}

func newAlikeIndex[T entry](language string, text func(*T) string) *alikeIndex[T] {
	return &alikeIndex[T]{text: text, stems: newStemmer(language), ids: make(map[string]int32)}
}

// sync makes the index that of the list as it stands.
func (x *alikeIndex[T]) sync(items []*T) {
	for at := len(items); at < len(x.docs); at++ {
		x.forget(at)
	}
	if len(items) < len(x.docs) {
		x.docs = x.docs[:len(items)]
	}
	for at, item := range items {
		text := ""
		if !(*item).gone() {
			text = x.text(item)
		}
		if at == len(x.docs) {
			x.docs = append(x.docs, alikeDoc[T]{})
		}
		if doc := &x.docs[at]; doc.text != text {
			x.forget(at)
			x.learn(at, text)
		}
		x.docs[at].item = item
	}
	if len(x.seen) < len(items) {
		x.seen = append(x.seen, make([]uint32, len(items)-len(x.seen))...)
	}
}

func (x *alikeIndex[T]) forget(at int) {
	doc := &x.docs[at]
	for _, id := range doc.stems {
		if i := slices.Index(x.in[id], int32(at)); i >= 0 {
			x.in[id] = slices.Delete(x.in[id], i, i+1)
		}
	}
	if doc.text != "" {
		x.live--
	}
	*doc = alikeDoc[T]{}
}

func (x *alikeIndex[T]) learn(at int, text string) {
	doc := alikeDoc[T]{text: text}
	if text != "" {
		x.live++
	}
	stems := x.stemsOf(text, true)
	for _, stem := range stems {
		doc.stems = append(doc.stems, x.id(stem))
	}
	if len(stems) > 0 {
		doc.stems = append(doc.stems, x.id(together(stems)))
	}
	for _, id := range doc.stems {
		x.in[id] = append(x.in[id], int32(at))
	}
	x.docs[at] = doc
}

func (x *alikeIndex[T]) id(stem string) int32 {
	id, ok := x.ids[stem]
	if !ok {
		id = int32(len(x.in))
		x.ids[stem] = id
		x.in = append(x.in, nil)
	}
	return id
}

// together is what stands for all the stems of a text: texts in which each stem
// is common find one another by it.
func together(stems []string) string { return strings.Join(stems, " ") + " " }

// stemsOf gives the stems of a text, each once, in order.
func (x *alikeIndex[T]) stemsOf(text string, learn bool) []string {
	var stems []string
	for _, word := range wordsIn(text) {
		if stem := x.stems.of(word, learn); stem != "" && !slices.Contains(stems, stem) {
			if stems = append(stems, stem); len(stems) == stemsMost {
				break
			}
		}
	}
	slices.Sort(stems)
	return stems
}

// weight is what it says that two texts share a stem that stands in n of them.
func (x *alikeIndex[T]) weight(n int) float64 {
	return math.Log1p(float64(max(x.live, 1)) / float64(max(n, 1)))
}

// common says that a stem stands in so many texts that it tells nothing apart.
func (x *alikeIndex[T]) common(n int) bool { return n > min(max(4, x.live/4), rareMost) }

// query is a text that others are held against.
type query struct {
	stems  []int32 // of the index; each once
	weight float64 // of all its stems, those that no other text has included
	seek   []int32 // the stems by which others are found
	all    int32   // what stands for all of them together, or -1
}

func (x *alikeIndex[T]) query(text string) query {
	q := query{all: -1}
	stems := x.stemsOf(text, false)
	for _, stem := range stems {
		id, ok := x.ids[stem]
		if !ok {
			q.weight += x.weight(1)
			continue
		}
		q.stems = append(q.stems, id)
		q.weight += x.weight(len(x.in[id]))
	}
	if id, ok := x.ids[together(stems)]; ok {
		q.all = id
	}
	return x.seeking(q)
}

// seeking chooses the stems by which the others are found: the rarest.
func (x *alikeIndex[T]) seeking(q query) query {
	q.seek = slices.DeleteFunc(slices.Clone(q.stems), func(id int32) bool { return x.common(len(x.in[id])) })
	slices.SortStableFunc(q.seek, func(a, b int32) int { return cmp.Compare(len(x.in[a]), len(x.in[b])) })
	q.seek = q.seek[:min(len(q.seek), seekMost)]
	if q.all >= 0 {
		q.seek = append(q.seek, q.all)
	}
	return q
}

// found is a text that resembles another.
type found struct {
	at     int     // its place in the list
	score  float64 // from 0 to 1
	shared int     // stems
	cover  float64 // how much of the shorter text they are, from 0 to 1
	rare   bool    // one of them stands in few texts
}

// near says that somebody would want to see the two side by side: they share
// two stems, or a rare one that is most of the shorter text, or all they have.
func (f found) near() bool {
	return f.shared > 1 && f.cover >= 0.4 || f.rare && f.cover >= 0.6 || f.score == 1
}

// resemble holds a text against the query.
func (x *alikeIndex[T]) resemble(q query, at int) found {
	f := found{at: at}
	shared, own := 0.0, 0.0
	stems := x.docs[at].stems
	for _, id := range stems[:len(stems)-1] {
		w := x.weight(len(x.in[id]))
		own += w
		if slices.Contains(q.stems, id) {
			f.shared++
			f.rare = f.rare || len(x.in[id]) <= max(3, x.live/50)
			shared += w
		}
	}
	f.score, f.cover = 2*shared/(own+q.weight), shared/min(own, q.weight)
	return f
}

// find gives those texts that share a stem that is not common with the query,
// or all its stems, and that are kept, best first.
func (x *alikeIndex[T]) find(q query, keep func(found) bool) []found {
	x.turn++
	var out []found
	for _, id := range q.seek {
		in := x.in[id]
		for _, at := range in[max(len(in)-rareMost, 0):] {
			if x.seen[at] == x.turn {
				continue
			}
			x.seen[at] = x.turn
			if f := x.resemble(q, int(at)); keep(f) {
				out = append(out, f)
			}
		}
	}
	slices.SortFunc(out, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.at, b.at))
	})
	return out
}

// pair is two texts of the list that resemble one another.
type pair struct {
	a, b  int
	score float64
}

// pairs gives the texts of the list that resemble one another, the first of the
// list first where two pairs do so as much. What stands in many texts is not
// looked at, so that it takes as much longer as the list is.
func (x *alikeIndex[T]) pairs(most int) []pair {
	var out []pair
	for at := range x.docs {
		stems := x.docs[at].stems
		if len(stems) == 0 {
			continue
		}
		q := query{stems: stems[:len(stems)-1]}
		for _, id := range q.stems {
			q.weight += x.weight(len(x.in[id]))
		}
		x.turn++
		for i, id := range stems {
			in := x.in[id]
			whole := i == len(stems)-1
			if !whole && (x.common(len(in)) || len(in) > pairsMost) {
				continue
			}
			for _, other := range in[:min(len(in), pairsMost)] {
				if int(other) <= at || x.seen[other] == x.turn {
					continue
				}
				x.seen[other] = x.turn
				if f := x.resemble(q, int(other)); f.near() {
					out = append(out, pair{at, f.at, f.score})
				}
			}
		}
	}
	slices.SortFunc(out, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.score, p.score), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	return out[:min(len(out), most)]
}

// words gives the words of a text of the list that the query has a form of, as
// written, each once.
func (x *alikeIndex[T]) words(q query, at int) []string {
	var words []string
	for _, word := range wordsIn(x.docs[at].text) {
		id, ok := x.ids[x.stems.of(word, false)]
		if ok && slices.Contains(q.stems, id) && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}
