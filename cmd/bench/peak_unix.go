//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakOf is the most memory that a finished process held at once, in bytes; 0 where that cannot be told. On Linux a
// process starts as a copy of the one that starts it, whose memory counts: what is not more than this program's own says
// nothing.
func peakOf(process *os.ProcessState) (int64, error) {
	var own syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &own); err != nil {
		return 0, err
	}
	usage := process.SysUsage().(*syscall.Rusage)
	if runtime.GOOS == "darwin" {
		return int64(usage.Maxrss), nil // bytes there, kilobytes elsewhere
	}
	if usage.Maxrss <= own.Maxrss {
		return 0, nil
	}
	return int64(usage.Maxrss) * 1024, nil
}
