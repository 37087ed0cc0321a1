package markdown

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"wenming/generator/diag"
)

// linked gives every link its own target, unlinked none.
func linked(doc Document) func(int) Target {
	return func(link int) Target {
		l := doc.Links[link]
		if l.Kind == Mention {
			return Target{URL: `/"<&`, Text: "<名>"}
		}
		return Target{URL: l.Target + "#" + `"<&`, Width: 3, Height: 2}
	}
}

func unlinked(int) Target { return Target{} }

func keys(int) string { return "" }

// check holds a document against everything that Parse promises for any body.
func check(t *testing.T, src []byte, offset int) {
	t.Helper()
	doc := Parse(src, offset)
	if again := Parse(src, offset); !reflect.DeepEqual(doc, again) {
		t.Error("parsing again gives something else")
	}

	var asked, holes []int
	seen := map[int]bool{}
	out := doc.HTML.Append(nil, func(link int) Target {
		asked = append(asked, link)
		return linked(doc)(link)
	})
	for _, h := range doc.HTML.holes {
		if !seen[int(h.link)] {
			seen[int(h.link)] = true
			holes = append(holes, int(h.link))
		}
	}
	if !slices.Equal(asked, holes) {
		t.Errorf("asked for links %v, holes are of %v", asked, holes)
	}
	ids := checkHTML(t, out)
	checkHTML(t, doc.HTML.Append(nil, unlinked))
	if again := doc.HTML.Append([]byte("x"), linked(doc)); !bytes.Equal(again[1:], out) {
		t.Error("filling again gives something else")
	}

	for _, h := range doc.Headings {
		if h.Level < 2 || h.Level > 6 || !ids[h.ID] {
			t.Errorf("heading %+v is not in the HTML", h)
		}
		checkSpan(t, src, offset, h.Span)
	}
	for _, id := range doc.Anchors {
		if !ids[id] {
			t.Errorf("anchor %q is not in the HTML", id)
		}
	}
	for _, l := range doc.Links {
		checkSpan(t, src, offset, l.Span)
	}
	for _, p := range doc.Problems {
		checkSpan(t, src, offset, p.Span)
		if p.Message.English == "" || p.Message.Chinese == "" {
			t.Errorf("a message is missing: %+v", p)
		}
	}
	text, summary := plainOf(string(src)), doc.Summary.String(keys)
	if !utf8.ValidString(text) || !utf8.ValidString(summary) || !utf8.Valid(out) {
		t.Error("not UTF-8")
	}
	if n := utf8.RuneCountInString(summary); n > mostSummary || strings.Contains(summary, "\n") {
		t.Errorf("summary of %d characters: %q", n, summary)
	}
}

func checkSpan(t *testing.T, src []byte, offset int, at diag.Span) {
	t.Helper()
	if int(at.Start) < offset || at.End < at.Start || int(at.End) > offset+len(src) {
		t.Errorf("span %v of %d..%d", at, offset, offset+len(src))
	}
}

// checkHTML holds filled HTML against what must be true of it in any page, and returns its ids.
func checkHTML(t *testing.T, out []byte) (ids map[string]bool) {
	t.Helper()
	ids = map[string]bool{}
	context := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(bytes.NewReader(out), context)
	if err != nil {
		t.Errorf("%v in %.1000s", err, out)
		return ids
	}
	var parsed bytes.Buffer
	for _, n := range nodes {
		if err := html.Render(&parsed, n); err != nil {
			t.Fatal(err)
		}
	}
	tags := tokens(out)
	if !slices.EqualFunc(tags, tokens(parsed.Bytes()), func(a, b html.Token) bool { return a.String() == b.String() }) {
		t.Errorf("%.2000s\nis not well-formed, it means\n%.2000s", out, parsed.Bytes())
	}
	s := sanitizer{map[string]bool{}}
	for _, tag := range tags {
		if tag.Type != html.StartTagToken {
			continue
		}
		if tag.Data == "h1" || !s.element(tag.Data) && tag.Data != "input" {
			t.Errorf("<%s> in %s", tag.Data, out)
		}
		for _, a := range tag.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == holeMark,
				(a.Key == "href" || a.Key == "src") && !allowed(a.Val, Anchor):
				t.Errorf("%s=%q in %s", a.Key, a.Val, out)
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("id %q twice in %s", a.Val, out)
			case a.Key == "id":
				ids[a.Val] = true
			}
		}
	}
	return ids
}

// tokens are the tags and texts of some HTML.
func tokens(text []byte) []html.Token {
	var list []html.Token
	z := html.NewTokenizer(bytes.NewReader(text))
	for z.Next() != html.ErrorToken {
		token := z.Token()
		if token.Type == html.SelfClosingTagToken {
			token.Type = html.StartTagToken
		}
		slices.SortFunc(token.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
		list = append(list, token)
	}
	return list
}

func TestAnyBody(t *testing.T) {
	for _, e := range specification(t) {
		check(t, []byte(e.Markdown), 100)
		// Where lines end with CR LF, the text is the same.
		a, b := Parse([]byte(e.Markdown), 0), Parse([]byte(strings.ReplaceAll(e.Markdown, "\n", "\r\n")), 0)
		if got, want := b.HTML.Append(nil, linked(b)), a.HTML.Append(nil, linked(a)); !bytes.Equal(got, want) {
			t.Errorf("%q with CR LF is %q, not %q", e.Markdown, got, want)
		}
	}
	for _, src := range bodies {
		check(t, []byte(src), 0)
	}
}

func TestManyAtOnce(t *testing.T) {
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, src := range bodies {
				check(t, []byte(src), 0)
			}
		})
	}
	group.Wait()
}

func FuzzParse(f *testing.F) {
	for _, src := range bodies {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) { check(t, src, 7) })
}

// bodies start the fuzzer off, and stand for what it has found.
var bodies = []string{
	"# 荣誉\n\n**文字。**文字，他说**“你好”**的时候，\n~~删除。~~后文[[扶婷]]和[[project:xin|她]]，`[[code]]`。\n",
	"[甲[[乙]]丙](../people/%E6%89%B6.md#荣誉 \"标题\") https://example.org/a。a_b@example.com，www.example.org！\n",
	"![图](a.jpg \"说明\"){#图 .wide}\n\n![](b.jpg)[![c](d.png)](e)\n\n[片](v.mp4)\n\n![录音](x.mp3 \"录音说明\")\n",
	"| 甲 | 乙 |\n|----|---:|\n| 1 | [[k\\|文]] |\n\n术语\n: 解释\n\n- [x] 做完\n- [ ] 没有\n",
	"脚注[^1]，再次[^1]，又[^b]。[a[^1]](b)\n\n[^1]: 注一。[^b]\n[^b]: 注二\n    - x\n",
	"## a {#x .y}\n## a {#x}\nb {#c}\n===\n###### x\n",
	"<div class=\"a\" onclick=\"x()\"><script>alert(1)</script><img src=a.png>文</div></main>\n\n<b>x <i>y</b> z</i> <a href='javascript:x'>q</a>\n",
	"<table><tr><td>a<a href=b>c<table><a href=d>e\n\n<h1 id=荣誉>x</h1>\n\n<p><ul><li><video src=a.mp4>[x](y)\n",
	"*\n\t#",
	">\t#",
	"a\n<h1 000\xe8",
	"0<tr id=0>",
	"<table>0<a id=0>\n\n[0](0)0",
	"text <script>alert(1)</script> <svg><a href=x>y</a></svg> <a href=x>**a [b](c)** </a> <q\n",
}
