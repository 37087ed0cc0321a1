package diag

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestRecords(t *testing.T) {
	source := files(map[string]string{"a.md": "\uFEFF标题：甲\r\n正文\r\n", "b.md": "x\ny\n"})
	list := List{
		New(BadDate, Place{"a.md", Span{3, 9}}, T("m", "讯")).WithHint(T("h", "示")),
		New(ImageAlt, Place{"a.md", Span{12, 21}}, T("over lines", "跨行")).
			WithAlso(Place{"b.md", Span{2, 3}}, Place{File: "c.md"}).WithHint(T("h", "示")),
		New(BadPeriod, Place{"a.md", Span{20, 9}}, T("backwards", "倒")),
		New(YAMLSyntax, Place{"a.md", Span{999, 1000}}, T("past the end", "过")),
		New(OutsideSite, Place{File: "c.md"}, T("m", "讯")),
	}
	want := []Record{
		{"error", BadDate, "a.md", 1, 1, 1, 3, "m", "h"},
		{"warning", ImageAlt, "a.md", 1, 4, 2, 2, "over lines", "the other place is b.md:2:1; the other place is c.md; h"},
		{"error", BadPeriod, "a.md", 2, 2, 2, 2, "backwards", ""},
		{"error", YAMLSyntax, "a.md", 3, 1, 3, 1, "past the end", ""},
		{"error", OutsideSite, "c.md", 0, 0, 0, 0, "m", ""},
	}
	if got := Records(list, source, English); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	if got := Records(list[:1], source, Chinese)[0]; got.Message != "讯" || got.Hint != "示" || got.Severity != "error" {
		t.Errorf("in Chinese: %+v", got)
	}
	data, err := json.Marshal(Records(nil, source, English))
	if err != nil || string(data) != "[]" {
		t.Errorf("no diagnostics print as %s, %v", data, err)
	}
	data, err = json.Marshal(want[0])
	if err != nil || string(data) != `{"severity":"error","code":"bad-date","file":"a.md","line":1,"column":1,"end_line":1,"end_column":3,"message":"m","hint":"h"}` {
		t.Errorf("a record prints as %s, %v", data, err)
	}
}

// BenchmarkRecords places 5000 diagnostics in one file of 4 MiB, of many lines and of one.
func BenchmarkRecords(b *testing.B) {
	for _, line := range []string{"一行正文，并不太长。\n", "一行正文，并不太长。"} {
		src := []byte(strings.Repeat(line, 4<<20/len(line)))
		var list List
		for i := range 5000 {
			at := i * len(src) / 5000
			list = append(list, New(ImageAlt, Place{"a.md", Range(at, at+30)}, T("m", "讯")).WithAlso(Place{"a.md", Range(at/2, at/2+1)}))
		}
		b.Run(fmt.Sprintf("%d lines", strings.Count(string(src), "\n")+1), func(b *testing.B) {
			for b.Loop() {
				Records(list, func(string) []byte { return src }, English)
			}
		})
	}
}
