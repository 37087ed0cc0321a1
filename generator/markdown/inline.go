package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"

	"wenming/generator/diag"
)

// maxDepth is how deep marks in marks are put out. Deeper ones are dropped and their text stays.
const maxDepth = 50

// children writes what is in a block or in a mark.
func (r *renderer) children(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if raw, is := n.(*ast.RawHTML); is {
			n = r.rawSpan(raw)
			continue
		}
		r.inline(n)
	}
}

func (r *renderer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.write(unescape(n.Segment.Value(r.src.text)))
		if n.HardLineBreak() {
			r.out.string("<br>")
			r.text.space()
		} else if n.SoftLineBreak() {
			r.softBreak(n)
		}
	case *ast.CodeSpan:
		r.out.string("<code>")
		r.write(codeText(nil, n, r.src.text))
		r.out.string("</code>")
	case *ast.Emphasis:
		if n.Level == 2 {
			r.marked("strong", n)
		} else {
			r.marked("em", n)
		}
	case *extast.Strikethrough:
		r.marked("del", n)
	case *ast.Link:
		r.link(n, func() { r.children(n) })
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.Image:
		r.image(n, n.Title)
	case *mention:
		r.mention(n)
	case *extast.FootnoteLink:
		r.reference(n)
	case *extast.TaskCheckBox:
		if n.IsChecked {
			r.out.string(`<input type="checkbox" disabled checked aria-label="已完成"> `)
		} else {
			r.out.string(`<input type="checkbox" disabled aria-label="未完成"> `)
		}
	default:
		r.children(n)
	}
}

// marked writes a mark around its text.
func (r *renderer) marked(tag string, n ast.Node) {
	r.depth++
	if r.depth <= maxDepth {
		r.out.element(tag, nil)
	}
	r.children(n)
	if r.depth <= maxDepth {
		r.out.endTag(tag)
	}
	r.depth--
}

func codeText(dst []byte, n *ast.CodeSpan, source []byte) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		for _, b := range c.(*ast.Text).Segment.Value(source) {
			if b == '\n' {
				b = ' '
			}
			dst = append(dst, b)
		}
	}
	return dst
}

// softBreak writes a line break as a space or as nothing.
func (r *renderer) softBreak(n *ast.Text) {
	text := r.text.text[r.start:]
	if len(r.text.holes) > 0 && int(r.text.holes[len(r.text.holes)-1].end) == len(r.text.text) {
		text = []byte("名") // a name that is not known yet
	}
	if after, known := r.following(n); known && joins(text, after) {
		return
	}
	r.out.string("\n")
	r.text.space()
}

// following is the first character of the text after a node, in marks too.
func (r *renderer) following(n ast.Node) (after rune, known bool) {
	const far = 10 // nodes without text to look past
	for range far {
		for n.NextSibling() == nil {
			if n = n.Parent(); n == nil || n.Type() != ast.TypeInline {
				return 0, false
			}
		}
		n = n.NextSibling()
		for n.FirstChild() != nil && !isKind[*ast.Image](n) {
			n = n.FirstChild()
		}
		var text []byte
		switch n := n.(type) {
		case *ast.Text:
			text = n.Segment.Value(r.src.text)
			text = unescape(text[:min(len(text), 40)])
		case *ast.AutoLink:
			text = n.Label(r.src.text)
		case *mention:
			if text = n.label.Value(r.src.text); len(text) == 0 {
				return '名', true
			}
		case *ast.Image:
			return 0, false
		}
		if len(text) > 0 {
			after, _ = utf8.DecodeRune(text)
			return after, true
		}
	}
	return 0, false
}

func (r *renderer) link(n *ast.Link, content func()) {
	from, to := r.src.find(n.Destination, n.Pos())
	link, ok := r.addLink(Anchor, string(unescape(n.Destination)), r.src.span(from, to), string(r.altText(nil, n)))
	if !ok {
		content()
		return
	}
	r.anchor(link, n.Title, content)
}

// anchor writes an anchor around what content writes.
func (r *renderer) anchor(link int, title []byte, content func()) {
	var attrs []html.Attribute
	if len(title) > 0 {
		attrs = []html.Attribute{{Key: "title", Val: string(unescape(title))}}
	}
	r.inAnchor = true
	r.out.openLinked("a", "href", link, attrs)
	content()
	r.out.closeLinked("a", link)
	r.inAnchor = false
}

func (r *renderer) autoLink(n *ast.AutoLink) {
	label := n.Label(r.src.text)
	address := n.URL(r.src.text)
	if n.AutoLinkType == ast.AutoLinkEmail {
		address = append([]byte("mailto:"), address...)
	}
	if r.inAnchor {
		r.write(label)
		return
	}
	from, to := r.src.find(label, n.Pos())
	link, ok := r.addLink(Anchor, string(address), r.src.span(from, to), string(label))
	if !ok {
		r.write(label)
		return
	}
	r.anchor(link, nil, func() { r.write(label) })
}

func (r *renderer) mention(n *mention) {
	link := len(r.doc.Links)
	label := unescape(n.label.Value(r.src.text))
	key := n.key
	r.doc.Links = append(r.doc.Links, Link{
		Kind: Mention, Target: string(unescape(key.Value(r.src.text))), Text: string(label), Span: r.src.span(key.Start, key.Stop),
	})
	content := func() {
		if len(label) > 0 {
			r.write(label)
			return
		}
		name := n.name(r.src.text)
		r.out.name(link, string(name))
		r.text.name(link, name)
	}
	if r.inAnchor {
		content()
		return
	}
	r.anchor(link, nil, content)
}

// addLink adds a link if its address is allowed, and reports it if not.
func (r *renderer) addLink(kind LinkKind, address string, at diag.Span, text string) (link int, ok bool) {
	if !allowed(address, kind) {
		r.problem(diag.HTMLDropped, at, diag.T("an address with %q is not allowed and left out",
			"不允许使用 “%s” 地址，已去掉", scheme(address)+":"),
			diag.T("use a path or https://", "请使用相对路径或 https://"))
		return 0, false
	}
	r.doc.Links = append(r.doc.Links, Link{Kind: kind, Target: decode(address), Text: text, Span: at})
	return len(r.doc.Links) - 1, true
}

// altText adds the text of a node without any mark, as an attribute can hold it.
func (r *renderer) altText(dst []byte, parent ast.Node) []byte {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			dst = append(dst, unescape(n.Segment.Value(r.src.text))...)
			if n.HardLineBreak() {
				dst = append(dst, ' ')
			} else if n.SoftLineBreak() {
				if after, known := r.following(n); !known || !joins(dst, after) {
					dst = append(dst, ' ')
				}
			}
		case *ast.CodeSpan:
			dst = codeText(dst, n, r.src.text)
		case *ast.AutoLink:
			dst = append(dst, n.Label(r.src.text)...)
		case *mention:
			dst = append(dst, unescape(n.name(r.src.text))...)
		default:
			dst = r.altText(dst, n)
		}
	}
	return dst
}
