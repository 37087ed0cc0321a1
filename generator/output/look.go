package output

import (
	"crypto/sha256"
	"io"
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
	unseen placeKind = iota // nobody looked, or could
	nothing
	blocked // nothing can stand there: a folder of the path is a file or a symbolic link
	regular
	folder
	other // a symbolic link, a device: never ours
)

// look finds what stands at a path, without following symbolic links anywhere below the root: one system call, and
// none where the path's folder is not there. Folders are looked at once each.
func (s *Stage) look(path string) (place, error) {
	if p, err := s.lookFolder(parent(path)); err != nil || p.kind != folder {
		return p, err
	}
	p, err := lookAt(s.lock, s.root, path)
	if err == nil && p.kind == other && s.isStandIn(path) {
		// A killed build that has lost what was to appear here.
		return place{kind: nothing}, os.Remove(s.name(path))
	}
	return p, err
}

// lookFolder is folder where the path is one, else nothing or blocked.
func (s *Stage) lookFolder(dir string) (place, error) {
	if dir == "" {
		return place{kind: folder}, nil
	}
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

// read digests the regular file at a path, and returns its size and, where that will prove in later builds that it is
// the same file, its time.
func (s *Stage) read(path string) (digest memo.Digest, size, mtime int64, err error) {
	instant, unknown := s.instant()
	f, err := os.Open(s.name(path))
	if err != nil {
		return digest, 0, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return digest, 0, 0, err
	}
	if unknown == nil {
		mtime = provable(info.ModTime().UnixNano(), instant)
	}
	buf := s.buffers.Get().(*[1 << 15]byte)
	defer s.buffers.Put(buf)
	sum := sha256.New()
	size, err = io.CopyBuffer(sum, struct{ io.Reader }{f}, buf[:])
	sum.Sum(digest[:0])
	return digest, size, mtime, err
}
