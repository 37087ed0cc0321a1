package main

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// serving is a command that shows a copy of the repository's site.
type serving struct {
	*testing.T
	site    string
	address string // with a slash at the end
	out     said
	err     said
	exit    chan int
}

// said is what a command writes while it goes on.
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

func startServing(t *testing.T, args ...string) *serving {
	t.Helper()
	s := &serving{T: t, site: filepath.Join(t.TempDir(), "site"), exit: make(chan int, 1)}
	copySite(t, realSite, s.site)
	args = append([]string{"serve", "--lang", "en", "--site", s.site, "--addr", "127.0.0.1:0"}, args...)
	go func() { s.exit <- run(args, &s.out, &s.err, func(string) string { return "" }, time.Now()) }()
	printed := regexp.MustCompile(`http://\S+`)
	eventually(t, "the address", func() bool {
		s.address = printed.FindString(s.out.String())
		return s.address != ""
	})
	t.Cleanup(func() {
		s.stop()
		if t.Failed() {
			t.Logf("it said:\n%s%s", s.out.String(), s.err.String())
		}
	})
	return s
}

// stop does what Ctrl-C does.
func (s *serving) stop() {
	if s.address == "" {
		return
	}
	s.address = ""
	if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
		s.Fatal(err)
	}
	select {
	case status := <-s.exit:
		if status != done {
			s.Errorf("exit status %d\n%s", status, s.err.String())
		}
	case <-time.After(20 * time.Second):
		s.Fatal("it does not end")
	}
}

// eventually waits for something that comes about by itself.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within 20 s", what)
		}
	}
}

// edit replaces what matches in a file of the site.
func (s *serving) edit(name, pattern, with string) {
	s.Helper()
	file := filepath.Join(s.site, name)
	text, re := readFile(s.T, file), regexp.MustCompile(pattern)
	if !re.MatchString(text) {
		s.Fatalf("%s has no %s", name, pattern)
	}
	writeFile(s.T, file, re.ReplaceAllLiteralString(text, with))
}

func (s *serving) get(path string) string {
	s.Helper()
	answer, err := http.Get(s.address + path)
	if err != nil {
		s.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		s.Fatal(err)
	}
	return string(data)
}

// One of the site's articles, and where it is.
const (
	servedFile = "content/news/yuhu/qukuai.md"
	servedPage = "news/yuhu/qukuai.html"
)

// TestServe edits a file and asks for its page, makes a mistake, and ends the command.
func TestServe(t *testing.T) {
	s := startServing(t)
	s.edit(servedFile, `(?m)^(title|标题): .*$`, "title: 换了一个标题")
	eventually(t, "the new title", func() bool { return strings.Contains(s.get(servedPage), "<h1>换了一个标题</h1>") })
	eventually(t, "the list of changes", func() bool {
		return regexp.MustCompile(`\d+ addresses changed \(\d+ ms\): / /news/ .* and \d+ more\n`).MatchString(s.err.String())
	})
	s.edit(servedFile, `(?m)^(date|日期): .*$`, "date: 2023-13-45")
	eventually(t, "the message", func() bool { return strings.Contains(s.err.String(), `date "2023-13-45" is not a date`) })
	if page := s.get(servedPage); !strings.Contains(page, "<h1>换了一个标题</h1>") {
		t.Error("the page does not stay as it was")
	}
	if _, err := os.Stat(filepath.Join(s.site, "public")); !os.IsNotExist(err) {
		t.Errorf("public/: %v", err)
	}
	address := strings.TrimSuffix(strings.TrimPrefix(s.address, "http://"), "/")
	s.stop()
	if l, err := net.Listen("tcp", address); err != nil {
		t.Errorf("the port is still taken: %v", err)
	} else {
		l.Close()
	}
}

// TestServePort asks for a port that is in use, for no address, and for one of the network.
func TestServePort(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	for address, want := range map[string]string{
		"127.0.0.1:" + port: "wenming: port " + port + " is in use; take a free one: --addr 127.0.0.1:0\n",
		"somewhere":         "wenming: --addr \"somewhere\" is not an address; write it as 127.0.0.1:1313\n",
	} {
		var out, errs bytes.Buffer
		status := run([]string{"serve", "--lang", "en", "--site", realSite, "--addr", address}, &out, &errs, func(string) string { return "" }, time.Now())
		if status != misused || errs.String() != want || out.Len() > 0 {
			t.Errorf("--addr %s: exit status %d, %q, %q", address, status, out.String(), errs.String())
		}
	}
}

func TestServeAskedAs(t *testing.T) {
	for host, want := range map[string]string{
		"127.0.0.1": "127.0.0.1", "": "*", "0.0.0.0": "*", "::": "*", "192.168.1.20": "192.168.1.20", "Editor.local": "editor.local",
	} {
		if got := askedAs(host); got != want {
			t.Errorf("%q is asked as %q, not %q", host, got, want)
		}
	}
}
