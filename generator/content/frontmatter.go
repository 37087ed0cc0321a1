package content

import (
	"bufio"
	"bytes"
	"strings"
	"sync"
	"unicode"

	"github.com/adrg/frontmatter"
	"wenming/generator/diag"
)

// matter is where a file's front matter stands.
type matter struct {
	opening diag.Span // the --- that begins it
	block   diag.Span // the lines between
	body    int       // where the body starts: after the closing line, or after a byte order mark
}

var (
	byteOrderMark = []byte("\uFEFF")
	fence         = "---"
)

// raw makes the splitter hand over the lines as they stand.
var raw = frontmatter.NewFormat(fence, fence, func(block []byte, into any) error {
	*into.(*int) = len(block)
	return nil
})

// split finds the front matter. A file without a sound one has a problem, and its block is not to be read.
func split(file string, src []byte, kind Kind) (m matter, problem *diag.Diagnostic) {
	start := 0
	if bytes.HasPrefix(src, byteOrderMark) {
		start = len(byteOrderMark)
	}
	m.body = start
	first, next := start, start
	for next < len(src) && len(bytes.TrimSpace(src[first:next])) == 0 {
		first, next = next, lineAfter(src, next)
	}
	m.opening = trimmed(src, first, next)
	if string(src[m.opening.Start:m.opening.End]) != fence {
		return m, noFrontMatter(file, src, m.opening, kind)
	}
	closing, end := next, next
	for string(bytes.TrimSpace(src[closing:end])) != fence {
		if end == len(src) {
			return m, unterminated(file, src, m.opening, next)
		}
		closing, end = end, lineAfter(src, end)
	}
	if at := trimmed(src, closing, end); int(at.Start) > closing {
		d := diag.New(diag.UnterminatedFrontMatter, diag.Place{File: file, Span: at},
			diag.T("an indented --- ends the front matter here", "缩进的 --- 会使文件头在此结束")).
			WithHint(diag.T("write --- at the start of its line; text cannot hold a line of ---", "--- 请顶格写；文字中不能有只写 --- 的行"))
		return m, &d
	}
	m.block, m.body = diag.Range(next, next+rawLength(src[start:end])), end
	return m, nil
}

// splitterInputs are readers as the splitter wants them, which it would otherwise make anew for each file, of four
// kilobytes.
var splitterInputs = sync.Pool{New: func() any { return bufio.NewReader(nil) }}

// rawLength is how many bytes the splitter takes for the lines between two fences.
func rawLength(src []byte) (length int) {
	in := splitterInputs.Get().(*bufio.Reader)
	in.Reset(bytes.NewReader(src))
	if _, err := frontmatter.MustParse(in, &length, raw); err != nil {
		panic("internal error: front matter was found and lost: " + err.Error())
	}
	splitterInputs.Put(in)
	return length
}

// lineAfter is where the line after the one that starts at a byte starts.
func lineAfter(src []byte, at int) int {
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(src)
}

// trimmed is the span of a line without its blanks and its ending.
func trimmed(src []byte, start, end int) diag.Span {
	left := bytes.TrimLeftFunc(src[start:end], unicode.IsSpace)
	start = end - len(left)
	return diag.Range(start, start+len(bytes.TrimSpace(left)))
}

// noFrontMatter says what the file should begin with.
func noFrontMatter(file string, src []byte, first diag.Span, kind Kind) *diag.Diagnostic {
	lines := [2][]string{{fence}, {fence}}
	for _, k := range Keys(kind) {
		if k.Required {
			lines[0] = append(lines[0], k.Example(diag.English))
			lines[1] = append(lines[1], k.Example(diag.Chinese))
		}
	}
	d := diag.New(diag.MissingKey, diag.Place{File: file, Span: first},
		diag.T("the file does not begin with front matter", "文件开头没有文件头（front matter）")).
		WithHint(diag.Text{
			English: "begin it with these lines: " + strings.Join(append(lines[0], fence), " ⏎ "),
			Chinese: "请在开头写这几行：" + strings.Join(append(lines[1], fence), " ⏎ "),
		})
	return &d
}

// unterminated says that the front matter has no end, and names the line that was perhaps meant to be it.
func unterminated(file string, src []byte, opening diag.Span, from int) *diag.Diagnostic {
	d := diag.New(diag.UnterminatedFrontMatter, diag.Place{File: file, Span: opening},
		diag.T("the front matter that begins here has no end", "从这里开始的文件头没有结束")).
		WithHint(diag.T("write a line of three hyphens after the last key: ---", "请在最后一个键之后另起一行写三个半角减号：---"))
	for start := from; start < len(src); {
		end := lineAfter(src, start)
		line := trimmed(src, start, end)
		if text := string(src[line.Start:line.End]); text == "..." || text != "" && strings.Trim(text, "-—–－ー_=") == "" {
			d = d.WithAlso(diag.Place{File: file, Span: line})
			break
		}
		start = end
	}
	return &d
}
