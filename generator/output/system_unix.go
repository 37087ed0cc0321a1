//go:build !windows

package output

import (
	"os"

	"golang.org/x/sys/unix"
)

// lock locks the open file; without wait it reports busy where another has it.
func lock(f *os.File, wait bool) (busy bool, err error) {
	how := unix.LOCK_EX
	if !wait {
		how |= unix.LOCK_NB
	}
	_, err = retry(func() (int, error) { return 0, unix.Flock(int(f.Fd()), how) })
	if err == unix.EWOULDBLOCK {
		return true, nil
	}
	return false, err
}

// create writes a new file and returns its time in nanoseconds since 1970. The os package would try to watch the file
// for readiness, which takes five system calls more than these four.
func create(name string, data []byte) (mtime int64, err error) {
	fd, err := retry(func() (int, error) {
		return unix.Open(name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_CLOEXEC, 0o644)
	})
	if err != nil {
		return 0, &os.PathError{Op: "create", Path: name, Err: err}
	}
	defer func() {
		if closed := unix.Close(fd); err == nil && closed != nil {
			err = &os.PathError{Op: "close", Path: name, Err: closed}
		}
	}()
	for len(data) > 0 {
		n, err := retry(func() (int, error) { return unix.Write(fd, data) })
		if err != nil {
			return 0, &os.PathError{Op: "write", Path: name, Err: err}
		}
		data = data[n:]
	}
	var stat unix.Stat_t
	if err := unix.Fstat(fd, &stat); err != nil {
		return 0, &os.PathError{Op: "stat", Path: name, Err: err}
	}
	return stat.Mtim.Nano(), nil
}

// rename is os.Rename without its look at the target, which costs a system call for each file of a site.
func rename(from, to string) error {
	if _, err := retry(func() (int, error) { return 0, unix.Rename(from, to) }); err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

// retry calls until no signal interrupts.
func retry(call func() (int, error)) (int, error) {
	for {
		if n, err := call(); err != unix.EINTR {
			return n, err
		}
	}
}
