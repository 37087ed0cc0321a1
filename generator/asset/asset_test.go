package asset

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wenming/generator/diag"
)

// sources makes assets of texts.
func sources(texts map[string]string) map[string][]byte {
	files := map[string][]byte{}
	for name, text := range texts {
		files[name] = []byte(text)
	}
	return files
}

// made makes assets that have no mistakes.
func made(t *testing.T, texts map[string]string) *Set {
	t.Helper()
	set, problems := Make(sources(texts))
	if len(problems) > 0 {
		t.Fatalf("said %v", problems)
	}
	return set
}

// served is an asset's served path.
func served(t *testing.T, set *Set, name string) string {
	t.Helper()
	a, ok := set.Get(name)
	if !ok {
		t.Fatalf("there is no %s", name)
	}
	return a.Served
}

func TestMake(t *testing.T) {
	set := made(t, map[string]string{
		"css/site.css":     "a { color : #ff0000 ; }\n",
		"js/site.js":       "var first = 1 ;\n",
		"img/a.png":        "\x89PNG\r\n",
		"img/icon.svg":     `<svg xmlns="http://www.w3.org/2000/svg" > <!-- c --> <path d="M 0 0 L 1 1"/> </svg>`,
		"data/a.json":      `{ "a" : [ 1 , 2 ] }`,
		"LICENSE":          "free",
		"字体/宋体.woff2":      "font",
		"a.b/c.d.min.css":  "a{b:c}",
		"app.webmanifest":  `{ "name": "a" }`,
		"upper/SITE.CSS":   "a { b : c }",
		"old/page.xml":     "<a>  <b/>  </a>",
		"js/module.mjs":    "export const a = 1 ;",
		"notes/readme.txt": "a  b\n",
	})
	want := map[string]string{
		"css/site.css": "a{color:red}", "js/site.js": "var first=1", "data/a.json": `{"a":[1,2]}`, "LICENSE": "free", "img/a.png": "\x89PNG\r\n",
		"img/icon.svg": `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0 1 1"/></svg>`, "字体/宋体.woff2": "font", "a.b/c.d.min.css": "a{b:c}",
		"app.webmanifest": `{"name":"a"}`, "upper/SITE.CSS": "a{b:c}", "old/page.xml": "<a><b/></a>", "js/module.mjs": "export const a=1",
		"notes/readme.txt": "a  b\n",
	}
	if names := slices.Sorted(maps.Keys(want)); !slices.Equal(set.Names(), names) {
		t.Errorf("the names are %q, want %q", set.Names(), names)
	}
	taken := map[string]bool{}
	for name, text := range want {
		a, ok := set.Get(name)
		if !ok || string(a.Data) != text {
			t.Errorf("%s holds %q (%t), want %q", name, a.Data, ok, text)
		}
		hash := sha512.Sum384(a.Data)
		if a.Integrity != "sha384-"+base64.StdEncoding.EncodeToString(hash[:]) {
			t.Errorf("%s has the integrity %s", name, a.Integrity)
		}
		ext := path.Ext(name)
		pattern := regexp.QuoteMeta("assets/"+strings.TrimSuffix(name, ext)) + `\.[0-9a-f]{8}` + regexp.QuoteMeta(ext)
		if !regexp.MustCompile("^" + pattern + "$").MatchString(a.Served) {
			t.Errorf("%s is served as %s", name, a.Served)
		}
		taken[a.Served] = true
	}
	if len(taken) != len(want) {
		t.Error("two assets are served by one name")
	}
	if _, ok := set.Get("css/other.css"); ok {
		t.Error("there is an asset that does not exist")
	}
	again := made(t, map[string]string{"css/site.css": "a { color : #ff0000 ; }\n"})
	if a, _ := again.Get("css/site.css"); a.Served != served(t, set, "css/site.css") || a.Integrity == "" {
		t.Errorf("the name depends on other assets: %s", a.Served)
	}
}

