package markdown

import (
	"fmt"
	"strings"
	"testing"
)

func headingsOf(src string) string {
	var list []string
	for _, h := range Parse([]byte(src), 0).Headings {
		list = append(list, fmt.Sprintf("%d %s %q", h.Level, h.ID, h.Text))
	}
	return strings.Join(list, "; ")
}

func TestHeadings(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"## 荣誉\n## 荣誉\n## 荣誉", `2 荣誉 "荣誉"; 2 荣誉-1 "荣誉"; 2 荣誉-2 "荣誉"`},
		{"## 荣誉-1\n## 荣誉\n## 荣誉", `2 荣誉-1 "荣誉-1"; 2 荣誉 "荣誉"; 2 荣誉-2 "荣誉"`},
		{"## 一、Hello World!", `2 一hello-world "一、Hello World!"`},
		{"## 雷锋精神 · 代代传", `2 雷锋精神-代代传 "雷锋精神 · 代代传"`},
		{"## **加粗**与`代码`和[链接](a)", `2 加粗与代码和链接 "加粗与代码和链接"`},
		{"## [[扶婷]]、[[project:xin]]与[[fu-ting|她]]", `2 扶婷xin与她 "扶婷、xin与她"`},
		{"## 甲[^1]\n\n[^1]: 乙", `2 甲 "甲"`},
		{"## ！！！\n## ???\n##", `2 section "！！！"; 2 section-1 "???"; 2 section-2 ""`},
		{"## ＡＢＣ é", `2 ａｂｃ-é "ＡＢＣ é"`},
		{"## 甲 {#yi .b .c}", `2 yi "甲"`},
		{"## 甲 ## {#yi}", `2 yi "甲"`},
		{"## 甲 {#yi} ##", `2 yi "甲"`},
		{"## 甲 {#yi}\n## 乙 {#yi}\n## yi", `2 yi "甲"; 2 yi-1 "乙"; 2 yi-2 "yi"`},
		{"## yi\n## 乙 {#yi}", `2 yi-1 "yi"; 2 yi "乙"`},
		{"## 甲 {#a onclick=x}", `2 甲-a-onclickx "甲 {#a onclick=x}"`},
		{"## 甲 \\{#a}", `2 甲-a "甲 {#a}"`},
		{"## {#a}", `2 a ""`},
		{"甲 {#a}\n---", `2 a "甲"`},
		{"甲\n乙\n---", `2 甲乙 "甲乙"`},
		{"# 甲\n## 乙\n###### 丙", `2 甲 "甲"; 3 乙 "乙"; 6 丙 "丙"`},
		{"## 甲\n### 乙\n\n丙\n===", `3 甲 "甲"; 4 乙 "乙"; 2 丙 "丙"`},
		{"## 甲\n\n<h1>乙</h1>", `3 甲 "甲"`},
		{"> ## 甲\n\n- ## 乙", `2 甲 "甲"; 2 乙 "乙"`},
	} {
		if got := headingsOf(c.src); got != c.want {
			t.Errorf("%q\ngives %s\nnot   %s", c.src, got, c.want)
		}
		check(t, []byte(c.src), 0)
	}
}

func TestHeadingHTML(t *testing.T) {
	cases{
		{"# 甲 {.b}\n###### 乙", "<h2 id=\"甲\" class=\"b\">甲</h2><h6 id=\"乙\">乙</h6>"},
		{"## 甲\n\n<h2 class=a>乙</h2>\n\n<h1>丙</h1>", "<h3 id=\"甲\">甲</h3><h3 class=\"a\">乙</h3>\n<h2>丙</h2>"},
		{"<b id=a>甲</b>\n\n## a", "<p><b id=\"a\">甲</b></p><h2 id=\"a-1\">a</h2>"},
	}.run(t)
}

func TestLongHeadingHasAShortID(t *testing.T) {
	id := Parse([]byte("## "+strings.Repeat("长", 500)), 0).Headings[0].ID
	if id != strings.Repeat("长", maxID) {
		t.Errorf("id %q", id)
	}
}
