package output

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel covers n things with calls for a share of them each, on all cores.
func parallel(n, share int, do func(from, to int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (n+share-1)/share) {
		group.Go(func() {
			for {
				from := int(next.Add(int64(share))) - share
				if from >= n {
					return
				}
				do(from, min(from+share, n))
			}
		})
	}
	group.Wait()
}
