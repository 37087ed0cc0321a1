package check

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"testing"

	"wenming/generator/diag"
)

// web is a server that stands for every host whose name does not begin with one of these:
//
//	nobody   has no such name
//	refused  refuses connections
//	once     refuses the first
//	slow     does not take them up
//	lost     is out of the network's reach
type web struct {
	*httptest.Server
	asker *asker

	mu    sync.Mutex
	asked []string
	dials map[string]int // by host
}

func newWeb(t *testing.T, answer http.HandlerFunc) *web {
	t.Helper()
	return webOf(t, (*httptest.Server).Start, answer)
}

func webOf(t *testing.T, start func(*httptest.Server), answer http.HandlerFunc) *web {
	t.Helper()
	w := &web{dials: map[string]int{}}
	w.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		w.asked = append(w.asked, r.Method+" "+r.Host+r.RequestURI)
		w.mu.Unlock()
		answer(out, r)
	}))
	w.Config.ErrorLog = log.New(io.Discard, "", 0) // it tells of clients that refuse a certificate
	start(w.Server)
	t.Cleanup(w.Close)
	w.asker = newAsker("wenming (test)")
	w.asker.pause = 0
	transport := w.asker.transport
	transport.Proxy = nil
	transport.TLSClientConfig = &tls.Config{RootCAs: x509.NewCertPool()}
	if w.TLS != nil {
		transport.TLSClientConfig.RootCAs.AddCert(w.Certificate())
	}
	transport.DialContext = w.dial
	return w
}

func (w *web) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, _ := strings.Cut(address, ":")
	w.mu.Lock()
	w.dials[host]++
	first := w.dials[host] == 1
	w.mu.Unlock()
	failed := func(err error) (net.Conn, error) { return nil, &net.OpError{Op: "dial", Net: network, Err: err} }
	switch {
	case strings.HasPrefix(host, "nobody"):
		return failed(&net.DNSError{Name: host, IsNotFound: true})
	case strings.HasPrefix(host, "refused"), strings.HasPrefix(host, "once") && first:
		return failed(syscall.ECONNREFUSED)
	case strings.HasPrefix(host, "slow"):
		return failed(context.DeadlineExceeded)
	case strings.HasPrefix(host, "lost"):
		return failed(syscall.ENETUNREACH)
	}
	return (&net.Dialer{}).DialContext(ctx, network, w.Listener.Addr().String())
}

// tried is how many connections to hosts of some names' beginning were tried. A connection may still be on its way when
// nobody waits for it any more.
func (w *web) tried(prefix string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	all := 0
	for host, n := range w.dials {
		if strings.HasPrefix(host, prefix) {
			all += n
		}
	}
	return all
}

// of are addresses as they would be found in a file, one a line.
func of(t *testing.T, written ...string) []address {
	t.Helper()
	home, err := url.Parse("https://example.org")
	if err != nil {
		t.Fatal(err)
	}
	c := collector{home: home}
	var list []address
	for i, text := range written {
		target, fragment, is := c.parse(text)
		if !is {
			t.Fatalf("%q is not of the web", text)
		}
		list = append(list, address{text, fragment, target, []diag.Place{{File: "a.md", Span: diag.Range(i, i+1)}}})
	}
	return list
}

// says asks for addresses, and writes what is said of each: nothing, or the code, what follows the colon, and the hint of
// what has moved.
func (w *web) says(t *testing.T, written ...string) []string {
	t.Helper()
	asked, err := w.asker.external(context.Background(), of(t, written...), nil)
	if err != nil {
		t.Fatal(err)
	}
	lines := make([]string, len(written))
	for _, d := range asked.Problems {
		line := string(d.Code)
		if _, why, ok := strings.Cut(d.Message.English, ": "); ok {
			line += " " + why
		}
		if d.Code == diag.MovedLink {
			line = d.Hint.English[strings.Index(d.Hint.English, ", then"):]
		}
		lines[d.Span.Start] = line
	}
	return lines
}

// paths answers with the status that a path begins with, and leads to what the query's to says.
func paths(out http.ResponseWriter, r *http.Request) {
	status := 200
	if _, err := fmt.Sscanf(r.URL.Path, "/%d", &status); err != nil {
		status = 200
	}
	if to := r.URL.Query().Get("to"); to != "" {
		out.Header().Set("Location", to)
	}
	out.WriteHeader(status)
}
