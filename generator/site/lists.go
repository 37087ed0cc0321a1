package site

// lists are a list for each entry, one after the other.
type lists[T ID | int32] struct {
	start []int32 // of each list in items, and the end of the last
	items []T
}

// newLists makes lists that are to be filled, one entry after the other.
func newLists[T ID | int32](entries int) lists[T] {
	return lists[T]{start: make([]int32, 1, entries+1)}
}

// end ends the list of the next entry: it is the items that were added since the last.
func (l *lists[T]) end() { l.start = append(l.start, int32(len(l.items))) }

// join adds the lists of the entries that follow.
func (l *lists[T]) join(next lists[T]) {
	last := int32(len(l.items))
	for _, end := range next.start[1:] {
		l.start = append(l.start, last+end)
	}
	l.items = append(l.items, next.items...)
}

// of is the list of an entry.
func (l *lists[T]) of(id ID) []T { return l.items[l.start[id]:l.start[id+1]:l.start[id+1]] }

// len is the number of lists.
func (l *lists[T]) len() int { return len(l.start) - 1 }
