package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"wenming/generator/diag"
)

func TestRawHTML(t *testing.T) {
	cases{
		{"H<sub>2</sub>O<br>水", "<p>H<sub>2</sub>O<br>水</p>"},
		{"<div class=\"a b\" id=c title='\"' lang=zh-CN>\n\n**文**\n\n</div>", "<div class=\"a b\" id=\"c\" title=\"&quot;\" lang=\"zh-CN\">\n<p><strong>文</strong></p></div>"},
		{"<!-- 注 -->文<!-- 释 -->", "文"},
		{"<details open><summary>甲</summary>\n\n乙\n\n</details>", "<details open=\"\"><summary>甲</summary>\n<p>乙</p></details>"},
		{"<table><tr><td colspan=2>a</table>", "<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table>"},
		{"<p>甲 & 乙 &lt;b&gt; &copy;</p>", "<p>甲 &amp; 乙 &lt;b&gt; ©</p>"},
		{"文<a href=\"a.md\" title=t>甲</a>", `<p>文<a href="a.md" title="t">甲</a></p>`},
		{"文<a id=x></a>字", `<p>文<a id="x"></a>字</p>`},
		{"文<img src=a.png alt=图><img src=b.png alt=图>", `<p>文<img src="a.png" alt="图" decoding="async"><img src="b.png" alt="图" loading="lazy" decoding="async"></p>`},
		{"文<video src=a.mp4 controls preload=none>甲</video>", `<p>文<video src="a.mp4" controls="" preload="none">甲</video></p>`},
		{"文<audio controls><source src=a.ogg type=audio/ogg></audio>", `<p>文<audio controls=""><source src="a.ogg" type="audio/ogg"></audio></p>`},
		{"文<ruby>雨<rt>yǔ</rt></ruby>", "<p>文<ruby>雨<rt>yǔ</rt></ruby></p>"},
		{"文<span>[[扶婷]]</span>", `<p>文<span><a href="/扶婷">〈扶婷〉</a></span></p>`},
		{"<h1>甲</h1>\n\n<h6>乙</h6>", "<h2>甲</h2>\n<h6>乙</h6>"},
		{"<pre>\n\n甲</pre>", "<pre>\n\n甲</pre>"},
		{"`<b>`", "<p><code>&lt;b&gt;</code></p>"},
		{"\\<b>", "<p>&lt;b&gt;</p>"},
		{"1 < 2 <3", "<p>1 &lt; 2 &lt;3</p>"},
	}.run(t)
}

// TestRawHTMLEndsWithItself holds that nothing open or closed too often reaches beyond its text or the body.
func TestRawHTMLEndsWithItself(t *testing.T) {
	cases{
		{"</div></main>\n\n文", "\n<p>文</p>"[1:]},
		{"文</p></div></main>字", "<p>文字</p>"},
		{"<b>文\n\n字", "<p><b>文</b></p><p>字</p>"},
		{"**甲<b>乙**丙", "<p><strong>甲<b>乙</b></strong><b>丙</b></p>"},
		{"<b>甲<i>乙</b>丙</i>", "<p><b>甲<i>乙</i></b>丙</p>"},
		{"<div><p>甲\n\n乙", "<div><p>甲\n</p><p>乙</p></div>"},
		{"<ul><li>甲\n\n乙", "<ul><li>甲\n<p>乙</p></li></ul>"},
		{"<table><tr><td>甲\n\n## 乙", "<table><tbody><tr><td>甲\n<h2 id=\"乙\">乙</h2></td></tr></tbody></table>"},
		{"<table>甲<tr><td>乙</table>", "甲<table><tbody><tr><td>乙</td></tr></tbody></table>"},
		{"<a href=a>甲<a href=b>乙</a>", `<p><a href="a">甲</a><a href="b">乙</a></p>`},
		{"[甲<a href=a>乙</a>丙](b)", `<p><a href="b">甲</a><a href="a">乙</a>丙</p>`},
		{"文<div>甲</div>字", "<p>文</p><div>甲</div>字"},
		{"<div", ""},
		{"<div class=\"a", ""},
	}.run(t)
}

