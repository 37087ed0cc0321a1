package layout

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wenming/generator/memo"
	"wenming/generator/view"
	"wenming/generator/words"
)

// theme is the text of the default layouts.
func theme(t testing.TB) map[string][]byte {
	t.Helper()
	texts := map[string][]byte{}
	for _, pattern := range []string{"*.html", "partials/*.html"} {
		names, err := filepath.Glob(filepath.Join("../../layouts", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts[strings.TrimPrefix(filepath.ToSlash(name), "../../")] = data
		}
	}
	return texts
}

// themeNames has every asset, and the words of the program.
var themeNames = Names{
	Asset:     func(name string) (string, bool) { return "/assets/" + name, true },
	Integrity: func(string) (string, bool) { return "sha384-a+b/c=", true },
	Word:      func(key string) (string, bool) { return words.Lookup("zh-CN", key) },
}

// article is a view of an article.
func article() *view.View {
	body := []byte("<p>正文。</p>")
	return &view.View{
		Site: &view.Site{Name: "文明雨湖", Language: "zh-CN", HomeURL: "/", Menu: []view.Link{{Title: "新闻", URL: "/news/"}}},
		Page: view.Page{Kind: "article", Title: "甲", URL: "/news/a.html", Absolute: "https://example.org/news/a.html", Description: "摘要"},
		Article: &view.Article{
			Title: "甲", Source: "本站", Reporters: []string{"某某"},
			Body:   view.NewBody(memo.Bytes(body), func() []byte { return body }),
			People: []view.PersonCard{{Name: "乙", URL: "/people/b.html"}},
			Next:   view.Link{Title: "丙", URL: "/news/c.html"},
		},
	}
}

func BenchmarkExecute(b *testing.B) {
	set, problems := Load(theme(b), themeNames)
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	v := article()
	var page bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		page.Reset()
		if problem := set.Execute(&page, "article", v); problem != nil {
			b.Fatal(problem)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	texts := theme(b)
	for b.Loop() {
		Load(texts, themeNames)
	}
}
