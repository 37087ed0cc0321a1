package memo

import "slices"

// bufferSize is how many bytes of records are written at a time. A buffer for each goroutine that puts, and one more, is
// all the memory that putting takes.
const bufferSize = 256 << 10

// buffer is a part of the log that is not yet written.
type buffer struct {
	offset int64
	data   []byte
}

// record returns a copy of the record at a place, as the buffer will be used again; nil if it is elsewhere.
func (b *buffer) record(p place) []byte {
	if b == nil || p.offset() < b.offset || p.offset() >= b.offset+int64(len(b.data)) {
		return nil
	}
	return slices.Clone(b.data[p.offset()-b.offset:][:p.size()])
}

// Put keeps a value for a key, in place of another. A value of 16 MB or more is forgotten.
func (t *Table) Put(key Digest, value []byte) {
	if len(value) > largestValue {
		return
	}
	short := shortKey(key[:])
	start := t.recordStart(short, value)
	size := len(start) + len(value)
	t.mu.Lock()
	if t.closed || t.end+int64(size) > maxEnd {
		t.mu.Unlock()
		return
	}
	full := t.makeRoom(size)
	t.current.data = append(append(t.current.data, start[:]...), value...)
	t.index.put(short, newPlace(t.end, size), true)
	t.end += int64(size)
	t.covered = false
	t.mu.Unlock()
	if full != nil {
		t.write(full)
	}
}

// makeRoom makes room for a record in the current buffer. If that takes another one, the last is to be written.
func (t *Table) makeRoom(size int) (full *buffer) {
	if t.current != nil && len(t.current.data)+size <= cap(t.current.data) {
		return nil
	}
	full = t.current
	if full != nil {
		t.writing = append(t.writing, full)
	}
	t.current = &buffer{t.end, t.spare}
	t.spare = nil
	if cap(t.current.data) < size {
		t.current.data = make([]byte, 0, max(size, bufferSize))
	}
	return full
}

// write writes a buffer. If it cannot, the disk may be full of what was put in this run: that is given up.
func (t *Table) write(b *buffer) {
	err := t.store.writeAt(t.file, b.data, b.offset)
	t.mu.Lock()
	defer t.mu.Unlock()
	if err != nil {
		t.closed, t.current, t.writing = true, nil, nil
		t.file.Truncate(t.base)
		return
	}
	if i := slices.Index(t.writing, b); i >= 0 {
		t.writing = slices.Delete(t.writing, i, i+1)
	}
	if cap(b.data) == bufferSize {
		t.spare = b.data[:0]
	}
}

// Forget gives up what was put in this run, and whatever will be. It must not be called while somebody puts.
func (t *Table) Forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed, t.current, t.writing = true, nil, nil
}

// flush writes all that is not yet written.
func (t *Table) flush() {
	if t.current != nil {
		last := t.current
		t.writing, t.current = append(t.writing, last), nil
		t.write(last)
	}
}
