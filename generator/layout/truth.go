package layout

import (
	"html/template"
	"reflect"
)

// truthOf tells whether a value of a type counts as true, as {{if}} does it: whether it is not empty.
func truthOf(typ reflect.Type) func(reflect.Value) bool {
	if typ == nil {
		return dynamicTruth
	}
	switch typ.Kind() {
	case reflect.String, reflect.Slice, reflect.Map, reflect.Array:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	return dynamicTruth
}

func dynamicTruth(v reflect.Value) bool {
	v = content(v)
	if !v.IsValid() {
		return false
	}
	truth, ok := template.IsTrue(v.Interface())
	if !ok {
		panic("a value that is neither true nor false")
	}
	return truth
}
