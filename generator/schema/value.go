package schema

import (
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
	"wenming/generator/diag"
)

// single reads one value in the form that the field wants. It tells whether there is a value.
func (d *decoder) single(f *field, key string, n *yaml.Node, into reflect.Value) bool {
	switch {
	case f.Form == FormMapping && n.Kind == yaml.MappingNode:
		before := len(d.found)
		d.mapping(n, d.shift(firstLine(d.src, span(n))), nil, into)
		if checked, ok := into.Addr().Interface().(Checked); ok && len(d.found) == before {
			d.adopt(checked.CheckMapping(d.shift(span(n))))
		}
		return true
	case f.Form == FormData && n.Kind == yaml.MappingNode:
		into.Set(reflect.ValueOf(d.data(n)))
		return true
	case n.Kind != yaml.ScalarNode || f.Form == FormData:
		d.wrongType(f, key, n)
		return false
	}
	text, ok := d.text(key, n)
	if !ok {
		return false
	}
	switch f.Form {
	case FormText:
		if into.Kind() == reflect.String {
			into.SetString(text.Value)
		} else {
			into.Set(reflect.ValueOf(text))
		}
		return true
	case FormMapping:
		if d.colonInside(f, n) {
			return false
		}
		scalar, ok := into.Addr().Interface().(Scalar)
		if !ok {
			d.wrongType(f, key, n)
			return false
		}
		d.adopt(scalar.ReadScalar(text))
		return true
	}
	text.Value = strings.TrimSpace(text.Value)
	switch f.Form {
	case FormSwitch:
		ok = text.Value == "true" || text.Value == "是"
		if !ok && text.Value != "false" && text.Value != "否" {
			d.wrongType(f, key, n)
			return false
		}
		into.SetBool(ok)
		return true
	case FormNumber:
		number, err := strconv.ParseUint(text.Value, 10, into.Type().Bits()-1)
		if err != nil {
			d.wrongType(f, key, n)
			return false
		}
		into.SetInt(int64(number))
		return true
	case FormChoice:
		for i, words := range f.Choices {
			if text.Value == words[0] || text.Value == words[1] {
				if into.Kind() == reflect.String {
					into.SetString(words[0])
				} else {
					into.SetUint(uint64(i + 1))
				}
				return true
			}
		}
		d.wrongType(f, key, n)
		return false
	case FormDate:
		date, ok := ParseDate(text.Value, d.Location)
		if !ok {
			d.say(diag.BadDate, n, diag.T("date %q is not a date", "“%s”不是日期", clip(text.Value)), dateHint)
			return false
		}
		date.Span = text.Span
		into.Set(reflect.ValueOf(date))
		return true
	case FormMonth:
		month, ok := parseMonth(text.Value)
		if !ok {
			d.say(diag.BadDate, n, diag.T("%q is neither a year nor a month", "“%s”不是年或年月", clip(text.Value)), monthHint)
			return false
		}
		month.Span = text.Span
		into.Set(reflect.ValueOf(month))
		return true
	}
	zone, ok := parseZone(text.Value)
	if !ok {
		d.wrongType(f, key, n)
		return false
	}
	into.Set(reflect.ValueOf(zone))
	return true
}

// text is a scalar as written. A block scalar's last line break is no part of what its author means. Control
// characters, which quotes can hold as escapes, are refused: they have no place in any output.
func (d *decoder) text(key string, n *yaml.Node) (text Text, ok bool) {
	value := n.Value
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		value = strings.TrimRight(value, "\n")
	}
	if i := strings.IndexFunc(value, control); i >= 0 {
		r := []rune(value[i:])[0]
		d.say(diag.WrongType, n,
			diag.T("%[1]q holds the control character U+%04[2]X", "“%[1]s”的值含有控制字符 U+%04[2]X", clip(key), r),
			diag.T("delete it", "请删去它"))
		return Text{}, false
	}
	return Text{value, d.shift(span(n))}, true
}

// control tells which characters XML 1.0 and HTML cannot carry, or only as a mistake.
func control(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || 0x7f <= r && r < 0xa0 || r == 0xfffe || r == 0xffff
}

// data is a value of any form: a truth, a whole number, a decimal number, a text, a list or a mapping. What only
// looks like a number, such as 0123 or 2022-10, stays a text.
func (d *decoder) data(n *yaml.Node) (data any) {
	d.follow(n, func(n *yaml.Node) {
		switch n.Kind {
		case yaml.SequenceNode:
			list := make([]any, 0, len(n.Content))
			for _, item := range n.Content {
				list = append(list, d.data(item))
			}
			data = list
		case yaml.MappingNode:
			mapping := map[string]any{}
			keys := map[string]*yaml.Node{}
			for key, value := range pairs(n) {
				if key.Kind != yaml.ScalarNode {
					d.say(diag.WrongType, key, diag.T("a key must be a word", "键应为一个词"), diag.Text{})
				} else if first := keys[key.Value]; first != nil {
					d.duplicate(key, first)
				} else {
					keys[key.Value] = key
					mapping[key.Value] = d.data(value)
				}
			}
			data = mapping
		case yaml.ScalarNode:
			if null(n) {
				return
			}
			if text, ok := d.text("extra", n); ok {
				data = plainData(n, text.Value)
			}
		}
	})
	return data
}

func plainData(n *yaml.Node, text string) any {
	if n.Style != 0 {
		return text
	}
	if n.Tag == "!!bool" && (text == "true" || text == "false") {
		return text == "true"
	}
	if whole, err := strconv.ParseInt(text, 10, 64); err == nil && strconv.FormatInt(whole, 10) == text {
		return whole
	}
	if decimal, err := strconv.ParseFloat(text, 64); err == nil && strconv.FormatFloat(decimal, 'f', -1, 64) == text {
		return decimal
	}
	return text
}
