package schema

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"wenming/generator/diag"
)

// read decodes a block that has no mistakes.
func read(t *testing.T, block string, into ...any) (source string) {
	t.Helper()
	source, problems := decode(block, into...)
	if len(problems) > 0 {
		t.Fatalf("%q: %s", block, told(source, problems, diag.English))
	}
	return source
}

// TestText holds what a text becomes, and what its span covers.
func TestText(t *testing.T) {
	for _, test := range []struct{ line, value, span string }{
		{"title: 0123", "0123", "0123"},
		{"title: 2022-Q1", "2022-Q1", "2022-Q1"},
		{"title: 2023-10-25", "2023-10-25", "2023-10-25"},
		{"title: yes", "yes", "yes"},
		{"title: 1e3", "1e3", "1e3"},
		{"标题:   雨湖区：文明花开   # 注", "雨湖区：文明花开", "雨湖区：文明花开"},
		{"title: \"雨湖 \\\"好\\\"\" # x", "雨湖 \"好\"", "\"雨湖 \\\"好\\\"\""},
		{"title: '雨湖''好'", "雨湖'好", "'雨湖''好'"},
		{"title: &a !!str 雨湖", "雨湖", "雨湖"},
		{"title: ! &a\n  雨湖", "雨湖", "雨湖"},
		{"title: 雨湖\n  文明\n\n  网 # x", "雨湖 文明\n网", "雨湖\n  文明\n\n  网"},
		{"title: \"雨湖\n  文明\"", "雨湖 文明", "\"雨湖\n  文明\""},
		{"title: |\n  雨湖\n\n   文明\n\n", "雨湖\n\n 文明", "|\n  雨湖\n\n   文明"},
		{"title: >-\n  雨湖\n  文明", "雨湖 文明", ">-\n  雨湖\n  文明"},
		{"title: |2\n   雨湖", " 雨湖", "|2\n   雨湖"},
		{"title: 雨湖\u2028  文明", "雨湖\u2028文明", "雨湖\u2028  文明"},
		{"{title: 雨湖, source: b}", "雨湖", "雨湖"},
		{"title: [雨湖, 文明]", "", ""},
		{"title: 𬭎与䶮", "𬭎与䶮", "𬭎与䶮"},
		{"title: a # 文\r", "a", "a"},
	} {
		for _, end := range []string{"\n", "\r\n"} {
			block := test.line
			if end != "\n" {
				block = strings.ReplaceAll(block, "\n", end)
			}
			if !strings.HasPrefix(block, "{") {
				block += end + "source: b" + end
			}
			var e entry
			source, _ := decode(block, &e)
			span := strings.ReplaceAll(source[e.Title.Span.Start:e.Title.Span.End], end, "\n")
			if e.Title.Value == "" {
				span = ""
			}
			if e.Title.Value != test.value || span != test.span {
				t.Errorf("%q: got %q at %q", block, e.Title.Value, span)
			}
		}
	}
}

// TestForms reads a key of every form in English and in Chinese.
func TestForms(t *testing.T) {
	var english, chinese entry
	source := read(t, `title: a
source: b
tags: 文明
names: [甲, "乙", ~, '']
draft: true
limit: 20
date: 2023-10-25 08:30
since: 2019-05
zone: Asia/Urumqi
stage: publicity
speech: en
office: {name: 文明办, phone: 0731}
rows:
- 王芳
- name: 李威
  note: 女
extra: {a: 1, b: [1.5, x], c: {d: true, e: 0123, f: NaN}, h: '1', i: }
`, &english)
	read(t, `标题: a
来源: b
标签: [文明]
姓名:
  - 甲
  - 乙
草稿: 是
条数: "20"
日期: 2023-10-25T00:30:00Z
始于: 2019-05
时区: Asia/Urumqi
阶段: 公示
语言: 英文
单位:
  名称: 文明办
  电话: 0731
名单: [王芳, {姓名: 李威, 备注: 女}]
附加: {a: 1}
`, &chinese)

	for what, pair := range map[string][2]any{
		"tag":    {english.Tags[0].Value, chinese.Tags[0].Value},
		"names":  {english.Names, chinese.Names},
		"draft":  {english.Draft, chinese.Draft},
		"limit":  {english.Limit, chinese.Limit},
		"date":   {english.Date.Time, chinese.Date.Time},
		"since":  {english.Since.String(), chinese.Since.String()},
		"zone":   {english.Zone.MemoDigest(), chinese.Zone.MemoDigest()},
		"stage":  {english.Stage, chinese.Stage},
		"speech": {english.Speech, chinese.Speech},
		"office": {english.Office, chinese.Office},
		"row":    {english.Rows[1].Name + english.Rows[1].Note, chinese.Rows[1].Name + chinese.Rows[1].Note},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%s: %v in English, %v in Chinese", what, pair[0], pair[1])
		}
	}
	if e := english; !e.Draft || e.Limit != 20 || e.Stage != 2 || e.Speech != "en" || e.Office.Phone != "0731" || !e.Rows[0].Only || e.Rows[1].Only {
		t.Errorf("got %+v", e)
	}
	if !slices.Equal(english.Names, []string{"甲", "乙"}) {
		t.Errorf("names: %q", english.Names)
	}
	for want, span := range map[string]diag.Span{
		"文明":                  english.Tags[0].Span,
		"王芳":                  english.Rows[0].Span,
		"name: 李威\n  note: 女": english.Rows[1].Span,
		"2023-10-25 08:30":    english.Date.Span,
		"2019-05":             english.Since.Span,
	} {
		if got := source[span.Start:span.End]; got != want {
			t.Errorf("a span covers %q, not %q", got, want)
		}
	}
	want := map[string]any{
		"a": int64(1), "b": []any{1.5, "x"}, "h": "1", "i": nil,
		"c": map[string]any{"d": true, "e": "0123", "f": "NaN"},
	}
	if !reflect.DeepEqual(english.Extra, want) {
		t.Errorf("data: got %#v", english.Extra)
	}
}

