package markdown

import "testing"

func TestLineBreaks(t *testing.T) {
	cases{
		{"中文\n中文", "<p>中文中文</p>"},
		{"中文，\n中文", "<p>中文，中文</p>"},
		{"中文。\nEnglish", "<p>中文。English</p>"},
		{"中文\nEnglish", "<p>中文\nEnglish</p>"},
		{"English\n中文", "<p>English\n中文</p>"},
		{"English\n，中文", "<p>English，中文</p>"},
		{"English\nEnglish", "<p>English\nEnglish</p>"},
		{"中文**加粗**\n中文", "<p>中文<strong>加粗</strong>中文</p>"},
		{"中文\n**加粗**", "<p>中文<strong>加粗</strong></p>"},
		{"**加粗\n加粗**", "<p><strong>加粗加粗</strong></p>"},
		{"*甲*\n*乙*", "<p><em>甲</em><em>乙</em></p>"},
		{"中文[链接](a)\n中文", "<p>中文<a href=\"a\">链接</a>中文</p>"},
		{"中文\n[[扶婷]]", "<p>中文<a href=\"/扶婷\">〈扶婷〉</a></p>"},
		{"[[fu-ting]]\n中文", "<p><a href=\"/fu-ting\">〈fu-ting〉</a>中文</p>"},
		{"中文`a`\n中文", "<p>中文<code>a</code>\n中文</p>"},
		{"中文\n`a`", "<p>中文\n<code>a</code></p>"},
		{"他说\n“你好”\n她", "<p>他说“你好”她</p>"},
		{"“hello”\n中文", "<p>“hello”\n中文</p>"},
		{"中文……\n中文——\n中文", "<p>中文……中文——中文</p>"},
		{"中文\n2023年", "<p>中文\n2023年</p>"},
		{"한국어\n한국어", "<p>한국어\n한국어</p>"},
		{"中文&hellip;\n&#20013;", "<p>中文…中</p>"},
		{"中文  \n中文", "<p>中文<br>中文</p>"},
		{"中文\\\n中文", "<p>中文<br>中文</p>"},
		{"中文\n<b>中文</b>", "<p>中文<b>中文</b></p>"},
		{"- 中文\n  中文", "<ul><li>中文中文</li></ul>"},
		{"# 中文\n\n中文\n中文\n===", "<h2 id=\"中文\">中文</h2><h2 id=\"中文中文\">中文中文</h2>"},
	}.run(t)
	if got := plainOf("中文[^1]\n中文\n\n[^1]: 甲"); got != "中文中文\n甲" {
		t.Errorf("a footnote keeps a gap: %q", got)
	}
}
