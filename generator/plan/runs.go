package plan

import "slices"

// sortRuns sorts a list that is made of runs, most of which are sorted already: that takes the time of going through
// them. ends are where the runs end, the last one's aside.
func sortRuns[T any](list []T, compare func(a, b T) int, ends ...int) []T {
	var sorted []T
	start := 0
	for _, end := range append(ends, len(list)) {
		run := list[start:end:end]
		slices.SortFunc(run, compare)
		sorted, start = merge(sorted, run, compare), end
	}
	return sorted
}

// merge joins two sorted lists. Of equal elements the first list's come first.
func merge[T any](a, b []T, compare func(a, b T) int) []T {
	if len(a) == 0 {
		return b
	}
	merged := make([]T, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if compare(b[0], a[0]) < 0 {
			merged, b = append(merged, b[0]), b[1:]
		} else {
			merged, a = append(merged, a[0]), a[1:]
		}
	}
	return append(append(merged, a...), b...)
}
