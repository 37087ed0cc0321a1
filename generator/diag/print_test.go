package diag

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// files is a Source of fixed files.
func files(texts map[string]string) Source {
	return func(file string) []byte {
		if src, ok := texts[file]; ok {
			return []byte(src)
		}
		return nil
	}
}

func printed(t *testing.T, list List, source Source, l Language) string {
	t.Helper()
	var b strings.Builder
	if err := WriteText(&b, list, source, l); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteText(t *testing.T) {
	source := files(map[string]string{
		"content/news/2023/yuhu.md": "---\ntitle: a\nsource: b\ndate: 2023-13-01\n---\n",
		"content/a.md":              "---\nslug: x\n---\n",
		"content/b.md":              "slug: 甲\n",
		"bad\x1b[1m.md":             "a\n",
	})
	cases := []struct {
		name             string
		said             Diagnostic
		english, chinese string
	}{
		{"the frame of the design",
			New(BadDate, Place{"content/news/2023/yuhu.md", Span{29, 39}}, T("date %q is not a date", "日期“%s”不是日期", "2023-13-01")).
				WithHint(T("write it as 2023-10-25 or 2023-10-25 08:30", "请写成 2023-10-25 或 2023-10-25 08:30")),
			`content/news/2023/yuhu.md:4:7: error: date "2023-13-01" is not a date [bad-date]
    4 | date: 2023-13-01
      |       ^^^^^^^^^^
      = write it as 2023-10-25 or 2023-10-25 08:30
`,
			`content/news/2023/yuhu.md:4:7: 错误: 日期“2023-13-01”不是日期 [bad-date]
    4 | date: 2023-13-01
      |       ^^^^^^^^^^
      = 请写成 2023-10-25 或 2023-10-25 08:30
`},
		{"both places",
			New(DuplicateAddress, Place{"content/b.md", Span{6, 9}}, T("taken", "已被占用")).WithAlso(Place{"content/a.md", Span{10, 11}}),
			`content/b.md:1:7: error: taken [duplicate-address]
    1 | slug: 甲
      |       ^^
      = the other place is content/a.md:2:7
    2 | slug: x
      |       ^
`,
			`content/b.md:1:7: 错误: 已被占用 [duplicate-address]
    1 | slug: 甲
      |       ^^
      = 另一处在 content/a.md:2:7
    2 | slug: x
      |       ^
`},
		{"a file that cannot be shown",
			New(OutsideSite, Place{File: "content/link"}, T("leaves the site", "超出网站")).WithAlso(Place{File: "content/other"}),
			"content/link: error: leaves the site [outside-site]\n      = the other place is content/other\n",
			"content/link: 错误: 超出网站 [outside-site]\n      = 另一处在 content/other\n"},
		{"no file",
			New(ImageAlt, Place{}, T("a", "b")),
			"warning: a [image-alt]\n", "警告: b [image-alt]\n"},
		{"what would disturb a terminal",
			New(ImageAlt, Place{File: "bad\x1b[1m.md"}, T("a\nb\x07", "a\nb\x07")).WithHint(T("c\u202e", "c\u202e")),
			"bad\ufffd[1m.md:1:1: warning: a\ufffdb\ufffd [image-alt]\n    1 | a\n      | ^\n      = c\ufffd\n",
			"bad\ufffd[1m.md:1:1: 警告: a\ufffdb\ufffd [image-alt]\n    1 | a\n      | ^\n      = c\ufffd\n"},
	}
	for _, c := range cases {
		if got := printed(t, List{c.said}, source, English); got != c.english {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.english)
		}
		if got := printed(t, List{c.said}, source, Chinese); got != c.chinese {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.chinese)
		}
	}
}

// TestManyAlike prints a thousand of one code between two others.
func TestManyAlike(t *testing.T) {
	list := List{New(BadDate, Place{File: "a.md"}, T("first", "先"))}
	for i := range 1000 {
		list = append(list, New(ImageAlt, Place{File: "b.md", Span: Range(i, i)}, T("picture %d", "图片 %d", i)))
	}
	for i := range alike + 1 {
		list = append(list, New(HTMLDropped, Place{File: "c.md", Span: Range(i, i)}, T("tag %d", "标签 %d", i)))
	}
	list = append(list, New(UnknownKey, Place{File: "d.md"}, T("last", "后")))
	lines := strings.Split(printed(t, list.Sorted(), files(nil), English), "\n")
	if want := 1 + alike + alike + 1 + 2 + 1; len(lines) != want {
		t.Errorf("%d lines, want %d: %q", len(lines), want, lines)
	}
	if lines[0] != "a.md: error: first [bad-date]" || lines[1+2*alike] != "d.md: error: last [unknown-key]" {
		t.Errorf("a thousand alike bury the others: %q", lines)
	}
	if got, want := lines[2+2*alike:], []string{"and 1 more like these [html-dropped]", "and 990 more like these [image-alt]", ""}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the rest is told as %q, want %q", got, want)
	}
	if exact := printed(t, list[1:1+alike], files(nil), Chinese); strings.Contains(exact, "同类") {
		t.Errorf("%d alike are not too many:\n%s", alike, exact)
	}
}

func TestWriteTextFails(t *testing.T) {
	full := errors.New("disk full")
	list := List{New(BadDate, Place{}, T("a", "b"))}
	for range alike {
		list = append(list, list[0])
	}
	for after := range alike + 1 {
		w := &limited{after, full}
		if err := WriteText(w, list, files(nil), English); err != full {
			t.Errorf("the error of write %d is lost: %v", after, err)
		}
	}
}

// limited is a writer that fails after some writes.
type limited struct {
	writes int
	err    error
}

func (l *limited) Write(p []byte) (int, error) {
	if l.writes--; l.writes < 0 {
		return 0, l.err
	}
	return len(p), nil
}
