package store

import (
	"cmp"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Safekept is a copy that was put away.
type Safekept struct {
	Path  string    `json:"path"`
	At    time.Time `json:"at"` // to the minute
	Seq   uint64    `json:"-"`  // of the change after which it was made
	stem  string    // of the name of the database
	place string    // where the database was
	id    string    // the beginning of that of the database
	kept  bool      // it does not make room for newer ones
}

// The name of a copy: that of the database, where it was, when, which database,
// after which change, and whether it is kept.
const (
	copyTime = "20060102-1504"
	copyEnd  = ".db"
	keptEnd  = ".kept"
)

// copyName is the name of a copy that is made now.
func (db *DB) copyName() string {
	stem, place := copiesOf(db.file)
	return fmt.Sprintf("%s-%s-%s-%s-%d%s", stem, place, db.now().Format(copyTime), short(db.id), db.mark.seq, copyEnd)
}

// copiesOf is what the names of the copies of the database at a path begin with:
// its own, and where it is in a form that tells nothing.
func copiesOf(path string) (stem, place string) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(path)))
}

// parseSafekept reads the name of a copy of any database.
func parseSafekept(folder, name string) (Safekept, bool) {
	text, whole := strings.CutSuffix(name, copyEnd)
	text, kept := strings.CutSuffix(text, keptEnd)
	parts := strings.Split(text, "-")
	n := len(parts) - 5
	if !whole || n < 1 {
		return Safekept{}, false
	}
	at, err := time.ParseInLocation(copyTime, parts[n+1]+"-"+parts[n+2], time.Local)
	if err != nil {
		return Safekept{}, false
	}
	seq, err := strconv.ParseUint(parts[n+4], 10, 64)
	return Safekept{filepath.Join(folder, name), at, seq, strings.Join(parts[:n], "-"), parts[n], parts[n+3], kept}, err == nil
}

// copiesIn gives the copies of all databases, in no order.
func copiesIn(folder string) []Safekept {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var all []Safekept
	for _, e := range entries {
		if s, ok := parseSafekept(folder, e.Name()); ok {
			all = append(all, s)
		}
	}
	return all
}

// safekept gives the copies of one database, wherever it was, the newest first,
// without those that are kept.
func safekept(folder, id string) []Safekept {
	all := slices.DeleteFunc(copiesIn(folder), func(s Safekept) bool { return s.id != short(id) || s.kept })
	slices.SortFunc(all, func(a, b Safekept) int { return cmp.Or(cmp.Compare(b.Seq, a.Seq), cmp.Compare(b.Path, a.Path)) })
	return all
}

// NewestCopy gives the copy that was made last of a database at that path, for
// when the database cannot tell which one it is; of one by that name elsewhere
// when there is none, as a stick is not always found in the same place; nil when
// there is none either.
func NewestCopy(folder, path string) *Safekept {
	stem, place := copiesOf(path)
	var newest *Safekept
	for _, s := range copiesIn(folder) {
		if s.stem == stem && (newest == nil || byPlace(place, s, *newest) > 0) {
			newest = &s
		}
	}
	return newest
}

// byPlace compares copies: one of a database at that place comes last, then the
// one that was made last.
func byPlace(place string, a, b Safekept) int {
	here := func(s Safekept) int {
		if s.place == place {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(here(a), here(b)), a.At.Compare(b.At), cmp.Compare(a.Seq, b.Seq))
}

// keep has a copy no longer make room for newer ones.
func (s *Safekept) keep() error {
	to := strings.TrimSuffix(s.Path, copyEnd) + keptEnd + copyEnd
	if err := os.Rename(s.Path, to); err != nil {
		return writing(s.Path, err)
	}
	s.Path, s.kept = to, true
	return nil
}

// lookAtCopies adds to what was found what the copies say: which of them has what
// is missing, or that the database is older than they are, as it is when old
// files were put back. Such copies are kept.
func (db *DB) lookAtCopies() error {
	var first error
	var newer *Safekept
	own := safekept(db.safe.folder, db.id)
	lacks := slices.IndexFunc(db.found, Finding.Lacks)
	for i := range own {
		if own[i].Seq <= db.mark.seq && (lacks < 0 || i > 0) {
			continue
		}
		first = cmp.Or(first, own[i].keep())
		if newer == nil {
			newer = &own[i]
		}
	}
	if newer == nil && (lacks >= 0 || db.mark.count == 0) {
		newer = NewestCopy(db.safe.folder, db.file)
	}
	switch _, place := copiesOf(db.file); {
	case newer == nil:
	case lacks >= 0:
		db.found[lacks].Copy = newer
	case db.mark.count == 0 && newer.id != short(db.id):
		if newer.place == place { // a new one elsewhere is meant to be empty
			db.found = append(db.found, Finding{Found: Emptied, Copy: newer})
		}
	case newer.Seq > db.mark.seq:
		db.found = append(db.found, Finding{Found: CopyNewer, Copy: newer})
	}
	return first
}
