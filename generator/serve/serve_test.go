package serve_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	wenming "wenming"
	"wenming/generator/build"
	"wenming/generator/diag"
	"wenming/generator/plan"
	"wenming/generator/serve"
	"wenming/generator/watch"
)

// small is a site of a few pages, whose address has a path.
var small = map[string]string{
	"site.yaml":                "name: 试验文明网\nurl: https://example.org/wm\n",
	"content/_index.md":        "---\ntitle: 首页\n---\n\n欢迎。\n",
	"content/news/_index.md":   "---\ntitle: 新闻\n---\n",
	"content/news/yi.md":       "---\ntitle: 第一篇\ndate: 2024-01-02\nsource: 本站\nsummary: 摘要。\naliases: [/old.html]\n---\n\n![图](tu.png)\n\n正文。\n",
	"content/news/tu.png":      "\x89PNG\r\n\x1a\n 0123456789",
	"content/news/er.md":       "---\ntitle: 第二篇\ndate: 2024-01-03\nsource: 本站\n---\n\n另一篇正文。\n",
	"content/news/caogao.md":   "---\ntitle: 草稿\ndate: 2024-01-04\nsource: 本站\ndraft: true\n---\n\n未完。\n",
	"content/news/jianglai.md": "---\ntitle: 将来\ndate: 2030-01-04\nsource: 本站\n---\n\n未到。\n",
	"assets/css/own.css":       "body{color:#123}",
	"assets/root/a.txt":        "甲",
}

// now is the present of the tests.
var now = time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)

// serving is a site that is served.
type serving struct {
	*testing.T
	site    string
	address string // without a slash at the end
	said    said
	live    *build.Live
	options build.Options
	stop    func()
}

type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(data []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(data)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// start serves a copy of some files. change sets what is not the ordinary.
func start(t *testing.T, files map[string]string, change func(*build.Options, *serve.Options)) *serving {
	t.Helper()
	s := &serving{T: t, site: t.TempDir()}
	for name, text := range files {
		s.write(name, text)
	}
	watcher, err := watch.Open(s.site, watch.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.options = build.Options{Site: s.site, Theme: wenming.Theme, At: now}
	o := serve.Options{Changes: watcher.Changes(), Host: "127.0.0.1", Now: func() time.Time { return now }, Messages: &s.said}
	if change != nil {
		change(&s.options, &o)
	}
	if s.live, err = build.NewLive(s.options); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = "http://" + listener.Addr().String()
	ctx, end := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- serve.New(s.live, o).Serve(ctx, listener) }()
	s.stop = sync.OnceFunc(func() {
		end()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		watcher.Close()
		http.DefaultClient.CloseIdleConnections()
	})
	t.Cleanup(s.stop)
	return s
}

func (s *serving) write(name, text string) {
	s.Helper()
	file := filepath.Join(s.site, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		s.Fatal(err)
	}
}

// answer is what a request came to.
type answer struct {
	*http.Response
	body string
}

// ask sends a request. Headers come as name and value.
func (s *serving) ask(method, path string, headers ...string) answer {
	s.Helper()
	r, err := http.NewRequest(method, s.address+path, nil)
	if err != nil {
		s.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if r.Header.Set(headers[i], headers[i+1]); headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	a, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(r)
	if err != nil {
		s.Fatal(err)
	}
	defer a.Body.Close()
	data, err := io.ReadAll(a.Body)
	if err != nil {
		s.Fatal(err)
	}
	return answer{a, string(data)}
}

func (s *serving) get(path string) answer { s.Helper(); return s.ask(http.MethodGet, path) }

// eventually waits for something that comes about by itself.
func (s *serving) eventually(what string, is func() bool) {
	s.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			s.Fatalf("%s: not within 20 s; it said\n%s", what, s.said.String())
		}
	}
}

// status is a part of what the script is told.
type status struct {
	Version, Errors, Warnings, Changed int
	Preview                            string
	Problems                           []struct{ Severity, Code, File, Message, Before, Marked, After string }
	Changes                            []struct{ Address, URL string }
	Marks                              []struct{ URL, Text string }
}

func (s *serving) status() status {
	s.Helper()
	var st status
	if err := json.Unmarshal([]byte(s.get("/.wenming-live/status").body), &st); err != nil {
		s.Fatal(err)
	}
	return st
}

var tag = regexp.MustCompile(`<script src="/\.wenming-live/script\.js" data-path="[^"<>]*" data-tag="[^"<>]*"></script>`)

