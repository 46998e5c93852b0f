package store

import "fmt"

// Trouble names what is the matter with a file or the disk. The locale has the
// sentence under "fault." and the name, with what to do about it.
type Trouble string

// The troubles. All may use Path in their text, and Cause, the words of the
// operating system.
const (
	Locked      Trouble = "locked"     // another process has the database open
	IsFolder    Trouble = "folder"     // a folder stands where a file belongs
	NoFolder    Trouble = "nofolder"   // the folder of the file is not there
	NotAllowed  Trouble = "notallowed" // no permission to read or write
	InUse       Trouble = "inuse"      // open in another program, which lets nobody else write
	NotFound    Trouble = "notfound"   // there is no such file
	BadName     Trouble = "badname"    // the system takes no such name
	NotOurs     Trouble = "notours"    // the file is no kring database
	EmptyFile   Trouble = "empty"      // the file has no content
	Damaged     Trouble = "damaged"    // the file is broken
	PartRead    Trouble = "partread"   // the copy is broken, and what can be read of it came in
	Newer       Trouble = "newer"      // made by a newer version of the program
	DiskFull    Trouble = "full"       // no space left
	WriteFailed Trouble = "write"      // anything else that went wrong in writing
	ReadFailed  Trouble = "read"       // anything else that went wrong in reading
	Replaced    Trouble = "replaced"   // another file stands where the open one was
	SameFile    Trouble = "same"       // the copy would be written over the database
)

// Fault is something that the disk or a file does to us.
type Fault struct {
	Trouble Trouble
	Path    string
	Err     error // the cause, or nil
}

// Error gives the fault in English, for logs.
func (f *Fault) Error() string { return fmt.Sprintf("%s: %s: %v", f.Path, f.Trouble, f.Err) }

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }
