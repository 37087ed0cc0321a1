package build_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	wenming "wenming"
	"wenming/generator/build"
)

// BenchmarkLive measures what lies between a save and the new bytes of the page, but for watching: a body is edited, and
// a title. The site has 10,000 articles; LIVE_ARTICLES is another number.
func BenchmarkLive(b *testing.B) {
	articles := 10_000
	if n := os.Getenv("LIVE_ARTICLES"); n != "" {
		fmt.Sscan(n, &articles)
	}
	site := b.TempDir()
	write := func(name, text string) {
		name = filepath.Join(site, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	write("site.yaml", "name: 试验文明网\nurl: https://example.org\n")
	write("content/people/_index.md", "---\ntitle: 人物\n---\n")
	for i := range 8 {
		write(fmt.Sprintf("content/s%d/_index.md", i), fmt.Sprintf("---\ntitle: 栏目%d\n---\n", i))
	}
	for i := range articles / 10 {
		write(fmt.Sprintf("content/people/p%d.md", i), fmt.Sprintf("---\nname: 王%d\nplace: 某地\n---\n\n多年坚持。\n", i))
	}
	article := func(i int, title, body string) {
		write(fmt.Sprintf("content/s%d/a%d.md", i%8, i), fmt.Sprintf("---\ntitle: %s\ndate: 2020-%02d-%02d\nsource: 本站\ntags: [志愿]\nsummary: 摘要\npeople: [p%d]\n---\n\n%s\n",
			title, i%12+1, i%28+1, i%(articles/10), body))
	}
	for i := range articles {
		article(i, fmt.Sprintf("第%d篇", i), "志愿者来到居民身边。")
	}
	at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	begun := time.Now()
	if _, err := build.NewLive(build.Options{Site: site, Theme: wenming.Theme, At: at}); err != nil {
		b.Fatal(err)
	}
	b.Logf("cold start: %v", time.Since(begun))
	begun = time.Now()
	live, err := build.NewLive(build.Options{Site: site, Theme: wenming.Theme, At: at})
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("warm start: %v", time.Since(begun))
	if d := live.State().Diagnostics; len(d) > 0 {
		b.Fatal(d[0])
	}
	refresh := func(hints []string) {
		state := live.State()
		if next, err := live.Refresh(at, hints); err != nil || next == state {
			b.Fatal(err, next == state)
		}
		if _, ok, err := live.Render("s0/a0.html"); !ok || err != nil {
			b.Fatal(err)
		}
	}
	edits := 0
	runtime.GC()
	b.Run("Body", func(b *testing.B) {
		for b.Loop() {
			edits++
			article(0, "题", fmt.Sprintf("正文%d。", edits))
			refresh([]string{"content/s0/a0.md"})
		}
	})
	b.Run("Title", func(b *testing.B) {
		for b.Loop() {
			edits++
			article(0, fmt.Sprintf("题%d", edits), "正文。")
			refresh([]string{"content/s0/a0.md"})
		}
	})
	b.Run("Scan", func(b *testing.B) {
		for b.Loop() {
			edits++
			article(0, "题", fmt.Sprintf("正文%d。", edits))
			refresh(nil)
		}
	})
	b.Run("Nothing", func(b *testing.B) {
		for b.Loop() {
			if _, err := live.Refresh(at, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	b.Logf("live heap %d MB, from the system %d MB", m.HeapAlloc>>20, m.Sys>>20)
}
