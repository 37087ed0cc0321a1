package layout

import (
	"bytes"
	"html/template"
	"strings"
	"text/template/parse"
)

// The functions that this package adds to what html/template does to a value: textFunction before it escapes text,
// quoteFunction after it has escaped the value of an attribute.
const (
	textFunction  = "_wenming_text"
	quoteFunction = "_wenming_quote"
)

var shortFunctions = template.FuncMap{
	textFunction: func(v any) any {
		if s, ok := v.(string); ok {
			return template.HTML(appendText(nil, s))
		}
		return v
	},
	quoteFunction: func(s string) string { return string(appendQuoted(nil, s)) },
}

// appendText appends a plain text to HTML text, where fewer characters need to be escaped than html/template, which has
// one way for text and attributes, escapes.
func appendText(page []byte, s string) []byte {
	written := 0
	for i := range len(s) {
		switch s[i] {
		case '&', '<', 0:
			page = append(append(page, s[written:i]...), entities[s[i]]...)
			written = i + 1
		}
	}
	return append(page, s[written:]...)
}

// appendQuoted appends the value of an attribute, escaped for quotes, with quotes where it needs them.
func appendQuoted(page []byte, s string) []byte {
	s = strings.ReplaceAll(s, entities['+'], "+")
	for i := range len(s) {
		if b := s[i]; inQuotesOnly[b] && b != '&' {
			return append(append(append(page, '"'), s...), '"')
		}
	}
	if s == "" {
		return append(page, `""`...)
	}
	return append(page, s...)
}

// quoting puts the quotes around what another function appends.
func quoting(write func(page []byte, s string) []byte) func(page []byte, s string) []byte {
	return func(page []byte, s string) []byte {
		start := len(page)
		page = write(page, s)
		bare := len(page) > start
		for _, b := range page[start:] {
			bare = bare && !inQuotesOnly[b]
		}
		if !bare {
			page = appendQuoted(page[:start], string(page[start:]))
		}
		return page
	}
}

// inQuotesOnly are the bytes that only a value in quotes may hold (HTML, 13.1.2.3 Attributes), and the one that a plus
// sign is escaped with.
var inQuotesOnly = [256]bool{' ': true, '\t': true, '\n': true, '\r': true, '\f': true, '"': true, '\'': true, '=': true, '<': true, '>': true, '`': true, '&': true}

// shortenText makes actions that show text escape no more than they must.
func shortenText(t *template.Template) {
	for _, each := range t.Templates() {
		if each.Tree == nil {
			continue
		}
		walk(each.Tree.Root, func(node parse.Node) {
			action, ok := node.(*parse.ActionNode)
			if !ok || len(action.Pipe.Decl) > 0 {
				return
			}
			if values, escapers := escaping(action.Pipe); escapers == escapeText {
				action.Pipe.Cmds = append(append(values[:len(values):len(values)], command(textFunction, action)), action.Pipe.Cmds[len(values):]...)
			}
		})
	}
}

// command is a call of a function in an action.
func command(function string, action *parse.ActionNode) *parse.CommandNode {
	return &parse.CommandNode{NodeType: parse.NodeCommand, Pos: action.Pos, Args: []parse.Node{parse.NewIdentifier(function).SetPos(action.Pos)}}
}

// unquote takes the quotes from an attribute's value that is one action alone, and lets the action write them where
// they are needed. before and after are the texts around it.
func unquote(before, after []byte, action *parse.ActionNode) (shorterBefore, shorterAfter []byte) {
	n := len(before)
	if n < 2 || before[n-2] != '=' || before[n-1] != '"' && before[n-1] != '\'' || len(after) == 0 || after[0] != before[n-1] ||
		len(after) > 1 && after[1] != ' ' && after[1] != '>' {
		return before, after
	}
	switch _, escapers := escaping(action.Pipe); {
	case strings.HasSuffix(escapers, escapeValue):
		action.Pipe.Cmds = append(action.Pipe.Cmds, command(quoteFunction, action))
	case !strings.HasSuffix(escapers, "_html_template_nospaceescaper"):
		return before, after
	}
	return before[:n-1], bytes.Clone(after[1:])
}
