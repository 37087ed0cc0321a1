package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// attributes is what {#id .class} after a heading or a figure says.
type attributes struct {
	id    string
	class string // names separated by spaces
}

// cutAttributes cuts a block of attributes from the end of a text. goldmark's own attributes allow any name and value,
// and reading them takes time that grows with the square of a line.
func cutAttributes(value []byte) (rest []byte, attrs attributes, found bool) {
	value = bytes.TrimRight(value, " \t\n")
	open := bytes.LastIndexByte(value, '{')
	if open < 0 || value[len(value)-1] != '}' || open > 0 && value[open-1] == '\\' {
		return nil, attributes{}, false
	}
	fields := bytes.Fields(value[open+1 : len(value)-1])
	for _, field := range fields {
		if len(field) < 2 || !isName(field[1:]) {
			return nil, attributes{}, false
		}
		switch {
		case field[0] == '#' && attrs.id == "":
			attrs.id = string(field[1:])
		case field[0] == '.' && attrs.class == "":
			attrs.class = string(field[1:])
		case field[0] == '.':
			attrs.class += " " + string(field[1:])
		default:
			return nil, attributes{}, false
		}
	}
	return bytes.TrimRight(value[:open], " \t\n"), attrs, len(fields) > 0
}

// isName tells whether a text can be an id or a class name without quoting or escaping anywhere.
func isName(name []byte) bool {
	for len(name) > 0 {
		r, size := utf8.DecodeRune(name)
		if !unicode.In(r, unicode.Letter, unicode.Number, unicode.Mark) && r != '-' && r != '_' && r != '.' {
			return false
		}
		name = name[size:]
	}
	return true
}

// headings collects headings and takes their attributes off before their text is parsed.
type headings struct{ parser.BlockParser }

func (h headings) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	h.BlockParser.Close(node, reader, pc)
	if node.Parent() == nil { // an underline without a text above it
		return
	}
	s := stateOf(pc)
	s.headings = append(s.headings, node.(*ast.Heading))
	lines := node.Lines()
	if lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	rest, attrs, found := cutAttributes(last.Value(reader.Source()))
	if !found {
		return
	}
	if closing := bytes.TrimRight(rest, "#"); len(closing) == 0 || bytes.HasSuffix(closing, []byte{' '}) {
		rest = bytes.TrimRight(closing, " \t")
	}
	last.Stop = last.Start + len(rest)
	lines.Set(lines.Len()-1, last)
	node.SetAttributeString("id", attrs.id)
	node.SetAttributeString("class", attrs.class)
}
