package build

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// each calls do for every number below n, on all processors, and returns the error of the lowest number that failed.
// done, if there is one, is told how many calls have returned.
func each(n int, done func(count, all int), do func(i int) error) error {
	errs := make([]error, n)
	var next, ready atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				errs[i] = do(i)
				if done != nil {
					done(int(ready.Add(1)), n)
				}
			}
		})
	}
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
