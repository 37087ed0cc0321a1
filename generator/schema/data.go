package schema

import (
	"strconv"

	"go.yaml.in/yaml/v4"
	"wenming/generator/diag"
)

// data is a value of any form: nil, bool, int64, float64, string, []any or map[string]any. What only looks like a
// number, such as 0123 or 2022-10, stays a string.
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
			data = d.dataMapping(n)
		case yaml.ScalarNode:
			if text, ok := d.text(n.Value, n); ok && !null(n) {
				data = plain(text.Value, n)
			}
		}
	})
	return data
}

func (d *decoder) dataMapping(n *yaml.Node) map[string]any {
	mapping := map[string]any{}
	given := map[string]*yaml.Node{}
	for key, value := range pairs(n) {
		if key.Kind != yaml.ScalarNode {
			d.say(diag.WrongType, key, notAWord, diag.Text{})
			continue
		}
		if first := given[key.Value]; first != nil {
			d.duplicate(key, first)
			continue
		}
		given[key.Value] = key
		if text, ok := d.text(key.Value, key); ok {
			mapping[text.Value] = d.data(value)
		}
	}
	return mapping
}

// plain is an unquoted value as what its author sees in it, if writing that out gives the same text.
func plain(text string, n *yaml.Node) any {
	if n.Style != 0 {
		return text
	}
	if text == "true" || text == "false" {
		return text == "true"
	}
	if whole, err := strconv.ParseInt(text, 10, 64); err == nil && strconv.FormatInt(whole, 10) == text {
		return whole
	}
	digit := text != "" && '0' <= text[len(text)-1] && text[len(text)-1] <= '9' // not NaN
	if decimal, err := strconv.ParseFloat(text, 64); digit && err == nil && strconv.FormatFloat(decimal, 'f', -1, 64) == text {
		return decimal
	}
	return text
}
