package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxRun is the longest run of * or _ that can mean emphasis. Longer ones are rules and drawings.
const maxRun = 16

// emphasisParser parses emphasis and strikethrough by the CJK-friendly amendments to CommonMark
// (github.com/tats-u/markdown-cjk-friendly, specification 6.2), so that a mark beside Chinese punctuation opens and
// closes where an author means it to. Strikethrough takes two tildes: one alone is a range in Chinese text, 3~5岁.
type emphasisParser struct{}

func (emphasisParser) Trigger() []byte { return []byte("*_~") }

func (emphasisParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	c, n := line[0], 1
	for n < len(line) && line[n] == c {
		n++
	}
	if c == '~' && n != 2 || n > maxRun {
		return literal(parent, block, n)
	}
	opens, closes := flanks(c, before(parent, block), line[n:])
	if !opens && !closes {
		return literal(parent, block, n)
	}
	s := stateOf(pc).in(parent)
	if !s.allowMark(segment.Start) {
		return literal(parent, block, n)
	}
	d := s.delimiters.take()
	d.Segment = text.NewSegment(segment.Start, segment.Start+n)
	d.Char, d.Length, d.OriginalLength = c, n, n
	d.CanOpen, d.CanClose = opens, closes
	d.Processor = emphasisMarks{state: s}
	if c == '~' {
		d.Processor = strikeMarks{}
	}
	block.Advance(n)
	pc.PushDelimiter(d)
	return d
}

// before returns what stands before the reader's position in its line.
func before(parent ast.Node, block text.Reader) []byte {
	number, at := block.Position()
	line := parent.Lines().At(number)
	return block.Source()[min(line.Start, at.Start):at.Start]
}

// literal takes the next n bytes for plain text. It joins them to the text before, so that later parsers see one text.
func literal(parent ast.Node, block text.Reader, n int) ast.Node {
	_, segment := block.PeekLine()
	block.Advance(n)
	last, ok := parent.LastChild().(*ast.Text)
	if ok && last.Segment.Stop == segment.Start && !last.SoftLineBreak() && !last.HardLineBreak() {
		parent.RemoveChild(parent, last)
		last.Segment.Stop += n
		return last
	}
	return ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+n))
}

// flanks tells whether a run of c between two texts can open and whether it can close emphasis.
func flanks(c byte, before, after []byte) (opens, closes bool) {
	next, _ := utf8.DecodeRune(after)
	spaceAfter := len(after) == 0 || unicode.IsSpace(next)
	punctAfter, cjkAfter := isPunctuation(next), isCJK(next)

	prev, size := utf8.DecodeLastRune(before)
	spaceBefore := len(before) == 0 || unicode.IsSpace(prev)
	selector := prev
	if 0xfe00 <= prev && prev <= 0xfe0e { // a variation selector belongs to the character before it
		prev, _ = utf8.DecodeLastRune(before[:len(before)-size])
	}
	punctBefore, cjkBefore := isPunctuation(prev), isCJK(prev)
	ideographic := 0xe0100 <= selector && selector <= 0xe01ef
	if selector == 0xfe01 { // the full-width form of a quotation mark
		cjkBefore = cjkBefore || prev == '“' || prev == '”' || prev == '‘' || prev == '’'
	}

	left := !spaceAfter && (!punctAfter || spaceBefore || punctBefore || cjkAfter || cjkBefore || ideographic)
	right := !spaceBefore && (!punctBefore || spaceAfter || punctAfter || cjkBefore || cjkAfter)
	if c == '_' {
		return left && (!right || punctBefore), right && (!left || punctAfter)
	}
	return left, right
}

// marks is what both processors of matched marks share. Strikethrough and emphasis are one list of marks in goldmark.
type marks struct{}

func (marks) IsDelimiter(c byte) bool { return c == '*' || c == '_' || c == '~' }

func (marks) CanOpenCloser(opener, closer *parser.Delimiter) bool { return opener.Char == closer.Char }

type emphasisMarks struct {
	marks
	*state
}

func (m emphasisMarks) OnMatch(length int) ast.Node {
	n := m.emphasis.take()
	n.Level = length
	return n
}

type strikeMarks struct{ marks }

func (strikeMarks) OnMatch(int) ast.Node { return extast.NewStrikethrough() }
