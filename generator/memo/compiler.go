package memo

import (
	"fmt"
	"reflect"
	"time"
	"unsafe"
)

// compiler makes the codecs of a type and of those that it consists of, which may be itself.
type compiler struct {
	*dialect
	known map[reflect.Type]*codec
}

func (c compiler) of(t reflect.Type) *codec {
	made := c.known[t]
	if made == nil {
		made = &codec{least: 1}
		c.known[t] = made
		*made = c.build(t)
		made.name = t.PkgPath() + " " + t.String()
		made.direct = isDirect(t)
	}
	return made
}

var (
	digesterType = reflect.TypeFor[Digester]()
	mappingType  = reflect.TypeFor[map[string]any]()
	timeType     = reflect.TypeFor[time.Time]()
)

func (c compiler) build(t reflect.Type) codec {
	switch kind := t.Kind(); {
	case t == timeType:
		return timeCodec
	case kind == reflect.Interface:
		return c.interfaces(t)
	case kind == reflect.Pointer:
		return c.pointer(t)
	case t.Implements(digesterType):
		return c.digester(t)
	case reflect.PointerTo(t).Implements(digesterType):
		panic(fmt.Sprintf("internal error: the digest of %s needs a value receiver", t))
	case kind == reflect.Struct:
		return c.fields(t)
	case kind == reflect.Slice:
		return c.slice(t)
	case kind == reflect.Array:
		return c.array(t)
	case t == mappingType:
		return c.mapping()
	case kind == reflect.Map && t.Key().Kind() == reflect.String:
		return c.otherMapping(t)
	}
	return plain(t)
}

func (c compiler) interfaces(t reflect.Type) codec {
	if t.NumMethod() == 0 {
		return codec{
			least:  1,
			encode: func(buf []byte, p unsafe.Pointer) []byte { return c.appendAny(buf, *(*any)(p)) },
			decode: func(r *reader, p unsafe.Pointer) { *(*any)(p) = r.any() },
		}
	}
	if c.stored {
		panic(fmt.Sprintf("internal error: what a %s holds cannot be stored", t))
	}
	return codec{least: 1, encode: func(buf []byte, p unsafe.Pointer) []byte {
		return c.appendAny(buf, reflect.NewAt(t, p).Elem().Interface())
	}}
}

func (c compiler) digester(t reflect.Type) codec {
	if c.stored {
		panic(fmt.Sprintf("internal error: a %s is digested, not stored", t))
	}
	zero, direct := reflect.Zero(t).Interface(), isDirect(t)
	return codec{least: len(Digest{}), encode: func(buf []byte, p unsafe.Pointer) []byte {
		d := unboxed(zero, direct, p).(Digester).MemoDigest()
		return append(buf, d[:]...)
	}}
}

func (c compiler) pointer(t reflect.Type) codec {
	elem, to := c.of(t.Elem()), t.Elem()
	return codec{
		least: 1,
		encode: func(buf []byte, p unsafe.Pointer) []byte {
			to := *(*unsafe.Pointer)(p)
			if to == nil {
				return append(buf, 0)
			}
			return elem.encode(append(buf, 1), to)
		},
		decode: func(r *reader, p unsafe.Pointer) {
			if !r.bool() || !r.enter(1, elem) {
				return
			}
			made := reflect.New(to).UnsafePointer()
			*(*unsafe.Pointer)(p) = made
			elem.decode(r, made)
			r.depth--
		},
	}
}

// fields is the codec of a struct. The fields of structs in it are its own.
func (c compiler) fields(t reflect.Type) codec {
	fields := c.flat(nil, t, 0)
	if len(fields) == 0 {
		return empty
	}
	least := 0
	for _, f := range fields {
		least += f.least
	}
	return codec{
		least: least,
		encode: func(buf []byte, p unsafe.Pointer) []byte {
			for i := range fields {
				f := &fields[i]
				if f.text {
					buf = appendText(buf, *(*string)(unsafe.Add(p, f.offset)))
					continue
				}
				buf = f.encode(buf, unsafe.Add(p, f.offset))
			}
			return buf
		},
		decode: func(r *reader, p unsafe.Pointer) {
			for i := range fields {
				f := &fields[i]
				if f.text {
					*(*string)(unsafe.Add(p, f.offset)) = r.text()
					continue
				}
				f.decode(r, unsafe.Add(p, f.offset))
			}
		},
	}
}

type field struct {
	*codec
	offset uintptr
	text   bool // most fields are strings, and a call for each would take a fifth of the time
}

func (c compiler) flat(fields []field, t reflect.Type, offset uintptr) []field {
	for i := range t.NumField() {
		switch f := t.Field(i); {
		case c.stored && f.Tag.Get("memo") == "-":
		case f.Type.Kind() == reflect.Struct && f.Type != timeType && !reflect.PointerTo(f.Type).Implements(digesterType):
			fields = c.flat(fields, f.Type, offset+f.Offset)
		default:
			fields = append(fields, field{c.of(f.Type), offset + f.Offset, f.Type.Kind() == reflect.String})
		}
	}
	return fields
}

// array is the codec of so many elements, one after the other.
func (c compiler) array(t reflect.Type) codec {
	n, elem, size := t.Len(), c.of(t.Elem()), t.Elem().Size()
	switch {
	case n == 0:
		return empty
	case t.Elem().Kind() == reflect.Uint8:
		return codec{
			least:  n,
			encode: func(buf []byte, p unsafe.Pointer) []byte { return append(buf, unsafe.Slice((*byte)(p), n)...) },
			decode: func(r *reader, p unsafe.Pointer) { copy(unsafe.Slice((*byte)(p), n), r.bytes(uint64(n))) },
		}
	}
	return codec{
		least: n * elem.least,
		encode: func(buf []byte, p unsafe.Pointer) []byte {
			for i := range n {
				buf = elem.encode(buf, unsafe.Add(p, uintptr(i)*size))
			}
			return buf
		},
		decode: func(r *reader, p unsafe.Pointer) {
			for i := 0; i < n && !r.bad; i++ {
				elem.decode(r, unsafe.Add(p, uintptr(i)*size))
			}
		},
	}
}
