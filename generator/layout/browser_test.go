package layout

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block are the elements that begin a line and end one.
var block = []atom.Atom{
	atom.Html, atom.Head, atom.Body, atom.Meta, atom.Link, atom.Title, atom.Script, atom.Style, atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Caption,
	atom.Dd, atom.Details, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5,
	atom.H6, atom.Header, atom.Hr, atom.Br, atom.Li, atom.Main, atom.Nav, atom.Ol, atom.Option, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tbody,
	atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul, atom.Datalist,
}

// object are the elements that stand in a line like a letter.
var object = []atom.Atom{atom.Img, atom.Svg, atom.Input, atom.Select, atom.Button, atom.Textarea, atom.Video, atom.Audio}

// browser shows a document with the spaces that a browser shows.
type browser struct {
	strings.Builder
	inLine bool // something stands on the line
	space  bool // and a space follows
	keep   int  // elements that keep their spaces
}

// asShown is a page as a browser has it: its elements with their attributes by name, and its text with the spaces that can be seen.
func asShown(t testing.TB, page []byte) string {
	t.Helper()
	document, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b browser
	b.node(document)
	return b.String()
}

func (b *browser) letter(s string) {
	if b.space && b.inLine {
		b.WriteByte(' ')
	}
	b.WriteString(s)
	b.inLine, b.space = true, false
}

func (b *browser) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		b.text(n.Data)
		return
	case html.ElementNode:
		b.tag("<", n)
	}
	keeps := n.DataAtom == atom.Pre || n.DataAtom == atom.Textarea || n.DataAtom == atom.Script || n.DataAtom == atom.Style
	if keeps {
		b.keep++
	}
	for below := range n.ChildNodes() {
		b.node(below)
	}
	if keeps {
		b.keep--
	}
	if n.Type == html.ElementNode {
		b.tag("</", n)
	}
}

func (b *browser) text(s string) {
	if b.keep > 0 {
		b.WriteString(s)
		return
	}
	for _, r := range s {
		if r < 0x80 && isSpace(byte(r)) {
			b.space = true
		} else {
			b.letter(string(r))
		}
	}
}

func (b *browser) tag(bracket string, n *html.Node) {
	tag := bracket + n.Data
	if bracket == "<" {
		var attributes []string
		for _, a := range n.Attr {
			value := a.Val
			switch {
			case a.Key == "class":
				value = strings.Join(strings.Fields(value), " ")
			case a.Key == "content":
				value = strings.ReplaceAll(value, ", ", ",")
			case a.Key == "href", a.Key == "src":
				value = strings.TrimSpace(value)
			}
			if value != "" || a.Key != "class" && a.Key != "id" && a.Key != "name" {
				attributes = append(attributes, a.Key+"="+value)
			}
		}
		slices.Sort(attributes)
		tag += " " + strings.Join(attributes, "|")
	}
	switch {
	case slices.Contains(block, n.DataAtom):
		b.inLine, b.space = false, false
		b.WriteString("\n" + tag + ">\n")
	case slices.Contains(object, n.DataAtom):
		b.letter(tag + ">")
	default:
		b.WriteString(tag + ">")
	}
}
