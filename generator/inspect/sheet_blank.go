package inspect

import (
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"
)

// dropBlanks takes the cells and rows that hold nothing but a form out of the sheets of a workbook, before the library
// reads these element by element: whoever gives a whole column a border makes a million of them.
func dropBlanks(book *excelize.File) {
	book.Pkg.Range(func(name, part any) bool {
		if data, ok := part.([]byte); ok && strings.HasPrefix(strings.ToLower(name.(string)), "xl/worksheets/") {
			book.Pkg.Store(name, withoutBlanks(data))
		}
		return true
	})
}

// withoutBlanks overwrites a sheet's part with what is left of it.
func withoutBlanks(part []byte) []byte {
	out := part[:0]
	row := -1 // where the row that was last begun stands in out, while it is empty
	for rest := part; len(rest) > 0; {
		start := bytes.IndexByte(rest, '<')
		end := bytes.IndexByte(rest[max(start, 0):], '>')
		if start < 0 || end < 0 {
			return append(out, rest...)
		}
		tag := rest[start : start+end+1]
		if len(bytes.TrimSpace(rest[:start])) > 0 {
			row = -1
		}
		out = append(out, rest[:start]...)
		rest = rest[start+end+1:]
		switch closed := bytes.HasSuffix(tag, []byte("/>")); {
		case closed && (numbered(tag, "<c ") || numbered(tag, "<row ")):
			continue
		case string(tag) == "</row>" && row >= 0:
			out, row = out[:row], -1
			continue
		case !closed && numbered(tag, "<row "):
			row = len(out)
		default:
			row = -1
		}
		out = append(out, tag...)
	}
	return out
}

// numbered tells whether a tag is of a kind and says its place, so that nothing moves when it goes.
func numbered(tag []byte, kind string) bool {
	return bytes.HasPrefix(tag, []byte(kind)) && bytes.Contains(tag, []byte(` r="`))
}
