package publish

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// network carries requests to a server: it counts them, keeps quiet for as long as the server asks for, and gives up on a
// connection over which nothing goes.
type network struct {
	carrier http.RoundTripper
	count   atomic.Int64
	second  time.Duration // what a server means by a second; tests have no time

	mu    sync.Mutex
	quiet time.Time // until then nobody asks
}

const (
	dialing = 6 * time.Second  // for a connection; enough for two lost packets
	silence = 30 * time.Second // without a byte in any direction is a failure
	longest = 2 * time.Minute  // that we wait because a server asks for it
)

func newNetwork(second time.Duration) *network {
	dialer := &net.Dialer{Timeout: dialing}
	return &network{second: second, carrier: &http.Transport{
		Proxy: http.ProxyFromEnvironment,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			connection, err := dialer.DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return impatient{connection, silence}, nil
		},
		TLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout: dialing,
		MaxIdleConnsPerHost: 2 * atOnce,
		IdleConnTimeout:     silence,
		DisableCompression:  true, // the signature covers the headers; and an object's encoding is a visitor's
	}}
}

// impatient is a connection that breaks when nothing goes over it. Writing is a sign of life for reading too: the answer to a
// large request is long in coming.
type impatient struct {
	net.Conn
	silence time.Duration
}

func (c impatient) Read(b []byte) (int, error) {
	if err := c.SetDeadline(time.Now().Add(c.silence)); err != nil {
		return 0, err
	}
	return c.Conn.Read(b)
}

func (c impatient) Write(b []byte) (int, error) {
	if err := c.SetDeadline(time.Now().Add(c.silence)); err != nil {
		return 0, err
	}
	return c.Conn.Write(b)
}

// answer is what the head of a server's answer tells beside the answer itself.
type answer struct {
	status int           // 0 without an answer
	ahead  time.Duration // of the server's clock before ours
	wait   time.Duration // that it asks for
}

// listener is the context's key of the *atomic.Pointer[answer] that RoundTrip tells.
type listener struct{}

// RoundTrip sends a request.
func (n *network) RoundTrip(r *http.Request) (*http.Response, error) {
	n.mu.Lock()
	quiet := time.Until(n.quiet)
	n.mu.Unlock()
	if err := sleep(r.Context(), quiet); err != nil {
		return nil, err
	}
	n.count.Add(1)
	response, err := n.carrier.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	a := answer{status: response.StatusCode}
	if date, err := http.ParseTime(response.Header.Get("Date")); err == nil {
		a.ahead = date.Sub(now)
	}
	if a.status == http.StatusTooManyRequests || a.status == http.StatusServiceUnavailable {
		if a.wait = n.asked(response.Header.Get("Retry-After"), now); a.wait <= longest {
			n.mu.Lock()
			if until := now.Add(a.wait); until.After(n.quiet) {
				n.quiet = until
			}
			n.mu.Unlock()
		}
	}
	if to, ok := r.Context().Value(listener{}).(*atomic.Pointer[answer]); ok {
		to.Store(&a)
	}
	return response, nil
}

// asked is how long a Retry-After header asks to wait, in seconds or as a date (RFC 9110, 10.2.3); 0 where it makes no sense.
func (n *network) asked(header string, now time.Time) time.Duration {
	header = strings.TrimSpace(header)
	if seconds, err := strconv.ParseUint(header, 10, 31); err == nil {
		return time.Duration(seconds) * n.second
	}
	if date, err := http.ParseTime(header); err == nil {
		return max(0, date.Sub(now))
	}
	return 0
}

// sleep waits, unless the context ends.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
