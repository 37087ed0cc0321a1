package main

import "runtime/debug"

// tuneCollector lets a build leave its garbage lying for as long as memory stays within the bound that a site of so many
// files may take: a build is over soon, and collecting is a fifth of its work otherwise.
func tuneCollector(files int) {
	const (
		least   = 56 << 20 // bytes that a build of any site takes
		forFile = 3 << 10  // bytes for each file of the site
	)
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(int64(least + forFile*files))
}