// TestNamesFollowContent changes each asset in turn: its own name changes, and those of the stylesheets that lead to it.
func TestNamesFollowContent(t *testing.T) {
	texts := map[string]string{
		"css/site.css":   `@import "part.css"; @import url(../other/deep.css);`,
		"css/part.css":   `a{background:url(../img/a.svg)}`,
		"other/deep.css": `@import "/assets/css/part.css"; a{background:url("../img/b.png?v=1")}`,
		"img/a.svg":      `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"img/b.png":      "b",
		"js/site.js":     "var a",
		"css/alone.css":  "a{b:c}",
	}
	follow := map[string][]string{
		"css/site.css":   {"css/site.css"},
		"css/part.css":   {"css/part.css", "css/site.css", "other/deep.css"},
		"other/deep.css": {"css/site.css", "other/deep.css"},
		"img/a.svg":      {"css/part.css", "css/site.css", "img/a.svg", "other/deep.css"},
		"img/b.png":      {"css/site.css", "img/b.png", "other/deep.css"},
		"js/site.js":     {"js/site.js"},
		"css/alone.css":  {"css/alone.css"},
	}
	before := made(t, texts)
	for name, want := range follow {
		changed := maps.Clone(texts)
		switch path.Ext(name) {
		case ".css":
			changed[name] += "x{y:z}"
		case ".svg":
			changed[name] = `<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>`
		default:
			changed[name] += "2"
		}
		after := made(t, changed)
		var differ []string
		for _, other := range after.Names() {
			if served(t, before, other) != served(t, after, other) {
				differ = append(differ, other)
			}
		}
		if !slices.Equal(differ, want) {
			t.Errorf("a change of %s renames %q, want %q", name, differ, want)
		}
	}
}

func TestMakeChangesNothing(t *testing.T) {
	given := map[string][]byte{}
	for name, text := range map[string]string{
		"a.css": "@IMPORT  url( b.css );A{B:C}", "b.css": "A { COLOR : #FF0000 }", "a.js": "var  A = 'x'", "a.svg": "<svg WIDTH='1'/>", "a.json": "[ 1.0 ]", "a.bin": "x",
	} {
		given[name] = append(make([]byte, 0, 100), text...) // with room behind it, where parsers like to write
	}
	before := map[string]string{}
	for name, data := range given {
		before[name] = string(data[:cap(data)])
	}
	set, _ := Make(given)
	for name, data := range given {
		if string(data[:cap(data)]) != before[name] {
			t.Errorf("%s was changed to %q", name, data)
		}
	}
	a, _ := set.Get("a.bin")
	given["a.bin"][0] = 'y'
	if string(a.Data) != "x" {
		t.Error("an asset shares its bytes with its source")
	}
}

// TestProblems holds each mistake to its code and place, and what cannot be read to being served as it is.
func TestProblems(t *testing.T) {
	cases := []struct{ name, file, text, want string }{
		{"a script", "a.js", "a\n\n  if (x {", "3:9 { [layout-syntax] expected ) instead of { in if statement"},
		{"after Chinese", "a.js", "/* 标题 */ x = = 1", "1:14 = [layout-syntax] unexpected = in expression"},
		{"after a byte order mark", "a.js", "\uFEFFx = = 1", "1:5 = [layout-syntax] unexpected = in expression"},
		{"at a line's end", "a.js", "x;\n'abc\n", "2:5  [layout-syntax] unterminated string literal"},
		{"at the end", "a.js", "f(", "1:3  [layout-syntax] expected ) instead of EOF in arguments"},
		{"after CRLF", "a.js", "a\r\nb\r\nc d", "3:3 d [layout-syntax] unexpected d"},
		{"after a line separator", "a.js", "'a\u2028b';\nc d", "2:3 d [layout-syntax] unexpected d"},
		{"JSON", "a.json", "{\n \"a\" 1}", "2:6 1 [layout-syntax] expected colon"},
		{"SVG", "a.svg", "<svg>\n\x00</svg>", "2:1 \x00 [layout-syntax] unexpected NULL"},
		{"XML", "a.xml", "<a>标\x00</a>", "1:5 \x00 [layout-syntax] unexpected NULL"},

		{"a brace too many", "a.css", "a{b:c}}\nd{e:f}", `1:7 } [layout-syntax] "}" closes nothing`},
		{"a brace too few", "a.css", "a{b:c}\nd{\n e:f\n", `2:2 { [layout-syntax] "{" is never closed`},
		{"a bracket too few", "a.css", "a{b:calc(1px + (2px);}", `1:22 } [layout-syntax] "}" does not close "calc("`},
		{"the wrong bracket", "a.css", "a[b){}", `1:4 ) [layout-syntax] ")" does not close "["`},
		{"only the first", "a.css", "a}\nb}\nc{", `1:2 } [layout-syntax] "}" closes nothing`},
		{"a string over a line's end", "a.css", "标{b:\"c\n}", "1:5 \"c\n [layout-syntax] \"\\\"\" is never closed"},
		{"a string over the end", "a.css", "a{b:'c", `1:5 'c [layout-syntax] "'" is never closed`},
		{"a comment", "a.css", "a{}/* b *\n", "1:4 /* b *\n [layout-syntax] \"/*\" is never closed"},
		{"a short comment", "a.css", "/*/", `1:1 /*/ [layout-syntax] "/*" is never closed`},
		{"an address with spaces", "a.css", "a{b:url(c d)}", "1:5 url(c d) [layout-syntax] an address without quotes must not have spaces"},
		{"an address over the end", "a.css", "a{b:url(data:x", "1:5 url(data:x [layout-syntax] \"url(\" is never closed"},
		{"a missing picture", "css/a.css", "a{b:url(../img/no.png)}", `1:5 url(../img/no.png) [broken-link] there is no file "assets/img/no.png"`},
		{"a missing import", "css/a.css", "\n@import 'no.css';", `2:9 'no.css' [broken-link] there is no file "assets/css/no.css"`},
		{"a file of the root", "css/a.css", "a{b:url(../root/x.png)}", `1:5 url(../root/x.png) [broken-link] there is no file "assets/root/x.png"`},
		{"a folder", "css/a.css", "a{b:url(../css)}", `1:5 url(../css) [broken-link] there is no file "assets/css"`},
		{"an import of itself", "css/a.css", "@import 'a.css';", `1:9 'a.css' [layout-syntax] "a.css" leads back to this stylesheet`},
	}
	for _, c := range cases {
		set, problems := Make(sources(map[string]string{c.file: c.text}))
		if len(problems) != 1 {
			t.Errorf("%s: said %v", c.name, problems)
			continue
		}
		d := problems[0]
		r := diag.Records(problems, func(string) []byte { return []byte(c.text) }, diag.English)[0]
		marked := c.text[d.Span.Start:d.Span.End]
		got := fmt.Sprintf("%d:%d %s [%s] %s", r.Line, r.Column, marked, r.Code, strings.TrimPrefix(r.Message, "the file cannot be read: "))
		if !strings.HasPrefix(got, c.want) || r.File != "assets/"+c.file || r.Hint == "" {
			t.Errorf("%s: %s: %s\nwant %s", c.name, r.File, got, c.want)
		}
		if _, ok := set.Get(c.file); !ok {
			t.Errorf("%s: the asset is missing", c.name)
		}
	}
}