// equalsBuild holds all that is served against what a build would write.
func (s *serving) equalsBuild() {
	s.Helper()
	clean, err := build.Look(s.options)
	if err != nil {
		s.Fatal(err)
	}
	if clean.Diagnostics.Failed() {
		s.Fatal(clean.Diagnostics)
	}
	base := s.live.State().Base
	files := map[string]string{}
	pages := map[string]bool{}
	var lock sync.Mutex
	err = clean.Render(func(out plan.Output, data []byte) {
		lock.Lock()
		defer lock.Unlock()
		files[out.Path] = string(data)
		_, pages[out.Path] = out.Make.(plan.Page)
	})
	if err != nil {
		s.Fatal(err)
	}
	if len(files) < 10 {
		s.Fatalf("only %d files", len(files))
	}
	for name, want := range files {
		got := s.get(base + (&url.URL{Path: build.Address(name)}).EscapedPath())
		if got.StatusCode != http.StatusOK {
			s.Errorf("%s: %s", name, got.Status)
		}
		if scripts := tag.FindAllString(got.body, -1); len(scripts) > 1 || (len(scripts) == 1) != pages[name] {
			s.Errorf("%s has the scripts %q", name, scripts)
		}
		if tag.ReplaceAllLiteralString(got.body, "") != want {
			s.Errorf("%s is not what a build writes", name)
		}
		if kind := got.Header.Get("Content-Type"); kind == "application/octet-stream" || strings.HasPrefix(kind, "text/") != strings.Contains(kind, "charset=utf-8") && strings.HasPrefix(kind, "text/") {
			s.Errorf("%s has the type %q", name, kind)
		}
	}
}

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

func TestRequests(t *testing.T) {
	s := start(t, small, nil)
	for _, c := range []struct {
		method, path string
		headers      []string
		status       int
		header       string // NAME: VALUE
		body         string // a part of it
	}{
		{"GET", "/", nil, 302, "Location: /wm/", ""},
		{"GET", "/wm", nil, 302, "Location: /wm/", ""},
		{"GET", "/wm/news?a=b", nil, 302, "Location: /wm/news/?a=b", ""},
		{"GET", "/wm/", nil, 200, "Cache-Control: no-store", "欢迎"},
		{"GET", "/wm/news/yi.html", nil, 200, "Content-Type: text/html; charset=utf-8", "第一篇"},
		{"GET", "/wm/old.html", nil, 200, "Content-Type: text/html; charset=utf-8", "/wm/news/yi.html"},
		{"HEAD", "/wm/news/yi.html", nil, 200, "Content-Type: text/html; charset=utf-8", ""},
		{"GET", "/wm/feed.xml", nil, 200, "Content-Type: application/rss+xml; charset=utf-8", "<rss"},
		{"GET", "/wm/news/tu.png", nil, 200, "Content-Type: image/png", "0123"},
		{"GET", "/wm/news/tu.png", []string{"Range", "bytes=9-12"}, 206, "Content-Range: bytes 9-12/19", "0123"},
		{"GET", "/wm/a.txt", nil, 200, "Cache-Control: no-cache", "甲"},
		{"GET", "/wm/nothing.html", nil, 404, "Content-Type: text/html; charset=utf-8", "试验文明网"},
		{"GET", "/elsewhere", nil, 404, "Cache-Control: no-store", "试验文明网"},
		{"GET", "/wm/../site.yaml", nil, 404, "", ""},
		{"GET", "/wm/..%2fsite.yaml", nil, 404, "", ""},
		{"GET", "/wm/%2e%2e/%2e%2e/etc/passwd", nil, 404, "", ""},
		{"GET", "/wm/content/news/yi.md", nil, 404, "", ""},
		{"GET", "/wm//news/", nil, 404, "", ""},
		{"GET", "//example.org", nil, 404, "", ""},
		{"GET", "/.wenming-live/script.js", nil, 200, "Content-Type: text/javascript; charset=utf-8", "EventSource"},
		{"GET", "/.wenming-live/other", nil, 404, "", ""},
		{"POST", "/wm/", nil, 405, "Allow: GET, HEAD", ""},
		{"PUT", "/wm/", nil, 405, "", ""},
		{"OPTIONS", "/.wenming-live/status", nil, 405, "", ""},
		{"GET", "/wm/", []string{"Host", "evil.example"}, 403, "", ""},
		{"GET", "/wm/", []string{"Host", "127.0.0.1.evil.example:1313"}, 403, "", ""},
		{"GET", "/.wenming-live/status", []string{"Host", "192.168.0.1"}, 403, "", ""},
		{"GET", "/wm/", []string{"Host", "localhost:99"}, 200, "", ""},
		{"GET", "/wm/", []string{"Host", "LocalHost"}, 200, "", ""},
		{"GET", "/wm/", []string{"Host", "[::1]:1313"}, 200, "", ""},
	} {
		a := s.ask(c.method, c.path, c.headers...)
		name, value, _ := strings.Cut(c.header, ": ")
		if a.StatusCode != c.status || name != "" && a.Header.Get(name) != value || !strings.Contains(a.body, c.body) {
			t.Errorf("%s %s %v: %s, %v\n%.200s", c.method, c.path, c.headers, a.Status, a.Header, a.body)
		}
		if c.method == "HEAD" && a.body != "" {
			t.Errorf("HEAD has a body")
		}
	}
	for _, path := range []string{"/wm/news/yi.html", "/wm/news/tu.png", "/wm/feed.xml"} {
		etag := s.get(path).Header.Get("ETag")
		if a := s.ask("GET", path, "If-None-Match", etag); etag == "" || a.StatusCode != http.StatusNotModified || a.body != "" {
			t.Errorf("%s with its tag %s: %s", path, etag, a.Status)
		}
	}
}

