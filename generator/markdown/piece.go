package markdown

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"wenming/generator/diag"
)

// piece is a part of raw HTML that stays: a text, or a tag in the safe subset.
type piece struct {
	kind    html.TokenType // TextToken, StartTagToken or EndTagToken
	data    string         // the text, or the element's name
	attrs   []html.Attribute
	address string    // the value of href or src, as written but for character references
	linked  bool      // whether there is such an address
	hides   bool      // not kept: the start tag of an element whose content is not kept either
	at      diag.Span // of the address, or of the tag
	idAt    diag.Span
}

// maxAttributes is how many attributes of a tag are read. No element of the safe subset knows as many.
const maxAttributes = 50

// excerpt is raw HTML joined from its lines, that knows where they are.
type excerpt struct {
	src   *source
	text  []byte
	parts []text.Segment
	ends  []int // where each part ends in the text
}

func newExcerpt(src *source, n ast.Node) excerpt {
	e := excerpt{src: src}
	switch n := n.(type) {
	case *ast.HTMLBlock:
		for i := range n.Lines().Len() {
			e.parts = append(e.parts, n.Lines().At(i))
		}
		if n.HasClosure() {
			e.parts = append(e.parts, n.ClosureLine)
		}
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			e.parts = append(e.parts, n.Segments.At(i))
		}
	}
	for _, part := range e.parts {
		e.text = append(e.text, src.text[part.Start:part.Stop]...)
		e.ends = append(e.ends, len(e.text))
	}
	return e
}

// span turns a range of the joined text into a range of the file.
func (e excerpt) span(from, to int) diag.Span {
	last := e.find(max(to-1, from))
	return e.src.span(e.find(from), last+min(to-from, 1))
}

// find tells where in the source a byte of the joined text is.
func (e excerpt) find(i int) int {
	n := min(sort.SearchInts(e.ends, i+1), len(e.ends)-1)
	return e.parts[n].Stop - (e.ends[n] - i)
}

// pieces reads raw HTML and reports what does not stay.
func (e excerpt) pieces(s sanitizer, report func(diag.Span, diag.Text)) []piece {
	var list []piece
	z := html.NewTokenizer(bytes.NewReader(e.text))
	at, hidden := 0, ""
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		from := at
		at += len(z.Raw())
		t := z.Token()
		switch {
		case hidden != "":
			if kind == html.EndTagToken && t.Data == hidden {
				hidden = ""
			}
		case kind == html.TextToken:
			list = append(list, piece{kind: kind, data: t.Data})
		case kind == html.EndTagToken:
			if s.element(t.Data) && !isVoid(t.Data) {
				list = append(list, piece{kind: kind, data: t.Data})
			}
		case kind == html.StartTagToken || kind == html.SelfClosingTagToken:
			p, allowed := e.startTag(t, from, at, s, report)
			if allowed || p.hides {
				list = append(list, p)
			}
			if p.hides && kind == html.StartTagToken {
				hidden = t.Data
			}
		}
	}
	if rest := bytes.TrimSpace(e.text[at:]); len(rest) > 0 {
		from := at + bytes.Index(e.text[at:], rest)
		report(e.span(from, from+len(rest)), diag.T("an unfinished tag is not shown: %q", "未写完的标签不会显示：“%s”", clip(rest)))
	}
	return list
}

// startTag reads a start tag that stands at a range of the text.
func (e excerpt) startTag(t html.Token, from, to int, s sanitizer, report func(diag.Span, diag.Text)) (piece, bool) {
	written := scanAttributes(e.text[from:to])
	p := piece{kind: html.StartTagToken, data: t.Data, at: e.span(from, to)}
	if len(t.Attr) > maxAttributes || len(written) != len(t.Attr) {
		report(p.at, diag.T("raw HTML <%s> has more than %d attributes and is not shown",
			"HTML 元素 <%s> 的属性超过 %d 个，不会显示", t.Data, maxAttributes))
		return p, false
	}
	key, _ := addressAttribute(t.Data)
	var others []html.Attribute
	for i, a := range t.Attr {
		switch {
		case hasKey(t.Attr[:i], a.Key): // HTML takes the first
		case key != "" && a.Key == key:
			p.address, p.linked = a.Val, true
			p.at = e.span(from+written[i].valueFrom, from+written[i].valueTo)
		default:
			others = append(others, a)
			if a.Key == "id" {
				p.idAt = e.span(from+written[i].from, from+written[i].to)
			}
		}
	}
	if !s.element(t.Data) {
		report(e.span(from, from+len("<")+len(t.Data)), diag.T("raw HTML <%s> is not allowed and not shown",
			"不允许使用 HTML 元素 <%s>，不会显示", t.Data))
		p.hides = isHidden(t.Data)
		return p, false
	}
	if len(others) > 0 {
		p.attrs, _ = s.tag(t.Data, others)
	}
	for i, a := range t.Attr {
		if a.Key != key && !hasKey(p.attrs, a.Key) {
			report(e.span(from+written[i].from, from+written[i].to), diag.T("raw HTML attribute %q of <%s> is not allowed and left out",
				"不允许使用 HTML 属性 “%s”（在 <%s> 中），已去掉", a.Key, t.Data))
		}
	}
	return p, true
}

func hasKey(attrs []html.Attribute, key string) bool {
	for _, a := range attrs {
		if a.Key == key {
			return true
		}
	}
	return false
}

// clip shortens a text for a message.
func clip(text []byte) []byte {
	const most = 40
	if runes := bytes.Runes(text); len(runes) > most {
		return append([]byte(string(runes[:most])), "…"...)
	}
	return text
}

// writtenAttribute is where an attribute stands in its tag.
type writtenAttribute struct{ from, to, valueFrom, valueTo int }

// scanAttributes finds the attributes of a start tag in order, as the HTML tokenizer reads them (HTML Standard, 13.2.5).
func scanAttributes(tag []byte) []writtenAttribute {
	var list []writtenAttribute
	const space = " \t\n\f"
	isSpace := func(i int) bool { return bytes.IndexByte([]byte(space), tag[i]) >= 0 }
	i := 1
	for i < len(tag) && !isSpace(i) && tag[i] != '/' && tag[i] != '>' {
		i++
	}
	for {
		for i < len(tag) && (isSpace(i) || tag[i] == '/') {
			i++
		}
		if i >= len(tag) || tag[i] == '>' {
			return list
		}
		a := writtenAttribute{from: i}
		for i++; i < len(tag) && !isSpace(i) && tag[i] != '/' && tag[i] != '>' && tag[i] != '='; i++ {
		}
		a.to, a.valueFrom, a.valueTo = i, i, i
		equals := i
		for equals < len(tag) && isSpace(equals) {
			equals++
		}
		if equals < len(tag) && tag[equals] == '=' {
			i = equals + 1
			for i < len(tag) && isSpace(i) {
				i++
			}
			a.valueFrom = i
			if i < len(tag) && (tag[i] == '"' || tag[i] == '\'') {
				a.valueFrom++
				end := bytes.IndexByte(tag[i+1:], tag[i])
				if end < 0 {
					return list
				}
				a.valueTo = i + 1 + end
				i = a.valueTo + 1
			} else {
				for i < len(tag) && !isSpace(i) && tag[i] != '>' {
					i++
				}
				a.valueTo = i
			}
			a.to = i
		}
		list = append(list, a)
	}
}
