package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxMention is how many bytes stand between the brackets of a mention at most.
const maxMention = 400

// mention is [[key]], [[key|text]] or [[kind:key]].
type mention struct {
	ast.BaseInline
	key   text.Segment
	label text.Segment // its own text; empty where there is none
}

var kindMention = ast.NewNodeKind("Mention")

func (m *mention) Kind() ast.NodeKind            { return kindMention }
func (m *mention) Dump(source []byte, level int) { ast.DumpHelper(m, source, level, nil, nil) }

// mentionParser parses mentions. A text in double brackets stays what it is in CommonMark where that is a link: before
// a parenthesis, and where the inner brackets are a link's label.
type mentionParser struct{}

func (mentionParser) Trigger() []byte { return []byte{'['} }

func (mentionParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 5 || line[1] != '[' {
		return nil
	}
	inner := line[2:min(len(line), maxMention)]
	end := bytes.IndexByte(inner, ']')
	if end < 0 || bytes.IndexByte(inner[:end], '[') >= 0 || end+1 >= len(inner) || inner[end+1] != ']' {
		return nil
	}
	inner = inner[:end]
	after := len("[[") + end + len("]]")
	if after < len(line) && line[after] == '(' {
		return nil
	}
	if _, isLabel := pc.Reference(util.ToLinkReference(inner)); isLabel {
		return nil
	}
	m := &mention{}
	m.key = text.NewSegment(segment.Start+2, segment.Start+2+end)
	if bar := bytes.IndexByte(inner, '|'); bar >= 0 {
		m.key.Stop = m.key.Start + len(bytes.TrimSuffix(inner[:bar], []byte{'\\'})) // as a table's cell wants it
		m.label = trimmed(text.NewSegment(segment.Start+2+bar+1, segment.Start+2+end), block.Source())
	}
	m.key = trimmed(m.key, block.Source())
	if m.key.IsEmpty() || len(m.name(block.Source())) == 0 {
		return nil
	}
	block.Advance(after)
	return m
}

func trimmed(s text.Segment, source []byte) text.Segment {
	s = s.TrimLeftSpace(source)
	return s.TrimRightSpace(source)
}

// name is what a mention shows where nothing better is known: its own text, or its key without the kind.
func (m *mention) name(source []byte) []byte {
	if !m.label.IsEmpty() {
		return m.label.Value(source)
	}
	key := m.key.Value(source)
	return key[bytes.IndexByte(key, ':')+1:]
}
