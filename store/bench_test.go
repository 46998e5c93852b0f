package store

import (
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"kring/model"
)

// The benchmarks time what is promised and its yardstick in turn, in the same
// run, and report the ratio of the medians: that holds on any machine.

// pairs times two things in turn and gives the median of each.
func pairs(n int, a, b func()) (of, to time.Duration) {
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

// grown gives a session with that many records.
func grown(b *testing.B, db *DB, id string, records int) *model.Book {
	book := newSession(b, db, id)
	for i := range records - 1 {
		if err := book.Do(nextChange(i)); err != nil {
			b.Fatal(err)
		}
	}
	return book
}

func nextChange(i int) model.Change {
	return model.Added[model.Idea]{Item: model.Idea{
		ID: "i" + strconv.Itoa(i), Text: "Een ontmoetingsplek in elke wijk, nummer " + strconv.Itoa(i), Kind: model.KindNew,
	}}
}

// BenchmarkChange is one change, Check to durable, against a bare Put of the
// same bytes in a database of the same size.
func BenchmarkChange(b *testing.B) {
	for b.Loop() {
		db := newTestDB(b)
		book := grown(b, db, "a", 10)
		bare, err := bbolt.Open(filepath.Join(b.TempDir(), "bare.db"), 0o600, nil)
		if err != nil {
			b.Fatal(err)
		}
		defer bare.Close()
		r := model.Record{Seq: 1, Time: model.TimeOf(testNow), Change: nextChange(1)}
		content, err := r.Encode()
		if err != nil {
			b.Fatal(err)
		}
		value := seal("a", seqKey(1), content)
		i := 10
		of, to := pairs(1000, func() {
			i++
			if err := book.Do(nextChange(i)); err != nil {
				b.Fatal(err)
			}
		}, func() {
			if err := bare.Update(func(tx *bbolt.Tx) error {
				bucket, err := tx.CreateBucketIfNotExists([]byte("a"))
				if err != nil {
					return err
				}
				return bucket.Put(seqKey(uint64(i)), value)
			}); err != nil {
				b.Fatal(err)
			}
		})
		report(b, of, to, "x-bare-put")
	}
}

// BenchmarkChangeInLargeSession is one change in a session of 10,000 records
// against one in a session of 10.
func BenchmarkChangeInLargeSession(b *testing.B) {
	for b.Loop() {
		small, large := newTestDB(b), newTestDB(b)
		few, many := grown(b, small, "a", 10), grown(b, large, "a", 10_000)
		i := 10_000
		do := func(book *model.Book) func() {
			return func() {
				i++
				if err := book.Do(nextChange(i)); err != nil {
					b.Fatal(err)
				}
			}
		}
		of, to := pairs(1000, do(many), do(few))
		report(b, of, to, "x-small-session")
	}
}

// BenchmarkOpen is opening a session of 10,000 changes against reading and
// decoding its records, and the time a record takes against that in a session
// of 1,000.
func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		db := newTestDB(b)
		grown(b, db, "large", 10_000)
		grown(b, db, "small", 1_000)
		open := func(id string) func() {
			return func() {
				if _, err := db.Open(id); err != nil {
					b.Fatal(err)
				}
			}
		}
		decode := func() {
			if err := db.view(func(tx *bbolt.Tx) error {
				records := make([]model.Record, 0, 10_000)
				return tx.Bucket(bucketSessions).Bucket([]byte("large")).ForEach(func(key, value []byte) error {
					seq, _ := keySeq(key)
					if seq == 1 {
						_, err := model.DecodeOrigin(value[sumSize:], nil)
						return err
					}
					r, err := model.DecodeRecord(seq, value[sumSize:], nil)
					records = append(records, r)
					return err
				})
			}); err != nil {
				b.Fatal(err)
			}
		}
		of, to := pairs(20, open("large"), decode)
		report(b, of, to, "x-decoding")
		_, small := pairs(20, open("large"), open("small"))
		b.ReportMetric(float64(of)/10/float64(small), "x-linear")
	}
}
