package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"wenming/generator/diag"
)

// goldmark takes time that grows with the square of some things, or memory that grows with their product. These limits
// keep each within about a second for a body of maxBody bytes; no text that is meant to be read comes near them. What
// is beyond one is plain text and reported.
const (
	maxNesting     = 64     // blocks in blocks: quotes, lists and their items, notes
	maxMarks       = 1000   // emphasis marks in one paragraph
	maxBrackets    = 2000   // square brackets in one paragraph
	maxUnclosed    = 100    // square brackets open at once
	maxDestination = 2048   // bytes of a link's address
	maxTicks       = 63     // backticks in a row around code
	maxDefinitions = 1000   // lines of a paragraph that starts with link definitions
	maxCells       = 100000 // cells of a table
	maxPipes       = 1000   // escaped pipes in all tables
	maxNotes       = 500    // footnotes
	maxRaw         = 5000   // blocks and tags of raw HTML
)

// nested limits how deep a container can be in others.
type nested struct{ parser.BlockParser }

func (n nested) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= maxNesting {
		_, at := reader.Position()
		stateOf(pc).tooLarge(at.Start, at.Start+1, diag.T("quotes and lists are nested too deeply",
			"引用和列表嵌套过深"))
		return nil, parser.NoChildren
	}
	return n.BlockParser.Open(parent, reader, pc)
}

// allowMark counts an emphasis mark.
func (s *state) allowMark(at int) bool {
	s.block.marks++
	if s.block.marks > maxMarks {
		s.tooLarge(at, at+1, diag.T("a paragraph has more than %d emphasis marks",
			"一个段落中的强调标记超过 %d 个", maxMarks))
		return false
	}
	return true
}

// links limits what goldmark's link parser goes through again at every bracket.
type links struct{ parser.InlineParser }

func (l links) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	s := stateOf(pc).in(parent)
	if line[0] == '!' && (len(line) < 2 || line[1] != '[') {
		return nil
	}
	s.block.brackets++
	switch {
	case s.block.brackets > maxBrackets:
		s.tooLarge(segment.Start, segment.Start+1, diag.T("a paragraph has more than %d square brackets",
			"一个段落中的方括号超过 %d 个", maxBrackets))
		return literal(parent, block, 1)
	case line[0] == ']':
		s.block.unclosed = max(s.block.unclosed-1, 0)
		if destinationTooLong(line[1:]) {
			s.tooLarge(segment.Start, segment.Start+1, diag.T("a link's address has more than %d bytes",
				"链接地址超过 %d 字节", maxDestination))
			return literal(parent, block, 1)
		}
	case s.block.unclosed == maxUnclosed:
		s.tooLarge(segment.Start, segment.Start+1, diag.T("a paragraph has more than %d unclosed square brackets",
			"一个段落中未闭合的方括号超过 %d 个", maxUnclosed))
		return literal(parent, block, bytes.IndexByte(line, '[')+1)
	default:
		s.block.unclosed++
	}
	return l.InlineParser.Parse(parent, block, pc)
}

// CloseBlock passes on what goldmark asks of its own link parser.
func (l links) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	l.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// destinationTooLong tells whether the parser would read on for long after a closing bracket.
func destinationTooLong(after []byte) bool {
	if len(after) <= maxDestination || after[0] != '(' {
		return false
	}
	open := 0
	for i, c := range after[1 : maxDestination+1] {
		switch {
		case after[1] == '<' && (c == '>' || c == '\n'):
			return false
		case after[1] == '<':
		case c == '(':
			open++
		case c == ')':
			open--
		case i > 0 && (c == ' ' || c == '\t' || c == '\n'):
			return false
		}
		if open < 0 {
			return false
		}
	}
	return true
}

// codeSpans remembers which runs of backticks have no closer, so that each is searched for once in a block.
type codeSpans struct{ parser.InlineParser }

func (c codeSpans) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	n := len(line) - len(bytes.TrimLeft(line, "`"))
	s := stateOf(pc).in(parent)
	if n > maxTicks || s.block.noCloser>>n&1 == 1 {
		return literal(parent, block, n)
	}
	node := c.InlineParser.Parse(parent, block, pc)
	if _, unclosed := node.(*ast.Text); unclosed {
		s.block.noCloser |= 1 << n
	}
	return node
}

// definitions limits and skips the search for link reference definitions, which stand at a paragraph's start.
type definitions struct{}

func (definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	first := node.Lines().At(0)
	if !bytes.HasPrefix(bytes.TrimLeft(first.Value(reader.Source()), " \t\n"), []byte("[")) {
		return
	}
	if node.Lines().Len() > maxDefinitions {
		stateOf(pc).tooLarge(first.Start, first.Stop, diag.T(
			"a paragraph that starts with link definitions has more than %d lines",
			"以链接定义开头的段落超过 %d 行", maxDefinitions))
		return
	}
	parser.LinkReferenceParagraphTransformer.Transform(node, reader, pc)
}

// tables limits how many cells a table can have: a short row is filled up to the header's width.
type tables struct{}

func (tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	columns, pipes := 0, 0
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		value := line.Value(reader.Source())
		bars := bytes.Count(value, []byte{'|'})
		if len(bytes.Trim(value, "-|: \t\n")) == 0 {
			columns = max(columns, bars+1)
		}
		if bars > 0 {
			pipes += bytes.Count(value, []byte(`\|`))
		}
	}
	if columns == 0 {
		return
	}
	s := stateOf(pc)
	s.pipes += pipes
	if columns*lines.Len() > maxCells || s.pipes > maxPipes {
		first := lines.At(0)
		s.tooLarge(first.Start, first.Stop, diag.T(
			"a table has more than %d cells or %d escaped vertical bars",
			"表格超过 %d 个单元格或 %d 个转义竖线", maxCells, maxPipes))
		return
	}
	extension.NewTableParagraphTransformer().Transform(node, reader, pc)
}
