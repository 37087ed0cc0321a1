package diag

import (
	"bytes"
	"unicode/utf8"
)

// Source returns the bytes of a file that a diagnostic names, or nil where it has none.
type Source func(file string) []byte

// position is a place as people count: lines and columns from 1, columns in code points.
type position struct{ line, column int }

var byteOrderMark = []byte("\uFEFF")

// text finds positions in a file. It counts on from the last one, so that thousands of diagnostics in the order of
// their places take one pass over a large file.
type text struct {
	src    []byte
	offset int
	last   position // of offset
}

// position turns an offset into a position. Offsets past the end count as the end, those inside a character as its
// start. A byte order mark has no column, and a byte that is no part of a character has one.
func (t *text) position(offset int) position {
	offset = characterStart(t.src, offset)
	if offset < t.offset || t.last.line == 0 {
		t.offset, t.last = 0, position{1, 1}
		if bytes.HasPrefix(t.src, byteOrderMark) {
			t.offset = len(byteOrderMark)
		}
	}
	if offset <= t.offset {
		return t.last
	}
	passed := t.src[t.offset:offset]
	if i := bytes.LastIndexByte(passed, '\n'); i >= 0 {
		t.last = position{t.last.line + bytes.Count(passed, []byte{'\n'}), 1}
		passed = passed[i+1:]
	}
	t.last.column += utf8.RuneCount(passed)
	t.offset = offset
	return t.last
}

// extent is where a span starts and ends; one that ends before it starts is a point.
func (t *text) extent(s Span) (start, end position) {
	start = t.position(int(s.Start))
	ahead := *t // the next span may start before this one ends
	return start, ahead.position(int(max(s.Start, s.End)))
}

// characterStart is the start of the character that holds the offset; a line's end of two bytes is one character.
func characterStart(src []byte, offset int) int {
	offset = min(max(offset, 0), len(src))
	if offset == len(src) || offset == 0 {
		return offset
	}
	if src[offset] == '\n' && src[offset-1] == '\r' {
		return offset - 1
	}
	for i := offset; i >= 0 && offset-i < utf8.UTFMax; i-- {
		if utf8.RuneStart(src[i]) {
			if _, size := utf8.DecodeRune(src[i:]); i+size > offset {
				return i
			}
			break
		}
	}
	return offset
}

// line returns the text of the line that holds the offset, without its ending or a byte order mark, and its start.
func (t *text) line(offset int) (line []byte, start int) {
	offset = characterStart(t.src, offset)
	start = bytes.LastIndexByte(t.src[:offset], '\n') + 1
	line = t.src[start:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = bytes.TrimSuffix(line[:end], []byte{'\r'})
	}
	if start == 0 && bytes.HasPrefix(line, byteOrderMark) {
		line, start = line[len(byteOrderMark):], len(byteOrderMark)
	}
	return line, start
}

// texts hands out the files that diagnostics name. It keeps the last one only: diagnostics come sorted by file.
type texts struct {
	source Source
	file   string
	text   *text // nil where the source has no such file
}

func (s *texts) of(file string) *text {
	if s.text == nil || s.file != file {
		s.file, s.text = file, nil
		if src := s.source(file); src != nil {
			s.text = &text{src: src}
		}
	}
	return s.text
}
