package layout

import (
	"fmt"
	"html/template"
	"text/template/parse"

	"wenming/generator/diag"
)

// builtins are the functions that html/template brings along.
var builtins = func() map[string]any {
	names := map[string]any{}
	for _, name := range []string{"and", "break", "call", "continue", "eq", "ge", "gt", "html", "index", "js", "le", "len",
		"lt", "ne", "not", "or", "print", "printf", "println", "slice", "urlquery", "asset", "integrity", "word"} {
		names[name] = struct{}{}
	}
	return names
}()

// parseFile reads one layout file: its top level under the file's own path, and every {{define}} in it by name.
// Literal names are resolved.
func parseFile(file string, text []byte, names Names) (map[string]*parse.Tree, diag.List) {
	trees, err := parse.Parse(file, string(text), "", "", builtins)
	if err != nil {
		return nil, diag.List{problem(diag.LayoutSyntax, err, file, map[string][]byte{file: text})}
	}
	r := resolver{file: file, names: names}
	for _, name := range sortedKeys(trees) {
		r.list(trees[name].Root)
	}
	return trees, r.problems
}

// resolver replaces {{asset "…"}}, {{integrity "…"}} and {{word "…"}} by what they name. Standing alone, they become
// text, escaped for HTML text and quoted attributes; inside a pipeline, a string.
type resolver struct {
	file     string
	names    Names
	problems diag.List
}

func (r *resolver) list(list *parse.ListNode) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			r.pipe(n.Pipe)
			if text, literal := literalText(n.Pipe); literal {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(template.HTMLEscapeString(text))}
			}
		case *parse.IfNode:
			r.branch(&n.BranchNode)
		case *parse.RangeNode:
			r.branch(&n.BranchNode)
		case *parse.WithNode:
			r.branch(&n.BranchNode)
		case *parse.TemplateNode:
			r.pipe(n.Pipe)
		}
	}
}

func (r *resolver) branch(b *parse.BranchNode) {
	r.pipe(b.Pipe)
	r.list(b.List)
	r.list(b.ElseList)
}

func (r *resolver) pipe(pipe *parse.PipeNode) {
	if pipe == nil {
		return
	}
	for _, command := range pipe.Cmds {
		for _, arg := range command.Args {
			if nested, ok := arg.(*parse.PipeNode); ok {
				r.pipe(nested)
			}
		}
		r.command(command)
	}
}

func (r *resolver) command(c *parse.CommandNode) {
	function, ok := c.Args[0].(*parse.IdentifierNode)
	if !ok {
		return
	}
	var find func(string) (string, bool)
	switch function.Ident {
	case "asset":
		find = r.names.Asset
	case "integrity":
		find = r.names.Integrity
	case "word":
		find = r.names.Word
	default:
		return
	}
	at := diag.Place{File: r.file, Span: diag.Span{Start: int(function.Position()), End: int(function.Position()) + len(function.Ident)}}
	var name *parse.StringNode
	if len(c.Args) == 2 {
		name, _ = c.Args[1].(*parse.StringNode)
	}
	if name == nil {
		r.problems = append(r.problems, diag.New(diag.LayoutSyntax, at,
			diag.T("%q takes one literal name", "“%s”后面要写一个带引号的名字", function.Ident)).
			WithHint(diag.T("write it as {{%[1]s \"…\"}}: what a page is made of must be known before it is made",
				"写成 {{%[1]s \"…\"}}：页面用到什么，必须在生成之前就确定", function.Ident)))
		return
	}
	text, ok := find(name.Text)
	if !ok {
		at.Span = diag.Span{Start: int(name.Position()), End: int(name.Position()) + len(name.Quoted)}
		r.problems = append(r.problems, diag.New(diag.LayoutSyntax, at,
			diag.T("there is no %s %q", "没有这个 %s：“%s”", function.Ident, name.Text)))
		return
	}
	c.Args = []parse.Node{&parse.StringNode{NodeType: parse.NodeString, Pos: name.Pos, Quoted: fmt.Sprintf("%q", text), Text: text}}
}

// literalText tells whether a pipeline is nothing but one string.
func literalText(p *parse.PipeNode) (string, bool) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return "", false
	}
	s, ok := p.Cmds[0].Args[0].(*parse.StringNode)
	if !ok {
		return "", false
	}
	return s.Text, true
}

// calls lists the templates that a tree calls.
func calls(tree *parse.Tree) []*parse.TemplateNode {
	var found []*parse.TemplateNode
	var walk func(*parse.ListNode)
	walk = func(list *parse.ListNode) {
		if list == nil {
			return
		}
		for _, node := range list.Nodes {
			switch n := node.(type) {
			case *parse.TemplateNode:
				found = append(found, n)
			case *parse.IfNode:
				walk(n.List)
				walk(n.ElseList)
			case *parse.RangeNode:
				walk(n.List)
				walk(n.ElseList)
			case *parse.WithNode:
				walk(n.List)
				walk(n.ElseList)
			}
		}
	}
	walk(tree.Root)
	return found
}
