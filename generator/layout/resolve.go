package layout

import (
	"strconv"
	"text/template/parse"

	"wenming/generator/diag"
)

// resolver replaces {{asset "…"}}, {{integrity "…"}} and {{word "…"}} by the text that they name, as a literal: it is
// escaped for its place as all values are.
type resolver struct {
	file     string
	names    Names
	problems diag.List
}

// visit is called for every node of a template.
func (r *resolver) visit(node parse.Node) {
	switch n := node.(type) {
	case *parse.PipeNode:
		for i, command := range n.Cmds {
			r.command(command, i > 0)
		}
	case *parse.CommandNode:
		for _, arg := range n.Args[1:] {
			if function, ok := arg.(*parse.IdentifierNode); ok && r.finder(function.Ident) != nil {
				r.notLiteral(function)
			}
		}
	}
}

// finder is what finds the names that a function takes; nil for functions that are called when a page is made.
func (r *resolver) finder(function string) func(name string) (string, bool) {
	switch function {
	case "asset":
		return r.names.Asset
	case "integrity":
		return r.names.Integrity
	case "word":
		return r.names.Word
	}
	return nil
}

// command resolves a command. piped tells whether it gets the value of another.
func (r *resolver) command(c *parse.CommandNode, piped bool) {
	function, ok := c.Args[0].(*parse.IdentifierNode)
	if !ok || r.finder(function.Ident) == nil {
		return
	}
	var name *parse.StringNode
	if len(c.Args) == 2 && !piped {
		name, _ = c.Args[1].(*parse.StringNode)
	}
	if name == nil {
		r.notLiteral(function)
		return
	}
	text, ok := r.finder(function.Ident)(name.Text)
	if !ok {
		kind, hint := "asset", diag.T("a name is the path below assets/, such as \"css/site.css\"", "名字是 assets/ 以下的路径，例如 \"css/site.css\"")
		if function.Ident == "word" {
			kind, hint = "word", diag.T("the words are those of the default theme; write any other text as it is", "只有默认主题的词语；其他文字请直接写出")
		}
		r.report(int(name.Pos), len(name.Quoted), diag.T("there is no %s %q", "没有这个 %s：“%s”", kind, name.Text), hint)
		return
	}
	name.Text, name.Quoted = text, strconv.Quote(text) // a new node would not know its file
	c.Args = []parse.Node{name}
}

func (r *resolver) notLiteral(function *parse.IdentifierNode) {
	r.report(int(function.Pos), len(function.Ident), diag.T("%q takes one literal name", "“%s”后面要写一个带引号的名字", function.Ident),
		diag.T("write it as {{%[1]s \"…\"}}: what a page is made of must be known before it is made",
			"写成 {{%[1]s \"…\"}}：页面用到什么，必须在生成之前就确定", function.Ident))
}

func (r *resolver) report(start, length int, message, hint diag.Text) {
	at := diag.Place{File: r.file, Span: diag.Range(start, start+length)}
	r.problems = append(r.problems, diag.New(diag.LayoutSyntax, at, message).WithHint(hint))
}
