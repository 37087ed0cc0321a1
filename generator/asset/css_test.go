package asset

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// samples are files of every format that is minified: the default theme's, and some of the modern web.
func samples(t testing.TB) map[string][]byte {
	files := map[string][]byte{
		"modern.css": []byte(modernCSS),
		"modern.js":  []byte("class A { #p = 1; static { } get p() { return this.#p ?? 0 } async *g() { yield* [1n, `a${1}b`] } }\nexport default A;\na?.b?.[c] ||= /[/]x/v;"),
		"a.svg":      []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><style>a { b : c }</style><path d="M 1.50 , 2.0 L 3 4"/><text> 文明 </text></svg>`),
		"a.json":     []byte(`{ "数": 1.50, "b": [ true, null ] }`),
		"a.xml":      []byte(`<?xml version="1.0" encoding="UTF-8"?> <a b = "c"> <!-- d --> <e> f </e> </a>`),
	}
	for _, pattern := range []string{"css/*.css", "js/*.js", "img/*.svg"} {
		names, err := filepath.Glob(filepath.Join("../../assets", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[filepath.ToSlash(name)] = data
		}
	}
	return files
}

const modernCSS = `@charset "UTF-8";
@layer base, theme;
@property --x { syntax: "<length>"; inherits: false; initial-value: 0px }
:root { --a: { b }; --b: url(data:image/svg+xml,%3Csvg/%3E); --c:; }
@container card (min-width: 20rem) and (width < 40em) { .a > & { color: oklch(0.5 0.1 20 / 50%) } }
.card { color: red; &:hover { color: light-dark(#fff, #000) } .b & { inset: 0 } @media (prefers-color-scheme: dark) { color: blue } }
@supports (display: grid) and (not (selector(:has(a)))) { a::before { content: "\201C" '\'' } }
a:is([href^="http"], :not(.x)) { width: calc(100% - (2 * var(--a, 1px))); background: image-set(linear-gradient(red, blue) 1x) }
@media screen and (400px <= width <= 700px) { * { grid-template: [a] "x y" 1fr [b] / auto } }
@font-face { font-family: 宋体; unicode-range: U+4E00-9FFF, U+30?? }
@starting-style { dialog { opacity: 0 } }
<!-- a { b : c } -->
`

func TestAddresses(t *testing.T) {
	texts := map[string]string{
		"img/a.png": "a", "img/图 1.png": "b", "img/q'u\"o(t).png": "c", "css/b.css": "b{}", "fonts/x.eot": "x", "img/100%.png": "d", "img/a#b.png": "e",
	}
	plain := made(t, texts)
	name := func(of string) string { return strings.TrimPrefix(served(t, plain, of), "assets/") }
	a, import_ := name("img/a.png"), strings.TrimPrefix(name("css/b.css"), "css/")
	chinese := "../img/%E5%9B%BE%201." + strings.TrimPrefix(name("img/图 1.png"), "img/图 1.")
	for _, c := range []struct{ in, out string }{
		{"a{b:url(../img/a.png)}", "a{b:url(../" + a + ")}"},
		{"a{b:url('../img/a.png')}", "a{b:url(../" + a + ")}"},
		{`a{b:url("../img/a.png")}`, "a{b:url(../" + a + ")}"},
		{"a{b:url(  '../img/a.png'\n)}", "a{b:url(../" + a + ")}"},
		{"a{b:url( ../img/a.png )}", "a{b:url(../" + a + ")}"},
		{"a{b:URL(../img/a.png)}", "a{b:url(../" + a + ")}"},
		{`a{b:u\rl(../img/a.png)}`, "a{b:url(../" + a + ")}"},
		{`a{b:url(../img/\61.png)}`, "a{b:url(../" + a + ")}"},
		{`a{b:url("../img/\000061.p\ng")}`, "a{b:url(../" + a + ")}"},
		{`a{b:url("../img/a.\` + "\r\n" + `png")}`, "a{b:url(../" + a + ")}"},
		{"a{b:url(/assets/img/a.png)}", "a{b:url(../" + a + ")}"},
		{"a{b:url(./../img/./a.png)}", "a{b:url(../" + a + ")}"},
		{"a{b:url(../../assets/img/a.png)}", "a{b:url(../" + a + ")}"},
		{"a{b:url(../img/a.png?v=2#x)}", "a{b:url(../" + a + "?v=2#x)}"},
		{"a{b:url('../fonts/x.eot?#iefix')format('x')}", "a{b:url(../" + name("fonts/x.eot") + `?#iefix)format("x")}`},
		{"a{b:url(../img/%61.png)}", "a{b:url(../" + a + ")}"},
		{"a{b:url('../img/图 1.png')}", "a{b:url(" + chinese + ")}"},
		{`a{b:url(../img/图\ 1.png)}`, "a{b:url(" + chinese + ")}"},
		{"a{b:url(../img/%E5%9B%BE%201.png)}", "a{b:url(" + chinese + ")}"},
		{`a{b:url("../img/q'u\"o(t).png")}`, "a{b:url(../img/q%27u%22o%28t%29." + strings.TrimPrefix(name("img/q'u\"o(t).png"), "img/q'u\"o(t).") + ")}"},
		{"a{b:url(../img/100%25.png)}", "a{b:url(../img/100%25." + strings.TrimPrefix(name("img/100%.png"), "img/100%.") + ")}"},
		{"a{b:url(../img/100%.png)}", "a{b:url(../img/100%25." + strings.TrimPrefix(name("img/100%.png"), "img/100%.") + ")}"},
		{"a{b:url(../img/a%23b.png)}", "a{b:url(../img/a%23b." + strings.TrimPrefix(name("img/a#b.png"), "img/a#b.") + ")}"},
		{`@import "b.css";`, `@import "` + import_ + `";`},
		{`@import 'b.css' screen;`, `@import "` + import_ + `" screen;`},
		{`@IMPORT/**/ "b.css";`, `@import "` + import_ + `";`},
		{`@import url(b.css);`, `@import "` + import_ + `";`},
		{`@import url("b.css") layer(x);`, `@import url("` + import_ + `") layer(x);`},
		{"a{b:image-set('../img/a.png' 1x,url(../img/a.png) 2x type('image/png'))}", `a{b:image-set("../` + a + `" 1x,url(../` + a + `) 2x type('image/png'))}`},
		{"a{b:-webkit-image-set('../img/a.png' 1x)}", `a{b:-webkit-image-set("../` + a + `" 1x)}`},

		{"a{b:url(data:font/woff2;base64,d09GMgABAAAAAAcIAA4=)}", "a{b:url(data:font/woff2;base64,d09GMgABAAAAAAcIAA4=)}"},
		{"a{b:url(https://example.org/a.png)}", "a{b:url(https://example.org/a.png)}"},
		{"a{b:url(//example.org/a.png)}", "a{b:url(//example.org/a.png)}"},
		{"a{b:url(#x)}", "a{b:url(#x)}"},
		{"a{b:url(?x)}", "a{b:url(?x)}"},
		{"a{b:url(/favicon.ico)}", "a{b:url(/favicon.ico)}"},
		{"a{b:url(../../favicon.ico)}", "a{b:url(../../favicon.ico)}"},
		{"a{b:url()}", "a{b:url()}"},
		{"a{content:'../img/a.png'}", "a{content:'../img/a.png'}"},
		{"a{b:attr(x,'../img/a.png')}", "a{b:attr(x,'../img/a.png')}"},
		{"/* url(../img/no.png) */a{b:c}", "a{b:c}"},
		{`@namespace "http://www.w3.org/1999/xhtml";`, `@namespace "http://www.w3.org/1999/xhtml";`},
	} {
		texts["css/in.css"] = c.in
		set, problems := Make(sources(texts))
		if len(problems) > 0 {
			t.Errorf("%s: said %v", c.in, problems[0].Message.English)
		}
		want := map[string]bool{c.out: true, strings.ReplaceAll(c.out, `"`, `'`): true} // either quotes will do
		if got, _ := set.Get("css/in.css"); !want[string(got.Data)] {
			t.Errorf("%s\n became %s\n want   %s", c.in, got.Data, c.out)
		}
	}
	delete(texts, "css/in.css")
	texts["in.css"] = "a{b:url(img/a.png)}"
	texts["css/deep/er/in.css"] = "a{b:url(../../../img/a.png)}@import '../../b.css';@import '../../../in.css';"
	set := made(t, texts)
	top, _ := set.Get("in.css")
	deep, _ := set.Get("css/deep/er/in.css")
	if want := "a{b:url(" + a + ")}"; string(top.Data) != want {
		t.Errorf("at the top: %s, want %s", top.Data, want)
	}
	if want := "a{b:url(../../../" + a + `)}@import "../../` + import_ + `";@import "../../../` + strings.TrimPrefix(top.Served, "assets/") + `";`; string(deep.Data) != want {
		t.Errorf("below: %s, want %s", deep.Data, want)
	}
}

// TestModernStylesheets reads what browsers read and this program's parser may not know: nothing is wrong with it.
func TestModernStylesheets(t *testing.T) {
	for name, data := range samples(t) {
		if !strings.HasSuffix(name, ".css") {
			continue
		}
		if set, problems := Make(map[string][]byte{"a.css": data}); len(problems) > 0 {
			at := problems[0].Span
			t.Errorf("%s: %s at %q", name, problems[0].Message.English, data[at.Start:at.End])
		} else if a, _ := set.Get("a.css"); len(a.Data) == 0 || len(a.Data) > len(data) {
			t.Errorf("%s: %d bytes became %d", name, len(data), len(a.Data))
		}
	}
}

func TestUnquote(t *testing.T) {
	for in, want := range map[string]string{
		``: ``, `a`: `a`, `"a"`: `a`, `'a'`: `a`, `"a`: `a`, `"`: ``, `'"'`: `"`, `\"`: `"`, `\61 b`: `ab`, `\61b`: "\u061b", `\000061b`: `ab`,
		`\1F600 `: "😀", `\d800 `: "\ufffd", `\ffffff`: "\ufffd", `\`: ``, `a\` + "\n" + `b`: `ab`, `a\` + "\r\n" + `b`: `ab`, `\文`: `文`, `\\61`: `\61`,
	} {
		if got := unquote(in); got != want {
			t.Errorf("%q stands for %q, want %q", in, got, want)
		}
	}
	for _, text := range []string{"", "a", `"`, `\`, "a\nb\r\f", `\61 `, "图 1"} {
		if got := unquote(quote(text)); got != text {
			t.Errorf("%q is quoted as %q, which stands for %q", text, quote(text), got)
		}
	}
}

// FuzzStylesheet holds a stylesheet without assets to leaving every byte as it is before it is minified, and mistakes to
// places in it.
func FuzzStylesheet(f *testing.F) {
	f.Add([]byte(modernCSS))
	f.Add([]byte(`@import "a.css";a{b:url(c.png);d:image-set("e" 1x)}`))
	f.Add([]byte("a{b:url(c d)}e{f:\"g\n}/*"))
	f.Add([]byte("\x00\xff{{{(([\\"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m := maker{sources: map[string][]byte{}, set: &Set{assets: map[string]Asset{}}}
		given := string(data)
		if got := m.stylesheet("css/a.css", data); string(got) != given {
			t.Errorf("%q became %q", given, got)
		}
		for _, d := range m.problems {
			if d.Span.Start < 0 || d.Span.End <= d.Span.Start || int(d.Span.End) > len(data) {
				t.Errorf("%s at %v of %d bytes", d.Message.English, d.Span, len(data))
			}
		}
	})
}
