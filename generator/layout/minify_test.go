package layout

import (
	"bytes"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"
	"testing"

	"wenming/generator/view"
)

// plain loads layouts without minifying them.
func plain(t testing.TB, texts map[string][]byte, names Names) *Set {
	t.Helper()
	set, problems := load(texts, names, func(*template.Template) {})
	for _, d := range problems {
		t.Fatalf("%s: %s", d.File, d.Message.English)
	}
	return set
}

// sameToBrowser makes a page with minified layouts and with others, and compares what a browser has of them.
func sameToBrowser(t *testing.T, set, plain *Set, layout string, v *view.View, about string) {
	t.Helper()
	var short, long bytes.Buffer
	if problem, other := set.Execute(&short, layout, v), plain.Execute(&long, layout, v); problem != nil || other != nil {
		if problem == nil || other == nil || problem.Message != other.Message {
			t.Errorf("%s, %s: %v, without minifying %v", layout, about, problem, other)
		}
		return
	}
	got, want := asShown(t, short.Bytes()), asShown(t, long.Bytes())
	if got != want {
		i := 0
		for i < len(got) && i < len(want) && got[i] == want[i] {
			i++
		}
		t.Fatalf("%s, %s: from byte %d\n%q, without minifying\n%q", layout, about, i, got[max(i-100, 0):min(i+100, len(got))], want[max(i-100, 0):min(i+100, len(want))])
	}
}

func TestMinifiedTheme(t *testing.T) {
	set, problems := Load(theme(t), themeNames)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	long := plain(t, theme(t), themeNames)
	for _, layout := range slices.Sorted(maps.Keys(set.layouts)) {
		for seed := range uint64(80) {
			sameToBrowser(t, set, long, layout, randomView(seed), fmt.Sprint("seed ", seed))
		}
	}
}

