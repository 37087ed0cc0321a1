//go:build full

package main

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// oldAddresses lead to a page of the site that nginx serves.
var oldAddresses = []string{"/旧址/一页.html", "/old place/a+b.html", "/long/" + strings.Repeat(strings.Repeat("很长", 30)+"/", 8) + "页.html", "/was-a-folder/"}

const (
	movedPage  = "/about/moved.html"
	compressed = "compress=gzip,br"
)

// servedSite is the repository's site with files of every kind that a server can meet, and more by the name below its folder.
func servedSite(t *testing.T, more map[string]string) string {
	t.Helper()
	site := t.TempDir()
	copySite(t, realSite, site)
	aliases := ""
	for _, address := range oldAddresses {
		aliases += fmt.Sprintf("  - %q\n", (&url.URL{Path: address}).EscapedPath())
	}
	files := map[string]string{
		"content/about/moved.md":               "---\ntitle: 搬过的页\naliases:\n" + aliases + "---\n搬过。\n",
		"content/通知/_index.md":                 "---\ntitle: 通知\n---\n",
		"assets/img/photo.jpg":                 photo,
		"assets/root/photo.jpg":                photo,
		"assets/root/photo.20231025.jpg":       photo, // no digest
		"assets/root/images/assets/a.0.txt":    "a",
		"assets/root/favicon.ico":              photo,
		"assets/root/.well-known/security.txt": "Contact: mailto:wmxt@xtol.cn\n",
	}
	// A file of every type that the program knows.
	types := regexp.MustCompile(`"\.(\w+)":`).FindAllStringSubmatch(readFile(t, "../../generator/asset/types.go"), -1)
	if len(types) < 30 {
		t.Errorf("only %d types are found in the program", len(types))
	}
	for _, m := range types {
		files["assets/root/types/a."+m[1]] = strings.Repeat("文", 1000)
	}
	maps.Copy(files, more)
	for name, text := range files {
		writeFile(t, filepath.Join(site, name), text)
	}
	return site
}

// photo is as long as a picture, and every part of it is another.
var photo = func() string {
	var b strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&b, "%d ", i)
	}
	return b.String()
}()

// publishSite builds a site and publishes it into a folder, as the documentation says.
func publishSite(t *testing.T, site, folder, how string) *built {
	t.Helper()
	out := filepath.Join(site, "public")
	buildSite(t, site, out)
	target := url.URL{Scheme: "file", Path: folder, RawQuery: how}
	built, err := time.Parse(time.DateOnly, today)
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	args := []string{"publish", "--lang", "en", "--site", site, target.String()}
	if status := run(args, &stdout, &stderr, func(string) string { return "" }, built.AddDate(0, 0, 1)); status != done || stderr.Len() > 0 {
		t.Fatalf("wenming %s: exit status %d\n%s%s", strings.Join(args, " "), status, &stdout, &stderr)
	}
	return readBuilt(t, out, "https://yuhu.example.org")
}

// TestNginx asks a real web server, as the documentation sets it up, for everything that the site has and for what it
// does not have.
func TestNginx(t *testing.T) {
	other := startOther(t)
	site, folder := servedSite(t, suspects(other.URL)), filepath.Join(t.TempDir(), "www")
	s := publishSite(t, site, folder, compressed)
	for _, name := range append(hiddenFiles, "../outside.txt") {
		writeFile(t, filepath.Join(folder, name), "not for visitors")
	}
	plain := startNginx(t, folder)
	needed(t, "nginx's module for brotli", "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
	brotli := startNginx(t, folder, "#brotli_static", "brotli_static")
	b := startChromium(t).open(t)
	b.resize(1280)

	t.Run("files", func(t *testing.T) { testServedFiles(t, plain, s, "gzip, br", ".gz") })
	t.Run("files with brotli", func(t *testing.T) { testServedFiles(t, brotli, s, "gzip, deflate, br", ".br") })
	for name, test := range map[string]func(*testing.T, *nginx, *built){
		"ranges": testRanges, "missing": testMissing, "refused": testRefused, "slashes": testSlashes,
	} {
		t.Run(name, func(t *testing.T) { test(t, plain, s) })
	}
	t.Run("compressed by nginx", func(t *testing.T) { testCompressing(t, brotli, s) })
	t.Run("in a browser", func(t *testing.T) { testPolicy(t, b, plain, s, other) })
	t.Run("redirects", func(t *testing.T) { testRedirects(t, b, plain, s, site) })
}

// TestNginxBelowPath serves a site whose address has a path, changed as the documentation says.
func TestNginxBelowPath(t *testing.T) {
	site, folder := t.TempDir(), t.TempDir()
	copySite(t, realSite, site)
	config := filepath.Join(site, "site.yaml")
	writeFile(t, config, strings.Replace(readFile(t, config), "https://yuhu.example.org", "https://yuhu.example.org/wenming", 1))
	s := publishSite(t, site, filepath.Join(folder, "wenming"), "")
	n := startNginx(t, folder, "/srv/www/redirects.map", "/srv/www/wenming/redirects.map", "~^/assets/", "~^/wenming/assets/", "/404.html", "/wenming/404.html")
	for name, data := range s.files {
		address := strings.TrimPrefix(s.address("wenming/"+name), s.host)
		if s.moved()["/wenming/"+name] != "" {
			continue
		}
		if got := n.ask("GET", address); got.StatusCode != http.StatusOK || !bytes.Equal(got.body, data) || got.Header.Get("Cache-Control") != kept(name) {
			t.Errorf("%s: %s, %s", address, got.Status, got.Header.Get("Cache-Control"))
		}
	}
	if got := n.ask("GET", "/wenming/yuhu.html"); got.Header.Get("Location") != "/wenming/news/yuhu/huakai.html" {
		t.Errorf("an old address: %s, %v", got.Status, got.Header)
	}
	for _, address := range []string{"/", "/wenming/nowhere.html", "/wenming/.wenming-published", "/wenming/assets/"} {
		if got := n.ask("GET", address); got.StatusCode != http.StatusNotFound || !bytes.Equal(got.body, s.files["404.html"]) {
			t.Errorf("%s: %s", address, got.Status)
		}
	}
}