// TestShared fills two structs from one block: a key belongs to the first that has it.
func TestShared(t *testing.T) {
	var first struct {
		Name string `key:"name" twin:"名称"`
	}
	var second office
	read(t, "name: a\nphone: 1\n", &second, &first)
	if first.Name != "" || second.Name != "a" || second.Phone != "1" {
		t.Errorf("got %+v and %+v", first, second)
	}
}

func TestRequire(t *testing.T) {
	for block, missing := range map[string]string{"name: a\n": "---", "name: a\nphone:\n": "phone", "name: a\nphone: 1\n": ""} {
		var o office
		source := before + block
		got := ""
		for _, d := range Decode([]byte(block), len(before), Options{Opening: diag.Span{End: 3}, Require: []string{"phone"}}, &o) {
			got += source[d.Span.Start:d.Span.End]
		}
		if got != missing {
			t.Errorf("%q: missing at %q, not at %q", block, got, missing)
		}
	}
}

func TestDates(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	for text, want := range map[string]string{
		"2023-10-25":                "2023-10-25T00:00:00+08:00",
		"2023-10-25 08:30":          "2023-10-25T08:30:00+08:00",
		"2023-10-25 08:30:15":       "2023-10-25T08:30:15+08:00",
		"2023-10-25T08:30:15Z":      "2023-10-25T16:30:15+08:00",
		"2023-10-25T08:30:15+09:00": "2023-10-25T07:30:15+08:00",
		"2023-10-25 08:30:15+08:00": "2023-10-25T08:30:15+08:00",
		"2024-02-29":                "2024-02-29T00:00:00+08:00",
	} {
		date, ok := ParseDate(text, zone)
		if got := date.Time.Format(time.RFC3339); !ok || got != want || date.Bare != (len(text) == 10) || !date.Set() {
			t.Errorf("%q: got %s, bare %v", text, got, date.Bare)
		}
	}
	for _, text := range []string{"", "2023", "2023-10", "2023-13-01", "2023-02-29", "2023-02-30", "2023-00-10", "23-10-25", "2023-1-5", "2023/10/25",
		"2023年10月25日", "2023.10.25", "20231025", "2023-10-25 8:30", "2023-10-25 24:00", "2023-10-25 08:60", "2023-10-25 08", "2023-10-25T08:30",
		" 2023-10-25", "2023-10-25 ", "2023-10-25 08:30:15 +0800", "明天", "２０２３-10-25"} {
		if date, ok := ParseDate(text, zone); ok {
			t.Errorf("%q is taken for %s", text, date.Time)
		}
	}
}

func TestMonths(t *testing.T) {
	for _, text := range []string{"2019", "2019-05", "1949-10", "0985"} {
		if m, ok := parseMonth(text); !ok || m.String() != text || !m.Set() {
			t.Errorf("%q: got %q", text, m)
		}
	}
	for _, text := range []string{"", "19", "0000", "2019-13", "2019-00", "2019-5", "2019-05-01", "2019/05", "2019年5月", "去年"} {
		if m, ok := parseMonth(text); ok {
			t.Errorf("%q is taken for %q", text, m)
		}
	}
	if (Month{}).Set() || (Month{}).String() != "" {
		t.Error("a month that was not given")
	}
}

func TestKeys(t *testing.T) {
	keys := Keys(reflect.TypeFor[entry](), reflect.TypeFor[office]())
	if len(keys) != 16 || !keys[0].Required || keys[1].Twin != "来源" || keys[0].Doc.Chinese != "大标题" {
		t.Fatalf("got %+v", keys)
	}
	var examples []string
	for _, k := range keys {
		examples = append(examples, k.Example(diag.Chinese))
	}
	if got, want := strings.Join(examples, "\n"), `标题: …
来源: …
标签: …
姓名: …
草稿: true
条数: 20
日期: 2023-10-25
始于: 2019-05
时区: Asia/Shanghai
阶段: 候选
语言: 中文
单位: {名称: …}
名单: {姓名: …, 备注: …}
附加: …
名称: …
电话: …`; got != want {
		t.Errorf("got\n%s", got)
	}
	if rows := keys[12]; !rows.List || !rows.Bare || rows.Form != FormMapping || len(rows.Keys) != 2 {
		t.Errorf("got %+v", rows)
	}
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "ab", 2}, {"title", "title", 0}, {"titel", "title", 1}, {"titl", "title", 1}, {"标提", "标题", 1},
		{"kitten", "sitting", 3}, {"ca", "abc", 3}, {"source", "sauce", 2}, {strings.Repeat("a", 41), "a", 41}, {"a", strings.Repeat("文", 60), 60},
	} {
		if got := Distance(test.a, test.b); got != test.want || Distance(test.b, test.a) != got {
			t.Errorf("Distance(%q, %q) = %d, not %d", test.a, test.b, got, test.want)
		}
	}
	if got := nearest("tittle", []string{"date", "title", "titles"}); got != "title" {
		t.Errorf("nearest: got %q", got)
	}
	if got := nearest("x", []string{"y", "z"}); got != "" {
		t.Errorf("nearest: got %q", got)
	}
}
