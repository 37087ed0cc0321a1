package output

import (
	"errors"
	"io/fs"
	"os"

	"wenming/generator/memo"
)

// acquire makes the folder if need be and takes its lock, waiting for as long as another build holds it; waiting is
// called once if so. The operating system gives a dead process's lock away. What is locked (see lockable) may be removed
// by its holder; one who waited for it finds that out and begins anew.
func acquire(dir string, waiting func()) (held *os.File, made bool, err error) {
	for {
		if made, err = makeRoot(dir); err != nil {
			return nil, false, err
		}
		f, err := lockable(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another build that had made the folder has just given up
		}
		if err != nil {
			return nil, made, err
		}
		busy, err := memo.Lock(f, false)
		if busy {
			if waiting != nil {
				waiting()
				waiting = nil
			}
			_, err = memo.Lock(f, true)
		}
		if err != nil {
			return nil, made, errors.Join(&fs.PathError{Op: "lock", Path: f.Name(), Err: err}, f.Close())
		}
		if mine, err := f.Stat(); err == nil {
			if there, err := os.Stat(f.Name()); err == nil && os.SameFile(mine, there) {
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

// release lets the lock go, and the folder, if nothing is in it and it was made for this.
func release(f *os.File, dir string, made bool) {
	if f.Name() != dir {
		os.Remove(f.Name()) // stays where an open file cannot be removed (Windows), which harms nobody
	}
	if made {
		os.Remove(dir)
	}
	f.Close()
}
