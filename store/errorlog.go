package store

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"kring/model"
)

// LogError writes down an error that there is no sentence for, safe and on one
// line. There is nobody to tell when even that does not work.
func LogError(path string, at time.Time, err error) {
	if os.MkdirAll(filepath.Dir(path), folderMode) != nil {
		return
	}
	f, e := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, fileMode)
	if e != nil {
		return
	}
	defer f.Close()
	fmt.Fprintf(f, "%s %s\n", at.Format(time.RFC3339), model.Clean(err.Error()))
}
