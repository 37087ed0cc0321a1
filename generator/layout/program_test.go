package layout

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"wenming/generator/memo"
	"wenming/generator/view"
)

// pieces are what random texts are made of.
var pieces = []string{
	"甲", "文明", "<b>", "</script>", "&", "&amp;", `"`, "'", "+", " ", "\n", "%", "%2f", "%zz", "javascript:", "https://", "mailto:", "/a/b.html", "?q=1", "#x", ":",
	"a", "Z", "0", "-", "_", ".", "~", "(", ")", "\x00", "\xff", "\u2028", "𬭎", "`", "{{.}}", "=", "\\", "national", "lead", "projects", "publicity", "application/rss+xml",
}

// bodies are what random bodies are made of.
var bodies = []string{"<p>甲 <b>乙</b></p>", "<pre> a  b\n</pre>", "<b>丙</b>", " ", "\n", "丁", "&amp;", "<img src=a.png>", "<ul><li>戊</li></ul>"}

func randomText(rng *rand.Rand, pieces []string) string {
	var b strings.Builder
	for range rng.IntN(4) {
		b.WriteString(pieces[rng.IntN(len(pieces))])
	}
	return b.String()
}

func randomAny(rng *rand.Rand, depth int) any {
	switch kind := rng.IntN(9); {
	case kind == 0:
		return nil
	case kind == 1:
		return rng.IntN(1000) - 500
	case kind == 2:
		return rng.IntN(2) == 0
	case kind == 3:
		return rng.Float64()
	case kind == 4 && depth > 0:
		return []any{randomAny(rng, depth-1), randomAny(rng, depth-1)}
	case kind == 5 && depth > 0:
		return map[string]any{"a": randomAny(rng, depth-1), "b": randomAny(rng, depth-1)}
	}
	return randomText(rng, pieces)
}

// fillRandomly gives a value and all that it consists of random contents, empty ones among them.
func fillRandomly(rng *rand.Rand, v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(randomText(rng, pieces))
	case reflect.Int:
		v.SetInt(int64(rng.IntN(5) * rng.IntN(300)))
	case reflect.Bool:
		v.SetBool(rng.IntN(2) == 0)
	case reflect.Pointer:
		if depth > 0 && rng.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fillRandomly(rng, v.Elem(), depth-1)
		}
	case reflect.Slice:
		if n := rng.IntN(4); depth > 0 && n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				elem := v.Index(i)
				if elem.Kind() == reflect.Pointer { // a list holds no nil
					elem.Set(reflect.New(elem.Type().Elem()))
					elem = elem.Elem()
				}
				fillRandomly(rng, elem, depth-1)
			}
		}
	case reflect.Map:
		for _, key := range []string{"a", "b", "c"}[:rng.IntN(4)] {
			if v.IsNil() {
				v.Set(reflect.MakeMap(v.Type()))
			}
			v.Interface().(map[string]any)[key] = randomAny(rng, 2)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[view.Body]() {
			body := []byte(randomText(rng, bodies))
			headings := make([]view.Heading, rng.IntN(5))
			fillRandomly(rng, reflect.ValueOf(&headings).Elem(), 1)
			if rng.IntN(3) > 0 {
				v.Set(reflect.ValueOf(view.NewBody(memo.Bytes(body), func() string { return string(body) }).WithContents(func() []view.Heading { return headings })))
			}
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fillRandomly(rng, v.Field(i), depth)
			}
		}
	}
}

// randomView is a view with random contents.
func randomView(seed uint64) *view.View {
	rng := rand.New(rand.NewPCG(seed, 0))
	v := &view.View{}
	fillRandomly(rng, reflect.ValueOf(v).Elem(), 4)
	if v.Site == nil {
		v.Site = &view.Site{Language: "en"}
	}
	if v.Award != nil && v.Award.History != nil {
		for i, period := range v.Award.History.Periods { // a history counts its categories
			v.Award.History.Periods[i].Counts = period.Counts[:min(len(period.Counts), len(v.Award.History.Categories))]
		}
	}
	return v
}

