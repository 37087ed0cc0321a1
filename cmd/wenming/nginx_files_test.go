//go:build full

package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wenming/generator/asset"
)

// kept is for how long a file may be kept.
func kept(name string) string {
	switch {
	case regexp.MustCompile(`^assets/(css/site|js/roll|js/site|img/icon|img/photo)\.[0-9a-f]{8}\.(css|js|svg|jpg)$`).MatchString(name):
		return "public, max-age=31536000, immutable"
	case strings.HasPrefix(asset.Type(name), "image/"), strings.HasPrefix(asset.Type(name), "video/"), strings.HasPrefix(asset.Type(name), "audio/"),
		strings.HasPrefix(asset.Type(name), "font/"), regexp.MustCompile(`\.(pdf|zip|docx?|xlsx?|pptx?)$`).MatchString(name):
		return "public, max-age=3600"
	}
	return "public, max-age=60"
}

// testServedFiles asks for every file plain, by gzip, and as a browser does, which gets the compressed file that ends in best
// where there is one; then asks whether it changed.
func testServedFiles(t *testing.T, n *nginx, s *built, browser, best string) {
	moved, copies := s.moved(), 0
	for name := range s.files {
		address := strings.TrimPrefix(s.address(name), s.host)
		if plain, err := url.PathUnescape(address); err != nil || moved[plain] != "" {
			continue // nginx answers for a redirect itself
		}
		for accept, ext := range map[string]string{"": "", "gzip": ".gz", browser: best} {
			data, err := os.ReadFile(filepath.Join(n.folder, name+ext))
			if ext == "" || err != nil {
				data, ext = s.files[name], ""
			}
			want := map[string]string{
				"Content-Type": asset.Type(name), "Cache-Control": kept(name), "Content-Length": fmt.Sprint(len(data)),
				"Content-Encoding": map[string]string{".gz": "gzip", ".br": "br"}[ext],
			}
			if _, err := os.Stat(filepath.Join(n.folder, name+".gz")); err == nil {
				want["Vary"] = "Accept-Encoding"
				copies++
			}
			got := n.ask("GET", address, "Accept-Encoding", accept)
			check := func(what string, got answer, status int, body []byte, headers ...string) {
				if got.StatusCode != status || !bytes.Equal(got.body, body) {
					t.Errorf("%s %s, accepting %q: %s, %d of %d bytes", what, address, accept, got.Status, len(got.body), len(body))
				}
				for _, header := range headers {
					if value := got.Header.Get(header); value != want[header] && want[header] != "" || header == "Content-Encoding" && value != want[header] {
						t.Errorf("%s %s, accepting %q: %s is %q, not %q", what, address, accept, header, value, want[header])
					}
				}
			}
			check("GET", got, http.StatusOK, data, "Content-Type", "Cache-Control", "Content-Length", "Content-Encoding", "Vary")
			want["Etag"], want["Last-Modified"] = got.Header.Get("Etag"), got.Header.Get("Last-Modified")
			if want["Etag"] == "" || strings.HasPrefix(want["Etag"], "W/") || want["Last-Modified"] == "" {
				t.Errorf("%s: ETag %s, Last-Modified %s", address, want["Etag"], want["Last-Modified"])
			}
			check("HEAD", n.ask("HEAD", address, "Accept-Encoding", accept), http.StatusOK, nil,
				"Content-Type", "Cache-Control", "Content-Length", "Content-Encoding", "Vary", "Etag", "Last-Modified")
			check("unchanged", n.ask("GET", address, "Accept-Encoding", accept, "If-None-Match", want["Etag"]), http.StatusNotModified, nil,
				"Cache-Control", "Vary", "Etag", "Last-Modified")
			if accept == "" {
				check("not newer", n.ask("GET", address, "If-Modified-Since", want["Last-Modified"]), http.StatusNotModified, nil, "Cache-Control", "Etag")
				check("changed", n.ask("GET", address, "If-None-Match", `"other"`), http.StatusOK, data, "Etag")
			}
		}
	}
	if copies < 3*len(s.pages) {
		t.Errorf("only %d files have a compressed copy", copies)
	}
}

