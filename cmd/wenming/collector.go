package main

import "runtime/debug"

// tuneCollector lets a build leave its garbage lying for as long as memory stays within the bound that a site of so many
// files may take: a build is over soon, and collecting is a third of its work otherwise. A build that remembers another
// holds what that one left as well.
func tuneCollector(files int, remembers bool) {
	const (
		least     = 56 << 20 // bytes that a build of any site takes
		forFile   = 3300     // bytes for each file of the site
		forMemory = 1500     // bytes for what is remembered of it
	)
	each := forFile
	if remembers {
		each += forMemory
	}
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(int64(least + each*files))
}
