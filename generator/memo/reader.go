package memo

import (
	"encoding/binary"
	"math"
	"time"
	"unsafe"
)

// reader reads what codecs wrote. After the first thing that cannot be, it is bad, has no data left, and gives zeros.
type reader struct {
	data  []byte
	at    int // how much is read. To cut data instead would be to write a pointer, for which the collector stops us
	zone  *time.Location
	depth int
	bad   bool
}

// deepest is how deep values may be nested in each other. Damaged data may claim any depth, and Go ends a program whose
// stack grows too large.
const deepest = 10_000

func (r *reader) fail() { r.at, r.bad = len(r.data), true }

func (r *reader) left() int { return len(r.data) - r.at }

func (r *reader) check(ok bool) {
	if !ok {
		r.fail()
	}
}

// enter goes one level deeper, where n values follow. It refuses more than the data can hold, before anybody makes
// room for them.
func (r *reader) enter(n uint64, elem *codec) bool {
	if r.bad || r.depth == deepest || n > uint64(r.left()/elem.least) {
		r.fail()
		return false
	}
	r.depth++
	return true
}

func (r *reader) byte() byte {
	if r.at == len(r.data) {
		r.fail()
		return 0
	}
	b := r.data[r.at]
	r.at++
	return b
}

func (r *reader) bool() bool {
	b := r.byte()
	r.check(b <= 1)
	return b == 1
}

func (r *reader) uvarint() uint64 {
	if r.at < len(r.data) {
		if b := r.data[r.at]; b < 1<<7 {
			r.at++
			return uint64(b)
		}
	}
	return r.longUvarint()
}

func (r *reader) longUvarint() uint64 {
	n, size := binary.Uvarint(r.data[r.at:])
	if size <= 0 {
		r.fail()
		return 0
	}
	r.at += size
	return n
}

func (r *reader) varint() int64 {
	n := r.uvarint()
	return int64(n>>1) ^ -int64(n&1) // zigzag, as encoding/binary has it
}

// bytes are the next n, as a part of the data; nil if there are fewer.
func (r *reader) bytes(n uint64) []byte {
	if n > uint64(r.left()) {
		r.fail()
		return nil
	}
	b := r.data[r.at : r.at+int(n) : r.at+int(n)]
	r.at += int(n)
	return b
}

func (r *reader) text() string {
	n := r.uvarint()
	if n == 0 {
		return ""
	}
	b := r.bytes(n)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// key reads a map's next key. Keys come in order, each once.
func (r *reader) key(last string, first bool) string {
	key := r.text()
	r.check(first || last < key)
	return key
}

func (r *reader) uint32() uint32 {
	if b := r.bytes(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (r *reader) uint64() uint64 {
	if b := r.bytes(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (r *reader) float() float64 { return math.Float64frombits(r.uint64()) }

func (r *reader) time() time.Time {
	form := r.byte()
	if form == zeroTime {
		return time.Time{}
	}
	zone, offset := "", int64(0)
	if form == zonedTime {
		zone, offset = r.text(), r.varint()
	}
	second, nanosecond := r.varint(), r.uvarint()
	r.check(form <= zonedTime && nanosecond < 1e9 && int64(int32(offset)) == offset)
	if r.bad {
		return time.Time{}
	}
	at := time.Unix(second, int64(nanosecond))
	if form == universalTime {
		return at.UTC()
	}
	at = at.In(r.zone)
	if name, east := at.Zone(); name == zone && int64(east) == offset {
		return at
	}
	return at.In(time.FixedZone(zone, int(offset)))
}
