package memo

import (
	"bufio"
	"encoding/binary"
	"io"
)

// A log is records behind each other. A record is a checksum of what follows, a key, the value's length, and the value.
// The index is written when the table is closed and covers the log up to then: what a killed process added is found by
// reading it, up to the first record that is damaged.
const (
	checksumSize = 8
	recordHeader = checksumSize + len(shortKey{}) + 4
	largestValue = maxSize - recordHeader
)

// recordStart is all of a record that is before its value.
func (t *Table) recordStart(key shortKey, value []byte) [recordHeader]byte {
	var start [recordHeader]byte
	copy(start[checksumSize:], key[:])
	binary.LittleEndian.PutUint32(start[recordHeader-4:], uint32(len(value)))
	binary.LittleEndian.PutUint64(start[:], t.checksum.add(start[checksumSize:]).add(value).value())
	return start
}

// value returns the value of a record if it is whole and has that key.
func (t *Table) value(record []byte, key shortKey) ([]byte, bool) {
	if len(record) < recordHeader || shortKey(record[checksumSize:]) != key {
		return nil, false
	}
	value := record[recordHeader:]
	whole := binary.LittleEndian.Uint32(record[recordHeader-4:]) == uint32(len(value)) &&
		binary.LittleEndian.Uint64(record) == t.checksum.add(record[checksumSize:]).value()
	return value, whole
}

// load finds what the log holds and returns where that ends.
func (t *Table) load(size int64) (end int64) {
	t.index, end = newIndex(16), int64(signatureSize)
	if data, ok := t.store.load(t.name + ".index"); ok && len(data) >= 8 && (len(data)-8)%slotSize == 0 {
		if covered := int64(binary.LittleEndian.Uint64(data)); covered >= end && covered <= size {
			t.index, end = loadIndex(data[8:]), covered
			t.covered = true
		}
	}
	return t.scan(end, size)
}

// scan reads the records from an offset on.
func (t *Table) scan(offset, size int64) (end int64) {
	if offset == size {
		return offset
	}
	t.covered = false
	log := bufio.NewReaderSize(io.NewSectionReader(t.file, offset, size-offset), bufferSize)
	record := make([]byte, recordHeader)
	for {
		record = record[:recordHeader]
		if _, err := io.ReadFull(log, record); err != nil {
			return offset
		}
		n := int64(recordHeader) + int64(binary.LittleEndian.Uint32(record[recordHeader-4:]))
		if n > maxSize || n > size-offset {
			return offset
		}
		record = append(record, make([]byte, n-int64(recordHeader))...)
		if _, err := io.ReadFull(log, record[recordHeader:]); err != nil {
			return offset
		}
		key := shortKey(record[checksumSize:])
		if _, ok := t.value(record, key); !ok {
			return offset
		}
		t.index.put(key, newPlace(offset, len(record)), false)
		offset += n
	}
}

// saveIndex writes the index of a log of that length.
func (t *Table) saveIndex(covered int64) {
	t.store.save(t.name+".index", binary.LittleEndian.AppendUint64(nil, uint64(covered)), t.index.slots)
}
