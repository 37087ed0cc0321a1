package schema

import (
	"reflect"
	"strings"
	"sync"

	"wenming/generator/diag"
)

// field is a struct's field that a key fills.
type field struct {
	Key
	index int
	apart int // the embedded pointer to the struct that the field is of, or -1
}

// of is the field of a struct. What stands apart is made when it is first asked for.
func (f *field) of(v reflect.Value) reflect.Value {
	if f.apart >= 0 {
		p := v.Field(f.apart)
		if p.IsNil() {
			p.Set(reflect.New(p.Type().Elem()))
		}
		v = p.Elem()
	}
	return v.Field(f.index)
}

// plan is what a struct's tags say.
type plan struct {
	fields []field
	byName map[string]int // both names of a key, to its place in fields
	span   int            // the field that takes the mapping's place, or -1
}

// plans holds a plan for each type that was asked for. A plan depends on its type alone and is never changed.
var plans sync.Map

func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	p, _ := plans.LoadOrStore(t, newPlan(t))
	return p.(*plan)
}

func newPlan(t reflect.Type) *plan {
	p := &plan{byName: map[string]int{}, span: -1}
	p.add(t, -1)
	return p
}

// add adds the fields of a struct, which may stand apart from the one that the plan is for.
func (p *plan) add(t reflect.Type, apart int) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("key"), ",")
		switch {
		case f.Name == "Span" && f.Type == reflect.TypeFor[diag.Span]():
			p.span = i
			continue
		case f.Anonymous && f.Type.Kind() == reflect.Pointer:
			p.add(f.Type.Elem(), i)
			continue
		case name == "" || name == "-":
			continue
		}
		key := Key{
			Name: name, Twin: f.Tag.Get("twin"), Required: options == "required",
			Doc:    diag.Text{English: f.Tag.Get("en"), Chinese: f.Tag.Get("zh")},
			sample: f.Tag.Get("eg"),
		}
		key.setForm(f.Type)
		for words := range strings.FieldsSeq(f.Tag.Get("choices")) {
			english, chinese, _ := strings.Cut(words, "=")
			key.Form, key.Choices = FormChoice, append(key.Choices, [2]string{english, chinese})
		}
		for _, name := range []string{key.Name, key.Twin} {
			if _, taken := p.byName[name]; taken || name == "" {
				panic("internal error: " + t.String() + "." + f.Name + " lacks a key of its own: " + name)
			}
			p.byName[name] = len(p.fields)
		}
		p.fields = append(p.fields, field{key, i, apart})
	}
}

func (k *Key) setForm(t reflect.Type) {
	if t.Kind() == reflect.Slice {
		k.List = true
		t = t.Elem()
	}
	switch t {
	case reflect.TypeFor[Text](), reflect.TypeFor[string]():
		k.Form = FormText
		return
	case reflect.TypeFor[Date]():
		k.Form = FormDate
		return
	case reflect.TypeFor[Month]():
		k.Form = FormMonth
		return
	case reflect.TypeFor[Zone]():
		k.Form = FormZone
		return
	case reflect.TypeFor[map[string]any]():
		k.Form = FormData
		return
	}
	if choice, ok := reflect.Zero(t).Interface().(Choice); ok {
		k.Form, k.Choices = FormChoice, choice.Choices()
		return
	}
	switch t.Kind() {
	case reflect.Bool:
		k.Form = FormSwitch
	case reflect.Int, reflect.Int16, reflect.Int32:
		k.Form = FormNumber
	case reflect.Struct:
		k.Form, k.Keys = FormMapping, Keys(t)
		k.Bare = reflect.PointerTo(t).Implements(reflect.TypeFor[Scalar]())
	default:
		panic("internal error: a key cannot hold a " + t.String())
	}
}
