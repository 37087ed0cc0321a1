//go:build !unix

package main

import "runtime"

// peakMemory is the memory that the process got from the system, in bytes: it gives little back, so that is about the
// most it held.
func peakMemory() int64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.Sys)
}
