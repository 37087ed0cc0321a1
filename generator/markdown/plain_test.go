package markdown

import (
	"strings"
	"testing"
)

// plainOf is the plain text of a whole body, of which a summary is the beginning.
func plainOf(src string) string {
	t := parseTree(newSource([]byte(src), 0))
	r := newRenderer(t)
	if !r.render(true) {
		r = newRenderer(t)
		r.render(false)
	}
	r.text.newline()
	whole := plainBuilder{}
	whole.take(&r.text, 0, max(len(r.text.text)-1, 0))
	return Plain{string(whole.text), whole.holes}.String(func(link int) string { return "〈" + r.doc.Links[link].Target + "〉" })
}

func TestText(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"", ""},
		{"# 甲\n\n乙**丙**\n丁[戊](a)，[[己]]与[[project:庚|辛]]。", "甲\n乙丙丁戊，〈己〉与辛。"},
		{"- 甲\n- 乙\n  - 丙\n\n> 丁", "甲\n乙\n丙\n丁"},
		{"|甲|乙|\n|-|-|\n|1||\n|2|3|", "甲 乙\n1\n2 3"},
		{"甲[^1]乙\n\n[^1]: 丙", "甲乙\n丙"},
		{"甲  \n乙", "甲 乙"},
		{"a\nb", "a b"},
		{"甲 &amp; \\*乙\\* `丙<丁>`", "甲 & *乙* 丙<丁>"},
		{"```\n甲\n\n乙\n```\n丙", "甲\n\n乙\n丙"},
		{"![图](a.png \"说明\")\n\n甲![图](a.png)乙", "说明\n甲乙"},
		{"[片](a.mp4)", "片"},
		{"术语\n: 解释", "术语\n解释"},
	} {
		if got := plainOf(c.src); got != c.want {
			t.Errorf("%q says %q, not %q", c.src, got, c.want)
		}
	}
}

func TestSummary(t *testing.T) {
	ten := "一二三四五六七八九十"
	for _, c := range []struct{ name, src, want string }{
		{"nothing", "", ""},
		{"short", "甲。乙", "甲。乙"},
		{"paragraphs", "甲。\n\n乙。", "甲。乙。"},
		{"Latin paragraphs", "Dear.\n\nReader.", "Dear. Reader."},
		{"up to a heading", "甲。\n\n## 乙\n\n丙。", "甲。"},
		{"after a heading", "## 甲\n\n乙。\n\n丙。", "乙。丙。"},
		{"paragraphs only", "- 甲\n\n乙。\n\n> 丙", "乙。"},
		{"no paragraph", "## 甲\n\n- 乙\n- 丙", "甲乙丙"},
		{"a picture first", "![图](a.png \"说明\")\n\n甲。", "甲。"},
		{"whole", strings.Repeat(ten, 12), strings.Repeat(ten, 12)},
		{"cut anywhere", strings.Repeat(ten, 13), strings.Repeat(ten, 11) + "一二三四五六七八九…"},
		{"cut after a sentence", strings.Repeat(ten, 5) + "。" + strings.Repeat(ten, 8), strings.Repeat(ten, 5) + "。"},
		{"cut after a quotation", strings.Repeat(ten, 5) + "！”" + strings.Repeat(ten, 8), strings.Repeat(ten, 5) + "！”"},
		{"cut after the last sentence", strings.Repeat(ten+"。", 20), strings.Repeat(ten+"。", 10)},
		{"not after a short sentence", "甲。" + strings.Repeat(ten, 13), "甲。" + strings.Repeat(ten, 11) + "一二三四五六七…"},
		{"a sentence of just the length", strings.Repeat(ten, 11) + "一二三四五六七八九。" + ten, strings.Repeat(ten, 11) + "一二三四五六七八九。"},
		{"decimals", strings.Repeat(ten, 5) + "3.5" + strings.Repeat(ten, 8), strings.Repeat(ten, 5) + "3.5" + strings.Repeat(ten, 6) + "一二三四五六…"},
		{"a name", "[[扶婷]]来了。", "〈扶婷〉来了。"},
		{"no name cut", strings.Repeat(ten, 11) + "一二三四五六七八[[扶婷]]" + ten, strings.Repeat(ten, 11) + "一二三四五六七八…"},
	} {
		doc := Parse([]byte(c.src), 0)
		got := doc.Summary.String(func(link int) string { return "〈" + doc.Links[link].Target + "〉" })
		if got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

func TestJoins(t *testing.T) {
	for _, c := range []struct {
		before string
		after  rune
		want   bool
	}{
		{"", '中', false}, {"中", '中', true}, {"a", '中', false}, {"中", 'a', false}, {"，", 'a', true}, {"a", '，', true},
		{"中”", '中', true}, {"a”", '中', false}, {"中", '“', true}, {"a", '“', false}, {"“", '中', false}, {"가", '가', false},
		{"中", '가', false}, {"，", '가', true},
	} {
		if got := joins([]byte(c.before), c.after); got != c.want {
			t.Errorf("joins(%q, %q) = %v", c.before, c.after, got)
		}
	}
}