// compare makes a page by the program and by html/template. It tells whether html/template could make it.
func compare(t *testing.T, set *Set, layout string, v *view.View, about string) bool {
	t.Helper()
	l := set.layouts[layout]
	got, ok := l.program().appendPage(nil, v)
	var want bytes.Buffer
	err := l.template.Execute(&want, v)
	if ok != (err == nil) {
		t.Fatalf("%s, %s: the program makes it: %t; html/template: %v", layout, about, ok, err)
	}
	if ok && !bytes.Equal(got, want.Bytes()) {
		i := 0
		for i < len(got) && i < want.Len() && got[i] == want.Bytes()[i] {
			i++
		}
		t.Fatalf("%s, %s: from byte %d\n%q, want\n%q", layout, about, i, got[max(i-50, 0):min(i+50, len(got))], want.Bytes()[max(i-50, 0):min(i+50, want.Len())])
	}
	return ok
}

// TestProgramsOfTheTheme makes the theme's pages of random views: byte for byte what html/template makes.
func TestProgramsOfTheTheme(t *testing.T) {
	set, problems := Load(theme(t), themeNames)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	made := map[string]int{}
	for _, layout := range slices.Sorted(maps.Keys(set.layouts)) {
		if set.layouts[layout].program() == nil {
			t.Errorf("%s is not compiled", layout)
			continue
		}
		for seed := range uint64(150) {
			if compare(t, set, layout, randomView(seed), fmt.Sprint("seed ", seed)) {
				made[layout]++
			}
		}
		if made[layout] < 50 {
			t.Errorf("only %d random views are of any use to %s", made[layout], layout)
		}
	}
}

