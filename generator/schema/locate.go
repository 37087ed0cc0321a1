package schema

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"wenming/generator/diag"
)

// The library gives the line and the column where a node starts, columns in code points, and no end. A locator turns
// these into spans of bytes. It keeps its place, so that nodes in their order cost one walk over the source, even
// where all of it is one line.
type locator struct {
	src    []byte
	line   int // of the place, from 1
	column int // of the place in code points, from 1
	start  int // the line's first byte
	at     int // the place
}

func newLocator(src []byte) *locator {
	start := 0
	if bytes.HasPrefix(src, byteOrderMark) {
		start = len(byteOrderMark)
	}
	return &locator{src: src, line: 1, column: 1, start: start, at: start}
}

var byteOrderMark = []byte("\uFEFF")

// offset is the byte where a line and column stand, or the line's end where it is shorter.
func (l *locator) offset(line, column int) int {
	if line < l.line {
		*l = *newLocator(l.src)
	}
	for l.line < line {
		end, next := lineEnd(l.src, l.at)
		if next == end {
			return end
		}
		l.line, l.column, l.start, l.at = l.line+1, 1, next, next
	}
	if column < l.column {
		l.column, l.at = 1, l.start
	}
	for l.column < column && l.at < len(l.src) && breakAt(l.src, l.at) == 0 {
		_, size := utf8.DecodeRune(l.src[l.at:])
		l.at += size
		l.column++
	}
	return l.at
}

// lineEnd finds the end of the line that holds a byte, and the start of the next: the same where there is none.
func lineEnd(src []byte, at int) (end, next int) {
	for ; at < len(src); at++ {
		if size := breakAt(src, at); size > 0 {
			return at, at + size
		}
	}
	return at, at
}

// breakAt is the size of the line break at a byte: YAML 1.1 also counts NEL, LS and PS as breaks, and the library does.
func breakAt(src []byte, at int) int {
	switch src[at] {
	case '\n':
		return 1
	case '\r':
		if at+1 < len(src) && src[at+1] == '\n' {
			return 2
		}
		return 1
	case 0xC2:
		if bytes.HasPrefix(src[at:], []byte("\u0085")) {
			return 2
		}
	case 0xE2:
		if bytes.HasPrefix(src[at:], []byte("\u2028")) || bytes.HasPrefix(src[at:], []byte("\u2029")) {
			return 3
		}
	}
	return 0
}

// locate replaces the line and column of the node and of all below by the first byte of the value and the byte after
// it, properties such as anchors and tags left out. Nodes are visited in the order of the source.
func (l *locator) locate(n *yaml.Node) {
	start := l.skipProperties(l.offset(n.Line, n.Column), n)
	end := start
	for _, child := range n.Content {
		l.locate(child)
		end = max(end, child.Column)
	}
	switch n.Kind {
	case yaml.ScalarNode:
		end = l.scalarEnd(start, n)
	case yaml.AliasNode:
		end = start + len("*") + len(n.Value)
	case yaml.SequenceNode, yaml.MappingNode:
		end = l.collectionEnd(start, end, n)
	}
	n.Line, n.Column = start, min(max(start, end), len(l.src))
}

// span is where a located node stands.
func span(n *yaml.Node) diag.Span { return diag.Range(n.Line, n.Column) }

// firstLine cuts a span at the end of its first line.
func firstLine(src []byte, s diag.Span) diag.Span {
	end, _ := lineEnd(src[:s.End], int(s.Start))
	return diag.Range(int(s.Start), end)
}

// skipProperties passes the anchor and the tag before a value, in any order.
func (l *locator) skipProperties(at int, n *yaml.Node) int {
	if n.Anchor == "" && n.Style&yaml.TaggedStyle == 0 || n.Kind == yaml.AliasNode {
		return at
	}
	for at < len(l.src) && (l.src[at] == '&' || l.src[at] == '!') {
		for at < len(l.src) && !blank(l.src[at]) {
			at++
		}
		past := skipSpace(l.src, at)
		if n.Kind == yaml.ScalarNode && n.Value == "" && n.Style == 0 && past != at {
			return at
		}
		at = past
	}
	return at
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// skipSpace passes blanks, line breaks and comments.
func skipSpace(src []byte, at int) int {
	for at < len(src) {
		switch {
		case blank(src[at]):
			at++
		case src[at] == '#':
			at, _ = lineEnd(src, at)
		default:
			return at
		}
	}
	return at
}

func (l *locator) scalarEnd(start int, n *yaml.Node) int {
	switch {
	case n.Style&yaml.SingleQuotedStyle != 0:
		return quotedEnd(l.src, start, '\'')
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return quotedEnd(l.src, start, '"')
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return blockEnd(l.src, start, n.Value)
	}
	return plainEnd(l.src, start, n.Value)
}

// quotedEnd is the byte after the closing quote. Inside, a single quote is doubled, a double quote has a backslash.
func quotedEnd(src []byte, start int, quote byte) int {
	for at := start + 1; at < len(src); at++ {
		switch {
		case quote == '"' && src[at] == '\\':
			at++
		case src[at] != quote:
		case quote == '\'' && at+1 < len(src) && src[at+1] == quote:
			at++
		default:
			return at + 1
		}
	}
	return len(src)
}

// plainEnd follows the value over its lines: where it has a blank, the source may have a line break.
func plainEnd(src []byte, start int, value string) int {
	at := start
	for value != "" && at < len(src) {
		if src[at] == value[0] {
			at, value = at+1, value[1:]
			continue
		}
		rest := strings.TrimLeft(value, " \t\r\n\u2028\u2029")
		next := at
		for next < len(src) && (blank(src[next]) || breakAt(src, next) > 0) {
			next += max(1, breakAt(src, next))
		}
		if next == at || rest == "" {
			break
		}
		at, value = next, rest
	}
	return at
}

// blockEnd is the end of the last line that is not blank of a block scalar: | or >.
func blockEnd(src []byte, start int, value string) int {
	end, next := lineEnd(src, start)
	if strings.Trim(value, "\n") == "" {
		return end
	}
	indent := -1
	for next < len(src) {
		from := next
		var stop int
		stop, next = lineEnd(src, from)
		text := from
		for text < stop && src[text] == ' ' {
			text++
		}
		if text == stop {
			continue
		}
		if indent < 0 {
			indent = text - from
		}
		if text-from < indent {
			break
		}
		end = stop
	}
	return end
}

// collectionEnd is the byte after the closing bracket of a flow collection, else the end of the last value.
func (l *locator) collectionEnd(start, end int, n *yaml.Node) int {
	if n.Style&yaml.FlowStyle == 0 || start >= len(l.src) || l.src[start] != '[' && l.src[start] != '{' {
		return end
	}
	at := max(end, start+1)
	for at < len(l.src) {
		at = skipSpace(l.src, at)
		if at < len(l.src) && (l.src[at] == ']' || l.src[at] == '}') {
			return at + 1
		}
		at++
	}
	return end
}

// character is the span of the character at a byte, or the point where there is none on this line.
func character(src []byte, at int) diag.Span {
	if at >= len(src) || breakAt(src, at) > 0 {
		return diag.Range(at, at)
	}
	_, size := utf8.DecodeRune(src[at:])
	return diag.Range(at, at+size)
}

// runeStart is where the character that holds a byte starts, runeEnd where it ends unless the byte is its first.
func runeStart(src []byte, at int) int {
	for at > 0 && at < len(src) && !utf8.RuneStart(src[at]) {
		at--
	}
	return at
}

func runeEnd(src []byte, at int) int {
	for at < len(src) && !utf8.RuneStart(src[at]) {
		at++
	}
	return at
}
