package markdown

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	goldmark "github.com/yuin/goldmark/renderer"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// example is one of the examples of the CommonMark specification 0.31.2 (testdata/README.md).
type example struct {
	Markdown string
	HTML     string
	Example  int
	Section  string
}

func specification(t *testing.T) []example {
	t.Helper()
	data, err := os.ReadFile("testdata/spec.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []example
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// different are the examples that come out otherwise on purpose. None is about emphasis: where the rules for Chinese
// text change what CommonMark says, a Chinese character or full-width mark is involved, and the specification has none.
var different = map[int]string{
	602: "a bare address is a link",
	608: "a bare address is a link",
	611: "a bare address is a link",
	612: "a bare e-mail address is a link",
}

// TestSpecificationParser renders what our parser reads with goldmark's own renderer, byte for byte.
func TestSpecificationParser(t *testing.T) {
	r := goldmark.NewRenderer(goldmark.WithNodeRenderers(
		util.Prioritized(goldmarkhtml.NewRenderer(goldmarkhtml.WithXHTML(), goldmarkhtml.WithUnsafe()), 1000),
		util.Prioritized(extension.NewTableHTMLRenderer(), 500),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(asWritten{}, 500),
	))
	for _, e := range specification(t) {
		var out bytes.Buffer
		tree := parseTree(newSource([]byte(e.Markdown), 0))
		if err := r.Render(&out, tree.src.text, tree.root); err != nil {
			t.Fatal(err)
		}
		if same := out.String() == e.HTML; same == (different[e.Example] != "") {
			t.Errorf("%d %s\n%s\ngot  %s\nwant %s", e.Example, e.Section, e.Markdown, out.String(), e.HTML)
		}
	}
}

// differentHTML are the further examples without raw HTML where our HTML is not that of the specification.
var differentHTML = map[int]string{
	572: "a picture with a title alone in a paragraph is a figure",
	573: "a picture with a title alone in a paragraph is a figure",
	576: "a picture with a title alone in a paragraph is a figure",
	577: "a picture with a title alone in a paragraph is a figure",
	584: "a picture with a title alone in a paragraph is a figure",
	585: "a picture with a title alone in a paragraph is a figure",
	586: "a picture with a title alone in a paragraph is a figure",
	588: "a picture with a title alone in a paragraph is a figure",
	589: "a picture with a title alone in a paragraph is a figure",
	548: "[[foo]] is a mention",
	590: "[[foo]] is a mention",
	591: "a picture with a title alone in a paragraph is a figure",
	596: "an address with an unknown scheme is left out",
	598: "an address with an unknown scheme is left out",
	599: "an address with an unknown scheme is left out",
	601: "an address with an unknown scheme is left out",
}

// TestSpecification compares what a reader gets: our HTML and that of the specification as trees, without what a page
// adds (ids, levels, loading) and with addresses decoded.
func TestSpecification(t *testing.T) {
	for _, e := range specification(t) {
		doc := Parse([]byte(e.Markdown), 0)
		if len(parseTree(newSource([]byte(e.Markdown), 0)).rawNodes) > 0 {
			continue
		}
		got := doc.HTML.Append(nil, func(link int) Target {
			l := doc.Links[link]
			if l.Target == "" {
				return Target{URL: "#"}
			}
			return Target{URL: l.Target}
		})
		a, b := essence(t, got, 0), essence(t, []byte(e.HTML), bytes.Count([]byte(e.HTML), []byte("<h1>")))
		if (a == b) == (different[e.Example]+differentHTML[e.Example] != "") {
			t.Errorf("%d %s\n%s\ngot  %s\nwant %s", e.Example, e.Section, e.Markdown, a, b)
		}
	}
}

// essence writes what matters of some HTML. Headings go down a level if deeper is not 0.
func essence(t *testing.T, text []byte, deeper int) string {
	t.Helper()
	nodes, err := html.ParseFragment(bytes.NewReader(text), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	var write func(n *html.Node)
	write = func(n *html.Node) {
		if n.Type == html.TextNode {
			out.WriteString(meant(n))
			return
		}
		name := n.Data
		if len(name) == 2 && name[0] == 'h' && name[1] < '6' && deeper > 0 {
			name = "h" + string(name[1]+1)
		}
		out.WriteString("<" + name)
		for _, key := range []string{"href", "src", "alt", "title", "class", "start"} {
			for _, a := range n.Attr {
				if a.Key == key {
					value, err := url.PathUnescape(a.Val)
					if err != nil {
						value = a.Val
					}
					if value == "" && (key == "href" || key == "src") {
						value = "#"
					}
					out.WriteString(" " + key + "=" + value)
				}
			}
		}
		out.WriteString(">")
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			write(c)
		}
		out.WriteString("</" + name + ">")
	}
	for _, n := range nodes {
		write(n)
	}
	return out.String()
}

// meant is a text without the line feed beside the start or the end of a block, or behind <br>, which means nothing
// there.
func meant(n *html.Node) string {
	text := n.Data
	if n.Parent != nil && (n.Parent.Data == "pre" || n.Parent.Data == "code") {
		return text
	}
	if before := n.PrevSibling; before != nil && (before.Data == "br" || blocks[before.Data]) || before == nil && (n.Parent == nil || blocks[n.Parent.Data]) {
		text = strings.TrimPrefix(text, "\n")
	}
	if after := n.NextSibling; after != nil && blocks[after.Data] || after == nil && (n.Parent == nil || blocks[n.Parent.Data]) {
		text = strings.TrimSuffix(text, "\n")
	}
	return text
}

// blocks are the elements that the specification's examples make of blocks.
var blocks = map[string]bool{"p": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "hr": true, "pre": true,
	"blockquote": true, "ul": true, "ol": true, "li": true}

// asWritten renders a mention as CommonMark does, which does not know it.
type asWritten struct{}

func (asWritten) RegisterFuncs(reg goldmark.NodeRendererFuncRegisterer) {
	reg.Register(kindMention, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString("[[" + string(n.(*mention).name(source)) + "]]")
		}
		return ast.WalkContinue, nil
	})
}
