package markdown

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"wenming/generator/diag"
)

// markdownParser is goldmark's parser with this site's rules. It holds no state of a body and is made once.
var markdownParser = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(headings{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(nested{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(nested{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(headings{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(nested{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(rawBlocks{parser.NewHTMLBlockParser()}, 900),
			util.Prioritized(notes{nested{extension.NewFootnoteBlockParser()}}, 999),
			util.Prioritized(paragraphs{parser.NewParagraphParser()}, 1000),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(definitions{}, 100),
			util.Prioritized(tables{}, 200),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(mentionParser{}, 50),
			util.Prioritized(codeSpans{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(links{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(rawSpans{parser.NewRawHTMLParser()}, 400),
			util.Prioritized(emphasisParser{}, 500),
			util.Prioritized(bareAddressParser{}, 600),
		),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
})

// tree is a parsed body. Its context is to be released when nothing needs the tree any more.
type tree struct {
	*state
	root    ast.Node
	context *context
}

func parseTree(src *source) tree {
	c := newContext(src)
	s := &c.state
	if src.cut > 0 {
		s.tooLarge(len(src.text), len(src.text), diag.T("the text has %d bytes more than the %d that are read",
			"正文比可读取的 %[2]d 字节多 %[1]d 字节", src.cut, maxBody))
	}
	return tree{s, markdownParser().Parse(text.NewReader(src.text), parser.WithContext(c)), c}
}

// paragraphs makes paragraphs of the stock.
type paragraphs struct{ parser.BlockParser }

func (paragraphs) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if util.IsBlank(line) {
		return nil, parser.NoChildren
	}
	n := stateOf(pc).paragraphs.take()
	n.Lines().Append(segment)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// notes collects footnotes and limits their number.
type notes struct{ parser.BlockParser }

func (n notes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	s := stateOf(pc)
	line, at := reader.PeekLine()
	if pos := pc.BlockOffset(); pos < 0 || !bytes.HasPrefix(line[pos:], []byte("[^")) {
		return nil, parser.NoChildren
	}
	if len(s.noteNodes) >= maxNotes {
		s.tooLarge(at.Start, at.Start+1, diag.T("there are more than %d footnotes", "脚注超过 %d 条", maxNotes))
		return nil, parser.NoChildren
	}
	node, status := n.BlockParser.Open(parent, reader, pc)
	if node != nil {
		s.noteNodes = append(s.noteNodes, node.(*extast.Footnote))
	}
	return node, status
}

// rawBlocks collects blocks of raw HTML.
type rawBlocks struct{ parser.BlockParser }

func (r rawBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, at := reader.Position()
	if s := stateOf(pc); s.allowRaw(at.Start) {
		node, status := r.BlockParser.Open(parent, reader, pc)
		if node != nil {
			s.rawNodes = append(s.rawNodes, node)
		}
		return node, status
	}
	return nil, parser.NoChildren
}

// rawSpans collects raw HTML in text.
type rawSpans struct{ parser.InlineParser }

func (r rawSpans) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, at := block.Position()
	s := stateOf(pc)
	if !s.allowRaw(at.Start) {
		return nil
	}
	node := r.InlineParser.Parse(parent, block, pc)
	if node != nil {
		s.rawNodes = append(s.rawNodes, node)
	}
	return node
}

// allowRaw limits raw HTML.
func (s *state) allowRaw(at int) bool {
	if len(s.rawNodes) < maxRaw {
		return true
	}
	s.tooLarge(at, at+1, diag.T("there are more than %d blocks and tags of raw HTML", "HTML 片段超过 %d 处", maxRaw))
	return false
}