func TestCircle(t *testing.T) {
	files := sources(map[string]string{"a.css": "@import 'b.css';", "b.css": "@import 'c.css';", "c.css": "x{y:z}\n@import 'a.css';"})
	first, problems := Make(files)
	if len(problems) != 1 || problems[0].File != "assets/c.css" || problems[0].Code != diag.LayoutSyntax {
		t.Errorf("said %v", problems)
	}
	for range 5 {
		if again, _ := Make(files); !reflect.DeepEqual(again, first) {
			t.Error("a circle is made otherwise each time")
		}
	}
}

// TestMinifyAgain minifies what is minified, the theme's own files among it: that saves next to nothing.
func TestMinifyAgain(t *testing.T) {
	for name, data := range samples(t) {
		once, problem := Minify(name, data)
		if problem != nil {
			t.Errorf("%s: %s", name, problem.Message.English)
			continue
		}
		twice, problem := Minify(name, once)
		if problem != nil {
			t.Errorf("%s, minified: %s", name, problem.Message.English)
		}
		if saved := len(once) - len(twice); saved*1000 > len(once)*5 {
			t.Errorf("%s: minifying again saves %d of %d bytes", name, saved, len(once))
		}
	}
}

func TestLicenceCommentsStay(t *testing.T) {
	for name, text := range map[string]string{
		"a.css": "/*! licence: MIT */\na { b : c }\n/* other */\n/*# sourceMappingURL=a.css.map */",
		"a.js":  "/*! licence: MIT */\nvar a\n// other\n//# sourceMappingURL=a.js.map",
	} {
		short, problem := Minify(name, []byte(text))
		if problem != nil || !bytes.Contains(short, []byte("licence: MIT")) {
			t.Errorf("%s lost its licence: %q", name, short)
		}
		if bytes.Contains(short, []byte("other")) || bytes.Contains(short, []byte("sourceMapping")) {
			t.Errorf("%s kept its comments: %q", name, short)
		}
	}
}
