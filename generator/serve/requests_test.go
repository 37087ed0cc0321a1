package serve_test

import (
	"net/http"
	"strings"
	"testing"

	"wenming/generator/build"
	"wenming/generator/serve"
)

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
