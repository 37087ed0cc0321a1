package memo

import (
	"encoding/binary"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// Slices and maps begin with one more than their length, and 0 is nil.

func (c compiler) slice(t reflect.Type) codec {
	elem, size := c.of(t.Elem()), t.Elem().Size()
	if t.Elem().Kind() == reflect.Uint8 {
		return bytesCodec
	}
	return codec{
		least: 1,
		encode: func(buf []byte, p unsafe.Pointer) []byte {
			s := (*slice)(p)
			if s.data == nil {
				return append(buf, 0)
			}
			buf = binary.AppendUvarint(buf, uint64(s.len)+1)
			for i := range s.len {
				buf = elem.encode(buf, s.at(i, size))
			}
			return buf
		},
		decode: func(r *reader, p unsafe.Pointer) {
			n := r.uvarint()
			if n == 0 || !r.enter(n-1, elem) {
				return
			}
			s := makeSlice(t, p, int(n-1))
			for i := 0; i < s.len && !r.bad; i++ {
				elem.decode(r, s.at(i, size))
			}
			r.depth--
		},
	}
}

var bytesCodec = codec{
	least: 1,
	encode: func(buf []byte, p unsafe.Pointer) []byte {
		b := *(*[]byte)(p)
		if b == nil {
			return append(buf, 0)
		}
		return append(binary.AppendUvarint(buf, uint64(len(b))+1), b...)
	},
	decode: func(r *reader, p unsafe.Pointer) {
		if n := r.uvarint(); n > 0 {
			*(*[]byte)(p) = append([]byte{}, r.bytes(n-1)...)
		}
	},
}

// mapping is the codec of map[string]any.
func (c compiler) mapping() codec {
	return codec{
		least:  1,
		encode: func(buf []byte, p unsafe.Pointer) []byte { return c.appendMapping(buf, *(*map[string]any)(p)) },
		decode: func(r *reader, p unsafe.Pointer) { *(*map[string]any)(p) = r.mapping() },
	}
}

func (d *dialect) appendMapping(buf []byte, m map[string]any) []byte {
	if m == nil {
		return append(buf, 0)
	}
	buf = binary.AppendUvarint(buf, uint64(len(m))+1)
	for _, key := range slices.Sorted(maps.Keys(m)) {
		buf = d.appendAny(appendText(buf, key), m[key])
	}
	return buf
}

// otherMapping is the codec of a map with string keys and values of any type. Such maps are rare, and reflect will do.
func (c compiler) otherMapping(t reflect.Type) codec {
	elem := c.of(t.Elem())
	return codec{
		least: 1,
		encode: func(buf []byte, p unsafe.Pointer) []byte {
			m := reflect.NewAt(t, p).Elem()
			if m.IsNil() {
				return append(buf, 0)
			}
			keys := m.MapKeys()
			slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
			buf = binary.AppendUvarint(buf, uint64(len(keys))+1)
			value := reflect.New(t.Elem())
			for _, key := range keys {
				value.Elem().Set(m.MapIndex(key))
				buf = elem.encode(appendText(buf, key.String()), value.UnsafePointer())
			}
			return buf
		},
		decode: func(r *reader, p unsafe.Pointer) {
			n := r.uvarint()
			if n == 0 || !r.enter(n-1, elem) {
				return
			}
			m := reflect.MakeMap(t)
			reflect.NewAt(t, p).Elem().Set(m)
			last := ""
			for i := uint64(1); i < n && !r.bad; i++ {
				key := r.key(last, i == 1)
				value := reflect.New(t.Elem())
				elem.decode(r, value.UnsafePointer())
				m.SetMapIndex(reflect.ValueOf(key).Convert(t.Key()), value.Elem())
				last = key
			}
			r.depth--
		},
	}
}
