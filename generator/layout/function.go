package layout

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
)

// The types of what functions give.
var (
	boolType   = reflect.TypeFor[bool]()
	intType    = reflect.TypeFor[int]()
	stringType = reflect.TypeFor[string]()
)

// function compiles a call of a function.
func (c *compiler) function(name string, args []expression) expression {
	if x, ok := native(name, args); ok {
		return x
	}
	var result reflect.Type
	switch name {
	case "and", "or":
		refuse("%s without arguments", name)
	case "not", "eq", "ne", "lt", "le", "gt", "ge":
		result = boolType
	case "len":
		result = intType
	case "print", "printf", "println", "html", "js", "urlquery":
		result = stringType
	}
	return c.foreign.apply(name, args, result)
}

// native compiles the functions that layouts use on the types that they use them on.
func native(name string, args []expression) (x expression, ok bool) {
	switch name {
	case "and", "or":
		return junction(args, name == "or"), len(args) > 0
	case "not":
		if len(args) == 1 {
			truth := args[0].truth
			return decided(func(r *run, dot reflect.Value) bool { return !truth(r, dot) }), true
		}
	case "len":
		if len(args) == 1 && isOf(args[0], reflect.Slice, reflect.String, reflect.Map) {
			value := args[0].value
			return valued(intType, func(r *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(value(r, dot).Len()) }), true
		}
	case "index":
		if len(args) == 2 && isOf(args[0], reflect.Slice) && args[1].typ == intType {
			list, index := args[0], args[1].value
			return valued(list.typ.Elem(), func(r *run, dot reflect.Value) reflect.Value {
				return list.value(r, dot).Index(int(index(r, dot).Int()))
			}), true
		}
	case "print", "printf", "println":
		return printing(name, args)
	case "eq", "ne", "lt", "le", "gt", "ge":
		if len(args) == 2 {
			return comparison(name, args[0], args[1])
		}
	}
	return expression{}, false
}

func isOf(x expression, kinds ...reflect.Kind) bool {
	for _, kind := range kinds {
		if x.typ != nil && x.typ.Kind() == kind {
			return true
		}
	}
	return false
}

// junction compiles and, or: the first argument that is not true, or is, else the last.
func junction(args []expression, or bool) expression {
	if len(args) == 0 {
		return expression{}
	}
	typ := args[0].typ
	for _, arg := range args {
		if arg.typ != typ {
			typ = nil
		}
	}
	last := args[len(args)-1]
	first := args[:len(args)-1]
	x := valued(typ, func(r *run, dot reflect.Value) reflect.Value {
		for _, arg := range first {
			if v := arg.value(r, dot); truthOf(arg.typ)(v) == or {
				return v
			}
		}
		return last.value(r, dot)
	})
	x.truth = func(r *run, dot reflect.Value) bool {
		for _, arg := range args {
			if arg.truth(r, dot) == or {
				return or
			}
		}
		return !or
	}
	return x
}

// printing compiles print, printf and println, which are those of package fmt.
func printing(name string, args []expression) (expression, bool) {
	values := func(r *run, dot reflect.Value, args []expression) []any {
		all := make([]any, len(args))
		for i, arg := range args {
			if v := arg.value(r, dot); v.IsValid() {
				all[i] = v.Interface()
			}
		}
		return all
	}
	var text func(r *run, dot reflect.Value) string
	switch {
	case name == "print":
		text = func(r *run, dot reflect.Value) string { return fmt.Sprint(values(r, dot, args)...) }
	case name == "println":
		text = func(r *run, dot reflect.Value) string { return fmt.Sprintln(values(r, dot, args)...) }
	case len(args) > 0 && args[0].typ == stringType:
		format, args := args[0].text, args[1:]
		text = func(r *run, dot reflect.Value) string { return fmt.Sprintf(format(r, dot), values(r, dot, args)...) }
	default:
		return expression{}, false
	}
	x := valued(stringType, func(r *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(text(r, dot)) })
	x.text = text
	return x, true
}

// comparison compiles eq, ne, lt, le, gt, ge of two texts or two whole numbers.
func comparison(name string, a, b expression) (expression, bool) {
	var compare func(r *run, dot reflect.Value) int
	switch {
	case a.text != nil && b.text != nil:
		compare = func(r *run, dot reflect.Value) int { return strings.Compare(a.text(r, dot), b.text(r, dot)) }
	case isOf(a, reflect.Int) && isOf(b, reflect.Int):
		compare = func(r *run, dot reflect.Value) int { return cmp.Compare(a.value(r, dot).Int(), b.value(r, dot).Int()) }
	default:
		return expression{}, false
	}
	holds := map[string][3]bool{ // of less, equal and greater
		"eq": {false, true, false}, "ne": {true, false, true}, "lt": {true, false, false},
		"le": {true, true, false}, "gt": {false, false, true}, "ge": {false, true, true},
	}[name]
	return decided(func(r *run, dot reflect.Value) bool { return holds[compare(r, dot)+1] }), true
}
