package layout

import (
	"html/template"
	"text/template/parse"
)

// fold replaces literals by what html/template makes of them: the same words need not be escaped on every page anew. The template must be escaped already.
func fold(t *template.Template) {
	for _, each := range t.Templates() {
		if each.Tree == nil {
			continue
		}
		walk(each.Tree.Root, func(node parse.Node) {
			if list, ok := node.(*parse.ListNode); ok {
				list.Nodes = folded(list.Nodes)
			}
		})
	}
}

// folded returns the nodes with text instead of literals, and each run of texts as one.
func folded(nodes []parse.Node) []parse.Node {
	var all []parse.Node
	var last *parse.TextNode
	for _, node := range nodes {
		text, ok := node.(*parse.TextNode)
		if action, is := node.(*parse.ActionNode); is {
			text, ok = literal(action)
		}
		switch {
		case !ok:
			all, last = append(all, node), nil
		case last == nil:
			last = &parse.TextNode{NodeType: parse.NodeText, Pos: text.Pos, Text: text.Text}
			all = append(all, last)
		default:
			last.Text = append(last.Text[:len(last.Text):len(last.Text)], text.Text...)
		}
	}
	return all
}

// literal is the text of an action that shows one, such as {{"text" | _html_template_htmlescaper}}.
func literal(action *parse.ActionNode) (*parse.TextNode, bool) {
	values, escapers := escaping(action.Pipe)
	write := appenders[escapers]
	if write == nil || len(action.Pipe.Decl) > 0 || len(values) > 1 || len(values[0].Args) > 1 {
		return nil, false
	}
	text, ok := values[0].Args[0].(*parse.StringNode)
	if !ok {
		return nil, false
	}
	return &parse.TextNode{NodeType: parse.NodeText, Pos: action.Pos, Text: write(nil, text.Text)}, true
}
