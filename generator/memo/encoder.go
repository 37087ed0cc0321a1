package memo

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"
)

// An encoder appends a value of its type. Lengths come before what they count and one byte tells nil from what is not,
// so that different values of a type never give the same bytes.
type encoder func(buf []byte, v reflect.Value) []byte

// compiler makes the encoders of a type and of those that it consists of, which may be itself.
type compiler map[reflect.Type]*encoder

func (c compiler) of(t reflect.Type) *encoder {
	e, known := c[t]
	if !known {
		e = new(encoder)
		c[t] = e
		*e = c.build(t)
	}
	return e
}

var (
	digesterType = reflect.TypeFor[Digester]()
	timeType     = reflect.TypeFor[time.Time]()
)

func (c compiler) build(t reflect.Type) encoder {
	switch kind := t.Kind(); {
	case t == timeType:
		return appendTime
	case kind == reflect.Interface:
		return func(buf []byte, v reflect.Value) []byte { return appendAny(buf, v.Elem()) }
	case kind == reflect.Pointer:
		return c.pointer(t)
	case t.Implements(digesterType):
		return func(buf []byte, v reflect.Value) []byte {
			d := v.Interface().(Digester).MemoDigest()
			return append(buf, d[:]...)
		}
	case reflect.PointerTo(t).Implements(digesterType):
		panic(fmt.Sprintf("internal error: the digest of %s needs a value receiver", t))
	case kind == reflect.Struct:
		return c.fields(t)
	case kind == reflect.Slice:
		return c.slice(t)
	case kind == reflect.Array:
		return c.list(t)
	case kind == reflect.Map && t.Key().Kind() == reflect.String:
		return c.mapping(t)
	}
	return plain(t)
}

// plain is the encoder of a type that consists of no others.
func plain(t reflect.Type) encoder {
	switch t.Kind() {
	case reflect.Bool:
		return func(buf []byte, v reflect.Value) []byte { return appendBool(buf, v.Bool()) }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(buf []byte, v reflect.Value) []byte { return binary.AppendVarint(buf, v.Int()) }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return func(buf []byte, v reflect.Value) []byte { return binary.AppendUvarint(buf, v.Uint()) }
	case reflect.Float32, reflect.Float64:
		return func(buf []byte, v reflect.Value) []byte {
			return binary.LittleEndian.AppendUint64(buf, math.Float64bits(v.Float()))
		}
	case reflect.String:
		return func(buf []byte, v reflect.Value) []byte { return appendText(buf, v.String()) }
	}
	panic(fmt.Sprintf("internal error: a %s has no digest", t))
}

func (c compiler) pointer(t reflect.Type) encoder {
	elem := c.of(t.Elem())
	return func(buf []byte, v reflect.Value) []byte {
		if v.IsNil() {
			return append(buf, 0)
		}
		return (*elem)(append(buf, 1), v.Elem())
	}
}

func (c compiler) fields(t reflect.Type) encoder {
	fields := make([]*encoder, t.NumField())
	for i := range fields {
		fields[i] = c.of(t.Field(i).Type)
	}
	return func(buf []byte, v reflect.Value) []byte {
		for i, field := range fields {
			buf = (*field)(buf, v.Field(i))
		}
		return buf
	}
}

func (c compiler) slice(t reflect.Type) encoder {
	list := c.list(t)
	if t.Elem().Kind() == reflect.Uint8 {
		list = func(buf []byte, v reflect.Value) []byte {
			return append(binary.AppendUvarint(buf, uint64(v.Len())), v.Bytes()...)
		}
	}
	return func(buf []byte, v reflect.Value) []byte {
		if v.IsNil() {
			return append(buf, 0)
		}
		return list(append(buf, 1), v)
	}
}

func (c compiler) list(t reflect.Type) encoder {
	elem := c.of(t.Elem())
	return func(buf []byte, v reflect.Value) []byte {
		buf = binary.AppendUvarint(buf, uint64(v.Len()))
		for i := range v.Len() {
			buf = (*elem)(buf, v.Index(i))
		}
		return buf
	}
}

func (c compiler) mapping(t reflect.Type) encoder {
	elem := c.of(t.Elem())
	return func(buf []byte, v reflect.Value) []byte {
		if v.IsNil() {
			return append(buf, 0)
		}
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		buf = binary.AppendUvarint(append(buf, 1), uint64(len(keys)))
		for _, key := range keys {
			buf = (*elem)(appendText(buf, key.String()), v.MapIndex(key))
		}
		return buf
	}
}

func appendTime(buf []byte, v reflect.Value) []byte {
	at := v.Interface().(time.Time)
	zone, offset := at.Zone()
	buf = binary.AppendVarint(buf, at.Unix())
	buf = binary.AppendUvarint(buf, uint64(at.Nanosecond()))
	return appendText(binary.AppendVarint(buf, int64(offset)), zone)
}

func appendText(buf []byte, s string) []byte {
	return append(binary.AppendUvarint(buf, uint64(len(s))), s...)
}

func appendBool(buf []byte, b bool) []byte {
	if b {
		return append(buf, 1)
	}
	return append(buf, 0)
}
