package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"wenming/generator/diag"
)

// rawState is what a walk knows about raw HTML.
type rawState struct {
	pieces   map[ast.Node][]piece // what stays of it; nil leaves all of it out
	open     []string             // elements opened in the current text
	noEnd    map[string]ast.Node  // where an element whose content is hidden is known to have no end
	anchor   int                  // the link whose text is being written, or -1
	anchorAt int                  // where that text starts
}

// readRaw reads the raw HTML before anything is written: its ids and levels count for headings.
func (r *renderer) readRaw() {
	if len(r.rawNodes) == 0 {
		return
	}
	r.raw = rawState{pieces: map[ast.Node][]piece{}, noEnd: map[string]ast.Node{}, anchor: -1}
	s := sanitizer{map[string]bool{}}
	report := func(at diag.Span, message diag.Text) {
		r.problem(diag.HTMLDropped, at, message, diag.T("write it in Markdown, or leave it out", "请改用 Markdown 写法，或删去"))
	}
	for _, n := range r.rawNodes {
		pieces := newExcerpt(r.src, n).pieces(s, report)
		for i, p := range pieces {
			r.out.marked = r.out.marked || p.kind != html.TextToken
			if p.kind == html.StartTagToken && p.data == "h1" {
				r.deeper = 1
			}
			for j, a := range p.attrs {
				if a.Key == "id" && !r.ids.claim(a.Val) {
					report(p.idAt, diag.T("the id %q is used already and left out", "标识 “%s” 已被使用，已去掉", a.Val))
					pieces[i].attrs = slices.Delete(p.attrs, j, j+1)
					break
				}
			}
		}
		r.raw.pieces[n] = pieces
	}
}

// rawBlock writes a block of raw HTML.
func (r *renderer) rawBlock(n *ast.HTMLBlock) {
	for _, p := range r.raw.pieces[n] {
		if !isPhrasing(p.data) && p.kind != html.TextToken {
			r.text.newline()
		}
		switch {
		case p.hides:
		case p.kind == html.TextToken:
			r.rawText(p.data)
		case p.kind == html.EndTagToken:
			r.endTag(p.data)
		default:
			r.startTag(p)
		}
	}
	r.text.newline()
}

// rawSpan writes raw HTML in a text. It returns the last node that it stands for: what an element hides is passed over.
func (r *renderer) rawSpan(n *ast.RawHTML) ast.Node {
	for _, p := range r.raw.pieces[n] {
		switch {
		case p.hides:
			return r.hidden(p.data, n)
		case p.kind == html.TextToken:
			r.rawText(p.data)
		case p.kind == html.EndTagToken:
			if at := lastIndex(r.raw.open, p.data); at >= 0 {
				r.closeRaw(at)
			}
		default:
			if r.startTag(p) && !isVoid(p.data) {
				r.raw.open = append(r.raw.open, p.data)
			}
		}
	}
	return n
}

// hidden finds the end tag of an element whose content is not text to read.
func (r *renderer) hidden(element string, n ast.Node) ast.Node {
	if r.raw.noEnd[element] == n.Parent() {
		return n
	}
	tag := []byte("</" + element)
	for c := n.NextSibling(); c != nil; c = c.NextSibling() {
		if raw, is := c.(*ast.RawHTML); is {
			text := raw.Segments.At(0)
			if value := text.Value(r.src.text); len(value) >= len(tag) && bytes.EqualFold(value[:len(tag)], tag) {
				return c
			}
		}
	}
	r.raw.noEnd[element] = n.Parent()
	return n
}

// closeRaw closes the elements that raw HTML has opened in the current text, down to a number of them: what it opens
// in a text ends with the text.
func (r *renderer) closeRaw(to int) {
	for i := len(r.raw.open) - 1; i >= to; i-- {
		r.endTag(r.raw.open[i])
	}
	if len(r.raw.open) > to {
		r.raw.open = r.raw.open[:to]
	}
}

// rawText writes text that stands in raw HTML, where white space counts once.
func (r *renderer) rawText(text string) {
	r.out.escape(text)
	if text != "" && strings.ContainsAny(text[:1], " \t\n") {
		r.text.space()
	}
	fields := strings.Fields(text)
	r.text.string(strings.Join(fields, " "))
	if len(fields) > 0 && strings.ContainsAny(text[len(text)-1:], " \t\n") {
		r.text.space()
	}
}

func (r *renderer) endTag(name string) {
	if name == "a" && r.raw.anchor >= 0 {
		r.doc.Links[r.raw.anchor].Text = string(r.text.text[r.raw.anchorAt:])
		r.raw.anchor = -1
	}
	r.out.endTag(r.level(name))
}

// startTag writes a start tag with its link, if it has one. It tells whether there is a tag.
func (r *renderer) startTag(p piece) bool {
	alt := ""
	attrs := slices.Clone(p.attrs)
	if p.data == "img" {
		if i := slices.IndexFunc(attrs, func(a html.Attribute) bool { return a.Key == "alt" }); i >= 0 {
			alt = attrs[i].Val
			attrs = slices.Delete(attrs, i, i+1)
		} else {
			r.checkAlt("", p.at)
		}
	}
	_, kind := addressAttribute(p.data)
	link, ok := -1, false
	if p.linked {
		link, ok = r.addLink(kind, p.address, p.at, alt)
	}
	if p.data == "img" && !ok {
		r.out.escape(alt)
		return false
	}
	if p.linked && !ok && p.data != "video" && p.data != "audio" {
		return false
	}
	switch {
	case !ok:
		r.out.element(r.level(p.data), attrs)
	case p.data == "img":
		r.out.picture(link, alt, attrs)
	case p.data == "a":
		r.raw.anchor, r.raw.anchorAt = link, len(r.text.text)
		r.out.openLinked("a", "href", link, attrs)
	default:
		r.out.openLinked(p.data, "src", link, attrs)
	}
	if p.data == "br" {
		r.text.space()
	}
	return true
}

// level puts a heading as deep as those in Markdown.
func (r *renderer) level(name string) string {
	if len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6' {
		return "h" + strconv.Itoa(min(int(name[1]-'0')+r.deeper, 6))
	}
	return name
}

func lastIndex(list []string, s string) int {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i] == s {
			return i
		}
	}
	return -1
}

// isPhrasing tells whether an element of the safe subset stands in a line of text.
func isPhrasing(name string) bool {
	return strings.Contains(" a img span b strong i em u s del ins mark small sub sup q cite dfn abbr code kbd samp var time ruby rb rt rp bdi bdo wbr ",
		" "+name+" ")
}
