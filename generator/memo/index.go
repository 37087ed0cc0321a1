package memo

import (
	"encoding/binary"
	"math/bits"
	"sync/atomic"
)

// index is where each key's record lies in a log. It is an open-addressed table in the form in which it stands in its
// file, so that opening a store takes no work per record, and a record takes 30 to 38 bytes.
type index struct {
	slots []byte   // of slotSize each: a key and its place, which is 0 in an empty slot
	live  []uint32 // a bit for each slot: whether this run touched it
	count int
}

// shortKey is the beginning of a key. Half a SHA-256 is still more than chance can hit.
type shortKey [16]byte

// place is a record's offset (40 bits) and size (24 bits).
type place uint64

const (
	slotSize = len(shortKey{}) + 8
	sizeBits = 24
	maxSize  = 1<<sizeBits - 1
	maxEnd   = 1 << (64 - sizeBits)
)

func newPlace(offset int64, size int) place { return place(offset)<<sizeBits | place(size) }

func (p place) offset() int64 { return int64(p >> sizeBits) }
func (p place) size() int     { return int(p & maxSize) }

func newIndex(slots int) index { return loadIndex(make([]byte, slots*slotSize)) }

// loadIndex takes slots as they stand in a file.
func loadIndex(slots []byte) index {
	x := index{slots: slots, live: make([]uint32, len(slots)/slotSize/32+1)}
	for i := range x.len() {
		if x.place(i) != 0 {
			x.count++
		}
	}
	return x
}

func (x *index) len() int { return len(x.slots) / slotSize }

func (x *index) key(i int) shortKey { return shortKey(x.slots[i*slotSize:]) }

func (x *index) place(i int) place {
	return place(binary.LittleEndian.Uint64(x.slots[i*slotSize+len(shortKey{}):]))
}

// find returns the slot of a key, or an empty one where it may be put; -1 if there is neither.
func (x *index) find(key shortKey) int {
	n := x.len()
	home, _ := bits.Mul64(binary.BigEndian.Uint64(key[:]), uint64(n)) // keys are digests, thus evenly spread
	i := int(home)
	for range n {
		if x.place(i) == 0 || x.key(i) == key {
			return i
		}
		if i++; i == n {
			i = 0
		}
	}
	return -1
}

// get returns the place of a key, 0 if it has none, and marks it as live. Any number may get at a time.
func (x *index) get(key shortKey) place {
	i := x.find(key)
	if i < 0 || x.place(i) == 0 {
		return 0
	}
	atomic.OrUint32(&x.live[i/32], 1<<(i%32))
	return x.place(i)
}

// put sets the place of a key.
func (x *index) put(key shortKey, p place, live bool) {
	if (x.count+1)*5 > x.len()*4 { // of four in five taken it takes three looks to find one
		x.grow()
	}
	i := x.find(key)
	if x.place(i) == 0 {
		x.count++
	}
	slot := x.slots[i*slotSize:][:slotSize]
	copy(slot, key[:])
	binary.LittleEndian.PutUint64(slot[len(key):], uint64(p))
	if live {
		x.live[i/32] |= 1 << (i % 32)
	}
}

func (x *index) grow() {
	old := *x
	*x = newIndex(old.len() + old.len()/4 + 16)
	for i := range old.len() {
		if p := old.place(i); p != 0 {
			x.put(old.key(i), p, old.isLive(i))
		}
	}
}

func (x *index) isLive(i int) bool { return x.live[i/32]&(1<<(i%32)) != 0 }

// liveRecords are the places that this run touched, by key.
func (x *index) liveRecords() (records []record, bytes int64) {
	for i := range x.len() {
		if x.place(i) != 0 && x.isLive(i) {
			records = append(records, record{x.key(i), x.place(i)})
			bytes += int64(x.place(i).size())
		}
	}
	return records, bytes
}

type record struct {
	key shortKey
	place
}
