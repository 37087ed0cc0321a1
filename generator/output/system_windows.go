package output

import (
	"errors"
	"io/fs"
	"os"
)

const lockName = reserved + "lock"

// lockable opens what builds lock: a file in the folder.
func lockable(dir string) (*os.File, error) {
	name := dir + "/" + lockName
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return nil, &ForeignFileError{Paths: []string{lockName}}
	}
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
}

// lookAt finds what stands at a path in a folder.
func lookAt(_ *os.File, root, path string) (place, error) {
	info, err := os.Lstat(root + "/" + path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return place{kind: nothing}, nil
	case err != nil:
		return place{}, err
	case info.IsDir():
		return place{kind: folder}, nil
	case info.Mode().IsRegular():
		return place{kind: regular, size: info.Size(), mtime: info.ModTime().UnixNano()}, nil
	}
	return place{kind: other}, nil
}

// create writes a new file and returns its time in nanoseconds since 1970.
func create(name string, data []byte) (mtime int64, err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := f.Write(data); err != nil {
		return 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.ModTime().UnixNano(), nil
}

func rename(from, to string) error { return os.Rename(from, to) }
