package schema

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"wenming/generator/diag"
)

// Key is a key that a mapping may have.
type Key struct {
	Name, Twin string // in English and in Chinese; either may be written
	Required   bool
	Form       Form
	List       bool        // several values, or one
	Choices    [][2]string // the words of a Choice, in English and in Chinese
	Keys       []Key       // the keys of a Mapping
	Bare       bool        // a Mapping that may be written as a single value too
	Doc        diag.Text

	sample string
}

// Form is how a value is written.
type Form uint8

// The forms.
const (
	FormText    Form = iota
	FormNumber       // a whole number, not negative
	FormSwitch       // true or false
	FormDate         // a Date
	FormMonth        // a Month
	FormZone         // a Zone
	FormChoice       // one of the key's Choices
	FormMapping      // keys of its own
	FormData         // anything
)

// Scalar is a mapping that may be written as a single value too, such as a bare name. What it says about the value
// stands at the value's span, in no file.
type Scalar interface {
	ReadScalar(value Text) diag.List
}

// Checked is a mapping whose keys depend on each other. What it says stands at the mapping's span, in no file.
type Checked interface {
	CheckMapping(at diag.Span) diag.List
}

// Choice is an enumeration. Row i of its words, English and Chinese, stands for the value i+1; 0 is not given.
type Choice interface {
	Choices() [][2]string
}

// Keys lists the keys of structs that share one mapping, in the order of their fields. A field's key is its tag:
//
//	key:"english[,required]" twin:"中文" en:"what it means" zh:"含义" [eg:"a value"]
//
// A text that must be one of a few words has them in its tag choices:"english=中文 english=中文" and is always in English.
func Keys(structs ...reflect.Type) []Key {
	var keys []Key
	for _, t := range structs {
		for _, f := range planOf(t).fields {
			keys = append(keys, f.Key)
		}
	}
	return keys
}

// field is a struct's field that a key fills.
type field struct {
	Key
	index int
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
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("key"), ",")
		switch {
		case f.Name == "Span" && f.Type == reflect.TypeFor[diag.Span]():
			p.span = i
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
		p.fields = append(p.fields, field{key, i})
	}
	return p
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

// hasKey tells whether a mapping may have a key.
func (k *Key) hasKey(name string) bool {
	return slices.ContainsFunc(k.Keys, func(inner Key) bool { return inner.Name == name || inner.Twin == name })
}

// Example is a line that gives the key, such as "date: 2023-10-25".
func (k *Key) Example(l diag.Language) string {
	return [...]string{k.Name, k.Twin}[l] + ": " + k.Sample(l)
}

// Sample is a value that the key may have, or a visible blank.
func (k *Key) Sample(l diag.Language) string {
	switch {
	case k.sample != "":
		return k.sample
	case k.Form == FormNumber:
		return "20"
	case k.Form == FormSwitch:
		return "true"
	case k.Form == FormDate:
		return "2023-10-25"
	case k.Form == FormMonth:
		return "2019-05"
	case k.Form == FormZone:
		return "Asia/Shanghai"
	case k.Form == FormChoice:
		return k.Choices[0][l]
	case k.Form == FormMapping:
		return sampleMapping(k.Keys, l)
	}
	return Blank
}

// Blank stands where an author has to write something.
const Blank = "…"

// sampleMapping shows the required keys, or the first two where none is.
func sampleMapping(keys []Key, l diag.Language) string {
	shown := slices.DeleteFunc(slices.Clone(keys), func(k Key) bool { return !k.Required })
	if len(shown) == 0 {
		shown = keys[:min(2, len(keys))]
	}
	var parts []string
	for _, k := range shown {
		parts = append(parts, k.Example(l))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