// TestMinify compiles layouts with one construct each: what becomes of it, and that a browser has the same with any view.
func TestMinify(t *testing.T) {
	for _, c := range []struct{ name, main, want string }{
		{"blocks and lines", "<div>\n <p> {{.Page.Title}} </p>\n <p>x</p>\n<b>a</b>\n <i>b</i> </div>\n", "<div><p>甲<p>x</p><b>a</b>\n<i>b</i></div>"},
		{"spaces beside values", "<p>a {{.Page.Title}} b {{.Page.Kind}}\n</p> <span> {{.Page.Title}} </span> c", `<p>a 甲 b article</p><span>甲 </span>c`},
		{"spaces after spaces", "<p>a <b> b </b> {{if .Page.Title}} c{{end}} {{if .Page.NoIndex}}{{end}} d</p>", `<p>a <b>b </b>c d</p>`},
		{"a way that is not gone", "<div>{{if .Page.NoIndex}}<p>a</p>\n{{else}}b\n{{end}}\n<i>c</i></div>", "<div>b\n<i>c</i></div>"},
		{"a loop in a line", "<p>{{range .Site.Menu}}<a href=\"{{.URL}}\">{{.Title}}</a>\n{{end}}</p>", "<p><a href=/news/>新闻</a>\n</p>"},
		{"a loop of blocks", "<ul>\n{{range .Site.Menu}}<li>{{.Title}}</li>\n{{end}}</ul>", `<ul><li>新闻</ul>`},
		{"a loop with break", "<ul>{{range .Site.Menu}} <li>{{.Title}}</li> {{break}} {{end}} </ul>x", `<ul><li>新闻</ul>x`},
		{"ends of paragraphs", "<div>{{with .Page.Title}}<p>{{.}}</p>\n{{end}}{{if .Page.NoIndex}}<p>x</p>{{end}}</div>{{with .Page.Title}}<p>{{.}}</p>{{end}}y", `<div><p>甲</div><p>甲</p>y`},
		{"an element without content", "<p>a <i class=icon></i> b <i>{{.Page.Kind}}</i> c</p>", `<p>a <i class=icon></i> b <i>article</i> c</p>`},
		{"a partial in a line", "<p>a {{template \"p\" .Page}} b</p>{{define \"p\"}} <b>{{.Title}}</b> {{end}}", `<p>a <b>甲</b> b</p>`},
		{"a partial between blocks", "<div>{{template \"p\" .Page}}</div>{{template \"p\" .Page}}<div></div>{{define \"p\"}}\n<p>{{.Title}}</p>\n{{end}}", `<div><p>甲</div><p>甲<div></div>`},
		{"a partial in a line and between blocks", "<div>{{template \"p\" .Page}}</div>a{{template \"p\" .Page}}b{{define \"p\"}} {{.Title}} {{end}}", `<div> 甲 </div>a 甲 b`},
		{"a partial that calls itself", "{{with .SiteMap}}{{template \"p\" .Sections}}{{end}}a{{define \"p\"}} <b>{{range .}} x {{template \"p\" .Below}}{{end}}</b> {{end}}", `a`},
		{"quotes of values", "<a href=\"{{.Page.URL}}\" title='{{.Page.Title}}' class=\"a {{.Page.Kind}}\" data-x={{.Page.Kind}} id=\"{{.Page.Menu}}\">x</a><p class=\"b\" title=\"c d\"></p>", `<a href=/news/a.html title=甲 class="a article" data-x=article id="">x</a><p class=b title="c d"></p>`},
		{"ways in a value", "<p class=\"a{{if .Page.Title}} b{{end}}\">x</p><p class='{{range .Site.Menu}} {{.Title}} {{end}}'></p>", `<p class="a b">x<p class=' 新闻 '></p>`},
		{"ways in a tag", "<p{{if .Page.Title}} class=\"a\"{{end}}{{if .Page.NoIndex}} hidden{{else}} id=\"b\"{{end}}>x</p>", `<p class=a id=b>x</p>`},
		{"ways in a tag, spaces after", "<p {{if .Page.Title}}class=\"a\" {{end}}{{with .Page.Kind}}title=\"{{.}}\" {{end}}id=\"c\">x</p>", `<p class=a title=article id=c>x</p>`},
		{"a name in two parts", "<p hid{{if .Page.Title}}den{{end}} class=\"a\">x</p>", `<p hidden class="a">x</p>`},
		{"a value for a name", "<p {{.Page.Kind}}=\"a\" class=\"b\">x</p>", `<p article="a" class="b">x</p>`},
		{"a tag's name", "<h{{len .Page.Kind}} class=\"a\">x</h{{len .Page.Kind}}>", `<h7 class="a">x</h7>`},
		{"a value without quotes in parts", "<p class={{if .Page.Title}}a{{else}}b{{end}} id=\"c\">x</p>", `<p class=a id="c">x</p>`},
		{"pre and textarea", "<pre>\n\n a  b {{.Page.Title}}\n </pre> <textarea>  {{.Page.Title}}\n</textarea> c", "<pre>\n\n a  b 甲\n </pre><textarea>  甲\n</textarea> c"},
		{"a partial in pre", "<pre>{{template \"p\" .Page}}</pre>{{define \"p\"}} a  <b>{{.Title}}</b>\n{{end}}", "<pre> a  <b>甲</b>\n</pre>"},
		{"a script", "<script>var a = 1; /* b */ var c = 2;</script><script>var a = {{.Page.Kind}} ;</script><style>a { b: c }</style><p style=\"a : b\" onclick=\"f( 1 )\">x</p>", `<script>var a=1,c=2</script><script>var a = "article" ;</script><style>a{b:c}</style><p style=a:b onclick=f(1)>x</p>`},
		{"svg", "<svg viewBox=\"0 0 9 9\"><path d=\"M0 0 L 1 1\"/></svg> <svg><text>{{.Page.Title}}  a</text></svg>", `<svg viewBox="0 0 9 9"><path d="M0 0 1 1"/></svg> <svg><text>甲  a</text></svg>`},
		{"a part of an svg", "<svg>{{template \"p\" .Page}}</svg>{{define \"p\"}}<path d=\"{{.Kind}}\"/> <path class=\"a\"/>{{end}}", `<svg><path d="article"/> <path class="a"/></svg>`},
		{"a slash that closes", "<p class=\"a\"/> <br class=\"b\" /> c", `<p class="a"/> <br class="b" /> c`},
		{"select", "<select name=\"a\">\n{{range .Site.Menu}}<option value=\"{{.URL}}\">{{.Title}}</option>\n{{end}}</select> a", "<select name=\"a\">\n<option value=\"/news/\">新闻</option>\n</select> a"},
		{"references", "<p title=\"&amp;{{.Page.Kind}}\">&lt;{{.Page.Kind}} &amp;{{if .Page.Title}}lt;{{end}} &gt; &quot;&eacute;</p>", `<p title="&amp;article">&lt;article &amp;lt; &gt; &quot;&eacute;</p>`},
		{"a text with marks", "<p class=\"a\">\uE0001=\uE001 {{.Page.Title}}</p>", "<p class=\"a\">\uE0001=\uE001 甲</p>"},
		{"a tag in two templates", "{{template \"p\" .Page}} class=\"b\"> x</p>{{define \"p\"}}<p title=\"a\"{{end}}", `<p title="a" class="b"> x</p>`},
		{"a comment and a variable", "<p> {{$a := .Page.Title}} <!-- x --> {{$a}} {{/* y */}} </p>", `<p>甲</p>`},
		{"a title", "<title> a  {{.Page.Title}} </title>", `<title>a 甲</title>`},
		{"a template in an attribute", "<p title=\"{{template \"p\" .Page}}\"> <b class=\"a\">x</b> </p>{{define \"p\"}} {{.Title}} {{end}}", `<p title=" 甲 "> <b class="a">x</b> </p>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			main, partial, defines := strings.Cut(c.main, `{{define "p"}}`)
			text := `{{define "main"}}` + main + `{{end}}`
			if defines {
				text += `{{define "p"}}` + partial
			}
			more := map[string]string{"article.html": text}
			set, long := sound(t, more), plain(t, texts(more), someNames)
			if got := strings.TrimPrefix(shown(t, set, "article", article()), "<title>甲</title>"); got != c.want {
				t.Errorf("made\n%s\nwant\n%s", got, c.want)
			}
			if strings.Contains(c.main, "<script>") || strings.Contains(c.main, "<svg") {
				return // these have minifiers of their own
			}
			for seed := range uint64(40) {
				sameToBrowser(t, set, long, "article", randomView(seed), fmt.Sprint("seed ", seed))
			}
		})
	}
}

// TestMinifiedSize holds pages against what a minifier makes of them when it knows all values.
func TestMinifiedSize(t *testing.T) {
	set, problems := Load(theme(t), themeNames)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for layout, v := range pages() {
		var page bytes.Buffer
		if problem := set.Execute(&page, layout, v); problem != nil {
			t.Fatal(problem)
		}
		least, err := newMinifier().Bytes("text/html", bytes.Clone(page.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if more := float64(page.Len())/float64(len(least)) - 1; more > 0.03 {
			t.Errorf("%s: %d bytes, which is %.1f %% more than need be", layout, page.Len(), 100*more)
		}
	}
}
