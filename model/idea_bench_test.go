package model

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// brainstormed is a session of that many ideas of eight words, which come up
// unequally often, as words do.
func brainstormed(b testing.TB, ideas int) (*History, func() string) {
	b.Helper()
	h := newTestHistory()
	r := rand.New(rand.NewPCG(5, 6))
	often := rand.NewZipf(r, 1.2, 8, 8000)
	text := func() string {
		text := "meer"
		for range 7 {
			text += fmt.Sprintf(" w%s", letters(int(often.Uint64())))
		}
		return text
	}
	for i := range 40 {
		do(b, h, Added[Cluster]{Cluster{ID: fmt.Sprint("c", i+1), Title: text()}})
	}
	for i := range ideas {
		do(b, h, Added[Idea]{Idea{ID: fmt.Sprint("i", i+1), Text: text(), Kind: KindNew, Cluster: fmt.Sprint("c", 1+i%40)}})
	}
	return h, text
}

func letters(n int) string {
	s := ""
	for n += 100; n > 0; n /= 20 {
		s += string("abdefghklmnoprstuvwz"[n%20])
	}
	return s
}

// medians times two things in turn and gives the median of each.
func medians(n int, a, b func()) (of, to time.Duration) {
	timed := func(f func()) time.Duration {
		start := time.Now()
		f()
		return time.Since(start)
	}
	as, bs := make([]time.Duration, n), make([]time.Duration, n)
	for i := range n {
		as[i], bs[i] = timed(a), timed(b)
	}
	slices.Sort(as)
	slices.Sort(bs)
	return as[n/2], bs[n/2]
}

func report(b *testing.B, of, to time.Duration, unit string) {
	b.ReportMetric(float64(of)/float64(to), unit)
	b.ReportMetric(0, "ns/op") // of the whole: says nothing
	b.Logf("%v against %v", of, to)
}

// BenchmarkIdeasLike is asking for what resembles a text, as at every key, among
// 20,000 ideas against among 20: while nothing changes, and with a change before
// each.
func BenchmarkIdeasLike(b *testing.B) {
	for b.Loop() {
		many, text := brainstormed(b, IdeasMax-2000)
		few, _ := brainstormed(b, 20)
		ask := func(h *History) func() {
			return func() { h.Session().IdeasLike(text(), "", 5) }
		}
		begun := time.Now()
		ask(many)()
		b.Logf("the first time: %v", time.Since(begun))
		of, to := medians(1000, ask(many), ask(few))
		report(b, of, to, "x-20-ideas")

		n := 0
		added := func(h *History) func() {
			return func() {
				n++
				do(b, h, Added[Idea]{Idea{ID: fmt.Sprint("n", n), Text: text()}})
				h.Session().IdeasLike(text(), "", 5)
			}
		}
		of, to = medians(200, added(many), added(few))
		report(b, of, to, "x-20-ideas-changed")

		begun = time.Now()
		pairs := many.Session().AlikePairs(100)
		b.Logf("%d pairs: %v", len(pairs), time.Since(begun))
		begun = time.Now()
		found := many.Session().ClusterSuggestions(many.Session().Ideas.Get("i7"), 3)
		b.Logf("%d clusters: %v", len(found), time.Since(begun))
	}
}
