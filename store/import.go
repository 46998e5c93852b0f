package store

import (
	"path/filepath"
	"strings"

	"kring/model"
)

// Imported tells what came in with a file.
type Imported struct {
	ID          string       `json:"id"`
	Title       string       `json:"title"`
	Differences []Difference `json:"differences"` // of our count with the one that the file publishes
}

// ImportFile brings in a session file or a Pabulib file, by the end of its
// name. Titles that are made up are in the language. Errors: FileError, Fault.
func (db *DB) ImportFile(path, lang string) (Imported, error) {
	data, err := ReadFile(path, FileMax)
	if err != nil {
		return Imported{}, err
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".json":
		return db.ImportData(data)
	case ".pb":
		s, differences, err := ImportPabulib(data, db.methods, lang, model.TimeOf(db.now()))
		if err != nil {
			return Imported{}, err
		}
		in, err := db.take(s, nil)
		in.Differences = differences
		return in, err
	}
	return Imported{}, &FileError{Flaw: FileKind}
}

// ImportData brings in the content of a session file.
func (db *DB) ImportData(data []byte) (Imported, error) {
	s, lines, err := Import(data, db.methods)
	if err != nil {
		return Imported{}, err
	}
	return db.take(s, lines)
}

// take keeps a session under its own id, or a new one where that is taken.
func (db *DB) take(s *model.Session, lines []model.Line) (Imported, error) {
	if there, err := db.contents(s.ID); err != nil || there != nil {
		s.ID = NewID()
	}
	_, err := db.Create(s, lines)
	return Imported{ID: s.ID, Title: s.Title, Differences: []Difference{}}, err
}
