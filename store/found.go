package store

// Found names what opening found not to be as it should. The locale has the
// sentence under "found." and the name.
type Found string

// What can be found. All may use Path, the file that was set aside, in their
// text; nothing is deleted.
const (
	CaughtUp       Found = "caughtup"     // N changes were in the journal alone
	DatabaseGone   Found = "gone"         // the database was not there; made from the journal
	DatabaseMended Found = "mended"       // the database was damaged; made anew from the journal
	DatabaseOlder  Found = "older"        // the database was an older copy; made anew from the journal
	DatabaseOther  Found = "otherway"     // the database had gone its own way; the journal's stands
	JournalGone    Found = "nojournal"    // the journal was not there; made from the database
	JournalMended  Found = "journal"      // the journal was damaged; made anew from the database
	JournalOther   Found = "otherjournal" // the journal was of another database
	BothDamaged    Found = "both"         // made from what both have, and nothing is missing
	SomeLost       Found = "lost"         // made from what both have; N records are not there
	Renewed        Found = "renewed"      // of an earlier version; kept as it was under Path
	CopyNewer      Found = "newercopy"    // a copy that was put away has more than the database
	Emptied        Found = "emptied"      // the database is new, and a copy of an earlier one is there
	Finished       Found = "finished"     // somebody was being forgotten; that is done now
	Unfinished     Found = "unfinished"   // the same, but N files may hold the name still
)

// Finding is one thing that opening found, and did something about.
type Finding struct {
	Found Found  `json:"found"`
	Path  string `json:"path"` // what was set aside, "" when nothing was
	N     int    `json:"n"`
	// Copy is the copy that may have what is missing; nil where nothing is, or
	// where there is no copy.
	Copy *Safekept `json:"copy"`
}

// Lacks says that something may be missing, so that a copy is worth a look.
func (f Finding) Lacks() bool {
	return f.Found == SomeLost || f.Found == CopyNewer || f.Found == Emptied
}

// Quiet says that nothing was wrong with what was kept: a line will do.
func (f Finding) Quiet() bool { return f.Found == CaughtUp || f.Found == JournalGone }

// Sound says that the files were as they should be.
func (f Finding) Sound() bool { return f.Found == Finished || f.Found == Unfinished }
