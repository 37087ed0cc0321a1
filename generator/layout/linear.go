package layout

import (
	"bytes"
	"slices"
	"strconv"
	"text/template/parse"
)

// linear is a template as one HTML text, in which a mark stands for each action: {{if .A}}b{{else}}c{{end}} becomes a
// mark, b, a mark, c and a mark. A mark is a word of private-use characters, or, where attributes stand, an attribute
// of such a name without a value.
type linear struct {
	scanner
	html   []byte
	marks  []mark
	loops  []position // where the ranges that are open begin
	starts bool       // each text after a mark in a tag begins with a space or ends the tag
	ends   bool       // each text before a mark in a tag ends with a space or a quote
	broken bool       // templates may stand in the middle of something
}

// mark is a mark with the text after it.
type mark struct {
	name  string
	inTag bool
	value *parse.ActionNode // that it stands for, or nil
	text  *parse.TextNode   // or nil
}

// What marks are written with; a template that holds these characters itself is left alone.
const (
	markStart = "\uE000"
	markEnd   = "\uE001"
)

// linearize writes a template as one text between two marks.
func linearize(tree *parse.Tree) *linear {
	l := &linear{starts: true, ends: true}
	l.mark(nil)
	l.list(tree.Root)
	l.mark(nil)
	l.broken = l.broken || l.position != position{}
	l.odd = l.odd || !l.starts && !l.ends
	return l
}

// mark adds a mark for an action that shows a value, or, with nil, for what shows nothing itself.
func (l *linear) mark(value *parse.ActionNode) {
	m := mark{name: markStart + strconv.Itoa(len(l.marks)), value: value}
	switch l.state {
	case inText, inRaw, inQuotes:
		m.name += "=" + markEnd // a sign for which an attribute keeps its quotes
	case beforeValue, inUnquoted:
		m.name += "=" + markEnd
		l.odd = l.odd || value == nil
		l.state = inUnquoted
	case inTagName, inAttributeName, betweenAttributes:
		m.name += markEnd
		m.inTag = true
		// Some elements are minified with a look at several attributes, of which one may not be there.
		l.odd = l.odd || value != nil || l.ending || slices.Contains([]string{"input", "meta", "script"}, l.tag)
		l.state = betweenAttributes
	default:
		m.name += markEnd
		l.broken = true
	}
	l.marks = append(l.marks, m)
	if m.inTag {
		m.name = " " + m.name + " "
	}
	if value != nil && (l.state == inText || l.state == inRaw) {
		l.add(word, l.read, l.read)
	}
	l.html = append(l.html, m.name...)
	l.read = len(l.html)
}

func (l *linear) list(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		l.node(node)
	}
}

func (l *linear) node(node parse.Node) {
	switch n := node.(type) {
	case *parse.TextNode:
		l.text(n)
	case *parse.ActionNode:
		if len(n.Pipe.Decl) > 0 {
			n = nil
		}
		l.mark(n)
	case *parse.IfNode:
		l.branch(&n.BranchNode)
	case *parse.WithNode:
		l.branch(&n.BranchNode)
	case *parse.RangeNode:
		l.mark(nil)
		l.loops = append(l.loops, l.position)
		l.branch(&n.BranchNode)
		l.loops = l.loops[:len(l.loops)-1]
		l.items[len(l.items)-1].kind = loop
	case *parse.TemplateNode:
		l.broken = l.broken || l.position != position{} // a template is minified as if it began in text
		l.mark(nil)
		l.items = append(l.items, item{kind: call, tag: n.Name})
	case *parse.CommentNode:
	case *parse.BreakNode, *parse.ContinueNode:
		l.mark(nil)
		l.broken = l.broken || l.position != l.loops[len(l.loops)-1]
		l.items = append(l.items, item{kind: jump})
	default:
		l.broken = true
	}
}

func (l *linear) text(n *parse.TextNode) {
	if len(n.Text) == 0 {
		return
	}
	last := &l.marks[len(l.marks)-1]
	l.odd = l.odd || last.text != nil || bytes.Contains(n.Text, []byte(markStart)) || bytes.Contains(n.Text, []byte(markEnd))
	last.text = n
	first := n.Text[0]
	l.starts = l.starts && (!last.inTag || isSpace(first) || first == '>' || first == '/')
	l.html = append(l.html, n.Text...)
	l.scan(n.Text)
	switch end := n.Text[len(n.Text)-1]; l.state {
	case inTagName, inAttributeName, betweenAttributes:
		l.ends = l.ends && (isSpace(end) || end == '"' || end == '\'')
	}
}

// branch adds {{if}}, {{with}} or {{range}}; each of its ways must end where it begins.
func (l *linear) branch(b *parse.BranchNode) {
	l.mark(nil)
	start, before := l.position, l.items
	branch := item{kind: branch}
	for i, list := range []*parse.ListNode{b.List, b.ElseList} {
		l.position, l.items = start, nil
		l.list(list)
		branch.ways[i] = l.items
		l.mark(nil)
		l.broken = l.broken || l.position != start
	}
	l.items = append(before, branch)
}
