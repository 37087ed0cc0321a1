package schema

import (
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

// A simpleReader reads the YAML that front matter is mostly made of, twenty times as fast as the library: keys with
// values on their line, and lists and mappings in brackets or indented with spaces. Whatever else a block holds, the
// library reads the whole block: quotes with escapes, values over several lines, anchors, tags, comments behind values,
// tabs, anything that might be a mistake. What it reads has the very nodes that load and locate give, as far as the
// decoder looks: FuzzSimple holds them against each other.
type simpleReader struct {
	text   string // the block
	at     int
	line   int // where the line of at starts
	indent int // of the line, or -1 at the end of the block
	depth  int
	bad    bool // the library must read the block
	room   int  // how many bytes the values have
	nodes  []yaml.Node
	root   *yaml.Node // located
}

const (
	simpleDepth = 8   // how deep values nest at most
	simpleKey   = 100 // how many bytes a key has at most
)

// simpleReaders are kept for their nodes, which take ten times the room of the text.
var simpleReaders = sync.Pool{New: func() any { return &simpleReader{nodes: make([]yaml.Node, 0, 128)} }}

// maxKept is how many nodes a reader keeps for the next block.
const maxKept = 4096

// readSimple reads a block, or gives nil where the library must do it. The nodes are good until the reader is released.
func readSimple(src []byte) *simpleReader {
	if !simpleBytes(src) {
		return nil
	}
	r := simpleReaders.Get().(*simpleReader)
	*r = simpleReader{text: string(src), nodes: r.nodes}
	if r.content(); r.indent == 0 {
		r.root = r.mapping(0)
	}
	if r.bad || r.root == nil || r.indent >= 0 {
		r.release()
		return nil
	}
	var values strings.Builder
	values.Grow(r.room)
	pack(r.root, &values)
	return r
}

// pack makes the values of a node parts of one text, which has no room for keys: entries stay in memory.
func pack(n *yaml.Node, values *strings.Builder) {
	switch n.Kind {
	case yaml.ScalarNode:
		start := values.Len()
		values.WriteString(n.Value)
		n.Value = values.String()[start:]
	case yaml.SequenceNode:
		for _, item := range n.Content {
			pack(item, values)
		}
	case yaml.MappingNode:
		for _, value := range pairs(n) {
			pack(value, values)
		}
	}
}

func (r *simpleReader) release() {
	if r.nodes = r.nodes[:0]; cap(r.nodes) <= maxKept {
		simpleReaders.Put(r)
	}
}

// simpleBytes tells whether a block holds nothing but printable characters, spaces and line feeds.
func simpleBytes(src []byte) bool {
	for i, c := range src {
		if !unusual[c] {
			continue
		}
		var next [2]byte
		copy(next[:], src[i+1:])
		switch {
		case c == 0xc2 && next[0] >= 0xa0: // no C1 control, such as NEL
		case c == 0xe2 && !(next[0] == 0x80 && (next[1] == 0xa8 || next[1] == 0xa9)): // neither LS nor PS
		case c == 0xef && !(next[0] == 0xbb && next[1] == 0xbf || next[0] == 0xbf && next[1] >= 0xbe): // nor U+FEFF, U+FFFE, U+FFFF
		default:
			return false
		}
	}
	return true
}

// unusual are the bytes of control characters, and the first bytes of those that have more.
var unusual = func() (table [256]bool) {
	for c := range byte(' ') {
		table[c] = c != '\n'
	}
	table[0x7f], table[0xc2], table[0xe2], table[0xef] = true, true, true, true
	return table
}()

// node makes a node that stands between two bytes.
func (r *simpleReader) node(kind yaml.Kind, start, end int) *yaml.Node {
	if len(r.nodes) == cap(r.nodes) {
		r.nodes = make([]yaml.Node, 0, 2*cap(r.nodes)) // nodes must not move
	}
	r.nodes = r.nodes[:len(r.nodes)+1]
	n := &r.nodes[len(r.nodes)-1]
	*n = yaml.Node{Kind: kind, Content: n.Content[:0], Line: start, Column: end} // with room for as many values
	return n
}

// peek is the byte to be read next, a line feed at the end of the block.
func (r *simpleReader) peek() byte {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return '\n'
}

func (r *simpleReader) spaces() {
	for r.peek() == ' ' {
		r.at++
	}
}

// content goes to where the next line that has content starts it; the reader stands at a line's start.
func (r *simpleReader) content() {
	for r.at < len(r.text) {
		r.line = r.at
		r.spaces()
		if c := r.peek(); c != '\n' && c != '#' {
			r.indent = r.at - r.line
			return
		}
		r.nextLine()
	}
	r.indent = -1
}

func (r *simpleReader) nextLine() {
	if i := strings.IndexByte(r.text[r.at:], '\n'); i >= 0 {
		r.at += i + 1
	} else {
		r.at = len(r.text)
	}
}

// dashed tells whether an item of a list starts here.
func (r *simpleReader) dashed() bool { return strings.HasPrefix(r.text[r.at:], "- ") }

// mapping reads lines of keys that start in a column.
func (r *simpleReader) mapping(column int) *yaml.Node {
	n := r.open(yaml.MappingNode)
	for !r.bad {
		key := r.key()
		if key == nil {
			r.bad = true
			break
		}
		r.add(n, key)
		r.add(n, r.keyValue(column))
		if r.indent != column {
			r.bad = r.bad || r.indent > column
			break
		}
	}
	r.depth--
	return n
}

// sequence reads items that start with a dash in a column.
func (r *simpleReader) sequence(column int) *yaml.Node {
	n := r.open(yaml.SequenceNode)
	for !r.bad {
		r.at += len("-")
		if r.spaces(); r.keyEnd() >= 0 {
			r.add(n, r.mapping(r.at-r.line))
		} else {
			r.add(n, r.lineValue())
		}
		if r.indent != column || !r.dashed() {
			r.bad = r.bad || r.indent > column
			break
		}
	}
	r.depth--
	return n
}

// open begins a collection; whoever has filled it takes back its level.
func (r *simpleReader) open(kind yaml.Kind) *yaml.Node {
	r.depth++
	r.bad = r.bad || r.depth > simpleDepth
	return r.node(kind, r.at, r.at)
}

// add puts a value into a collection, which ends with its last.
func (r *simpleReader) add(n, value *yaml.Node) {
	n.Content = append(n.Content, value)
	n.Column = max(n.Column, value.Column)
}

// keyEnd is where the colon of a key that starts here is, or -1.
func (r *simpleReader) keyEnd() int {
	for i := r.at; i < len(r.text) && i < r.at+simpleKey; i++ {
		c := r.text[i]
		if c == ':' && i > r.at && (i+1 == len(r.text) || r.text[i+1] == ' ' || r.text[i+1] == '\n') {
			return i
		}
		if c < 0x80 && !isWord(c) || c == '-' && i == r.at {
			return -1
		}
	}
	return -1
}

func isWord(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

// key reads a key with its colon, or nothing.
func (r *simpleReader) key() *yaml.Node {
	end := r.keyEnd()
	if end < 0 {
		return nil
	}
	n := r.scalar(end)
	r.at++
	return n
}

// keyValue reads what stands behind a key in a column: on its line, or on the lines below.
func (r *simpleReader) keyValue(column int) *yaml.Node {
	behind := r.at
	if r.spaces(); r.peek() != '\n' {
		return r.lineValue()
	}
	r.nextLine()
	r.content()
	switch {
	case r.indent >= column && r.dashed():
		return r.sequence(r.indent)
	case r.indent > column:
		return r.mapping(r.indent)
	}
	r.bad = r.bad || r.depth > 1 // where the collections around it end would follow from where nothing ends
	n := r.node(yaml.ScalarNode, behind, behind)
	n.Tag = nullTag
	return n
}

// lineValue reads a value that fills the rest of its line.
func (r *simpleReader) lineValue() *yaml.Node {
	n := r.value(false)
	if r.spaces(); r.bad || r.peek() != '\n' {
		r.bad = true
		return n
	}
	r.nextLine()
	r.content()
	return n
}
