package layout

import (
	"bytes"
	"maps"
	"slices"
	"text/template/parse"

	"wenming/generator/diag"
	"wenming/generator/schema"
)

// functions are those that a layout can call: what html/template brings along, and ours.
var functions = []string{"and", "asset", "call", "eq", "ge", "gt", "html", "index", "integrity", "js", "le", "len", "lt",
	"ne", "not", "or", "print", "printf", "println", "slice", "urlquery", "word"}

func parseText(file string, text []byte) (templates, error) {
	known := make(map[string]any, len(functions))
	for _, name := range functions {
		known[name] = name
	}
	return parse.Parse(file, string(text), "", "", known)
}

// parseFile reads one layout file: its top level under the file's own path, and every {{define}} in it by name.
// Literal names are resolved. A file with mistakes has no templates.
func parseFile(file string, text []byte, names Names) (templates, diag.List) {
	if problems := schema.Readable(file, text); problems != nil {
		return nil, problems
	}
	trees, err := parseText(file, text)
	if err != nil {
		return nil, diag.List{files{file: text}.unparsed(file, err)}
	}
	if nodes := trees[file].Root.Nodes; len(nodes) > 0 {
		if first, ok := nodes[0].(*parse.TextNode); ok && first.Pos == 0 {
			first.Text = bytes.TrimPrefix(first.Text, []byte("\uFEFF"))
		}
	}
	r := resolver{file: file, names: names}
	for _, name := range slices.Sorted(maps.Keys(trees)) {
		walk(trees[name].Root, r.visit)
	}
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	return trees, nil
}

// walk visits a node and then those below it.
func walk(node parse.Node, visit func(parse.Node)) {
	visit(node)
	branch := func(b *parse.BranchNode) {
		walk(b.Pipe, visit)
		walk(b.List, visit)
		if b.ElseList != nil {
			walk(b.ElseList, visit)
		}
	}
	switch n := node.(type) {
	case *parse.ListNode:
		for _, below := range n.Nodes {
			walk(below, visit)
		}
	case *parse.ActionNode:
		walk(n.Pipe, visit)
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			walk(n.Pipe, visit)
		}
	case *parse.PipeNode:
		for _, command := range n.Cmds {
			walk(command, visit)
		}
	case *parse.CommandNode:
		for _, arg := range n.Args {
			walk(arg, visit)
		}
	case *parse.ChainNode:
		walk(n.Node, visit)
	}
}

// calls lists the templates that a tree calls.
func calls(tree *parse.Tree) []*parse.TemplateNode {
	var found []*parse.TemplateNode
	walk(tree.Root, func(node parse.Node) {
		if call, ok := node.(*parse.TemplateNode); ok {
			found = append(found, call)
		}
	})
	return found
}
