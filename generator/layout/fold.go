package layout

import (
	"html/template"
	"regexp"
	"text/template/parse"
)

// escapers are html/template's own names for what it does to a value in HTML text or a quoted attribute, and whether
// that leaves a plain path as it is, being for addresses.
var escapers = map[string]bool{
	"_html_template_htmlescaper": false, "_html_template_attrescaper": false, "_html_template_rcdataescaper": false,
	"_html_template_urlfilter": true, "_html_template_urlnormalizer": true,
}

var plainPath = regexp.MustCompile(`^/[0-9A-Za-z/._-]*$`)

// fold replaces literals that html/template escapes as HTML text by that text: the same words need not be escaped on
// every page anew. The template must be escaped already. Where the escapers have other names the pages are the same, only
// slower made.
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
	commands := action.Pipe.Cmds
	text, ok := commands[0].Args[0].(*parse.StringNode)
	if !ok || len(action.Pipe.Decl) > 0 || len(commands) == 1 || len(commands[0].Args) > 1 {
		return nil, false
	}
	for _, command := range commands[1:] {
		function, ok := command.Args[0].(*parse.IdentifierNode)
		if !ok || len(command.Args) > 1 {
			return nil, false
		}
		if address, known := escapers[function.Ident]; !known || address && !plainPath.MatchString(text.Text) {
			return nil, false
		}
	}
	return &parse.TextNode{NodeType: parse.NodeText, Pos: action.Pos, Text: []byte(template.HTMLEscapeString(text.Text))}, true
}
