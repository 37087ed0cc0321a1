package markdown

import (
	"fmt"
	"testing"
)

func TestBareAddresses(t *testing.T) {
	link := func(address string) string { return `<a href="` + address + `">` + address + "</a>" }
	mail := func(address string) string { return `<a href="mailto:` + address + `">` + address + "</a>" }
	list := cases{
		{"网址https://example.org/a。", "<p>网址" + link("https://example.org/a") + "。</p>"},
		{"https://example.org", "<p>" + link("https://example.org") + "</p>"},
		{"HTTP://example.org/A", "<p>" + link("HTTP://example.org/A") + "</p>"},
		{"见https://example.org/a了解", "<p>见" + link("https://example.org/a") + "了解</p>"},
		{"(https://example.org/a_(b)).", "<p>(" + link("https://example.org/a_(b)") + ").</p>"},
		{"https://example.org/_a_/*b*", "<p>" + link("https://example.org/_a_/*b") + "*</p>"},
		{"*https://example.org/a*", "<p><em>" + link("https://example.org/a") + "</em></p>"},
		{"**网址https://example.org。**后", "<p><strong>网址" + link("https://example.org") + "。</strong>后</p>"},
		{"https://example.org/?a=1&b=2#c!", `<p><a href="https://example.org/?a=1&amp;b=2#c">https://example.org/?a=1&amp;b=2#c</a>!</p>`},
		{"http://10.0.0.1:8080/a", "<p>" + link("http://10.0.0.1:8080/a") + "</p>"},
		{"http://a.gov.cn:80", "<p>" + link("http://a.gov.cn:80") + "</p>"},
		{"https://example", "<p>https://example</p>"},
		{"xhttps://example.org", "<p>xhttps://example.org</p>"},
		{"javascript://example.org", "<p>javascript://example.org</p>"},
		{"站点www.example.org/a，", `<p>站点<a href="http://www.example.org/a">www.example.org/a</a>，</p>`},
		{"awww.example.org", "<p>awww.example.org</p>"},
		{"邮箱a_b.c+d@example.com。", "<p>邮箱" + mail("a_b.c+d@example.com") + "。</p>"},
		{"a@b", "<p>a@b</p>"},
		{"a@b.c1.", "<p>" + mail("a@b.c1") + ".</p>"},
		{"版本3.5@2.0", "<p>版本3.5@2.0</p>"},
		{"icons/logo@2x.png", "<p>icons/logo@2x.png</p>"},
		{"`https://example.org`", "<p><code>https://example.org</code></p>"},
		{"<https://example.org/中>", "<p>" + link("https://example.org/中") + "</p>"},
		{"[https://example.org](b)", `<p><a href="b">https://example.org</a></p>`},
		{"[见 https://example.org", "<p>[见 " + link("https://example.org") + "</p>"},
		{"[a <https://b.cn> www.c.cn](d)", `<p><a href="d">a https://b.cn www.c.cn</a></p>`},
		{"甲\nhttps://example.org\n乙", "<p>甲\n" + link("https://example.org") + "\n乙</p>"},
	}
	for _, end := range []string{"。", "，", "、", "；", "：", "！", "？", "）", "】", "》", "”", "’", "…", "　", " ", "\"", "'"} {
		escaped := end
		if end == "\"" {
			escaped = "&quot;"
		}
		list = append(list, cases{{"见https://example.org/a" + end + "b", "<p>见" + link("https://example.org/a") + escaped + "b</p>"}}[0])
	}
	list[len(list)-1].want = "<p>见" + link("https://example.org/a'b") + "</p>"
	list.run(t)
}

func TestMentions(t *testing.T) {
	cases{
		{"[[fu-ting]]", `<p><a href="/fu-ting">〈fu-ting〉</a></p>`},
		{"[[扶婷|她]]", `<p><a href="/扶婷">她</a></p>`},
		{"[[ project:xin | 心之翼 ]]", `<p><a href="/project:xin">心之翼</a></p>`},
		{"[[a|*b* & c]]", `<p><a href="/a">*b* &amp; c</a></p>`},
		{"`[[a]]`", "<p><code>[[a]]</code></p>"},
		{"    [[a]]", "<pre><code>[[a]]\n</code></pre>"},
		{"\\[[a]]", "<p>[[a]]</p>"},
		{"[[]] [[|a]] [[ ]] [[project:]]", "<p>[[]] [[|a]] [[ ]] [[project:]]</p>"},
		{"[[a\nb]]", "<p>[[a\nb]]</p>"},
		{"[[a]](b)", `<p><a href="b">[a]</a></p>`},
		{"[[a]]\n\n[a]: b", `<p>[<a href="b">a</a>]</p>`},
		{"[甲[[乙]]丙](d)", `<p><a href="d">甲〈乙〉丙</a></p>`},
		{"![甲[[乙]]](d.png)", `<p><img src="d.png" alt="甲乙" decoding="async"></p>`},
		{"**[[a]]。**文", `<p><strong><a href="/a">〈a〉</a>。</strong>文</p>`},
	}.run(t)
}

