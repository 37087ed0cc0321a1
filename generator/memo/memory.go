package memo

import (
	"reflect"
	"unsafe"
)

// Values are read and made through their addresses: a codec knows a type's layout after it has seen it once, and
// reflect would look at it again for each value, which takes most of the time that a small value takes. So a codec gets an
// unsafe.Pointer and trusts that a value of its type is there. That holds because only dialect.codec hands codecs out, by
// type; because a field's offset and an element's size come from reflect; and because memory for what is decoded comes
// from reflect as well, so that the collector knows the pointers in it.

// words is how an any lies in memory.
type words struct{ kind, data unsafe.Pointer }

// slice is how any slice lies in memory.
type slice struct {
	data     unsafe.Pointer
	len, cap int
}

// isDirect tells whether an any holds a value of the type itself rather than its address. Which types those are is for
// the compiler to say; but they are pointers of some form, and the zero one is nil.
func isDirect(t reflect.Type) bool {
	if t.Size() != unsafe.Sizeof(uintptr(0)) {
		return false
	}
	zero := reflect.Zero(t).Interface()
	return (*words)(unsafe.Pointer(&zero)).data == nil
}

// boxed returns an address where the value in v lies. Nobody may write to it.
func boxed(v any, direct bool) unsafe.Pointer {
	data := (*words)(unsafe.Pointer(&v)).data
	if direct {
		return newPointer(data)
	}
	return data
}

func newPointer(p unsafe.Pointer) unsafe.Pointer { return unsafe.Pointer(&p) }

// unboxed returns the value of a type that lies at p, without a copy. The zero value says which type.
func unboxed(zero any, direct bool, p unsafe.Pointer) any {
	if direct {
		p = *(*unsafe.Pointer)(p)
	}
	(*words)(unsafe.Pointer(&zero)).data = p
	return zero
}

// makeSlice sets the nil slice of a type at p to n zero elements, allocated in one piece.
func makeSlice(t reflect.Type, p unsafe.Pointer, n int) *slice {
	v := reflect.NewAt(t, p).Elem()
	if n == 0 {
		v.Set(reflect.MakeSlice(t, 0, 0))
		return (*slice)(p)
	}
	v.Grow(n)
	s := (*slice)(p)
	s.len, s.cap = n, n
	return s
}

// at is the address of the element at i.
func (s *slice) at(i int, size uintptr) unsafe.Pointer { return unsafe.Add(s.data, uintptr(i)*size) }
