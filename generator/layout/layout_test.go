package layout

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"wenming/generator/diag"
	"wenming/generator/view"
)

// texts are layouts of which article.html shows the article's title in a base.
func texts(more map[string]string) map[string][]byte {
	all := map[string][]byte{
		"layouts/base.html":    []byte("<title>{{.Page.Title}}</title>{{template \"main\" .}}"),
		"layouts/article.html": []byte(`{{define "main"}}<h1>{{.Article.Title}}</h1>{{end}}`),
	}
	for name, text := range more {
		all["layouts/"+name] = []byte(text)
	}
	return all
}

// someNames has a few assets and words.
var someNames = Names{
	Asset:     lookup(map[string]string{"a.css": "/assets/a.1.css", "图 1.png": "/assets/图 1.png"}),
	Integrity: lookup(map[string]string{"a.css": "sha384-a+b="}),
	Word:      lookup(map[string]string{"hello": "你好", "quotes": `"<&'` + "`", "code": "</script>", "spaces": "a b", "braces": "{{.}}"}),
}

func lookup(texts map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		text, ok := texts[name]
		return text, ok
	}
}

// sound makes layouts that have no mistakes.
func sound(t *testing.T, more map[string]string) *Set {
	t.Helper()
	set, problems := Load(texts(more), someNames)
	for _, d := range problems {
		t.Fatalf("%s: %s", d.File, d.Message.English)
	}
	return set
}

// shown is the page that a layout makes.
func shown(t *testing.T, set *Set, name string, v *view.View) string {
	t.Helper()
	var page bytes.Buffer
	if problem := set.Execute(&page, name, v); problem != nil {
		t.Fatalf("%s: %s", problem.File, problem.Message.English)
	}
	return page.String()
}

func TestExecute(t *testing.T) {
	for _, c := range []struct {
		name string
		more map[string]string
		want string
	}{
		{"a layout in its base", nil, "<title>甲</title><h1>甲</h1>"},
		{"a partial", map[string]string{"article.html": `{{define "main"}}{{template "title" .Page}}{{end}}`, "partials/title.html": `<b>{{.Title}}</b>`},
			"<title>甲</title><b>甲</b>"},
		{"a partial in a folder", map[string]string{"article.html": `{{define "main"}}{{template "cards/title" .Page}}{{end}}`, "partials/cards/title.html": `<b>{{.Title}}</b>`},
			"<title>甲</title><b>甲</b>"},
		{"a definition in a partial", map[string]string{"article.html": `{{define "main"}}{{template "inner"}}{{end}}`, "partials/outer.html": `{{define "inner"}}<i></i>{{end}}`},
			"<title>甲</title><i></i>"},
		{"a definition in the layout", map[string]string{"article.html": `{{define "main"}}{{template "own" .}}{{end}}{{define "own"}}<u></u>{{end}}`},
			"<title>甲</title><u></u>"},
		{"a definition in place of a partial", map[string]string{"article.html": `{{define "main"}}{{template "p"}}{{end}}{{define "p"}}own{{end}}`, "partials/p.html": `theme`},
			"<title>甲</title>own"},
		{"a block of the base", map[string]string{"base.html": `{{block "head" .}}<b></b>{{end}}{{template "main" .}}`}, "<b></b><h1>甲</h1>"},
		{"a block that the layout fills", map[string]string{"base.html": `{{block "head" .}}<b></b>{{end}}{{template "main" .}}`,
			"article.html": `{{define "head"}}<i></i>{{end}}{{define "main"}}<p></p>{{end}}`}, "<i></i><p></p>"},
		{"a main that the base has itself", map[string]string{"base.html": `{{block "main" .}}<b></b>{{end}}`, "article.html": " \n"}, "<b></b>"},
		{"comments outside", map[string]string{"article.html": "{{/* a */ -}}\n\n{{- /* b */}}{{define \"main\"}}<p></p>{{end}}\n"}, "<title>甲</title><p></p>"},
		{"byte order marks", map[string]string{"base.html": "\uFEFF<b></b>{{template \"main\" .}}", "article.html": "\uFEFF{{define \"main\"}}{{template \"p\"}}{{end}}", "partials/p.html": "\uFEFFp"},
			"<b></b>p"},
		{"CRLF", map[string]string{"article.html": "{{define \"main\"}}\r\n<p></p>\r\n{{end}}\r\n"}, "<title>甲</title><p></p>"},
		{"break and continue", map[string]string{"article.html": `{{define "main"}}{{range .Article.Reporters}}{{if eq . "b"}}{{continue}}{{end}}{{if eq . "d"}}{{break}}{{end}}{{.}}{{end}}{{end}}`},
			"<title>甲</title>ac"},
		{"variables, else and with", map[string]string{"article.html": `{{define "main"}}{{$a := .Article.Title}}{{with .Person}}{{else with .Project}}{{else}}{{$a}}{{end}}{{range $i, $r := .Article.Reporters}}{{$i}}{{end}}{{end}}`},
			"<title>甲</title>甲0123"},
		{"a method", map[string]string{"article.html": `{{define "main"}}{{len .MetaTags | lt 10}}{{end}}`}, "<title>甲</title>true"},
	} {
		v := article()
		v.Article.Reporters = []string{"a", "b", "c", "d"}
		if got := shown(t, sound(t, c.more), "article", v); got != c.want {
			t.Errorf("%s:\n%q, want\n%q", c.name, got, c.want)
		}
	}
}

