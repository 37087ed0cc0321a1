//go:build unix

package source

import (
	"io/fs"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// stamper takes the stamps of files that come folder by folder: by the open folder and without package os, because
// that takes a third of the time, and a build of nothing else than looking takes it a hundred thousand times.
type stamper struct {
	folder string
	fd     int
}

// stamp is the stamp of a file that is no symbolic link.
func (s *stamper) stamp(name string) (Stamp, error) {
	folder, last := filepath.Split(name)
	if folder != s.folder {
		s.close()
		fd, err := unix.Open(folder, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		if err != nil {
			return Stamp{}, &fs.PathError{Op: "open", Path: folder, Err: err}
		}
		s.folder, s.fd = folder, fd
	}
	var st unix.Stat_t
	var err error = unix.EINTR
	for err == unix.EINTR {
		err = unix.Fstatat(s.fd, last, &st, unix.AT_SYMLINK_NOFOLLOW)
	}
	if err != nil {
		return Stamp{}, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	return Stamp{Size: st.Size, Changed: st.Mtim.Nano(), Touched: st.Ctim.Nano(), Number: st.Ino}, nil
}

func (s *stamper) close() {
	if s.folder != "" {
		unix.Close(s.fd)
		s.folder = ""
	}
}
