package layout

import (
	"bytes"
	"slices"
	"strings"
)

// position is where in HTML a text ends: what the next byte belongs to.
type position struct {
	state  state
	tag    string // that is open, in lower case
	ending bool   // it is an end tag
	quote  byte   // that ends the value that is open
	value  int    // which of all quoted values that is, from 1
	raw    string // the element whose end tag ends a text that holds no tags
	depth  int    // of open elements whose content is minified in another way: pre, svg, math
}

type state int

const (
	inText state = iota
	inRaw
	inMarkup // a comment or a document type
	inTagName
	betweenAttributes
	inAttributeName
	beforeValue
	inQuotes
	inUnquoted
	unclear // after a "<" that may begin a tag, or in an element that this does not know
)

// scanner follows HTML from text to text.
type scanner struct {
	position
	values int    // quoted values so far
	read   int    // bytes so far
	from   int    // where the tag that is open begins
	items  []item // what was read
	odd    bool   // something stands in it that must not be minified
}

func (s *scanner) add(kind itemKind, start, end int) {
	s.items = append(s.items, item{kind: kind, start: start, end: end})
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f' }

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// scan goes on over a text.
func (s *scanner) scan(text []byte) {
	begin := s.read
	for i := 0; i < len(text); i++ {
		b := text[i]
		s.read = begin + i
		switch s.state {
		case inText:
			rest := text[i:]
			spaces := len(rest) - len(bytes.TrimLeft(rest, " \t\n\r\f"))
			switch {
			case b == '<':
				s.from = s.read
				i += s.open(rest) - 1
			case spaces > 0 && s.depth == 0:
				s.add(space, s.read, s.read+spaces)
				i += spaces - 1
			default:
				s.add(word, s.read, s.read+1)
			}
		case inRaw:
			if end := "</" + s.raw; b == '<' && len(text) >= i+len(end) && strings.EqualFold(string(text[i:i+len(end)]), end) {
				s.position, s.from = position{state: inTagName, ending: true, depth: s.depth}, s.read
				i++
			}
		case inMarkup:
			if b == '>' {
				s.state = inText
			}
		case inTagName:
			switch {
			case b == '>':
				s.close(text[:i])
			case isSpace(b):
				s.state = betweenAttributes
			default:
				s.tag += strings.ToLower(string(rune(b)))
			}
		case betweenAttributes, inAttributeName:
			switch {
			case b == '>':
				s.close(text[:i])
			case isSpace(b):
				s.state = betweenAttributes
			case b == '=':
				s.state = beforeValue
			default:
				s.state = inAttributeName
			}
		case beforeValue:
			switch {
			case b == '"', b == '\'':
				s.values++
				s.state, s.quote, s.value = inQuotes, b, s.values
			case b == '>':
				s.close(text[:i])
			case !isSpace(b):
				s.state = inUnquoted
			}
		case inQuotes:
			if b == s.quote {
				s.state, s.quote, s.value = betweenAttributes, 0, 0
			}
		case inUnquoted:
			if b == '>' {
				s.close(nil) // a slash before it belongs to the value
			} else if isSpace(b) {
				s.state = betweenAttributes
			}
		}
	}
	s.read = begin + len(text)
}

// open goes on from a "<", and returns how long what it understands is.
func (s *scanner) open(text []byte) int {
	s.ending = len(text) > 1 && text[1] == '/'
	switch {
	case bytes.HasPrefix(text, []byte("<!")):
		s.state = inMarkup
		return 2
	case s.ending && len(text) > 2 && isLetter(text[2]):
		s.state = inTagName
		return 2
	case len(text) > 1 && isLetter(text[1]):
		s.state = inTagName
		return 1
	case len(text) == 1 || s.ending && len(text) == 2:
		s.state = unclear
		return len(text)
	}
	s.ending = false
	s.add(word, s.from, s.from+1)
	return 1
}

// voids are the elements without content: a slash at the end of their tags means nothing.
var voids = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// close goes on from the end of a tag; before is what stands before its ">".
func (s *scanner) close(before []byte) {
	tag, ending := strings.TrimSuffix(s.tag, "/"), s.ending
	closed := bytes.HasSuffix(before, []byte("/")) && !slices.Contains(voids, tag)
	s.position = position{depth: s.depth}
	if s.depth == 0 || ending {
		s.items = append(s.items, item{kind: tagKind(tag, ending), tag: tag, start: s.from, end: s.read + 1})
	}
	switch tag {
	case "pre", "svg", "math":
		if ending {
			s.depth--
		} else if !closed {
			s.depth++
		}
		return
	case "script", "style", "textarea", "title":
		if !ending && s.depth == 0 {
			s.state, s.raw = inRaw, tag
		}
	case "iframe", "xmp", "noembed", "noframes", "plaintext", "template", "xml":
		s.state = unclear
	}
	s.odd = s.odd || closed && s.depth == 0
}
