package plan_test

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"wenming/generator/asset"
	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/memo"
	"wenming/generator/plan"
	"wenming/generator/site"
	"wenming/generator/view"
	"wenming/generator/words"
)

// articles is how many articles the site of the benchmark has; a tenth as many people, a hundredth as many projects.
const articles = 10_000

// synthetic is a civic site that stands in no folder: eight sections of articles that name people, projects, lists.
type synthetic struct {
	config  config.Site
	entries []*content.Entry
	bodies  map[string]*content.Body
	assets  *asset.Set
}

func newSynthetic(t testing.TB, articles int) *synthetic {
	t.Helper()
	s := &synthetic{bodies: map[string]*content.Body{}}
	s.config, _ = config.Parse([]byte("name: 测试文明网\nurl: https://example.org\nprofile: party\n" +
		"menu: [{section: s0}, {section: s1}, {section: s2}, {section: s3}, {section: people}, {section: projects}, {section: honors}]\n" +
		"home: [{block: lead, limit: 4}, {block: list, section: s1}, {block: honors, award: haoren}]\n"))
	s.assets, _ = asset.Make(map[string][]byte{"img/a.png": []byte("a")})
	sources := map[string][]byte{}
	add := func(file, format string, values ...any) { sources[file] = fmt.Appendf(nil, format, values...) }
	for i := range 8 {
		add(fmt.Sprintf("s%d/_index.md", i), "---\ntitle: 栏目%d\nsummary: 第%d个栏目\n---\n", i, i)
	}
	for _, folder := range []string{"people", "projects", "honors"} {
		add(folder+"/_index.md", "---\ntitle: %s\n---\n", folder)
	}
	add("honors/haoren/_index.md", "---\nname: 湘潭好人\nlevel: city\nissuer: 市文明办\ncategories: [助人为乐, 见义勇为, 诚实守信]\n---\n")
	people, projects := articles/10, max(1, articles/100)
	surnames, given := []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"), []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红飞")
	name := func(i int) string {
		return string([]rune{surnames[i%len(surnames)], given[i/7%len(given)], given[i/len(given)%len(given)]})
	}
	for i := range people {
		add(fmt.Sprintf("people/p%d.md", i), "---\nname: %s\nunit: 第%d居民小组\nplace: 湖南省湘潭市\n---\n\n%s多年坚持志愿服务。\n", name(i), i, name(i))
	}
	for i := range projects {
		add(fmt.Sprintf("projects/j%d.md", i), "---\nname: 项目%d号\nsince: 2019\n---\n\n长期开展的志愿服务项目。\n", i)
	}
	categories := []string{"助人为乐", "见义勇为", "诚实守信"}
	for first := 0; first < people; first += 100 {
		var rows strings.Builder
		for i := first; i < min(people, first+100); i++ {
			fmt.Fprintf(&rows, "  - {name: %s, person: p%d, category: %s}\n", name(i), i, categories[i%3])
		}
		n := first / 100
		add(fmt.Sprintf("honors/haoren/b%d.md", n), "---\nperiod: {year: %d, batch: %d}\nstage: awarded\ndate: %d-%02d-20\nrecipients:\n%s---\n",
			2000+n/12, n%12+1, 2000+n/12, n%12+1, &rows)
	}
	tags := []string{"志愿服务", "文明实践", "基层治理", "身边榜样", "移风易俗", "公益", "社区", "学校"}
	for i := range articles {
		add(fmt.Sprintf("s%d/a%d.md", i%8, i), "---\ntitle: 第%d篇：文明新风吹进千家万户\ndate: %s\nsource: 测试文明网\neditor: 某某\nreporters: [某甲, 某乙]\n"+
			"tags: [%s, %s, %s]\npeople: [p%d]\nsummary: 志愿者走进社区，带着服务清单来到居民身边。\n---\n\n"+
			"志愿者来到居民身边。\n\n## 走进社区\n\n[[p%d]]和大家一起参与，详见[项目](../projects/j%d.md)。\n\n![现场](/assets/img/a.png)\n\n## 办好实事\n\n大家说好。\n",
			i+1, time.Date(2010, 1, 1+i*5800/articles, 0, 0, 0, 0, time.UTC).Format(time.DateOnly),
			tags[i%8], tags[(i+1)%8], tags[(i+3)%8], i*7%people, i*13%people, i*3%projects)
	}
	for _, file := range slices.Sorted(maps.Keys(sources)) {
		kind, key := content.KindOf(file, nil)
		entry, body, problems := content.Parse(file, sources[file], kind, key, content.Options{Location: s.config.Location()})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		s.entries = append(s.entries, &entry)
		s.bodies[file] = &body
	}
	return s
}

