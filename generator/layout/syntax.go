package layout

import (
	"bytes"
	"html/template"
	"maps"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"text/template/parse"

	"wenming/generator/diag"
)

// What package text/template/parse says about a text, and what package html/template does.
var (
	parsing         = regexp.MustCompile(`(?s)^(?:template: .*?:\d+: )?(?:template: )?(.*)$`)
	unknownFunction = regexp.MustCompile(`^function "(.*)" not defined$`)
	definedTwice    = regexp.MustCompile(`^multiple definition of template (".*")$`)
	quoted          = regexp.MustCompile(`"(.+?)"|'(.+?)'`)
	internals       = regexp.MustCompile(`:? \{state[^}]*\}`)
)

var manual = diag.T("how to write it: https://pkg.go.dev/text/template", "写法见 https://pkg.go.dev/text/template")

// unparsed makes a diagnostic of an error of package parse, which tells the line only.
func (f files) unparsed(file string, err error) diag.Diagnostic {
	message := parsing.FindStringSubmatch(err.Error())[1]
	if message == "unexpected EOF" {
		at := unclosed(f[file])
		return diag.New(diag.LayoutSyntax, f.place(file, at), diag.T("%q has no {{end}}", "“%s”没有对应的 {{end}}", f[file][at.Start:at.End])).
			WithHint(diag.T("add the missing {{end}}", "请补上 {{end}}"))
	}
	at := mistaken(file, f[file], err)
	if m := quoted.FindStringSubmatch(message); m != nil {
		if i := bytes.Index(f[file][at.Start:at.End], []byte(m[1]+m[2])); i >= 0 {
			at = diag.Range(i, i+len(m[1]+m[2])).Moved(int(at.Start))
		}
	}
	d := diag.New(diag.LayoutSyntax, f.place(file, at), unusable(message)).WithHint(manual)
	if m := unknownFunction.FindStringSubmatch(message); m != nil {
		list := strings.Join(functions, ", ")
		d.Message = diag.T("there is no function %q", "没有名为“%s”的函数", m[1])
		d.Hint = diag.T("there are: %s", "可用的函数：%s", list)
	} else if m := definedTwice.FindStringSubmatch(message); m != nil {
		d.Span = opening(f[file], int(at.Start))
		d.Message = diag.T("the template %s is defined twice", "模板 %s 定义了两次", m[1])
		d.Hint = diag.T("rename one of them", "请改其中一个的名字")
	}
	return d
}

// mistaken is the span of the action that a text is refused for: the first one that, being the last, makes the same
// error. The parser stops at its first error, so what follows makes no difference.
func mistaken(file string, text []byte, refused error) diag.Span {
	ends := []int{0}
	for end := 0; ; {
		i := bytes.Index(text[end:], []byte("}}"))
		if i < 0 {
			break
		}
		end += i + len("}}")
		ends = append(ends, end)
	}
	ends = append(ends, len(text))
	i := sort.Search(len(ends)-1, func(i int) bool {
		_, err := parseText(file, text[:ends[i]])
		return err != nil && err.Error() == refused.Error()
	})
	from, to := ends[max(i-1, 0)], ends[i]
	if i := bytes.Index(text[from:to], []byte("{{")); i >= 0 {
		from += i
	}
	if i := bytes.IndexByte(text[from:to], '\n'); i >= 0 {
		to = from + i
	}
	return diag.Range(from, to)
}

var blockEdge = regexp.MustCompile(`\{\{(?:- )?\s*(if|range|with|define|block|end)\b[^}]*(?:\}\})?`)

// unclosed is the span of the last action that opens a block without an end.
func unclosed(text []byte) diag.Span {
	var open []diag.Span
	for _, m := range blockEdge.FindAllSubmatchIndex(text, -1) {
		if string(text[m[2]:m[3]]) != "end" {
			open = append(open, diag.Range(m[0], m[1]))
		} else if len(open) > 0 {
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return diag.Range(len(text), len(text))
	}
	return open[len(open)-1]
}

// refused makes a diagnostic of what html/template says about how a layout escapes. reached are its templates.
func (f files) refused(err *template.Error, file string, reached templates) diag.Diagnostic {
	d := diag.New(diag.LayoutSyntax, f.snippet(err.Description, file, reached), unusable(internals.ReplaceAllString(err.Description, ""))).WithHint(manual)
	if err.Node != nil {
		location, _ := (*parse.Tree)(nil).ErrorContext(err.Node)
		file, _, _ := strings.Cut(location, ":")
		d.Place = f.place(file, f.action(file, int(err.Node.Position())))
	}
	switch err.ErrorCode {
	case template.ErrBranchEnd, template.ErrRangeLoopReentry:
		d.Message = diag.T("the branches do not end alike: one leaves a tag, an attribute or a quotation open", "各分支结束时的状态不同：有的留下了未写完的标签、属性或引号")
		d.Hint = diag.T("close in each branch what it opens", "每个分支都要写完自己开头的部分")
	case template.ErrEndContext:
		d.Message = diag.T("the page ends inside a tag, an attribute or a quotation", "页面结束时还有未写完的标签、属性或引号")
		d.Hint = diag.T("close what is open", "请补上结尾")
	}
	return d
}

// snippet is the place of the text that a message quotes at its end, in one of a layout's files, its own first: where
// HTML itself is wrong, html/template does not say more.
func (f files) snippet(message, file string, reached templates) diag.Place {
	places := []string{file}
	for _, name := range slices.Sorted(maps.Keys(reached)) {
		places = append(places, reached[name].ParseName)
	}
	for i := range message {
		text, err := strconv.Unquote(message[i:])
		if err != nil || text == "" {
			continue
		}
		for _, file := range places {
			if start := bytes.Index(f[file], []byte(text)); start >= 0 {
				return f.place(file, diag.Range(start, start+len(text)))
			}
		}
	}
	return diag.Place{File: file}
}
