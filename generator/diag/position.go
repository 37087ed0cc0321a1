package diag

import (
	"bytes"
	"unicode/utf8"
)

// Source returns the bytes of a file that a diagnostic names, or nil where it has none.
type Source func(file string) []byte

// Position is a place as people count: lines and columns from 1, columns in code points.
type Position struct{ Line, Column int }

var byteOrderMark = []byte("\uFEFF")

// position turns an offset into a position. Offsets past the end count as the end. A byte order mark has no column.
func position(src []byte, offset int) Position {
	offset = min(max(offset, 0), len(src))
	start := bytes.LastIndexByte(src[:offset], '\n') + 1
	line := bytes.Count(src[:start], []byte{'\n'}) + 1
	before := src[start:offset]
	if start == 0 {
		before = bytes.TrimPrefix(before, byteOrderMark)
	}
	return Position{line, utf8.RuneCount(before) + 1}
}

// lineAt returns the text of the line that holds the offset, without its ending or a byte order mark, and its start.
func lineAt(src []byte, offset int) (line []byte, start int) {
	offset = min(max(offset, 0), len(src))
	start = bytes.LastIndexByte(src[:offset], '\n') + 1
	line = src[start:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	if start == 0 && bytes.HasPrefix(line, byteOrderMark) {
		line, start = line[len(byteOrderMark):], len(byteOrderMark)
	}
	return bytes.TrimSuffix(line, []byte{'\r'}), start
}
