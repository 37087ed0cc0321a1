package markdown

import (
	"fmt"
	"strings"
	"testing"

	"wenming/generator/diag"
)

// filled is a body's HTML with every link leading where it says and every mention to /key, named 〈key〉.
func filled(src string) string {
	doc := Parse([]byte(src), 0)
	return strings.TrimSpace(string(doc.HTML.Append(nil, func(link int) Target {
		l := doc.Links[link]
		if l.Kind == Mention {
			return Target{URL: "/" + l.Target, Text: "〈" + l.Target + "〉"}
		}
		return Target{URL: l.Target}
	})))
}

// joined is HTML as it is put out, with no line feeds between elements, from HTML that is good to read.
func joined(lines string) string { return strings.ReplaceAll(lines, "\n", "") }

// cases are bodies and what they become.
type cases []struct{ src, want string }

func (list cases) run(t *testing.T) {
	t.Helper()
	for _, c := range list {
		if got := filled(c.src); got != c.want {
			t.Errorf("%q\ngives %s\nnot   %s", c.src, got, c.want)
		}
		check(t, []byte(c.src), 0)
	}
}

// problems writes the problems of a body, each with the text it points at.
func problems(src string) (list []string) {
	for _, p := range Parse([]byte(src), 0).Problems {
		list = append(list, fmt.Sprintf("%s %q: %s", p.Code, src[p.Span.Start:p.Span.End], p.Message.In(diag.English)))
	}
	return list
}

func TestBlocks(t *testing.T) {
	cases{
		{"", ""},
		{"甲\n\n乙", "<p>甲</p><p>乙</p>"},
		{"\ufeff", "<p>\ufeff</p>"},
		{"> 甲\n> 乙", "<blockquote><p>甲乙</p></blockquote>"},
		{"1. 甲\n2. 乙", "<ol><li>甲</li><li>乙</li></ol>"},
		{"3. 甲", "<ol start=\"3\"><li>甲</li></ol>"},
		{"- 甲\n\n- 乙", "<ul><li><p>甲</p></li><li><p>乙</p></li></ul>"},
		{"- [x] 甲\n- [ ] 乙", joined(`<ul>
<li class="task"><input type="checkbox" disabled checked aria-label="已完成"> 甲</li>
<li class="task"><input type="checkbox" disabled aria-label="未完成"> 乙</li>
</ul>`)},
		{"---", "<hr>"},
		{"    a <b>", "<pre><code>a &lt;b&gt;\n</code></pre>"},
		{"```go\na\n```", "<pre><code class=\"language-go\">a\n</code></pre>"},
		{"术语\n: 解释一\n: 解释二", "<dl><dt>术语</dt><dd>解释一</dd><dd>解释二</dd></dl>"},
		{"术语\n\n: 解释", "<dl><dt>术语</dt><dd><p>解释</p></dd></dl>"},
		{"a  \nb", "<p>a<br>b</p>"},
		{"`a\nb`", "<p><code>a b</code></p>"},
		{"\\*a\\* &copy; &#20013; &#0;", "<p>*a* © 中 \ufffd</p>"},
		{"a\x00b", "<p>a\ufffdb</p>"},
		{"a\xffb", "<p>a\ufffdb</p>"},
	}.run(t)
}

func TestTable(t *testing.T) {
	cases{
		{"| 甲 | 乙 |\n|---|--:|\n| 1 | [[k\\|文]] |\n| `a\\|b` |", joined(`<div class="table" role="region" tabindex="0" aria-label="表格 1">
<table>
<thead>
<tr>
<th scope="col">甲</th>
<th scope="col" style="text-align:right">乙</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td style="text-align:right"><a href="/k">文</a></td>
</tr>
<tr>
<td><code>a|b</code></td>
<td></td>
</tr>
</tbody>
</table>
</div>`)},
		{"a|b\n-|-\n\nc|d\n-|-", joined(`<div class="table" role="region" tabindex="0" aria-label="表格 1">
<table>
<thead>
<tr>
<th scope="col">a</th>
<th scope="col">b</th>
</tr>
</thead>
</table>
</div>
<div class="table" role="region" tabindex="0" aria-label="表格 2">
<table>
<thead>
<tr>
<th scope="col">c</th>
<th scope="col">d</th>
</tr>
</thead>
</table>
</div>`)},
	}.run(t)
}

func TestFootnotes(t *testing.T) {
	const src = "甲[^b]，乙[^a]，丙[^b]。没有[^c]。\n\n[^a]: 注一[^d]\n[^b]: 注二\n    - 项\n[^d]: 注三\n[^e]: 不用"
	cases{{src, joined(`<p>甲<sup id="fnref:1"><a class="footnote-ref" role="doc-noteref" href="#fn:1" aria-label="注 1">1</a></sup>，` +
		`乙<sup id="fnref:2"><a class="footnote-ref" role="doc-noteref" href="#fn:2" aria-label="注 2">2</a></sup>，` +
		`丙<sup id="fnref:1:2"><a class="footnote-ref" role="doc-noteref" href="#fn:1" aria-label="注 1">1</a></sup>。没有[^c]。</p>
<section class="footnotes" role="doc-endnotes" aria-label="注释">
<ol>
<li id="fn:1">
<p>注二</p>
<ul>
<li>项</li>
</ul>
 <a class="footnote-backref" role="doc-backlink" href="#fnref:1" aria-label="返回正文注 1 第 1 处">↩` + "\ufe0e" + `</a>` +
		` <a class="footnote-backref" role="doc-backlink" href="#fnref:1:2" aria-label="返回正文注 1 第 2 处">↩` + "\ufe0e" + `</a></li>
<li id="fn:2">
<p>注一<sup id="fnref:3"><a class="footnote-ref" role="doc-noteref" href="#fn:3" aria-label="注 3">3</a></sup>` +
		` <a class="footnote-backref" role="doc-backlink" href="#fnref:2" aria-label="返回正文注 2">↩` + "\ufe0e" + `</a></p>
</li>
<li id="fn:3">
<p>注三 <a class="footnote-backref" role="doc-backlink" href="#fnref:3" aria-label="返回正文注 3">↩` + "\ufe0e" + `</a></p>
</li>
</ol>
</section>`)}}.run(t)
	if got := Parse([]byte(src), 0).Anchors; fmt.Sprint(got) != "[fnref:1 fnref:2 fnref:1:2 fn:1 fn:2 fnref:3 fn:3]" {
		t.Errorf("anchors %v", got)
	}
}

func TestSpansCountFromTheFilesStart(t *testing.T) {
	const front = "---\r\ntitle: 甲\r\n---\r\n"
	const body = "## 乙\r\n\r\n[丙](a.md)\r\n第\x00二行[[丁]]，\xff![图](b.png)\r\n\r\n> <b onclick=x\r\n> title=y>x</b>\r\n[戊]\r\n\r\n[戊]: c.md\r\n"
	doc := Parse([]byte(body), len(front))
	file := front + body
	at := func(s diag.Span) string { return file[s.Start:s.End] }
	var got []string
	for _, h := range doc.Headings {
		got = append(got, at(h.Span))
	}
	for _, l := range doc.Links {
		got = append(got, at(l.Span))
	}
	for _, p := range doc.Problems {
		got = append(got, at(p.Span))
	}
	if want := []string{"乙", "a.md", "丁", "b.png", "c.md", "onclick=x"}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("spans of %q, not %q", got, want)
	}
}
