package content

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"wenming/generator/diag"
)

var zone = time.FixedZone("CST", 8*3600)

const article = `---
title: 雨湖区：文明花开满城春
date: 2023-10-25 08:30
source: 湘潭文明网
记者: [付鼎臣]
tags: [雨湖区, 文明实践]
---

# 开头

一五一，见[扶婷](../people/fu-ting.md)。

## 第二段

![图](a.jpg)
`

// told writes diagnostics as the code, what their span holds, and what they say.
func told(src []byte, problems diag.List) string {
	var b strings.Builder
	for _, d := range problems.Sorted() {
		fmt.Fprintf(&b, "%s %q %s\n", d.Code, src[d.Span.Start:d.Span.End], d.Message.English)
	}
	return b.String()
}

// TestArticle reads an article whose file has any of the endings and beginnings that editors give it.
func TestArticle(t *testing.T) {
	for name, src := range map[string]string{
		"plain":              article,
		"CRLF":               strings.ReplaceAll(article, "\n", "\r\n"),
		"byte order mark":    "\uFEFF" + article,
		"both":               "\uFEFF" + strings.ReplaceAll(article, "\n", "\r\n"),
		"no end of line":     strings.TrimSuffix(article, "\n"),
		"lines before":       "\n \n\t\r\n" + article,
		"blanks after ---":   strings.ReplaceAll(article, "---\n", "--- \t\n"),
		"a comment, no body": article[:strings.Index(article, "# 开头")] + "\n# 开头\n\n一五一，见[扶婷](../people/fu-ting.md)。\n\n## 第二段\n\n![图](a.jpg)",
	} {
		t.Run(name, func(t *testing.T) {
			e, body, problems := Parse("news/2023/yuhu.md", []byte(src), KindArticle, "news/2023/yuhu", Options{Location: zone})
			if len(problems) > 0 {
				t.Fatal(told([]byte(src), problems))
			}
			a := e.Fields.(*Article)
			if e.Name() != "雨湖区：文明花开满城春" || a.Source.Value != "湘潭文明网" || a.Reporters[0] != "付鼎臣" || len(e.Tags) != 2 {
				t.Errorf("got %+v", a)
			}
			for want, span := range map[string]diag.Span{
				"雨湖区：文明花开满城春": e.NameSpan(), "2023-10-25 08:30": e.Date.Span, "湘潭文明网": a.Source.Span, "文明实践": e.Tags[1].Span,
				"../people/fu-ting.md": e.Links[0].Span, "a.jpg": e.Links[1].Span,
			} {
				if got := src[span.Start:span.End]; got != want {
					t.Errorf("a span covers %q, not %q", got, want)
				}
			}
			if !e.Date.Time.Equal(time.Date(2023, 10, 25, 8, 30, 0, 0, zone)) || e.Date.Bare {
				t.Errorf("the date is %v", e.Date)
			}
			if e.Kind != KindArticle || e.Key != "news/2023/yuhu" || e.File() != "content/news/2023/yuhu.md" || e.At(e.NameSpan()).File != e.File() {
				t.Errorf("got %+v", e)
			}
			if len(e.Headings) != 2 || len(body.Headings) != 2 || e.Headings[1] != body.Headings[1].ID {
				t.Errorf("the headings are %q", e.Headings)
			}
		})
	}
}

