package memo

import (
	"reflect"
	"sync"
	"time"
	"unsafe"
)

// Append adds the encoding of a value, for Decode. The value may consist of booleans, numbers, strings, times, slices,
// arrays, structs with all of their fields, pointers, maps with string keys, and of any where that holds plain data: nil,
// string, bool, int, int64, uint64, float64, time.Time, []any or map[string]any. Append panics for types that have anything
// else. What is nested more than 10,000 levels deep can be appended but not decoded, and a value must not hold itself.
//
// A field with the tag `memo:"-"` is left out: for what its owner appends on its own, because it knows the type behind an
// interface.
func Append[T any](buf []byte, v *T) []byte {
	return storing.codec(reflect.TypeFor[T]()).encode(buf, unsafe.Pointer(v))
}

// Decode sets into to the value that data begins with and returns the rest. The value is equal to what was appended as
// reflect.DeepEqual has it; but a time may have another location of the same name and offset: the zone, if it has them at
// that time (nil is UTC), else one made for it. Strings are parts of data, which therefore must not change, and stays in
// memory for as long as they.
//
// Data that Append did not write for the same type gives some value or is not ok, in which case into is zero. Either way
// it takes time and memory in proportion to the length of the data.
func Decode[T any](data []byte, into *T, zone *time.Location) (rest []byte, ok bool) {
	*into = *new(T)
	c := storing.codec(reflect.TypeFor[T]())
	r := readers.Get().(*reader)
	*r = reader{data: data, zone: zone}
	if zone == nil {
		r.zone = time.UTC
	}
	c.decode(r, unsafe.Pointer(into))
	rest, ok = data[r.at:], !r.bad
	*r = reader{}
	readers.Put(r)
	if !ok {
		*into = *new(T)
	}
	return rest, ok
}

var readers = sync.Pool{New: func() any { return new(reader) }}

// codec writes and reads the values of one type. Lengths come before what they count, and one byte tells nil from what
// is not, so that different values of a type never give the same bytes, and none begins with all of another.
type codec struct {
	// least is the fewest bytes that a value takes. It is never 0, so that no number in damaged data can ask for more
	// values than the data has bytes.
	least int

	encode func(buf []byte, p unsafe.Pointer) []byte
	decode func(r *reader, p unsafe.Pointer) // where zeros are; nil in the dialect that only digests
	name   string                            // of the type: equal names, equal types
	direct bool                              // whether an any holds a value itself
}

// dialect is one of the two ways to encode: what is stored must be read again, and what is digested may be anything.
type dialect struct {
	stored bool
	types  sync.Map // reflect.Type to *codec: to look at a type takes longer than to look at a value
}

var storing, digesting = &dialect{stored: true}, &dialect{}

func (d *dialect) codec(t reflect.Type) *codec {
	known, ok := d.types.Load(t)
	if !ok {
		known, _ = d.types.LoadOrStore(t, compiler{d, map[reflect.Type]*codec{}}.of(t))
	}
	return known.(*codec)
}