// TestLiterals shows words and assets in every place where html/template escapes differently. A literal must come out as
// the same value would that is only known when the page is made.
func TestLiterals(t *testing.T) {
	for _, place := range []string{
		`<p>%s</p>`, `<p title="%s">`, `<p title='%s'>`, `<p title=%s>`, `<a href="%s">`, `<a href="/x?%s">`, `<a href=%s>`, `<img srcset="%s 2x">`,
		`<script>var a = %s</script>`, `<script>var a = "%s"</script>`, `<script>var a = '%s'</script>`, "<script>var a = /%s/</script>",
		`<style>a{b:%s}</style>`, `<style>a{b:"%s"}</style>`, `<p onclick="f(%s)">`, `<p style="a:%s">`, `<title>%s</title>`, `<textarea>%s</textarea>`, `<%[1]sb>`,
		`<script type="application/ld+json">{"a":%s}</script>`,
	} {
		for _, key := range []string{"hello", "quotes", "code", "spaces", "braces"} {
			text, _ := someNames.Word(key)
			page := func(action string) (string, bool) {
				set, problems := Load(texts(map[string]string{"article.html": `{{define "main"}}` + fmt.Sprintf(place, action) + `{{end}}`}), someNames)
				if len(problems) > 0 {
					return problems[0].Message.English, false
				}
				v := article()
				v.Page.Kind = text
				return shown(t, set, "article", v), true
			}
			got, ok := page(`{{word "` + key + `"}}`)
			want, wanted := page(`{{.Page.Kind}}`)
			if ok != wanted || ok && asShown(t, []byte(got)) != asShown(t, []byte(want)) {
				t.Errorf("%q in %s comes out as\n%s, want\n%s", text, place, got, want)
			}
		}
	}
	set := sound(t, map[string]string{"article.html": `{{define "main"}}<link href="{{asset "a.css"}}" integrity="{{integrity "a.css"}}"><img src="{{asset "图 1.png"}}">` +
		`{{printf "%s!" (word "hello")}}{{word "hello" | printf "%q"}}{{if eq (word "hello") "你好"}}same{{end}}{{len (word ` + "`hello`" + `)}}{{with $w := word "hello"}}{{$w}}{{end}}{{(word "hello") | len}}{{end}}`})
	want := `<title>甲</title><link href=/assets/a.1.css integrity="sha384-a+b="><img src=/assets/%e5%9b%be%201.png>你好!"你好"same6你好6`
	if got := shown(t, set, "article", article()); got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}

