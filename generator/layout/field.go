package layout

import (
	"html/template"
	"reflect"

	"wenming/generator/view"
)

// fields compiles .A.B.C of an expression.
func (c *compiler) fields(x expression, names []string) expression {
	for _, name := range names {
		x = c.field(x, name)
	}
	return x
}

// field compiles .Name of an expression: a method, a field, or what a map holds under that name.
func (c *compiler) field(x expression, name string) expression {
	if x.typ == nil {
		return c.dynamicField(x, name)
	}
	base, value := x.typ, x.value
	if base.Kind() == reflect.Pointer {
		base = base.Elem()
		value = func(r *run, dot reflect.Value) reflect.Value { return x.value(r, dot).Elem() }
	}
	if m, ok := reflect.PointerTo(base).MethodByName(name); ok {
		return method(m, x)
	}
	switch {
	case base.Kind() == reflect.Struct:
		f, ok := base.FieldByName(name)
		if !ok || !f.IsExported() {
			refuse("the field %s", name)
		}
		if len(f.Index) > 1 {
			return valued(f.Type, func(r *run, dot reflect.Value) reflect.Value { return value(r, dot).FieldByIndex(f.Index) })
		}
		i := f.Index[0]
		return valued(f.Type, func(r *run, dot reflect.Value) reflect.Value { return value(r, dot).Field(i) })
	case base.Kind() == reflect.Map && base.Key() == reflect.TypeFor[string]():
		key := reflect.ValueOf(name)
		return valued(nil, func(r *run, dot reflect.Value) reflect.Value { return value(r, dot).MapIndex(key) })
	}
	panic(unsupported("the field " + name))
}

// dynamicField compiles .Name of a value whose type is not known.
func (c *compiler) dynamicField(x expression, name string) expression {
	field := c.foreign.call("(.Arg 0)." + name)
	return valued(nil, func(r *run, dot reflect.Value) reflect.Value {
		v := x.value(r, dot)
		if v.Kind() == reflect.Interface && v.IsNil() {
			panic("a field of nothing")
		}
		return field(v)
	})
}

// method compiles a method without arguments, of an expression's type or of a pointer to that.
func method(m reflect.Method, x expression) expression {
	if m.Type.NumIn() != 1 || m.Type.NumOut() != 1 {
		refuse("the method %s", m.Name)
	}
	receiver := func(r *run, dot reflect.Value) reflect.Value {
		v := x.value(r, dot)
		if v.Kind() == reflect.Pointer {
			return v
		}
		return v.Addr() // panics where a value has no address; html/template finds no method then either
	}
	if x, ok := appended(m, receiver); ok {
		return x
	}
	switch f := m.Func.Interface().(type) { // reflect.Value.Call takes longer than what most of these do
	case func(*view.Page) template.HTML:
		return direct(f, receiver)
	case func(*view.Body) template.HTML:
		return direct(f, receiver)
	case func(*view.History) template.HTML:
		return direct(f, receiver)
	case func(*view.Article) []view.Heading:
		return returned(f, receiver)
	case func(*view.Undated) []view.Heading:
		return returned(f, receiver)
	}
	return valued(m.Type.Out(0), func(r *run, dot reflect.Value) reflect.Value {
		return m.Func.Call([]reflect.Value{receiver(r, dot)})[0]
	})
}

// appended compiles a method of a view that can also append to a page what it returns.
func appended(m reflect.Method, receiver func(r *run, dot reflect.Value) reflect.Value) (expression, bool) {
	var write func(v *view.View, page []byte) []byte
	switch m.Name {
	case "MetaTags":
		write = (*view.View).AppendMetaTags
	case "LinkedData":
		write = (*view.View).AppendLinkedData
	}
	var x expression
	switch f := m.Func.Interface().(type) {
	case func(*view.View) template.HTML:
		x = direct(f, receiver)
	case func(*view.View) template.JS:
		x = direct(f, receiver)
	}
	x.write = func(r *run, dot reflect.Value) { r.page = write(receiver(r, dot).Interface().(*view.View), r.page) }
	return x, write != nil && x.typ != nil
}

// returned compiles a method that is called with a pointer.
func returned[R, T any](method func(*R) T, receiver func(r *run, dot reflect.Value) reflect.Value) expression {
	return valued(reflect.TypeFor[T](), func(r *run, dot reflect.Value) reflect.Value {
		return reflect.ValueOf(method(receiver(r, dot).Interface().(*R)))
	})
}

// direct compiles a method that returns some text.
func direct[R any, T ~string](method func(*R) T, receiver func(r *run, dot reflect.Value) reflect.Value) expression {
	x := returned(method, receiver)
	x.text = func(r *run, dot reflect.Value) string { return string(method(receiver(r, dot).Interface().(*R))) }
	x.truth = func(r *run, dot reflect.Value) bool { return x.text(r, dot) != "" }
	return x
}
