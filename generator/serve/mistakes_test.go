package serve_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// A link that leads out of the site is not followed, also not in the moment between two looks.
func TestNoWayOut(t *testing.T) {
	s := start(t, small, nil)
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"assets/root/a.txt", "content/news/tu.png", "content/news/er.md"} {
		file := filepath.Join(s.site, name)
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(secret, file); err != nil {
			t.Fatal(err)
		}
	}
	paths := []string{"/wm/a.txt", "/wm/news/tu.png", "/wm/news/er.html", "/wm/feed.json"}
	s.eventually("the mistakes", func() bool {
		for _, path := range paths {
			if strings.Contains(s.get(path).body, "secret") {
				t.Errorf("%s leads out of the site", path)
			}
		}
		return s.status().Errors > 0
	})
}

// What has a mistake stays as it was, the rest goes on, and the mistake is told of until it is gone.
func TestMistakes(t *testing.T) {
	s := start(t, small, nil)
	shows := func(path, text string) func() bool {
		return func() bool { return strings.Contains(s.get(path).body, text) }
	}
	s.write("content/news/yi.md", "---\ntitle: 坏了\ndate: 2024-13-01\nsource: 本站\n---\n")
	s.eventually("a mistake", func() bool { return s.status().Errors == 1 })
	if p := s.status().Problems[0]; p.Code != "bad-date" || p.File != "content/news/yi.md" || p.Before != "date: " || p.Marked != "2024-13-01" || p.After != "" {
		t.Errorf("it is told of as %+v", p)
	}
	if !strings.Contains(s.said.String(), `content/news/yi.md:3:7: error: date "2024-13-01" is not a date`) {
		t.Errorf("the terminal says %s", s.said.String())
	}
	if a := s.get("/wm/news/yi.html"); a.StatusCode != 200 || !strings.Contains(a.body, "第一篇") || !strings.Contains(a.body, "正文。") {
		t.Errorf("the page with the mistake is not as it was: %s", a.Status)
	}
	s.write("content/news/er.md", "---\ntitle: 新的\ndate: 2024-01-03\nsource: 本站\n---\n")
	s.eventually("another page", shows("/wm/news/", "新的"))
	if !shows("/wm/news/", "第一篇")() {
		t.Error("the list does not show what has the mistake")
	}
	s.write("content/news/er.md", "---\ntitle: 新的\ndate: 2024-01-03\nsource: 本站\npeople: [nobody]\n---\n")
	s.eventually("a mistake between files", func() bool {
		return s.status().Errors >= 1 && !strings.Contains(s.get("/wm/news/er.html").body, "nobody")
	})
	s.write("content/news/yi.md", small["content/news/yi.md"])
	s.eventually("one mistake mended", func() bool { st := s.status(); return st.Errors == 1 && st.Problems[0].Code == "unknown-reference" })
	s.write("content/news/er.md", small["content/news/er.md"])
	s.eventually("both", func() bool { return s.status().Errors == 0 })
	s.write("site.yaml", "name: [\n")
	s.eventually("a broken site.yaml", func() bool { return s.status().Errors > 0 })
	s.write("content/news/er.md", strings.Replace(small["content/news/er.md"], "第二篇", "再来", 1))
	s.eventually("a title nevertheless", shows("/wm/news/", "再来"))
	s.write("site.yaml", small["site.yaml"])
	s.eventually("site.yaml mended", func() bool { return s.status().Errors == 0 })
	s.write("layouts/article.html", `{{define "main"}}{{.Nothing}}{{end}}`)
	s.eventually("a layout that fails", func() bool { return s.get("/wm/news/er.html").StatusCode == 503 })
	if st := s.status(); st.Errors != 1 || st.Problems[0].Code != "layout-run" {
		t.Errorf("a layout's mistake is told of as %+v", st)
	}
	if err := os.RemoveAll(filepath.Join(s.site, "layouts")); err != nil {
		t.Fatal(err)
	}
	s.eventually("the layout mended", func() bool { return s.get("/wm/news/er.html").StatusCode == 200 && s.status().Errors == 0 })
	s.equalsBuild()
}

// A site that is broken at the beginning gets well.
func TestBrokenAtTheBeginning(t *testing.T) {
	files := map[string]string{}
	for name, text := range small {
		files[name] = text
	}
	files["site.yaml"] = "name: 没有网址\n"
	s := start(t, files, nil)
	if a := s.get("/"); a.StatusCode != 503 || !strings.Contains(a.body, "site.yaml") || !tag.MatchString(a.body) {
		t.Errorf("%s\n%s", a.Status, a.body)
	}
	s.write("site.yaml", small["site.yaml"])
	s.eventually("a site", func() bool { return s.get("/wm/news/").StatusCode == 200 })
	s.equalsBuild()
}

// Pages that fail while their layout is being mended say nothing afterwards: their mistake is that of a site that is gone.
func TestMistakeOfThePast(t *testing.T) {
	s := start(t, small, nil)
	done := make(chan struct{})
	var visitors sync.WaitGroup
	defer visitors.Wait()
	defer close(done)
	for range 4 {
		visitors.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					s.get("/wm/news/er.html")
				}
			}
		})
	}
	for range 12 {
		s.write("layouts/article.html", `{{define "main"}}{{.Nothing}}{{end}}`)
		s.eventually("a layout that fails", func() bool { return s.status().Errors == 1 })
		if err := os.RemoveAll(filepath.Join(s.site, "layouts")); err != nil {
			t.Fatal(err)
		}
		s.eventually("the layout mended", func() bool { return s.get("/wm/news/er.html").StatusCode == 200 && s.status().Errors == 0 })
	}
}
