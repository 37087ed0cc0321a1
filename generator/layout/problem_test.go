package layout

import (
	"bytes"
	"strings"
	"testing"

	"wenming/generator/diag"
)

func TestLoadProblems(t *testing.T) {
	main := func(text string) map[string]string {
		return map[string]string{"article.html": `{{define "main"}}` + text + `{{end}}`}
	}
	for _, c := range []struct {
		name string
		more map[string]string
		want []string
	}{
		{"an unknown asset", main(`<a href="{{asset "b.css"}}">`), []string{`article.html:1:35 "b.css"|there is no asset "b.css" [layout-syntax]`}},
		{"an unknown integrity", main("\n\t文{{integrity \"b.css\"}}"), []string{`article.html:2:15 "b.css"|there is no asset "b.css" [layout-syntax]`}},
		{"an unknown word", main("{{if true}}{{else}}{{range .Site.Menu}}{{word `x`}}{{end}}{{end}}"), []string{"article.html:1:64 `x`|there is no word \"x\" [layout-syntax]"}},
		{"words in conditions and arguments", main(`{{with word "a"}}{{end}}{{if eq (word "b") .Page.Kind}}{{end}}{{template "p" word "c"}}{{(index (word "d") 0).X}}{{$x := word "e"}}`),
			[]string{`article.html:1:30 "a"|there is no word "a" [layout-syntax]`, `article.html:1:56 "b"|there is no word "b" [layout-syntax]`,
				`article.html:1:100 "c"|there is no word "c" [layout-syntax]`, `article.html:1:120 "d"|there is no word "d" [layout-syntax]`,
				`article.html:1:144 "e"|there is no word "e" [layout-syntax]`}},
		{"a name that is not literal", main(`{{word .Page.Kind}}`), []string{`article.html:1:20 word|"word" takes one literal name [layout-syntax]`}},
		{"no name", main(`{{asset}}`), []string{`article.html:1:20 asset|"asset" takes one literal name [layout-syntax]`}},
		{"two names", main(`{{asset "a.css" "b.css"}}`), []string{`article.html:1:20 asset|"asset" takes one literal name [layout-syntax]`}},
		{"a piped name", main(`{{"a.css" | asset}}`), []string{`article.html:1:30 asset|"asset" takes one literal name [layout-syntax]`}},
		{"a name and a pipe", main(`{{.Page.Title | word "hello"}}`), []string{`article.html:1:34 word|"word" takes one literal name [layout-syntax]`}},
		{"a function as an argument", main(`{{len word}}`), []string{`article.html:1:24 word|"word" takes one literal name [layout-syntax]`}},
		{"a number", main(`{{word 1}}`), []string{`article.html:1:20 word|"word" takes one literal name [layout-syntax]`}},

		{"a brace too few", main("\n<b>{{.Page.Title}</b>"), []string{`article.html:2:17 }|the layout cannot be used: bad character U+007D '}' [layout-syntax]`}},
		{"an unknown function", main("<p>{{.Page.Title}}\n文{{if true}}{{today}}{{end}}"), []string{`article.html:2:15 today|there is no function "today" [layout-syntax]`}},
		{"an undefined variable", main("{{.Page.Title}}{{$a}} {{.Page.Title}}"), []string{`article.html:1:35 $a|the layout cannot be used: undefined variable "$a" [layout-syntax]`}},
		{"a wrong operand", main("{{.Page.Title}} {{len ,}}"), []string{`article.html:1:40 ,|the layout cannot be used: unexpected "," in operand [layout-syntax]`}},
		{"an empty action", main("a\nb{{}}c{{.Page.Title}}"), []string{`article.html:2:2 {{}}|the layout cannot be used: missing value for command [layout-syntax]`}},
		{"an end too many", map[string]string{"article.html": `{{define "main"}}{{end}} {{end}}`}, []string{`article.html:1:26 {{end}}|the layout cannot be used: unexpected {{end}} [layout-syntax]`}},
		{"an end too few", map[string]string{"article.html": "{{define \"main\"}}\n{{if .Article}}<p>{{range .Site.Menu}}{{end}}\n{{end}}\n"},
			[]string{`article.html:1:1 {{define "main"}}|"{{define \"main\"}}" has no {{end}} [layout-syntax]`}},
		{"two ends too few", map[string]string{"article.html": "{{define \"main\"}}\n  {{- with .Article}}<p>{{range .Site.Menu}}{{end}}\n"},
			[]string{`article.html:2:3 {{- with .Article}}|"{{- with .Article}}" has no {{end}} [layout-syntax]`}},
		{"an open action", map[string]string{"article.html": "{{define \"main\"}}\n<p>{{.Page.Title\n</p>"}, []string{"article.html:2:4 {{.Page.Title|the layout cannot be used: unexpected \"<\" in operand [layout-syntax]"}},
		{"an action open at the end", map[string]string{"article.html": "{{define \"main\"}}\n<p>{{.Page.Title\n"}, []string{"article.html:2:4 {{.Page.Title|the layout cannot be used: unclosed action started at layouts/article.html:2 [layout-syntax]"}},
		{"an open string", main("<p>\n{{word \"hello}}</p>\n{{.Page.Title}}"), []string{`article.html:2:1 {{word "hello}}|the layout cannot be used: unterminated quoted string [layout-syntax]`}},
		{"an open comment", main("{{/* a }}"), []string{`article.html:1:18 {{/* a }}|the layout cannot be used: unclosed comment [layout-syntax]`}},
		{"braces in a string", main("{{print \"}}\"}}\n{{today}}"), []string{`article.html:2:3 today|there is no function "today" [layout-syntax]`}},
		{"a template twice in a file", map[string]string{"article.html": "{{define \"main\"}}a{{end}}\n{{define \"main\"}}b{{end}}"},
			[]string{`article.html:2:1 {{define "main"}}|the template "main" is defined twice [layout-syntax]`}},
		{"a break outside", main("{{break}}"), []string{`article.html:1:18 {{break}}|the layout cannot be used: {{break}} outside {{range}} [layout-syntax]`}},

		{"an unknown template", main("<p>\n{{template \"none\" .}}"), []string{`article.html:2:1 {{template "none" .}}|there is no template "none" [layout-syntax]`}},
		{"an unknown template in a partial", map[string]string{"partials/p.html": `{{if true}}{{template "none"}}{{end}}`, "article.html": `{{define "main"}}{{template "p"}}{{end}}`,
			"page.html": `{{define "main"}}{{template "p"}}{{end}}`}, []string{`partials/p.html:1:12 {{template "none"}}|there is no template "none" [layout-syntax]`}},
		{"an unknown template in an unused partial", map[string]string{"partials/p.html": `{{template "none"}}`}, nil},
		{"no main", map[string]string{"article.html": `{{define "other"}}{{end}}`}, []string{`article.html:1:1 |the layout defines no "main" [layout-syntax]`}},
		{"an empty layout", map[string]string{"article.html": ""}, []string{`article.html:1:1 |the layout defines no "main" [layout-syntax]`}},
		{"text outside", map[string]string{"article.html": "{{define \"main\"}}{{end}}\n <p>{{.Page.Title}}</p>"}, []string{"article.html:2:2 |no page shows what stands outside of {{define \"main\"}} [layout-syntax]"}},
		{"an action outside", map[string]string{"article.html": "\n{{.Page.Title}}{{define \"main\"}}{{end}}"}, []string{"article.html:2:1 {{.Page.Title}}|no page shows what stands outside of {{define \"main\"}} [layout-syntax]"}},
		{"an empty base", map[string]string{"base.html": ""}, []string{`base.html:1:1 |the base never shows the layout's "main" [layout-syntax]`}},
		{"a base without main", map[string]string{"base.html": "<b>", "page.html": `{{define "main"}}{{end}}`}, []string{`base.html:1:1 |the base never shows the layout's "main" [layout-syntax]`}},
		{"a template in two files", map[string]string{"partials/a.html": `a`, "partials/b.html": "b\n{{define \"a\"}}{{end}}{{define \"c\"}}{{end}}", "partials/d.html": `{{define "c"}}{{end}}`},
			[]string{`partials/b.html:2:1 {{define "a"}}|the template "a" is defined twice [layout-syntax]`, `partials/d.html:1:1 {{define "c"}}|the template "c" is defined twice [layout-syntax]`}},
		{"a broken partial", map[string]string{"partials/p.html": "{{today}}", "article.html": `{{define "main"}}{{template "p"}}{{template "none"}}{{end}}`, "page.html": `{{define "main"}}{{template "p"}}{{end}}`},
			[]string{`article.html:1:34 {{template "none"}}|there is no template "none" [layout-syntax]`, `partials/p.html:1:3 today|there is no function "today" [layout-syntax]`}},
		{"a broken base", map[string]string{"base.html": "{{today}}", "page.html": `{{define "other"}}{{end}}`}, []string{`base.html:1:3 today|there is no function "today" [layout-syntax]`}},
		{"many mistakes", map[string]string{"base.html": "{{today}}", "article.html": `{{word "x"}}{{define "main"}}{{asset "y"}}{{end}}`, "page.html": `{{`},
			[]string{`article.html:1:8 "x"|there is no word "x" [layout-syntax]`, `article.html:1:38 "y"|there is no asset "y" [layout-syntax]`,
				`base.html:1:3 today|there is no function "today" [layout-syntax]`, "page.html:1:1 {{|the layout cannot be used: unclosed action [layout-syntax]"}},

		{"branches that end differently", main("\n<p>文{{if .Article}}<a title={{.Page.Title}}{{else}}<b>{{end}}"), []string{`article.html:2:5 {{if .Article}}|the branches do not end alike: one leaves a tag, an attribute or a quotation open [layout-syntax]`}},
		{"a range that does not end as it begins", main(`{{range .Site.Menu}}<a title="{{end}}`), []string{`article.html:1:18 {{range .Site.Menu}}|the branches do not end alike: one leaves a tag, an attribute or a quotation open [layout-syntax]`}},
		{"an open attribute", map[string]string{"base.html": `{{template "main" .}}<a title="`}, []string{`article.html:1:1 |the page ends inside a tag, an attribute or a quotation [layout-syntax]`}},
		{"an ambiguous address", main(`<a href="{{if .Article}}/a?b={{end}}{{.Page.Title}}">`), []string{`article.html:1:54 {{.Page.Title}}|the layout cannot be used: {{.Page.Title}} appears in an ambiguous context within a URL [layout-syntax]`}},
		{"a word in a broken attribute", main("<p title={{word \"quotes\"}}>"), nil},
		{"bad HTML", main(`<p title=a"b>`), []string{`article.html:1:27 a"b|the layout cannot be used: "\"" in unquoted attr: "a\"b" [layout-syntax]`}},
		{"bad HTML in a partial", map[string]string{"partials/p.html": "\n<p =x>", "article.html": `{{define "main"}}{{template "p"}}{{end}}`},
			[]string{"partials/p.html:2:4 =x>|the layout cannot be used: expected space, attr name, or end of tag, but got \"=x>\" [layout-syntax]"}},
		{"a template that calls itself", map[string]string{"partials/p.html": `<p>{{if .Page}}{{template "p" .}}{{end}}`, "article.html": `{{define "main"}}{{template "p" .}}{{end}}`},
			[]string{`partials/p.html:1:16 {{template "p" .}}|the template "p" calls itself without end [layout-syntax]`}},
		{"a main that calls itself", main(`{{range .Site.Menu}}{{with .URL}}{{template "main" $}}{{end}}{{end}}`),
			[]string{`article.html:1:51 {{template "main" $}}|the template "main" calls itself without end [layout-syntax]`}},
		{"templates that call each other", map[string]string{"partials/p.html": `{{template "q" .}}`, "partials/q.html": `{{with .Person}}{{else}}{{template "p" .}}{{end}}`, "article.html": `{{define "main"}}{{template "q" .Page}}{{end}}`},
			[]string{`partials/q.html:1:25 {{template "p" .}}|the template "p" calls itself without end [layout-syntax]`}},
		{"with, constants and nothing", map[string]string{"partials/p.html": `{{with .}}{{range $.Menu}}{{with $}}{{template "p" .}}{{template "p"}}{{end}}{{end}}{{else}}{{template "q" nil}}{{end}}`, "partials/q.html": `{{template "q" 1}}`,
			"article.html": `{{define "main"}}{{template "p" .Site}}{{end}}`},
			[]string{`partials/p.html:1:37 {{template "p" .}}|the template "p" calls itself without end [layout-syntax]`, `partials/p.html:1:55 {{template "p"}}|the template "p" calls itself without end [layout-syntax]`,
				`partials/q.html:1:1 {{template "q" 1}}|the template "q" calls itself without end [layout-syntax]`}},
		{"templates that go down", map[string]string{"partials/p.html": `{{range .}}{{template "p" .}}{{end}}{{template "q" .}}{{template "q" .}}`, "partials/q.html": `{{with .Below}}{{template "p" .}}{{end}}`, "article.html": `{{define "main"}}{{template "p" .Site.Menu}}{{end}}`}, nil},
		{"an escaper by hand", main(`{{.Page.Title | html}}<p title={{.Page.Title | html}}>`), []string{`article.html:1:49 {{.Page.Title | html}}|the layout cannot be used: predefined escaper "html" disallowed in template [layout-syntax]`}},
	} {
		all := texts(c.more)
		set, problems := Load(all, someNames)
		if got := records(problems, all); strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: said\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
		for _, d := range problems {
			if d.Hint.English == "" || d.Hint.Chinese == "" || d.Message.Chinese == "" {
				t.Errorf("%s: no hint, or not in Chinese: %+v", c.name, d)
			}
			if strings.Contains(d.Message.English, "stateText") || strings.Contains(d.Message.English, "template:") {
				t.Errorf("%s: %s", c.name, d.Message.English)
			}
		}
		if !set.Has("article") {
			t.Errorf("%s: there is no layout to ask for", c.name)
		}
	}
}

