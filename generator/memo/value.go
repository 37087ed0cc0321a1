package memo

import "sync"

// Of digests a value by every field of what it consists of: booleans, numbers, strings, times, slices, arrays,
// structs, pointers, maps with string keys, and interfaces holding any of these. Values of one type have one digest
// where reflect.DeepEqual calls them equal, and no others have: nil and empty slices and maps differ, as they do on a
// page that shows them as JSON. (Only floats are compared by their bits, times by instant and zone, and a Digester says
// itself what stands for it.) It panics for channels, functions and other types that are not data, and must not be given
// a value that holds itself.
func Of(v any) Digest {
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	*buf = digesting.appendAny((*buf)[:0], v)
	return Bytes(*buf)
}

// Digester is a value that knows a shorter stand-in for its content, such as a text that is made late. The method must
// have a value receiver.
type Digester interface{ MemoDigest() Digest }

var buffers = sync.Pool{New: func() any { return new([]byte) }}
