package memo

import (
	"os"

	"golang.org/x/sys/windows"
)

// Lock locks the open file; without wait it reports busy where another has it. The operating system gives a dead
// process's lock away.
func Lock(f *os.File, wait bool) (busy bool, err error) {
	flags := uint32(windows.LOCKFILE_EXCLUSIVE_LOCK)
	if !wait {
		flags |= windows.LOCKFILE_FAIL_IMMEDIATELY
	}
	err = windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, new(windows.Overlapped))
	if err == windows.ERROR_LOCK_VIOLATION {
		return true, nil
	}
	return false, err
}
