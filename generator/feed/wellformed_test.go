package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"wenming/generator/memo"
	"wenming/generator/view"
)

// node is an element of a parsed document.
type node struct {
	name       xml.Name
	attributes map[string]string
	text       string // its own
	children   []*node
}

// parse reads a document with a parser that is not ours, and fails the test where it is not well-formed.
func parse(t *testing.T, data []byte) *node {
	t.Helper()
	root := &node{}
	open := []*node{root}
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, data)
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: token.Name, attributes: map[string]string{}}
			for _, a := range token.Attr {
				n.attributes[a.Name.Local] = a.Value
			}
			top.children = append(top.children, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
	if len(root.children) != 1 {
		t.Fatalf("%d root elements\n%s", len(root.children), data)
	}
	return root.children[0]
}

// all is the elements at a path such as "channel/item".
func (n *node) all(path string) []*node {
	name, rest, deeper := strings.Cut(path, "/")
	var found []*node
	for _, child := range n.children {
		if child.name.Local == name {
			if deeper {
				found = append(found, child.all(rest)...)
			} else {
				found = append(found, child)
			}
		}
	}
	return found
}

// texts is the text of the elements at a path.
func (n *node) texts(path string) []string {
	var texts []string
	for _, found := range n.all(path) {
		texts = append(texts, found.text)
	}
	return texts
}

func body(html string) view.Body {
	return view.NewBody(memo.Bytes([]byte(html)), func() string { return html })
}

var china = time.FixedZone("CST", 8*3600)

// sample is a feed with one full item and one that has only what is required.
func sample() Feed {
	return Feed{
		Title:       "雨湖动态",
		Description: "雨湖区的新闻 & 通知",
		Language:    "zh-CN",
		Site:        "雨湖文明网",
		Home:        "https://example.org/news/",
		Self:        "https://example.org/news/feed.xml",
		Items: []Item{
			{
				ID:        "https://example.org/old.html",
				URL:       "https://example.org/news/a%20b.html",
				Title:     "“好人”榜 <2023>",
				Summary:   "一 < 二 & 三",
				HTML:      body(`<p>正文 ]]&gt; <a href="https://example.org/?a=1&amp;b=2">链接</a></p>`),
				Published: time.Date(2023, 10, 25, 8, 30, 0, 0, china),
				Updated:   time.Date(2023, 10, 26, 0, 0, 0, 0, china),
				Authors:   []string{"付鼎臣", "何敏"},
				Tags:      []string{"志愿服务"},
				Image:     "https://example.org/a.jpg",
			},
			{URL: "https://example.org/news/b.html"},
		},
	}
}

// hostile are texts that break careless encoders.
var hostile = []string{
	"]]>", "]]\x00>", "]]]]><![CDATA[>", "<![CDATA[", "<!--", "-->", "</item>", "<?xml?>", "&", "&amp;", "&#0;", "&bogus;",
	`"`, "'", "a\x00b\x01c\x1f", "\ufffe\uffff", "\xff\xfe", "\xed\xa0\x80", "𬭎😀", "a\r\nb\tc", " 空 格 ", "\u2028", "\\", "`{|}^",
	"javascript:alert(1)", "%", "%zz", "%E4%B8", "$uri", ";", "\" \"x", "#", "?a=b&c=d",
}

// everywhere is a feed that holds a text wherever it can hold one.
func everywhere(s string) Feed {
	return Feed{
		Title: s, Description: s, Language: s, Site: s, Home: s, Self: s,
		Items: []Item{{ID: s, URL: s, Title: s, Summary: s, HTML: body(s), Authors: []string{s, ""}, Tags: []string{s, ""}, Image: s}},
	}
}

// asText is what a reader of XML or HTML makes of the line ends of an unescaped text.
func asText(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(legal(s))
}

// checkHostile holds the three formats against a text: well-formed, and the text comes out again.
func checkHostile(t *testing.T, s string) {
	t.Helper()
	f := everywhere(s)
	rss := parse(t, RSS(f).Encode())
	atom := parse(t, Atom(f).Encode())
	if s != "" {
		if got := rss.texts("channel/item/title"); len(got) != 1 || got[0] != legal(s) {
			t.Errorf("the title %q is %q in RSS", s, got)
		}
		if got := rss.texts("channel/item/encoded"); len(got) != 1 || got[0] != asText(s) {
			t.Errorf("the text %q is %q in RSS", s, got)
		}
		if got := atom.texts("entry/summary"); len(got) != 1 || got[0] != legal(s) {
			t.Errorf("the summary %q is %q in Atom", s, got)
		}
		if got := atom.texts("entry/content"); len(got) != 1 || got[0] != asText(s) {
			t.Errorf("the text %q is %q in Atom", s, got)
		}
		if got := atom.all("entry/category"); len(got) != 1 || got[0].attributes["term"] != legal(s) {
			t.Errorf("the tag %q is %+v in Atom", s, got)
		}
	}
	var feed jsonFeed
	if err := json.Unmarshal(JSON(f).Encode(), &feed); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, JSON(f).Encode())
	}
	if valid := strings.ToValidUTF8(s, "\ufffd"); strings.Count(valid, "\ufffd") == strings.Count(s, "\ufffd") {
		if feed.Items[0].Title != s || feed.Items[0].HTML != s {
			t.Errorf("%q is the title %q and the text %q in JSON", s, feed.Items[0].Title, feed.Items[0].HTML)
		}
	}
	for _, r := range feed.Items[0].URL {
		if r <= ' ' || r > '~' {
			t.Errorf("the address %q is written %q", s, feed.Items[0].URL)
		}
	}
}

func TestHostile(t *testing.T) {
	for _, s := range hostile {
		checkHostile(t, s)
	}
	checkHostile(t, strings.Join(hostile, ""))
}

func FuzzFeed(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(checkHostile)
}

func TestDigest(t *testing.T) {
	digest := memo.Of(RSS(sample()))
	if digest != memo.Of(RSS(sample())) {
		t.Error("equal feeds have different digests")
	}
	changes := map[string]func(f *Feed){
		"title": func(f *Feed) { f.Title += "x" },
		"self":  func(f *Feed) { f.Self += "x" },
		"body":  func(f *Feed) { f.Items[1].HTML = body("x") },
		"time":  func(f *Feed) { f.Items[0].Updated = f.Items[0].Updated.Add(time.Second) },
		"tag":   func(f *Feed) { f.Items[1].Tags = []string{"x"} },
		"item":  func(f *Feed) { f.Items = f.Items[:1] },
	}
	for what, change := range changes {
		f := sample()
		change(&f)
		if memo.Of(RSS(f)) == digest {
			t.Errorf("a changed %s leaves the digest as it was", what)
		}
	}
}