func TestUnreadable(t *testing.T) {
	_, problems := Load(texts(map[string]string{"article.html": "{{define \"main\"}}\xce\xc4\xc3\xf7{{end}}"}), someNames)
	if len(problems) != 1 || problems[0].Code != diag.InvalidUTF8 || problems[0].File != "layouts/article.html" || problems[0].Span.Start != 17 {
		t.Errorf("said %+v", problems)
	}
}

func TestNoLayouts(t *testing.T) {
	if set, problems := Load(nil, someNames); len(problems) > 0 || set.Has("base") {
		t.Errorf("said %v", problems)
	}
	_, problems := Load(map[string][]byte{"layouts/page.html": []byte(`{{define "main"}}{{end}}`)}, someNames)
	if got := records(problems, nil); len(got) != 1 || got[0] != `base.html:0:0 |there is no template "base" [layout-syntax]` {
		t.Errorf("said %q", got)
	}
}

func TestRunProblems(t *testing.T) {
	for _, c := range []struct {
		name string
		more map[string]string
		want string
		hint string
	}{
		{"an unknown field", map[string]string{"article.html": "{{define \"main\"}}\n<h1>文{{.Article.Titel}}</h1>{{end}}"},
			`article.html:2:17 Titel|there is no field "Titel" here (while making the page /news/a.html) [layout-run]`, `did you mean "Title"?`},
		{"an unknown field of the view", map[string]string{"article.html": `{{define "main"}}{{.Foo}}{{end}}`},
			`article.html:1:21 Foo|there is no field "Foo" here (while making the page /news/a.html) [layout-run]`,
			"it has: Site, Page, Home, Section, Article,"},
		{"an unknown field in a loop", map[string]string{"article.html": `{{define "main"}}{{range .Article.People}}{{.Name}}{{.Names}}{{end}}{{end}}`},
			`article.html:1:55 Names|there is no field "Names" here (while making the page /news/a.html) [layout-run]`, `did you mean "Name"?`},
		{"a field of a text", map[string]string{"article.html": `{{define "main"}}{{.Article.Title.Short}}{{end}}`},
			`article.html:1:35 Short|there is no field "Short" here (while making the page /news/a.html) [layout-run]`, `it is a value without fields`},
		{"a field of a variable", map[string]string{"article.html": `{{define "main"}}{{$p := .Page}}{{if eq $p.Kinds "x"}}{{end}}{{end}}`},
			`article.html:1:44 Kinds|there is no field "Kinds" here (while making the page /news/a.html) [layout-run]`, `did you mean "Kind"?`},
		{"of what is not there", map[string]string{"article.html": `{{define "main"}}{{.Person.Name}}{{end}}`},
			`article.html:1:28 Name|".Person" is empty here and has no field "Name" (while making the page /news/a.html) [layout-run]`, `ask for it first: {{with .Person}}{{.Name}}{{end}}`},
		{"of what is not there, deeper", map[string]string{"article.html": `{{define "main"}}{{if .Page.Image.URL}}{{end}}{{end}}`},
			`article.html:1:35 URL|".Page.Image" is empty here and has no field "URL" (while making the page /news/a.html) [layout-run]`, `ask for it first: {{with .Page.Image}}{{.URL}}{{end}}`},
		{"of nothing at all", map[string]string{"partials/p.html": "{{.Name}}", "article.html": `{{define "main"}}{{template "p" .Person}}{{end}}`},
			`partials/p.html:1:4 Name|"." is empty here and has no field "Name" (while making the page /news/a.html) [layout-run]`, `ask for it first: {{with .}}{{.Name}}{{end}}`},
		{"in a partial", map[string]string{"partials/p.html": "<p>\n{{.Foo}}", "article.html": `{{define "main"}}{{template "p" .Page}}{{end}}`},
			`partials/p.html:2:4 Foo|there is no field "Foo" here (while making the page /news/a.html) [layout-run]`, ""},
		{"in a partial that stands in an attribute", map[string]string{"partials/p.html": "{{.Foo}}", "article.html": `{{define "main"}}<p title="{{template "p" .Page}}">{{end}}`},
			`partials/p.html:1:4 Foo|there is no field "Foo" here (while making the page /news/a.html) [layout-run]`, ""},
		{"a literal in a partial that stands in an address", map[string]string{"partials/p.html": `{{index .Site.Menu (word "hello")}}`, "article.html": `{{define "main"}}<a href="{{template "p" .}}">{{end}}`},
			`partials/p.html:1:1 {{index .Site.Menu (word "hello")}}|the layout cannot be used: error calling index: cannot index slice/array with type string (`, ""},
		{"in the base", map[string]string{"base.html": `{{.Foo}}{{template "main" .}}`},
			`base.html:1:4 Foo|there is no field "Foo" here (while making the page /news/a.html) [layout-run]`, ""},
		{"in a definition of a partial", map[string]string{"partials/p.html": `{{define "q"}}{{.Foo}}{{end}}`, "article.html": `{{define "main"}}{{template "q" .}}{{end}}`},
			`partials/p.html:1:18 Foo|there is no field "Foo" here (while making the page /news/a.html) [layout-run]`, ""},
		{"a function that fails", map[string]string{"article.html": `{{define "main"}}{{index .Site.Menu 3}}{{end}}`},
			`article.html:1:20 index .Site.Menu 3|the layout cannot be used: error calling index: index out of range: 3 (while making the page /news/a.html) [layout-run]`, ""},
		{"a wrong type", map[string]string{"article.html": `{{define "main"}}{{if lt .Page.Title 3}}{{end}}{{end}}`},
			`article.html:1:23 lt .Page.Title 3|the layout cannot be used: error calling lt: incompatible types for comparison: string and int (while making the page /news/a.html) [layout-run]`, ""},
		{"a range over a struct", map[string]string{"article.html": `{{define "main"}}{{range .Page}}{{end}}{{end}}`}, `article.html:1:26 .Page|only a list can be ranged over (while making the page /news/a.html) [layout-run]`, ""},
		{"a partial that never gets down", map[string]string{"partials/p.html": `<p>{{template "p" (or .)}}`, "article.html": `{{define "main"}}{{template "p" .Site}}{{end}}`},
			`partials/p.html:1:4 {{template "p" (or .)}}|the template calls itself without end (while making the page /news/a.html) [layout-run]`, "hand on what is below"},
	} {
		all := texts(c.more)
		set, problems := Load(all, someNames)
		if len(problems) > 0 {
			t.Errorf("%s: %s", c.name, problems[0].Message.English)
			continue
		}
		var page bytes.Buffer
		d := set.Execute(&page, "article", article())
		if d == nil {
			t.Errorf("%s: made %s", c.name, page.String())
			continue
		}
		if got := records(diag.List{*d}, all)[0]; !strings.HasPrefix(got, c.want) || !strings.HasPrefix(d.Hint.English, c.hint) {
			t.Errorf("%s:\n%s (%s)\nwant\n%s (%s)", c.name, got, d.Hint.English, c.want, c.hint)
		}
		if d.Hint.English == "" || strings.Contains(d.Message.English, "view.") || strings.Contains(d.Message.English, "template:") {
			t.Errorf("%s: %s (%s)", c.name, d.Message.English, d.Hint.English)
		}
		if !strings.Contains(d.Message.Chinese, "生成页面 /news/a.html 时") || strings.Contains(d.Message.Chinese, "while") {
			t.Errorf("%s: in Chinese: %s", c.name, d.Message.Chinese)
		}
	}
}

