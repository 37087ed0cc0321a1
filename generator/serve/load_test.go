package serve_test

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"wenming/generator/build"
)

// Hundreds of tabs, thousands of edits, files that go while they are read: nothing stays when it is over.
func TestLoad(t *testing.T) {
	before := runtime.NumGoroutine()
	files, folders := descriptors(t)
	s := start(t, small, nil)
	ctx, end := context.WithCancel(context.Background())
	defer end()
	streams := 300
	if testing.Short() {
		streams = 50
	}
	for range streams {
		events := s.listen(ctx)
		go func() {
			for range events {
			}
		}()
	}
	var work sync.WaitGroup
	for who := range 4 {
		work.Go(func() {
			for i := range streams {
				name := fmt.Sprintf("content/news/b%d/c%d.md", who, i%5)
				s.write(name, fmt.Sprintf("---\ntitle: 第%d次\ndate: 2024-02-0%d\nsource: 本站\n---\n\n正文%d\n", i, 1+who, i))
				switch i % 10 {
				case 3:
					os.Remove(filepath.Join(s.site, name))
				case 6:
					os.Rename(filepath.Join(s.site, path.Dir(name)), filepath.Join(s.site, fmt.Sprintf("content/news/d%d-%d", who, i)))
				case 9:
					os.RemoveAll(filepath.Join(s.site, fmt.Sprintf("content/news/d%d-%d", who, i-3)))
				}
				if a := s.get(fmt.Sprintf("/wm/news/b%d/c%d.html", who, i%5)); a.StatusCode >= 500 {
					t.Errorf("%s\n%s", a.Status, a.body)
				}
			}
		})
	}
	work.Wait()
	s.write("content/news/last.md", strings.Replace(small["content/news/er.md"], "第二篇", "最后一篇", 1))
	s.eventually("the last edit", func() bool { return s.get("/wm/news/last.html").StatusCode == 200 })
	s.eventually("all of it", func() bool {
		clean, err := build.Look(s.options)
		return err == nil && clean.Pages > 0 && len(clean.Diagnostics) == len(s.live.State().Diagnostics)
	})
	s.equalsBuild()
	end()
	s.stop()
	s.eventually("the end of all goroutines", func() bool { return runtime.NumGoroutine() <= before })
	if f, w := descriptors(t); f > files || w > folders {
		t.Errorf("%d open files and %d watches were %d and %d", f, w, files, folders)
	}
}
