package store

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// fewWorkshops is the size of a database after a few workshops, in bytes.
const fewWorkshops = 512 << 10

// BenchmarkRecover is opening a database of 512 KiB with its journal, everything
// verified; and at its worst, with damage to one file, the other or both. It is
// absolute, as that is what is promised; the yardstick is reading both files.
func BenchmarkRecover(b *testing.B) {
	path := filepath.Join(b.TempDir(), "kring.db")
	db := openTest(b, path)
	book := newSession(b, db, "a")
	for i := 0; size(b, path) < fewWorkshops; i++ {
		if err := book.Do(nextChange(i)); err != nil {
			b.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	database, journal := read(b, path), read(b, path+journalEnd)
	flipped := func(data []byte, of ...int) []byte {
		data = bytes.Clone(data)
		for _, part := range of {
			data[len(data)*part/100] ^= 1
		}
		return data
	}
	for b.Loop() {
		sound := opening(b, database, journal)
		worst, which := time.Duration(0), ""
		for what, files := range map[string][2][]byte{
			"a record of the database":        {flipped(database, 50), journal},
			"the database is gone":            {nil, journal},
			"half of the database":            {database[:len(database)/2], journal},
			"a line of the journal":           {database, flipped(journal, 50)},
			"the journal is gone":             {database, nil},
			"many records, and many lines":    {flipped(database, 20, 40, 60, 80), flipped(journal, 30, 50, 70, 90)},
			"half of both":                    {database[:len(database)/2], journal[:len(journal)/2]},
			"no database, and half a journal": {nil, journal[:len(journal)/2]},
		} {
			if took := opening(b, files[0], files[1]); took > worst {
				worst, which = took, what
			}
		}
		_, reading := pairs(20, func() {}, func() { read(b, path); read(b, path+journalEnd) })
		b.ReportMetric(float64(sound)/float64(time.Millisecond), "ms-open")
		b.ReportMetric(float64(worst)/float64(time.Millisecond), "ms-worst")
		b.ReportMetric(float64(sound)/float64(reading), "x-reading")
		b.ReportMetric(0, "ns/op")
		b.Logf("%d KiB with a journal of %d KiB: %v; at its worst %v (%s); reading both %v",
			len(database)>>10, len(journal)>>10, sound, worst, which, reading)
	}
}

func size(b *testing.B, path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	return info.Size()
}

// opening is the median time in which a database with these files opens.
func opening(b *testing.B, database, journal []byte) time.Duration {
	took := make([]time.Duration, 7)
	for i := range took {
		path := filepath.Join(b.TempDir(), "kring.db")
		for name, data := range map[string][]byte{path: database, path + journalEnd: journal} {
			if data == nil {
				continue
			}
			if err := os.WriteFile(name, data, 0o600); err != nil {
				b.Fatal(err)
			}
		}
		start := time.Now()
		db, err := Open(path, methodsOf(b), func() time.Time { return testNow })
		if err != nil {
			b.Fatal(err)
		}
		took[i] = time.Since(start)
		db.Close()
	}
	slices.Sort(took)
	return took[len(took)/2]
}
