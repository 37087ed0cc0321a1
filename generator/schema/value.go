package schema

import (
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"wenming/generator/diag"
)

// single reads one value in the form that the field wants. It tells whether there is one.
func (d *decoder) single(f *field, key string, n *yaml.Node, into reflect.Value) bool {
	switch {
	case f.Form == FormMapping && n.Kind == yaml.MappingNode:
		sound := d.mapping(n, d.shift(firstLine(d.src, span(n))), nil, into)
		if checked, ok := into.Addr().Interface().(Checked); ok && sound {
			d.adopt(checked.CheckMapping(d.shift(span(n))))
		}
		return true
	case f.Form == FormData && n.Kind == yaml.MappingNode:
		into.Set(reflect.ValueOf(d.data(n)))
		return true
	case f.Form == FormMapping && n.Kind == yaml.ScalarNode && d.colonInside(n, f.hasKey):
		return false
	case n.Kind == yaml.ScalarNode:
		text, ok := d.text(key, n)
		return ok && d.scalar(f, key, n, text, into)
	}
	d.wrongType(f, key, n)
	return false
}

// scalar reads a value that is written as one.
func (d *decoder) scalar(f *field, key string, n *yaml.Node, text Text, into reflect.Value) bool {
	value := strings.TrimSpace(text.Value)
	switch f.Form {
	case FormText:
		switch into := into.Addr().Interface().(type) {
		case *string:
			*into = text.Value
		case *Text:
			*into = text
		}
		return true
	case FormMapping:
		if scalar, ok := into.Addr().Interface().(Scalar); ok {
			d.adopt(scalar.ReadScalar(text))
			return true
		}
	case FormSwitch:
		switch value {
		case "true", "是":
			into.SetBool(true)
			return true
		case "false", "否":
			into.SetBool(false)
			return true
		}
	case FormNumber:
		if number, err := strconv.ParseUint(value, 10, into.Type().Bits()-1); err == nil {
			into.SetInt(int64(number))
			return true
		}
	case FormChoice:
		for i, words := range f.Choices {
			if value != words[0] && value != words[1] {
				continue
			}
			if into.Kind() == reflect.String {
				into.SetString(words[0])
			} else {
				into.SetUint(uint64(i + 1))
			}
			return true
		}
	case FormDate:
		date, ok := ParseDate(value, d.Location)
		if !ok {
			d.say(diag.BadDate, n, diag.T("date %q is not a date", "“%s”不是日期", clip(value)), dateHint)
			return false
		}
		date.Span = text.Span
		*into.Addr().Interface().(*Date) = date
		return true
	case FormMonth:
		month, ok := parseMonth(value)
		if !ok {
			d.say(diag.BadDate, n, diag.T("%q is neither a year nor a month", "“%s”不是年或年月", clip(value)), monthHint)
			return false
		}
		month.Span = text.Span
		*into.Addr().Interface().(*Month) = month
		return true
	case FormZone:
		if zone, ok := parseZone(value); ok {
			into.Set(reflect.ValueOf(zone))
			return true
		}
	}
	d.wrongType(f, key, n)
	return false
}

// text is a scalar as written. The last line break of a block scalar is no part of what its author means. Control
// characters, which quotes can hold as escapes, are refused: they have no place in any output.
func (d *decoder) text(key string, n *yaml.Node) (text Text, ok bool) {
	value := n.Value
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		value = strings.TrimRight(value, "\n")
	}
	if d.simple {
		return Text{value, d.shift(span(n))}, true
	}
	if i := strings.IndexFunc(value, control); i >= 0 {
		r, _ := utf8.DecodeRuneInString(value[i:])
		d.say(diag.WrongType, n,
			diag.T("%[1]q holds the control character U+%04[2]X", "“%[1]s”含有控制字符 U+%04[2]X", clip(key), r),
			diag.T("delete it", "请删去它"))
		return Text{}, false
	}
	return Text{value, d.shift(span(n))}, true
}

// control tells which characters XML 1.0 and HTML cannot carry, or only as a mistake.
func control(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || 0x7f <= r && r < 0xa0 || r == 0xfffe || r == 0xffff
}
