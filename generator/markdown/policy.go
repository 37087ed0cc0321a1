package markdown

import (
	"bytes"
	"regexp"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
)

// safeSubset is the raw HTML that an author may use, without addresses: those follow the same rule as addresses in
// Markdown. What can run, load, submit or cover something is not in it, nor what is the page's own to say (main, nav,
// header, a form).
var safeSubset = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "div", "section", "aside", "address", "br", "hr", "wbr", "blockquote", "pre",
		"h1", "h2", "h3", "h4", "h5", "h6", "details", "summary", "figure", "figcaption",
		"ul", "ol", "li", "dl", "dt", "dd",
		"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
		"b", "strong", "i", "em", "u", "s", "del", "ins", "mark", "small", "sub", "sup", "q", "cite", "dfn", "abbr",
		"code", "kbd", "samp", "var", "time", "ruby", "rb", "rt", "rp", "bdi", "bdo")
	p.AllowNoAttrs().OnElements("a", "img", "span", "video", "audio", "source", "rb", "colgroup", "col", "bdo", "abbr", "dfn")

	number := regexp.MustCompile(`^[0-9]{1,5}$`)
	name := regexp.MustCompile(`^[\pL\pN\pM_.-]{1,100}$`)
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^[\pL\pN\pM_. -]{0,500}$`)).Globally()
	p.AllowAttrs("id").Matching(name).Globally()
	p.AllowAttrs("title").Globally()
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[a-zA-Z0-9-]{2,35}$`)).Globally()
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(?i:ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(number).OnElements("img", "video")
	p.AllowAttrs("controls", "muted", "loop").OnElements("video", "audio")
	p.AllowAttrs("preload").Matching(regexp.MustCompile(`^(?i:none|metadata|auto)?$`)).OnElements("video", "audio")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^(video|audio)/[a-z0-9.-]+$`)).OnElements("source")
	p.AllowAttrs("download").OnElements("a")
	p.AllowAttrs("open").OnElements("details")
	p.AllowAttrs("start", "value").Matching(number).OnElements("ol", "li")
	p.AllowAttrs("reversed").OnElements("ol")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^[1aAiI]$`)).OnElements("ol")
	p.AllowAttrs("colspan", "rowspan", "span").Matching(number).OnElements("th", "td", "col", "colgroup")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^(?i:row|col|rowgroup|colgroup)$`)).OnElements("th")
	p.AllowAttrs("datetime").Matching(regexp.MustCompile(`^[0-9TZPWDHMS:.+ -]+$`)).OnElements("time", "del", "ins")
	return p
})

// sanitizer asks the policy for single tags, once for each element.
type sanitizer struct{ elements map[string]bool }

// element tells whether an element is in the safe subset.
func (s sanitizer) element(name string) bool {
	allowed, asked := s.elements[name]
	if !asked {
		_, allowed = s.tag(name, nil)
		s.elements[name] = allowed
	}
	return allowed
}

// tag returns what the safe subset leaves of a start tag: whether the element is in it, and which attributes are.
func (sanitizer) tag(name string, attrs []html.Attribute) (kept []html.Attribute, allowed bool) {
	tag := html.Token{Type: html.StartTagToken, Data: name, Attr: attrs}
	clean := safeSubset().SanitizeBytes([]byte(tag.String()))
	z := html.NewTokenizer(bytes.NewReader(clean))
	if z.Next() != html.StartTagToken {
		return nil, false
	}
	return z.Token().Attr, true
}

// addressAttribute is the attribute of an element that holds the address of a link, and the link's kind.
func addressAttribute(element string) (key string, kind LinkKind) {
	switch element {
	case "a":
		return "href", Anchor
	case "img":
		return "src", Picture
	case "video", "audio", "source":
		return "src", Media
	}
	return "", Anchor
}

// isHidden tells whether the content of an element outside the safe subset is no text to read.
func isHidden(element string) bool {
	switch element {
	case "script", "style", "template", "iframe", "object", "svg", "math", "noscript", "noembed", "noframes":
		return true
	}
	return false
}
