package serve_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	wenming "wenming"
	"wenming/generator/build"
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
