package memo

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
)

// Of digests a value by every field of what it consists of: booleans, numbers, strings, times, slices, arrays,
// structs, pointers, interfaces holding any of these, and maps with string keys. Lengths are written before what
// they count, and dynamic types by name, so that different values never give the same bytes. A type that is a
// Digester says itself what stands for it. It panics for channels and functions: what is digested is data.
func Of(v any) Digest {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.buf = e.buf[:0]
	e.value(reflect.ValueOf(v))
	return Bytes(e.buf)
}

// Digester is a value that knows a shorter stand-in for its content, such as a text that is made late.
type Digester interface{ MemoDigest() Digest }

var (
	digesterType = reflect.TypeFor[Digester]()
	timeType     = reflect.TypeFor[time.Time]()
	encoders     = sync.Pool{New: func() any { return new(encoder) }}
)

type encoder struct{ buf []byte }

func (e *encoder) length(n int)    { e.buf = binary.AppendUvarint(e.buf, uint64(n)) }
func (e *encoder) number(n uint64) { e.buf = binary.LittleEndian.AppendUint64(e.buf, n) }

func (e *encoder) text(s string) {
	e.length(len(s))
	e.buf = append(e.buf, s...)
}

func (e *encoder) value(v reflect.Value) {
	if !v.IsValid() {
		e.buf = append(e.buf, 0)
		return
	}
	if t := v.Type(); t == timeType {
		at := v.Interface().(time.Time)
		_, offset := at.Zone()
		e.number(uint64(at.Unix()))
		e.number(uint64(at.Nanosecond()))
		e.number(uint64(offset))
		return
	} else if t.Implements(digesterType) && v.CanInterface() && (v.Kind() != reflect.Pointer || !v.IsNil()) {
		d := v.Interface().(Digester).MemoDigest()
		e.buf = append(e.buf, d[:]...)
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			e.buf = append(e.buf, 1)
		} else {
			e.buf = append(e.buf, 0)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		e.number(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		e.number(v.Uint())
	case reflect.Float32, reflect.Float64:
		e.number(math.Float64bits(v.Float()))
	case reflect.String:
		e.text(v.String())
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			e.text(string(v.Bytes()))
			return
		}
		e.list(v)
	case reflect.Array:
		e.list(v)
	case reflect.Struct:
		for i := range v.NumField() {
			e.value(v.Field(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			e.buf = append(e.buf, 0)
			return
		}
		e.buf = append(e.buf, 1)
		e.value(v.Elem())
	case reflect.Interface:
		if v.IsNil() {
			e.buf = append(e.buf, 0)
			return
		}
		e.buf = append(e.buf, 1)
		e.text(v.Elem().Type().String())
		e.value(v.Elem())
	case reflect.Map:
		e.mapping(v)
	default:
		panic(fmt.Sprintf("internal error: a %s has no digest", v.Type()))
	}
}

func (e *encoder) list(v reflect.Value) {
	e.length(v.Len())
	for i := range v.Len() {
		e.value(v.Index(i))
	}
}

func (e *encoder) mapping(v reflect.Value) {
	e.length(v.Len())
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, key := range keys {
		e.text(key.String())
		e.value(v.MapIndex(key))
	}
}
