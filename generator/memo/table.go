package memo

import (
	"os"
	"sync"
)

// Table is a part of a Store that holds results of one sort, at most 1 TB of them. Its methods may be called from many
// goroutines at a time.
type Table struct {
	store    *Store
	name     string
	checksum checksum // that those of records begin with

	mu      sync.RWMutex
	file    *os.File // the log; nil: remembers nothing
	index   index
	old     []byte // the log as it was opened, if it is resident
	base    int64  // the log's length then
	end     int64  // its length when all is written
	covered bool   // by the index in the folder
	closed  bool   // to further records
	current *buffer
	writing []*buffer
	spare   []byte // of a buffer that is written
}

// Table opens a table. What a resident one holds is read into memory at once, by one read, which is faster where most
// will be got. A name is opened once.
func (s *Store) Table(name string, resident bool) *Table {
	t := &Table{store: s, name: name, checksum: newChecksum(s.program, name+".log"), closed: true}
	s.tables = append(s.tables, t)
	if s.root != nil {
		t.open(resident)
	}
	return t
}

func (t *Table) open(resident bool) {
	flags := os.O_RDONLY
	if t.store.lock != nil {
		flags = os.O_RDWR | os.O_CREATE
	}
	f := openFile(t.store.root, t.name+".log", flags)
	if f == nil {
		return
	}
	info, err := f.Stat()
	if err != nil || !hasSignature(f, t.store.program) && (t.store.lock == nil || !t.begin(f)) {
		f.Close()
		return
	}
	size := max(info.Size(), int64(signatureSize))
	t.file = f
	t.base = t.load(size)
	t.end = t.base
	t.closed = t.store.lock == nil || t.base < size && f.Truncate(t.base) != nil
	if resident { // after load, which knows how much of the file is true
		t.old = t.onDisk(0, t.base)
	}
}

// begin makes an empty log of whatever the file was.
func (t *Table) begin(f *os.File) bool {
	return f.Truncate(0) == nil && t.store.writeAt(f, signature(t.store.program), 0) == nil
}

// Get returns the value of a key. The value must not be changed; that of a resident table stays in memory for as long as
// the table does, and so do others for as long as they are used.
func (t *Table) Get(key Digest) (value []byte, ok bool) {
	short := shortKey(key[:])
	t.mu.RLock()
	p := t.index.get(short)
	data := t.inMemory(p)
	t.mu.RUnlock()
	if data == nil && p != 0 {
		data = t.onDisk(p.offset(), int64(p.size()))
	}
	return t.value(data, short)
}

// Touch marks the value of a key as worth keeping and tells whether there is one, which Get may still find damaged.
func (t *Table) Touch(key Digest) bool {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.index.get(shortKey(key[:])) != 0
}

// inMemory returns the record at a place if it was read already or is not yet written.
func (t *Table) inMemory(p place) []byte {
	if p == 0 {
		return nil
	}
	if end := p.offset() + int64(p.size()); end <= int64(len(t.old)) {
		return t.old[p.offset():end:end]
	}
	if data := t.current.record(p); data != nil {
		return data
	}
	for _, b := range t.writing {
		if data := b.record(p); data != nil {
			return data
		}
	}
	return nil
}

// onDisk reads a part of the log, or nothing.
func (t *Table) onDisk(offset, size int64) []byte {
	data := make([]byte, size)
	if _, err := t.file.ReadAt(data, offset); err != nil {
		return nil
	}
	return data
}

// close writes what is left and the index, and gives up what is dead if most is.
func (t *Table) close() {
	if t.file == nil {
		return
	}
	t.flush()
	switch {
	case t.closed && t.store.lock != nil:
		t.file.Truncate(t.base)
	case !t.closed && !t.compact() && !t.covered:
		t.saveIndex(t.end)
	}
	t.file.Close()
	t.file = nil
}
