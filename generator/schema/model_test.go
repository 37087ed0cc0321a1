package schema

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"wenming/generator/diag"
)

// entry has a key of every form.
type entry struct {
	Title  Text           `key:"title,required" twin:"标题" en:"the headline" zh:"大标题"`
	Source string         `key:"source,required" twin:"来源" en:"who published it" zh:"发布单位"`
	Tags   []Text         `key:"tags" twin:"标签" en:"subjects" zh:"主题词"`
	Names  []string       `key:"names" twin:"姓名" en:"names" zh:"姓名"`
	Draft  bool           `key:"draft" twin:"草稿" en:"not shown" zh:"不显示"`
	Limit  int            `key:"limit" twin:"条数" en:"how many" zh:"几条"`
	Date   Date           `key:"date" twin:"日期" en:"when" zh:"何时"`
	Since  Month          `key:"since" twin:"始于" en:"since when" zh:"从何时起"`
	Zone   Zone           `key:"zone" twin:"时区" en:"the zone" zh:"时区"`
	Stage  stage          `key:"stage" twin:"阶段" en:"how far" zh:"阶段"`
	Speech string         `key:"speech" twin:"语言" choices:"zh-CN=中文 en=英文" en:"the language" zh:"语言"`
	Office office         `key:"office" twin:"单位" en:"the office" zh:"单位"`
	Rows   []row          `key:"rows" twin:"名单" en:"the rows" zh:"名单"`
	Extra  map[string]any `key:"extra" twin:"附加" en:"data" zh:"数据"`
}

type stage uint8

func (stage) Choices() [][2]string {
	return [][2]string{{"candidates", "候选"}, {"publicity", "公示"}}
}

type office struct {
	Name  string `key:"name,required" twin:"名称" en:"its name" zh:"名称"`
	Phone string `key:"phone" twin:"电话" en:"its telephone" zh:"电话"`
}

type row struct {
	Span diag.Span
	Name string `key:"name" twin:"姓名" en:"the name" zh:"姓名"`
	Note string `key:"note" twin:"备注" en:"a note" zh:"备注"`
	Only bool   `key:"-"`
}

func (r *row) ReadScalar(value Text) diag.List {
	r.Span, r.Name, r.Only = value.Span, value.Value, true
	return nil
}

func (r *row) CheckMapping(at diag.Span) diag.List {
	if r.Name == "" {
		return diag.List{diag.New(diag.MissingKey, diag.Place{Span: at}, diag.T("a row has a name", "名单各行应有姓名"))}
	}
	return nil
}

const before = "---\n"

// decode reads a block that stands after an opening line, as in a file.
func decode(block string, into ...any) (source string, problems diag.List) {
	source = before + block
	return source, Decode([]byte(block), len(before), Options{
		File: "a.md", Location: time.FixedZone("CST", 8*3600), Opening: diag.Span{Start: 0, End: 3},
	}, into...)
}

// told writes diagnostics as the code, what their span holds, and what they say.
func told(source string, problems diag.List, l diag.Language) string {
	var b strings.Builder
	for _, d := range problems.Sorted() {
		fmt.Fprintf(&b, "%s %q %s", d.Code, source[d.Span.Start:d.Span.End], d.Message.In(l))
		for _, also := range d.Also {
			fmt.Fprintf(&b, " (also %d:%q)", also.Span.Start, source[also.Span.Start:also.Span.End])
		}
		if hint := d.Hint.In(l); hint != "" {
			fmt.Fprintf(&b, " = %s", hint)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// inside fails where a span leaves its file or cuts a character.
func inside(t *testing.T, src []byte, problems diag.List) {
	t.Helper()
	for _, d := range problems {
		places := append([]diag.Place{d.Place}, d.Also...)
		for _, p := range places {
			s := p.Span
			if s.Start < 0 || s.End < s.Start || int(s.End) > len(src) {
				t.Fatalf("%s: span %v leaves a file of %d bytes", d.Code, s, len(src))
			}
			for _, at := range []int{int(s.Start), int(s.End)} {
				if d.Code != diag.InvalidUTF8 && at < len(src) && !utf8.RuneStart(src[at]) {
					t.Fatalf("%s: span %v cuts a character", d.Code, s)
				}
			}
		}
		if d.Message.English == "" || d.Message.Chinese == "" {
			t.Fatalf("%s: no message in one of the languages", d.Code)
		}
	}
}
