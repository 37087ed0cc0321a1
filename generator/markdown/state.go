package markdown

import (
	"sync"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"

	"wenming/generator/diag"
)

// context is goldmark's context of one body, with ours.
type context struct {
	parser.Context
	state state
}

// contexts are kept for the next body: one has a dozen parts.
var contexts = sync.Pool{New: func() any { return &context{Context: parser.NewContext()} }}

func newContext(src *source) *context {
	c := contexts.Get().(*context)
	c.state.src = src
	return c
}

// release keeps the context for another body if nothing of this one stays in it.
func (c *context) release() {
	if len(c.References()) > 0 || c.FirstDelimiter() != nil { // it cannot be made to forget these
		return
	}
	s := &c.state
	*s = state{paragraphs: s.paragraphs, emphasis: s.emphasis, delimiters: s.delimiters}
	s.paragraphs.reset()
	s.emphasis.reset()
	s.delimiters.reset()
	c.SetOpenedBlocks(nil)
	for key := range parser.ContextKeyMax + 1 {
		c.Set(key, nil)
	}
	contexts.Put(c)
}

func stateOf(pc parser.Context) *state { return &pc.(*context).state }

// state is what the parsers of one body know together.
type state struct {
	src       *source
	headings  []*ast.Heading
	noteNodes []*extast.Footnote
	rawNodes  []ast.Node // *ast.HTMLBlock and *ast.RawHTML
	problems  diag.List  // at most one, too-large
	pipes     int        // escaped pipes in tables
	block     blockState

	paragraphs stock[ast.Paragraph]
	emphasis   stock[ast.Emphasis]
	delimiters stock[parser.Delimiter]
}

// blockState is about the block whose text is being parsed.
type blockState struct {
	node     ast.Node
	marks    int
	brackets int
	unclosed int
	noCloser uint64 // bit n: no run of n backticks can be closed any more
}

// in returns the state with the block being the given one.
func (s *state) in(block ast.Node) *state {
	if s.block.node != block {
		s.block = blockState{node: block}
	}
	return s
}

// tooLarge reports the first thing that is beyond a limit. One is enough: the body is not what it should be.
func (s *state) tooLarge(from, to int, message diag.Text) {
	if len(s.problems) == 0 {
		s.problems = diag.List{diag.New(diag.TooLarge, diag.Place{Span: s.src.span(from, to)}, message)}
	}
}
