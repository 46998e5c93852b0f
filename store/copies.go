package store

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Safekept is a copy that was put away.
type Safekept struct {
	Path string    `json:"path"`
	At   time.Time `json:"at"` // to the minute
	Seq  uint64    `json:"-"`  // of the change after which it was made
	stem string    // of the name of the database
	id   string    // the beginning of that of the database
	kept bool      // it does not make room for newer ones
}

// The name of a copy: that of the database, when, which database, after which
// change, and whether it is kept.
const (
	copyTime = "20060102-1504"
	copyEnd  = ".db"
	keptEnd  = ".kept"
)

// stemOf is what the names of a database's copies begin with.
func stemOf(path string) string { return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) }

// parseSafekept reads the name of a copy of any database.
func parseSafekept(folder, name string) (Safekept, bool) {
	text, whole := strings.CutSuffix(name, copyEnd)
	text, kept := strings.CutSuffix(text, keptEnd)
	parts := strings.Split(text, "-")
	n := len(parts) - 4
	if !whole || n < 1 {
		return Safekept{}, false
	}
	at, err := time.ParseInLocation(copyTime, parts[n]+"-"+parts[n+1], time.Local)
	if err != nil {
		return Safekept{}, false
	}
	seq, err := strconv.ParseUint(parts[n+3], 10, 64)
	return Safekept{filepath.Join(folder, name), at, seq, strings.Join(parts[:n], "-"), parts[n+2], kept}, err == nil
}

// copiesIn gives the copies of all databases with that name, in no order.
func copiesIn(folder, stem string) []Safekept {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var all []Safekept
	for _, e := range entries {
		if s, ok := parseSafekept(folder, e.Name()); ok && s.stem == stem {
			all = append(all, s)
		}
	}
	return all
}

// safekept gives the copies of one database, the newest first, without those
// that are kept.
func safekept(folder, stem, id string) []Safekept {
	all := slices.DeleteFunc(copiesIn(folder, stem), func(s Safekept) bool { return s.id != short(id) || s.kept })
	slices.SortFunc(all, func(a, b Safekept) int { return cmp.Or(cmp.Compare(b.Seq, a.Seq), cmp.Compare(b.Path, a.Path)) })
	return all
}

// NewestCopy gives the copy of a database at that path that was made last, for
// when the database cannot tell which one it is; nil when there is none.
func NewestCopy(folder, path string) *Safekept {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	all := copiesIn(folder, stemOf(path))
	if len(all) == 0 {
		return nil
	}
	newest := slices.MaxFunc(all, func(a, b Safekept) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Seq, b.Seq)) })
	return &newest
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
	own := safekept(db.safe.folder, stemOf(db.file), db.id)
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
	switch {
	case newer == nil:
	case lacks >= 0:
		db.found[lacks].Copy = newer
	case db.mark.count == 0 && newer.id != short(db.id):
		db.found = append(db.found, Finding{Found: Emptied, Copy: newer})
	case newer.Seq > db.mark.seq:
		db.found = append(db.found, Finding{Found: CopyNewer, Copy: newer})
	}
	return first
}
