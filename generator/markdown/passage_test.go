package markdown

import (
	"strings"
	"testing"
	"testing/quick"
	"unicode/utf8"
)

func TestPassages(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       []string // "_" stands for a gap
	}{
		{"blocks", "# 标题\n\n段落。\n\n- 一\n- 二\n\n> 引\n", []string{"标题", "段落。", "一", "二", "引"}},
		{"table", "| 甲 | 乙 |\n|--|--|\n| 丙 | 丁 |\n", []string{"甲", "乙", "丙", "丁"}},
		{"definition", "助人为乐\n: 扶婷\n", []string{"助人为乐", "扶婷"}},
		{"marks", "**扶婷**同志，*王*芳，~~删~~", []string{"扶婷同志，王芳，删"}},
		{"line breaks", "王\n芳和\nWen\nMing  \n末", []string{"王芳和 Wen Ming\n末"}},
		{"links and pictures", "[扶婷](../people/fu-ting.md)，![扶婷](扶婷.jpg)，<https://例.cn/扶婷>", []string{"扶婷，_，_"}},
		{"reference", "[扶婷][甲]\n\n[甲]: /扶婷 \"扶婷\"\n", []string{"扶婷"}},
		{"mentions", "[[扶婷]]与[[fu-ting|婷]]", []string{"_与_"}},
		{"code", "`扶婷`和\n\n```\n扶婷\n```\n\n    扶婷\n", []string{"_和"}},
		{"raw", "<span title=\"扶婷\">婷</span>甲<br>乙\n\n<div>扶婷</div>\n", []string{"婷甲\n乙"}},
		{"footnote", "扶婷[^1]。\n\n[^1]: 注。\n", []string{"扶婷。", "注。"}},
		{"nothing", "\n", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, p := range Passages([]byte(test.body), 0) {
				got = append(got, strings.ReplaceAll(string(p.Text), string(Gap), "_"))
			}
			if strings.Join(got, "/") != strings.Join(test.want, "/") {
				t.Errorf("passages %q instead of %q", got, test.want)
			}
		})
	}
}

// TestPassagePlaces finds every character of a passage at its place, whatever the line endings.
func TestPassagePlaces(t *testing.T) {
	const before = "\uFEFF---\r\ntitle: 甲\r\n---\r\n"
	check := func(words []string) bool {
		body := strings.Join(words, "\r\n") + "甲**乙**[丙](a.md)\r\n丁\r\n\r\n| 戊 | 己 |\r\n|--|--|\r\n| 庚 | 辛 |\r\n"
		file := before + strings.ToValidUTF8(body, "")
		found := 0
		for _, p := range Passages([]byte(file[len(before):]), len(before)) {
			for i, c := range p.Text {
				if c == Gap || c == ' ' || c == '\n' || c == utf8.RuneError {
					continue
				}
				span := p.Span(i, i+1)
				if file[span.Start:span.End] != string(c) {
					t.Logf("%q stands at %v of %q", c, span, file)
					return false
				}
				found++
			}
		}
		return found >= 4
	}
	if err := quick.Check(check, nil); err != nil {
		t.Error(err)
	}
}
