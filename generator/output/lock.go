package output

import (
	"errors"
	"io/fs"
	"os"
)

const lockName = reserved + "lock"

// acquire makes the folder if need be and takes its lock, waiting for as long as another build holds it; waiting is
// called once if so. The operating system gives a dead process's lock away. The holder removes the file before letting
// it go, so that a finished folder has none; one who waited for a removed file finds it out and begins anew.
func acquire(dir string, waiting func()) (held *os.File, made bool, err error) {
	name := dir + "/" + lockName
	for {
		if made, err = makeRoot(dir); err != nil {
			return nil, false, err
		}
		if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
			return nil, made, &ForeignFileError{Paths: []string{lockName}}
		}
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another build that had made the folder has just given up
		}
		if err != nil {
			return nil, made, err
		}
		busy, err := lock(f, false)
		if busy {
			if waiting != nil {
				waiting()
				waiting = nil
			}
			_, err = lock(f, true)
		}
		if err != nil {
			return nil, made, errors.Join(&fs.PathError{Op: "lock", Path: name, Err: err}, f.Close())
		}
		if mine, err := f.Stat(); err == nil {
			if there, err := os.Lstat(name); err == nil && os.SameFile(mine, there) {
				return f, made, nil
			}
		}
		f.Close()
	}
}

// makeRoot makes the folder, and those above it, if it is not there.
func makeRoot(dir string) (made bool, err error) {
	if err := os.Mkdir(dir, 0o755); err == nil {
		return true, nil
	} else if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrExist) {
		return false, err
	}
	_, err = os.Stat(dir)
	return errors.Is(err, fs.ErrNotExist), os.MkdirAll(dir, 0o755)
}

// release lets the lock go. Where an open file cannot be removed (Windows) it stays, which harms nobody.
func release(f *os.File) {
	os.Remove(f.Name())
	f.Close()
}
