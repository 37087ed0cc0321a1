package markdown

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"wenming/generator/diag"
)

// figure writes a text that is nothing but a picture with a caption or attributes, or a link to a file that plays. It
// does nothing for other texts.
func (r *renderer) figure(n ast.Node) bool {
	first := n.FirstChild()
	if first == nil {
		return false
	}
	attrs, ok := r.onlyAttributes(first.NextSibling())
	if !ok {
		return false
	}
	var caption []byte
	var content func()
	switch first := first.(type) {
	case *ast.Image:
		caption = first.Title
		content = func() { r.image(first, nil) }
	case *ast.Link:
		if image, ok := first.FirstChild().(*ast.Image); ok && image.NextSibling() == nil {
			caption = image.Title
			content = func() { r.link(first, func() { r.image(image, nil) }) }
		} else if player(string(first.Destination)) != "" {
			caption = first.Title
			content = func() { r.media(first.Destination, first) }
		}
	case *ast.AutoLink:
		if label := first.Label(r.src.text); player(string(label)) != "" && first.Protocol == nil {
			content = func() { r.media(label, first) }
		}
	}
	if content == nil {
		return false
	}
	r.start = len(r.text.text)
	if len(caption) == 0 && attrs == (attributes{}) {
		r.out.string("<p>")
		content()
		r.out.string("</p>")
		r.text.newline()
		return true
	}
	r.out.string("<figure")
	if attrs.id != "" {
		r.anchorID(r.ids.unique(attrs.id))
	}
	if attrs.class != "" {
		r.out.attribute("class", attrs.class)
	}
	r.out.string(">")
	content()
	if len(caption) > 0 {
		r.text.newline()
		r.out.string("<figcaption>")
		r.write(unescape(caption))
		r.out.string("</figcaption>")
	}
	r.out.string("</figure>")
	r.text.newline()
	return true
}

// onlyAttributes reads the attributes that are all there is from a node on.
func (r *renderer) onlyAttributes(n ast.Node) (attrs attributes, ok bool) {
	if n == nil {
		return attrs, true
	}
	from, to := n.Pos(), 0
	for ; n != nil; n = n.NextSibling() {
		text, is := n.(*ast.Text)
		if !is || text.SoftLineBreak() || text.HardLineBreak() {
			return attrs, false
		}
		to = text.Segment.Stop
	}
	rest, attrs, found := cutAttributes(r.src.text[from:to])
	return attrs, found && len(rest) == 0
}

// image writes a picture, or what plays where it is video or sound.
func (r *renderer) image(n *ast.Image, title []byte) {
	if player(string(n.Destination)) != "" {
		r.media(n.Destination, n)
		return
	}
	from, to := r.src.find(n.Destination, n.Pos())
	alt := string(r.altText(nil, n))
	link, ok := r.addLink(Picture, string(unescape(n.Destination)), r.src.span(from, to), alt)
	if !ok {
		r.out.escape(alt)
		return
	}
	r.checkAlt(alt, r.src.span(from, to))
	var attrs []html.Attribute
	if len(title) > 0 {
		attrs = []html.Attribute{{Key: "title", Val: string(unescape(title))}}
	}
	r.out.picture(link, alt, attrs)
}

func (r *renderer) checkAlt(alt string, at diag.Span) {
	if strings.TrimSpace(alt) == "" {
		r.problem(diag.ImageAlt, at, diag.T("a picture has no alternative text", "图片没有替代文字"),
			diag.T("say between the brackets what it shows: ![a volunteer reads to children](a.jpg)",
				"在方括号中写明图片内容：![志愿者给孩子们读书](a.jpg)"))
	}
}

// media writes a player for the file at an address, with a link to it for who cannot play it.
func (r *renderer) media(destination []byte, n ast.Node) {
	from, to := r.src.find(destination, n.Pos())
	address := string(unescape(destination))
	text := string(r.altText(nil, n))
	if text == "" {
		text = path.Base(decode(address))
	}
	link, ok := -1, false
	if !r.inAnchor {
		link, ok = r.addLink(Media, address, r.src.span(from, to), text)
	}
	if !ok {
		r.write([]byte(text))
		return
	}
	tag := player(address)
	preload := "metadata"
	if tag == "audio" {
		preload = "none"
	}
	r.out.openLinked(tag, "src", link, []html.Attribute{{Key: "controls"}, {Key: "preload", Val: preload}})
	r.anchor(link, nil, func() { r.write([]byte(text)) })
	r.out.closeLinked(tag, link)
}
