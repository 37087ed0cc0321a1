//go:build !windows

package memo

import (
	"os"

	"golang.org/x/sys/unix"
)

// Lock locks the open file; without wait it reports busy where another has it. The operating system gives a dead
// process's lock away.
func Lock(f *os.File, wait bool) (busy bool, err error) {
	how := unix.LOCK_EX
	if !wait {
		how |= unix.LOCK_NB
	}
	for {
		switch err := unix.Flock(int(f.Fd()), how); err {
		case unix.EINTR:
		case unix.EWOULDBLOCK:
			return true, nil
		default:
			return false, err
		}
	}
}
