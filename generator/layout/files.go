package layout

import (
	"bytes"

	"wenming/generator/diag"
)

// files are the layouts' texts by path.
type files map[string][]byte

func (f files) place(file string, at diag.Span) diag.Place { return diag.Place{File: file, Span: at} }

// action is the span of the action {{…}} that holds an offset, as far as it stands on one line; elsewhere a point.
func (f files) action(file string, offset int) diag.Span {
	text := f[file]
	offset = min(offset, len(text))
	start := bytes.LastIndex(text[:min(offset+2, len(text))], []byte("{{"))
	if start < 0 || bytes.Contains(text[start:max(start, offset)], []byte("}}")) {
		return diag.Range(offset, offset)
	}
	end := offset
	if i := bytes.Index(text[offset:], []byte("}}")); i >= 0 {
		end += i + len("}}")
	}
	if i := bytes.IndexByte(text[start:end], '\n'); i >= 0 {
		end = start + i
	}
	return diag.Range(start, end)
}

// offset is where a line, counted from 1, and a byte in it, from 0, are.
func (f files) offset(file string, line, column int) int {
	text := f[file]
	start := 0
	for ; line > 1; line-- {
		i := bytes.IndexByte(text[start:], '\n')
		if i < 0 {
			break
		}
		start += i + 1
	}
	return min(start+column, len(text))
}