func (s *synthetic) link() *site.Site {
	linked, problems := site.Link(site.Input{
		Config: &s.config, Entries: s.entries, At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		HasFile: func(string) bool { return false },
		Asset: func(name string) (string, bool) {
			a, ok := s.assets.Get(name)
			return a.Served, ok
		},
	})
	if problems.Failed() {
		panic(fmt.Sprint(problems))
	}
	return linked
}

// has is a set of layouts that holds every name.
type has struct{}

func (has) Has(string) bool  { return true }
func (has) Assets() []string { return nil }

func (s *synthetic) plan(linked *site.Site) *plan.Plan {
	planned, problems := plan.New(plan.Input{
		Site: linked, Layouts: has{}, Assets: s.assets, Digest: func(path string) memo.Digest { return memo.Bytes([]byte(path)) },
		Body:    func(path string) *content.Body { return s.bodies[path] },
		Picture: func(string) (int, int) { return 480, 270 },
		Word: func(key string) string {
			word, _ := words.Lookup("zh-CN", key)
			return word
		},
	})
	if problems.Failed() {
		panic(fmt.Sprint(problems))
	}
	return planned
}

// held is how many bytes the heap holds.
func held() float64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return float64(stats.HeapAlloc)
}

// perItem reports the time of one item of those that an iteration goes through.
func perItem(b *testing.B, items int, unit string) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(items), "ns/"+unit)
	b.ReportMetric(0, "ns/op")
}

// BenchmarkSite measures what an incremental build does once entries are known, until it knows what every output shows:
// all of it by the entry or the output, on all processors where a part uses them.
func BenchmarkSite(b *testing.B) {
	s := newSynthetic(b, articles)
	b.Run("Link", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.link()
		}
		perItem(b, len(s.entries), "entry")
	})
	linked := s.link()
	b.Run("New", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.plan(linked)
		}
		perItem(b, len(s.entries), "entry")
	})
	b.Run("Held", func(b *testing.B) {
		before := held()
		linked := s.link()
		between := held()
		planned := s.plan(linked)
		after := held()
		for b.Loop() {
			runtime.KeepAlive(planned)
		}
		b.ReportMetric((between-before)/float64(len(s.entries)), "site-B/entry")
		b.ReportMetric((after-between)/float64(len(s.entries)), "plan-B/entry")
		b.ReportMetric(0, "ns/op")
		runtime.KeepAlive(linked)
		runtime.KeepAlive(s)
	})
	planned := s.plan(linked)
	kinds := map[string][]plan.Page{}
	var pages []plan.Page
	var documents []plan.Document
	for _, out := range planned.Outputs {
		switch m := out.Make.(type) {
		case plan.Page:
			kind := m.View().Page.Kind
			kinds[kind] = append(kinds[kind], m)
			pages = append(pages, m)
		case plan.Document:
			documents = append(documents, m)
		}
	}
	b.Run("View", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, page := range pages {
				page.View()
			}
		}
		perItem(b, len(pages), "page")
	})
	views := make([]*view.View, len(pages))
	for i, page := range pages {
		views[i] = page.View()
	}
	b.Run("Digest", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, v := range views {
				v.Digest()
			}
		}
		perItem(b, len(pages), "page")
	})
	for _, kind := range []string{"article", "person", "project", "batch", "section", "tag", "people", "roll", "award"} {
		b.Run("Both/"+kind, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, page := range kinds[kind] {
					page.View().Digest()
				}
			}
			perItem(b, len(kinds[kind]), "page")
		})
	}
	b.Run("Documents", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, document := range documents {
				memo.Of(document.View())
			}
		}
		perItem(b, len(planned.Outputs), "output")
	})
	b.Run("All", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, out := range s.plan(s.link()).Outputs {
				switch m := out.Make.(type) {
				case plan.Page:
					m.View().Digest()
				case plan.Document:
					memo.Of(m.View())
				}
			}
		}
		perItem(b, len(planned.Outputs), "output")
	})
}
