package memo

import (
	"cmp"
	"slices"
)

// compact writes the log anew with what this run touched, if that is less than half of it, and tells whether it did. A
// process killed in between leaves the old log or the new one, and no index or that of the new one.
func (t *Table) compact() bool {
	records, bytes := t.index.liveRecords()
	if !t.store.sweep || 2*bytes >= t.end-int64(signatureSize) {
		return false
	}
	slices.SortFunc(records, func(a, b record) int { return cmp.Compare(a.place, b.place) }) // thus by offset
	fresh := newIndex(len(records) + len(records)/3 + 16)
	w := t.store.create(t.name + ".log")
	var buf []byte
	for _, r := range records {
		data := t.inMemory(r.place)
		if data == nil {
			data = t.onDisk(r.offset(), int64(r.size()))
		}
		if _, whole := t.value(data, r.key); !whole {
			continue
		}
		fresh.put(r.key, newPlace(w.size+int64(len(buf)), len(data)), true)
		if buf = append(buf, data...); len(buf) >= bufferSize {
			w.write(buf)
			buf = buf[:0]
		}
	}
	w.write(buf)
	if w.f == nil {
		return w.commit()
	}
	t.store.root.Remove(t.name + ".index")
	t.file.Close() // some systems replace no file that is open
	if w.commit() {
		t.index = fresh
		t.saveIndex(w.size)
	}
	return true
}
