package memo

import (
	"reflect"
	"sync"
)

// Of digests a value by every field of what it consists of: booleans, numbers, strings, times, slices, arrays,
// structs, pointers, maps with string keys, and interfaces holding any of these. Values of one type have one digest
// where reflect.DeepEqual calls them equal, and no others have: nil and empty slices and maps differ, as they do on a
// page that shows them as JSON. (Only floats are compared by their bits, times by instant and zone, and a Digester says
// itself what stands for it.) It panics for channels, functions and other types that are not data, and must not be given
// a value that holds itself.
func Of(v any) Digest {
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	*buf = appendAny((*buf)[:0], reflect.ValueOf(v))
	return Bytes(*buf)
}

// Digester is a value that knows a shorter stand-in for its content, such as a text that is made late. The method must
// have a value receiver, and the value stand in exported fields only.
type Digester interface{ MemoDigest() Digest }

var (
	buffers = sync.Pool{New: func() any { return new([]byte) }}
	types   sync.Map // reflect.Type to *typed: to look at a type takes longer than to look at a value
)

// typed is how values of one type are digested.
type typed struct {
	name   string
	encode encoder
}

func typeOf(t reflect.Type) *typed {
	if known, ok := types.Load(t); ok {
		return known.(*typed)
	}
	made := &typed{t.PkgPath() + " " + t.String(), *compiler{}.of(t)}
	types.Store(t, made)
	return made
}

// appendAny appends a value of any type, with the type.
func appendAny(buf []byte, v reflect.Value) []byte {
	if !v.IsValid() {
		return append(buf, 0)
	}
	t := typeOf(v.Type())
	return t.encode(appendText(append(buf, 1), t.name), v)
}
