package markdown

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// builder writes HTML with holes.
//
// A body with raw HTML is written twice. First marked: a hole is an attribute of the element it belongs to. Raw HTML
// cannot forge one, because what it writes is rebuilt from the attributes that are allowed. Then, when the whole has
// been parsed as HTML and every element is closed, once more from that tree with real holes.
type builder struct {
	text     []byte
	holes    []hole
	marked   bool
	pictures int
	ids      []string // of the elements of a tree, in order
	seen     map[string]bool
}

// holeMark is the attribute that stands for a link's holes in marked HTML.
const holeMark = "hole"

func (b *builder) string(s string)     { b.text = append(b.text, s...) }
func (b *builder) escape(plain string) { b.text = appendEscaped(b.text, plain) }

func (b *builder) html() HTML {
	h := HTML{text: string(b.text), holes: append([]hole(nil), b.holes...)}
	for _, hole := range h.holes {
		h.links = max(h.links, int(hole.link)+1)
	}
	return h
}

// begin starts a range that stands under a condition and returns what end needs.
func (b *builder) begin(link int, condition fill) int {
	b.hole(link, condition)
	return len(b.holes) - 1
}

func (b *builder) end(begun int) { b.holes[begun].end = uint32(len(b.text)) }

func (b *builder) hole(link int, f fill) {
	at := uint32(len(b.text))
	b.holes = append(b.holes, hole{at: at, end: at, link: uint32(link), fill: f})
}

func (b *builder) attributes(attrs []html.Attribute) {
	for _, a := range attrs {
		b.attribute(a.Key, a.Val)
	}
}

func (b *builder) attribute(key, value string) {
	b.string(" ")
	b.string(key)
	b.string(`="`)
	b.escape(value)
	b.string(`"`)
}

func (b *builder) endTag(name string) {
	b.string("</")
	b.string(name)
	b.string(">")
}

// element writes a start tag without an address.
func (b *builder) element(name string, attrs []html.Attribute) {
	b.string("<")
	b.string(name)
	b.attributes(attrs)
	b.string(">")
}

// mark writes a start tag with a mark in place of holes.
func (b *builder) mark(name string, link int, attrs []html.Attribute) {
	b.string("<")
	b.string(name)
	b.attribute(holeMark, strconv.Itoa(link))
	b.attributes(attrs)
	b.string(">")
}

// openLinked writes the start tag of an element that is there only if its link has an address.
func (b *builder) openLinked(name, address string, link int, attrs []html.Attribute) {
	if b.marked {
		b.mark(name, link, attrs)
		return
	}
	begun := b.begin(link, fillLinked)
	b.string("<")
	b.string(name)
	b.string(" ")
	b.string(address)
	b.string(`="`)
	b.hole(link, fillURL)
	b.string(`"`)
	b.attributes(attrs)
	b.string(">")
	b.end(begun)
}

func (b *builder) closeLinked(name string, link int) {
	if b.marked {
		b.endTag(name)
		return
	}
	begun := b.begin(link, fillLinked)
	b.endTag(name)
	b.end(begun)
}

// picture writes a picture, or its alternative text if it has no address. Only the first is loaded at once. A size in
// the attributes goes before the picture's own.
func (b *builder) picture(link int, alt string, attrs []html.Attribute) {
	if b.marked {
		b.mark("img", link, append([]html.Attribute{{Key: "alt", Val: alt}}, attrs...))
		return
	}
	begun := b.begin(link, fillLinked)
	b.string(`<img src="`)
	b.hole(link, fillURL)
	b.string(`"`)
	b.attribute("alt", alt)
	sized := false
	for _, a := range attrs {
		sized = sized || a.Key == "width" || a.Key == "height"
	}
	if !sized {
		b.hole(link, fillSize)
	}
	b.attributes(attrs)
	if b.pictures++; b.pictures > 1 {
		b.string(` loading="lazy"`)
	}
	b.string(` decoding="async">`)
	b.end(begun)
	if alt != "" {
		begun = b.begin(link, fillUnlinked)
		b.escape(alt)
		b.end(begun)
	}
}

// name writes the name that a mention shows, or the fallback if its target has none.
func (b *builder) name(link int, fallback string) {
	if b.marked {
		b.mark("span", link, nil)
		b.escape(fallback)
		b.string("</span>")
		return
	}
	begun := b.begin(link, fillName)
	b.escape(fallback)
	b.end(begun)
}

// node writes a node of a parsed tree, with holes in place of marks.
func (b *builder) node(n *html.Node) {
	if n.Type == html.TextNode {
		b.escape(n.Data)
		return
	}
	if n.Type != html.ElementNode || n.Data == "p" && n.FirstChild == nil && len(n.Attr) == 0 {
		return
	}
	link, alt, attrs := unmark(n.Attr)
	for i, a := range attrs {
		if a.Key != "id" {
			continue
		}
		if b.seen[a.Val] { // a parser repeats an element that crosses another
			attrs = slices.Delete(slices.Clone(attrs), i, i+1)
			break
		}
		b.seen[a.Val] = true
		b.ids = append(b.ids, a.Val)
	}
	switch {
	case link < 0:
		b.element(n.Data, attrs)
	case n.Data == "img":
		b.picture(link, alt, attrs)
		return
	case n.Data == "span":
		b.name(link, textOf(n))
		return
	case n.Data == "a":
		b.openLinked("a", "href", link, attrs)
	default:
		b.openLinked(n.Data, "src", link, attrs)
	}
	if isVoid(n.Data) {
		return
	}
	if c := n.FirstChild; n.Data == "pre" && c != nil && c.Type == html.TextNode && strings.HasPrefix(c.Data, "\n") {
		b.string("\n") // a parser drops the first line feed
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.node(c)
	}
	if link < 0 {
		b.endTag(n.Data)
	} else {
		b.closeLinked(n.Data, link)
	}
}

// unmark separates the mark from the attributes of an element, and the alternative text that goes with it. A parser
// may have changed their order.
func unmark(attrs []html.Attribute) (link int, alt string, others []html.Attribute) {
	if !hasKey(attrs, holeMark) {
		return -1, "", attrs
	}
	for _, a := range attrs {
		switch a.Key {
		case holeMark:
			link, _ = strconv.Atoi(a.Val)
		case "alt":
			alt = a.Val
		default:
			others = append(others, a)
		}
	}
	return link, alt, others
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// isVoid tells whether an element of the safe subset has no end tag.
func isVoid(name string) bool {
	switch name {
	case "br", "hr", "img", "input", "wbr", "col", "source":
		return true
	}
	return false
}
