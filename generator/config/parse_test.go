package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"wenming/generator/diag"
	"wenming/generator/schema"
)

const smallest = "name: 雨湖文明网\nurl: https://yuhu.example.org\n"

func TestDefaults(t *testing.T) {
	for _, src := range []string{smallest, "\uFEFF" + strings.ReplaceAll(smallest, "\n", "\r\n"), strings.TrimSuffix(smallest, "\n"), "---\n" + smallest} {
		s, problems := Parse([]byte(src))
		if len(problems) > 0 || s.Name.Value != "雨湖文明网" || s.Location().String() != "Asia/Shanghai" || s.Language != "zh-CN" ||
			s.URLs != 0 || s.Profile != 0 || src[s.Name.Span.Start:s.Name.Span.End] != "雨湖文明网" {
			t.Errorf("%q: got %+v, %v", src, s, problems)
		}
	}
}

func TestWhole(t *testing.T) {
	s, problems := Parse([]byte(`名称: 雨湖文明网
网址: https://yuhu.example.org/a/
语言: 英文
时区: Asia/Urumqi
网址形式: 目录
parent: {name: 中国文明网, url: "http://www.wenming.cn"}
identity: {code: 4303000001, 备案号: 湘ICP备0123号}
性质: 党委
menu:
  - section: news
  - {标题: 投稿, 网址: /about/contribute.html}
home:
  - block: 头条
    limit: 4
  - block: figures
    items: [{value: 134, label: 站}]
  - block: people
    items: fu-ting
  - 板块: 文字
    正文: |
      **文字**

      第二段
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if s.URL.Value != "https://yuhu.example.org/a" || s.Language != "en" || s.Location().String() != "Asia/Urumqi" || s.URLs != URLsPretty ||
		s.Parent.Name != "中国文明网" || s.Identity.ICP != "湘ICP备0123号" || s.Profile != ProfileParty {
		t.Errorf("got %+v", s)
	}
	if len(s.Menu) != 2 || s.Menu[0].Section.Value != "news" || s.Menu[1].URL.Value != "/about/contribute.html" {
		t.Errorf("got %+v", s.Menu)
	}
	if h := s.Home; len(h) != 4 || h[0].Block != BlockLead || h[0].Limit != 4 || h[1].Items[0].Value != "134" || h[2].Items[0].Key.Value != "fu-ting" ||
		h[3].Body.Value != "**文字**\n\n第二段" {
		t.Errorf("got %+v", h)
	}
}

func TestURL(t *testing.T) {
	for url, want := range map[string]string{
		"https://a.cn": "https://a.cn", "http://a.cn/": "http://a.cn", "https://a.cn/b//": "https://a.cn/b", "https://a.cn:8080/雨湖": "https://a.cn:8080/雨湖",
		"http://127.0.0.1:1313": "http://127.0.0.1:1313", "HTTPS://A.cn": "HTTPS://A.cn",
		"a.cn": "", "//a.cn": "", "/a": "", "ftp://a.cn": "", "https://": "", "https://:80": "", "https://a.cn?b": "", "https://a.cn/?": "", "https://a.cn/#b": "",
		"https://me:pw@a.cn": "", "https://a b.cn": "", "https://a.cn:port": "", "mailto:a@b.cn": "", "https:a.cn": "",
	} {
		src := fmt.Sprintf("name: a\nurl: '%s'\n", url)
		s, problems := Parse([]byte(src))
		switch {
		case want != "" && (len(problems) > 0 || s.URL.Value != want):
			t.Errorf("%s: got %q, %v", url, s.URL.Value, problems)
		case want == "" && (len(problems) != 1 || problems[0].Code != diag.WrongType || src[problems[0].Span.Start:problems[0].Span.End] != "'"+url+"'"):
			t.Errorf("%s: got %v", url, problems)
		}
	}
}

// TestMistakes holds that mistakes here have the same codes as those in front matter, and that the configuration is
// complete all the same.
func TestMistakes(t *testing.T) {
	for src, want := range map[string]diag.Code{
		"":                                             diag.MissingKey,
		"# nothing yet\n":                              diag.MissingKey,
		"name: a\n":                                    diag.MissingKey,
		smallest + "nam: b\n":                          diag.UnknownKey,
		smallest + "名称: b\n":                           diag.DuplicateKey,
		smallest + "language: fr\n":                    diag.WrongType,
		smallest + "timezone: Beijing\n":               diag.WrongType,
		smallest + "home: [{title: a}]\n":              diag.MissingKey,
		smallest + "主办：a\n":                            diag.FullwidthColon,
		smallest + "menu:\n\t- section: a\n":           diag.YAMLSyntax,
		smallest + "\xcd\xf5":                          diag.InvalidUTF8,
		smallest + "menu: " + strings.Repeat("[", 100): diag.TooLarge,
		smallest + strings.Repeat("# 文\n", schema.MaxSource/6+1): diag.TooLarge,
	} {
		s, problems := Parse([]byte(src))
		codes := map[diag.Code]bool{}
		for _, d := range problems {
			codes[d.Code] = true
			if d.File != "site.yaml" {
				t.Errorf("%v stands in %q", d, d.File)
			}
		}
		if len(codes) != 1 || !codes[want] {
			t.Errorf("%.60q: got %v", src, problems)
		}
		if s.Location() == nil || s.Language == "" {
			t.Errorf("%.60q: got %+v", src, s)
		}
	}
}

func TestMissingStandsInTheFirstLine(t *testing.T) {
	src := "\uFEFFname: 雨湖\r\nlanguage: en\r\n"
	_, problems := Parse([]byte(src))
	if len(problems) != 1 || src[problems[0].Span.Start:problems[0].Span.End] != "name: 雨湖" {
		t.Errorf("got %v", problems)
	}
}

// TestModel holds that every key has a name of its own in both languages, and is explained in both.
func TestModel(t *testing.T) {
	checkKeys(t, "site", schema.Keys(reflect.TypeFor[Site]()))
}

func checkKeys(t *testing.T, where string, keys []schema.Key) {
	var names []string
	for _, k := range keys {
		names = append(names, k.Name, k.Twin)
		if k.Doc.English == "" || k.Doc.Chinese == "" {
			t.Errorf("%s: key %q is not explained", where, k.Name)
		}
		checkKeys(t, where+"."+k.Name, k.Keys)
	}
	slices.Sort(names)
	if len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("%s: a name is there twice: %q", where, names)
	}
}

// FuzzParse holds for any bytes: Parse ends with a complete configuration, and its places lie in the file.
func FuzzParse(f *testing.F) {
	f.Add([]byte(smallest))
	f.Add([]byte("名称：a\n网址:b\nhome: [{block: lead, items: [a, {key：b}]}]\nmenu: {section: x}\n"))
	f.Add([]byte("url: https://a\nurl: 'http://[::1]:80/%zz'\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		s, problems := Parse(src)
		if s.Location() == nil || s.Language == "" {
			t.Fatalf("got %+v", s)
		}
		for _, d := range problems {
			at := d.Span
			if at.Start < 0 || at.End < at.Start || int(at.End) > len(src) {
				t.Fatalf("%s: span %v leaves a file of %d bytes", d.Code, at, len(src))
			}
			if utf8.Valid(src) && int(at.Start) < len(src) && !utf8.RuneStart(src[at.Start]) {
				t.Fatalf("%s: span %v cuts a character", d.Code, at)
			}
		}
	})
}