func linksOf(src string) string {
	var list []string
	for _, l := range Parse([]byte(src), 0).Links {
		list = append(list, fmt.Sprintf("%d %q %q at %q", l.Kind, l.Target, l.Text, src[l.Span.Start:l.Span.End]))
	}
	return fmt.Sprint(list)
}

func TestLinks(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"[甲*乙*](a.md#荣誉 \"题\")", `[0 "a.md#荣誉" "甲乙" at "a.md#荣誉"]`},
		{"[甲](<a b.md>)", `[0 "a b.md" "甲" at "a b.md"]`},
		{"[甲](%E6%89%B6.md#%E8%8D%A3)", `[0 "扶.md#荣" "甲" at "%E6%89%B6.md#%E8%8D%A3"]`},
		{"[甲](a%23b%3Fc%2Fd%25.md)", `[0 "a%23b%3Fc%2Fd%25.md" "甲" at "a%23b%3Fc%2Fd%25.md"]`},
		{"[甲](a%ff.md)", `[0 "a%ff.md" "甲" at "a%ff.md"]`},
		{"[甲](100%.md)", `[0 "100%.md" "甲" at "100%.md"]`},
		{"[甲](https://a.b/%E6%89%B6)", `[0 "https://a.b/%E6%89%B6" "甲" at "https://a.b/%E6%89%B6"]`},
		{"[甲](a\\_b&amp;c.md)", `[0 "a_b&c.md" "甲" at "a\\_b&amp;c.md"]`},
		{"[甲]()", `[0 "" "甲" at ""]`},
		{"[甲][x] [x]\n\n[x]: a.md", `[0 "a.md" "甲" at "a.md" 0 "a.md" "x" at "a.md"]`},
		{"[![图](a.png)](b.md)", `[0 "b.md" "图" at "b.md" 1 "a.png" "图" at "a.png"]`},
		{"[甲[[乙|丙]]](b.md)", `[0 "b.md" "甲丙" at "b.md" 3 "乙" "丙" at "乙"]`},
		{"![甲[乙](a)](b.png)", `[1 "b.png" "甲乙" at "b.png"]`},
		{"[片](a.MP4?x#t=1)", `[2 "a.MP4?x#t=1" "片" at "a.MP4?x#t=1"]`},
		{"a@b.cn www.c.cn <https://d.cn>", `[0 "mailto:a@b.cn" "a@b.cn" at "a@b.cn" 0 "http://www.c.cn" "www.c.cn" at "www.c.cn" 0 "https://d.cn" "https://d.cn" at "https://d.cn"]`},
		{"<a href='x&amp;y' title=z>甲<b>乙</b></a><img\nalt=丙 src=p.png>", `[0 "x&y" "甲乙" at "x&amp;y" 1 "p.png" "丙" at "p.png"]`},
		{"> <div\n> ><a\n> href=x.md>甲</a></div>", `[0 "x.md" "甲" at "x.md"]`},
		{"[a]: b.md", "[]"},
	} {
		if got := linksOf(c.src); got != c.want {
			t.Errorf("%q\ngives %s\nnot   %s", c.src, got, c.want)
		}
		check(t, []byte(c.src), 0)
	}
}

func TestAddressesThatAreLeftOut(t *testing.T) {
	for _, c := range []struct{ src, html, problem string }{
		{"[甲](javascript:alert(1))", "<p>甲</p>", `html-dropped "javascript:alert(1)": an address with "javascript:" is not allowed and left out`},
		{"[甲](JavaScript&colon;x)", "<p>甲</p>", `html-dropped "JavaScript&colon;x": an address with "javascript:" is not allowed and left out`},
		{"[甲](<java&#10;script:x>)", "<p>甲</p>", `html-dropped "java&#10;script:x": an address with "javascript:" is not allowed and left out`},
		{"![图](data:image/png;base64,AA)", "<p>图</p>", `html-dropped "data:image/png;base64,AA": an address with "data:" is not allowed and left out`},
		{"[甲](C:\\a.doc)", "<p>甲</p>", `html-dropped "C:\\a.doc": an address with "c:" is not allowed and left out`},
		{"<vbscript:x>", "<p>vbscript:x</p>", `html-dropped "vbscript:x": an address with "vbscript:" is not allowed and left out`},
		{"![图](mailto:a@b.c)", "<p>图</p>", `html-dropped "mailto:a@b.c": an address with "mailto:" is not allowed and left out`},
		{"<a href=\" javascript:x\">甲</a>", "<p>甲</p>", `html-dropped " javascript:x": an address with "javascript:" is not allowed and left out`},
	} {
		cases{{c.src, c.html}}.run(t)
		if got := problems(c.src); len(got) != 1 || got[0] != c.problem {
			t.Errorf("%q reports %q, not %q", c.src, got, c.problem)
		}
	}
	for _, address := range []string{"tel:123", "mailto:a@b.c", "//a.b/c", "a/b:c", "?a:b", "#a:b", "", ":a", "12:30", "ftp://a"} {
		if !allowed(address, Anchor) {
			t.Errorf("%q is left out", address)
		}
	}
}