// testCompressing takes away compressed copies, and nginx makes them itself, also for a CDN.
func testCompressing(t *testing.T, n *nginx, s *built) {
	for i, name := range []string{"sitemap.html", "feed.xml", "data/honors.json", "data/honors.csv", "types/a.svg", "types/a.webmanifest"} {
		for _, ext := range []string{".gz", ".br"} {
			if err := os.Remove(filepath.Join(n.folder, name+ext)); err != nil {
				t.Fatal(err)
			}
		}
		headers := []string{"Accept-Encoding", "gzip", "Via", "1.1 cdn"}[:2+i%2*2]
		got := n.ask("GET", "/"+name, headers...)
		unzip, err := gzip.NewReader(bytes.NewReader(got.body))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		data, err := io.ReadAll(unzip)
		h := got.Header
		if err != nil || !bytes.Equal(data, s.files[name]) || h.Get("Content-Encoding") != "gzip" || h.Get("Vary") != "Accept-Encoding" || h.Get("Content-Type") != asset.Type(name) {
			t.Errorf("%s: %v; %v", name, err, h)
		}
		if again := n.ask("GET", "/"+name, append(headers, "If-None-Match", h.Get("Etag"))...); again.StatusCode != http.StatusNotModified || h.Get("Etag") == "" {
			t.Errorf("%s: again %s for %s", name, again.Status, h.Get("Etag"))
		}
	}
	const halfway = "news/index.html"
	if err := os.Remove(filepath.Join(n.folder, halfway+".br")); err != nil {
		t.Fatal(err)
	}
	want := readFile(t, filepath.Join(n.folder, halfway+".gz"))
	if got := n.ask("GET", "/news/", "Accept-Encoding", "gzip, br"); string(got.body) != want || got.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("without .br: %v", got.Header)
	}
}

// testRanges asks for parts of files.
func testRanges(t *testing.T, n *nginx, s *built) {
	whole := n.ask("HEAD", "/photo.jpg").Header
	tests := []struct {
		file, part string
		header, is string
		begin, end int // of the part; 0 and 0 for the whole file
	}{
		{"photo.jpg", "bytes=100-199", "", "", 100, 200},
		{"photo.jpg", "bytes=-10", "", "", len(photo) - 10, len(photo)},
		{"photo.jpg", "bytes=100-", "If-Range", whole.Get("Etag"), 100, len(photo)},
		{"photo.jpg", "bytes=0-9", "If-Range", whole.Get("Last-Modified"), 0, 10},
		{"photo.jpg", "bytes=0-9", "If-Range", `"other"`, 0, 0},
		{"photo.jpg", "bytes=0-9", "If-Range", "Mon, 02 Jan 2006 15:04:05 GMT", 0, 0},
		{"types/a.pdf", "bytes=3-5", "", "", 3, 6},
		{"types/a.mp4", "bytes=3-5", "Accept-Encoding", "gzip", 3, 6},
		{"news/index.html", "bytes=3-5", "", "", 3, 6},
	}
	for _, test := range tests {
		headers := []string{"Range", test.part}
		if test.header != "" {
			headers = append(headers, test.header, test.is)
		}
		data, status, part := s.files[test.file], http.StatusPartialContent, ""
		if test.end == 0 {
			status = http.StatusOK
		} else {
			part = fmt.Sprintf("bytes %d-%d/%d", test.begin, test.end-1, len(data))
			data = data[test.begin:test.end]
		}
		got := n.ask("GET", "/"+test.file, headers...)
		if got.StatusCode != status || !bytes.Equal(got.body, data) || got.Header.Get("Content-Range") != part || got.Header.Get("Cache-Control") != kept(test.file) {
			t.Errorf("%s of %s, %s %s: %s, %d bytes, %v", test.part, test.file, test.header, test.is, got.Status, len(got.body), got.Header)
		}
	}
	if got := n.ask("GET", "/photo.jpg", "Range", "bytes=999999-"); got.StatusCode != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("beyond the end: %s", got.Status)
	}
}
