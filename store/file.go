package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"kring/model"
)

// The modes of what kring writes: nobody else needs to read what sixty people
// said.
const (
	fileMode   = 0o600
	folderMode = 0o700
)

// WriteFile writes a file whole or not at all: under another name in the same
// folder, on disk, then renamed. What stood there before stands until then. A
// link is followed; into a pipe or a device it is written as it comes.
func WriteFile(path string, write func(io.Writer) error) error {
	if !isName(path) {
		return &Fault{BadName, path, nil}
	}
	if info, err := os.Stat(path); err == nil {
		switch {
		case info.IsDir():
			return &Fault{IsFolder, path, nil}
		case !info.Mode().IsRegular():
			return writeInto(path, write)
		}
		if path, err = filepath.EvalSymlinks(path); err != nil {
			return writing(path, err)
		}
	}
	return writeWhole(path, ".kring-*", write)
}

// writeWhole writes a file in place of what is there, with a name after that
// pattern until it is on disk.
func writeWhole(path, pattern string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), pattern) // made with mode 0600
	if err != nil {
		return writing(path, err)
	}
	defer os.Remove(f.Name()) // fails once renamed
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = replace(f.Name(), path)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(path))
	}
	if err != nil {
		return writing(path, err)
	}
	return nil
}

// replace gives a file the name of another one.
func replace(from, to string) error {
	return patiently(func() error {
		err := os.Rename(from, to)
		if !refusedAsOpen(err) {
			return err
		}
		if info, e := os.Stat(to); e != nil || info.Mode().Perm()&0o200 == 0 {
			return err
		}
		return &Fault{InUse, to, err} // the folder took a file, and this one may be written
	})
}

// patiently does something again, for a third of a second in all, while a file
// that it is about is open elsewhere: on Windows, what guards a computer against
// viruses or searches it opens each new file for a few milliseconds.
func patiently(do func() error) error {
	const tries, pause = 30, 10 * time.Millisecond
	for try := 1; ; try++ {
		err := do()
		var f *Fault
		busy := isOpen(err) || errors.As(err, &f) && f.Trouble == InUse
		if !busy || try == tries {
			return err
		}
		time.Sleep(pause)
	}
}

// copyFile copies a file, whole or not at all.
func copyFile(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return reading(from, err)
	}
	defer f.Close()
	return WriteFile(to, func(w io.Writer) error {
		_, err := io.Copy(w, f)
		return err
	})
}

// writeInto writes to what is there already and is no file.
func writeInto(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err == nil {
		err = write(f)
		if e := f.Close(); err == nil {
			err = e
		}
	}
	if err != nil {
		return writing(path, err)
	}
	return nil
}

// syncFolder makes a new name in a folder durable. Windows has no such call
// and needs none.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, syscall.EINVAL) && !isWindows {
		return err
	}
	return nil
}

// WriteError puts an error of writing to something by that name into its Fault.
func WriteError(name string, err error) error { return writing(name, err) }

// writing puts an error of writing into its fault, unless it is one already.
func writing(path string, err error) error { return fault(path, WriteFailed, err) }

// reading puts an error of reading into its fault, unless it is one already.
func reading(path string, err error) error { return fault(path, ReadFailed, err) }

func fault(path string, otherwise Trouble, err error) error {
	var f *Fault
	var refusal *model.Error // what was to be written could not be made: not the fault of a file
	if errors.As(err, &f) || errors.As(err, &refusal) {
		return err
	}
	t := otherwise
	switch {
	case !isName(path):
		t = BadName
	case isOpen(err):
		t = InUse
	case errors.Is(err, fs.ErrPermission), isProtected(err):
		t = NotAllowed
	case errors.Is(err, syscall.EISDIR):
		t = IsFolder
	case isFull(err):
		t = DiskFull
	case errors.Is(err, fs.ErrNotExist) && otherwise == WriteFailed, errors.Is(err, syscall.ENOTDIR):
		t = NoFolder
	case errors.Is(err, fs.ErrNotExist):
		t = NotFound
	}
	return &Fault{t, path, err}
}

// ReadFile reads a file of at most that many bytes. A larger one is refused
// with a FileError before it is taken into memory.
func ReadFile(path string, most int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, reading(path, err)
	}
	if info.IsDir() {
		return nil, &Fault{IsFolder, path, nil}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, reading(path, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, reading(path, err)
	}
	if int64(len(data)) > most {
		return nil, &FileError{Flaw: FileLarge, Args: map[string]any{"Max": most >> 20}}
	}
	return data, nil
}
