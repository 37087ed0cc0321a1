package memo

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"time"
	"unsafe"
)

// plain is the codec of a type that consists of no others.
func plain(t reflect.Type) codec {
	switch t.Kind() {
	case reflect.Bool:
		return codec{
			least:  1,
			encode: func(buf []byte, p unsafe.Pointer) []byte { return appendBool(buf, *(*bool)(p)) },
			decode: func(r *reader, p unsafe.Pointer) { *(*bool)(p) = r.bool() },
		}
	case reflect.Int:
		return signed[int]()
	case reflect.Int8:
		return signed[int8]()
	case reflect.Int16:
		return signed[int16]()
	case reflect.Int32:
		return signed[int32]()
	case reflect.Int64:
		return signed[int64]()
	case reflect.Uint:
		return unsigned[uint]()
	case reflect.Uint8:
		return unsigned[uint8]()
	case reflect.Uint16:
		return unsigned[uint16]()
	case reflect.Uint32:
		return unsigned[uint32]()
	case reflect.Uint64:
		return unsigned[uint64]()
	case reflect.Float32:
		return codec{
			least:  4,
			encode: func(buf []byte, p unsafe.Pointer) []byte { return binary.LittleEndian.AppendUint32(buf, *(*uint32)(p)) },
			decode: func(r *reader, p unsafe.Pointer) { *(*uint32)(p) = r.uint32() },
		}
	case reflect.Float64:
		return codec{
			least:  8,
			encode: func(buf []byte, p unsafe.Pointer) []byte { return binary.LittleEndian.AppendUint64(buf, *(*uint64)(p)) },
			decode: func(r *reader, p unsafe.Pointer) { *(*uint64)(p) = r.uint64() },
		}
	case reflect.String:
		return codec{
			least:  1,
			encode: func(buf []byte, p unsafe.Pointer) []byte { return appendText(buf, *(*string)(p)) },
			decode: func(r *reader, p unsafe.Pointer) { *(*string)(p) = r.text() },
		}
	}
	panic(fmt.Sprintf("internal error: a %s is not data", t))
}

func signed[T int | int8 | int16 | int32 | int64]() codec {
	return codec{
		least:  1,
		encode: func(buf []byte, p unsafe.Pointer) []byte { return binary.AppendVarint(buf, int64(*(*T)(p))) },
		decode: func(r *reader, p unsafe.Pointer) {
			n := r.varint()
			r.check(int64(T(n)) == n)
			*(*T)(p) = T(n)
		},
	}
}

func unsigned[T uint | uint8 | uint16 | uint32 | uint64]() codec {
	return codec{
		least:  1,
		encode: func(buf []byte, p unsafe.Pointer) []byte { return binary.AppendUvarint(buf, uint64(*(*T)(p))) },
		decode: func(r *reader, p unsafe.Pointer) {
			n := r.uvarint()
			r.check(uint64(T(n)) == n)
			*(*T)(p) = T(n)
		},
	}
}

// empty is the codec of a value that has nothing in it. It takes a byte all the same, as every value does.
var empty = codec{
	least:  1,
	encode: func(buf []byte, p unsafe.Pointer) []byte { return append(buf, 0) },
	decode: func(r *reader, p unsafe.Pointer) { r.check(!r.bool()) },
}

var timeCodec = codec{
	least:  1,
	encode: func(buf []byte, p unsafe.Pointer) []byte { return appendTime(buf, *(*time.Time)(p)) },
	decode: func(r *reader, p unsafe.Pointer) { *(*time.Time)(p) = r.time() },
}

// The forms of a time. Most of an entry's are zero.
const (
	zeroTime = iota
	universalTime
	zonedTime
)

func appendTime(buf []byte, at time.Time) []byte {
	zone, offset := at.Zone()
	universal := zone == "UTC" && offset == 0
	switch {
	case universal && at.IsZero():
		return append(buf, zeroTime)
	case universal:
		buf = append(buf, universalTime)
	default:
		buf = binary.AppendVarint(appendText(append(buf, zonedTime), zone), int64(offset))
	}
	return binary.AppendUvarint(binary.AppendVarint(buf, at.Unix()), uint64(at.Nanosecond()))
}

func appendText(buf []byte, s string) []byte {
	if len(s) < 1<<7 {
		return append(append(buf, byte(len(s))), s...)
	}
	return append(binary.AppendUvarint(buf, uint64(len(s))), s...)
}

func appendBool(buf []byte, b bool) []byte {
	if b {
		return append(buf, 1)
	}
	return append(buf, 0)
}

func appendFloat(buf []byte, f float64) []byte {
	return binary.LittleEndian.AppendUint64(buf, math.Float64bits(f))
}
