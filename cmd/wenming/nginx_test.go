//go:build full

package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// nginx is a web server that serves a folder by the configuration that README.md shows, inside the one that Debian's
// package brings.
type nginx struct {
	*testing.T
	address string // without a slash at the end
	folder  string
	command []string // to which a signal or a test can be added
	log     string
	client  http.Client
}

// startNginx serves a folder until the test ends. changes are pairs of what the documentation says and what to write
// instead, as it tells its reader to.
func startNginx(t *testing.T, folder string, changes ...string) *nginx {
	t.Helper()
	program := needed(t, "nginx", "nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx")
	own := t.TempDir()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}

	site := documentedNginx(t, "README.md")
	changes = append(changes, "listen 80;", "listen "+host+";", "listen [::]:80;", "", "www.example.org", "127.0.0.1", "/srv/www", folder)
	for pair := range slices.Chunk(changes, 2) {
		if !strings.Contains(site, pair[0]) {
			t.Fatalf("the configuration of nginx in README.md does not have %q", pair[0])
		}
		site = strings.ReplaceAll(site, pair[0], pair[1])
	}
	writeFile(t, filepath.Join(own, "wenming.conf"), site)

	user := "" // other than root, nginx's processes are the user's who starts it
	if os.Getuid() == 0 {
		user = "user root;" // else they could not read a test's folder
	}
	temporary := ""
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		temporary += fmt.Sprintf("%s_temp_path %s/%[1]s;\n", kind, own)
	}
	main := readFile(t, "/etc/nginx/nginx.conf")
	for _, line := range [][2]string{
		{`user`, user}, {`pid`, "pid " + own + "/pid;"}, {`error_log`, "error_log " + own + "/error.log warn;"}, {`access_log`, "access_log off;"},
		{`include /etc/nginx/conf\.d/`, temporary + "include " + own + "/wenming.conf;"}, {`include /etc/nginx/sites-enabled/`, ""},
	} {
		found := regexp.MustCompile(`(?m)^\s*` + line[0] + `[ *].*;$`)
		if !found.MatchString(main) {
			t.Fatalf("/etc/nginx/nginx.conf has no line %s", line[0])
		}
		main = found.ReplaceAllLiteralString(main, line[1])
	}
	writeFile(t, filepath.Join(own, "nginx.conf"), main)

	n := &nginx{T: t, address: "http://" + host, folder: folder, log: filepath.Join(own, "error.log"),
		command: []string{program, "-c", filepath.Join(own, "nginx.conf"), "-e", filepath.Join(own, "error.log")}}
	n.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	n.client.Transport = &http.Transport{DisableCompression: true}
	n.test()
	n.start()
	return n
}

// run runs nginx, which has nothing to complain of.
func (n *nginx) run(args ...string) string {
	n.Helper()
	said, err := exec.Command(n.command[0], slices.Concat(n.command[1:], args)...).CombinedOutput()
	if err != nil || bytes.Contains(said, []byte("[")) {
		n.Fatalf("nginx %s: %v\n%s", strings.Join(args, " "), err, said)
	}
	return string(said)
}

// test is what its operator does before loading a configuration.
func (n *nginx) test() {
	n.Helper()
	if said := n.run("-t"); !strings.Contains(said, "test is successful") {
		n.Fatalf("nginx -t: %s", said)
	}
}

func (n *nginx) start() {
	n.Helper()
	cmd := exec.Command(n.command[0], append(n.command[1:], "-g", "daemon off;")...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		n.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	n.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		<-ended
		for line := range strings.Lines(readFile(n.T, n.log)) {
			if regexp.MustCompile(`\[(warn|crit|alert|emerg)\]`).MatchString(line) {
				n.Errorf("nginx logs %s", line)
			}
		}
	})
	for range 400 {
		select {
		case err := <-ended:
			ended <- err
			n.Fatalf("nginx ended: %v\n%s", err, said.String())
		default:
		}
		if response, err := http.Get(n.address); err == nil {
			response.Body.Close()
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	n.Fatalf("nginx does not answer\n%s", said.String())
}

// answer is what nginx answers.
type answer struct {
	*http.Response
	body []byte
}

// ask asks for an address with headers, given as pairs, and holds the answer to what every answer of the server must be.
func (n *nginx) ask(method, address string, headers ...string) answer {
	n.Helper()
	request, err := http.NewRequest(method, n.address+address, nil)
	if err != nil {
		n.Fatal(err)
	}
	for pair := range slices.Chunk(headers, 2) {
		request.Header.Set(pair[0], pair[1])
	}
	response, err := n.client.Do(request)
	if err != nil {
		n.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		n.Fatal(err)
	}
	for name, want := range everyAnswer {
		values := response.Header.Values(name)
		if len(values) == 0 || slices.ContainsFunc(values, func(got string) bool { return !want.MatchString(got) }) {
			n.Errorf("%s %s: %s: %s is %q", method, address, response.Status, name, values)
		}
	}
	return answer{response, body}
}

// everyAnswer are the headers of every answer.
var everyAnswer = map[string]*regexp.Regexp{
	"Cache-Control":              regexp.MustCompile(`^(no-store|public, max-age=(60|3600|31536000, immutable))$`),
	"Content-Security-Policy":    regexp.MustCompile(`^(default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-hashes' [^;*]*;[^*]* )?frame-ancestors 'none'[^*]*$`),
	"Cross-Origin-Opener-Policy": regexp.MustCompile(`^same-origin$`),
	"Permissions-Policy":         regexp.MustCompile(`^([a-z-]+=\(\), )+usb=\(\)$`),
	"Referrer-Policy":            regexp.MustCompile(`^strict-origin-when-cross-origin$`),
	"Server":                     regexp.MustCompile(`^nginx$`),
	"X-Content-Type-Options":     regexp.MustCompile(`^nosniff$`),
	"X-Frame-Options":            regexp.MustCompile(`^DENY$`),
}
