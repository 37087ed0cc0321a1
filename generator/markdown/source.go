package markdown

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"wenming/generator/diag"
)

// maxBody is how many bytes of a body are read: 350,000 Chinese characters, several books. It bounds what the parser's
// few costs that grow faster than the body can add up to.
const maxBody = 1 << 20

// source is a body as the parser wants it: valid UTF-8 without NUL, its lines ending in a line feed. It remembers where
// its bytes are in the file.
type source struct {
	text   []byte
	offset int
	shifts []shift
	cut    int // how many bytes of the body were too many
}

// shift says that from byte at on, a byte stands by bytes further on in the file than in the text.
type shift struct{ at, by int }

func newSource(src []byte, offset int) *source {
	s := &source{text: src, offset: offset}
	if len(src) > maxBody {
		end := bytes.LastIndexByte(src[:maxBody], '\n') + 1
		if end == 0 {
			for end = maxBody; !utf8.RuneStart(src[end]) && end > maxBody-utf8.UTFMax; end-- {
			}
		}
		s.text, s.cut = src[:end], len(src)-end
	}
	if bytes.IndexByte(s.text, '\r') >= 0 || bytes.IndexByte(s.text, 0) >= 0 || !utf8.Valid(s.text) {
		s.clean(s.text)
	}
	return s
}

// clean makes every line ending a line feed, and what is not text the replacement character.
func (s *source) clean(src []byte) {
	s.text = make([]byte, 0, len(src)+len(src)/16)
	by := 0
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		from := len(s.text)
		switch {
		case r == '\r' && i+1 < len(src) && src[i+1] == '\n': // dropped: the line feed follows
		case r == '\r':
			s.text = append(s.text, '\n')
		case r == 0:
			s.text = utf8.AppendRune(s.text, utf8.RuneError)
		default:
			s.text = utf8.AppendRune(s.text, r)
		}
		i += size
		if grown := len(s.text) - from; grown != size {
			by += size - grown
			s.shifts = append(s.shifts, shift{len(s.text), by})
		}
	}
}

// span turns a range of the text into a range of the file. It ends with its last byte, before what stands in the file
// alone.
func (s *source) span(from, to int) diag.Span {
	end := s.place(to)
	if to > from {
		end = min(end, s.place(to-1)+1)
	}
	return diag.Range(s.place(from), end)
}

func (s *source) place(i int) int {
	n := sort.Search(len(s.shifts), func(n int) bool { return s.shifts[n].at > i })
	if n > 0 {
		i += s.shifts[n-1].by
	}
	if n < len(s.shifts) { // within a replacement character that is longer than what it replaces
		i = min(i, s.shifts[n].at+s.shifts[n].by)
	}
	return s.offset + i
}

// find tells where in the text a part of it is. goldmark hands out parts of its input where it can, but no positions
// of addresses: slices of one array that end with it tell their start by their capacity. A copy is searched for near
// the position.
func (s *source) find(part []byte, near int) (from, to int) {
	if len(part) > 0 {
		at := cap(s.text) - cap(part)
		if 0 <= at && at+len(part) <= len(s.text) && &s.text[at] == &part[0] {
			return at, at + len(part)
		}
	}
	near = min(max(near, 0), len(s.text))
	if i := bytes.Index(s.text[near:min(near+4096, len(s.text))], part); i >= 0 && len(part) > 0 {
		return near + i, near + i + len(part)
	}
	return near, near
}
