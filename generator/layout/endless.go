package layout

import (
	"maps"
	"slices"
	"text/template/parse"

	"wenming/generator/diag"
)

// endless reports templates that call themselves with the value that they were called with: such a call is never made,
// or it never ends. Other recursion goes down into a view, which is a tree. Package template gives up at a depth that it
// takes long to come back from.
func (l *library) endless(reached templates) bool {
	found := false
	done, open := map[string]bool{}, map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		open[name] = true
		for _, call := range selfCalls(reached[name].Root, true) {
			switch {
			case open[call.Name]:
				found = true
				file := reached[name].ParseName
				l.problems = append(l.problems, diag.New(diag.LayoutSyntax, l.files.place(file, l.files.action(file, int(call.Position()))),
					diag.T("the template %q calls itself without end", "模板“%s”无休止地调用自己", call.Name)).WithHint(goDown))
			case !done[call.Name]:
				visit(call.Name)
			}
		}
		delete(open, name)
		done[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(reached)) {
		if !done[name] {
			visit(name)
		}
	}
	return found
}

var goDown = diag.T("hand on what is below: {{range .Below}}{{template \"…\" .}}{{end}}", "应把下一级传下去：{{range .Below}}{{template \"…\" .}}{{end}}")

// selfCalls lists the calls in a list of nodes that hand on the template's own value, or the same value each time. same
// tells whether the dot is still the template's own value.
func selfCalls(list *parse.ListNode, same bool) []*parse.TemplateNode {
	var found []*parse.TemplateNode
	own := func(pipe *parse.PipeNode) bool { return pipe.String() == "$" || same && pipe.String() == "." }
	branches := func(b *parse.BranchNode, inside bool) {
		found = append(found, selfCalls(b.List, inside)...)
		if b.ElseList != nil {
			found = append(found, selfCalls(b.ElseList, same)...)
		}
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.TemplateNode:
			if n.Pipe == nil || own(n.Pipe) || constant(n.Pipe) {
				found = append(found, n)
			}
		case *parse.IfNode:
			branches(&n.BranchNode, same)
		case *parse.WithNode:
			branches(&n.BranchNode, own(n.Pipe))
		case *parse.RangeNode:
			branches(&n.BranchNode, false)
		}
	}
	return found
}

// constant tells whether a pipeline is a literal.
func constant(pipe *parse.PipeNode) bool {
	if len(pipe.Cmds) > 1 || len(pipe.Cmds[0].Args) > 1 {
		return false
	}
	switch pipe.Cmds[0].Args[0].(type) {
	case *parse.StringNode, *parse.NumberNode, *parse.BoolNode, *parse.NilNode:
		return true
	}
	return false
}
