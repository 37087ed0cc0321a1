//go:build full

package main

import (
	"bytes"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// hiddenFiles stand in the folder, and no visitor gets them.
var hiddenFiles = []string{
	".wenming-folder/news/a.html", ".hidden.html", "news/.git/config", "news/.wenming-a", ".well-known/.wenming-a", "news/.well-known/a.txt",
}

// testMissing asks for what is not there, or not for visitors.
func testMissing(t *testing.T, n *nginx, s *built) {
	addresses := []string{
		"/nowhere.html", "/nowhere", "/nowhere/", "/people/nobody.html", "/about/moved.html/", "/about/moved.html/more", "/没有", "/没有/", "/人物/没有.html",
		"/.wenming-published", "/.wenming-anything", "/.git/config", "/.well-known", "/.well-known/", "/assets/", "/types/", "/assets/css/site.00000000.css",
		"/" + strings.Repeat("长", 200) + ".html", "/%", "/photo.jpg/", "/a.pdf",
	}
	for _, name := range hiddenFiles {
		addresses = append(addresses, "/"+name)
	}
	records, err := filepath.Glob(filepath.Join(n.folder, ".wenming-*"))
	if err != nil || len(records) == 0 {
		t.Errorf("publish left no record in the folder: %v", err)
	}
	for _, record := range records {
		addresses = append(addresses, "/"+filepath.Base(record))
	}
	for _, address := range addresses {
		got := n.ask("GET", (&url.URL{Path: address}).EscapedPath())
		if got.StatusCode != http.StatusNotFound || !bytes.Equal(got.body, s.files["404.html"]) || got.Header.Get("Cache-Control") != "public, max-age=60" ||
			got.Header.Get("Content-Type") != "text/html; charset=utf-8" || !strings.Contains(got.Header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %s, %v, %.40q", address, got.Status, got.Header, got.body)
		}
		if head := n.ask("HEAD", (&url.URL{Path: address}).EscapedPath()); head.StatusCode != http.StatusNotFound || len(head.body) > 0 {
			t.Errorf("HEAD %s: %s, %d bytes", address, head.Status, len(head.body))
		}
	}
	zipped := readFile(t, filepath.Join(n.folder, "404.html.gz"))
	if got := n.ask("GET", "/nowhere.html", "Accept-Encoding", "gzip"); got.StatusCode != http.StatusNotFound || string(got.body) != zipped || got.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("by gzip: %s, %v", got.Status, got.Header)
	}
	for _, outside := range []string{"/../outside.txt", "/%2e%2e/outside.txt", "/news/../../outside.txt", "/news/..%2f..%2foutside.txt", "/%2e%2e%2foutside.txt", "/..%5coutside.txt", "/a%00.html"} {
		if got := n.ask("GET", outside); got.StatusCode != http.StatusNotFound && got.StatusCode != http.StatusBadRequest || bytes.Contains(got.body, []byte("not for visitors")) {
			t.Errorf("%s: %s, %.40q", outside, got.Status, got.body)
		}
	}
}

// testRefused sends what a server of files has no use for.
func testRefused(t *testing.T, n *nginx, _ *built) {
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "FROBNICATE"} {
		for _, address := range []string{"/", "/about/moved.html", "/news/", "/nowhere.html", "/yuhu.html", "/photo.jpg", "/.wenming-published"} {
			if got := n.ask(method, address); got.StatusCode != http.StatusMethodNotAllowed || got.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s %s: %s, %s", method, address, got.Status, got.Header.Get("Cache-Control"))
			}
		}
	}
}

// testSlashes asks for folders without the slash.
func testSlashes(t *testing.T, n *nginx, _ *built) {
	for address, want := range map[string]string{
		"/news": "/news/", "/news?a=b": "/news/?a=b", "/%E9%80%9A%E7%9F%A5": "/%E9%80%9A%E7%9F%A5/", "/was-a-folder?a=%20b": "/was-a-folder/?a=%20b",
	} {
		got := n.ask("GET", address)
		if location := got.Header.Get("Location"); got.StatusCode != http.StatusMovedPermanently || location != want || got.Header.Get("Cache-Control") != "public, max-age=60" {
			t.Errorf("%s leads by %s to %q, %s", address, got.Status, location, got.Header.Get("Cache-Control"))
		}
	}
}
