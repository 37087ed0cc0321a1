package schema

import (
	"reflect"
	"slices"
	"strings"

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
//
// The fields of a struct that is embedded by a pointer are keys of the same mapping. The pointer stays as it is where none
// of them is given.
func Keys(structs ...reflect.Type) []Key {
	var keys []Key
	for _, t := range structs {
		for _, f := range planOf(t).fields {
			keys = append(keys, f.Key)
		}
	}
	return keys
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
	return blankValue
}

// blankValue stands where an author has to write something.
const blankValue = "…"

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
