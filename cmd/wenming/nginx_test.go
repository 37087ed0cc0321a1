//go:build full

package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// nginxConfig serves a folder as the documentation says: nothing but its files, the map of old addresses and the page
// for those that do not exist.
const nginxConfig = `daemon off;
%[1]s
pid %[2]s/pid;
error_log %[2]s/error.log;
events {}
http {
	access_log off;
	client_body_temp_path %[2]s/body;
	proxy_temp_path %[2]s/proxy;
	fastcgi_temp_path %[2]s/fastcgi;
	uwsgi_temp_path %[2]s/uwsgi;
	scgi_temp_path %[2]s/scgi;
	types {
		text/html html;
		text/css css;
		text/javascript js;
		text/plain txt map;
		image/svg+xml svg;
		application/xml xml;
		application/json json;
	}
	charset utf-8;
	charset_types text/css text/javascript text/plain;
	map_hash_bucket_size 1024;
	map_hash_max_size 65536;
	map $uri $moved { include "%[4]s/redirects.map"; }
	server {
		listen 127.0.0.1:%[3]d;
		root "%[4]s";
		absolute_redirect off;
		error_page 404 /404.html;
		if ($moved) { return 301 $moved$is_args$args; }
	}
}
`

// startNginx serves a folder until the test ends and returns the address.
func startNginx(t *testing.T, dir string) string {
	t.Helper()
	program := needed(t, "nginx", "nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx")
	own := t.TempDir()
	user := ""
	if os.Getuid() == 0 {
		user = "user root;" // else its workers could not read a test's folder
	}
	config := filepath.Join(own, "nginx.conf")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	writeFile(t, config, fmt.Sprintf(nginxConfig, user, own, port, dir))
	cmd := exec.Command(program, "-p", own, "-c", config, "-e", filepath.Join(own, "error.log"))
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		<-ended
	})
	address := fmt.Sprintf("http://127.0.0.1:%d", port)
	for range 200 {
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("nginx ended: %v\n%s", err, said.String())
		default:
		}
		if response, err := http.Get(address + "/robots.txt"); err == nil {
			response.Body.Close()
			return address
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("nginx does not answer\n%s", said.String())
	return ""
}

// TestNginx asks a real web server for every file of the site, for what does not exist, and for old addresses.
func TestNginx(t *testing.T) {
	site := t.TempDir()
	copySite(t, realSite, site)
	old := []string{"/旧址/一页.html", "/old place/a+b.html", "/long/" + strings.Repeat(strings.Repeat("很长", 30)+"/", 3) + "页.html", "/was-a-folder/"}
	var aliases strings.Builder
	for _, address := range old {
		fmt.Fprintf(&aliases, "  - %q\n", (&url.URL{Path: address}).EscapedPath())
	}
	writeFile(t, filepath.Join(site, "content/about/moved.md"), "---\ntitle: 搬过的页\naliases:\n"+aliases.String()+"---\n搬过。\n")
	out := filepath.Join(t.TempDir(), "public")
	buildSite(t, site, out)
	s := readBuilt(t, out, "https://yuhu.example.org")
	server := startNginx(t, out)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	ask := func(address string) (*http.Response, []byte) {
		t.Helper()
		response, err := client.Get(server + address)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response, body
	}

	types := map[string]string{".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".xml": "application/xml", ".json": "application/json"}
	for name, data := range s.files {
		if p := s.pages[name]; p != nil && p.kind == "" {
			continue // nginx answers for a redirect itself
		}
		response, body := ask(strings.TrimPrefix(s.address(name), s.host))
		kind, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";")
		if response.StatusCode != http.StatusOK || !bytes.Equal(body, data) || types[path.Ext(name)] != "" && kind != types[path.Ext(name)] {
			t.Errorf("%s: %s, %s, %d of %d bytes", name, response.Status, kind, len(body), len(data))
		}
	}
	for _, address := range []string{"/nowhere.html", "/people/nobody.html", "/没有"} {
		if response, body := ask((&url.URL{Path: address}).EscapedPath()); response.StatusCode != http.StatusNotFound || !bytes.Equal(body, s.files["404.html"]) {
			t.Errorf("%s: %s, %.40q", address, response.Status, body)
		}
	}
	for _, address := range append(old, "/yuhu.html") {
		want := "/about/moved.html"
		if address == "/yuhu.html" {
			want = "/news/yuhu/huakai.html"
		}
		for _, query := range []string{"", "?from=old"} {
			response, _ := ask((&url.URL{Path: address}).EscapedPath() + query)
			if got := response.Header.Get("Location"); response.StatusCode != http.StatusMovedPermanently || got != want+query {
				t.Errorf("%s leads by %s to %q", address+query, response.Status, got)
			}
		}
	}
}
