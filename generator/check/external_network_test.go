package check

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// TestCertificates tells those that no browser takes from those that it may complete.
func TestCertificates(t *testing.T) {
	for _, test := range []struct {
		name, address, want string
		change              func(c *tls.Config)
	}{
		{"good", "https://example.com/", "", func(*tls.Config) {}},
		{"expired", "https://example.com/", `dead-link the certificate of "example.com" is not valid now`, func(c *tls.Config) {
			c.Time = func() time.Time { return time.Date(2500, 1, 1, 0, 0, 0, 0, time.UTC) }
		}},
		{"another's", "https://other.example/", `dead-link the certificate of "other.example" is another's`, func(*tls.Config) {}},
		{"unknown issuer", "https://example.com/", `doubtful-link the issuer of the certificate of "example.com" is not known here`, func(c *tls.Config) {
			c.RootCAs = x509.NewCertPool()
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := webOf(t, (*httptest.Server).StartTLS, paths)
			test.change(w.asker.transport.TLSClientConfig)
			if got := w.says(t, test.address); got[0] != test.want {
				t.Errorf("%q, want %q", got[0], test.want)
			}
		})
	}
}

// TestNoNetwork says once that there is no network, after few tries, and takes no single host for the network.
func TestNoNetwork(t *testing.T) {
	many := func(host string) []string {
		var written []string
		for i := range 300 {
			written = append(written, fmt.Sprintf("http://%s%d.example/", host, i))
		}
		return written
	}
	for _, test := range []struct {
		name    string
		written []string
		want    string // of the error, or none
		most    int    // connections tried, or any number
	}{
		{"no way to anybody", many("lost"), `none of the 300 external addresses could be reached (there is no way to`, unreachedEnough + askedAtOnce},
		{"nobody takes up", many("slow"), `none of the 300 external addresses could be reached ("slow`, unreachedEnough + askedAtOnce},
		{"no names", many("nobody"), `none of the 300 external addresses could be reached (there is no host`, 0},
		{"no way to the only one", []string{"http://lost.example/"}, `none of the 1 external addresses`, 0},
		{"one host is gone", []string{"http://nobody.example/a", "http://nobody.example/b"}, "", 0},
		{"two hosts are gone", []string{"http://nobody.example/", "http://refused.example/"}, "", 0},
		{"three hosts are gone, and one is there", []string{"http://nobody.example/", "http://refused.example/", "http://slow.example/", "http://a.example/404"}, "", 0},
		{"none is an address", []string{"http://%zz/", "http:///", "https://[/"}, "", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWeb(t, paths)
			asked, err := w.asker.external(context.Background(), of(t, test.written...), nil)
			var unasked *UnaskedError
			switch {
			case test.want == "" && (err != nil || len(asked.Problems) != len(test.written)):
				t.Errorf("said %v, failed by %v", asked.Problems, err)
			case test.want != "" && (!errors.As(err, &unasked) || !strings.HasPrefix(err.Error(), test.want) || len(asked.Problems) > 0):
				t.Errorf("said %v, failed by %v, want %s", asked.Problems, err, test.want)
			}
			if tried := w.tried(""); test.most > 0 && tried > test.most {
				t.Errorf("%d connections tried, want at most %d", tried, test.most)
			}
		})
	}
}

// TestProxy asks through a proxy, and says what that does not do.
func TestProxy(t *testing.T) {
	proxy := newWeb(t, func(out http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodConnect {
			out.WriteHeader(http.StatusBadGateway)
		} else if r.URL.Host == "gone.example" {
			out.WriteHeader(http.StatusGone)
		}
	})
	for _, test := range []struct {
		proxy string
		want  []string // or none where nobody can be asked
	}{
		{proxy.Listener.Addr().String(), []string{"", "dead-link the answer is 410 Gone", `doubtful-link the proxy does not lead to "secure.example"`}},
		{"refused.example:80", nil},
	} {
		proxy.asker.transport.Proxy = http.ProxyURL(&url.URL{Scheme: "http", Host: test.proxy})
		written := []string{"http://a.example/", "http://gone.example/", "https://secure.example/"}
		if test.want == nil {
			_, err := proxy.asker.external(context.Background(), of(t, written...), nil)
			if err == nil || !strings.Contains(err.Error(), `(there is no way to "`) {
				t.Errorf("failed by %v", err)
			}
		} else if got := proxy.says(t, written...); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestSilent gives up on a server that says nothing.
func TestSilent(t *testing.T) {
	w := newWeb(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	w.asker.time = 50 * time.Millisecond
	if got := w.says(t, "http://a.example/silent"); got[0] != `doubtful-link "a.example" does not answer in time` {
		t.Errorf("%q", got)
	}
}

// TestStop ends at once, whatever waits.
func TestStop(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	var coming atomic.Int64
	w := newWeb(t, func(_ http.ResponseWriter, r *http.Request) {
		if coming.Add(1) == askedOfHost {
			stop()
		}
		<-r.Context().Done()
	})
	w.asker.time, w.asker.pause = time.Hour, longestPause
	var written []string
	for i := range 40 {
		written = append(written, fmt.Sprintf("http://a.example/%d", i))
	}
	asked, err := w.asker.external(ctx, of(t, written...), nil)
	var unasked *UnaskedError
	if !errors.As(err, &unasked) || !strings.HasPrefix(err.Error(), "stopped") || len(asked.Problems) > 0 {
		t.Errorf("said %v, failed by %v", asked.Problems, err)
	}
}

// TestReasons reads errors that no server of a test makes.
func TestReasons(t *testing.T) {
	for _, test := range []struct {
		err  error
		want reason
	}{
		{&net.OpError{Op: "dial", Err: &net.DNSError{IsTimeout: true}}, noWay},
		{&net.OpError{Op: "dial", Err: &net.DNSError{IsTemporary: true}}, noWay},
		{&net.OpError{Op: "proxyconnect", Err: &net.DNSError{IsNotFound: true}}, noWay},
		{&net.OpError{Op: "dial", Err: syscall.Errno(10061)}, refused},
		{&net.OpError{Op: "dial", Err: syscall.EHOSTUNREACH}, noWay},
		{&net.OpError{Op: "read", Err: syscall.ECONNRESET}, brokenOff},
		{&tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Reason: x509.IncompatibleUsage}}, unsound},
		{tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, brokenOff},
	} {
		if got := reasonOf(test.err); got != test.want {
			t.Errorf("%v: %d, want %d", test.err, got, test.want)
		}
	}
}