// TestDigest changes one thing after the other: the digest changes exactly where the page could.
func TestDigest(t *testing.T) {
	base := map[string]string{
		"article.html":          `{{define "main"}}{{template "used" .}}{{/* a comment */}}<link href="{{asset "a.css"}}">{{end}}`,
		"page.html":             `{{define "main"}}<p></p>{{end}}`,
		"partials/used.html":    `{{if .Article}}{{template "inner"}}{{end}}`,
		"partials/inner.html":   `{{word "hello"}}`,
		"partials/unused.html":  `<b></b>{{define "other"}}{{word "spaces"}}{{end}}`,
		"partials/article.html": `{{define "unused-too"}}{{end}}`,
	}
	with := func(name, text string) map[string]string {
		changed := maps.Clone(base)
		changed[name] = text
		return changed
	}
	renamed := func(asset, word, unused string) Names {
		return Names{
			Asset:     lookup(map[string]string{"a.css": asset}),
			Integrity: someNames.Integrity,
			Word:      lookup(map[string]string{"hello": word, "spaces": unused}),
		}
	}
	names := renamed("/a", "你好", "x")
	first, problems := Load(texts(base), names)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, c := range []struct {
		what          string
		texts         map[string]string
		names         Names
		article, page bool // whose digests change
	}{
		{"nothing", base, names, false, false},
		{"the layout", with("article.html", base["article.html"][:len(base["article.html"])-len("{{end}}")]+"x{{end}}"), names, true, false},
		{"another layout", with("page.html", `{{define "main"}}<p>x</p>{{end}}`), names, false, true},
		{"the base", with("base.html", "x{{template \"main\" .}}"), names, true, true},
		{"a used partial", with("partials/used.html", `{{if .Article}}{{template "inner"}}x{{end}}`), names, true, false},
		{"a condition", with("partials/used.html", `{{if .Person}}{{template "inner"}}{{end}}`), names, true, false},
		{"a partial of a partial", with("partials/inner.html", `x{{word "hello"}}`), names, true, false},
		{"an unused partial", with("partials/unused.html", "x"), names, false, false},
		{"a new partial", with("partials/new.html", "x"), names, false, false},
		{"a new layout", with("new.html", `{{define "main"}}x{{end}}`), names, false, false},
		{"a comment", with("article.html", strings.Replace(base["article.html"], "comment", "remark", 1)), names, false, false},
		{"a used asset", base, renamed("/b", "你好", "x"), true, false},
		{"a used word", base, renamed("/a", "您好", "x"), true, false},
		{"an unused word", base, renamed("/a", "你好", "y"), false, false},
	} {
		set, problems := Load(texts(c.texts), c.names)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for name, want := range map[string]bool{"article": c.article, "page": c.page} {
			if changed := set.Digest(name) != first.Digest(name); changed != want {
				t.Errorf("%s: the digest of %s changes: %t, want %t", c.what, name, changed, want)
			}
		}
	}
	if first.Digest("article") == first.Digest("page") {
		t.Error("two layouts have one digest")
	}
}

func TestHas(t *testing.T) {
	set, problems := Load(texts(map[string]string{"news/special.html": `{{define "main"}}{{end}}`, "broken.html": `{{`, "partials/p.html": "p"}), someNames)
	if len(problems) != 1 {
		t.Errorf("said %v", problems)
	}
	for name, want := range map[string]bool{"article": true, "news/special": true, "broken": true, "base": false, "p": false, "partials/p": false, "none": false} {
		if set.Has(name) != want {
			t.Errorf("has %s is not %t", name, want)
		}
	}
}

// TestTogether makes pages of all layouts of the theme at once, for the race detector.
func TestTogether(t *testing.T) {
	set, problems := Load(theme(t), themeNames)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	other, _ := Load(theme(t), themeNames)
	want := shown(t, other, "article", article())
	var all sync.WaitGroup
	for layout := range set.layouts {
		all.Go(func() {
			var page bytes.Buffer
			set.Execute(&page, layout, article()) // which most layouts cannot show
		})
	}
	for range 8 {
		all.Go(func() {
			for range 20 {
				var page bytes.Buffer
				if problem := set.Execute(&page, "article", article()); problem != nil || page.String() != want {
					t.Errorf("another page, or %v", problem)
				}
			}
		})
	}
	all.Wait()
}

// TestThemeIsSound loads the default layouts and makes sure that the order of files makes no difference.
func TestThemeIsSound(t *testing.T) {
	first, problems := Load(theme(t), themeNames)
	if len(problems) > 0 {
		t.Fatal(problems[0].File, problems[0].Message.English)
	}
	names := slices.Collect(maps.Keys(first.layouts))
	for range 5 {
		again, _ := Load(theme(t), themeNames)
		for _, name := range names {
			if again.Digest(name) != first.Digest(name) || first.layouts[name].template == nil {
				t.Errorf("%s is another layout each time, or none", name)
			}
		}
	}
}

// records are the diagnostics as JSON prints them, with the text that each marks.
func records(list diag.List, texts map[string][]byte) []string {
	var said []string
	sorted := list.Sorted()
	for i, r := range diag.Records(sorted, func(file string) []byte { return texts[file] }, diag.English) {
		at := sorted[i].Span
		marked := texts[r.File][at.Start:at.End]
		said = append(said, fmt.Sprintf("%s:%d:%d %s|%s [%s]", strings.TrimPrefix(r.File, "layouts/"), r.Line, r.Column, marked, r.Message, r.Code))
	}
	return said
}