// TestKindsParse reads the smallest file of every kind, and one with most of its keys.
func TestKindsParse(t *testing.T) {
	for _, test := range []struct {
		kind  Kind
		src   string
		name  string
		check func(e Entry) bool
	}{
		{KindSection, "title: 荣誉榜\norder: 标题\nper_page: 30\nkind: 人物\nkeywords: 好人, 榜", "荣誉榜", func(e Entry) bool {
			s := e.Fields.(*Section)
			return s.Order == SectionByTitle && s.PerPage == 30 && s.Kind == KindPerson && len(s.Keywords) == 1
		}},
		{KindArticle, "title: a\ndate: 2023-10-25\nsource: b\nattachments: {title: 通知, file: a.pdf}", "a", func(e Entry) bool {
			a := e.Fields.(*Article)
			return e.Date.Bare && len(a.Attachments) == 1 && a.Attachments[0].File.Value == "a.pdf"
		}},
		{KindPage, "title: a", "a", func(Entry) bool { return true }},
		{KindPerson, "姓名: 阿卜杜热合曼·阿不都热西提\n出生: 1957-08\n已故: 是\nhonors: [{award: 中国好人, period: 2022年第一季度, status: 保留}]", "阿卜杜热合曼·阿不都热西提", func(e Entry) bool {
			p := e.Fields.(*Person)
			return p.Birth.String() == "1957-08" && p.Deceased && p.Honors[0].Period.Key() == "2022-Q1" && p.Honors[0].Status == StatusRetained
		}},
		{KindProject, "name: 板凳会\nsince: 2019", "板凳会", func(e Entry) bool { return e.Fields.(*Project).Since.Year == 2019 }},
		{KindOrganization, "name: 白石社区\nfigures: [{value: 134个, label: 站}]", "白石社区", func(e Entry) bool {
			return e.Fields.(*Organization).Figures[0].Value == "134个"
		}},
		{KindAward, "name: 中国好人\nlevel: 国家\ncategories: [助人为乐, 见义勇为]\nkind: 荣誉", "中国好人", func(e Entry) bool {
			a := e.Fields.(*Award)
			return a.Level == LevelNational && len(a.Categories) == 2
		}},
		{KindBatch, `period: {年: 2025, 批: 1}
stage: 公示
publicity: {start: 2022-12-12, end: 2022-12-16, 邮编: 412000}
document: {number: 繁文明字〔2016〕9号, date: 2016-12-05}
total: {rows: 5, persons: 7}
order: 姓氏笔画
recipients:
  - {name: 何恒南、李威, members: [何恒南, {name: 李威, person: li-wei}], category: 见义勇为}
  - name: 王　芳
    count: 9
    状态: 撤销`, "", func(e Entry) bool {
			b := e.Fields.(*Batch)
			m := b.Recipients[0].Members
			return b.Stage == StagePublicity && b.Publicity.Postcode == "412000" && b.Total == (Total{5, 7}) && b.Order == OrderSurnameStroke &&
				m[0].Name == "何恒南" && m[1].Person.Value == "li-wei" && b.Recipients[1].Name == "王　芳" && b.Recipients[1].Status == StatusRevoked &&
				b.Document.Number == "繁文明字〔2016〕9号" && b.Document.Date.Bare
		}},
	} {
		src := []byte("---\n" + test.src + "\n---\n")
		e, _, problems := Parse("a.md", src, test.kind, "a", Options{})
		if len(problems) > 0 || e.Name() != test.name || !test.check(e) {
			t.Errorf("%s: %sgot %+v", test.kind, told(src, problems), e.Fields)
		}
		if b, ok := e.Fields.(*Batch); ok {
			if got := string(src[b.Recipients[1].Span.Start:b.Recipients[1].Span.End]); got != "name: 王　芳\n    count: 9\n    状态: 撤销" {
				t.Errorf("the row's span covers %q", got)
			}
		}
	}
}

// TestFrontMatter holds what is said of files whose front matter is not where it should be.
func TestFrontMatter(t *testing.T) {
	const article = "title: a\ndate: 2023-10-25\nsource: b\n"
	for _, test := range []struct{ src, want string }{
		{"", `missing-key "" the file does not begin with front matter`},
		{"\uFEFF", `missing-key "" the file does not begin with front matter`},
		{"\n\n", `missing-key "" the file does not begin with front matter`},
		{"志愿者走进社区。\n", `missing-key "志愿者走进社区。" the file does not begin with front matter`},
		{"\n  # 开头\n\n---\n" + article + "---\n", `missing-key "# 开头" the file does not begin with front matter`},
		{"----\n" + article + "----\n", `missing-key "----" the file does not begin with front matter`},
		{"———\n" + article + "———\n", `missing-key "———" the file does not begin with front matter`},
		{"---yaml\n" + article + "---\n", `missing-key "---yaml" the file does not begin with front matter`},
		{"+++\ntitle = 'a'\n+++\n", `missing-key "+++" the file does not begin with front matter`},
		{"{\"title\": 1}\n\n", `missing-key "{\"title\": 1}" the file does not begin with front matter`},
		{"--- # 注\n" + article + "---\n", `missing-key "--- # 注" the file does not begin with front matter`},
		{"---", `unterminated-front-matter "---" the front matter that begins here has no end`},
		{"\uFEFF---\n" + article, `unterminated-front-matter "---" the front matter that begins here has no end`},
		{"---\n" + article + "\n正文。\n", `unterminated-front-matter "---" the front matter that begins here has no end`},
		{"---\n" + article + "summary: |\n  一\n  ---\n  二\n---\n", `unterminated-front-matter "---" an indented --- ends the front matter here`},
		{"---\n---\n", `missing-key "---" key "date" is missing
missing-key "---" key "source" is missing
missing-key "---" key "title" is missing`},
		{"---\n" + article + "---", ``},
		{"---\n" + article + "---\n---\n---\n", ``},
	} {
		src := []byte(test.src)
		_, _, problems := Parse("a.md", src, KindArticle, "a", Options{})
		if got := strings.TrimSuffix(told(src, problems), "\n"); got != test.want {
			t.Errorf("%q: got\n%s\nwant\n%s", test.src, got, test.want)
		}
	}
}

