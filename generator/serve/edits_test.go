package serve_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"wenming/generator/build"
	"wenming/generator/diag"
	"wenming/generator/serve"
)

func TestEveryPageOfTheRepository(t *testing.T) {
	files := map[string]string{}
	root := os.DirFS("../..")
	for _, pattern := range []string{"site.yaml", "content/*", "content/*/*", "content/*/*/*", "content/*/*/*/*", "content/*/*/*/*/*"} {
		names, err := filepath.Glob("../../" + pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			name, _ = filepath.Rel("../..", name)
			f, err := root.Open(filepath.ToSlash(name))
			if err != nil {
				t.Fatal(err)
			}
			if info, err := f.Stat(); err == nil && !info.IsDir() {
				data, err := io.ReadAll(f)
				if err != nil {
					t.Fatal(err)
				}
				files[filepath.ToSlash(name)] = string(data)
			}
			f.Close()
		}
	}
	s := start(t, files, nil)
	s.equalsBuild()
}

// Edits of every sort show, and what shows is what a build writes. Nothing is written.
func TestEdits(t *testing.T) {
	s := start(t, small, nil)
	s.equalsBuild()
	title := func(path, title string) func() bool {
		return func() bool { a := s.get(path); return a.StatusCode == http.StatusOK && strings.Contains(a.body, title) }
	}
	s.write("content/news/yi.md", strings.Replace(small["content/news/yi.md"], "正文", "别的", 1))
	s.eventually("a body", title("/wm/news/yi.html", "别的"))
	s.write("content/news/yi.md", strings.Replace(small["content/news/yi.md"], "第一篇", "头一篇", 1))
	s.eventually("a title", title("/wm/news/", "头一篇"))
	s.write("content/news/san.md", strings.Replace(small["content/news/er.md"], "第二篇", "第三篇", 1))
	s.eventually("a new file", title("/wm/news/san.html", "第三篇"))
	if err := os.Rename(filepath.Join(s.site, "content/news"), filepath.Join(s.site, "content/xinwen")); err != nil {
		t.Fatal(err)
	}
	s.eventually("a folder with another name", title("/wm/xinwen/san.html", "第三篇"))
	s.eventually("the old folder's end", func() bool { return s.get("/wm/news/san.html").StatusCode == http.StatusNotFound })
	if err := os.Remove(filepath.Join(s.site, "content/xinwen/er.md")); err != nil {
		t.Fatal(err)
	}
	s.eventually("the end of a file", func() bool { return s.get("/wm/xinwen/er.html").StatusCode == http.StatusNotFound })
	s.write("layouts/404.html", `{{define "main"}}<h1>没有</h1>{{end}}`)
	s.eventually("a layout", func() bool { return strings.Contains(s.get("/wm/nothing").body, "<h1>没有</h1>") })
	s.write("assets/root/a.txt", "乙")
	s.eventually("a file", func() bool { return s.get("/wm/a.txt").body == "乙" })
	s.write("site.yaml", "name: 别的文明网\nurl: https://example.org/别的\n")
	s.eventually("the configuration", title("/别的/xinwen/", "别的文明网"))
	s.equalsBuild()
	s.eventually("the list of changes", func() bool { return strings.Contains(s.said.String(), "addresses changed") })
	if _, err := os.Stat(filepath.Join(s.site, "public")); !os.IsNotExist(err) {
		t.Errorf("public/: %v", err)
	}
}

// What visitors do not see yet shows when asked for, and is marked.
func TestPreview(t *testing.T) {
	s := start(t, small, func(b *build.Options, o *serve.Options) {
		b.Drafts, b.At = true, time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
		o.Drafts, o.At, o.Language = true, b.At, diag.Chinese
	})
	st := s.status()
	if st.Preview != "预览 2031-01-01 08:00 时的样子，含草稿" || len(st.Marks) != 2 ||
		st.Marks[0].URL != "/wm/news/caogao.html" || st.Marks[0].Text != "草稿" || st.Marks[1].URL != "/wm/news/jianglai.html" || st.Marks[1].Text != "2030-01-04 00:00 起" {
		t.Errorf("%+v", st)
	}
	s.equalsBuild()
}

// The site goes with the time.
func TestTime(t *testing.T) {
	var mu sync.Mutex
	clock := time.Date(2030, 1, 3, 15, 59, 59, 900e6, time.UTC)
	s := start(t, small, func(b *build.Options, o *serve.Options) {
		b.At = clock
		o.Now = func() time.Time { mu.Lock(); defer mu.Unlock(); return clock }
	})
	if a := s.get("/wm/news/jianglai.html"); a.StatusCode != 404 {
		t.Errorf("an article of tomorrow: %s", a.Status)
	}
	mu.Lock()
	clock = clock.Add(time.Second)
	mu.Unlock()
	s.eventually("its time", func() bool { return s.get("/wm/news/jianglai.html").StatusCode == 200 })
}
