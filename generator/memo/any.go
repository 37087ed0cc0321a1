package memo

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"time"
)

// What an any holds.
const (
	anyNil = iota
	anyString
	anyFalse
	anyTrue
	anyInt
	anyInt64
	anyUint64
	anyFloat64
	anyTime
	anyList
	anyMapping
	anyOther
)

// appendAny appends a value of any type, with the type.
func (d *dialect) appendAny(buf []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(buf, anyNil)
	case string:
		return appendText(append(buf, anyString), v)
	case bool:
		if v {
			return append(buf, anyTrue)
		}
		return append(buf, anyFalse)
	case int:
		return binary.AppendVarint(append(buf, anyInt), int64(v))
	case int64:
		return binary.AppendVarint(append(buf, anyInt64), v)
	case uint64:
		return binary.AppendUvarint(append(buf, anyUint64), v)
	case float64:
		return appendFloat(append(buf, anyFloat64), v)
	case time.Time:
		return appendTime(append(buf, anyTime), v)
	case []any:
		buf = append(buf, anyList)
		if v == nil {
			return append(buf, 0)
		}
		buf = binary.AppendUvarint(buf, uint64(len(v))+1)
		for _, elem := range v {
			buf = d.appendAny(buf, elem)
		}
		return buf
	case map[string]any:
		return d.appendMapping(append(buf, anyMapping), v)
	}
	if d.stored {
		panic(fmt.Sprintf("internal error: a %T cannot be stored, as it could not be told from other types", v))
	}
	c := d.codec(reflect.TypeOf(v))
	return c.encode(appendText(append(buf, anyOther), c.name), boxed(v, c.direct))
}

// any reads a value of any plain type.
func (r *reader) any() any {
	switch r.byte() {
	case anyNil:
		return nil
	case anyString:
		return r.text()
	case anyFalse:
		return false
	case anyTrue:
		return true
	case anyInt:
		n := r.varint()
		r.check(int64(int(n)) == n)
		return int(n)
	case anyInt64:
		return r.varint()
	case anyUint64:
		return r.uvarint()
	case anyFloat64:
		return r.float()
	case anyTime:
		return r.time()
	case anyList:
		return r.list()
	case anyMapping:
		return r.mapping()
	}
	r.fail()
	return nil
}

func (r *reader) list() []any {
	n := r.uvarint()
	if n == 0 || !r.enter(n-1, &empty) {
		return nil
	}
	list := make([]any, n-1)
	for i := 0; i < len(list) && !r.bad; i++ {
		list[i] = r.any()
	}
	r.depth--
	return list
}

func (r *reader) mapping() map[string]any {
	n := r.uvarint()
	if n == 0 || !r.enter(n-1, &empty) {
		return nil
	}
	m := map[string]any{}
	last := ""
	for i := uint64(1); i < n && !r.bad; i++ {
		key := r.key(last, i == 1)
		m[key] = r.any()
		last = key
	}
	r.depth--
	return m
}
