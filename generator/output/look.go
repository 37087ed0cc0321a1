package output

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"

	"wenming/generator/memo"
)

// place is what stands in the folder at a path.
type place struct {
	kind    placeKind
	size    int64  // of a regular file
	mtime   int64  // of a regular file, nanoseconds since 1970
	blocker string // the path of what is no folder but would have to be
}

type placeKind uint8

const (
	nothing placeKind = iota
	blocked           // nothing can stand there: a folder of the path is a file or a symbolic link
	regular
	folder
	other // a symbolic link, a device: never ours
)

// look finds what stands at a path, without following symbolic links anywhere below the root: one system call, and
// none where the path's folder is not there. Folders are looked at once each.
func (s *Stage) look(path string) (place, error) {
	if dir := parent(path); dir != "" {
		if p, err := s.lookFolder(dir); err != nil || p.kind != folder {
			return p, err
		}
	}
	info, err := os.Lstat(s.name(path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return place{}, nil
	case err != nil:
		return place{}, err
	case info.IsDir():
		return place{kind: folder}, nil
	case info.Mode().IsRegular():
		return place{kind: regular, size: info.Size(), mtime: info.ModTime().UnixNano()}, nil
	}
	return place{kind: other}, nil
}

// lookFolder is folder where the path is one, else nothing or blocked.
func (s *Stage) lookFolder(dir string) (place, error) {
	s.mu.Lock()
	p, known := s.folders[dir]
	s.mu.Unlock()
	if known {
		return p, nil
	}
	p, err := s.look(dir)
	if err != nil {
		return p, err
	}
	if p.kind == regular || p.kind == other {
		p = place{kind: blocked, blocker: dir}
	}
	s.mu.Lock()
	s.folders[dir] = p
	s.mu.Unlock()
	return p, nil
}

// digest reads the regular file at a path.
func (s *Stage) digest(path string) (memo.Digest, error) {
	f, err := os.Open(s.name(path))
	if err != nil {
		return memo.Digest{}, err
	}
	defer f.Close()
	buf := s.buffers.Get().(*[1 << 15]byte)
	defer s.buffers.Put(buf)
	sum := sha256.New()
	if _, err := io.CopyBuffer(sum, struct{ io.Reader }{f}, buf[:]); err != nil {
		return memo.Digest{}, err
	}
	return memo.Digest(sum.Sum(nil)), nil
}