// TestPrograms executes odd constructs, and says which of them html/template has to execute.
func TestPrograms(t *testing.T) {
	for _, c := range []struct {
		name, main string
		compiled   bool
	}{
		{"dot, fields, chains", `{{.Page.Published.Day}}{{(.Page).Title}}{{(index .Site.Menu 0).Title}}{{.Site.Name}}`, true},
		{"variables", `{{$a := .Page}}{{$a.Title}}{{$b := $a.Column}}{{with $b}}{{.Name}}{{$.Page.Title}}{{end}}{{$a := .Site.Name}}{{$a}}`, true},
		{"a variable of a block", `{{$a := "x"}}{{if .Page.NoIndex}}{{$a := "y"}}{{$a}}{{else}}{{$a}}{{end}}{{$a}}`, true},
		{"an assignment", `{{$a := ""}}{{range .Site.Menu}}{{$a = .Title}}{{end}}{{$a}}{{$first := true}}{{range .Site.Menu}}{{if not $first}}, {{end}}{{$first = false}}{{end}}`, true},
		{"an assignment of another type", `{{$a := ""}}{{$a = 1}}{{$a}}`, false},
		{"with and its variable", `{{with $a := .Page.Title}}{{$a}}{{.}}{{else}}{{$a}}{{end}}`, true},
		{"if and its variable", `{{if $a := .Page.Title}}{{$a}}{{else if $b := .Site.Name}}{{$a}}{{$b}}{{end}}`, true},
		{"range with index", `{{range $i, $x := .Site.Menu}}{{$i}}{{$x.Title}}{{.URL}}{{else}}none{{end}}{{range $x := .Site.Feeds}}{{$x.Type}}{{end}}`, true},
		{"ranges in ranges", `{{range $i, $p := .Site.Menu}}{{range $j, $q := $.Site.Menu}}{{$i}}{{$j}}{{$p.Title}}{{$q.Title}}{{end}}{{end}}`, true},
		{"range that assigns", `{{$i := 0}}{{$x := ""}}{{range $i, $x = .Page.Keywords}}{{$x}}{{end}}{{$i}}`, false},
		{"break and continue", `{{range .Page.Keywords}}{{if eq . ""}}{{continue}}{{end}}{{.}}{{range $.Page.Keywords}}{{break}}{{end}}{{if gt (len .) 4}}{{break}}{{end}}{{end}}`, true},
		{"numbers", `{{range 3}}{{.}}{{end}}{{range $i := .Page.Title | len}}{{$i}}{{end}}{{1}}{{1.5}}{{0x10}}{{'a'}}{{1e3}}{{-7}}{{true}}`, true},
		{"a number too large", `{{9223372036854775808}}`, false},
		{"a range over an imaginary number", `{{range 3i}}{{.}}{{end}}`, false},
		{"extra", `{{.Page.Extra.a}}|{{with .Page.Extra.b}}{{.}}{{end}}{{if .Page.Extra.c}}c{{end}}{{range $k, $v := .Page.Extra}}{{$k}}={{$v}}{{end}}`, true},
		{"extra, deeper", `{{with .Page.Extra.a}}{{range .}}{{.}};{{end}}{{end}}`, true},
		{"extra, fields", `{{.Page.Extra.a.b}}`, true},
		{"extra in functions", `{{print .Page.Extra.a .Page.Extra.b}}{{printf "%v" .Page.Extra.a}}{{eq .Page.Extra.a "甲"}}{{len .Page.Title}}{{or .Page.Extra.a .Page.Title}}{{and .Page.Extra.a .Page.Extra.b}}`, true},
		{"extra in attributes", `<p title="{{.Page.Extra.a}}" class={{.Page.Extra.b}}><a href="{{.Page.Extra.c}}"></a><script>f({{.Page.Extra.a}})</script>`, true},
		{"extra by index", `{{index .Page.Extra "a"}}{{index .Page.Extra "b" 0}}`, true},
		{"extra as dot", `{{define "main"}}{{template "p" .Page.Extra.a}}{{end}}{{define "p"}}{{.}}{{with .a}}{{.}}{{end}}{{end}}`, true},
		{"functions", `{{len .Site.Menu}}{{len .Page.Extra}}{{index .Page.Keywords 0}}{{slice .Page.Title 0 1}}{{slice .Page.Keywords 1}}{{not .Page.Title}}{{html .Page.Title}}{{js .Page.Title}}{{urlquery .Page.Title}}{{println .Page.Title 1}}`, true},
		{"printf", `{{printf "%s %d %v %q" .Page.Title 1 .Page.NoIndex .Site.Name}}{{.Page.Title | printf "%s-%s" "a"}}{{printf .Page.Title}}{{print .Page.Title 1 2 "a" "b"}}{{print}}{{print nil}}`, true},
		{"comparisons", `{{eq .Page.Title .Site.Name "甲"}}{{ne .Page.Kind "a"}}{{lt 1 2}}{{le .Page.Kind "a"}}{{gt (len .Page.Title) 3}}{{ge 1.5 1.0}}{{eq .Page.Column nil}}{{eq true .Page.NoIndex}}{{len .Page.Title | lt 3}}`, true},
		{"junctions", `{{or .Page.Title .Site.Name "x"}}{{and .Page.Title .Site.Name}}{{or .Page.Title 1}}{{.Site.Name | or .Page.Title}}{{if and .Page.Title (or .Page.NoIndex .Site.Menu) (not .Page.Column)}}x{{end}}{{or}}`, false},
		{"junctions with arguments", `{{or .Page.Title .Site.Name "x"}}{{and .Page.Title .Site.Name}}{{or .Page.Title 1}}{{.Site.Name | or .Page.Title}}{{if and .Page.Title (or .Page.NoIndex .Site.Menu) (not .Page.Column)}}x{{end}}`, true},
		{"structs, lists and pointers as text", `{{.Page.Published}}{{.Page.Keywords}}{{.Page.Column}}{{.Page.Crumbs}}{{.Page.NoIndex}}`, true},
		{"methods", `{{.MetaTags}}{{len .LinkedData}}{{.Page.QRCode}}{{with .Article}}{{.Body.HTML}}{{if .Body.HTML}}x{{end}}{{$b := .Body}}{{$b.HTML}}{{end}}{{.MetaTags | len}}{{.Page.Published}}{{.Digest}}`, true},
		{"a method of nothing", `{{with .Award}}{{.History.Chart}}{{end}}`, true},
		{"HTML elsewhere", `<p title="{{.MetaTags}}"></p><script>f({{.MetaTags}})</script><textarea>{{.MetaTags}}</textarea><a href="{{.MetaTags}}"></a><script>{{.LinkedData}}</script>{{.LinkedData}}`, true},
		{"every place", `<a href="{{.Page.Title}}" href="/{{.Page.Title}}" href="?{{.Page.Title}}" href='#{{.Page.Title}}' title='{{.Page.Title}}' title={{.Page.Title}} onclick="f({{.Page.Title}})" style="a:{{.Page.Title}}" data-{{.Page.Kind}}="x"></a>` +
			`<script>a={{.Page.Title}};b="{{.Page.Title}}";c='{{.Page.Title}}';d=/{{.Page.Title}}/;e=` + "`{{.Page.Title}}`" + `</script><style>a{b:{{.Page.Title}}}</style><title>{{.Page.Title}}</title><img srcset="{{.Page.Title}} 2x"><meta http-equiv=refresh content="1; url={{.Page.Title}}">`, true},
		{"numbers in every place", `{{with .Page.Image}}<a href="{{.Width}}" href="/{{.Width}}" href="?{{.Width}}" title="{{.Width}}" title={{.Width}}></a><script>{{.Width}}</script>{{.Width}}{{end}}`, true},
		{"a template in a tag", `<p class="{{template "p" .}}">{{define "p"}}{{.Page.Title}}{{end}}`, false},
		{"a template without a value", `{{template "p"}}{{define "p"}}a{{.}}{{.B}}{{with $}}x{{end}}{{end}}`, true},
		{"a template for several types", `{{template "p" .Page.Title}}{{template "p" .Site}}{{template "p" 1}}{{template "p" .Page.Extra}}{{define "p"}}{{if .}}x{{end}}{{end}}`, true},
		{"a template that calls itself", `{{with .SiteMap}}{{template "p" .Sections}}{{end}}{{define "p"}}{{range .}}{{.Title}}{{.Link.URL}}{{template "p" .Below}}{{end}}{{end}}`, true},
		{"an unknown field", `{{if .Article}}{{.Page.Foo}}{{end}}`, false},
		{"a field of a text", `{{if .Article}}{{.Page.Title.Foo}}{{end}}`, false},
		{"a field of nothing", `{{.Article.Title}}`, true},
		{"an index out of range", `{{index .Site.Menu 2}}{{(index .Site.Menu 1).Title}}`, true},
		{"a wrong type", `{{lt .Page.Title 3}}`, true},
		{"a range over a struct", `{{range .Page}}{{end}}`, false},
		{"a variable in parentheses", `{{print ($a := 1) $a}}`, false},
		{"an argument for a field", `{{.Page.Title 1}}`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := `{{define "main"}}` + c.main + `{{end}}`
			if before, define, ok := strings.Cut(c.main, `{{define "p"}}`); ok {
				text = `{{define "main"}}` + before + `{{end}}{{define "p"}}` + define
			}
			if strings.HasPrefix(c.main, `{{define "main"}}`) {
				text = c.main
			}
			set := sound(t, map[string]string{"article.html": text})
			if compiled := set.layouts["article"].program() != nil; compiled != c.compiled {
				t.Fatalf("compiled: %t", compiled)
			}
			if !c.compiled {
				return
			}
			for seed := range uint64(60) {
				compare(t, set, "article", randomView(seed), fmt.Sprint("seed ", seed))
			}
		})
	}
}