// TestAlso names the line that was perhaps meant to end the front matter.
func TestAlso(t *testing.T) {
	for _, line := range []string{"----", "——", "－－－", "...", "– – –"} {
		src := "---\ntitle: a\n" + line + "\n正文 - 正文\n"
		_, _, problems := Parse("a.md", []byte(src), KindPage, "a", Options{})
		if len(problems) != 1 || len(problems[0].Also) != 1 {
			if line != "– – –" {
				t.Errorf("%q: got %v", line, problems)
			}
			continue
		}
		if at := problems[0].Also[0].Span; src[at.Start:at.End] != line {
			t.Errorf("%q: got %q", line, src[at.Start:at.End])
		}
	}
}

func TestHint(t *testing.T) {
	_, _, problems := Parse("people/a.md", []byte("王芳\n"), KindPerson, "a", Options{})
	if got := problems[0].Hint; got.English != "begin it with these lines: --- ⏎ name: … ⏎ ---" || got.Chinese != "请在开头写这几行：--- ⏎ 姓名: … ⏎ ---" {
		t.Errorf("got %+v", got)
	}
}

// TestBodyProblems are placed in the entry's file, beside those of its front matter.
func TestBodyProblems(t *testing.T) {
	src := []byte("---\ntitel: a\n---\n\n![](a.jpg)\n\n<script>x</script>\n")
	_, _, problems := Parse("a.md", src, KindPage, "a", Options{})
	codes := map[diag.Code]bool{}
	for _, d := range problems {
		codes[d.Code] = true
		if d.File != "content/a.md" {
			t.Errorf("%v stands in %q", d, d.File)
		}
	}
	for _, code := range []diag.Code{diag.UnknownKey, diag.MissingKey, diag.ImageAlt, diag.HTMLDropped} {
		if !codes[code] {
			t.Errorf("no %s in %v", code, problems)
		}
	}
}

func TestUnreadable(t *testing.T) {
	e, _, problems := Parse("people/a.md", []byte("---\nname: \xcd\xf5\xb7\xbc\n---\n"), KindPerson, "a", Options{})
	if len(problems) != 1 || problems[0].Code != diag.InvalidUTF8 || problems[0].File != "content/people/a.md" {
		t.Errorf("got %v", problems)
	}
	if e.Name() != "" || e.Fields.(*Person) == nil {
		t.Error("an entry has the fields of its kind")
	}
}

// FuzzParse holds for any bytes and any kind: Parse ends, its places lie in the file, and it does the same again.
func FuzzParse(f *testing.F) {
	for kind := range KindBatch + 1 {
		f.Add([]byte(article), uint8(kind))
		f.Add(Scaffold(kind, "王芳", time.Unix(0, 0), diag.Chinese), uint8(kind))
	}
	f.Add([]byte("---\nperiod: {year: 2019, batch: 1}\nstage: 公示\nrecipients: [{name: a, members: [b, {姓名: c}]}]\n---"), uint8(KindBatch))
	f.Add([]byte("---\n标题：a\n日期:2023\n---\n[[扶婷]] **文字。**文字"), uint8(KindArticle))
	f.Add([]byte("---\nname: \xcd\xf5\xb7\xbc\n---\n"), uint8(KindPerson))
	f.Add([]byte("\uFEFF\n---\r\n---\r\n\r\n"), uint8(KindPage))
	f.Fuzz(func(t *testing.T, src []byte, kind uint8) {
		k := Kind(kind % uint8(KindBatch+1))
		e, body, problems := Parse("a/b.md", src, k, "b", Options{Location: zone})
		for _, d := range problems {
			for _, p := range append([]diag.Place{d.Place}, d.Also...) {
				if p.File != "content/a/b.md" {
					t.Fatalf("%s: the file is %q", d.Code, p.File)
				}
				checkSpan(t, src, p.Span, d.Code != diag.InvalidUTF8)
			}
		}
		for _, span := range []diag.Span{e.NameSpan(), e.Date.Span, e.Slug.Span} {
			checkSpan(t, src, span, true)
		}
		for _, link := range e.Links {
			checkSpan(t, src, link.Span, true)
		}
		if b, ok := e.Fields.(*Batch); ok {
			for _, r := range b.Recipients {
				checkSpan(t, src, r.Span, true)
			}
			if again, ok := ParsePeriod(b.Period.Key()); ok != b.Period.Set() || again != b.Period {
				t.Fatalf("period %+v is read as %+v", b.Period, again)
			}
		}
		e2, body2, problems2 := Parse("a/b.md", src, k, "b", Options{Location: zone})
		if !reflect.DeepEqual(e, e2) || !reflect.DeepEqual(body, body2) || !reflect.DeepEqual(problems, problems2) {
			t.Fatal("a second reading differs")
		}
	})
}

func checkSpan(t *testing.T, src []byte, s diag.Span, text bool) {
	t.Helper()
	if s.Start < 0 || s.End < s.Start || int(s.End) > len(src) {
		t.Fatalf("span %v leaves a file of %d bytes", s, len(src))
	}
	for _, at := range []int{int(s.Start), int(s.End)} {
		if text && utf8.Valid(src) && at < len(src) && !utf8.RuneStart(src[at]) {
			t.Fatalf("span %v cuts a character", s)
		}
	}
}
