package schema

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// value reads a value that stands on one line, in brackets or not.
func (r *simpleReader) value(inside bool) *yaml.Node {
	switch r.peek() {
	case '[':
		return r.bracketed(yaml.SequenceNode, ']')
	case '{':
		return r.bracketed(yaml.MappingNode, '}')
	case '"', '\'':
		return r.quoted()
	}
	return r.plain(inside)
}

// plain reads a value without quotes. What could be an indicator of YAML is left to the library.
func (r *simpleReader) plain(inside bool) *yaml.Node {
	if strings.IndexByte("-?:,[]{}#&*!|>'\"%@` \n", r.peek()) >= 0 {
		r.bad = true
	}
	end := r.at
value:
	for i := r.at; i < len(r.text); i++ {
		switch r.text[i] {
		case '\n':
			break value
		case ' ':
			continue
		case ',', ']', '}':
			if inside {
				break value
			}
		case '[', '{':
			r.bad = r.bad || inside
		case ':':
			r.bad = r.bad || inside || i+1 == len(r.text) || r.text[i+1] == ' ' || r.text[i+1] == '\n'
		case '#':
			r.bad = r.bad || i > 0 && r.text[i-1] == ' '
		}
		end = i + 1
	}
	n := r.scalar(end)
	r.room += len(n.Value)
	switch n.Value {
	case "~", "null", "Null", "NULL":
		n.Tag = nullTag
	}
	return n
}

// scalar makes a scalar of what stands from here to an end, and goes there.
func (r *simpleReader) scalar(end int) *yaml.Node {
	n := r.node(yaml.ScalarNode, r.at, end)
	n.Tag, n.Value = stringTag, r.text[r.at:end]
	r.at = end
	return n
}

const (
	nullTag   = "!!null"
	stringTag = "!!str"
)

// quoted reads a value in quotes that holds neither the quotation mark nor an escape.
func (r *simpleReader) quoted() *yaml.Node {
	start, quote := r.at, r.peek()
	r.at++
	for r.peek() != quote && r.peek() != '\n' {
		r.bad = r.bad || r.peek() == '\\' && quote == '"'
		r.at++
	}
	if r.peek() != quote {
		r.bad = true
		return r.scalar(r.at)
	}
	n := r.node(yaml.ScalarNode, start, r.at+1)
	n.Tag, n.Value, n.Style = stringTag, r.text[start+1:r.at], yaml.SingleQuotedStyle
	r.room += len(n.Value)
	if quote == '"' {
		n.Style = yaml.DoubleQuotedStyle
	}
	r.at++
	r.bad = r.bad || r.peek() == quote // a quotation mark that is doubled
	return n
}

// bracketed reads a collection in brackets.
func (r *simpleReader) bracketed(kind yaml.Kind, closing byte) *yaml.Node {
	n := r.open(kind)
	n.Style = yaml.FlowStyle
	r.at++
	r.spaces()
	for !r.bad && r.peek() != closing {
		if kind == yaml.MappingNode {
			key := r.key()
			if key == nil {
				r.bad = true
				break
			}
			r.add(n, key)
			r.spaces()
		}
		r.add(n, r.value(true))
		if r.spaces(); r.peek() == ',' {
			r.at++
			r.spaces()
			r.bad = r.bad || r.peek() == closing
		} else {
			r.bad = r.bad || r.peek() != closing
		}
	}
	if !r.bad {
		r.at++
	}
	n.Column = r.at
	r.depth--
	return n
}