// TestDeep has a map of sections that goes deeper than programs do.
func TestDeep(t *testing.T) {
	set := sound(t, map[string]string{"article.html": `{{define "main"}}{{template "p" .SiteMap.Sections}}{{end}}{{define "p"}}{{range .}}{{.Count}},{{template "p" .Below}}{{end}}{{end}}`})
	v := article()
	v.SiteMap = &view.SiteMap{}
	below := &v.SiteMap.Sections
	for i := range deepest + 10 {
		*below = []view.SiteMapItem{{Count: i}}
		below = &(*below)[0].Below
	}
	if _, ok := set.layouts["article"].program().appendPage(nil, v); ok {
		t.Error("the program does not stop")
	}
	if page := shown(t, set, "article", v); !strings.HasSuffix(page, fmt.Sprintf(",%d,", deepest+9)) {
		t.Errorf("the page ends in %s", page[len(page)-10:])
	}
}

// TestAppenders compares what programs do to a text, byte by byte and in random order, with html/template's functions.
func TestAppenders(t *testing.T) {
	foreign := foreigners{}
	for chain, write := range appenders {
		want := foreign.call("(.Arg 0) | " + chain)
		check := func(s string) {
			if got, want := string(write(nil, s)), want(reflect.ValueOf(s)).String(); got != want {
				t.Errorf("%s: %q becomes %q, want %q", chain, s, got, want)
			}
		}
		for b := range 256 {
			check(string([]byte{'a', byte(b), 'c'}))
			check("%" + string([]byte{byte(b), 'c'}))
			check(string([]byte{byte(b)}) + ":x")
		}
		rng := rand.New(rand.NewPCG(1, 2))
		for range 5000 {
			check(randomText(rng, pieces) + randomText(rng, pieces))
		}
	}
}
