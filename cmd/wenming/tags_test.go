package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// testTags holds that no parser has to guess: the elements that a page's tags spell, one inside the other, are those
// that a browser makes of it.
func testTags(t *testing.T, s *built) {
	for _, p := range s.pages {
		if !bytes.HasPrefix(bytes.ToLower(p.data), []byte("<!doctype html>")) {
			t.Errorf("%s does not begin with <!doctype html>", p.path)
		}
		if p.kind != "" && !bytes.HasSuffix(bytes.TrimSpace(p.data), []byte("</html>")) {
			t.Errorf("%s does not end with </html>", p.path)
		}
		spelt, err := speltElements(p.data)
		if err != nil {
			t.Errorf("%s: %v", p.path, err)
			continue
		}
		parsed := parsedElements(p.root)
		for i := range max(len(spelt), len(parsed)) {
			if i >= len(spelt) || i >= len(parsed) || spelt[i] != parsed[i] {
				t.Errorf("%s: element %d is spelt %q, but parsed as %q", p.path, i, at(spelt, i), at(parsed, i))
				break
			}
		}
		seen := map[string]bool{}
		for n := range p.root.Descendants() {
			if id, ok := attribute(n, "id"); ok && (seen[id] || id == "" || strings.ContainsAny(id, " \t\n")) {
				t.Errorf("%s: the id %q is there twice, or none", p.path, id)
			} else if ok {
				seen[id] = true
			}
			if n.Type == html.CommentNode {
				t.Errorf("%s has a comment: %q", p.path, n.Data)
			}
		}
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

var (
	voids = strings.Fields("area base br col embed hr img input link meta source track wbr")
	// endless elements may lack the end tag, by section 13.1.2.4 of the HTML standard.
	endless = strings.Fields("html head body p li dt dd rt rp optgroup option colgroup thead tbody tfoot tr td th caption")
	// startless elements may lack both tags.
	startless = strings.Fields("html head body colgroup tbody")
)

// speltElements are the elements that tags spell, in order, each with the one around it. Elements that a parser adds
// without any tag are left out, so that those of a parsed page compare.
func speltElements(data []byte) ([]string, error) {
	var elements, open []string
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		kind := z.Next()
		token := z.Token()
		switch kind {
		case html.ErrorToken:
			for _, name := range open {
				if !slices.Contains(endless, name) {
					return nil, fmt.Errorf("<%s> has no end tag", name)
				}
			}
			return elements, nil
		case html.StartTagToken, html.SelfClosingTagToken:
			name := token.Data
			for _, a := range token.Attr {
				if strings.ContainsAny(a.Key, `"'<=`) {
					return nil, fmt.Errorf("<%s> has the attribute %q", name, a.Key)
				}
			}
			for len(open) > 0 && slices.Contains(closing[open[len(open)-1]], name) {
				open = open[:len(open)-1]
			}
			if !slices.Contains(startless, name) {
				elements = append(elements, element(name, open))
			}
			if !slices.Contains(voids, name) && kind == html.StartTagToken {
				open = append(open, name)
			}
		case html.EndTagToken:
			for len(open) > 0 && open[len(open)-1] != token.Data && slices.Contains(endless, open[len(open)-1]) {
				open = open[:len(open)-1]
			}
			if len(open) == 0 || open[len(open)-1] != token.Data {
				return nil, fmt.Errorf("</%s> ends nothing; open are %s", token.Data, strings.Join(open, " "))
			}
			open = open[:len(open)-1]
		}
	}
}

// closing are the start tags before which end tags may be left out, by the same section of the standard. A p also ends
// with the element around it.
var closing = map[string][]string{
	"p": strings.Fields("address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
		"header hgroup hr li main menu nav ol p pre section table tbody td tfoot th tr ul"),
	"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "head": {"body"},
	"td": {"td", "th", "tr", "tbody", "tfoot"}, "th": {"td", "th", "tr", "tbody", "tfoot"}, "tr": {"tr", "tbody", "tfoot"},
	"thead": {"tbody", "tfoot"}, "tbody": {"tbody", "tfoot"}, "caption": {"thead", "tbody", "tr", "colgroup"},
}

// parsedElements are the elements of a parsed page, written as speltElements writes them.
func parsedElements(root *html.Node) []string {
	var elements []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || slices.Contains(startless, n.Data) {
			continue
		}
		var open []string
		for up := n.Parent; up != nil; up = up.Parent {
			if up.Type == html.ElementNode {
				open = append([]string{up.Data}, open...)
			}
		}
		elements = append(elements, element(n.Data, open))
	}
	return elements
}

// element names an element by itself and the innermost around it that has a tag of its own.
func element(name string, open []string) string {
	for _, outer := range slices.Backward(open) {
		if !slices.Contains(startless, outer) {
			return outer + ">" + strings.ToLower(name)
		}
	}
	return strings.ToLower(name)
}

// The test above sees what a parser would put right in silence.
func TestSpeltElements(t *testing.T) {
	for _, test := range []struct {
		page  string
		clean bool
	}{
		{"<ul><li>a<li>b</ul>", true},
		{"<ul><li><p>a<li><p>b</ul><p>c", true},
		{"<table><thead><tr><th>a<tbody><tr><td>b<td>c</table>", true},
		{"<dl><dt>a<dd>b<dt>c<dd>d</dl>", true},
		{"<p>a<br>b<img src=c>", true},
		{"<svg><path d=\"M0\"/><title>a</title></svg>", true},
		{"<p>a<ul><li>b</ul></p>", false},
		{"<p><b>a</p>", false},
		{"<div><span>a</div></span>", false},
		{"<a href=b><a href=c>d</a></a>", false},
		{"<table><div>a</div></table>", false},
		{"<ul><li>a</li></ul></ul>", false},
		{"<section>a", false},
		{`<p id="a"class='b'">c`, false},
	} {
		page := "<!doctype html><html><head><title>t</title><body>" + test.page
		spelt, err := speltElements([]byte(page))
		root, _ := html.Parse(strings.NewReader(page))
		if clean := err == nil && slices.Equal(spelt, parsedElements(root)); clean != test.clean {
			t.Errorf("%s: clean is %v (%v)\nspelt  %q\nparsed %q", test.page, clean, err, spelt, parsedElements(root))
		}
	}
}
