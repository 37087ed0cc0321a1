//go:build unix

package source

import (
	"io/fs"
	"slices"

	"golang.org/x/sys/unix"
)

// appendFile adds the bytes of a file, which has about so many, to dst: by three system calls, where package os takes
// seven.
func appendFile(dst []byte, name string, size int) ([]byte, error) {
	fd, err := unix.Open(name, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	for err == unix.EINTR {
		fd, err = unix.Open(name, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	}
	if err != nil {
		return dst, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	defer unix.Close(fd)
	for {
		dst = slices.Grow(dst, size+1) // one more than there are, so that fewer say that this was the end
		free := dst[len(dst):cap(dst)]
		n, err := unix.Read(fd, free)
		switch {
		case err == unix.EINTR:
		case err != nil:
			return dst, &fs.PathError{Op: "read", Path: name, Err: err}
		case n < len(free):
			return dst[:len(dst)+n], nil
		default:
			dst = dst[:len(dst)+n]
		}
	}
}
