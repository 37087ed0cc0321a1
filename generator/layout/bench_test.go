package layout

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
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
			Body:   view.NewBody(memo.Bytes(body), func() string { return string(body) }),
			People: []*view.PersonCard{{Name: "乙", URL: "/people/b.html"}},
			Next:   view.Link{Title: "丙", URL: "/news/c.html"},
		},
	}
}

// onPage adds what a page of a middling site has to a view.
func onPage(v *view.View) *view.View {
	link := view.Link{Title: "新闻中心", URL: "/news/"}
	feed := view.Feed{Title: "文明雨湖", Type: "application/rss+xml", URL: "/feed.xml"}
	v.Site = &view.Site{
		Name: "文明雨湖", Language: "zh-CN", Domain: "example.org", HomeURL: "/", SiteMapURL: "/sitemap.html", Sponsor: "某某市文明办", Address: "某路1号", Phone: "0731-00000000",
		Code: "4300000000", ICP: "湘ICP备00000000号", Copyright: "版权所有", Profile: "gov", Menu: slices.Repeat([]view.Link{link}, 8), Feeds: []view.Feed{feed, feed, feed},
	}
	date := view.Date{Text: "2023-10-25", Day: "2023-10-25", Minute: "2023-10-25 00:00", Machine: "2023-10-25T00:00:00+08:00"}
	v.Page.HeadTitle, v.Page.Keywords, v.Page.Crumbs = "标题 - 文明雨湖", []string{"文明", "志愿服务"}, []view.Link{link, link}
	v.Page.Column = &view.Column{Name: "新闻中心", Description: "新闻", Type: "工作动态", URL: "/news/"}
	v.Page.Published, v.Page.Feeds = date, []view.Feed{feed, feed, feed}
	return v
}

// pages are views as sites have many of them, by layout.
func pages() map[string]*view.View {
	read := onPage(article())
	body := []byte(strings.Repeat("<p>志愿者走进社区，为老人送去温暖，也带动更多居民参与文明实践活动。", 50))
	read.Article.Body = view.NewBody(memo.Bytes(body), func() string { return string(body) })
	read.Article.Tags, read.Article.Previous = slices.Repeat([]view.Link{{Title: "志愿服务", URL: "/tags/a.html"}}, 4), read.Article.Next
	list := onPage(article())
	list.Article, list.Section = nil, &view.Section{Title: "新闻中心", Count: 400, Cards: slices.Repeat([]*view.Card{{
		Title: "志愿者走进社区", URL: "/news/a.html", Summary: "志愿者走进社区，为老人送去温暖。", Date: list.Page.Published, Source: "本站",
	}}, 20), Pager: view.Pager{Older: view.Link{URL: "/news/page-9.html"}, Pages: slices.Repeat([]view.PageLink{{Number: 1, URL: "/news/page-1.html"}}, 20)}}
	roll := onPage(article())
	roll.Article, roll.Batch = nil, &view.Batch{Title: "中国好人榜 2022年第一季度", Award: list.Page.Crumbs[0], Level: "national", Stage: "awarded", Awarded: true, Rows: 60, Groups: slices.Repeat([]view.RowGroup{{
		Category: "助人为乐", Rows: slices.Repeat([]view.Row{{Name: "张三", Parts: []view.Link{{Title: "张三", URL: "/people/a.html"}}, Unit: "某某社区", Place: "湖南"}}, 12),
	}}, 5)}
	return map[string]*view.View{"article": read, "section": list, "batch": roll}
}

func BenchmarkExecute(b *testing.B) {
	set, problems := Load(theme(b), themeNames)
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	for layout, v := range pages() {
		b.Run(layout, func(b *testing.B) {
			var page bytes.Buffer
			b.ReportAllocs()
			for b.Loop() {
				page.Reset()
				if problem := set.Execute(&page, layout, v); problem != nil {
					b.Fatal(problem)
				}
			}
			b.ReportMetric(float64(page.Len()), "B/page")
		})
		set.layouts[layout].program()
		b.Run(layout+"-html-template", func(b *testing.B) {
			for b.Loop() {
				if err := set.layouts[layout].template.Execute(io.Discard, v); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	texts := theme(b)
	for b.Loop() {
		Load(texts, themeNames)
	}
}

func BenchmarkCompile(b *testing.B) {
	texts := theme(b)
	for b.Loop() {
		set, _ := Load(texts, themeNames)
		for _, l := range set.layouts {
			l.program()
		}
	}
}