// A server that was asked to answer the network does so by any number, and by no name.
func TestHosts(t *testing.T) {
	s := start(t, small, func(_ *build.Options, o *serve.Options) { o.Host = "*" })
	for host, want := range map[string]int{"192.168.0.1:80": 200, "[fe80::1]": 200, "evil.example": 403, "": 403, "localhost": 200} {
		if host == "" {
			continue // which no client sends
		}
		if a := s.ask("GET", "/wm/", "Host", host); a.StatusCode != want {
			t.Errorf("%s: %s, not %d", host, a.Status, want)
		}
	}
}

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

// listen reads events until the test is over, and counts those that name a page.
func (s *serving) listen(ctx context.Context) <-chan []string {
	s.Helper()
	r, err := http.NewRequestWithContext(ctx, "GET", s.address+"/.wenming-live/events", nil)
	if err != nil {
		s.Fatal(err)
	}
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		s.Fatal(err)
	}
	if kind := a.Header.Get("Content-Type"); kind != "text/event-stream; charset=utf-8" {
		s.Errorf("events have the type %s", kind)
	}
	pages := make(chan []string, 100)
	go func() {
		defer close(pages)
		defer a.Body.Close()
		for lines := bufio.NewScanner(a.Body); lines.Scan(); {
			data, ok := strings.CutPrefix(lines.Text(), "data: ")
			if !ok {
				continue
			}
			var n struct{ Pages []string }
			if json.Unmarshal([]byte(data), &n) != nil {
				n.Pages = []string{"broken: " + data}
			}
			select {
			case pages <- n.Pages:
			default:
			}
		}
	}()
	return pages
}

// Only pages that a browser has, and that changed, are told of.
func TestEvents(t *testing.T) {
	s := start(t, small, nil)
	ctx, end := context.WithCancel(context.Background())
	defer end()
	for _, path := range []string{"/wm/", "/wm/news/yi.html", "/wm/news/er.html"} {
		s.get(path)
	}
	events := s.listen(ctx)
	if first := <-events; first != nil {
		t.Errorf("the first event names %q", first)
	}
	s.write("content/news/yi.md", strings.Replace(small["content/news/yi.md"], "正文", "别的", 1))
	late := time.After(20 * time.Second)
	for told := false; !told; {
		var pages []string
		select {
		case pages = <-events:
		case <-late:
			t.Fatal("nothing is told of")
		}
		if told = len(pages) > 0; told && !slices.Equal(pages, []string{"news/yi.html"}) {
			t.Errorf("a body's change is told as %q", pages)
		}
	}
	s.eventually("what else changed", func() bool {
		var addresses []string
		for _, c := range s.status().Changes {
			addresses = append(addresses, c.Address)
			if a := s.get(c.URL); a.StatusCode != 200 {
				t.Errorf("%s: %s", c.URL, a.Status)
			}
		}
		return slices.Contains(addresses, "/news/yi.html") && slices.Contains(addresses, "/feed.xml") && !slices.Contains(addresses, "/news/er.html")
	})
	s.stop()
	for range events { // until the server ends the stream
	}
}

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
