package site

import (
	"runtime"
	"sync"
)

// inParts cuts the numbers below n into ranges, calls do for several at a time, and returns the results in their order.
func inParts[T any](n int, do func(from, to int) T) []T {
	const perWorker = 4 // parts, since some take longer than others
	parts := min(n, perWorker*runtime.GOMAXPROCS(0))
	results := make([]T, parts)
	var work sync.WaitGroup
	for i := range parts {
		work.Go(func() { results[i] = do(n*i/parts, n*(i+1)/parts) })
	}
	work.Wait()
	return results
}