func TestWhatIsLeftOut(t *testing.T) {
	for _, c := range []struct {
		src, html string
		problems  []string
	}{
		{"甲<script>alert(1)</script>乙", "<p>甲乙</p>",
			[]string{`html-dropped "<script": raw HTML <script> is not allowed and not shown`}},
		{"<script>\nalert(1)\n</script>\n乙", "<p>乙</p>",
			[]string{`html-dropped "<script": raw HTML <script> is not allowed and not shown`}},
		{"<STYLE>a{}</STYLE>", "", []string{`html-dropped "<STYLE": raw HTML <style> is not allowed and not shown`}},
		{"<font color=red>甲</font>", "<p>甲</p>",
			[]string{`html-dropped "<font": raw HTML <font> is not allowed and not shown`}},
		{"<iframe src=x>甲</iframe>乙", "乙", []string{`html-dropped "<iframe": raw HTML <iframe> is not allowed and not shown`}},
		{"甲<script>乙", "<p>甲乙</p>", []string{`html-dropped "<script": raw HTML <script> is not allowed and not shown`}},
		{"<div onclick=\"x()\" class=a style='b'>甲</div>", `<div class="a">甲</div>`, []string{
			`html-dropped "onclick=\"x()\"": raw HTML attribute "onclick" of <div> is not allowed and left out`,
			`html-dropped "style='b'": raw HTML attribute "style" of <div> is not allowed and left out`}},
		{"<img src=a.png alt=图 ONERROR = x>", `<img src="a.png" alt="图" decoding="async">`,
			[]string{`html-dropped "ONERROR = x": raw HTML attribute "onerror" of <img> is not allowed and left out`}},
		{"<img src=a.png srcset=b alt=图>", `<img src="a.png" alt="图" decoding="async">`,
			[]string{`html-dropped "srcset=b": raw HTML attribute "srcset" of <img> is not allowed and left out`}},
		{"<div hole=1><b>甲</b></div>", `<div><b>甲</b></div>`,
			[]string{`html-dropped "hole=1": raw HTML attribute "hole" of <div> is not allowed and left out`}},
		{"<b id=a>甲</b> <b id=a>乙</b>", `<p><b id="a">甲</b> <b>乙</b></p>`,
			[]string{`html-dropped "id=a": the id "a" is used already and left out`}},
		{"## a {#a}\n\n<b id=a>甲</b>", `<h2 id="a">a</h2><p><b>甲</b></p>`,
			[]string{`html-dropped "id=a": the id "a" is used already and left out`}},
		{"<b id=fn:1>甲</b>", "<p><b>甲</b></p>",
			[]string{`html-dropped "id=fn:1": raw HTML attribute "id" of <b> is not allowed and left out`}},
		{"<form action=x><input name=y></form>", "", []string{
			`html-dropped "<form": raw HTML <form> is not allowed and not shown`,
			`html-dropped "<input": raw HTML <input> is not allowed and not shown`}},
		{"<svg><a href=x>甲</a></svg>", "", []string{`html-dropped "<svg": raw HTML <svg> is not allowed and not shown`}},
		{"<div>甲<b ", "<div>甲</div>", []string{`html-dropped "<b": an unfinished tag is not shown: "<b"`}},
		{"<textarea><b>甲</textarea>", "&lt;b&gt;甲", []string{`html-dropped "<textarea": raw HTML <textarea> is not allowed and not shown`}},
	} {
		if got := filled(c.src); got != c.html {
			t.Errorf("%q\ngives %s\nnot   %s", c.src, got, c.html)
		}
		if got := problems(c.src); fmt.Sprint(got) != fmt.Sprint(c.problems) {
			t.Errorf("%q\nreports %q\nnot     %q", c.src, got, c.problems)
		}
		check(t, []byte(c.src), 0)
	}
}

func TestRawHTMLGivesText(t *testing.T) {
	for src, want := range map[string]string{
		"<table>\n<tr><td>甲</td><td>乙</td></tr>\n</table>": "甲\n乙",
		"<p>甲 <b>乙</b>\n丙</p><p>丁</p>":                     "甲 乙 丙\n丁",
		"甲<b>乙</b>丙":                                       "甲乙丙",
		"甲<br>乙":                                           "甲 乙",
		"<div>甲 &amp; 乙</div>":                             "甲 & 乙",
		"甲<script>x</script>":                              "甲",
	} {
		if got := plainOf(src); got != want {
			t.Errorf("%q says %q, not %q", src, got, want)
		}
	}
}

func TestMuchThatIsLeftOutIsReportedOnce(t *testing.T) {
	doc := Parse([]byte(strings.Repeat("<font>甲\n", 1000)), 0)
	if n := len(doc.Problems); n != maxProblems {
		t.Errorf("%d problems", n)
	}
}

func TestAnchors(t *testing.T) {
	doc := Parse([]byte("## 甲\n\n<p id=a>x</p>\n\n![图](b.png){#c}\n\n<tr id=d>"), 0)
	if fmt.Sprint(doc.Anchors) != "[a c]" {
		t.Errorf("anchors %v", doc.Anchors)
	}
}

// TestScanAttributes holds the places of attributes against the tokenizer's own reading.
func TestScanAttributes(t *testing.T) {
	for _, tag := range []string{
		"<a>", "<a/>", "<a b>", "<a b/c>", "<a b=c>", "<a b = c d>", "<a b='c d' e=\"f>g\">", "<a =b=c>", "<a b==c>", "<a b=>",
		"<a\nb\t=\n'c'/>", "<a b=c/d>", "<a b='c'd=e>", "<a \"b\">", "<a b=c\"d>",
	} {
		e := excerpt{src: &source{text: []byte(tag)}, text: []byte(tag)}
		token := tokens([]byte(tag))[0]
		list := scanAttributes(e.text)
		if len(list) != len(token.Attr) {
			t.Errorf("%s has %v, not %v", tag, list, token.Attr)
			continue
		}
		for _, a := range list {
			value := tag[a.valueFrom:a.valueTo]
			if !slices.ContainsFunc(token.Attr, func(a html.Attribute) bool { return a.Val == value }) {
				t.Errorf("%s has no value %q", tag, value)
			}
		}
	}
}

func TestDeepRawHTMLIsLeftOut(t *testing.T) {
	src := "甲\n\n" + strings.Repeat("<div>", 600) + "[乙](b)\n\n**丙**"
	if got := filled(src); got != "<p>甲</p><p><strong>丙</strong></p>" {
		t.Error(got)
	}
	last := Parse([]byte(src), 0).Problems
	if len(last) != 1 || last[0].Code != diag.TooLarge {
		t.Errorf("%+v", last)
	}
}