// FuzzLoad feeds anything as a layout. What is sound makes a page or a diagnostic, and places are inside the files.
func FuzzLoad(f *testing.F) {
	for name, text := range theme(f) {
		f.Add(strings.TrimPrefix(name, "layouts/"), string(text))
	}
	f.Add("article.html", `{{define "main"}}{{range .Site.Menu}}{{.Foo}}{{else}}<a href="{{word "hello"}}`)
	f.Add("partials/p.html", "{{define \"x\"}}{{block \"y\" .}}{{(word \"a\").X | asset}}{{end}}{{/* a")
	f.Fuzz(func(t *testing.T, name, text string) {
		if strings.Contains(text, "range") && strings.ContainsAny(text, "123456789") {
			return // {{range 1000000000}} takes as long as it says
		}
		all := texts(map[string]string{"page.html": `{{define "main"}}{{template "p" .}}{{end}}`, "partials/p.html": "p", name: text})
		set, problems := Load(all, someNames)
		if len(problems) == 0 {
			for layout := range set.layouts {
				if set.layouts[layout].program() != nil {
					compare(t, set, layout, article(), name)
				}
				var page bytes.Buffer
				if d := set.Execute(&page, layout, article()); d != nil {
					problems = append(problems, *d)
				}
			}
		}
		for _, d := range problems {
			if d.Span.Start < 0 || d.Span.End < d.Span.Start || int(d.Span.End) > len(all[d.File]) {
				t.Errorf("%s: %s at %v", d.File, d.Message.English, d.Span)
			}
			if d.Message.English == "" || d.File == "" {
				t.Errorf("%+v", d)
			}
		}
	})
}
